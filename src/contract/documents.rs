//! The two documents that lead to the data: landing and collections.

use super::{
    keys::{Keys, WrongKind},
    time::TimeReading,
};
use crate::domain::time::Instant;
use serde_json::Value;
use std::collections::BTreeMap;

/// The landing document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Landing {
    /// The moment a static source was taken at; its clock stands, or starts, there.
    pub as_of: Option<String>,
    /// Where the list of collections is, relative to this document.
    pub data: Option<String>,
}

/// Where the items of each collection are, by the collection's id on the server, relative to the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collections(pub BTreeMap<String, String>);

impl Landing {
    /// Reads the document.
    ///
    /// # Errors
    /// If it is no JSON object, or `as_of` is no text.
    pub fn read(text: &str) -> Result<Self, WrongKind> {
        let document = document(text)?;
        let as_of = Keys::of(&document)?.text("as_of")?;
        Ok(Self { as_of, data: href(&document, "data") })
    }

    /// The moment the source was taken at.
    pub fn taken_at(&self, times: &TimeReading) -> Option<Instant> {
        self.as_of.as_deref().and_then(|text| times.instant(text).ok())
    }
}

impl Collections {
    /// Reads the document. An entry without an id or without a link to its items is none.
    ///
    /// # Errors
    /// If it is no JSON object.
    pub fn read(text: &str) -> Result<Self, WrongKind> {
        let document = document(text)?;
        Keys::of(&document)?;
        let mut items = BTreeMap::new();
        for entry in list(&document, "collections") {
            let id = entry.get("id").and_then(Value::as_str);
            items.extend(id.map(str::to_owned).zip(href(entry, "items")));
        }
        Ok(Self(items))
    }
}

fn document(text: &str) -> Result<Value, WrongKind> {
    serde_json::from_str(text).map_err(|error| WrongKind(error.to_string()))
}

fn list<'a>(object: &'a Value, key: &str) -> &'a [Value] {
    object.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The address of the first link with this relation.
fn href(object: &Value, rel: &str) -> Option<String> {
    let has_rel = |link: &&Value| link.get("rel").and_then(Value::as_str) == Some(rel);
    let link = list(object, "links").iter().find(has_rel)?;
    link.get("href").and_then(Value::as_str).map(str::to_owned)
}
