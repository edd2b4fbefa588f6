//! Which town each cell belongs to: every town grows from its seat to about its known area.
//!
//! It does not know zones or grids.
#![expect(
    clippy::indexing_slicing,
    reason = "towns and cells are numbered by the lists themselves"
)]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "costs and counts are far inside the ranges"
)]

use super::flood::{Flood, Source};
use super::gazetteer;
use super::ground::Ground;

/// Rounds of growing on coarse ground, where a round is cheap, and then on the real one.
const COARSE_ROUNDS: u32 = 60;
const FINE_ROUNDS: u32 = 4;
const COARSE_CELL_M: f64 = 200.0;
/// How far a town's start is moved at first, relative to its breadth, if it is twice too large.
const BOLDEST_STEP: f64 = 0.3;

/// The town of each cell, counted from 1; 0 outside the district.
pub(super) fn allot(seed: u64, ground: &Ground) -> Vec<u16> {
    let coarse = Ground::survey(seed, COARSE_CELL_M);
    let mut growth = Growth::new(&coarse);
    growth.settle(&coarse, COARSE_ROUNDS);
    let flood = growth.settle(ground, FINE_ROUNDS);
    let town_of =
        |cell: usize| if ground.inside[cell] { u16::from(flood.source[cell]) + 1 } else { 0 };
    (0..ground.inside.len()).map(town_of).collect()
}

struct Growth {
    /// How long each town waits before it grows, as a distance.
    wait_m: Vec<f64>,
    target_m2: Vec<f64>,
    /// How far the seats are from each other, over the ground.
    between_m: Vec<Vec<f64>>,
}

impl Growth {
    fn new(ground: &Ground) -> Self {
        let areas: Vec<f64> = gazetteer::entries().map(|town| town.area_km2).collect();
        let total: f64 = areas.iter().sum();
        let seats: Vec<usize> = gazetteer::entries().map(|town| ground.cell(town.seat)).collect();
        let region = land(ground);
        let land_m2 = region.len() as f64 * ground.cell_m * ground.cell_m;
        let mut flood = Flood::new(ground);
        let between_m = seats.iter().map(|&seat| {
            let source = Source { cell: seat, start_cost: 0 };
            flood.run(ground, &region, |cell| ground.inside[cell], &[source]);
            seats.iter().map(|&to| f64::from(flood.cost[to]) / ground.open_cost(1.0)).collect()
        });
        Self {
            between_m: between_m.collect(),
            wait_m: vec![0.0; seats.len()],
            target_m2: areas.iter().map(|area| area / total * land_m2).collect(),
        }
    }

    /// Grows all towns again and again; a town that came out too large waits longer.
    ///
    /// Behind a ridge an area is won or lost at once, so the rounds do not simply converge: steps
    /// grow smaller, and the best round counts.
    fn settle(&mut self, ground: &Ground, rounds: u32) -> Flood {
        let region = land(ground);
        let mut flood = Flood::new(ground);
        let mut best = (f64::INFINITY, self.wait_m.clone());
        for round in 0..rounds {
            self.grow(ground, &region, &mut flood);
            let excess = self.excess(ground, &region, &flood);
            let worst = excess.iter().map(|excess| excess.abs()).fold(0.0, f64::max);
            if worst < best.0 {
                best = (worst, self.wait_m.clone());
            }
            let step = BOLDEST_STEP * (1.0 - f64::from(round) / f64::from(rounds));
            for ((wait_m, excess), target_m2) in
                self.wait_m.iter_mut().zip(excess).zip(&self.target_m2)
            {
                *wait_m += step * excess.clamp(-1.0, 1.0) * target_m2.sqrt();
            }
            self.keep_seats();
        }
        self.wait_m = best.1;
        self.grow(ground, &region, &mut flood);
        flood
    }

    fn grow(&self, ground: &Ground, region: &[u32], flood: &mut Flood) {
        let sources: Vec<Source> = gazetteer::entries()
            .zip(&self.wait_m)
            .map(|(town, wait_m)| Source {
                cell: ground.cell(town.seat),
                start_cost: ground.open_cost(*wait_m) as u32,
            })
            .collect();
        flood.run(ground, region, |cell| ground.inside[cell], &sources);
    }

    /// By how much each town came out too large, as a share of what it should be.
    fn excess(&self, ground: &Ground, region: &[u32], flood: &Flood) -> Vec<f64> {
        let mut area_m2 = vec![0.0; self.target_m2.len()];
        for &cell in region {
            area_m2[usize::from(flood.source[cell as usize])] += ground.cell_m * ground.cell_m;
        }
        area_m2.iter().zip(&self.target_m2).map(|(is, target)| is / target - 1.0).collect()
    }

    /// No town may wait until a neighbour has come near its seat.
    fn keep_seats(&mut self) {
        let waits = self.wait_m.clone();
        for (town, wait_m) in self.wait_m.iter_mut().enumerate() {
            for (other, other_wait_m) in waits.iter().enumerate() {
                if other != town {
                    *wait_m = wait_m.min(other_wait_m + 0.7 * self.between_m[other][town]);
                }
            }
        }
        let first = self.wait_m.iter().copied().fold(f64::INFINITY, f64::min);
        for wait_m in &mut self.wait_m {
            *wait_m -= first;
        }
    }
}

fn land(ground: &Ground) -> Vec<u32> {
    (0..ground.inside.len()).filter(|&cell| ground.inside[cell]).map(|cell| cell as u32).collect()
}
