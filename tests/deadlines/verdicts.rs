//! What became of closed matters.

use gridlight::domain::{
    calendar::{
        Calendar,
        announced::{Announced, DayKind, OwnDay, Span},
    },
    case::{Case, StatedDue, Status},
    light::WorkingDays,
    rule::{LateExtension, Rule},
    verdict::{Answers, NoVerdict, Verdict, verdict},
};

use crate::{at, day, dispatched, rule};

/// Dispatched on Monday 2026-09-07, so due at the end of Monday the 14th; closed at the given time.
fn closed(closed_at: &str) -> Case {
    Case {
        status: Status::Closed,
        closed_at: Some(at(closed_at)),
        ..dispatched("2026-09-07 10:05")
    }
}

fn late(count: u32) -> Verdict {
    Verdict::Late(WorkingDays { count, is_lower_bound: false })
}

fn check(case: &Case, answers: Answers, expected: Verdict) {
    assert_eq!(verdict(case, &rule(), &Calendar::national(), answers), expected, "{case:?}");
}

#[test]
fn on_time_or_late_by_working_days() {
    let check = |at: &str, expected| check(&closed(at), Answers::NeverGiven, expected);
    check("2026-09-07 10:06", Verdict::OnTime);
    check("2026-09-14 23:59", Verdict::OnTime);
    check("2026-09-15 00:00", late(0));
    check("2026-09-15 00:01", late(1));
    check("2026-09-18 17:00", late(4));
    check("2026-09-19 10:00", late(4));
    check("2026-09-20 10:00", late(5));
}

#[test]
fn closing_and_answer_both_stop_the_clock_where_answers_are_given() {
    let answered =
        |at_text: &str| Case { answered_at: Some(at(at_text)), ..closed("2026-09-11 10:00") };
    check(&answered("2026-09-10 10:00"), Answers::Given, Verdict::OnTime);
    check(&answered("2026-09-16 10:00"), Answers::Given, late(2));
    let unanswered = closed("2026-09-11 10:00");
    check(&unanswered, Answers::NeverGiven, Verdict::OnTime);
    check(&unanswered, Answers::Given, Verdict::Unknown(NoVerdict::NotAnswered));
}

#[test]
fn an_extension_stops_at_the_report_of_progress_or_at_closing() {
    let extended = |requested: &str, progress: Option<&str>| Case {
        extension_requested_at: Some(at(requested)),
        extension_approved_at: Some(at("2026-09-15 09:00")),
        progress_reported_at: progress.map(at),
        ..closed("2026-09-28 10:00")
    };
    let in_time = |progress| extended("2026-09-14 10:00", progress);
    check(&in_time(Some("2026-09-18 09:00")), Answers::NeverGiven, Verdict::OnTime);
    check(&in_time(Some("2026-09-18 09:00")), Answers::Given, Verdict::OnTime);
    check(&in_time(Some("2026-09-21 09:00")), Answers::NeverGiven, late(1));
    check(&in_time(None), Answers::NeverGiven, late(5));
    // Asked for too late, it changes nothing; closed late does not clear what was late (osTicket#6346).
    let too_late = extended("2026-09-15 08:00", Some("2026-09-16 09:00"));
    check(&too_late, Answers::NeverGiven, late(10));
    let clears = Rule { late_extension: LateExtension::Clears, ..rule() };
    let verdict = verdict(&too_late, &clears, &Calendar::national(), Answers::NeverGiven);
    assert_eq!(verdict, Verdict::OnTime);
}

#[test]
fn the_backend_s_deadline_decides_where_it_states_one() {
    let stated =
        |due| Case { stated_due: Some(StatedDue::On(day(due))), ..closed("2026-09-16 10:00") };
    check(&stated("2026-09-16"), Answers::NeverGiven, Verdict::OnTime);
    check(&stated("2026-09-11"), Answers::NeverGiven, late(3));
}

#[test]
fn a_later_notice_does_not_change_a_verdict() {
    let mut announced = Announced::default();
    let next_year =
        Span { from: day("2027-01-01"), to: day("2027-12-31"), announced_on: day("2026-11-10") };
    announced.extend(next_year).unwrap();
    let new_year = OwnDay { date: day("2027-01-01"), kind: DayKind::Off, name: None };
    announced.overrule(&[new_year]);
    let case = Case {
        closed_at: Some(at("2027-01-06 10:00")),
        dispatched_at: Some(at("2026-12-28 10:00")),
        contacted_at: None,
        ..closed("2027-01-06 10:00")
    };
    let by = |calendar: &Calendar| verdict(&case, &rule(), calendar, Answers::NeverGiven);
    assert_eq!(by(&Calendar::as_announced_on(&announced, day("2027-01-06"))), late(1));
    let early = Calendar::as_announced_on(&announced, day("2026-11-09"));
    assert!(matches!(by(&early), Verdict::Unknown(NoVerdict::OutsideCalendar(_))));
    // Closed on 26 January 2020, the day before the holiday was prolonged: that day's calendar judges.
    let spring = Case {
        dispatched_at: Some(at("2020-01-17 10:00")),
        reported_at: None,
        contacted_at: None,
        closed_at: Some(at("2020-01-26 10:00")),
        ..closed("2020-01-26 10:00")
    };
    let then = Calendar::as_announced_on(&Announced::default(), day("2020-01-26"));
    assert_eq!(verdict(&spring, &rule(), &then, Answers::NeverGiven), late(0));
}

#[test]
fn what_cannot_be_judged_says_why() {
    let unknown = |case: Case, reason| check(&case, Answers::NeverGiven, Verdict::Unknown(reason));
    unknown(dispatched("2026-09-07 10:05"), NoVerdict::Open);
    let withdrawn = Case { status: Status::Withdrawn, ..closed("2026-09-11 10:00") };
    unknown(withdrawn, NoVerdict::Withdrawn);
    unknown(Case { closed_at: None, ..closed("2026-09-11 10:00") }, NoVerdict::ClosingTimeMissing);
    let undispatched = Case { dispatched_at: None, ..closed("2026-09-11 10:00") };
    unknown(undispatched, NoVerdict::NoDeadline);
    unknown(closed("2026-09-06 10:00"), NoVerdict::DoubtfulTime("closed_at"));
    // Whether the citizen was contacted is no part of the verdict: a slip there lets no late matter escape.
    let slip = Case { contacted_at: Some(at("2026-09-07 10:04")), ..closed("2026-09-18 17:00") };
    check(&slip, Answers::NeverGiven, late(4));
    let unreadable = Case { unreadable: vec!["answered_at"], ..closed("2026-09-11 10:00") };
    unknown(unreadable, NoVerdict::DoubtfulTime("answered_at"));
}
