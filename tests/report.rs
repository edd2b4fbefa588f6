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

#[path = "common/asked.rs"]
mod asked;
#[path = "report/csv.rs"]
mod csv;
#[path = "report/demo.rs"]
mod demo;
#[path = "report/export.rs"]
mod export;
#[path = "report/plan.rs"]
mod plan;
#[path = "report/sheet.rs"]
mod sheet;
#[path = "board/small.rs"]
mod small;
