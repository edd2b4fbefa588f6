//! The course of a matter: its stages, the hands it went through, and the ladder of supervision.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

#[path = "common/matter.rs"]
mod matter;

use gridlight::domain::{
    case::{Case, Route, Status, Supervision},
    course::{Stage, StageName, StageState, course},
    hand_over::{hand_overs, ladder},
    step::{Step, StepKind, in_order},
    time::Instant,
};
use matter::matter;
use proptest::prelude::*;

/// Eight o'clock of this day of September.
fn day(day: u32) -> Instant {
    format!("2026-09-{day:02}T00:00:00Z").parse().unwrap()
}

fn by(kind: &str, on: u32, unit: &str) -> Step {
    let unit = Some(unit).filter(|unit| !unit.is_empty()).map(Into::into);
    let kind = StepKind::from_code(kind);
    Step { seq: None, kind, at: Some(day(on)), unit, actor_role: None, note: None }
}

/// Steps of these kinds, one a day.
fn steps(kinds: &[&str]) -> Vec<Step> {
    (1..).zip(kinds).map(|(on, kind)| by(kind, on, "")).collect()
}

/// The states of the stages: done, current, to come (.), skipped (/), not said (?).
fn states(stages: &[Stage]) -> String {
    let letter = |stage: &Stage| match stage.state {
        StageState::Done => 'D',
        StageState::Current => 'C',
        StageState::ToCome => '.',
        StageState::Skipped => '/',
        StageState::NotSaid => '?',
    };
    stages.iter().map(letter).collect()
}

#[test]
fn the_status_says_where_a_matter_is_and_its_steps_what_is_done() {
    let check = |status: Status, kinds: &[&str], expected: &str| {
        let case = Case { status, ..matter("C1") };
        assert_eq!(states(&course(&case, &steps(kinds))), expected, "{:?} {kinds:?}", case.status);
    };
    check(Status::Reported, &["reported"], "DC.....");
    check(Status::Triaged, &["reported", "triaged"], "DDC....");
    check(Status::Dispatched, &["reported", "triaged", "dispatched"], "DDDC...");
    let handled = ["reported", "triaged", "dispatched", "signed", "contacted", "handling"];
    check(Status::Handling, &handled, "DDDC...");
    check(Status::Parked, &[&handled[..], &["parked"]].concat(), "DDDC...");
    let returned = ["reported", "triaged", "dispatched", "returned"];
    check(Status::Returned, &returned, "DDC....");
    check(Status::Handling, &[&returned[..], &["redispatched", "handling"]].concat(), "DDDC...");
    let fed_back = [&handled[..], &["feedback"]].concat();
    check(Status::Feedback, &fed_back, "DDDDDC.");
    check(Status::Verifying, &fed_back, "DDDDDC.");
    let closed = [&fed_back[..], &["verified", "called_back", "closed"]].concat();
    check(Status::Closed, &closed, "DDDDDDD");
    check(Status::Closed, &["reported", "closed"], "D??????");
    // Opened again, it has to go through handling and what follows anew.
    check(Status::Handling, &[&closed[..], &["reopened"]].concat(), "DDDC...");
    check(
        Status::Verifying,
        &[&closed[..], &["reopened", "handling", "feedback"]].concat(),
        "DDDDDC.",
    );
    // A status that nobody knows leaves it where its steps have led.
    check(Status::Unmapped("已转交".into()), &handled, "DDDC...");
    check(Status::Unmapped("".into()), &[], "C......");
    check(Status::Withdrawn, &["reported", "withdrawn"], "D......");
    // Answered already, while it goes on.
    check(Status::Handling, &[&handled[..], &["answered"]].concat(), "DDDCD..");
}

#[test]
fn a_direct_answer_goes_past_assessment_and_dispatch() {
    let case = Case { status: Status::Closed, route: Some(Route::Direct), ..matter("C1") };
    let kinds = ["reported", "handling", "answered", "closed"];
    assert_eq!(states(&course(&case, &steps(&kinds))), "D//DD??");
    let open = Case { status: Status::Handling, ..case };
    assert_eq!(states(&course(&open, &steps(&kinds[..2]))), "D//C...");
}

