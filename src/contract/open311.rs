//! Service requests of Open311 `GeoReport` v2 as matters (`contract.md`, Open311).
//!
//! The standard knows two statuses, no dispatch and mostly no deadline, so most lights are Unknown. What it has no word
//! for is read under the contract's own names, should a server or the config give it. Who made a request (`email`,
//! `phone`, `first_name` and the like) is never read, nor is the free text of the description.

pub mod window;

use super::{
    cases::{self, Essentials},
    config::CollectionConfig,
    feature::{Decoded, UnreadableDocument, excerpt, read_object, scalar},
    properties::Properties,
    row::{Reading, Row},
};
use crate::domain::{
    case::{Case, Domain, Status},
    defect::{Defect, DefectReason},
};
use serde_json::value::RawValue;

/// The standard's names for the contract's fields; `lat`, `long`, `status` and `address` are called so in both.
const NAMES: [(&str, &str); 7] = [
    ("id", "service_request_id"),
    ("title", "service_name"),
    ("domain", "service_code"),
    ("handling_unit", "agency_responsible"),
    ("reported_at", "requested_datetime"),
    ("updated_at", "updated_datetime"),
    ("due_at", "expected_datetime"),
];

/// The members in which servers wrap the list, as the XML form of the standard does.
const WRAPPERS: [&str; 4] = ["service_requests", "service_request", "requests", "request"];

/// How many wrappers may lie around the list.
const DEEPEST: usize = 2;

/// Reads the service requests of one answer, each with what could not be read of it. One that is left out is one of the
/// defects of the whole, so that `rows` and `defects` together are as many as the server sent.
///
/// # Errors
/// If the text is no list of service requests and no single one, or if it is a list of errors: an answer that says
/// nothing of the matters is not one that says that there are none.
pub fn requests(
    text: &str,
    reading: &Reading<'_>,
) -> Result<Decoded<(Case, Vec<Defect>)>, UnreadableDocument> {
    let names = names(reading.names);
    let Reading { collection, times, crs, .. } = *reading;
    let reading = Reading { collection, names: &names, times, crs };
    let document: &RawValue =
        serde_json::from_str(text).map_err(|error| UnreadableDocument(error.to_string()))?;
    let sent = list(document, reading.name_of("id")).ok_or_else(|| no_requests(document))?;
    let mut decoded = Decoded { rows: Vec::new(), defects: Vec::new() };
    for (place, row) in (1..).zip(&sent) {
        match read_object(row.get(), &reading) {
            Ok(mut row) => {
                let case = case(&mut row);
                decoded.rows.push((case, row.defects));
            }
            Err(reason) => decoded.defects.push(Defect {
                collection,
                row: format!("#{place}").into(),
                field: "".into(),
                reason,
                // The row may begin with the name of whoever reported it.
                value: "".into(),
            }),
        }
    }
    let failure = if decoded.rows.is_empty() { sent.into_iter().find_map(error) } else { None };
    failure.map_or(Ok(decoded), |error| Err(UnreadableDocument(error)))
}

/// The source's names, and where it says nothing, the standard's.
fn names(configured: &CollectionConfig) -> CollectionConfig {
    let mut names = configured.clone();
    for (ours, theirs) in NAMES {
        names.properties.entry(ours.into()).or_insert_with(|| theirs.into());
    }
    names
}

/// The rows of a document: a list, one request alone, or either in a wrapper.
fn list<'a>(mut document: &'a RawValue, id: &str) -> Option<Vec<&'a RawValue>> {
    for _ in 0..=DEEPEST {
        if let Ok(rows) = serde_json::from_str(document.get()) {
            return Some(rows);
        }
        let members: Properties<'a> = serde_json::from_str(document.get()).ok()?;
        if members.raw(id).is_some() {
            return Some(vec![document]);
        }
        document = WRAPPERS.into_iter().find_map(|name| members.raw(name))?;
        if matches!(document.get(), "null" | "\"\"") {
            return Some(Vec::new());
        }
    }
    None
}

/// What is said of a document without requests. It names members and quotes none: they may be anybody's.
fn no_requests(document: &RawValue) -> UnreadableDocument {
    let members = serde_json::from_str::<Properties<'_>>(document.get()).unwrap_or_default();
    let names: Vec<_> = members.names().take(8).collect();
    let detail = || format!("no service requests, only: {}", excerpt(&names.join(", ")));
    UnreadableDocument(error(document).unwrap_or_else(detail))
}

/// What the standard answers instead of requests: a status of HTTP and its reason.
fn error(row: &RawValue) -> Option<String> {
    let members: Properties<'_> = serde_json::from_str(row.get()).ok()?;
    let [code, description] = ["code", "description"].map(|name| scalar(&members.get(name)?));
    let status = code.and_then(|code| code.parse::<u16>().ok()).filter(|code| *code >= 100)?;
    Some(excerpt(&format!("{status}: {}", description?)).into())
}

fn case(row: &mut Row<'_>) -> Case {
    let status = status(row);
    let [name, code] = ["title", "domain"].map(|field| row.text(field));
    let domain = domain(row, code.as_deref());
    let kind = name.or(code);
    let title = kind.clone().unwrap_or_else(|| {
        row.require("title");
        row.id.clone()
    });
    let at = row.lat_long();
    let mut case = cases::facts(row, Essentials { title, domain, status, at });
    case.category = case.category.or(kind);
    // The citizen's own words, names and numbers among them; the matter goes by its kind.
    case.description = None;
    if case.status == Status::Closed {
        // The standard says so: the last change of a closed request is its closing.
        case.closed_at = case.closed_at.or(case.updated_at);
    }
    case
}

/// `open` and `closed` in any case, or what the config makes of other words. An open one is no more than that: to call it
/// reported or dispatched would say what nobody has said.
fn status(row: &mut Row<'_>) -> Status {
    let code = row.code("status").unwrap_or_default();
    match &*code.to_lowercase() {
        "open" => Status::Unmapped("open".into()),
        word => Status::from_code(word).unwrap_or_else(|| cases::unmapped(row, code)),
    }
}

/// The domain that the config gives to a service. A service that it does not name is no defect: the standard has none.
fn domain(row: &mut Row<'_>, service_code: Option<&str>) -> Domain {
    let Some(code) = service_code else { return Domain::Other };
    let Some(mapped) = row.mapped("domain", code) else {
        return Domain::from_code(code).unwrap_or(Domain::Other);
    };
    Domain::from_code(&mapped).unwrap_or_else(|| {
        row.defect("domain", DefectReason::UnmappedCode);
        Domain::Other
    })
}
