//! How often a sudden rise is told where there is none, and whether one that is there is found.

use crate::{
    asked::asked,
    demo::DEMO,
    small::{at, board},
};
use gridlight::{
    contract::{
        config::Config,
        feature::read_collection,
        received::{merged, received},
        row::Row,
    },
    domain::{
        area::Place,
        board::Board,
        brief::{FALSE_ALARMS, History, Period, Told, brief},
        case::Domain,
        defect::Collection,
        filter::Filter,
        parts::Part,
        time::Instant,
        window::Window,
        workload::ReceivedRow,
    },
    source::assemble::CollectionReading,
};
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path, sync::Arc};

const DISTRICT: Part = Part::Area(Place { town: None, zone: None, grid: None });

pub(crate) fn told(
    board: &Board,
    rows: &Arc<Vec<ReceivedRow>>,
    part: Part,
    period: Period,
    now: Instant,
) -> Told {
    let history = History::of(rows, &board.areas);
    let brief = asked(board, &Filter::default(), Window::Days(30), now, |ask| {
        brief(ask, Some(&history), part, period)
    });
    brief.told.unwrap()
}

/// A generator of our own, so that every run is the same.
struct Dice(u64);

impl Dice {
    fn unit(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64) / ((1_u64 << 53) as f64)
    }

    /// A count around `mean` by chance alone.
    fn poisson(&mut self, mean: f64) -> usize {
        let (limit, mut product, mut count) = ((-mean).exp(), self.unit(), 0);
        while product > limit {
            product *= self.unit();
            count += 1;
        }
        count
    }
}

/// Sixty days of a district in which nothing changes but by chance; days off have seven tenths.
fn quiet(seed: u64, board: &Board, spread: f64) -> Arc<Vec<ReceivedRow>> {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let today: chrono::NaiveDate = "2026-09-18".parse().unwrap();
    let mut rows = Vec::new();
    for grid in board.areas.grids() {
        for kind in 0..40 {
            let usual = 0.02 + 0.4 * dice.unit().powi(3);
            let days = (1..=60_u64).rev().flat_map(|ago| {
                let day = today - chrono::Days::new(ago);
                let is_off = board.calendar.is_working_day(day) == Ok(false);
                let mood = 1.0 + spread * (dice.unit() - 0.5);
                let mean = usual * if is_off { 0.7 } else { 1.0 } * mood;
                vec![day; dice.poisson(mean)]
            });
            rows.push(ReceivedRow {
                grid_id: grid.id.clone(),
                domain: Domain::UrbanManagement,
                category: format!("K{kind}").into(),
                days: days.collect(),
            });
        }
    }
    Arc::new(rows)
}

#[test]
fn where_nothing_rises_fewer_alarms_are_given_than_is_said() {
    let board = board([]);
    let now = at("2026-09-18 17:00");
    for (what, spread, runs) in
        [("by chance alone", 0.0, 120_u64), ("with days of moods", 1.0, 120)]
    {
        for period in Period::ALL {
            let alarms: usize = (1..=runs)
                .map(|seed| told(&board, &quiet(seed, &board, spread), DISTRICT, period, now))
                .filter(|told| told.has_baseline)
                .map(|told| told.surges.len())
                .sum();
            let rate = alarms as f64 / runs as f64;
            println!("{what}, {}: {rate:.3} false alarms a brief", period.code());
            assert!(rate <= FALSE_ALARMS, "{what}, {}: {rate}", period.code());
        }
    }
}

/// What the demo's folder says was reported when.
fn demo_rows() -> Arc<Vec<ReceivedRow>> {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("public");
    let (config, _) =
        Config::read(&fs::read_to_string(public.join("config.json")).unwrap()).unwrap();
    let text = fs::read_to_string(public.join("demo/received.json")).unwrap();
    let reading = CollectionReading::of(&config.sources["demo"], Collection::Received);
    let read = |row: &mut Row<'_>| Some(received(row));
    let decoded = read_collection(&text, &reading.reading(), read).unwrap();
    assert_eq!(decoded.defects, []);
    Arc::new(merged(decoded.rows.into_iter().flatten().collect()))
}

/// The categories that the demo's life itself makes rise: by season, by storm, or by a trend of its own.
fn moved() -> BTreeSet<String> {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("public");
    let life = fs::read_to_string(public.join("demo/life.json")).unwrap();
    let life: Value = serde_json::from_str(&life).unwrap();
    let domains = life["domains"].as_array().unwrap();
    let categories = domains.iter().flat_map(|of| of["categories"].as_array().unwrap());
    let moves = |of: &&Value| !of["season"].is_null() || !of["storm"].is_null();
    let by_weather = categories.filter(moves).map(|of| of["name"].as_str().unwrap().to_owned());
    let trends = life["trends"].as_array().unwrap().iter();
    by_weather.chain(trends.map(|of| of["category"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn the_demos_rise_is_found_and_its_quiet_weeks_are_quiet() {
    let rows = demo_rows();
    let name = |part: Part| {
        let Part::Area(place) = part else { return "未归属" };
        &*DEMO.areas.towns()[place.town.unwrap()].name
    };
    let moved = moved();
    let (mut alarms, mut days) = (0, 0);
    for ago in 0..24_u64 {
        let now = at("2026-09-18 17:00") - chrono::TimeDelta::days(ago.try_into().unwrap());
        let told = told(&DEMO, &rows, DISTRICT, Period::Week, now);
        if !told.has_baseline {
            break;
        }
        let false_ones = told.surges.iter().filter(|of| !moved.contains(&*of.kind.category));
        for of in false_ones {
            println!("{ago} days before: {} {} {}", name(of.part), of.kind.category, of.now);
            alarms += 1;
        }
        days += 1;
        if ago == 0 {
            let found: Vec<_> =
                told.surges.iter().map(|of| (name(of.part), &*of.kind.category)).collect();
            assert!(found.contains(&("泊里镇", "停水")), "{found:?} of {} tested", told.tested);
            let back: Vec<_> =
                told.returns.iter().map(|of| (&*of.kind.category, of.count)).collect();
            println!("coming back: {back:?}");
            assert!(back.iter().any(|(category, _)| *category == "污水外溢"), "{back:?}");
        }
    }
    println!("the demo: {alarms} false alarms in {days} weekly briefs");
    assert!(days >= 20, "{days} briefs");
    assert!(f64::from(alarms) <= FALSE_ALARMS * f64::from(days), "{alarms} in {days}");
}
