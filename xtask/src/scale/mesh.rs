//! The areas: a mesh of bent hexagons, denser in the middle as a town is, cut into zones and towns by what is nearest.

use super::{dice, feature};
use serde_json::{Value, json};
use std::{cmp::Ordering, f64::consts::TAU};

/// A district's areas by index.
pub(super) struct District {
    pub(super) towns: Vec<String>,
    pub(super) zones: Vec<Zone>,
    pub(super) grids: Vec<Grid>,
}

/// A zone, its number within its town, and its town.
pub(super) struct Zone {
    pub(super) number: usize,
    pub(super) town: usize,
}

/// A grid, its number within its zone, and its outline in millionths of a degree, not closed.
pub(super) struct Grid {
    pub(super) number: usize,
    pub(super) zone: usize,
    pub(super) ring: Vec<[i64; 2]>,
}

/// The proportions of the demo's district: 22 towns, 161 zones and 1,333 grids.
const GRIDS_TO_ZONES: (usize, usize) = (1_333, 161);
const ZONES_TO_TOWNS: (usize, usize) = (161, 22);

/// The middle of the district, in degrees.
const MIDDLE: [f64; 2] = [119.9, 35.9];

/// How far the edge of a district of the demo's size is from its middle, in kilometres.
const RADIUS_KM: f64 = 26.0;

/// Where the corners of a hexagon are, in the steps of its lattice; three hexagons meet at each.
const CORNERS: [[i64; 2]; 6] = [[0, 2], [1, 1], [1, -1], [0, -2], [-1, -1], [-1, 1]];

/// Builds the areas.
pub(super) fn build(seed: u64, grids: usize) -> District {
    let share = |of: usize, (from, to): (usize, usize)| (of * to / from).max(1);
    let cells = cells(grids);
    let reach = cells.iter().map(|cell| distance(*cell, [0, 0])).fold(1.0, f64::max).sqrt();
    let (zone_seeds, zone_of) = cut(seed, &cells, share(grids, GRIDS_TO_ZONES));
    let (town_seeds, town_of) = cut(seed + 1, &zone_seeds, share(zone_seeds.len(), ZONES_TO_TOWNS));

    let mut counts = vec![0; town_seeds.len()];
    let zones = town_of.iter().map(|&town| Zone { number: next(&mut counts, town), town });
    let zones: Vec<Zone> = zones.collect();
    let mut counts = vec![0; zones.len()];
    let map =
        Map { seed, reach, km: RADIUS_KM * (decimal(grids) / decimal(GRIDS_TO_ZONES.0)).sqrt() };
    let grid = |(cell, &zone): (&[i64; 2], &usize)| Grid {
        number: next(&mut counts, zone),
        zone,
        ring: map.ring(*cell),
    };
    let mut grids: Vec<Grid> = cells.iter().zip(&zone_of).map(grid).collect();
    // As a real export has them: zone by zone.
    grids.sort_by_key(|grid| (zones.get(grid.zone).map(|zone| zone.town), grid.zone, grid.number));
    District { towns: (0..town_seeds.len()).map(town_name).collect(), zones, grids }
}

/// The middles of so many hexagons, as a district lies: round, with bays.
fn cells(count: usize) -> Vec<[i64; 2]> {
    let mut side = 8;
    while side * side < count * 4 {
        side *= 2;
    }
    let side = i64::try_from(side).unwrap_or(i64::MAX);
    let lattice = (-side / 2..side / 2)
        .flat_map(|row| (-side / 2..side / 2).map(move |column| [2 * column + (row & 1), 3 * row]));
    let mut cells: Vec<[i64; 2]> = lattice.collect();
    let bay = |cell: [i64; 2]| {
        let [x, y] = plane(cell);
        let angle = y.atan2(x);
        1.0 + 0.16 * (2.0 * angle + 1.0).sin()
            + 0.1 * (5.0 * angle).sin()
            + 0.04 * (13.0 * angle).sin()
    };
    cells.sort_by(|a, b| {
        let reach = |cell: [i64; 2]| distance(cell, [0, 0]).sqrt() / bay(cell);
        reach(*a).total_cmp(&reach(*b)).then(a.cmp(b))
    });
    cells.truncate(count);
    cells
}

