//! A backend for tests: OGC API – Features in the profile of the contract, over rows held in memory, that misbehaves
//! on request.
//!
//! It serves from a thread of its own on 127.0.0.1 until it is dropped. Its clock begins where a test sets it, its rows
//! change while it runs, and each `Fault` can be switched on and off at any moment. It knows nothing of Gridlight.
#![allow(dead_code, reason = "several test programs share it, and none of them uses all of it")]

mod answer;
mod door;
mod faults;
mod query;
mod state;
mod stream;

pub(crate) mod district;
pub(crate) mod rows;

use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    sync::Arc,
    thread::{self, JoinHandle},
    time::Duration,
};

use axum::{Router, serve::ListenerExt};
use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio::sync::oneshot;

pub(crate) use faults::Fault;
use rows::Rows;
use state::{Shared, Told};

/// How the backend is set up; what may change while it runs is changed on the `Backend`.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// Who may read from another origin.
    pub(crate) cors: Cors,
    /// What a reader has to show.
    pub(crate) sign_in: SignIn,
    /// What the server's clock says when it starts; it runs on from there.
    pub(crate) clock: DateTime<Utc>,
    /// Whether there is a live stream, linked from the landing document.
    pub(crate) stream: bool,
    /// How many events are kept for those who come back.
    pub(crate) log: usize,
    /// How often a stream that has nothing to say sends a comment.
    pub(crate) heartbeat: Duration,
    /// How soon a reader that lost the stream should come back, as the stream itself says.
    pub(crate) retry: Option<Duration>,
    /// Links without scheme and host.
    pub(crate) relative_links: bool,
}

/// Who may read from another origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cors {
    /// Everybody, `Date`, `ETag` and `Retry-After` included.
    Open,
    /// Everybody, but without those headers.
    Unexposed,
    /// Whoever asks, by name and with credentials.
    Credentials,
    /// Nobody.
    Closed,
}

/// What a reader has to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignIn {
    /// Nothing.
    Nobody,
    /// The cookie that `login` sets.
    Cookie,
    /// The token that `Backend::token` names.
    Bearer,
}

impl Default for Options {
    /// Open to all, with a stream, at the moment of `district::district`.
    fn default() -> Self {
        Self {
            cors: Cors::Open,
            sign_in: SignIn::Nobody,
            clock: district::MOMENT.parse().unwrap(),
            stream: true,
            log: 20_000,
            heartbeat: Duration::from_secs(15),
            retry: None,
            relative_links: false,
        }
    }
}

/// A request that was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    /// How it asked: `GET`, or `OPTIONS` where a browser asks whether it may ask.
    pub(crate) method: String,
    /// Path and query.
    pub(crate) path: String,
    /// When it came, since the start.
    pub(crate) at: Duration,
    /// The status of the answer.
    pub(crate) status: u16,
    /// Its `authorization`, `if-none-match`, `last-event-id` and `accept`, as far as it had them.
    pub(crate) headers: BTreeMap<&'static str, String>,
}

