//! What the points of a layer are, and how a cluster of them looks and reads, before anything is drawn. Pure.

use super::clusters::Cluster;
use crate::domain::{
    geometry::LonLat,
    layer::{Camera, CameraKind, Layer, Worker},
    light::Light,
};

/// The positions of a layer's points, each with its kind.
pub type Positions = Vec<(LonLat, usize)>;

// The kinds of worker.
const ON: usize = 0;
const OFF: usize = 1;
const NOT_SAID: usize = 2;

/// How many purposes of cameras have a letter of their own.
const PURPOSES: usize = 5;

/// How the glyph of a cluster is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// At least one of them is at work.
    Filled,
    /// None of them is.
    Outlined,
    /// All are offline.
    Struck,
    /// Open matters, by the worst light among them.
    Light(Light),
}

/// The workers whose position is known.
pub fn of_workers(workers: &[Worker]) -> Positions {
    let kind = |worker: &Worker| match worker.is_on_duty {
        Some(true) => ON,
        Some(false) => OFF,
        None => NOT_SAID,
    };
    workers.iter().filter_map(|worker| Some((worker.at?, kind(worker)))).collect()
}

/// The cameras whose position is known: two kinds for each purpose, an odd one for those that are offline.
pub fn of_cameras(cameras: &[Camera]) -> Positions {
    let kind =
        |camera: &Camera| purpose(&camera.kind) * 2 + usize::from(camera.is_online == Some(false));
    cameras.iter().filter_map(|camera| Some((camera.at?, kind(camera)))).collect()
}

/// The open matters, by their light.
pub fn of_cases(cases: Vec<(LonLat, Light)>) -> Positions {
    let kind = |light: Light| Light::ALL.iter().position(|of| *of == light).unwrap_or_default();
    cases.into_iter().map(|(at, light)| (at, kind(light))).collect()
}

/// The number of a purpose, in the order in which their letters are given.
fn purpose(kind: &CameraKind) -> usize {
    match kind {
        CameraKind::PublicOrder => 0,
        CameraKind::WorkSafety => 1,
        CameraKind::ForestFire => 2,
        CameraKind::FloodControl => 3,
        CameraKind::Other(_) => 4,
    }
}

/// How the glyph of a cluster looks.
pub fn look(layer: Layer, cluster: &Cluster) -> Look {
    match layer {
        Layer::Cases => {
            let is_there = |at: usize| cluster.kinds.get(at).is_some_and(|count| *count > 0);
            let worst = Light::ALL.into_iter().enumerate().find(|(at, _)| is_there(*at));
            Look::Light(worst.map_or(Light::Normal, |(_, light)| light))
        }
        Layer::Cameras if online(cluster) == 0 => Look::Struck,
        Layer::Workers if cluster.count_of([ON].into_iter()) == 0 => Look::Outlined,
        _ => Look::Filled,
    }
}

/// What stands beside the glyph: nothing for a single point but a camera's letter, else how many there are, after how
/// many of them are red (or whatever the worst light is), on duty or online, if those are not all.
pub fn label(layer: Layer, cluster: &Cluster, letters: &[&str; PURPOSES]) -> String {
    let all = cluster.count();
    let part = match look(layer, cluster) {
        Look::Light(light) => {
            let at = Light::ALL.iter().position(|of| *of == light);
            cluster.count_of(at.into_iter())
        }
        _ if layer == Layer::Cameras => online(cluster),
        _ => cluster.count_of([ON].into_iter()),
    };
    let letter = if layer == Layer::Cameras { letter(cluster, letters) } else { "" };
    match (all, part) {
        (1, _) => letter.to_owned(),
        (all, part) if part == all => format!("{letter}{all}"),
        (all, part) => format!("{letter}{part}/{all}"),
    }
}

/// The letter of the cameras' purpose, if they have the same.
fn letter<'a>(cluster: &Cluster, letters: &[&'a str; PURPOSES]) -> &'a str {
    let all = cluster.count();
    let of_one = letters.iter().enumerate().find(|(purpose, _)| {
        let kinds = [purpose * 2, purpose * 2 + 1];
        cluster.count_of(kinds.into_iter()) == all
    });
    of_one.map_or("", |(_, letter)| *letter)
}

/// The cameras that are not offline.
fn online(cluster: &Cluster) -> u32 {
    cluster.count_of((0..PURPOSES).map(|purpose| purpose * 2))
}
