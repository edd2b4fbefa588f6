//! The life of matters, told without end: each is received, dispatched, closed, reopened and closed for good, and another
//! one comes in its place.

use std::{
    collections::VecDeque,
    mem,
    time::{Duration, Instant},
};

use chrono::{DateTime, FixedOffset, SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::backend::{Backend, rows};

/// So many matters are followed at a time, which bounds the board.
const FOLLOWED: usize = 120;
/// So many closed ones stay on the server, as in one that hands out a window of time.
const CLOSED_KEPT: usize = 100;
/// How soon the deadline of every third matter passes, with no event to say so.
const UNTIL_RED: TimeDelta = TimeDelta::seconds(1);
/// So many matters that are gone a page remembers (`domain::gone`), which takes a district two weeks.
const REMEMBERED: usize = 32_768;
/// Matters dispatched so long ago are overdue when they are first heard of.
const LONG_AGO: TimeDelta = TimeDelta::days(30);
/// The stages of a matter, by its status and whether it is open then.
const STAGES: [(&str, bool); 5] = [
    ("reported", true),
    ("handling", true),
    ("closed", false),
    ("handling", true),
    ("closed", false),
];

/// All that happens, and the backend that it happens at.
pub(crate) struct Life<'a> {
    backend: &'a Backend,
    /// The server's clock at `begun`.
    clock: DateTime<Utc>,
    begun: Instant,
    /// Matters whose places the new ones take.
    places: Vec<Value>,
    followed: VecDeque<Matter>,
    closed: VecDeque<Value>,
    made: usize,
    told: u64,
}

/// A matter, as it was told last.
struct Matter {
    row: Value,
    stage: usize,
}

impl<'a> Life<'a> {
    /// Life at a backend that has just been started at this time; new matters lie where these do.
    pub(crate) fn new(backend: &'a Backend, clock: DateTime<Utc>, places: Vec<Value>) -> Self {
        Self {
            backend,
            clock,
            begun: Instant::now(),
            places,
            followed: VecDeque::new(),
            closed: VecDeque::new(),
            made: 0,
            told: 0,
        }
    }

    /// How many events were told so far.
    pub(crate) fn told(&self) -> u64 {
        self.told
    }

    /// Tells of as many matters that are gone as a page remembers, so that what is bounded by that is full already. They are
    /// not counted among the events.
    pub(crate) fn age(&self) {
        let gone_at = text(self.now());
        let gone = |number: usize| {
            rows::feature(&format!("E{number:06}"), Value::Null, json!({"updated_at": gone_at}))
        };
        let gone: Vec<Value> = (0..REMEMBERED).map(gone).collect();
        self.backend.tell_all("delete", &gone);
    }

    /// Tells as many events as are missing to this number.
    pub(crate) fn tell_up_to(&mut self, number: u64) {
        let now = self.now();
        let rows: Vec<Value> = (self.told..number).map(|_| self.next(now)).collect();
        self.tell(&rows);
    }

    /// Closes whatever is open, so that the board is the one it was before all this.
    pub(crate) fn rest(&mut self) {
        let now = self.now();
        let followed = mem::take(&mut self.followed);
        let (open, closed): (Vec<_>, Vec<_>) =
            followed.into_iter().partition(|matter| STAGES[matter.stage].1);
        let rows: Vec<Value> =
            open.iter().map(|matter| staged(&matter.row, STAGES.len() - 1, now)).collect();
        self.tell(&rows);
        self.closed.extend(closed.into_iter().map(|matter| matter.row).chain(rows));
        self.forget();
    }

    /// Whether a clock of hours and minutes shows the server's time, or that of just before.
    pub(crate) fn is_now(&self, clock: &str) -> bool {
        let zone = FixedOffset::east_opt(8 * 3_600).unwrap();
        let shown = |at: DateTime<Utc>| at.with_timezone(&zone).format("%H:%M").to_string();
        let now = self.now();
        [now, now - TimeDelta::seconds(3)].into_iter().any(|at| shown(at) == clock)
    }

    /// The server's time.
    fn now(&self) -> DateTime<Utc> {
        self.clock + self.begun.elapsed()
    }

    fn tell(&mut self, rows: &[Value]) {
        self.told += rows.len() as u64;
        self.backend.put_cases(rows);
    }

    /// The next event: a new matter while there is room for one, else the next stage of the one that waited longest.
    fn next(&mut self, now: DateTime<Utc>) -> Value {
        let waited = if self.followed.len() < FOLLOWED { None } else { self.followed.pop_front() };
        let (row, stage) = match waited {
            Some(Matter { row, stage }) => (staged(&row, stage + 1, now), stage + 1),
            None => (self.received(now), 0),
        };
        if stage + 1 < STAGES.len() {
            self.followed.push_back(Matter { row: row.clone(), stage });
        } else {
            self.closed.push_back(row.clone());
            self.forget();
        }
        row
    }

    /// A matter that has just come in, under a number that none had before.
    fn received(&mut self, now: DateTime<Utc>) -> Value {
        self.made += 1;
        let mut row = self.places[self.made % self.places.len()].clone();
        row["id"] = format!("S{:06}", self.made).into();
        let kind = self.made % 9;
        let dispatched_at = if kind == 0 { now - LONG_AGO } else { now };
        let due_at = if kind % 3 == 1 { Some(text(now + UNTIL_RED)) } else { None };
        let properties = [
            ("title", format!("事项 {}", self.made).into()),
            ("reported_at", text(dispatched_at)),
            ("extension_requested_at", Value::Null),
            ("extension_approved_at", Value::Null),
            ("contacted_at", Value::Null),
            ("due_at", due_at.unwrap_or_default()),
        ];
        staged(&rows::changed(&row, &properties), 0, now)
    }

    /// Takes the matters that were closed longest ago off the server.
    fn forget(&mut self) {
        let surplus = self.closed.len().saturating_sub(CLOSED_KEPT);
        for row in self.closed.drain(..surplus) {
            self.backend.remove("cases", rows::id(&row));
        }
    }
}

/// The matter as it is from now on, in this stage.
fn staged(row: &Value, stage: usize, now: DateTime<Utc>) -> Value {
    let (status, is_open) = STAGES[stage];
    let reported_at = row["properties"]["reported_at"].clone();
    let closed_at = if is_open { Value::Null } else { text(now) };
    rows::changed(
        row,
        &[
            ("status", status.into()),
            ("dispatched_at", if stage == 0 { Value::Null } else { reported_at }),
            ("answered_at", closed_at.clone()),
            ("closed_at", closed_at),
            ("updated_at", text(now)),
        ],
    )
}

fn text(at: DateTime<Utc>) -> Value {
    json!(at.to_rfc3339_opts(SecondsFormat::Millis, true))
}

/// How long it takes to tell so many events at so many a second.
pub(crate) fn due_after(elapsed: Duration, events_per_s: f64) -> u64 {
    (elapsed.as_secs_f64() * events_per_s) as u64
}
