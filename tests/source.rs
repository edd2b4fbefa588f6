//! The client of `source`, against a table of answers and a small server in memory: what it asks, what it believes, when
//! it stops, and what becomes of the board.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

#[path = "source/addresses.rs"]
mod addresses;
#[path = "source/answers.rs"]
mod answers;
#[path = "source/changes.rs"]
mod changes;
#[path = "source/detail.rs"]
mod detail;
#[path = "source/events.rs"]
mod events;
#[path = "source/history.rs"]
mod history;
#[path = "source/line.rs"]
mod line;
#[path = "source/opening.rs"]
mod opening;
#[path = "source/paces.rs"]
mod paces;
#[path = "source/pages.rs"]
mod pages;
#[path = "source/plans.rs"]
mod plans;
#[path = "source/proofs.rs"]
mod proofs;
#[path = "source/questions.rs"]
mod questions;
#[path = "source/renewals.rs"]
mod renewals;
#[path = "source/requests.rs"]
mod requests;
#[path = "source/rows.rs"]
mod rows;
#[path = "source/server.rs"]
mod server;
