//! The synthetic district: 22 towns, 161 zones and 1,333 grids that tile it without gap or overlap.
//!
//! From a seed alone, and the same on every run. Names of towns, the rough outline, areas and totals
//! are real; every border inside, every zone and every figure of a grid is invented. It knows no
//! matter, no light and no file format.

mod axis;
mod cut;
mod describe;
mod flood;
mod gazetteer;
mod ground;
mod naming;
mod net;
mod noise;
mod outline;
mod people;
mod shape;
mod simplify;
mod smooth;
mod split;
#[cfg(test)]
mod tests;
mod tidy;
mod towns;

use ground::Ground;
use net::{Arc, Net};
pub(crate) use people::apportion;
pub(crate) use shape::twice_area;
use split::Splitter;

/// Longitude and latitude in whole 1e-5 degrees (CRS84), so that shared borders are the very same
/// points.
pub type Point = [i32; 2];

/// Side of a cell of the raster on which borders are found. The smallest grids are seven wide.
const CELL_M: f64 = 50.0;

/// Points on the ring of a grid on average, not counting the closing one.
const POINTS_PER_GRID: usize = 21;

/// The whole district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct District {
    /// In the order of their codes.
    pub towns: Vec<Town>,
    /// Town by town.
    pub zones: Vec<Zone>,
    /// Zone by zone, and within a zone from north to south.
    pub grids: Vec<Grid>,
}

/// A town or subdistrict (镇街).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Town {
    /// Our own stable key, `T01` to `T22`.
    pub id: String,
    /// The statistical code of 2015.
    pub code: String,
    /// The name of 2017: 藏南镇.
    pub name: String,
    /// `Zangnan Town`, `Changjianglu Subdistrict`.
    pub name_en: String,
    /// Position in lists, from 1.
    pub sort: u32,
    /// What kind of place it is.
    pub setting: Setting,
    /// The seat of its offices or the built-up centre, inside the town.
    pub seat: Point,
}

/// What kind of place a town is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Mostly built up.
    Urban,
    /// Partly built up.
    Suburban,
    /// Villages about a small centre.
    Rural,
}

/// A management zone (管区).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// Our own stable key, `Z001` to `Z161`.
    pub id: String,
    /// The town it is part of.
    pub town_id: String,
    /// 横河管区.
    pub name: String,
    /// `Henghe Zone`.
    pub name_en: String,
}

/// A grid (网格), the lowest unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// Our own stable key, `G0001` to `G1333`.
    pub id: String,
    /// Fifteen digits: the town's code, then the zone's and the grid's number.
    pub code: String,
    /// The zone it is part of.
    pub zone_id: String,
    /// 横河03网格.
    pub name: String,
    /// Residents.
    pub population: u32,
    /// Grid workers (网格员).
    pub worker_count: u32,
    /// The border, counter-clockwise and closed: the first point comes again as the last.
    pub ring: Vec<Point>,
}

impl Grid {
    /// The area enclosed by the ring.
    #[expect(clippy::cast_precision_loss, reason = "areas of grids are far below 2^52 units")]
    pub fn area_km2(&self) -> f64 {
        shape::twice_area(&self.ring) as f64 / 2.0 * ground::unit_km2()
    }

    /// A place well inside the grid.
    pub fn label_point(&self) -> Point {
        shape::label_point(&self.ring)
    }

    /// Whether a place is inside the grid.
    pub fn contains(&self, at: Point) -> bool {
        shape::contains(&self.ring, at)
    }

    /// How hilly it is about the middle: 0 in the plain, about 1 on the top of a hill.
    pub fn hill(&self) -> f64 {
        ground::hill(ground::place(self.label_point()))
    }

    /// Some place inside the grid.
    pub fn random_point(&self, rng: &mut fastrand::Rng) -> Point {
        shape::random_point(&self.ring, rng)
    }
}

/// Makes the district of a seed.
pub fn build(seed: u64) -> District {
    let mut ground = Ground::survey(seed, CELL_M);
    tidy::tidy_land(&mut ground);
    let mut owners = towns::allot(seed, &ground);
    tidy::tidy(&ground, &mut owners, 3);
    let plots = plots(seed, &ground, owners);
    let borders = borders(&ground, &plots);
    describe::describe(seed, &plots, &borders)
}

/// What is known of a grid before its border is drawn; towns and zones are counted from 0.
struct Plot {
    town: usize,
    zone: usize,
    cells: Vec<u32>,
}

impl Plot {
    /// Officials number from north to south, and from west to east where that is level.
    #[expect(clippy::cast_precision_loss, reason = "a zone has few cells")]
    fn rank(cells: &[u32], ground: &Ground) -> f64 {
        let rank = |&cell: &u32| {
            let [x_m, y_m] = ground.centre(cell as usize);
            0.3 * x_m - y_m
        };
        cells.iter().map(rank).sum::<f64>() / cells.len() as f64
    }
}

/// Cuts the towns into zones and grids, in the order in which they are listed.
fn plots(seed: u64, ground: &Ground, towns: Vec<u16>) -> Vec<Plot> {
    let mut splitter = Splitter::new(seed, ground, towns);
    let mut plots = Vec::new();
    for (town, (entry, label)) in gazetteer::entries().zip(1..).enumerate() {
        let region = splitter.town(label);
        let zones = splitter.zones(region, entry.zones.iter().collect());
        let sites: Vec<(&[u32], u32)> =
            zones.iter().map(|(zone, grids)| (&*zone.cells, *grids)).collect();
        let numbers = naming::assign(ground, entry, &sites);
        let mut zones: Vec<_> = numbers.into_iter().zip(zones).collect();
        zones.sort_by_key(|(number, _)| *number);
        for (zone, (region, count)) in zones {
            let mut grids = splitter.grids(region, count);
            let rank = |grid: &split::Region| Plot::rank(&grid.cells, ground);
            grids.sort_by(|a, b| f64::total_cmp(&rank(a), &rank(b)));
            plots.extend(grids.into_iter().map(|grid| Plot { town, zone, cells: grid.cells }));
        }
    }
    plots
}

/// The borders of all grids; grids are labelled from 1 in the order of the plots.
fn borders(ground: &Ground, plots: &[Plot]) -> Net<Point> {
    let mut labels = vec![0; ground.inside.len()];
    for (plot, label) in plots.iter().zip(1..) {
        for &cell in &plot.cells {
            if let Some(at) = labels.get_mut(cell as usize) {
                *at = label;
            }
        }
    }
    tidy::tidy(ground, &mut labels, 3);
    let smooth = smooth::smooth(&net::trace(ground, &labels));
    let plot = |label: u16| usize::from(label).checked_sub(1).and_then(|at| plots.get(at));
    let weight = |arc: &Arc<Point>| {
        let (left, right) = (plot(arc.left), plot(arc.right));
        let cells = [left, right].into_iter().flatten().map(|plot| plot.cells.len()).min();
        let cells = f64::from(u32::try_from(cells.unwrap_or(1)).unwrap_or(u32::MAX));
        border_rank(left, right) / (cells.sqrt() * cells.sqrt().sqrt())
    };
    simplify::simplify(&smooth, POINTS_PER_GRID * plots.len(), weight)
}

/// How closely a border is looked at: those of towns and the district are seen from afar.
fn border_rank(left: Option<&Plot>, right: Option<&Plot>) -> f64 {
    match (left, right) {
        (Some(left), Some(right)) if left.town != right.town => 2.5,
        (Some(left), Some(right)) if left.zone != right.zone => 1.5,
        (Some(_), Some(_)) => 1.0,
        _ => 4.0,
    }
}
