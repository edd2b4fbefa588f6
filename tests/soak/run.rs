//! A soak from its first event to its last sample.

use std::{
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use super::{
    life::{Life, due_after},
    outage::{OUTAGES, Outage},
    plan::Plan,
    probe::{self, Held, Shown},
    wall,
};
use crate::{
    backend::{Backend, district::district},
    find::Page,
};

/// Events are told this often, as many as are due.
const TELL_EVERY: Duration = Duration::from_millis(200);
/// An outage lasts so long at least: longer than between two questions of a wall that hears the stream.
const OUTAGE: Duration = Duration::from_secs(6);
/// A wall that has not come back after this long never does.
const LONGEST_RECOVERY: Duration = Duration::from_secs(90);

/// What the wall held at a moment, always with the same board in the same scene.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) elapsed: Duration,
    pub(crate) events: u64,
    pub(crate) scene_number: u64,
    pub(crate) held: Held,
}

/// An outage that was gone through.
#[derive(Clone, Debug)]
pub(crate) struct Recovery {
    pub(crate) outage: Outage,
    /// Until the wall was fresh, with the right number of open matters; `None` if it never was.
    pub(crate) after: Option<Duration>,
    /// Until the stream was open again, where it had been lost.
    pub(crate) stream_after: Option<Duration>,
}

/// Everything that was seen.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) samples: Vec<Sample>,
    pub(crate) recoveries: Vec<Recovery>,
    pub(crate) events: u64,
    pub(crate) scene_changes: u64,
    /// Whether the document is still the one that was opened.
    pub(crate) is_one_document: bool,
}

/// A soak under way.
struct Soak<'a> {
    plan: Plan,
    begun: Instant,
    backend: &'a Backend,
    page: Page<'a>,
    life: Life<'a>,
    /// Events told before the time was over.
    told_in_time: u64,
    /// The scene of all samples.
    scene: String,
    samples: Vec<Sample>,
    recoveries: Vec<Recovery>,
    /// Since when the wall could open its stream again, while it has not.
    stream_lost_until: Option<Instant>,
}

/// Goes through it all, and shows each sample as soon as it is taken.
pub(crate) fn run(plan: Plan, show: impl FnMut(&Sample)) -> Seen {
    let clock = wall::clock(&plan);
    let backend = wall::backend(clock);
    let life = Life::new(&backend, clock, district().of("open-cases").unwrap());
    let site = wall::site(&backend);
    let page = wall::open(&site, &backend);
    let document_began_at_ms = probe::document_began_at_ms(&page.browser);
    let scene = probe::look(&page.browser).scene;
    let mut soak = Soak {
        plan,
        begun: Instant::now(),
        backend: &backend,
        page,
        life,
        told_in_time: 0,
        scene,
        samples: Vec::new(),
        recoveries: Vec::new(),
        stream_lost_until: None,
    };
    soak.age();
    soak.go_through(show);
    let scene_changes = probe::look(&soak.page.browser).scene_number;
    let document_now_ms = probe::document_began_at_ms(&soak.page.browser);
    Seen {
        events: soak.told_in_time,
        samples: soak.samples,
        recoveries: soak.recoveries,
        scene_changes,
        is_one_document: document_now_ms == document_began_at_ms,
    }
}

