//! The wall's soak: months of events, scene changes and outages in minutes, and what they leave behind.
//!
//! `run` drives a wall in a real browser against the backend that misbehaves (`tests/backend`), `probe` reads what the page
//! holds, and `judge` says whether that is steady; `cargo xtask soak` and the end-to-end tests share all of it.

mod judge;
pub(crate) mod life;
mod outage;
pub(crate) mod plan;
mod probe;
pub(crate) mod report;
pub(crate) mod run;
mod wall;
