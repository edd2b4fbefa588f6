//! Which zone of a town bears which name: 港区 by the sea, 胜水 in the east, the core at the seat.
//!
//! It does not know how zones are cut, only where they came to lie.
#![expect(
    clippy::indexing_slicing,
    reason = "zones and cells are numbered by the lists themselves"
)]
#![expect(clippy::cast_precision_loss, reason = "a town has few cells")]

use super::gazetteer::{TownEntry, ZoneEntry};
use super::ground::{self, Ground};

/// A zone with fewer cells by the sea than this is not on the shore.
const SHORE_CELLS: usize = 10;

/// What is known of a cut zone.
struct Site {
    middle: [f64; 2],
    on_shore: bool,
    grids: u32,
}

/// For each zone, given by its cells and its number of grids, the number of its name's entry.
pub(super) fn assign(ground: &Ground, town: &TownEntry, zones: &[(&[u32], u32)]) -> Vec<usize> {
    let sites: Vec<Site> = zones
        .iter()
        .map(|&(cells, grids)| Site {
            middle: middle(ground, cells.iter()),
            on_shore: cells.iter().filter(|&&c| ground.shore[c as usize]).count() >= SHORE_CELLS,
            grids,
        })
        .collect();
    let all = || zones.iter().flat_map(|(cells, _)| *cells);
    let breadth_m = (all().count() as f64).sqrt() * ground.cell_m;
    let frame = Frame {
        middle: middle(ground, all()),
        seat: ground::place(town.seat),
        reach_m: 0.4 * breadth_m,
    };
    let misfit = |site: usize, name: usize| frame.misfit(&sites[site], &town.zones[name]);
    let mut names: Vec<usize> = (0..sites.len()).collect();
    // Swapping any two that both gain by it ends, since the sum of misfits falls each time.
    while let Some((a, b)) = pairs(names.len()).find(|&(a, b)| {
        let as_is = misfit(a, names[a]) + misfit(b, names[b]);
        misfit(a, names[b]) + misfit(b, names[a]) < as_is - 1e-9
    }) {
        names.swap(a, b);
    }
    names
}

fn pairs(count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count).flat_map(move |a| (a + 1..count).map(move |b| (a, b)))
}

/// Where a town lies, and how large it is.
struct Frame {
    middle: [f64; 2],
    seat: [f64; 2],
    reach_m: f64,
}

impl Frame {
    fn misfit(&self, site: &Site, name: &ZoneEntry) -> f64 {
        let [toward_x, toward_y] = name.toward.vector();
        let from = if toward_x == 0.0 && toward_y == 0.0 { self.seat } else { self.middle };
        let off_x = (site.middle[0] - from[0]) / self.reach_m - toward_x;
        let off_y = (site.middle[1] - from[1]) / self.reach_m - toward_y;
        let inland = if name.on_shore && !site.on_shore { 12.0 } else { 0.0 };
        let grids = f64::from(site.grids.abs_diff(name.grids));
        off_x * off_x + off_y * off_y + inland + 0.2 * grids * grids
    }
}

fn middle<'a>(ground: &Ground, cells: impl Iterator<Item = &'a u32>) -> [f64; 2] {
    let (sum_x, sum_y, count) = cells.fold((0.0, 0.0, 0.0), |(x, y, count), &cell| {
        let [cell_x, cell_y] = ground.centre(cell as usize);
        (x + cell_x, y + cell_y, count + 1.0)
    });
    [sum_x / count, sum_y / count]
}
