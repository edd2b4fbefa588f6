//! Where to cut a region of which every cell has a value: at which level, for a given share.
//!
//! It knows values and weights, not what they stand for.
#![expect(clippy::indexing_slicing, reason = "bins are counted here")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "bins are few"
)]

/// Levels tried on a continuous field.
const BINS: usize = 240;

/// A value for each cell of a region, and the levels at which it may be cut.
pub(super) struct Field {
    pub(super) values: Vec<f64>,
    lowest: f64,
    step: f64,
    /// Whether a level that few values lie near is better: they are few where a line is hard to
    /// cross, because the value jumps there.
    prefers_gaps: bool,
}

impl Field {
    /// May be cut anywhere, best in a gap.
    pub(super) fn continuous(values: Vec<f64>) -> Self {
        let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let step = ((highest - lowest) / BINS as f64).max(1.0);
        Self { values, lowest, step, prefers_gaps: true }
    }

    /// May be cut at whole multiples of a step only.
    pub(super) fn stepped(values: Vec<f64>, step: f64) -> Self {
        let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
        Self { values, lowest: (lowest / step).floor() * step, step, prefers_gaps: false }
    }
}

/// The level below which about `share` of the weight lies, give or take `leeway`.
pub(super) fn level(
    field: &Field,
    weights: impl Iterator<Item = f64>,
    share: f64,
    leeway: f64,
) -> f64 {
    let bin = |value: f64| ((value - field.lowest) / field.step) as usize;
    let bins = field.values.iter().copied().map(bin).max().unwrap_or(0) + 1;
    let mut weight_in = vec![0.0; bins + 1];
    for (&value, weight) in field.values.iter().zip(weights) {
        weight_in[bin(value)] += weight;
    }
    let total: f64 = weight_in.iter().sum();
    let (mut below, mut best, mut least) = (0.0, 0, f64::INFINITY);
    for edge in 1..bins {
        below += weight_in[edge - 1];
        let off = (below / total - share).abs() / leeway;
        let crowd = (weight_in[edge - 1] + weight_in[edge]) / total;
        let penalty = if field.prefers_gaps && off < 1.0 { 60.0 * crowd } else { 1.0 };
        let score = if off < 1.0 { 0.5 * off + penalty } else { 100.0 + off };
        if score < least {
            (best, least) = (edge, score);
        }
    }
    if best == 0 { middle(field) } else { field.lowest + field.step * best as f64 }
}

/// For a region narrower than one step: the level that halves it by count.
fn middle(field: &Field) -> f64 {
    let mut values = field.values.clone();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
