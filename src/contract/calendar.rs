//! The district's own days off and days worked, from the config and from the `calendar` collection.

use super::{config::CalendarConfig, row::Row, time::TimeReading};
use crate::domain::{
    calendar::announced::{DayKind, OwnDay, Span},
    defect::DefectReason,
};

/// Reads a row of `calendar`.
pub fn day(row: &mut Row<'_>) -> Option<OwnDay> {
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
    let name = row.text("name").map(|name| (*name).into());
    Some(OwnDay { date: date?, kind, name })
}

/// What the config says of the calendar, and what of it is no date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigDays {
    /// Single days.
    pub days: Vec<OwnDay>,
    /// Spans that are announced beyond the built-in table.
    pub spans: Vec<Span>,
    /// What cannot be read as a date, as it is written.
    pub unreadable: Vec<String>,
}

/// Reads the dates of the config.
pub fn config_days(config: &CalendarConfig) -> ConfigDays {
    let mut read = ConfigDays::default();
    let date = |text: &str, unreadable: &mut Vec<String>| {
        let date = TimeReading::date(text).ok();
        if date.is_none() {
            unreadable.push(text.to_owned());
        }
        date
    };
    for (texts, kind) in [(&config.off, DayKind::Off), (&config.work, DayKind::Work)] {
        for text in texts {
            let date = date(text, &mut read.unreadable);
            read.days.extend(date.map(|date| OwnDay { date, kind, name: None }));
        }
    }
    for span in &config.spans {
        let [from, to, announced_on] =
            [&span.from, &span.to, &span.announced_on].map(|text| date(text, &mut read.unreadable));
        if let (Some(from), Some(to), Some(announced_on)) = (from, to, announced_on) {
            read.spans.push(Span { from, to, announced_on });
        }
    }
    read
}
