//! GeoJSON features, read one by one, so that a broken one takes no other with it.

use super::{
    properties::Properties,
    row::{Reading, Row},
};
use crate::domain::defect::{Defect, DefectReason};
use serde::Deserialize;
use serde_json::{Value, value::RawValue};

/// A document that is no feature collection at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableDocument(pub String);

#[derive(Deserialize)]
struct FeatureCollection<'a> {
    #[serde(borrow)]
    features: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct WireFeature<'a> {
    #[serde(rename = "type")]
    kind: String,
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
    let document: FeatureCollection<'_> =
        serde_json::from_str(text).map_err(|error| UnreadableDocument(error.to_string()))?;
    let mut rows = Vec::with_capacity(document.features.len());
    let mut defects = Vec::new();
    for (place, feature) in (1..).zip(document.features) {
        match read_row(feature.get(), place, reading) {
            Ok(mut row) => {
                rows.extend(read(&mut row));
                defects.append(&mut row.defects);
            }
            Err(defect) => defects.push(defect),
        }
    }
    Ok(Decoded { rows, defects })
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
    let feature = serde_json::from_str::<WireFeature<'_>>(text).ok();
    let feature = feature.filter(|feature| feature.kind == "Feature");
    let feature = feature.ok_or_else(|| left_out(DefectReason::NotAFeature))?;
    let properties = feature.properties.unwrap_or_default();
    let id = scalar(&feature.id)
        .or_else(|| scalar(&properties.get(reading.name_of("id"))?))
        .filter(|id| id.chars().count() <= 64)
        .ok_or_else(|| left_out(DefectReason::NoId))?;
    Ok(Row::new(id, properties, feature.geometry, reading))
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
