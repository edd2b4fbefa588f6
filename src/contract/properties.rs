//! The properties of a feature, read only as far as they are asked for.
//!
//! A district sends tens of thousands of values, most of which are asked for once or never. They are kept as the text
//! they came in; a name or a value costs memory only when it is used.

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::{Value, value::RawValue};
use std::{borrow::Cow, fmt};

/// The properties of one feature; of a name that stands twice, the last counts.
#[derive(Default)]
pub(super) struct Properties<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Properties<'a> {
    /// The text a property came in, whatever it says.
    pub(super) fn raw(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, raw)| *raw)
    }

    /// The names, in the order they came.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| &**name)
    }

    /// The value of a property; null and "" are the same as none.
    pub(super) fn get(&self, name: &str) -> Option<Value> {
        let raw = self.raw(name)?;
        // What JSON's grammar lets through and no reader can take (half a surrogate pair, 1e999) is there, though it is
        // neither text nor number: a list stands for it.
        let value: Value =
            serde_json::from_str(raw.get()).unwrap_or_else(|_| vec![raw.get()].into());
        let is_empty = value.is_null() || value.as_str().is_some_and(str::is_empty);
        (!is_empty).then_some(value)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Properties<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;

        impl<'de> Visitor<'de> for Names {
            type Value = Properties<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("properties")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut properties = Vec::with_capacity(16);
                while let Some(Name(name)) = map.next_key()? {
                    properties.push((name, map.next_value()?));
                }
                Ok(Properties(properties))
            }
        }

        deserializer.deserialize_map(Names)
    }
}

/// A property's name: borrowed, unless it is written with escapes.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);
