//! Areas on the wire, and the shifted coordinates of Chinese maps.

use crate::folder::{board_with, check_defects, plain_source, source};
use gridlight::{
    contract::{config::Crs, geometry::multi_polygon},
    domain::{
        defect::{Collection, DefectReason::Unreadable},
        geometry::LonLat,
        shift::gcj02_from_wgs84,
    },
};
use serde_json::{Value, json};
use std::f64::consts::PI;

#[test]
fn areas_are_polygons_of_one_part_or_many() {
    let ring = json!([[120.0, 36.0], [120.1, 36.0], [120.1, 36.1], [120.0, 36.0]]);
    let high = json!([[120.0, 36.0, 5.5], [120.1, 36.0, 5], [120.1, 36.1, 0], [120.0, 36.0, 5.5]]);
    let mixed = json!([[120.0, 36.0], [120.1, 36.0, 5], [120.1, 36.1], [120.0, 36.0]]);
    let check = |kind: &str, coordinates: Value, rings: usize| {
        let text = json!({ "type": kind, "coordinates": coordinates }).to_string();
        let shape = multi_polygon(&text, Crs::Crs84).unwrap_or_else(|| panic!("no area: {text}"));
        assert_eq!(shape.rings().count(), rings, "{text}");
        let first = shape.rings().next().unwrap()[1];
        assert_eq!(first, LonLat { lon: 120.1, lat: 36.0 }, "longitude comes first");
    };
    check("Polygon", json!([ring]), 1);
    check("Polygon", json!([ring, ring]), 2);
    check("Polygon", json!([high]), 1);
    check("Polygon", json!([mixed]), 1);
    check("MultiPolygon", json!([[ring]]), 1);
    check("MultiPolygon", json!([[ring, ring], [high]]), 3);
}

#[test]
fn what_is_no_area_is_a_defect_and_the_grid_stays() {
    let ring = json!([[120.0, 36.0], [120.1, 36.0], [120.1, 36.1], [120.0, 36.0]]);
    let unclosed = json!([[120.0, 36.0], [120.1, 36.0], [120.1, 36.1], [120.0, 36.1]]);
    let three = json!([[120.0, 36.0], [120.1, 36.0], [120.0, 36.0]]);
    let off_earth = json!([[120.0, 96.0], [120.1, 36.0], [120.1, 36.1], [120.0, 96.0]]);
    let metres = json!([[4e6, 5e5], [4.1e6, 5e5], [4.1e6, 5.1e5], [4e6, 5e5]]);
    let alone = json!([[120.0], [120.1], [120.1], [120.0]]);
    let texts = json!([["120", "36"], ["120.1", "36"], ["120.1", "36.1"], ["120", "36"]]);
    let area = |kind: &str, coordinates: Value| json!({ "type": kind, "coordinates": coordinates });
    let rows = [
        area("Polygon", json!([unclosed])),
        area("Polygon", json!([three])),
        area("Polygon", json!([off_earth])),
        area("Polygon", json!([metres])),
        area("Polygon", json!([alone])),
        area("Polygon", json!([texts])),
        area("Polygon", json!([ring, three])),
        area("Polygon", json!(ring)),
        area("Polygon", json!([])),
        area("Polygon", json!([[]])),
        area("Polygon", json!(null)),
        area("MultiPolygon", json!([])),
        area("MultiPolygon", json!([[]])),
        area("MultiPolygon", json!([[ring], []])),
        area("MultiPolygon", json!([ring])),
        area("Point", json!([120.0, 36.0])),
        area("LineString", ring.clone()),
        json!({ "type": "GeometryCollection", "geometries": [] }),
        json!({}),
        json!("POLYGON ((120 36, 120.1 36, 120.1 36.1, 120 36))"),
        json!([]),
    ];
    for geometry in rows {
        let grid = json!({ "type": "Feature", "id": "G1", "geometry": geometry,
            "properties": { "name": "一", "zone_id": "Z1" } });
        let board = board_with(Collection::Grids, std::slice::from_ref(&grid), &plain_source());
        assert!(board.areas.grids()[0].shape.is_none(), "{grid}");
        let of_grids: Vec<_> =
            board.defects().filter(|defect| defect.collection == Collection::Grids).collect();
        assert_eq!(of_grids.len(), 1, "{grid}");
        assert_eq!((&*of_grids[0].field, of_grids[0].reason), ("geometry", Unreadable), "{grid}");
    }
}

