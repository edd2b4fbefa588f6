//! Which days are working days, and counting in them.
//!
//! A `Calendar` covers one unbroken span of announced years. It answers nothing outside that span: not "weekday", not
//! "probably". It knows no rule about deadlines; that is `deadline`.

pub mod announced;
pub mod holiday;
pub mod table;

use self::announced::{Announced, DayKind, Naming};
use self::holiday::Holiday;
use super::time::Instant;
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Weekday};
use std::{collections::BTreeMap, ops::Range, sync::Arc};

/// A question about a day that no notice has announced yet (or that lies before the table).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutsideCalendar {
    /// The last date the calendar covers.
    pub last_announced: NaiveDate,
}

/// What a day is, and by whose word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayWord {
    /// Monday to Friday, and nobody says otherwise: worked.
    Weekday,
    /// Saturday or Sunday, and nobody says otherwise: off.
    Weekend,
    /// Off by a notice.
    Holiday(Holiday),
    /// A Saturday or Sunday worked by a notice (调休上班).
    MakeUp,
    /// Off by the district's own word, with the name it gives.
    OwnOff(Option<Arc<str>>),
    /// Worked by the district's own word, with the name it gives.
    OwnWork(Option<Arc<str>>),
}

impl DayWord {
    /// Whether the day is worked.
    pub fn is_worked(&self) -> bool {
        matches!(self, Self::Weekday | Self::MakeUp | Self::OwnWork(_))
    }
}

/// An index of the working days of a span: each question costs one or two look-ups, no walk over days.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    first: NaiveDate,
    last: NaiveDate,
    announced_on: NaiveDate,
    named: BTreeMap<NaiveDate, Naming>,
    /// For each day of the span, how many working days lie before it; one more entry for the day after the last.
    worked_before: Vec<u32>,
    /// The working days, in order.
    working_days: Vec<NaiveDate>,
    provisional_from: NaiveDate,
    reach: Range<Instant>,
}

impl Calendar {
    /// The national calendar of the built-in table.
    pub fn national() -> Self {
        Self::newest(&Announced::default())
    }

    /// The calendar as it is known now.
    pub fn newest(announced: &Announced) -> Self {
        Self::as_announced_on(announced, NaiveDate::MAX)
    }

    /// The calendar as it was known at the end of `day`: later notices, amendments and spans are left out, so that it ends
    /// earlier. The district's own days belong to every version, since they carry no date of issue.
    pub fn as_announced_on(announced: &Announced, day: NaiveDate) -> Self {
        let [first, last, announced_on] = announced.span_on(day);
        let named = announced.days_on(day);
        let mut worked_before = vec![0];
        let mut working_days = Vec::new();
        for date in first.iter_days().take_while(|date| *date <= last) {
            let kind = named.get(&date).map_or_else(|| by_weekday(date), |naming| naming.kind);
            if kind == DayKind::Work {
                working_days.push(date);
            }
            worked_before.push(u32::try_from(working_days.len()).unwrap_or(u32::MAX));
        }
        // The next yearly notice may still move what lies after Christmas; it came by 10 December so far.
        let provisional_from = NaiveDate::from_ymd_opt(last.year(), 12, 25).unwrap_or(last);
        let midnight = |date: NaiveDate| date.and_time(NaiveTime::MIN).and_utc();
        let reach = midnight(first) - TimeDelta::days(31)..midnight(last) + TimeDelta::days(3660);
        Self {
            first,
            last,
            announced_on,
            named,
            worked_before,
            working_days,
            provisional_from,
            reach,
        }
    }

    /// A deadline from this date on may still move with the next yearly notice.
    pub fn provisional_from(&self) -> NaiveDate {
        self.provisional_from
    }

    /// Where the times of a matter can lie: from a month before the calendar to ten years beyond it, so that a page
    /// without the newest notices takes no true time for a slip.
    pub fn reach(&self) -> &Range<Instant> {
        &self.reach
    }

    /// The day of issue of the newest notice in it: the version of the calendar.
    pub fn announced_on(&self) -> NaiveDate {
        self.announced_on
    }

