//! Facts that cannot all be true, and times that no calendar reaches: a defect, never a panic, never a normal light.

use chrono::TimeDelta;
use gridlight::domain::{
    calendar::Calendar,
    case::{Case, Route, StatedDue, Status},
    clock::{Clock, ClockState, UnknownReason},
    defect::DefectReason::{self, Contradiction, Implausible},
    doubt::doubts,
    light::Light,
    rule::{Count, MissedContact, OffDayStart, Rule, Sessions},
};
use proptest::prelude::*;

use crate::{at, day, dispatched, rule};

/// The matter has exactly these doubts, and no normal light a day after its dispatch.
fn check(what: &str, case: &Case, expected: &[(&str, DefectReason)]) {
    let calendar = Calendar::national();
    let found: Vec<_> = doubts(case, &calendar).collect();
    assert_eq!(found, expected, "{what}");
    let clock = Clock::of(case, &rule(), &calendar);
    let light = clock.light(at("2026-09-08 10:05"));
    assert_eq!(light == Light::Normal, expected.is_empty(), "{what}: {light:?}");
}

#[test]
fn each_contradiction_is_found_and_is_never_normal() {
    let case = || dispatched("2026-09-07 10:05");
    let before = Some(at("2026-09-07 10:04"));
    let after = Some(at("2026-09-08 09:00"));
    check("in order", &case(), &[]);
    check(
        "reported after its dispatch is common and harmless",
        &Case { reported_at: after, ..case() },
        &[],
    );
    check(
        "contacted before dispatched",
        &Case { contacted_at: before, ..case() },
        &[("contacted_at", Contradiction)],
    );
    check(
        "closed before dispatched",
        &Case { closed_at: before, ..case() },
        &[("closed_at", Contradiction)],
    );
    check(
        "answered before dispatched",
        &Case { answered_at: before, ..case() },
        &[("answered_at", Contradiction)],
    );
    check(
        "extension asked for before the dispatch",
        &Case { extension_requested_at: before, ..case() },
        &[("extension_requested_at", Contradiction)],
    );
    check(
        "approved before it was asked for",
        &Case {
            extension_requested_at: after,
            extension_approved_at: Some(at("2026-09-08 08:59")),
            ..case()
        },
        &[("extension_approved_at", Contradiction)],
    );
    check(
        "extension with no dispatch",
        &Case {
            dispatched_at: None,
            extension_requested_at: after,
            extension_approved_at: after,
            ..case()
        },
        &[("extension_requested_at", Contradiction), ("extension_approved_at", Contradiction)],
    );
    check(
        "progress before the dispatch",
        &Case { progress_reported_at: before, ..case() },
        &[("progress_reported_at", Contradiction)],
    );
    let direct =
        Case { dispatched_at: None, route: Some(Route::Direct), reported_at: after, ..case() };
    check(
        "closed before it was reported, where that starts it",
        &Case { closed_at: before, contacted_at: None, ..direct },
        &[("closed_at", Contradiction)],
    );
}

#[test]
fn times_of_1970_or_2099_are_slips() {
    let with = |text: &str| Case { contacted_at: None, updated_at: None, ..dispatched(text) };
    check(
        "dispatched in 1970",
        &Case { reported_at: None, ..with("1970-01-01 08:00") },
        &[("dispatched_at", Implausible)],
    );
    check(
        "dispatched in 2099",
        &Case { reported_at: None, ..with("2099-01-01 08:00") },
        &[("dispatched_at", Implausible)],
    );
    let contacted =
        Case { contacted_at: Some(at("2099-01-01 08:00")), ..dispatched("2026-09-07 10:05") };
    check("contacted in 2099", &contacted, &[("contacted_at", Implausible)]);
    for due in [StatedDue::On(day("1970-01-01")), StatedDue::At(at("2099-01-01 08:00"))] {
        let case = Case { stated_due: Some(due), ..dispatched("2026-09-07 10:05") };
        check("due in 1970 or 2099", &case, &[("due_at", Implausible)]);
        let clock = Clock::of(&case, &rule(), &Calendar::national());
        assert_eq!(
            clock.due().map(|due| due.due_date),
            Some(day("2026-09-14")),
            "it decides nothing"
        );
    }
}

