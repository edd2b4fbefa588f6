//! Where matters arise: towns, zones and grids, and how busy each grid is.
//!
//! It reads the demo's own `grids.json` and `zones.json`, and from `life.json` the little that these do not say of a
//! town. It knows no matter and no time.

use super::{
    LifeError,
    draw::Draw,
    json::{features, list, member, number, text},
};
use serde_json::Value;

/// A grid.
pub(super) struct Grid {
    pub(super) id: Box<str>,
    /// Its place among the zones.
    pub(super) zone: usize,
    /// Its place among the towns.
    pub(super) town: usize,
    /// Its number within its zone, from 0.
    pub(super) number: usize,
    is_urban: bool,
    is_coastal: bool,
    /// Whole 1e-5 degrees; the first point comes again as the last.
    ring: Vec<[i32; 2]>,
}

struct Zone {
    id: Box<str>,
    name: Box<str>,
    town: usize,
    initials: Box<str>,
    grids: usize,
}

/// A town.
pub(super) struct Town {
    pub(super) id: Box<str>,
    name: Box<str>,
    stem: Box<str>,
    /// `u` built up, `s` partly, `r` villages; and `c` on the coast.
    kind: Box<str>,
    /// How much more than usual is late here, in per cent.
    pub(super) laxity: i32,
}

/// The whole district.
pub(super) struct Ground {
    pub(super) grids: Vec<Grid>,
    zones: Vec<Zone>,
    pub(super) towns: Vec<Town>,
    /// The running sums of how busy the grids are.
    pub(super) busyness: Vec<i32>,
}

#[expect(clippy::cast_possible_truncation, reason = "180 degrees are 18,000,000 units")]
fn e5(value: &Value) -> i32 {
    (value.as_f64().unwrap_or(0.0) * 1e5).round() as i32
}

/// Reads a position in whole 1e-5 degrees.
pub(super) fn point(position: &Value) -> Option<[i32; 2]> {
    let [lon, lat, ..] = list(position) else { return None };
    Some([e5(lon), e5(lat)])
}

impl Grid {
    /// Whether the grid is of a kind: `u` built up, `r` villages, `c` on the coast; any grid is of no kind.
    pub(super) fn is_kind(&self, kind: &str) -> bool {
        match kind {
            "u" => self.is_urban,
            "r" => !self.is_urban,
            "c" => self.is_coastal,
            _ => true,
        }
    }

    /// 0 for built-up grids, 1 for villages: which names its places have.
    pub(super) fn style(&self) -> usize {
        usize::from(!self.is_urban)
    }

    fn contains(&self, at: [i32; 2]) -> bool {
        let [x, y] = at.map(i64::from);
        let mut inside = false;
        for (from, to) in self.ring.iter().zip(self.ring.iter().skip(1)) {
            let ([x0, y0], [x1, y1]) = (from.map(i64::from), to.map(i64::from));
            if (y0 > y) != (y1 > y) {
                // Which side of the edge, without dividing.
                let side = (x - x0) * (y1 - y0) - (x1 - x0) * (y - y0);
                inside ^= (side < 0) == (y1 > y0);
            }
        }
        inside
    }

    /// Some place inside the grid.
    pub(super) fn draw_point(&self, draw: &mut Draw) -> [i32; 2] {
        let first = self.ring.first().copied().unwrap_or([0, 0]);
        let (mut low, mut high) = (first, first);
        for [x, y] in &self.ring {
            low = [low[0].min(*x), low[1].min(*y)];
            high = [high[0].max(*x), high[1].max(*y)];
        }
        // A grid fills far more than a tenth of its box, so that a hundred misses in a row never happen.
        for _ in 0..100 {
            let at = [draw.between(low[0], high[0]), draw.between(low[1], high[1])];
            if self.contains(at) {
                return at;
            }
        }
        first
    }
}

