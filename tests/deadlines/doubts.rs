//! Facts that cannot all be true, and times that no calendar reaches: a defect, never a panic, never a normal light.

use chrono::TimeDelta;
use gridlight::domain::{
    calendar::Calendar,
    case::{Case, Route, StatedDue, Status, Unreadable},
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
    let with = |text: &str| Case { contacted_at: None, ..dispatched(text) };
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

#[test]
fn a_doubtful_extension_is_neither_red_nor_green() {
    let approved = Case {
        extension_approved_at: Some(at("2026-09-06 10:00")),
        ..dispatched("2026-09-07 10:05")
    };
    let extension = Some("extension_approved_at");
    let unreadable = Case {
        unreadable: Unreadable { extension, ..Unreadable::default() },
        ..dispatched("2026-09-07 10:05")
    };
    for case in [approved, unreadable] {
        let clock = Clock::of(&case, &rule(), &Calendar::national());
        let reason = UnknownReason::DoubtfulTime("extension_approved_at");
        assert_eq!(clock.state, ClockState::Unknown(reason));
        // With a deadline of the backend's, that one is known whatever became of the extension.
        let stated = Case { stated_due: Some(StatedDue::On(day("2026-09-14"))), ..case };
        let clock = Clock::of(&stated, &rule(), &Calendar::national());
        assert_eq!(clock.light(at("2026-09-15 00:00")), Light::Red);
        assert_eq!(clock.light(at("2026-09-08 00:00")), Light::Unknown);
    }
}

#[test]
fn a_contact_whose_time_is_in_doubt_is_not_called_missed() {
    let check = |case: Case, is_missed: bool| {
        let clock = Clock::of(&case, &rule(), &Calendar::national());
        assert_eq!(clock.is_contact_missed(at("2026-09-30 00:00")), is_missed, "{case:?}");
    };
    let silent = Case { contacted_at: None, ..dispatched("2026-09-07 10:05") };
    check(silent.clone(), true);
    let contact = Unreadable { contact: Some("contacted_at"), ..Unreadable::default() };
    let unreadable = Case { unreadable: contact, ..silent.clone() };
    let clock = Clock::of(&unreadable, &rule(), &Calendar::national());
    assert_eq!(clock.light(at("2026-09-08 00:00")), Light::Normal, "its deadline is not in doubt");
    check(unreadable, false);
    check(Case { contacted_at: Some(at("2026-09-06 10:00")), ..silent }, false);
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
