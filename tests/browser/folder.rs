//! A small folder served from within the page: 3 towns, 6 zones, 12 square grids in three rows of four.

use crate::page::serve;
use serde_json::{Value, json};

/// How many grids there are.
pub(crate) const GRIDS: usize = 12;

fn collection(features: Vec<Value>) -> String {
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

fn feature(id: String, properties: Value) -> Value {
    json!({ "type": "Feature", "id": id, "geometry": null, "properties": properties })
}

/// Serves the config, the documents and the areas, with these matters: each the number of its grid and of the day of
/// September on which it was dispatched. The clock stands on Friday 2026-09-18, 17:00.
pub(crate) fn serve_folder(matters: &[(usize, u32)]) {
    let source = json!({ "landing": "folder/landing.json", "poll_seconds": 5 });
    let config = json!({
        "title": { "zh-CN": "三镇" }, "default_source": "small", "sources": { "small": source },
    });
    serve("/config.json", &config.to_string());
    let landing = json!({
        "as_of": "2026-09-18T17:00:00+08:00",
        "links": [{ "rel": "data", "href": "collections.json" }],
    });
    serve("/folder/landing.json", &landing.to_string());
    let entry = |id: &str| {
        let href = format!("{id}.json");
        json!({ "id": id, "links": [{ "rel": "items", "href": href }] })
    };
    let entries = ["towns", "zones", "grids", "open-cases"].map(entry);
    serve("/folder/collections.json", &json!({ "collections": entries }).to_string());

    let towns = (0..3).map(|n| feature(format!("T{n}"), json!({ "name": format!("{n}镇") })));
    serve("/folder/towns.json", &collection(towns.collect()));
    let zones = (0..6).map(|n| {
        feature(
            format!("Z{n}"),
            json!({ "name": format!("{n}管区"), "town_id": format!("T{}", n / 2) }),
        )
    });
    serve("/folder/zones.json", &collection(zones.collect()));
    let grids = (0..GRIDS).map(|n| {
        let corner = |right: usize, up: usize| {
            let hundredths = |n: usize| f64::from(u32::try_from(n).unwrap()) / 100.0;
            [120.0 + hundredths(n % 4 + right), 36.0 + hundredths(n / 4 + up)]
        };
        let ring = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0)];
        let mut grid = feature(
            format!("G{n}"),
            json!({ "name": format!("{n}网格"), "zone_id": format!("Z{}", n / 2) }),
        );
        grid["geometry"] = json!({ "type": "Polygon", "coordinates": [ring] });
        grid
    });
    serve("/folder/grids.json", &collection(grids.collect()));
    serve_matters(matters);
}

/// Serves other matters.
pub(crate) fn serve_matters(matters: &[(usize, u32)]) {
    let matter = |(n, (grid, day)): (usize, &(usize, u32))| {
        let at = format!("2026-09-{day:02}T09:00:00+08:00");
        feature(
            format!("C{n}"),
            json!({
                "title": "路面破损", "domain": "urban_management", "status": "handling",
                "grid_id": format!("G{grid}"), "reported_at": at, "dispatched_at": at, "updated_at": at,
            }),
        )
    };
    serve("/folder/open-cases.json", &collection(matters.iter().enumerate().map(matter).collect()));
}
