//! What each member of a request becomes: status, names, domain, times; and what is never read.

use crate::answer::{at, check_rows, fixture, matter_by, read, request, source};
use gridlight::domain::{
    case::{Case, Domain, StatedDue, Status},
    defect::DefectReason::{self, Contradiction, Missing, NoTimeZone, UnmappedCode, Unreadable},
};
use serde_json::{Value, json};

fn unmapped(text: &str) -> Status {
    Status::Unmapped(text.into())
}

/// One row of a source that says nothing of its own: what is seen of its matter, and its defects.
fn check<T: PartialEq + std::fmt::Debug>(
    changes: Value,
    see: impl Fn(Case) -> T,
    expected: T,
    defects: &[(&str, DefectReason)],
) {
    check_by(json!({}), changes, see, expected, defects);
}

/// The same for a source with these settings.
fn check_by<T: PartialEq + std::fmt::Debug>(
    settings: Value,
    changes: Value,
    see: impl Fn(Case) -> T,
    expected: T,
    defects: &[(&str, DefectReason)],
) {
    let (case, found) = matter_by(&source(settings), &request(changes.clone()));
    assert_eq!(see(case), expected, "{changes}");
    let found: Vec<_> = found.iter().map(|(field, reason)| (&**field, *reason)).collect();
    assert_eq!(found, defects, "{changes}");
}

#[test]
fn open_and_closed_are_read_in_any_case() {
    let open = || unmapped("open");
    check_rows(
        "statuses.json",
        |case| case.status.clone(),
        &[
            ("A1", open(), &[]),
            ("A2", open(), &[]),
            ("A3", open(), &[]),
            ("A4", Status::Closed, &[]),
            ("A5", Status::Closed, &[]),
            ("A6", Status::Closed, &[]),
            ("A7", unmapped("in_progress"), &[("status", UnmappedCode)]),
            ("A8", unmapped(""), &[("status", Missing)]),
            ("A9", unmapped(""), &[("status", Unreadable)]),
            ("A10", Status::Handling, &[]),
        ],
    );
    // A word that nobody knows is shown as it came.
    check(
        json!({ "status": "In Arbeit" }),
        |c| c.status,
        unmapped("In Arbeit"),
        &[("status", UnmappedCode)],
    );
}

#[test]
fn the_config_may_say_what_a_word_means() {
    let values =
        json!({ "status": { "open": "handling", "fixed": "closed", "In Progress": "Handling" } });
    let by = || json!({ "collections": { "open-cases": { "values": values } } });
    let status = |case: Case| case.status;
    check_by(by(), json!({ "status": "open" }), status, Status::Handling, &[]);
    check_by(by(), json!({ "status": "fixed" }), status, Status::Closed, &[]);
    check_by(by(), json!({ "status": "In Progress" }), status, Status::Handling, &[]);
    // The mapping is of words as they are written; Open311's own two are known in any case.
    check_by(by(), json!({ "status": "OPEN" }), status, unmapped("open"), &[]);
}

#[test]
fn a_matter_is_called_by_its_service() {
    let words = |case: Case| (case.title.to_string(), case.category.map(String::from));
    let both = |title: &str, category: Option<&str>| (title.into(), category.map(Into::into));
    check(json!({}), words, both("路灯不亮", Some("路灯不亮")), &[]);
    check(json!({ "service_name": null }), words, both("LD", Some("LD")), &[]);
    check(json!({ "service_name": "" }), words, both("LD", Some("LD")), &[]);
    let neither = json!({ "service_name": null, "service_code": null });
    check(neither, words, both("A1", None), &[("title", Missing)]);
    check(
        json!({ "service_name": ["灯"] }),
        words,
        both("LD", Some("LD")),
        &[("title", Unreadable)],
    );
    check(
        json!({ "service_code": {} }),
        words,
        both("路灯不亮", Some("路灯不亮")),
        &[("domain", Unreadable)],
    );
}

#[test]
fn a_service_has_the_domain_that_the_config_gives_it() {
    let values =
        json!({ "domain": { "LD": "urban_management", "12": "work_safety", "AQ": "safety" } });
    let by = || json!({ "collections": { "open-cases": { "values": values } } });
    let domain = |case: Case| case.domain;
    check(json!({}), domain, Domain::Other, &[]);
    check(json!({ "service_code": null }), domain, Domain::Other, &[]);
    check(json!({ "service_code": "petitions" }), domain, Domain::Petitions, &[]);
    check_by(by(), json!({}), domain, Domain::UrbanManagement, &[]);
    check_by(by(), json!({ "service_code": 12 }), domain, Domain::WorkSafety, &[]);
    check_by(by(), json!({ "service_code": "ZS" }), domain, Domain::Other, &[]);
    // That is no domain: a slip in the config.
    check_by(
        by(),
        json!({ "service_code": "AQ" }),
        domain,
        Domain::Other,
        &[("domain", UnmappedCode)],
    );
}

