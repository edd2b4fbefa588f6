//! One truth: the parts of a place and 未归属 are the place, for every figure that is a count, under every filter.

use crate::{
    asked::asked,
    small::{at, board, dispatched},
};
use gridlight::{
    domain::{
        area::Place,
        board::{Board, CaseChange},
        case::{Case, Domain, Status},
        filter::Filter,
        measure::{Measure, Value, measure},
        parts::{Part, parts},
        window::Window,
        workload::{Tally, WorkloadRow},
    },
    locales::Lang,
    report::workload::{Telling, heat, rank_table},
};
use proptest::prelude::*;
use std::sync::Arc;

/// The counts: what of them is known of every part is known of the whole, and the other way round.
const COUNTS: [Measure; 7] = [
    Measure::Open,
    Measure::DueToday,
    Measure::Overdue,
    Measure::Received,
    Measure::Closed,
    Measure::ClosedOnTime,
    Measure::ClosedLate,
];

/// A matter in a grid, in a town or zone alone, in one that nobody knows, or nowhere.
fn any_case() -> impl Strategy<Value = (usize, usize, u32, usize)> {
    (0..12_usize, 0..7_usize, 1..18_u32, 0..3_usize)
}

fn case((place, domain, day, status): (usize, usize, u32, usize), number: usize) -> Case {
    let grid = format!("G{}", place + 1);
    let (grid_id, zone_id, town_id) = match place {
        0..=5 => (Some(&*grid), None, None),
        6 => (None, Some("Z1"), None),
        7 => (None, None, Some("T2")),
        8 => (Some("G99"), None, Some("T1")),
        9 => (None, Some("Z99"), Some("T1")),
        10 => (None, None, Some("T99")),
        _ => (None, None, None),
    };
    Case {
        domain: Domain::ALL[domain],
        status: [Status::Handling, Status::Parked, Status::Returned][status].clone(),
        grid_id: grid_id.map(Into::into),
        zone_id: zone_id.map(Into::into),
        town_id: town_id.map(Into::into),
        ..dispatched(&format!("C{number}"), "G1", &format!("2026-09-{day:02} 10:00"))
    }
}

/// Who counts a day: a town, its zones, or somebody that nobody knows.
fn any_row() -> impl Strategy<Value = (usize, u32, u32)> {
    (0..8_usize, 11..18_u32, 0..9_u32)
}

fn row((unit, day, count): (usize, u32, u32)) -> WorkloadRow {
    let (town, zone) = match unit {
        0 => (Some("T1"), None),
        1 => (Some("T2"), None),
        2 => (None, Some("Z1")),
        3 => (None, Some("Z2")),
        4 => (None, Some("Z3")),
        5 => (Some("T9"), None),
        6 => (Some("T1"), Some("Z9")),
        _ => (None, None),
    };
    WorkloadRow {
        town_id: town.map(Into::into),
        zone_id: zone.map(Into::into),
        day: format!("2026-09-{day}").parse().unwrap(),
        tallies: Tally::ALL.map(|tally| Some(count + tally as u32)),
        closed_by_working_days: None,
        received_by_domain: Some(vec![(Domain::Petitions, count)]),
    }
}

/// The sums of the parts are the whole wherever both are known; and a count of now is always known.
fn check(board: &Board, filter: &Filter) -> Result<(), TestCaseError> {
    let mut places = vec![Place::default()];
    places.extend((0..2).map(|town| Place { town: Some(town), ..Place::default() }));
    places
        .extend(board.areas.zones().iter().filter_map(|zone| board.areas.place_of_zone(&zone.id)));
    for place in places {
        let (_, parts) = parts(&board.areas, place);
        for of in COUNTS {
            let count = |part: Part| {
                let now = at("2026-09-18 17:00");
                match asked(board, filter, Window::Days(7), now, |ask| measure(ask, part, of)) {
                    Value::Count(count) => Some(count),
                    _ => None,
                }
            };
            let whole = count(Part::Area(place));
            let sum: Option<u32> = parts.iter().map(|part| count(*part)).sum();
            if of.is_of_now() {
                prop_assert!(whole.is_some() && sum.is_some());
            }
            if let (Some(whole), Some(sum)) = (whole, sum) {
                prop_assert_eq!(whole, sum, "{} of {:?}", of.code(), place);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_parts_are_the_whole(
        cases in prop::collection::vec(any_case(), 0..40),
        rows in prop::collection::vec(any_row(), 0..30),
        is_whole_week in any::<bool>(),
        domain in prop::option::of(0..7_usize),
        closes in prop::collection::vec(0..40_usize, 0..10),
    ) {
        let mut board = board(cases.iter().copied().zip(0..).map(|(of, at)| case(of, at)));
        let mut rows: Vec<WorkloadRow> = rows.into_iter().map(row).collect();
        if is_whole_week {
            let week = (11..18).flat_map(|day| (0..2).map(move |unit| row((unit, day, day))));
            rows.retain(|row| row.zone_id.is_none() && row.town_id != Some("T1".into()) && row.town_id != Some("T2".into()));
            rows.extend(week);
        }
        // A source that sends two rows of one unit and day has sent a defect, and the board keeps one of them.
        let key = |row: &WorkloadRow| (row.town_id.clone(), row.zone_id.clone(), row.day);
        rows.sort_by_key(key);
        rows.dedup_by_key(|row| key(row));
        board.workload = Arc::new(rows);
        let filter = Filter { domain: domain.map(|at| Domain::ALL[at]), ..Filter::default() };
        check(&board, &filter)?;
        // At every moment: also after each event.
        for number in closes {
            board.apply(CaseChange::Delete(format!("C{number}").as_str().into(), None));
        }
        check(&board, &filter)?;
    }
}

#[test]
fn what_belongs_to_no_town_stands_in_the_ranking_and_in_the_table_of_domains() {
    let check = |what: &str,
                 rows: Vec<WorkloadRow>,
                 cases: Vec<Case>,
                 domain: Option<Domain>,
                 is_shown: bool| {
        let mut board = board(cases);
        board.workload = Arc::new(rows);
        let filter = Filter { domain, ..Filter::default() };
        let now = at("2026-09-18 17:00");
        let (names, heat) = asked(&board, &filter, Window::Days(7), now, |ask| {
            let telling = Telling { ask, place: Place::default(), lang: Lang::ZhCn };
            let names = rank_table(&telling, Measure::Received).table.rows;
            (names.into_iter().map(|row| row[0].clone()).collect::<Vec<_>>(), heat(&telling))
        });
        assert_eq!(names.len(), if is_shown { 3 } else { 2 }, "{what}: {names:?}");
        assert_eq!(heat.rows.len(), names.len(), "{what}");
    };
    let week = |unit: usize| (11..18).map(move |day| row((unit, day, 5)));
    let towns = || week(0).chain(week(1));
    let nowhere = || vec![case((11, 0, 15, 0), 1)];
    check("nothing of no town", towns().collect(), vec![], None, false);
    check("received, and nothing open", towns().chain(week(5)).collect(), vec![], None, true);
    check("open", towns().collect(), nowhere(), None, true);
    check("open, of another domain", towns().collect(), nowhere(), Some(Domain::Petitions), true);
}
