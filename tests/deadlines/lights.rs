//! Lights of open matters with the default settings.

use chrono::TimeDelta;
use gridlight::domain::{
    calendar::Calendar,
    case::{Case, Route, StatedDue, Status},
    clock::{Clock, ClockState, Extension, UnknownReason},
    light::Light,
};
use proptest::prelude::*;

use crate::{at, check_light, day, dispatched, rule, zone};

#[test]
fn lights_follow_the_resolve_deadline() {
    // The example of `rules.md`, Counting: on Friday 2026-09-18.
    let overdue = dispatched("2026-09-07 10:05");
    check_light(&overdue, "2026-09-11 09:00", Light::DueSoon, Some(('-', 1)));
    check_light(&overdue, "2026-09-10 23:59", Light::Normal, Some(('-', 2)));
    check_light(&overdue, "2026-09-14 23:59", Light::DueSoon, Some(('-', 0)));
    check_light(&overdue, "2026-09-15 00:00", Light::Red, Some(('+', 1)));
    check_light(&overdue, "2026-09-18 17:00", Light::Red, Some(('+', 4)));
    // A Friday before a make-up Sunday: that Sunday counts.
    let friday = dispatched("2026-09-18 09:00");
    check_light(&friday, "2026-09-18 17:00", Light::Normal, Some(('-', 5)));
    check_light(&friday, "2026-09-20 12:00", Light::Normal, Some(('-', 4)));
    check_light(&friday, "2026-09-23 00:00", Light::DueSoon, Some(('-', 1)));
    // Red on a day off: overdue by less than one working day.
    check_light(&friday, "2026-09-25 08:00", Light::Red, Some(('+', 0)));
    check_light(&friday, "2026-09-28 08:00", Light::Red, Some(('+', 1)));
}

#[test]
fn a_statement_of_the_backend_decides() {
    let stated = |due| Case { stated_due: Some(due), ..dispatched("2026-09-17 10:00") };
    let on = |date: &str| stated(StatedDue::On(day(date)));
    check_light(&on("2026-09-14"), "2026-09-18 17:00", Light::Red, Some(('+', 4)));
    check_light(&on("2026-09-20"), "2026-09-18 17:00", Light::DueSoon, Some(('-', 1)));
    check_light(&on("2026-10-08"), "2026-09-18 17:00", Light::Normal, Some(('-', 9)));
    // A deadline at exactly 00:00 belongs to the day before.
    let midnight = stated(StatedDue::At(at("2026-09-15 00:00")));
    check_light(&midnight, "2026-09-18 17:00", Light::Red, Some(('+', 4)));
    // It is known even where no calendar is, and one that has passed is red.
    let beyond = on("2027-03-01");
    check_light(&beyond, "2026-12-01 10:00", Light::Normal, None);
    check_light(&beyond, "2027-02-28 00:00", Light::DueSoon, None);
    check_light(&beyond, "2027-03-02 00:00", Light::Red, None);
    let calendar = Calendar::national();
    let due = Clock::of(&beyond, &rule(), &calendar).due().unwrap();
    assert!(due.remaining(at("2026-12-01 10:00"), zone(), &calendar).is_lower_bound);
    assert!(due.is_provisional);
}

#[test]
fn extensions_count_only_in_time_and_approved() {
    let extended = |requested: Option<&str>, approved: Option<&str>| Case {
        extension_requested_at: requested.map(at),
        extension_approved_at: approved.map(at),
        ..dispatched("2026-09-07 10:05")
    };
    let check = |case: &Case, now, light, extension| {
        check_light(case, now, light, None);
        assert_eq!(Clock::of(case, &rule(), &Calendar::national()).extension, extension);
    };
    let in_time = extended(Some("2026-09-14 16:00"), Some("2026-09-15 09:00"));
    check(&in_time, "2026-09-16 10:00", Light::Normal, Extension::Effective);
    check(&in_time, "2026-09-21 00:00", Light::Red, Extension::Effective);
    let unasked = extended(None, Some("2026-09-14 16:00"));
    check(&unasked, "2026-09-16 10:00", Light::Normal, Extension::Effective);
    check(
        &extended(Some("2026-09-14 16:00"), None),
        "2026-09-16 10:00",
        Light::Red,
        Extension::Pending,
    );
    let late = extended(Some("2026-09-15 00:00"), Some("2026-09-15 09:00"));
    check(&late, "2026-09-16 10:00", Light::Red, Extension::Late);
    check(
        &extended(None, Some("2026-09-15 09:00")),
        "2026-09-16 10:00",
        Light::Red,
        Extension::Late,
    );
    let reported = Case { progress_reported_at: Some(at("2026-09-17 09:00")), ..in_time };
    check(&reported, "2026-09-30 10:00", Light::Normal, Extension::Effective);
}

