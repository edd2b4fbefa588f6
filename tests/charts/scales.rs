//! Ticks, scales and stacks.

use gridlight::charts::scale::{Grain, Scale, stack, ticks};
use proptest::prelude::*;

#[test]
fn ticks_are_round_few_and_whole_where_things_are_counted() {
    let check = |most: f64, at_most: usize, grain: Grain, expected: &[f64]| {
        let ticks = ticks(most, at_most, grain);
        let is_same = ticks.len() == expected.len()
            && ticks.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9);
        assert!(is_same, "{most} in {at_most}: {ticks:?}");
    };
    use Grain::{Fraction, Whole};
    check(0.0, 4, Whole, &[0.0]);
    check(1.0, 4, Whole, &[0.0, 1.0]);
    check(3.0, 4, Whole, &[0.0, 1.0, 2.0, 3.0]);
    check(4.0, 4, Whole, &[0.0, 2.0, 4.0]);
    check(7.0, 4, Whole, &[0.0, 2.0, 4.0, 6.0]);
    check(423.0, 4, Whole, &[0.0, 200.0, 400.0]);
    check(423.0, 5, Whole, &[0.0, 100.0, 200.0, 300.0, 400.0]);
    check(423.0, 2, Whole, &[0.0]);
    check(1_869.0, 3, Whole, &[0.0, 1_000.0]);
    check(0.7, 4, Whole, &[0.0]);
    check(0.7, 4, Fraction, &[0.0, 0.2, 0.4, 0.6]);
    check(96.8, 6, Fraction, &[0.0, 20.0, 40.0, 60.0, 80.0]);
    check(5.0, 1, Whole, &[0.0]);
    check(5.0, 0, Whole, &[0.0]);
    check(f64::NAN, 4, Whole, &[0.0]);
    check(-3.0, 4, Whole, &[0.0]);
}

#[test]
fn a_scale_begins_at_its_base_and_ends_at_its_length() {
    let check = |base: f64, most: f64, value: f64, expected: f64| {
        let px = Scale::from_base(base, most, 100.0).px(value);
        assert!((px - expected).abs() < 1e-9, "{value} of {base} to {most}: {px}");
    };
    check(0.0, 50.0, 0.0, 0.0);
    check(0.0, 50.0, 25.0, 50.0);
    check(0.0, 50.0, 50.0, 100.0);
    check(0.0, 50.0, 70.0, 100.0);
    check(0.0, 50.0, -5.0, 0.0);
    check(0.0, 50.0, f64::NAN, 0.0);
    check(0.0, 50.0, f64::INFINITY, 0.0);
    check(80.0, 100.0, 90.0, 50.0);
    check(80.0, 100.0, 70.0, 0.0);
    check(0.0, 0.0, 0.0, 0.0);
    check(90.0, 10.0, 90.5, 50.0);
}

#[test]
fn a_stack_shows_its_smallest_part_and_keeps_its_height() {
    let check = |values: &[f64], expected: &[f64]| {
        let lengths: Vec<f64> =
            stack(values, Scale::new(1_000.0, 100.0)).iter().map(|part| part.length).collect();
        let is_same = lengths.len() == expected.len()
            && lengths.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9);
        assert!(is_same, "{values:?}: {lengths:?}");
    };
    check(&[], &[]);
    check(&[0.0, 0.0], &[0.0, 0.0]);
    check(&[1_000.0], &[100.0]);
    check(&[500.0, 300.0, 200.0], &[50.0, 30.0, 20.0]);
    // One red matter of a thousand is as high as a line can be seen, and the largest part gives what it takes.
    check(&[999.0, 0.0, 1.0], &[98.5, 0.0, 1.5]);
    check(&[500.0, 500.0], &[50.0, 50.0]);
    check(&[499.0, 499.0, 2.0], &[48.6, 49.9, 1.5]);
    // Where nothing can be given, parts stay true.
    check(&[1.0, 1.0], &[0.1, 0.1]);
    check(&[f64::NAN, 500.0, f64::NEG_INFINITY], &[0.0, 50.0, 0.0]);
}

proptest! {
    #[test]
    fn parts_add_up_in_order_and_none_is_negative(
        values in prop::collection::vec(any::<f64>().prop_map(|of| (of % 500.0).abs()), 0..8), length in 0.0..600.0_f64,
    ) {
        let scale = Scale::new(4_000.0, length);
        let parts = stack(&values, scale);
        prop_assert_eq!(parts.len(), values.len());
        let mut at = 0.0;
        for part in &parts {
            prop_assert!(part.length >= 0.0 && (part.from - at).abs() < 1e-6, "{:?}", parts);
            at += part.length;
        }
        let sum: f64 = values.iter().filter(|of| of.is_finite()).sum();
        prop_assert!((at - scale.px(sum)).abs() < 1e-6, "{} of {:?}", at, values);
        for (part, value) in parts.iter().zip(&values) {
            prop_assert!(part.length == 0.0 || *value > 0.0);
        }
    }

    #[test]
    fn no_number_makes_ticks_endless(most in any::<f64>(), at_most in 0..20_usize) {
        for grain in [Grain::Whole, Grain::Fraction] {
            let ticks = ticks(most, at_most, grain);
            prop_assert!(ticks.len() <= at_most.max(1));
            prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(ticks.iter().all(|tick| *tick == 0.0 || *tick <= most * 1.000_001));
        }
    }
}
