//! Ranks: fair to equals, silent on what cannot be judged.

use crate::{
    asked::asked,
    small::{at, board},
};
use gridlight::domain::{
    area::Place,
    filter::Filter,
    measure::{Measure, Value},
    parts::{Part, parts},
    ranking::{Movement, ranking},
    window::Window,
    workload::{Tally, WorkloadRow},
};
use std::sync::Arc;

/// The two weeks before Friday 2026-09-18, each with a daily count of returned of 30 for each town.
fn rows(before: [u32; 2], now: [u32; 2]) -> Vec<WorkloadRow> {
    let row = |town: &str, day: u32, returned: u32| WorkloadRow {
        town_id: Some(town.into()),
        zone_id: None,
        day: format!("2026-09-{day:02}").parse().unwrap(),
        tallies: Tally::ALL.map(|tally| match tally {
            Tally::Received => Some(30),
            Tally::Returned => Some(returned),
            _ => None,
        }),
        closed_by_working_days: None,
        received_by_domain: None,
    };
    let week = |first: u32, [one, two]: [u32; 2]| {
        (first..first + 7).flat_map(move |day| [row("T1", day, one), row("T2", day, two)])
    };
    week(4, before).chain(week(11, now)).collect()
}

fn check(
    what: &str,
    workload: Vec<WorkloadRow>,
    of: Measure,
    expected: [(&str, Option<u32>, Movement); 3],
) {
    let mut board = board([]);
    board.workload = Arc::new(workload);
    let (_, parts) = parts(&board.areas, Place::default());
    let ranked =
        asked(&board, &Filter::default(), Window::Days(7), at("2026-09-18 17:00"), |ask| {
            ranking(ask, &parts, of)
        });
    let name = |part: Part| match part {
        Part::Area(place) => ["T1", "T2"][place.town.unwrap()],
        Part::Unplaced(_) => "–",
    };
    let ranked: Vec<_> =
        ranked.iter().map(|row| (name(row.part), row.rank, row.movement)).collect();
    assert_eq!(ranked, expected, "{what}");
}

#[test]
fn the_better_stands_first_and_has_moved_since_the_window_before() {
    use Movement::{Down, Same, Unknown, Up};
    let of = Measure::ReturnRate;
    let none = ("–", None, Unknown);
    let moved = [("T2", Some(1), Up(1)), ("T1", Some(2), Down(1)), none];
    check("they change places", rows([1, 2], [2, 1]), of, moved);
    let stays = [("T1", Some(1), Same), ("T2", Some(2), Same), none];
    check("nobody moves", rows([1, 2], [1, 2]), of, stays);
    let equal = [("T1", Some(1), Same), ("T2", Some(1), Up(1)), none];
    check("equals share a rank", rows([1, 2], [1, 1]), of, equal);
    let week = rows([0, 0], [1, 2]).split_off(14);
    let new = [("T1", Some(1), Unknown), ("T2", Some(2), Unknown), none];
    check("nothing is known of the week before", week, of, new);
    let most = [("T1", Some(1), Same), ("T2", Some(1), Same), none];
    check(
        "a count is no merit, and ranks all the same",
        rows([1, 2], [1, 2]),
        Measure::Received,
        most,
    );
    let nobody = [("T1", None, Unknown), ("T2", None, Unknown), none];
    check("nothing is given", rows([1, 2], [1, 2]), Measure::DisposalRate, nobody);
}

#[test]
fn a_rate_is_compared_exactly() {
    let a = Value::Share { numerator: 999_999, denominator: 1_000_000 };
    let b = Value::Share { numerator: 1_999_999, denominator: 2_000_000 };
    assert_ne!(a, b, "both are printed as 99.9 %");
}