impl Soak<'_> {
    /// Makes the wall one that has run for weeks: what it remembers, up to a bound, is there before anything is measured.
    fn age(&mut self) {
        self.life.age();
        // The one matter that is told after them proves that they were taken in.
        self.life.tell_up_to(1);
        assert!(self.wait_until_right(LONGEST_RECOVERY), "the wall takes in what is gone");
        self.begun = Instant::now();
    }

    fn go_through(&mut self, mut show: impl FnMut(&Sample)) {
        while self.begun.elapsed() < self.plan.duration() {
            self.tell_due();
            if self.is_due(self.recoveries.len(), self.plan.outages)
                && self.stream_lost_until.is_none()
            {
                self.lose_and_recover(OUTAGES[self.recoveries.len() % OUTAGES.len()]);
            }
            let sampled_at = self.samples.last().map_or(Duration::ZERO, |last| last.elapsed);
            if self.begun.elapsed() >= sampled_at + self.plan.sample_every {
                show(self.sample());
            }
            thread::sleep(TELL_EVERY);
        }
        // What was told in time is judged, not what could be told at the end.
        self.told_in_time = self.life.told();
        show(self.sample());
    }

    /// Whether the next of so many, which are spread evenly, is due.
    fn is_due(&self, done: usize, of: usize) -> bool {
        let share = self.begun.elapsed().div_duration_f64(self.plan.duration());
        done < of && share >= (done + 1) as f64 / (of + 1) as f64
    }

    /// Tells what is due: after a pause it is more, as from a server that catches up.
    fn tell_due(&mut self) {
        let per_s = self.plan.events as f64 / self.plan.duration().as_secs_f64();
        let due = due_after(self.begun.elapsed(), per_s);
        self.life.tell_up_to(due.min(self.plan.events));
        if self.backend.streams() > 0
            && let Some(since) = self.stream_lost_until.take()
            && let Some(last) = self.recoveries.last_mut()
        {
            last.stream_after = Some(since.elapsed());
        }
    }

    /// Goes through an outage, in which events go on, and measures how long the wall takes to come back from it.
    fn lose_and_recover(&mut self, outage: Outage) {
        let begun = Instant::now();
        outage.begin(self.backend, &self.page);
        // It must be felt when it ends: a wall that was late for a moment, and for another reason, has noticed nothing.
        while begun.elapsed() < OUTAGE || !self.is_felt(outage) {
            self.tell_due();
            let limit = LONGEST_RECOVERY;
            assert!(
                begun.elapsed() < limit,
                "after {limit:?} the wall feels nothing of {outage:?}"
            );
            thread::sleep(TELL_EVERY);
        }
        let ended = Instant::now();
        self.stream_lost_until = (self.backend.streams() == 0).then_some(ended);
        outage.end(self.backend, &self.page);
        let keeps_time = outage != Outage::ClockAhead || self.keeps_time();
        let after = self.wait_until_right(LONGEST_RECOVERY).then(|| ended.elapsed());
        let after = after.filter(|_| keeps_time);
        self.recoveries.push(Recovery { outage, after, stream_after: None });
    }

    /// Whether the wall shows the server's time at every look, for longer than it sleeps, while its own clock goes back.
    fn keeps_time(&mut self) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < OUTAGE {
            self.tell_due();
            if !self.life.is_now(&probe::look(&self.page.browser).clock) {
                return false;
            }
            thread::sleep(TELL_EVERY);
        }
        true
    }

    fn is_felt(&self, outage: Outage) -> bool {
        match outage {
            // Nothing may be seen of it: the wall asks the server as soon as its own clock has jumped, and goes by that.
            Outage::ClockAhead => self.is_right(&probe::look(&self.page.browser)),
            _ => outage.is_felt(self.backend, &self.page),
        }
    }

    /// Waits until the wall is fresh, and shows as many open matters as the server has, at its time; gives whether it ever did.
    fn wait_until_right(&self, limit: Duration) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < limit {
            if self.is_right(&probe::look(&self.page.browser)) {
                return true;
            }
            thread::sleep(Duration::from_millis(20));
        }
        false
    }

    fn is_right(&self, shown: &Shown) -> bool {
        let open = self.open_in(&shown.scope);
        (shown.board.as_str(), shown.feed.as_str()) == ("ready", "fresh")
            && open.is_some_and(|open| shown.open == Some(open))
            && self.life.is_now(&shown.clock)
    }

    /// How many open matters the server has in a scope; `None` of one that this knows nothing of.
    fn open_in(&self, scope: &str) -> Option<u64> {
        let town = match scope.split_once(':') {
            None if scope == "district" => None,
            Some(("town", id)) => Some(id),
            _ => return None,
        };
        let is_there = |row: &Value| town.is_none_or(|id| row["properties"]["town_id"] == id);
        Some(self.backend.count("open-cases", is_there) as u64)
    }

    /// Brings the board back to what it was at first, waits for the one scene, and reads what is left of all the rest.
    fn sample(&mut self) -> &Sample {
        self.life.rest();
        let (shown, held) = self.page.wait_longer_for(
            "the wall stands still in its first scene",
            LONGEST_RECOVERY,
            || {
                let shown = probe::look(&self.page.browser);
                if shown.scene != self.scene || !self.is_right(&shown) {
                    return None;
                }
                let held = probe::held(&self.page.browser);
                // What was read while the scene changed is of neither.
                let is_still = probe::look(&self.page.browser).scene_number == shown.scene_number;
                is_still.then_some((shown, held))
            },
        );
        let (elapsed, events) = (self.begun.elapsed(), self.life.told());
        self.samples.push(Sample { elapsed, events, scene_number: shown.scene_number, held });
        &self.samples[self.samples.len() - 1]
    }
}
