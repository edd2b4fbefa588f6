//! What the store holds besides the domain's own values: plain, and made to be compared.

use crate::{
    contract::config::Auth,
    domain::{
        area::Place, board::OpenCase, case::Case, failure::Failure, freshness::Freshness,
        remark::Remark, scope::Scope, time::Instant,
    },
    source::{clock::ServerTime, renewal::Renewal, session::Progress},
};
use chrono::TimeDelta;
use std::sync::Arc;

/// How far the board has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// It is being read, and has come so far; of 0 collections while their number is not known.
    Loading(Progress),
    /// It is there.
    Ready,
    /// It never was, and this is why.
    Failed(Failure),
}

/// Something to tell the reader that does not belong to a matter.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A parameter of the link that is not known.
    UnknownParameter(String, String),
    /// An area in the link that is not there.
    UnknownArea(&'static str, String),
    /// A key of the config that is not known.
    UnknownConfigKey(String),
    /// An update that failed; the last data stay.
    UpdateFailed(Failure),
    /// A part that did not come: the board does without it, or keeps that of before.
    Missing(Failure),
    /// Something the source does that the reader should know.
    Remark(Remark),
    /// The demo began again.
    Restarted,
    /// A link has made this the reader's own area.
    AreaSet(Scope),
    /// The reader's own area is not there any more.
    UnknownOwnArea(String),
}

/// The matters of a list, in order. Two lists are the same if they are of the same matters, in the same states.
#[derive(Clone, Debug, Default)]
pub struct Listed(pub Arc<Vec<Arc<OpenCase>>>);

impl PartialEq for Listed {
    fn eq(&self, other: &Self) -> bool {
        let (one, other) = (&self.0, &other.0);
        one.len() == other.len() && one.iter().zip(other.iter()).all(|(a, b)| Arc::ptr_eq(a, b))
    }
}

/// What the reader can do where the source wants to know who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// How the source knows.
    pub auth: Auth,
    /// The source's own address, where its login is.
    pub url: String,
}

/// What happened to a matter, for the list of live events.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveEvent {
    /// A running number, to tell equal ones apart.
    pub number: u64,
    /// The facts as they are now.
    pub case: Arc<Case>,
    /// Where it lies.
    pub place: Place,
}

/// A tiled basemap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basemap {
    /// The tiles' address with `{x}`, `{y}` and `{z}`.
    pub url: String,
    /// A second layer with names.
    pub labels_url: Option<String>,
    /// Who must be named.
    pub attribution: String,
    /// The tiles are in GCJ-02: what lies on them is moved.
    pub is_gcj02: bool,
    /// The deepest zoom that has tiles.
    pub max_zoom: Option<u32>,
}

/// What was done, and when the next is to be done. Local times, all of them.
#[derive(Clone, Debug)]
pub(super) struct Times {
    /// The name of the source that was opened last.
    pub(super) opened: Option<String>,
    /// Counts the openings: a later one overtakes an earlier one.
    pub(super) opening: u64,
    /// The config may be what the last opening failed for, and is read anew with the next.
    pub(super) is_config_doubtful: bool,
    /// The last verified answer.
    pub(super) checked_at: Instant,
    /// The next question; never while one is under way.
    pub(super) poll_at: Instant,
    /// When everything is to be read again.
    pub(super) renewal: Renewal,
    /// The local clock and the steady one when they were last looked at.
    pub(super) looked_at: (Instant, TimeDelta),
    /// When the next waking is to be, by the clock that nobody can set.
    pub(super) wake_at: TimeDelta,
}

impl Default for Times {
    fn default() -> Self {
        Self {
            opened: None,
            opening: 0,
            is_config_doubtful: false,
            checked_at: Instant::default(),
            poll_at: Instant::default(),
            renewal: Renewal::default(),
            looked_at: (Instant::default(), TimeDelta::zero()),
            wake_at: TimeDelta::MAX,
        }
    }
}

/// How many live events are kept.
pub const LIVE_EVENTS: usize = 12;

/// The state of the feed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feed {
    /// By the age of the last verified answer.
    pub freshness: Freshness,
    /// The last verified answer, in the source's time.
    pub checked_at: Option<Instant>,
    /// The newest fact on the board.
    pub newest_fact_at: Option<Instant>,
    /// How often the source was asked in vain since then.
    pub failed_count: u32,
    /// When it is asked again, in the source's time; `None` while a question is under way.
    pub next_try_at: Option<Instant>,
    /// What there is to say of the time that is shown.
    pub server_time: ServerTime,
}
