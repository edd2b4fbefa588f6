//! Workload per town and day, and the on-time rate that people are judged by.

use super::{
    area::{Areas, Place},
    board::Board,
    case::Domain,
    ids::{GridId, TownId, ZoneId},
    light::Light,
    time::{Instant, date_of},
};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// What a workload row counts, by the contract's property. Of the matters of a day there are two views: **events** of that
/// day, and the **cohort** of the matters received that day with what has become of them so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tally {
    /// Received on that day.
    Received,
    /// Event: closed on time on that day.
    ClosedOnTime,
    /// Event: closed late on that day.
    ClosedLate,
    /// Stock: open at the end of that day.
    OpenAtEnd,
    /// Stock: overdue at the end of that day.
    OverdueAtEnd,
    /// Cohort: the citizen was contacted in time.
    ContactedOnTime,
    /// Cohort: disposed of (处置), which is not yet closed (办结).
    Disposed,
    /// Cohort: an extension was approved.
    Extended,
    /// Cohort: returned by a unit at least once (退单).
    Returned,
    /// Cohort: the citizen was called back (核实回访).
    CalledBack,
    /// Cohort: the citizen who was called back was satisfied.
    Satisfied,
    /// Cohort: closed on time.
    CohortClosedOnTime,
    /// Cohort: closed late.
    CohortClosedLate,
}

impl Tally {
    /// All tallies, in the order of `WorkloadRow::tallies`.
    pub const ALL: [Self; 13] = [
        Self::Received,
        Self::ClosedOnTime,
        Self::ClosedLate,
        Self::OpenAtEnd,
        Self::OverdueAtEnd,
        Self::ContactedOnTime,
        Self::Disposed,
        Self::Extended,
        Self::Returned,
        Self::CalledBack,
        Self::Satisfied,
        Self::CohortClosedOnTime,
        Self::CohortClosedLate,
    ];

    /// The contract's property.
    pub fn property(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::ClosedOnTime => "closed_on_time",
            Self::ClosedLate => "closed_late",
            Self::OpenAtEnd => "open_at_end",
            Self::OverdueAtEnd => "overdue_at_end",
            Self::ContactedOnTime => "contacted_on_time",
            Self::Disposed => "disposed",
            Self::Extended => "extended",
            Self::Returned => "returned",
            Self::CalledBack => "called_back",
            Self::Satisfied => "satisfied",
            Self::CohortClosedOnTime => "cohort_closed_on_time",
            Self::CohortClosedLate => "cohort_closed_late",
        }
    }
}

/// One town's (or zone's) day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkloadRow {
    /// Its town.
    pub town_id: Option<TownId>,
    /// Its zone, where the source counts by zone; then a town is the sum of its zones.
    pub zone_id: Option<ZoneId>,
    /// The day, in the district's zone.
    pub day: NaiveDate,
    /// What is counted, in the order of `Tally::ALL`; `None` where the source does not say.
    pub tallies: [Option<u32>; Tally::ALL.len()],
    /// Of the matters closed on that day, how many had taken so many working days since their start, the fewest first.
    pub closed_by_working_days: Option<Vec<(u32, u32)>>,
    /// Of the matters received on that day, how many there were of a domain, in the order of `Domain::ALL`.
    pub received_by_domain: Option<Vec<(Domain, u32)>>,
}

impl WorkloadRow {
    /// How many, where the source says.
    pub fn tally(&self, tally: Tally) -> Option<u32> {
        self.tallies.get(tally as usize).copied().flatten()
    }
}

/// What was received of one category in one grid, a date for each matter: from this the brief counts what rises and what
/// comes back (contract, collection `received`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedRow {
    /// The grid.
    pub grid_id: GridId,
    /// The domain.
    pub domain: Domain,
    /// The category, in the backend's words.
    pub category: Box<str>,
    /// The day on which each matter was reported, in the district's zone, the oldest first.
    pub days: Vec<NaiveDate>,
}

/// A rate, or why there is none. Never 0 % and never 100 % for want of data (`rules.md`, Rates).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rate {
    /// So many of so many; the second is not 0.
    Known {
        /// The part.
        numerator: u32,
        /// The whole.
        denominator: u32,
    },
    /// The source does not give what it takes: these properties, by the contract's names.
    Missing(Vec<&'static str>),
    /// Nothing to judge in the window.
    Nothing,
}

