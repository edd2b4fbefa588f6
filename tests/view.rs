//! What a reader sees and how it is said: links, clocks, what fits on the map, arrow keys, and every sentence.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

#[path = "view/clocks.rs"]
mod clocks;
#[path = "view/links.rs"]
mod links;
#[path = "view/map.rs"]
mod map;
#[path = "view/outlines.rs"]
mod outlines;
#[path = "view/words.rs"]
mod words;
