//! What the layers come to for a part of the district: how many workers are on duty, how many cameras are online, how
//! many people live there. The map shows the same in glyphs; here it is counted.

use super::{
    area::{Areas, Grid, Place},
    board::Board,
    filter::Filter,
    geometry::{LonLat, MultiPolygon},
    layer::{Alert, AlertPlace, Camera, CameraKind, Worker},
    light::Light,
    locate::{Locator, contains, meets},
    scope::AreaLevel,
    time::Instant,
};

/// How many are at work (on duty, online), how many are not, and of how many that is not said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AtWork {
    /// On duty, or online.
    pub on: u32,
    /// Off duty, or offline.
    pub off: u32,
    /// Not said.
    pub unknown: u32,
}

impl AtWork {
    /// All of them.
    pub fn all(self) -> u32 {
        self.on + self.off + self.unknown
    }

    /// Counts one more.
    pub fn add(&mut self, is_on: Option<bool>) {
        let count = match is_on {
            Some(true) => &mut self.on,
            Some(false) => &mut self.off,
            None => &mut self.unknown,
        };
        *count += 1;
    }
}

/// Where each worker belongs: to the grid that the source names; nowhere known for one of no known grid.
pub fn places_of_workers(workers: &[Worker], areas: &Areas) -> Vec<Place> {
    let place = |worker: &Worker| areas.place_of_grid(worker.grid_id.as_ref()?);
    workers.iter().map(|worker| place(worker).unwrap_or_default()).collect()
}

/// Where each camera stands: in the grid around it; nowhere known for one outside all grids.
pub fn places_of_cameras(cameras: &[Camera], locator: &Locator<'_>) -> Vec<Place> {
    let place = |camera: &Camera| camera.at.map(|at| locator.place_at(at)).unwrap_or_default();
    cameras.iter().map(place).collect()
}

/// Whether an alert holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Validity {
    /// It does.
    Holds,
    /// It will.
    ToCome,
    /// It did: it is listed, and not drawn any more.
    Over,
}

/// Whether an alert holds at `now`.
pub fn validity(alert: &Alert, now: Instant) -> Validity {
    if alert.is_valid_at(now) {
        Validity::Holds
    } else if alert.to.is_some_and(|to| to <= now) {
        Validity::Over
    } else {
        Validity::ToCome
    }
}

/// Whether an alert concerns a place: its area and one of the place's grids lie over one another. One that does not say
/// where it holds concerns every place.
pub fn concerns(alert: &Alert, areas: &Areas, within: Place) -> bool {
    let is_there = |meets: &dyn Fn(&MultiPolygon) -> bool| {
        let grids = areas.grids().iter().zip(areas.places());
        let mut grids = grids.filter(|(_, place)| place.is_within(within));
        grids.any(|(grid, _)| grid.shape.as_ref().is_some_and(meets))
    };
    within == Place::default()
        || match &alert.place {
            AlertPlace::Area(area) => is_there(&|shape| meets(shape, area)),
            AlertPlace::Point(at) => is_there(&|shape| contains(shape, *at)),
            AlertPlace::Unknown => true,
        }
}

/// The workers of one place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkerCount {
    /// On duty or not.
    pub duty: AtWork,
    /// When one of them was last seen.
    pub seen_at: Option<Instant>,
}

impl WorkerCount {
    fn add(&mut self, worker: &Worker) {
        self.duty.add(worker.is_on_duty);
        self.seen_at = self.seen_at.max(worker.seen_at);
    }
}

/// The workers of a place, and of each of its children, in the areas' order: those of no known child make up the rest.
pub fn count_workers(
    workers: &[Worker],
    places: &[Place],
    within: Place,
    children: &[Place],
) -> (WorkerCount, Vec<WorkerCount>) {
    let mut all = WorkerCount::default();
    let mut of_children = vec![WorkerCount::default(); children.len()];
    for (worker, place) in workers.iter().zip(places).filter(|(_, place)| place.is_within(within)) {
        all.add(worker);
        let child = children.iter().position(|child| place.is_within(*child));
        if let Some(count) = child.and_then(|child| of_children.get_mut(child)) {
            count.add(worker);
        }
    }
    (all, of_children)
}

