//! The backend that the other tests set against Gridlight, itself under test: it keeps the contract, and each of its
//! faults breaks it in the one way that it names.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

#[path = "backend/mod.rs"]
mod backend;

#[path = "backend/proofs/contract.rs"]
mod contract;
#[path = "backend/proofs/doors.rs"]
mod doors;
#[path = "backend/proofs/faulty.rs"]
mod faulty;
#[path = "backend/proofs/reader.rs"]
mod reader;
#[path = "backend/proofs/telling.rs"]
mod telling;