    /// What `date` is, and by whose word.
    ///
    /// # Errors
    /// If `date` lies outside the announced span.
    pub fn word_on(&self, date: NaiveDate) -> Result<DayWord, OutsideCalendar> {
        self.is_working_day(date)?;
        Ok(match (self.named.get(&date), by_weekday(date)) {
            (None, DayKind::Work) => DayWord::Weekday,
            (None, DayKind::Off) => DayWord::Weekend,
            (Some(Naming { kind: DayKind::Off, is_own: true, name }), _) => {
                DayWord::OwnOff(name.clone())
            }
            (Some(Naming { kind: DayKind::Work, is_own: true, name }), _) => {
                DayWord::OwnWork(name.clone())
            }
            (Some(Naming { kind: DayKind::Off, .. }), _) => DayWord::Holiday(Holiday::of(date)),
            (Some(Naming { kind: DayKind::Work, .. }), _) => DayWord::MakeUp,
        })
    }

    /// The last date that has been announced.
    pub fn last_announced(&self) -> NaiveDate {
        self.last
    }

    /// Whether `date` is worked.
    ///
    /// # Errors
    /// If `date` lies outside the announced span.
    pub fn is_working_day(&self, date: NaiveDate) -> Result<bool, OutsideCalendar> {
        Ok(self.worked_until(date)? > self.worked_before(date)?)
    }

    /// The `n`-th working day after `start`, which itself is not counted (民法典 art. 201). For `n` = 0, the last
    /// working day up to `start`.
    ///
    /// # Errors
    /// If `start` or the day asked for lies outside the announced span.
    pub fn add_working_days(&self, start: NaiveDate, n: u32) -> Result<NaiveDate, OutsideCalendar> {
        self.nth_working_day(i64::from(self.worked_until(start)?) + i64::from(n))
    }

    /// The working day that lies `n` working days before the last working day up to `date`.
    ///
    /// # Errors
    /// If `date` or the day asked for lies outside the announced span.
    pub fn working_day_before(
        &self,
        date: NaiveDate,
        n: u32,
    ) -> Result<NaiveDate, OutsideCalendar> {
        self.nth_working_day(i64::from(self.worked_until(date)?) - i64::from(n))
    }

    /// How many working days d there are with `after` < d ≤ `until`; 0 if `until` is not after `after`.
    ///
    /// # Errors
    /// If either date lies outside the announced span.
    pub fn working_days_between(
        &self,
        after: NaiveDate,
        until: NaiveDate,
    ) -> Result<u32, OutsideCalendar> {
        Ok(self.worked_until(until)?.saturating_sub(self.worked_until(after)?))
    }

    /// The working day with this ordinal, the first of the span being 1.
    pub(super) fn nth_working_day(&self, ordinal: i64) -> Result<NaiveDate, OutsideCalendar> {
        usize::try_from(ordinal - 1)
            .ok()
            .and_then(|index| self.working_days.get(index))
            .copied()
            .ok_or(self.outside())
    }

    /// How many working days of the span lie before `date`.
    pub(super) fn worked_before(&self, date: NaiveDate) -> Result<u32, OutsideCalendar> {
        self.worked_at(date, 0)
    }

    /// The ordinal of the last working day up to `date`.
    pub(super) fn worked_until(&self, date: NaiveDate) -> Result<u32, OutsideCalendar> {
        self.worked_at(date, 1)
    }

    fn worked_at(&self, date: NaiveDate, days_later: usize) -> Result<u32, OutsideCalendar> {
        if date > self.last {
            return Err(self.outside());
        }
        usize::try_from(date.signed_duration_since(self.first).num_days())
            .ok()
            .and_then(|offset| self.worked_before.get(offset + days_later))
            .copied()
            .ok_or(self.outside())
    }

    fn outside(&self) -> OutsideCalendar {
        OutsideCalendar { last_announced: self.last }
    }
}

fn by_weekday(date: NaiveDate) -> DayKind {
    match date.weekday() {
        Weekday::Sat | Weekday::Sun => DayKind::Off,
        _ => DayKind::Work,
    }
}
