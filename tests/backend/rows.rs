//! The rows that the backend serves: GeoJSON features by collection.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// Features by the id of their collection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows(BTreeMap<String, Collection>);

/// Features in the order in which they were put, to be found by their id: a burst of changes must not take long.
#[derive(Clone, Debug, Default)]
struct Collection {
    rows: BTreeMap<usize, Value>,
    places: BTreeMap<String, usize>,
    put: usize,
}

impl Collection {
    /// Puts a row in the place of the one with its id, else at the end.
    fn put(&mut self, row: Value) {
        self.put += 1;
        let place = *self.places.entry(id(&row).to_owned()).or_insert(self.put);
        self.rows.insert(place, row);
    }

    fn remove(&mut self, id: &str) {
        if let Some(place) = self.places.remove(id) {
            self.rows.remove(&place);
        }
    }
}

impl Rows {
    /// The same with this collection, in place of the one that had its id.
    pub(crate) fn with(mut self, collection: &str, rows: Vec<Value>) -> Self {
        self.0.insert(collection.to_owned(), Collection::default());
        rows.into_iter().for_each(|row| self.put(collection, row));
        self
    }

    /// The same with a collection under another id.
    pub(crate) fn renamed(mut self, collection: &str, id: &str) -> Self {
        let rows = self.0.remove(collection).unwrap();
        self.0.insert(id.to_owned(), rows);
        self
    }

    /// The ids of the collections.
    pub(crate) fn collections(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The rows of a collection, if there is one of this id.
    pub(crate) fn of(&self, collection: &str) -> Option<Vec<Value>> {
        self.0.get(collection).map(|found| found.rows.values().cloned().collect())
    }

    /// One row, as a test needs it to change it.
    pub(crate) fn row(&self, collection: &str, id: &str) -> Value {
        let found = &self.0[collection];
        found.rows[&found.places[id]].clone()
    }

    /// Puts a row in the place of the one with its id, else at the end.
    pub(crate) fn put(&mut self, collection: &str, row: Value) {
        self.0.entry(collection.to_owned()).or_default().put(row);
    }

    /// Takes a row out.
    pub(crate) fn remove(&mut self, collection: &str, id: &str) {
        if let Some(found) = self.0.get_mut(collection) {
            found.remove(id);
        }
    }

    /// Puts a matter into `cases`, and into `open-cases` or out of it, as a view of the open ones would.
    pub(crate) fn put_case(&mut self, row: &Value) {
        self.put("cases", row.clone());
        match row["properties"]["status"].as_str() {
            Some("closed" | "withdrawn") => self.remove("open-cases", id(row)),
            _ => self.put("open-cases", row.clone()),
        }
    }
}

/// A feature.
pub(crate) fn feature(id: &str, geometry: Value, properties: Value) -> Value {
    json!({"type": "Feature", "id": id, "geometry": geometry, "properties": properties})
}

/// The same row with other values of some properties, `null` taking one away.
pub(crate) fn changed(row: &Value, properties: &[(&str, Value)]) -> Value {
    let mut row = row.clone();
    for (name, value) in properties {
        row["properties"][*name] = value.clone();
    }
    row
}

/// The id of a feature.
pub(crate) fn id(row: &Value) -> &str {
    row["id"].as_str().unwrap()
}
