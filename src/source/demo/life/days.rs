//! The district's own time in whole minutes, and how people spend it: office hours, waking hours, working days.
//!
//! Deadlines come from the domain's calendar alone. Where the calendar ends, people go on working on weekdays, but no
//! deadline is made up. It knows nothing of matters.

use super::draw::Draw;
use crate::domain::{calendar::Calendar, time::Instant};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta};

/// Minutes since 1970-01-01 00:00 by the district's own clocks.
pub(super) type Minute = i32;

/// Days since 1970-01-01.
pub(super) type Day = i32;

/// Minutes in a day.
pub(super) const DAY_MINUTES: i32 = 1440;

/// Office hours as minutes of the day (08:00–12:00 and 14:00–18:00, as `contract.md` writes sessions).
const SESSIONS: [(i32, i32); 2] = [(480, 720), (840, 1080)];

/// Between these minutes of the day (07:30–21:00) somebody is on duty, on every day of the year.
const DUTY: (i32, i32) = (450, 1260);

/// The calendar and the zone of the district.
pub(super) struct Days {
    pub(super) calendar: Calendar,
    pub(super) zone: FixedOffset,
}

/// The day of a minute.
pub(super) fn day_of(at: Minute) -> Day {
    at.div_euclid(DAY_MINUTES)
}

/// The civil date of a day; 1970-01-01 for a day that no calendar has.
pub(super) fn date(day: Day) -> NaiveDate {
    NaiveDate::default().checked_add_signed(TimeDelta::days(i64::from(day))).unwrap_or_default()
}

/// The day of a civil date.
pub(super) fn day(date: NaiveDate) -> Day {
    let days = date.signed_duration_since(NaiveDate::default()).num_days();
    i32::try_from(days).unwrap_or(0)
}

/// Pushed to the morning if nobody is on duty at `at`.
pub(super) fn on_duty(at: Minute, draw: &mut Draw) -> Minute {
    let minute = at.rem_euclid(DAY_MINUTES);
    let morning = DUTY.0 + draw.below(60);
    match minute {
        _ if minute < DUTY.0 => at - minute + morning,
        _ if minute > DUTY.1 => at - minute + DAY_MINUTES + morning,
        _ => at,
    }
}

/// Some minute of `day` in office hours, more often in the morning.
pub(super) fn in_office(day: Day, draw: &mut Draw) -> Minute {
    let (low, high) = if draw.chance(560) { (505, 715) } else { (845, 1065) };
    day * DAY_MINUTES + draw.between(low, high)
}

/// Writes `number` with at least two digits.
fn push_two(out: &mut String, number: u32) {
    for digit in [number / 10, number % 10] {
        out.push(char::from_digit(digit % 10, 10).unwrap_or('0'));
    }
}

/// Writes a day as `2026-09-18`.
pub(super) fn push_date(out: &mut String, day: Day) {
    let date = date(day);
    let year = date.year().unsigned_abs();
    push_two(out, year / 100);
    push_two(out, year % 100);
    out.push('-');
    push_two(out, date.month());
    out.push('-');
    push_two(out, date.day());
}

impl Days {
    /// The minute in which `at` falls.
    pub(super) fn minute(&self, at: Instant) -> Minute {
        let seconds = at.timestamp() + i64::from(self.zone.local_minus_utc());
        i32::try_from(seconds.div_euclid(60)).unwrap_or(i32::MAX)
    }

    /// The instant at which `minute` begins.
    pub(super) fn instant(&self, minute: Minute) -> Instant {
        let seconds = i64::from(minute) * 60 - i64::from(self.zone.local_minus_utc());
        DateTime::from_timestamp(seconds, 0).unwrap_or_default()
    }

    /// Reads an RFC 3339 time.
    pub(super) fn parse(&self, text: &str) -> Option<Minute> {
        let at = DateTime::parse_from_rfc3339(text).ok()?;
        Some(self.minute(at.to_utc()))
    }

    /// Writes a minute as `2026-09-18T17:00:00+08:00`.
    pub(super) fn push(&self, out: &mut String, at: Minute) {
        push_date(out, day_of(at));
        let minute = at.rem_euclid(DAY_MINUTES).unsigned_abs();
        out.push('T');
        push_two(out, minute / 60);
        out.push(':');
        push_two(out, minute % 60);
        out.push_str(":00");
        let offset_minutes = self.zone.local_minus_utc() / 60;
        out.push(if offset_minutes < 0 { '-' } else { '+' });
        push_two(out, offset_minutes.unsigned_abs() / 60);
        out.push(':');
        push_two(out, offset_minutes.unsigned_abs() % 60);
    }

    /// Whether people work on `day`.
    pub(super) fn is_worked(&self, day: Day) -> bool {
        let weekday = || date(day).weekday().num_days_from_monday() < 5;
        self.calendar.is_working_day(date(day)).unwrap_or_else(|_| weekday())
    }

    /// Whether `day` is off and part of a holiday: a weekday off, or a weekend that touches one.
    pub(super) fn is_holiday(&self, day: Day) -> bool {
        let weekday = date(day).weekday().num_days_from_monday();
        let touched = match weekday {
            5 => day - 1,
            6 => day + 1,
            _ => day,
        };
        !self.is_worked(day) && !self.is_worked(touched)
    }

    /// The `n`-th working day after `from`; for 0, `from` itself or, if it is off, the next working day.
    pub(super) fn nth_worked(&self, from: Day, n: i32) -> Day {
        let mut at = from;
        let mut left = n;
        while left > 0 || !self.is_worked(at) {
            at += 1;
            left -= i32::from(self.is_worked(at));
        }
        at
    }

    /// How many working days there are after `from`, up to and including `to`.
    pub(super) fn worked_between(&self, from: Day, to: Day) -> usize {
        (from + 1..=to).filter(|day| self.is_worked(*day)).count()
    }

    /// When `minutes` of office time have passed after `from`. A unit on `duty` keeps office hours on every day.
    pub(super) fn office_time(&self, from: Minute, minutes: i32, duty: bool) -> Minute {
        let mut day = day_of(from);
        let mut minute = from.rem_euclid(DAY_MINUTES);
        let mut left = minutes;
        loop {
            if duty || self.is_worked(day) {
                for (open, close) in SESSIONS {
                    let start = minute.max(open);
                    if left < close - start {
                        return day * DAY_MINUTES + start + left;
                    }
                    left -= (close - start).max(0);
                }
            }
            day += 1;
            minute = 0;
        }
    }

    /// The end (24:00) of the `n`-th working day after the day of `start`, which is not counted; `None` where no
    /// notice has announced the days.
    pub(super) fn due(&self, start: Minute, n: u32) -> Option<Minute> {
        let due_date = self.calendar.add_working_days(date(day_of(start)), n).ok()?;
        Some((day(due_date) + 1) * DAY_MINUTES)
    }
}
