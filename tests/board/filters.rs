//! What a filter lets through, what each of its options counts, and how a list is ordered.

use crate::small::{at, board, dispatched, reported};
use gridlight::domain::{
    area::Place,
    board::Board,
    case::{Case, Domain, Route, Status, Supervision},
    facets::{Choice, Facets},
    filter::{Column, Dimension, Direction, DueWindow, Filter, Sort, Waiting},
    light::Light,
    listing::list_cases,
    lit::LitBoard,
    time::Instant,
};
use proptest::prelude::*;

/// Friday before a worked Sunday; "this week" ends with that Sunday.
fn now() -> Instant {
    at("2026-09-18 17:00")
}

fn ids(board: &Board, filter: &Filter, sort: Sort, now: Instant) -> Vec<String> {
    let cases = list_cases(board, Place::default(), filter, sort, now, None);
    cases.iter().map(|open| open.case.id.to_string()).collect()
}

/// Dispatched so that five working days end on the 10th, 16th, 17th, 18th, 20th and 21st.
fn due_days() -> Board {
    let verifying = Case {
        status: Status::Verifying,
        supervision: vec![Supervision::EReminder, Supervision::OverdueNotice],
        ..dispatched("D10", "G1", "2026-09-03 09:00")
    };
    let called = Case {
        status: Status::Verifying,
        called_back_at: Some(now()),
        route: Some(Route::Referred),
        ..dispatched("D16", "G2", "2026-09-09 09:00")
    };
    let unit = |unit: &str, case: Case| Case { handling_unit: Some(unit.into()), ..case };
    board([
        verifying,
        called,
        unit("城管中队", dispatched("D17", "G1", "2026-09-10 09:00")),
        unit("环卫所", dispatched("D18", "G1", "2026-09-11 09:00")),
        unit("环卫所", Case { contacted_at: None, ..dispatched("D20", "G6", "2026-09-14 09:00") }),
        Case {
            domain: Domain::WorkSafety,
            category: Some("燃气隐患".into()),
            title: "海之韵小区燃气管道老化".into(),
            ..dispatched("D21", "G6", "2026-09-15 09:00")
        },
        reported("NEW", "G6", "2026-09-18 16:00"),
    ])
}

#[test]
fn each_question_lets_through_what_it_says() {
    let board = due_days();
    let check = |filter: Filter, expected: &[&str]| {
        assert_eq!(ids(&board, &filter, Sort::default(), now()), expected, "{filter:?}");
    };
    let all = Filter::default;
    check(all(), &["D10", "D16", "D17", "D18", "D20", "NEW", "D21"]);
    check(Filter { due: Some(DueWindow::Today), ..all() }, &["D18"]);
    check(Filter { due: Some(DueWindow::ThisWeek), ..all() }, &["D18", "D20"]);
    // Thursday was the last working day before Friday: what was red when it began is old.
    check(Filter { due: Some(DueWindow::NewlyRed), ..all() }, &["D17"]);
    check(Filter { due: Some(DueWindow::RedThisWeek), ..all() }, &["D16", "D17"]);
    check(Filter { waiting: Some(Waiting::Contact), ..all() }, &["D20"]);
    check(Filter { waiting: Some(Waiting::CallBack), ..all() }, &["D10"]);
    check(Filter { domain: Some(Domain::WorkSafety), ..all() }, &["D21"]);
    check(Filter { category: Some("燃气隐患".into()), ..all() }, &["D21"]);
    check(Filter { category: Some("燃气".into()), ..all() }, &[]);
    check(Filter { status: Some(Status::Verifying), ..all() }, &["D10", "D16"]);
    check(Filter { route: Some(Route::Referred), ..all() }, &["D16"]);
    check(Filter { unit: Some("环卫所".into()), ..all() }, &["D18", "D20"]);
    check(Filter { supervision: Some(Supervision::OverdueNotice), ..all() }, &["D10"]);
    check(Filter { supervision: Some(Supervision::Sms), ..all() }, &[]);
    check(Filter { words: "海之韵 燃气".into(), ..all() }, &["D21"]);
    check(Filter { words: "d1".into(), ..all() }, &["D10", "D16", "D17", "D18"]);
    let both = Filter { unit: Some("环卫所".into()), light: Some(Light::DueSoon), ..all() };
    check(both, &["D18", "D20"]);
}

#[test]
fn new_reds_are_new_since_the_last_working_day_began() {
    let board = due_days();
    let check = |moment: &str, expected: &[&str]| {
        let filter = Filter { due: Some(DueWindow::NewlyRed), ..Filter::default() };
        assert_eq!(ids(&board, &filter, Sort::default(), at(moment)), expected, "{moment}");
    };
    check("2026-09-18 00:00", &["D17"]);
    check("2026-09-19 08:00", &["D18"]);
    // A worked Sunday: its last working day was Friday.
    check("2026-09-20 08:00", &["D18"]);
    check("2026-09-21 08:00", &["D20"]);
    // After the holidays: since 30 September.
    check("2026-10-08 08:00", &[]);
}

