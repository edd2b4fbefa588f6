//! The workload of a town (or zone) and day, as the source counts it. What is made of it is in `book` and `measure`.

use super::{
    case::Domain,
    ids::{GridId, TownId, ZoneId},
};
use chrono::{Days, NaiveDate};

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

/// Whether totals of yesterday may still come: those of the week before did, and of more places than there are now.
pub fn lacks_totals(rows: &[WorkloadRow], today: NaiveDate) -> bool {
    let day_before = |day: NaiveDate| {
        let week = day - Days::new(7);
        rows.iter().map(|row| row.day).filter(|known| *known < day && *known >= week).max()
    };
    let places_on = |day: NaiveDate| rows.iter().filter(|row| row.day == day).count();
    let yesterday = today - Days::new(1);
    match day_before(today) {
        Some(newest) if newest == yesterday => {
            day_before(yesterday).is_some_and(|before| places_on(yesterday) < places_on(before))
        }
        older => older.is_some(),
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
