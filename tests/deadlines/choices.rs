//! Each choice of the rule, with a row for what it changes.

use gridlight::domain::{
    calendar::Calendar,
    case::{Case, Route, StatedDue},
    clock::{Clock, Extension},
    deadline::counted_due,
    light::Light,
    rule::{
        Count, DayMinute, DeadlineAuthority, ExtendedFrom, LateExtension, MissedContact,
        OffDayStart, Rule, Sessions, Start,
    },
};

use crate::{at, day, dispatched, rule};

/// The deadlines of 1, 5 and 10 working days from a start.
fn check(rule: &Rule, start: &str, expected: [&str; 3]) {
    let calendar = Calendar::national();
    for (days, due) in [1, 5, 10].into_iter().zip(expected) {
        let counted = counted_due(at(start), days, rule, &calendar).unwrap();
        // "24:00" is the first instant of the next day.
        let expected = match due.strip_suffix(" 24:00") {
            Some(date) => at(&format!("{} 00:00", day(date).succ_opt().unwrap())),
            None => at(due),
        };
        assert_eq!(counted.due_at, expected, "{start} + {days}: {rule:?}");
        assert_eq!(counted.due_date, day(&due[..10]), "{start} + {days}: {rule:?}");
    }
}

fn minute(text: &str) -> DayMinute {
    DayMinute::read(text).unwrap()
}

fn sessions(texts: &[(&str, &str)]) -> Option<Sessions> {
    let pairs: Vec<_> = texts.iter().map(|(from, to)| (minute(from), minute(to))).collect();
    Sessions::new(&pairs)
}

#[test]
fn by_days_to_the_end_of_the_day_or_of_business() {
    check(
        &rule(),
        "2026-09-18 09:00",
        ["2026-09-20 24:00", "2026-09-24 24:00", "2026-10-09 24:00"],
    );
    check(
        &rule(),
        "2017-10-01 11:00",
        ["2017-10-09 24:00", "2017-10-13 24:00", "2017-10-20 24:00"],
    );
    let business = Rule { day_end: minute("18:00"), ..rule() };
    check(
        &business,
        "2026-09-18 09:00",
        ["2026-09-20 18:00", "2026-09-24 18:00", "2026-10-09 18:00"],
    );
    // A minute before midnight is still that day, and midnight the next one's.
    check(
        &rule(),
        "2026-09-17 23:59",
        ["2026-09-18 24:00", "2026-09-23 24:00", "2026-10-08 24:00"],
    );
    check(
        &rule(),
        "2026-09-18 00:00",
        ["2026-09-20 24:00", "2026-09-24 24:00", "2026-10-09 24:00"],
    );
}

#[test]
fn by_office_hours_to_the_same_time_of_day() {
    let hours = Rule { count: Count::OfficeHours(Sessions::default()), ..rule() };
    // The vectors of `domain.md` §3.
    check(&hours, "2017-09-29 16:00", ["2017-09-30 16:00", "2017-10-12 16:00", "2017-10-19 16:00"]);
    check(&hours, "2017-10-01 11:00", ["2017-10-09 18:00", "2017-10-13 18:00", "2017-10-20 18:00"]);
    // Before office, at its beginning, over noon, at its end, and after it.
    check(&hours, "2026-09-14 06:00", ["2026-09-14 18:00", "2026-09-18 18:00", "2026-09-24 18:00"]);
    check(&hours, "2026-09-14 08:00", ["2026-09-14 18:00", "2026-09-18 18:00", "2026-09-24 18:00"]);
    check(&hours, "2026-09-14 13:00", ["2026-09-15 12:00", "2026-09-20 12:00", "2026-09-28 12:00"]);
    check(&hours, "2026-09-14 18:00", ["2026-09-15 18:00", "2026-09-20 18:00", "2026-09-28 18:00"]);
    check(&hours, "2026-09-14 23:00", ["2026-09-15 18:00", "2026-09-20 18:00", "2026-09-28 18:00"]);
    // "1 day", ten minutes before closing on the eve of a holiday, is a whole day of office after it (glpi#10600).
    check(&hours, "2026-09-30 17:50", ["2026-10-08 17:50", "2026-10-13 17:50", "2026-10-20 17:50"]);
    let nine_to_five =
        Rule { count: Count::OfficeHours(sessions(&[("09:00", "17:00")]).unwrap()), ..rule() };
    check(
        &nine_to_five,
        "2026-09-14 10:30",
        ["2026-09-15 10:30", "2026-09-20 10:30", "2026-09-28 10:30"],
    );
    let round_the_clock =
        Rule { count: Count::OfficeHours(sessions(&[("00:00", "24:00")]).unwrap()), ..rule() };
    check(
        &round_the_clock,
        "2026-09-14 10:30",
        ["2026-09-15 10:30", "2026-09-20 10:30", "2026-09-28 10:30"],
    );
}

