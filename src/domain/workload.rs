//! Workload per town and day, and the on-time rate that people are judged by.

use super::{
    area::{Areas, Place},
    board::Board,
    ids::{TownId, ZoneId},
    light::Light,
    time::{Instant, date_of},
};
use chrono::{Days, NaiveDate};

/// One town's (or zone's) day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkloadRow {
    /// Its town.
    pub town_id: Option<TownId>,
    /// Its zone, where the source counts by zone; then a town is the sum of its zones.
    pub zone_id: Option<ZoneId>,
    /// The day, in the district's zone.
    pub day: NaiveDate,
    /// Matters received on that day.
    pub received: Option<u32>,
    /// Matters closed on time on that day.
    pub closed_on_time: Option<u32>,
    /// Matters closed late on that day.
    pub closed_late: Option<u32>,
    /// Of those received that day, closed on time so far.
    pub cohort_closed_on_time: Option<u32>,
    /// Of those received that day, closed late so far.
    pub cohort_closed_late: Option<u32>,
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

    let rows = board.workload.iter();
    let rows: Vec<&WorkloadRow> =
        rows.filter(|row| place_of(row, &board.areas).is_within(place)).collect();
    let is_given = |field: fn(&WorkloadRow) -> Option<u32>| {
        board.workload.iter().any(|row| field(row).is_some())
    };
    let mut missing = Vec::new();
    if !is_given(|row| row.cohort_closed_on_time) {
        missing.push("cohort_closed_on_time");
    }
    if !is_given(|row| row.cohort_closed_late) {
        missing.push("cohort_closed_late");
    }
    // A source that counts by town alone says nothing of a zone or a grid.
    if place.zone.is_some() && !board.workload.iter().any(|row| row.zone_id.is_some()) {
        missing.push("zone_id");
    }
    if place.grid.is_some() {
        missing.push("grid_id");
    }
    // A window of which the source gives the place a part alone would be judged by that part.
    let given = || rows.iter().map(|row| row.day);
    let is_whole = given().min().is_some_and(|day| day <= first)
        && given().max().is_some_and(|day| Some(day) >= today.pred_opt());
    if missing.is_empty() && !is_whole {
        missing.push("day");
    }
    if !missing.is_empty() {
        return Rate::Missing(missing);
    }

    let sum = |field: fn(&WorkloadRow) -> Option<u32>| {
        let rows = rows.iter().filter(|row| in_window(row.day));
        rows.filter_map(|row| field(row)).fold(0_u32, u32::saturating_add)
    };
    let on_time = sum(|row| row.cohort_closed_on_time);
    let late = sum(|row| row.cohort_closed_late);
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

fn place_of(row: &WorkloadRow, areas: &Areas) -> Place {
    let by_zone = row.zone_id.as_ref().and_then(|id| areas.place_of_zone(id));
    by_zone.or_else(|| areas.place_of_town(row.town_id.as_ref()?)).unwrap_or_default()
}
