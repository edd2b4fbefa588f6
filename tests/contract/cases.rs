//! Matters: what is open, what is missing, what contradicts itself, which of two rows stays, and where one lies.

use crate::folder::{board_of, case, check_defects, feature, matter_with};
use gridlight::domain::{
    area::Place,
    case::Status,
    clock::{ClockState, UnknownReason},
    defect::DefectReason::{
        self, Contradiction, DuplicateId, Implausible, Missing, NoTimeZone, UnknownReference,
        UnmappedCode, Unreadable,
    },
    light::Light,
};
use serde_json::{Value, json};

/// One row with these changes: whether it is on the board, and its defects as field and reason.
fn check(changes: Value, is_open: bool, defects: &[(&str, DefectReason)]) {
    let board = board_of(&[feature("C1", matter_with(changes.clone()))]);
    assert_eq!(board.case(&"C1".into()).is_some(), is_open, "{changes}");
    let expected: Vec<_> = defects.iter().map(|(field, reason)| ("C1", *field, *reason)).collect();
    check_defects(&board, &expected);
}

#[test]
fn the_status_decides_what_is_open() {
    for status in ["dispatched", "handling", "feedback", "verifying", "returned", "parked"] {
        check(json!({ "status": status }), true, &[]);
    }
    for status in ["closed", "withdrawn"] {
        check(json!({ "status": status }), false, &[]);
        // A closed row among the open ones is simply dropped, with whatever else is wrong with it.
        check(json!({ "status": status, "closed_at": "2026-09-18T08:00:00Z" }), false, &[]);
        check(json!({ "status": status, "title": null, "due_at": "不日" }), false, &[]);
    }
    check(json!({ "closed_at": "2026-09-18T08:00:00Z" }), true, &[("closed_at", Contradiction)]);
    check(json!({ "closed_at": "已结" }), true, &[("closed_at", Unreadable)]);
    check(json!({ "closed_at": "" }), true, &[]);
    check(json!({ "status": null }), true, &[("status", Missing)]);
}

#[test]
fn a_start_that_cannot_be_is_one_defect_and_never_a_normal_light() {
    let check = |time: &str, reason: DefectReason| {
        let board = board_of(&[feature("C1", matter_with(json!({ "dispatched_at": time })))]);
        check_defects(&board, &[("C1", "dispatched_at", reason)]);
        for now in ["2026-09-17T02:00:00Z", "2026-09-18T02:00:00Z", "2026-12-01T02:00:00Z"] {
            let light = case(&board, "C1").clock.light(now.parse().unwrap());
            assert_eq!(light, Light::Unknown, "{time} at {now}");
        }
    };
    check("2026-09-17T24:00:00+08:00", Unreadable);
    check("2026-09-17T09:00:60+08:00", Implausible);
    check("2026-09-17T09:00:00+14:00", Implausible);
    check("1970-01-01T00:00:00Z", Implausible);
    check("2099-09-17T09:00:00+08:00", Implausible);
    check("2026-02-30T09:00:00+08:00", Unreadable);
    check("2026-09-17T09:00:00", NoTimeZone);
}

#[test]
fn facts_that_contradict_each_other_are_a_defect_of_the_later_one() {
    let check = |changes: Value, field: &str| {
        let board = board_of(&[feature("C1", matter_with(changes))]);
        check_defects(&board, &[("C1", field, Contradiction)]);
        let light = case(&board, "C1").clock.light("2026-09-17T02:00:00Z".parse().unwrap());
        assert_eq!(light, Light::Unknown, "{field}");
    };
    // The matter was dispatched on the 17th at 09:00.
    let before = "2026-09-17T08:59:00+08:00";
    check(json!({ "contacted_at": before }), "contacted_at");
    check(json!({ "extension_requested_at": before }), "extension_requested_at");
    check(json!({ "extension_approved_at": before }), "extension_approved_at");
    check(json!({ "progress_reported_at": before }), "progress_reported_at");
    check(json!({ "answered_at": before }), "answered_at");
    check(json!({ "closed_at": before }), "closed_at");
}

#[test]
fn codes_that_nobody_knows_are_shown_and_counted() {
    check(json!({ "status": "已转交" }), true, &[("status", UnmappedCode)]);
    check(json!({ "status": "Closed" }), true, &[("status", UnmappedCode)]);
    check(json!({ "domain": "99" }), true, &[("domain", UnmappedCode)]);
    check(json!({ "domain": null }), true, &[("domain", Missing)]);
    check(json!({ "route": "carrier pigeon" }), true, &[("route", UnmappedCode)]);
    check(json!({ "status": { "code": 1 } }), true, &[("status", Unreadable)]);
    let board = board_of(&[feature("C1", matter_with(json!({ "status": "已转交" })))]);
    assert_eq!(case(&board, "C1").case.status, Status::Unmapped("已转交".into()));
}