/// On-time rate = closed on time ÷ (closed + overdue open), of the matters received in the `days` whole days before
/// today. The formula follows the complaint of `field.md` P4: an overdue matter must not vanish by staying open.
pub fn on_time_rate(board: &Board, place: Place, days: u64, now: Instant) -> Rate {
    let today = date_of(now, board.rule.zone);
    let first = today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let in_window = |day: NaiveDate| first <= day && day < today;

    let rows: Vec<(Place, &WorkloadRow)> = counted_rows(&board.workload, &board.areas)
        .into_iter()
        .filter(|(of, row)| of.is_within(place) && in_window(row.day))
        .collect();
    let is_given = |field: Count| {
        board.workload.iter().any(|row| field(row).is_some())
            && rows.iter().all(|(_, row)| field(row).is_some())
    };
    let on_time_given: Count = |row| row.tally(Tally::CohortClosedOnTime);
    let late_given: Count = |row| row.tally(Tally::CohortClosedLate);
    let mut missing = Vec::new();
    if !is_given(on_time_given) {
        missing.push("cohort_closed_on_time");
    }
    if !is_given(late_given) {
        missing.push("cohort_closed_late");
    }
    // A source that counts by town alone says nothing of a zone or a grid.
    if place.zone.is_some() && !board.workload.iter().any(|row| row.zone_id.is_some()) {
        missing.push("zone_id");
    }
    if place.grid.is_some() {
        missing.push("grid_id");
    }
    if missing.is_empty() && !is_whole(&rows, board, place, first, today) {
        missing.push("day");
    }
    if !missing.is_empty() {
        return Rate::Missing(missing);
    }

    let sum = |field: Count| {
        rows.iter().filter_map(|(_, row)| field(row)).fold(0_u32, u32::saturating_add)
    };
    let on_time = sum(on_time_given);
    let late = sum(late_given);
    let overdue_open = board
        .cases()
        .filter(|open| open.place.is_within(place) && open.clock.light(now) == Light::Red)
        .filter(|open| {
            let received_at = open.case.reported_at.or(open.case.dispatched_at);
            received_at.is_some_and(|at| in_window(date_of(at, board.rule.zone)))
        })
        .count();
    let overdue_open = u32::try_from(overdue_open).unwrap_or(u32::MAX);
    match on_time.saturating_add(late).saturating_add(overdue_open) {
        0 => Rate::Nothing,
        denominator => Rate::Known { numerator: on_time, denominator },
    }
}

/// A count of a row.
type Count = fn(&WorkloadRow) -> Option<u32>;

/// Each row with its place. Where the source counts a town by its zones, the town is their sum (`contract.md`, workload),
/// and a row of the town itself would count the same matters again.
fn counted_rows<'a>(rows: &'a [WorkloadRow], areas: &Areas) -> Vec<(Place, &'a WorkloadRow)> {
    let placed: Vec<_> = rows.iter().map(|row| (place_of(row, areas), row)).collect();
    let by_zone = towns_by_zone(&placed);
    let is_sum = |of: &Place| of.zone.is_none() && of.town.is_some_and(|at| by_zone.contains(&at));
    placed.into_iter().filter(|(of, _)| !is_sum(of)).collect()
}

/// The towns of which there are rows by zone.
fn towns_by_zone(rows: &[(Place, &WorkloadRow)]) -> Vec<usize> {
    let mut towns = Vec::new();
    for town in rows.iter().filter(|(of, _)| of.zone.is_some()).filter_map(|(of, _)| of.town) {
        if !towns.contains(&town) {
            towns.push(town);
        }
    }
    towns
}

/// Whether every town in the place, or every zone of a town that is counted by zones, has a row for each day of the
/// window: a place judged by a part of its days is judged wrongly.
fn is_whole(
    rows: &[(Place, &WorkloadRow)],
    board: &Board,
    place: Place,
    first: NaiveDate,
    today: NaiveDate,
) -> bool {
    let mut given = BTreeSet::new();
    given.extend(rows.iter().map(|(of, row)| (of.town, of.zone, row.day)));
    let by_zone = towns_by_zone(rows);
    let areas = &board.areas;
    let towns = (0..areas.towns().len()).filter(|town| !by_zone.contains(town));
    let zones = areas.zones().iter().filter_map(|zone| areas.place_of_zone(&zone.id));
    let zones = zones.filter(|of| of.town.is_some_and(|town| by_zone.contains(&town)));
    let mut units = towns
        .map(|town| Place { town: Some(town), ..Place::default() })
        .chain(zones)
        .filter(|unit| unit.is_within(place))
        .peekable();
    // A district of which no town is known has its own rows alone to go by.
    let whole = if units.peek().is_none() { vec![place] } else { units.collect() };
    let mut days = first.iter_days().take_while(|day| *day < today);
    days.all(|day| whole.iter().all(|unit| given.contains(&(unit.town, unit.zone, day))))
}

fn place_of(row: &WorkloadRow, areas: &Areas) -> Place {
    let by_zone = row.zone_id.as_ref().and_then(|id| areas.place_of_zone(id));
    by_zone.or_else(|| areas.place_of_town(row.town_id.as_ref()?)).unwrap_or_default()
}
