//! `cargo xtask backends`: the real servers for a person, until Ctrl-C.
//!
//! It does not know how a server is set up.

use std::thread;

use serde_json::{Value, json};

use super::{Database, Nginx, PyGeoApi, Tipg};
use crate::run::{Shell, step};

/// Serves the demo district, with that many matters more where a number is given.
pub(crate) fn show(shell: &Shell, cases: Option<u32>) -> Result<(), String> {
    let database = step("PostgreSQL with PostGIS, and the demo district", "some 3 s", || {
        let database = Database::start()?;
        database.load_folder(&shell.root().join("public/demo"))?;
        Ok(database)
    })?;
    if let Some(count) = cases {
        let about = format!("about {} s, {} MB on disk", 2 + count / 10_000, 100 + count / 500);
        step(&format!("{count} closed matters more"), &about, || database.load_many(count))?;
    }
    let tipg = step("tipg", "some 2 s", || Tipg::start(&database))?;
    let pygeoapi = step("pygeoapi", "some 3 s", || PyGeoApi::start(&database))?;
    let behind = step("another tipg, behind nginx", "some 2 s", || Tipg::behind(&database))?;
    let built = shell.root().join("dist");
    let page = if built.is_dir() { built } else { shell.root().join("public") };
    let nginx = step("nginx", "", || Nginx::start(&page, behind.url()))?;
    print_source("tipg", &tipg.source());
    print_source("pygeoapi", &pygeoapi.source());
    print_source("nginx", &nginx.source());
    println!("\nnginx serves {} at {}, and tipg at ogc/ below it;", page.display(), nginx.url());
    println!("to sign in: {}sign-in, {} / {}", nginx.url(), Nginx::USER, Nginx::PASSWORD);
    print_questions(tipg.url(), cases.is_some());
    println!("\nThe database: psql -h {} -U postgres gridlight", database.host().display());
    println!("Ctrl-C ends them all and removes their files.");
    // Their supervisors see this process end, and end them.
    loop {
        thread::park();
    }
}

fn print_source(name: &str, source: &Value) {
    // A map of strings can always be written.
    let text = serde_json::to_string_pretty(&json!({ name: source })).unwrap_or_default();
    println!("\nA source for config.json:\n{text}");
}

/// What the page asks for, to be asked by hand.
fn print_questions(url: &str, many: bool) {
    println!("\nWhat a page asks for:");
    let case = if many { "S-0000042" } else { "XGZ-20260909-1771" };
    for question in [
        "gridlight.cases/items?grid_id=G0007&limit=100&sortby=-updated_at,id",
        &format!("gridlight.cases/items/{case}"),
        &format!("gridlight.case_steps/items?case_id={case}&limit=100"),
        "gridlight.cases/items?limit=500&sortby=updated_at,id&filter=updated_at%20%3E%20'2026-09-18T08:50:00Z'",
        "gridlight.open_cases/items?limit=1000",
        "gridlight.grids/items?limit=1000",
    ] {
        println!("  {url}collections/{question}");
    }
}
