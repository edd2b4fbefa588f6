//! The desk with a long list: `cargo xtask bench desk [--cases N] [--rounds N]`.
//!
//! Frames while the table is scrolled and while somebody types into the search box, beside a plain page that puts every
//! row into one table and filters by hiding rows; then three ways to a named matter of the demo, in actions and seconds.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use serde_json::json;
use xtask::{
    scale::{self, Size},
    server::{Options, StaticServer},
};

use crate::{
    driver::{Browser, Key},
    measure,
    scale::{ACT, PREPARE, drag, line, wait_for},
};

/// The demo's grids, and ten times its matters.
const SIZE: Size = Size { grids: 1_333, cases: 20_000 };
/// Turns of the wheel, and how far each goes: through some four hundred rows.
const TURNS: usize = 60;
const TURN_PX: i64 = 360;
/// A word that many matters have, and none has the whole of.
const WORDS: &str = "路面破损漏水";
/// What a person who types fast leaves between two letters.
const BETWEEN_LETTERS: Duration = Duration::from_millis(150);

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    cases: usize,
    rounds: usize,
}

impl Plan {
    /// What the words after `desk` ask for; `None` if they are not understood.
    pub(crate) fn of(words: &[&str]) -> Option<Self> {
        let mut plan = Self { cases: SIZE.cases, rounds: 3 };
        for pair in words.chunks(2) {
            let [name, number] = pair else { return None };
            let number = number.parse().ok().filter(|number| *number > 0)?;
            match *name {
                "--cases" => plan.cases = number,
                "--rounds" => plan.rounds = number,
                _ => return None,
            }
        }
        Some(plan)
    }
}

/// A page to be measured: where it is, its scroller, its rows and its search box.
struct Peer {
    name: &'static str,
    path: &'static str,
    scroller: &'static str,
    row: &'static str,
    /// How many rows it lists.
    listed: &'static str,
}

const PEERS: [Peer; 2] = [
    Peer {
        name: "Gridlight",
        path: "?theme=light&scope=district",
        scroller: ".table",
        row: ".case-row",
        listed: "return Number(document.querySelector('[data-listed]')?.dataset.listed ?? -1)",
    },
    Peer {
        name: "plain table",
        path: "plain/table.html",
        scroller: "#table",
        row: "#table tr",
        listed: "return window.listed ?? -1",
    },
];

/// Measures, and gives the tables.
pub(crate) fn table(plan: Plan) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("target/bench-desk");
    scale::write(&folder, Size { cases: plan.cases, ..SIZE }).unwrap();
    let mut options = Options::new(measure::dist());
    options.mounts.push(("config.json".to_owned(), folder.join("config.json")));
    options.mounts.push(("scale".to_owned(), folder));
    options.mounts.push(("plain".to_owned(), root.join("tests/bench")));
    let server = StaticServer::start(options).unwrap();
    let browser = started();
    let load_before = measure::load();
    let mut text = String::new();
    for peer in &PEERS {
        let mut rounds = Vec::new();
        for _ in 0..plan.rounds {
            rounds.push(round(&browser, &server, peer));
        }
        text += &format!(
            "\n{}, {} matters\n{:<44}{:>9}{:>9}{:>9}\n",
            peer.name, plan.cases, "", "median", "p95", "worst"
        );
        let of =
            |at: usize| rounds.iter().flat_map(|round| round[at].clone()).collect::<Vec<f64>>();
        let names = [
            "rows there after, ms",
            "rows in the document",
            "frame while scrolling, ms",
            "jump to the end until drawn, ms",
            "frame while typing, ms",
            "Enter until the list is narrowed, ms",
            "whole list on the sheet, laid out, ms",
        ];
        for (at, name) in names.into_iter().enumerate() {
            // What a page has no such thing for was not measured, and is no zero.
            let values = of(at);
            if values.iter().any(|value| *value > 0.0) {
                text += &line(name, values);
            }
        }
    }
    format!(
        "{}\n{}\nload (1, 5, 15 min): {load_before} before, {} after\n{text}\n{}",
        measure::machine(),
        browser.version,
        measure::load(),
        [ways(&browser), layers(&browser)].join("\n")
    )
}

