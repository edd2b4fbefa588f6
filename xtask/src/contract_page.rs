//! The tables of the page for implementers, written from the published documents, so that page and documents cannot
//! differ.
//!
//! It knows how a schema looks as a table. It does not know what the contract says, and leaves alone whatever stands
//! outside its marks.

mod html;

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::page::write;
use html::{capital, code, escape, line, prose, table};

/// Writes the tables of `index.html` in a folder with the two documents.
pub(crate) fn write_in(dir: &Path) -> Result<(), String> {
    let read = |name: &str| {
        let path = dir.join(name);
        fs::read_to_string(&path)
            .map_err(|error| format!("{} cannot be read: {error}", path.display()))
    };
    let page = read("index.html")?;
    let written = with_tables(&page, &read("openapi.json")?, &read("config.schema.json")?)?;
    write(&dir.join("index.html"), &written)
}

/// The page with its tables as the documents have them.
///
/// # Errors
///
/// A document is no JSON, or the page lacks one of the marks.
pub fn with_tables(page: &str, openapi: &str, config: &str) -> Result<String, String> {
    let json = |text: &str, name: &str| -> Result<Value, String> {
        serde_json::from_str(text).map_err(|error| format!("{name}: {error}"))
    };
    let api = json(openapi, "openapi.json")?;
    let config = json(config, "config.schema.json")?;
    let regions = [
        ("collections", collections(&api)),
        ("types", types(&api)),
        ("codes", code_lists(&api)),
        ("config", config_tables(&config)),
    ];
    regions.into_iter().try_fold(page.to_owned(), |page, (name, tables)| {
        let begin = format!("<!-- {name}: written by `cargo xtask contract` -->\n");
        let end = format!("<!-- end of {name} -->");
        let lacks = || format!("index.html lacks {:?} or {end:?}", begin.trim_end());
        let (before, rest) = page.split_once(&begin).ok_or_else(lacks)?;
        let (_, after) = rest.split_once(&end).ok_or_else(lacks)?;
        Ok(format!("{before}{begin}{tables}{end}{after}"))
    })
}

/// The collections in the order of the document's tags. Two that have the same properties share a table.
fn collections(api: &Value) -> String {
    let mut out = String::new();
    let mut shown: Vec<(&str, &str)> = Vec::new();
    for tag in list(api, "/tags") {
        let id = text(tag, "/name");
        let path = format!("/paths/~1collections~1{id}~1items/get/x-row");
        let Some(row) = api.pointer(&path) else { continue };
        let (title, about) = text(tag, "/description").split_once(". ").unwrap_or_default();
        let read = text(row, "/read");
        line(
            &mut out,
            &format!("<h3 id=\"{id}\"><code>{id}</code> <span lang=\"zh-CN\">{title}</span></h3>"),
        );
        let properties = text(row, "/properties/$ref");
        let schema = at(api, properties);
        let geometry = part(at(api, text(row, "/feature/$ref")), "/properties/geometry");
        let about = [text(schema, "/description"), &format!("{}.", capital(read)), about].join(" ");
        line(&mut out, &format!("<p>{} Geometry: {}.</p>", prose(&about), kinds(geometry)));
        if let Some((other, _)) = shown.iter().find(|(_, known)| *known == properties) {
            let link = format!("<a href=\"#{other}\"><code>{other}</code></a>");
            line(&mut out, &format!("<p>Properties: those of {link}.</p>"));
            continue;
        }
        shown.push((id, properties));
        let rows = ordered(schema).into_iter().map(|(name, property)| {
            [
                format!("<code>{name}</code>"),
                kinds(property),
                escape(text(property, "/x-unit")),
                needed(schema, name, property),
                example(property),
                prose(text(property, "/description")),
            ]
        });
        let heads = ["property", "type", "unit", "required", "example", "meaning"];
        table(&mut out, &format!("Properties of {id}"), heads, rows);
    }
    out
}

/// The types that properties have, but for the lists of codes.
fn types(api: &Value) -> String {
    let is_type = |schema: &Value| schema["examples"].is_array() && codes(schema).is_empty();
    let types = schemas(api).filter(|(name, schema)| is_type(schema) && !name.ends_with("Event"));
    let rows = types.map(|(name, schema)| {
        [anchored(name), example(schema), prose(text(schema, "/description"))]
    });
    let mut out = String::new();
    table(&mut out, "Types", ["type", "example", "meaning"], rows);
    out
}

fn code_lists(api: &Value) -> String {
    let mut out = String::new();
    for (name, schema) in schemas(api) {
        if codes(schema).is_empty() {
            continue;
        }
        line(&mut out, &format!("<h3 id=\"type-{name}\"><code>{name}</code></h3>"));
        line(&mut out, &format!("<p>{}</p>", prose(text(schema, "/description"))));
        let rows = codes(schema).iter().map(|code| {
            let title = escape(text(code, "/title"));
            [
                format!("<code>{}</code>", text(code, "/const")),
                format!("<span lang=\"zh-CN\">{title}</span>"),
                prose(text(code, "/description")),
            ]
        });
        table(&mut out, &format!("Codes of {name}"), ["code", "Chinese", "meaning"], rows);
    }
    out
}

