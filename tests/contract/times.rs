//! Times as servers write them, and the two documents that lead to the data.

use crate::folder::{board_of, case, check_defects, feature, matter_with};
use chrono::{FixedOffset, TimeZone, Timelike, Utc};
use gridlight::{
    contract::{
        config::NaiveTimes,
        documents::{Collections, Landing},
        time::TimeReading,
    },
    domain::{
        case::StatedDue,
        defect::DefectReason::{self, Implausible, NoTimeZone, Unreadable},
        time::Instant,
    },
};
use serde_json::json;

fn reading(naive_times: NaiveTimes) -> TimeReading {
    TimeReading { zone: FixedOffset::east_opt(8 * 3600).unwrap(), naive_times }
}

fn utc(day: u32, hour: u32, minute: u32) -> Instant {
    Utc.with_ymd_and_hms(2026, 9, day, hour, minute, 0).unwrap()
}

#[test]
fn instants_say_their_zone() {
    let check = |text: &str, expected: Result<Instant, DefectReason>| {
        assert_eq!(reading(NaiveTimes::Refuse).instant(text), expected, "{text}");
    };
    check("2026-09-18T09:00:00Z", Ok(utc(18, 9, 0)));
    check("2026-09-18t09:00:00z", Ok(utc(18, 9, 0)));
    check("2026-09-18T17:00:00+08:00", Ok(utc(18, 9, 0)));
    check("2026-09-18T21:00:00+12:00", Ok(utc(18, 9, 0)));
    // Nobody lives that far from the district: an offset added twice.
    check("2026-09-18T23:00:00+14:00", Err(Implausible));
    check("2026-09-17T20:30:00-12:30", Err(Implausible));
    check("2026-09-17T21:30:00-11:30", Ok(utc(18, 9, 0)));
    check("2026-09-18T09:00:00.0Z", Ok(utc(18, 9, 0)));
    check("2026-09-18T09:00:00.000000000+00:00", Ok(utc(18, 9, 0)));
    let fraction = reading(NaiveTimes::Refuse).instant("2026-09-18T09:00:00.123456789Z").unwrap();
    assert_eq!(fraction.nanosecond(), 123_456_789);
    // There has been no leap second in the calendar's span, and no matter is dispatched in one.
    check("2016-12-31T23:59:60Z", Err(Implausible));
    check("2026-09-18T17:00:60+08:00", Err(Implausible));

    check("2026-09-18T09:00:00", Err(NoTimeZone));
    check("2026-09-18 09:00:00", Err(NoTimeZone));
    check("2026-09-18T09:00:00.5", Err(NoTimeZone));
    // RFC 3339 knows no 24:00; the day it would belong to is not ours to choose.
    for text in [
        "2026-09-18T24:00:00+08:00",
        "2026-09-18T24:00:00",
        "2026-09-18",
        "2026-09-18T09:00Z",
        "2026-02-29T09:00:00Z",
        "2026-13-01T09:00:00Z",
        "2026-09-18T09:00:00+25:00",
        "18/09/2026 09:00",
        "1789722000",
        "昨天下午",
        "24:00",
        "T",
    ] {
        check(text, Err(Unreadable));
    }
}

#[test]
fn the_config_may_name_the_zone_to_assume() {
    let check = |text: &str, expected: Result<Instant, DefectReason>| {
        assert_eq!(reading(NaiveTimes::Assume).instant(text), expected, "{text}");
    };
    check("2026-09-18T17:00:00", Ok(utc(18, 9, 0)));
    check("2026-09-18 17:00:00", Ok(utc(18, 9, 0)));
    check("2026-09-18T00:30:00.25", Ok(utc(17, 16, 30) + chrono::TimeDelta::milliseconds(250)));
    // A zone that is written is the one that counts.
    check("2026-09-18T17:00:00Z", Ok(utc(18, 17, 0)));
    check("2026-09-18", Err(Unreadable));
}

#[test]
fn a_deadline_is_an_instant_or_a_date_alone() {
    let check = |due_at: &str, expected: Result<StatedDue, DefectReason>| {
        let board = board_of(&[feature("C1", matter_with(json!({ "due_at": due_at })))]);
        assert_eq!(case(&board, "C1").case.stated_due, expected.ok(), "{due_at}");
        let defect = expected.err().map(|reason| ("C1", "due_at", reason));
        check_defects(&board, defect.as_slice());
    };
    check("2026-09-24", Ok(StatedDue::On("2026-09-24".parse().unwrap())));
    check("2026-09-24T18:00:00+08:00", Ok(StatedDue::At(utc(24, 10, 0))));
    check("2026-09-24T18:00:00", Err(NoTimeZone));
    check("2026-9-24", Err(Unreadable));
    check("2026-09-31", Err(Unreadable));
    check("下周四", Err(Unreadable));
}

#[test]
fn any_other_time_needs_more_than_a_date() {
    let board = board_of(&[feature("C1", matter_with(json!({ "contacted_at": "2026-09-18" })))]);
    check_defects(&board, &[("C1", "contacted_at", Unreadable)]);
}

#[test]
fn documents_lead_to_the_data() {
    let landing = Landing::read(
        &json!({
            "title": "甲区", "as_of": "2026-09-18T17:00:00+08:00", "conformsTo": [],
            "links": [
                { "rel": "self", "href": "landing.json" },
                { "rel": "data", "type": "application/json", "href": "lists/collections.json" },
                { "rel": "data", "href": "second.json" },
            ],
        })
        .to_string(),
    )
    .unwrap();
    assert_eq!(landing.data.as_deref(), Some("lists/collections.json"));
    assert_eq!(landing.taken_at(&reading(NaiveTimes::Refuse)), Some(utc(18, 9, 0)));
    assert_eq!(landing.stream, None);
    for link in [
        json!({ "rel": "stream", "href": "live" }),
        json!({ "rel": "x", "type": "text/event-stream", "href": "live" }),
    ] {
        let landing = Landing::read(&json!({ "links": [link] }).to_string()).unwrap();
        assert_eq!((landing.stream.as_deref(), landing.data), (Some("live"), None));
    }
    assert_eq!(Landing::read("{}"), Ok(Landing::default()));
    assert!(Landing::read(r#"{"as_of": 5}"#).is_err() && Landing::read("[]").is_err());

    let collections = Collections::read(
        &json!({ "collections": [
        { "id": "towns", "links": [] },
        { "id": "gov.cases", "links": [
            { "rel": "self", "href": "x" }, { "rel": "items", "href": "../wo.json?f=1" },
        ] },
        { "id": "grids" }, { "links": [{ "rel": "items", "href": "x" }] }, 5, null,
    ] })
        .to_string(),
    )
    .unwrap();
    let known = |id: &str, href: Option<&str>| (id.to_owned(), href.map(str::to_owned));
    let items =
        [known("towns", None), known("gov.cases", Some("../wo.json?f=1")), known("grids", None)];
    assert_eq!(collections.items, items.into(), "what has no id is none");
    assert!(Collections::read("not json").is_err() && Collections::read("[]").is_err());
}
