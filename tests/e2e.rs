//! The built page in a real browser, as people meet it: `cargo xtask test e2e`.
//!
//! Each test has a server, a browser and a driver of its own, so they know nothing of each other and can run side by
//! side. A page that logs an error, a warning or a violation of its policy fails whatever it was that was tested.
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

#[path = "e2e/act.rs"]
mod act;
#[path = "e2e/check.rs"]
mod check;
#[path = "e2e/connected.rs"]
mod connected;
#[path = "e2e/driver.rs"]
mod driver;
#[path = "e2e/find.rs"]
mod find;
#[path = "e2e/server.rs"]
mod server;

#[path = "soak/mod.rs"]
mod soak;

#[path = "e2e/accessible.rs"]
mod accessible;
#[path = "e2e/assessment.rs"]
mod assessment;
#[path = "e2e/brief.rs"]
mod brief;
#[path = "e2e/casefile.rs"]
mod casefile;
#[path = "e2e/city.rs"]
mod city;
#[path = "e2e/desk.rs"]
mod desk;
#[path = "e2e/elsewhere.rs"]
mod elsewhere;
#[path = "e2e/enduring.rs"]
mod enduring;
#[path = "e2e/explaining.rs"]
mod explaining;
#[path = "e2e/faces.rs"]
mod faces;
#[path = "e2e/failing.rs"]
mod failing;
#[path = "e2e/greyscale.rs"]
mod greyscale;
#[path = "e2e/keeper.rs"]
mod keeper;
#[path = "e2e/kiosk.rs"]
mod kiosk;
#[path = "e2e/large.rs"]
mod large;
#[path = "e2e/layers.rs"]
mod layers;
#[path = "e2e/links.rs"]
mod links;
#[path = "e2e/live.rs"]
mod live;
#[path = "e2e/living.rs"]
mod living;
#[path = "e2e/misbehaving.rs"]
mod misbehaving;
#[path = "e2e/opening.rs"]
mod opening;
#[path = "e2e/own_area.rs"]
mod own_area;
#[path = "e2e/real.rs"]
mod real;
#[path = "e2e/searching.rs"]
mod searching;
#[path = "e2e/selecting.rs"]
mod selecting;
#[path = "e2e/takeaway.rs"]
mod takeaway;
#[path = "e2e/wall.rs"]
mod wall;
#[path = "e2e/watchdog.rs"]
mod watchdog;
#[path = "e2e/workload.rs"]
mod workload;
