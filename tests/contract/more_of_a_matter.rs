//! What a matter says beyond its clocks: supervision, platform, call-back, photographs, words.

use crate::folder::{board_of, board_with, case, check_defects, feature, matter_with, source};
use gridlight::domain::{
    case::{
        Case, Platform,
        Supervision::{self, EReminder, OnSite, Other, OverdueNotice, Sms},
    },
    defect::{
        Collection,
        DefectReason::{self, UnmappedCode, Unreadable},
    },
};
use serde_json::{Value, json};

/// One matter with this property, and its only defect if there is one.
fn with(field: &str, value: Value, defect: Option<DefectReason>) -> Case {
    let board = board_of(&[feature("C1", matter_with(json!({ field: value })))]);
    let defects: Vec<_> = defect.map(|reason| ("C1", field, reason)).into_iter().collect();
    check_defects(&board, &defects);
    case(&board, "C1").case.clone()
}

#[test]
fn supervision_is_a_list_of_codes_or_how_many_were_taken() {
    let check = |value: Value, expected: &[Supervision], defect: Option<DefectReason>| {
        let case = with("supervision", value.clone(), defect);
        assert_eq!(case.supervision, expected, "{value}");
    };
    let first_two = [EReminder, OverdueNotice];
    check(json!(["e_reminder", "overdue_notice"]), &first_two, None);
    check(json!(["sms", "on_site"]), &[Sms, OnSite], None);
    check(json!([]), &[], None);
    check(json!(null), &[], None);
    check(json!(""), &[], None);
    check(json!("sms"), &[Sms], None);
    check(json!(0), &[], None);
    check(json!(2), &first_two, None);
    check(json!("2"), &first_two, None);
    check(json!(5), &Supervision::LADDER, None);
    // A server of flat tables sends a list as text.
    check(json!(r#"["e_reminder", "overdue_notice"]"#), &first_two, None);
    check(json!("[]"), &[], None);
    check(json!("[约谈]"), &[Other("[约谈]".into())], None);
    // A step of the district's own is shown as it is.
    check(json!(["约谈"]), &[Other("约谈".into())], None);
    check(json!(["e_reminder", "约谈"]), &[EReminder, Other("约谈".into())], None);
    check(json!(["e_reminder", null, ""]), &[EReminder], None);
    // No ladder has so many steps, and nobody says which were meant.
    check(json!(6), &[], Some(Unreadable));
    check(json!("99999999999999999999"), &[], Some(Unreadable));
    check(json!(-1), &[], Some(Unreadable));
    check(json!(1.5), &[], Some(Unreadable));
    check(json!(true), &[], Some(Unreadable));
    check(json!({ "e_reminder": true }), &[], Some(Unreadable));
    check(json!(["e_reminder", ["sms"]]), &[EReminder], Some(Unreadable));
}

#[test]
fn the_config_maps_steps_of_supervision_and_numbers_for_codes_too() {
    let source = source(json!({ "collections": { "open-cases": {
        "values": { "supervision": { "催办": "e_reminder", "5": "sms" }, "platform": { "区级": "district" } },
    } } }));
    let check = |value: Value, expected: &[Supervision]| {
        let rows =
            [feature("C1", matter_with(json!({ "supervision": value, "platform": "区级" })))];
        let board = board_with(Collection::OpenCases, &rows, &source);
        check_defects(&board, &[]);
        let case = &case(&board, "C1").case;
        assert_eq!((&*case.supervision, case.platform), (expected, Some(Platform::District)));
    };
    check(json!(["催办", "sms"]), &[EReminder, Sms]);
    check(json!("催办"), &[EReminder]);
    check(json!(5), &[Sms]);
    check(json!(1), &[EReminder]);
}

#[test]
fn satisfied_is_yes_or_no_in_any_spelling() {
    let check = |value: Value, expected: Option<bool>, defect: Option<DefectReason>| {
        assert_eq!(with("satisfied", value.clone(), defect).is_satisfied, expected, "{value}");
    };
    for yes in [json!(true), json!("true"), json!(1), json!("1")] {
        check(yes, Some(true), None);
    }
    for no in [json!(false), json!("false"), json!(0), json!("0")] {
        check(no, Some(false), None);
    }
    for nothing in [json!(null), json!("")] {
        check(nothing, None, None);
    }
    for garbage in [json!("满意"), json!(2), json!("TRUE"), json!([true]), json!({}), json!(1.0)]
    {
        check(garbage, None, Some(Unreadable));
    }
}

#[test]
fn the_platform_is_one_of_three() {
    let check = |value: Value, expected: Option<Platform>, defect: Option<DefectReason>| {
        assert_eq!(with("platform", value.clone(), defect).platform, expected, "{value}");
    };
    check(json!("district"), Some(Platform::District), None);
    check(json!("town"), Some(Platform::Town), None);
    check(json!("zone"), Some(Platform::Zone), None);
    check(json!(null), None, None);
    check(json!("省"), None, Some(UnmappedCode));
    check(json!(1), None, Some(UnmappedCode));
    check(json!(["town"]), None, Some(Unreadable));
}

#[test]
fn photographs_are_a_list_a_list_as_text_or_one_alone() {
    let check = |value: Value, expected: &[&str], defect: Option<DefectReason>| {
        let photos = with("photos", value.clone(), defect).photos;
        assert_eq!(photos.iter().map(|photo| &**photo).collect::<Vec<_>>(), expected, "{value}");
    };
    check(
        json!(["a.jpg", "https://files.gov.example/b.jpg"]),
        &["a.jpg", "https://files.gov.example/b.jpg"],
        None,
    );
    check(json!("a.jpg"), &["a.jpg"], None);
    check(json!(r#"["a.jpg","b.jpg"]"#), &["a.jpg", "b.jpg"], None);
    check(json!([]), &[], None);
    check(json!([null, ""]), &[], None);
    check(json!({ "href": "a.jpg" }), &[], Some(Unreadable));
    check(json!(false), &[], Some(Unreadable));
    check(json!(["a.jpg", { "href": "b.jpg" }]), &["a.jpg"], Some(Unreadable));
}

#[test]
fn words_and_times_are_read_as_they_are() {
    let at = "2026-09-18T12:05:00+08:00";
    let texts = json!({ "redispatched_at": at, "called_back_at": at,
        "accountability": "通报批评", "description": "路口坑槽长约二十米" });
    let board = board_of(&[feature("C1", matter_with(texts))]);
    check_defects(&board, &[]);
    let read = &case(&board, "C1").case;
    let instant = Some(at.parse().unwrap());
    assert_eq!((read.redispatched_at, read.called_back_at), (instant, instant));
    assert_eq!(read.accountability.as_deref(), Some("通报批评"));
    assert_eq!(read.description.as_deref(), Some("路口坑槽长约二十米"));
    for field in ["redispatched_at", "called_back_at"] {
        let case = with(field, json!("昨天"), Some(Unreadable));
        assert_eq!((case.redispatched_at, case.called_back_at), (None, None));
        assert!(case.unreadable.is_empty(), "no clock rests on {field}");
    }
    for field in ["accountability", "description"] {
        with(field, json!(["通报"]), Some(Unreadable));
    }
}
