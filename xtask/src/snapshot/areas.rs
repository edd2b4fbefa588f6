//! Towns, zones and grids as collections of the contract.
//!
//! Only grids have an outline: those of zones and towns follow from it, as neighbours share their points.

use crate::district::{District, Point};

/// A collection of features, one to a line, so that versions can be compared.
pub(super) fn collection(features: &[String]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"))
}

/// A JSON string. Names here have neither quotes nor backslashes, but a title might one day.
pub(super) fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

pub(super) fn feature(id: &str, geometry: &str, properties: &[(&str, String)]) -> String {
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{}:{value}", text(name))).collect();
    let properties = properties.join(",");
    let id = text(id);
    format!(
        "{{\"type\":\"Feature\",\"id\":{id},\"geometry\":{geometry},\"properties\":{{{properties}}}}}"
    )
}

/// Whole 1e-5 degrees as degrees, without a float on the way.
pub(super) fn degrees(e5: i32) -> String {
    let sign = if e5 < 0 { "-" } else { "" };
    format!("{sign}{}.{:05}", e5.unsigned_abs() / 100_000, e5.unsigned_abs() % 100_000)
}

fn position([lon, lat]: Point) -> String {
    format!("[{},{}]", degrees(lon), degrees(lat))
}

/// A geometry of one position.
pub(super) fn point(at: Point) -> String {
    format!("{{\"type\":\"Point\",\"coordinates\":{}}}", position(at))
}

fn positions(ring: &[Point]) -> String {
    ring.iter().map(|at| position(*at)).collect::<Vec<_>>().join(",")
}

/// A geometry of one closed ring.
pub(super) fn polygon(ring: &[Point]) -> String {
    format!("{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}", positions(ring))
}

/// A geometry of several closed rings, each a part by itself.
pub(super) fn multi_polygon(rings: &[Vec<Point>]) -> String {
    let parts: Vec<String> = rings.iter().map(|ring| format!("[[{}]]", positions(ring))).collect();
    format!("{{\"type\":\"MultiPolygon\",\"coordinates\":[{}]}}", parts.join(","))
}

/// The `towns` collection.
pub(super) fn towns(district: &District) -> String {
    let town = |town: &crate::district::Town| {
        let properties = [
            ("code", text(&town.code)),
            ("name", text(&town.name)),
            ("name_en", text(&town.name_en)),
            ("sort", town.sort.to_string()),
        ];
        feature(&town.id, "null", &properties)
    };
    collection(&district.towns.iter().map(town).collect::<Vec<_>>())
}

/// The `zones` collection.
pub(super) fn zones(district: &District) -> String {
    let zone = |zone: &crate::district::Zone| {
        let properties = [
            ("name", text(&zone.name)),
            ("name_en", text(&zone.name_en)),
            ("town_id", text(&zone.town_id)),
        ];
        feature(&zone.id, "null", &properties)
    };
    collection(&district.zones.iter().map(zone).collect::<Vec<_>>())
}

/// The `grids` collection.
pub(super) fn grids(district: &District) -> String {
    let grid = |grid: &crate::district::Grid| {
        let properties = [
            ("code", text(&grid.code)),
            ("name", text(&grid.name)),
            ("population", grid.population.to_string()),
            ("worker_count", grid.worker_count.to_string()),
            ("zone_id", text(&grid.zone_id)),
        ];
        feature(&grid.id, &polygon(&grid.ring), &properties)
    };
    collection(&district.grids.iter().map(grid).collect::<Vec<_>>())
}
