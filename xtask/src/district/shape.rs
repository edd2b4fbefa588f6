//! Exact geometry of rings on whole coordinates, and places inside them.
//!
//! It knows points only: not what a ring is the border of.

use super::{Point, ground};

/// Twice the area enclosed by a closed ring, in units of coordinates; positive if it runs
/// counter-clockwise.
pub(crate) fn twice_area(ring: &[Point]) -> i64 {
    sides(ring).map(|[a, b]| cross([0, 0], a, b)).sum()
}

/// Whether a place is inside a closed ring; on the border either answer is possible.
pub(super) fn contains(ring: &[Point], [x, y]: Point) -> bool {
    let crossed = |[a, b]: &[Point; 2]| {
        let ([_, ay], [_, by]) = (*a, *b);
        (ay > y) != (by > y) && (cross(*a, *b, [x, y]) > 0) == (by > ay)
    };
    sides(ring).filter(crossed).count() % 2 == 1
}

/// A place well inside a closed ring, far from its border: for a name or a mark.
pub(super) fn label_point(ring: &[Point]) -> Point {
    let [[west, south], [east, north]] = bounds(ring);
    let mut best = ring.first().copied().unwrap_or_default();
    let mut widest = -1.0;
    let (mut centre, mut reach) =
        ([i32::midpoint(west, east), i32::midpoint(south, north)], [east - west, north - south]);
    // A coarse look over the whole ring, then closer and closer about the best place.
    for _ in 0..5 {
        const LOOKS: i32 = 8;
        for step_x in -LOOKS..=LOOKS {
            for step_y in -LOOKS..=LOOKS {
                let at = [
                    centre[0] + reach[0] * step_x / (2 * LOOKS),
                    centre[1] + reach[1] * step_y / (2 * LOOKS),
                ];
                if contains(ring, at) {
                    let room = room_m(ring, at);
                    if room > widest {
                        (best, widest) = (at, room);
                    }
                }
            }
        }
        (centre, reach) = (best, reach.map(|reach| reach / 4));
    }
    best
}

/// Some place inside a closed ring; each is about equally likely.
pub(super) fn random_point(ring: &[Point], dice: &mut fastrand::Rng) -> Point {
    let [[west, south], [east, north]] = bounds(ring);
    let draw = || [dice.i32(west..=east), dice.i32(south..=north)];
    // A grid fills a good part of its frame: a thousand draws do not all miss it.
    std::iter::repeat_with(draw)
        .take(1_000)
        .find(|&at| contains(ring, at))
        .unwrap_or_else(|| label_point(ring))
}

/// Where sides cross or touch, other than by sharing an end.
pub(super) fn crossings(sides: &[[Point; 2]]) -> Vec<Point> {
    let mut sides: Vec<[Point; 2]> = sides.to_vec();
    sides.sort_unstable_by_key(|[a, b]| a[0].min(b[0]));
    let longest = sides.iter().map(|[a, b]| (a[0] - b[0]).abs()).max().unwrap_or(0);
    let mut found = Vec::new();
    let mut active: Vec<[Point; 2]> = Vec::new();
    let mut swept = i32::MIN;
    for side in sides {
        let [a, b] = side;
        let west = a[0].min(b[0]);
        // Clearing at every side would cost more than it saves.
        if west - longest > swept {
            active.retain(|[a, b]| a[0].max(b[0]) >= west);
            swept = west;
        }
        found.extend(active.iter().filter(|other| touch(side, **other)).map(|_| a));
        active.push(side);
    }
    found
}

/// Whether two sides have more in common than an end.
fn touch(one: [Point; 2], two: [Point; 2]) -> bool {
    let ([a, b], [c, d]) = (one, two);
    let [[low_x, low_y], [high_x, high_y]] = bounds(&one);
    let [[west, south], [east, north]] = bounds(&two);
    if high_x < west || east < low_x || high_y < south || north < low_y {
        return false;
    }
    let fold = |shared: Point, p: Point, q: Point| {
        let dot = |n: fn(Point) -> i32| i64::from(n(p) - n(shared)) * i64::from(n(q) - n(shared));
        cross(shared, p, q) == 0 && dot(|[x, _]| x) + dot(|[_, y]| y) > 0
    };
    if a == c {
        fold(a, b, d)
    } else if a == d {
        fold(a, b, c)
    } else if b == c {
        fold(b, a, d)
    } else if b == d {
        fold(b, a, c)
    } else {
        cross(a, b, c).signum() * cross(a, b, d).signum() <= 0
            && cross(c, d, a).signum() * cross(c, d, b).signum() <= 0
    }
}

/// The distance from a place to the nearest side.
fn room_m(ring: &[Point], at: Point) -> f64 {
    let [x, y] = ground::place(at);
    let room = sides(ring).map(|[a, b]| {
        let ([ax, ay], [bx, by]) = (ground::place(a), ground::place(b));
        let (dx, dy) = (bx - ax, by - ay);
        let along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy).max(1e-9);
        let along = along.clamp(0.0, 1.0);
        let (off_x, off_y) = (x - ax - along * dx, y - ay - along * dy);
        (off_x * off_x + off_y * off_y).sqrt()
    });
    room.fold(f64::INFINITY, f64::min)
}

fn bounds(ring: &[Point]) -> [Point; 2] {
    ring.iter().fold([[i32::MAX; 2], [i32::MIN; 2]], |[low, high], at| {
        [[low[0].min(at[0]), low[1].min(at[1])], [high[0].max(at[0]), high[1].max(at[1])]]
    })
}

fn sides(ring: &[Point]) -> impl Iterator<Item = [Point; 2]> + '_ {
    ring.iter().zip(ring.iter().skip(1)).map(|(a, b)| [*a, *b])
}

/// Twice the area of a triangle; positive if it runs counter-clockwise.
pub(super) fn cross([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point) -> i64 {
    let [abx, aby] = [i64::from(bx) - i64::from(ax), i64::from(by) - i64::from(ay)];
    let [acx, acy] = [i64::from(cx) - i64::from(ax), i64::from(cy) - i64::from(ay)];
    abx * acy - aby * acx
}
