//! The schema of `config.json` and the code that reads it know the same keys, choices and defaults.

use crate::schema::{Validator, api, codes, config, json, objects, text};
use gridlight::{
    contract::config::Config,
    domain::{
        case::{Domain, Platform, Route, Status, Supervision},
        layer::{AlertLevel, CameraKind},
        rule::Rule,
        wall::{Panel, WallPlan},
    },
    source::assemble::rule_of,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The texts in `const NAME: &[&str] = &[…]`, wherever it stands.
fn keys_in_code(name: &str) -> BTreeSet<String> {
    let files = ["config.rs", "config/rule.rs", "config/wall.rs"];
    let code = files.map(|file| text(&format!("src/contract/{file}"))).concat();
    let (_, rest) = code.split_once(&format!("const {name}: &[&str] =")).expect(name);
    let list = rest.split(';').next().unwrap();
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_schema_is_one_and_its_examples_and_defaults_satisfy_it() {
    let schema = config();
    let mut validator = Validator::of(&schema);
    assert_eq!(validator.fault("", &json!({})), None);
    let mut seen = 0;
    for (pointer, part) in objects(&schema) {
        let examples = part.get("examples").and_then(Value::as_array);
        // The basemap is named by reference, and "default" and "examples" are names of no key.
        let values = examples.into_iter().flatten().chain(part.get("default"));
        for value in values {
            assert_eq!(validator.fault(&pointer, value), None, "{pointer}");
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen} examples and defaults");
}

#[test]
fn every_key_of_the_code_is_in_the_schema_and_the_other_way_round() {
    let schema = config();
    let check = |list: &str, pointer: &str| {
        let part = schema.pointer(pointer).unwrap();
        assert_eq!(
            part["additionalProperties"], false,
            "{pointer}: a slip of the pen is a warning"
        );
        let published: BTreeSet<String> =
            part["properties"].as_object().unwrap().keys().cloned().collect();
        let known = keys_in_code(list);
        let missing: Vec<_> = known.difference(&published).collect();
        assert!(missing.is_empty(), "{list}: {missing:?} are not in the schema");
        let ahead = published.difference(&known);
        assert_eq!(ahead.collect::<Vec<_>>(), [""; 0], "{list}: no code knows these");
    };
    check("CONFIG_KEYS", "");
    check("SOURCE_KEYS", "/$defs/source");
    check("COLLECTIONS", "/$defs/source/properties/collections");
    check("COLLECTION_KEYS", "/$defs/collection");
    check("RULE_KEYS", "/$defs/rule");
    check("CALENDAR_KEYS", "/$defs/calendar");
    check("SPAN_KEYS", "/$defs/span");
    check("BASEMAP_KEYS", "/$defs/basemap");
    check("WALL_KEYS", "/$defs/wall");
    check("SCENE_KEYS", "/$defs/scene");
    check("VIEWING_KEYS", "/$defs/viewing");
}

#[test]
fn every_choice_of_the_schema_is_one_of_the_code() {
    let schema = config();
    let check = |level: &str, config: &dyn Fn(&str, Value) -> Value| {
        let properties = &schema.pointer(&format!("/$defs/{level}")).unwrap()["properties"];
        let mut choices = 0;
        for (key, property) in properties.as_object().unwrap() {
            let Some(published) = property["enum"].as_array() else { continue };
            choices += 1;
            for choice in published {
                let text = config(key, choice.clone()).to_string();
                assert!(Config::read(&text).is_ok_and(|(_, unknown)| unknown.is_empty()), "{text}");
            }
            // The code says which choices there are when it meets one that is none.
            let wrong = config(key, "nonsense".into()).to_string();
            match Config::read(&wrong) {
                Err(error) => {
                    let (_, list) = error.0.split_once("one of ").expect(key);
                    let list = list.strip_suffix(" was expected").unwrap();
                    assert_eq!(&list.split(", ").collect::<Vec<_>>(), published, "{key}");
                }
                Ok(_) => assert_eq!(key, "auth", "{key} takes any text"),
            }
        }
        choices
    };
    let source =
        |key: &str, value: Value| json!({ "sources": { "s": { "landing": "l", key: value } } });
    let source = |key: &str, value: Value| match key {
        "landing" => unreachable!("an address is no choice"),
        _ => source(key, value),
    };
    assert_eq!(check("source", &source), 6);
    assert_eq!(check("rule", &|key, value| json!({ "rule": { key: value } })), 5);
    let basemap = |key: &str, value: Value| {
        let mut basemap = json!({ "url": "u", "attribution": "a" });
        basemap[key] = value;
        json!({ "basemap": basemap })
    };
    assert_eq!(check("basemap", &basemap), 2);
    assert_eq!(check("wall", &|key, value| json!({ "wall": { key: value } })), 1);
}

#[test]
fn every_panel_and_every_scene_of_the_schema_is_one_of_the_code() {
    let schema = config();
    let panels = schema.pointer("/$defs/panels/items/enum").unwrap();
    let codes: Vec<Value> = Panel::ALL.iter().map(|panel| panel.code().into()).collect();
    assert_eq!(panels.as_array().unwrap(), &codes);
    let pattern =
        schema.pointer("/$defs/scene/properties/scene/pattern").unwrap().as_str().unwrap();
    let kinds = pattern.trim_matches(['^', '$', '(', ')']).split('|');
    let kinds: Vec<String> = kinds.map(|kind| kind.replace("[a-z_]+", "petitions")).collect();
    assert_eq!(kinds.len(), 7);
    for kind in kinds {
        let config = json!({ "wall": { "scenes": [{ "scene": kind }] } });
        assert!(Config::read(&config.to_string()).is_ok(), "{kind}");
    }
}

#[test]
fn the_defaults_of_the_wall_are_those_of_the_code() {
    let schema = config();
    let properties = schema["$defs"]["wall"]["properties"].as_object().unwrap();
    let defaults: serde_json::Map<String, Value> = properties
        .iter()
        .filter_map(|(key, property)| Some((key.clone(), property.get("default")?.clone())))
        .collect();
    assert_eq!(defaults.len(), 6, "{defaults:?}");
    let (config, _) = Config::read(&json!({ "wall": defaults }).to_string()).unwrap();
    assert_eq!(config.wall, WallPlan::default());
}

#[test]
fn the_defaults_of_the_rule_are_those_of_the_code() {
    let schema = config();
    let mut written = serde_json::Map::new();
    for (key, property) in schema["$defs"]["rule"]["properties"].as_object().unwrap() {
        written.insert(key.clone(), property["default"].clone());
    }
    let read = |rule: Value| -> Rule {
        let config = json!({ "rule": rule, "sources": { "s": { "landing": "l" } } });
        let (config, _) = Config::read(&config.to_string()).unwrap();
        rule_of(&config, &config.sources["s"])
    };
    assert!(written.values().all(|default| !default.is_null()), "{written:?}");
    assert_eq!(read(written.into()), read(json!({})));
}

#[test]
fn the_codes_are_those_of_the_domain() {
    let api = api();
    let domains = Domain::ALL.into_iter().filter(|domain| *domain != Domain::Other);
    assert_eq!(codes(&api, "Domain"), domains.map(Domain::code).collect::<Vec<_>>());
    let check = |list: &str, known: &[&str]| {
        let (mut published, mut known) = (codes(&api, list), Vec::from(known));
        published.sort();
        known.sort_unstable();
        assert_eq!(published, known, "{list}");
    };
    let statuses = Status::ALL;
    check("Status", &statuses.each_ref().map(Status::code));
    check("Route", &Route::ALL.map(Route::code));
    let (ladder, kinds, levels) = (Supervision::LADDER, CameraKind::KNOWN, AlertLevel::KNOWN);
    check("SupervisionStep", &ladder.each_ref().map(Supervision::code));
    check("CameraKind", &kinds.each_ref().map(CameraKind::code));
    check("AlertLevel", &levels.each_ref().map(AlertLevel::code));
    for code in codes(&api, "Platform") {
        assert!(Platform::from_code(&code).is_some(), "{code}");
    }
    // The words beside the codes are taken as they are too.
    let decoder = text("src/contract/layers.rs");
    for list in ["CameraKind", "AlertLevel"] {
        let titles = api["components"]["schemas"][list]["oneOf"].as_array().unwrap().iter();
        let titles: Vec<_> = titles.map(|code| code["title"].to_string()).collect();
        assert!(decoder.contains(&format!("[{}]", titles.join(", "))), "{list}: {titles:?}");
    }
    // What the config maps to is what the contract has.
    let mapped = &config()["$defs"]["caseCollection"]["properties"]["values"]["properties"];
    for (property, list) in [("domain", "Domain"), ("status", "Status"), ("route", "Route")] {
        let published: Vec<Value> = codes(&api, list).into_iter().map(Value::from).collect();
        assert_eq!(mapped[property]["additionalProperties"]["enum"], json!(published));
    }
}

/// The blocks of JSON in the README; a part of a config is made one.
fn readme_configs() -> Vec<Value> {
    let readme = text("README.md");
    let blocks = readme.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let whole = |block: &str| match block.starts_with('{') {
        true => block.to_owned(),
        false => format!("{{{block}}}"),
    };
    blocks.map(|block| serde_json::from_str(&whole(block)).expect(block)).collect()
}

#[test]
fn every_config_in_the_repository_satisfies_the_schema() {
    let mut validator = Validator::of(&config());
    let files = ["public/config.json", "tests/fixtures/elsewhere/config.json"];
    for file in files {
        assert_eq!(validator.fault("", &json(file)), None, "{file}");
    }
    let examples = readme_configs();
    assert!(examples.len() >= 3, "the README has examples");
    for example in examples {
        assert_eq!(validator.fault("", &example), None, "README: {example}");
    }
    // The contract's own example, as the tests of the contract read it.
    let tests = text("tests/contract/config.rs");
    let example = tests.split("r#\"").nth(1).unwrap().split("\"#").next().unwrap();
    let example: Value = serde_json::from_str(example).unwrap();
    assert!(example["sources"]["district"].is_object());
    assert_eq!(validator.fault("", &example), None);
}

#[test]
fn a_slip_of_the_pen_is_not_valid() {
    let mut validator = Validator::of(&config());
    let mut check = |config: Value| assert!(validator.fault("", &config).is_some(), "{config}");
    let source =
        |key: &str, value: Value| json!({ "sources": { "s": { "landing": "l", key: value } } });
    check(json!({ "titel": {} }));
    check(json!({ "sources": { "s": {} } }));
    check(source("kinds", json!("ogc")));
    check(source("poll_seconds", json!(0)));
    check(source("utc_offset", json!("Asia/Shanghai")));
    check(source("collections", json!({ "open_cases": {} })));
    let mapped = json!({ "open-cases": { "values": { "status": { "7": "done" } } } });
    check(source("collections", mapped));
    check(json!({ "rule": { "day_end": "00:00" } }));
    check(json!({ "rule": { "sessions": [] } }));
    check(json!({ "calendar": { "off": ["2027-1-1"] } }));
    check(json!({ "basemap": { "url": "u" } }));
}
