//! The ground of the district as a raster: what is inside, what is hard to cross, where people live.
//!
//! Streams, ridges and roads are invented from noise. It does not know which town owns a cell.
#![expect(clippy::indexing_slicing, reason = "cells are numbered by the raster that made them")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts and cell numbers are small; metres become cells and points on purpose"
)]

use super::gazetteer::{self, TownEntry};
use super::noise::Noise;
use super::{Point, Setting, outline};

/// Corner of the raster in 1e-5 degrees, outside the district on the south-west.
const ORIGIN: Point = [11_948_000, 3_555_000];
const WIDTH_M: f64 = 77_000.0;
const HEIGHT_M: f64 = 68_000.0;
/// Lengths of 1e-5 degrees at latitude 35.86; they vary by 0.4 % over the district.
const EAST_M: f64 = 0.903_2;
const NORTH_M: f64 = 1.109_57;

/// What a cell of open, even ground costs to cross by half.
const OPEN_TOLL: f64 = 8.0;
/// No cell costs more, so that a flood needs few buckets.
pub(super) const HIGHEST_TOLL: u16 = 180;

/// Hills (longitude, latitude in 1e-5 degrees; radius in metres): few live there.
const HILLS: [(Point, f64); 5] = [
    ([12_006_000, 3_595_500], 4_500.0), // 小珠山
    ([11_986_000, 3_588_500], 4_500.0), // 铁橛山
    ([11_972_000, 3_583_500], 4_000.0), // 藏马山
    ([12_001_000, 3_574_500], 4_000.0), // 大珠山
    ([11_990_500, 3_565_500], 1_500.0), // 琅琊台
];

/// A square raster over the district; cell 0 is in the south-west, rows run east.
pub(super) struct Ground {
    pub(super) columns: usize,
    pub(super) cell_m: f64,
    /// Whether the cell is land of the district.
    pub(super) inside: Vec<bool>,
    /// Whether the cell is by the sea.
    pub(super) shore: Vec<bool>,
    /// What half of a crossing costs, never nothing; borders come to lie where it is high.
    pub(super) toll: Vec<u16>,
    /// How much of a town's attention the cell needs: grids hold about equal sums of it.
    pub(super) weight: Vec<f32>,
}

/// A place in metres from the corner of the raster.
pub(super) fn place([lon, lat]: Point) -> [f64; 2] {
    [f64::from(lon - ORIGIN[0]) * EAST_M, f64::from(lat - ORIGIN[1]) * NORTH_M]
}

/// The nearest point to a place in metres.
pub(super) fn point([x_m, y_m]: [f64; 2]) -> Point {
    [ORIGIN[0] + (x_m / EAST_M).round() as i32, ORIGIN[1] + (y_m / NORTH_M).round() as i32]
}

/// The area of a square of one unit of coordinates, in km².
pub(super) fn unit_km2() -> f64 {
    EAST_M * NORTH_M / 1_000_000.0
}

impl Ground {
    /// Surveys the district with cells of a given size; the shapes do not depend on it.
    pub(super) fn survey(seed: u64, cell_m: f64) -> Self {
        let columns = (WIDTH_M / cell_m) as usize;
        let rows = (HEIGHT_M / cell_m) as usize;
        let ring = outline::ring(&mut fastrand::Rng::with_seed(seed), place);
        let mut ground = Self {
            columns,
            cell_m,
            inside: fill(&ring, columns, rows, cell_m),
            shore: vec![false; columns * rows],
            toll: vec![0; columns * rows],
            weight: vec![0.0; columns * rows],
        };
        let relief = Relief::new(seed, cell_m);
        let settlement = Settlement::new(seed);
        for cell in 0..columns * rows {
            if ground.inside[cell] {
                let centre = ground.centre(cell);
                ground.toll[cell] = relief.toll(centre);
                ground.weight[cell] = settlement.weight(centre);
            }
        }
        for &at in outline::shore(&ring) {
            let cell = ground.cell_at(at);
            for near in ground.sides(cell).into_iter().chain([cell]) {
                ground.shore[near] = true;
            }
        }
        ground
    }

    /// The middle of a cell, in metres.
    pub(super) fn centre(&self, cell: usize) -> [f64; 2] {
        let (column, row) = (cell % self.columns, cell / self.columns);
        [(column as f64 + 0.5) * self.cell_m, (row as f64 + 0.5) * self.cell_m]
    }

    /// The cell that a point lies in.
    pub(super) fn cell(&self, at: Point) -> usize {
        self.cell_at(place(at))
    }

    fn cell_at(&self, [x_m, y_m]: [f64; 2]) -> usize {
        (y_m / self.cell_m) as usize * self.columns + (x_m / self.cell_m) as usize
    }

    /// The cost of crossing open ground, for a distance in metres.
    pub(super) fn open_cost(&self, distance_m: f64) -> f64 {
        2.0 * OPEN_TOLL * distance_m / self.cell_m
    }

    /// The cells sharing a side with a cell that is not at the rim of the raster.
    pub(super) fn sides(&self, cell: usize) -> [usize; 4] {
        [cell - 1, cell + 1, cell - self.columns, cell + self.columns]
    }

