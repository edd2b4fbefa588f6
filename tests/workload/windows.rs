//! Windows are whole days before today.

use chrono::NaiveDate;
use gridlight::domain::window::{Span, Window};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_window_is_whole_days_before_today() {
    let check = |code: &str, today: &str, given: Option<&str>, first: &str, last: &str, days| {
        let window = Window::from_code(code).unwrap();
        let span = window.span(day(today), given.map(day));
        assert_eq!((span.first, span.last(), span.len()), (day(first), day(last), days), "{code}");
        assert_eq!(window.code(), code);
        assert_eq!(span.days().count() as u64, days);
        assert!(!span.holds(day(today)), "today is not over");
    };
    check("7", "2026-09-18", None, "2026-09-11", "2026-09-17", 7);
    check("30", "2026-03-01", None, "2026-01-30", "2026-02-28", 30);
    check("90", "2026-09-18", None, "2026-06-20", "2026-09-17", 90);
    check("year", "2026-09-18", None, "2026-01-01", "2026-09-17", 260);
    check("year", "2026-09-18", Some("2026-06-20"), "2026-06-20", "2026-09-17", 90);
    check("year", "2026-09-18", Some("2025-06-20"), "2026-01-01", "2026-09-17", 260);
    check("year", "2027-01-01", None, "2026-01-01", "2026-12-31", 365);
    check("2026-08-01..2026-08-31", "2026-09-18", None, "2026-08-01", "2026-08-31", 31);
    check("2026-09-17..2026-09-17", "2026-09-18", None, "2026-09-17", "2026-09-17", 1);
    check("2026-09-10..2026-09-30", "2026-09-18", None, "2026-09-10", "2026-09-17", 8);
}

#[test]
fn a_window_to_come_has_no_day() {
    let span = Window::from_code("2027-01-01..2027-01-31").unwrap().span(day("2026-09-18"), None);
    assert!(span.is_empty());
    assert_eq!((span.len(), span.days().count()), (0, 0));
}

#[test]
fn what_is_no_window_is_none() {
    for code in [
        "",
        "8",
        "-7",
        "31",
        "Year",
        "2026-09-18",
        "2026-09-18..",
        "..2026-09-18",
        "2026-09-18..2026-09-17",
        "2026-9-1..2026-09-02",
        "2026-02-30..2026-03-01",
        "7..30",
        "0001-01-01..2026-09-17",
    ] {
        assert_eq!(Window::from_code(code), None, "{code}");
    }
}

#[test]
fn the_window_before_is_as_long_and_ends_where_this_one_begins() {
    let span = Window::Days(30).span(day("2026-09-18"), None);
    let before = span.previous();
    assert_eq!(before, Span { first: day("2026-07-20"), until: day("2026-08-19") });
    assert_eq!((before.len(), before.until), (span.len(), span.first));
}

#[test]
fn totals_of_yesterday_may_still_come() {
    let day = |text: &str| format!("2026-09-{text}").parse::<chrono::NaiveDate>().unwrap();
    let check = |rows: &[(&str, usize)], expected: bool| {
        let row = |text: &str| gridlight::domain::workload::WorkloadRow {
            town_id: None,
            zone_id: None,
            day: day(text),
            tallies: [None; 13],
            closed_by_working_days: None,
            received_by_domain: None,
        };
        let all: Vec<_> =
            rows.iter().flat_map(|(text, count)| (0..*count).map(|_| row(text))).collect();
        let found = gridlight::domain::workload::lacks_totals(&all, day("18"));
        assert_eq!(found, expected, "{rows:?} on the 18th");
    };
    check(&[], false);
    check(&[("16", 22), ("17", 22)], false);
    check(&[("15", 22), ("16", 22)], true);
    // Three towns have told of yesterday, the others have not yet.
    check(&[("16", 22), ("17", 3)], true);
    check(&[("14", 22), ("17", 3)], true);
    check(&[("17", 3)], false);
    // Of today there may be some already, and a slip of the future says nothing.
    check(&[("16", 22), ("17", 22), ("18", 5)], false);
    check(&[("16", 22), ("18", 5)], true);
    check(&[("16", 22), ("17", 22), ("30", 1)], false);
    // A source that gave them up is not asked for ever.
    check(&[("11", 22)], true);
    check(&[("10", 22)], false);
}
