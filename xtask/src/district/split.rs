//! Towns into zones and zones into grids, by cutting in two again and again.
//!
//! A cut follows streams and ridges in open country and straight streets where it is built up. It
//! does not know what the pieces will be called.
#![expect(clippy::indexing_slicing, reason = "cells are numbered by the raster that made them")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "counts and cell numbers are far inside the ranges"
)]

use super::axis::{self, along};
use super::cut::{self, Field};
use super::flood::{Flood, Source};
use super::gazetteer::ZoneEntry;
use super::ground::Ground;
use super::noise::Noise;
use super::tidy;

/// Above this mean weight a region counts as built up, and is cut along streets.
const BUILT_UP: f64 = 4.2;
/// Streets that may carry a border lie this far apart.
const BLOCK_M: f64 = 130.0;
/// A region of no more grids than this is cut with care, since every mistake would stay visible.
const FEW: u32 = 4;
/// Cuts to choose from, then.
const TRIES: usize = 3;

/// Cuts regions of one town.
pub(super) struct Splitter<'a> {
    ground: &'a Ground,
    rng: fastrand::Rng,
    /// Which piece each cell is in at the moment; pieces get a new number when they are cut off.
    piece: Vec<u16>,
    pieces: u16,
    from_near: Flood,
    from_far: Flood,
    bends: [Noise; 2],
    /// The direction of the streets of the town at hand, of length one.
    street: [f64; 2],
}

/// A region being cut: the number of its piece, and its cells.
pub(super) struct Region {
    piece: u16,
    pub(super) cells: Vec<u32>,
}

impl<'a> Splitter<'a> {
    /// `towns` are the cells' towns, counted from 1.
    pub(super) fn new(seed: u64, ground: &'a Ground, towns: Vec<u16>) -> Self {
        Self {
            ground,
            rng: fastrand::Rng::with_seed(seed.wrapping_add(77)),
            pieces: towns.iter().copied().max().unwrap_or(0),
            piece: towns,
            from_near: Flood::new(ground),
            from_far: Flood::new(ground),
            bends: [51, 52].map(|salt| Noise::new(seed.wrapping_add(salt), 3_500.0)),
            street: [1.0, 0.0],
        }
    }

    /// The region of a town, before any of it is cut.
    pub(super) fn town(&mut self, town: u16) -> Region {
        self.street = self.direction();
        let cells = (0..self.piece.len()).filter(|&cell| self.piece[cell] == town);
        Region { piece: town, cells: cells.map(|cell| cell as u32).collect() }
    }

    /// Cuts a town into its zones, each with the number of its grids; they lie about where their
    /// entries say, and are as large as the numbers ask.
    pub(super) fn zones(&mut self, town: Region, mut zones: Vec<&ZoneEntry>) -> Vec<(Region, u32)> {
        if let [zone] = zones[..] {
            return vec![(town, zone.grids)];
        }
        let axis = self.axis(&town.cells);
        zones.sort_by(|a, b| {
            f64::total_cmp(&along(axis, a.toward.vector()), &along(axis, b.toward.vector()))
        });
        let total: u32 = zones.iter().map(|zone| zone.grids).sum();
        let before = |count: usize| zones[..count].iter().map(|zone| zone.grids).sum::<u32>();
        let count = (1..zones.len()).min_by_key(|&count| (2 * before(count)).abs_diff(total));
        let share = f64::from(before(count.unwrap_or(1))) / f64::from(total);
        let far_zones = zones.split_off(count.unwrap_or(1));
        let (near, far) = self.bisect(town, axis, share, 0.03);
        let mut done = self.zones(near, zones);
        done.extend(self.zones(far, far_zones));
        done
    }

    /// Cuts a zone into so many grids.
    pub(super) fn grids(&mut self, zone: Region, count: u32) -> Vec<Region> {
        if count < 2 {
            return vec![zone];
        }
        let near_count = u32::midpoint(count, self.rng.u32(0..2));
        let leeway = if count == 2 { 0.12 } else { 0.07 };
        let share = f64::from(near_count) / f64::from(count);
        let (near, far) = if count > FEW {
            let axis = self.axis(&zone.cells);
            self.bisect(zone, axis, share, leeway)
        } else {
            self.bisect_well(zone, share, leeway)
        };
        let mut done = self.grids(near, near_count);
        done.extend(self.grids(far, count - near_count));
        done
    }

    /// Tries several cuts, and takes the one that leaves the worse half in the best shape.
    fn bisect_well(&mut self, region: Region, share: f64, leeway: f64) -> (Region, Region) {
        let mut best: Option<(f64, (Region, Region))> = None;
        for _ in 0..TRIES {
            let axis = self.axis(&region.cells);
            let whole = Region { piece: region.piece, cells: region.cells.clone() };
            let (near, far) = self.bisect(whole, axis, share, leeway);
            let score = self.compactness(&near).min(self.compactness(&far));
            self.claim(&far.cells, region.piece);
            if best.as_ref().is_none_or(|(least, _)| score > *least) {
                best = Some((score, (near, far)));
            }
        }
        let nothing = || Region { piece: region.piece, cells: Vec::new() };
        let (near, far) = best.map_or_else(|| (nothing(), nothing()), |(_, halves)| halves);
        self.claim(&far.cells, far.piece);
        (near, far)
    }

