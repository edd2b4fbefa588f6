//! Reading a JSON object key by key, with messages that name the key by its whole path.

use chrono::FixedOffset;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A key whose value is not of the kind it must be, by its path and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongKind(pub String);

/// An object of a document, or the place where one could be.
pub(super) struct Keys<'a> {
    path: String,
    object: Option<&'a Map<String, Value>>,
}

impl<'a> Keys<'a> {
    /// The whole document.
    pub(super) fn of(document: &'a Value) -> Result<Self, WrongKind> {
        Self::at(String::new(), Some(document))
    }

    /// The object under a key; an absent one, or null, has no keys.
    pub(super) fn object(&self, key: &str) -> Result<Self, WrongKind> {
        Self::at(self.path_of(key), self.value(key))
    }

    /// Whether there is anything at all.
    pub(super) fn is_there(&self) -> bool {
        self.object.is_some()
    }

    /// Whether null is written under a key: for what can be switched off.
    pub(super) fn is_null(&self, key: &str) -> bool {
        self.object.and_then(|object| object.get(key)).is_some_and(Value::is_null)
    }

    /// The keys that are written.
    pub(super) fn written(&self) -> impl Iterator<Item = &'a String> + use<'a> {
        self.object.into_iter().flat_map(Map::keys)
    }

    /// The paths of the keys that are not among `known`: most often a slip of the pen.
    pub(super) fn unknown(&self, known: &[&str]) -> Vec<String> {
        let unknown = self.written().filter(|key| !known.contains(&key.as_str()));
        unknown.map(|key| self.path_of(key)).collect()
    }

    /// The text under a key.
    pub(super) fn text(&self, key: &str) -> Result<Option<String>, WrongKind> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        self.value(key)
            .map(|value| text(value).ok_or_else(|| self.wrong(key, "a text")))
            .transpose()
    }

    /// The text under a key that must be there.
    pub(super) fn required_text(&self, key: &str) -> Result<String, WrongKind> {
        self.text(key)?.ok_or_else(|| self.wrong(key, "a text"))
    }

    /// The whole number under a key, not negative.
    pub(super) fn number(&self, key: &str) -> Result<Option<u32>, WrongKind> {
        let number = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
        let wrong = || self.wrong(key, "a whole number");
        self.value(key).map(|value| number(value).ok_or_else(wrong)).transpose()
    }

    /// The whole number under a key, from 1 on: nothing lasts no time, and no page has no rows.
    pub(super) fn count(&self, key: &str) -> Result<Option<u32>, WrongKind> {
        self.parsed(key, "a whole number from 1", |value| {
            u32::try_from(value.as_u64()?).ok().filter(|days| *days > 0)
        })
    }

    /// Yes or no under a key; no where nothing is written.
    pub(super) fn flag(&self, key: &str) -> Result<bool, WrongKind> {
        let wrong = || self.wrong(key, "true or false");
        self.value(key).map_or(Ok(false), |value| value.as_bool().ok_or_else(wrong))
    }

    /// What `read` makes of the value under a key.
    pub(super) fn parsed<T>(
        &self,
        key: &str,
        expected: &str,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Result<Option<T>, WrongKind> {
        self.value(key)
            .map(|value| read(value).ok_or_else(|| self.wrong(key, expected)))
            .transpose()
    }

    /// The objects of the list under a key.
    pub(super) fn objects(&self, key: &str) -> Result<Vec<Self>, WrongKind> {
        let Some(value) = self.value(key) else { return Ok(Vec::new()) };
        let list = value.as_array().ok_or_else(|| self.wrong(key, "a list"))?;
        let path = |place: usize| format!("{}[{place}]", self.path_of(key));
        list.iter().enumerate().map(|(place, value)| Self::at(path(place), Some(value))).collect()
    }

    /// The offset from UTC under a key: a zone guessed wrong would move every deadline by hours.
    pub(super) fn offset(&self, key: &str) -> Result<Option<FixedOffset>, WrongKind> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        let offset = text.parse().ok();
        offset.map(Some).ok_or_else(|| self.wrong(key, "an offset such as +08:00"))
    }

    /// One of a few words under a key; the default where nothing is written.
    pub(super) fn choice<T: Copy + Default>(
        &self,
        key: &str,
        choices: &[(&str, T)],
    ) -> Result<T, WrongKind> {
        let Some(word) = self.text(key)? else { return Ok(T::default()) };
        let chosen = choices.iter().find(|(name, _)| *name == word).map(|(_, choice)| *choice);
        chosen.ok_or_else(|| {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.wrong(key, &format!("one of {}", names.join(", ")))
        })
    }

    /// The texts of the list under a key.
    pub(super) fn texts(&self, key: &str) -> Result<Vec<String>, WrongKind> {
        let Some(value) = self.value(key) else { return Ok(Vec::new()) };
        let texts = value.as_array().and_then(|list| {
            list.iter().map(|text| text.as_str().map(str::to_owned)).collect::<Option<_>>()
        });
        texts.ok_or_else(|| self.wrong(key, "a list of texts"))
    }

    /// The texts of the object under a key.
    pub(super) fn names(&self, key: &str) -> Result<BTreeMap<String, String>, WrongKind> {
        let object = self.object(key)?;
        let mut names = BTreeMap::new();
        for name in object.written() {
            names.insert(name.clone(), object.text(name)?.unwrap_or_default());
        }
        Ok(names)
    }

    fn at(path: String, value: Option<&'a Value>) -> Result<Self, WrongKind> {
        let object = match value {
            None => None,
            Some(Value::Object(object)) => Some(object),
            Some(_) if path.is_empty() => return Err(WrongKind("an object was expected".into())),
            Some(_) => return Err(WrongKind(format!("{path}: an object was expected"))),
        };
        Ok(Self { path, object })
    }

    fn value(&self, key: &str) -> Option<&'a Value> {
        self.object?.get(key).filter(|value| !value.is_null())
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.into() } else { format!("{}.{key}", self.path) }
    }

    /// What to say where the value under a key is not as it must be.
    pub(super) fn wrong(&self, key: &str, expected: &str) -> WrongKind {
        WrongKind(format!("{}: {expected} was expected", self.path_of(key)))
    }
}