pub(crate) fn started() -> Browser {
    let browser = Browser::start();
    let screen = json!({"width": 1440, "height": 900, "deviceScaleFactor": 1, "mobile": false});
    browser.devtools("Emulation.setDeviceMetricsOverride", &screen);
    let still = json!({"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]});
    browser.devtools("Emulation.setEmulatedMedia", &still);
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({"source": PREPARE}));
    browser
}

/// One opening of one page: for each figure its values.
fn round(browser: &Browser, server: &StaticServer, peer: &Peer) -> [Vec<f64>; 7] {
    browser.go_to("chrome://version");
    browser.go_to(&format!("{}{}", server.url(), peer.path));
    let number = |script: &str| browser.run(script, &[]).as_f64().unwrap_or_default();
    wait_for("the rows are there", || {
        (number(peer.listed) > 0.0 && count(browser, peer.row) > 0).then_some(())
    });
    let opened = number("return performance.now()");
    let rows = count(browser, peer.row) as f64;

    watch(browser);
    let middle = middle_of(browser, peer.scroller);
    for _ in 0..TURNS {
        let turn = json!({"type": "mouseWheel", "x": middle[0], "y": middle[1], "deltaX": 0, "deltaY": TURN_PX});
        browser.devtools("Input.dispatchMouseEvent", &turn);
    }
    let scrolling = rested(browser);
    assert!(
        number(&format!("return document.querySelector('{}').scrollTop", peer.scroller)) > 5_000.0
    );
    let jump = number(&format!(
        "{ACT} const table = document.querySelector('{}');
        return act(() => {{ table.scrollTop = table.scrollHeight; }})",
        peer.scroller
    ));
    browser.run(&format!("document.querySelector('{}').scrollTop = 0", peer.scroller), &[]);

    browser.run("document.querySelector('input[type=search]').focus()", &[]);
    watch(browser);
    for letter in WORDS.chars() {
        browser.devtools("Input.insertText", &json!({"text": letter.to_string()}));
        std::thread::sleep(BETWEEN_LETTERS);
    }
    let typing = rested(browser);
    let before = number(peer.listed);
    // The plain page narrows its list with each letter, and has nothing left to do.
    let narrowed = if peer.name == "Gridlight" {
        browser.run(NARROWED, &[]);
        browser.press(Key::Enter);
        wait_for("the list is narrowed", || browser.run("return window.narrowed", &[]).as_f64())
    } else {
        0.0
    };
    assert!(peer.name != "Gridlight" || number(peer.listed) < before);
    let sheet = if peer.name == "Gridlight" { sheet(browser) } else { 0.0 };
    [vec![opened], vec![rows], scrolling, vec![jump], typing, vec![narrowed], vec![sheet]]
}

/// From the press until every row of the whole list stands on the sheet and has been laid out.
fn sheet(browser: &Browser) -> f64 {
    browser.run("document.querySelector('.chosen .chip-quiet').click()", &[]);
    wait_for("all are listed again", || (count(browser, ".chosen") == 0).then_some(()));
    browser.run(
        "const begun = performance.now();
        window.laidOut = null;
        document.querySelector('.whole-list').click();
        const look = () => {
            if (!document.querySelector('.sheet-cases tbody tr')) return requestAnimationFrame(look);
            document.querySelector('.sheet').getBoundingClientRect();
            requestAnimationFrame(() => setTimeout(() => { window.laidOut = performance.now() - begun; }));
        };
        look()",
        &[],
    );
    wait_for("the sheet is there", || browser.run("return window.laidOut", &[]).as_f64())
}

/// From the key until the second frame after the list has changed.
const NARROWED: &str = "
    window.narrowed = null;
    addEventListener('keydown', () => {
        const pressed = performance.now(), list = document.querySelector('[data-listed]');
        new MutationObserver((_, observer) => {
            observer.disconnect();
            requestAnimationFrame(() => requestAnimationFrame(now => { window.narrowed = now - pressed; }));
        }).observe(list, { attributes: true });
    }, { once: true, capture: true });";

fn count(browser: &Browser, selector: &str) -> u64 {
    let script = "return document.querySelectorAll(arguments[0]).length";
    browser.run(script, &[selector.into()]).as_u64().unwrap()
}

fn watch(browser: &Browser) {
    browser.run("window.frames_ = []; window.watching = true;", &[]);
}

/// The frames since `watch`, once ten in a row were quick.
fn rested(browser: &Browser) -> Vec<f64> {
    wait_for("the page rests", || {
        let rest =
            "return window.frames_.length > 10 && window.frames_.slice(-10).every(ms => ms < 40)";
        (browser.run(rest, &[]) == true).then_some(())
    });
    let frames = browser.run("window.watching = false; return window.frames_", &[]);
    frames.as_array().unwrap().iter().map(|frame| frame.as_f64().unwrap()).collect()
}

fn middle_of(browser: &Browser, selector: &str) -> [i64; 2] {
    let script = "const { left, top, width, height } = document.querySelector(arguments[0]).getBoundingClientRect();
        return [left + width / 2, top + height / 2].map(Math.round)";
    let at = browser.run(script, &[selector.into()]);
    [0, 1].map(|axis| at[axis].as_i64().unwrap())
}

/// The matter that is looked for in the demo, and where it lies.
const MATTER: &str = "HH-20260907-0142";

/// Three ways to the matter: what a hand does, and how long the page takes for it (a machine's hand is at once).
fn ways(browser: &Browser) -> String {
    let server = StaticServer::start(Options::new(measure::dist())).unwrap();
    let demo = server.url();
    let mut text = format!("{:<44}{:>9}{:>9}\n", "ways to a named matter (demo)", "actions", "ms");
    let mut way = |name: &str, query: &str, acts: &[(&str, &str)]| {
        browser.go_to("chrome://version");
        browser.go_to(&format!("{demo}{query}"));
        wait_for("the lists are there", || (count(browser, ".case-row") > 0).then_some(()));
        let started = Instant::now();
        for (what, script) in acts {
            wait_for(what, || (browser.run(script, &[]) == true).then_some(()));
        }
        wait_for("the matter is open", || {
            (count(browser, &format!(".case-panel [data-case-id='{MATTER}']")) > 0).then_some(())
        });
        text +=
            &format!("{name:<44}{:>9}{:>9.0}\n", acts.len(), started.elapsed().as_secs_f64() * 1e3);
    };
    let click = |name: &str, of: &str| {
        format!("const found = [...document.querySelectorAll('{of}')].find(one => one.textContent.includes('{name}'));
            found?.click(); return !!found")
    };
    let (town, zone, row) = (
        click("藏南", ".area"),
        click("横河", ".area"),
        format!(
            "const row = document.querySelector('.case-row[data-case-id=\"{MATTER}\"]'); row?.click(); return !!row"
        ),
    );
    way(
        "down by the lists: town, zone, matter",
        "?theme=light",
        &[("town", &town), ("zone", &zone), ("matter", &row)],
    );
    let typed = "const box = document.querySelector('input[type=search]'); box.focus(); box.value = '藏南路路面';
        box.dispatchEvent(new InputEvent('input', { bubbles: true })); return true";
    let pick = "const first = document.querySelector('#suggestions:not([hidden]) [role=option] .suggestion-title');
        if (!first?.textContent.includes('藏南路路面')) return false;
        document.querySelector('input[type=search]').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
        return true";
    way("by search: words, Enter", "?theme=light", &[("words", typed), ("Enter", pick)]);
    way(
        "by filter, from its town: red, matter",
        "?theme=light&town=T22",
        &[("red", &click("红灯", ".filters .chip")), ("matter", &row)],
    );
    way("by link", &format!("?theme=light&case={MATTER}"), &[]);
    text
}

/// The demo's 23,000 cameras: from the press until drawn, then frames of a drag and of zooming in.
fn layers(browser: &Browser) -> String {
    let server = StaticServer::start(Options::new(measure::dist())).unwrap();
    browser.go_to("chrome://version");
    browser.go_to(&format!("{}?theme=light", server.url()));
    wait_for("the lists are there", || (count(browser, ".case-row") > 0).then_some(()));
    browser.run("document.querySelector('.layer-opener').click()", &[]);
    let is_offered = ".layer-toggle[data-layer=cameras]";
    wait_for("the layer is offered", || (count(browser, is_offered) > 0).then_some(()));
    let drawn = "const drawn = document.querySelectorAll('.overlay [data-layer=cameras] [data-count], .overlay [data-layer=cameras][data-count]');
        return drawn.length > 0";
    watch(browser);
    let begun = Instant::now();
    browser.run(&format!("document.querySelector('{is_offered}').click()"), &[]);
    wait_for("cameras are drawn", || (browser.run(drawn, &[]) == true).then_some(()));
    let took = begun.elapsed().as_secs_f64() * 1e3;
    let reading = rested(browser);
    let dragging = drag(browser);
    watch(browser);
    for _ in 0..4 {
        browser.run("document.querySelector('.map-controls button').click()", &[]);
        std::thread::sleep(BETWEEN_LETTERS);
    }
    let zooming = rested(browser);
    let mut text =
        format!("{:<44}{:>9}{:>9}{:>9}\n", "23,000 cameras (demo)", "median", "p95", "worst");
    for (name, values) in [
        ("asked for until drawn, ms", vec![took]),
        ("frame meanwhile, ms", reading),
        ("frame of a drag, ms", dragging),
        ("frame while zooming in four steps, ms", zooming),
    ] {
        text += &line(name, values);
    }
    text
}
