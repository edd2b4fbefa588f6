//! Which days are working days, and counting in them.
//!
//! A `Calendar` covers one unbroken span of announced years. It answers nothing outside that span: not "weekday", not
//! "probably". It knows no rule about deadlines; that is `clock`.

pub mod table;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::BTreeMap;

/// A question about a day that no notice has announced yet (or that lies before the table).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutsideCalendar {
    /// The last date the calendar covers.
    pub last_announced: NaiveDate,
}

/// Whether a day is worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// A day off.
    Off,
    /// A day worked.
    Work,
}

/// What the district or its backend says of single days, over the national table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay(BTreeMap<NaiveDate, DayKind>);

impl Overlay {
    /// Takes in what one source says of some days; it replaces what an earlier source said of them.
    ///
    /// A day that the source calls both off and worked keeps its earlier word, and is given back: obeying either would
    /// be a guess.
    pub fn overrule(&mut self, days: &[(NaiveDate, DayKind)]) -> Vec<NaiveDate> {
        let mut words: BTreeMap<NaiveDate, Option<DayKind>> = BTreeMap::new();
        for (date, kind) in days {
            let word = words.entry(*date).or_insert(Some(*kind));
            *word = word.filter(|known| known == kind);
        }
        let mut contradictory = Vec::new();
        for (date, word) in words {
            match word {
                Some(kind) => drop(self.0.insert(date, kind)),
                None => contradictory.push(date),
            }
        }
        contradictory
    }
}

/// An index of the working days of a span: each question costs one or two look-ups, no walk over days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    first: NaiveDate,
    last: NaiveDate,
    /// For each day of the span, how many working days lie before it; one more entry for the day after the last.
    worked_before: Vec<u32>,
    /// The offsets from `first` of the working days, in order.
    working_days: Vec<u32>,
}

impl Calendar {
    /// The national calendar of the built-in table.
    pub fn national() -> Self {
        Self::with_overlay(&Overlay::default())
    }

    /// The national calendar with single days overruled.
    pub fn with_overlay(overlay: &Overlay) -> Self {
        let first_year = table::YEARS.first().map_or(1970, |year| year.year);
        let last_year = table::YEARS.last().map_or(1970, |year| year.year);
        let first = NaiveDate::from_ymd_opt(first_year, 1, 1).unwrap_or_default();
        let last = NaiveDate::from_ymd_opt(last_year, 12, 31).unwrap_or_default();
        let mut named = BTreeMap::new();
        for year in table::YEARS {
            let date = |month_day: &u16| {
                let (month, day) = (u32::from(month_day / 100), u32::from(month_day % 100));
                NaiveDate::from_ymd_opt(year.year, month, day)
            };
            named.extend(year.off.iter().filter_map(date).map(|date| (date, DayKind::Off)));
            named.extend(year.work.iter().filter_map(date).map(|date| (date, DayKind::Work)));
        }
        named.extend(overlay.0.iter().map(|(date, kind)| (*date, *kind)));

        let mut worked_before = vec![0];
        let mut working_days = Vec::new();
        for (offset, date) in (0_u32..).zip(first.iter_days().take_while(|d| *d <= last)) {
            let is_weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
            let by_weekday = if is_weekend { DayKind::Off } else { DayKind::Work };
            if *named.get(&date).unwrap_or(&by_weekday) == DayKind::Work {
                working_days.push(offset);
            }
            worked_before.push(u32::try_from(working_days.len()).unwrap_or(u32::MAX));
        }
        Self { first, last, worked_before, working_days }
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
    fn nth_working_day(&self, ordinal: i64) -> Result<NaiveDate, OutsideCalendar> {
        usize::try_from(ordinal - 1)
            .ok()
            .and_then(|index| self.working_days.get(index))
            .and_then(|offset| self.first.checked_add_days(Days::new(u64::from(*offset))))
            .ok_or(self.outside())
    }

    fn worked_before(&self, date: NaiveDate) -> Result<u32, OutsideCalendar> {
        self.worked_at(date, 0)
    }

    fn worked_until(&self, date: NaiveDate) -> Result<u32, OutsideCalendar> {
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