/// Chooses `count` of the points as seeds, and gives them with the nearest of them for each point.
fn cut(seed: u64, points: &[[i64; 2]], count: usize) -> (Vec<[i64; 2]>, Vec<usize>) {
    let mut seeds = points.to_vec();
    fastrand::Rng::with_seed(seed).shuffle(&mut seeds);
    seeds.truncate(count);
    // Numbered from the north-west to the south-east, as people number.
    seeds.sort_by_key(|[x, y]| (-y / 24, *x));
    let nearest = |point: &[i64; 2]| {
        let far = |at: &[i64; 2]| distance(*point, *at);
        let found = seeds.iter().enumerate().min_by(|a, b| match far(a.1).total_cmp(&far(b.1)) {
            Ordering::Equal => a.0.cmp(&b.0),
            order => order,
        });
        found.map_or(0, |(at, _)| at)
    };
    let nearest = points.iter().map(nearest).collect();
    (seeds, nearest)
}

fn next(counts: &mut [usize], of: usize) -> usize {
    counts.get_mut(of).map_or(0, |count| {
        *count += 1;
        *count
    })
}

/// From the lattice to the earth.
struct Map {
    seed: u64,
    /// How far the lattice reaches from its middle.
    reach: f64,
    /// How far the district does.
    km: f64,
}

impl Map {
    /// The outline of a hexagon: its corners pushed about, its sides bent.
    fn ring(&self, [x, y]: [i64; 2]) -> Vec<[i64; 2]> {
        let corner = |at: usize| CORNERS.get(at % 6).map_or([x, y], |[dx, dy]| [x + dx, y + dy]);
        (0..6).flat_map(|at| self.side(corner(at), corner(at + 1))).collect()
    }

    /// A side from its first corner up to before the other: the same points from either side of it.
    fn side(&self, from: [i64; 2], to: [i64; 2]) -> Vec<[i64; 2]> {
        let (low, high) = (from.min(to), from.max(to));
        let mut dice = dice(self.seed, [low[0] + high[0], low[1] + high[1], 1]);
        let [(ax, ay), (bx, by)] = [low, high].map(|corner| self.pushed(corner));
        let shares: &[f64] = if dice.bool() { &[0.5] } else { &[0.35, 0.68] };
        let bent = shares.iter().map(|share| {
            let aside = (dice.f64() - 0.5) * 0.36;
            let (dx, dy) = (bx - ax, by - ay);
            self.place((ax + dx * share - dy * aside, ay + dy * share + dx * aside))
        });
        let mut bent: Vec<[i64; 2]> = bent.collect();
        if from != low {
            bent.reverse();
        }
        bent.insert(0, self.place(self.pushed(from)));
        bent
    }

    /// Where a corner lies after a push that all three hexagons agree on.
    fn pushed(&self, corner: [i64; 2]) -> (f64, f64) {
        let mut dice = dice(self.seed, [corner[0], corner[1], 2]);
        let [x, y] = plane(corner);
        let (angle, far) = (dice.f64() * TAU, dice.f64() * 0.28);
        (x + far * angle.cos(), y + far * angle.sin())
    }

    /// In millionths of a degree. In the middle grids are a twentieth of what they are at the edge.
    fn place(&self, (x, y): (f64, f64)) -> [i64; 2] {
        let part = x.hypot(y) / self.reach;
        let km = self.km / self.reach * (0.35 + 0.65 * part);
        let north = km * y / 111.2;
        let east = km * x / (111.2 * MIDDLE[1].to_radians().cos());
        #[expect(clippy::cast_possible_truncation, reason = "degrees times a million fit 64 bits")]
        let millionths = |degrees: f64| (degrees * 1e6).round() as i64;
        [millionths(MIDDLE[0] + east), millionths(MIDDLE[1] + north)]
    }
}

