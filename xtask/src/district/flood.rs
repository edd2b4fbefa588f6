//! How far every cell is from some sources, over ground that is not equally easy to cross.
//!
//! It knows tolls and neighbours, not what the sources or the distances are for.
#![expect(clippy::indexing_slicing, reason = "cells are numbered by the raster that made them")]

use super::ground::{Ground, HIGHEST_TOLL};

/// Of a cell that no source reached.
pub(super) const UNREACHED: u32 = u32::MAX;

/// More than the dearest step: two of the highest tolls, times 7/5 on the diagonal.
const BUCKETS: usize = (HIGHEST_TOLL as usize * 14 / 5 + 1).next_power_of_two();

/// Where a flood starts, and when.
#[derive(Clone, Copy)]
pub(super) struct Source {
    pub(super) cell: usize,
    pub(super) start_cost: u32,
}

/// The result of a flood, and its working memory.
pub(super) struct Flood {
    /// The cost of reaching each cell.
    pub(super) cost: Vec<u32>,
    /// Which source reached it first.
    pub(super) source: Vec<u8>,
    /// Cells by the cost they wait for, modulo the number of buckets.
    waiting: Vec<Vec<(u32, u32)>>,
}

impl Flood {
    pub(super) fn new(ground: &Ground) -> Self {
        let cells = ground.inside.len();
        Self {
            cost: vec![UNREACHED; cells],
            source: vec![0; cells],
            waiting: vec![Vec::new(); BUCKETS],
        }
    }

    /// Floods a region from all sources at once.
    #[expect(clippy::cast_possible_truncation, reason = "cells fit u32, and sources u8")]
    pub(super) fn run(
        &mut self,
        ground: &Ground,
        region: &[u32],
        in_region: impl Fn(usize) -> bool,
        sources: &[Source],
    ) {
        for &cell in region {
            self.cost[cell as usize] = UNREACHED;
        }
        let mut order: Vec<(usize, Source)> = sources.iter().copied().enumerate().collect();
        order.sort_by_key(|(_, source)| source.start_cost);
        let mut pending = order.into_iter().peekable();
        let (mut now, mut afloat) = (0_u32, 0_usize);
        while afloat > 0 || pending.peek().is_some() {
            while let Some((number, source)) = pending.next_if(|(_, s)| s.start_cost <= now) {
                if self.cost[source.cell] > source.start_cost {
                    self.cost[source.cell] = source.start_cost;
                    self.source[source.cell] = number as u8;
                    self.waiting[now as usize % BUCKETS].push((source.cell as u32, now));
                    afloat += 1;
                }
            }
            let mut due = std::mem::take(&mut self.waiting[now as usize % BUCKETS]);
            afloat -= due.len();
            for (cell, cost) in due.drain(..) {
                if self.cost[cell as usize] == cost {
                    afloat += self.spread(ground, cell as usize, &in_region);
                }
            }
            self.waiting[now as usize % BUCKETS] = due;
            now += 1;
        }
    }

    /// Offers the cost of a cell to its neighbours; says how many took it.
    #[expect(clippy::cast_possible_truncation, reason = "cells fit u32")]
    fn spread(&mut self, ground: &Ground, cell: usize, in_region: impl Fn(usize) -> bool) -> usize {
        let (here, source, toll) = (self.cost[cell], self.source[cell], ground.toll[cell]);
        let mut taken = 0;
        let mut offer = |next: usize, length: u32| {
            if self.cost[next] <= here || !in_region(next) {
                return;
            }
            let cost = here + u32::from(toll + ground.toll[next]) * length / 5;
            if cost < self.cost[next] {
                self.cost[next] = cost;
                self.source[next] = source;
                self.waiting[cost as usize % BUCKETS].push((next as u32, cost));
                taken += 1;
            }
        };
        ground.sides(cell).into_iter().for_each(|next| offer(next, 5));
        ground.corners(cell).into_iter().for_each(|next| offer(next, 7));
        taken
    }
}
