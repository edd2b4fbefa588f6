//! Instants, and the days of the district's own zone.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, Timelike, Utc};

/// A point in time, without a zone of its own.
pub type Instant = DateTime<Utc>;

/// The civil date of `at` in the district's `zone`.
pub fn date_of(at: Instant, zone: FixedOffset) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// How many minutes of its day lie before `at` in the district's `zone`.
pub fn minute_of(at: Instant, zone: FixedOffset) -> u32 {
    let time = at.with_timezone(&zone).time();
    time.hour() * 60 + time.minute()
}

/// The same, a minute that has begun counting as over: rounding down would end a clock early.
pub fn minute_up_of(at: Instant, zone: FixedOffset) -> u32 {
    minute_of(at, zone) + u32::from(at.timestamp_subsec_nanos() > 0 || at.second() > 0)
}

/// The civil date that a deadline belongs to: one at exactly 00:00 ends the day before ("9月14日 24:00", `rules.md`, Counting).
pub fn due_date_of(due_at: Instant, zone: FixedOffset) -> NaiveDate {
    let local = due_at.with_timezone(&zone);
    let date = local.date_naive();
    if local.time() == NaiveTime::MIN { date.pred_opt().unwrap_or(date) } else { date }
}

/// The instant at which `date` begins in `zone`; `None` only at the end of the representable calendar.
pub fn start_of_day(date: NaiveDate, zone: FixedOffset) -> Option<Instant> {
    date.and_time(NaiveTime::MIN).checked_sub_offset(zone).map(|at| at.and_utc())
}

/// The instant at which `date` ends at 24:00 in `zone`; `None` only at the end of the representable calendar.
pub fn end_of_day(date: NaiveDate, zone: FixedOffset) -> Option<Instant> {
    start_of_day(date.checked_add_days(Days::new(1))?, zone)
}