impl Ground {
    /// Reads the district.
    pub(super) fn read(
        seed: u64,
        life: &Value,
        zones: &Value,
        grids: &Value,
    ) -> Result<Self, LifeError> {
        let mut ground =
            Self { grids: Vec::new(), zones: Vec::new(), towns: Vec::new(), busyness: Vec::new() };
        for town in list(member(life, "towns")) {
            let id = text(town, "id");
            ground.towns.push(Town {
                id: id.into(),
                name: text(town, "name").into(),
                stem: text(town, "stem").into(),
                kind: text(town, "kind").into(),
                laxity: Draw::of(seed, id, 0).between(55, 170),
            });
        }
        let initials = member(life, "initials");
        for (id, zone, _) in features(zones) {
            let town_id = text(zone, "town_id");
            let mut towns = ground.towns.iter();
            let town = towns
                .position(|town| &*town.id == town_id)
                .ok_or_else(|| LifeError::new("zones", town_id))?;
            ground.zones.push(Zone {
                id: id.into(),
                name: text(zone, "name").into(),
                town,
                initials: text(initials, id).into(),
                grids: 0,
            });
        }
        let mut busy = 0;
        for (id, grid, geometry) in features(grids) {
            let zone_id = text(grid, "zone_id");
            let mut zones = ground.zones.iter_mut();
            let at = zones
                .position(|zone| &*zone.id == zone_id)
                .ok_or_else(|| LifeError::new("grids", zone_id))?;
            let Some(zone) = ground.zones.get_mut(at) else { continue };
            let number = zone.grids;
            zone.grids += 1;
            let kind = ground.towns.get(zone.town).map_or("", |town| &town.kind);
            // In a partly built-up town estates and villages take turns.
            let is_urban = kind.starts_with('u') || (kind.starts_with('s') && number % 2 == 0);
            let ring = list(member(geometry, "coordinates")).first().map_or(&[][..], list);
            busy += busyness(seed, id, is_urban, self::number(member(grid, "population")));
            ground.busyness.push(busy);
            ground.grids.push(Grid {
                id: id.into(),
                zone: at,
                town: zone.town,
                number,
                is_urban,
                is_coastal: kind.ends_with('c'),
                ring: ring.iter().filter_map(point).collect(),
            });
        }
        if ground.grids.is_empty() {
            return Err(LifeError::new("grids", "no grid"));
        }
        Ok(ground)
    }

    /// The grid of an id.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        // Files usually state grids in the order of their ids, and thousands of rows ask.
        let sorted = self.grids.binary_search_by(|grid| (*grid.id).cmp(id)).ok();
        sorted.or_else(|| self.grids.iter().position(|grid| &*grid.id == id))
    }

    fn zone(&self, grid: &Grid) -> Option<&Zone> {
        self.zones.get(grid.zone)
    }

    /// 横河 of 横河管区.
    pub(super) fn zone_stem(&self, grid: &Grid) -> &str {
        let name = self.zone_name(grid);
        name.strip_suffix("管区").unwrap_or(name)
    }

    /// 横河管区.
    pub(super) fn zone_name(&self, grid: &Grid) -> &str {
        self.zone(grid).map_or("", |zone| &zone.name)
    }

    /// `Z158`.
    pub(super) fn zone_id(&self, grid: &Grid) -> &str {
        self.zone(grid).map_or("", |zone| &zone.id)
    }

    /// `HH` for 横河: what ids begin with.
    pub(super) fn initials(&self, grid: &Grid) -> &str {
        self.zone(grid).map_or("", |zone| &zone.initials)
    }

    /// 藏南镇.
    pub(super) fn town_name(&self, grid: &Grid) -> &str {
        self.towns.get(grid.town).map_or("", |town| &town.name)
    }

    /// 藏南 of 藏南镇.
    pub(super) fn town_stem(&self, grid: &Grid) -> &str {
        self.towns.get(grid.town).map_or("", |town| &town.stem)
    }
}

/// How many matters a grid has, as a weight: by its people, and with a heavy tail, because a few places are trouble.
fn busyness(seed: u64, id: &str, is_urban: bool, population: i32) -> i32 {
    let luck = Draw::of(seed, id, 0).below(1000);
    let tail = 70 + 60_000 / (luck + 40);
    let people = 400 + population.clamp(100, 4_000);
    (tail * people / 400 * if is_urban { 14 } else { 10 } / 10).max(1)
}
