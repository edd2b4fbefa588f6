//! What makes the synthetic district a map: it tiles, it adds up, and it is the same every time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::{District, Grid, Point, build, gazetteer, ground, shape};

const SEED: u64 = 1_333;

/// Town areas are partly estimates of ±25 %; the map keeps to them far better than that.
const AREA_TOLERANCE: f64 = 0.06;

static DISTRICT: LazyLock<District> = LazyLock::new(|| build(SEED));

type Side = (Point, Point);

fn sides(ring: &[Point]) -> impl Iterator<Item = Side> + '_ {
    ring.windows(2).map(|side| (side[0], side[1]))
}

/// The sides that only one of some grids has, each with the grids on its left.
fn rim<'a>(grids: impl Iterator<Item = &'a Grid>) -> Vec<Side> {
    let all: BTreeSet<Side> =
        grids.flat_map(|grid| sides(&grid.ring).collect::<Vec<_>>()).collect();
    all.iter().copied().filter(|(from, to)| !all.contains(&(*to, *from))).collect()
}

/// The one closed ring that some sides make; fails if there are several, or one touches itself.
fn only_ring(what: &str, sides: &[Side]) -> Vec<Point> {
    let onward: BTreeMap<Point, Point> = sides.iter().copied().collect();
    assert_eq!(onward.len(), sides.len(), "{what}: the border touches itself");
    let first = sides[0].0;
    let mut ring = vec![first];
    let mut at = onward[&first];
    while at != first {
        ring.push(at);
        at = onward[&at];
    }
    assert_eq!(ring.len(), sides.len(), "{what}: the border is in several pieces");
    ring.push(first);
    ring
}

fn grids_of_zone(id: &str) -> impl Iterator<Item = &Grid> {
    DISTRICT.grids.iter().filter(move |grid| grid.zone_id == id)
}

fn grids_of_town(id: &str) -> impl Iterator<Item = &Grid> {
    DISTRICT
        .zones
        .iter()
        .filter(move |zone| zone.town_id == id)
        .flat_map(|zone| grids_of_zone(&zone.id))
}

#[test]
fn has_as_many_of_each_as_the_article_says() {
    let unique = |names: Vec<&str>| names.into_iter().collect::<BTreeSet<_>>().len();
    let district = &*DISTRICT;
    for (what, is, expected) in [
        ("towns", district.towns.len(), 22),
        ("zones", district.zones.len(), 161),
        ("grids", district.grids.len(), 1_333),
        ("town names", unique(district.towns.iter().map(|town| &*town.name).collect()), 22),
        ("zone names", unique(district.zones.iter().map(|zone| &*zone.name).collect()), 161),
        (
            "English zone names",
            unique(district.zones.iter().map(|zone| &*zone.name_en).collect()),
            161,
        ),
        ("zone keys", unique(district.zones.iter().map(|zone| &*zone.id).collect()), 161),
        ("grid names", unique(district.grids.iter().map(|grid| &*grid.name).collect()), 1_333),
        ("grid codes", unique(district.grids.iter().map(|grid| &*grid.code).collect()), 1_333),
        ("grid keys", unique(district.grids.iter().map(|grid| &*grid.id).collect()), 1_333),
    ] {
        assert_eq!(is, expected, "{what}");
    }
}

#[test]
fn zangnan_has_the_zones_of_the_article() {
    let town = DISTRICT.towns.iter().find(|town| town.name == "藏南镇").unwrap();
    assert_eq!((&*town.code, &*town.name_en), ("370211109", "Zangnan Town"));
    let zones: Vec<_> = DISTRICT.zones.iter().filter(|zone| zone.town_id == town.id).collect();
    for name in ["横河管区", "黄山管区", "尚庄管区", "崔家管区", "藏马管区", "胜水管区"]
    {
        assert!(zones.iter().any(|zone| zone.name == name), "{name}");
    }
    let henghe = zones.iter().find(|zone| zone.name == "横河管区").unwrap();
    assert_eq!(henghe.name_en, "Henghe Zone");
    assert!(grids_of_zone(&henghe.id).count() >= 8);
    assert!(grids_of_zone(&henghe.id).any(|grid| grid.name == "横河03网格"));
}

#[test]
fn towns_and_zones_are_neither_too_small_nor_too_large() {
    for town in &DISTRICT.towns {
        let zones = DISTRICT.zones.iter().filter(|zone| zone.town_id == town.id).count();
        assert!((5..=10).contains(&zones), "{}: {zones} zones", town.name);
    }
    for zone in &DISTRICT.zones {
        let grids = grids_of_zone(&zone.id).count();
        assert!((5..=14).contains(&grids), "{}: {grids} grids", zone.name);
    }
}

#[test]
fn people_add_up() {
    let grids = &DISTRICT.grids;
    assert_eq!(grids.iter().map(|grid| grid.worker_count).sum::<u32>(), 3_526);
    assert_eq!(grids.iter().map(|grid| grid.population).sum::<u32>(), 1_860_000);
    for grid in grids {
        assert!(
            (1..=9).contains(&grid.worker_count),
            "{}: {} workers",
            grid.name,
            grid.worker_count
        );
        assert!((350..=4_500).contains(&grid.population), "{}: {}", grid.name, grid.population);
    }
}

