//! Points on the screen are gathered, none is lost, and a cluster says what is in it.

use gridlight::{
    domain::layer::{Camera, CameraKind, Layer},
    map::{
        clusters::{Cluster, KINDS, Net, Point, clusters},
        scatter::{Look, label, look, of_cameras},
    },
};
use proptest::prelude::*;

const SCREEN: [f64; 4] = [0.0, 0.0, 800.0, 600.0];
const LETTERS: [&str; 5] = ["治", "安", "林", "汛", "他"];

fn point(x: f64, y: f64, kind: usize) -> Point {
    Point { x, y, kind }
}

/// The middles and the counts of the clusters.
fn check(what: &str, points: &[Point], expected: &[(f64, f64, u32)]) {
    let found = clusters(points.iter().copied(), &Net::over(SCREEN, 50.0));
    let found: Vec<_> = found.iter().map(|of| (of.x, of.y, of.count())).collect();
    assert_eq!(found, expected, "{what}");
}

#[test]
fn points_of_one_mesh_are_one_cluster_in_their_middle() {
    check("nothing", &[], &[]);
    check("one", &[point(10.0, 20.0, 0)], &[(10.0, 20.0, 1)]);
    check("two close", &[point(10.0, 20.0, 0), point(20.0, 40.0, 3)], &[(15.0, 30.0, 2)]);
    let apart = [point(10.0, 20.0, 0), point(60.0, 20.0, 0)];
    check("two apart", &apart, &[(10.0, 20.0, 1), (60.0, 20.0, 1)]);
    check("on the corner of a mesh", &[point(50.0, 50.0, 0)], &[(50.0, 50.0, 1)]);
    check("out of sight", &[point(-0.1, 20.0, 0), point(10.0, 600.1, 0)], &[]);
    check("no number", &[point(f64::NAN, 20.0, 0)], &[]);
    check("no kind", &[point(10.0, 20.0, KINDS)], &[]);
}

#[test]
fn a_move_of_the_map_leaves_clusters_where_they_are() {
    let points = || (0..500).map(|n| point(f64::from(n * 37 % 800), f64::from(n * 91 % 600), 0));
    let whole = clusters(points(), &Net::over(SCREEN, 50.0));
    for moved in [3.0, 26.0, 49.0, 51.0, 120.0] {
        let [left, top, right, bottom] = SCREEN;
        let net = Net::over([left + moved, top + moved, right + moved, bottom + moved], 50.0);
        for cluster in clusters(points(), &net) {
            assert!(whole.contains(&cluster), "{moved}: {cluster:?} is new");
        }
    }
}

proptest! {
    #[test]
    fn every_point_in_sight_is_in_exactly_one_cluster(
        points in prop::collection::vec((-200.0..1000.0, -200.0..900.0, 0..KINDS), 0..400),
        corner in (-300.0..300.0, -300.0..300.0),
        mesh in 8.0..120.0,
    ) {
        let sight = [corner.0, corner.1, corner.0 + 700.0, corner.1 + 500.0];
        let net = Net::over(sight, mesh);
        let [left, top, right, bottom] = net.edges();
        prop_assert!(left <= sight[0] && top <= sight[1]);
        prop_assert!(right >= sight[2] - 1e-6 && bottom >= sight[3] - 1e-6);
        let points: Vec<_> = points.into_iter().map(|(x, y, kind)| point(x, y, kind)).collect();
        let found = clusters(points.iter().copied(), &net);
        // One mesh more in each direction than fits: the edges may lie within one.
        let most = ((700.0 / mesh).ceil() + 1.0) * ((500.0 / mesh).ceil() + 1.0);
        prop_assert!(found.len() as f64 <= most, "{} clusters, at most {most}", found.len());
        // Away from the very edge, where a rounding decides, the sums agree kind by kind.
        let inside = |at: &&Point| at.x >= left + 1e-6 && at.x < right - 1e-6 && at.y >= top + 1e-6 && at.y < bottom - 1e-6;
        let near = |at: &&Point| at.x > left - 1e-6 && at.x < right + 1e-6 && at.y > top - 1e-6 && at.y < bottom + 1e-6;
        for kind in 0..KINDS {
            let of_kind = || points.iter().filter(|at| at.kind == kind);
            let count: u32 = found.iter().map(|of| of.kinds[kind]).sum();
            prop_assert!(of_kind().filter(inside).count() as u32 <= count);
            prop_assert!(count <= of_kind().filter(near).count() as u32);
        }
        for cluster in &found {
            prop_assert!(cluster.count() > 0);
            let is_within = |at: &Point| (at.x - cluster.x).abs() <= mesh && (at.y - cluster.y).abs() <= mesh;
            prop_assert!(points.iter().any(is_within), "a cluster stands where its points are");
        }
    }
}

fn cluster(kinds: &[(usize, u32)]) -> Cluster {
    let mut cluster = Cluster::default();
    for (kind, count) in kinds {
        cluster.kinds[*kind] = *count;
    }
    cluster
}

#[test]
fn a_cluster_says_how_many_of_how_many() {
    use Layer::{Cameras, Cases, Workers};
    let check = |layer, kinds: &[(usize, u32)], said: &str, looks: Look| {
        let cluster = cluster(kinds);
        assert_eq!(label(layer, &cluster, &LETTERS), said, "{layer:?} {kinds:?}");
        assert_eq!(look(layer, &cluster), looks, "{layer:?} {kinds:?}");
    };
    check(Workers, &[(0, 1)], "", Look::Filled);
    check(Workers, &[(1, 1)], "", Look::Outlined);
    check(Workers, &[(0, 7)], "7", Look::Filled);
    check(Workers, &[(0, 5), (1, 2)], "5/7", Look::Filled);
    check(Workers, &[(1, 2), (2, 1)], "0/3", Look::Outlined);

    check(Cameras, &[(0, 1)], "治", Look::Filled);
    check(Cameras, &[(5, 1)], "林", Look::Struck);
    check(Cameras, &[(6, 8)], "汛8", Look::Filled);
    check(Cameras, &[(0, 40), (1, 2)], "治40/42", Look::Filled);
    check(Cameras, &[(0, 20), (2, 10)], "30", Look::Filled);
    check(Cameras, &[(1, 2), (3, 1)], "0/3", Look::Struck);

    use gridlight::domain::light::Light::{Normal, Red};
    check(Cases, &[(0, 1)], "", Look::Light(Red));
    check(Cases, &[(0, 3), (3, 9)], "3/12", Look::Light(Red));
    check(Cases, &[(3, 9)], "9", Look::Light(Normal));
}

#[test]
fn a_camera_without_a_word_of_its_state_is_not_struck_through() {
    let camera = |kind, is_online| Camera {
        kind,
        is_online,
        at: Some(gridlight::domain::geometry::LonLat { lon: 120.0, lat: 36.0 }),
    };
    let cameras = [
        camera(CameraKind::WorkSafety, None),
        camera(CameraKind::Other("车站".into()), Some(false)),
        Camera { at: None, ..camera(CameraKind::PublicOrder, Some(true)) },
    ];
    let kinds: Vec<_> = of_cameras(&cameras).into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds, [2, 9], "one without a place is not drawn");
}
