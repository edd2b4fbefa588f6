//! What a row is: ids, features, nothing in three spellings, numbers as text, other names and codes.

use crate::folder::{
    board_of, board_with, case, check_defects, feature, matter, matter_with, plain_source, source,
};
use gridlight::domain::{
    case::{Domain, Status},
    defect::{Collection, DefectReason},
    workload::Tally,
};
use serde_json::{Value, json};

#[test]
fn the_small_folder_is_in_order() {
    let board = board_of(&[feature("C1", matter())]);
    check_defects(&board, &[]);
    let names: Vec<_> = board.areas.towns().iter().map(|town| &*town.name).collect();
    assert_eq!(names, ["乙街道", "甲镇"], "towns stand in the order of `sort`");
}

#[test]
fn null_absent_and_empty_are_the_same() {
    let optional = ["category", "address", "first_unit", "contacted_at", "due_at", "route"];
    for nothing in [Value::Null, json!("")] {
        let mut spelled = matter();
        for field in optional {
            spelled[field] = nothing.clone();
        }
        let board = board_of(&[feature("C1", spelled)]);
        check_defects(&board, &[]);
        assert_eq!(case(&board, "C1").case, case(&board_of(&[feature("C1", matter())]), "C1").case);
    }
    let required = [json!({ "title": null }), json!({ "title": "" })];
    for changes in required {
        let mut without = matter();
        without["title"] = changes["title"].clone();
        let board = board_of(&[feature("C1", without)]);
        check_defects(&board, &[("C1", "title", DefectReason::Missing)]);
        assert_eq!(&*case(&board, "C1").case.title, "C1", "a matter without a title shows its id");
    }
}

#[test]
fn an_id_is_text_of_up_to_64_characters_wherever_it_stands() {
    let longest = "长".repeat(64);
    let too_long = "长".repeat(65);
    let with_id = |id: Value| matter_with(json!({ "id": id }));
    let anonymous = |properties: Value| json!({ "type": "Feature", "geometry": null, "properties": properties });
    let check = |row: Value, expected: Option<&str>| {
        let board = board_of(std::slice::from_ref(&row));
        let ids: Vec<_> = board.cases().map(|open| open.case.id.as_str()).collect();
        assert_eq!(ids, expected.into_iter().collect::<Vec<_>>(), "{row}");
        let left_out = [("#1", "", DefectReason::NoId)];
        check_defects(&board, if expected.is_some() { &[] } else { &left_out });
    };
    check(feature("C/1 甲", matter()), Some("C/1 甲"));
    check(feature(370_211_001_u64, matter()), Some("370211001"));
    check(feature(u64::MAX, matter()), Some("18446744073709551615"));
    check(feature(longest.as_str(), matter()), Some(&longest));
    check(feature(too_long.as_str(), matter()), None);
    // Repeated in the properties, it changes nothing; standing only there, it counts.
    check(feature("C1", with_id(json!("C1"))), Some("C1"));
    check(anonymous(with_id(json!(7))), Some("7"));
    check(feature(Value::Null, with_id(json!("C9"))), Some("C9"));
    check(feature("", with_id(json!("C9"))), Some("C9"));
    check(anonymous(matter()), None);
    check(feature("", matter()), None);
    check(feature(json!(["C1"]), matter()), None);
}

#[test]
fn what_is_no_feature_is_left_out_and_counted_and_takes_nothing_with_it() {
    let good = feature("C2", matter());
    let rows = [
        json!("并非要素"),
        json!(null),
        json!([good]),
        json!({ "id": "C1", "properties": matter() }),
        json!({ "type": "feature", "id": "C1", "properties": matter() }),
        json!({ "type": 5, "id": "C1", "properties": matter() }),
        json!({ "type": "Feature", "id": "C1", "properties": [1, 2] }),
    ];
    for row in rows {
        let board = board_of(&[row.clone(), good.clone()]);
        check_defects(&board, &[("#1", "", DefectReason::NotAFeature)]);
        assert_eq!(board.cases().count(), 1, "{row}");
    }
    // A feature without properties is one that says nothing of what it must say.
    let board = board_of(&[json!({ "type": "Feature", "id": "C1", "properties": null })]);
    let missing = ["title", "domain", "status", "grid_id", "dispatched_at", "updated_at"];
    check_defects(&board, &missing.map(|field| ("C1", field, DefectReason::Missing)));
}

