//! The on-time rate: what it divides by what, and when there is none. Never 0 % and never 100 % for want of data.

use crate::{
    asked::value,
    demo::DEMO,
    small::{at, board, dispatched},
};
use gridlight::domain::{
    area::Place,
    board::Board,
    case::Case,
    measure::{Measure, Value},
    parts::Part,
    time::Instant,
    workload::{Tally, WorkloadRow},
};
use std::sync::Arc;

/// A town's or zone's day: of those received then, how many were closed on time and late.
fn row(of: &str, day: &str, on_time: Option<u32>, late: Option<u32>) -> WorkloadRow {
    let (town, zone) = if of.starts_with('Z') { (None, Some(of)) } else { (Some(of), None) };
    WorkloadRow {
        town_id: town.map(Into::into),
        zone_id: zone.map(Into::into),
        day: day.parse().unwrap(),
        tallies: Tally::ALL.map(|tally| match tally {
            Tally::Received => Some(20),
            Tally::CohortClosedOnTime => on_time,
            Tally::CohortClosedLate => late,
            _ => None,
        }),
        closed_by_working_days: None,
        received_by_domain: None,
    }
}

/// Seven whole days before Friday 2026-09-18, each with eight on time and one late.
fn week(of: &str) -> Vec<WorkloadRow> {
    (11..18).map(|day| row(of, &format!("2026-09-{day}"), Some(8), Some(1))).collect()
}

fn now() -> Instant {
    at("2026-09-18 17:00")
}

fn check(what: &str, board: &Board, workload: &[WorkloadRow], place: Place, expected: &Value) {
    let mut board = board.clone();
    board.workload = Arc::new(workload.to_vec());
    assert_eq!(&on_time(&board, place, 7), expected, "{what}");
}

fn on_time(board: &Board, place: Place, days: u16) -> Value {
    value(board, Part::Area(place), Measure::OnTimeRate, days, now())
}

fn known(numerator: u32, denominator: u32) -> Value {
    Value::Share { numerator, denominator }
}

const DISTRICT: Place = Place { town: None, zone: None, grid: None };
const T1: Place = Place { town: Some(0), ..DISTRICT };
const T2: Place = Place { town: Some(1), ..DISTRICT };
const Z1: Place = Place { zone: Some(0), ..T1 };

#[test]
fn closed_on_time_is_divided_by_closed_and_overdue_open() {
    let both = [week("T1"), week("T2")].concat();
    check("district", &board([]), &both, DISTRICT, &known(112, 126));
    check("one town", &board([]), &both, T1, &known(56, 63));
    // On the 11th, before noon, a stated deadline has made it red; it was received in the window.
    let overdue = |id: &str, grid: &str, reported: &str| Case {
        reported_at: Some(at(reported)),
        ..dispatched(id, grid, "2026-09-07 09:00")
    };
    let red = board([
        overdue("in the window", "G1", "2026-09-11 00:00"),
        overdue("before it", "G1", "2026-09-10 23:59"),
        overdue("today", "G1", "2026-09-18 00:00"),
        overdue("in the other town", "G3", "2026-09-17 23:59"),
        dispatched("not overdue", "G1", "2026-09-16 09:00"),
    ]);
    check("overdue ones count", &red, &both, DISTRICT, &known(112, 128));
    check("each in its town", &red, &both, T1, &known(56, 64));
    check("each in its town", &red, &both, T2, &known(56, 64));
    let unreported = Case { reported_at: None, ..dispatched("C1", "G1", "2026-09-11 09:00") };
    let stated = gridlight::domain::case::StatedDue::On("2026-09-14".parse().unwrap());
    let unreported = board([Case { stated_due: Some(stated), ..unreported }]);
    check("else by its dispatch", &unreported, &both, T1, &known(56, 64));
}

#[test]
fn days_outside_the_window_do_not_count() {
    let mut rows = week("T1");
    rows.push(row("T1", "2026-09-10", Some(1000), Some(0)));
    rows.push(row("T1", "2026-09-18", Some(1000), Some(0)));
    rows.push(row("T1", "2026-09-19", Some(1000), Some(0)));
    check("the days before, and today", &board([]), &rows, T1, &known(56, 63));
}

