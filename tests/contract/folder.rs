//! A small folder of the contract, as texts, to be changed by each test in the one place it is about.

use gridlight::{
    contract::config::{Config, SourceConfig},
    domain::{
        board::{Board, OpenCase},
        defect::{Collection, DefectReason},
    },
    source::assemble::{Texts, assemble},
};
use serde_json::{Value, json};

/// The config of a source that names everything as the contract does.
pub(crate) fn plain_source() -> SourceConfig {
    source(json!({}))
}

/// The source that these settings make.
pub(crate) fn source(settings: Value) -> SourceConfig {
    let mut settings = settings;
    settings["landing"] = json!("landing.json");
    let text = json!({ "sources": { "s": settings } }).to_string();
    let (config, unknown) = Config::read(&text).unwrap();
    assert_eq!(unknown, [""; 0], "the tests' own configs are in order");
    config.sources["s"].clone()
}

/// A feature without geometry.
pub(crate) fn feature(id: impl Into<Value>, properties: Value) -> Value {
    json!({ "type": "Feature", "id": id.into(), "geometry": null, "properties": properties })
}

/// A unit square whose south-western corner is at these hundredths of a degree from 120° E, 36° N.
pub(crate) fn square(x: i32, y: i32) -> Value {
    let at = |x: i32, y: i32| json!([120.0 + f64::from(x) / 100.0, 36.0 + f64::from(y) / 100.0]);
    let ring = [at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1), at(x, y)];
    json!({ "type": "Polygon", "coordinates": [ring] })
}

/// An open matter in order, in grid G1.
pub(crate) fn matter() -> Value {
    json!({
        "title": "路面破损", "domain": "urban_management", "status": "handling", "grid_id": "G1",
        "reported_at": "2026-09-17T08:00:00+08:00", "dispatched_at": "2026-09-17T09:00:00+08:00",
        "updated_at": "2026-09-17T09:00:00+08:00",
    })
}

/// The matter with some properties changed; one that is changed to null is taken away.
pub(crate) fn matter_with(changes: Value) -> Value {
    let mut properties = matter();
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            properties.as_object_mut().unwrap().remove(name);
        } else {
            properties[name] = value.clone();
        }
    }
    properties
}

/// The rows of each collection: two towns, two zones, three grids, two matters, two days of workload, one day off.
pub(crate) fn small_folder() -> Vec<(Collection, Vec<Value>)> {
    let grid = |id: &str, zone: &str, x: i32| {
        json!({ "type": "Feature", "id": id, "geometry": square(x, 0),
            "properties": { "name": format!("{id}网格"), "zone_id": zone, "population": "1200" } })
    };
    let worked = json!({ "town_id": "T1", "day": "2026-09-16", "received": 9,
        "cohort_closed_on_time": 7, "cohort_closed_late": "1" });
    vec![
        (
            Collection::Towns,
            vec![
                feature("T1", json!({ "name": "甲镇", "sort": 2 })),
                feature("T2", json!({ "name": "乙街道", "name_en": "Yi", "sort": 1 })),
            ],
        ),
        (
            Collection::Zones,
            vec![
                feature("Z1", json!({ "name": "甲管区", "town_id": "T1" })),
                feature("Z2", json!({ "name": "乙管区", "town_id": "T2" })),
            ],
        ),
        (Collection::Grids, vec![grid("G1", "Z1", 0), grid("G2", "Z1", 1), grid("G3", "Z2", 2)]),
        (
            Collection::OpenCases,
            vec![feature("C1", matter()), feature("C2", matter_with(json!({ "grid_id": "G3" })))],
        ),
        (Collection::Workload, vec![feature("W1", worked)]),
        (Collection::Calendar, vec![feature("D1", json!({ "date": "2026-09-21", "kind": "off" }))]),
    ]
}

/// A feature collection of these rows.
pub(crate) fn collection(rows: &[Value]) -> String {
    json!({ "type": "FeatureCollection", "features": rows }).to_string()
}

/// The texts of a folder.
pub(crate) fn texts(folder: &[(Collection, Vec<Value>)]) -> Texts {
    folder.iter().map(|(of, rows)| (*of, collection(rows))).collect()
}

/// The board of the small folder with the rows of one collection replaced.
pub(crate) fn board_with(of: Collection, rows: &[Value], source: &SourceConfig) -> Board {
    let mut texts = texts(&small_folder());
    texts.0.insert(of, vec![collection(rows)]);
    assemble(&Config::default(), source, &texts).unwrap()
}

/// The board of the small folder with these matters.
pub(crate) fn board_of(matters: &[Value]) -> Board {
    board_with(Collection::OpenCases, matters, &plain_source())
}

/// The matter with this id.
pub(crate) fn case<'a>(board: &'a Board, id: &str) -> &'a OpenCase {
    board.case(&id.into()).unwrap_or_else(|| panic!("{id} is not on the board"))
}

/// What could not be read, each as row, field and reason, in a fixed order.
pub(crate) fn reasons(board: &Board) -> Vec<(String, String, DefectReason)> {
    let mut reasons: Vec<_> =
        board.defects().map(|d| (d.row.to_string(), d.field.to_string(), d.reason)).collect();
    reasons.sort();
    reasons
}

/// Holds the defects of a board against those expected.
pub(crate) fn check_defects(board: &Board, expected: &[(&str, &str, DefectReason)]) {
    let mut expected: Vec<_> = expected
        .iter()
        .map(|(row, field, reason)| ((*row).to_owned(), (*field).to_owned(), *reason))
        .collect();
    expected.sort();
    assert_eq!(reasons(board), expected);
}
