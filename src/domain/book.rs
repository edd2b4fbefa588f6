//! The day book: the workload rows, each in its place, so that the tallies of any place and window are one sum.

use super::{
    area::{Areas, Place},
    board::Board,
    case::Domain,
    parts::Part,
    window::Span,
    workload::{Tally, WorkloadRow},
};
use chrono::NaiveDate;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Where a row counts: its town and its zone.
type Unit = (Option<usize>, Option<usize>);

/// Rows of no known town have numbers of their own in place of a zone, from here on: several may have the same day.
const UNPLACED: usize = usize::MAX / 2;

/// The rows of a board's workload that count, by unit and day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    rows: Arc<Vec<WorkloadRow>>,
    /// The index of each row that counts.
    days: BTreeMap<(NaiveDate, Unit), usize>,
    /// The units that have to be there for each day: zones where a town is counted by zones, else towns.
    units: Vec<Place>,
    /// Whether any row counts by zone.
    is_by_zone: bool,
    /// Which tallies at least one row gives; one that none gives is not given by the source (`rules.md`, Rates).
    given: [bool; Tally::ALL.len()],
    has_working_days: bool,
    has_domains: bool,
}

/// What is summed of a place in a window. A part that the source does not give, or not for every row, is `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sums {
    tallies: [Option<u32>; Tally::ALL.len()],
    /// Of the matters closed in the window, how many had taken so many working days, the fewest first.
    pub closed_by_working_days: Option<Vec<(u32, u32)>>,
    /// What was received, by domain, in the order of `Domain::ALL`.
    pub received_by_domain: Option<[u32; Domain::ALL.len()]>,
    /// What the source lacks for this place and window whatever is asked, by the contract's property.
    pub missing: Vec<&'static str>,
}

/// One day of a place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BookDay {
    /// The day; none by default.
    pub day: NaiveDate,
    /// What is summed of it.
    pub sums: Sums,
}

impl Book {
    /// The book of a board.
    pub fn of(board: &Board) -> Self {
        let (rows, areas) = (&board.workload, &board.areas);
        let places: Vec<Place> = rows.iter().map(|row| place_of(row, areas)).collect();
        let zoned = places.iter().filter(|of| of.zone.is_some());
        // Where the source counts a town by its zones, the town is their sum (`contract.md`, workload), and a row of the
        // town itself would count the same matters again.
        let by_zone: BTreeSet<usize> = zoned.filter_map(|of| of.town).collect();
        let mut days = BTreeMap::new();
        for (at, (of, row)) in places.iter().zip(rows.iter()).enumerate() {
            let is_of_zone = row.zone_id.is_some();
            let is_sum = !is_of_zone && of.town.is_some_and(|town| by_zone.contains(&town));
            // Of no known town, or of a zone that is not known: several such rows may have the same day.
            let is_unplaced = of.town.is_none() || (is_of_zone && of.zone.is_none());
            let zone = if is_unplaced && of.zone.is_none() { Some(UNPLACED + at) } else { of.zone };
            if !is_sum {
                days.insert((row.day, (of.town, zone)), at);
            }
        }
        let counted: Vec<&WorkloadRow> = days.values().filter_map(|at| rows.get(*at)).collect();
        let gives = |tally: Tally| counted.iter().any(|row| row.tally(tally).is_some());
        Self {
            units: units(areas, &by_zone),
            is_by_zone: places.iter().any(|of| of.zone.is_some()),
            given: Tally::ALL.map(gives),
            has_working_days: counted.iter().any(|row| row.closed_by_working_days.is_some()),
            has_domains: counted.iter().any(|row| row.received_by_domain.is_some()),
            rows: Arc::clone(rows),
            days,
        }
    }

