//! Objects within a row: how long closed matters took, what was received by domain, and on which days, grid by grid.

use crate::folder::{board_with, check_defects, collection, feature, plain_source, source};
use gridlight::{
    contract::{
        config::SourceConfig,
        feature::read_collection,
        received::{merged, received},
    },
    domain::{
        case::Domain::{self, Livelihood, Other, UrbanManagement, WorkSafety},
        defect::{
            Collection,
            DefectReason::{self, Missing, UnmappedCode, Unreadable},
        },
        workload::ReceivedRow,
    },
    source::assemble::CollectionReading,
};
use serde_json::{Value, json};

/// A day of T1 with this in one of its fields.
fn day_with(field: &str, value: &Value) -> Value {
    feature("W1", json!({ "town_id": "T1", "day": "2026-09-16", "received": 9, field: value }))
}

#[test]
fn how_long_closed_matters_took_is_there_whole_or_not_at_all() {
    let check = |value: Value, expected: Option<&[(u32, u32)]>, defects: usize| {
        let row = day_with("closed_by_working_days", &value);
        let board = board_with(Collection::Workload, &[row], &plain_source());
        assert_eq!(board.workload[0].closed_by_working_days.as_deref(), expected, "{value}");
        check_defects(&board, &vec![("W1", "closed_by_working_days", Unreadable); defects]);
    };
    check(json!({ "1": 30, "0": 12, "10": 1 }), Some(&[(0, 12), (1, 30), (10, 1)]), 0);
    check(json!({}), Some(&[]), 0);
    check(json!({ "0": "12" }), Some(&[(0, 12)]), 0);
    // Servers of flat tables send an object as text.
    check(json!("{\"0\": 12, \"1\": 30}"), Some(&[(0, 12), (1, 30)]), 0);
    check(json!({ "0": 12, "1": null, "2": "" }), Some(&[(0, 12)]), 0);
    check(json!({ "1": 2, "01": 3 }), Some(&[(1, 5)]), 0);
    check(json!({ "0": u32::MAX, "00": 7 }), Some(&[(0, u32::MAX)]), 0);
    check(json!(null), None, 0);
    check(json!(""), None, 0);
    check(json!({ "0": 12, "soon": 1 }), None, 1);
    check(json!({ "0": 12, "1": -1, "2": 0.5, "3": [] }), None, 3);
    check(json!({ "-1": 1 }), None, 1);
    check(json!([12, 30]), None, 1);
    check(json!("{\"0\": "), None, 1);
    check(json!(42), None, 1);
}

#[test]
fn what_was_received_by_domain_is_there_whole_or_not_at_all() {
    let named = source(json!({ "collections": { "workload": {
        "values": { "domain": { "01": "urban_management", "02": "livelihood" } },
    } } }));
    // A code of a domain is the same wherever it stands.
    let named_of_matters = source(json!({ "collections": { "open-cases": {
        "values": { "domain": { "01": "urban_management", "02": "livelihood" } },
    } } }));
    let plain = plain_source();
    let check = |source: &SourceConfig,
                 value: Value,
                 expected: Option<&[(Domain, u32)]>,
                 defects: &[DefectReason]| {
        let board = board_with(Collection::Workload, &[day_with("by_domain", &value)], source);
        assert_eq!(board.workload[0].received_by_domain.as_deref(), expected, "{value}");
        let defects: Vec<_> = defects.iter().map(|why| ("W1", "by_domain", *why)).collect();
        check_defects(&board, &defects);
    };
    let two: &[(Domain, u32)] = &[(UrbanManagement, 6), (Livelihood, 3)];
    check(&plain, json!({ "livelihood": 3, "urban_management": 6 }), Some(two), &[]);
    check(&plain, json!("{\"livelihood\": 3, \"urban_management\": \"6\"}"), Some(two), &[]);
    check(&named, json!({ "01": 6, "02": 3 }), Some(two), &[]);
    check(&named, json!({ "01": 4, "urban_management": 2, "02": 3 }), Some(two), &[]);
    check(&named_of_matters, json!({ "01": 6, "02": 3 }), Some(two), &[]);
    let others: &[(Domain, u32)] = &[(Livelihood, 3), (Other, 6)];
    check(
        &plain,
        json!({ "livelihood": 3, "水利": 2, "农业": 4 }),
        Some(others),
        &[UnmappedCode, UnmappedCode],
    );
    check(&plain, json!({ "livelihood": 3, "work_safety": "几件" }), None, &[Unreadable]);
    check(&plain, json!({ "livelihood": { "n": 3 } }), None, &[Unreadable]);
    check(&plain, json!("无"), None, &[Unreadable]);
    check(&plain, json!(null), None, &[]);
}

