//! Times on the wire: RFC 3339 with a zone. One without is a defect unless the config names the zone to assume.

use super::config::NaiveTimes;
use crate::domain::{defect::DefectReason, time::Instant};
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

/// How the times of a source are read.
#[derive(Clone, Copy, Debug)]
pub struct TimeReading {
    /// The district's zone.
    pub zone: FixedOffset,
    /// What a time without a zone means.
    pub naive_times: NaiveTimes,
}

impl TimeReading {
    /// Reads an instant.
    ///
    /// # Errors
    /// `Unreadable`, or `NoTimeZone` where none is written and none may be assumed.
    pub fn instant(&self, text: &str) -> Result<Instant, DefectReason> {
        if let Ok(at) = DateTime::parse_from_rfc3339(text) {
            return Ok(at.with_timezone(&Utc));
        }
        // Written without a zone, it is a time if it is one with the district's zone behind it.
        let in_zone = DateTime::parse_from_rfc3339(&format!("{text}{}", self.zone))
            .or(Err(DefectReason::Unreadable))?;
        match self.naive_times {
            NaiveTimes::Refuse => Err(DefectReason::NoTimeZone),
            NaiveTimes::Assume => Ok(in_zone.with_timezone(&Utc)),
        }
    }

    /// Reads a civil date.
    ///
    /// # Errors
    /// `Unreadable`.
    pub fn date(text: &str) -> Result<NaiveDate, DefectReason> {
        // The ten characters of ISO 8601; the parser alone would also take "2026-9-8".
        let text = Some(text).filter(|text| text.len() == 10).ok_or(DefectReason::Unreadable)?;
        text.parse().or(Err(DefectReason::Unreadable))
    }
}