#[test]
fn what_cannot_be_computed_is_unknown_with_its_reason() {
    let check = |case: Case, reason: Option<UnknownReason>| {
        let clock = Clock::of(&case, &rule(), &Calendar::national());
        let unknown = match clock.state {
            ClockState::Unknown(reason) => Some(reason),
            _ => None,
        };
        assert_eq!(unknown, reason, "{case:?}");
        assert_eq!(clock.light(at("2026-09-18 17:00")) == Light::Unknown, reason.is_some());
    };
    let without = |status| Case { dispatched_at: None, status, ..dispatched("2026-09-07 10:05") };
    check(without(Status::Reported), Some(UnknownReason::NotDispatched));
    check(without(Status::Triaged), Some(UnknownReason::NotDispatched));
    check(without(Status::Handling), Some(UnknownReason::DispatchTimeMissing));
    check(without(Status::Returned), Some(UnknownReason::DispatchTimeMissing));
    let direct = Case { route: Some(Route::Direct), ..without(Status::Handling) };
    check(direct, None);
    let outside = Calendar::national().is_working_day(day("2027-01-04")).unwrap_err();
    check(dispatched("2026-12-28 10:00"), Some(UnknownReason::OutsideCalendar(outside)));
    check(dispatched("1970-01-01 10:00"), Some(UnknownReason::OutsideCalendar(outside)));
    check(dispatched("2099-01-01 10:00"), Some(UnknownReason::OutsideCalendar(outside)));
    for status in [Status::Returned, Status::Parked, Status::Unmapped("重开".into())] {
        // Clocks never pause.
        check(Case { status, ..dispatched("2026-09-07 10:05") }, None);
    }
}

#[test]
fn a_missed_contact_is_a_flag_beside_the_light() {
    let check = |contacted: Option<&str>, now: &str, expected: bool| {
        let case = Case { contacted_at: contacted.map(at), ..dispatched("2026-09-17 10:00") };
        let clock = Clock::of(&case, &rule(), &Calendar::national());
        assert_eq!(clock.is_contact_missed(at(now)), expected, "{contacted:?} {now}");
    };
    check(None, "2026-09-18 23:59", false);
    check(None, "2026-09-19 00:00", true);
    check(Some("2026-09-18 23:59"), "2026-09-30 00:00", false);
    check(Some("2026-09-19 00:00"), "2026-09-30 00:00", true);
}

proptest! {
    /// For unchanged facts a light goes from normal to due soon to red and never back, and changes only when foretold.
    #[test]
    fn lights_only_ever_get_worse(start_minutes in 0_i64..5_500_000, step_minutes in 1_i64..20_000, approved in any::<bool>()) {
        let start = at("2016-01-01 00:00") + TimeDelta::minutes(start_minutes);
        let approved = approved.then(|| start + TimeDelta::minutes(step_minutes));
        let case = Case { dispatched_at: Some(start), extension_approved_at: approved, ..dispatched("2026-09-07 10:05") };
        let clock = Clock::of(&case, &rule(), &Calendar::national());
        let rank = |light| [Light::Normal, Light::DueSoon, Light::Red].iter().position(|l| *l == light);
        let mut now = start;
        for _ in 0..12 {
            let later = now + TimeDelta::minutes(step_minutes);
            let (before, after) = (clock.light(now), clock.light(later));
            prop_assert!(rank(before) <= rank(after), "{:?} then {:?}", before, after);
            if before != after {
                let foretold = clock.next_change_after(now);
                prop_assert!(foretold.is_some_and(|at| now < at && at <= later));
            }
            now = later;
        }
    }
}
