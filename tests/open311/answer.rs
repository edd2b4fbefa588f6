//! A server's answer read as a test needs it: from a fixture or a row, by a source's config.

use gridlight::{
    contract::{
        config::{Config, SourceConfig},
        feature::{Decoded, UnreadableDocument},
        open311::requests,
        row::Reading,
        time::TimeReading,
    },
    domain::{
        case::Case,
        defect::{Collection, Defect, DefectReason},
        time::Instant,
    },
};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// What is made of one answer.
pub(crate) type Answer = Result<Decoded<(Case, Vec<Defect>)>, UnreadableDocument>;

/// The source that these settings make.
pub(crate) fn source(mut settings: Value) -> SourceConfig {
    settings["kind"] = json!("open311");
    settings["landing"] = json!("https://gov.example/open311/v2/");
    let text = json!({ "sources": { "s": settings } }).to_string();
    let (config, unknown) = Config::read(&text).unwrap();
    assert_eq!(unknown, [""; 0], "the tests' own configs are in order");
    config.sources["s"].clone()
}

/// Reads an answer of this source.
pub(crate) fn read_by(source: &SourceConfig, text: &str) -> Answer {
    let collection = Collection::OpenCases;
    let names = source.collection(collection.id());
    let times = TimeReading { zone: source.zone(), naive_times: source.naive_times };
    requests(text, &Reading { collection, names: &names, times, crs: source.crs })
}

/// Reads an answer of a source that says nothing of its own.
pub(crate) fn read(text: &str) -> Answer {
    read_by(&source(json!({})), text)
}

/// The text of a fixture.
pub(crate) fn fixture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/open311");
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A request in order, with these members changed; `null` takes one away.
pub(crate) fn request(changes: Value) -> Value {
    let mut row = json!({
        "service_request_id": "A1", "status": "open", "service_name": "路灯不亮", "service_code": "LD",
        "requested_datetime": "2026-09-17T09:00:00+08:00", "updated_datetime": "2026-09-17T10:00:00+08:00",
    });
    for (name, value) in changes.as_object().unwrap() {
        row[name] = value.clone();
    }
    row
}

/// The one matter that this source's row gives, and its defects as field and reason.
pub(crate) fn matter_by(source: &SourceConfig, row: &Value) -> (Case, Vec<(String, DefectReason)>) {
    let mut answer = read_by(source, &json!([row]).to_string()).unwrap();
    assert_eq!((answer.rows.len(), answer.defects), (1, Vec::new()), "{row}");
    let (case, defects) = answer.rows.remove(0);
    (case, defects.into_iter().map(|defect| (defect.field.into(), defect.reason)).collect())
}

/// A row's id, what is seen of its matter, and its defects as field and reason.
pub(crate) type Seen<'a, T> = (&'a str, T, &'a [(&'a str, DefectReason)]);

/// Holds the rows of a fixture against their ids and, of each, what is to be seen of it and its defects.
pub(crate) fn check_rows<T: PartialEq + std::fmt::Debug>(
    name: &str,
    see: impl Fn(&Case) -> T,
    expected: &[Seen<'_, T>],
) {
    let answer = read(&fixture(name)).unwrap();
    assert_eq!(answer.defects, [], "{name} has no row that is left out");
    assert_eq!(answer.rows.len(), expected.len(), "{name}");
    for ((case, defects), (id, seen, reasons)) in answer.rows.iter().zip(expected) {
        assert_eq!((case.id.as_str(), &see(case)), (*id, seen), "{name}");
        let found: Vec<_> = defects.iter().map(|d| (&*d.field, d.reason)).collect();
        assert_eq!(found, *reasons, "{name}, {id}");
    }
}

/// A time of the district: "2026-09-17 10:05".
pub(crate) fn at(text: &str) -> Instant {
    format!("{}:00+08:00", text.replace(' ', "T")).parse().unwrap()
}