#[test]
fn without_steps_the_facts_tell_the_course() {
    let case = Case {
        status: Status::Closed,
        reported_at: Some(day(1)),
        dispatched_at: Some(day(2)),
        contacted_at: Some(day(3)),
        answered_at: Some(day(4)),
        called_back_at: Some(day(6)),
        closed_at: Some(day(5)),
        handling_unit: Some("环卫所".into()),
        ..matter("C1")
    };
    let stages = course(&case, &[]);
    assert_eq!(states(&stages), "D?DDD?D");
    let times: Vec<_> = stages.iter().map(|stage| stage.at).collect();
    let expected = [Some(1), None, Some(2), Some(3), Some(4), None, Some(6)];
    assert_eq!(times, expected.map(|on| on.map(day)));
    assert_eq!(stages[3].unit.as_deref(), Some("环卫所"));
    // Steps that are behind the facts are made up for by them.
    let stages = course(&case, &steps(&["reported", "triaged"]));
    assert_eq!(states(&stages), "DDDDD?D");
}

#[test]
fn each_stage_has_what_happened_in_it() {
    let kinds = [
        "reported",
        "triaged",
        "dispatched",
        "returned",
        "redispatched",
        "signed",
        "contacted",
        "supervised",
        "extension_requested",
        "extension_approved",
        "现场会",
        "feedback",
        "closed",
    ];
    let case = Case { status: Status::Closed, ..matter("C1") };
    let stages = course(&case, &steps(&kinds));
    let check = |name: StageName, expected: &[&str]| {
        let stage = stages.iter().find(|stage| stage.name == name).unwrap();
        let kinds: Vec<&str> = stage.steps.iter().map(|step| step.kind.code()).collect();
        assert_eq!(kinds, expected, "{name:?}");
    };
    check(StageName::Dispatch, &["dispatched", "returned", "redispatched"]);
    check(
        StageName::Handling,
        &[
            "signed",
            "contacted",
            "supervised",
            "extension_requested",
            "extension_approved",
            "现场会",
        ],
    );
    check(StageName::Feedback, &["feedback", "closed"]);
}

#[test]
fn every_hand_over_has_its_unit_and_who_handed_it_over() {
    let check = |case: Case, steps: &[Step], expected: &[(&str, Option<u32>, &str, bool)]| {
        let found = hand_overs(&case, steps);
        let found: Vec<_> = found
            .iter()
            .map(|of| {
                let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or("?").to_owned();
                (text(&of.unit), of.at, text(&of.by), of.is_returned)
            })
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(unit, on, by, is)| ((*unit).to_owned(), on.map(day), (*by).to_owned(), *is))
            .collect();
        assert_eq!(found, expected);
    };
    let facts = |first: &str, now: &str| Case {
        first_unit: Some(first.into()),
        handling_unit: Some(now.into()),
        dispatched_at: Some(day(1)),
        ..matter("C1")
    };
    check(matter("C1"), &[], &[]);
    check(facts("甲所", "甲所"), &[], &[("甲所", Some(1), "?", false)]);
    let moved = Case { redispatched_at: Some(day(3)), ..facts("甲所", "乙所") };
    check(moved.clone(), &[], &[("甲所", Some(1), "?", false), ("乙所", Some(3), "?", false)]);
    let told = [
        by("dispatched", 1, "中心"),
        by("returned", 2, "甲所"),
        by("redispatched", 3, "中心"),
        by("signed", 3, "乙所"),
    ];
    let both = [("甲所", Some(1), "中心", true), ("乙所", Some(3), "中心", false)];
    check(moved.clone(), &told, &both);
    check(matter("C1"), &told, &both);
    check(moved, &told[..1], &[("甲所", Some(1), "中心", false), ("乙所", Some(3), "?", false)]);
    check(matter("C1"), &told[..1], &[("?", Some(1), "中心", false)]);
}

