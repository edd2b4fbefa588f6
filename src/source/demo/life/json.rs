//! Writing and reading the little JSON that a life needs.
//!
//! Texts are put together by hand: the order of properties is then ours, and no number is ever formatted as a float.

use super::LifeError;
use serde_json::Value;

/// Writes `text` as a JSON string.
pub(super) fn push_text(out: &mut String, text: &str) {
    out.push('"');
    if !text.contains(['"', '\\']) && !text.contains(char::is_control) {
        out.push_str(text);
        out.push('"');
        return;
    }
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            // A control character has no place in a title; leaving it out keeps the text valid.
            _ if c < ' ' => {}
            _ => out.push(c),
        }
    }
    out.push('"');
}

/// Writes `,"key":`.
pub(super) fn push_key(out: &mut String, key: &str) {
    out.push_str(",\"");
    out.push_str(key);
    out.push_str("\":");
}

/// Writes `,"key":"text"`, or nothing for an empty text.
pub(super) fn push_pair(out: &mut String, key: &str, text: &str) {
    if !text.is_empty() {
        push_key(out, key);
        push_text(out, text);
    }
}

/// Writes a number.
pub(super) fn push_number(out: &mut String, number: u32) {
    if number >= 10 {
        push_number(out, number / 10);
    }
    out.push(char::from_digit(number % 10, 10).unwrap_or('0'));
}

/// Writes whole 1e-5 degrees as degrees with five decimals.
fn push_degrees(out: &mut String, e5: i32) {
    if e5 < 0 {
        out.push('-');
    }
    push_number(out, e5.unsigned_abs() / 100_000);
    out.push('.');
    let mut decimal = 10_000;
    while decimal > 0 {
        push_number(out, e5.unsigned_abs() / decimal % 10);
        decimal /= 10;
    }
}

/// Writes a point in whole 1e-5 degrees as a geometry.
pub(super) fn push_point(out: &mut String, [lon, lat]: [i32; 2]) {
    out.push_str("{\"type\":\"Point\",\"coordinates\":[");
    push_degrees(out, lon);
    out.push(',');
    push_degrees(out, lat);
    out.push_str("]}");
}

/// Wraps features, joined by commas and line ends, as a collection: a line each, so that versions can be compared.
pub(super) fn collection(features: &str) -> String {
    let mut out = String::from("{\"type\":\"FeatureCollection\",\"features\":[\n");
    out.push_str(features);
    out.push_str("\n]}\n");
    out
}

/// Reads the text of a file of the demo's folder.
pub(super) fn parse(file: &'static str, text: &str) -> Result<Value, LifeError> {
    serde_json::from_str(text).map_err(|error| LifeError::new(file, &error.to_string()))
}

/// The members of an array; none of anything else.
pub(super) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The text of a member; empty if there is none.
pub(super) fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or("")
}

/// A whole number; 0 if it is none.
pub(super) fn number(value: &Value) -> i32 {
    value.as_i64().and_then(|number| i32::try_from(number).ok()).unwrap_or(0)
}

/// The member `key`; `null` if there is none.
pub(super) fn member<'v>(value: &'v Value, key: &str) -> &'v Value {
    value.get(key).unwrap_or(&Value::Null)
}

/// The features of a collection: id, properties and geometry.
pub(super) fn features(collection: &Value) -> impl Iterator<Item = (&str, &Value, &Value)> {
    list(member(collection, "features")).iter().map(|feature| {
        (text(feature, "id"), member(feature, "properties"), member(feature, "geometry"))
    })
}