#[test]
fn what_the_standard_cannot_say_may_be_mapped_and_is_no_defect() {
    let properties = json!({ "grid_id": "ward", "dispatched_at": "assigned", "id": "ref", "due_at": "sla", "lat": "y", "long": "x" });
    let by = || json!({ "collections": { "open-cases": { "properties": properties } } });
    let row = json!({ "ref": "R-1", "ward": 7, "assigned": "2026-09-17T09:10:00Z", "sla": "2026-09-20", "y": 35.9, "x": 120.1 });
    let (case, defects) = matter_by(&source(by()), &request(row));
    assert_eq!(defects, []);
    assert_eq!(case.id.as_str(), "R-1");
    assert_eq!(case.grid_id, Some("7".into()));
    assert_eq!(case.dispatched_at, Some(at("2026-09-17 17:10")));
    assert_eq!(case.stated_due, Some(StatedDue::On("2026-09-20".parse().unwrap())));
    assert_eq!(case.at.map(|at| (at.lon, at.lat)), Some((120.1, 35.9)));
    let nothing =
        |case: Case| (case.grid_id, case.dispatched_at, case.stated_due, case.at, case.route);
    check(json!({}), nothing, (None, None, None, None, None), &[]);
    // The contract's own words are taken at their word, and so are their contradictions.
    let closing = "2026-09-17T09:30:00+08:00";
    check(json!({ "zone_id": "Z1" }), |case| case.zone_id, Some("Z1".into()), &[]);
    check(
        json!({ "closed_at": closing }),
        |case| case.status.is_open(),
        true,
        &[("closed_at", Contradiction)],
    );
}

#[test]
fn times_say_their_zone_and_a_wrong_one_takes_nothing_with_it() {
    let nine = Some(at("2026-09-17 09:00"));
    check_rows(
        "times.json",
        |case| case.reported_at,
        &[
            ("zone", nine, &[]),
            ("negative", nine, &[]),
            ("naive", None, &[("reported_at", NoTimeZone)]),
            ("space", None, &[("reported_at", NoTimeZone)]),
            ("slashes", None, &[("reported_at", Unreadable)]),
            ("colonless", None, &[("reported_at", Unreadable)]),
            ("seconds", None, &[("reported_at", Unreadable)]),
            ("none", None, &[]),
            ("unchanged", nine, &[("updated_at", Missing)]),
            ("due day", nine, &[]),
            ("due never", nine, &[("due_at", Unreadable)]),
        ],
    );
    let assume = || json!({ "naive_times": "assume", "utc_offset": "+08:00" });
    for text in ["2026-09-17T09:00:00", "2026-09-17 09:00:00"] {
        check_by(
            assume(),
            json!({ "requested_datetime": text }),
            |case| case.reported_at,
            nine,
            &[],
        );
    }
}

#[test]
fn a_closed_request_was_closed_when_it_last_changed() {
    let closing = |case: Case| case.closed_at;
    check(json!({}), closing, None, &[]);
    check(json!({ "status": "Closed" }), closing, Some(at("2026-09-17 10:00")), &[]);
    check(json!({ "status": "closed", "updated_datetime": null }), closing, None, &[]);
    let said = json!({ "status": "closed", "closed_at": "2026-09-17T09:30:00+08:00" });
    check(said, closing, Some(at("2026-09-17 09:30")), &[]);
}

#[test]
fn who_reported_it_is_never_kept() {
    let answer = read(&fixture("personal.json")).unwrap();
    assert_eq!((answer.rows.len(), answer.defects.len()), (1, 2));
    let kept = format!("{answer:?}");
    for secret in ["三丰", "张", "zhang@example.com", "13800138000", "dev-8fa2", "acc-771"] {
        assert!(!kept.contains(secret), "{secret} is kept: {kept}");
    }
}

#[test]
fn markup_stays_text_and_steps_are_let_be() {
    let answer = read(&fixture("html.json")).unwrap();
    let (case, defects) = &answer.rows[0];
    assert_eq!(&*case.title, "<b onclick=\"x()\">路灯</b>不亮");
    assert_eq!(case.address.as_deref(), Some("长江路 &amp; 井冈山路"));
    assert_eq!(*defects, []);
    check_rows("extended.json", |case| case.title.to_string(), &[("A1", "路灯不亮".into(), &[])]);
}
