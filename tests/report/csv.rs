//! The file for spreadsheets: what it holds, how it is quoted, and what a hostile text does in it.

use crate::{
    demo::DEMO,
    small::{at, board, dispatched},
};
use gridlight::{
    domain::{case::Case, geometry::LonLat},
    locales::Lang,
    report::{
        csv::{MACHINE_COLUMNS, csv},
        file_name::file_name,
        row::Field,
    },
};
use proptest::prelude::*;
use std::sync::Arc;

const NOW: &str = "2026-09-18 17:00";

/// The cells of a file by RFC 4180.
fn parse(file: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    let mut chars = file.strip_prefix('\u{feff}').expect("a byte order mark").chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().unwrap();
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                row.last_mut().unwrap().push('"');
                chars.next();
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(String::new()),
            '\r' if !is_quoted => {
                assert_eq!(chars.next(), Some('\n'), "a bare carriage return is quoted");
                rows.push(vec![String::new()]);
            }
            c => row.last_mut().unwrap().push(c),
        }
    }
    assert_eq!(rows.pop(), Some(vec![String::new()]), "the file ends with its last row");
    rows
}

/// The cell of the title of a matter with this title.
fn title_cell(title: &str) -> String {
    let board = board([Case { title: title.into(), ..dispatched("C1", "G1", "2026-09-07 10:00") }]);
    let cases: Vec<_> = board.cases().map(Arc::clone).collect();
    parse(&csv(&cases, &board, at(NOW), Lang::ZhCn))[1][4].clone()
}

#[test]
fn a_text_never_becomes_a_formula_or_another_number() {
    let check = |title: &str, expected: &str| assert_eq!(title_cell(title), expected, "{title:?}");
    for plain in [
        "路面破损",
        "a,b",
        "他说\"好\"",
        "一行\n两行",
        "一\r\n二",
        " 前后空格 ",
        "3月",
        "12345",
        "1.5",
        "'已有",
    ] {
        check(plain, plain);
    }
    for formula in [
        "=HYPERLINK(\"http://x\")",
        "+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1",
        "＋1",
        "－1",
        "＠a",
    ] {
        check(formula, &format!("'{formula}"));
    }
    for number in ["370983199001011234", "0012", "12E5", "1e9", "123456789012"] {
        check(number, &format!("'{number}"));
    }
}

#[test]
fn every_column_says_what_the_screen_says() {
    let case = Case {
        at: Some(LonLat { lon: -120.000_001, lat: 36.5 }),
        ..dispatched("370983199001011234", "G1", "2026-09-07 10:05")
    };
    let board = board([case]);
    let cases: Vec<_> = board.cases().map(Arc::clone).collect();
    for lang in Lang::ALL {
        let rows = parse(&csv(&cases, &board, at(NOW), lang));
        let [names, row] = &rows[..] else { panic!("{rows:?}") };
        assert_eq!(names.len(), 27);
        for (at_column, field) in Field::ALL.iter().enumerate() {
            assert_eq!(names[at_column], field.name(lang.locale()), "{field:?}");
            let text = field.text(&cases[0], &board, at(NOW), lang);
            assert_eq!(row[at_column].trim_start_matches('\''), text, "{field:?}");
        }
        assert_eq!(names[19..], MACHINE_COLUMNS);
        assert_eq!(row[3], "'370983199001011234");
        let machine = [
            "2026-09-15 00:00",
            "2026-09-07 10:05",
            "2026-09-07 10:05",
            "2026-09-07 10:05",
            "2026-09-07 10:05",
            "-120.000001",
            "36.500000",
            "red",
        ];
        assert_eq!(row[19..], machine);
    }
    let names = Lang::ALL.map(|lang| parse(&csv(&[], &board, at(NOW), lang)).concat().join(","));
    assert!(names[0].starts_with("亮灯,期限情况,备注,编号,事项,"), "{names:?}");
    assert!(names[1].starts_with("Light,"), "{names:?}");
}

#[test]
fn the_demo_is_a_row_for_each_matter() {
    let cases: Vec<_> = DEMO.cases().map(Arc::clone).collect();
    let rows = parse(&csv(&cases, &DEMO, at(NOW), Lang::ZhCn));
    assert_eq!(rows.len(), cases.len() + 1);
    assert!(rows.iter().all(|row| row.len() == 27));
    for (row, open) in rows.iter().skip(1).zip(&cases) {
        assert_eq!(row[3].trim_start_matches('\''), open.case.id.as_str());
        assert_eq!(row[26], open.clock.light(at(NOW)).code());
    }
}

#[test]
fn a_file_is_named_by_what_it_is_of() {
    let day = "2026-09-18".parse().unwrap();
    let check = |place: &str, filter: &[&str], expected: &str| {
        let filter: Vec<String> = filter.iter().map(|word| (*word).to_owned()).collect();
        assert_eq!(file_name("网格灯", place, &filter, day, "csv"), expected);
    };
    check("横河管区", &["红灯"], "网格灯_横河管区_红灯_2026-09-18.csv");
    check("全区", &[], "网格灯_全区_2026-09-18.csv");
    check("a/b\\c:d", &["含“x*?”", "<|>"], "网格灯_a-b-c-d_含“x-”_2026-09-18.csv");
    check("../..", &["..", "\u{202e}fdp"], "网格灯_fdp_2026-09-18.csv");
    check(
        "一二三四五六七八九十一二三四五六七八",
        &["1", "2", "3", "4"],
        "网格灯_一二三四五六七八九十一二三四五六_1_2_3_2026-09-18.csv",
    );
}

proptest! {
    #[test]
    fn whatever_a_title_is_it_comes_back(title in ".{1,40}", unit in "[\\x00-\\x7f]{1,20}") {
        let case = Case {
            title: title.as_str().into(),
            handling_unit: Some(unit.as_str().into()),
            ..dispatched("C1", "G1", "2026-09-07 10:00")
        };
        let board = board([case]);
        let cases: Vec<_> = board.cases().map(Arc::clone).collect();
        let rows = parse(&csv(&cases, &board, at(NOW), Lang::En));
        prop_assert_eq!(rows.len(), 2);
        prop_assert_eq!(rows[1].len(), 27);
        for (cell, text) in [(&rows[1][4], &title), (&rows[1][10], &unit)] {
            let is_same = cell == text || cell.strip_prefix('\'') == Some(text.as_str());
            prop_assert!(is_same, "{:?} came back as {:?}", text, cell);
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
        }
    }

    #[test]
    fn a_file_name_is_one_that_every_file_system_takes(place in ".{0,60}", word in ".{0,60}") {
        let name = file_name("gridlight", &place, &[word], "2026-09-18".parse().unwrap(), "csv");
        prop_assert!(name.len() <= 255);
        prop_assert!(!name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']));
        prop_assert!(!name.contains(char::is_control));
        prop_assert!(name.starts_with("gridlight_") && name.ends_with("_2026-09-18.csv"));
    }
}
