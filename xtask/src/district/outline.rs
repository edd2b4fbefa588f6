//! The outline of the district: 71 hand-made points, and the natural detail between them.
//!
//! Approximate, for synthetic data only: neither legal nor surveyed. It knows nothing of towns.

use super::Point;

/// Counter-clockwise from the mouth of the 洋河, in 1e-3 degrees; islands are left out.
const CORNERS: [[i32; 2]; 71] = [
    [120_078, 36_142],
    [120_048, 36_136],
    [120_012, 36_130],
    [119_978, 36_120],
    [119_944, 36_098],
    [119_912, 36_072],
    [119_876, 36_054],
    [119_842, 36_044],
    [119_812, 36_020],
    [119_784, 36_000],
    [119_748, 35_984],
    [119_720, 35_960],
    [119_706, 35_930],
    [119_684, 35_902],
    [119_648, 35_886],
    [119_616, 35_866],
    [119_584, 35_842],
    [119_546, 35_820],
    [119_515, 35_795],
    [119_548, 35_764],
    [119_564, 35_736],
    [119_556, 35_706],
    [119_576, 35_678],
    [119_560, 35_650],
    [119_572, 35_622],
    [119_600, 35_602],
    [119_628, 35_585],
    [119_648, 35_600],
    [119_672, 35_618],
    [119_705, 35_628],
    [119_735, 35_612],
    [119_755, 35_592],
    [119_790, 35_590],
    [119_803, 35_612],
    [119_822, 35_636],
    [119_850, 35_630],
    [119_885, 35_632],
    [119_915, 35_648],
    [119_925, 35_672],
    [119_912, 35_700],
    [119_935, 35_712],
    [119_945, 35_740],
    [119_965, 35_748],
    [119_975, 35_722],
    [120_005, 35_705],
    [120_035, 35_728],
    [120_052, 35_765],
    [120_040, 35_800],
    [120_038, 35_835],
    [120_062, 35_858],
    [120_092, 35_885],
    [120_122, 35_903],
    [120_152, 35_905],
    [120_150, 35_935],
    [120_172, 35_942],
    [120_180, 35_905],
    [120_205, 35_918],
    [120_238, 35_952],
    [120_268, 35_970],
    [120_302, 35_980],
    [120_290, 36_012],
    [120_258, 36_004],
    [120_218, 35_996],
    [120_188, 36_002],
    [120_205, 36_020],
    [120_243, 36_032],
    [120_238, 36_052],
    [120_205, 36_060],
    [120_170, 36_072],
    [120_132, 36_092],
    [120_110, 36_118],
];

/// The corner from which on the outline is the shore, back to the first.
const FIRST_ON_SHORE: usize = 25;

/// How far a halfway point may be pushed aside, as a share of the distance it halves.
const ROUGHNESS: f64 = 0.13;

/// How often each side is halved: sides of 3 km come out at about 100 m.
const HALVINGS: u32 = 5;

/// The outline as a ring of places (not closed), smooth in the large and rough in the small.
///
/// The corners stay where they are. Each halving puts the new point on the curve through its four
/// neighbours, and then a little aside, as a shore or a watershed would run.
pub(super) fn ring(dice: &mut fastrand::Rng, place: impl Fn(Point) -> [f64; 2]) -> Vec<[f64; 2]> {
    let mut ring: Vec<[f64; 2]> =
        CORNERS.iter().map(|[lon, lat]| place([lon * 100, lat * 100])).collect();
    for _ in 0..HALVINGS {
        let before = ring.iter().cycle().skip(ring.len() - 1);
        let after = ring.iter().cycle().skip(1);
        let beyond = ring.iter().cycle().skip(2);
        ring = ring
            .iter()
            .zip(before)
            .zip(after.zip(beyond))
            .flat_map(|((here, before), (after, beyond))| {
                [*here, halfway([*before, *here, *after, *beyond], aside(dice))]
            })
            .collect();
    }
    ring
}

/// The part of the outline that is the shore.
pub(super) fn shore(ring: &[[f64; 2]]) -> &[[f64; 2]] {
    ring.get(FIRST_ON_SHORE << HALVINGS..).unwrap_or_default()
}

fn aside(dice: &mut fastrand::Rng) -> f64 {
    (dice.f64() + dice.f64() - 1.0) * 2.0 * ROUGHNESS
}

fn halfway([before, from, to, beyond]: [[f64; 2]; 4], aside: f64) -> [f64; 2] {
    let on_curve = |before: f64, from: f64, to: f64, beyond: f64| {
        (9.0 * (from + to) - (before + beyond)) / 16.0
    };
    let ([bx, by], [fx, fy], [tx, ty], [ex, ey]) = (before, from, to, beyond);
    [on_curve(bx, fx, tx, ex) - (ty - fy) * aside, on_curve(by, fy, ty, ey) + (tx - fx) * aside]
}
