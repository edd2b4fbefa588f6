//! Service requests of Open311 as matters: documents, fields, lights, places, windows to ask for, and any text at all.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

#[path = "open311/answer.rs"]
mod answer;
#[path = "open311/any.rs"]
mod any;
#[path = "open311/documents.rs"]
mod documents;
#[path = "open311/fields.rs"]
mod fields;
#[path = "open311/lights.rs"]
mod lights;
#[path = "open311/places.rs"]
mod places;
#[path = "open311/windows.rs"]
mod windows;