#[test]
fn a_start_on_a_day_off_is_excluded_or_taken_as_received_later() {
    let later = Rule { off_day_start: OffDayStart::NextWorkingDay, ..rule() };
    check(&later, "2017-10-01 11:00", ["2017-10-10 24:00", "2017-10-16 24:00", "2017-10-23 24:00"]);
    check(&later, "2026-09-18 23:00", ["2026-09-20 24:00", "2026-09-24 24:00", "2026-10-09 24:00"]);
    let business = Rule { day_end: minute("18:00"), ..later };
    check(
        &business,
        "2026-09-18 17:59",
        ["2026-09-20 18:00", "2026-09-24 18:00", "2026-10-09 18:00"],
    );
    check(
        &business,
        "2026-09-18 18:00",
        ["2026-09-21 18:00", "2026-09-28 18:00", "2026-10-10 18:00"],
    );
}

/// The matter's light at a moment under a rule, and its deadline.
fn check_light(rule: &Rule, case: &Case, now: &str, light: Light, due: &str) {
    let clock = Clock::of(case, rule, &Calendar::national());
    assert_eq!(clock.light(at(now)), light, "{now}: {rule:?} {case:?}");
    assert_eq!(clock.due().map(|due| due.due_date), Some(day(due)), "{rule:?} {case:?}");
}

#[test]
fn the_clocks_start_with_the_dispatch_or_the_report() {
    let case = Case { reported_at: Some(at("2026-09-04 10:00")), ..dispatched("2026-09-07 10:05") };
    let reported = Rule { start: Start::Reported, ..rule() };
    check_light(&rule(), &case, "2026-09-14 10:00", Light::DueSoon, "2026-09-14");
    check_light(&reported, &case, "2026-09-14 10:00", Light::Red, "2026-09-11");
    let direct = Case { dispatched_at: None, route: Some(Route::Direct), ..case };
    check_light(&rule(), &direct, "2026-09-14 10:00", Light::Red, "2026-09-11");
}

#[test]
fn an_extension_counts_from_the_start_or_from_its_approval() {
    let extended = Case {
        extension_requested_at: Some(at("2026-09-11 09:00")),
        extension_approved_at: Some(at("2026-09-14 09:00")),
        ..dispatched("2026-09-07 10:05")
    };
    check_light(&rule(), &extended, "2026-09-18 10:00", Light::DueSoon, "2026-09-20");
    let approved = Rule { extended_from: ExtendedFrom::Approved, ..rule() };
    check_light(&approved, &extended, "2026-09-18 10:00", Light::Normal, "2026-09-28");
}

#[test]
fn an_extension_approved_late_stays_red_or_clears() {
    let late = Case {
        extension_requested_at: Some(at("2026-09-15 09:00")),
        extension_approved_at: Some(at("2026-09-16 09:00")),
        ..dispatched("2026-09-07 10:05")
    };
    check_light(&rule(), &late, "2026-09-17 10:00", Light::Red, "2026-09-14");
    let clears = Rule { late_extension: LateExtension::Clears, ..rule() };
    check_light(&clears, &late, "2026-09-17 10:00", Light::Normal, "2026-09-20");
    check_light(&clears, &late, "2026-09-21 00:00", Light::Red, "2026-09-20");
    let clock = Clock::of(&late, &clears, &Calendar::national());
    assert_eq!(clock.extension, Extension::Late, "the fact stays written");
}

#[test]
fn a_missed_contact_is_a_flag_or_red_until_it_is_made_good() {
    let silent = Case { contacted_at: None, ..dispatched("2026-09-17 10:00") };
    let red = Rule { missed_contact: MissedContact::Red, ..rule() };
    let made_good = Case { contacted_at: Some(at("2026-09-19 08:00")), ..silent.clone() };
    check_light(&rule(), &silent, "2026-09-19 00:00", Light::Normal, "2026-09-23");
    check_light(&red, &silent, "2026-09-18 23:59", Light::Normal, "2026-09-23");
    check_light(&red, &silent, "2026-09-19 00:00", Light::Red, "2026-09-23");
    check_light(&red, &made_good, "2026-09-19 09:00", Light::Normal, "2026-09-23");
    let clock = Clock::of(&made_good, &red, &Calendar::national());
    assert!(clock.is_contact_missed(at("2026-09-19 09:00")), "it stays late");
    // A matter that is red for want of a contact does not fall due today as well.
    let clock = Clock::of(&silent, &red, &Calendar::national());
    assert!(!clock.is_due_today(at("2026-09-23 10:00"), crate::zone()));
    assert_eq!(clock.next_change_after(at("2026-09-18 12:00")), Some(at("2026-09-19 00:00")));
}