/// What is read of some rows of `received`, and what could not be.
fn read(rows: &[Value], source: &SourceConfig) -> (Vec<ReceivedRow>, Vec<DefectReason>) {
    let reading = CollectionReading::of(source, Collection::Received);
    let read = read_collection(&collection(rows), &reading.reading(), |row| Some(received(row)));
    let read = read.unwrap();
    let rows = merged(read.rows.into_iter().flatten().collect());
    (rows, read.defects.iter().map(|defect| defect.reason).collect())
}

#[test]
fn the_days_of_reports_are_sorted_and_bad_ones_are_defects() {
    let named = source(json!({ "collections": {
        "received": { "properties": { "by_domain": "mx", "grid_id": "wg" } },
        "open-cases": { "values": { "domain": { "01": "urban_management" } } },
    } }));
    let plain = plain_source();
    let check = |source: &SourceConfig, properties: Value, expected: &[&str], defects: &[_]| {
        let (rows, reasons) = read(&[feature("R1", properties.clone())], source);
        let shown = |row: &ReceivedRow| {
            let days: Vec<_> = row.days.iter().map(ToString::to_string).collect();
            format!("{} {} {}: {}", row.grid_id, row.domain.code(), row.category, days.join(" "))
        };
        assert_eq!(rows.iter().map(shown).collect::<Vec<_>>(), expected, "{properties}");
        assert_eq!(reasons, defects, "{properties}");
    };
    let of = |by_domain: Value| json!({ "grid_id": "G1", "by_domain": by_domain });
    let days = json!(["2026-09-17", "2026-09-03", "2026-09-17"]);
    let read = "G1 urban_management 暴露垃圾: 2026-09-03 2026-09-17 2026-09-17";
    check(&plain, of(json!({ "urban_management": { "暴露垃圾": days } })), &[read], &[]);
    let text = json!({ "urban_management": { "暴露垃圾": days } }).to_string();
    check(&plain, of(json!(text)), &[read], &[]);
    let theirs = json!({ "wg": "G1", "mx": { "01": { "暴露垃圾": days } } });
    check(&named, theirs, &[read], &[]);
    let both = json!({ "01": { "暴露垃圾": ["2026-09-17"] },
        "urban_management": { "暴露垃圾": ["2026-09-03", "2026-09-17"] } });
    check(&named, json!({ "wg": "G1", "mx": both }), &[read], &[]);
    check(
        &plain,
        of(
            json!({ "work_safety": { "燃气隐患": ["2026-09-01"], "私拉电线": [] }, "livelihood": { "停水": [null, "2026-09-02", ""] } }),
        ),
        &["G1 livelihood 停水: 2026-09-02", "G1 work_safety 燃气隐患: 2026-09-01"],
        &[],
    );
    let bad = json!(["2026-9-1", "2026-09-01", "2026-02-30", 20260901, ["2026-09-02"], "昨天"]);
    check(
        &plain,
        of(json!({ "work_safety": { "燃气隐患": bad } })),
        &["G1 work_safety 燃气隐患: 2026-09-01"],
        &[Unreadable; 5],
    );
    check(
        &plain,
        of(json!({ "水利": { "内涝": ["2026-09-01"] } })),
        &["G1 other 内涝: 2026-09-01"],
        &[UnmappedCode],
    );
    let kinds = json!({ "work_safety": ["2026-09-01"], "livelihood": { "停水": "2026-09-01" } });
    check(&plain, of(kinds), &[], &[Unreadable, Unreadable]);
    check(&plain, json!({ "grid_id": "G1" }), &[], &[Missing]);
    check(&plain, json!({ "by_domain": {} }), &[], &[Missing]);
    check(&plain, of(json!("没有")), &[], &[Unreadable]);
    check(&plain, of(json!({})), &[], &[]);
}

#[test]
fn a_grid_that_comes_twice_is_told_of_once() {
    let row = |id: &str, day: &str| {
        let by_domain = json!({ "work_safety": { "燃气隐患": [day] } });
        feature(id, json!({ "grid_id": "G1", "by_domain": by_domain }))
    };
    let (rows, defects) = read(&[row("A", "2026-09-02"), row("B", "2026-09-01")], &plain_source());
    assert_eq!(defects, []);
    let [row] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!((row.domain, row.days.len()), (WorkSafety, 2));
    assert!(row.days.is_sorted());
}
