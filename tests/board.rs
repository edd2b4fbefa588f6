//! The board: the demo district counted in every way, changes applied one by one, borders, and where names go.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

#[path = "board/borders.rs"]
mod borders;
#[path = "board/changes.rs"]
mod changes;
#[path = "board/counting.rs"]
mod counting;
#[path = "board/demo.rs"]
mod demo;
#[path = "board/filters.rs"]
mod filters;
#[path = "board/small.rs"]
mod small;
#[path = "board/suggesting.rs"]
mod suggesting;
