//! What a person does at a page: open a link, press a button or a key, point at a cell.
//!
//! An act waits until it can be done, never for what follows from it.

use std::{
    cell::RefCell,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    driver::{Browser, Key},
    find::{CELLS, Page, text},
    server::Site,
};

/// A row of the table of matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) id: String,
    /// Its `aria-rowindex`: the titles are row 1.
    pub(crate) index: usize,
    pub(crate) light: String,
    /// Verdict, title, place and more, deadline, unit.
    pub(crate) cells: Vec<String>,
}

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Screen(pub(crate) u32, pub(crate) u32);

pub(crate) const DESK: Screen = Screen(1440, 900);

impl<'a> Page<'a> {
    /// A browser that shows nothing yet, on a desk far from the district: its time zone must not matter.
    pub(crate) fn at_desk(site: &'a Site) -> Self {
        Self::in_browser(Browser::start(), site)
    }

    /// The same in a browser that has just been started.
    pub(crate) fn in_browser(browser: Browser, site: &'a Site) -> Self {
        let set = |command: &str, parameters: Value| browser.devtools(command, &parameters);
        set("Emulation.setTimezoneOverride", json!({"timezoneId": "America/New_York"}));
        set("Emulation.setLocaleOverride", json!({"locale": "en-US"}));
        let features = json!([
            {"name": "prefers-reduced-motion", "value": "reduce"},
            {"name": "prefers-color-scheme", "value": "dark"},
        ]);
        set("Emulation.setEmulatedMedia", json!({"features": features}));
        let page = Self { browser, site, tolerated: RefCell::default() };
        page.resize(DESK);
        page
    }

    /// Opens the page with this query, and waits for its board.
    pub(crate) fn open(site: &'a Site, query: &str) -> Self {
        let page = Self::at_desk(site);
        page.go(query);
        page.wait_for_board();
        page
    }