    fn claim(&mut self, cells: &[u32], piece: u16) {
        for &cell in cells {
            self.piece[cell as usize] = piece;
        }
    }

    /// Area over the square of the circumference: small for what is thin or ragged.
    fn compactness(&self, region: &Region) -> f64 {
        let rim = |&cell: &u32| {
            let sides = self.ground.sides(cell as usize);
            sides.iter().filter(|&&next| self.piece[next] != region.piece).count()
        };
        let around = region.cells.iter().map(rim).sum::<usize>() as f64;
        region.cells.len() as f64 / (around * around)
    }

    /// Cuts a region across an axis, so that about `share` of its weight is on the near side.
    fn bisect(
        &mut self,
        region: Region,
        axis: [f64; 2],
        share: f64,
        leeway: f64,
    ) -> (Region, Region) {
        let weight = |cell: u32| f64::from(self.ground.weight[cell as usize]);
        let total: f64 = region.cells.iter().map(|&cell| weight(cell)).sum();
        let field = if total / region.cells.len() as f64 > BUILT_UP {
            self.street_field(&region.cells, axis)
        } else {
            self.country_field(&region, axis)
        };
        let level =
            cut::level(&field, region.cells.iter().map(|&cell| weight(cell)), share, leeway);
        self.pieces += 1;
        let far_piece = self.pieces;
        for (&cell, &value) in region.cells.iter().zip(&field.values) {
            if value >= level {
                self.piece[cell as usize] = far_piece;
            }
        }
        for (from, to) in [(region.piece, far_piece), (far_piece, region.piece)] {
            tidy::give_back_fragments(self.ground, &mut self.piece, &region.cells, from, to);
        }
        let (near, far) =
            region.cells.iter().partition(|&&cell| self.piece[cell as usize] == region.piece);
        (Region { piece: region.piece, cells: near }, Region { piece: far_piece, cells: far })
    }

    /// How much nearer a cell is to one end of the region than to the other, over the ground.
    ///
    /// The side of either end is in one piece, whatever the level: on the shortest way to an end
    /// the value never turns back.
    fn country_field(&mut self, region: &Region, axis: [f64; 2]) -> Field {
        let ground = self.ground;
        let along_axis = |a: &&u32, b: &&u32| {
            f64::total_cmp(&self.place_along(axis, **a), &self.place_along(axis, **b))
        };
        let near = region.cells.iter().min_by(along_axis).copied().unwrap_or(0);
        let far = region.cells.iter().max_by(along_axis).copied().unwrap_or(0);
        let piece = &self.piece;
        for (flood, end) in [(&mut self.from_near, near), (&mut self.from_far, far)] {
            let source = Source { cell: end as usize, start_cost: 0 };
            flood.run(ground, &region.cells, |cell| piece[cell] == region.piece, &[source]);
        }
        let value = |&cell: &u32| {
            let (near, far) = (&self.from_near.cost, &self.from_far.cost);
            f64::from(near[cell as usize]) - f64::from(far[cell as usize])
        };
        Field::continuous(region.cells.iter().map(value).collect())
    }

    /// The position across the streets, gently bent, of that set of streets which the axis crosses.
    fn street_field(&self, cells: &[u32], axis: [f64; 2]) -> Field {
        let [sx, sy] = self.street;
        let across = if along(axis, [sx, sy]).abs() > along(axis, [-sy, sx]).abs() {
            [sx, sy]
        } else {
            [-sy, sx]
        };
        let across = if along(axis, across) < 0.0 { across.map(|part| -part) } else { across };
        let value = |&cell: &u32| {
            let [x, y] = self.ground.centre(cell as usize);
            let [bend_x, bend_y] = [0, 1].map(|n| 260.0 * self.bends[n].at([x, y]));
            along(across, [x + bend_x, y + bend_y])
        };
        Field::stepped(cells.iter().map(value).collect(), BLOCK_M)
    }

    fn place_along(&self, axis: [f64; 2], cell: u32) -> f64 {
        along(axis, self.ground.centre(cell as usize))
    }

    /// The direction in which a region is longest, somewhat shaken.
    fn axis(&mut self, cells: &[u32]) -> [f64; 2] {
        let centres: Vec<[f64; 2]> =
            cells.iter().map(|&cell| self.ground.centre(cell as usize)).collect();
        let (long, shaken) = (axis::longest(&centres), self.direction());
        axis::unit([long[0] + 0.3 * shaken[0], long[1] + 0.3 * shaken[1]])
    }

    fn direction(&mut self) -> [f64; 2] {
        axis::unit([self.rng.f64() - 0.5, self.rng.f64() - 0.5])
    }
}
