//! Each figure: what it divides by what, and why it has no value.

use crate::{
    asked::{asked, value},
    demo::DEMO,
    small::{at, board, dispatched},
};
use gridlight::{
    domain::{
        area::{Areas, Grid, Place},
        board::Board,
        case::{Domain, Status},
        filter::{Dimension, Filter},
        measure::{Measure, Value, measure},
        parts::Part,
        window::Window,
        workload::{Tally, WorkloadRow},
    },
    locales::Lang,
    report::value::{value_basis, value_text},
};
use std::sync::Arc;

const NOW: &str = "2026-09-18 17:00";
const DISTRICT: Part = Part::Area(Place { town: None, zone: None, grid: None });

/// One town's day with these tallies, the same on each of the seven days before Friday 2026-09-18.
fn week(tallies: &[(Tally, u32)]) -> Vec<WorkloadRow> {
    let of = |tally| tallies.iter().find(|(known, _)| *known == tally).map(|(_, count)| *count);
    let row = |town: &str, day: u32| WorkloadRow {
        town_id: Some(town.into()),
        zone_id: None,
        day: format!("2026-09-{day}").parse().unwrap(),
        tallies: Tally::ALL.map(of),
        closed_by_working_days: Some(vec![(0, 2), (1, 3), (4, 4), (9, 1)]),
        received_by_domain: Some(vec![(Domain::UrbanManagement, 6), (Domain::Petitions, 1)]),
    };
    (11..18).flat_map(|day| [row("T1", day), row("T2", day)]).collect()
}

fn with(rows: Vec<WorkloadRow>) -> Board {
    let mut board = board([]);
    board.workload = Arc::new(rows);
    board
}

fn share(numerator: u32, denominator: u32) -> Value {
    Value::Share { numerator, denominator }
}

#[test]
fn each_rate_divides_what_it_says() {
    let all = with(week(&[
        (Tally::Received, 10),
        (Tally::ClosedOnTime, 7),
        (Tally::ClosedLate, 1),
        (Tally::ContactedOnTime, 9),
        (Tally::Disposed, 8),
        (Tally::Extended, 2),
        (Tally::Returned, 1),
        (Tally::CalledBack, 5),
        (Tally::Satisfied, 4),
        (Tally::CohortClosedOnTime, 6),
        (Tally::CohortClosedLate, 2),
    ]));
    let check = |of: Measure, expected: Value| {
        assert_eq!(value(&all, DISTRICT, of, 7, at(NOW)), expected, "{}", of.code());
    };
    check(Measure::Received, Value::Count(140));
    check(Measure::Closed, Value::Count(112));
    check(Measure::ClosedOnTime, Value::Count(98));
    check(Measure::ClosedLate, Value::Count(14));
    check(Measure::OnTimeRate, share(84, 112));
    check(Measure::DisposalRate, share(112, 140));
    check(Measure::ExtensionRate, share(28, 140));
    check(Measure::ReturnRate, share(14, 140));
    check(Measure::CallBackRate, share(70, 112));
    check(Measure::SatisfactionRate, share(56, 70));
    // Ten a row in fourteen rows: half of them within one day, nine in ten within four.
    check(Measure::MedianDays, Value::Days { days: 1, of: 140 });
    check(Measure::NinetiethDays, Value::Days { days: 4, of: 140 });
    // Of Wednesday and Thursday the contact may still be kept: a matter of Wednesday dispatched on Thursday has Friday.
    check(Measure::ContactRate, share(90, 100));
}

#[test]
fn nothing_is_said_that_the_source_does_not_give() {
    let bare = with(week(&[(Tally::Received, 10), (Tally::ClosedOnTime, 7)]));
    let check = |of: Measure, missing: &[&'static str]| {
        let expected = Value::Missing(missing.to_vec());
        assert_eq!(value(&bare, DISTRICT, of, 7, at(NOW)), expected, "{}", of.code());
    };
    check(Measure::Closed, &["closed_late"]);
    check(Measure::OnTimeRate, &["cohort_closed_on_time", "cohort_closed_late"]);
    check(Measure::DisposalRate, &["disposed"]);
    check(Measure::ContactRate, &["contacted_on_time"]);
    check(Measure::SatisfactionRate, &["satisfied", "called_back"]);
    check(Measure::PerWorker, &["worker_count"]);
    check(Measure::PerResidents, &["population"]);
    assert_eq!(value(&bare, DISTRICT, Measure::Received, 30, at(NOW)), Value::Missing(vec!["day"]));
}

#[test]
fn few_matters_make_no_rate_and_a_part_is_never_more_than_its_whole() {
    let check = |what: &str, received, returned, expected: Value| {
        let board = with(week(&[(Tally::Received, received), (Tally::Returned, returned)]));
        assert_eq!(value(&board, DISTRICT, Measure::ReturnRate, 7, at(NOW)), expected, "{what}");
    };
    check("none", 0, 0, Value::Nothing);
    check("fourteen are too few", 1, 1, Value::TooFew(14));
    check("twenty-eight are enough", 2, 1, share(14, 28));
    check(
        "more returned than received",
        2,
        3,
        Value::Contradictory { numerator: 42, denominator: 28 },
    );
}