#[test]
fn the_ladder_shows_what_was_climbed_and_when() {
    let reached = |case: &Case, steps: &[Step]| -> Vec<String> {
        let rungs = ladder(case, steps);
        assert_eq!(
            rungs.iter().map(|rung| &rung.kind).take(5).cloned().collect::<Vec<_>>(),
            Supervision::LADDER
        );
        let reached = rungs.iter().filter(|rung| rung.is_reached);
        reached
            .map(|rung| {
                let on = rung.at.map(|at| at.format("%d").to_string()).unwrap_or_default();
                format!("{}{on}", rung.kind.code())
            })
            .collect()
    };
    let under = |kinds: &[Supervision]| Case { supervision: kinds.to_vec(), ..matter("C1") };
    let two = under(&[Supervision::EReminder, Supervision::OverdueNotice]);
    assert_eq!(reached(&matter("C1"), &[]), [""; 0]);
    assert_eq!(reached(&two, &[]), ["e_reminder", "overdue_notice"]);
    let told = [by("supervised", 8, ""), by("supervised", 9, "")];
    assert_eq!(reached(&two, &told), ["e_reminder08", "overdue_notice09"]);
    let own = under(&[Supervision::Other("约谈".into())]);
    assert_eq!(reached(&own, &told[..1]), ["约谈08"]);
    let mut named = told.clone();
    named[1].note = Some("on_site".into());
    assert_eq!(reached(&under(&[Supervision::EReminder]), &named), ["e_reminder08", "on_site09"]);
}

#[test]
fn steps_are_ordered_by_number_and_then_by_time() {
    let numbered = |seq: Option<u32>, on: u32| Step { seq, ..by("signed", on, "") };
    let given = [numbered(None, 3), numbered(Some(2), 1), numbered(None, 2), numbered(Some(1), 9)];
    let order: Vec<_> = in_order(&given).iter().map(|step| (step.seq, step.at)).collect();
    let expected = [(Some(1), 9), (Some(2), 1), (None, 2), (None, 3)];
    assert_eq!(order, expected.map(|(seq, on)| (seq, Some(day(on)))));
}

fn any_step() -> impl Strategy<Value = Step> {
    let kind = prop_oneof![
        (0..StepKind::ALL.len()).prop_map(|at| StepKind::ALL[at].clone()),
        "[a-z]{0,4}".prop_map(|text| StepKind::from_code(&text)),
    ];
    let at = proptest::option::of(1_u32..29).prop_map(|on| on.map(day));
    let unit = proptest::option::of("[甲乙丙]{1,2}").prop_map(|unit| unit.map(Into::into));
    (proptest::option::of(0_u32..9), kind, at, unit).prop_map(|(seq, kind, at, unit)| Step {
        seq,
        kind,
        at,
        unit,
        actor_role: None,
        note: None,
    })
}

proptest! {
    #[test]
    fn no_step_is_lost_or_doubled_in_whatever_order_they_come(
        given in proptest::collection::vec(any_step(), 0..30),
        status in 0..Status::ALL.len(),
        route in proptest::option::of(0..Route::ALL.len()),
    ) {
        let route = route.map(|at| Route::ALL[at]);
        let case = Case { status: Status::ALL[status].clone(), route, ..matter("C1") };
        let ordered = in_order(&given);
        prop_assert_eq!(ordered.len(), given.len());
        let stages = course(&case, &ordered);
        let names: Vec<_> = stages.iter().map(|stage| stage.name).collect();
        prop_assert_eq!(names, StageName::ALL);
        prop_assert!(stages.iter().filter(|of| of.state == StageState::Current).count() <= 1);
        let mut told: Vec<_> = stages.iter().flat_map(|stage| &stage.steps).collect();
        prop_assert_eq!(told.len(), ordered.len());
        for step in &ordered {
            let at = told.iter().position(|known| *known == step);
            prop_assert!(at.is_some(), "{:?} is lost", step);
            told.remove(at.unwrap());
        }
        let dispatches = ordered.iter().filter(|step| step.kind.is_dispatch()).count();
        prop_assert_eq!(hand_overs(&case, &ordered).len(), dispatches);
        prop_assert!(ladder(&case, &ordered).len() >= 5);
    }
}
