//! The folder at the moment at which the demo begins.

use crate::{CONFIG, as_of, asked::value, board, json, lights, text, zone};
use chrono::{NaiveDate, TimeDelta};
use gridlight::{
    contract::{config::Config, feature::read_collection, received, row::Row},
    domain::{
        area::Place,
        board::OpenCase,
        case::{Route, Status},
        clock::Extension,
        defect::Collection,
        light::Light,
        measure::{Measure, Value as Figure},
        parts::Part,
        workload::{ReceivedRow, Tally},
    },
    source::assemble::CollectionReading,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn the_folder_is_a_board_without_a_defect() {
    let board = board();
    assert_eq!(board.defects().next(), None);
    let areas = &board.areas;
    assert_eq!((areas.towns().len(), areas.zones().len(), areas.grids().len()), (22, 161, 1333));
    let count = lights(&board, as_of());
    assert!((1_700..=2_300).contains(&count.open()), "{count:?}");
    assert!((50..=150).contains(&count.red), "{count:?}");
    assert!((30..=300).contains(&count.due_soon), "{count:?}");
    assert!((1..=40).contains(&count.unknown), "only what is not dispatched yet: {count:?}");
    assert!((1..count.due_soon).contains(&count.due_today), "{count:?}");

    let number = |is: &dyn Fn(&OpenCase) -> bool| board.cases().filter(|open| is(open)).count();
    assert!(number(&|open| open.clock.extension == Extension::Effective) >= 50, "extended");
    assert!(
        number(&|open| open.clock.extension == Extension::Pending) >= 5,
        "waiting for approval"
    );
    assert!(number(&|open| open.clock.extension == Extension::Late) >= 1, "asked for too late");
    let is_over_extended = |open: &OpenCase| {
        open.clock.extension == Extension::Effective && open.clock.light(as_of()) == Light::Red
    };
    assert!(number(&is_over_extended) >= 1, "extended and past that too");
    assert!(number(&|open| open.case.status == Status::Returned) >= 3);
    assert!(number(&|open| open.case.status == Status::Parked) >= 5);
    assert!(number(&|open| open.clock.is_contact_missed(as_of())) >= 10);
}

#[test]
fn about_ninety_eight_of_a_hundred_matters_are_closed_on_time() {
    let board = board();
    let on_time = |place| value(&board, Part::Area(place), Measure::OnTimeRate, 30, as_of());
    let Figure::Share { numerator, denominator } = on_time(Place::default()) else {
        panic!("thirty whole days are there")
    };
    assert!(denominator > 50_000, "of {denominator}");
    let permille = u64::from(numerator) * 1000 / u64::from(denominator);
    assert!((950..=985).contains(&permille), "{permille}");
    let of_towns = (0..22).map(|town| {
        let place = Place { town: Some(town), ..Place::default() };
        match on_time(place) {
            Figure::Share { numerator, denominator } => numerator * 1000 / denominator,
            other => panic!("{other:?}"),
        }
    });
    let of_towns: BTreeSet<u32> = of_towns.collect();
    assert!(
        of_towns.last().unwrap() - of_towns.first().unwrap() >= 10,
        "towns differ: {of_towns:?}"
    );
}

#[test]
fn the_road_in_zangnan_is_four_working_days_overdue() {
    let board = board();
    let road = board.case(&"HH-20260907-0142".into()).unwrap();
    assert_eq!(&*road.case.title, "藏南路路面破损，大集日车辆绕行拥堵");
    // Handed on once; the first dispatch is still the start of its clocks.
    assert_eq!(road.case.first_unit.as_deref(), Some("镇特色小镇办"));
    assert_eq!(road.case.handling_unit.as_deref(), Some("管护站"));
    assert!(road.case.redispatched_at > road.case.dispatched_at);
    let due = road.clock.due().unwrap();
    assert_eq!(due.due_date.to_string(), "2026-09-14");
    assert_eq!(due.overdue(as_of(), zone(), &board.calendar).count, 4);
    let place = road.place;
    assert_eq!(&*board.areas.grids()[place.grid.unwrap()].name, "横河03网格");
    assert_eq!(&*board.areas.zones()[place.zone.unwrap()].name, "横河管区");
    assert_eq!(&*board.areas.towns()[place.town.unwrap()].name, "藏南镇");

    let zone_id = board.areas.zones()[place.zone.unwrap()].id.as_str();
    let steps = json(&text(&format!("steps/by-zone/{zone_id}.json")));
    let steps = steps["features"].as_array().unwrap().iter();
    let kinds: Vec<&str> = steps
        .filter(|step| step["properties"]["case_id"] == "HH-20260907-0142")
        .map(|step| step["properties"]["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "supervised").count(), 2, "{kinds:?}");
}

#[test]
fn matters_are_unevenly_spread_as_in_life() {
    let board = board();
    let mut by_grid = vec![0_u32; board.areas.grids().len()];
    let mut by_domain: BTreeMap<&str, u32> = BTreeMap::new();
    for open in board.cases() {
        by_grid[open.place.grid.unwrap()] += 1;
        *by_domain.entry(open.case.domain.code()).or_default() += 1;
    }
    by_grid.sort_unstable_by(|a, b| b.cmp(a));
    let (all, busiest) = (by_grid.iter().sum::<u32>(), by_grid.iter().take(133).sum::<u32>());
    assert!(
        busiest * 100 >= all * 35,
        "a tenth of the grids has a third of the matters: {busiest}"
    );
    assert!(by_grid.iter().filter(|count| **count == 0).count() > 200, "and many have none");
    assert_eq!(by_domain.len(), 6, "{by_domain:?}");
    assert!(by_domain["urban_management"] > by_domain["livelihood"], "{by_domain:?}");
}

#[test]
fn every_zone_can_be_drilled_into() {
    let board = board();
    let mut titles = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for zone in board.areas.zones() {
        let cases = json(&text(&format!("cases/by-zone/{}.json", zone.id)));
        let cases = cases["features"].as_array().unwrap();
        let steps = json(&text(&format!("steps/by-zone/{}.json", zone.id)));
        let mut known: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
        for step in steps["features"].as_array().unwrap() {
            known.entry(step["properties"]["case_id"].as_str().unwrap()).or_default().push(step);
        }
        assert!(cases.iter().filter(|case| case["properties"]["status"] == "closed").count() >= 5);
        for case in cases {
            let (id, facts) = (case["id"].as_str().unwrap(), &case["properties"]);
            assert!(ids.insert(id.to_owned()), "{id} is there twice");
            let grid = board.areas.grids().iter().find(|grid| grid.id.as_str() == facts["grid_id"]);
            assert_eq!(grid.unwrap().zone_id.as_ref().unwrap(), &zone.id, "{id}");
            let title = facts["title"].as_str().unwrap();
            assert!((8..=22).contains(&title.chars().count()), "{title}");
            assert!(!title.contains(['{', '}', ':']), "{title}");
            titles.insert(title.to_owned());
            for name in ["address", "handling_unit", "first_unit"] {
                let value = facts[name].as_str().unwrap_or("-");
                assert!(!value.is_empty() && !value.contains(['{', '}']), "{id} {name} {value}");
            }
            let steps = &known[id];
            let times: Vec<&str> =
                steps.iter().map(|step| step["properties"]["at"].as_str().unwrap()).collect();
            assert!(times.is_sorted(), "{id} {times:?}");
            assert_eq!(steps[0]["properties"]["kind"], "reported", "{id}");
            assert_eq!(times[0], facts["reported_at"], "{id}");
            assert_eq!(
                steps.iter().any(|step| step["properties"]["kind"] == "closed"),
                facts["status"] == "closed"
            );
        }
    }
    let open = board.cases().map(|open| open.case.id.as_str().to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(open.difference(&ids).next(), None, "every open matter is among its zone's");
    assert!(titles.len() > 2_000, "{} titles", titles.len());
}

#[test]
fn the_totals_agree_with_the_matters() {
    let workload = json(&text("workload.json"));
    let rows = workload["features"].as_array().unwrap();
    assert_eq!(rows.len(), 22 * 90, "a row per town and day, a quarter of them");
    let mut open_yesterday = 0;
    for row in rows {
        let facts = &row["properties"];
        let of = |name: &str| facts[name].as_u64().unwrap();
        let by_domain: u64 =
            facts["by_domain"].as_object().unwrap().values().filter_map(Value::as_u64).sum();
        assert_eq!(by_domain, of("received"), "{facts}");
        let cohort = of("cohort_closed_on_time") + of("cohort_closed_late");
        assert!(cohort <= of("received") && of("satisfied") <= of("called_back"), "{facts}");
        assert!(of("overdue_at_end") <= of("open_at_end"), "{facts}");
        for part in ["contacted_on_time", "disposed", "extended", "returned", "called_back"] {
            assert!(of(part) <= of("received"), "{part}: {facts}");
        }
        assert!(cohort <= of("disposed"), "what is closed is disposed of: {facts}");
        let took: u64 = facts["closed_by_working_days"]
            .as_object()
            .unwrap()
            .values()
            .filter_map(Value::as_u64)
            .sum();
        assert_eq!(took, of("closed_on_time") + of("closed_late"), "{facts}");
        if facts["day"] == "2026-09-17" {
            open_yesterday += of("open_at_end");
        }
    }
    // What was open last night and is still open, or was received today: the board of now.
    let today = &json(&text("life.json"))["today"];
    let sum = |name: &str| -> u64 {
        today.as_array().unwrap().iter().map(|row| row[name].as_u64().unwrap()).sum()
    };
    let closed = sum("closed_on_time") + sum("closed_late");
    let open = u64::try_from(board().cases().count()).unwrap();
    assert_eq!(open_yesterday + sum("received") - closed, open);
}

/// The days of reports as the decoder has them.
fn received() -> Vec<ReceivedRow> {
    let (config, _) = Config::read(CONFIG).unwrap();
    let reading = CollectionReading::of(&config.sources["demo"], Collection::Received);
    let read = |row: &mut Row<'_>| Some(received::received(row));
    let read = read_collection(&text("received.json"), &reading.reading(), read).unwrap();
    assert_eq!(read.defects, []);
    read.rows.into_iter().flatten().collect()
}

#[test]
fn the_days_of_reports_agree_with_the_totals() {
    let board = board();
    let mut by_day: BTreeMap<(usize, NaiveDate), u32> = BTreeMap::new();
    for row in received() {
        let town = board.areas.place_of_grid(&row.grid_id).unwrap().town.unwrap();
        for day in row.days {
            *by_day.entry((town, day)).or_default() += 1;
        }
    }
    let first = NaiveDate::from_ymd_opt(2026, 7, 20).unwrap();
    let mut days = BTreeSet::new();
    for row in board.workload.iter().filter(|row| row.day >= first) {
        let town = board.areas.place_of_town(row.town_id.as_ref().unwrap()).unwrap().town.unwrap();
        let told = by_day.get(&(town, row.day)).copied().unwrap_or_default();
        assert_eq!(Some(told), row.tally(Tally::Received), "{row:?}");
        days.insert(row.day);
    }
    assert_eq!(days.len(), 60);
}

#[test]
fn something_comes_back_and_something_rises() {
    let board = board();
    let rows = received();
    let count = |days: &[NaiveDate], from: u32, until: u32| {
        let day = |ago: u32| as_of().date_naive() - TimeDelta::days(ago.into());
        days.iter().filter(|of| day(from) <= **of && **of < day(until)).count()
    };
    let name = |row: &ReceivedRow| {
        let place = board.areas.place_of_grid(&row.grid_id).unwrap();
        let town = &board.areas.towns()[place.town.unwrap()].name;
        (town.to_string(), board.areas.grids()[place.grid.unwrap()].name.to_string())
    };
    for (town, grid, category) in
        [("胶南街道", "新华05网格", "污水外溢"), ("王台镇", "徐村07网格", "积存垃圾渣土")]
    {
        let is_its = |row: &&ReceivedRow| {
            name(row) == (town.to_owned(), grid.to_owned()) && &*row.category == category
        };
        let row = rows.iter().find(is_its).unwrap();
        let times = count(&row.days, 30, 0);
        assert!((8..=30).contains(&times), "{grid} {category}: {times} times");
    }
    let of_town = |from, until| -> usize {
        let is_its = |row: &&ReceivedRow| name(row).0 == "泊里镇" && &*row.category == "停水";
        rows.iter().filter(is_its).map(|row| count(&row.days, from, until)).sum()
    };
    let (week, weeks_before) = (of_town(7, 0), of_town(35, 7));
    assert!(
        week >= 15 && week * 4 >= weeks_before * 2,
        "{week} after {weeks_before} in four weeks"
    );
}

#[test]
fn the_year_has_every_matter_of_a_unit_that_turned_red() {
    let board = board();
    let year = json(&text("year-overdue.json"));
    let rows = year["features"].as_array().unwrap();
    let ids: BTreeSet<&str> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert!((900..=1_400).contains(&rows.len()), "{} rows", rows.len());
    for open in board.cases().filter(|open| open.clock.light(as_of()) == Light::Red) {
        let is_known = ids.contains(open.case.id.as_str());
        assert_eq!(is_known, open.case.route != Some(Route::Direct), "{:?}", open.case);
    }
    let with = |name: &str| rows.iter().filter(|row| !row["properties"][name].is_null()).count();
    assert!(with("supervision") > 500 && with("accountability") > 50);
}
