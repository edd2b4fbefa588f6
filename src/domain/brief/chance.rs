//! How unlikely a count is by chance alone: the upper tails of two distributions, summed term by term.

/// The chance of `count` or more of `of` where each falls in with the chance `share` (binomial).
pub fn at_least_binomial(count: u32, of: u32, share: f64) -> f64 {
    if count == 0 {
        return 1.0;
    }
    let is_share = share.is_finite() && 0.0 < share && share < 1.0;
    if count > of || !is_share {
        return if share >= 1.0 { 1.0 } else { 0.0 };
    }
    let odds = share / (1.0 - share);
    // ln C(of, count) as a sum of logarithms: the number itself would be far too large.
    let choose: f64 = (0..count).map(|k| (f64::from(of - k) / f64::from(k + 1)).ln()).sum();
    let first =
        (choose + f64::from(count) * share.ln() + f64::from(of - count) * (1.0 - share).ln()).exp();
    tail(first, count, of, &|k| odds * f64::from(of - k) / f64::from(k + 1))
}

/// The chance of `count` or more where `expected` are (Poisson).
pub fn at_least_poisson(count: u32, expected: f64) -> f64 {
    if count == 0 {
        return 1.0;
    }
    if !(expected.is_finite() && expected > 0.0) {
        return 0.0;
    }
    let factorial: f64 = (1..=count).map(|k| f64::from(k).ln()).sum();
    let first = (f64::from(count) * expected.ln() - expected - factorial).exp();
    tail(first, count, u32::MAX, &|k| expected / f64::from(k + 1))
}

/// The sum of the terms from `count` on; each is the one before times `ratio`.
fn tail(first: f64, count: u32, last: u32, ratio: &dyn Fn(u32) -> f64) -> f64 {
    let (mut term, mut sum, mut k) = (first, first, count);
    while k < last {
        term *= ratio(k);
        sum += term;
        k += 1;
        // From the peak on the terms fall, and what is left of them adds nothing that can be seen.
        if ratio(k) < 1.0 && term < sum * 1e-12 {
            break;
        }
        // Terms too small for a number before the peak would never grow: the tail is then all there is.
        if term == 0.0 && sum == 0.0 {
            return if ratio(k) > 1.0 { 1.0 } else { 0.0 };
        }
    }
    sum.min(1.0)
}
