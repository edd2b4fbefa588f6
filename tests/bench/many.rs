//! Many open matters, made by arithmetic: two thirds on time, some extended, some without a dispatch.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use gridlight::domain::{
    case::{Case, Route, Status},
    rule::Rule,
    time::Instant,
};

#[path = "../common/matter.rs"]
mod matter;

use matter::matter;

/// Friday 2026-09-18, 17:00 in the district.
pub(crate) fn now() -> Instant {
    DateTime::parse_from_rfc3339("2026-09-18T17:00:00+08:00").unwrap().with_timezone(&Utc)
}

pub(crate) fn rule() -> Rule {
    Rule::one_five_ten(FixedOffset::east_opt(8 * 3600).unwrap())
}

/// So many matters of the two weeks before `now`.
pub(crate) fn cases(count: usize) -> Vec<Case> {
    (0..count).map(case).collect()
}

fn case(number: usize) -> Case {
    // A step that shares no factor with the minutes of two weeks scatters the matters over them.
    let minutes = i64::try_from(number * 7_919 % 20_160).unwrap();
    let reported_at = now() - TimeDelta::minutes(minutes);
    let dispatched_at = (!number.is_multiple_of(50)).then(|| reported_at + TimeDelta::minutes(20));
    let is_extended = number.is_multiple_of(14);
    let asked = dispatched_at.filter(|_| is_extended).map(|at| at + TimeDelta::days(2));
    Case {
        status: if dispatched_at.is_some() { Status::Handling } else { Status::Triaged },
        route: Some(Route::Referred),
        reported_at: Some(reported_at),
        dispatched_at,
        contacted_at: dispatched_at
            .filter(|_| !number.is_multiple_of(30))
            .map(|at| at + TimeDelta::hours(3)),
        extension_requested_at: asked,
        extension_approved_at: asked.map(|at| at + TimeDelta::hours(4)),
        updated_at: Some(reported_at),
        ..matter(&number.to_string())
    }
}
