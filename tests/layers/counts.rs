//! What the layers come to for the district, a town, a zone and a grid: sums that agree on every level.

use crate::small::{areas, at, grid, square};
use gridlight::domain::{
    area::{Areas, Grid, Place},
    geometry::LonLat,
    ids::GridId,
    layer::{Alert, AlertLevel, AlertPlace, Camera, CameraKind, Worker},
    locate::Locator,
    overlay::{
        AtWork, BaseFacts, Sum, Validity, base_facts, children, concerns, count_cameras,
        count_workers, places_of_cameras, places_of_workers, validity,
    },
    scope::AreaLevel,
};
use proptest::prelude::*;

fn worker(grid: Option<&str>, is_on_duty: Option<bool>, seen: &str) -> Worker {
    Worker { grid_id: grid.map(GridId::from), is_on_duty, seen_at: Some(at(seen)), at: None }
}

fn camera(kind: CameraKind, is_online: Option<bool>, x: f64, y: f64) -> Camera {
    let at = LonLat { lon: 120.0 + x / 100.0, lat: 36.0 + y / 100.0 };
    Camera { kind, is_online, at: Some(at) }
}

fn work(on: u32, off: u32, unknown: u32) -> AtWork {
    AtWork { on, off, unknown }
}

#[test]
fn workers_count_where_their_grid_is() {
    let areas = areas();
    let workers = [
        worker(Some("G1"), Some(true), "2026-09-18 09:00"),
        worker(Some("G1"), Some(false), "2026-09-18 10:00"),
        worker(Some("G4"), None, "2026-09-18 08:00"),
        worker(Some("G3"), Some(true), "2026-09-18 11:00"),
        worker(Some("G9"), Some(true), "2026-09-18 12:00"),
        worker(None, Some(false), "2026-09-18 07:00"),
    ];
    let places = places_of_workers(&workers, &areas);
    let check = |scope: Place, level, all: AtWork, of_children: &[AtWork], seen: Option<&str>| {
        let (found, below) = children(&areas, scope);
        assert_eq!(found, level);
        let (sum, counts) = count_workers(&workers, &places, scope, &below);
        assert_eq!(sum.duty, all, "{scope:?}");
        assert_eq!(sum.seen_at, seen.map(at), "{scope:?}");
        let counts: Vec<_> = counts.iter().map(|count| count.duty).collect();
        assert_eq!(counts, of_children, "{scope:?}");
    };
    let town = |at| Place { town: Some(at), ..Place::default() };
    let zone = areas.place_of_zone(&"Z1".into()).unwrap();
    let none = work(0, 0, 0);
    use AreaLevel::{Grids, Towns, Zones};
    check(
        Place::default(),
        Towns,
        work(3, 2, 1),
        &[work(1, 1, 1), work(1, 0, 0)],
        Some("2026-09-18 12:00"),
    );
    check(town(0), Zones, work(1, 1, 1), &[work(1, 1, 1), none], Some("2026-09-18 10:00"));
    check(town(1), Zones, work(1, 0, 0), &[work(1, 0, 0)], Some("2026-09-18 11:00"));
    check(zone, Grids, work(1, 1, 1), &[work(1, 1, 0), work(0, 0, 1)], Some("2026-09-18 10:00"));
    let empty = areas.place_of_zone(&"Z2".into()).unwrap();
    check(empty, Grids, none, &[none, none], None);
}

#[test]
fn cameras_count_where_they_stand_by_what_they_are_for() {
    use CameraKind::{FloodControl, ForestFire, Other, PublicOrder, WorkSafety};
    let areas = areas();
    let cameras = [
        camera(PublicOrder, Some(true), 0.5, 0.5),
        camera(PublicOrder, Some(false), 0.2, 1.5),
        camera(FloodControl, None, 2.5, 0.5),
        camera(Other("车站".into()), Some(true), 0.5, 0.6),
        camera(WorkSafety, Some(true), 50.0, 50.0),
        Camera { at: None, ..camera(ForestFire, Some(true), 0.0, 0.0) },
    ];
    let places = places_of_cameras(&cameras, &Locator::new(&areas, |_| true));
    let check = |scope: Place, expected: &[(CameraKind, AtWork)]| {
        assert_eq!(count_cameras(&cameras, &places, scope), expected, "{scope:?}");
    };
    let none = work(0, 0, 0);
    check(
        Place::default(),
        &[
            (PublicOrder, work(1, 1, 0)),
            (WorkSafety, work(1, 0, 0)),
            (ForestFire, work(1, 0, 0)),
            (FloodControl, work(0, 0, 1)),
            (Other("车站".into()), work(1, 0, 0)),
        ],
    );
    check(
        areas.place_of_grid(&"G1".into()).unwrap(),
        &[
            (PublicOrder, work(1, 0, 0)),
            (WorkSafety, none),
            (ForestFire, none),
            (FloodControl, none),
            (Other("车站".into()), work(1, 0, 0)),
        ],
    );
}

