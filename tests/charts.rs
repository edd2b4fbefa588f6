//! Charts as plain data: scales, texts, and what each layout makes of whatever it is given.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

#[path = "charts/any.rs"]
mod any;
#[path = "charts/layouts.rs"]
mod layouts;
#[path = "charts/make.rs"]
mod make;
#[path = "charts/scales.rs"]
mod scales;
#[path = "charts/texts.rs"]
mod texts;
