//! The file for maps: who reads the contract reads the very matters that were taken away.

use crate::{
    demo::DEMO,
    small::{at, board, dispatched, zone},
};
use chrono::DateTime;
use gridlight::{
    contract::{
        cases::case,
        config::{CollectionConfig, Crs, NaiveTimes},
        export::feature_collection,
        feature::read_collection,
        row::Reading,
        time::TimeReading,
    },
    domain::{
        board::Board,
        case::{Case, Domain, Platform, Route, StatedDue, Status, Supervision},
        defect::Collection,
        geometry::LonLat,
    },
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::Value;
use std::sync::Arc;

const NOW: &str = "2026-09-18 17:00";

/// What the contract's decoder reads of the matters of a board that were exported.
fn read_back(board: &Board) -> (Vec<Case>, usize) {
    let cases: Vec<_> = board.cases().map(Arc::clone).collect();
    let text = feature_collection(&cases, zone(), at(NOW));
    let names = CollectionConfig::default();
    let reading = Reading {
        collection: Collection::OpenCases,
        names: &names,
        times: TimeReading { zone: zone(), naive_times: NaiveTimes::Refuse },
        crs: Crs::Crs84,
    };
    let decoded = read_collection(&text, &reading, |row| Some(case(row))).unwrap();
    (decoded.rows, decoded.defects.len())
}

/// What is taken away of a matter: all but who was held to account.
fn without_names(case: &Case) -> Case {
    // The decoder of numbers may be off by the last bit, which is less than an atom.
    let nearly = |degrees: f64| (degrees * 1e9).round() / 1e9;
    let at = case.at.map(|at| LonLat { lon: nearly(at.lon), lat: nearly(at.lat) });
    Case { accountability: None, unreadable: Vec::new(), at, ..case.clone() }
}

#[test]
fn the_demo_comes_back_as_it_was() {
    let (read, defects) = read_back(&DEMO);
    let expected: Vec<Case> = DEMO.cases().map(|open| without_names(&open.case)).collect();
    assert_eq!(defects, 0);
    assert_eq!(read.len(), expected.len());
    for (read, expected) in read.iter().zip(&expected) {
        assert_eq!(without_names(read), *expected);
    }
}

#[test]
fn what_was_computed_stands_apart_and_names_nobody() {
    let case = Case {
        accountability: Some("约谈张三".into()),
        at: Some(LonLat { lon: 117.25, lat: 36.5 }),
        ..dispatched("C1", "G1", "2026-09-07 10:05")
    };
    let board = board([case]);
    let cases: Vec<_> = board.cases().map(Arc::clone).collect();
    let text = feature_collection(&cases, zone(), at(NOW));
    assert!(!text.contains("张三") && !text.contains("accountability"));
    let read: Value = serde_json::from_str(&text).unwrap();
    let feature = &read["features"][0];
    assert_eq!(feature["id"], "C1");
    assert_eq!(feature["geometry"]["coordinates"], serde_json::json!([117.25, 36.5]));
    let properties = &feature["properties"];
    assert_eq!(properties["dispatched_at"], "2026-09-07T10:05:00+08:00");
    assert_eq!(properties["due_at"], Value::Null, "the backend stated none");
    assert_eq!(properties["gridlight"]["light"], "red");
    assert_eq!(properties["gridlight"]["due_at"], "2026-09-15T00:00:00+08:00");
}

fn instants() -> impl Strategy<Value = Option<DateTime<chrono::Utc>>> {
    option::of((1_750_000_000_i64..1_790_000_000, 0_u32..1_000_000_000))
        .prop_map(|at| at.and_then(|(seconds, nanos)| DateTime::from_timestamp(seconds, nanos)))
}

fn texts() -> impl Strategy<Value = Option<Box<str>>> {
    option::of(".{1,20}").prop_map(|text| text.map(|text| text.as_str().into()))
}

proptest! {
    #[test]
    fn any_matter_comes_back_as_it_was(
        title in ".{1,30}",
        domain in select(Domain::ALL.to_vec()),
        status in select(vec![Status::Dispatched, Status::Returned, Status::Parked, Status::Verifying]),
        route in option::of(select(Route::ALL.to_vec())),
        platform in option::of(select(vec![Platform::District, Platform::Town, Platform::Zone])),
        supervision in vec(select(Supervision::LADDER.to_vec()), 0..4),
        times in vec(instants(), 10),
        words in vec(texts(), 5),
        point in option::of((-179.0_f64..179.0, -89.0_f64..89.0)),
        stated in option::of(any::<bool>()),
        is_satisfied in option::of(any::<bool>()),
        photos in vec("https://[a-z]{1,9}/[a-z]{1,9}", 2..4),
    ) {
        let case = Case {
            title: title.as_str().into(),
            domain,
            status,
            route,
            platform,
            supervision,
            dispatched_at: times[0],
            reported_at: times[1],
            contacted_at: times[2],
            extension_requested_at: times[3],
            extension_approved_at: times[4],
            progress_reported_at: times[5],
            answered_at: times[6],
            redispatched_at: times[7],
            called_back_at: times[8],
            updated_at: times[9],
            category: words[0].clone(),
            address: words[1].clone(),
            first_unit: words[2].clone(),
            handling_unit: words[3].clone(),
            description: words[4].clone(),
            at: point.map(|(lon, lat)| LonLat { lon, lat }),
            stated_due: stated.map(|is_date| if is_date {
                StatedDue::On("2026-09-30".parse().unwrap())
            } else {
                StatedDue::At(at("2026-09-30 18:00"))
            }),
            is_satisfied,
            photos: photos.iter().map(|photo| photo.as_str().into()).collect(),
            ..dispatched("C1", "G1", "2026-09-07 10:00")
        };
        let board = board([case.clone()]);
        let (read, _) = read_back(&board);
        let expected = without_names(&case);
        let read = read.into_iter().map(|read| without_names(&read)).collect::<Vec<_>>();
        prop_assert_eq!(read, vec![expected]);
    }
}
