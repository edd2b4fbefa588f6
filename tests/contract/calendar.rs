//! The calendar from the config and from the `calendar` collection: spans, single days, and their names.

use crate::folder::{check_defects, feature, plain_source, small_folder, texts};
use gridlight::{
    contract::config::Config,
    domain::{
        board::Board,
        calendar::DayWord,
        defect::{
            Collection,
            DefectReason::{self, Contradiction, Unreadable},
        },
    },
    source::assemble::assemble,
};
use serde_json::{Value, json};

fn board(calendar: Value, rows: &[Value]) -> Board {
    let (config, unknown) = Config::read(&json!({ "calendar": calendar }).to_string()).unwrap();
    assert_eq!(unknown, [""; 0]);
    let mut folder = texts(&small_folder());
    folder.0.insert(Collection::Calendar, vec![crate::folder::collection(rows)]);
    assemble(&config, &plain_source(), &folder).unwrap()
}

#[test]
fn next_year_s_notice_comes_with_the_config() {
    let span = |from: &str, to: &str| json!({ "from": from, "to": to, "announced_on": "2026-11-10", "source": "通知" });
    let check = |calendar: Value, last: &str, defects: &[(&str, &str, DefectReason)]| {
        let board = board(calendar, &[]);
        assert_eq!(board.calendar.last_announced().to_string(), last);
        check_defects(&board, defects);
    };
    let year = span("2027-01-01", "2027-12-31");
    let days = json!({ "spans": [year], "off": ["2027-01-01"], "work": ["2027-01-02"] });
    let known = board(days.clone(), &[]);
    check(days, "2027-12-31", &[]);
    let is_worked = |day: &str| known.calendar.is_working_day(day.parse().unwrap());
    let expected = [("2027-01-01", false), ("2027-01-02", true), ("2027-01-04", true)];
    for (day, worked) in expected {
        assert_eq!(is_worked(day), Ok(worked), "{day}");
    }
    assert_eq!(known.calendar.announced_on().to_string(), "2026-11-10");
    check(json!({}), "2026-12-31", &[]);
    let gap = json!({ "spans": [span("2027-02-01", "2027-12-31")] });
    check(gap, "2026-12-31", &[("config.json", "calendar.spans", Contradiction)]);
    let no_date = json!({ "spans": [span("2027-01-01", "年底")] });
    check(no_date, "2026-12-31", &[("config.json", "calendar", Unreadable)]);
}

#[test]
fn a_day_of_the_collection_brings_its_name_and_overrules_the_config() {
    let row = |id: &str, day: &str, kind: &str, name: Option<&str>| {
        feature(id, json!({ "date": day, "kind": kind, "name": name }))
    };
    let rows = [
        row("D1", "2026-06-10", "off", Some("上合峰会")),
        row("D2", "2026-06-13", "work", None),
        row("D3", "2026-09-16", "work", None),
    ];
    let board = board(json!({ "off": ["2026-09-16"] }), &rows);
    check_defects(&board, &[]);
    let check = |day: &str, expected: DayWord| {
        assert_eq!(board.calendar.word_on(day.parse().unwrap()), Ok(expected), "{day}");
    };
    check("2026-06-10", DayWord::OwnOff(Some("上合峰会".into())));
    check("2026-06-13", DayWord::OwnWork(None));
    check("2026-09-16", DayWord::OwnWork(None));
    check("2026-09-20", DayWord::MakeUp);
}
