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
