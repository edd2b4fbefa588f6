//! The plan: what is drawn of which place, and how it is told apart.

use crate::{
    demo::DEMO,
    small::{at, board, dispatched, reported},
};
use gridlight::{
    charts::plan::{Kind, Plan, Size, Subject},
    domain::{
        area::Place, board::Board, filter::Filter, geometry::LonLat, light::Light, lit::LitBoard,
        time::date_of,
    },
    locales::Lang,
};

const NOW: &str = "2026-09-18 17:00";
const SIZE: Size = Size { width: 300.0, height: 200.0, sign: 10.0 };

fn plan(board: &Board, subject: Subject, size: Size) -> Plan {
    let now = at(NOW);
    let lit = LitBoard::of(board, &Filter::default(), now);
    let date = date_of(now, board.rule.zone);
    Plan::of(&board.areas, &lit, date, subject, size, Lang::ZhCn).unwrap()
}

/// Red in G1, due soon in G2, unknown in G4, normal in G5 (once) and G6 (three times), nothing in G3.
fn mixed() -> Board {
    board([
        dispatched("red", "G1", "2026-09-07 10:00"),
        dispatched("red too", "G1", "2026-09-07 10:00"),
        dispatched("soon", "G2", "2026-09-14 10:00"),
        reported("unknown", "G4", "2026-09-17 10:00"),
        dispatched("normal", "G5", "2026-09-17 10:00"),
        dispatched("1", "G6", "2026-09-17 10:00"),
        dispatched("2", "G6", "2026-09-17 10:00"),
        dispatched("3", "G6", "2026-09-17 10:00"),
    ])
}

/// How many cells there are of each kind: a ring is one `M`.
fn kinds(plan: &Plan) -> Vec<(Kind, usize)> {
    plan.cells.iter().map(|(kind, path)| (*kind, path.matches('M').count())).collect()
}

/// The numbers of a path.
fn numbers(path: &str) -> Vec<f64> {
    let texts = path.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'));
    texts.filter(|text| !text.is_empty()).map(|text| text.parse().unwrap()).collect()
}

#[test]
fn each_cell_is_drawn_once_by_the_worst_light_in_it() {
    let board = mixed();
    let check = |what: &str, place: Place, expected: &[(Kind, usize)], signs: &[(usize, Light)]| {
        let plan = plan(&board, Subject { place, ..Subject::default() }, SIZE);
        assert_eq!(kinds(&plan), expected, "{what}");
        let mut stand: Vec<_> = plan.signs.iter().map(|s| (s.wish.cell, s.wish.light)).collect();
        stand.sort_unstable();
        assert_eq!(stand, signs, "{what}");
    };
    let (red, soon, unknown) = ((0, Light::Red), (1, Light::DueSoon), (3, Light::Unknown));
    check(
        "the district",
        Place::default(),
        &[
            (Kind::Empty, 1),
            (Kind::Normal(3), 1),
            (Kind::Normal(1), 1),
            (Kind::Unknown, 1),
            (Kind::DueSoon, 1),
            (Kind::Red, 1),
        ],
        // The town's name stands where the sign of G4 would: its cell has the pattern.
        &[red, soon],
    );
    let zone = Place { town: Some(0), zone: Some(0), grid: None };
    check(
        "a zone, and its neighbours as far as they are in the picture",
        zone,
        &[(Kind::Outside, 4), (Kind::Unknown, 1), (Kind::Red, 1)],
        &[red, unknown],
    );
}

#[test]
fn a_place_has_its_outline_and_what_is_marked() {
    let board = mixed();
    let district = plan(&board, Subject::default(), SIZE);
    assert!(district.outline.is_empty() && district.highlight.is_empty());
    assert_eq!(district.point, None);
    assert!(!district.zone_borders.is_empty() && !district.town_borders.is_empty());
    let names: Vec<_> = district.names.iter().map(|name| &*name.text).collect();
    assert_eq!(names, ["T1", "T2"]);

    let middle = LonLat { lon: 120.005, lat: 36.005 };
    let subject = Subject {
        place: Place { town: Some(0), zone: Some(0), grid: Some(0) },
        highlight: Some(0),
        point: Some(middle),
    };
    let grid = plan(&board, subject, SIZE);
    assert_eq!(grid.outline.matches('M').count(), 1);
    assert_eq!(grid.highlight.matches('M').count(), 1);
    let (x, y) = grid.point.unwrap();
    let ring = numbers(&grid.highlight);
    let (xs, ys): (Vec<_>, Vec<_>) = ring.chunks(2).map(|pair| (pair[0], pair[1])).unzip();
    let within = |at: f64, all: &[f64]| {
        all.iter().copied().fold(f64::MAX, f64::min) < at
            && at < all.iter().copied().fold(f64::MIN, f64::max)
    };
    assert!(within(x, &xs) && within(y, &ys), "the matter is in its grid");
    assert!((grid.width, grid.height) == (SIZE.width, SIZE.height));

    // A point that lies outside the district does not shrink the picture.
    let far = Subject { point: Some(LonLat { lon: 10.0, lat: 36.0 }), ..subject };
    assert_eq!(plan(&board, far, SIZE).highlight, grid.highlight);
}

#[test]
fn north_is_above_and_lengths_are_true() {
    let plan = plan(&mixed(), Subject::default(), SIZE);
    let numbers = numbers(&plan.town_borders);
    let (xs, ys): (Vec<_>, Vec<_>) = numbers.chunks(2).map(|pair| (pair[0], pair[1])).unzip();
    let span = |all: &[f64]| {
        all.iter().copied().fold(f64::MIN, f64::max) - all.iter().copied().fold(f64::MAX, f64::min)
    };
    // Three squares by two, each 0.01° by 0.01° at 36° north, where a degree east is 0.81 of a degree north.
    let ratio = span(&xs) / span(&ys);
    assert!((ratio - 1.5 * 36.01_f64.to_radians().cos()).abs() < 0.01, "{ratio}");
    let red = &plan.cells.last().unwrap().1;
    let empty = &plan.cells.first().unwrap().1;
    let [red, empty] = [red, empty].map(|path| (self::numbers(path)[0], self::numbers(path)[1]));
    assert!(red.0 < empty.0, "G1 lies west of G3");
}

#[test]
fn the_demo_district_fits_its_picture() {
    let size = Size { width: 1000.0, height: 700.0, sign: 11.0 };
    let plan = plan(&DEMO, Subject::default(), size);
    assert!(plan.width <= 1000.0 && plan.height <= 740.0, "{} × {}", plan.width, plan.height);
    let bytes: usize = plan.cells.iter().map(|(_, path)| path.len()).sum();
    assert!(bytes < 400_000, "{bytes} bytes of cells");
    let cells: usize = kinds(&plan).iter().map(|(_, count)| count).sum();
    assert!(cells >= 1333, "{cells}");
    assert!(plan.signs.iter().any(|sign| sign.wish.light == Light::Red));
    for (_, path) in &plan.cells {
        assert!(numbers(path).iter().all(|at| (-0.5..=1000.5).contains(at)));
    }
}
