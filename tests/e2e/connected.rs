//! The page of one origin with the backend of another as its source.

use serde_json::{Value, json};

use crate::{
    backend::{Backend, district::figures},
    find::{Figures, Page},
    server::{Plan, Site},
};

/// What the page should count in the district of the backend, at its moment.
pub(crate) const DISTRICT: Figures = Figures {
    open: figures::OPEN,
    red: figures::RED,
    due_soon: figures::DUE_SOON,
    due_today: figures::DUE_TODAY,
    normal: figures::NORMAL,
    unknown: figures::UNKNOWN,
};

/// A site whose config names this backend, asked every second, with these keys more or other.
pub(crate) fn connect(backend: &Backend, keys: Value) -> Site {
    let mut source = json!({
        "kind": "ogc", "landing": backend.landing(), "utc_offset": "+08:00", "poll_seconds": 1,
    });
    let keys = keys.as_object().unwrap().clone();
    source.as_object_mut().unwrap().extend(keys);
    let config = json!({"default_source": "district", "sources": {"district": source}});
    Plan::new().config(&config).serve()
}

impl Page<'_> {
    /// Lets the browser complain of requests to this backend, which the test lets fail.
    pub(crate) fn tolerate_failures_of(&self, backend: &Backend) {
        self.tolerate(backend.landing().trim_end_matches("/ogc/"));
    }

    /// Opens the page in English, and waits for its board.
    pub(crate) fn open_in_english(site: &Site) -> Page<'_> {
        Page::open(site, "?lang=en")
    }

    /// Waits until the figures are these.
    pub(crate) fn expect_figures(&self, what: &str, expected: Figures) {
        self.wait(&format!("{what}: the figures are {expected:?}"), || self.figures() == expected);
    }

    /// Waits until the page tells this in a notice.
    pub(crate) fn expect_notice(&self, words: &[&str]) {
        self.expect_words(".notices .notice > span, .notice-failed > span", words);
    }

    /// Waits until a hook of `<html>` has this value.
    pub(crate) fn expect_hook(&self, name: &str, value: &str) {
        self.wait(&format!("{name} is {value}"), || self.hook(name) == value);
    }
}
