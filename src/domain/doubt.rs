//! Facts of a matter that cannot all be true, and times that no calendar reaches.
//!
//! Each is a defect. What the clocks rest on and is in doubt never gives a normal light.

use super::{
    calendar::Calendar,
    case::{Case, Route, StatedDue},
    defect::DefectReason,
    time::Instant,
};
use chrono::{NaiveDate, TimeDelta};

/// A fact in doubt: the field by the contract's name, and why.
pub type Doubt = (&'static str, DefectReason);

/// Every fact of `case` that is in doubt.
pub fn doubts(case: &Case, calendar: &Calendar) -> impl Iterator<Item = Doubt> {
    let dispatched_at = case.dispatched_at;
    // A matter answered where it was received starts with its report.
    let direct_start = case.reported_at.filter(|_| case.route == Some(Route::Direct));
    let start = dispatched_at.or(direct_start);
    let precedes = |at: Option<Instant>, other: Option<Instant>| {
        at.zip(other).is_some_and(|(at, other)| at < other)
    };
    let reach = reach(calendar);
    let is_out = move |at: Option<Instant>| at.is_some_and(|at| !reach.contains(&at));
    let (asked, approved) = (case.extension_requested_at, case.extension_approved_at);
    let without_start = |at: Option<Instant>| at.is_some() && start.is_none();
    let contradictory = [
        ("contacted_at", precedes(case.contacted_at, dispatched_at)),
        ("closed_at", precedes(case.closed_at, start)),
        ("answered_at", precedes(case.answered_at, start)),
        ("extension_requested_at", without_start(asked) || precedes(asked, start)),
        (
            "extension_approved_at",
            without_start(approved) || precedes(approved, start) || precedes(approved, asked),
        ),
        ("progress_reported_at", precedes(case.progress_reported_at, start)),
    ];
    let implausible = [
        ("reported_at", is_out(case.reported_at)),
        ("dispatched_at", is_out(dispatched_at)),
        ("contacted_at", is_out(case.contacted_at)),
        ("closed_at", is_out(case.closed_at)),
        ("answered_at", is_out(case.answered_at)),
        ("extension_requested_at", is_out(asked)),
        ("extension_approved_at", is_out(approved)),
        ("progress_reported_at", is_out(case.progress_reported_at)),
        ("due_at", case.stated_due.is_some_and(|due| !is_within_reach(due, calendar))),
    ];
    let named = |rows: [(&'static str, bool); 6], reason| {
        rows.into_iter().filter(|(_, is_so)| *is_so).map(move |(field, _)| (field, reason))
    };
    let out = implausible.into_iter().filter(|(_, is_so)| *is_so);
    let out = out.map(|(field, _)| (field, DefectReason::Implausible));
    named(contradictory, DefectReason::Contradiction).chain(out)
}

/// Whether a stated deadline lies where one can lie: one of 1970 or 2099 is a slip, and no deadline.
pub fn is_within_reach(due: StatedDue, calendar: &Calendar) -> bool {
    let at = match due {
        StatedDue::At(at) => at,
        StatedDue::On(date) => midnight(date),
    };
    reach(calendar).contains(&at)
}

/// A month before the calendar to a year beyond it.
fn reach(calendar: &Calendar) -> std::ops::Range<Instant> {
    let around = |date, days| midnight(date) + TimeDelta::days(days);
    around(calendar.first(), -31)..around(calendar.last_announced(), 366)
}

fn midnight(date: NaiveDate) -> Instant {
    date.and_time(chrono::NaiveTime::MIN).and_utc()
}
