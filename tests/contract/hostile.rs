//! Files that are wrong in many ways at once, and files wrong at random: no panic, and no good row is lost.

use crate::{
    asked::value,
    folder::{
        case, check_defects, collection, feature, matter, matter_with, plain_source, small_folder,
        square, texts,
    },
};
use gridlight::{
    contract::{config::Config, feature::read_collection, layers, received, row::Row, workload},
    domain::{
        area::Place,
        board::Board,
        defect::{
            Collection,
            DefectReason::{
                self, Contradiction, DuplicateId, Missing, NoId, NoTimeZone, NotAFeature,
                UnknownReference, UnmappedCode, Unreadable,
            },
        },
        filter::Filter,
        lit::LitBoard,
        measure::Measure,
        parts::Part,
    },
    source::assemble::{CollectionReading, Texts, UnreadableCollection, assemble},
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn read(texts: &Texts) -> Result<Board, UnreadableCollection> {
    assemble(&Config::default(), &plain_source(), texts)
}

#[test]
fn every_defect_of_a_hostile_folder_is_counted_once_and_named() {
    let (z1, z9) =
        (json!({ "name": "一", "zone_id": "Z1" }), json!({ "name": "九", "zone_id": "Z9" }));
    let grid = |id: &str, geometry: Value, properties: &Value| json!({ "type": "Feature", "id": id, "geometry": geometry, "properties": properties });
    let worked = |day: &str| json!({ "town_id": "T1", "day": day, "received": 3 });
    let folder = [
        (
            Collection::Towns,
            vec![
                feature("T1", json!({ "name": "甲镇", "sort": "first" })),
                feature("T1", json!({ "name": "再" })),
            ],
        ),
        (
            Collection::Zones,
            vec![
                feature("Z1", json!({ "name": "甲管区", "town_id": "T1" })),
                feature("Z2", json!({ "name": "无镇", "town_id": "T9" })),
                feature("Z3", json!({ "town_id": "T1" })),
                feature("Z4", json!({ "name": "空" })),
            ],
        ),
        (
            Collection::Grids,
            vec![
                grid("G1", square(0, 0), &z1),
                grid("G1", square(1, 0), &z1),
                grid("G2", json!({ "type": "Polygon", "coordinates": [[]] }), &z1),
                grid("G3", square(2, 0), &z9),
                grid(
                    "G4",
                    square(3, 0),
                    &json!({ "name": "四", "zone_id": "Z1", "valid_from": "年初" }),
                ),
                json!(42),
            ],
        ),
        (
            Collection::OpenCases,
            vec![
                feature("C1", matter()),
                feature("C1", matter()),
                feature(Value::Null, matter()),
                feature("C2", matter_with(json!({ "status": "?", "domain": "?", "route": "?" }))),
                feature(
                    "C3",
                    matter_with(json!({ "dispatched_at": "2026-09-17T09:00:00", "grid_id": "G9" })),
                ),
                feature(
                    "C4",
                    matter_with(json!({ "closed_at": "2026-09-18T00:00:00Z", "updated_at": [] })),
                ),
                feature("C5", json!({ "status": "closed" })),
            ],
        ),
        (
            Collection::Workload,
            vec![
                feature("W1", worked("2026-09-17")),
                feature("W2", worked("昨日")),
                feature("W3", json!({ "day": "2026-09-17" })),
                feature("W4", json!({ "town_id": "T1" })),
                feature("W5", worked("2026-09-17")),
            ],
        ),
        (
            Collection::Calendar,
            vec![
                feature("D1", json!({ "date": "2026-10-09", "kind": "holiday" })),
                feature("D2", json!({ "kind": "off" })),
                feature("D3", json!({ "date": "2026-10-12", "kind": "off" })),
                feature("D4", json!({ "date": "2026-10-12", "kind": "work" })),
                feature("D5", json!({ "date": "2026-10-13", "kind": "off" })),
                feature("D6", json!({ "date": "2026-10-13", "kind": "off" })),
            ],
        ),
    ];
    let board = read(&texts(&folder)).unwrap();
    check_defects(
        &board,
        &[
            ("T1", "sort", Unreadable),
            ("T1", "id", DuplicateId),
            ("Z2", "town_id", UnknownReference),
            ("Z3", "name", Missing),
            ("Z4", "town_id", Missing),
            ("G1", "id", DuplicateId),
            ("G2", "geometry", Unreadable),
            ("G3", "zone_id", UnknownReference),
            ("G4", "valid_from", Unreadable),
            ("#6", "", NotAFeature),
            ("C1", "id", DuplicateId),
            ("#3", "", NoId),
            ("C2", "status", UnmappedCode),
            ("C2", "domain", UnmappedCode),
            ("C2", "route", UnmappedCode),
            ("C3", "dispatched_at", NoTimeZone),
            ("C3", "grid_id", UnknownReference),
            ("C4", "closed_at", Contradiction),
            ("C4", "updated_at", Unreadable),
            ("W2", "day", Unreadable),
            ("W3", "town_id", Missing),
            ("W4", "day", Missing),
            ("T1", "day", DuplicateId),
            ("D1", "kind", UnmappedCode),
            ("D2", "date", Missing),
            ("2026-10-12", "kind", Contradiction),
        ],
    );
    let counts = (board.areas.towns().len(), board.areas.zones().len(), board.areas.grids().len());
    assert_eq!((counts, board.cases().count(), board.workload.len()), ((1, 4, 4), 4, 2));
    assert_eq!(&*case(&board, "C4").case.title, "路面破损");
    let is_worked = |day: &str| board.calendar.is_working_day(day.parse().unwrap());
    assert_eq!((is_worked("2026-10-12"), is_worked("2026-10-13")), (Ok(true), Ok(false)));
}

#[test]
fn a_day_that_the_config_calls_both_off_and_worked_stays_as_announced() {
    let check = |days: Value, expected: &[(&str, &str, DefectReason)], is_first_worked: bool| {
        let text = json!({ "calendar": days }).to_string();
        let (config, _) = Config::read(&text).unwrap();
        let mut folder = texts(&small_folder());
        folder.0.remove(&Collection::Calendar);
        let board = assemble(&config, &plain_source(), &folder).unwrap();
        check_defects(&board, expected);
        let first = "2026-10-12".parse().unwrap();
        assert_eq!(board.calendar.is_working_day(first), Ok(is_first_worked), "{text}");
    };
    check(json!({ "off": ["2026-10-12"], "work": ["2026-10-17"] }), &[], false);
    let torn = json!({ "off": ["2026-10-12", "2026-10-13"], "work": ["2026-10-12"] });
    check(torn, &[("config.json", "calendar", Contradiction)], true);
    let no_date = json!({ "off": ["2026-10-12", "下周一"] });
    check(no_date, &[("config.json", "calendar", Unreadable)], false);
}

#[test]
fn only_grids_and_matters_are_needed() {
    for of in Collection::BOARD {
        for text in ["", "not json", "[]", r#"{"features":5}"#] {
            let mut texts = texts(&small_folder());
            texts.0.insert(of, vec![text.into()]);
            let is_needed = matches!(of, Collection::Grids | Collection::OpenCases);
            match read(&texts) {
                Ok(board) => {
                    assert!(!is_needed, "{of:?}");
                    let found = board.defects().filter(|d| d.collection == of);
                    assert_eq!(found.map(|d| d.reason).collect::<Vec<_>>(), [Unreadable], "{of:?}");
                }
                Err(unreadable) => assert!(is_needed && unreadable.collection == of, "{of:?}"),
            }
            texts.0.remove(&of);
            assert_eq!(read(&texts).is_err(), is_needed, "{of:?} absent");
        }
    }
}

/// Everything that is computed from a board, so that a value that would break a count breaks the test.
fn use_up(board: &Board) {
    for day in ["2026-09-18T09:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:00:00Z"] {
        let now = day.parse().unwrap();
        let lit = LitBoard::of(board, &Filter::default(), now);
        assert_eq!(lit.district.open() as usize, board.cases().count());
        for of in Measure::ALL {
            value(board, Part::Area(Place::default()), of, 30, now);
        }
    }
}

/// A value of another kind.
fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        Just(json!("")),
        Just(json!(true)),
        Just(json!([])),
        Just(json!({ "a": [{}] })),
        Just(json!("9999-12-31T23:59:59-23:59")),
        Just(json!("0000-01-01T00:00:00+23:59")),
        Just(json!("9999-12-31")),
        Just(json!(4_294_967_295_u32)),
        any::<f64>().prop_map(|number| json!(number)),
        any::<String>().prop_map(|text| json!(text)),
    ]
}

