//! The contract: wire JSON in, domain values and defects out.
//!
//! A decoder returns what it could read and a list of what it could not; it never fails for one bad row. This module
//! knows every name on the wire and how the config maps it. It deliberately knows no network: texts come in as
//! arguments, whoever fetched them, so the demo, a static folder and a server go through the very same code.

pub mod areas;
pub mod calendar;
pub mod cases;
pub mod config;
pub mod documents;
pub mod event_stream;
pub mod export;
pub mod feature;
pub mod geometry;
pub mod initials;
pub mod keys;
pub mod layers;
pub mod open311;
mod properties;
pub mod received;
pub mod row;
pub mod steps;
pub mod stream;
pub mod time;
pub mod workload;
