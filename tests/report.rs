//! What is taken away: the plan, the file for spreadsheets, the file for maps, and their names.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

#[path = "board/demo.rs"]
#[allow(dead_code, reason = "shared with the tests of the board")]
mod demo;
#[path = "common/matter.rs"]
mod matter;
#[path = "report/plan.rs"]
mod plan;
#[path = "board/small.rs"]
#[allow(dead_code, reason = "shared with the tests of the board")]
mod small;
