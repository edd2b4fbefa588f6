//! A hand-made district: two towns, three zones, six unit squares in two rows.
#![allow(dead_code, reason = "not every test needs every matter")]
//!
//! ```text
//!   G4 G5 G6      Z1 Z2 Z3      T1 T1 T2
//!   G1 G2 G3      Z1 Z2 Z3      T1 T1 T2
//! ```

use chrono::{DateTime, FixedOffset, Utc};
use gridlight::domain::{
    area::{Areas, Grid, Town, Zone},
    board::{Board, CaseChange},
    calendar::Calendar,
    case::{Case, Status},
    geometry::{LonLat, MultiPolygon},
    rule::Rule,
    time::Instant,
};

#[path = "../common/matter.rs"]
mod matter;

use matter::matter;

/// The district's zone.
pub(crate) fn zone() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).unwrap()
}

/// A time of the district: "2026-09-07 10:05".
pub(crate) fn at(text: &str) -> Instant {
    DateTime::parse_from_str(&format!("{text} +0800"), "%Y-%m-%d %H:%M %z")
        .unwrap()
        .with_timezone(&Utc)
}

/// A closed ring through these points, in hundredths of a degree from 120° E, 36° N.
pub(crate) fn ring(points: &[(i32, i32)]) -> Vec<LonLat> {
    let at = |(x, y): &(i32, i32)| LonLat {
        lon: 120.0 + f64::from(*x) / 100.0,
        lat: 36.0 + f64::from(*y) / 100.0,
    };
    points.iter().chain(points.first()).map(at).collect()
}

/// A unit square.
pub(crate) fn square(x: i32, y: i32) -> MultiPolygon {
    MultiPolygon(vec![vec![ring(&[(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)])]])
}

/// A grid of this shape.
pub(crate) fn grid(id: &str, zone: &str, shape: Option<MultiPolygon>) -> Grid {
    Grid {
        id: id.into(),
        name: id.into(),
        zone_id: Some(zone.into()),
        valid_from: None,
        valid_to: None,
        population: None,
        worker_count: None,
        shape,
    }
}

/// The towns, zones and grids.
pub(crate) fn areas() -> Areas {
    let town =
        |id: &str| Town { id: id.into(), name: id.into(), name_en: None, sort: None, shape: None };
    let zone = |id: &str, town: &str| Zone {
        id: id.into(),
        name: id.into(),
        name_en: None,
        town_id: Some(town.into()),
        shape: None,
    };
    let grids = (0..6).map(|n| {
        let (x, y) = (n % 3, n / 3);
        grid(&format!("G{}", n + 1), &format!("Z{}", x + 1), Some(square(x, y)))
    });
    let (areas, defects) = Areas::new(
        vec![town("T1"), town("T2")],
        vec![zone("Z1", "T1"), zone("Z2", "T1"), zone("Z3", "T2")],
        grids.collect(),
    );
    assert_eq!(defects, []);
    areas
}

/// A board with these matters.
pub(crate) fn board(cases: impl IntoIterator<Item = Case>) -> Board {
    let rule = Rule::one_five_ten(zone());
    let mut board = Board::new(areas(), Calendar::national(), rule, Vec::new());
    for case in cases {
        board.apply(CaseChange::Put(Box::new(case), Vec::new()));
    }
    board
}

/// An open matter in a grid, dispatched at this time. On Friday 2026-09-18 at 17:00 it is red if that was before the
/// 11th, due today if it was on the 11th, due soon if on the 14th (the Sunday is worked), and normal from the 15th.
pub(crate) fn dispatched(id: &str, grid: &str, text: &str) -> Case {
    Case {
        title: id.into(),
        grid_id: Some(grid.into()),
        reported_at: Some(at(text)),
        dispatched_at: Some(at(text)),
        contacted_at: Some(at(text)),
        updated_at: Some(at(text)),
        ..matter(id)
    }
}

/// A matter that nobody has dispatched.
pub(crate) fn reported(id: &str, grid: &str, text: &str) -> Case {
    let (dispatched_at, contacted_at) = (None, None);
    Case { status: Status::Reported, dispatched_at, contacted_at, ..dispatched(id, grid, text) }
}
