//! What time it is for a source, and how far what is shown can be trusted.

use chrono::{DateTime, TimeDelta, Utc};
use gridlight::{
    domain::{freshness::Freshness, speed::Speed, time::Instant},
    source::clock::{Jump, ServerTime, SourceClock, jump},
};
use proptest::prelude::*;

fn at(text: &str) -> Instant {
    format!("2026-09-18T{text}Z").parse::<DateTime<Utc>>().unwrap()
}

fn seconds(seconds: i64) -> TimeDelta {
    TimeDelta::seconds(seconds)
}

#[test]
fn data_grow_old_by_polls_and_then_by_half_an_hour() {
    let check = |poll: i64, age: i64, expected: Freshness| {
        assert_eq!(Freshness::of(seconds(age), seconds(poll)), expected, "{age} s at {poll} s");
    };
    use Freshness::{Fresh, Late, Lost, Stale};
    check(60, -5, Fresh);
    check(60, 0, Fresh);
    check(60, 120, Fresh);
    check(60, 121, Late);
    check(60, 300, Late);
    check(60, 301, Stale);
    check(60, 1800, Stale);
    check(60, 1801, Lost);
    check(5, 10, Fresh);
    check(5, 11, Late);
    check(5, 26, Stale);
    // Polls so slow that five of them are longer than half an hour: late comes before lost.
    check(600, 1200, Fresh);
    check(600, 3000, Late);
    check(600, 3001, Lost);
    let just_over = seconds(120) + TimeDelta::nanoseconds(1);
    assert_eq!(Freshness::of(just_over, seconds(60)), Late);
}

#[test]
fn a_folder_s_clock_stands() {
    let mut clock = SourceClock::Standing(at("09:00:00"));
    for local in ["08:00:00", "23:00:00"] {
        clock.advance(at(local));
        clock.set_speed(Speed::TenMinutes, at(local));
        clock.hold(at(local));
        assert_eq!((clock.now(at(local)), clock.speed()), (at("09:00:00"), None), "{local}");
    }
}

#[test]
fn a_server_s_clock_is_the_local_one_and_its_offset() {
    let check = |offset: i64, local: &str, expected: &str| {
        let mut clock = SourceClock::running(Some(seconds(offset)), None, at("03:00:00"));
        clock.advance(at("03:00:00"));
        clock.set_speed(Speed::Paused, at("03:00:00"));
        assert_eq!(clock.now(at(local)), at(expected), "{offset}");
        assert_eq!(clock.speed(), None);
    };
    check(0, "09:00:00", "09:00:00");
    check(90, "09:00:00", "09:01:30");
    check(-3600, "09:00:00", "08:00:00");
}

#[test]
fn without_the_server_s_time_a_verified_record_moves_the_local_clock_forward_only() {
    let check = |newest: Option<&str>, expected: &str| {
        let clock = SourceClock::running(None, newest.map(at), at("09:00:00"));
        assert_eq!(clock.now(at("09:00:00")), at(expected), "{newest:?}");
        assert_eq!(clock.server_time(), ServerTime::Unavailable);
    };
    check(None, "09:00:00");
    check(Some("08:00:00"), "09:00:00");
    check(Some("09:30:00"), "09:30:00");
    // A row of 2099 is a slip of the row, and turns no light red.
    let slip = "2099-01-01T00:00:00Z".parse().unwrap();
    let clock = SourceClock::running(None, Some(slip), at("09:00:00"));
    assert_eq!(clock.now(at("09:00:00")), at("09:00:00"));
}

#[test]
fn a_difference_to_the_server_is_told_from_a_minute_on() {
    let check = |offset: i64, expected: ServerTime| {
        let clock = SourceClock::running(Some(seconds(offset)), None, at("09:00:00"));
        assert_eq!(clock.server_time(), expected, "{offset}");
    };
    check(0, ServerTime::Sound);
    check(60, ServerTime::Sound);
    check(-60, ServerTime::Sound);
    check(61, ServerTime::Skewed(61));
    check(-3600, ServerTime::Skewed(-3600));
    assert_eq!(SourceClock::Standing(at("09:00:00")).server_time(), ServerTime::Sound);
}

#[test]
fn a_clock_that_was_set_is_told_from_time_that_ran() {
    let check = |local: i64, steady: i64, expected: Jump| {
        assert_eq!(jump(seconds(local), seconds(steady)), expected, "{local} s of {steady} s");
    };
    check(5, 5, Jump::None);
    check(6, 5, Jump::None);
    check(4, 5, Jump::None);
    check(605, 5, Jump::Forward);
    check(-3595, 5, Jump::Back(seconds(3600)));
    // Set back by an hour, time goes on from where it was.
    let mut clock = SourceClock::running(Some(seconds(0)), None, at("09:00:00"));
    clock.make_good(seconds(3600));
    assert_eq!(clock.now(at("08:00:05")), at("09:00:05"));
    let mut standing = SourceClock::Standing(at("09:00:00"));
    standing.make_good(seconds(3600));
    assert_eq!(standing.now(at("23:00:00")), at("09:00:00"));
}

/// The demo's clock at 09:00, when the local one says 20:00.
fn simulated(speed: Speed) -> SourceClock {
    SourceClock::Simulated { now: at("09:00:00"), local: at("20:00:00"), speed }
}

#[test]
fn simulated_time_runs_at_its_speed() {
    let check = |speed: Speed, local: &str, expected: &str| {
        let mut clock = simulated(speed);
        assert_eq!(clock.now(at(local)), at(expected), "{speed:?} {local}");
        clock.advance(at(local));
        assert_eq!(clock.now(at(local)), at(expected), "{speed:?} {local}, moved on");
    };
    check(Speed::Paused, "20:00:02", "09:00:00");
    check(Speed::Real, "20:00:01", "09:00:01");
    check(Speed::Real, "20:00:00.250", "09:00:00.250");
    check(Speed::Minute, "20:00:01", "09:01:00");
    check(Speed::TenMinutes, "20:00:02", "09:20:00");
    // A laptop that slept for an hour, or a local clock that was put back: no leap either way.
    check(Speed::TenMinutes, "21:00:00", "09:20:00");
    check(Speed::Minute, "23:59:59", "09:02:00");
    check(Speed::TenMinutes, "19:00:00", "09:00:00");
}

#[test]
fn held_time_stands_whatever_its_speed() {
    let mut clock = simulated(Speed::Minute);
    clock.hold(at("20:00:01"));
    assert_eq!(clock.now(at("20:00:01")), at("09:00:00"));
    assert_eq!(clock.now(at("20:00:02")), at("09:01:00"), "from then on it runs");
    assert_eq!(clock.speed(), Some(Speed::Minute));
}

proptest! {
    #[test]
    fn simulated_time_never_leaps_and_never_runs_back(
        steps in prop::collection::vec((0..10_000_i64, prop::option::of(0..4_usize)), 1..50),
    ) {
        let mut clock = simulated(Speed::default());
        let mut local = at("20:00:00");
        for (milliseconds, speed) in steps {
            let before = clock.now(local);
            local += TimeDelta::milliseconds(milliseconds);
            let after = clock.now(local);
            let factor = i32::try_from(clock.speed().unwrap().factor()).unwrap();
            prop_assert!(before <= after && after - before <= seconds(2) * factor);
            if let Some(speed) = speed {
                clock.set_speed(Speed::ALL[speed], local);
                prop_assert_eq!(clock.speed(), Some(Speed::ALL[speed]));
            } else {
                clock.advance(local);
            }
            prop_assert_eq!(clock.now(local), after, "a new speed moves no time that has passed");
        }
    }
}
