//! A folder of the contract's static form into the database.
//!
//! It knows which file holds which collection; what becomes of the rows stands in `load.sql`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::value::RawValue;

use super::{Database, read};

/// Files and folders of the demo's form, and the collections whose rows they hold.
const PARTS: [(&str, &str); 13] = [
    ("towns.json", "towns"),
    ("zones.json", "zones"),
    ("grids.json", "grids"),
    ("open-cases.json", "open-cases"),
    ("workload.json", "workload"),
    ("year-overdue.json", "year-overdue"),
    ("calendar.json", "calendar"),
    ("cases", "cases"),
    ("steps", "case-steps"),
    ("workers.json", "workers"),
    ("cameras.json", "cameras"),
    ("alerts.json", "alerts"),
    ("received.json", "received"),
];

impl Database {
    /// Puts the rows of a folder such as `public/demo` into the empty district. The matters of all its lists become one
    /// table, so `cases` has also the closed ones that only `year-overdue.json` tells of.
    ///
    /// # Errors
    ///
    /// A file cannot be read, or a row does not fit the tables.
    pub fn load_folder(&self, folder: &Path) -> Result<(), String> {
        let mut script =
            "BEGIN;\nCREATE TEMP TABLE arriving (collection text, feature jsonb) ON COMMIT DROP;\n\
                          COPY arriving FROM STDIN;\n"
                .to_owned();
        for (name, collection) in PARTS {
            for file in files(&folder.join(name))? {
                copy_lines(&read(&file)?, collection, &mut script)
                    .map_err(|error| format!("{}: {error}", file.display()))?;
            }
        }
        script.push_str("\\.\n");
        script.push_str(include_str!("load.sql"));
        script.push_str("COMMIT;\nANALYZE;\n");
        self.script(script.as_bytes()).map(drop)
    }

    /// Adds closed matters of the past three years, with their steps, to a district that has grids and some matters.
    ///
    /// # Errors
    ///
    /// The rows were refused, such as for want of room on the disk.
    pub fn load_many(&self, count: u32) -> Result<(), String> {
        let script = format!("\\set count {count}\n{}", include_str!("many.sql"));
        self.script(script.as_bytes()).map(drop)
    }
}

/// A file, or all files below a folder; none, if there is neither.
fn files(place: &Path) -> Result<Vec<PathBuf>, String> {
    if !place.is_dir() {
        return Ok(if place.is_file() { vec![place.to_path_buf()] } else { Vec::new() });
    }
    let failed = |error| format!("{} cannot be read: {error}", place.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(place).map_err(failed)? {
        found.extend(files(&entry.map_err(failed)?.path())?);
    }
    Ok(found)
}

/// Each feature as a line of Postgres's COPY. The text of a feature stays as it is, its numbers too.
fn copy_lines(text: &str, collection: &str, script: &mut String) -> Result<(), String> {
    let document: BTreeMap<String, &RawValue> =
        serde_json::from_str(text).map_err(|error| error.to_string())?;
    let features = document.get("features").ok_or("no features")?;
    let features: Vec<&RawValue> =
        serde_json::from_str(features.get()).map_err(|error| error.to_string())?;
    for feature in features {
        // A line break can only stand between the values of JSON.
        let feature = feature.get().replace('\\', "\\\\").replace(['\n', '\r', '\t'], " ");
        script.extend([collection, "\t", &feature, "\n"]);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_become_lines() {
        let cases = [
            (r#"{"features":[]}"#, Ok("")),
            ("{\"features\":[{\"a\":\n\t1.50}, {}]}", Ok("c\t{\"a\":  1.50}\nc\t{}\n")),
            (r#"{"features":["a\nb\"\\"]}"#, Ok("c\t\"a\\\\nb\\\\\"\\\\\\\\\"\n")),
            (r#"{"features":7}"#, Err(())),
            (r#"{"type":"Feature"}"#, Err(())),
            ("[]", Err(())),
        ];
        for (text, expected) in cases {
            let mut script = String::new();
            let result = copy_lines(text, "c", &mut script).map_err(|_reason| ());
            assert_eq!(result.map(|()| script.as_str()), expected, "{text}");
        }
    }
}
