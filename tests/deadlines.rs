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
    calendar::Calendar,
    case::{Case, Route},
    clock::Clock,
    light::Light,
    rule::Rule,
    time::Instant,
};
use matter::matter;

#[path = "deadlines/announced.rs"]
mod announced;
#[path = "deadlines/choices.rs"]
mod choices;
#[path = "deadlines/counting.rs"]
mod counting;
#[path = "deadlines/doubts.rs"]
mod doubts;
#[path = "deadlines/lights.rs"]
mod lights;
#[path = "common/matter.rs"]
mod matter;
#[path = "deadlines/traces.rs"]
mod traces;
#[path = "deadlines/verdicts.rs"]
mod verdicts;

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
        route: Some(Route::Referred),
        reported_at: Some(at(text) - TimeDelta::hours(2)),
        dispatched_at: Some(at(text)),
        contacted_at: Some(at(text) + TimeDelta::minutes(5)),
        updated_at: Some(at(text)),
        ..matter("C1")
    }
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
