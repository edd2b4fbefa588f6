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

/// A matter's place by one column: numbers, then a text in the order of the pinyin.
type Key = (i64, i64, Vec<(u16, char)>);

/// The order of the column; among equals what is due first and then the newest report, whichever way the column goes. What
/// has no value stays last. The board holds its matters by id, and what is equal in all that stays in the order of the ids.
fn in_order<'b>(
    cases: &[&'b Arc<OpenCase>],
    sort: Sort,
    now: Instant,
    initials: Option<&Initials>,
) -> Vec<&'b Arc<OpenCase>> {
    let rest = |open: &OpenCase| {
        let is_last = is_without(open, sort.column);
        (is_last, due_second(open), newest_second(open.case.reported_at))
    };
    let key = |open: &OpenCase| key(open, sort.column, now, initials);
    let in_order: Vec<&&Arc<OpenCase>> = match sort.direction {
        Direction::Natural => ordered_by_key(cases, |open| {
            let (is_last, due, newest) = rest(open);
            (is_last, key(open), due, newest)
        }),
        Direction::Reverse => ordered_by_key(cases, |open| {
            let (is_last, due, newest) = rest(open);
            (is_last, Reverse(key(open)), due, newest)
        }),
    };
    in_order.into_iter().copied().collect()
}

/// The second of the deadline; without one, after all others.
fn due_second(open: &OpenCase) -> i64 {
    open.clock.due().map_or(i64::MAX, |due| due.due_at.timestamp())
}

/// A number that is the smaller the newer a time is.
fn newest_second(at: Option<Instant>) -> i64 {
    at.map_or(i64::MAX, |at| -at.timestamp())
}

fn key(open: &OpenCase, column: Column, now: Instant, initials: Option<&Initials>) -> Key {
    let case = &open.case;
    let text = |text: Option<&str>| in_pinyin(text.unwrap_or_default(), initials);
    let number =
        |place: Option<usize>| place.and_then(|at| i64::try_from(at).ok()).unwrap_or(i64::MAX);
    match column {
        Column::Urgency => {
            let light = Light::ALL.iter().position(|light| *light == open.clock.light(now));
            (number(light), due_second(open), vec![])
        }
        Column::Due => (due_second(open), 0, vec![]),
        Column::Title => (0, 0, text(Some(&case.title))),
        Column::Domain => (case.domain as i64, 0, text(case.category.as_deref())),
        Column::Unit => (0, 0, text(case.handling_unit.as_deref())),
        Column::Place => {
            let of = open.place;
            let within = number(of.zone).min(9_999_999).saturating_mul(10_000_000);
            (number(of.town), within.saturating_add(number(of.grid).min(9_999_999)), vec![])
        }
        Column::Status => (case.status.rank(), 0, text(Some(case.status.code()))),
        Column::Reported => (newest_second(case.reported_at), 0, vec![]),
        Column::Updated => (newest_second(case.updated_at), 0, vec![]),
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
