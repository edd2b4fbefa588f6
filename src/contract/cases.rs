//! Matters on the wire. Whatever can't be read leaves the matter on the board, with an Unknown light if it must be.

use super::row::Row;
use crate::domain::{
    case::{Case, Domain, Platform, Route, Status, Supervision},
    defect::DefectReason,
    geometry::LonLat,
};

/// The times that clocks rest on.
const TIMES: [&str; 9] = [
    "dispatched_at",
    "reported_at",
    "contacted_at",
    "extension_requested_at",
    "extension_approved_at",
    "progress_reported_at",
    "closed_at",
    "answered_at",
    "due_at",
];

/// What every matter must say, however its source says it.
pub(super) struct Essentials {
    /// One line that says what it is.
    pub(super) title: Box<str>,
    /// Its domain.
    pub(super) domain: Domain,
    /// Where it stands.
    pub(super) status: Status,
    /// Where it was reported.
    pub(super) at: Option<LonLat>,
}

/// Reads a row of `open-cases` or `cases`. Personal data that a backend may send is never read.
pub fn case(row: &mut Row<'_>) -> Case {
    let status = status(row);
    let title = row.required_text("title").unwrap_or_else(|| row.id.clone());
    row.require("grid_id");
    let domain = domain(row);
    let at = row.point();
    let case = facts(row, Essentials { title, domain, status, at });
    let starts_without_dispatch =
        case.status.is_before_dispatch() || case.route == Some(Route::Direct);
    if case.status.is_open() && !starts_without_dispatch {
        row.require("dispatched_at");
    }
    case
}

/// The facts of a matter; but for the time of its last change, none of them has to be there.
pub(super) fn facts(row: &mut Row<'_>, essentials: Essentials) -> Case {
    let Essentials { title, domain, status, at } = essentials;
    let mut case = Case {
        id: (&*row.id).into(),
        title,
        domain,
        category: row.text("category"),
        status,
        route: route(row),
        grid_id: row.text("grid_id").map(|id| (&*id).into()),
        zone_id: row.text("zone_id").map(|id| (&*id).into()),
        town_id: row.text("town_id").map(|id| (&*id).into()),
        at,
        address: row.text("address"),
        reported_at: row.instant("reported_at"),
        dispatched_at: row.instant("dispatched_at"),
        contacted_at: row.instant("contacted_at"),
        extension_requested_at: row.instant("extension_requested_at"),
        extension_approved_at: row.instant("extension_approved_at"),
        progress_reported_at: row.instant("progress_reported_at"),
        closed_at: row.instant("closed_at"),
        answered_at: row.instant("answered_at"),
        unreadable: Vec::new(),
        stated_due: row.due("due_at"),
        first_unit: row.text("first_unit"),
        handling_unit: row.text("handling_unit"),
        redispatched_at: row.instant("redispatched_at"),
        supervision: supervision(row),
        platform: platform(row),
        called_back_at: row.instant("called_back_at"),
        is_satisfied: row.flag("satisfied"),
        accountability: row.text("accountability"),
        photos: row.texts("photos"),
        description: row.text("description"),
        updated_at: row.instant("updated_at"),
    };
    case.unreadable = TIMES.into_iter().filter(|field| row.is_defective(field)).collect();
    if case.status.is_open() {
        if case.closed_at.is_some() {
            row.defect("closed_at", DefectReason::Contradiction);
        }
        row.require("updated_at");
    }
    case
}

fn status(row: &mut Row<'_>) -> Status {
    // Without a status nothing says that the matter is closed, so it stays open.
    let code = row.code("status").unwrap_or_default();
    Status::from_code(&code).unwrap_or_else(|| unmapped(row, code))
}

/// A status that nobody knows: shown as it is, and counted.
pub(super) fn unmapped(row: &mut Row<'_>, code: Box<str>) -> Status {
    if !code.is_empty() {
        row.defect("status", DefectReason::UnmappedCode);
    }
    Status::Unmapped(code)
}

fn domain(row: &mut Row<'_>) -> Domain {
    let Some(code) = row.code("domain") else { return Domain::Other };
    Domain::from_code(&code).unwrap_or_else(|| {
        row.defect("domain", DefectReason::UnmappedCode);
        Domain::Other
    })
}

fn route(row: &mut Row<'_>) -> Option<Route> {
    let code = row.optional_code("route")?;
    let route = Route::from_code(&code);
    if route.is_none() {
        row.defect("route", DefectReason::UnmappedCode);
    }
    route
}

/// The steps of supervision: codes, or how many of the ladder have been climbed (`contract.md`, cases).
fn supervision(row: &mut Row<'_>) -> Vec<Supervision> {
    let mut codes = row.texts("supervision");
    for code in &mut codes {
        // Before a number is taken for a count: a source may have numbers for codes.
        if let Some(mapped) = row.mapped("supervision", code) {
            *code = mapped;
        }
    }
    match codes.as_slice() {
        [count] if count.parse::<f64>().is_ok_and(f64::is_finite) => {
            let count = count.parse::<usize>().ok();
            let count = count.filter(|count| *count <= Supervision::LADDER.len());
            if count.is_none() {
                row.defect("supervision", DefectReason::Unreadable);
            }
            Supervision::LADDER.into_iter().take(count.unwrap_or_default()).collect()
        }
        codes => codes.iter().map(|code| Supervision::from_code(code)).collect(),
    }
}

fn platform(row: &mut Row<'_>) -> Option<Platform> {
    let code = row.optional_code("platform")?;
    let platform = Platform::from_code(&code);
    if platform.is_none() {
        row.defect("platform", DefectReason::UnmappedCode);
    }
    platform
}
