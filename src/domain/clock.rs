//! The 1-5-10 clock of one matter: when it started, when it is due, and what stopped it.
//!
//! A `Clock` is computed once from a matter's facts, the rule and the calendar; the light at any moment then costs two
//! comparisons (`light`). It knows nothing of the present.

use super::{
    calendar::{Calendar, OutsideCalendar},
    case::{Case, Route, StatedDue},
    rule::{DeadlineAuthority, Rule},
    time::{Instant, date_of, due_date_of, end_of_day, start_of_day},
};
use chrono::{Datelike, Days, NaiveDate};

/// Why no deadline can be computed. Each is shown with its reason, never as a colour (`rules.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownReason {
    /// 未分办: no unit has been asked to act, so no clock runs yet.
    NotDispatched,
    /// The matter was dispatched, but the time is missing or unreadable.
    DispatchTimeMissing,
    /// The count would need a day that no notice has announced.
    OutsideCalendar(OutsideCalendar),
}

/// What became of an extension (延期).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extension {
    /// None was asked for.
    None,
    /// Asked for and not approved: it changes nothing.
    Pending,
    /// Asked for before the resolve deadline, and approved.
    Effective,
    /// Approved, but asked for too late: the light stays red (红灯·后延期).
    Late,
}

/// Who says when a matter is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueSource {
    /// The backend's `due_at`.
    Stated,
    /// Our count of working days.
    Counted,
}

/// A known deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Red from this instant on.
    pub due_at: Instant,
    /// The civil date it belongs to, in the district's zone.
    pub due_date: NaiveDate,
    /// Due soon from this instant on.
    pub due_soon_from: Instant,
    /// Who says so.
    pub source: DueSource,
    /// The date may still move with the next yearly notice (on or after 25 December of the last announced year).
    pub is_provisional: bool,
}

/// Whether the clock that decides the light runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockState {
    /// It runs towards this deadline.
    Running(Due),
    /// 已报进展: an extended matter whose progress was reported and answered.
    ProgressReported(Due),
    /// No deadline can be computed.
    Unknown(UnknownReason),
}

/// The clocks of one open matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// When the clocks started.
    pub started_at: Option<Instant>,
    /// The clock that decides the light.
    pub state: ClockState,
    /// What became of an extension.
    pub extension: Extension,
    /// The citizen is to be contacted before this instant; `None` once that is done in time, or unknown.
    pub contact_due_at: Option<Instant>,
}

impl Clock {
    /// The clocks of `case` under `rule` and `calendar`.
    pub fn of(case: &Case, rule: &Rule, calendar: &Calendar) -> Self {
        let started_at = match (case.dispatched_at, case.route) {
            (Some(at), _) => Some(at),
            (None, Some(Route::Direct)) => case.reported_at,
            (None, _) => None,
        };
        let counted = |days| started_at.map(|at| counted_due(at, days, rule, calendar));
        let resolve = counted(rule.resolve_days);
        let extension = extension(case, resolve.and_then(Result::ok).map(|due| due.due_at));
        let deciding =
            if extension == Extension::Effective { counted(rule.extended_days) } else { resolve };
        let stated = match rule.deadline_authority {
            DeadlineAuthority::Backend => {
                case.stated_due.and_then(|due| stated_due(due, rule, calendar))
            }
            DeadlineAuthority::Gridlight => None,
        };
        let state = match (stated, deciding) {
            (Some(due), _) | (None, Some(Ok(due))) => {
                if extension == Extension::Effective && case.progress_reported_at.is_some() {
                    ClockState::ProgressReported(due)
                } else {
                    ClockState::Running(due)
                }
            }
            (None, Some(Err(outside))) => {
                ClockState::Unknown(UnknownReason::OutsideCalendar(outside))
            }
            (None, None) if case.status.is_before_dispatch() => {
                ClockState::Unknown(UnknownReason::NotDispatched)
            }
            (None, None) => ClockState::Unknown(UnknownReason::DispatchTimeMissing),
        };
        let contact_due_at = counted(rule.contact_days)
            .and_then(Result::ok)
            .map(|due| due.due_at)
            .filter(|due_at| case.contacted_at.is_none_or(|at| at >= *due_at));
        Self { started_at, state, extension, contact_due_at }
    }

    /// The deadline that decides the light, where one is known.
    pub fn due(&self) -> Option<Due> {
        match self.state {
            ClockState::Running(due) | ClockState::ProgressReported(due) => Some(due),
            ClockState::Unknown(_) => None,
        }
    }
}

/// An extension counts if it was approved, and asked for before the resolve deadline (`rules.md`). Where that deadline
/// is unknown, so is whether the extension came in time: it is then taken as pending and the light stays Unknown.
fn extension(case: &Case, resolve_due_at: Option<Instant>) -> Extension {
    match (case.extension_requested_at, case.extension_approved_at) {
        (None, None) => Extension::None,
        (Some(_), None) => Extension::Pending,
        (requested, Some(approved)) => match resolve_due_at {
            Some(due_at) if requested.unwrap_or(approved) < due_at => Extension::Effective,
            Some(_) => Extension::Late,
            None => Extension::Pending,
        },
    }
}

/// The end of the `days`-th working day after the day of `started_at` (民法典 art. 201 and 203).
fn counted_due(
    started_at: Instant,
    days: u32,
    rule: &Rule,
    calendar: &Calendar,
) -> Result<Due, OutsideCalendar> {
    let due_date = calendar.add_working_days(date_of(started_at, rule.zone), days)?;
    let outside = OutsideCalendar { last_announced: calendar.last_announced() };
    let due_at = end_of_day(due_date, rule.zone).ok_or(outside)?;
    Ok(due_on(due_at, due_date, DueSource::Counted, rule, calendar))
}

/// The backend's own deadline; it is known even outside the calendar.
fn stated_due(due: StatedDue, rule: &Rule, calendar: &Calendar) -> Option<Due> {
    let (due_at, due_date) = match due {
        StatedDue::At(at) => (at, due_date_of(at, rule.zone)),
        StatedDue::On(date) => (end_of_day(date, rule.zone)?, date),
    };
    Some(due_on(due_at, due_date, DueSource::Stated, rule, calendar))
}

fn due_on(
    due_at: Instant,
    due_date: NaiveDate,
    source: DueSource,
    rule: &Rule,
    calendar: &Calendar,
) -> Due {
    // Past the announced span, due soon goes by calendar days (`rules.md`); one day earlier than today's date would be
    // wrong on the other side, so the day itself is the latest it may begin.
    let due_soon_date = calendar
        .working_day_before(due_date, rule.due_soon_days)
        .ok()
        .or_else(|| due_date.checked_sub_days(Days::new(u64::from(rule.due_soon_days))))
        .unwrap_or(due_date);
    let last = calendar.last_announced();
    let is_provisional = due_date.year() > last.year()
        || (due_date.year() == last.year() && due_date.month() == 12 && due_date.day() >= 25);
    Due {
        due_at,
        due_date,
        due_soon_from: start_of_day(due_soon_date, rule.zone).unwrap_or(due_at),
        source,
        is_provisional,
    }
}
