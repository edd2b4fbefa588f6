//! What has been announced, and since when: the built-in notices, further spans, and the district's own days.

use super::table::NOTICES;
use chrono::NaiveDate;
use std::{collections::BTreeMap, sync::Arc};

/// Whether a day is worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// A day off.
    Off,
    /// A day worked.
    Work,
}

/// A day as the district or its backend calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnDay {
    /// The day.
    pub date: NaiveDate,
    /// Whether it is worked.
    pub kind: DayKind,
    /// What it is called.
    pub name: Option<Arc<str>>,
}

/// Days that are announced beyond the built-in table (`contract.md`, `calendar.spans`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day; it must follow on what is announced already.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The day the notice was issued.
    pub announced_on: NaiveDate,
}

/// What is known of single days, and how far the announcements reach, besides the built-in notices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Announced {
    /// Further spans, the earliest first.
    pub spans: Vec<Span>,
    own: BTreeMap<NaiveDate, Naming>,
}

/// What is said of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Naming {
    /// Whether it is worked.
    pub kind: DayKind,
    /// Said by the district or its backend, and not by a notice.
    pub is_own: bool,
    /// What the district calls it.
    pub name: Option<Arc<str>>,
}

impl Announced {
    /// Takes in what one source says of some days; it replaces what an earlier source said of them.
    ///
    /// A day that the source calls both off and worked keeps its earlier word, and is given back: obeying either would
    /// be a guess.
    pub fn overrule(&mut self, days: &[OwnDay]) -> Vec<NaiveDate> {
        let mut words: BTreeMap<NaiveDate, Option<Naming>> = BTreeMap::new();
        for OwnDay { date, kind, name } in days {
            let naming = Naming { kind: *kind, is_own: true, name: name.clone() };
            let word = words.entry(*date).or_insert(Some(naming));
            *word = word.take().filter(|known| known.kind == *kind);
        }
        let mut contradictory = Vec::new();
        for (date, word) in words {
            match word {
                Some(naming) => drop(self.own.insert(date, naming)),
                None => contradictory.push(date),
            }
        }
        contradictory
    }

    /// Adds a span.
    ///
    /// # Errors
    /// If it ends before it begins, or leaves a gap behind what is announced: what lies in a gap would be a guess.
    pub fn extend(&mut self, span: Span) -> Result<(), Span> {
        let [_, last, _] = self.span_on(NaiveDate::MAX);
        let follows_on = last.succ_opt().is_some_and(|next| span.from <= next);
        if span.from > span.to || !follows_on {
            return Err(span);
        }
        self.spans.push(span);
        Ok(())
    }

    /// The first and last day announced by the end of `day`, and the newest day of issue among what announced them.
    pub(in crate::domain) fn span_on(&self, day: NaiveDate) -> [NaiveDate; 3] {
        let first_year = NOTICES.first().map_or(1970, |notice| notice.year);
        let first = NaiveDate::from_ymd_opt(first_year, 1, 1).unwrap_or_default();
        let end_of = |year| NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_default();
        let mut last = first.pred_opt().unwrap_or(first);
        let mut announced_on = NaiveDate::MIN;
        for notice in NOTICES.iter().filter(|notice| date_of(notice.announced_on) <= day) {
            last = last.max(end_of(notice.year));
            announced_on = announced_on.max(date_of(notice.announced_on));
        }
        for span in self.spans.iter().filter(|span| span.announced_on <= day) {
            // A span whose forerunner was not out yet says nothing of the days between.
            if last.succ_opt().is_some_and(|next| span.from <= next) {
                last = last.max(span.to);
                announced_on = announced_on.max(span.announced_on);
            }
        }
        [first, last, announced_on]
    }

    /// What was said of single days by the end of `day`, the district's own word last.
    pub(super) fn days_on(&self, day: NaiveDate) -> BTreeMap<NaiveDate, Naming> {
        let mut named = BTreeMap::new();
        for notice in NOTICES.iter().filter(|notice| date_of(notice.announced_on) <= day) {
            let by_notice = |kind| Naming { kind, is_own: false, name: None };
            for (dates, kind) in [(notice.off, DayKind::Off), (notice.work, DayKind::Work)] {
                named.extend(dates.iter().map(|date| (date_of(*date), by_notice(kind))));
            }
            for date in notice.taken_back {
                named.remove(&date_of(*date));
            }
        }
        // A day of a span is part of its notice, and was not known before it.
        let is_known = |date: &NaiveDate| {
            let span = self.spans.iter().find(|span| (span.from..=span.to).contains(date));
            span.is_none_or(|span| span.announced_on <= day)
        };
        let own = self.own.iter().filter(|(date, _)| is_known(date));
        named.extend(own.map(|(date, naming)| (*date, naming.clone())));
        named
    }
}

/// The date of a number such as `2018_1229`.
fn date_of(number: u32) -> NaiveDate {
    let year = i32::try_from(number / 10_000).unwrap_or_default();
    NaiveDate::from_ymd_opt(year, number / 100 % 100, number % 100).unwrap_or_default()
}
