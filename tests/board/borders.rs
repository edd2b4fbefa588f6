//! Borders that follow from the grids, and the points where names go.

use crate::{
    demo::DEMO,
    small::{areas, grid, ring, square},
};
use gridlight::domain::{
    area::{Areas, Place},
    border::{BorderLevel, Borders},
    extent::Extents,
    geometry::{Line, LonLat, MultiPolygon},
};
use std::collections::{BTreeMap, BTreeSet};

type Point = (i64, i64);

/// A position as whole hundred-thousandths of a degree.
fn point(at: LonLat) -> Point {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "degrees times a hundred thousand fit 64 bits"
    )]
    let whole = |degrees: f64| (degrees * 1e5).round() as i64;
    (whole(at.lon), whole(at.lat))
}

/// The edges of lines, each the same way round however it was drawn.
fn edges(lines: &[Line]) -> Vec<(Point, Point)> {
    let mut edges: Vec<_> = lines
        .iter()
        .flat_map(|line| line.windows(2))
        .map(|pair| (point(pair[0]), point(pair[1])))
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect();
    edges.sort_unstable();
    edges
}

/// Edges between these points, in hundredths of a degree from 120° E, 36° N, one along each unit.
fn along(from: (i64, i64), to: (i64, i64)) -> Vec<(Point, Point)> {
    let at = |(x, y): (i64, i64)| (12_000_000 + x * 1000, 3_600_000 + y * 1000);
    let length = (to.0 - from.0).abs() + (to.1 - from.1).abs();
    let step = ((to.0 - from.0) / length, (to.1 - from.1) / length);
    let nth = |n: i64| at((from.0 + n * step.0, from.1 + n * step.1));
    (0..length).map(|n| (nth(n).min(nth(n + 1)), nth(n).max(nth(n + 1)))).collect()
}

fn sorted(parts: &[Vec<(Point, Point)>]) -> Vec<(Point, Point)> {
    let mut edges = parts.concat();
    edges.sort_unstable();
    edges
}

fn is_closed(line: &Line) -> bool {
    line.len() >= 4 && line.first() == line.last()
}

/// An outline is closed where every point has an even number of edges.
fn loose_ends(lines: &[Line]) -> usize {
    let mut ends = BTreeMap::<Point, u32>::new();
    for (a, b) in edges(lines) {
        *ends.entry(a).or_default() += 1;
        *ends.entry(b).or_default() += 1;
    }
    ends.values().filter(|count| *count % 2 == 1).count()
}

#[test]
fn shared_edges_are_drawn_once_and_belong_to_the_highest_level() {
    let borders = Borders::of(&areas());
    let zones = borders.lines(BorderLevel::Zone);
    assert_eq!(
        edges(&zones),
        along((1, 0), (1, 2)),
        "between Z1 and Z2; grids of a zone have none"
    );
    assert_eq!(zones.len(), 1, "two edges end to end are one line");
    let around = [
        along((0, 0), (3, 0)),
        along((3, 0), (3, 2)),
        along((3, 2), (0, 2)),
        along((0, 2), (0, 0)),
    ];
    let towns = sorted(&[sorted(&around), along((2, 0), (2, 2))]);
    assert_eq!(edges(&borders.lines(BorderLevel::Town)), towns, "between T1 and T2, and the edge");
    assert_eq!(edges(&borders.outline(Place::default())), sorted(&around));
}

#[test]
fn an_outline_is_a_closed_loop_around_the_place() {
    let (areas, borders) = (areas(), Borders::of(&areas()));
    let check = |place: Place, (west, south): (i64, i64), (east, north): (i64, i64)| {
        let outline = borders.outline(place);
        let around = [
            along((west, south), (east, south)),
            along((east, south), (east, north)),
            along((east, north), (west, north)),
            along((west, north), (west, south)),
        ];
        assert_eq!(edges(&outline), sorted(&around), "{place:?}");
        assert!(outline.len() == 1 && is_closed(&outline[0]), "{outline:?}");
    };
    check(areas.place_of_town(&"T1".into()).unwrap(), (0, 0), (2, 2));
    check(areas.place_of_town(&"T2".into()).unwrap(), (2, 0), (3, 2));
    check(areas.place_of_zone(&"Z2".into()).unwrap(), (1, 0), (2, 2));
    check(areas.place_of_grid(&"G6".into()).unwrap(), (2, 1), (3, 2));
    assert_eq!(borders.outline(Place { town: Some(9), ..Place::default() }), Vec::<Line>::new());
}

#[test]
fn holes_parts_and_lost_shapes_break_nothing() {
    let hole = MultiPolygon(vec![
        vec![ring(&[(0, 0), (3, 0), (3, 3), (0, 3)]), ring(&[(1, 1), (2, 1), (2, 2), (1, 2)])],
        vec![ring(&[(5, 5), (6, 5), (6, 6), (5, 6)])],
    ]);
    // The same point twice in a row is one point.
    let filling = MultiPolygon(vec![vec![ring(&[(1, 1), (1, 1), (2, 1), (2, 2), (1, 2)])]]);
    let grids = vec![
        grid("G1", "Z1", Some(hole)),
        grid("G2", "Z1", Some(filling)),
        grid("G3", "Z1", None),
        grid("G4", "Z1", Some(MultiPolygon::default())),
    ];
    let (areas, _) = Areas::new(vec![], vec![], grids);
    let borders = Borders::of(&areas);
    let outline = borders.outline(Place::default());
    assert_eq!(outline.len(), 2, "the island, and the rest without the hole that is filled");
    assert!(outline.iter().all(is_closed));
    assert_eq!(borders.outline(areas.places()[0]).len(), 3, "alone, the hole is a border too");
    assert_eq!(borders.neighbours(4), [vec![1], vec![0], vec![], vec![]]);
}

