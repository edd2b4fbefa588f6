//! Workers, cameras and alerts: kinds, levels and places; what is missing, what is wrong, and what is never read.

use crate::folder::{feature, plain_source, source, square};
use gridlight::{
    contract::{config::SourceConfig, feature::read_collection, layers, row::Row},
    domain::{
        defect::{
            Collection,
            DefectReason::{self, Missing, NoTimeZone, Unreadable},
        },
        geometry::LonLat,
        layer::{AlertLevel, AlertPlace, CameraKind},
    },
    source::assemble::CollectionReading,
};
use serde_json::{Value, json};

/// Reads one row; answers what it is, and its defects as field and reason.
fn read<T>(
    of: Collection,
    row: &Value,
    source: &SourceConfig,
    decoder: fn(&mut Row<'_>) -> T,
) -> (T, Vec<(String, DefectReason)>) {
    let reading = CollectionReading::of(source, of);
    let text = json!({ "features": [row] }).to_string();
    let decoded = read_collection(&text, &reading.reading(), |row| Some(decoder(row))).unwrap();
    let defects = decoded.defects.iter().map(|defect| {
        assert_eq!((defect.collection, &*defect.row), (of, "R1"));
        (defect.field.to_string(), defect.reason)
    });
    let defects = defects.collect();
    (decoded.rows.into_iter().next().unwrap(), defects)
}

/// Holds defects against those expected, in the order in which they were found.
fn check_defects(found: &[(String, DefectReason)], expected: &[(&str, DefectReason)], row: &Value) {
    let found: Vec<_> = found.iter().map(|(field, reason)| (field.as_str(), *reason)).collect();
    assert_eq!(found, expected, "{row}");
}

fn placed(geometry: Value, properties: Value) -> Value {
    json!({ "type": "Feature", "id": "R1", "geometry": geometry, "properties": properties })
}

fn point(lon: f64, lat: f64) -> Value {
    json!({ "type": "Point", "coordinates": [lon, lat] })
}

const AT: LonLat = LonLat { lon: 120.1, lat: 36.0 };

#[test]
fn a_worker_is_a_grid_a_duty_a_time_and_a_place() {
    let worker = |row: &Value| read(Collection::Workers, row, &plain_source(), layers::worker);
    let whole = json!({ "grid_id": "G1", "on_duty": true, "seen_at": "2026-09-18T16:58:00+08:00" });
    let (read, defects) = worker(&placed(point(120.1, 36.0), whole.clone()));
    check_defects(&defects, &[], &whole);
    assert_eq!((read.grid_id, read.is_on_duty, read.at), (Some("G1".into()), Some(true), Some(AT)));
    assert_eq!(read.seen_at, Some("2026-09-18T08:58:00Z".parse().unwrap()));

    let check = |changes: Value, expected: &[(&str, DefectReason)]| {
        let mut row = whole.clone();
        for (name, value) in changes.as_object().unwrap() {
            row[name] = value.clone();
        }
        let (read, defects) = worker(&feature("R1", row.clone()));
        check_defects(&defects, expected, &row);
        assert_eq!(read.at, None, "without a place it is still a worker");
    };
    check(json!({}), &[]);
    check(json!({ "on_duty": "0", "seen_at": "2026-09-18T08:58:00Z" }), &[]);
    check(json!({ "on_duty": null }), &[("on_duty", Missing)]);
    check(json!({ "seen_at": "" }), &[("seen_at", Missing)]);
    check(json!({ "grid_id": null }), &[("grid_id", Missing)]);
    check(json!({ "on_duty": "在岗" }), &[("on_duty", Unreadable)]);
    check(json!({ "seen_at": "2026-09-18T16:58:00" }), &[("seen_at", NoTimeZone)]);
    check(
        json!({ "seen_at": "刚才", "on_duty": [] }),
        &[("on_duty", Unreadable), ("seen_at", Unreadable)],
    );
}

#[test]
fn a_place_that_is_none_is_a_defect_and_the_row_stays() {
    let line = json!({ "type": "LineString", "coordinates": [[120.1, 36.0], [120.2, 36.0]] });
    for geometry in [line, square(0, 0), point(520.0, 36.0), json!("POINT(120 36)"), json!({})] {
        let row = placed(geometry, json!({ "kind": "治安", "online": true }));
        let (read, defects) = read(Collection::Cameras, &row, &plain_source(), layers::camera);
        check_defects(&defects, &[("geometry", Unreadable)], &row);
        assert_eq!((read.kind, read.at), (CameraKind::PublicOrder, None));
    }
}

#[test]
fn the_kind_of_a_camera_is_a_code_a_word_or_the_source_s_own() {
    let mapped = json!({ "collections": { "cameras": {
        "properties": { "kind": "lx", "online": "zx" }, "values": { "kind": { "3": "forest_fire" } } } } });
    let check =
        |source: &SourceConfig, properties: Value, kind: CameraKind, online: Option<bool>| {
            let row = placed(point(120.1, 36.0), properties);
            let (read, defects) = read(Collection::Cameras, &row, source, layers::camera);
            check_defects(&defects, &[], &row);
            assert_eq!((read.kind, read.is_online, read.at), (kind, online, Some(AT)), "{row}");
        };
    let plain = plain_source();
    let words = ["治安", "安全生产", "森林防火", "防汛"];
    for (kind, word) in CameraKind::KNOWN.into_iter().zip(words) {
        check(&plain, json!({ "kind": kind.code(), "online": true }), kind.clone(), Some(true));
        check(&plain, json!({ "kind": word, "online": 0 }), kind, Some(false));
    }
    let other = |text: &str| CameraKind::Other(text.into());
    check(&plain, json!({ "kind": "高空瞭望", "online": "1" }), other("高空瞭望"), Some(true));
    check(&plain, json!({ "kind": 7, "online": "false" }), other("7"), Some(false));
    check(
        &source(mapped.clone()),
        json!({ "lx": 3, "zx": "true" }),
        CameraKind::ForestFire,
        Some(true),
    );
    check(&source(mapped), json!({ "lx": "防汛", "zx": 1 }), CameraKind::FloodControl, Some(true));
}

#[test]
fn a_camera_that_says_nothing_is_still_a_camera() {
    let row = feature("R1", json!({}));
    let (read, defects) = read(Collection::Cameras, &row, &plain_source(), layers::camera);
    check_defects(&defects, &[("online", Missing), ("kind", Missing)], &row);
    assert_eq!((read.kind, read.is_online), (CameraKind::Other("".into()), None));
}

fn warning() -> Value {
    json!({ "title": "大风蓝色预警", "level": "blue",
        "from": "2026-09-18T12:00:00+08:00", "to": "2026-09-19T20:00:00+08:00" })
}

#[test]
fn the_level_of_an_alert_is_a_code_a_word_or_the_source_s_own() {
    let check = |level: Value, expected: AlertLevel| {
        let mut row = warning();
        row["level"] = level;
        let row = feature("R1", row);
        let (read, defects) = read(Collection::Alerts, &row, &plain_source(), layers::alert);
        check_defects(&defects, &[], &row);
        assert_eq!(read.level, expected, "{row}");
    };
    let words = ["红色", "橙色", "黄色", "蓝色"];
    for (level, word) in AlertLevel::KNOWN.into_iter().zip(words) {
        check(level.code().into(), level.clone());
        check(word.into(), level);
    }
    check("白色".into(), AlertLevel::Other("白色".into()));
    check(2.into(), AlertLevel::Other("2".into()));
}

#[test]
fn an_alert_holds_in_areas_or_around_a_point() {
    let check = |geometry: Value, expected: Option<&str>| {
        let row = placed(geometry, warning());
        let (read, defects) = read(Collection::Alerts, &row, &plain_source(), layers::alert);
        let is_wrong = expected.is_none();
        check_defects(&defects, if is_wrong { &[("geometry", Unreadable)] } else { &[] }, &row);
        let kind = match read.place {
            AlertPlace::Area(shape) => format!("{} rings", shape.rings().count()),
            AlertPlace::Point(at) => format!("{} {}", at.lon, at.lat),
            AlertPlace::Unknown => "unknown".into(),
        };
        assert_eq!(kind, expected.unwrap_or("unknown"), "{row}");
    };
    let ring = square(0, 0)["coordinates"].clone();
    check(square(0, 0), Some("1 rings"));
    check(json!({ "type": "MultiPolygon", "coordinates": [ring, ring] }), Some("2 rings"));
    check(point(120.1, 36.0), Some("120.1 36"));
    check(json!({ "type": "Point", "coordinates": [120.1, 36, 5] }), Some("120.1 36"));
    check(Value::Null, Some("unknown"));
    check(json!({ "type": "LineString", "coordinates": [[120.1, 36.0], [120.2, 36.0]] }), None);
    check(json!({ "type": "MultiPoint", "coordinates": [[120.1, 36.0]] }), None);
    check(json!({ "type": "Polygon", "coordinates": [] }), None);
    check(json!({ "type": "GeometryCollection", "geometries": [square(0, 0)] }), None);
}

#[test]
fn an_alert_that_says_little_is_listed_by_its_id() {
    let row = feature("R1", json!({ "to": "明天" }));
    let (read, defects) = read(Collection::Alerts, &row, &plain_source(), layers::alert);
    let missing = [("from", Missing), ("title", Missing), ("level", Missing), ("to", Unreadable)];
    check_defects(&defects, &missing, &row);
    assert_eq!((&*read.title, &read.level), ("R1", &AlertLevel::Other("".into())));
    assert!(read.is_valid_at("2026-09-18T09:00:00Z".parse().unwrap()), "without times it holds");
}

#[test]
fn an_alert_holds_from_its_beginning_to_its_end() {
    let row = feature("R1", warning());
    let (alert, _) = read(Collection::Alerts, &row, &plain_source(), layers::alert);
    let check = |now: &str, expected| {
        assert_eq!(alert.is_valid_at(now.parse().unwrap()), expected, "{now}");
    };
    check("2026-09-18T03:59:59Z", false);
    check("2026-09-18T04:00:00Z", true);
    check("2026-09-19T11:59:59Z", true);
    check("2026-09-19T12:00:00Z", false);
}

#[test]
fn who_a_worker_is_is_never_kept() {
    let secrets = json!({ "grid_id": "G1", "on_duty": true, "seen_at": "2026-09-18T08:58:00Z",
        "name": "张三丰", "phone": "13800138000", "contact": { "name": "张三丰" } });
    let row = placed(point(120.1, 36.0), secrets);
    let worker = read(Collection::Workers, &row, &plain_source(), layers::worker);
    let camera =
        json!({ "kind": "防汛", "online": true, "operator": "张三丰", "mobile": "13800138000" });
    let camera = placed(point(120.1, 36.0), camera);
    let camera = read(Collection::Cameras, &camera, &plain_source(), layers::camera);
    let kept = format!("{worker:?} {camera:?}");
    for secret in ["张三丰", "13800138000"] {
        assert!(!kept.contains(secret), "{secret} is kept");
    }
}