#[test]
fn unknown_members_and_properties_are_ignored() {
    let mut row = feature("C1", matter_with(json!({ "colour": "红", "x": { "y": [1, null] } })));
    row["links"] = json!([{ "href": "https://elsewhere.example/" }]);
    row["bbox"] = json!([0, 0, 1, 1]);
    let board = board_of(&[row]);
    check_defects(&board, &[]);
    assert_eq!(case(&board, "C1").case, case(&board_of(&[feature("C1", matter())]), "C1").case);
}

#[test]
fn numbers_are_text_and_text_is_numbers() {
    let board = board_of(&[feature("C1", matter_with(json!({ "title": 110, "address": 5.5 })))]);
    check_defects(&board, &[]);
    assert_eq!(&*case(&board, "C1").case.title, "110");

    let check = |received: Value, expected: Option<u32>| {
        let row = json!({ "town_id": "T1", "day": "2026-09-16", "received": received });
        let board = board_with(Collection::Workload, &[feature("W1", row)], &plain_source());
        assert_eq!(board.workload[0].tally(Tally::Received), expected, "{received}");
        let unreadable = [("W1", "received", DefectReason::Unreadable)];
        let is_nothing = received.is_null() || received == "";
        check_defects(&board, if expected.is_some() || is_nothing { &[] } else { &unreadable });
    };
    check(json!(9), Some(9));
    check(json!("9"), Some(9));
    check(json!(0), Some(0));
    check(json!(""), None);
    check(json!(null), None);
    check(json!("许多"), None);
    check(json!(-1), None);
    check(json!(4_294_967_296_u64), None);
    check(json!(true), None);
    check(json!([9]), None);
}

#[test]
fn a_value_that_no_reader_can_take_is_a_defect_and_not_absent() {
    // Half of a surrogate pair, and a number beyond all numbers: JSON by its grammar, and nothing by its meaning.
    for raw in [r#""\ud83d""#, "1e999"] {
        let row = feature("C1", matter_with(json!({ "category": "THIS" }))).to_string();
        let text = format!(r#"{{"features":[{}]}}"#, row.replace("\"THIS\"", raw));
        let mut texts = crate::folder::texts(&crate::folder::small_folder());
        texts.0.insert(Collection::OpenCases, vec![text]);
        let config = gridlight::contract::config::Config::default();
        let board =
            gridlight::source::assemble::assemble(&config, &plain_source(), &texts).unwrap();
        check_defects(&board, &[("C1", "category", DefectReason::Unreadable)]);
    }
}

#[test]
fn the_config_maps_collections_properties_and_codes() {
    let source = source(json!({ "collections": { "open-cases": {
        "id": "gov.open_cases",
        "properties": { "dispatched_at": "assign_time", "title": "bt", "id": "bh" },
        "values": {
            "status": { "已派单": "dispatched", "7": "closed" },
            "domain": { "01": "work_safety" },
        },
    } } }));
    let row = |changes: Value| {
        let mut row = matter_with(json!({ "title": null, "dispatched_at": null }));
        row["bt"] = json!("井盖缺失");
        row["assign_time"] = json!("2026-09-17T09:00:00+08:00");
        for (name, value) in changes.as_object().unwrap() {
            row[name] = value.clone();
        }
        row
    };
    let rows = [
        feature("C1", row(json!({ "status": "已派单", "domain": "01" }))),
        // A code of the contract needs no mapping.
        feature("C2", row(json!({ "status": "parked", "domain": "mediation" }))),
        // A number is a code too; this one closes the matter.
        feature("C3", row(json!({ "status": 7 }))),
        // Our own name means nothing where the config names another.
        feature("C4", row(json!({ "dispatched_at": "2020-01-01T00:00:00Z" }))),
        json!({ "type": "Feature", "properties": row(json!({ "bh": "C5" })) }),
    ];
    let board = board_with(Collection::OpenCases, &rows, &source);
    check_defects(&board, &[]);
    let facts = |id: &str| {
        let case = &case(&board, id).case;
        (case.status.clone(), case.domain, case.title.to_string())
    };
    let title = || "井盖缺失".to_owned();
    assert_eq!(facts("C1"), (Status::Dispatched, Domain::WorkSafety, title()));
    assert_eq!(facts("C2"), (Status::Parked, Domain::Mediation, title()));
    assert!(board.case(&"C3".into()).is_none());
    assert_eq!(case(&board, "C4").case.dispatched_at, case(&board, "C1").case.dispatched_at);
    assert_eq!(facts("C5").0, Status::Handling);
}