/// A running backend; dropping it stops it.
#[derive(Debug)]
pub(crate) struct Backend {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Backend {
    /// Serves these rows.
    pub(crate) fn start(options: Options, rows: Rows) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared::new(options, rows, format!("http://{address}")));
        let app = Router::new().fallback(answer::answer).with_state(Arc::clone(&shared));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (stop, stopped) = oneshot::channel();
        let serve = async move {
            let listener = tokio::net::TcpListener::from_std(listener)?.tap_io(|stream| {
                // Without this, small answers wait for the other side's delayed acknowledgement.
                stream.set_nodelay(true).unwrap_or_default();
            });
            axum::serve(listener, app).await
        };
        let run = move || {
            runtime.block_on(async {
                // Open connections are cut, not waited for: a stream never ends by itself.
                tokio::select! {
                    served = serve => served.unwrap_or_default(),
                    _ = stopped => {}
                }
            });
        };
        let thread = thread::Builder::new().name("backend".to_owned()).spawn(run).unwrap();
        Self { address, shared, stop: Some(stop), thread: Some(thread) }
    }

    /// The address of the landing document.
    pub(crate) fn landing(&self) -> String {
        self.at("")
    }

    /// The address of a path below the landing document.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("http://{}{}{path}", self.address, state::ROOT)
    }

    /// Misbehaves from now on: `place` is `landing`, `conformance`, `collections`, `stream`, the id of a collection, or
    /// `*` for all of them. Several faults add up.
    pub(crate) fn fault(&self, place: &str, fault: Fault) {
        self.shared.state().faults.push((place.to_owned(), fault));
    }

    /// Ends the faults of a place; those of `*` go on.
    pub(crate) fn mend(&self, place: &str) {
        self.shared.state().faults.retain(|(at, _)| at != place);
    }

    /// Puts a row into a collection and tells nobody: a poll finds it.
    pub(crate) fn store(&self, collection: &str, row: Value) {
        self.shared.state().rows.put(collection, row);
    }

    /// Takes a row out of a collection and tells nobody.
    pub(crate) fn remove(&self, collection: &str, id: &str) {
        self.shared.state().rows.remove(collection, id);
    }

    /// How many rows of a collection are so.
    pub(crate) fn count(&self, collection: &str, is_so: impl Fn(&Value) -> bool) -> usize {
        let rows = self.shared.state().rows.of(collection).unwrap_or_default();
        rows.iter().filter(|row| is_so(row)).count()
    }

    /// Tells the streams of a matter, whatever the collections hold. It gives the number of the event.
    pub(crate) fn tell(&self, op: &str, feature: &Value) -> u64 {
        self.tell_all(op, std::slice::from_ref(feature))
    }

    /// The same of many matters at once. It gives the number of the last event.
    pub(crate) fn tell_all(&self, op: &str, features: &[Value]) -> u64 {
        self.shared.tell(features.iter().map(|feature| Told::new(op, feature)))
    }

    /// Puts matters where they belong, open or closed, and tells the streams of each of them in this order.
    pub(crate) fn put_cases(&self, features: &[Value]) -> u64 {
        let mut state = self.shared.state();
        features.iter().for_each(|feature| state.rows.put_case(feature));
        drop(state);
        self.shared.tell(features.iter().map(|feature| Told::new("put", feature)))
    }

    /// Takes a matter out of all collections and tells the streams.
    pub(crate) fn delete_case(&self, feature: &Value) -> u64 {
        let mut state = self.shared.state();
        for collection in ["open-cases", "cases"] {
            state.rows.remove(collection, rows::id(feature));
        }
        drop(state);
        self.tell("delete", feature)
    }

    /// Forgets the events so far: whoever comes back after one of them is told to begin anew.
    pub(crate) fn forget_events(&self) {
        self.shared.state().log.clear();
    }

    /// Cuts the streams that are open.
    pub(crate) fn drop_streams(&self) {
        self.shared.state().cuts += 1;
        self.shared.wake_streams();
    }

    /// Keeps the streams open and says nothing on them, not even a comment; `false` ends that.
    pub(crate) fn silence(&self, silent: bool) {
        self.shared.state().silent = silent;
        self.shared.wake_streams();
    }

    /// How many streams are open.
    pub(crate) fn streams(&self) -> usize {
        self.shared.state().streams
    }

    /// The token that opens the door now.
    pub(crate) fn token(&self) -> String {
        self.shared.state().token()
    }

    /// Ends every sign-in: the cookies and the token of before are nothing from now on.
    pub(crate) fn sign_all_out(&self) {
        self.shared.state().sign_ins += 1;
    }

    /// What was asked for so far, in order of arrival.
    pub(crate) fn requests(&self) -> Vec<Seen> {
        let mut seen = self.shared.state().seen.clone();
        seen.sort_by_key(|seen| seen.at);
        seen
    }

    /// Forgets what was asked for so far, and gives it.
    pub(crate) fn take_requests(&self) -> Vec<Seen> {
        let mut seen = std::mem::take(&mut self.shared.state().seen);
        seen.sort_by_key(|seen| seen.at);
        seen
    }
}

impl Drop for Backend {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic over there has been printed already; here it must not become a second one.
            thread.join().unwrap_or_default();
        }
    }
}
