//! The OpenAPI document by itself: whole, self-contained, and with examples that are what they are examples of.

use crate::schema::{Validator, api, objects};
use serde_json::Value;

/// The requests of the document, each as its path and what it says.
fn requests(api: &Value) -> Vec<(&str, &Value)> {
    let paths = api["paths"].as_object().unwrap();
    paths.iter().map(|(path, item)| (path.as_str(), &item["get"])).collect()
}

/// What a reference leads to; the value itself where it is none.
fn followed<'a>(api: &'a Value, value: &'a Value) -> &'a Value {
    let Some(reference) = value["$ref"].as_str() else { return value };
    api.pointer(&reference[1..]).unwrap_or_else(|| panic!("{reference} leads nowhere"))
}

#[test]
fn it_needs_no_other_document() {
    let api = api();
    let mut references = 0;
    for (pointer, object) in objects(&api) {
        let Some(reference) = object.get("$ref").and_then(Value::as_str) else { continue };
        assert!(reference.starts_with("#/components/"), "{pointer}: {reference}");
        followed(&api, object);
        references += 1;
    }
    assert!(references > 100, "{references} references");
    let is_used = |name: &str, kind: &str| {
        let reference = format!("#/components/{kind}/{name}");
        objects(&api)
            .iter()
            .any(|(_, object)| object.get("$ref") == Some(&reference.clone().into()))
    };
    for (kind, components) in api["components"].as_object().unwrap() {
        let named = components.as_object().unwrap().keys();
        let idle: Vec<_> = named.filter(|name| !is_used(name, kind)).collect();
        assert!(kind == "securitySchemes" || idle.is_empty(), "{kind} that nobody names: {idle:?}");
    }
}

#[test]
fn it_is_an_openapi_document_of_get_requests() {
    let api = api();
    assert_eq!(api["openapi"], "3.1.0");
    assert_eq!(api["jsonSchemaDialect"], "https://json-schema.org/draft/2020-12/schema");
    let mut operations: Vec<&str> = Vec::new();
    for (path, item) in api["paths"].as_object().unwrap() {
        assert!(path.starts_with('/'), "{path}");
        let methods: Vec<_> = item.as_object().unwrap().keys().collect();
        assert_eq!(methods, ["get"], "{path}: Gridlight never writes");
        let get = &item["get"];
        operations.push(get["operationId"].as_str().unwrap());
        let tags: Vec<_> = api["tags"].as_array().unwrap().iter().map(|tag| &tag["name"]).collect();
        assert!(tags.contains(&&get["tags"][0]), "{path}");
        let parameters = get["parameters"].as_array().into_iter().flatten();
        let parameters: Vec<_> = parameters.map(|parameter| followed(&api, parameter)).collect();
        for piece in path.split(['{', '}']).skip(1).step_by(2) {
            let fits =
                |p: &&&Value| p["name"] == piece && p["in"] == "path" && p["required"] == true;
            assert_eq!(parameters.iter().filter(fits).count(), 1, "{path}: {piece}");
        }
        let optional = parameters.iter().filter(|p| p["in"] == "query");
        assert!(optional.into_iter().all(|p| p["required"] == false), "{path}");
        for status in ["200", "401", "403", "429", "503"] {
            assert!(get["responses"][status].is_object(), "{path}: {status}");
        }
    }
    let all = operations.len();
    operations.sort_unstable();
    operations.dedup();
    assert_eq!(operations.len(), all, "each operation has a name of its own");
}

#[test]
fn the_headers_that_matter_are_on_the_answers_that_have_them() {
    let api = api();
    let headers = |get: &Value, status: &str| -> Vec<String> {
        let response = followed(&api, &get["responses"][status]);
        response["headers"].as_object().unwrap().keys().cloned().collect()
    };
    for (path, get) in requests(&api) {
        let expected: &[&str] = if path == "/stream" { &["Date"] } else { &["Date", "ETag"] };
        assert_eq!(headers(get, "200"), expected, "{path}");
        for status in ["429", "503"] {
            assert_eq!(headers(get, status), ["Date", "Retry-After"], "{path}: {status}");
        }
    }
}

