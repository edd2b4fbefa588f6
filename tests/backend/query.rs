//! What a request asks of a collection, and the page of rows that answers it.

use std::{cmp::Ordering, collections::BTreeMap};

use chrono::DateTime;
use serde_json::Value;

/// Rows in a page where none are asked for.
const USUAL_LIMIT: usize = 10;
/// Parameters that are no names of properties.
const RESERVED: [&str; 9] = [
    "limit",
    "page",
    "offset",
    "filter",
    "filter-lang",
    "datetime",
    "sortby",
    "skipGeometry",
    "crs",
];

/// A question about a collection.
#[derive(Clone, Debug, Default)]
pub(super) struct Question {
    /// The parameters as they came, for the next page.
    pub(super) asked: BTreeMap<String, String>,
    pub(super) limit: usize,
    pub(super) from: usize,
    pub(super) conditions: Vec<Condition>,
    /// Names, and whether the greatest comes first.
    pub(super) order: Vec<(String, bool)>,
    pub(super) skip_geometry: bool,
}

/// A property, how it must stand to a value, and that value.
#[derive(Clone, Debug)]
pub(super) struct Condition(String, &'static [Ordering], String);

/// An answer to a question.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub(super) rows: Vec<Value>,
    /// How many rows there are on all pages, as it is said.
    pub(super) matched: usize,
    /// Where the next page begins.
    pub(super) next: Option<usize>,
    /// Another origin for the link to the next page.
    pub(super) elsewhere: Option<String>,
}

const SIGNS: [(&str, &[Ordering]); 5] = [
    (">=", &[Ordering::Greater, Ordering::Equal]),
    ("<=", &[Ordering::Less, Ordering::Equal]),
    (">", &[Ordering::Greater]),
    ("<", &[Ordering::Less]),
    ("=", &[Ordering::Equal]),
];

impl Question {
    /// Reads a query string. A name that none of the rows has is no condition, as is common.
    pub(super) fn read(query: &str, rows: &[Value]) -> Result<Self, String> {
        let asked: BTreeMap<String, String> =
            form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let number = |name: &str, usual: usize| match asked.get(name) {
            Some(text) => text.parse().map_err(|error| format!("{name}={text}: {error}")),
            None => Ok(usual),
        };
        let from = match asked.get("page") {
            Some(mark) => read_mark(mark).ok_or_else(|| format!("no such page: {mark}"))?,
            None => number("offset", 0)?,
        };
        let mut conditions = Vec::new();
        for (name, value) in &asked {
            let is_known = || rows.iter().any(|row| text(row, name).is_some());
            if !RESERVED.contains(&name.as_str()) && is_known() {
                conditions.push(Condition(name.clone(), &[Ordering::Equal], value.clone()));
            }
        }
        if let Some(filter) = asked.get("filter") {
            conditions.push(read_filter(filter)?);
        }
        if let Some((from, to)) = asked.get("datetime").and_then(|times| times.split_once('/')) {
            let ends = [(from, SIGNS[0].1), (to, SIGNS[1].1)];
            let ends = ends.into_iter().filter(|(time, _)| !matches!(*time, "" | ".."));
            conditions.extend(
                ends.map(|(time, sign)| Condition("updated_at".to_owned(), sign, time.to_owned())),
            );
        }
        let names = asked.get("sortby").map_or("", String::as_str).split(',');
        let order =
            names.filter(|name| !name.is_empty()).map(|name| match name.strip_prefix('-') {
                Some(name) => (name.to_owned(), true),
                None => (name.trim_start_matches(['+', ' ']).to_owned(), false),
            });
        Ok(Self {
            limit: number("limit", USUAL_LIMIT)?.max(1),
            from,
            conditions,
            order: order.collect(),
            skip_geometry: asked.get("skipGeometry").is_some_and(|skip| skip == "true"),
            asked,
        })
    }

    /// The rows that the question is about, in its order.
    pub(super) fn select(&self, rows: &[Value]) -> Vec<Value> {
        let mut found: Vec<Value> = rows
            .iter()
            .filter(|row| self.conditions.iter().all(|asked| asked.holds(row)))
            .cloned()
            .collect();
        found.sort_by(|one, other| {
            let by_name = self.order.iter().map(|(name, falling)| {
                let order = compare_texts(text(one, name), text(other, name));
                if *falling { order.reverse() } else { order }
            });
            by_name.fold(Ordering::Equal, Ordering::then)
        });
        found
    }

    /// The page that is asked for.
    pub(super) fn page(&self, found: &[Value]) -> Page {
        let after = self.from.saturating_add(self.limit);
        Page {
            rows: found.iter().skip(self.from).take(self.limit).cloned().collect(),
            matched: found.len(),
            next: (after < found.len()).then_some(after),
            elsewhere: None,
        }
    }

    /// The query of the page that begins there. Its mark is not to be understood by anybody else.
    pub(super) fn query_from(&self, from: usize) -> String {
        let asked =
            self.asked.iter().filter(|(name, _)| !matches!(name.as_str(), "page" | "offset"));
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(asked);
        query.append_pair("page", &mark(from)).finish()
    }
}

impl Condition {
    fn holds(&self, row: &Value) -> bool {
        let Self(name, allowed, value) = self;
        text(row, name).is_some_and(|found| allowed.contains(&compare(&found, value)))
    }
}

const KEY: usize = 0x5eed;

fn mark(from: usize) -> String {
    format!("p{:x}", from ^ KEY)
}

fn read_mark(mark: &str) -> Option<usize> {
    usize::from_str_radix(mark.strip_prefix('p')?, 16).ok().map(|from| from ^ KEY)
}

/// One comparison in CQL2 text, such as `updated_at > '2026-09-18T02:00:00Z'`.
fn read_filter(filter: &str) -> Result<Condition, String> {
    let read = SIGNS.iter().find_map(|(sign, allowed)| {
        let (name, value) = filter.split_once(sign)?;
        let value = value.trim().strip_prefix('\'')?.strip_suffix('\'')?;
        Some(Condition(name.trim().to_owned(), allowed, value.to_owned()))
    });
    read.ok_or_else(|| format!("not understood: {filter}"))
}

/// The value of a property as text, or the row's own id.
fn text(row: &Value, name: &str) -> Option<String> {
    let value = if name == "id" { &row["id"] } else { &row["properties"][name] };
    match value {
        Value::Null | Value::Array(_) | Value::Object(_) => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn compare_texts(one: Option<String>, other: Option<String>) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => compare(&one, &other),
        (one, other) => one.is_some().cmp(&other.is_some()),
    }
}

/// As moments, else as numbers, else letter by letter.
fn compare(one: &str, other: &str) -> Ordering {
    let moment = |text| DateTime::parse_from_rfc3339(text).ok();
    if let (Some(one), Some(other)) = (moment(one), moment(other)) {
        return one.cmp(&other);
    }
    if let (Ok(one), Ok(other)) = (one.parse::<i64>(), other.parse::<i64>()) {
        return one.cmp(&other);
    }
    one.cmp(other)
}
