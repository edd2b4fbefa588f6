//! The documents that lead to the data: landing, collections, and what a page of items says of itself.

use super::{
    keys::{Keys, WrongKind},
    time::TimeReading,
};
use crate::domain::time::Instant;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// The landing document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Landing {
    /// The moment a static source was taken at; its clock stands, or starts, there.
    pub as_of: Option<String>,
    /// Where the list of collections is, relative to this document.
    pub data: Option<String>,
    /// Where the live stream is, if there is one.
    pub stream: Option<String>,
}

/// Where the items of each collection are, by the collection's id on the server, relative to the document; `None` for one
/// that does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collections {
    /// The collections listed here.
    pub items: BTreeMap<String, Option<String>>,
    /// Where the list goes on.
    pub next: Option<String>,
}

/// What a page of items says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageInfo {
    /// Where the items go on; opaque.
    pub next: Option<String>,
    /// How many items there are in all, by the server's word.
    pub number_matched: Option<u64>,
}

impl Landing {
    /// Reads the document.
    ///
    /// # Errors
    /// If it is no JSON object, or `as_of` is no text.
    pub fn read(text: &str) -> Result<Self, WrongKind> {
        let document = document(text)?;
        let as_of = Keys::of(&document)?.text("as_of")?;
        let links = document.get("links").unwrap_or(&Value::Null);
        let stream = find_link(links, |link| {
            says(link, "rel", "stream") || says(link, "type", "text/event-stream")
        });
        Ok(Self { as_of, data: href(links, "data"), stream })
    }

    /// The moment the source was taken at.
    pub fn taken_at(&self, times: &TimeReading) -> Option<Instant> {
        self.as_of.as_deref().and_then(|text| times.instant(text).ok())
    }
}

impl Collections {
    /// Reads the document. An entry without an id is none.
    ///
    /// # Errors
    /// If it is no JSON object.
    pub fn read(text: &str) -> Result<Self, WrongKind> {
        let document = document(text)?;
        Keys::of(&document)?;
        let mut items = BTreeMap::new();
        for entry in list(document.get("collections")) {
            let id = entry.get("id").and_then(Value::as_str);
            let links = entry.get("links").unwrap_or(&Value::Null);
            items.extend(id.map(|id| (id.to_owned(), href(links, "items"))));
        }
        let next = document.get("links").and_then(|links| href(links, "next"));
        Ok(Self { items, next })
    }
}

impl PageInfo {
    /// Reads it; what is not there, or makes no sense, is `None`.
    pub fn read(text: &str) -> Self {
        // The features are passed over here: they are read one by one elsewhere.
        #[derive(Deserialize)]
        struct WirePage {
            #[serde(default)]
            links: Value,
            #[serde(default, rename = "numberMatched")]
            number_matched: Value,
        }
        serde_json::from_str::<WirePage>(text).map_or_else(
            |_| Self::default(),
            |page| Self {
                next: href(&page.links, "next"),
                number_matched: page.number_matched.as_u64(),
            },
        )
    }
}

fn document(text: &str) -> Result<Value, WrongKind> {
    serde_json::from_str(text).map_err(|error| WrongKind(error.to_string()))
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The address of the first link with this relation; of several, the one that is JSON.
fn href(links: &Value, rel: &str) -> Option<String> {
    let is_json = |link: &Value| {
        link.get("type").and_then(Value::as_str).is_none_or(|kind| kind.contains("json"))
    };
    find_link(links, |link| says(link, "rel", rel) && is_json(link))
        .or_else(|| find_link(links, |link| says(link, "rel", rel)))
}

fn find_link(links: &Value, fits: impl Fn(&Value) -> bool) -> Option<String> {
    let link = list(Some(links)).iter().find(|link| fits(link))?;
    link.get("href").and_then(Value::as_str).map(str::to_owned)
}

fn says(link: &Value, key: &str, word: &str) -> bool {
    link.get(key).and_then(Value::as_str) == Some(word)
}
