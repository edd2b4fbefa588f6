//! The wall: what its config says, what comes next, how old a panel is, what a passer-by may read.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

#[path = "wall/ages.rs"]
mod ages;
#[path = "wall/plan.rs"]
mod plan;
#[path = "wall/privacy.rs"]
mod privacy;
#[path = "wall/rotation.rs"]
mod rotation;
#[path = "board/small.rs"]
mod small;
