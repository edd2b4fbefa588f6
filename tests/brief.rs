//! The brief: what is told, what is not, and how often it cries wolf.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

#[path = "brief/alarms.rs"]
mod alarms;
#[path = "common/asked.rs"]
mod asked;
#[path = "brief/chances.rs"]
mod chances;
#[path = "report/demo.rs"]
mod demo;
#[path = "board/small.rs"]
mod small;
#[path = "brief/telling.rs"]
mod telling;