    /// The first day of which anything is said.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.days.keys().next().map(|(day, _)| *day)
    }

    /// The last day of which anything is said.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.days.keys().next_back().map(|(day, _)| *day)
    }

    /// Whether any row gives this tally.
    fn gives(&self, tally: Tally) -> bool {
        self.given.get(tally as usize).copied().unwrap_or(false)
    }

    /// The sums of a place in a window.
    pub fn sums(&self, part: Part, span: Span) -> Sums {
        let rows: Vec<&WorkloadRow> = self
            .days
            // A window that ends before it begins has no day, where a range would panic.
            .range((span.first, (None, None))..(span.until.max(span.first), (None, None)))
            .filter(|((_, unit), _)| part.holds(place_of_unit(*unit)))
            .filter_map(|(_, at)| self.rows.get(*at))
            .collect();
        Sums {
            tallies: Tally::ALL.map(|tally| self.total(tally, &rows)),
            closed_by_working_days: self.has_working_days.then(|| working_days(&rows)).flatten(),
            received_by_domain: self.has_domains.then(|| domains(&rows)).flatten(),
            missing: self.missing(part, span),
        }
    }

    /// The days of a place, one by one.
    pub fn days_of(&self, part: Part, span: Span) -> Vec<BookDay> {
        let day = |day: NaiveDate| BookDay {
            day,
            sums: self.sums(part, Span { first: day, until: day.succ_opt().unwrap_or(day) }),
        };
        span.days().map(day).collect()
    }

    /// A tally is known where every row of the place has it.
    fn total(&self, tally: Tally, rows: &[&WorkloadRow]) -> Option<u32> {
        if !self.gives(tally) {
            return None;
        }
        rows.iter().try_fold(0_u32, |sum, row| Some(sum.saturating_add(row.tally(tally)?)))
    }

    fn missing(&self, part: Part, span: Span) -> Vec<&'static str> {
        let place = part.place();
        let mut missing = Vec::new();
        // A source that counts by town alone says nothing of a zone or a grid.
        let is_by_zone = match part {
            Part::Area(_) => self.is_by_zone || place.zone.is_none(),
            // Of a town that is counted as one nobody knows what lies in none of its zones.
            Part::Unplaced(_) => place.town.is_none() || self.has_zones_of(place),
        };
        if !is_by_zone {
            missing.push("zone_id");
        }
        // Nor of what lies in no grid of a zone: rows count by zone at the most.
        if place.grid.is_some() || matches!(part, Part::Unplaced(of) if of.zone.is_some()) {
            missing.push("grid_id");
        }
        // What lies in no area may have no row on most days.
        if missing.is_empty() && matches!(part, Part::Area(_)) && !self.is_whole(place, span) {
            missing.push("day");
        }
        missing
    }

    fn has_zones_of(&self, place: Place) -> bool {
        self.units.iter().any(|unit| unit.zone.is_some() && unit.town == place.town)
    }

    /// Whether every unit of the place has a row for each day: a place judged by a part of its days is judged wrongly.
    fn is_whole(&self, place: Place, span: Span) -> bool {
        let mut units = self.units.iter().filter(|unit| unit.is_within(place)).peekable();
        if units.peek().is_some() {
            let has = |day, unit: &Place| self.days.contains_key(&(day, (unit.town, unit.zone)));
            return units.all(|unit| span.days().all(|day| has(day, unit)));
        }
        // A district of which no town is known has its own rows alone to go by.
        let of_day =
            |day| self.days.range((day, (None, None))..).take_while(move |((of, _), _)| *of == day);
        span.days().all(|day| of_day(day).any(|((_, unit), _)| place_of_unit(*unit) == place))
    }
}

impl Sums {
    /// How many, where that is known for every row.
    pub fn tally(&self, tally: Tally) -> Option<u32> {
        self.tallies.get(tally as usize).copied().flatten()
    }

    /// How many, where that is known for every row of a whole window.
    pub fn whole(&self, tally: Tally) -> Option<u32> {
        self.tally(tally).filter(|_| self.missing.is_empty())
    }
}

fn place_of_unit((town, zone): Unit) -> Place {
    Place { town, zone: zone.filter(|at| *at < UNPLACED), grid: None }
}

/// Which units a whole day has.
fn units(areas: &Areas, by_zone: &BTreeSet<usize>) -> Vec<Place> {
    let towns = (0..areas.towns().len()).filter(|town| !by_zone.contains(town));
    let towns = towns.map(|town| Place { town: Some(town), ..Place::default() });
    let zones = areas.zones().iter().filter_map(|zone| areas.place_of_zone(&zone.id));
    let zones = zones.filter(|of| of.town.is_some_and(|town| by_zone.contains(&town)));
    towns.chain(zones).collect()
}

fn place_of(row: &WorkloadRow, areas: &Areas) -> Place {
    let by_zone = row.zone_id.as_ref().and_then(|id| areas.place_of_zone(id));
    by_zone.or_else(|| areas.place_of_town(row.town_id.as_ref()?)).unwrap_or_default()
}

/// The rows' counts by working days put together; `None` where a row does not give them.
fn working_days(rows: &[&WorkloadRow]) -> Option<Vec<(u32, u32)>> {
    let mut all: BTreeMap<u32, u32> = BTreeMap::new();
    for row in rows {
        for (days, count) in row.closed_by_working_days.as_ref()? {
            let known = all.entry(*days).or_default();
            *known = known.saturating_add(*count);
        }
    }
    Some(all.into_iter().collect())
}

fn domains(rows: &[&WorkloadRow]) -> Option<[u32; Domain::ALL.len()]> {
    let mut all = [0_u32; Domain::ALL.len()];
    for row in rows {
        for (domain, count) in row.received_by_domain.as_ref()? {
            if let Some(known) =
                Domain::ALL.iter().position(|of| of == domain).and_then(|at| all.get_mut(at))
            {
                *known = known.saturating_add(*count);
            }
        }
    }
    Some(all)
}