/// The cameras of a place by what they are there for: the contract's four kinds, then the source's own.
pub fn count_cameras(
    cameras: &[Camera],
    places: &[Place],
    within: Place,
) -> Vec<(CameraKind, AtWork)> {
    let mut counts: Vec<(CameraKind, AtWork)> = Vec::new();
    counts.extend(CameraKind::KNOWN.into_iter().map(|kind| (kind, AtWork::default())));
    for (camera, _) in cameras.iter().zip(places).filter(|(_, place)| place.is_within(within)) {
        if let Some((_, count)) = counts.iter_mut().find(|(kind, _)| *kind == camera.kind) {
            count.add(camera.is_online);
        } else {
            let mut count = AtWork::default();
            count.add(camera.is_online);
            counts.push((camera.kind.clone(), count));
        }
    }
    counts
}

/// A sum over grids of which some may not say their part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The sum of those that do; `None` if none does.
    pub known: Option<u32>,
    /// How many do not.
    pub missing_grids: u32,
}

impl Sum {
    fn add(&mut self, part: Option<u32>) {
        match part {
            Some(part) => self.known = Some(self.known.unwrap_or(0).saturating_add(part)),
            None => self.missing_grids += 1,
        }
    }
}

/// The base facts (基础数据) of a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BaseFacts {
    /// How many people live there.
    pub residents: Sum,
    /// How many grid workers look after it, by the grids' own word.
    pub workers: Sum,
}

impl BaseFacts {
    /// Residents for each worker, rounded; `None` where a grid is missing from either sum, since the two would not be of
    /// the same grids.
    pub fn residents_per_worker(self) -> Option<u32> {
        let is_whole = self.residents.missing_grids == 0 && self.workers.missing_grids == 0;
        let (residents, workers) = self.residents.known.zip(self.workers.known)?;
        let half = workers / 2;
        residents.saturating_add(half).checked_div(workers).filter(|_| is_whole)
    }
}

/// Adds up the grids of a place that are in force.
pub fn base_facts(areas: &Areas, within: Place, is_in_force: impl Fn(&Grid) -> bool) -> BaseFacts {
    let mut facts = BaseFacts::default();
    for (grid, place) in areas.grids().iter().zip(areas.places()) {
        if place.is_within(within) && is_in_force(grid) {
            facts.residents.add(grid.population);
            facts.workers.add(grid.worker_count);
        }
    }
    facts
}

/// The places one level below, in the areas' order; a grid has none, and stands among those of its zone.
pub fn children(areas: &Areas, place: Place) -> (AreaLevel, Vec<Place>) {
    match place {
        Place { zone: Some(_), .. } => {
            let zone = Place { grid: None, ..place };
            let grids = areas.places().iter().copied();
            (AreaLevel::Grids, grids.filter(|grid| grid.is_within(zone)).collect())
        }
        Place { town: Some(_), .. } => {
            let zones = areas.zones().iter().filter_map(|zone| areas.place_of_zone(&zone.id));
            (AreaLevel::Zones, zones.filter(|zone| zone.is_within(place)).collect())
        }
        Place { .. } => {
            let towns = 0..areas.towns().len();
            let town = |at| Place { town: Some(at), ..Place::default() };
            (AreaLevel::Towns, towns.map(town).collect())
        }
    }
}

/// The open matters that count, where they were reported: position and light.
pub fn case_points(board: &Board, filter: &Filter, now: Instant) -> Vec<(LonLat, Light)> {
    let counted = board.cases().filter(|open| filter.counts(&open.case));
    counted.filter_map(|open| Some((open.case.at?, open.clock.light(now)))).collect()
}

/// How many of the open matters of a place have a position, and how many count in all.
pub fn count_placed_cases(board: &Board, filter: &Filter, within: Place) -> (u32, u32) {
    let (mut placed, mut all) = (0, 0);
    for open in board.cases().filter(|open| open.place.is_within(within)) {
        if filter.counts(&open.case) {
            all += 1;
            placed += u32::from(open.case.at.is_some());
        }
    }
    (placed, all)
}
