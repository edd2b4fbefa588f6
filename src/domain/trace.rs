//! Why a deadline is when it is: every day from the start to the end, and whether it counted.
//!
//! It says what happened in terms of days and settings; the sentences are in `locales`.

use super::{
    calendar::{Calendar, DayWord, OutsideCalendar},
    case::Case,
    clock::{Clock, ClockState, Extension, UnknownReason, started_at},
    deadline::{Due, counted_due, start_date},
    rule::{Count, ExtendedFrom, Rule},
    time::{Instant, date_of, minute_up_of},
};
use chrono::NaiveDate;

/// One of the three clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// 1: contact the citizen.
    Contact,
    /// 5: close and answer.
    Resolve,
    /// 10: report progress and answer, once extended.
    Extended,
}

impl Period {
    /// All three, as they follow one another.
    pub const ALL: [Self; 3] = [Self::Contact, Self::Resolve, Self::Extended];

    /// Its working days under `rule`.
    pub fn days(self, rule: &Rule) -> u32 {
        match self {
            Self::Contact => rule.contact_days,
            Self::Resolve => rule.resolve_days,
            Self::Extended => rule.extended_days,
        }
    }
}

/// What a day did to the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The day of the start: not counted (民法典 art. 201).
    Start,
    /// The n-th working day, n from 1.
    Counted(u32),
    /// So many minutes of office ran on it (a count by office hours).
    Minutes(u32),
    /// Not a working day.
    Skipped,
    /// The n-th working day after the deadline, n from 1.
    Over(u32),
}

/// A day of the trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraceDay {
    /// The day.
    pub date: NaiveDate,
    /// What it is, and by whose word.
    pub word: DayWord,
    /// What it did to the count.
    pub step: Step,
}

/// How one clock was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Which clock.
    pub period: Period,
    /// Its working days.
    pub days: u32,
    /// When it started.
    pub started_at: Instant,
    /// Where it ends.
    pub due: Due,
    /// The version of the calendar: the day of issue of its newest notice.
    pub announced_on: NaiveDate,
    /// Every day from that of the start to that of the end.
    pub steps: Vec<TraceDay>,
}

/// How the clock of `period` is counted for `case`.
///
/// # Errors
/// If the clock has not started, or the count needs a day that is not announced. `None` for an extension that there is not.
pub fn trace(
    case: &Case,
    rule: &Rule,
    calendar: &Calendar,
    period: Period,
) -> Result<Option<Trace>, UnknownReason> {
    let Some(first_start) = started_at(case, rule) else {
        return Err(if case.status.is_before_dispatch() {
            UnknownReason::NotDispatched
        } else {
            UnknownReason::DispatchTimeMissing
        });
    };
    let clock = Clock::of(case, rule, calendar);
    let is_in_doubt = matches!(
        clock.state,
        ClockState::InDoubt(..) | ClockState::Unknown(UnknownReason::DoubtfulTime(_))
    );
    let is_granted = matches!(clock.extension, Extension::Effective | Extension::Late);
    let is_granted = is_granted && !is_in_doubt;
    let start = match (period, rule.extended_from, case.extension_approved_at) {
        (Period::Extended, ..) if !is_granted => return Ok(None),
        (Period::Extended, ExtendedFrom::Approved, Some(approved)) => approved,
        _ => first_start,
    };
    let days = period.days(rule);
    let counted = || -> Result<Trace, OutsideCalendar> {
        let due = counted_due(start, days, rule, calendar)?;
        let steps = match rule.count {
            Count::Days => by_days(start, &due, rule, calendar)?,
            Count::OfficeHours(_) => by_office_hours(start, &due, rule, calendar)?,
        };
        let announced_on = calendar.announced_on();
        Ok(Trace { period, days, started_at: start, due, announced_on, steps })
    };
    counted().map(Some).map_err(UnknownReason::OutsideCalendar)
}

/// Every day after `due_date` up to `until`, and which working day of being overdue it is; none beyond what is announced.
pub fn days_over(calendar: &Calendar, due_date: NaiveDate, until: NaiveDate) -> Vec<TraceDay> {
    let mut over = 0;
    let days = due_date.iter_days().skip(1).take_while(|date| *date <= until);
    days.map_while(|date| {
        let word = calendar.word_on(date).ok()?;
        over += u32::from(word.is_worked());
        let step = if word.is_worked() { Step::Over(over) } else { Step::Skipped };
        Some(TraceDay { date, word, step })
    })
    .collect()
}

fn by_days(
    start: Instant,
    due: &Due,
    rule: &Rule,
    calendar: &Calendar,
) -> Result<Vec<TraceDay>, OutsideCalendar> {
    let not_counted = start_date(start, rule, calendar)?;
    let mut counted = 0;
    let days = date_of(start, rule.zone).iter_days().take_while(|date| *date <= due.due_date);
    days.map(|date| {
        let word = calendar.word_on(date)?;
        let step = if date == not_counted || (date < not_counted && word.is_worked()) {
            Step::Start
        } else if word.is_worked() {
            counted += 1;
            Step::Counted(counted)
        } else {
            Step::Skipped
        };
        Ok(TraceDay { date, word, step })
    })
    .collect()
}

fn by_office_hours(
    start: Instant,
    due: &Due,
    rule: &Rule,
    calendar: &Calendar,
) -> Result<Vec<TraceDay>, OutsideCalendar> {
    let Count::OfficeHours(sessions) = rule.count else { return Ok(Vec::new()) };
    let first = date_of(start, rule.zone);
    let days = first.iter_days().take_while(|date| *date <= due.due_date);
    days.map(|date| {
        let word = calendar.word_on(date)?;
        let from =
            if date == first { sessions.minutes_before(minute_up_of(start, rule.zone)) } else { 0 };
        let until = if date == due.due_date {
            // A deadline at 24:00 has its minute on the day after.
            let minutes = (due.due_at
                - super::time::start_of_day(date, rule.zone).unwrap_or(start))
            .num_minutes();
            sessions.minutes_before(u32::try_from(minutes).unwrap_or(0))
        } else {
            sessions.minutes()
        };
        let step = match until.saturating_sub(from) {
            _ if !word.is_worked() => Step::Skipped,
            0 => Step::Start,
            minutes => Step::Minutes(minutes),
        };
        Ok(TraceDay { date, word, step })
    })
    .collect()
}
