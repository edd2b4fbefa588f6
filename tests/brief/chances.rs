//! The tails of the two distributions, against sums done otherwise.

use gridlight::domain::brief::{at_least_binomial, at_least_poisson};

fn check(what: &str, chance: f64, expected: f64) {
    let tolerance = expected.abs() * 1e-6 + 1e-15;
    assert!((chance - expected).abs() <= tolerance, "{what}: {chance}, not {expected}");
}

#[test]
fn tails_are_sums_of_the_terms() {
    check("three heads of three", at_least_binomial(3, 3, 0.5), 0.125);
    check("at least one of two", at_least_binomial(1, 2, 0.5), 0.75);
    check("none or more", at_least_binomial(0, 9, 0.2), 1.0);
    check("more than there are", at_least_binomial(4, 3, 0.5), 0.0);
    check("one in five, eight of ten", at_least_binomial(8, 10, 0.2), 7.792_64e-5);
    check("at least none", at_least_poisson(0, 3.0), 1.0);
    check("at least one", at_least_poisson(1, 1.0), 1.0 - (-1.0_f64).exp());
    check("two or more of one", at_least_poisson(2, 1.0), 1.0 - 2.0 * (-1.0_f64).exp());
    check("nothing is expected", at_least_poisson(1, 0.0), 0.0);
}

#[test]
fn tails_fall_and_stay_between_nought_and_one() {
    for of in [1, 7, 50, 2_000, 40_000] {
        for share in [1e-6, 0.01, 0.2, 0.5, 0.97] {
            let tails: Vec<f64> = (0..=of)
                .step_by(of as usize / 7 + 1)
                .map(|n| at_least_binomial(n, of, share))
                .collect();
            assert!(tails.iter().all(|tail| (0.0..=1.0 + 1e-9).contains(tail)), "{tails:?}");
            assert!(tails.windows(2).all(|two| two[0] >= two[1] - 1e-9), "{of} {share}: {tails:?}");
        }
    }
    for expected in [1e-9, 0.3, 4.0, 700.0, 90_000.0] {
        let tails: Vec<f64> =
            [0, 1, 5, 90, 800, 100_000].map(|n| at_least_poisson(n, expected)).into();
        assert!(tails.iter().all(|tail| (0.0..=1.0).contains(tail)), "{tails:?}");
        assert!(tails.windows(2).all(|two| two[0] >= two[1] - 1e-9), "{expected}: {tails:?}");
    }
    for hostile in [f64::NAN, f64::INFINITY, -1.0] {
        assert!(at_least_binomial(3, 9, hostile).is_finite());
        assert!(at_least_poisson(3, hostile).is_finite());
    }
}
