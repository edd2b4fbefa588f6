//! Rows as a server has them, and the boards that are made of them.

use crate::line::noon;
use chrono::{SecondsFormat, TimeDelta};
use gridlight::{
    contract::config::{Config, SourceConfig},
    domain::{board::Board, defect::Collection, time::Instant},
    source::assemble::{Texts, assemble},
};
use serde_json::{Value, json};

/// So many seconds after noon.
pub(crate) fn after(seconds: i64) -> Instant {
    noon() + TimeDelta::seconds(seconds)
}

/// A time as servers write it.
pub(crate) fn written(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// A feature without a place.
pub(crate) fn feature(id: impl Into<Value>, properties: Value) -> Value {
    json!({ "type": "Feature", "id": id.into(), "geometry": null, "properties": properties })
}

/// An open matter of grid G1 that changed last at this time.
pub(crate) fn matter(id: &str, updated_at: Instant) -> Value {
    matter_with(id, updated_at, json!({}))
}

/// The same with other values of some properties.
pub(crate) fn matter_with(id: &str, updated_at: Instant, changes: Value) -> Value {
    let mut properties = json!({
        "title": id, "domain": "livelihood", "status": "handling", "grid_id": "G1",
        "reported_at": "2026-09-16T01:00:00Z", "dispatched_at": "2026-09-16T02:00:00Z",
        "updated_at": written(updated_at),
    });
    for (name, value) in changes.as_object().unwrap() {
        properties[name] = value.clone();
    }
    feature(id, properties)
}

/// The same matter, closed.
pub(crate) fn closed(id: &str, updated_at: Instant) -> Value {
    let changes = json!({ "status": "closed", "closed_at": written(updated_at) });
    matter_with(id, updated_at, changes)
}

/// So many matters, M000 and on, each changed a minute before the one in front of it.
pub(crate) fn matters(count: usize) -> Vec<Value> {
    let minutes = |n: usize| i64::try_from(n).unwrap() * 60;
    (0..count).map(|n| matter(&format!("M{n:03}"), after(-600 - minutes(n)))).collect()
}

/// The only grid.
pub(crate) fn grid() -> Value {
    feature("G1", json!({ "name": "网格一", "zone_id": "Z1" }))
}

/// A page of these rows.
pub(crate) fn page(rows: &[Value]) -> Value {
    json!({ "type": "FeatureCollection", "features": rows })
}

/// The same page with a link to the next one.
pub(crate) fn page_before(rows: &[Value], next: &str) -> Value {
    let mut page = page(rows);
    page["links"] = json!([{ "rel": "next", "type": "application/geo+json", "href": next }]);
    page
}

/// The board of these pages of open matters.
pub(crate) fn board_of(source: &SourceConfig, pages: &[String]) -> Board {
    let zone = feature("Z1", json!({ "name": "管区一", "town_id": "T1" }));
    let town = feature("T1", json!({ "name": "镇一" }));
    let areas = [(Collection::Towns, town), (Collection::Zones, zone), (Collection::Grids, grid())];
    let mut texts: Texts =
        areas.into_iter().map(|(of, row)| (of, page(&[row]).to_string())).collect();
    texts.0.insert(Collection::OpenCases, pages.to_vec());
    assemble(&Config::default(), source, &texts).unwrap()
}

/// The open matters of a board: id, title and time of the last change.
pub(crate) fn shown(board: &Board) -> Vec<(String, String, Option<Instant>)> {
    let shown = |open: &gridlight::domain::case::Case| {
        (open.id.as_str().to_owned(), open.title.to_string(), open.updated_at)
    };
    board.cases().map(|open| shown(&open.case)).collect()
}

/// The ids of the open matters of a board.
pub(crate) fn ids(board: &Board) -> Vec<String> {
    board.cases().map(|open| open.case.id.as_str().to_owned()).collect()
}
