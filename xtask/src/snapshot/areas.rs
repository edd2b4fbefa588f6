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

fn feature(id: &str, geometry: &str, properties: &[(&str, String)]) -> String {
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

fn polygon(ring: &[Point]) -> String {
    let mut out = String::from("{\"type\":\"Polygon\",\"coordinates\":[[");
    for (at, [lon, lat]) in ring.iter().enumerate() {
        out.push_str(if at == 0 { "[" } else { ",[" });
        out.push_str(&degrees(*lon));
        out.push(',');
        out.push_str(&degrees(*lat));
        out.push(']');
    }
    out.push_str("]]}");
    out
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
