//! The sheet: the areas add up to the place, and the footnotes say what everything means.

use crate::{
    asked::asked,
    demo::DEMO,
    small::{at, board, dispatched},
};
use gridlight::{
    domain::{
        area::Place, board::Board, case::Case, count::LightCount, filter::Filter, lit::LitBoard,
        window::Window,
    },
    locales::Lang,
    report::sheet::{area_table, as_of, notes, on_time},
};

const NOW: &str = "2026-09-18 17:00";

fn lit(board: &Board) -> LitBoard {
    LitBoard::of(board, &Filter::default(), at(NOW))
}

#[test]
fn areas_and_what_is_in_none_of_them_add_up() {
    let homeless = Case {
        grid_id: None,
        town_id: Some("T1".into()),
        ..dispatched("in a town alone", "G1", "2026-09-07 10:00")
    };
    let nowhere = Case { grid_id: None, ..dispatched("nowhere", "G1", "2026-09-17 10:00") };
    let board = board([homeless, nowhere, dispatched("in G1", "G1", "2026-09-07 10:00")]);
    let lit = lit(&board);
    let check = |place: Place, names: &[&str], unplaced: u32, sum: u32| {
        let table = area_table(&board, &lit, place, Lang::ZhCn).unwrap();
        let rows: Vec<&str> = table.rows.iter().map(|row| &*row.name).collect();
        assert_eq!(rows, names);
        assert_eq!((table.unplaced.open(), table.sum.open()), (unplaced, sum), "{place:?}");
        let inside: u32 = table.rows.iter().map(|row| row.count.open()).sum();
        assert_eq!(inside + table.unplaced.open(), table.sum.open());
    };
    check(Place::default(), &["T1", "T2"], 1, 3);
    let town = Place { town: Some(0), ..Place::default() };
    check(town, &["Z1", "Z2"], 1, 2);
    let zone = Place { zone: Some(0), ..town };
    check(zone, &["G1", "G4"], 0, 1);
    assert_eq!(area_table(&board, &lit, Place { grid: Some(0), ..zone }, Lang::ZhCn), None);
}

#[test]
fn the_demo_is_ranked_by_what_needs_attention() {
    let table = area_table(&DEMO, &lit(&DEMO), Place::default(), Lang::En).unwrap();
    assert_eq!(table.rows.len(), 22);
    let key = |count: &LightCount| (count.red, count.due_soon);
    assert!(table.rows.windows(2).all(|pair| key(&pair[0].count) >= key(&pair[1].count)));
}

#[test]
fn footnotes_name_formula_articles_and_calendar() {
    let lit = lit(&DEMO);
    let notes = |lang| {
        let rate = asked(&DEMO, &Filter::default(), Window::Days(30), at(NOW), |ask| {
            on_time(ask, Place::default(), Window::Days(30), lang)
        });
        notes(&DEMO, &lit, Place::default(), 5, rate.1, lang).join("\n")
    };
    let zh = notes(Lang::ZhCn);
    for word in [
        "按期办结 ÷",
        "÷",
        "30",
        "民法典第二百零一条",
        "公布",
        "暂定",
        "未归属",
        "数据无缺陷",
        "5 件",
    ] {
        assert!(zh.contains(word), "{word} in {zh}");
    }
    let en = notes(Lang::En);
    for word in ["Civil Code art. 201", "provisional", "announced on", "past its deadline"] {
        assert!(en.contains(word), "{word} in {en}");
    }
    assert_eq!(as_of(at(NOW), &DEMO, Lang::ZhCn), "截至 2026-09-18 9月18日 周五 17:00 (UTC+08:00)");
}
