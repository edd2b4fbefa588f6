//! When a wall loads itself anew: once a night, at its quiet hour. Pure.

use crate::domain::rule::DayMinute;
use chrono::TimeDelta;

/// For so long after its minute a wall may still be loaded anew: it may have slept, or its server may not have answered.
const WITHIN_MINUTES: u32 = 30;

/// Whether it is time, by the minute of the district's day, for a page that is so old. A page that has been loaded anew is too
/// young to be loaded again within the same half hour.
pub fn is_reload_due(
    minute: u32,
    reload_at: DayMinute,
    late_by_minutes: u32,
    page_age: TimeDelta,
) -> bool {
    const DAY: u32 = 24 * 60;
    let from = (reload_at.minutes() + late_by_minutes) % DAY;
    let passed = (minute + DAY - from) % DAY;
    passed < WITHIN_MINUTES && page_age > TimeDelta::hours(2)
}