/// The lights on three days: before the resolve deadline, between the two deadlines, and after the later one.
fn check_lights(what: &str, case: &Case, expected: [Light; 3]) {
    let clock = Clock::of(case, &rule(), &Calendar::national());
    let days = ["2026-09-08 00:00", "2026-09-15 00:00", "2026-09-21 00:00"];
    assert_eq!(days.map(|day| clock.light(at(day))), expected, "{what}: {:?}", clock.state);
}

#[test]
fn a_doubtful_approval_is_unknown_until_the_later_deadline_has_passed() {
    use Light::{DueSoon, Normal, Red, Unknown};
    let case = || dispatched("2026-09-07 10:05");
    let unreadable = |field| Case { unreadable: vec![field], ..case() };
    let before = Some(at("2026-09-06 10:00"));
    let approved = Case { extension_approved_at: before, ..case() };
    check_lights("approved before the dispatch", &approved, [Unknown, Unknown, Red]);
    let both = Case { contacted_at: before, ..approved.clone() };
    check_lights("and contacted before it", &both, [Unknown, Unknown, Red]);
    check_lights("unreadable", &unreadable("extension_approved_at"), [Unknown, Unknown, Red]);
    let progress = Case { progress_reported_at: Some(at("2026-09-17 10:00")), ..approved.clone() };
    check_lights("perhaps answered in time", &progress, [Unknown, Unknown, Unknown]);
    // With a deadline of the backend's, that one is known whatever became of the extension.
    let stated = Case { stated_due: Some(StatedDue::On(day("2026-09-14"))), ..approved };
    check_lights("stated", &stated, [Unknown, Red, Red]);
    let clock = Clock::of(&unreadable("extension_approved_at"), &rule(), &Calendar::national());
    assert_eq!(clock.next_change_after(at("2026-09-15 00:00")), Some(at("2026-09-21 00:00")));
    assert!(matches!(clock.state, ClockState::InDoubt("extension_approved_at", _)));

    // What is not approved changes nothing, so junk in it hides no red.
    let asked = Case { extension_requested_at: before, ..case() };
    check_lights("asked for before the dispatch", &asked, [Unknown, Red, Red]);
    for field in ["extension_requested_at", "progress_reported_at", "contacted_at", "due_at"] {
        check_lights(field, &unreadable(field), [Unknown, Red, Red]);
    }
    check_lights("in order", &case(), [Normal, Red, Red]);
    let in_time = Case { extension_approved_at: Some(at("2026-09-11 10:00")), ..case() };
    check_lights("extended", &in_time, [Normal, Normal, Red]);
    let clock = Clock::of(&in_time, &rule(), &Calendar::national());
    assert_eq!(clock.light(at("2026-09-18 00:00")), DueSoon);
    let early = Case {
        extension_requested_at: Some(at("2026-09-11 09:00")),
        progress_reported_at: Some(at("2026-09-08 09:00")),
        ..in_time
    };
    check_lights("progress before it was asked for", &early, [Unknown, Unknown, Unknown]);
}

#[test]
fn a_contact_whose_time_is_in_doubt_is_not_called_missed() {
    let check = |case: Case, is_missed: bool| {
        let clock = Clock::of(&case, &rule(), &Calendar::national());
        assert_eq!(clock.is_contact_missed(at("2026-09-30 00:00")), is_missed, "{case:?}");
    };
    let silent = Case { contacted_at: None, ..dispatched("2026-09-07 10:05") };
    check(silent.clone(), true);
    check(Case { unreadable: vec!["contacted_at"], ..silent.clone() }, false);
    check(Case { contacted_at: Some(at("2026-09-06 10:00")), ..silent.clone() }, false);
    let two = Case {
        reported_at: Some(at("1970-01-01 10:00")),
        contacted_at: Some(at("2099-01-01 10:00")),
        ..silent
    };
    check(two, false);
}

