//! What became of a closed matter: on time, or late by so many working days. It is frozen with the closing.

use super::{
    calendar::{Calendar, OutsideCalendar},
    case::{Case, Status},
    clock::{Clock, ClockState, UnknownReason},
    doubt::doubtful_fields,
    light::WorkingDays,
    rule::Rule,
    time::{Instant, due_date_of},
};

/// The verdict of a closed matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// 按期办结
    OnTime,
    /// 超期办结, by so many working days; 0 reads "less than one".
    Late(WorkingDays),
    /// No verdict, and why.
    Unknown(NoVerdict),
}

/// Why there is no verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoVerdict {
    /// It is open: it has a light instead.
    Open,
    /// Withdrawn: it counts nowhere.
    Withdrawn,
    /// When it was closed is not given.
    ClosingTimeMissing,
    /// Closed, and by a source that gives answers not answered: the clock has not stopped.
    NotAnswered,
    /// No deadline is known.
    NoDeadline,
    /// A fact in doubt, by its field.
    DoubtfulTime(&'static str),
    /// The count would need a day that had not been announced.
    OutsideCalendar(OutsideCalendar),
}

/// Whether a source says when citizens were answered; without that, closing is all there is to go by (`rules.md`, Stops).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// At least one matter of the source has an `answered_at`.
    Given,
    /// None has.
    NeverGiven,
}

/// The verdict of `case`, by the backend's deadline where it states one, else by `calendar`: the one **as announced on the
/// day of closing** (`rules.md`), which later notices do not change.
pub fn verdict(case: &Case, rule: &Rule, calendar: &Calendar, answers: Answers) -> Verdict {
    judge(case, rule, calendar, answers).unwrap_or_else(Verdict::Unknown)
}

fn judge(
    case: &Case,
    rule: &Rule,
    calendar: &Calendar,
    answers: Answers,
) -> Result<Verdict, NoVerdict> {
    match case.status {
        Status::Closed => {}
        Status::Withdrawn => return Err(NoVerdict::Withdrawn),
        _ => return Err(NoVerdict::Open),
    }
    // Whether the citizen was contacted in time is no part of this verdict.
    let rests_on = |field: &&str| *field != "contacted_at";
    if let Some(field) = doubtful_fields(case, calendar).into_iter().find(rests_on) {
        return Err(NoVerdict::DoubtfulTime(field));
    }
    let clock = Clock::of(case, rule, calendar);
    let due = match clock.state {
        ClockState::Running(due) | ClockState::ProgressReported(due) => due,
        ClockState::Unknown(UnknownReason::OutsideCalendar(outside)) => {
            return Err(NoVerdict::OutsideCalendar(outside));
        }
        ClockState::InDoubt(field, _) => return Err(NoVerdict::DoubtfulTime(field)),
        ClockState::Unknown(_) => return Err(NoVerdict::NoDeadline),
    };
    let stopped_at = stopped_at(case, clock.extension.is_in_force(rule), answers)?;
    if stopped_at < due.due_at {
        return Ok(Verdict::OnTime);
    }
    // What stops at 24:00 belongs to the day that ends.
    let day = due_date_of(stopped_at, rule.zone);
    Ok(Verdict::Late(WorkingDays::counted(calendar, due.due_date, day)))
}

/// When the clock that decides the verdict of `case` stopped, where that is known.
pub fn stop(case: &Case, rule: &Rule, calendar: &Calendar, answers: Answers) -> Option<Instant> {
    let is_extended = Clock::of(case, rule, calendar).extension.is_in_force(rule);
    stopped_at(case, is_extended, answers).ok()
}

/// When the clock that decides stopped: at closing and answer, and within an extension already at the report of progress.
fn stopped_at(case: &Case, is_extended: bool, answers: Answers) -> Result<Instant, NoVerdict> {
    let closed_at = case.closed_at.ok_or(NoVerdict::ClosingTimeMissing)?;
    let resolved_at = match (case.answered_at, answers) {
        (Some(answered_at), _) => Ok(closed_at.max(answered_at)),
        (None, Answers::NeverGiven) => Ok(closed_at),
        (None, Answers::Given) => Err(NoVerdict::NotAnswered),
    };
    match (case.progress_reported_at.filter(|_| is_extended), resolved_at) {
        (Some(reported_at), Ok(resolved_at)) => Ok(reported_at.min(resolved_at)),
        (Some(reported_at), Err(_)) => Ok(reported_at),
        (None, resolved_at) => resolved_at,
    }
}
