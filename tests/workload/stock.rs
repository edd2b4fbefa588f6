//! The open matters from three sides; each side adds up to what is open.

use crate::{
    demo::DEMO,
    small::{at, board, dispatched, reported},
};
use gridlight::domain::{
    area::Place,
    board::Board,
    case::Domain,
    filter::Filter,
    lit::LitBoard,
    parts::{Part, parts},
    stock::{Age, ages, by_domain, cliff},
};

const DISTRICT: Part = Part::Area(Place { town: None, zone: None, grid: None });

#[test]
fn what_falls_due_stands_on_its_day_and_days_off_stand_between() {
    // Friday 2026-09-18; Sunday 20 is worked; 25 to 27 are off for Mid-Autumn, from 1 October it is National Day.
    let board = board([
        dispatched("overdue", "G1", "2026-09-07 10:00"),
        dispatched("today", "G1", "2026-09-11 10:00"),
        dispatched("Sunday", "G2", "2026-09-14 10:00"),
        dispatched("before the holiday", "G3", "2026-09-18 10:00"),
        reported("no unit yet", "G3", "2026-09-18 10:00"),
    ]);
    let cliff = cliff(&board, &Filter::default(), DISTRICT, at("2026-09-18 17:00"), 10);
    let days: Vec<String> = cliff
        .days
        .iter()
        .map(|day| {
            let date = day.date.format("%m-%d");
            if day.is_off() {
                format!("{date} off")
            } else {
                format!("{date} {}", day.count.open())
            }
        })
        .collect();
    assert_eq!(
        days,
        [
            "09-18 1",
            "09-19 off",
            "09-20 1",
            "09-21 0",
            "09-22 0",
            "09-23 0",
            "09-24 1",
            "09-25 off",
            "09-26 off",
            "09-27 off",
            "09-28 0",
            "09-29 0",
            "09-30 0",
            "10-01 off",
            "10-02 off",
            "10-03 off",
            "10-04 off",
            "10-05 off",
            "10-06 off",
            "10-07 off",
            "10-08 0",
            "10-09 0"
        ]
    );
    assert_eq!((cliff.overdue.open(), cliff.later.open(), cliff.without.open()), (1, 0, 1));
}

#[test]
fn a_nine_day_holiday_falls_due_together() {
    // Spring Festival 2026: 15 to 23 February are off; all that came in then is due on 28 February.
    let cases =
        (14..24).map(|day| dispatched(&format!("C{day}"), "G1", &format!("2026-02-{day} 10:00")));
    let cliff = cliff(&board(cases), &Filter::default(), DISTRICT, at("2026-02-24 09:00"), 5);
    let most = cliff.days.iter().max_by_key(|day| day.count.open()).unwrap();
    assert_eq!((most.date.to_string(), most.count.open()), ("2026-02-28".into(), 10));
}

#[test]
fn ages_are_working_days_since_the_clock_began() {
    let check = |since: &str, expected: Age| {
        let board = board([dispatched("C1", "G1", since)]);
        let ages = ages(&board, &Filter::default(), DISTRICT, at("2026-09-18 17:00"));
        let of: Vec<Age> =
            ages.iter().filter(|(_, count)| count.open() == 1).map(|(age, _)| *age).collect();
        assert_eq!(of, [expected], "{since}");
    };
    check("2026-09-18 09:00", Age::Days(0));
    check("2026-09-17 09:00", Age::Days(1));
    check("2026-09-12 09:00", Age::Days(5));
    check("2026-09-10 09:00", Age::UpToTen);
    check("2026-09-04 09:00", Age::UpToTen);
    check("2026-09-03 09:00", Age::MoreThanTen);
}

fn check_sums(board: &Board, place: Place) {
    let now = at("2026-09-18 17:00");
    let filter = Filter::default();
    let lit = LitBoard::of(board, &filter, now);
    let open = lit.count(place).open();
    let of = Part::Area(place);
    let cliff = cliff(board, &filter, of, now, 10);
    let days: u32 = cliff.days.iter().map(|day| day.count.open()).sum();
    assert_eq!(cliff.overdue.open() + days + cliff.later.open() + cliff.without.open(), open);
    assert_eq!(cliff.overdue.open(), lit.count(place).red);
    assert_eq!(
        ages(board, &filter, of, now).iter().map(|(_, count)| count.open()).sum::<u32>(),
        open
    );
    let (_, parts) = parts(&board.areas, place);
    let table = by_domain(board, &filter, &parts, now);
    assert_eq!(table.len(), parts.len());
    for (part, row) in parts.iter().zip(&table) {
        let sum: u32 = row.iter().map(|count| count.open()).sum();
        assert_eq!(sum, part.count(&lit, &board.areas).open());
    }
    let all: u32 = table.iter().flatten().map(|count| count.open()).sum();
    assert_eq!(all, open, "{} domains", Domain::ALL.len());
}

#[test]
fn each_side_of_the_demo_adds_up() {
    check_sums(&DEMO, Place::default());
    for at in 0..22 {
        check_sums(&DEMO, Place { town: Some(at), ..Place::default() });
    }
    for zone in DEMO.areas.zones().iter().take(20) {
        check_sums(&DEMO, DEMO.areas.place_of_zone(&zone.id).unwrap());
    }
}
