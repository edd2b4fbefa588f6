//! Facts of a matter that cannot all be true, and times that no calendar reaches.
//!
//! Each is a defect. What the clocks rest on and is in doubt never gives a normal light.

use super::{
    calendar::Calendar,
    case::{Case, Route, StatedDue},
    defect::DefectReason,
    time::Instant,
};
use chrono::NaiveDate;

/// A fact in doubt: the field by the contract's name, and why.
pub type Doubt = (&'static str, DefectReason);

/// The fields of `case` that clocks must not rest on: unreadable, contradictory or implausible. Nearly every matter has
/// none, and of that a few comparisons make sure.
pub fn doubtful_fields(case: &Case, calendar: &Calendar) -> Vec<&'static str> {
    if case.unreadable.is_empty() && is_sound(case, calendar) {
        return Vec::new();
    }
    let mut fields = case.unreadable.clone();
    fields.extend(doubts(case, calendar).map(|(field, _)| field));
    // No clock rests on when a row was last written.
    fields.retain(|field| *field != "updated_at");
    fields
}

/// Whether a matter has a start, and every other time follows it, within reach and in order.
fn is_sound(case: &Case, calendar: &Calendar) -> bool {
    let Some(start) = case.dispatched_at else { return false };
    let end = calendar.reach().end;
    let follows = |at: Option<Instant>| at.is_none_or(|at| start <= at && at < end);
    let (asked, approved) = (case.extension_requested_at, case.extension_approved_at);
    calendar.reach().contains(&start)
        && case.reported_at.is_none_or(|at| calendar.reach().contains(&at))
        && follows(case.contacted_at)
        && follows(asked)
        && follows(approved)
        && asked.zip(approved).is_none_or(|(asked, approved)| asked <= approved)
        && asked.zip(case.progress_reported_at).is_none_or(|(asked, at)| asked <= at)
        && follows(case.progress_reported_at)
        && follows(case.closed_at)
        && follows(case.answered_at)
        && case.stated_due.is_none_or(|due| is_within_reach(due, calendar))
}

/// Every fact of `case` that is in doubt.
pub fn doubts(case: &Case, calendar: &Calendar) -> impl Iterator<Item = Doubt> {
    let dispatched_at = case.dispatched_at;
    // A matter answered where it was received starts with its report.
    let direct_start = case.reported_at.filter(|_| case.route == Some(Route::Direct));
    let start = dispatched_at.or(direct_start);
    let precedes = |at: Option<Instant>, other: Option<Instant>| {
        at.zip(other).is_some_and(|(at, other)| at < other)
    };
    let reach = calendar.reach().clone();
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
        (
            "progress_reported_at",
            precedes(case.progress_reported_at, start)
                || precedes(case.progress_reported_at, asked),
        ),
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
        ("updated_at", is_out(case.updated_at)),
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
    calendar.reach().contains(&at)
}

fn midnight(date: NaiveDate) -> Instant {
    date.and_time(chrono::NaiveTime::MIN).and_utc()
}
