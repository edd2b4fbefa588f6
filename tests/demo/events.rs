//! What a life says while it goes on: each event by itself, and one after another.

use crate::{CONFIG, Files, as_of, board, open_cases};
use chrono::{DateTime, TimeDelta, Utc};
use gridlight::{
    contract::{config::Config, stream},
    domain::{
        board::CaseChange,
        case::{Case, Route, Status},
        defect::Collection,
    },
    source::assemble::CollectionReading,
};
use std::collections::{BTreeMap, BTreeSet};

/// A matter's facts are in the order in which things happen, and none lies in the future.
fn assert_in_order(case: &Case) {
    let chains = [
        [case.reported_at, case.dispatched_at, case.contacted_at],
        [case.dispatched_at, case.extension_requested_at, case.extension_approved_at],
        [case.reported_at, case.extension_approved_at, case.progress_reported_at],
    ];
    for chain in chains {
        let known: Vec<_> = chain.into_iter().flatten().collect();
        assert!(known.is_sorted(), "{case:?}");
        assert!(known.iter().all(|at| *at <= case.updated_at.unwrap()), "{case:?}");
    }
    let is_dispatched = case.dispatched_at.is_some();
    assert!(
        case.extension_requested_at.is_some() || case.extension_approved_at.is_none(),
        "{case:?}"
    );
    assert_eq!(
        case.handling_unit.is_some(),
        is_dispatched || case.contacted_at.is_some(),
        "{case:?}"
    );
    match case.route.unwrap() {
        Route::Direct => assert!(!is_dispatched, "{case:?}"),
        Route::Referred | Route::SpecialReport => {
            assert_eq!(is_dispatched, !case.status.is_before_dispatch(), "{case:?}");
        }
    }
}

/// How far a matter has come; sending it back or parking it are the only ways backwards.
fn rank(status: &Status) -> u32 {
    match status {
        Status::Reported => 0,
        Status::Triaged => 1,
        Status::Returned | Status::Dispatched => 2,
        Status::Parked | Status::Handling => 3,
        Status::Feedback => 4,
        Status::Verifying => 5,
        Status::Closed => 6,
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_event_is_one_of_the_contract_and_follows_from_the_last() {
    let (config, _) = Config::read(CONFIG).unwrap();
    let reading = CollectionReading::of(&config.sources["demo"], Collection::OpenCases);
    let mut board = board();
    let mut life = Files::of_the_folder().begin(as_of());
    let mut known: BTreeMap<String, (Status, DateTime<Utc>)> = board
        .cases()
        .map(|open| {
            (open.case.id.to_string(), (open.case.status.clone(), open.case.updated_at.unwrap()))
        })
        .collect();
    let mut before = as_of();
    for event in life.advance(as_of() + TimeDelta::days(3)) {
        let change = stream::case_change(&event, &reading.reading()).unwrap();
        let CaseChange::Put(case, defects) = &change else { panic!("{event}") };
        assert_eq!(defects, &[], "{event}");
        assert_in_order(case);
        let at = case.updated_at.unwrap();
        assert!(at >= before, "events come in order");
        before = at;
        let id = case.id.to_string();
        match known.remove(&id) {
            None => assert_eq!(
                (&case.status, case.reported_at),
                (&Status::Reported, Some(at)),
                "{event}"
            ),
            Some((status, known_at)) => {
                assert!(at > known_at, "{event}");
                let is_back = status == Status::Returned || case.status == Status::Returned;
                assert!(rank(&case.status) >= rank(&status) || is_back, "{status:?} then {event}");
            }
        }
        if case.status != Status::Closed {
            known.insert(id, (case.status.clone(), at));
        }
        board.apply(change);
    }
    assert_eq!(board.defects().next(), None);
    let open: BTreeSet<String> = life.open().iter().map(|view| view.id().to_owned()).collect();
    assert_eq!(open, board.cases().map(|open| open.case.id.to_string()).collect());
}

#[test]
fn a_life_begun_from_a_snapshot_goes_on_as_the_life_that_wrote_it() {
    let mut files = Files::of_the_folder();
    let mut life = files.begin(as_of());
    // A moment in office hours, when matters are in every state.
    let moment = as_of() + TimeDelta::minutes(2 * 1440 - 317);
    life.advance_each(moment, &mut |_, _, _| {});
    files.open_cases = open_cases(&life);
    files.workload = life.workload();
    let (constant, _) = files.life.split_once("\"today\":").unwrap();
    files.life = format!("{constant}\"today\":{}}}", life.today());
    let mut again = files.begin(moment);
    let end = moment + TimeDelta::hours(20);
    let (events, events_again) = (life.advance(end), again.advance(end));
    assert!(events.len() > 3_000);
    for (event, event_again) in events.iter().zip(&events_again) {
        assert_eq!(event_again, event);
    }
    assert_eq!(events_again.len(), events.len());
    assert_eq!(again.workload(), life.workload());
}
