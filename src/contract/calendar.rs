//! The district's own days off and days worked, from the config and from the `calendar` collection.

use super::{config::CalendarConfig, row::Row, time::TimeReading};
use crate::domain::{calendar::DayKind, defect::DefectReason};
use chrono::NaiveDate;

/// Reads a row of `calendar`.
pub fn day(row: &mut Row<'_>) -> Option<(NaiveDate, DayKind)> {
    let date = row.date("date");
    if date.is_none() && !row.is_defective("date") {
        row.defect("date", DefectReason::Missing);
    }
    let kind = match &*row.code("kind")? {
        "off" => DayKind::Off,
        "work" => DayKind::Work,
        _ => {
            row.defect("kind", DefectReason::UnmappedCode);
            return None;
        }
    };
    Some((date?, kind))
}

/// The days the config names; the second value holds those that are no dates.
pub fn config_days(config: &CalendarConfig) -> (Vec<(NaiveDate, DayKind)>, Vec<String>) {
    let mut days = Vec::new();
    let mut unreadable = Vec::new();
    for (texts, kind) in [(&config.off, DayKind::Off), (&config.work, DayKind::Work)] {
        for text in texts {
            match TimeReading::date(text) {
                Ok(date) => days.push((date, kind)),
                Err(_) => unreadable.push(text.clone()),
            }
        }
    }
    (days, unreadable)
}