#[test]
fn what_a_matter_is_decides_the_figures_and_how_urgent_it_is_only_the_list() {
    let board = due_days();
    let open = |filter: &Filter| LitBoard::of(&board, filter, now()).district.open();
    let check = |filter: Filter, expected: u32| assert_eq!(open(&filter), expected, "{filter:?}");
    let all = Filter::default;
    check(Filter { unit: Some("环卫所".into()), ..all() }, 2);
    check(Filter { status: Some(Status::Verifying), ..all() }, 2);
    check(Filter { light: Some(Light::Red), ..all() }, 7);
    check(Filter { due: Some(DueWindow::Today), ..all() }, 7);
    check(Filter { waiting: Some(Waiting::Contact), ..all() }, 7);
    check(Filter { words: "燃气".into(), ..all() }, 7);
}

#[test]
fn lists_are_ordered_by_any_column_either_way() {
    let board = due_days();
    let check = |code: &str, expected: &[&str]| {
        let sort = Sort::from_code(code).unwrap();
        assert_eq!(ids(&board, &Filter::default(), sort, now()), expected, "{code}");
    };
    check("due", &["D10", "D16", "D17", "D18", "D20", "D21", "NEW"]);
    check("-due", &["D21", "D20", "D18", "D17", "D16", "D10", "NEW"]);
    check("newest", &["NEW", "D21", "D20", "D18", "D17", "D16", "D10"]);
    check("-newest", &["D10", "D16", "D17", "D18", "D20", "D21", "NEW"]);
    check("place", &["D10", "D17", "D18", "D16", "D20", "D21", "NEW"]);
    check("unit", &["D17", "D18", "D20", "D10", "D16", "D21", "NEW"]);
    check("-unit", &["D18", "D20", "D17", "D10", "D16", "D21", "NEW"]);
    check("-urgent", &["D21", "NEW", "D20", "D18", "D17", "D16", "D10"]);
    check("status", &["NEW", "D17", "D18", "D20", "D21", "D10", "D16"]);
    check("domain", &["D10", "D16", "D17", "D18", "D20", "NEW", "D21"]);
}

#[test]
fn a_press_on_a_column_turns_it_round() {
    let check = |before: &str, column: Column, after: &str| {
        let sort = Sort::from_code(before).unwrap();
        assert_eq!(sort.pressed(column).code(), after, "{before} {column:?}");
    };
    check("urgent", Column::Due, "due");
    check("due", Column::Due, "-due");
    check("-due", Column::Due, "due");
    check("-due", Column::Unit, "unit");
    for column in Column::ALL {
        for direction in [Direction::Natural, Direction::Reverse] {
            let sort = Sort { column, direction };
            assert_eq!(Sort::from_code(&sort.code()), Some(sort));
        }
    }
}

/// Every option of every question counts exactly what a press on it would list.
fn check_facets(board: &Board, filter: &Filter, now: Instant) {
    let facets = Facets::of(board, Place::default(), filter, now, None);
    let listed = |filter: &Filter| ids(board, filter, Sort::default(), now).len();
    for dimension in Dimension::ALL {
        assert_eq!(facets.total(dimension), listed(&filter.without(dimension)), "{dimension:?}");
        for (choice, count) in facets.choices(dimension) {
            assert_eq!(choice.dimension(), dimension);
            assert_eq!(count, listed(&filter.with(choice.clone())), "{choice:?} of {filter:?}");
            assert!(count > 0, "an option that lists nothing is not offered: {choice:?}");
            assert_eq!(facets.count(&choice), count);
        }
    }
    assert_eq!(facets.count(&Choice::Unit("nobody".into())), 0);
}

#[test]
fn the_count_beside_an_option_is_what_it_lists() {
    let board = due_days();
    let all = Filter::default;
    let filters = [
        all(),
        Filter { light: Some(Light::Red), ..all() },
        Filter { unit: Some("环卫所".into()), waiting: Some(Waiting::Contact), ..all() },
        Filter { words: "燃气".into(), due: Some(DueWindow::ThisWeek), ..all() },
        Filter { status: Some(Status::Verifying), category: Some("无".into()), ..all() },
    ];
    for filter in filters {
        check_facets(&board, &filter, now());
    }
    let demo = Filter { domain: Some(Domain::Livelihood), light: Some(Light::DueSoon), ..all() };
    check_facets(&crate::demo::DEMO, &demo, now());
}

proptest! {
    #[test]
    fn so_it_is_for_any_filter(light in 0..5_usize, due in 0..5_usize, waiting in 0..3_usize, unit in 0..3_usize, day in 0..12_i64) {
        let filter = Filter {
            light: Light::ALL.get(light).copied(),
            due: DueWindow::ALL.get(due).copied(),
            waiting: Waiting::ALL.get(waiting).copied(),
            unit: ["环卫所", "城管中队"].get(unit).map(|unit| (*unit).into()),
            ..Filter::default()
        };
        check_facets(&due_days(), &filter, now() + chrono::TimeDelta::hours(day * 13 - 60));
    }
}
