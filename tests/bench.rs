//! Gridlight against a plain Leaflet page that does the same work: `cargo xtask bench [--rounds N]`; and Gridlight with
//! a large district: `cargo xtask bench scale` (`bench/scale.rs`).
//!
//! It prints times and judges none; it fails only if a page paints no map, or the two do not paint the same one. Each
//! round is a cold navigation: no HTTP cache, a new renderer process. The two pages take turns, in one browser and from
//! one server, on loopback and over a line of 20 Mbit/s and 40 ms. With `servers`, real servers under the page instead.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a measurement fails by panicking, and is read rather than called"
)]

#[cfg(not(target_arch = "wasm32"))]
#[path = "backend/mod.rs"]
mod backend;

#[cfg(not(target_arch = "wasm32"))]
#[path = "e2e/driver.rs"]
#[allow(dead_code, reason = "the end-to-end tests use the rest")]
mod driver;

#[cfg(not(target_arch = "wasm32"))]
#[path = "e2e/server.rs"]
#[allow(dead_code, reason = "the end-to-end tests use the rest")]
mod server;

#[cfg(not(target_arch = "wasm32"))]
#[path = "bench/desk.rs"]
mod desk;
#[cfg(not(target_arch = "wasm32"))]
#[path = "soak/life.rs"]
#[allow(dead_code, reason = "the soak uses the rest")]
mod life;
#[cfg(not(target_arch = "wasm32"))]
#[path = "bench/measure.rs"]
mod measure;
#[cfg(not(target_arch = "wasm32"))]
#[path = "bench/process.rs"]
mod process;
#[cfg(not(target_arch = "wasm32"))]
#[path = "bench/scale.rs"]
mod scale;
#[cfg(not(target_arch = "wasm32"))]
#[path = "bench/servers.rs"]
mod servers;
#[cfg(not(target_arch = "wasm32"))]
#[path = "bench/table.rs"]
mod table;
#[cfg(not(target_arch = "wasm32"))]
#[path = "bench/wall.rs"]
mod wall;
#[cfg(not(target_arch = "wasm32"))]
#[path = "bench/workload.rs"]
mod workload;

/// How often each page is opened on each line, if nothing else is asked for.
#[cfg(not(target_arch = "wasm32"))]
const ROUNDS: usize = 9;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if let ["scale", rest @ ..] = &words[..] {
        let Some(plan) = scale::Plan::of(rest) else {
            eprintln!(
                "`scale` takes `--grids N`, `--cases N` and `--rounds N`, N from 1 on, and not {rest:?}"
            );
            return std::process::ExitCode::from(2);
        };
        println!("{}", scale::table(plan));
        return std::process::ExitCode::SUCCESS;
    }
    if let ["desk", rest @ ..] = &words[..] {
        let Some(plan) = desk::Plan::of(rest) else {
            eprintln!("`desk` takes `--cases N` and `--rounds N`, N from 1 on, and not {rest:?}");
            return std::process::ExitCode::from(2);
        };
        println!("{}", desk::table(plan));
        return std::process::ExitCode::SUCCESS;
    }
    if let ["workload", rest @ ..] = &words[..] {
        let Some(table) = workload::table(rest) else {
            eprintln!("`workload` takes `--rounds N`, N from 1 on, and not {rest:?}");
            return std::process::ExitCode::from(2);
        };
        println!("{table}");
        return std::process::ExitCode::SUCCESS;
    }
    if let ["wall", rest @ ..] = &words[..] {
        let Some(table) = wall::table(rest) else {
            eprintln!("`wall` takes `--rounds N`, N from 1 on, and not {rest:?}");
            return std::process::ExitCode::from(2);
        };
        println!("{table}");
        return std::process::ExitCode::SUCCESS;
    }
    if let ["servers", rest @ ..] = &words[..] {
        return servers::bench(rest);
    }
    let rounds = match words[..] {
        [] => Some(ROUNDS),
        ["--rounds", number] => number.parse().ok().filter(|rounds| *rounds > 0),
        _ => None,
    };
    let Some(rounds) = rounds else {
        eprintln!("the benchmark takes `--rounds N`, N from 1 on, and not {words:?}");
        return std::process::ExitCode::from(2);
    };
    println!("{rounds} cold navigations each, in turns, window 1440 × 900");
    println!("{}", table::all(&measure::everything(rounds)));
    std::process::ExitCode::SUCCESS
}

#[cfg(target_arch = "wasm32")]
fn main() {}
