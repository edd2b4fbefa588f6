//! The list of matters: which of them the filter lets through, and in which order.

use super::{
    area::Place,
    board::{Board, OpenCase},
    filter::{Column, Dimension, Direction, Filter, Sort, Today},
    find::{Initials, Needle},
    light::Light,
    order::ordered_by_key,
    time::Instant,
};
use std::{cmp::Reverse, sync::Arc};

/// The matters of `place` that the filter lets through, in the order asked for.
pub fn list_cases(
    board: &Board,
    place: Place,
    filter: &Filter,
    sort: Sort,
    now: Instant,
    initials: Option<&Initials>,
) -> Vec<Arc<OpenCase>> {
    let today = Today::of(board, now);
    let needle = Needle::new(&filter.words);
    let cases: Vec<&Arc<OpenCase>> = board
        .cases()
        .filter(|open| open.place.is_within(place))
        .filter(|open| Dimension::ALL.into_iter().all(|of| filter.fits(of, open, &today)))
        .filter(|open| is_found(&needle, open, board, initials))
        .collect();
    in_order(&cases, sort, now, initials).into_iter().map(Arc::clone).collect()
}

/// Whether the words looked for are in the facts of a matter, or in the names of where it lies.
pub(super) fn is_found(
    needle: &Needle,
    open: &OpenCase,
    board: &Board,
    initials: Option<&Initials>,
) -> bool {
    if needle.is_empty() {
        return true;
    }
    let (case, areas) = (&open.case, &board.areas);
    let town = open.place.town.and_then(|at| areas.towns().get(at)).map(|town| &*town.name);
    let zone = open.place.zone.and_then(|at| areas.zones().get(at)).map(|zone| &*zone.name);
    let grid = open.place.grid.and_then(|at| areas.grids().get(at)).map(|grid| &*grid.name);
    let texts = [
        Some(&*case.title),
        Some(case.id.as_str()),
        case.address.as_deref(),
        case.category.as_deref(),
        case.handling_unit.as_deref(),
        town,
        zone,
        grid,
    ];
    let texts: Vec<&str> = texts.into_iter().flatten().collect();
    needle.is_in(&texts, initials)
}

/// A matter's place in an order: numbers first, then a text in the order of the pinyin.
type Key = (i64, Vec<(u16, char)>, i64);

/// The board holds its matters by id, and the order is stable: equals stay in the order of their ids.
fn in_order<'b>(
    cases: &[&'b Arc<OpenCase>],
    sort: Sort,
    now: Instant,
    initials: Option<&Initials>,
) -> Vec<&'b Arc<OpenCase>> {
    let key = |open: &&Arc<OpenCase>| key(open, sort.column, now, initials);
    let in_order: Vec<&&Arc<OpenCase>> = match sort.direction {
        Direction::Natural => ordered_by_key(cases, key),
        // What has no value stays last, whichever way.
        Direction::Reverse => {
            ordered_by_key(cases, |open| (is_without(open, sort.column), Reverse(key(open))))
        }
    };
    in_order.into_iter().copied().collect()
}

fn key(open: &OpenCase, column: Column, now: Instant, initials: Option<&Initials>) -> Key {
    let case = &open.case;
    let minutes = |at: Option<Instant>| at.map_or(i64::MAX, |at| at.timestamp());
    let newest = |at: Option<Instant>| at.map_or(i64::MAX, |at| -at.timestamp());
    let due = minutes(open.clock.due().map(|due| due.due_at));
    let reported = newest(case.reported_at);
    let text = |text: Option<&str>| {
        text.map_or(vec![(u16::MAX, char::MAX)], |text| in_pinyin(text, initials))
    };
    let number =
        |place: Option<usize>| place.and_then(|at| i64::try_from(at).ok()).unwrap_or(i64::MAX);
    match column {
        Column::Urgency => {
            let light = Light::ALL.iter().position(|light| *light == open.clock.light(now));
            (number(light), vec![], due)
        }
        Column::Due => (due, vec![], reported),
        Column::Title => (0, text(Some(&case.title)), due),
        Column::Domain => (case.domain as i64, text(case.category.as_deref()), due),
        Column::Unit => (0, text(case.handling_unit.as_deref()), due),
        Column::Place => {
            let of = open.place;
            let within = number(of.zone).min(9_999_999).saturating_mul(10_000_000);
            (number(of.town), vec![], within.saturating_add(number(of.grid).min(9_999_999)))
        }
        Column::Status => (case.status.rank(), text(Some(case.status.code())), due),
        Column::Reported => (reported, vec![], due),
        Column::Updated => (newest(case.updated_at), vec![], due),
    }
}

fn is_without(open: &OpenCase, column: Column) -> bool {
    let case = &open.case;
    match column {
        Column::Due => open.clock.due().is_none(),
        Column::Unit => case.handling_unit.is_none(),
        Column::Reported => case.reported_at.is_none(),
        Column::Updated => case.updated_at.is_none(),
        Column::Place => open.place.town.is_none(),
        Column::Urgency | Column::Title | Column::Domain | Column::Status => false,
    }
}

fn in_pinyin(text: &str, initials: Option<&Initials>) -> Vec<(u16, char)> {
    text.chars().map(|c| initials.map_or((0, c), |initials| initials.rank(c))).collect()
}
