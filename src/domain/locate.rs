//! Which grid a point lies in: the boxes around the grids are sorted into squares once, so that a point is held against
//! the few grids whose boxes reach its square. What a point on the outer border belongs to is left open.

use super::{
    area::{Areas, Grid, Place},
    geometry::{Bounds, Line, LonLat, MultiPolygon},
};

/// Squares along each side of the district: with a thousand grids two or three boxes reach into each.
const SQUARES: u16 = 64;

/// The grids of a district, by where they lie.
pub struct Locator<'a> {
    areas: &'a Areas,
    reach: Option<Bounds>,
    boxes: Vec<Option<Bounds>>,
    /// The grids whose boxes reach into each square, row by row from the south-west.
    squares: Vec<Vec<usize>>,
}

impl<'a> Locator<'a> {
    /// Sorts the grids that `is_in_force`: two that were never in force together may lie over one another.
    pub fn new(areas: &'a Areas, is_in_force: impl Fn(&Grid) -> bool) -> Self {
        let boxes = areas.grids().iter().map(|grid| {
            let shape = grid.shape.as_ref().filter(|_| is_in_force(grid));
            shape.and_then(MultiPolygon::bounds)
        });
        let boxes: Vec<Option<Bounds>> = boxes.collect();
        let reach = boxes.iter().flatten().copied().reduce(Bounds::union);
        let side = usize::from(SQUARES);
        let mut squares = vec![Vec::new(); side * side];
        for (grid, bounds) in boxes.iter().enumerate() {
            let Some((bounds, reach)) = bounds.zip(reach) else { continue };
            let (west, south) = square(bounds.south_west, reach);
            let (east, north) = square(bounds.north_east, reach);
            for row in south..=north {
                for column in west..=east {
                    if let Some(grids) = squares.get_mut(row * side + column) {
                        grids.push(grid);
                    }
                }
            }
        }
        Self { areas, reach, boxes, squares }
    }

    /// The index of the grid that a point lies in. One on a border between two lies in one of them.
    pub fn grid_at(&self, at: LonLat) -> Option<usize> {
        let reach = self.reach.filter(|reach| holds(*reach, at))?;
        let (column, row) = square(at, reach);
        let near = self.squares.get(row * usize::from(SQUARES) + column)?;
        near.iter().copied().find(|grid| {
            let bounds = self.boxes.get(*grid).copied().flatten();
            let shape = self.areas.grids().get(*grid).and_then(|grid| grid.shape.as_ref());
            bounds.is_some_and(|bounds| holds(bounds, at))
                && shape.is_some_and(|shape| contains(shape, at))
        })
    }

    /// Where a point lies; nowhere known for one outside all grids.
    pub fn place_at(&self, at: LonLat) -> Place {
        let grid = self.grid_at(at);
        grid.and_then(|grid| self.areas.places().get(grid)).copied().unwrap_or_default()
    }
}

/// The column and the row of the square that a point of the district is in.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of the side, held within it"
)]
fn square(at: LonLat, reach: Bounds) -> (usize, usize) {
    let side = f64::from(SQUARES);
    let step = |from: f64, to: f64, at: f64| {
        let share = (at - from) / (to - from).max(f64::MIN_POSITIVE);
        (share * side).clamp(0.0, side - 1.0) as usize
    };
    let (low, high) = (reach.south_west, reach.north_east);
    (step(low.lon, high.lon, at.lon), step(low.lat, high.lat, at.lat))
}

fn holds(bounds: Bounds, at: LonLat) -> bool {
    let (low, high) = (bounds.south_west, bounds.north_east);
    (low.lon..=high.lon).contains(&at.lon) && (low.lat..=high.lat).contains(&at.lat)
}

/// Whether a point lies in an area: a way to the east from it crosses the rings an odd number of times.
pub fn contains(shape: &MultiPolygon, at: LonLat) -> bool {
    let crossings = |ring: &Line| {
        let edges = ring.iter().zip(ring.iter().skip(1));
        edges.filter(|(a, b)| is_crossed(**a, **b, at)).count()
    };
    shape.rings().map(crossings).sum::<usize>() % 2 == 1
}

/// Whether the way to the east crosses an edge. The edge is taken from its southern end, whichever way the ring runs: two
/// neighbours must come to the same result for the edge between them, or a point on it would be in both or in none.
fn is_crossed(a: LonLat, b: LonLat, at: LonLat) -> bool {
    let (low, high) = if a.lat <= b.lat { (a, b) } else { (b, a) };
    let is_beside = low.lat <= at.lat && at.lat < high.lat;
    is_beside && {
        let share = (at.lat - low.lat) / (high.lat - low.lat);
        at.lon < low.lon + share * (high.lon - low.lon)
    }
}

/// Whether two areas lie over one another, be it in a corner; those that only share a border may count as either.
pub fn meets(a: &MultiPolygon, b: &MultiPolygon) -> bool {
    let Some((a_box, b_box)) = a.bounds().zip(b.bounds()) else { return false };
    let is_apart = a_box.north_east.lon < b_box.south_west.lon
        || b_box.north_east.lon < a_box.south_west.lon
        || a_box.north_east.lat < b_box.south_west.lat
        || b_box.north_east.lat < a_box.south_west.lat;
    let holds_one = |outer: &MultiPolygon, inner: &MultiPolygon| {
        inner.rings().flatten().any(|at| contains(outer, *at))
    };
    !is_apart && (holds_one(a, b) || holds_one(b, a) || do_edges_cross(a, b))
}

fn do_edges_cross(a: &MultiPolygon, b: &MultiPolygon) -> bool {
    // On which side of the line through two points a third lies.
    let side = |from: LonLat, to: LonLat, at: LonLat| {
        (to.lon - from.lon) * (at.lat - from.lat) - (to.lat - from.lat) * (at.lon - from.lon)
    };
    let are_apart = |from: LonLat, to: LonLat, one: LonLat, other: LonLat| {
        side(from, to, one) * side(from, to, other) < 0.0
    };
    edges(a).any(|(from, to)| {
        edges(b).any(|(other_from, other_to)| {
            are_apart(from, to, other_from, other_to) && are_apart(other_from, other_to, from, to)
        })
    })
}

fn edges(shape: &MultiPolygon) -> impl Iterator<Item = (LonLat, LonLat)> {
    shape.rings().flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().skip(1)))
}
