//! Counting a deadline: from a start and a number of working days to the instant from which a light is red.

use super::{
    calendar::{Calendar, OutsideCalendar},
    case::StatedDue,
    rule::{Count, OffDayStart, Rule, Sessions},
    time::{Instant, date_of, due_date_of, minute_of, start_of_day},
};
use chrono::{Datelike, Days, NaiveDate, TimeDelta};

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

/// The end of the `days`-th working day after `started_at`, as the rule counts.
///
/// # Errors
/// If the count would need a day that no notice has announced.
pub fn counted_due(
    started_at: Instant,
    days: u32,
    rule: &Rule,
    calendar: &Calendar,
) -> Result<Due, OutsideCalendar> {
    let (due_date, minute) = match rule.count {
        Count::Days => {
            let start_date = start_date(started_at, rule, calendar)?;
            (calendar.add_working_days(start_date, days)?, rule.day_end.minutes())
        }
        Count::OfficeHours(sessions) => {
            by_office_hours(started_at, days, sessions, rule, calendar)?
        }
    };
    let due_at = at_minute(due_date, minute, rule);
    let due_at = due_at.ok_or(OutsideCalendar { last_announced: calendar.last_announced() })?;
    Ok(due_on(due_at, due_date, DueSource::Counted, rule, calendar))
}

/// The date that is not counted: that of the start, or the working day on which it is taken as received.
///
/// # Errors
/// If the calendar does not know the day.
pub fn start_date(
    started_at: Instant,
    rule: &Rule,
    calendar: &Calendar,
) -> Result<NaiveDate, OutsideCalendar> {
    let date = date_of(started_at, rule.zone);
    let is_in_business = || -> Result<bool, OutsideCalendar> {
        let is_open = minute_of(started_at, rule.zone) < rule.day_end.minutes();
        Ok(is_open && calendar.is_working_day(date)?)
    };
    match rule.off_day_start {
        OffDayStart::NextWorkingDay if !is_in_business()? => calendar.add_working_days(date, 1),
        OffDayStart::Excluded | OffDayStart::NextWorkingDay => Ok(date),
    }
}

/// The date, and the minute of it, at which so many office days have run.
fn by_office_hours(
    started_at: Instant,
    days: u32,
    sessions: Sessions,
    rule: &Rule,
    calendar: &Calendar,
) -> Result<(NaiveDate, u32), OutsideCalendar> {
    let date = date_of(started_at, rule.zone);
    let whole_day = i64::from(sessions.minutes());
    let run = if calendar.is_working_day(date)? {
        i64::from(sessions.minutes_before(minute_of(started_at, rule.zone)))
    } else {
        0
    };
    let until =
        i64::from(calendar.worked_before(date)?) * whole_day + run + i64::from(days) * whole_day;
    // What ends with a day belongs to that day, and not to the first minute of the next.
    let (day, rest) = ((until - 1).div_euclid(whole_day), (until - 1).rem_euclid(whole_day) + 1);
    let due_date = calendar.nth_working_day(day + 1)?;
    Ok((due_date, sessions.minute_after(u32::try_from(rest).unwrap_or(u32::MAX))))
}

/// The backend's own deadline; it is known even outside the calendar. A date alone means the end of business of that date.
pub fn stated_due(due: StatedDue, rule: &Rule, calendar: &Calendar) -> Option<Due> {
    let (due_at, due_date) = match due {
        StatedDue::At(at) => (at, due_date_of(at, rule.zone)),
        StatedDue::On(date) => {
            let minute = match rule.count {
                Count::Days => rule.day_end.minutes(),
                Count::OfficeHours(sessions) => sessions.minute_after(sessions.minutes()),
            };
            (at_minute(date, minute, rule)?, date)
        }
    };
    Some(due_on(due_at, due_date, DueSource::Stated, rule, calendar))
}

fn at_minute(date: NaiveDate, minute: u32, rule: &Rule) -> Option<Instant> {
    let minutes = TimeDelta::try_minutes(i64::from(minute))?;
    start_of_day(date, rule.zone)?.checked_add_signed(minutes)
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