/// A point of the lattice in a plane where sides are all of length 1.
fn plane([x, y]: [i64; 2]) -> [f64; 2] {
    #[expect(clippy::cast_precision_loss, reason = "a lattice has thousands of steps at most")]
    let [x, y] = [x as f64, y as f64];
    [x * 0.75_f64.sqrt(), y * 0.5]
}

/// The square of the distance.
fn distance(a: [i64; 2], b: [i64; 2]) -> f64 {
    let ([ax, ay], [bx, by]) = (plane(a), plane(b));
    (ax - bx).powi(2) + (ay - by).powi(2)
}

#[expect(clippy::cast_precision_loss, reason = "counts of areas are small")]
fn decimal(count: usize) -> f64 {
    count as f64
}

/// A name of two characters; after four hundred, the same again with a number.
fn town_name(at: usize) -> String {
    const FIRST: [char; 20] = [
        '东', '西', '南', '北', '上', '下', '大', '新', '古', '青', '白', '红', '金', '玉', '龙',
        '凤', '云', '石', '泉', '松',
    ];
    const SECOND: [char; 20] = [
        '河', '山', '林', '庄', '湾', '岭', '桥', '塘', '坡', '沟', '台', '寨', '店', '口', '川',
        '原', '溪', '洲', '港', '墩',
    ];
    let (first, second) = (FIRST.get(at % 20), SECOND.get((at / 20 + at) % 20));
    let name: String = first.into_iter().chain(second).collect();
    if at < 400 { format!("{name}镇") } else { format!("{name}{}镇", at / 400 + 1) }
}

/// The id of a town.
pub(super) fn town_id(at: usize) -> String {
    format!("T{:04}", at + 1)
}

/// The id of a zone.
pub(super) fn zone_id(at: usize) -> String {
    format!("Z{:05}", at + 1)
}

/// The id of a grid.
pub(super) fn grid_id(at: usize) -> String {
    format!("G{:06}", at + 1)
}

/// Millionths of a degree as degrees.
pub(super) fn degrees([lon, lat]: [i64; 2]) -> [f64; 2] {
    #[expect(clippy::cast_precision_loss, reason = "a degree has a million millionths")]
    [lon, lat].map(|millionths| millionths as f64 / 1e6)
}

/// The `towns` collection.
pub(super) fn towns(district: &District) -> Vec<Value> {
    let town = |(at, name): (usize, &String)| {
        feature(&town_id(at), Value::Null, json!({"name": name, "sort": at + 1}))
    };
    district.towns.iter().enumerate().map(town).collect()
}

/// The `zones` collection.
pub(super) fn zones(district: &District) -> Vec<Value> {
    let zone = |(at, zone): (usize, &Zone)| {
        let town = district.towns.get(zone.town).map_or("", |name| name.trim_end_matches('镇'));
        let name = format!("{town}第{}管区", zone.number);
        feature(&zone_id(at), Value::Null, json!({"name": name, "town_id": town_id(zone.town)}))
    };
    district.zones.iter().enumerate().map(zone).collect()
}

/// The `grids` collection.
pub(super) fn grids(district: &District) -> Vec<Value> {
    let grid = |(at, grid): (usize, &Grid)| {
        let ring = grid.ring.iter().chain(grid.ring.first()).map(|point| degrees(*point));
        let geometry = json!({"type": "Polygon", "coordinates": [ring.collect::<Vec<_>>()]});
        let name = format!("第{}网格", grid.number);
        let properties = json!({"name": name, "zone_id": zone_id(grid.zone), "code": grid_id(at)});
        feature(&grid_id(at), geometry, properties)
    };
    district.grids.iter().enumerate().map(grid).collect()
}
