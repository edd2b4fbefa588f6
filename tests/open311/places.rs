//! Where a matter lies: `lat` and `long` of a request, the point of a feature, and the shifted systems of maps.

use crate::answer::{check_rows, matter_by, request, source};
use chrono::FixedOffset;
use gridlight::{
    contract::{
        cases, config::CollectionConfig, config::Crs, config::NaiveTimes, feature::read_row,
        geometry::point, row::Reading, time::TimeReading,
    },
    domain::{
        defect::{Collection, DefectReason::Unreadable},
        geometry::LonLat,
        shift::gcj02_from_wgs84,
    },
};
use serde_json::{Value, json};

const HERE: Option<(f64, f64)> = Some((119.998, 35.871));

#[test]
fn a_place_is_two_numbers_on_the_earth_or_none() {
    let geometry: &[_] = &[("geometry", Unreadable)];
    check_rows(
        "places.json",
        |case| case.at.map(|at| (at.lon, at.lat)),
        &[
            ("numbers", HERE, &[]),
            ("texts", HERE, &[]),
            ("nowhere", None, &[]),
            ("nulls", None, &[]),
            ("empty", None, &[]),
            ("zeros", None, &[]),
            ("zero texts", None, &[]),
            ("on the equator", Some((119.998, 0.0)), &[]),
            ("exchanged", None, geometry),
            ("off the earth", None, geometry),
            ("half", None, geometry),
            ("other half", None, geometry),
            ("words", None, geometry),
            ("comma", None, geometry),
            ("endless", None, geometry),
            ("lists", None, geometry),
        ],
    );
}

#[test]
fn a_shifted_place_is_moved_back() {
    let meant = LonLat { lon: 119.998, lat: 35.871 };
    let sent = gcj02_from_wgs84(meant);
    let row = request(json!({ "lat": sent.lat, "long": sent.lon }));
    let off_by = |crs: &str| {
        let (case, _) = matter_by(&source(json!({ "crs": crs })), &row);
        let read = case.at.unwrap();
        (read.lon - meant.lon).hypot(read.lat - meant.lat)
    };
    assert!(off_by("GCJ-02") < 1e-6, "{}", off_by("GCJ-02"));
    assert!(off_by("CRS84") > 1e-3, "{}", off_by("CRS84"));
}

#[test]
fn a_feature_has_the_point_of_its_geometry() {
    let check = |geometry: Value, at: Option<(f64, f64)>, is_defect: bool| {
        let names = CollectionConfig::default();
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        let times = TimeReading { zone, naive_times: NaiveTimes::Refuse };
        let collection = Collection::OpenCases;
        let reading = Reading { collection, names: &names, times, crs: Crs::Crs84 };
        let row = json!({ "type": "Feature", "id": "C1", "geometry": geometry, "properties": {
            "title": "路面破损", "domain": "urban_management", "status": "reported", "grid_id": "G1",
            "updated_at": "2026-09-17T10:00:00+08:00" } });
        let text = row.to_string();
        let mut row = read_row(&text, 1, &reading).unwrap_or_else(|defect| panic!("{defect:?}"));
        let case = cases::case(&mut row);
        assert_eq!(case.at.map(|at| (at.lon, at.lat)), at, "{text}");
        let found: Vec<_> = row.defects.iter().map(|d| (&*d.field, d.reason)).collect();
        let expected = [("geometry", Unreadable)];
        assert_eq!(found, if is_defect { &expected[..] } else { &[] }, "{text}");
    };
    let point = |coordinates: Value| json!({ "type": "Point", "coordinates": coordinates });
    check(Value::Null, None, false);
    check(point(json!([119.998, 35.871])), HERE, false);
    check(point(json!([119.998, 35.871, 12])), HERE, false);
    check(point(json!([-180, 90])), Some((-180.0, 90.0)), false);
    check(point(json!([35.871, 119.998])), None, true);
    check(point(json!([181, 35])), None, true);
    check(point(json!([119.998])), None, true);
    check(point(json!([])), None, true);
    check(point(json!(["119.998", "35.871"])), None, true);
    check(point(json!([[119.998, 35.871]])), None, true);
    check(json!({ "type": "point", "coordinates": [119.998, 35.871] }), None, true);
    check(json!({ "type": "MultiPoint", "coordinates": [[119.998, 35.871]] }), None, true);
    check(json!({ "coordinates": [119.998, 35.871] }), None, true);
    check(json!([119.998, 35.871]), None, true);
    check(json!("POINT (119.998 35.871)"), None, true);
}

#[test]
fn a_point_may_be_written_in_any_order_and_is_moved_onto_our_system() {
    let text = r#"{"coordinates":[119.998,35.871],"bbox":[1,2],"\u0074ype":"Point"}"#;
    let here = LonLat { lon: 119.998, lat: 35.871 };
    assert_eq!(point(text, Crs::Crs84), Some(here));
    assert_eq!(point(text, Crs::Cgcs2000), Some(here));
    for crs in [Crs::Gcj02, Crs::Bd09] {
        let moved = point(text, crs).unwrap();
        let by = (moved.lon - here.lon).hypot(moved.lat - here.lat);
        assert!((1e-3..2e-2).contains(&by), "{crs:?}: {by}");
    }
    assert_eq!(point(r#"{"type":"Point","coordinates":[1e999,35.871]}"#, Crs::Crs84), None);
}
