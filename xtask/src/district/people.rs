//! Residents and grid workers: sums that are known, spread over the grids.
//!
//! It knows weights only, not where a grid lies.

/// Splits a whole number by weights, each share at least `least`; the shares sum up exactly.
pub(crate) fn apportion(total: u32, least: u32, weights: &[f64]) -> Vec<u32> {
    let count = u32::try_from(weights.len()).unwrap_or(u32::MAX);
    let free = f64::from(total.saturating_sub(least.saturating_mul(count)));
    let sum: f64 = weights.iter().sum();
    let (mut due, mut given) = (0.0, 0.0);
    let share = |weight: &f64| {
        due += weight / sum * free;
        // Rounding the running sum, not the share: what one loses, the next one gains.
        let more = due.round() - given;
        given += more;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "up to `total`"
        )]
        let more = more as u32;
        least + more
    };
    weights.iter().map(share).collect()
}

/// How many people live in a grid, relative to the mean: most near 1, a few far above.
pub(super) fn crowd(rng: &mut fastrand::Rng) -> f64 {
    let middling = 0.55 + (rng.f64() + rng.f64() + rng.f64()) * 0.27;
    let rare = rng.f64();
    middling * (1.0 + 0.9 * rare * rare * rare * rare * rare)
}
