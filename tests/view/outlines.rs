//! Which cell lies where in the map's plane, what may be seen of a part of it, and where that is in pixels.

use gridlight::{
    domain::{
        area::{Areas, Grid},
        geometry::{Line, LonLat, MultiPolygon},
    },
    map::{
        layout::{SignWish, layout},
        outlines::{Frame, Outlines},
        projection::{Flat, Projection},
    },
};

fn at(lon: f64, lat: f64) -> LonLat {
    LonLat { lon, lat }
}

/// A ring through these places, closed.
fn ring(points: &[(f64, f64)]) -> Line {
    let first = points.first();
    points.iter().chain(first).map(|(lon, lat)| at(120.0 + lon, 36.0 + lat)).collect()
}

fn square(west: f64, south: f64, side: f64) -> Line {
    let (east, north) = (west + side, south + side);
    ring(&[(west, south), (east, south), (east, north), (west, north)])
}

fn grid(id: &str, shape: Vec<Vec<Line>>) -> Grid {
    Grid {
        id: id.into(),
        name: id.into(),
        zone_id: None,
        valid_from: None,
        valid_to: None,
        population: None,
        worker_count: None,
        shape: Some(MultiPolygon(shape)),
    }
}

/// 0 has a hole; 1 fills it; 2 has two parts; 3 lies over a part of 0 by mistake; 4 is not drawn.
fn cells() -> Outlines {
    let grids = vec![
        grid("0", vec![vec![square(0.0, 0.0, 3.0), square(1.0, 1.0, 1.0)]]),
        grid("1", vec![vec![square(1.0, 1.0, 1.0)]]),
        grid("2", vec![vec![square(4.0, 0.0, 1.0)], vec![square(6.0, 0.0, 1.0)]]),
        grid("3", vec![vec![square(2.5, 2.5, 1.0)]]),
        grid("4", vec![vec![square(0.0, 6.0, 1.0)]]),
    ];
    let (areas, _) = Areas::new(vec![], vec![], grids);
    Outlines::of_cells(&areas, |grid| grid != 4, |at| at)
}

fn flat(lon: f64, lat: f64) -> Flat {
    Flat::of(at(120.0 + lon, 36.0 + lat))
}

#[test]
fn a_pointer_is_on_the_cell_it_is_on() {
    let cells = cells();
    let check = |lon: f64, lat: f64, expected: Option<usize>| {
        assert_eq!(cells.at(flat(lon, lat)), expected, "{lon} {lat}");
    };
    check(0.5, 0.5, Some(0));
    check(2.5, 0.5, Some(0));
    check(1.5, 1.5, Some(1));
    check(4.5, 0.5, Some(2));
    check(6.5, 0.5, Some(2));
    check(5.5, 0.5, None);
    // Of two that overlap, the one that is drawn over the other.
    check(2.8, 2.8, Some(3));
    check(0.5, 6.5, None);
    check(-1.0, 0.5, None);
}

#[test]
fn a_part_of_the_map_holds_what_reaches_into_it() {
    let cells = cells();
    let check = |low: (f64, f64), high: (f64, f64), expected: &[usize]| {
        let frame = Frame::between(flat(high.0, low.1), flat(low.0, high.1));
        assert_eq!(cells.within(frame).collect::<Vec<_>>(), expected, "{low:?} {high:?}");
    };
    check((-9.0, -9.0), (9.0, 9.0), &[0, 1, 2, 3]);
    check((0.2, 0.2), (0.4, 0.4), &[0]);
    check((1.9, 1.9), (2.6, 2.6), &[0, 1, 3]);
    check((5.2, 0.2), (5.4, 0.4), &[2]);
    check((8.0, 8.0), (9.0, 9.0), &[]);
}

#[test]
fn outer_rings_turn_one_way_and_holes_the_other() {
    let cells = cells();
    let twice_area = |ring: &[Flat]| -> f64 {
        ring.windows(2).map(|pair| pair[0].x * pair[1].y - pair[1].x * pair[0].y).sum()
    };
    let signs =
        |cell: usize| cells.lines(cell).map(|ring| twice_area(ring) > 0.0).collect::<Vec<_>>();
    assert_eq!(signs(0), [true, false]);
    assert_eq!(signs(2), [true, true]);
    let backwards: Line = square(0.0, 0.0, 1.0).into_iter().rev().collect();
    let (areas, _) = Areas::new(vec![], vec![], vec![grid("0", vec![vec![backwards]])]);
    let cells = Outlines::of_cells(&areas, |_| true, |at| at);
    assert!(twice_area(cells.lines(0).next().unwrap()) > 0.0, "whichever way it was written");
}

#[test]
fn pixels_and_places_lead_to_each_other() {
    let corners = [(at(120.0, 36.0), (10.0, 410.0)), (at(121.0, 37.0), (330.0, 10.0))];
    let projection = Projection::through(|at| at, corners);
    let near = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs() < 1e-6 && (a.1 - b.1).abs() < 1e-6;
    for (place, pixel) in corners {
        assert!(near(projection.point(place), pixel), "{place:?}");
    }
    let back = projection.pixel(projection.flat((77.0, 88.0)));
    assert!(near(back, (77.0, 88.0)), "{back:?}");
    // Two pixels for each, from a corner of its own.
    let closer = projection.seen_from((10.0, 10.0), 2.0);
    assert!(
        near(closer.point(at(120.0, 36.0)), (0.0, 800.0)),
        "{:?}",
        closer.point(at(120.0, 36.0))
    );
    // Northern latitudes are drawn higher.
    let middle = projection.point(at(120.5, 36.5));
    assert!(near((middle.0, 0.0), (170.0, 0.0)) && middle.1 > 210.0, "{middle:?}");
}

#[test]
fn signs_shrink_only_where_hundreds_would_cover_the_map() {
    use gridlight::domain::light::Light;
    let check = |side: u32, apart: f64, light: Light, is_smaller: bool| {
        let sign = |at: u32| {
            let (x, y) = (f64::from(at % side) * apart, f64::from(at / side) * apart);
            SignWish { cell: at as usize, light, count: 2, x, y }
        };
        let signs: Vec<SignWish> = (0..side * side).map(sign).collect();
        let laid = layout(&signs, &[], 14.0);
        assert_eq!(laid.sign_unit < 14.0, is_smaller, "{side}² {light:?} {apart} apart");
        assert!(laid.sign_unit >= 6.0, "{}", laid.sign_unit);
        let has_counts = laid.signs.iter().any(|sign| sign.shows_count);
        assert!(!(is_smaller && has_counts), "no number beside a sign that shrank");
    };
    check(24, 6.0, Light::Red, false);
    check(30, 6.0, Light::Red, true);
    check(30, 20.0, Light::Red, true);
    check(30, 40.0, Light::Red, false);
    check(30, 6.0, Light::DueSoon, false);
}
