//! The wall lives for months, shown in minutes: `cargo xtask soak [--minutes N] [--events N] [--outages N]`.
//!
//! Prints samples, recovery times and verdicts; fails if a verdict does. The parts are in `soak/`, and a short soak is among
//! the end-to-end tests.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    dead_code,
    missing_docs,
    reason = "a soak fails by panicking, and is read rather than called; the end-to-end tests use the rest of what they share"
)]
#![cfg(not(target_arch = "wasm32"))]

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

use std::process::ExitCode;

use soak::{
    plan::{FULL, Plan},
    report,
    run::run,
};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let Some(plan) = plan(&words) else {
        eprintln!(
            "the soak takes `--minutes N`, `--events N` and `--outages N`, N from 1 on, and not {words:?}"
        );
        return ExitCode::from(2);
    };
    let Plan { minutes, events, scenes, outages, .. } = plan;
    println!(
        "{minutes} minutes: {events} events, {scenes} scene changes, {outages} outages\n\n{}",
        report::head()
    );
    let seen = run(plan, |sample| println!("{}", report::row(&plan, sample)));
    println!("{}", report::conclusion(&plan, &seen));
    if report::is_well(&plan, &seen) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What the words of the command line ask for; `None` if they are not understood.
fn plan(words: &[&str]) -> Option<Plan> {
    let (mut minutes, mut events, mut outages) = (None, None, None);
    for pair in words.chunks(2) {
        let [name, number] = pair else { return None };
        let number: u32 = number.parse().ok().filter(|number| *number > 0)?;
        match *name {
            "--minutes" => minutes = Some(number),
            "--events" => events = Some(number),
            "--outages" => outages = Some(number),
            _ => return None,
        }
    }
    let plan = minutes.map_or(FULL, |minutes| Plan::lasting(f64::from(minutes)));
    Some(Plan {
        events: events.map_or(plan.events, u64::from),
        outages: outages.map_or(plan.outages, |outages| outages as usize),
        ..plan
    })
}