#[test]
fn a_missing_dispatch_is_a_defect_unless_nobody_has_dispatched_yet() {
    let check = |status: &str, route: Option<&str>, is_defect: bool, reason| {
        let changes = json!({ "status": status, "route": route, "dispatched_at": null });
        let board = board_of(&[feature("C1", matter_with(changes))]);
        let missing = [("C1", "dispatched_at", Missing)];
        check_defects(&board, if is_defect { &missing } else { &[] });
        let state = case(&board, "C1").clock.state;
        let unknown = match state {
            ClockState::Unknown(reason) => Some(reason),
            _ => None,
        };
        assert_eq!(unknown, reason, "{status} {route:?}");
    };
    check("reported", None, false, Some(UnknownReason::NotDispatched));
    check("triaged", Some("referred"), false, Some(UnknownReason::NotDispatched));
    check("handling", None, true, Some(UnknownReason::DispatchTimeMissing));
    check("returned", Some("referred"), true, Some(UnknownReason::DispatchTimeMissing));
    check("parked", Some("special_report"), true, Some(UnknownReason::DispatchTimeMissing));
    // Answered where it was received: the clock starts with the report.
    check("handling", Some("direct"), false, None);
}

#[test]
fn a_dispatch_time_that_cannot_be_read_is_one_defect_and_an_unknown_light() {
    check(json!({ "dispatched_at": "昨天" }), true, &[("dispatched_at", Unreadable)]);
    check(json!({ "updated_at": "昨天" }), true, &[("updated_at", Unreadable)]);
    check(json!({ "updated_at": null }), true, &[("updated_at", Missing)]);
}

#[test]
fn of_two_rows_with_one_id_the_newest_stays() {
    let row = |title: &str, hour: u32, status: &str| {
        let updated_at = format!("2026-09-17T{hour:02}:00:00+08:00");
        let changes = json!({ "title": title, "updated_at": updated_at, "status": status });
        feature("C1", matter_with(changes))
    };
    let check = |rows: &[Value], stays: Option<&str>| {
        let board = board_of(rows);
        let title = board.cases().next().map(|open| open.case.title.to_string());
        assert_eq!(title.as_deref(), stays, "{rows:?}");
        check_defects(&board, &vec![("C1", "id", DuplicateId); rows.len() - 1]);
    };
    let (old, new) = (row("旧", 9, "handling"), row("新", 10, "handling"));
    check(&[old.clone(), new.clone()], Some("新"));
    check(&[new.clone(), old.clone()], Some("新"));
    check(&[old.clone(), new.clone(), old.clone()], Some("新"));
    // The newest says that it is closed: an older row does not open it again, whichever stands first.
    let closed = row("结", 11, "closed");
    check(&[old.clone(), closed.clone()], None);
    check(&[closed, old], None);
    let reopened = [row("结", 8, "closed"), new];
    check(&reopened, Some("新"));
}

#[test]
fn a_matter_lies_where_it_says_as_far_as_that_exists() {
    // Towns stand in the order of `sort`: T2 is the first, T1 the second.
    let (t1, t2) = (Some(1), Some(0));
    let check = |changes: Value, place: Place, defects: &[&str]| {
        let board = board_of(&[feature("C1", matter_with(changes.clone()))]);
        assert_eq!(case(&board, "C1").place, place, "{changes}");
        let expected: Vec<_> =
            defects.iter().map(|field| ("C1", *field, UnknownReference)).collect();
        check_defects(&board, &expected);
    };
    let place = |town, zone, grid| Place { town, zone, grid };
    check(json!({ "grid_id": "G1" }), place(t1, Some(0), Some(0)), &[]);
    check(json!({ "grid_id": "G3", "town_id": "T2" }), place(t2, Some(1), Some(2)), &[]);
    check(json!({ "grid_id": "G9", "town_id": "T2" }), place(t2, None, None), &["grid_id"]);
    check(
        json!({ "grid_id": "G9", "zone_id": "Z1", "town_id": "T1" }),
        place(t1, Some(0), None),
        &["grid_id"],
    );
    check(json!({ "grid_id": "G9" }), Place::default(), &["grid_id"]);
    check(json!({ "grid_id": "G9", "town_id": "T9" }), Place::default(), &["grid_id", "town_id"]);
    // A grid that is there decides; a town that is not is still a reference to nothing.
    check(json!({ "grid_id": "G1", "zone_id": "Z9" }), place(t1, Some(0), Some(0)), &["zone_id"]);
}

#[test]
fn who_reported_it_is_never_kept() {
    let secrets = json!({
        "reporter_name": "张三丰", "reporter_phone": "13800138000", "reporter": { "name": "张三丰" },
        "phone": "13800138000", "id_card": "370211199001011234", "reporter_address": "张三丰家门口",
    });
    let board = board_of(&[feature("C1", matter_with(secrets))]);
    check_defects(&board, &[]);
    let kept = format!("{board:?}");
    for secret in ["张三丰", "13800138000", "370211199001011234"] {
        assert!(!kept.contains(secret), "{secret} is kept");
    }
}
