//! The windows of the rates: whole days before today (`rules.md`, Rates).

use chrono::{Datelike, Days, NaiveDate};

/// A window as a reader asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// So many days: one of `DAYS`.
    Days(u16),
    /// This year: from 1 January, or from the first day of which the source says anything.
    Year,
    /// From one day to another, both of them counted.
    Own {
        /// The first day.
        first: NaiveDate,
        /// The last day.
        last: NaiveDate,
    },
}

impl Default for Window {
    fn default() -> Self {
        Self::Days(30)
    }
}

/// No window of one's own has so many days: a slip of the year would make a chart of a million.
const LONGEST_DAYS: i64 = 400;

/// Days one after another, without today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub first: NaiveDate,
    /// The day after the last.
    pub until: NaiveDate,
}

impl Window {
    /// The numbers of days that can be asked for.
    pub const DAYS: [u16; 3] = [7, 30, 90];

    /// Its code in the URL.
    pub fn code(self) -> String {
        match self {
            Self::Days(days) => days.to_string(),
            Self::Year => "year".into(),
            Self::Own { first, last } => format!("{first}..{last}"),
        }
    }

    /// The window of a code; `None` for any other text, also for days in the wrong order.
    pub fn from_code(code: &str) -> Option<Self> {
        if code == "year" {
            return Some(Self::Year);
        }
        if let Some((first, last)) = code.split_once("..") {
            let (first, last) = (day(first)?, day(last)?);
            return Self::own(first, last);
        }
        let days = code.parse().ok().filter(|days| Self::DAYS.contains(days))?;
        Some(Self::Days(days))
    }

    /// A window from one day to another; `None` where they are in the wrong order, or further apart than any year.
    pub fn own(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        let days = last.signed_duration_since(first).num_days();
        (0..LONGEST_DAYS).contains(&days).then_some(Self::Own { first, last })
    }

    /// Its days, seen from `today`; `first_given` is the first day of which the source has a row. A window that reaches
    /// into today or beyond ends before today, since today is not over.
    pub fn span(self, today: NaiveDate, first_given: Option<NaiveDate>) -> Span {
        match self {
            Self::Days(days) => Span::before(today, days.into()),
            Self::Year => {
                // On 1 January the year that is over is the one to look at.
                let yesterday = today.pred_opt().unwrap_or(today);
                let new_year = NaiveDate::from_ymd_opt(yesterday.year(), 1, 1).unwrap_or(yesterday);
                let first = first_given.map_or(new_year, |given| given.max(new_year)).min(today);
                Span { first, until: today }
            }
            Self::Own { first, last } => {
                let until = last.succ_opt().unwrap_or(last).min(today);
                Span { first: first.min(until), until }
            }
        }
    }
}

/// A date as it stands in the URL: exactly "2026-09-18", so that one window has one link.
fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|day: &NaiveDate| day.to_string() == text)
}

impl Span {
    /// The `days` whole days before `today`.
    pub fn before(today: NaiveDate, days: u64) -> Self {
        Self { first: today.checked_sub_days(Days::new(days)).unwrap_or(today), until: today }
    }

    /// How many days.
    pub fn len(self) -> u64 {
        u64::try_from(self.until.signed_duration_since(self.first).num_days()).unwrap_or(0)
    }

    /// Whether it has no day at all.
    pub fn is_empty(self) -> bool {
        self.first >= self.until
    }

    /// Whether a day is one of them.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.first <= day && day < self.until
    }

    /// Its days, in order.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_days().take_while(move |day| *day < self.until)
    }

    /// The last of its days.
    pub fn last(self) -> NaiveDate {
        self.until.pred_opt().unwrap_or(self.until).max(self.first)
    }

    /// As many days before it.
    #[must_use]
    pub fn previous(self) -> Self {
        Self::before(self.first, self.len())
    }
}
