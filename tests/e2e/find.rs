//! What a page shows, in the words of `rules.md`: hooks, figures, cells, notices.
//!
//! It reads and waits for nothing; what should be there is `check`.

use std::{cell::RefCell, collections::BTreeSet};

use serde_json::{Value, json};

use crate::{driver::Browser, server::Site};

/// A page in a browser of its own, looking at a site.
pub(crate) struct Page<'a> {
    pub(crate) browser: Browser,
    pub(crate) site: &'a Site,
    /// Parts of complaints that the test itself causes.
    pub(crate) tolerated: RefCell<Vec<String>>,
}

/// The figures of the scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Figures {
    pub(crate) open: i64,
    pub(crate) red: i64,
    pub(crate) due_soon: i64,
    pub(crate) due_today: i64,
    pub(crate) normal: i64,
    pub(crate) unknown: i64,
}

/// A cell as it is drawn, in the order of the grids.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cell {
    pub(crate) fill: String,
    pub(crate) fill_opacity: String,
}

/// The paths that are cells; border lines are no targets.
pub(crate) const CELLS: &str = ".map-surface path.leaflet-interactive";

impl Page<'_> {
    /// What a script returns.
    pub(crate) fn eval(&self, body: &str) -> Value {
        self.browser.run(body, &[])
    }

    /// An attribute of `<html>`.
    pub(crate) fn hook(&self, name: &str) -> String {
        let body = "return document.documentElement.getAttribute(arguments[0]) ?? ''";
        text(&self.browser.run(body, &[name.into()]))
    }

    /// The number of a figure; exactly one element must carry it.
    pub(crate) fn figure(&self, name: &str) -> i64 {
        let found = self.attributes(&format!("[data-figure=\"{name}\"]"), "data-value");
        assert_eq!(found.len(), 1, "elements with the figure {name}");
        found[0].parse().unwrap_or_else(|_| panic!("the figure {name} is {:?}", found[0]))
    }

    /// All figures of the scope, read at one moment.
    pub(crate) fn figures(&self) -> Figures {
        let body = "return arguments[0].map(name =>
            Number(document.querySelector(`[data-figure=\"${name}\"]`).dataset.value))";
        let names = ["open", "red", "due-soon", "due-today", "normal", "unknown"];
        let read = self.browser.run(body, &[json!(names)]);
        let [open, red, due_soon, due_today, normal, unknown] =
            [0, 1, 2, 3, 4, 5].map(|at| read[at].as_i64().unwrap());
        Figures { open, red, due_soon, due_today, normal, unknown }
    }

    /// The part of the district that the figures are of.
    pub(crate) fn scope(&self) -> String {
        self.attributes("[data-scope]", "data-scope").concat()
    }

    /// The words of each element that fits, as they are read.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let body = "return [...document.querySelectorAll(arguments[0])]
            .map(element => element.textContent.replace(/\\s+/g, ' ').trim())";
        strings(&self.browser.run(body, &[selector.into()]))
    }

    /// The words of the first element that fits; nothing if there is none.
    pub(crate) fn text(&self, selector: &str) -> String {
        self.texts(selector).into_iter().next().unwrap_or_default()
    }

    /// An attribute of each element that fits and has it.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let body = "return [...document.querySelectorAll(arguments[0])]
            .map(element => element.getAttribute(arguments[1])).filter(value => value !== null)";
        strings(&self.browser.run(body, &[selector.into(), name.into()]))
    }

    /// How many elements fit.
    pub(crate) fn count(&self, selector: &str) -> usize {
        let body = "return document.querySelectorAll(arguments[0]).length";
        let count = self.browser.run(body, &[selector.into()]);
        usize::try_from(count.as_u64().unwrap()).unwrap()
    }

    /// The cells, in the order of the grids that have a shape.
    pub(crate) fn cells(&self) -> Vec<Cell> {
        let body = "return [...document.querySelectorAll(arguments[0])]
            .map(path => [path.getAttribute('fill'), path.getAttribute('fill-opacity')])";
        let read = self.browser.run(body, &[CELLS.into()]);
        let cell = |row: &Value| Cell { fill: text(&row[0]), fill_opacity: text(&row[1]) };
        read.as_array().unwrap().iter().map(cell).collect()
    }

    /// The places of the cells with this fill.
    pub(crate) fn cells_filled(&self, fill: &str) -> BTreeSet<usize> {
        let cells = self.cells();
        (0..cells.len()).filter(|at| cells[*at].fill == fill).collect()
    }

    /// The colour of red cells in the theme that is shown.
    pub(crate) fn red(&self) -> &'static str {
        palette(&self.hook("data-theme")).red_cell
    }

    /// What the page tells the reader beside the data: notices and failures.
    pub(crate) fn notices(&self) -> String {
        self.texts(".notices .notice > span, .notice-failed > span").join("\n")
    }

    /// A parameter of the page's address.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        let body = "return new URLSearchParams(location.search).get(arguments[0])";
        self.browser.run(body, &[name.into()]).as_str().map(str::to_owned)
    }

    /// Every address that the page asked for since the last look, whoever it belongs to.
    pub(crate) fn take_requested(&self) -> Vec<String> {
        let entries = self.browser.log("performance");
        let messages = entries.iter().filter_map(|entry| {
            let message: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let is_request = message["message"]["method"] == "Network.requestWillBeSent";
            is_request.then(|| text(&message["message"]["params"]["request"]["url"]))
        });
        messages.filter(|url| !url.starts_with("data:")).collect()
    }
}

/// The colours of the map in a theme, as the program itself has them.
pub(crate) fn palette(theme: &str) -> &'static gridlight::tokens::Palette {
    if theme == "light" { &gridlight::tokens::LIGHT } else { &gridlight::tokens::DARK }
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(text).collect()
}
