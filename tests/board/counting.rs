//! Lights counted in a small district: the worst one, what a filter lets through, what a list shows and in which order.

use crate::small::{at, board, dispatched, reported, zone};
use gridlight::domain::{
    area::Place,
    board::Board,
    case::{Case, Domain},
    count::LightCount,
    filter::{Column, Filter, Sort},
    light::Light,
    listing::list_cases,
    lit::LitBoard,
    time::{Instant, date_of},
};
use proptest::prelude::*;

fn now() -> Instant {
    at("2026-09-18 17:00")
}

fn by(column: Column) -> Sort {
    Sort { column, ..Sort::default() }
}

fn titles(board: &Board, place: Place, filter: &Filter, sort: Sort) -> Vec<String> {
    let cases = list_cases(board, place, filter, sort, now(), None);
    cases.iter().map(|open| open.case.id.to_string()).collect()
}

#[test]
fn a_cell_shows_the_worst_light_in_it() {
    let check = |lights: &[Light], worst: Option<Light>| {
        let mut count = LightCount::default();
        lights.iter().for_each(|light| count.add(*light, false));
        assert_eq!(count.worst(), worst, "{lights:?}");
        assert_eq!(count.open() as usize, lights.len(), "{lights:?}");
    };
    use Light::{DueSoon, Normal, Red, Unknown};
    check(&[], None);
    check(&[Normal], Some(Normal));
    check(&[Normal, Unknown, Normal], Some(Unknown));
    check(&[Normal, Unknown, DueSoon], Some(DueSoon));
    check(&[DueSoon, Unknown, Normal, Red, Normal], Some(Red));
}

/// Matters of every light: two red, two due soon (one of them today), one unknown, one normal; one of no known place.
fn lights() -> Board {
    let of = |domain: Domain, case: Case| Case { domain, ..case };
    let nowhere = Case { grid_id: None, ..dispatched("N1", "G1", "2026-09-16 09:00") };
    board([
        dispatched("R2", "G1", "2026-09-08 09:00"),
        of(Domain::WorkSafety, dispatched("R1", "G6", "2026-09-07 09:00")),
        dispatched("D1", "G1", "2026-09-11 09:00"),
        dispatched("D2", "G2", "2026-09-14 09:00"),
        of(Domain::WorkSafety, reported("U1", "G2", "2026-09-18 09:00")),
        nowhere,
    ])
}

#[test]
fn every_place_counts_what_lies_in_it() {
    let board = lights();
    let lit = LitBoard::of(&board, &Filter::default(), now());
    let check = |id: &str, place: Place, expected: [u32; 5]| {
        let c = lit.count(place);
        assert_eq!([c.red, c.due_soon, c.unknown, c.normal, c.due_today], expected, "{id}");
    };
    let areas = &board.areas;
    check("district", Place::default(), [2, 2, 1, 1, 1]);
    check("T1", areas.place_of_town(&"T1".into()).unwrap(), [1, 2, 1, 0, 1]);
    check("T2", areas.place_of_town(&"T2".into()).unwrap(), [1, 0, 0, 0, 0]);
    check("Z1", areas.place_of_zone(&"Z1".into()).unwrap(), [1, 1, 0, 0, 1]);
    check("G2", areas.place_of_grid(&"G2".into()).unwrap(), [0, 1, 1, 0, 0]);
    check("nothing there", Place { grid: Some(99), ..Place::default() }, [0; 5]);
    assert_eq!(lit.unplaced.normal, 1, "what lies in no town completes the sum");
}

#[test]
fn a_list_is_ordered_by_urgency_or_by_report() {
    let board = lights();
    let check = |place: Place, filter: Filter, sort, expected: &[&str]| {
        assert_eq!(titles(&board, place, &filter, sort), expected, "{place:?} {filter:?} {sort:?}");
    };
    let (district, urgent) = (Place::default(), Sort::default());
    let all = || Filter::default();
    check(district, all(), urgent, &["R1", "R2", "D1", "D2", "U1", "N1"]);
    check(district, all(), by(Column::Reported), &["U1", "N1", "D2", "D1", "R2", "R1"]);
    let only = |light| Filter { light: Some(light), ..all() };
    check(district, only(Light::Red), urgent, &["R1", "R2"]);
    check(district, only(Light::Unknown), urgent, &["U1"]);
    let safety = Filter { domain: Some(Domain::WorkSafety), ..all() };
    check(district, safety.clone(), urgent, &["R1", "U1"]);
    let both = Filter { light: Some(Light::Red), ..safety.clone() };
    check(district, both, urgent, &["R1"]);
    check(board.areas.places()[0], all(), urgent, &["R2", "D1"]);
    check(Place { town: Some(1), ..district }, all(), urgent, &["R1"]);
}

#[test]
fn equals_keep_the_order_of_their_ids_and_a_missing_report_comes_last() {
    let same = |id: &str| dispatched(id, "G1", "2026-09-16 09:00");
    let unreported = Case { reported_at: None, ..same("A0") };
    let board = board([same("A3"), same("A1"), unreported, same("A2")]);
    let list = |sort| titles(&board, Place::default(), &Filter::default(), sort);
    assert_eq!(list(Sort::default()), ["A1", "A2", "A3", "A0"]);
    assert_eq!(list(by(Column::Reported)), ["A1", "A2", "A3", "A0"]);
}

/// The lights, and who should have been contacted: everything that changes by the passing of time alone.
fn looks(board: &Board, now: Instant) -> (LitBoard, Vec<bool>) {
    let lit = LitBoard { next_change_at: None, ..LitBoard::of(board, &Filter::default(), now) };
    (lit, board.cases().map(|open| open.clock.is_contact_missed(now)).collect())
}

/// Nothing changes up to the announced instant, and at that instant something does.
fn check_next_change(board: &Board, now: Instant) -> Instant {
    let next = LitBoard::of(board, &Filter::default(), now).next_change_at.unwrap();
    let just_before = next - chrono::TimeDelta::nanoseconds(1);
    assert!(next > now);
    assert_eq!(looks(board, now), looks(board, just_before), "between {now} and {next}");
    let day_ends = date_of(just_before, zone()) != date_of(next, zone());
    assert!(day_ends || looks(board, just_before) != looks(board, next), "nothing at {next}");
    next
}

#[test]
fn the_board_knows_when_it_changes_by_itself() {
    let mut now = now();
    for _ in 0..60 {
        now = check_next_change(&crate::demo::DEMO, now);
    }
    assert!(now > at("2026-10-18 00:00"), "sixty changes lead through the holidays: {now}");
}

proptest! {
    #[test]
    fn so_does_any_small_board(starts in prop::collection::vec(0..43_200_i64, 0..8), minutes in 0..43_200_i64) {
        let first = at("2026-09-01 00:00");
        let late = |minutes: i64| first + chrono::TimeDelta::minutes(minutes);
        let cases = starts.iter().enumerate().map(|(n, minutes)| Case {
            dispatched_at: Some(late(*minutes)),
            contacted_at: None,
            stated_due: (n % 3 == 0).then(|| gridlight::domain::case::StatedDue::At(late(*minutes + 4321))),
            ..dispatched(&format!("C{n}"), "G1", "2026-09-01 00:00")
        });
        check_next_change(&board(cases), late(minutes));
    }
}
