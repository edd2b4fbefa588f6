//! What became of a closed matter: on time, or late by so many working days. It is frozen with the closing.

use super::{
    calendar::{Calendar, OutsideCalendar},
    case::Case,
    clock::{Clock, Extension},
    doubt::first_doubt,
    light::WorkingDays,
    rule::{LateExtension, Rule},
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
    match stopped_at(case, rule, calendar, answers) {
        Ok((stopped_at, clock)) => {
            let Some(due) = clock.due() else {
                return Verdict::Unknown(NoVerdict::NoDeadline);
            };
            if stopped_at < due.due_at {
                Verdict::OnTime
            } else {
                // What stops at 24:00 belongs to the day that ends.
                let day = due_date_of(stopped_at, rule.zone);
                Verdict::Late(WorkingDays::counted(calendar, due.due_date, day))
            }
        }
        Err(reason) => Verdict::Unknown(reason),
    }
}

/// When the clock that decides stopped: at closing and answer, and within an extension already at the report of progress.
fn stopped_at(
    case: &Case,
    rule: &Rule,
    calendar: &Calendar,
    answers: Answers,
) -> Result<(Instant, Clock), NoVerdict> {
    if case.status.is_open() {
        return Err(NoVerdict::Open);
    }
    if case.status == super::case::Status::Withdrawn {
        return Err(NoVerdict::Withdrawn);
    }
    let doubt = case
        .unreadable
        .closing
        .or(case.unreadable.extension)
        .or_else(|| first_doubt(case, calendar));
    if let Some(field) = doubt {
        return Err(NoVerdict::DoubtfulTime(field));
    }
    let clock = Clock::of(case, rule, calendar);
    if let super::clock::ClockState::Unknown(super::clock::UnknownReason::OutsideCalendar(
        outside,
    )) = clock.state
    {
        return Err(NoVerdict::OutsideCalendar(outside));
    }
    let is_extended = match clock.extension {
        Extension::Effective => true,
        Extension::Late => rule.late_extension == LateExtension::Clears,
        Extension::None | Extension::Pending => false,
    };
    let closed_at = case.closed_at.ok_or(NoVerdict::ClosingTimeMissing)?;
    let resolved_at = match (case.answered_at, answers) {
        (Some(answered_at), _) => closed_at.max(answered_at),
        (None, Answers::NeverGiven) => closed_at,
        (None, Answers::Given) => {
            return match case.progress_reported_at.filter(|_| is_extended) {
                Some(reported_at) => Ok((reported_at, clock)),
                None => Err(NoVerdict::NotAnswered),
            };
        }
    };
    let stopped_at = match case.progress_reported_at.filter(|_| is_extended) {
        Some(reported_at) => resolved_at.min(reported_at),
        None => resolved_at,
    };
    Ok((stopped_at, clock))
}