#[test]
fn residents_and_workers_add_up_and_what_is_missing_is_said() {
    let with = |id: &str, x, population, worker_count| Grid {
        population,
        worker_count,
        ..grid(id, "Z", Some(square(x, 0)))
    };
    let check = |grids: Vec<Grid>, residents: Sum, workers: Sum, ratio: Option<u32>| {
        let (areas, _) = Areas::new(Vec::new(), Vec::new(), grids);
        let facts = base_facts(&areas, Place::default(), |grid| grid.id.as_str() != "old");
        assert_eq!(facts, BaseFacts { residents, workers });
        assert_eq!(facts.residents_per_worker(), ratio);
    };
    let sum = |known, missing_grids| Sum { known, missing_grids };
    let all = vec![with("a", 0, Some(1_000), Some(2)), with("b", 1, Some(501), Some(1))];
    check(all, sum(Some(1_501), 0), sum(Some(3), 0), Some(500));
    let part = vec![with("a", 0, Some(1_000), Some(2)), with("b", 1, Some(500), None)];
    check(part, sum(Some(1_500), 0), sum(Some(2), 1), None);
    let none = vec![with("a", 0, None, None), with("b", 1, None, None)];
    check(none, sum(None, 2), sum(None, 2), None);
    let nobody = vec![with("a", 0, Some(10), Some(0))];
    check(nobody, sum(Some(10), 0), sum(Some(0), 0), None);
    let old = vec![with("a", 0, Some(10), Some(1)), with("old", 0, Some(99), Some(9))];
    check(old, sum(Some(10), 0), sum(Some(1), 0), Some(10));
    check(Vec::new(), sum(None, 0), sum(None, 0), None);
}

fn alert(from: Option<&str>, to: Option<&str>, place: AlertPlace) -> Alert {
    Alert {
        id: "A".into(),
        title: "暴雨".into(),
        level: AlertLevel::Orange,
        from: from.map(at),
        to: to.map(at),
        place,
    }
}

#[test]
fn an_alert_holds_from_its_beginning_up_to_its_end() {
    let check = |from, to, expected| {
        let alert = alert(from, to, AlertPlace::Unknown);
        assert_eq!(validity(&alert, at("2026-09-18 17:00")), expected, "{from:?} {to:?}");
    };
    use Validity::{Holds, Over, ToCome};
    check(None, None, Holds);
    check(Some("2026-09-18 17:00"), None, Holds);
    check(Some("2026-09-18 17:01"), None, ToCome);
    check(None, Some("2026-09-18 17:00"), Over);
    check(None, Some("2026-09-18 17:01"), Holds);
    check(Some("2026-09-19 00:00"), Some("2026-09-20 00:00"), ToCome);
    check(Some("2026-09-19 00:00"), Some("2026-09-18 00:00"), Over);
}

#[test]
fn an_alert_concerns_the_places_it_lies_over() {
    let areas = areas();
    let town = |at| Place { town: Some(at), ..Place::default() };
    let grid = |id: &str| areas.place_of_grid(&id.into()).unwrap();
    let check = |what: &str, place: AlertPlace, within: Place, expected: bool| {
        assert_eq!(concerns(&alert(None, None, place), &areas, within), expected, "{what}");
    };
    let over_g3 = || AlertPlace::Area(square(2, 0));
    check("the district", over_g3(), Place::default(), true);
    check("its town", over_g3(), town(1), true);
    check("its grid", over_g3(), grid("G3"), true);
    check("a grid far from it", over_g3(), grid("G4"), false);
    let point = || AlertPlace::Point(LonLat { lon: 120.005, lat: 36.005 });
    check("around a point", point(), grid("G1"), true);
    check("not there", point(), town(1), false);
    check("not said where", AlertPlace::Unknown, grid("G6"), true);
}

proptest! {
    #[test]
    fn what_the_towns_have_is_what_the_district_has(
        rows in prop::collection::vec((0.0..3.0, 0.0..2.0, prop::option::of(any::<bool>())), 0..80),
    ) {
        let areas = areas();
        let cameras: Vec<_> = rows.into_iter()
            .map(|(x, y, is_online)| camera(CameraKind::PublicOrder, is_online, x, y))
            .collect();
        let places = places_of_cameras(&cameras, &Locator::new(&areas, |_| true));
        let count = |scope| count_cameras(&cameras, &places, scope)[0].1;
        for scope in [Place::default(), Place { town: Some(0), ..Place::default() }] {
            let (mut on, mut off, mut unknown) = (0, 0, 0);
            for child in children(&areas, scope).1 {
                let count = count(child);
                on += count.on;
                off += count.off;
                unknown += count.unknown;
            }
            prop_assert_eq!(count(scope), AtWork { on, off, unknown });
        }
    }
}
