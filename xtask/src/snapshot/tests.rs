//! The folder in the repository is what the generator writes, byte for byte, and it keeps its budgets.

use super::{
    AS_OF, SEED, Summary, areas::collection, folder as folder_of, folder::Folder,
    initials::initials, instant, totals,
};
use crate::district::{self, District, Point};
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

fn published() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/demo")
}

/// The district and its folder, made once for all tests.
fn made() -> &'static (District, Folder) {
    static ONCE: OnceLock<(District, Folder)> = OnceLock::new();
    ONCE.get_or_init(|| {
        let district = district::build(SEED);
        let folder = folder_of(&district).unwrap();
        (district, folder)
    })
}

fn is_photo(path: &str) -> bool {
    path.starts_with("photos/")
}

/// The paths of all files under `dir`, relative to it.
fn paths(dir: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            found.extend(paths(&path).into_iter().map(|inner| format!("{name}/{inner}")));
        } else {
            found.insert(name);
        }
    }
    found
}

#[test]
fn the_published_folder_is_what_the_generator_writes() {
    let (_, folder) = made();
    let written: BTreeSet<String> = folder.files().iter().map(|(path, _)| path.clone()).collect();
    assert_eq!(written.len(), folder.files().len(), "no file is written twice");
    assert_eq!(paths(&published()), written, "run `cargo xtask demo`");
    for (path, text) in folder.files() {
        let is_same = fs::read_to_string(published().join(path)).unwrap() == *text;
        assert!(is_same, "{path} is not what the generator writes: run `cargo xtask demo`");
    }
}

#[test]
fn the_folder_keeps_its_budgets() {
    let Summary { files, raw_bytes, gzip_bytes, first_paint_gzip_bytes, open, closed } =
        made().1.summary();
    assert!(raw_bytes <= 18_000_000, "{raw_bytes} bytes in all");
    assert!(gzip_bytes <= 2_000_000, "{gzip_bytes} bytes in all, compressed");
    assert!(first_paint_gzip_bytes <= 385_000, "{first_paint_gzip_bytes} bytes to the first map");
    assert_eq!(files, 13 + 8 + 2 * 161, "each zone has its matters and their steps");
    assert!(open > 1_700 && closed > 1_000, "{open} open, {closed} closed");
}

#[test]
fn the_folder_can_be_written_and_written_over() {
    let dir = std::env::temp_dir().join(format!("gridlight-snapshot-{}", std::process::id()));
    let mut folder = Folder::default();
    folder.add_first("landing.json", "{}".to_owned());
    folder.add("cases/by-zone/Z001.json", collection(&[]));
    fs::create_dir_all(dir.join("old")).unwrap();
    folder.write(&dir).unwrap();
    folder.write(&dir).unwrap();
    let written = paths(&dir);
    fs::remove_dir_all(&dir).unwrap();
    assert_eq!(Vec::from_iter(&written), ["cases/by-zone/Z001.json", "landing.json"]);
    assert!(
        folder
            .write(Path::new("/proc/nowhere"))
            .is_err_and(|error| error.contains("/proc/nowhere"))
    );
}

