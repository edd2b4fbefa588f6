//! The workload: windows, figures, ranks, the stock from its three sides, and that every sum is whole.
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
#[path = "workload/assessment.rs"]
mod assessment;
#[path = "report/demo.rs"]
mod demo;
#[path = "workload/measures.rs"]
mod measures;
#[path = "workload/ranks.rs"]
mod ranks;
#[path = "workload/rates.rs"]
mod rates;
#[path = "board/small.rs"]
mod small;
#[path = "workload/stock.rs"]
mod stock;
#[path = "workload/truth.rs"]
mod truth;
#[path = "workload/windows.rs"]
mod windows;
