//! Directions in the plane.
//!
//! It knows places in metres, not what lies there.

/// The direction, of length one, in which some places are spread out most.
pub(super) fn longest(places: &[[f64; 2]]) -> [f64; 2] {
    #[expect(clippy::cast_precision_loss, reason = "there are far fewer than 2^52 places")]
    let count = places.len() as f64;
    let (sum_x, sum_y) = places.iter().fold((0.0, 0.0), |(sx, sy), [x, y]| (sx + x, sy + y));
    let (mean_x, mean_y) = (sum_x / count, sum_y / count);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for [x, y] in places {
        let (dx, dy) = (x - mean_x, y - mean_y);
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
    }
    // The first eigenvector of the spread, in the form that is not 0 when the axes are its own.
    let difference = xx - yy;
    let root = (difference * difference + 4.0 * xy * xy).sqrt();
    unit(if xx > yy { [difference + root, 2.0 * xy] } else { [2.0 * xy, root - difference] })
}

/// How far along an axis of length one a place lies.
pub(super) fn along(axis: [f64; 2], place: [f64; 2]) -> f64 {
    axis[0] * place[0] + axis[1] * place[1]
}

/// The same direction with length one.
pub(super) fn unit([x, y]: [f64; 2]) -> [f64; 2] {
    let length = (x * x + y * y).sqrt();
    if length > 0.0 { [x / length, y / length] } else { [1.0, 0.0] }
}
