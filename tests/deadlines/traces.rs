//! Why a deadline is when it is, day by day.

use gridlight::domain::{
    calendar::{Calendar, DayWord, holiday::Holiday},
    case::{Case, Status},
    clock::{Clock, UnknownReason},
    rule::{Count, ExtendedFrom, OffDayStart, Rule, Sessions},
    trace::{Period, Step, Trace, TraceDay, days_over, trace},
};
use proptest::prelude::*;

use crate::{at, day, dispatched, rule};

fn traced(case: &Case, rule: &Rule, period: Period) -> Option<Trace> {
    trace(case, rule, &Calendar::national(), period).unwrap()
}

/// The steps in short: "18s 19w 20+1" for start, weekend and a make-up day that is day 1.
fn steps(trace: &[TraceDay]) -> String {
    let short = |word: &DayWord| match word {
        DayWord::Weekend => "w",
        DayWord::Holiday(Holiday::MidAutumn) => "m",
        DayWord::Holiday(Holiday::NationalDay) => "n",
        DayWord::Holiday(_) => "h",
        DayWord::MakeUp => "+",
        DayWord::Weekday => "",
        DayWord::OwnOff(_) | DayWord::OwnWork(_) => "o",
    };
    let days = trace.iter().map(|day| {
        let number = day.date.format("%-d");
        match day.step {
            Step::Start => format!("{number}s"),
            Step::Skipped => format!("{number}{}", short(&day.word)),
            Step::Counted(n) => format!("{number}{}={n}", short(&day.word)),
            Step::Minutes(minutes) => format!("{number}{}={minutes}m", short(&day.word)),
            Step::Over(n) => format!("{number}{}>{n}", short(&day.word)),
        }
    });
    days.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_day_says_whether_it_counted_and_why() {
    let check = |start: &str, rule: &Rule, period: Period, expected: &str| {
        let trace = traced(&dispatched(start), rule, period).unwrap();
        assert_eq!(steps(&trace.steps), expected, "{start} {period:?}");
        assert_eq!(trace.announced_on, day("2025-11-04"));
    };
    check("2026-09-18 09:00", &rule(), Period::Contact, "18s 19w 20+=1");
    check("2026-09-18 09:00", &rule(), Period::Resolve, "18s 19w 20+=1 21=2 22=3 23=4 24=5");
    // From within a holiday: the day of the start is off and not counted either way.
    check("2026-09-25 09:00", &rule(), Period::Contact, "25s 26w 27w 28=1");
    let later = Rule { off_day_start: OffDayStart::NextWorkingDay, ..rule() };
    check("2026-09-25 09:00", &later, Period::Contact, "25m 26w 27w 28s 29=1");
    let hours = Rule { count: Count::OfficeHours(Sessions::default()), ..rule() };
    check("2026-09-18 16:00", &hours, Period::Contact, "18=120m 19w 20+=360m");
    check("2026-09-19 16:00", &hours, Period::Contact, "19w 20+=480m");
    check("2026-09-18 19:00", &hours, Period::Contact, "18s 19w 20+=480m");
}

#[test]
fn an_extension_has_a_trace_of_its_own_and_a_pending_one_none() {
    let extended = |approved: Option<&str>| Case {
        extension_requested_at: Some(at("2026-09-22 09:00")),
        extension_approved_at: approved.map(at),
        ..dispatched("2026-09-18 09:00")
    };
    assert_eq!(traced(&dispatched("2026-09-18 09:00"), &rule(), Period::Extended), None);
    assert_eq!(traced(&extended(None), &rule(), Period::Extended), None);
    let trace = traced(&extended(Some("2026-09-23 09:00")), &rule(), Period::Extended).unwrap();
    let expected = "18s 19w 20+=1 21=2 22=3 23=4 24=5 25m 26w 27w 28=6 29=7 30=8 1n 2n 3w 4w 5n 6n 7n 8=9 9=10";
    assert_eq!(steps(&trace.steps), expected);
    let approved = Rule { extended_from: ExtendedFrom::Approved, ..rule() };
    let trace = traced(&extended(Some("2026-09-23 09:00")), &approved, Period::Extended).unwrap();
    assert_eq!((trace.started_at, trace.due.due_date), (at("2026-09-23 09:00"), day("2026-10-14")));
}

#[test]
fn without_a_start_or_a_calendar_there_is_a_reason_instead() {
    let check = |case: Case, expected: fn(UnknownReason) -> bool| {
        let reason = trace(&case, &rule(), &Calendar::national(), Period::Resolve).unwrap_err();
        assert!(expected(reason), "{reason:?}");
    };
    let without = |status| Case { dispatched_at: None, status, ..dispatched("2026-09-07 10:05") };
    check(without(Status::Triaged), |r| r == UnknownReason::NotDispatched);
    check(without(Status::Handling), |r| r == UnknownReason::DispatchTimeMissing);
    check(dispatched("2026-12-28 10:05"), |r| matches!(r, UnknownReason::OutsideCalendar(_)));
}

#[test]
fn every_day_after_a_deadline_says_whether_it_is_a_day_overdue() {
    let calendar = Calendar::national();
    let check = |due: &str, today: &str, expected: &str| {
        assert_eq!(steps(&days_over(&calendar, day(due), day(today))), expected, "{due} {today}");
    };
    check("2026-09-14", "2026-09-18", "15>1 16>2 17>3 18>4");
    check("2026-09-18", "2026-09-18", "");
    check("2026-09-18", "2026-09-21", "19w 20+>1 21>2");
    check("2026-09-24", "2026-09-28", "25m 26w 27w 28>1");
    // Beyond what is announced nothing is counted.
    check("2026-12-30", "2027-01-05", "31>1");
}

proptest! {
    /// The trace ends where the clock ends, counts every working day once and no other.
    #[test]
    fn the_trace_is_the_clock(minutes in 0_i64..5_600_000, choice in 0_usize..4) {
        let start = at("2016-01-01 00:00") + chrono::TimeDelta::minutes(minutes);
        let rules = [
            rule(),
            Rule { off_day_start: OffDayStart::NextWorkingDay, ..rule() },
            Rule { count: Count::OfficeHours(Sessions::default()), ..rule() },
            Rule { day_end: gridlight::domain::rule::DayMinute::read("17:30").unwrap(), ..rule() },
        ];
        let rule = rules[choice];
        let calendar = Calendar::national();
        let case = Case { dispatched_at: Some(start), contacted_at: None, ..dispatched("2026-09-07 10:05") };
        let clock = Clock::of(&case, &rule, &calendar);
        match trace(&case, &rule, &calendar, Period::Resolve) {
            Ok(Some(trace)) => {
                prop_assert_eq!(Some(trace.due), clock.due());
                let counted: Vec<u32> = trace.steps.iter().filter_map(|day| match day.step {
                    Step::Counted(n) => Some(n),
                    _ => None,
                }).collect();
                let minutes: u32 = trace.steps.iter().filter_map(|day| match day.step {
                    Step::Minutes(minutes) => Some(minutes),
                    _ => None,
                }).sum();
                match rule.count {
                    Count::Days => prop_assert_eq!(counted, vec![1, 2, 3, 4, 5]),
                    Count::OfficeHours(sessions) => prop_assert_eq!(minutes, 5 * sessions.minutes()),
                }
                for day in &trace.steps {
                    let counts = matches!(day.step, Step::Counted(_) | Step::Minutes(_));
                    prop_assert!(!counts || calendar.is_working_day(day.date) == Ok(true));
                }
            }
            Ok(None) => prop_assert!(false, "there is always a resolve clock"),
            Err(_) => prop_assert_eq!(clock.due(), None),
        }
    }
}
