//! The steps of matters: what is read, what is missing, and that nothing takes a good row along.

use chrono::FixedOffset;
use gridlight::{
    contract::{
        config::{CollectionConfig, Crs, NaiveTimes},
        feature::{Decoded, read_collection},
        row::Reading,
        steps::step,
        time::TimeReading,
    },
    domain::{
        defect::{
            Collection,
            DefectReason::{self, Missing, NoTimeZone, Unreadable},
        },
        ids::CaseId,
        step::{Step, StepKind},
    },
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn read(rows: &[Value], names: &CollectionConfig) -> Decoded<(CaseId, Step)> {
    let times = TimeReading {
        zone: FixedOffset::east_opt(8 * 3600).unwrap(),
        naive_times: NaiveTimes::Refuse,
    };
    let collection = Collection::CaseSteps;
    let reading = Reading { collection, names, times, crs: Crs::Crs84 };
    let text = json!({ "type": "FeatureCollection", "features": rows }).to_string();
    read_collection(&text, &reading, step).unwrap()
}

fn row(changes: &Value) -> Value {
    let mut properties = json!({
        "case_id": "C1", "seq": 2, "kind": "signed", "at": "2026-09-18T09:00:00+08:00",
        "unit": "环卫所", "actor_role": "承办人", "note": "已签收",
    });
    for (name, value) in changes.as_object().unwrap() {
        properties[name] = value.clone();
    }
    json!({ "type": "Feature", "id": "S1", "geometry": null, "properties": properties })
}

#[test]
fn a_step_is_read_as_it_is() {
    let Decoded { rows, defects } = read(&[row(&json!({}))], &CollectionConfig::default());
    assert_eq!(defects, []);
    let text = |text: &str| Some(text.into());
    let expected = Step {
        seq: Some(2),
        kind: StepKind::Signed,
        at: Some("2026-09-18T01:00:00Z".parse().unwrap()),
        unit: text("环卫所"),
        actor_role: text("承办人"),
        note: text("已签收"),
    };
    assert_eq!(rows, [("C1".into(), expected)]);
}

#[test]
fn every_kind_of_the_contract_is_known_and_others_are_shown_as_text() {
    let kind = |kind: Value| {
        let read = read(&[row(&json!({ "kind": kind }))], &CollectionConfig::default());
        assert_eq!(read.defects, [], "{kind}");
        read.rows[0].1.kind.clone()
    };
    for known in StepKind::ALL {
        assert_eq!(kind(known.code().into()), known);
    }
    assert_eq!(kind("现场会商".into()), StepKind::Other("现场会商".into()));
    assert_eq!(kind(17.into()), StepKind::Other("17".into()));
    let names: CollectionConfig = CollectionConfig {
        properties: [("kind".to_owned(), "lx".to_owned())].into(),
        values: [("kind".to_owned(), [("签".to_owned(), "signed".to_owned())].into())].into(),
        ..CollectionConfig::default()
    };
    let read = read(&[row(&json!({ "kind": null, "lx": "签" }))], &names);
    assert_eq!(read.rows[0].1.kind, StepKind::Signed);
}

#[test]
fn what_cannot_be_read_is_a_defect_and_the_step_stays() {
    let check = |changes: Value, field: &str, reason: DefectReason| {
        let read = read(&[row(&changes)], &CollectionConfig::default());
        assert_eq!(read.rows.len(), 1, "{changes}");
        let found: Vec<_> =
            read.defects.iter().map(|defect| (&*defect.field, defect.reason)).collect();
        assert_eq!(found, [(field, reason)], "{changes}");
    };
    check(json!({ "seq": null }), "seq", Missing);
    check(json!({ "seq": -1 }), "seq", Unreadable);
    check(json!({ "seq": "first" }), "seq", Unreadable);
    check(json!({ "at": null }), "at", Missing);
    check(json!({ "at": "昨天" }), "at", Unreadable);
    check(json!({ "at": "2026-09-18T09:00:00" }), "at", NoTimeZone);
    check(json!({ "kind": "" }), "kind", Missing);
    check(json!({ "unit": ["甲", "乙"] }), "unit", Unreadable);
    // A step of no matter is of no use to anybody.
    let read = read(&[row(&json!({ "case_id": null }))], &CollectionConfig::default());
    assert_eq!((read.rows.len(), read.defects.len()), (0, 1));
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(json!([1, "二"])),
        Just(json!({ "三": 3 })),
        Just(json!("2026-09-18T09:00:00+08:00")),
    ]
}

proptest! {
    #[test]
    fn a_wild_row_takes_no_good_one_along(
        wild in proptest::collection::vec(any_value(), 7),
        is_feature in any::<bool>(),
    ) {
        let names = ["case_id", "seq", "kind", "at", "unit", "actor_role", "note"];
        let changes: serde_json::Map<_, _> =
            names.iter().map(|name| (*name).to_owned()).zip(wild.iter().cloned()).collect();
        let wild = if is_feature { row(&Value::Object(changes)) } else { wild[0].clone() };
        let read = read(&[wild, row(&json!({}))], &CollectionConfig::default());
        prop_assert!(!read.rows.is_empty());
        prop_assert_eq!(&read.rows[read.rows.len() - 1].1.kind, &StepKind::Signed);
    }
}
