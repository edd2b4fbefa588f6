//! The demo district as it lies in `public/demo`, read as the page reads it.

use gridlight::{
    contract::config::Config,
    domain::{board::Board, defect::Collection},
    source::assemble::assemble,
};
use std::{fs, path::Path, sync::LazyLock};

/// The board at the moment the folder was taken: Friday 2026-09-18, 17:00.
pub(crate) static DEMO: LazyLock<Board> = LazyLock::new(|| {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("public");
    let read = |name: &str| fs::read_to_string(public.join(name)).ok();
    let (config, _) = Config::read(&read("config.json").unwrap()).unwrap();
    let text = |of: Collection| Some((of, read(&format!("demo/{}.json", of.id()))?));
    let texts = Collection::BOARD.into_iter().filter_map(text).collect();
    assemble(&config, &config.sources["demo"], &texts).unwrap()
});
