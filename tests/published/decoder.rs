//! The document and the decoder: the same names, and examples that are read without a defect.

use crate::schema::{api, text};
use gridlight::{
    contract::{
        areas, calendar, cases,
        config::{Config, SourceConfig},
        feature::read_collection,
        layers, received,
        row::Row,
        stream::case_change,
        workload,
    },
    domain::{
        board::{Board, CaseChange},
        defect::Collection,
        layer::AlertPlace,
        workload::Tally,
    },
    source::assemble::{CollectionReading, Texts, assemble},
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// Each decoder of rows, and the schema of what it reads.
const DECODERS: [(&str, &str, &str); 11] = [
    ("areas.rs", "town", "Town"),
    ("areas.rs", "zone", "Zone"),
    ("areas.rs", "grid", "Grid"),
    ("cases.rs", "case", "Case"),
    ("calendar.rs", "day", "CalendarDay"),
    ("steps.rs", "step", "CaseStep"),
    ("workload.rs", "workload_row", "WorkloadDay"),
    ("received.rs", "received", "ReceivedGrid"),
    ("layers.rs", "worker", "Worker"),
    ("layers.rs", "camera", "Camera"),
    ("layers.rs", "alert", "Alert"),
];

/// The functions of a file, each as its name and its text; the standing order of rustfmt is what makes this easy.
fn functions(code: &str) -> BTreeMap<String, String> {
    let mut functions = BTreeMap::new();
    let mut name = String::new();
    for line in code.lines() {
        let signature = line.strip_prefix("pub ").unwrap_or(line);
        if let Some(rest) = signature.strip_prefix("fn ") {
            name = rest.split(['(', '<']).next().unwrap().to_owned();
        }
        let body: &mut String = functions.entry(name.clone()).or_default();
        body.push_str(line.trim());
        body.push('\n');
    }
    functions
}

/// The properties a function reads from its row, by itself and by the functions of its file that it hands the row to.
fn read_by(functions: &BTreeMap<String, String>, name: &str) -> BTreeSet<String> {
    let body = &functions[name];
    let mut read = BTreeSet::new();
    for call in body.split("row.").skip(1).chain(body.split("row\n.").skip(1)) {
        let argument = call.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
        let property = argument.strip_prefix("(\"").and_then(|rest| rest.split('"').next());
        read.extend(property.map(str::to_owned));
    }
    // What is counted is named by a table of the domain.
    if body.contains("row.count(tally.property())") {
        read.extend(Tally::ALL.map(|tally| tally.property().to_owned()));
    }
    for helper in functions.keys().filter(|helper| *helper != name) {
        let call = format!("{helper}(row");
        let is_name = |before: &str| before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if body.match_indices(&call).any(|(at, _)| !is_name(&body[..at])) {
            read.extend(read_by(functions, helper));
        }
    }
    read
}

fn decoder_files() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/contract");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let names = files.map(|name| name.to_str().unwrap().to_owned());
    let names = names.filter(|name| name.ends_with(".rs") && name != "row.rs");
    names.map(|name| (name.clone(), text(&format!("src/contract/{name}")))).collect()
}

fn properties(schema: &Value) -> BTreeSet<String> {
    schema["properties"].as_object().unwrap().keys().cloned().collect()
}

#[test]
fn the_code_reads_only_what_is_published_and_all_that_is_required() {
    let api = api();
    let files = decoder_files();
    for (file, function, name) in DECODERS {
        let schema = &api["components"]["schemas"][name];
        let read = read_by(&functions(&files[file]), function);
        let published = properties(schema);
        let unpublished: Vec<_> = read.difference(&published).collect();
        assert!(unpublished.is_empty(), "{file}: `{function}` reads {unpublished:?}");
        for required in schema["required"].as_array().unwrap() {
            let required = required.as_str().unwrap();
            assert!(read.contains(required), "{file}: `{function}` never reads {required}");
        }
    }
}

#[test]
fn no_decoder_is_forgotten() {
    let named: BTreeSet<_> =
        DECODERS.iter().map(|(file, function, _)| (*file, *function)).collect();
    let mut found = BTreeSet::new();
    let files = decoder_files();
    for (file, code) in &files {
        for line in code.lines().filter(|line| line.contains("(row: &mut Row<'_>)")) {
            let function = line.strip_prefix("pub fn ").and_then(|rest| rest.split('(').next());
            found.extend(function.map(|function| (file.as_str(), function)));
        }
    }
    assert_eq!(found, named, "every decoder of rows has a line in DECODERS");
    // What is read outside of the decoders, such as a deleted matter's `updated_at`, is published too.
    let api = api();
    let schemas =
        DECODERS.iter().map(|(_, _, name)| properties(&api["components"]["schemas"][*name]));
    let published: BTreeSet<String> = schemas.flatten().collect();
    for (file, code) in &files {
        let functions = functions(code);
        for name in functions.keys() {
            let read = read_by(&functions, name);
            assert!(read.is_subset(&published), "{file}: {name} reads {read:?}");
        }
    }
}

