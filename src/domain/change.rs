//! The difference between two lit boards: which cells look different. One matter changes one cell.

use super::count::LightCount;

/// The indices of the grids whose counts differ. Where the number of grids changed, all of them do.
pub fn changed_grids(before: &[LightCount], after: &[LightCount]) -> Vec<usize> {
    if before.len() != after.len() {
        return (0..after.len()).collect();
    }
    before
        .iter()
        .zip(after)
        .enumerate()
        .filter(|(_, (before, after))| before != after)
        .map(|(at, _)| at)
        .collect()
}
