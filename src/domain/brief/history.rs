//! What was reported when: the rows of the collection `received` in their places, to be counted by category, part and days.

use crate::domain::{
    area::{Areas, Place},
    case::Domain,
    filter::{Dimension, Filter},
    parts::Part,
    window::Span,
    workload::ReceivedRow,
};
use chrono::NaiveDate;
use std::{collections::BTreeMap, sync::Arc};

/// A category of a domain, in the backend's words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind {
    /// The domain.
    pub domain: Domain,
    /// The category.
    pub category: Box<str>,
}

/// The rows, each in its place.
#[derive(Clone, Debug, Default)]
pub struct History {
    rows: Arc<Vec<ReceivedRow>>,
    places: Vec<Place>,
    by_day: BTreeMap<NaiveDate, u32>,
}

/// What was reported of one category in one grid within a window.
#[derive(Clone, Debug, PartialEq)]
pub struct GridCount {
    /// The category.
    pub kind: Kind,
    /// The grid.
    pub place: Place,
    /// How many.
    pub count: u32,
    /// Their days, the oldest first.
    pub days: Vec<NaiveDate>,
}

impl History {
    /// The history of a district; a grid that the areas do not have lies nowhere known.
    pub fn of(rows: &Arc<Vec<ReceivedRow>>, areas: &Areas) -> Self {
        let place = |row: &ReceivedRow| areas.place_of_grid(&row.grid_id).unwrap_or_default();
        let mut by_day: BTreeMap<NaiveDate, u32> = BTreeMap::new();
        for day in rows.iter().flat_map(|row| &row.days) {
            *by_day.entry(*day).or_default() += 1;
        }
        Self { places: rows.iter().map(place).collect(), rows: Arc::clone(rows), by_day }
    }

    /// The first day of which anything is known.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.by_day.keys().next().copied()
    }

    /// The last day of which anything is known.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.by_day.keys().next_back().copied()
    }

    /// Whether it begins by `first` and reaches to `last`: days that have not come yet would pass for days without reports.
    pub fn covers(&self, first: NaiveDate, last: NaiveDate) -> bool {
        let (begins, ends) = (self.first_day(), self.last_day());
        begins.is_some_and(|begins| begins <= first) && ends.is_some_and(|ends| ends >= last)
    }

    /// So many whole days up to, and without, the last one of which anything is known: that one may not be over.
    pub fn last_days(&self, days: u64) -> Span {
        let last = self.by_day.keys().next_back().copied().unwrap_or_default();
        Span::before(last, days)
    }

    /// How many were reported on a day, in all of the district.
    pub fn total_on(&self, day: NaiveDate) -> u32 {
        self.by_day.get(&day).copied().unwrap_or(0)
    }

    /// How many of each category were reported in a part, window by window; categories with none at all are left out.
    pub fn kinds(&self, filter: &Filter, part: Part, spans: &[Span]) -> Vec<(Kind, Vec<u32>)> {
        let cells = self.cells(filter, &[part], spans).into_iter();
        cells.map(|(_, kind, counts)| (kind, counts)).collect()
    }

    /// The same for several parts at once, each by its index.
    pub fn cells(
        &self,
        filter: &Filter,
        parts: &[Part],
        spans: &[Span],
    ) -> Vec<(usize, Kind, Vec<u32>)> {
        let mut cells: BTreeMap<(usize, Domain, &str), Vec<u32>> = BTreeMap::new();
        for (row, place) in self.rows_of(filter) {
            let Some(at) = parts.iter().position(|part| part.holds(*place)) else { continue };
            let counts: Vec<u32> = spans.iter().map(|span| within(row, *span)).collect();
            if counts.iter().any(|count| *count > 0) {
                let cell = cells.entry((at, row.domain, &*row.category));
                let known = cell.or_insert_with(|| vec![0; spans.len()]);
                known.iter_mut().zip(counts).for_each(|(known, count)| *known += count);
            }
        }
        let cell = |((at, domain, category), counts): ((usize, Domain, &str), Vec<u32>)| {
            (at, Kind { domain, category: category.into() }, counts)
        };
        cells.into_iter().map(cell).collect()
    }

    /// How many were reported in each part, window by window.
    pub fn parts(&self, filter: &Filter, parts: &[Part], spans: &[Span]) -> Vec<Vec<u32>> {
        let mut counts = vec![vec![0; spans.len()]; parts.len()];
        for (row, place) in self.rows_of(filter) {
            let at = parts.iter().position(|part| part.holds(*place));
            if let Some(counts) = at.and_then(|at| counts.get_mut(at)) {
                for (count, span) in counts.iter_mut().zip(spans) {
                    *count += within(row, *span);
                }
            }
        }
        counts
    }

    /// How many of each category were reported in each grid of a part.
    pub fn grids(&self, filter: &Filter, part: Part, span: Span) -> Vec<GridCount> {
        let inside = self.rows_of(filter).filter(|(_, place)| part.holds(**place));
        let counted = inside.filter(|(_, place)| place.grid.is_some()).map(|(row, place)| {
            let days: Vec<NaiveDate> =
                row.days.iter().filter(|day| span.holds(**day)).copied().collect();
            let count = u32::try_from(days.len()).unwrap_or(u32::MAX);
            GridCount { kind: kind(row), place: *place, count, days }
        });
        counted.filter(|of| of.count > 0).collect()
    }

    /// The rows that count. Of a report only domain and category are known: a filter that asks for more lets none through.
    fn rows_of<'h>(
        &'h self,
        filter: &'h Filter,
    ) -> impl Iterator<Item = (&'h ReceivedRow, &'h Place)> {
        let can_be_told = is_told(filter);
        let rows = self.rows.iter().zip(&self.places).filter(move |_| can_be_told);
        rows.filter(|(row, _)| {
            filter.domain.is_none_or(|domain| row.domain == domain)
                && filter.category.as_ref().is_none_or(|category| row.category == *category)
        })
    }
}

/// Whether what was reported can be told under a filter.
pub fn is_told(filter: &Filter) -> bool {
    let facts = Dimension::ALL.into_iter().filter(|of| of.is_fact());
    let mut unknown = facts.filter(|of| !matches!(of, Dimension::Domain | Dimension::Category));
    unknown.all(|of| filter.chosen(of).is_none())
}

fn kind(row: &ReceivedRow) -> Kind {
    Kind { domain: row.domain, category: row.category.clone() }
}

/// How many of a row's days lie in a window.
fn within(row: &ReceivedRow, span: Span) -> u32 {
    let from = row.days.partition_point(|day| *day < span.first);
    let until = row.days.partition_point(|day| *day < span.until);
    u32::try_from(until.saturating_sub(from)).unwrap_or(u32::MAX)
}
