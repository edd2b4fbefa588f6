//! When a source is asked again: at its pace, never together with all other pages, ever more slowly while it fails.

use chrono::TimeDelta;
use gridlight::{domain::failure::Failure, source::pace::Pace};
use proptest::prelude::*;

fn failed(retry_after_seconds: Option<u32>) -> Failure {
    Failure::Status { url: "https://gov.example/".into(), status: 503, retry_after_seconds }
}

#[test]
fn the_wait_doubles_with_each_failure_up_to_five_minutes() {
    let check = |every: i64, failures: u32, expected: i64| {
        let mut pace = Pace::new(TimeDelta::seconds(every));
        (0..failures).for_each(|_| pace.note_failure(&failed(None)));
        assert_eq!(pace.failures(), failures);
        assert_eq!(pace.every(), TimeDelta::seconds(every), "freshness keeps its measure");
        let wait = pace.wait(0.5);
        assert_eq!(wait, TimeDelta::seconds(expected), "{every} s, {failures} failures");
    };
    check(60, 0, 60);
    check(60, 1, 60);
    check(60, 2, 120);
    check(60, 3, 240);
    check(60, 4, 300);
    check(60, 1_000, 300);
    check(2, 0, 2);
    check(2, 5, 32);
    check(2, 9, 300);
    // A source that is asked every ten minutes is asked no more often because it fails.
    check(600, 0, 600);
    check(600, 1, 600);
    check(600, 9, 600);
    check(i64::from(u32::MAX), 1_000, i64::from(u32::MAX));
}

#[test]
fn what_the_server_asks_for_is_obeyed_for_an_hour_at_most() {
    let check = |retry_after: &[Option<u32>], expected: i64| {
        let mut pace = Pace::new(TimeDelta::seconds(60));
        retry_after.iter().for_each(|seconds| pace.note_failure(&failed(*seconds)));
        assert!(pace.wait(0.0) >= TimeDelta::seconds(expected / 2), "{retry_after:?}");
        // Never before the server wants it, and not all pages at that second.
        let waits = [0.5, 1.0].map(|chance| pace.wait(chance));
        let asked = retry_after.last().copied().flatten().unwrap_or_default().min(3_600);
        assert!(waits.iter().all(|wait| *wait >= TimeDelta::seconds(asked.into())));
        let about = TimeDelta::seconds(expected)..=TimeDelta::seconds(expected + expected / 20);
        assert!(about.contains(&waits[0]), "{retry_after:?}: {}", waits[0]);
    };
    check(&[Some(0)], 60);
    check(&[Some(30)], 60);
    check(&[Some(120)], 120);
    check(&[Some(3_600)], 3_600);
    check(&[Some(86_400)], 3_600);
    check(&[Some(u32::MAX)], 3_600);
    // What was asked for once is not obeyed for ever.
    check(&[Some(3_600), None], 120);
    check(&[Some(600), Some(400)], 400);
}

#[test]
fn an_answer_puts_everything_right() {
    let mut pace = Pace::new(TimeDelta::seconds(60));
    (0..20).for_each(|_| pace.note_failure(&failed(Some(3_600))));
    pace.note_success();
    assert_eq!(pace, Pace::new(TimeDelta::seconds(60)));
}

proptest! {
    #[test]
    fn pages_that_were_opened_together_come_apart(
        every in 1_i64..3_600,
        failures in 0_u32..40,
        retry_after in prop::option::of(0_u32..10_000),
        chance in 0.0_f64..=1.0,
    ) {
        let mut pace = Pace::new(TimeDelta::seconds(every));
        (0..failures).for_each(|_| pace.note_failure(&failed(retry_after)));
        let (wait, middle) = (pace.wait(chance), pace.wait(0.5));
        let asked = if failures > 0 { retry_after.unwrap_or(0).min(3_600) } else { 0 };
        prop_assert!(wait >= TimeDelta::seconds(asked.into()), "Retry-After is never undercut");
        let share = if failures == 0 { 0.1 } else { 0.5 };
        let bound = |part: f64| TimeDelta::milliseconds((middle.num_milliseconds() as f64 * part) as i64);
        let rounding = TimeDelta::milliseconds(1);
        prop_assert!(wait <= bound(1.0 + share) + rounding, "{wait} of {middle}");
        prop_assert!(wait + rounding >= bound(1.0 - share), "{wait} of {middle}");
        if asked == 0 {
            prop_assert!(pace.wait(0.0) < pace.wait(1.0), "there is no common beat");
        }
    }
}
