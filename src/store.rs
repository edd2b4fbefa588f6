//! The only writer of shared signals: the board, the feed's state, the time, and what the reader looks at.
//!
//! Views read signals and call methods of `Store`; they never set a signal of it. This module knows no DOM beyond the
//! URL and the page's hooks on `<html>`, and no colour or word.

pub mod view;

pub use view::{Face, List, Page, Per, Theme, View};

#[cfg(target_arch = "wasm32")]
mod ages;
#[cfg(target_arch = "wasm32")]
mod archive;
#[cfg(target_arch = "wasm32")]
mod closed;
#[cfg(target_arch = "wasm32")]
mod feed;
#[cfg(target_arch = "wasm32")]
mod figures;
#[cfg(target_arch = "wasm32")]
mod file;
#[cfg(target_arch = "wasm32")]
mod home;
#[cfg(target_arch = "wasm32")]
mod hooks;
#[cfg(target_arch = "wasm32")]
mod latest;
#[cfg(target_arch = "wasm32")]
mod layers;
#[cfg(target_arch = "wasm32")]
mod life;
#[cfg(target_arch = "wasm32")]
mod live;
#[cfg(target_arch = "wasm32")]
mod poll;
#[cfg(target_arch = "wasm32")]
mod records;
#[cfg(target_arch = "wasm32")]
mod seek;
#[cfg(target_arch = "wasm32")]
mod shown;
#[cfg(target_arch = "wasm32")]
mod state;
#[cfg(target_arch = "wasm32")]
mod take_away;
#[cfg(target_arch = "wasm32")]
mod take_records;
#[cfg(target_arch = "wasm32")]
mod url;
#[cfg(target_arch = "wasm32")]
mod verbs;
#[cfg(target_arch = "wasm32")]
mod wake;
#[cfg(target_arch = "wasm32")]
mod wall;

#[cfg(target_arch = "wasm32")]
pub use crate::source::clock::ServerTime;
#[cfg(target_arch = "wasm32")]
pub use crate::{contract::config::Auth, source::session::Progress};
#[cfg(target_arch = "wasm32")]
pub use closed::{ClosedList, ClosedState};
#[cfg(target_arch = "wasm32")]
pub use file::{CaseFile, FileState, History};
#[cfg(target_arch = "wasm32")]
pub use layers::{LayerData, LayerPhase, LayerPlaces, LayerState};
#[cfg(target_arch = "wasm32")]
pub use records::{RecordPhase, Records};
#[cfg(target_arch = "wasm32")]
pub use shown::{Basemap, Feed, LIVE_EVENTS, Listed, LiveEvent, Notice, Phase, SignIn};
#[cfg(target_arch = "wasm32")]
pub use state::Store;
#[cfg(target_arch = "wasm32")]
pub use wall::{NEW_REDS, NewRed};
