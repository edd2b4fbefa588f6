//! What the server's thread and the test share.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tokio::sync::watch;

use super::{Fault, Options, Seen, rows::Rows};

/// The path of the landing document.
pub(super) const ROOT: &str = "/ogc/";

/// Everything that the backend knows.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) options: Options,
    /// Scheme, host and port.
    pub(super) origin: String,
    started: Instant,
    state: Mutex<State>,
    /// Changes whenever a stream should look again.
    pub(super) news: watch::Sender<()>,
}

/// What changes while it runs.
#[derive(Debug)]
pub(super) struct State {
    pub(super) rows: Rows,
    pub(super) faults: Vec<(String, Fault)>,
    pub(super) seen: Vec<Seen>,
    /// The events that are still known; the newest is the last.
    pub(super) log: VecDeque<Told>,
    /// The number of the newest event, known or forgotten.
    pub(super) newest: u64,
    /// How often the streams were cut: one that was opened before the last cut ends.
    pub(super) cuts: u64,
    pub(super) silent: bool,
    /// How many streams are open.
    pub(super) streams: usize,
    /// How often everybody was signed out.
    pub(super) sign_ins: u64,
}

/// An event as it goes over the wire, and its number.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) number: u64,
    pub(super) data: String,
}

impl Told {
    pub(super) fn new(op: &str, feature: &Value) -> Self {
        Self { number: 0, data: json!({"op": op, "feature": feature}).to_string() }
    }
}

impl Shared {
    pub(super) fn new(options: Options, rows: Rows, origin: String) -> Self {
        let state = State {
            rows,
            faults: Vec::new(),
            seen: Vec::new(),
            log: VecDeque::new(),
            newest: 0,
            cuts: 0,
            silent: false,
            streams: 0,
            sign_ins: 1,
        };
        let (news, _) = watch::channel(());
        Self { options, origin, started: Instant::now(), state: Mutex::new(state), news }
    }

    /// What a panicking holder left behind is still a list of rows.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long it has been running.
    pub(super) fn running(&self) -> Duration {
        self.started.elapsed()
    }

    /// The faults of a place, with those of all places.
    pub(super) fn faults(&self, place: &str) -> Vec<Fault> {
        let state = self.state();
        let here = state.faults.iter().filter(|(at, _)| at == place || at == "*");
        here.map(|(_, fault)| fault.clone()).collect()
    }

    /// The address of a path below the landing document, as it stands in a document.
    pub(super) fn href(&self, path: &str) -> String {
        let origin = if self.options.relative_links { "" } else { &self.origin };
        format!("{origin}{ROOT}{path}")
    }

    /// Writes events into the log, all at once, and tells the streams. It gives the number of the last.
    pub(super) fn tell(&self, events: impl IntoIterator<Item = Told>) -> u64 {
        let mut state = self.state();
        for event in events {
            state.newest += 1;
            let number = state.newest;
            state.log.push_back(Told { number, ..event });
        }
        let forgotten = state.log.len().saturating_sub(self.options.log);
        state.log.drain(..forgotten);
        let newest = state.newest;
        drop(state);
        self.wake_streams();
        newest
    }

    pub(super) fn wake_streams(&self) {
        self.news.send_replace(());
    }
}

impl State {
    /// What a cookie or a token has to say now.
    pub(super) fn token(&self) -> String {
        format!("token-{}", self.sign_ins)
    }
}
