//! The district's own days off and days worked, from the config and from the `calendar` collection.

use super::{config::CalendarConfig, row::Row, time::TimeReading};
use crate::domain::{calendar::Overlay, defect::DefectReason};
use chrono::NaiveDate;

/// What one row says of its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// A day off.
    Off,
    /// A day worked.
    Work,
}

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
pub fn overlay(config: &CalendarConfig) -> (Overlay, Vec<String>) {
    let mut unreadable = Vec::new();
    let mut dates = |texts: &[String]| {
        let mut dates = Vec::new();
        for text in texts {
            match TimeReading::date(text) {
                Ok(date) => dates.push(date),
                Err(_) => unreadable.push(text.clone()),
            }
        }
        dates
    };
    (Overlay { off: dates(&config.off), work: dates(&config.work) }, unreadable)
}

/// Adds the collection's days to the config's; a later word on a day replaces an earlier one.
pub fn add_days(overlay: &mut Overlay, days: impl IntoIterator<Item = (NaiveDate, DayKind)>) {
    for (date, kind) in days {
        overlay.off.retain(|known| *known != date);
        overlay.work.retain(|known| *known != date);
        match kind {
            DayKind::Off => overlay.off.push(date),
            DayKind::Work => overlay.work.push(date),
        }
    }
}
