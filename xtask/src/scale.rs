//! A district of any size as a folder of the contract: what the page is measured with when a district is large.
//!
//! Outlines come from a mesh whose cells share their borders point by point; matters are made by arithmetic, with every
//! light among them. The same numbers give the same bytes. It is no demo: nothing in it lives, and no name is a real one.

mod matters;
mod mesh;
#[cfg(test)]
mod tests;
mod totals;

use serde_json::{Value, json};
use std::{fs, path::Path};

/// How large a district is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Grids; zones and towns follow in the proportions of the demo's district.
    pub grids: usize,
    /// Open matters.
    pub cases: usize,
}

impl Default for Size {
    /// Fifteen districts of the demo's size in one.
    fn default() -> Self {
        Self { grids: 20_000, cases: 50_000 }
    }
}

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Towns.
    pub towns: usize,
    /// Zones.
    pub zones: usize,
    /// Bytes of all files.
    pub bytes: usize,
}

/// The seed of the district. Another number is another district.
const SEED: u64 = 20_260_918;

/// The moment at which the folder stands: the demo's, a Friday before a make-up Sunday.
const AS_OF: &str = "2026-09-18T17:00:00+08:00";

/// Collections, in the order in which they are listed.
const COLLECTIONS: [&str; 5] = ["towns", "zones", "grids", "open-cases", "workload"];

/// Writes the folder to `dir`, which is made if it is not there: the collections, and a `config.json` for a page in
/// which the folder is called `scale`.
///
/// # Errors
/// If a file cannot be written.
pub fn write(dir: &Path, size: Size) -> Result<Summary, String> {
    let district = mesh::build(SEED, size.grids);
    let files = files(&district, size);
    fs::create_dir_all(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    for (name, text) in &files {
        let path = dir.join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(Summary {
        towns: district.towns.len(),
        zones: district.zones.len(),
        bytes: files.iter().map(|(_, text)| text.len()).sum(),
    })
}

/// The files of the folder: name and text.
fn files(district: &mesh::District, size: Size) -> Vec<(String, String)> {
    let documents = [("config.json", config()), ("landing.json", landing())];
    let documents = documents.into_iter().chain([("collections.json", collections())]);
    let rows = [
        mesh::towns(district),
        mesh::zones(district),
        mesh::grids(district),
        matters::open_cases(district, SEED, size.cases),
        totals::workload(district, SEED, size.cases),
    ];
    let rows = COLLECTIONS.iter().zip(rows).map(|(id, rows)| (format!("{id}.json"), lines(&rows)));
    documents
        .map(|(name, document)| (name.to_owned(), format!("{document}\n")))
        .chain(rows)
        .collect()
}

/// A collection of features, one to a line.
fn lines(rows: &[Value]) -> String {
    let rows: Vec<String> = rows.iter().map(Value::to_string).collect();
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", rows.join(",\n"))
}

fn feature(id: &str, geometry: Value, properties: Value) -> Value {
    json!({"type": "Feature", "id": id, "geometry": geometry, "properties": properties})
}

fn config() -> Value {
    json!({
        "title": {"zh-CN": "大区网格（合成数据）", "en": "A large district (synthetic)"},
        "default_source": "scale",
        "sources": {"scale": {"kind": "static", "landing": "scale/landing.json", "utc_offset": "+08:00"}},
    })
}

fn landing() -> Value {
    let link = json!({"rel": "data", "type": "application/json", "href": "collections.json"});
    json!({"title": "大区网格（合成数据）", "as_of": AS_OF, "links": [link]})
}

fn collections() -> Value {
    let collection = |id: &str| {
        let href = format!("{id}.json");
        let link = json!({"rel": "items", "type": "application/geo+json", "href": href});
        json!({"id": id, "title": id, "links": [link]})
    };
    json!({"collections": COLLECTIONS.map(collection)})
}

/// Dice for one thing, which do not depend on how many others there are.
fn dice(seed: u64, of: [i64; 3]) -> fastrand::Rng {
    // Multiplied by large odd numbers, neighbours land far from each other.
    let mixed = of.iter().fold(seed, |mixed, number| {
        let mixed = (mixed ^ number.cast_unsigned()).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed ^ (mixed >> 29)
    });
    fastrand::Rng::with_seed(mixed)
}
