//! What is announced, by whom, and since when.

use chrono::NaiveDate;
use gridlight::domain::calendar::{
    Calendar, DayWord,
    announced::{Announced, DayKind, OwnDay, Span},
    holiday::Holiday,
};
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};
use tyme4rs::tyme::solar::SolarDay;

use crate::day;

fn table() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cn_workdays.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn span() -> impl Iterator<Item = NaiveDate> {
    day("2016-01-01").iter_days().take_while(|date| *date <= day("2026-12-31"))
}

fn is_weekend(date: NaiveDate) -> bool {
    date.format("%u").to_string().parse::<u8>().unwrap() > 5
}

fn dates(list: &Value) -> BTreeSet<NaiveDate> {
    list.as_array().unwrap().iter().map(|date| day(date.as_str().unwrap())).collect()
}

#[test]
fn the_calendar_is_the_cross_checked_table() {
    let json = table();
    let calendar = Calendar::national();
    let mut working_days = 0;
    for date in span() {
        let year = &json[date.format("%Y").to_string()];
        let has = |list: &str| dates(&year[list]).contains(&date);
        let expected = has("work") || (!is_weekend(date) && !has("off"));
        assert_eq!(calendar.is_working_day(date), Ok(expected), "{date}");
        working_days += u32::from(expected);
    }
    // The sum of the yearly counts of `domain.md` §1.
    assert_eq!(working_days, 250 + 249 + 250 + 250 + 249 + 250 + 249 + 249 + 251 + 248 + 248);
    assert_eq!(calendar.announced_on(), day("2025-11-04"));
}

#[test]
fn an_independent_library_says_the_same_of_every_date() {
    let calendar = Calendar::national();
    for date in span() {
        let part = |format: &str| date.format(format).to_string().parse::<usize>().unwrap();
        let solar = SolarDay::from_ymd(part("%Y") as isize, part("%m"), part("%d"));
        let by_notice = solar.get_legal_holiday().map(|holiday| holiday.is_work());
        let expected = by_notice.unwrap_or(!is_weekend(date));
        assert_eq!(calendar.is_working_day(date), Ok(expected), "{date}");
    }
}

#[test]
fn each_version_is_the_table_without_what_came_later() {
    let json = table();
    let meta = &json["meta"];
    for (year, announced_on) in meta["announced_on"].as_object().unwrap() {
        let announced_on = day(announced_on.as_str().unwrap());
        let calendar = Calendar::as_announced_on(&Announced::default(), announced_on);
        assert_eq!(calendar.last_announced(), day(&format!("{year}-12-31")));
        assert_eq!(calendar.announced_on(), announced_on);
        // The day before, that year was not known.
        let before = announced_on.pred_opt().unwrap();
        let before = Calendar::as_announced_on(&Announced::default(), before);
        assert!(before.is_working_day(day(&format!("{year}-06-01"))).is_err(), "{year}");
    }
    for amendment in meta["amendments"].as_array().unwrap() {
        let on = day(amendment["announced_on"].as_str().unwrap());
        let version = |on| Calendar::as_announced_on(&Announced::default(), on);
        let (before, after) = (version(on.pred_opt().unwrap()), version(on));
        let named = |list: &str| dates(&amendment[list]);
        let changed: BTreeSet<_> = ["added_off", "added_work", "removed_off", "removed_work"]
            .into_iter()
            .flat_map(named)
            .collect();
        let differ: BTreeSet<_> = span()
            .take_while(|date| *date <= after.last_announced())
            .filter(|date| before.is_working_day(*date) != after.is_working_day(*date))
            .collect();
        assert_eq!(differ, changed, "{on}");
    }
}

#[test]
fn the_calendar_as_announced_counts_as_it_was_then() {
    let check = |on: &str, start: &str, expected: [&str; 3]| {
        let calendar = Calendar::as_announced_on(&Announced::default(), day(on));
        for (n, due) in [1, 5, 10].into_iter().zip(expected) {
            assert_eq!(
                calendar.add_working_days(day(start), n),
                Ok(day(due)),
                "{on}: {start} + {n}"
            );
        }
    };
    // The Spring Festival of 2020 was prolonged on 27 January.
    check("2020-01-26", "2020-01-23", ["2020-01-31", "2020-02-05", "2020-02-12"]);
    check("2020-01-27", "2020-01-23", ["2020-02-03", "2020-02-07", "2020-02-14"]);
    // May Day of 2019 was prolonged on 22 March.
    check("2019-03-21", "2019-04-26", ["2019-04-29", "2019-05-06", "2019-05-13"]);
    check("2019-03-22", "2019-04-26", ["2019-04-28", "2019-05-06", "2019-05-13"]);
    // The notice for 2019 made 29 December 2018 a working Saturday.
    let before = Calendar::as_announced_on(&Announced::default(), day("2018-12-05"));
    assert_eq!(before.is_working_day(day("2018-12-29")), Ok(false));
    assert_eq!(before.is_working_day(day("2018-12-31")), Ok(true));
}

