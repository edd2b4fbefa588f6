//! What comes over the wire, and what is made of it: rows, times, shapes, configs, stream events, hostile files.
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
#[path = "contract/calendar.rs"]
mod calendar;
#[path = "contract/cases.rs"]
mod cases;
#[path = "contract/config.rs"]
mod config;
#[path = "contract/days.rs"]
mod days;
#[path = "contract/events.rs"]
mod events;
#[path = "contract/folder.rs"]
mod folder;
#[path = "contract/hostile.rs"]
mod hostile;
#[path = "contract/layers.rs"]
mod layers;
#[path = "contract/more_of_a_matter.rs"]
mod more_of_a_matter;
#[path = "contract/rows.rs"]
mod rows;
#[path = "contract/shapes.rs"]
mod shapes;
#[path = "contract/spare.rs"]
mod spare;
#[path = "contract/steps.rs"]
mod steps;
#[path = "contract/times.rs"]
mod times;