#[test]
fn a_window_without_a_day_has_no_figure_and_a_town_counted_as_one_no_unplaced_zones() {
    let board = with(week(&[(Tally::Received, 10)]));
    let check = |what: &str, window: &str, part: Part, expected: Value| {
        let window = Window::from_code(window).unwrap();
        let value = asked(&board, &Filter::default(), window, at(NOW), |ask| {
            measure(ask, part, Measure::Received)
        });
        assert_eq!(value, expected, "{what}");
    };
    let town = Place { town: Some(0), zone: None, grid: None };
    check("of a year to come", "2027-01-01..2027-01-31", DISTRICT, Value::Nothing);
    check("of a week", "7", Part::Area(town), Value::Count(70));
    check("of no zone", "7", Part::Unplaced(town), Value::Missing(vec!["zone_id"]));
    check("of no town", "7", Part::Unplaced(Place::default()), Value::Count(0));
}

#[test]
fn totals_that_are_not_kept_by_what_is_filtered_say_so() {
    let rows = week(&[(Tally::Received, 10), (Tally::Returned, 1)]);
    let mut board = board([dispatched("a road", "G1", "2026-09-07 10:00")]);
    board.workload = Arc::new(rows);
    let check = |filter: &Filter, of: Measure, expected: Value| {
        let value =
            asked(&board, filter, Window::Days(7), at(NOW), |ask| measure(ask, DISTRICT, of));
        assert_eq!(value, expected, "{filter:?} {}", of.code());
    };
    let petitions = Filter { domain: Some(Domain::Petitions), ..Filter::default() };
    check(&petitions, Measure::Received, Value::Count(14));
    check(&petitions, Measure::ReturnRate, Value::Filtered(Dimension::Domain));
    check(&petitions, Measure::Overdue, Value::Count(0));
    let parked = Filter { status: Some(Status::Parked), ..Filter::default() };
    check(&parked, Measure::Received, Value::Filtered(Dimension::Status));
    // How urgent a matter is narrows the list alone.
    let words = Filter { words: "路".into(), ..Filter::default() };
    check(&words, Measure::ReturnRate, share(14, 140));
}

#[test]
fn a_load_is_on_all_the_workers_of_a_place_or_is_not_said() {
    let areas = |counts: [Option<u32>; 2]| {
        let (known, _) = (crate::small::areas(), ());
        let grids = known.grids().iter().take(2).zip(counts);
        let grids = grids.map(|(grid, worker_count)| Grid {
            worker_count,
            population: Some(1_500),
            ..grid.clone()
        });
        Areas::new(known.towns().to_vec(), known.zones().to_vec(), grids.collect()).0
    };
    let check = |counts, expected: Value| {
        let mut board = with(week(&[(Tally::Received, 10)]));
        board.areas = Arc::new(areas(counts));
        assert_eq!(value(&board, DISTRICT, Measure::PerWorker, 7, at(NOW)), expected);
        let per_residents = Value::Load { numerator: 140, denominator: 3_000 };
        assert_eq!(value(&board, DISTRICT, Measure::PerResidents, 7, at(NOW)), per_residents);
    };
    check([Some(3), Some(4)], Value::Load { numerator: 140, denominator: 7 });
    check([Some(3), None], Value::Missing(vec!["worker_count"]));
    check([Some(0), Some(0)], Value::Nothing);
}

#[test]
fn a_value_is_said_in_words_and_never_as_nought_for_want_of_data() {
    let check = |value: Value, of: Measure, zh: &str, en: &str| {
        for (lang, expected) in [(Lang::ZhCn, zh), (Lang::En, en)] {
            assert_eq!(value_text(&value, of, lang.locale()), expected);
            let is_count = matches!(value, Value::Count(_));
            assert_eq!(value_basis(&value, lang.locale()).is_empty(), is_count, "{value:?}");
        }
    };
    check(Value::Count(1_869), Measure::Received, "1,869", "1,869");
    check(share(968, 1000), Measure::OnTimeRate, "96.8 %", "96.8 %");
    check(share(1999, 2000), Measure::OnTimeRate, "99.9 %", "99.9 %");
    check(Value::Days { days: 1, of: 30 }, Measure::MedianDays, "1 个工作日", "1 working day");
    let load = Value::Load { numerator: 150, denominator: 40 };
    check(load, Measure::PerWorker, "3.8 件/人", "3.8 per worker");
    let load = Value::Load { numerator: 150, denominator: 30_000 };
    check(load, Measure::PerResidents, "50.0 件/万人", "50.0 per 10,000");
    for none in [
        Value::TooFew(3),
        Value::Missing(vec!["disposed"]),
        Value::Filtered(Dimension::Status),
        Value::Contradictory { numerator: 3, denominator: 2 },
        Value::Nothing,
    ] {
        check(none, Measure::OnTimeRate, "–", "–");
    }
}

#[test]
fn the_demo_has_every_figure_for_its_district() {
    for of in Measure::ALL {
        let value = value(&DEMO, DISTRICT, of, 30, at(NOW));
        let is_known = matches!(
            value,
            Value::Count(_) | Value::Share { .. } | Value::Load { .. } | Value::Days { .. }
        );
        assert!(is_known, "{}: {value:?}", of.code());
    }
}
