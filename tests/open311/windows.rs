//! The windows to ask for: none too long, none missed, in a form that servers read.

use chrono::{TimeDelta, Timelike};
use gridlight::{
    contract::open311::window::{Window, looks_cut_off, windows},
    domain::time::Instant,
};
use proptest::prelude::*;

fn now() -> Instant {
    "2026-09-18T09:00:00Z".parse().unwrap()
}

#[test]
fn the_past_is_asked_for_in_spans_of_90_days_the_latest_first() {
    let check = |now: &str, days: u32, expected: &[(&str, &str)]| {
        let found: Vec<_> = windows(now.parse().unwrap(), days)
            .iter()
            .map(|window| (window.start_date(), window.end_date()))
            .collect();
        let found: Vec<_> = found.iter().map(|(from, to)| (&**from, &**to)).collect();
        assert_eq!(found, expected, "{days} days before {now}");
    };
    let evening = "2026-09-18T17:00:00+08:00";
    check(evening, 0, &[]);
    check(evening, 1, &[("2026-09-17T09:00:00Z", "2026-09-18T09:00:00Z")]);
    check(evening, 90, &[("2026-06-20T09:00:00Z", "2026-09-18T09:00:00Z")]);
    check(
        evening,
        91,
        &[
            ("2026-06-20T09:00:00Z", "2026-09-18T09:00:00Z"),
            ("2026-06-19T09:00:00Z", "2026-06-20T09:00:00Z"),
        ],
    );
    check(
        evening,
        365,
        &[
            ("2026-06-20T09:00:00Z", "2026-09-18T09:00:00Z"),
            ("2026-03-22T09:00:00Z", "2026-06-20T09:00:00Z"),
            ("2025-12-22T09:00:00Z", "2026-03-22T09:00:00Z"),
            ("2025-09-23T09:00:00Z", "2025-12-22T09:00:00Z"),
            ("2025-09-18T09:00:00Z", "2025-09-23T09:00:00Z"),
        ],
    );
    // A second that has begun is asked for as a whole one: what has just come in is in it.
    check("2026-09-18T09:00:00.001Z", 1, &[("2026-09-17T09:00:01Z", "2026-09-18T09:00:01Z")]);
    check("2026-12-31T23:59:59.9Z", 1, &[("2026-12-31T00:00:00Z", "2027-01-01T00:00:00Z")]);
}

#[test]
fn an_endless_past_is_a_slip() {
    assert_eq!(windows(now(), u32::MAX).len(), 41);
    assert_eq!(windows(Instant::MIN_UTC, 365), []);
}

#[test]
fn a_window_that_is_too_full_is_halved_until_nothing_is_left_of_it() {
    let check = |seconds: i64, middle: Option<i64>| {
        let (from, after) = (now(), |seconds| now() + TimeDelta::seconds(seconds));
        let window = Window { from, to: after(seconds) };
        let halves = middle.map(|middle| {
            [Window { from: after(middle), ..window }, Window { to: after(middle), ..window }]
        });
        assert_eq!(window.halves(), halves, "{seconds} s");
    };
    check(90 * 86_400, Some(45 * 86_400));
    check(3, Some(1));
    check(2, Some(1));
    check(1, None);
    check(0, None);
    check(-5, None);
}

#[test]
fn an_answer_as_long_as_a_page_may_be_cut_off() {
    for rows in [10, 20, 25, 50, 100, 200, 250, 500, 1_000, 1_001, 25_000] {
        assert!(looks_cut_off(rows), "{rows}");
    }
    for rows in [0, 1, 9, 11, 49, 51, 99, 101, 499, 501, 999] {
        assert!(!looks_cut_off(rows), "{rows}");
    }
}

proptest! {
    #[test]
    fn windows_leave_no_gap_and_none_is_too_long(
        seconds in 0_i64..4_000_000_000,
        nanos in 0_u32..1_000_000_000,
        days in 1_u32..4_000,
    ) {
        let now = Instant::from_timestamp(seconds, nanos).unwrap();
        let windows = windows(now, days);
        let (last, first) = (windows[0], windows[windows.len() - 1]);
        prop_assert!(last.to >= now && last.to - now < TimeDelta::seconds(1));
        prop_assert_eq!((last.to - first.from).num_days(), i64::from(days.min(3_660)));
        for window in &windows {
            prop_assert!(window.from < window.to && window.to - window.from <= TimeDelta::days(90));
            prop_assert_eq!(window.from.nanosecond() + window.to.nanosecond(), 0);
            prop_assert_eq!(window.end_date().parse::<Instant>().unwrap(), window.to);
        }
        for pair in windows.windows(2) {
            prop_assert_eq!(pair[0].from, pair[1].to);
        }
    }
}