    /// Sets the device's clock: each page that is opened from now on begins at this time, and goes on from there.
    pub(crate) fn set_device_clock(&self, at: &str) {
        let script = format!(
            "{{ const shift = Date.parse('{at}') - Date.now(), Real = Date;
            window.Date = class extends Real {{
                constructor(...parts) {{ super(...(parts.length ? parts : [Real.now() + shift])); }}
                static now() {{ return Real.now() + shift; }}
            }}; }}"
        );
        self.browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({"source": script}));
    }

    /// Opens the page with this query.
    pub(crate) fn go(&self, query: &str) {
        self.browser.go_to(&self.site.address(query));
    }

    /// Looks through a window of another size.
    pub(crate) fn resize(&self, Screen(width, height): Screen) {
        let metrics =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.browser.devtools("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// Stops the demo's clock, so that numbers stand still.
    pub(crate) fn pause(&self) {
        self.run_at(if self.hook("lang") == "en" { "Pause" } else { "暂停" });
        // What had happened until then is taken in at the next look at the clock, a quarter of a second later.
        let still = Duration::from_millis(400);
        let (mut last, mut since) = (Value::Null, Instant::now());
        self.wait("the page stands still", || {
            let now = self.eval(
                "return [document.body.textContent, document.querySelector('.signs')?.innerHTML]",
            );
            if now != last {
                (last, since) = (now, Instant::now());
            }
            since.elapsed() > still
        });
    }

    /// Sets the speed of the demo's clock, by the words on its button.
    pub(crate) fn run_at(&self, speed: &str) {
        self.press_button(speed);
        self.wait(&format!("the clock runs at {speed}"), || {
            self.texts(".speeds [aria-pressed=true]") == [speed]
        });
    }

    /// Waits until two frames have been drawn: what follows the size of its box does so between them.
    pub(crate) fn wait_for_frames(&self) {
        let frame = "new Promise(done => requestAnimationFrame(done))";
        self.eval(&format!(
            "return (async () => {{ await {frame}; await {frame}; return true; }})()"
        ));
    }

    /// Reads the whole table by scrolling through it: of each row the id, the light, and the words of its cells.
    pub(crate) fn read_table(&self) -> Vec<Row> {
        let body = "
            const table = document.querySelector('.table'), rows = new Map();
            const words = element => element?.textContent.replace(/\\s+/g, ' ').trim() ?? '';
            const frame = () => new Promise(done => requestAnimationFrame(done));
            for (let top = 0; ; top += 300) {
                table.scrollTop = top;
                await frame(); await frame();
                for (const row of table.querySelectorAll('.case-row')) {
                    const cells = ['.case-verdict', '.case-title', '.case-place', '.row-due', '.row-unit'];
                    rows.set(row.dataset.caseId, { at: Number(row.ariaRowIndex ?? row.getAttribute('aria-rowindex')),
                        light: row.dataset.light, cells: cells.map(cell => words(row.querySelector(cell))) });
                }
                if (top >= table.scrollHeight - table.clientHeight) break;
            }
            table.scrollTop = 0;
            const inOrder = [...rows].sort(([, one], [, other]) => one.at - other.at);
            return inOrder.map(([id, { at, light, cells }]) => [id, String(at), light, ...cells]);";
        let read = self.eval(&format!("return (async () => {{ {body} }})()"));
        let texts = |row: &Value| row.as_array().unwrap().iter().map(text).collect::<Vec<_>>();
        let rows = read.as_array().unwrap().iter().map(texts);
        rows.map(|row| Row {
            id: row[0].clone(),
            index: row[1].parse().unwrap(),
            light: row[2].clone(),
            cells: row[3..].to_vec(),
        })
        .collect()
    }

    /// How many matters the table says it lists.
    pub(crate) fn listed(&self) -> usize {
        let listed = self.attributes("[data-listed]", "data-listed");
        listed.concat().parse().unwrap_or_else(|_| panic!("the list is of {listed:?}"))
    }

    /// Types a text, letter by letter.
    pub(crate) fn type_text(&self, words: &str) {
        words.chars().for_each(|letter| self.keys(&[Key::Letter(letter)]));
    }

    /// Clicks the button with exactly these words.
    pub(crate) fn press_button(&self, words: &str) {
        let body = "return [...document.querySelectorAll('button')]
            .find(button => button.textContent.replace(/\\s+/g, ' ').trim() === arguments[0]) ?? null";
        self.click_found(&format!("a button “{words}”"), body, words);
    }

    /// Clicks the first element that fits.
    pub(crate) fn click(&self, selector: &str) {
        self.click_found(selector, "return document.querySelector(arguments[0])", selector);
    }

    /// Presses keys, one after another.
    pub(crate) fn keys(&self, keys: &[Key]) {
        keys.iter().for_each(|key| self.browser.press(*key));
    }

    /// Goes by the Tab key until the map has the focus.
    pub(crate) fn tab_to_map(&self) {
        let is_there = "return document.activeElement?.classList.contains('map-surface') ?? false";
        for _ in 0..200 {
            if self.eval(is_there) == true {
                return;
            }
            self.keys(&[Key::Tab]);
        }
        panic!("the map cannot be reached by the Tab key");
    }

    /// Clicks a cell.
    pub(crate) fn click_cell(&self, place: usize) {
        self.browser.click_at(self.resting_point_in_cell(place));
    }

    /// Moves the pointer onto a cell.
    pub(crate) fn point_at_cell(&self, place: usize) {
        self.browser.point_at(self.resting_point_in_cell(place));
    }

    /// Moves the pointer off the map.
    pub(crate) fn point_away(&self) {
        self.browser.point_at((2, 2));
    }

    /// The same pixel twice, frames apart: a map that has just been opened may still take in its size.
    fn resting_point_in_cell(&self, place: usize) -> (i64, i64) {
        self.wait_for(&format!("cell {place} rests"), || {
            let point = self.point_in_cell(place);
            self.wait_for_frames();
            (self.point_in_cell(place) == point).then_some(point)
        })
    }

    /// A pixel where this cell and nothing else would be hit: the nearest to its middle.
    fn point_in_cell(&self, place: usize) -> (i64, i64) {
        let body = "
            const path = document.querySelectorAll(arguments[0])[arguments[1]];
            const { left, top, width, height } = path.getBoundingClientRect();
            const steps = [...Array(21).keys()].map(step => step / 20);
            const points = steps.flatMap(a => steps.map(b => ({
                x: Math.round(left + a * width), y: Math.round(top + b * height),
                off: Math.hypot(a - 0.5, b - 0.5),
            })));
            points.sort((one, other) => one.off - other.off);
            const hit = points.find(({ x, y }) => document.elementFromPoint(x, y) === path);
            return hit ? [hit.x, hit.y] : null;";
        let point = self.browser.run(body, &[CELLS.into(), place.into()]);
        let at = |axis: usize| {
            point[axis].as_i64().unwrap_or_else(|| panic!("cell {place} cannot be pointed at"))
        };
        (at(0), at(1))
    }

    /// Clicks in the middle of what a script finds, once it is there and nothing lies over it.
    fn click_found(&self, what: &str, find: &str, argument: &str) {
        let body = format!(
            "const element = (function () {{ {find} }})(...arguments);
            if (!element) return null;
            element.scrollIntoView({{ block: 'nearest', inline: 'nearest' }});
            const box = element.getBoundingClientRect();
            const x = Math.round(box.x + box.width / 2), y = Math.round(box.y + box.height / 2);
            const hit = document.elementFromPoint(x, y);
            return hit && (element.contains(hit) || hit.contains(element)) ? [x, y] : null;"
        );
        let point = self.wait_for(&format!("{what} can be clicked"), || {
            let point = self.browser.run(&body, &[argument.into()]);
            Some((point[0].as_i64()?, point[1].as_i64()?))
        });
        self.browser.click_at(point);
    }
}
