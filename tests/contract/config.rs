//! `config.json`: what it sets, which keys it may have, and what is said of a slip of the pen.

use chrono::FixedOffset;
use gridlight::{
    contract::config::{Config, Crs, NaiveTimes, SourceKind},
    domain::rule::{
        Count, DayMinute, DeadlineAuthority, ExtendedFrom, LateExtension, MissedContact,
        OffDayStart, Rule, Sessions, Start,
    },
    source::assemble::rule_of,
};
use serde_json::{Value, json};

fn east(hours: i32) -> FixedOffset {
    FixedOffset::east_opt(hours * 3600).unwrap()
}

#[test]
fn the_example_of_the_contract_is_read_without_a_warning() {
    let text = r#"{"title": {"zh-CN": "甲", "en": "A"}, "default_source": "demo", "sources": {
        "demo": {"kind": "static", "landing": "demo/landing.json", "utc_offset": "+08:00", "life": "simulated",
            "collections": {"cases": {"partition": "cases/by-zone/{zone_id}.json"},
                            "case-steps": {"partition": "steps/by-zone/{zone_id}.json"}}},
        "district": {"kind": "ogc", "landing": "https://gov.example/ogc/", "utc_offset": "+08:00",
            "naive_times": "refuse", "crs": "CRS84", "auth": "none", "poll_seconds": 60, "page_size": 500,
            "max_bytes": 268435456, "deadline_authority": "backend", "image_origins": [],
            "collections": {"open-cases": {"id": "gov.open_cases",
                "properties": {"dispatched_at": "assign_time"},
                "values": {"status": {"已派单": "dispatched"}, "domain": {"01": "urban_management"}}}}}},
     "rule": {"contact_days": 1, "resolve_days": 5, "extended_days": 10, "due_soon_days": 1, "start": "dispatched",
        "count": "days", "day_end": "24:00", "sessions": [["08:00","12:00"],["14:00","18:00"]],
        "off_day_start": "excluded", "extended_from": "dispatched", "late_extension": "stays_red", "contact_red": false},
     "calendar": {"spans": [], "off": [], "work": []},
     "basemap": null}"#;
    let (config, unknown) = Config::read(text).unwrap();
    assert_eq!(unknown, [""; 0]);
    let (demo, district) = (&config.sources["demo"], &config.sources["district"]);
    assert_eq!((demo.kind, district.kind), (SourceKind::Static, SourceKind::Ogc));
    let cases = demo.collection("cases").partition;
    assert_eq!(cases.as_deref(), Some("cases/by-zone/{zone_id}.json"));
    assert_eq!(district.collection("open-cases").id.as_deref(), Some("gov.open_cases"));
    assert_eq!(district.collection("towns").id, None, "what is not named keeps our own name");
    assert_eq!(rule_of(&config, district), Rule::one_five_ten(east(8)));
}

#[test]
fn each_choice_of_the_rule_has_a_key() {
    let rule = |settings: Value| {
        let text = json!({ "rule": settings, "sources": { "s": { "landing": "l" } } }).to_string();
        let (config, unknown) = Config::read(&text).unwrap();
        assert_eq!(unknown, [""; 0]);
        rule_of(&config, &config.sources["s"])
    };
    let default = Rule::one_five_ten(east(8));
    let check = |settings: Value, expected: Rule| {
        assert_eq!(rule(settings.clone()), expected, "{settings}");
    };
    let minute = |text: &str| DayMinute::read(text).unwrap();
    check(json!({}), default);
    check(json!({ "start": "dispatched", "count": "days", "day_end": "24:00" }), default);
    check(json!({ "start": "reported" }), Rule { start: Start::Reported, ..default });
    check(json!({ "day_end": "17:30" }), Rule { day_end: minute("17:30"), ..default });
    let office = Count::OfficeHours(Sessions::default());
    check(json!({ "count": "office_hours" }), Rule { count: office, ..default });
    let sessions = json!([["08:00", "12:00"], ["14:00", "18:00"]]);
    check(
        json!({ "count": "office_hours", "sessions": sessions }),
        Rule { count: office, ..default },
    );
    check(json!({ "sessions": [["09:00", "17:00"]] }), default);
    let one = Sessions::new(&[(minute("09:00"), minute("17:00"))]).unwrap();
    check(
        json!({ "count": "office_hours", "sessions": [["09:00", "17:00"]] }),
        Rule { count: Count::OfficeHours(one), ..default },
    );
    let next = OffDayStart::NextWorkingDay;
    check(json!({ "off_day_start": "next_working_day" }), Rule { off_day_start: next, ..default });
    let approved = ExtendedFrom::Approved;
    check(json!({ "extended_from": "approved" }), Rule { extended_from: approved, ..default });
    let clears = LateExtension::Clears;
    check(json!({ "late_extension": "clears" }), Rule { late_extension: clears, ..default });
    check(json!({ "contact_red": true }), Rule { missed_contact: MissedContact::Red, ..default });
    check(json!({ "contact_red": false }), default);
}

#[test]
fn settings_change_the_rule_and_the_reading() {
    let (config, _) = Config::read(
        r#"{"rule": {"contact_days": 2, "resolve_days": 3, "extended_days": 7, "due_soon_days": 0},
            "sources": {"s": {"landing": "l", "utc_offset": "-03:30", "naive_times": "assume", "crs": "BD-09",
                              "deadline_authority": "gridlight"}}}"#,
    )
    .unwrap();
    let source = &config.sources["s"];
    let zone = FixedOffset::west_opt(3 * 3600 + 1800).unwrap();
    let expected = Rule {
        contact_days: 2,
        resolve_days: 3,
        extended_days: 7,
        due_soon_days: 0,
        deadline_authority: DeadlineAuthority::Gridlight,
        ..Rule::one_five_ten(zone)
    };
    assert_eq!(rule_of(&config, source), expected);
    assert_eq!((source.naive_times, source.crs), (NaiveTimes::Assume, Crs::Bd09));
    let (bare, _) = Config::read(r#"{"sources": {"s": {"landing": "l"}}}"#).unwrap();
    assert_eq!(bare.sources["s"].zone(), east(8), "nothing said means China's time");
}

