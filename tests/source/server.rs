//! A server of OGC API – Features in memory. It does what it is asked, unless its manners say otherwise.

use crate::{
    line::{Line, Said},
    rows::{grid, page},
};
use chrono::DateTime;
use gridlight::domain::time::Instant;
use serde_json::{Value, json};
use std::{cell::RefCell, cmp::Reverse, collections::BTreeMap};
use url::Url;

/// Rows by the id of their collection, and how they are handed out.
pub(crate) struct Server {
    pub(crate) rows: RefCell<BTreeMap<String, Vec<Value>>>,
    pub(crate) manners: Manners,
}

/// In what a server differs from one that does what it is asked.
#[derive(Clone, Copy)]
pub(crate) struct Manners {
    /// Parameters that change nothing and are not even mentioned.
    pub(crate) ignores: fn(&str) -> bool,
    /// Parameters that are answered with 400.
    pub(crate) refuses: fn(&str, &str) -> bool,
    /// A larger page is answered with 422.
    pub(crate) largest: usize,
    /// Rows in a page where none are asked for.
    pub(crate) usual: usize,
    /// Whether there are links to the next page.
    pub(crate) has_next: bool,
    /// What it says of how many rows there are.
    pub(crate) matched: fn(usize) -> Value,
    /// Which row is handed out where one is asked for by its id.
    pub(crate) picks: fn(&[Value], &str) -> Option<Value>,
    /// The property that `datetime` is about.
    pub(crate) time: &'static str,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            ignores: |_| false,
            refuses: |_, _| false,
            largest: 10_000,
            usual: 10,
            has_next: true,
            matched: Value::from,
            picks: |rows, id| rows.iter().find(|row| row["id"] == id).cloned(),
            time: "updated_at",
        }
    }
}

impl Server {
    /// A server with these matters, the open ones of which are also a collection of their own.
    pub(crate) fn new(matters: &[Value], manners: Manners) -> Self {
        let mut rows = BTreeMap::new();
        rows.insert("grids".to_owned(), vec![grid()]);
        rows.insert("open-cases".to_owned(), Vec::new());
        rows.insert("cases".to_owned(), Vec::new());
        let server = Self { rows: RefCell::new(rows), manners };
        matters.iter().for_each(|row| server.put(row.clone()));
        server
    }

    /// A line to it.
    pub(crate) fn line(&self) -> Line<'_> {
        Line::to(|url| self.answer(url))
    }

    /// Puts a matter in the place of the one with its id, else at the end.
    pub(crate) fn put(&self, row: Value) {
        let is_open = !matches!(row["properties"]["status"].as_str(), Some("closed" | "withdrawn"));
        let mut all = self.rows.borrow_mut();
        put(all.get_mut("cases").unwrap(), row.clone());
        let open = all.get_mut("open-cases").unwrap();
        if is_open {
            put(open, row);
        } else {
            open.retain(|known| known["id"] != row["id"]);
        }
    }

    /// Takes a matter out of every collection.
    pub(crate) fn remove(&self, id: &str) {
        self.rows.borrow_mut().values_mut().for_each(|rows| rows.retain(|row| row["id"] != id));
    }

    /// What it answers.
    pub(crate) fn answer(&self, url: &Url) -> Said {
        let path = url.path().strip_prefix("/ogc/").unwrap_or("nowhere");
        let steps: Vec<&str> = path.split('/').collect();
        let rows = self.rows.borrow();
        match steps[..] {
            [""] => json!({ "links": [{ "rel": "data", "href": "collections" }] }).into(),
            ["collections"] => {
                let entry = |id: &String| json!({ "id": id });
                json!({ "collections": rows.keys().map(entry).collect::<Vec<_>>() }).into()
            }
            ["collections", id, "items"] => {
                rows.get(id).map_or(Said::Status(404), |rows| self.items(rows, url))
            }
            ["collections", of, "items", id] => {
                let row = rows.get(of).and_then(|rows| (self.manners.picks)(rows, id));
                row.map_or(Said::Status(404), Said::from)
            }
            _ => Said::Status(404),
        }
    }

    fn items(&self, rows: &[Value], url: &Url) -> Said {
        let Manners { ignores, refuses, largest, usual, has_next, matched, time, .. } =
            self.manners;
        let asked: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        if asked.iter().any(|(name, value)| refuses(name, value)) {
            return Said::Status(400);
        }
        let asked: BTreeMap<_, _> = asked.into_iter().filter(|(name, _)| !ignores(name)).collect();
        let number = |name: &str| asked.get(name).and_then(|text| text.parse::<usize>().ok());
        let (limit, from) = (number("limit").unwrap_or(usual), number("offset").unwrap_or(0));
        if limit > largest {
            return Said::Status(422);
        }
        let mut found: Vec<Value> = rows.to_vec();
        for (name, value) in &asked {
            match name.as_str() {
                "limit" | "offset" => {}
                "filter" => {
                    let (name, since) = value.split_once(" > ").unwrap();
                    let since = instant(since.trim_matches('\''));
                    found.retain(|row| time_of(row, name) > Some(since));
                }
                "datetime" => {
                    let since = instant(value.strip_suffix("/..").unwrap());
                    found.retain(|row| time_of(row, time) >= Some(since));
                }
                "sortby" => sort(&mut found, value),
                name => found.retain(|row| text(&row["properties"][name]) == *value),
            }
        }
        let until = found.len().min(from + limit);
        let mut answer = page(found.get(from..until).unwrap_or_default());
        answer["numberMatched"] = matched(found.len());
        if has_next && until < found.len() {
            let mut next = url.clone();
            let kept = url.query_pairs().into_owned().filter(|(name, _)| name != "offset");
            let kept: Vec<_> = kept.collect();
            next.query_pairs_mut()
                .clear()
                .extend_pairs(kept)
                .append_pair("offset", &until.to_string());
            answer["links"] = json!([{ "rel": "next", "href": next.as_str() }]);
        }
        answer.into()
    }
}

fn put(rows: &mut Vec<Value>, row: Value) {
    match rows.iter_mut().find(|known| known["id"] == row["id"]) {
        Some(known) => *known = row,
        None => rows.push(row),
    }
}

fn sort(rows: &mut [Value], by: &str) {
    // From the last name to the first: a sort that keeps the order of equals ends with the first name deciding.
    for name in by.rsplit(',') {
        let key = |row: &Value, name: &str| {
            let value = if name == "id" { &row["id"] } else { &row["properties"][name] };
            text(value)
        };
        match name.strip_prefix('-') {
            Some(name) => rows.sort_by_key(|row| Reverse(key(row, name))),
            None => rows.sort_by_key(|row| key(row, name)),
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn time_of(row: &Value, name: &str) -> Option<Instant> {
    row["properties"][name].as_str().map(instant)
}

fn instant(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).expect(text).into()
}