#[test]
fn every_answer_is_shown_and_the_example_is_one() {
    let api = api();
    let mut validator = Validator::of(&api);
    let mut shown = 0;
    for (path, get) in requests(&api) {
        for (status, response) in get["responses"].as_object().unwrap() {
            let content = followed(&api, response)["content"].as_object();
            for (media, content) in content.into_iter().flatten() {
                let reference = content["schema"]["$ref"].as_str();
                let pointer = reference.map(|reference| reference[1..].to_owned());
                let text = || "/components/schemas/Text".to_owned();
                let fault = validator.fault(&pointer.unwrap_or_else(text), &content["example"]);
                assert_eq!(fault, None, "{path} {status} {media}");
                shown += 1;
            }
        }
    }
    assert!(shown > 60, "{shown} answers");
}

#[test]
fn every_schema_is_one_and_its_examples_satisfy_it() {
    let api = api();
    let mut validator = Validator::of(&api);
    let nothing = Value::Null;
    for name in api["components"]["schemas"].as_object().unwrap().keys() {
        // Compiling is what checks the schema itself.
        validator.fault_of(name, &nothing);
    }
    let schemas = objects(&api["components"]).into_iter();
    let mut examples = 0;
    for (pointer, schema) in schemas.filter(|(_, schema)| schema["examples"].is_array()) {
        for example in schema["examples"].as_array().unwrap() {
            let fault = validator.fault(&format!("/components{pointer}"), example);
            assert_eq!(fault, None, "{pointer}");
            examples += 1;
        }
    }
    assert!(examples > 100, "{examples} examples");
    for (name, parameter) in api["components"]["parameters"].as_object().unwrap() {
        let pointer = format!("/components/parameters/{name}/schema");
        assert_eq!(validator.fault(&pointer, &parameter["example"]), None, "{name}");
    }
}

#[test]
fn every_property_says_what_it_means_and_shows_one() {
    let api = api();
    for (_, get) in requests(&api) {
        let Some(row) = get.get("x-row") else { continue };
        let schema = followed(&api, &row["properties"]);
        for (name, property) in schema["properties"].as_object().unwrap() {
            assert!(
                property["description"].as_str().is_some_and(|text| text.ends_with('.')),
                "{name}"
            );
            assert!(property["examples"].is_array(), "{name}");
            let named = serde_json::to_string(property).unwrap();
            let has_unit = named.contains("schemas/Time") || named.contains("schemas/Due");
            assert!(!has_unit || property["x-unit"].is_string(), "{name} has no unit");
        }
        for name in schema["required"].as_array().unwrap() {
            assert!(schema["properties"][name.as_str().unwrap()].is_object(), "{name}");
        }
    }
}

#[test]
fn what_does_not_keep_the_contract_is_not_valid() {
    let api = api();
    let mut validator = Validator::of(&api);
    let good = api["paths"]["/collections/open-cases/items"]["get"]["responses"]["200"]["content"]
        ["application/geo+json"]["example"]["features"][0]
        .clone();
    assert_eq!(validator.fault_of("CaseFeature", &good), None);
    let mut check = |pointer: &str, value: Value| {
        let mut row = good.clone();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        row.pointer_mut(parent).unwrap()[name] = value.clone();
        assert!(validator.fault_of("CaseFeature", &row).is_some(), "{pointer}: {value}");
    };
    check("/type", "feature".into());
    check("/id", "".into());
    check("/id", "长".repeat(65).into());
    check("/geometry", "POINT(120 36)".into());
    check("/properties", Value::Null);
    check("/properties/title", Value::Null);
    check("/properties/status", "已派单".into());
    check("/properties/domain", "other".into());
    check("/properties/dispatched_at", Value::Null);
    check("/properties/closed_at", "2026-09-18T12:05:00+08:00".into());
    for time in ["2026-09-17 09:00:00", "2026-09-17T09:00:00", "2026-09-17T09:00:00+14:00", "昨天"]
    {
        check("/properties/updated_at", time.into());
    }
}
