//! Stream events: put, delete, and garbage.

use crate::folder::{feature, matter, matter_with, plain_source};
use gridlight::{
    contract::stream::case_change,
    domain::{
        board::CaseChange,
        defect::{Collection, DefectReason},
    },
    source::assemble::CollectionReading,
};
use serde_json::{Value, json};

fn read(text: &str) -> Result<CaseChange, gridlight::domain::defect::Defect> {
    let source = plain_source();
    let reading = CollectionReading::of(&source, Collection::OpenCases);
    case_change(text, &reading.reading())
}

#[test]
fn a_put_carries_the_whole_matter_and_what_is_wrong_with_it() {
    let check = |properties: Value, defects: &[(&str, DefectReason)]| {
        let text = json!({ "op": "put", "feature": feature("C1", properties) }).to_string();
        let Ok(CaseChange::Put(case, found)) = read(&text) else { panic!("{text}") };
        assert_eq!(case.id.as_str(), "C1");
        let found: Vec<_> = found.iter().map(|defect| (&*defect.field, defect.reason)).collect();
        assert_eq!(found, defects, "{text}");
    };
    check(matter(), &[]);
    check(matter_with(json!({ "status": "closed" })), &[]);
    check(matter_with(json!({ "title": null })), &[("title", DefectReason::Missing)]);
}

#[test]
fn a_delete_needs_no_more_than_the_id() {
    let check = |feature: Value, updated_at: Option<&str>| {
        let text = json!({ "op": "delete", "feature": feature, "reason": "merged" }).to_string();
        let updated_at = updated_at.map(|at| at.parse().unwrap());
        assert_eq!(read(&text), Ok(CaseChange::Delete("C1".into(), updated_at)), "{text}");
    };
    let at = "2026-09-18T08:00:00+08:00";
    check(json!({ "type": "Feature", "id": "C1" }), None);
    check(feature("C1", matter_with(json!({ "updated_at": null }))), None);
    check(feature("C1", matter_with(json!({ "updated_at": "昨天" }))), None);
    check(feature("C1", matter_with(json!({ "updated_at": at }))), Some(at));
}

#[test]
fn garbage_is_a_defect_and_no_event() {
    let good = feature("C1", matter());
    let rows = [
        (String::new(), DefectReason::NotAFeature),
        ("{".into(), DefectReason::NotAFeature),
        ("[]".into(), DefectReason::NotAFeature),
        ("null".into(), DefectReason::NotAFeature),
        ("保活".into(), DefectReason::NotAFeature),
        (json!({ "op": "put" }).to_string(), DefectReason::NotAFeature),
        (json!({ "op": "patch", "feature": good }).to_string(), DefectReason::NotAFeature),
        (json!({ "op": "PUT", "feature": good }).to_string(), DefectReason::NotAFeature),
        (json!({ "op": "put", "feature": [good] }).to_string(), DefectReason::NotAFeature),
        (json!({ "op": "put", "feature": null }).to_string(), DefectReason::NotAFeature),
        (
            json!({ "op": "delete", "feature": { "type": "Feature" } }).to_string(),
            DefectReason::NoId,
        ),
    ];
    for (text, reason) in rows {
        let defect = read(&text).expect_err(&text);
        assert_eq!((defect.collection, defect.reason), (Collection::OpenCases, reason), "{text}");
        assert!(defect.value.chars().count() <= 61, "what is shown of garbage is short");
    }
}
