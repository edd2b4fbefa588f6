//! Wandering against burn-in: where the picture stands in each minute, a few pixels from where it was. Pure.

/// The steps of one way around, so that nothing stands at one place for two minutes.
const WAY: [(i8, i8); 16] = [
    (0, 0),
    (1, 0),
    (2, 0),
    (2, 1),
    (2, 2),
    (1, 2),
    (0, 2),
    (-1, 2),
    (-2, 2),
    (-2, 1),
    (-2, 0),
    (-2, -1),
    (-2, -2),
    (-1, -2),
    (0, -2),
    (1, -1),
];

/// How far the picture is moved to the right and down in a minute, in whole CSS pixels and at most `most_px`.
pub fn drift_px(minute: u64, most_px: u32) -> (i32, i32) {
    let at = usize::try_from(minute % 16).unwrap_or(0);
    let (x, y) = WAY.get(at).copied().unwrap_or_default();
    let most = i32::try_from(most_px).unwrap_or(0);
    (i32::from(x) * most / 2, i32::from(y) * most / 2)
}
