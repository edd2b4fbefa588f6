//! A district that lives: matters arise, are dispatched, contacted, handled, answered, closed, extended and forgotten.
//!
//! A deterministic simulation: the same files give the same life, in whatever steps it is asked for. It speaks the
//! contract's JSON (stream events and the `workload` collection) and is read back through the contract's own decoder.
//! It reads no clock and draws no light; it never says that a matter is overdue, it only lets deadlines pass.

mod act;
mod arrivals;
mod days;
mod draw;
mod ground;
mod json;
mod ledger;
mod matter;
mod plan;
#[cfg(test)]
mod tests;
mod trend;
mod view;
mod words;
mod world;

pub use matter::{Act, SUPERVISION, Shape};
pub use view::View;

use crate::domain::{calendar::Calendar, time::Instant, workload::Tally};
use arrivals::Arrivals;
use chrono::FixedOffset;
use days::{DAY_MINUTES, Day, Days, Minute, day_of};
use ledger::Ledger;
use matter::Matter;
use std::{cmp::Ordering, collections::BinaryHeap, fmt};
use world::World;

/// How many whole days of workload are kept on offer, before today: a quarter.
const WORKLOAD_DAYS: i32 = 90;

/// The files of the demo's folder that a life begins from, as raw JSON texts.
pub struct LifeFiles<'a> {
    /// `life.json`: words, rates, seed, and the totals of the day that has begun.
    pub life: &'a str,
    /// The `grids` collection.
    pub grids: &'a str,
    /// The `zones` collection.
    pub zones: &'a str,
    /// The `open-cases` collection.
    pub open_cases: &'a str,
    /// The `workload` collection.
    pub workload: &'a str,
}

/// Why no life can begin from these files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LifeError {
    /// The file, by its collection's name.
    pub file: &'static str,
    /// What is missing or wrong in it.
    pub what: Box<str>,
}

impl LifeError {
    fn new(file: &'static str, what: &str) -> Self {
        Self { file, what: what.into() }
    }
}

impl fmt::Display for LifeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file)?;
        f.write_str(": ")?;
        f.write_str(&self.what)
    }
}

impl std::error::Error for LifeError {}

/// An open matter waiting for its next act.
struct Waiting {
    at: Minute,
    act: Act,
    matter: Box<Matter>,
}