#[test]
fn the_backend_decides_or_we_do_and_a_disagreement_is_seen() {
    let check = |due: StatedDue, expected: Option<&str>| {
        let case = Case { stated_due: Some(due), ..dispatched("2026-09-07 10:05") };
        let clock = Clock::of(&case, &rule(), &Calendar::national());
        let otherwise = clock.disagreement().map(|due| due.due_date);
        assert_eq!(otherwise, expected.map(day), "{due:?}");
        let ours = Rule { deadline_authority: DeadlineAuthority::Gridlight, ..rule() };
        let clock = Clock::of(&case, &ours, &Calendar::national());
        assert_eq!(clock.due().map(|due| due.due_date), Some(day("2026-09-14")));
        assert_eq!(clock.disagreement(), None, "our own count cannot differ from itself");
    };
    check(StatedDue::On(day("2026-09-14")), None);
    check(StatedDue::At(at("2026-09-15 00:00")), None);
    check(StatedDue::At(at("2026-09-14 23:59")), None);
    check(StatedDue::At(at("2026-09-14 18:00")), Some("2026-09-14"));
    check(StatedDue::On(day("2026-09-11")), Some("2026-09-14"));
    check(StatedDue::At(at("2026-09-16 12:00")), Some("2026-09-14"));
}

#[test]
fn times_of_day_and_sessions_are_read_strictly() {
    let check = |text: &str, minutes: Option<u32>| {
        assert_eq!(DayMinute::read(text).map(DayMinute::minutes), minutes, "{text}");
    };
    check("00:00", Some(0));
    check("08:30", Some(510));
    check("24:00", Some(1440));
    for text in ["24:01", "12:60", "8:30", "0830", "", "ab:cd", "-1:00", "+8:00", "12:3", "99:99"] {
        check(text, None);
    }
    let is_session = |texts: &[(&str, &str)]| sessions(texts).is_some();
    assert!(is_session(&[("09:00", "17:00")]));
    assert!(is_session(&[("08:00", "12:00"), ("12:00", "18:00")]));
    assert!(!is_session(&[]));
    assert!(!is_session(&[("12:00", "12:00")]));
    assert!(!is_session(&[("08:00", "12:00"), ("11:00", "18:00")]));
    assert!(!is_session(&[("14:00", "18:00"), ("08:00", "12:00")]));
    assert!(!is_session(&[("08:00", "10:00"), ("11:00", "12:00"), ("13:00", "14:00")]));
}

#[test]
fn in_time_is_before_the_deadline_that_applied() {
    let check = |due: Option<&str>, asked: &str, expected: Extension| {
        let case = Case {
            stated_due: due.map(|due| StatedDue::On(day(due))),
            extension_requested_at: Some(at(asked)),
            extension_approved_at: Some(at("2026-09-17 10:00")),
            ..dispatched("2026-09-07 10:05")
        };
        let clock = Clock::of(&case, &rule(), &Calendar::national());
        assert_eq!(clock.extension, expected, "{due:?}, asked {asked}");
    };
    // Our own count ends with the 14th.
    check(None, "2026-09-14 23:59", Extension::Effective);
    check(None, "2026-09-15 00:00", Extension::Late);
    check(Some("2026-09-18"), "2026-09-16 10:00", Extension::Effective);
    check(Some("2026-09-10"), "2026-09-14 10:00", Extension::Late);
}

#[test]
fn an_extension_asked_for_before_the_calendar_ends_was_in_time() {
    let case = Case {
        stated_due: None,
        extension_requested_at: Some(at("2026-12-29 10:00")),
        extension_approved_at: Some(at("2026-12-29 11:00")),
        ..dispatched("2026-12-28 10:00")
    };
    let clock = Clock::of(&case, &rule(), &Calendar::national());
    assert_eq!(clock.extension, Extension::Effective);
    assert_eq!(clock.light(at("2027-01-20 10:00")), Light::Unknown, "nothing is guessed");
    let stated = Case {
        stated_due: Some(StatedDue::On(day("2027-01-12"))),
        progress_reported_at: Some(at("2027-01-08 10:00")),
        ..case
    };
    let clock = Clock::of(&stated, &rule(), &Calendar::national());
    assert_eq!(clock.light(at("2027-01-13 00:00")), Light::Normal);
}

#[test]
fn a_minute_that_has_begun_does_not_end_a_clock_early() {
    let hours = Rule { count: Count::OfficeHours(Sessions::default()), ..rule() };
    let start = at("2026-09-14 10:30") + chrono::TimeDelta::seconds(59);
    let due = counted_due(start, 1, &hours, &Calendar::national()).unwrap();
    assert_eq!(due.due_at, at("2026-09-15 10:31"));
}
