//! A point lies in the grid around it, found by the boxes as well as by looking at every grid.

use crate::small::{areas, grid, ring, square};
use gridlight::domain::{
    area::{Areas, Grid},
    geometry::{LonLat, MultiPolygon},
    locate::{Locator, contains, meets},
};
use proptest::prelude::*;

/// A point in hundredths of a degree from 120° E, 36° N.
fn point(x: f64, y: f64) -> LonLat {
    LonLat { lon: 120.0 + x / 100.0, lat: 36.0 + y / 100.0 }
}

fn check(what: &str, areas: &Areas, (x, y): (f64, f64), expected: &[&str]) {
    let found = Locator::new(areas, |_| true).grid_at(point(x, y));
    let found = found.map(|at| areas.grids()[at].id.as_str().to_owned());
    match found {
        Some(found) => assert!(expected.contains(&found.as_str()), "{what}: {found}"),
        None => assert!(expected.is_empty(), "{what}: in no grid"),
    }
}

#[test]
fn a_point_lies_in_the_grid_around_it() {
    let district = areas();
    check("in the first", &district, (0.5, 0.5), &["G1"]);
    check("in the last", &district, (2.5, 1.5), &["G6"]);
    check("on a border", &district, (1.0, 0.5), &["G1", "G2"]);
    check("on a border to the north", &district, (0.5, 1.0), &["G1", "G4"]);
    check("where four meet", &district, (1.0, 1.0), &["G1", "G2", "G4", "G5"]);
    check("west of all", &district, (-0.1, 0.5), &[]);
    check("north of all", &district, (1.5, 2.1), &[]);
    check("far away", &district, (9e9, -9e9), &[]);
    check("no number", &district, (f64::NAN, 0.5), &[]);

    let hole = MultiPolygon(vec![vec![
        ring(&[(0, 0), (9, 0), (9, 9), (0, 9)]),
        ring(&[(3, 3), (3, 6), (6, 6), (6, 3)]),
    ]]);
    let island = MultiPolygon(vec![
        vec![ring(&[(4, 4), (5, 4), (5, 5), (4, 5)])],
        vec![ring(&[(10, 0), (11, 0), (11, 1), (10, 1)])],
    ]);
    let grids = vec![grid("around", "Z", Some(hole)), grid("island", "Z", Some(island))];
    let (bent, _) = Areas::new(Vec::new(), Vec::new(), grids);
    check("around the hole", &bent, (1.0, 4.5), &["around"]);
    check("in the hole", &bent, (3.5, 3.5), &[]);
    check("on the island in it", &bent, (4.5, 4.5), &["island"]);
    check("in another part of the island's grid", &bent, (10.5, 0.5), &["island"]);
    let (nothing, _) = Areas::new(Vec::new(), Vec::new(), vec![grid("G", "Z", None)]);
    check("without a shape", &nothing, (0.5, 0.5), &[]);
}

#[test]
fn a_grid_that_is_not_in_force_holds_nothing() {
    let grids = vec![grid("old", "Z", Some(square(0, 0))), grid("new", "Z", Some(square(0, 0)))];
    let (areas, _) = Areas::new(Vec::new(), Vec::new(), grids);
    let locator = Locator::new(&areas, |grid: &Grid| grid.id.as_str() == "new");
    assert_eq!(locator.grid_at(point(0.5, 0.5)), Some(1));
}

/// A mesh of crooked cells: every inner corner is moved, the same way for all cells that share it.
fn crooked(moves: &[(f64, f64)]) -> Areas {
    let corner = |x: usize, y: usize| {
        let is_inner = (1..6).contains(&x) && (1..6).contains(&y);
        let (dx, dy) = if is_inner { moves[y * 7 + x] } else { (0.0, 0.0) };
        point(x as f64 + dx, y as f64 + dy)
    };
    let cells = (0..36).map(|n| {
        let (x, y) = (n % 6, n / 6);
        let mut corners =
            vec![corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1)];
        // Some rings run the other way round.
        if n % 3 == 0 {
            corners.reverse();
        }
        corners.push(corners[0]);
        grid(&format!("G{n}"), "Z", Some(MultiPolygon(vec![vec![corners]])))
    });
    Areas::new(Vec::new(), Vec::new(), cells.collect()).0
}

fn moves() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((-0.4..0.4, -0.4..0.4), 49)
}

proptest! {
    #[test]
    fn it_is_the_one_grid_that_has_the_point(
        moves in moves(),
        points in prop::collection::vec((-0.5..6.5, -0.5..6.5), 1..60),
    ) {
        let areas = crooked(&moves);
        let locator = Locator::new(&areas, |_| true);
        for (x, y) in points {
            let at = point(x, y);
            let holders: Vec<usize> = (0..36)
                .filter(|n| contains(areas.grids()[*n].shape.as_ref().unwrap(), at))
                .collect();
            prop_assert!(holders.len() <= 1, "{x} {y} is in {holders:?}");
            let is_inside = (0.0..6.0).contains(&x) && (0.0..6.0).contains(&y);
            prop_assert_eq!(holders.len(), usize::from(is_inside));
            prop_assert_eq!(locator.grid_at(at), holders.first().copied());
        }
    }

    #[test]
    fn a_point_on_a_border_lies_in_one_of_its_grids(moves in moves(), cell in 0usize..36, share in 0.0..1.0) {
        let areas = crooked(&moves);
        let (x, y) = (cell % 6, cell / 6);
        prop_assume!(x < 5 && y > 0 && y < 5);
        let shape = areas.grids()[cell].shape.as_ref().unwrap();
        // The edge to the east, which the next cell shares.
        let ring = &shape.0[0][0];
        let other = areas.grids()[cell + 1].shape.as_ref().unwrap();
        let shared: Vec<_> = ring[..4].iter().filter(|at| other.0[0][0].contains(at)).collect();
        prop_assert_eq!(shared.len(), 2);
        let at = LonLat {
            lon: shared[0].lon + share * (shared[1].lon - shared[0].lon),
            lat: shared[0].lat + share * (shared[1].lat - shared[0].lat),
        };
        let found = Locator::new(&areas, |_| true).grid_at(at);
        let around = [cell, cell + 1, cell.wrapping_sub(6), cell.wrapping_sub(5), cell + 6, cell + 7];
        prop_assert!(found.is_some_and(|found| around.contains(&found)), "{:?}", found);
    }
}

#[test]
fn areas_meet_where_they_lie_over_one_another() {
    let shape = |points: &[(i32, i32)]| MultiPolygon(vec![vec![ring(points)]]);
    let check = |what: &str, a: &MultiPolygon, b: &MultiPolygon, expected: bool| {
        assert_eq!((meets(a, b), meets(b, a)), (expected, expected), "{what}");
    };
    let large = shape(&[(0, 0), (9, 0), (9, 9), (0, 9)]);
    check("itself", &large, &large, true);
    check("one within the other", &large, &square(4, 4), true);
    check("a corner", &large, &shape(&[(8, 8), (12, 8), (12, 12), (8, 12)]), true);
    check("far apart", &large, &square(20, 20), false);
    let bars = (shape(&[(0, 4), (9, 4), (9, 5), (0, 5)]), shape(&[(4, 0), (5, 0), (5, 9), (4, 9)]));
    check("crossing, no corner in the other", &bars.0, &bars.1, true);
    let wedge = shape(&[(10, 0), (12, 0), (12, 9), (1, 10)]);
    check("boxes meet, areas do not", &shape(&[(0, 0), (2, 0), (0, 2)]), &wedge, false);
    check("nothing", &large, &MultiPolygon::default(), false);
}
