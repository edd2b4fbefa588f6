//! The demo folder is what the document describes.

use crate::schema::{Validator, api, json};
use serde_json::Value;
use std::{fs, path::Path};

/// Holds every row of a file against the schema of its properties; answers how many there were.
fn check(validator: &mut Validator, file: &str, name: &str) -> usize {
    let document = json(file);
    let mut page = document.clone();
    page["features"] = Value::Array(Vec::new());
    assert_eq!(validator.fault_of("Page", &page), None, "{file}");
    let rows = document["features"].as_array().unwrap();
    let known = api()["components"]["schemas"][name]["properties"].clone();
    for row in rows {
        let fault = validator.fault_of(&format!("{name}Feature"), row);
        assert_eq!(fault, None, "{file}: {}", row["id"]);
        // Other properties are allowed; the demo has none, so that it shows the contract and nothing else.
        for property in row["properties"].as_object().unwrap().keys() {
            assert!(known[property].is_object(), "{file}: {property} is not published");
        }
    }
    rows.len()
}

#[test]
fn its_documents_and_its_rows_satisfy_their_schemas() {
    let mut validator = Validator::of(&api());
    let landing = json("public/demo/landing.json");
    assert_eq!(validator.fault_of("Landing", &landing), None);
    let collections = json("public/demo/collections.json");
    assert_eq!(validator.fault_of("Collections", &collections), None);
    let lists = [
        ("towns", "Town", 22),
        ("zones", "Zone", 161),
        ("grids", "Grid", 1_333),
        ("open-cases", "Case", 1_000),
        ("workload", "WorkloadDay", 1_980),
        ("year-overdue", "Case", 900),
        ("received", "ReceivedGrid", 1_300),
        ("workers", "Worker", 3_526),
        ("cameras", "Camera", 23_000),
        ("alerts", "Alert", 5),
    ];
    for (list, name, at_least) in lists {
        let rows = check(&mut validator, &format!("public/demo/{list}.json"), name);
        assert!(rows >= at_least, "{list}: {rows} rows");
    }
}

#[test]
fn its_parts_satisfy_their_schemas() {
    let mut validator = Validator::of(&api());
    for (folder, name) in [("cases", "Case"), ("steps", "CaseStep")] {
        let folder = format!("public/demo/{folder}/by-zone");
        let inside = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(&folder)).unwrap();
        let mut files: Vec<_> = inside.map(|entry| entry.unwrap().file_name()).collect();
        files.sort();
        // A tenth of the files: all of them are written by the same hand.
        let mut rows = 0;
        for file in files.iter().step_by(10) {
            rows += check(&mut validator, &format!("{folder}/{}", file.to_str().unwrap()), name);
        }
        assert!(rows > 100, "{folder}: {rows} rows");
    }
}
