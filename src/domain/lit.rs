//! The lit board: what every light is at one moment, counted for every area at once.
//!
//! It is computed in one pass over the open matters and never stored as truth: a red light is always a fact of now.

use super::{
    area::Place,
    board::Board,
    case::Domain,
    count::LightCount,
    filter::Filter,
    time::{Instant, date_of, end_of_day},
};

/// The lights of a board at one moment, for the matters a filter lets through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LitBoard {
    /// The counts of each grid, in the areas' order.
    pub grids: Vec<LightCount>,
    /// The counts of each zone.
    pub zones: Vec<LightCount>,
    /// The counts of each town.
    pub towns: Vec<LightCount>,
    /// Matters of no known town (未归属): they complete every sum.
    pub unplaced: LightCount,
    /// All matters.
    pub district: LightCount,
    /// The next instant at which a light, or the date, changes by itself.
    pub next_change_at: Option<Instant>,
}

impl LitBoard {
    /// Lights `board` at `now`.
    pub fn of(board: &Board, filter: &Filter, now: Instant) -> Self {
        let areas = &board.areas;
        let mut lit = Self {
            grids: vec![LightCount::default(); areas.grids().len()],
            zones: vec![LightCount::default(); areas.zones().len()],
            towns: vec![LightCount::default(); areas.towns().len()],
            next_change_at: end_of_day(date_of(now, board.rule.zone), board.rule.zone),
            ..Self::default()
        };
        for open in board.cases() {
            if let Some(at) = open.clock.next_change_after(now) {
                lit.next_change_at = lit.next_change_at.map(|next| next.min(at));
            }
            if !filter.counts(&open.case) {
                continue;
            }
            let light = open.clock.light(now);
            let is_due_today = open.clock.is_due_today(now, board.rule.zone);
            lit.district.add(light, is_due_today);
            let Place { town, zone, grid } = open.place;
            let levels = [
                town.map_or(Some(&mut lit.unplaced), |at| lit.towns.get_mut(at)),
                zone.and_then(|at| lit.zones.get_mut(at)),
                grid.and_then(|at| lit.grids.get_mut(at)),
            ];
            for count in levels.into_iter().flatten() {
                count.add(light, is_due_today);
            }
        }
        lit
    }

    /// The counts of one place; none for a place that is not there.
    pub fn count(&self, place: Place) -> LightCount {
        let of = |counts: &[LightCount], at: usize| counts.get(at).copied().unwrap_or_default();
        match place {
            Place { grid: Some(at), .. } => of(&self.grids, at),
            Place { zone: Some(at), .. } => of(&self.zones, at),
            Place { town: Some(at), .. } => of(&self.towns, at),
            Place { .. } => self.district,
        }
    }
}

/// The counts of each domain within `place`, in the order of `Domain::ALL`: of what counts by all that is asked but the
/// domain itself.
pub fn count_domains(
    board: &Board,
    place: Place,
    filter: &Filter,
    now: Instant,
) -> Vec<(Domain, LightCount)> {
    let mut counts = Domain::ALL.map(|domain| (domain, LightCount::default()));
    let others = Filter { domain: None, ..filter.clone() };
    let cases = board.cases().filter(|open| open.place.is_within(place));
    for open in cases.filter(|open| others.counts(&open.case)) {
        let of_domain = counts.iter_mut().find(|(domain, _)| *domain == open.case.domain);
        if let Some((_, count)) = of_domain {
            count.add(open.clock.light(now), open.clock.is_due_today(now, board.rule.zone));
        }
    }
    counts.into()
}
