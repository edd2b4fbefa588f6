//! The demo's folder, read through the contract's own decoder, and the life that begins from it.
//!
//! That the folder is what the generator writes is proved where the generator lives, in `xtask`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a test that panics has failed, and says where"
)]

#[path = "../common/asked.rs"]
mod asked;
mod events;
mod sixty_days;
mod snapshot;

use chrono::{DateTime, FixedOffset, Utc};
use gridlight::{
    contract::config::Config,
    domain::{
        board::Board, calendar::Calendar, count::LightCount, defect::Collection, filter::Filter,
        lit::LitBoard,
    },
    source::{
        assemble::assemble,
        demo::life::{Life, LifeFiles, Shape},
    },
};
use serde_json::Value;
use std::{fs, path::PathBuf};

const CONFIG: &str = r#"{"sources": {"demo": {"kind": "static", "landing": "demo/landing.json", "utc_offset": "+08:00"}}}"#;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("public/demo")
}

fn text(file: &str) -> String {
    fs::read_to_string(folder().join(file)).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn zone() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).unwrap()
}

fn as_of() -> DateTime<Utc> {
    let landing = json(&text("landing.json"));
    DateTime::parse_from_rfc3339(landing["as_of"].as_str().unwrap()).unwrap().to_utc()
}

/// The files that a life begins from, as texts.
struct Files {
    life: String,
    grids: String,
    zones: String,
    open_cases: String,
    workload: String,
}

impl Files {
    fn of_the_folder() -> Self {
        let [life, grids, zones, open_cases, workload] =
            ["life", "grids", "zones", "open-cases", "workload"]
                .map(|name| text(&format!("{name}.json")));
        Self { life, grids, zones, open_cases, workload }
    }

    fn begin(&self, at: DateTime<Utc>) -> Life {
        let Self { life, grids, zones, open_cases, workload } = self;
        let files = LifeFiles { life, grids, zones, open_cases, workload };
        Life::begin(&files, &Calendar::national(), zone(), at).unwrap()
    }
}

/// The matters that are open in a life, as the collection would state them.
fn open_cases(life: &Life) -> String {
    let open: Vec<String> = life.open().iter().map(|view| view.feature(Shape::Compact)).collect();
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", open.join(","))
}

/// The board of the folder.
fn board() -> Board {
    let (config, warnings) = Config::read(CONFIG).unwrap();
    assert_eq!(warnings, Vec::<String>::new());
    let texts = Collection::BOARD.into_iter().filter_map(|id| {
        Some((id, fs::read_to_string(folder().join(format!("{}.json", id.id()))).ok()?))
    });
    assemble(&config, &config.sources["demo"], &texts.collect()).unwrap()
}

fn lights(board: &Board, at: DateTime<Utc>) -> LightCount {
    LitBoard::of(board, &Filter::default(), at).district
}
