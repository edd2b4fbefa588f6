//! What the words of a search may mean: places and open matters, the best fit first.

use super::{
    area::{Areas, Place},
    board::{Board, OpenCase},
    find::{Initials, Needle},
    order::ordered_by_key,
    scope::Scope,
};
use std::sync::Arc;

/// How many places, and how many matters, are suggested.
const MOST: usize = 6;

/// What some words may mean.
#[derive(Clone, Debug, Default)]
pub struct Suggestions {
    /// Places, the widest first among equals.
    pub places: Vec<(Scope, Place)>,
    /// Open matters.
    pub cases: Vec<Arc<OpenCase>>,
}

/// The places and open matters that fit `words`; none for no words.
pub fn suggest(board: &Board, words: &str, initials: Option<&Initials>) -> Suggestions {
    let needle = Needle::new(words);
    if needle.is_empty() {
        return Suggestions::default();
    }
    Suggestions {
        places: places(&board.areas, &needle, initials),
        cases: cases(board, &needle, initials),
    }
}

/// By name in either language, by code or id: a name that begins with the words comes before one that has them inside.
fn places(areas: &Areas, needle: &Needle, initials: Option<&Initials>) -> Vec<(Scope, Place)> {
    let mut found: Vec<(u8, Scope, Place)> = Vec::new();
    let mut note = |names: [Option<&str>; 3], scope: Scope, place: Place| {
        let ranks = names.into_iter().flatten();
        let rank = ranks.filter_map(|name| needle.rank_in(name, initials)).min();
        found.extend(rank.map(|rank| (rank, scope, place)));
    };
    for (at, town) in areas.towns().iter().enumerate() {
        let place = Place { town: Some(at), ..Place::default() };
        let names = [Some(&*town.name), town.name_en.as_deref(), Some(town.id.as_str())];
        note(names, Scope::Town(town.id.clone()), place);
    }
    for zone in areas.zones() {
        let Some(place) = areas.place_of_zone(&zone.id) else { continue };
        let names = [Some(&*zone.name), zone.name_en.as_deref(), Some(zone.id.as_str())];
        note(names, Scope::Zone(zone.id.clone()), place);
    }
    for (grid, place) in areas.grids().iter().zip(areas.places()) {
        let names = [Some(&*grid.name), Some(grid.id.as_str()), None];
        note(names, Scope::Grid(grid.id.clone()), *place);
    }
    let best = ordered_by_key(&found, |(rank, scope, _)| (*rank, scope.depth()));
    best.into_iter().take(MOST).map(|(_, scope, place)| (scope.clone(), *place)).collect()
}

/// By title, id, address or unit; those that begin with the words, then the newest, first.
fn cases(board: &Board, needle: &Needle, initials: Option<&Initials>) -> Vec<Arc<OpenCase>> {
    let mut found: Vec<(u8, &Arc<OpenCase>)> = Vec::new();
    for open in board.cases() {
        let case = &open.case;
        let title = needle.rank_in(&case.title, initials);
        let id = needle.rank_in(case.id.as_str(), initials);
        let others = [case.address.as_deref(), case.handling_unit.as_deref()];
        let others: Vec<&str> = others.into_iter().flatten().collect();
        let is_elsewhere = || needle.is_in(&others, initials).then_some(2);
        let rank = [title, id].into_iter().flatten().min().or_else(is_elsewhere);
        found.extend(rank.map(|rank| (rank, open)));
    }
    let best =
        ordered_by_key(&found, |(rank, open)| (*rank, std::cmp::Reverse(open.case.reported_at)));
    best.into_iter().take(MOST).map(|(_, open)| Arc::clone(open)).collect()
}
