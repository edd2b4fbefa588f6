//! Real servers on loopback: Postgres with PostGIS, tipg and pygeoapi over it, and nginx before them.
//!
//! Each is set up by the very files that `public/contract` gives to implementers, answers before `start` returns, and
//! ends when it is dropped, and also when the process that started it dies. They can run many times side by side. This
//! knows nothing of how the page reads them.

mod load;
mod nginx;
mod postgres;
mod pygeoapi;
mod python;
mod service;
mod show;
mod tipg;

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Map, Value, json};

pub use nginx::Nginx;
pub use postgres::Database;
pub(crate) use pygeoapi::ENVIRONMENT as PYGEOAPI;
pub use pygeoapi::PyGeoApi;
pub(crate) use show::show;
pub(crate) use tipg::ENVIRONMENT as TIPG;
pub use tipg::Tipg;

/// How often a server is given another port when somebody took the one that was free a moment ago.
const TRIES: usize = 5;

/// One of the files that are published with the page.
fn published_file(name: &str) -> PathBuf {
    // Cargo says which crate it is running now, this one or Gridlight; both lie in the project's folder.
    let crate_dir = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let folders = crate_dir.ancestors().map(|dir| dir.join("public"));
    folders.into_iter().find(|dir| dir.is_dir()).unwrap_or(crate_dir).join(name)
}

/// The collections of the contract that the servers give.
pub const COLLECTIONS: [&str; 13] = [
    "towns",
    "zones",
    "grids",
    "open-cases",
    "workload",
    "year-overdue",
    "calendar",
    "cases",
    "case-steps",
    "workers",
    "cameras",
    "alerts",
    "received",
];

/// An entry of `sources` in `config.json` for tipg's names of the views, to which others add what they have of their own.
fn source_of_views(landing: &str) -> Value {
    let names = COLLECTIONS.map(|name| {
        let view = name.replace('-', "_");
        (name.to_owned(), json!({"id": format!("gridlight.{view}")}))
    });
    let collections: Map<String, Value> = names.into_iter().collect();
    json!({"kind": "ogc", "landing": landing, "utc_offset": "+08:00", "collections": collections})
}

/// The text of a file, or which one cannot be read.
fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{} cannot be written: {error}", path.display()))
}
