//! What the soak is judged by, itself under test: a leak is recognised, and noise is none.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

#[path = "soak/judge.rs"]
mod judge;

use judge::{Point, Slope, Work, at_least, heap, no_growth, no_step};

/// A run as the soak makes it: sixteen minutes, of about five days' events and eight hours' scenes.
const WORK: Work = Work { wall_s: 960.0, events: 55_000.0, scene_changes: 960.0 };

/// Samples of every half minute: 8 MB, what is leaked in each second, and noise of up to this many bytes.
fn samples(leaked_per_s: f64, noise: f64) -> Vec<Point> {
    let mut random = fastrand::Rng::with_seed(7);
    let at = |number: u32| {
        let elapsed_s = 180.0 + 30.0 * f64::from(number);
        let off = noise * (2.0 * random.f64() - 1.0);
        Point { elapsed_s, value: 8e6 + leaked_per_s * elapsed_s + off }
    };
    (0..=32).map(at).collect()
}

#[test]
fn a_slope_is_found_with_its_interval() {
    let points = [(0.0, 1.0), (1.0, 3.0), (2.0, 2.0), (3.0, 5.0), (4.0, 4.0)];
    let points = points.map(|(elapsed_s, value)| Point { elapsed_s, value });
    let slope = Slope::of(&points).unwrap();
    // By hand: 8 / 10; the rest is 3.6, so the error is √(3.6 / 3 / 10), times the 3.182 of the tables.
    assert!((slope.per_s - 0.8).abs() < 1e-9, "{slope:?}");
    assert!((slope.margin_per_s - 3.182 * 0.12_f64.sqrt()).abs() < 0.01, "{slope:?}");
    assert!(slope.may_be_nought());

    let cases = [(0, None), (2, None), (3, Some(true)), (5, Some(true))];
    for (count, expected) in cases {
        let found = Slope::of(&points[..count]).map(Slope::may_be_nought);
        assert_eq!(found, expected, "{count} points");
    }
    assert_eq!(Slope::of(&[points[0]; 9]), None, "one moment has no slope");
}

#[test]
fn a_leak_is_recognised_and_noise_is_none() {
    let cases = [
        ("nothing at all", 0.0, 0.0, true),
        ("noise", 0.0, 80_000.0, true),
        // 100 bytes for each of the 57 events a second; half a megabyte a day.
        ("a few words an event", 100.0 * 57.0, 20_000.0, false),
        ("a row each scene", 400.0, 20_000.0, false),
        ("a leak as small as the noise of one sample", 300.0, 100_000.0, false),
        ("so slow that ninety days do not matter", 100.0, 1_000.0, true),
        ("it shrinks", -500.0, 1_000.0, true),
    ];
    for (name, leaked_per_s, noise, passes) in cases {
        let verdict = heap(&samples(leaked_per_s, noise), WORK);
        assert_eq!(verdict.passed, passes, "{name}: {}", verdict.said);
    }
    assert!(!heap(&samples(0.0, 9.0)[..2], WORK).passed, "two samples say nothing");
    let idle = Work { events: 0.0, scene_changes: 0.0, ..WORK };
    for leaked_per_s in [5.0, -5.0] {
        let verdict = heap(&samples(leaked_per_s, 0.0), idle);
        assert!(!verdict.passed, "a run without work stands for no time: {}", verdict.said);
    }
}

/// The more severe of two readings of the same run.
#[test]
fn a_run_stands_for_the_shorter_time() {
    assert!((WORK.days_by_events() - 5.0).abs() < 1e-9);
    assert!((WORK.days_by_scenes() - 1.0 / 3.0).abs() < 1e-9);
    let cases = [(55_000.0, 960.0, 1.0 / 3.0), (1_100.0, 9_600.0, 0.1), (0.0, 960.0, 0.0)];
    for (events, scene_changes, days) in cases {
        let work = Work { events, scene_changes, ..WORK };
        assert!((work.days() - days).abs() < 1e-9, "{work:?}");
    }
}

#[test]
fn counts_may_not_grow() {
    let cases: [(&str, &[u64], bool); 12] = [
        ("the same", &[5, 5, 5, 5, 5, 5], true),
        ("one more", &[5, 5, 5, 5, 6, 6], false),
        ("what is not collected yet is no growth", &[5, 9, 5, 5, 5, 8], true),
        ("nor does it hide one", &[5, 9, 5, 5, 6, 8], false),
        ("fewer for a moment is no growth after it", &[8, 9, 9, 9, 9, 9, 9, 9, 9], true),
        ("as many as before, if not as few", &[8, 7, 7, 8, 8, 8], true),
        ("more than ever before", &[8, 7, 8, 8, 9, 9], false),
        ("seen once before is not there before", &[7, 8, 7, 7, 7, 7, 8, 8, 8], false),
        ("a step that stays", &[5, 5, 7, 7, 7, 7], false),
        ("fewer", &[5, 5, 5, 4, 4, 4], true),
        ("too few", &[5, 5], false),
        ("none", &[], false),
    ];
    for (name, counts, passes) in cases {
        assert_eq!(no_growth("nodes", counts).passed, passes, "{name}");
    }
}

#[test]
fn memory_may_take_no_step() {
    let cases: [(&str, &[u64], bool); 6] = [
        ("the same", &[9, 9, 9, 9, 9, 9], true),
        ("a step while it warms up", &[7, 9, 9, 9, 9, 9], true),
        ("a step right after a third", &[9, 9, 10, 10, 10, 10], false),
        ("a step at the very end", &[9, 9, 9, 9, 9, 9, 9, 9, 10], false),
        ("too few", &[9, 9], false),
        ("none", &[], false),
    ];
    for (name, counts, passes) in cases {
        assert_eq!(no_step("memory", counts).passed, passes, "{name}");
    }
}

#[test]
fn what_was_not_done_proves_nothing() {
    for (done, wanted, passes) in [(60_000, 60_000, true), (59_999, 60_000, false), (0, 0, true)] {
        assert_eq!(at_least("events", done, wanted).passed, passes, "{done} of {wanted}");
    }
}