    /// The cells sharing only a corner with such a cell.
    pub(super) fn corners(&self, cell: usize) -> [usize; 4] {
        let (below, above) = (cell - self.columns, cell + self.columns);
        [below - 1, below + 1, above - 1, above + 1]
    }
}

/// Which cells have their centre inside a ring.
fn fill(ring: &[[f64; 2]], columns: usize, rows: usize, cell_m: f64) -> Vec<bool> {
    let mut inside = vec![false; columns * rows];
    let sides = || ring.iter().zip(ring.iter().cycle().skip(1));
    for (row, cells) in inside.chunks_mut(columns).enumerate() {
        let y = (row as f64 + 0.5) * cell_m;
        let mut crossings: Vec<f64> = sides()
            .filter(|([_, ay], [_, by])| (*ay > y) != (*by > y))
            .map(|([ax, ay], [bx, by])| ax + (y - ay) / (by - ay) * (bx - ax))
            .collect();
        crossings.sort_by(f64::total_cmp);
        for span in crossings.chunks_exact(2) {
            let column = |x: f64| ((x / cell_m - 0.5).ceil().max(0.0) as usize).min(columns);
            cells[column(span[0])..column(span[1])].fill(true);
        }
    }
    inside
}

/// Streams, ridges and roads: lines that cost as much to cross as so many metres of open ground.
struct Relief {
    warps: [(Noise, Noise, f64); 2],
    lines: [(Noise, f64); 3],
    grain: Noise,
    half_width_m: f64,
}

impl Relief {
    fn new(seed: u64, cell_m: f64) -> Self {
        let noise = |salt: u64, wavelength_m| Noise::new(seed.wrapping_add(salt), wavelength_m);
        Self {
            warps: [
                (noise(11, 900.0), noise(12, 900.0), 130.0),
                (noise(13, 330.0), noise(14, 330.0), 45.0),
            ],
            lines: [
                (noise(21, 7_000.0), 1_400.0),
                (noise(22, 3_300.0), 900.0),
                (noise(23, 1_700.0), 500.0),
            ],
            grain: noise(31, 700.0),
            half_width_m: 70.0_f64.max(0.75 * cell_m),
        }
    }

    fn toll(&self, place: [f64; 2]) -> u16 {
        let [mut x, mut y] = place;
        for (east, north, reach_m) in &self.warps {
            x += reach_m * east.at(place);
            y += reach_m * north.at(place);
        }
        let mut toll = OPEN_TOLL * (1.0 + 0.35 * self.grain.at(place));
        for (line, detour_m) in &self.lines {
            if let Some(off_m) = line.distance_to_zero_m([x, y], self.half_width_m) {
                toll +=
                    OPEN_TOLL * detour_m / self.half_width_m * (1.0 - off_m / self.half_width_m);
            }
        }
        toll.clamp(2.0, f64::from(HIGHEST_TOLL)) as u16
    }
}

/// How high a place in metres lies: 0 in the plain, about 1 on the top of a hill.
pub(super) fn hill(at: [f64; 2]) -> f64 {
    HILLS.iter().map(|(top, reach_m)| near(at, place(*top), *reach_m)).sum()
}

/// How near a place is to a centre: 1 in it, 0 from its reach on.
fn near(at: [f64; 2], centre: [f64; 2], reach_m: f64) -> f64 {
    let [dx, dy] = [at[0] - centre[0], at[1] - centre[1]];
    (1.0 - (dx * dx + dy * dy) / (reach_m * reach_m)).max(0.0)
}

/// Where people live: dense about the seats, thin on the hills.
struct Settlement {
    cores: Vec<([f64; 2], f64, f64)>,
    patches: Noise,
    hamlets: Noise,
}

impl Settlement {
    fn new(seed: u64) -> Self {
        let core = |town: &TownEntry| {
            let breadth_m = town.area_km2.sqrt() * 1_000.0;
            let (reach_m, height) = match town.setting {
                Setting::Urban => (0.62 * breadth_m, 7.0),
                Setting::Suburban => (0.34 * breadth_m, 6.0),
                Setting::Rural => (0.17 * breadth_m, 5.0),
            };
            (place(town.seat), reach_m, height)
        };
        Self {
            cores: gazetteer::entries().map(core).collect(),
            patches: Noise::new(seed.wrapping_add(41), 2_600.0),
            hamlets: Noise::new(seed.wrapping_add(42), 1_100.0),
        }
    }

    fn weight(&self, at: [f64; 2]) -> f32 {
        let built_up: f64 = self
            .cores
            .iter()
            .map(|(centre, reach_m, height)| height * near(at, *centre, *reach_m))
            .sum();
        let hill = hill(at);
        let uneven = 1.0 + 0.45 * self.patches.at(at) + 0.35 * self.hamlets.at(at);
        ((1.0 + built_up.min(9.0)) * uneven.max(0.25) * (1.0 - 0.75 * hill.min(1.0))) as f32
    }
}