#[test]
fn neighbours_share_an_edge_and_not_only_a_corner() {
    let borders = Borders::of(&areas());
    let neighbours: Vec<BTreeSet<usize>> =
        borders.neighbours(6).into_iter().map(|list| list.into_iter().collect()).collect();
    let expected = [
        [1, 3].into(),
        [0, 2, 4].into(),
        [1, 5].into(),
        [0, 4].into(),
        [1, 3, 5].into(),
        [2, 4].into(),
    ];
    assert_eq!(neighbours, expected);
}

#[test]
fn in_the_demo_every_outline_is_closed_and_neighbours_are_mutual() {
    let areas = &DEMO.areas;
    let borders = Borders::of(areas);
    let towns = (0..areas.towns().len()).map(|at| Place { town: Some(at), ..Place::default() });
    let zones = areas.zones().iter().map(|zone| areas.place_of_zone(&zone.id).unwrap());
    for place in [Place::default()].into_iter().chain(towns).chain(zones) {
        let outline = borders.outline(place);
        assert!(!outline.is_empty(), "{place:?}");
        assert_eq!(loose_ends(&outline), 0, "{place:?}");
    }
    let neighbours = borders.neighbours(areas.grids().len());
    for (at, list) in neighbours.iter().enumerate() {
        assert!(!list.contains(&at) && list.iter().all(|to| neighbours[*to].contains(&at)), "{at}");
        assert!(!list.is_empty(), "grid {at} is an island without a way to it");
    }
    let (zone_lines, town_lines) =
        (edges(&borders.lines(BorderLevel::Zone)), edges(&borders.lines(BorderLevel::Town)));
    let all: BTreeSet<_> = zone_lines.iter().chain(&town_lines).collect();
    assert_eq!(all.len(), zone_lines.len() + town_lines.len(), "no edge is drawn twice");
}

/// Whether a point lies inside a shape and in none of its holes (even-odd rule).
fn is_inside(at: LonLat, shape: &MultiPolygon) -> bool {
    let crossings = shape.rings().flat_map(|ring| ring.windows(2)).filter(|pair| {
        let (a, b) = (pair[0], pair[1]);
        (a.lat > at.lat) != (b.lat > at.lat)
            && at.lon < a.lon + (at.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon)
    });
    crossings.count() % 2 == 1
}

#[test]
fn signs_and_names_lie_inside_their_grid() {
    let check = |points: &[(i32, i32)]| {
        let shape = MultiPolygon(vec![vec![ring(points)]]);
        let at = shape.inner_point().unwrap();
        assert!(is_inside(at, &shape), "{points:?}: {at:?}");
    };
    check(&[(0, 0), (4, 0), (4, 4), (0, 4)]);
    // Bent shapes, whose middle lies outside of them: a horseshoe each way, a hook.
    check(&[(0, 0), (9, 0), (9, 9), (8, 9), (8, 1), (1, 1), (1, 9), (0, 9)]);
    check(&[(0, 0), (9, 0), (9, 1), (1, 1), (1, 8), (9, 8), (9, 9), (0, 9)]);
    check(&[(0, 0), (9, 0), (9, 9), (8, 9), (8, 1), (0, 1)]);
    let ring_road = MultiPolygon(vec![vec![
        ring(&[(0, 0), (9, 0), (9, 9), (0, 9)]),
        ring(&[(1, 1), (8, 1), (8, 8), (1, 8)]),
    ]]);
    assert!(
        is_inside(ring_road.inner_point().unwrap(), &ring_road),
        "in the road, not in the hole"
    );

    let extents = Extents::of(&DEMO.areas);
    for (grid, extent) in DEMO.areas.grids().iter().zip(&extents.grids) {
        let (shape, extent) = (grid.shape.as_ref().unwrap(), extent.unwrap());
        assert!(is_inside(extent.label_point, shape), "{} {:?}", grid.id, extent.label_point);
    }
}

#[test]
fn extents_hold_what_lies_in_them() {
    let (areas, extents) = (areas(), Extents::of(&areas()));
    let check = |place: Option<Place>, west: f64, south: f64, east: f64, north: f64| {
        let bounds = extents.get(place.unwrap()).unwrap().bounds;
        let (sw, ne) = (bounds.south_west, bounds.north_east);
        assert_eq!([sw.lon, sw.lat, ne.lon, ne.lat], [west, south, east, north], "{place:?}");
    };
    check(Some(Place::default()), 120.0, 36.0, 120.03, 36.02);
    check(areas.place_of_town(&"T2".into()), 120.02, 36.0, 120.03, 36.02);
    check(areas.place_of_zone(&"Z1".into()), 120.0, 36.0, 120.01, 36.02);
    check(areas.place_of_grid(&"G5".into()), 120.01, 36.01, 120.02, 36.02);
    // A name goes to a point inside one of the grids, never into a bay between them.
    for place in areas.places() {
        let at = extents.get(Place { grid: None, ..*place }).unwrap().label_point;
        assert!(areas.grids().iter().any(|grid| is_inside(at, grid.shape.as_ref().unwrap())));
    }
    let (empty, _) = Areas::new(vec![], vec![], vec![grid("G1", "Z1", None)]);
    assert_eq!(Extents::of(&empty).get(Place::default()), None);
    assert_eq!(square(0, 0).bounds(), Extents::of(&areas).grids[0].map(|extent| extent.bounds));
}