// A heap gives the greatest first: the earliest is the greatest here. Ids break ties, as no two matters share one.
impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> Ordering {
        other.at.cmp(&self.at).then_with(|| other.matter.id.cmp(&self.matter.id))
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Waiting {}

/// A district that lives.
pub struct Life {
    world: World,
    waiting: BinaryHeap<Waiting>,
    ledger: Ledger,
    arrivals: Arrivals,
    /// The features of matters that a unit closed late, in the order of their closing.
    closed_late: Vec<String>,
    today: Day,
}

impl Life {
    /// Begins a life at `as_of` from a snapshot.
    ///
    /// # Errors
    /// If a file is no JSON, or does not fit the others; the error names the file and what is wrong.
    pub fn begin(
        files: &LifeFiles<'_>,
        calendar: &Calendar,
        zone: FixedOffset,
        as_of: Instant,
    ) -> Result<Self, LifeError> {
        let life = json::parse("life", files.life)?;
        let zones = json::parse("zones", files.zones)?;
        let grids = json::parse("grids", files.grids)?;
        let days = Days { calendar: calendar.clone(), zone };
        let now = days.minute(as_of);
        let today = day_of(now);
        let world = World::read(&life, &zones, &grids, days)?;

        let workload = json::parse("workload", files.workload)?;
        let begun = json::member(&life, "today");
        let (towns, domains) = (&world.ground.towns, &world.words.domains);
        let ledger = Ledger::read(&workload, begun, today, towns, domains);

        let mut life = Self {
            world,
            waiting: BinaryHeap::new(),
            ledger,
            arrivals: Arrivals::default(),
            closed_late: Vec::new(),
            today,
        };
        let open = json::parse("open-cases", files.open_cases)?;
        for (id, row, geometry) in json::features(&open) {
            let mut matter = Matter::read(id, row, geometry, &life.world)?;
            life.world.plan(&mut matter, now);
            life.wait(Box::new(matter));
        }
        life.receive(now);
        Ok(life)
    }

    /// When something happens next: an act, or the beginning of a day, which brings nothing to see by itself.
    pub fn next_event_at(&self) -> Option<Instant> {
        let midnight = (self.today + 1) * DAY_MINUTES;
        let next = self.waiting.peek().map_or(midnight, |next| next.at.min(midnight));
        Some(self.world.days.instant(next))
    }

    /// Everything that happens up to and including `to`, in order: each the `data` of a stream event.
    pub fn advance(&mut self, to: Instant) -> Vec<String> {
        let mut events = Vec::new();
        self.advance_each(to, &mut |view, _, _| {
            let mut event = String::from("{\"op\":\"put\",\"feature\":");
            event.push_str(&view.feature(Shape::Whole));
            event.push('}');
            events.push(event);
        });
        events
    }

    /// Lets time pass up to and including `to`, and shows each matter after each act.
    pub fn advance_each(&mut self, to: Instant, each: &mut dyn FnMut(View<'_>, Act, Instant)) {
        let to = self.world.days.minute(to);
        loop {
            let midnight = (self.today + 1) * DAY_MINUTES;
            let next = self.waiting.peek().map_or(i32::MAX, |next| next.at);
            if midnight <= next.min(to) {
                self.end_day(midnight);
            } else if next <= to {
                let Some(Waiting { at, act, mut matter }) = self.waiting.pop() else { break };
                self.act(&mut matter, act, at);
                let view = View { world: &self.world, matter: &matter };
                each(view, act, self.world.days.instant(at));
                self.wait(matter);
            } else {
                break;
            }
        }
    }

    /// The `workload` collection as it stands: one row per town and day, up to yesterday.
    pub fn workload(&self) -> String {
        let (towns, domains) = (&self.world.ground.towns, &self.world.words.domains);
        self.ledger.collection(self.today - WORKLOAD_DAYS, self.today, towns, domains)
    }

    /// How many matters have arrived since this life began.
    pub fn received_count(&self) -> usize {
        self.arrivals.count()
    }

    /// The `received` collection of what has arrived since this life began, without the first `known` of them.
    pub fn received(&self, known: usize) -> String {
        self.arrivals.collection(known, &self.world.ground, &self.world.words)
    }

    /// How many matters units have closed late since this life began.
    pub fn closed_late_count(&self) -> usize {
        self.closed_late.len()
    }

    /// The `year-overdue` collection of what units have closed late since this life began, without the first `known`.
    pub fn closed_late(&self, known: usize) -> String {
        json::collection(&self.closed_late.get(known..).unwrap_or_default().join(",\n"))
    }

    /// The rows of the day that has begun, as a JSON array: what `life.json` states as `today`.
    pub fn today(&self) -> String {
        let mut out = String::new();
        for (at, town) in self.world.ground.towns.iter().enumerate() {
            out.push(if at == 0 { '[' } else { ',' });
            self.ledger.push_row(&mut out, at, &town.id, self.today, &self.world.words.domains);
        }
        out.push(']');
        out
    }

    /// The open matters, in the order of their ids.
    pub fn open(&self) -> Vec<View<'_>> {
        let open = self.waiting.iter().filter(|waiting| waiting.act != Act::Reported);
        let mut open: Vec<View<'_>> =
            open.map(|waiting| View { world: &self.world, matter: &waiting.matter }).collect();
        open.sort_unstable_by(|a, b| a.matter.id.cmp(&b.matter.id));
        open
    }

    /// Puts a matter back until its next act; one without is done with.
    fn wait(&mut self, mut matter: Box<Matter>) {
        if let Some((at, act)) = matter.plan.pop() {
            self.waiting.push(Waiting { at, act, matter });
        }
    }

    /// Lets the matters of today arise that are reported after `now`.
    fn receive(&mut self, now: Minute) {
        for matter in self.world.arrivals(self.today, now) {
            self.wait(Box::new(matter));
        }
    }

    fn end_day(&mut self, midnight: Minute) {
        for Waiting { act, matter, .. } in &self.waiting {
            // Who has not been reported yet is not open either.
            if *act == Act::Reported {
                continue;
            }
            let town = self.world.town(matter);
            self.ledger.count(town, self.today, Tally::OpenAtEnd);
            if self.world.is_overdue(matter, midnight) {
                self.ledger.count(town, self.today, Tally::OverdueAtEnd);
            }
        }
        self.today += 1;
        self.receive(midnight - 1);
    }
}