#[test]
fn a_dispatch_that_cannot_be_read_is_not_the_same_as_none() {
    let direct =
        Case { dispatched_at: None, route: Some(Route::Direct), ..dispatched("2026-09-07 10:05") };
    let reason = |case: &Case| Clock::of(case, &rule(), &Calendar::national()).state;
    assert!(matches!(reason(&direct), ClockState::Running(_)));
    let unreadable = Case { unreadable: vec!["dispatched_at"], ..direct };
    assert_eq!(reason(&unreadable), ClockState::Unknown(UnknownReason::DispatchTimeMissing));
}

/// Any time between 1960 and 2110, most of them around the calendar.
fn any_time() -> impl Strategy<Value = Option<gridlight::domain::time::Instant>> {
    let near =
        (0_i64..6_000_000).prop_map(|minutes| at("2015-06-01 00:00") + TimeDelta::minutes(minutes));
    let far = (0_i64..79_000_000)
        .prop_map(|minutes| at("1960-01-01 00:00") + TimeDelta::minutes(minutes));
    prop::option::of(prop_oneof![4 => near, 1 => far])
}

proptest! {
    /// Whatever the facts, the settings and the moment: there is a light, always the same, and it only ever gets worse.
    #[test]
    fn every_light_is_total_deterministic_and_monotone(
        times in prop::array::uniform7(any_time()),
        due in any_time(),
        status in 0_usize..5,
        choices in 0_usize..16,
        moments in prop::collection::vec(0_i64..79_000_000, 2..12),
    ) {
        let [reported_at, dispatched_at, contacted_at, requested, approved, progress, closed_at] = times;
        let status = [Status::Reported, Status::Handling, Status::Returned, Status::Parked, Status::Closed][status].clone();
        let case = Case {
            reported_at, dispatched_at, contacted_at, closed_at, status,
            extension_requested_at: requested,
            extension_approved_at: approved,
            progress_reported_at: progress,
            stated_due: due.map(StatedDue::At),
            ..dispatched("2026-09-07 10:05")
        };
        let pick = |bit: usize| choices >> bit & 1 == 1;
        let rule = Rule {
            count: if pick(0) { Count::OfficeHours(Sessions::default()) } else { Count::Days },
            off_day_start: if pick(1) { OffDayStart::NextWorkingDay } else { OffDayStart::Excluded },
            missed_contact: if pick(2) { MissedContact::Red } else { MissedContact::Flag },
            extended_from: if pick(3) { gridlight::domain::rule::ExtendedFrom::Approved } else { gridlight::domain::rule::ExtendedFrom::Dispatched },
            ..rule()
        };
        let calendar = Calendar::national();
        let clock = Clock::of(&case, &rule, &calendar);
        prop_assert_eq!(clock, Clock::of(&case, &rule, &calendar));
        let has_doubt = doubts(&case, &calendar).next().is_some();
        let rank = |light| match light {
            Light::Normal | Light::Unknown => 0,
            Light::DueSoon => 1,
            Light::Red => 2,
        };
        let mut moments: Vec<_> = moments.iter().map(|minutes| at("1960-01-01 00:00") + TimeDelta::minutes(*minutes)).collect();
        moments.sort();
        for pair in moments.windows(2) {
            let (before, after) = (clock.light(pair[0]), clock.light(pair[1]));
            prop_assert!(rank(before) <= rank(after), "{:?} then {:?}", before, after);
            prop_assert!(!has_doubt || after != Light::Normal);
            if before != after {
                let foretold = clock.next_change_after(pair[0]);
                prop_assert!(foretold.is_some_and(|at| at <= pair[1]), "{:?}", clock);
            }
        }
    }
}