#[test]
fn each_file_is_json_and_each_listed_collection_is_there() {
    let (_, folder) = made();
    for (path, text) in folder.files().iter().filter(|(path, _)| !is_photo(path)) {
        let file: Value =
            serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let features = file["features"].as_array();
        let ids: BTreeSet<&str> =
            features.into_iter().flatten().map(|feature| feature["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), features.map_or(0, Vec::len), "{path}: an id is there twice");
    }
    let find = |path: &str| folder.files().iter().find(|(known, _)| known == path);
    let collections: Value = serde_json::from_str(&find("collections.json").unwrap().1).unwrap();
    for collection in collections["collections"].as_array().unwrap() {
        for link in collection["links"].as_array().unwrap() {
            assert!(find(link["href"].as_str().unwrap()).is_some(), "{link}");
        }
    }
}

#[test]
fn the_words_are_complete() {
    let life: Value = serde_json::from_str(&super::life_file::write(&made().0, "[]")).unwrap();
    let places: BTreeSet<&str> = life["places"]
        .as_array()
        .unwrap()
        .iter()
        .map(|place| place["key"].as_str().unwrap())
        .collect();
    let domains = life["domains"].as_array().unwrap();
    let shares: u64 = domains.iter().map(|domain| domain["share"].as_u64().unwrap()).sum();
    assert_eq!((domains.len(), shares), (6, 1000));
    let mut names = BTreeSet::new();
    for category in domains.iter().flat_map(|domain| domain["categories"].as_array().unwrap()) {
        let name = category["name"].as_str().unwrap();
        assert!(names.insert(name), "{name} is there twice");
        let titles = category["titles"].as_array().unwrap();
        assert!(titles.len() >= 4, "{name} has few titles");
        assert!(!category["units"].as_array().unwrap().is_empty(), "{name} has no unit");
        assert_eq!(category["season"].as_str().map_or(12, str::len), 12, "{name}");
        for template in titles.iter().chain(category["units"].as_array().unwrap()) {
            let parts = template.as_str().unwrap().split('{').skip(1);
            for key in parts.map(|part| part.split_once('}').unwrap().0) {
                assert!(key == "z" || key == "t" || places.contains(key), "{name}: {template}");
            }
        }
    }
    assert!(names.len() >= 70, "{} categories", names.len());
    let initials = life["initials"].as_object().unwrap();
    assert_eq!(initials.len(), 161);
    assert!(
        initials.values().all(|initials| initials.as_str().unwrap().len() >= 2),
        "{initials:?}"
    );
}

#[test]
fn syllables_are_found_in_pinyin() {
    assert_eq!(initials("Henghe", 2), "HH");
    assert_eq!(initials("Xugezhuang", 3), "XGZ");
    assert_eq!(initials("Xin'an", 2), "XA");
    assert_eq!(initials("Zhangjialou", 3), "ZJL");
    assert_eq!(initials("Yinzhu", 2), "YZ");
    assert_eq!(initials("Qwrt", 2), "Q", "what is no pinyin gives its first letter");
}

#[test]
fn totals_are_added_in_the_row_that_is_meant() {
    let rows = "[\n{\"id\":\"T1-2026-09-07\",\"a\":9,\"b\":1},\n{\"id\":\"T1-2026-09-08\",\"a\":3,\"b\":1}\n]\n";
    let added = totals::add_one(rows, "T1-2026-09-07", &["a"]).unwrap();
    assert_eq!(added, rows.replace("\"a\":9", "\"a\":10"));
    assert!(totals::add_one(rows, "T2-2026-09-07", &["a"]).is_err());
    assert!(totals::add_one(rows, "T1-2026-09-07", &["c"]).is_err());
}

/// The features of a file of the folder.
fn features(path: &str) -> Vec<Value> {
    let (_, text) = made().1.files().iter().find(|(known, _)| known == path).unwrap();
    let file: Value = serde_json::from_str(text).unwrap();
    file["features"].as_array().unwrap().clone()
}

/// A position of a geometry in whole 1e-5 degrees.
#[expect(clippy::cast_possible_truncation, reason = "degrees of the earth")]
fn point(position: &Value) -> Point {
    [0, 1].map(|at| (position[at].as_f64().unwrap() * 1e5).round() as i32)
}

#[test]
fn each_grid_has_the_workers_it_says_and_they_are_in_it() {
    let rows = features("workers.json");
    assert_eq!(rows.len(), 3_526);
    for grid in &made().0.grids {
        let of_grid = rows.iter().filter(|row| row["properties"]["grid_id"] == grid.id);
        let points: Vec<_> = of_grid.map(|row| point(&row["geometry"]["coordinates"])).collect();
        assert_eq!(points.len(), grid.worker_count as usize, "{}", grid.id);
        assert!(points.iter().all(|at| grid.contains(*at)), "{}", grid.id);
    }
    let is_on_duty = |row: &&Value| row["properties"]["on_duty"] == true;
    let share = 100 * rows.iter().filter(is_on_duty).count() / rows.len();
    assert!((60..=64).contains(&share), "{share} of a hundred");
    for row in rows {
        let seen_at: DateTime<Utc> =
            row["properties"]["seen_at"].as_str().unwrap().parse().unwrap();
        let ago = (instant(AS_OF).unwrap() - seen_at).num_minutes();
        let expected = if is_on_duty(&&row) { 0..10 } else { 60..1_200 };
        assert!(expected.contains(&ago), "{row}");
    }
}

#[test]
fn there_are_cameras_of_every_kind_and_those_of_the_woods_are_on_hills() {
    let rows = features("cameras.json");
    assert_eq!(rows.len(), 23_000);
    let count = |name: &str, value: &Value| {
        rows.iter().filter(|row| row["properties"][name] == *value).count()
    };
    let kinds = ["public_order", "work_safety", "forest_fire", "flood_control"];
    let counts = kinds.map(|kind| count("kind", &kind.into()));
    assert_eq!(counts, [16_100, 2_760, 1_840, 2_300]);
    let online = count("online", &true.into());
    assert!((21_850..=22_310).contains(&online), "{online} online");
    let district = &made().0;
    let woods = rows.iter().filter(|row| row["properties"]["kind"] == "forest_fire");
    for row in woods.step_by(20) {
        let at = point(&row["geometry"]["coordinates"]);
        let grid = district.grids.iter().find(|grid| grid.contains(at));
        assert!(grid.is_some_and(|grid| grid.hill() > 0.1), "{row}");
    }
}

#[test]
fn of_the_alerts_one_is_over_and_one_begins_later_and_their_rings_are_closed() {
    let rows = features("alerts.json");
    let time = |row: &Value, name: &str| -> DateTime<Utc> {
        row["properties"][name].as_str().unwrap().parse().unwrap()
    };
    let now = instant(AS_OF).unwrap();
    let over = rows.iter().filter(|row| time(row, "to") <= now).count();
    let later = rows.iter().filter(|row| time(row, "from") > now).count();
    assert_eq!((rows.len(), over, later), (5, 1, 1));
    let kinds: BTreeSet<&str> =
        rows.iter().map(|row| row["geometry"]["type"].as_str().unwrap()).collect();
    assert_eq!(Vec::from_iter(kinds), ["MultiPolygon", "Point", "Polygon"]);
    for row in &rows {
        assert!(time(row, "from") < time(row, "to"), "{row}");
        let parts = match row["geometry"]["type"].as_str().unwrap() {
            "MultiPolygon" => row["geometry"]["coordinates"].as_array().unwrap().clone(),
            "Polygon" => vec![row["geometry"]["coordinates"].clone()],
            _ => continue,
        };
        assert!((1..=6).contains(&parts.len()), "{} parts", parts.len());
        for ring in parts.iter().flat_map(|part| part.as_array().unwrap()) {
            let ring: Vec<Point> = ring.as_array().unwrap().iter().map(point).collect();
            assert!(ring.len() >= 4 && ring.first() == ring.last(), "{row}");
        }
    }
}

#[test]
fn every_photograph_is_there_is_shown_and_says_that_it_is_none() {
    let files = made().1.files();
    let drawn: BTreeSet<&str> =
        files.iter().map(|(path, _)| path.as_str()).filter(|path| is_photo(path)).collect();
    let mut shown = BTreeSet::new();
    for (_, text) in files.iter().filter(|(path, _)| path.starts_with("cases/")) {
        for photos in text.split("\"photos\":[").skip(1) {
            let list = photos.split(']').next().unwrap();
            shown.extend(list.split(',').map(|address| address.trim_matches('"')));
        }
    }
    assert_eq!(shown, drawn);
    assert_eq!(drawn.len(), 8);
    for (path, text) in files.iter().filter(|(path, _)| is_photo(path)) {
        assert!(text.contains("合成图像 · SYNTHETIC"), "{path}");
        assert!(!text.contains("href") && !text.contains("<script"), "{path} needs nothing else");
    }
}
