//! Real servers, set up by the files of `public/contract`: what they give, and what they do with each kind of question.
//!
//! They are started once for all tests here, and end with this process. What the page makes of such servers is tested
//! elsewhere; here plain requests show what there is to make something of.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

#[path = "backends/ask.rs"]
mod ask;
#[path = "backends/district.rs"]
mod district;

#[path = "backends/proxy.rs"]
mod proxy;
#[path = "backends/questions.rs"]
mod questions;
#[path = "backends/rows.rs"]
mod rows;
