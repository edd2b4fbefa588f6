//! What the snapshot remembers of a life: for each zone its open matters and the last closed ones, with their steps,
//! and the matters that were overdue.

use super::{
    areas::collection,
    folder::Folder,
    photos::Photos,
    steps::{self, Acted, Step},
};
use chrono::{DateTime, Utc};
use gridlight::source::demo::life::{Act, Shape, View};
use std::collections::{BTreeMap, VecDeque};

/// How many closed matters each zone shows: those a unit handled, and those answered on the spot.
const CLOSED_REFERRED: usize = 5;
const CLOSED_DIRECT: usize = 3;

/// One matter with its steps.
struct Entry {
    feature: String,
    id: String,
    steps: Vec<Step>,
}

#[derive(Default)]
struct ZoneRecord {
    open: Vec<Entry>,
    /// The newest last.
    closed_referred: VecDeque<Entry>,
    closed_direct: VecDeque<Entry>,
}

/// What is remembered.
pub(super) struct Record {
    /// Matters closed before this are forgotten at once.
    since: DateTime<Utc>,
    zones: BTreeMap<String, ZoneRecord>,
    /// What has happened to the matters that are open.
    acts: BTreeMap<String, Vec<Acted>>,
    /// Every matter of a unit that was past its deadline, or is.
    overdue: Vec<String>,
}

fn push_newest<T>(queue: &mut VecDeque<T>, newest: T, limit: usize) {
    queue.push_back(newest);
    if queue.len() > limit {
        queue.pop_front();
    }
}

impl Record {
    /// Remembers what is open, and what is closed from `since` on.
    pub(super) fn new(since: DateTime<Utc>) -> Self {
        Self { since, zones: BTreeMap::new(), acts: BTreeMap::new(), overdue: Vec::new() }
    }

    /// Takes note of an act.
    pub(super) fn note(&mut self, view: View<'_>, act: Act, at: DateTime<Utc>) {
        if act == Act::Reported {
            self.acts.insert(view.id().to_owned(), Vec::with_capacity(4));
        }
        if let Some(acts) = self.acts.get_mut(view.id()) {
            acts.push((act, at));
        }
        if act != Act::Closed {
            return;
        }
        let acts = self.acts.remove(view.id()).unwrap_or_default();
        if view.is_overdue(at) && !view.is_direct() {
            self.overdue.push(view.feature(Shape::Brief));
        }
        if at < self.since {
            return;
        }
        let feature = view.feature(Shape::Whole);
        let entry = Entry { feature, id: view.id().to_owned(), steps: steps::of(view, &acts) };
        let zone = self.zones.entry(view.zone_id().to_owned()).or_default();
        if view.is_direct() {
            push_newest(&mut zone.closed_direct, entry, CLOSED_DIRECT);
        } else {
            push_newest(&mut zone.closed_referred, entry, CLOSED_REFERRED);
        }
    }

    /// Keeps a matter that is open at `as_of`.
    pub(super) fn keep_open(&mut self, view: View<'_>, as_of: DateTime<Utc>, photos: &mut Photos) {
        let acts = self.acts.remove(view.id()).unwrap_or_default();
        if view.is_overdue(as_of) && !view.is_direct() {
            self.overdue.push(view.feature(Shape::Brief));
        }
        let steps = steps::of(view, &acts);
        let feature = photos.add_to(view.feature(Shape::Whole), view.category());
        self.add_open(view.zone_id(), view.id(), feature, steps);
    }

    /// Keeps an open matter with its steps.
    pub(super) fn add_open(&mut self, zone_id: &str, id: &str, feature: String, steps: Vec<Step>) {
        let entry = Entry { feature, id: id.to_owned(), steps };
        self.zones.entry(zone_id.to_owned()).or_default().open.push(entry);
    }

    /// Keeps an open matter that is past its deadline for the year's assessment.
    pub(super) fn add_overdue(&mut self, feature: String) {
        self.overdue.push(feature);
    }

    /// Writes what is remembered, zone by zone.
    pub(super) fn write(self, folder: &mut Folder) {
        let mut overdue = self.overdue;
        overdue.sort_unstable();
        folder.add("year-overdue.json", collection(&overdue));
        for (zone_id, zone) in self.zones {
            folder.closed += zone.closed_referred.len() + zone.closed_direct.len();
            let all = zone.open.into_iter().chain(zone.closed_referred).chain(zone.closed_direct);
            let mut all: Vec<Entry> = all.collect();
            all.sort_unstable_by(|a, b| a.id.cmp(&b.id));
            let steps: Vec<String> =
                all.iter().flat_map(|entry| steps::features(&entry.id, &entry.steps)).collect();
            let cases: Vec<String> = all.into_iter().map(|entry| entry.feature).collect();
            folder.add(&format!("cases/by-zone/{zone_id}.json"), collection(&cases));
            folder.add(&format!("steps/by-zone/{zone_id}.json"), collection(&steps));
        }
    }
}
