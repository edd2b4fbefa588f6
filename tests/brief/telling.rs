//! What rises, falls, comes back and falls due; in words, and with the filter that lists it.

use crate::{
    alarms::told,
    asked::asked,
    small::{at, board, dispatched},
};
use gridlight::{
    domain::{
        area::Place,
        board::Board,
        brief::{Brief, Change, History, Of, Period, brief},
        case::{Case, Domain, Status},
        filter::{DueWindow, Filter, Today},
        measure::Measure,
        parts::Part,
        scope::Scope,
        window::Window,
        workload::ReceivedRow,
    },
    locales::Lang,
    report::brief::Teller,
};
use std::sync::Arc;

const DISTRICT: Part = Part::Area(Place { town: None, zone: None, grid: None });

/// So many of a category in a grid on each of these days.
fn reported(grid: &str, category: &str, days: &[(&str, usize)]) -> ReceivedRow {
    ReceivedRow {
        grid_id: grid.into(),
        domain: Domain::UrbanManagement,
        category: category.into(),
        days: days.iter().flat_map(|(day, count)| vec![day.parse().unwrap(); *count]).collect(),
    }
}

fn changes(of: &[Change]) -> Vec<(String, u32, u32)> {
    let name = |of: &Of| match of {
        Of::Category(kind) => kind.category.to_string(),
        Of::Part(part) => format!("{:?}", part.place().town),
    };
    of.iter().map(|of| (name(&of.of), of.now, of.before)).collect()
}

fn check(what: &str, rows: &[ReceivedRow], period: Period, now: &str, rises: &[(&str, u32, u32)]) {
    let old = reported("G1", "旧", &[("2026-06-01", 1), ("2026-09-17", 1)]);
    let rows = Arc::new(rows.iter().cloned().chain([old]).collect());
    let told = told(&board([]), &rows, DISTRICT, period, at(now));
    let found: Vec<_> =
        changes(&told.rises).into_iter().filter(|(name, ..)| !name.starts_with("Some")).collect();
    let expected: Vec<_> =
        rises.iter().map(|(name, now, before)| ((*name).to_owned(), *now, *before)).collect();
    assert_eq!(found, expected, "{what}");
}

#[test]
fn a_rise_is_more_than_chance_and_days_are_compared_with_their_like() {
    let week = |now: usize, before: usize| {
        [reported("G1", "路灯不亮", &[("2026-09-08", before), ("2026-09-15", now)])]
    };
    let friday = "2026-09-18 17:00";
    check("thirty against ten", &week(30, 10), Period::Week, friday, &[("路灯不亮", 30, 10)]);
    check("twelve against ten is chance", &week(12, 10), Period::Week, friday, &[]);
    check("ten against nothing is few", &week(10, 0), Period::Week, friday, &[]);
    check("twelve against nothing", &week(12, 0), Period::Week, friday, &[("路灯不亮", 12, 0)]);
    check(
        "the window ends before today",
        &[reported("G1", "今天", &[("2026-09-18", 40)])],
        Period::Week,
        friday,
        &[],
    );
    // Monday the 14th is told on Tuesday, and compared with Friday, not with the Sunday before.
    let monday =
        [reported("G1", "停水", &[("2026-09-11", 20), ("2026-09-13", 2), ("2026-09-14", 22)])];
    check("a Monday is no rise over a Sunday", &monday, Period::Day, "2026-09-15 08:00", &[]);
    let sunday =
        [reported("G1", "停水", &[("2026-09-06", 2), ("2026-09-12", 3), ("2026-09-13", 30)])];
    check(
        "a Sunday is compared with the Saturday",
        &sunday,
        Period::Day,
        "2026-09-14 08:00",
        &[("停水", 30, 3)],
    );
}

#[test]
fn what_falls_is_told_too_and_parts_by_themselves() {
    let rows = Arc::new(vec![
        reported("G1", "旧", &[("2026-06-01", 1), ("2026-09-17", 1)]),
        reported("G1", "路灯不亮", &[("2026-09-08", 40), ("2026-09-15", 10)]),
        reported("G3", "停水", &[("2026-09-08", 10), ("2026-09-15", 40)]),
    ]);
    let told = told(&board([]), &rows, DISTRICT, Period::Week, at("2026-09-18 17:00"));
    assert_eq!(changes(&told.falls), [("路灯不亮".into(), 10, 40), ("Some(0)".into(), 11, 40)]);
    assert_eq!(changes(&told.rises), [("停水".into(), 40, 10), ("Some(1)".into(), 40, 10)]);
}

#[test]
fn nothing_is_compared_with_days_that_are_not_there() {
    let rows = Arc::new(vec![reported("G1", "停水", &[("2026-09-12", 1), ("2026-09-15", 40)])]);
    let told = told(&board([]), &rows, DISTRICT, Period::Week, at("2026-09-18 17:00"));
    assert!(!told.has_before && !told.has_baseline);
    assert!(told.rises.is_empty() && told.surges.is_empty());
}