/// The keys of the config, level by level.
fn config_tables(config: &Value) -> String {
    let levels = [
        ("the file", ""),
        ("sources.…", "/$defs/source"),
        ("sources.….collections.…", "/$defs/collection"),
        ("rule", "/$defs/rule"),
        ("calendar", "/$defs/calendar"),
        ("calendar.spans[…]", "/$defs/span"),
        ("basemap", "/$defs/basemap"),
        ("wall", "/$defs/wall"),
        ("wall.scenes", "/$defs/scene"),
        ("wall.viewing", "/$defs/viewing"),
    ];
    let mut out = String::new();
    for (title, pointer) in levels {
        let schema = part(config, pointer);
        let rows = ordered(schema).into_iter().map(|(name, property)| {
            let default = property.get("default").map(code).unwrap_or_default();
            let required = needed(schema, name, property);
            let about = prose(text(property, "/description"));
            [format!("<code>{name}</code>"), kinds(property), default, required, about]
        });
        let heads = ["key", "value", "default", "required", "meaning"];
        table(&mut out, &format!("Keys of {title}"), heads, rows);
    }
    out
}

/// The properties of a schema: those that are required in their order, then the others by name.
fn ordered(schema: &Value) -> Vec<(&str, &Value)> {
    let required: Vec<&str> = list(schema, "/required").iter().filter_map(Value::as_str).collect();
    let properties = schema["properties"].as_object().into_iter().flatten();
    let mut ordered: Vec<_> =
        properties.map(|(name, property)| (name.as_str(), property)).collect();
    let conditional = |property: &Value| property.get("x-required-when").is_none();
    ordered.sort_by_key(|(name, property)| {
        let place = required.iter().position(|known| known == name).unwrap_or(required.len());
        (place, conditional(property))
    });
    ordered
}

fn needed(schema: &Value, name: &str, property: &Value) -> String {
    let is_required = list(schema, "/required").iter().any(|known| known == name);
    let when = text(property, "/x-required-when");
    if is_required { "yes".to_owned() } else { prose(when) }
}

/// What kind of value a schema takes, in words; a named type is a link.
fn kinds(schema: &Value) -> String {
    if let Some(name) =
        schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/components/schemas/"))
    {
        return match name {
            "Geometry" => "any".to_owned(),
            "Area" | "Point" => name.to_owned(),
            _ => format!("<a href=\"#type-{name}\">{name}</a>"),
        };
    }
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        return name.to_owned();
    }
    if let Some(choices) = schema["enum"].as_array() {
        return choices.iter().map(code).collect::<Vec<_>>().join(", ");
    }
    if let Some(either) = schema["anyOf"].as_array() {
        let is_something = |schema: &&Value| !text(schema, "/$ref").ends_with("/Nothing");
        return either.iter().filter(is_something).map(kinds).collect::<Vec<_>>().join(" or ");
    }
    match &schema["type"] {
        Value::String(kind) if kind == "array" => format!("list of {}", kinds(&schema["items"])),
        Value::String(kind) => kind.clone(),
        Value::Array(kinds) => {
            kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or ")
        }
        _ => String::new(),
    }
}

fn codes(schema: &Value) -> &[Value] {
    let codes = list(schema, "/oneOf");
    if codes.iter().all(|code| code.get("const").is_some()) { codes } else { &[] }
}

fn example(schema: &Value) -> String {
    schema.pointer("/examples/0").map(code).unwrap_or_default()
}

fn anchored(name: &str) -> String {
    format!("<span id=\"type-{name}\">{name}</span>")
}

fn at<'a>(document: &'a Value, reference: &str) -> &'a Value {
    part(document, reference.strip_prefix('#').unwrap_or(reference))
}

fn part<'a>(value: &'a Value, pointer: &str) -> &'a Value {
    value.pointer(pointer).unwrap_or(&Value::Null)
}

fn schemas(api: &Value) -> impl Iterator<Item = (&String, &Value)> {
    part(api, "/components/schemas").as_object().into_iter().flatten()
}

fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_a_mark_is_refused() {
        let error = with_tables("<p>", "{}", "{}").unwrap_err();
        assert!(error.contains("collections"), "{error}");
        assert!(with_tables("<p>", "{", "{}").is_err());
    }

    #[test]
    fn what_is_required_comes_first_and_what_is_required_at_times_next() {
        let schema = serde_json::json!({ "required": ["z", "b"], "properties": {
            "a": {}, "b": {}, "x": { "x-required-when": "once" }, "z": {} } });
        let names: Vec<_> = ordered(&schema).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["z", "b", "x", "a"]);
    }
}