#[test]
fn this_test_sees_what_the_code_reads() {
    let check = |code: &str, expected: &[&str]| {
        let read = read_by(&functions(code), "case");
        assert_eq!(read.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{code}");
    };
    check("pub fn case(row: &mut Row<'_>) {\n    row.shape();\n}", &[]);
    check(
        "pub fn case(row: &mut Row<'_>) {\n    row.text(\"a\").or(row.count(\"b\"));\n}",
        &["a", "b"],
    );
    let helped = "pub fn case(row: &mut Row<'_>) {\n    let x = name(row);\n    row\n        .text(\"b\");\n}\n\nfn name(row: &mut Row<'_>) {\n    row.text(\"a\")\n}";
    check(helped, &["a", "b"]);
    let other = "pub fn case(row: &mut Row<'_>) {\n    row.text(\"b\");\n}\n\nfn name(row: &mut Row<'_>) {\n    row.text(\"a\")\n}";
    check(other, &["b"]);
}

/// The example of what a collection answers.
fn example(api: &Value, collection: &str) -> Value {
    let answer =
        &api["paths"][&format!("/collections/{collection}/items")]["get"]["responses"]["200"];
    answer["content"]["application/geo+json"]["example"].clone()
}

fn plain_source() -> SourceConfig {
    let text = r#"{"sources": {"s": {"landing": "landing.json"}}}"#;
    Config::read(text).unwrap().0.sources["s"].clone()
}

#[test]
fn the_examples_are_a_district_without_a_defect() {
    let api = api();
    let texts = Collection::ALL.map(|of| (of, example(&api, of.id()).to_string()));
    let texts: Texts = texts.into_iter().collect();
    let board: Board = assemble(&Config::default(), &plain_source(), &texts).unwrap();
    assert_eq!(board.defects().collect::<Vec<_>>(), [] as [&_; 0]);
    let rows = |collection: &str| example(&api, collection)["features"].as_array().unwrap().len();
    let areas = &board.areas;
    let counted = [areas.towns().len(), areas.zones().len(), areas.grids().len()];
    assert_eq!(counted, ["towns", "zones", "grids"].map(rows));
    assert_eq!(board.cases().count(), rows("open-cases"));
    assert_eq!(board.workload.len(), rows("workload"));
}

#[test]
fn each_example_of_rows_is_read_without_a_defect() {
    let api = api();
    type IsRead = fn(&mut Row<'_>) -> bool;
    let decoders: [(&str, Collection, IsRead); 12] = [
        ("towns", Collection::Towns, |row| !areas::town(row).id.as_str().is_empty()),
        ("zones", Collection::Zones, |row| !areas::zone(row).id.as_str().is_empty()),
        ("grids", Collection::Grids, |row| !areas::grid(row).id.as_str().is_empty()),
        ("open-cases", Collection::OpenCases, |row| !cases::case(row).id.as_str().is_empty()),
        ("cases", Collection::OpenCases, |row| !cases::case(row).id.as_str().is_empty()),
        ("year-overdue", Collection::YearOverdue, |row| !cases::case(row).id.as_str().is_empty()),
        ("workload", Collection::Workload, |row| workload::workload_row(row).is_some()),
        ("received", Collection::Received, |row| received::received(row).len() == 3),
        ("calendar", Collection::Calendar, |row| calendar::day(row).is_some()),
        ("workers", Collection::Workers, |row| layers::worker(row).at.is_some()),
        ("cameras", Collection::Cameras, |row| layers::camera(row).at.is_some()),
        ("alerts", Collection::Alerts, |row| layers::alert(row).place != AlertPlace::Unknown),
    ];
    let source = plain_source();
    for (name, collection, is_read) in decoders {
        let page = example(&api, name);
        let reading = CollectionReading::of(&source, collection);
        let read = |row: &mut Row<'_>| is_read(row).then_some(());
        let decoded = read_collection(&page.to_string(), &reading.reading(), read).unwrap();
        assert_eq!(decoded.defects, [], "{name}");
        assert_eq!(decoded.rows.len(), page["features"].as_array().unwrap().len(), "{name}");
    }
}

#[test]
fn each_property_s_example_is_read_without_a_defect() {
    let api = api();
    let source = plain_source();
    let reading = CollectionReading::of(&source, Collection::OpenCases);
    let mut row = example(&api, "cases")["features"][0].clone();
    for (name, property) in api["components"]["schemas"]["Case"]["properties"].as_object().unwrap()
    {
        let is_state = ["status", "closed_at"].contains(&name.as_str());
        if !is_state {
            row["properties"][name] = property["examples"][0].clone();
        }
    }
    let text = serde_json::json!({ "features": [row] }).to_string();
    let read = |row: &mut Row<'_>| Some(cases::case(row));
    let decoded = read_collection(&text, &reading.reading(), read).unwrap();
    assert_eq!(decoded.defects, []);
    assert!(decoded.rows[0].stated_due.is_some());
}

#[test]
fn the_example_of_the_stream_is_a_matter_put_and_one_deleted() {
    let api = api();
    let content =
        &api["paths"]["/stream"]["get"]["responses"]["200"]["content"]["text/event-stream"];
    let data = content["example"].as_str().unwrap().lines();
    let data: Vec<_> = data.filter_map(|line| line.strip_prefix("data: ")).collect();
    let source = plain_source();
    let reading = CollectionReading::of(&source, Collection::OpenCases);
    let read = |text: &str| case_change(text, &reading.reading()).expect(text);
    let [put, delete] = data[..] else { panic!("{data:?}") };
    let CaseChange::Put(_, defects) = read(put) else { panic!("{put}") };
    assert_eq!(defects, []);
    assert!(matches!(read(delete), CaseChange::Delete(_, Some(_))), "{delete}");
    let mut validator = crate::schema::Validator::of(&api);
    for text in data {
        let event: Value = serde_json::from_str(text).unwrap();
        assert_eq!(validator.fault_of("CaseEvent", &event), None, "{text}");
    }
}
