//! GeoJSON features, read one by one, so that a broken one takes no other with it.

use super::{
    properties::Properties,
    row::{Reading, Row},
};
use crate::domain::defect::{Defect, DefectReason};
use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use std::borrow::Cow;

/// A document that is no feature collection at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableDocument(pub String);

#[derive(Deserialize)]
struct FeatureCollection<F> {
    features: Vec<F>,
}

#[derive(Deserialize)]
struct WireFeature<'a> {
    #[serde(rename = "type", borrow)]
    kind: Cow<'a, str>,
    #[serde(default)]
    id: Value,
    #[serde(borrow, default)]
    properties: Option<Properties<'a>>,
    #[serde(borrow, default)]
    geometry: Option<&'a RawValue>,
}

/// What a decoder could read, and what it could not.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded<T> {
    /// The rows, in the order they came.
    pub rows: Vec<T>,
    /// What could not be read.
    pub defects: Vec<Defect>,
}

/// Reads every feature of a collection by `read`, which may leave a row out.
///
/// # Errors
/// If the text is not a JSON object with a list of `features`.
pub fn read_collection<T>(
    text: &str,
    reading: &Reading<'_>,
    mut read: impl FnMut(&mut Row<'_>) -> Option<T>,
) -> Result<Decoded<T>, UnreadableDocument> {
    let mut decoded = Decoded { rows: Vec::new(), defects: Vec::new() };
    let mut take = |mut row: Row<'_>| {
        decoded.rows.extend(read(&mut row));
        decoded.defects.append(&mut row.defects);
    };
    // In most collections every row is a feature. Then one look at the text is enough; a row that is none has to be
    // found and named, and for that the text is taken apart first.
    if let Some(rows) = read_sound(text, reading) {
        rows.into_iter().for_each(take);
        return Ok(decoded);
    }
    let document: FeatureCollection<&RawValue> =
        serde_json::from_str(text).map_err(|error| UnreadableDocument(error.to_string()))?;
    let mut left_out = Vec::new();
    for (place, feature) in (1..).zip(document.features) {
        match read_row(feature.get(), place, reading) {
            Ok(row) => take(row),
            Err(defect) => left_out.push(defect),
        }
    }
    decoded.defects.append(&mut left_out);
    Ok(decoded)
}

/// The texts of the rows of a collection, whatever each of them is: for one that is too large to be read at a stretch.
///
/// # Errors
/// If the text is not a JSON object with a list of `features`.
pub fn texts_of_rows(text: &str) -> Result<Vec<&str>, UnreadableDocument> {
    let document: FeatureCollection<&RawValue> =
        serde_json::from_str(text).map_err(|error| UnreadableDocument(error.to_string()))?;
    Ok(document.features.into_iter().map(RawValue::get).collect())
}

/// The rows of a collection of which every one is a feature with an id.
fn read_sound<'a>(text: &'a str, reading: &'a Reading<'a>) -> Option<Vec<Row<'a>>> {
    let document: FeatureCollection<WireFeature<'a>> = serde_json::from_str(text).ok()?;
    let rows = document.features.into_iter();
    rows.map(|feature| row_of(feature, reading).ok()).collect()
}

/// Reads one feature, such as a stream event carries.
///
/// # Errors
/// If it is no feature or has no id.
pub fn read_row<'a>(
    text: &'a str,
    place: usize,
    reading: &'a Reading<'a>,
) -> Result<Row<'a>, Defect> {
    let left_out = |reason| Defect {
        collection: reading.collection,
        row: format!("#{place}").into(),
        field: "".into(),
        reason,
        value: excerpt(text),
    };
    let feature = serde_json::from_str::<WireFeature<'_>>(text);
    let feature = feature.or(Err(DefectReason::NotAFeature));
    feature.and_then(|feature| row_of(feature, reading)).map_err(left_out)
}

fn row_of<'a>(feature: WireFeature<'a>, reading: &'a Reading<'a>) -> Result<Row<'a>, DefectReason> {
    if feature.kind != "Feature" {
        return Err(DefectReason::NotAFeature);
    }
    let properties = feature.properties.unwrap_or_default();
    let id = scalar(&feature.id)
        .or_else(|| scalar(&properties.get(reading.name_of("id"))?))
        .filter(|id| is_id(id))
        .ok_or(DefectReason::NoId)?;
    Ok(Row::new(id, properties, feature.geometry, reading))
}

/// Reads a plain object, whose members are its properties and carry the id.
pub(super) fn read_object<'a>(
    text: &'a str,
    reading: &'a Reading<'a>,
) -> Result<Row<'a>, DefectReason> {
    let properties: Properties<'a> =
        serde_json::from_str(text).or(Err(DefectReason::NotAFeature))?;
    let id = properties.get(reading.name_of("id")).and_then(|id| scalar(&id));
    let id = id.filter(|id| is_id(id)).ok_or(DefectReason::NoId)?;
    Ok(Row::new(id, properties, None, reading))
}

fn is_id(text: &str) -> bool {
    text.chars().count() <= 64
}

/// A value as text: text itself, or a number as it is written; nothing for null, "", lists and objects.
pub(super) fn scalar(value: &Value) -> Option<Box<str>> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.as_str().into()),
        Value::Number(number) => Some(number.to_string().into()),
        _ => None,
    }
}

/// The beginning of a value, short enough to be shown.
pub(super) fn excerpt(text: &str) -> Box<str> {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.into();
    }
    text.chars().take(LONGEST).chain("…".chars()).collect::<String>().into()
}
