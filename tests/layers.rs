//! The optional layers without a browser: clusters on the map, who stands in which grid, and what it comes to.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

#[path = "layers/clusters.rs"]
mod clusters;
#[path = "layers/counts.rs"]
mod counts;
#[path = "layers/locate.rs"]
mod locate;
#[path = "board/small.rs"]
mod small;
