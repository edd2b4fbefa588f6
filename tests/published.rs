//! What is published for implementers, held against the code, the demo and itself: the OpenAPI document, the schema of
//! `config.json`, and the page.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

#[path = "published/config.rs"]
mod config;
#[path = "published/decoder.rs"]
mod decoder;
#[path = "published/demo.rs"]
mod demo;
#[path = "published/document.rs"]
mod document;
#[path = "published/kiosk.rs"]
mod kiosk;
#[path = "published/page.rs"]
mod page;
#[path = "published/schema.rs"]
mod schema;