#[test]
fn rings_are_closed_simple_and_counter_clockwise() {
    for grid in &DISTRICT.grids {
        let ring = &grid.ring;
        assert!(ring.len() > 3 && ring.first() == ring.last(), "{} is not closed", grid.name);
        assert!(shape::twice_area(ring) > 0, "{} does not run counter-clockwise", grid.name);
        let corners: BTreeSet<_> = ring.iter().collect();
        assert_eq!(corners.len(), ring.len() - 1, "{} visits a point twice", grid.name);
    }
}

#[test]
fn no_two_borders_cross() {
    let mut unique: BTreeSet<Side> = BTreeSet::new();
    for grid in &DISTRICT.grids {
        unique.extend(sides(&grid.ring).map(|(a, b)| (a.min(b), a.max(b))));
    }
    let sides: Vec<[Point; 2]> = unique.into_iter().map(|(a, b)| [a, b]).collect();
    assert_eq!(shape::crossings(&sides), Vec::<Point>::new());
}

#[test]
fn every_side_is_shared_by_two_grids_or_is_the_rim() {
    let mut seen: BTreeMap<Side, u32> = BTreeMap::new();
    for side in DISTRICT.grids.iter().flat_map(|grid| sides(&grid.ring)) {
        *seen.entry(side).or_default() += 1;
    }
    assert!(seen.values().all(|times| *times == 1), "a side has two grids on one hand");
    only_ring("district", &rim(DISTRICT.grids.iter()));
}

#[test]
fn areas_of_grids_add_up_to_what_the_rim_encloses() {
    let grids: i64 = DISTRICT.grids.iter().map(|grid| shape::twice_area(&grid.ring)).sum();
    let rim = only_ring("district", &rim(DISTRICT.grids.iter()));
    assert_eq!(grids, shape::twice_area(&rim));
    let km2: f64 = DISTRICT.grids.iter().map(Grid::area_km2).sum();
    assert!((km2 / 2_127.0 - 1.0).abs() < 0.01, "{km2} km²");
}

#[test]
fn zones_and_towns_are_in_one_piece_without_holes() {
    for zone in &DISTRICT.zones {
        only_ring(&zone.name, &rim(grids_of_zone(&zone.id)));
    }
    for town in &DISTRICT.towns {
        only_ring(&town.name, &rim(grids_of_town(&town.id)));
    }
}

#[test]
fn seats_are_in_their_towns_and_areas_as_known() {
    let known: f64 = gazetteer::entries().map(|entry| entry.area_km2).sum();
    let drawn: f64 = DISTRICT.grids.iter().map(Grid::area_km2).sum();
    for (town, entry) in DISTRICT.towns.iter().zip(gazetteer::entries()) {
        let holds_seat = grids_of_town(&town.id).any(|grid| shape::contains(&grid.ring, town.seat));
        assert!(holds_seat, "the seat of {} is elsewhere", town.name);
        let km2: f64 = grids_of_town(&town.id).map(Grid::area_km2).sum();
        let off = km2 / drawn / (entry.area_km2 / known) - 1.0;
        assert!(off.abs() < AREA_TOLERANCE, "{}: {km2:.1} km², {:+.1} %", town.name, 100.0 * off);
    }
}

#[test]
fn rings_are_short_enough_to_send() {
    let points: usize = DISTRICT.grids.iter().map(|grid| grid.ring.len()).sum();
    let mean = points / DISTRICT.grids.len();
    assert!((18..=24).contains(&mean), "{mean} points a grid");
}

#[test]
fn grids_are_large_in_the_country_and_not_slivers_anywhere() {
    for grid in &DISTRICT.grids {
        let ring_m: f64 = sides(&grid.ring)
            .map(|(a, b)| {
                let ([ax, ay], [bx, by]) = (ground::place(a), ground::place(b));
                (ax - bx).hypot(ay - by)
            })
            .sum();
        let roundness = 4.0 * std::f64::consts::PI * grid.area_km2() * 1e6 / (ring_m * ring_m);
        assert!(roundness > 0.2, "{}: {roundness:.2}", grid.name);
        assert!((0.08..20.0).contains(&grid.area_km2()), "{}: {}", grid.name, grid.area_km2());
    }
    let mean_km2 = |town: &str| {
        let id = &DISTRICT.towns.iter().find(|known| known.name == town).unwrap().id;
        let areas: Vec<f64> = grids_of_town(id).map(Grid::area_km2).collect();
        areas.iter().sum::<f64>() / f64::from(u32::try_from(areas.len()).unwrap())
    };
    assert!(mean_km2("大村镇") > 5.0 * mean_km2("长江路街道"));
}

#[test]
fn places_within_a_grid_are_within_it() {
    let mut rng = fastrand::Rng::with_seed(7);
    for grid in &DISTRICT.grids {
        assert!(shape::contains(&grid.ring, grid.label_point()), "{}", grid.name);
        for _ in 0..3 {
            assert!(shape::contains(&grid.ring, grid.random_point(&mut rng)), "{}", grid.name);
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_district() {
    assert!(build(SEED) == *DISTRICT);
}