#[test]
fn a_key_that_is_not_known_is_named_with_its_path() {
    let check = |config: Value, expected: &[&str]| {
        let (_, mut unknown) = Config::read(&config.to_string()).unwrap();
        unknown.sort();
        assert_eq!(unknown, expected, "{config}");
    };
    let source = |key: &str, value: Value| json!({ "sources": { "s": { "landing": "l.json", key: value } } });
    check(json!({}), &[]);
    check(json!({ "$schema": "config.schema.json", "rule": null, "sources": null }), &[]);
    check(json!({ "titel": {}, "Sources": {} }), &["Sources", "titel"]);
    check(json!({ "rule": { "resolve_day": 5 } }), &["rule.resolve_day"]);
    check(json!({ "calendar": { "offs": [] } }), &["calendar.offs"]);
    check(
        json!({ "basemap": { "type": "xyz", "url": "u", "attribution": "a", "zoom": 9 } }),
        &["basemap.zoom"],
    );
    check(source("kinds", json!("static")), &["sources.s.kinds"]);
    check(
        source("collections", json!({ "grids": { "ids": "wg" } })),
        &["sources.s.collections.grids.ids"],
    );
    // A collection that the contract does not have would be mapped for nobody.
    check(
        source("collections", json!({ "open_cases": { "id": "wo" } })),
        &["sources.s.collections.open_cases"],
    );
    let all = ["towns", "zones", "grids", "open-cases", "workload", "year-overdue", "calendar"];
    let rest = ["cases", "case-steps", "workers", "cameras", "alerts", "received"];
    for id in all.iter().chain(&rest) {
        check(source("collections", json!({ *id: {} })), &[]);
    }
}

#[test]
fn a_value_of_the_wrong_kind_is_an_error_that_says_where_and_what_is_right() {
    let check = |config: Value, says: &str| {
        let Err(error) = Config::read(&config.to_string()) else { panic!("{config} is read") };
        assert_eq!(error.0, format!("{says} was expected"), "{config}");
    };
    let source = |key: &str, value: Value| json!({ "sources": { "s": { "landing": "l.json", key: value } } });
    check(json!([]), "an object");
    check(json!({ "title": "甲" }), "title: an object");
    check(json!({ "title": { "en": 5 } }), "title.en: a text");
    check(json!({ "rule": 5 }), "rule: an object");
    for days in [json!("5"), json!(-5), json!(0.5), json!(4_294_967_296_u64), json!([5])] {
        check(
            json!({ "rule": { "resolve_days": days } }),
            "rule.resolve_days: a whole number from 1",
        );
    }
    check(json!({ "rule": { "resolve_days": 0 } }), "rule.resolve_days: a whole number from 1");
    check(json!({ "rule": { "contact_red": "yes" } }), "rule.contact_red: true or false");
    check(json!({ "rule": { "day_end": "25:00" } }), "rule.day_end: a time such as 18:00 or 24:00");
    check(json!({ "rule": { "day_end": "00:00" } }), "rule.day_end: a time such as 18:00 or 24:00");
    check(
        json!({ "rule": { "sessions": [["18:00", "09:00"]] } }),
        "rule.sessions: one or two pairs of times in order, such as [[\"08:00\", \"12:00\"]]",
    );
    check(json!({ "rule": { "count": "hours" } }), "rule.count: one of days, office_hours");
    check(
        json!({ "calendar": { "spans": [{ "from": "2027-01-01" }] } }),
        "calendar.spans[0].to: a text",
    );
    check(
        json!({ "basemap": { "url": "t/{z}/{x}/{y}", "attribution": "©", "crs": "BD-09" } }),
        "basemap.crs: one of CRS84, CGCS2000, GCJ-02",
    );
    check(json!({ "calendar": { "off": "2026-01-01" } }), "calendar.off: a list of texts");
    check(json!({ "calendar": { "work": [20260101] } }), "calendar.work: a list of texts");
    check(json!({ "sources": { "s": {} } }), "sources.s.landing: a text");
    check(source("kind", json!("wfs")), "sources.s.kind: one of static, ogc, open311");
    check(
        source("crs", json!("EPSG:4326")),
        "sources.s.crs: one of CRS84, CGCS2000, GCJ-02, BD-09",
    );
    check(source("naive_times", json!(true)), "sources.s.naive_times: a text");
    check(source("poll_seconds", json!(0.5)), "sources.s.poll_seconds: a whole number from 1");
    check(source("collections", json!([])), "sources.s.collections: an object");
    let mapped = json!({ "grids": { "properties": { "name": 1 } } });
    check(source("collections", mapped), "sources.s.collections.grids.properties.name: a text");
    // A zone guessed wrong would move every deadline by hours.
    for offset in ["Asia/Shanghai", "8", "+25:00", ""] {
        let says = "sources.s.utc_offset: an offset such as +08:00";
        check(source("utc_offset", json!(offset)), says);
    }
    // Without the tiles' address there is no basemap, and without attribution there may be none.
    check(json!({ "basemap": { "type": "xyz", "attribution": "a" } }), "basemap.url: a text");
    check(json!({ "basemap": { "type": "wmts", "url": "u" } }), "basemap.attribution: a text");

    let error = Config::read("{\n  \"rule\": \n}").unwrap_err().0;
    assert!(error.contains("line 3"), "where it stops being JSON: {error}");
}
