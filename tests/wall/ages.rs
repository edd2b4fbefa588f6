//! How old a panel is: by days, and by silence in office hours.

use crate::small::{at, board, dispatched};
use chrono::NaiveDate;
use gridlight::domain::freshness::{Freshness, is_too_quiet};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn totals_are_as_old_as_the_day_they_end_with() {
    let check = |newest: Option<&str>, hour: u32, expected: Option<Freshness>| {
        let of = Freshness::of_days(newest.map(day), day("2026-09-18"), hour * 60);
        assert_eq!(of, expected, "{newest:?} at {hour}:00");
    };
    check(Some("2026-09-17"), 9, Some(Freshness::Fresh));
    // The totals of a day are not there the minute it ends.
    check(Some("2026-09-16"), 0, Some(Freshness::Fresh));
    check(Some("2026-09-16"), 1, Some(Freshness::Late));
    check(Some("2026-09-15"), 9, Some(Freshness::Stale));
    check(Some("2026-09-10"), 9, Some(Freshness::Stale));
    check(Some("2026-09-09"), 9, Some(Freshness::Lost));
    check(None, 9, None);
}

#[test]
fn silence_counts_in_office_hours_alone() {
    let board = board([dispatched("A", "G1", "2026-09-18 09:00")]);
    let check = |newest: &str, now: &str, expected: bool| {
        assert_eq!(is_too_quiet(at(newest), at(now), 120, &board), expected, "{newest}, {now}");
    };
    check("2026-09-18 09:00", "2026-09-18 11:00", false);
    check("2026-09-18 09:00", "2026-09-18 11:01", true);
    // From 12:00 to 14:00 nobody is at work.
    check("2026-09-18 11:00", "2026-09-18 14:59", false);
    check("2026-09-18 11:00", "2026-09-18 15:01", true);
    check("2026-09-18 08:30", "2026-09-18 12:30", false);
    check("2026-09-18 15:30", "2026-09-18 17:59", true);
    check("2026-09-18 15:30", "2026-09-18 21:00", false);
    // A quiet night, and the first two hours of the morning.
    check("2026-09-17 21:00", "2026-09-18 03:00", false);
    check("2026-09-17 21:00", "2026-09-18 09:59", false);
    check("2026-09-17 21:00", "2026-09-18 10:01", true);
    // Saturday the 19th is off, Sunday the 20th is worked.
    check("2026-09-18 18:00", "2026-09-19 23:00", false);
    check("2026-09-18 18:00", "2026-09-20 10:30", true);
    // The holiday of October.
    check("2026-09-30 17:30", "2026-10-07 12:00", false);
    check("2026-09-30 17:30", "2026-10-08 09:00", false);
    check("2026-09-30 17:30", "2026-10-08 10:00", true);
    // Yesterday's data, answered well.
    check("2026-09-16 10:00", "2026-09-18 09:00", true);
    check("2026-01-05 10:00", "2026-09-18 09:00", true);
    // Newer than now, and beyond the calendar: nothing is claimed.
    check("2026-09-19 10:00", "2026-09-18 17:00", false);
    check("2031-05-05 10:00", "2031-05-06 17:00", false);
}
