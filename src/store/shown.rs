//! What the store holds besides the domain's own values: plain, and made to be compared.

use crate::{
    contract::config::Auth,
    domain::{
        area::Place, case::Case, failure::Failure, freshness::Freshness, remark::Remark,
        time::Instant,
    },
    source::{clock::ServerTime, session::Progress},
};
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
    /// Something the source does that the reader should know.
    Remark(Remark),
    /// The demo began again.
    Restarted,
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

/// How many live events are kept.
pub(super) const LIVE_EVENTS: usize = 12;

/// The state of the feed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feed {
    /// By the age of the last verified answer.
    pub freshness: Freshness,
    /// The newest fact on the board.
    pub newest_fact_at: Option<Instant>,
    /// What there is to say of the time that is shown.
    pub server_time: ServerTime,
}
