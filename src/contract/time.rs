//! Times on the wire: RFC 3339 with a zone. One without is a defect unless the config names the zone to assume.

use super::config::NaiveTimes;
use crate::domain::{defect::DefectReason, time::Instant};
use chrono::{DateTime, FixedOffset, NaiveDate, Timelike, Utc};

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
            return sound(at);
        }
        // Written without a zone, it is a time if it is one with the district's zone behind it.
        let in_zone = DateTime::parse_from_rfc3339(&format!("{text}{}", self.zone))
            .or(Err(DefectReason::Unreadable))?;
        match self.naive_times {
            NaiveTimes::Refuse => Err(DefectReason::NoTimeZone),
            NaiveTimes::Assume => sound(in_zone),
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

/// No backend of a district lies beyond these: such an offset was added twice, or to the wrong side.
const WIDEST_OFFSET_SECONDS: i32 = 12 * 3600;

/// The instant, unless it is one that no clock has shown: a leap second (there has been none since 2016), or a time of the
/// other side of the date line.
fn sound(at: DateTime<FixedOffset>) -> Result<Instant, DefectReason> {
    let is_leap_second = at.nanosecond() >= 1_000_000_000;
    let is_far_off = at.offset().local_minus_utc().abs() > WIDEST_OFFSET_SECONDS;
    if is_leap_second || is_far_off {
        return Err(DefectReason::Implausible);
    }
    Ok(at.with_timezone(&Utc))
}