/// Changes the value that the `pick`-th step through `value` leads to: takes it away, or puts another in its place.
fn mutate(value: &mut Value, pick: usize, new: Option<&Value>) {
    let size = match value {
        Value::Object(members) => members.len(),
        Value::Array(items) => items.len(),
        _ => 0,
    };
    if size == 0 {
        *value = new.cloned().unwrap_or_default();
        return;
    }
    let (at, deeper) = (pick % size, pick / size);
    let is_here = deeper % 3 == 0;
    match value {
        Value::Object(members) => {
            let name = members.keys().nth(at).unwrap().clone();
            match (is_here, new) {
                (true, None) => drop(members.remove(&name)),
                (true, Some(new)) => drop(members.insert(name, new.clone())),
                (false, _) => mutate(&mut members[&name], deeper / 3, new),
            }
        }
        Value::Array(items) => match (is_here, new) {
            (true, None) => drop(items.remove(at)),
            (true, Some(new)) => items[at] = new.clone(),
            (false, _) => mutate(&mut items[at], deeper / 3, new),
        },
        _ => {}
    }
}

/// The ids of the rows on a board, with their collection.
fn ids(board: &Board) -> Vec<(Collection, String)> {
    let areas = &board.areas;
    let towns = areas.towns().iter().map(|row| (Collection::Towns, row.id.to_string()));
    let zones = areas.zones().iter().map(|row| (Collection::Zones, row.id.to_string()));
    let grids = areas.grids().iter().map(|row| (Collection::Grids, row.id.to_string()));
    let cases = board.cases().map(|row| (Collection::OpenCases, row.case.id.to_string()));
    towns.chain(zones).chain(grids).chain(cases).collect()
}

