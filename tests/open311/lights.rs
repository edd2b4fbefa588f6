//! The lights of service requests: Unknown without a deadline, by it where there is one, never green by default.

use crate::answer::{at, fixture, matter_by, read, request, source};
use chrono::FixedOffset;
use gridlight::domain::{
    calendar::Calendar,
    clock::{Clock, ClockState, UnknownReason},
    light::{Light, WorkingDays},
    rule::{DeadlineAuthority, Rule, Start},
    verdict::{Answers, Verdict, verdict},
};
use serde_json::{Value, json};

fn rule() -> Rule {
    Rule::one_five_ten(FixedOffset::east_opt(8 * 3600).unwrap())
}

fn clock(changes: Value, rule: &Rule) -> Clock {
    let (case, _) = matter_by(&source(json!({})), &request(changes));
    Clock::of(&case, rule, &Calendar::national())
}

/// An open request, expected by then: its light on Friday 2026-09-18 at 17:00.
fn check(expected_datetime: Value, light: Light) {
    let changes = json!({ "expected_datetime": expected_datetime });
    let clock = clock(changes.clone(), &rule());
    assert_eq!(clock.light(at("2026-09-18 17:00")), light, "{changes}");
}

#[test]
fn the_light_follows_what_is_expected() {
    check(json!("2026-09-18T16:59:00+08:00"), Light::Red);
    check(json!("2026-09-18T17:00:00+08:00"), Light::Red);
    check(json!("2026-09-17"), Light::Red);
    check(json!("2026-09-18T17:01:00+08:00"), Light::DueSoon);
    check(json!("2026-09-18"), Light::DueSoon);
    // The Sunday is worked: the last working day before Monday.
    check(json!("2026-09-21T10:00:00+08:00"), Light::Normal);
    check(json!("2026-09-24T10:00:00Z"), Light::Normal);
    check(Value::Null, Light::Unknown);
    check(json!(""), Light::Unknown);
    check(json!("soon"), Light::Unknown);
    check(json!("2026-09-24T10:00:00"), Light::Unknown);
    check(json!("1970-01-01T00:00:00Z"), Light::Unknown);
    check(json!({ "at": "2026-09-24" }), Light::Unknown);
}

#[test]
fn without_a_deadline_the_reason_claims_nothing() {
    for status in ["open", "OPEN", "in_progress"] {
        let clock = clock(json!({ "status": status }), &rule());
        // Not "not dispatched yet": nobody has said that.
        let reason = ClockState::Unknown(UnknownReason::DispatchTimeMissing);
        assert_eq!(clock.state, reason, "{status}");
        assert!(!clock.is_contact_missed(at("2026-12-01 10:00")), "{status}");
    }
}

#[test]
fn a_district_may_count_from_the_report() {
    let from_report = Rule { start: Start::Reported, ..rule() };
    let light = |days: &str| {
        let changes = json!({ "requested_datetime": format!("{days}T09:00:00+08:00") });
        clock(changes, &from_report).light(at("2026-09-18 17:00"))
    };
    assert_eq!(light("2026-09-10"), Light::Red);
    assert_eq!(light("2026-09-11"), Light::DueSoon);
    assert_eq!(light("2026-09-17"), Light::Normal);
    // Where the backend's deadline does not count, there is none to go by.
    let own = Rule { deadline_authority: DeadlineAuthority::Gridlight, ..rule() };
    let changes = json!({ "expected_datetime": "2026-09-01T00:00:00Z" });
    assert_eq!(clock(changes, &own).light(at("2026-09-18 17:00")), Light::Unknown);
}

#[test]
fn a_whole_answer_is_read_and_lit() {
    let answer = read(&fixture("district.json")).unwrap();
    assert_eq!((answer.rows.len(), answer.defects.len()), (11, 1), "one waits for its id");
    let defects: Vec<_> = answer.rows.iter().flat_map(|(_, defects)| defects).collect();
    assert_eq!(defects.len(), 1, "{defects:?}");
    assert_eq!((&*defects[0].row, &*defects[0].field), ("26-104544", "geometry"));
    assert_eq!(&*defects[0].value, "lat 119.665, long 35.83");

    let now = at("2026-09-18 17:00");
    let calendar = Calendar::national();
    let open = || answer.rows.iter().map(|(case, _)| case).filter(|case| case.status.is_open());
    let count = |light| {
        open().filter(|case| Clock::of(case, &rule(), &calendar).light(now) == light).count()
    };
    assert_eq!(open().count(), 9);
    let expected = [(Light::Red, 1), (Light::DueSoon, 2), (Light::Unknown, 3), (Light::Normal, 3)];
    for (light, expected) in expected {
        assert_eq!(count(light), expected, "{light:?}");
    }
    assert_eq!(answer.rows.iter().filter(|(case, _)| case.at.is_some()).count(), 8);

    let judge = |id: &str| {
        let (case, _) = answer.rows.iter().find(|(case, _)| case.id.as_str() == id).unwrap();
        verdict(case, &rule(), &calendar, Answers::NeverGiven)
    };
    assert_eq!(judge("26-104380"), Verdict::OnTime);
    let late = WorkingDays { count: 3, is_lower_bound: false };
    assert_eq!(judge("26-104381"), Verdict::Late(late));
}