#[test]
fn no_geometry_is_no_defect() {
    for geometry in [Some(Value::Null), None] {
        let mut grid = json!({ "type": "Feature", "id": "G1",
            "properties": { "name": "一", "zone_id": "Z1" } });
        if let Some(geometry) = geometry {
            grid["geometry"] = geometry;
        }
        let rows = [
            grid,
            json!({ "type": "Feature", "id": "G3",
            "properties": { "name": "三", "zone_id": "Z2" } }),
        ];
        check_defects(&board_with(Collection::Grids, &rows, &plain_source()), &[]);
    }
}

/// Metres east and north from `a` to `b`, near enough for a few hundred metres.
fn metres(a: LonLat, b: LonLat) -> (f64, f64) {
    let degree = 111_320.0;
    ((b.lon - a.lon) * degree * a.lat.to_radians().cos(), (b.lat - a.lat) * degree)
}

/// The public formula that Baidu's converter uses: what a source in BD-09 would send.
fn bd09_from_gcj02(at: LonLat) -> LonLat {
    let turns = PI * 3000.0 / 180.0;
    let radius = at.lon.hypot(at.lat) + 0.000_02 * (at.lat * turns).sin();
    let angle = at.lat.atan2(at.lon) + 0.000_003 * (at.lon * turns).cos();
    LonLat { lon: radius * angle.cos() + 0.0065, lat: radius * angle.sin() + 0.006 }
}

/// Places of the district, from its west to its islands.
const PLACES: [(f64, f64); 5] =
    [(119.70, 35.65), (119.98, 35.88), (120.05, 35.97), (120.20, 36.05), (120.30, 35.75)];

#[test]
fn gcj_02_lies_some_460_metres_to_the_east() {
    for (lon, lat) in PLACES {
        let at = LonLat { lon, lat };
        let (east, north) = metres(at, gcj02_from_wgs84(at));
        let away = east.hypot(north);
        assert!((450.0..=490.0).contains(&away), "{at:?}: {away:.1} m");
        assert!(east > 0.0 && north.abs() < 0.2 * east, "{at:?}: {east:.1} E, {north:.1} N");
    }
}

#[test]
fn shifted_sources_are_moved_back_to_within_a_metre() {
    type Shift = fn(LonLat) -> LonLat;
    let rows: [(&str, Shift, f64); 4] = [
        ("CRS84", |at| at, 1e-6),
        ("CGCS2000", |at| at, 1e-6),
        ("GCJ-02", gcj02_from_wgs84, 0.05),
        ("BD-09", |at| bd09_from_gcj02(gcj02_from_wgs84(at)), 1.0),
    ];
    for (crs, shift, within) in rows {
        for (lon, lat) in PLACES {
            let corner = |dx: f64, dy: f64| LonLat { lon: lon + dx, lat: lat + dy };
            let ring = [corner(0.0, 0.0), corner(0.01, 0.0), corner(0.01, 0.01), corner(0.0, 0.0)];
            let sent = ring.map(|at| {
                let at = shift(at);
                [at.lon, at.lat]
            });
            let grid = json!({ "type": "Feature", "id": "G1",
                "geometry": { "type": "Polygon", "coordinates": [sent] },
                "properties": { "name": "一", "zone_id": "Z1" } });
            let board = board_with(Collection::Grids, &[grid], &source(json!({ "crs": crs })));
            let shape = board.areas.grids()[0].shape.as_ref().unwrap();
            for (read, meant) in shape.rings().next().unwrap().iter().zip(ring) {
                let (east, north) = metres(meant, *read);
                let away = east.hypot(north);
                assert!(away <= within, "{crs} {meant:?}: {away:.3} m");
            }
        }
    }
}
