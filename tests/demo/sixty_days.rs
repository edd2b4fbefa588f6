//! Sixty days of life, which is as long as the demo lives before it begins again.

use crate::{CONFIG, Files, as_of, board, json, lights, open_cases, zone};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta, Timelike, Weekday};
use gridlight::{
    contract::config::Config,
    domain::calendar::Calendar,
    source::{assemble::read_cases, demo::life::Act},
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
    time::Duration,
};

/// What sixty days bring.
struct SixtyDays {
    /// The days at whose 17:00 it was counted: open and red.
    samples: Vec<(DateTime<FixedOffset>, u32, u32)>,
    /// Reports by day and hour.
    reports: BTreeMap<(i64, u32), u32>,
    /// Closings by hour.
    closings: [u32; 24],
    acts: BTreeMap<String, u32>,
    workload: Value,
    took: Duration,
}

fn sixty_days() -> &'static SixtyDays {
    static ONCE: OnceLock<SixtyDays> = OnceLock::new();
    ONCE.get_or_init(|| {
        let (config, _) = Config::read(CONFIG).unwrap();
        let mut life = Files::of_the_folder().begin(as_of());
        let mut all = SixtyDays {
            samples: Vec::new(),
            reports: BTreeMap::new(),
            closings: [0; 24],
            acts: BTreeMap::new(),
            workload: Value::Null,
            took: Duration::ZERO,
        };
        for day in 1..=60 {
            let now = as_of() + TimeDelta::days(day);
            let started = std::time::Instant::now();
            life.advance_each(now, &mut |_, act, at| {
                let local = at.with_timezone(&zone());
                *all.acts.entry(format!("{act:?}")).or_default() += 1;
                match act {
                    Act::Reported => {
                        let days = (local.date_naive() - NaiveDate::default()).num_days();
                        *all.reports.entry((days, local.hour())).or_default() += 1;
                    }
                    Act::Closed => all.closings[local.hour() as usize] += 1,
                    _ => {}
                }
            });
            all.took += started.elapsed();
            // Both holidays day by day, then now and then.
            if day <= 24 || day % 4 == 0 {
                let mut board = board();
                let texts = [open_cases(&life)];
                let (cases, defects) = read_cases(&config.sources["demo"], &texts).unwrap();
                board.replace_cases(cases, defects, &BTreeSet::new());
                let count = lights(&board, now);
                all.samples.push((now.with_timezone(&zone()), count.open(), count.red));
            }
        }
        all.workload = json(&life.workload());
        all
    })
}

fn mean(numbers: impl Iterator<Item = u32>) -> f64 {
    let numbers: Vec<f64> = numbers.map(f64::from).collect();
    numbers.iter().sum::<f64>() / f64::from(u32::try_from(numbers.len()).unwrap())
}

#[test]
fn the_stock_of_red_matters_holds_for_sixty_days() {
    let samples = &sixty_days().samples;
    for (day, open, red) in samples {
        assert!((40..=200).contains(red), "{day}: {red} red");
        assert!((1_500..=2_800).contains(open), "{day}: {open} open");
    }
    let half = samples.len() / 2;
    let (early, late) = samples.split_at(half);
    let open = mean(late.iter().map(|s| s.1)) / mean(early.iter().map(|s| s.1));
    let red = mean(late.iter().map(|s| s.2)) / mean(early.iter().map(|s| s.2));
    assert!(
        (0.85..1.15).contains(&open) && (0.6..1.5).contains(&red),
        "drift: open {open}, red {red}"
    );
    // At midnight, when a day's deadlines have just passed, there are more; but never a flood.
    let mut at_midnight: BTreeMap<&str, u64> = BTreeMap::new();
    for row in sixty_days().workload["features"].as_array().unwrap() {
        let facts = &row["properties"];
        *at_midnight.entry(facts["day"].as_str().unwrap()).or_default() +=
            facts["overdue_at_end"].as_u64().unwrap();
    }
    assert!(at_midnight.values().all(|red| (60..300).contains(red)), "{at_midnight:?}");
}

#[test]
fn matters_arrive_when_people_are_about() {
    let life = sixty_days();
    let calendar = Calendar::national();
    let mut by_day: BTreeMap<i64, u32> = BTreeMap::new();
    let mut by_hour = [0_u32; 24];
    for ((day, hour), count) in &life.reports {
        *by_day.entry(*day).or_default() += count;
        by_hour[*hour as usize] += count;
    }
    let whole_days: Vec<(i64, u32)> = by_day.into_iter().skip(1).take(58).collect();
    let of = |is: &dyn Fn(NaiveDate) -> bool| {
        let days =
            whole_days.iter().filter(|(day, _)| is(NaiveDate::default() + TimeDelta::days(*day)));
        mean(days.map(|(_, count)| *count))
    };
    let is_weekend = |date: NaiveDate| matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let worked = of(&|date| calendar.is_working_day(date).unwrap());
    let weekend = of(&|date| {
        !calendar.is_working_day(date).unwrap() && is_weekend(date) && date.month() == 11
    });
    let holiday = of(&|date| date.month() == 10 && date.day() <= 7);
    assert!((2_150.0..2_550.0).contains(&worked), "{worked} on a working day");
    assert!((0.62..0.78).contains(&(weekend / worked)), "{weekend} on a weekend day");
    assert!((0.3..0.5).contains(&(holiday / worked)), "{holiday} on a day of the national holiday");
    let all = whole_days.iter().map(|(_, count)| count).sum::<u32>() / 58;
    assert!((1_800..=2_300).contains(&all), "{all} a day");

    let total: u32 = by_hour.iter().sum();
    let share = |hours: std::ops::Range<usize>| {
        f64::from(by_hour[hours].iter().sum::<u32>()) / f64::from(total)
    };
    assert!(share(8..11) + share(14..17) > 0.5, "{by_hour:?}");
    assert!((0.005..0.05).contains(&share(0..6)), "{by_hour:?}");
    let closed_at_night: u32 = life.closings[..7].iter().chain(&life.closings[22..]).sum();
    assert_eq!(closed_at_night, 0, "{:?}", life.closings);
}

#[test]
fn everything_happens_that_can_happen() {
    let acts = &sixty_days().acts;
    let at_least = |act: &str, number: u32| {
        let count = acts.get(act).copied().unwrap_or(0);
        assert!(count >= number, "{act}: {count}");
        f64::from(count)
    };
    let dispatched = at_least("Dispatched", 15_000);
    at_least("Closed", 100_000);
    for act in ["Triaged", "Signed", "Contacted", "Feedback", "Answered"] {
        at_least(act, 15_000);
    }
    let extended = at_least("ExtensionApproved", 500) / dispatched;
    assert!((0.04..0.09).contains(&extended), "{extended} of the dispatched are extended");
    let returned = at_least("Returned", 300) / dispatched;
    assert!((0.02..0.05).contains(&returned), "{returned} of the dispatched are returned");
    assert!(at_least("Parked", 50) < 500.0);
    at_least("Supervised", 200);
    at_least("ProgressReported", 200);
}

#[test]
fn sixty_days_cost_little() {
    // Optimized it takes a second; unoptimized, beside other tests on a slow machine, many.
    let limit = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 6 });
    assert!(sixty_days().took < limit, "{:?}", sixty_days().took);
}
