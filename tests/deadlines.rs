//! Working days, deadlines and lights, as `rules.md` and `domain.md` have them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use gridlight::domain::{
    calendar::{Calendar, DayKind, Overlay},
    case::{Case, Domain, Route, StatedDue, Status},
    clock::{Clock, Extension, UnknownReason},
    light::Light,
    rule::Rule,
    time::Instant,
};
use proptest::prelude::*;
use std::{fs, path::Path};

fn zone() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).unwrap()
}

fn rule() -> Rule {
    Rule::one_five_ten(zone())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A time of the district: "2026-09-07 10:05".
fn at(text: &str) -> Instant {
    DateTime::parse_from_str(&format!("{text} +0800"), "%Y-%m-%d %H:%M %z")
        .unwrap()
        .with_timezone(&Utc)
}

/// An open matter, dispatched at the given time.
fn dispatched(text: &str) -> Case {
    Case {
        id: "C1".into(),
        title: "路面破损".into(),
        domain: Domain::UrbanManagement,
        category: None,
        status: Status::Handling,
        route: Some(Route::Referred),
        grid_id: None,
        zone_id: None,
        town_id: None,
        address: None,
        reported_at: Some(at(text) - TimeDelta::hours(2)),
        dispatched_at: Some(at(text)),
        contacted_at: Some(at(text) + TimeDelta::minutes(5)),
        extension_requested_at: None,
        extension_approved_at: None,
        progress_reported_at: None,
        stated_due: None,
        first_unit: None,
        handling_unit: None,
        updated_at: Some(at(text)),
    }
}

#[test]
fn the_table_is_the_cross_checked_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cn_workdays.json");
    let json: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let calendar = Calendar::national();
    let mut working_days = 0;
    for date in day("2016-01-01").iter_days().take_while(|date| *date <= day("2026-12-31")) {
        let year = &json[date.format("%Y").to_string()];
        let has = |list: &str| {
            year[list].as_array().unwrap().iter().any(|listed| *listed == date.to_string())
        };
        let is_weekend = matches!(date.format("%u").to_string().as_str(), "6" | "7");
        let expected = has("work") || (!is_weekend && !has("off"));
        assert_eq!(calendar.is_working_day(date), Ok(expected), "{date}");
        working_days += u32::from(expected);
    }
    // The sum of the yearly counts of `domain.md` §1.
    assert_eq!(working_days, 250 + 249 + 250 + 250 + 249 + 250 + 249 + 249 + 251 + 248 + 248);
}

#[test]
fn working_days_are_added_as_the_golden_vectors_have_it() {
    let calendar = Calendar::national();
    let check = |start: &str, due: [&str; 3]| {
        for (n, due) in [1, 5, 10].into_iter().zip(due) {
            assert_eq!(calendar.add_working_days(day(start), n), Ok(day(due)), "{start} + {n}");
        }
    };
    check("2017-08-29", ["2017-08-30", "2017-09-05", "2017-09-12"]);
    check("2017-09-29", ["2017-09-30", "2017-10-12", "2017-10-19"]);
    check("2017-10-01", ["2017-10-09", "2017-10-13", "2017-10-20"]);
    check("2018-12-28", ["2018-12-29", "2019-01-07", "2019-01-14"]);
    check("2019-04-26", ["2019-04-28", "2019-05-06", "2019-05-13"]);
    check("2020-01-23", ["2020-02-03", "2020-02-07", "2020-02-14"]);
    check("2023-09-28", ["2023-10-07", "2023-10-11", "2023-10-18"]);
    check("2024-02-08", ["2024-02-09", "2024-02-21", "2024-02-28"]);
    check("2026-02-12", ["2026-02-13", "2026-02-26", "2026-03-04"]);
    check("2026-02-13", ["2026-02-14", "2026-02-27", "2026-03-05"]);
    check("2026-02-14", ["2026-02-24", "2026-02-28", "2026-03-06"]);
    check("2026-02-18", ["2026-02-24", "2026-02-28", "2026-03-06"]);
    check("2026-04-30", ["2026-05-06", "2026-05-11", "2026-05-18"]);
    check("2026-09-18", ["2026-09-20", "2026-09-24", "2026-10-09"]);
    check("2026-09-30", ["2026-10-08", "2026-10-13", "2026-10-20"]);
}