#[test]
fn a_day_says_why_it_is_worked_or_off() {
    let mut announced = Announced::default();
    let named =
        OwnDay { date: day("2018-06-08"), kind: DayKind::Off, name: Some("上合峰会".into()) };
    let worked = OwnDay { date: day("2026-09-19"), kind: DayKind::Work, name: None };
    assert_eq!(announced.overrule(&[named, worked]), []);
    let calendar = Calendar::newest(&announced);
    let check = |date: &str, expected: DayWord| {
        assert_eq!(calendar.word_on(day(date)), Ok(expected), "{date}");
    };
    check("2026-09-18", DayWord::Weekday);
    check("2026-09-13", DayWord::Weekend);
    check("2026-09-20", DayWord::MakeUp);
    check("2018-06-08", DayWord::OwnOff(Some("上合峰会".into())));
    check("2026-09-19", DayWord::OwnWork(None));
    check("2018-12-31", DayWord::Holiday(Holiday::NewYear));
    check("2022-01-31", DayWord::Holiday(Holiday::SpringFestival));
    check("2026-02-23", DayWord::Holiday(Holiday::SpringFestival));
    check("2026-04-06", DayWord::Holiday(Holiday::Qingming));
    check("2018-04-30", DayWord::Holiday(Holiday::LabourDay));
    check("2020-06-26", DayWord::Holiday(Holiday::DragonBoat));
    check("2026-09-25", DayWord::Holiday(Holiday::MidAutumn));
    check("2023-09-29", DayWord::Holiday(Holiday::MidAutumn));
    check("2020-10-08", DayWord::Holiday(Holiday::NationalDay));
    assert!(calendar.word_on(day("2027-01-01")).is_err());
    // Every day off by a notice has a name.
    let nameless: Vec<_> = span()
        .filter(|date| calendar.word_on(*date) == Ok(DayWord::Holiday(Holiday::Other)))
        .collect();
    assert_eq!(nameless, []);
}

#[test]
fn the_districts_own_days_overrule_the_national_ones() {
    let mut announced = Announced::default();
    let own = |days: &[(&str, DayKind)]| -> Vec<OwnDay> {
        let days = days.iter().map(|(date, kind)| (day(date), *kind));
        days.map(|(date, kind)| OwnDay { date, kind, name: None }).collect()
    };
    let config = own(&[
        ("2018-06-08", DayKind::Off),
        ("2026-09-19", DayKind::Work),
        ("2026-09-25", DayKind::Work),
        ("2026-09-16", DayKind::Off),
        ("2026-10-01", DayKind::Off),
        ("2026-10-01", DayKind::Work),
    ]);
    assert_eq!(announced.overrule(&config), [day("2026-10-01")], "both off and worked");
    let backend = own(&[("2026-09-16", DayKind::Work), ("2026-09-16", DayKind::Work)]);
    assert_eq!(announced.overrule(&backend), [], "said twice, it is still one word");
    let torn = own(&[("2026-09-19", DayKind::Off), ("2026-09-19", DayKind::Work)]);
    assert_eq!(announced.overrule(&torn), [day("2026-09-19")], "its earlier word stays");
    let calendar = Calendar::newest(&announced);
    let check = |date: &str, expected| {
        assert_eq!(calendar.is_working_day(day(date)), Ok(expected), "{date}")
    };
    check("2018-06-08", false);
    check("2026-09-19", true);
    check("2026-09-25", true);
    check("2026-09-20", true);
    check("2026-10-01", false);
    check("2026-09-16", true);
}

#[test]
fn only_a_span_that_follows_on_extends_what_is_known() {
    let span = |from: &str, to: &str, on: &str| Span {
        from: day(from),
        to: day(to),
        announced_on: day(on),
    };
    let check = |spans: &[Span], refused: usize, last: &str| {
        let mut announced = Announced::default();
        let kept = spans.iter().filter(|span| announced.extend((*span).clone()).is_ok()).count();
        assert_eq!(spans.len() - kept, refused, "{spans:?}");
        assert_eq!(Calendar::newest(&announced).last_announced(), day(last), "{spans:?}");
    };
    let next_year = span("2027-01-01", "2027-12-31", "2026-11-10");
    check(&[], 0, "2026-12-31");
    check(std::slice::from_ref(&next_year), 0, "2027-12-31");
    check(&[next_year.clone(), span("2028-01-01", "2028-12-31", "2027-11-10")], 0, "2028-12-31");
    check(&[span("2026-07-01", "2027-06-30", "2026-11-10")], 0, "2027-06-30");
    check(&[span("2027-01-02", "2027-12-31", "2026-11-10")], 1, "2026-12-31");
    check(&[span("2027-12-31", "2027-01-01", "2026-11-10")], 1, "2026-12-31");

    let mut announced = Announced::default();
    announced.extend(next_year).unwrap();
    let own = |date: &str, kind| OwnDay { date: day(date), kind, name: None };
    announced.overrule(&[own("2027-01-01", DayKind::Off), own("2027-01-02", DayKind::Work)]);
    let calendar = Calendar::newest(&announced);
    assert_eq!(calendar.add_working_days(day("2026-12-30"), 3), Ok(day("2027-01-04")));
    assert_eq!(calendar.announced_on(), day("2026-11-10"));
    let before = Calendar::as_announced_on(&announced, day("2026-11-09"));
    assert!(before.add_working_days(day("2026-12-30"), 3).is_err(), "not announced yet");
    // A day of a span came with its notice: before it, a day that the span covers is what it was.
    let mut early = Announced::default();
    early.extend(span("2026-12-01", "2027-12-31", "2026-11-10")).unwrap();
    early.overrule(&[own("2026-12-31", DayKind::Off), own("2026-06-10", DayKind::Off)]);
    let version = |on: &str| Calendar::as_announced_on(&early, day(on));
    assert_eq!(version("2026-11-09").is_working_day(day("2026-12-31")), Ok(true));
    assert_eq!(version("2026-11-10").is_working_day(day("2026-12-31")), Ok(false));
    assert_eq!(version("2026-11-09").is_working_day(day("2026-06-10")), Ok(false));
}
