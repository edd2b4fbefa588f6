//! What a life tells beyond events and totals, and what it is told to have more of.

use super::*;

#[test]
fn a_life_tells_what_has_arrived_and_what_came_too_late_piece_by_piece() {
    let start = DateTime::parse_from_rfc3339("2026-09-18T17:00:00+08:00").unwrap().to_utc();
    let mut life = begin(ROAD, &start.to_rfc3339()).unwrap();
    assert_eq!((life.received_count(), life.closed_late_count()), (0, 0));
    let ids = |text: &str| -> Vec<String> {
        let rows = json::parse("test", text).unwrap();
        json::features(&rows).map(|(id, ..)| id.to_owned()).collect()
    };
    let dates = |text: &str| text.matches("\"2026-").count();
    let (mut arrived, mut late) = (0, Vec::new());
    for day in 1..=20 {
        let known = (life.received_count(), life.closed_late_count());
        life.advance(start + chrono::TimeDelta::days(day));
        let received = life.received(known.0);
        assert_eq!(dates(&received), life.received_count() - known.0);
        arrived += dates(&received);
        late.extend(ids(&life.closed_late(known.1)));
    }
    assert_eq!(arrived, dates(&life.received(0)), "the pieces are the whole");
    assert_eq!(ids(&life.received(0)), ["G1", "G2", "G3", "G4"]);
    assert_eq!(late, ids(&life.closed_late(0)));
    assert!(late.contains(&"HH-20260907-0142".to_owned()), "the road was late: {late:?}");
    assert_eq!(dates(&life.received(usize::MAX)), 0);
}

#[test]
fn a_trend_turns_what_matters_are_about_where_and_while_it_holds() {
    let trends = r#""trends": [{"grid": "G2", "category": "停水", "from": "2026-09-19", "until": "2026-09-21", "permille": 1000},
        {"town": "T2", "category": "路灯不亮", "from": "2026-09-21", "until": "2026-09-22", "permille": 1000},
        {"town": "T9", "category": "停水", "from": "2026-09-19", "until": "2026-09-21", "permille": 1000},
        {"grid": "G1", "category": "地震", "from": "2026-09-19", "until": "2026-09-21", "permille": 1000}], "today""#;
    let parse = |text: &str| json::parse("test", text).unwrap();
    let told = LIFE.replacen("\"today\"", trends, 1);
    let plain = world();
    let world = World::read(&parse(&told), &parse(ZONES), &parse(GRIDS), days()).unwrap();
    for of_month in 18..=23 {
        let day = day_of(at(&format!("{of_month}T00:00")));
        let (usual, told) = (plain.arrivals(day, 0), world.arrivals(day, 0));
        assert_eq!(usual.len(), told.len(), "as many, at the same times");
        for (usual, told) in usual.iter().zip(&told) {
            assert_eq!((&usual.id, usual.reported()), (&told.id, told.reported()));
            let expected = match (told.grid, of_month) {
                (1, 19 | 20) => 3,
                (2 | 3, 21) => 1,
                _ => usual.category,
            };
            assert_eq!(told.category, expected, "{} in grid {}", told.id, told.grid);
        }
    }
}

#[test]
fn the_clock_of_a_closed_matter_has_run_for_its_working_days() {
    let world = world();
    let mut matter = road();
    // Dispatched on Monday the 7th: the 8th is day 1, the 14th day 5, what ends at 24:00 belongs to its day.
    for (closed, expected) in
        [("07T18:00", 0), ("08T00:00", 0), ("08T09:00", 1), ("13T10:00", 4), ("15T00:00", 5)]
    {
        assert_eq!(world.worked_days(&matter, at(closed)), expected, "{closed}");
    }
    matter.set(Fact::ExtensionRequested, at("10T09:00"));
    matter.set(Fact::ExtensionApproved, at("10T15:00"));
    matter.set(Fact::ProgressReported, at("16T09:00"));
    assert_eq!(world.worked_days(&matter, at("24T09:00")), 7, "it stops at the report of progress");
}