#[test]
fn nothing_is_guessed_outside_the_announced_span() {
    let calendar = Calendar::national();
    assert!(calendar.is_working_day(day("2015-12-31")).is_err());
    assert!(calendar.is_working_day(day("2027-01-01")).is_err());
    assert_eq!(calendar.add_working_days(day("2026-12-24"), 5), Ok(day("2026-12-31")));
    assert!(calendar.add_working_days(day("2026-12-25"), 5).is_err());
    assert!(calendar.add_working_days(day("2027-03-01"), 1).is_err());
    assert!(calendar.working_days_between(day("2026-12-30"), day("2027-01-05")).is_err());
}

#[test]
fn the_districts_own_days_overrule_the_national_ones() {
    let mut overlay = Overlay::default();
    let own = [
        ("2018-06-08", DayKind::Off),
        ("2026-09-19", DayKind::Work),
        ("2026-09-25", DayKind::Work),
        ("2026-09-16", DayKind::Off),
        ("2026-10-01", DayKind::Off),
        ("2026-10-01", DayKind::Work),
    ];
    let own = own.map(|(date, kind)| (day(date), kind));
    assert_eq!(overlay.overrule(&own), [day("2026-10-01")], "both off and worked");
    let backend = [(day("2026-09-16"), DayKind::Work), (day("2026-09-16"), DayKind::Work)];
    assert_eq!(overlay.overrule(&backend), [], "said twice, it is still one word");
    let torn = [(day("2026-09-19"), DayKind::Off), (day("2026-09-19"), DayKind::Work)];
    assert_eq!(overlay.overrule(&torn), [day("2026-09-19")], "its earlier word stays");
    let calendar = Calendar::with_overlay(&overlay);
    let check = |date: &str, expected| {
        assert_eq!(calendar.is_working_day(day(date)), Ok(expected), "{date}")
    };
    check("2018-06-08", false);
    check("2026-09-19", true);
    check("2026-09-25", true);
    check("2026-09-20", true);
    check("2026-10-01", false);
    check("2026-09-16", true);
}

/// One row: the matter, the moment, and the light and days it must have then.
fn check_light(case: &Case, now: &str, light: Light, days: Option<(char, u32)>) {
    let calendar = Calendar::national();
    let clock = Clock::of(case, &rule(), &calendar);
    let now = at(now);
    assert_eq!(clock.light(now), light, "{now} {case:?}");
    let due = clock.due();
    let counted = match (days, due) {
        (Some(('-', _)), Some(due)) => Some(('-', due.remaining(now, zone(), &calendar).count)),
        (Some(_), Some(due)) => Some(('+', due.overdue(now, zone(), &calendar).count)),
        _ => None,
    };
    assert_eq!(counted, days, "{now} {due:?}");
}

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
            gridlight::domain::clock::ClockState::Unknown(reason) => Some(reason),
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
    /// Adding and counting agree with a walk over the days.
    #[test]
    fn the_index_agrees_with_a_walk(offset in 0_u64..4000, n in 0_u32..40) {
        let calendar = Calendar::national();
        let start = day("2016-01-01") + chrono::Days::new(offset);
        let works = |date: &NaiveDate| calendar.is_working_day(*date) == Ok(true);
        let walked = start.iter_days().skip(1).take_while(|date| *date <= day("2026-12-31"));
        let walked = walked.filter(works).nth(n.max(1) as usize - 1);
        if n > 0 {
            prop_assert_eq!(calendar.add_working_days(start, n).ok(), walked);
        }
        if let Some(until) = walked {
            let counted = calendar.working_days_between(start, until);
            let by_walk = start.iter_days().skip(1).take_while(|date| *date <= until).filter(works).count();
            prop_assert_eq!(counted.ok().map(|count| count as usize), Some(by_walk));
        }
    }

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
