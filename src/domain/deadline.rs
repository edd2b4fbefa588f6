//! Counting a deadline: from a start and a number of working days to the instant from which a light is red.

use super::{
    calendar::{Calendar, OutsideCalendar},
    case::StatedDue,
    rule::{Count, DayMinute, OffDayStart, Rule},
    time::{Instant, date_of, due_date_of, minute_of, minute_up_of, start_of_day},
};
use chrono::{Days, NaiveDate, TimeDelta};

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
    Counting::from(started_at, rule, calendar)?.due(days)
}

/// A count that has begun: its periods all run from one place in the calendar, which is sought once.
#[derive(Clone, Copy)]
pub(super) struct Counting<'a> {
    rule: &'a Rule,
    calendar: &'a Calendar,
    /// The ordinal of the last working day up to the start.
    ordinal: i64,
    /// By office hours: the minutes of office up to the start, on the day after that ordinal.
    minutes: i64,
}

impl<'a> Counting<'a> {
    /// Begins to count.
    pub(super) fn from(
        started_at: Instant,
        rule: &'a Rule,
        calendar: &'a Calendar,
    ) -> Result<Self, OutsideCalendar> {
        let (ordinal, minutes) = match rule.count {
            Count::Days => (calendar.worked_until(start_date(started_at, rule, calendar)?)?, 0),
            Count::OfficeHours(sessions) => {
                let date = date_of(started_at, rule.zone);
                let minutes = if calendar.is_working_day(date)? {
                    sessions.minutes_before(minute_up_of(started_at, rule.zone))
                } else {
                    0
                };
                (calendar.worked_before(date)?, minutes)
            }
        };
        Ok(Self { rule, calendar, ordinal: ordinal.into(), minutes: minutes.into() })
    }

    /// The instant at which so many working days are over.
    pub(super) fn due_at(&self, days: u32) -> Result<Instant, OutsideCalendar> {
        let (ordinal, minute) = self.end(days);
        self.at(self.calendar.nth_working_day(ordinal)?, minute)
    }

    /// The deadline of so many working days.
    pub(super) fn due(&self, days: u32) -> Result<Due, OutsideCalendar> {
        let (ordinal, minute) = self.end(days);
        let due_date = self.calendar.nth_working_day(ordinal)?;
        let due_at = self.at(due_date, minute)?;
        let soon = self.calendar.nth_working_day(ordinal - i64::from(self.rule.due_soon_days)).ok();
        Ok(due_on(due_at, due_date, soon, DueSource::Counted, self.rule, self.calendar))
    }

    /// The ordinal of the last day, and the minute at which it ends.
    fn end(&self, days: u32) -> (i64, u32) {
        match self.rule.count {
            Count::Days => (self.ordinal + i64::from(days), self.rule.day_end.minutes()),
            Count::OfficeHours(sessions) => {
                let whole_day = i64::from(sessions.minutes());
                let until = (self.ordinal + i64::from(days)) * whole_day + self.minutes;
                // What ends with a day belongs to that day, and not to the first minute of the next.
                let last = until - 1;
                let run = u32::try_from(last.rem_euclid(whole_day) + 1).unwrap_or(u32::MAX);
                (last.div_euclid(whole_day) + 1, sessions.minute_after(run))
            }
        }
    }

    fn at(&self, date: NaiveDate, minute: u32) -> Result<Instant, OutsideCalendar> {
        let outside = OutsideCalendar { last_announced: self.calendar.last_announced() };
        at_minute(date, minute, self.rule).ok_or(outside)
    }
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
    let soon = calendar.working_day_before(due_date, rule.due_soon_days).ok();
    Some(due_on(due_at, due_date, soon, DueSource::Stated, rule, calendar))
}

fn at_minute(date: NaiveDate, minute: u32, rule: &Rule) -> Option<Instant> {
    if minute == DayMinute::MIDNIGHT.minutes() {
        return start_of_day(date.succ_opt()?, rule.zone);
    }
    let minutes = TimeDelta::try_minutes(i64::from(minute))?;
    start_of_day(date, rule.zone)?.checked_add_signed(minutes)
}

fn due_on(
    due_at: Instant,
    due_date: NaiveDate,
    due_soon_date: Option<NaiveDate>,
    source: DueSource,
    rule: &Rule,
    calendar: &Calendar,
) -> Due {
    // Past the announced span, due soon goes by calendar days (`rules.md`); one day earlier than today's date would be
    // wrong on the other side, so the day itself is the latest it may begin.
    let due_soon_date = due_soon_date
        .or_else(|| due_date.checked_sub_days(Days::new(u64::from(rule.due_soon_days))))
        .unwrap_or(due_date);
    Due {
        due_at,
        due_date,
        due_soon_from: start_of_day(due_soon_date, rule.zone).unwrap_or(due_at),
        source,
        is_provisional: due_date >= calendar.provisional_from(),
    }
}