#[test]
fn what_comes_back_does_so_on_several_days_and_more_than_by_chance() {
    let days = |count: usize| -> Vec<(String, usize)> {
        (1..=count).map(|day| (format!("2026-09-{day:02}"), 2)).collect()
    };
    let of = |grid: &str, category: &str, count: usize| {
        let days = days(count);
        let days: Vec<(&str, usize)> = days.iter().map(|(day, count)| (&**day, *count)).collect();
        reported(grid, category, &days)
    };
    let mut rows = vec![of("G1", "污水外溢", 6), reported("G2", "一天", &[("2026-09-15", 12)])];
    for (grid, kind) in
        [("G1", "甲"), ("G2", "甲"), ("G3", "乙"), ("G4", "丙"), ("G5", "丁"), ("G6", "戊")]
    {
        rows.push(of(grid, kind, 15));
    }
    let told = told(&board([]), &Arc::new(rows), DISTRICT, Period::Week, at("2026-09-18 17:00"));
    let back: Vec<_> =
        told.returns.iter().map(|of| (&*of.kind.category, of.count, of.days.len())).collect();
    assert!(back.contains(&("污水外溢", 12, 6)), "{back:?}");
    assert!(back.iter().all(|(category, ..)| *category != "一天"), "{back:?}");
}

fn whole(
    board: &Board,
    filter: &Filter,
    rows: Option<Vec<ReceivedRow>>,
    lang: Lang,
    look: impl FnOnce(&Teller<'_>, &Brief),
) {
    let history = rows.map(|rows| History::of(&Arc::new(rows), &board.areas));
    asked(board, filter, Window::Days(7), at("2026-09-18 17:00"), |ask| {
        let brief = brief(ask, history.as_ref(), DISTRICT, Period::Week);
        look(&Teller { ask, place: Place::default(), lang }, &brief);
    });
}

#[test]
fn each_statement_lists_the_open_matters_it_is_about() {
    let cases = [
        dispatched("overdue", "G1", "2026-09-07 10:00"),
        dispatched("Sunday", "G2", "2026-09-14 10:00"),
        dispatched("Thursday", "G3", "2026-09-18 10:00"),
    ];
    let board = board(cases.map(|case| Case { category: Some("停水".into()), ..case }));
    let rows = || {
        Some(vec![
            reported("G1", "旧", &[("2026-06-01", 1), ("2026-09-17", 1)]),
            reported("G1", "停水", &[("2026-09-08", 10), ("2026-09-15", 40)]),
        ])
    };
    for lang in Lang::ALL {
        whole(&board, &Filter::default(), rows(), lang, |teller, brief| {
            let sections = teller.sections(brief);
            let all = || sections.iter().flat_map(|section| &section.statements);
            assert!(all().all(|of| !of.text.is_empty() && !of.text.contains("  ")));
            let today = Today::of(&board, at("2026-09-18 17:00"));
            let due: Vec<_> = all().filter(|of| of.filter.due.is_some()).collect();
            assert_eq!(due.len(), 2);
            for of in due {
                let Some(DueWindow::On(_)) = of.filter.due else { panic!("{of:?}") };
                let listed = board.cases().filter(|open| today.holds(of.filter.due.unwrap(), open));
                assert_eq!(listed.count(), 1, "{}", of.text);
                assert!(of.text.contains('1'), "{}", of.text);
            }
            let rise = all().find(|of| of.filter.category.as_deref() == Some("停水")).unwrap();
            assert!(
                ["40", "10", "30"].iter().all(|number| rise.text.contains(number)),
                "{}",
                rise.text
            );
            let red = all().find(|of| of.case.is_some()).unwrap();
            assert_eq!(red.case.as_deref_id(), "overdue");
            assert_eq!(red.scope, Some(Scope::Grid("G1".into())));
            let notes = teller.notes(brief, Period::Week).join(" ");
            assert!(notes.contains("2026-09-11") && notes.contains("2026-09-04"), "{notes}");
            let received = brief.headline.iter().find(|(of, ..)| *of == Measure::Received).unwrap();
            assert!(
                !matches!(received.1, gridlight::domain::measure::Value::Count(0)),
                "no source, no nought"
            );
            assert_eq!(teller.headline(brief).len(), brief.headline.len());
        });
    }
}

#[test]
fn without_the_days_of_reports_the_rest_is_told() {
    let board = board([dispatched("overdue", "G1", "2026-09-07 10:00")]);
    whole(&board, &Filter::default(), None, Lang::ZhCn, |teller, brief| {
        assert_eq!(brief.told, None);
        let titles: Vec<_> = teller.sections(brief).iter().map(|section| section.title).collect();
        assert_eq!(titles, ["即将到期", "超期最久"]);
    });
    let parked = Filter { status: Some(Status::Parked), ..Filter::default() };
    assert!(!gridlight::domain::brief::is_told(&parked), "of a report its status is not known");
}

trait Id {
    fn as_deref_id(&self) -> &str;
}

impl Id for Option<gridlight::domain::ids::CaseId> {
    fn as_deref_id(&self) -> &str {
        self.as_ref().unwrap().as_str()
    }
}