proptest! {
    #[test]
    fn a_row_that_goes_wrong_takes_no_other_with_it(
        changes in prop::collection::vec((0..6_usize, any::<u32>(), any::<u32>(), prop::option::of(any_value())), 1..4),
    ) {
        let mut folder = small_folder();
        let mut good = ids(&read(&texts(&folder)).unwrap());
        for (of, row, pick, new) in changes {
            let (of, rows) = &mut folder[of];
            let at = row as usize % rows.len();
            let id = rows[at]["id"].as_str().unwrap_or_default().to_owned();
            good.retain(|known| *known != (*of, id.clone()));
            mutate(&mut rows[at], pick as usize, new.as_ref());
        }
        let board = read(&texts(&folder)).unwrap();
        let kept = ids(&board);
        for row in &good {
            prop_assert!(kept.contains(row), "{:?} is lost", row);
        }
        use_up(&board);
    }

    #[test]
    fn no_value_of_a_layer_makes_it_panic_or_loses_a_row(
        name in prop::sample::select(vec!["kind", "online", "on_duty", "seen_at", "grid_id", "level", "from", "to", "title"]),
        value in any_value(), geometry in any_value(),
    ) {
        let row = json!({ "type": "Feature", "id": "R1", "geometry": geometry, "properties": { name: value } });
        let text = collection(&[row, feature("R2", json!({}))]);
        let source = plain_source();
        let count = |of: Collection, decoder: fn(&mut Row<'_>)| {
            let reading = CollectionReading::of(&source, of);
            let mut rows = 0;
            let read = |row: &mut Row<'_>| {
                decoder(row);
                rows += 1;
                Some(rows)
            };
            read_collection(&text, &reading.reading(), read).map(|read| read.rows.len())
        };
        prop_assert_eq!(count(Collection::Workers, |row| drop(layers::worker(row))), Ok(2));
        prop_assert_eq!(count(Collection::Cameras, |row| drop(layers::camera(row))), Ok(2));
        prop_assert_eq!(count(Collection::Alerts, |row| drop(layers::alert(row))), Ok(2));
    }

    #[test]
    fn no_value_within_a_day_or_a_grid_makes_it_panic_or_loses_a_row(
        name in prop::sample::select(vec!["by_domain", "closed_by_working_days", "grid_id", "livelihood", "停水"]),
        value in any_value(), is_text in any::<bool>(), depth in 0..3_usize,
    ) {
        let mut inner = value;
        for name in ["停水", "livelihood"].iter().take(depth) {
            inner = json!({ *name: inner });
        }
        let inner = if is_text { json!(inner.to_string()) } else { inner };
        let mut properties = json!({ "grid_id": "G1", "by_domain": {}, "town_id": "T1", "day": "2026-09-16" });
        properties[name] = inner;
        let text = collection(&[feature("R1", properties), feature("R2", json!({}))]);
        let source = plain_source();
        let mut rows = 0;
        let reading = CollectionReading::of(&source, Collection::Received);
        let read = read_collection(&text, &reading.reading(), |row| {
            rows += 1;
            Some(received::received(row))
        });
        let days = read.unwrap().rows.into_iter().flatten().collect();
        prop_assert!(received::merged(days).iter().all(|row| row.days.is_sorted()));
        let reading = CollectionReading::of(&source, Collection::Workload);
        let read = read_collection(&text, &reading.reading(), |row| {
            rows += 1;
            workload::workload_row(row)
        });
        prop_assert_eq!((rows, read.unwrap().rows.len()), (4, 1));
    }

    #[test]
    fn no_value_of_a_fuller_fact_loses_the_matter(
        name in prop::sample::select(vec!["supervision", "platform", "satisfied", "photos", "called_back_at"]),
        value in any_value(),
    ) {
        let matter = feature("C1", matter_with(json!({ name: value })));
        let board = crate::folder::board_of(&[matter]);
        prop_assert!(board.case(&"C1".into()).is_some());
        prop_assert!(board.defects().count() <= 1, "one value is at most one defect");
        use_up(&board);
    }

    #[test]
    fn a_file_that_breaks_off_takes_no_other_with_it(of in 0..6_usize, cut in any::<prop::sample::Index>()) {
        let mut texts = texts(&small_folder());
        let whole = ids(&read(&texts).unwrap());
        let of = Collection::BOARD[of];
        let text = &mut texts.0.get_mut(&of).unwrap()[0];
        // A transfer breaks off at any byte, and the decoder is handed what is text of it.
        *text = String::from_utf8_lossy(&text.as_bytes()[..cut.index(text.len())]).into_owned();
        match read(&texts) {
            Ok(board) => {
                let found = board.defects().filter(|defect| defect.collection == of);
                prop_assert_eq!(found.map(|defect| defect.reason).collect::<Vec<_>>(), [Unreadable]);
                let others: Vec<_> = whole.into_iter().filter(|(known, _)| *known != of).collect();
                prop_assert_eq!(ids(&board), others);
                use_up(&board);
            }
            Err(unreadable) => prop_assert_eq!(unreadable.collection, of),
        }
    }

    #[test]
    fn no_byte_makes_it_panic(
        of in 0..6_usize, flips in prop::collection::vec((any::<u32>(), any::<u8>()), 1..6),
    ) {
        let folder = small_folder();
        let mut texts = texts(&folder);
        let mut bytes = collection(&folder[of].1).into_bytes();
        for (at, byte) in flips {
            let at = at as usize % bytes.len();
            bytes[at] = byte;
        }
        texts.0.insert(folder[of].0, vec![String::from_utf8_lossy(&bytes).into_owned()]);
        if let Ok(board) = read(&texts) {
            use_up(&board);
        }
    }
}