#[test]
fn zones_count_where_the_source_counts_them() {
    let rows = [week("Z1"), week("Z2"), week("Z3")].concat();
    check("a zone", &board([]), &rows, Z1, &known(56, 63));
    check("a town is the sum of its zones", &board([]), &rows, T1, &known(112, 126));
    let of_towns = [week("T1"), week("T2")].concat();
    let twice = [rows.clone(), week("T1"), week("T2")].concat();
    check("a town's own rows add nothing to its zones'", &board([]), &twice, T1, &known(112, 126));
    check("nor do they in the district", &board([]), &twice, DISTRICT, &known(168, 189));
    let mixed = [week("Z1"), week("Z2"), week("T2")].concat();
    check("one town by zones, one not", &board([]), &mixed, DISTRICT, &known(168, 189));
    let unassigned = [mixed, week("T9")].concat();
    check("with those of no town", &board([]), &unassigned, DISTRICT, &known(224, 252));
    check("by towns alone", &board([]), &of_towns, Z1, &Value::Missing(vec!["zone_id"]));
    let grid = Place { grid: Some(0), ..Z1 };
    check("a grid", &board([]), &rows, grid, &Value::Missing(vec!["grid_id"]));
    check("a grid", &board([]), &of_towns, grid, &Value::Missing(vec!["zone_id", "grid_id"]));
}

#[test]
fn what_a_source_does_not_give_is_named() {
    let both = ["cohort_closed_on_time", "cohort_closed_late"];
    let days = |on_time, late| -> Vec<_> {
        (11..18).map(|day| row("T1", &format!("2026-09-{day}"), on_time, late)).collect()
    };
    let red = board([dispatched("C1", "G1", "2026-09-11 09:00")]);
    for board in [&board([]), &red] {
        let check = |what, rows: &[WorkloadRow], place, missing: &[&'static str]| {
            check(what, board, rows, place, &Value::Missing(missing.to_vec()));
        };
        check("no workload at all", &[], DISTRICT, &both);
        check("neither", &days(None, None), T1, &both);
        check("no late ones", &days(Some(8), None), T1, &both[1..]);
        check("none on time", &days(None, Some(1)), T1, &both[..1]);
        check("it begins a day late", &week("T1")[1..], T1, &["day"]);
        check("it ends a day early", &week("T1")[..6], T1, &["day"]);
        check("it ended long ago", &[row("T1", "2026-08-01", Some(8), Some(1))], T1, &["day"]);
        check("nothing of this town", &week("T1"), T2, &["day"]);
        check("nothing of one of its towns", &week("T1"), DISTRICT, &["day"]);
        let gap = [&week("T1")[..3], &week("T1")[4..]].concat();
        check("a day is left out", &gap, T1, &["day"]);
        let gap = [week("Z1"), week("Z2")[1..].to_vec()].concat();
        check("a day of one of its zones is left out", &gap, T1, &["day"]);
        check("one of its zones alone", &week("Z1"), T1, &["day"]);
        let mut blank = week("T1");
        blank[3] = row("T1", "2026-09-14", Some(8), None);
        check("a day without the late ones", &blank, T1, &both[1..]);
    }
}

#[test]
fn nothing_to_judge_is_no_rate_and_a_hostile_sum_does_not_turn_over() {
    let idle = |count| -> Vec<WorkloadRow> {
        (11..18).map(|day| row("T1", &format!("2026-09-{day}"), count, Some(0))).collect()
    };
    check("nothing was closed", &board([]), &idle(Some(0)), T1, &Value::Nothing);
    check("as many as can be", &board([]), &idle(Some(u32::MAX)), T1, &known(u32::MAX, u32::MAX));
}

#[test]
fn the_demo_has_a_rate_for_its_district_and_towns() {
    let Value::Share { numerator, denominator } = on_time(&DEMO, DISTRICT, 30) else {
        panic!("no rate for the district");
    };
    assert!(0 < numerator && numerator < denominator);
    let of_towns: u32 = (0..22)
        .map(|town| match on_time(&DEMO, Place { town: Some(town), ..DISTRICT }, 30) {
            Value::Share { denominator, .. } => denominator,
            other => panic!("town {town}: {other:?}"),
        })
        .sum();
    assert_eq!(of_towns, denominator, "the towns' matters are the district's");
    // A quarter is there, and not a day more.
    assert!(matches!(on_time(&DEMO, DISTRICT, 90), Value::Share { .. }));
    assert_eq!(on_time(&DEMO, DISTRICT, 91), Value::Missing(vec!["day"]));
    let zone = DEMO.areas.place_of_zone(&"Z001".into()).unwrap();
    assert_eq!(on_time(&DEMO, zone, 30), Value::Missing(vec!["zone_id"]));
}
