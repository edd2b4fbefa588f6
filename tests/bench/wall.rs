//! What a wall asks of the machine: `cargo xtask bench wall [--rounds N]`.
//!
//! The main thread's time in a minute, by the browser's own count of its tasks: of a wall at which nothing happens, with its
//! scenes changing and with one that stays, and of one that hears ten events a second. The backend of the tests serves the
//! demo's whole district to it.

use std::{
    fs, thread,
    time::{Duration, Instant},
};

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

use crate::{
    backend::{Backend, Options, rows::Rows},
    desk::started,
    driver::Browser,
    life::{Life, due_after},
    measure,
    scale::{line, wait_for},
    server::{Plan, Site},
    workload::task_s,
};

/// How long a wall is watched.
const WATCHED: Duration = Duration::from_secs(60);
/// What a wall does before it rests: lists, pinyin and layers come after the map.
const SETTLING: Duration = Duration::from_secs(10);
const EVENTS_PER_S: f64 = 10.0;
const TELL_EVERY: Duration = Duration::from_millis(100);

/// The walls that take turns: name, query, events a second.
const WALLS: [(&str, &str, f64); 3] = [
    ("idle, one scene", "?face=wall&scene=district", 0.0),
    ("idle, a scene each 30 s", "?face=wall", 0.0),
    ("10 events a second, a scene each 30 s", "?face=wall", EVENTS_PER_S),
];

/// Measures, and gives the table; `words` may ask for a number of rounds.
pub(crate) fn table(words: &[&str]) -> Option<String> {
    let rounds: usize = match words {
        [] => 3,
        ["--rounds", number] => number.parse().ok().filter(|rounds| *rounds > 0)?,
        _ => return None,
    };
    let browser = started();
    // A wall moves, and is large.
    browser.devtools("Emulation.setEmulatedMedia", &json!({"features": []}));
    let screen = json!({"width": 1920, "height": 1080, "deviceScaleFactor": 1, "mobile": false});
    browser.devtools("Emulation.setDeviceMetricsOverride", &screen);
    browser.devtools("Performance.enable", &json!({}));
    let load_before = measure::load();
    let mut busy_ms = WALLS.map(|_| Vec::new());
    for round in 0..rounds {
        for turn in 0..WALLS.len() {
            // Who comes last may profit from a warmer machine, so they change places.
            let at = (turn + round) % WALLS.len();
            busy_ms[at].push(busy_ms_a_minute(&browser, WALLS[at].1, WALLS[at].2));
        }
    }
    let mut text = format!(
        "{}\n{}\nload (1, 5, 15 min): {load_before} before, {} after; {rounds} rounds, window 1920 × 1080\n",
        measure::machine(),
        browser.version,
        measure::load()
    );
    text += &format!(
        "\n{:<44}{:>9}{:>9}{:>9}\n",
        "main thread in a minute of a wall, ms", "median", "p95", "worst"
    );
    for ((name, ..), values) in WALLS.iter().zip(busy_ms) {
        text += &line(name, values);
    }
    Some(text)
}

/// Opens a wall of its own, and counts what its main thread does in a minute.
fn busy_ms_a_minute(browser: &Browser, query: &str, events_per_s: f64) -> f64 {
    let (rows, clock) = demo();
    let places = rows.of("open-cases").unwrap();
    let backend = Backend::start(Options { clock: clock.to_utc(), ..Options::default() }, rows);
    let mut life = Life::new(&backend, clock.to_utc(), places);
    let site = site(&backend);
    browser.go_to("chrome://version");
    browser.go_to(&site.address(query));
    wait_for("the wall is there", || {
        let board = browser.run("return document.documentElement.dataset.board", &[]);
        (board == "ready" && backend.streams() == 1).then_some(())
    });
    let spent_ms = |life: &mut Life<'_>, lasting: Duration| {
        let (told, before_s, begun) = (life.told(), task_s(browser), Instant::now());
        while begun.elapsed() < lasting {
            life.tell_up_to(told + due_after(begun.elapsed(), events_per_s));
            thread::sleep(TELL_EVERY);
        }
        (task_s(browser) - before_s) * 1000.0 * 60.0 / begun.elapsed().as_secs_f64()
    };
    spent_ms(&mut life, SETTLING);
    spent_ms(&mut life, WATCHED)
}

/// The wall at its default pace, which is not opened anew in the middle of a round.
fn site(backend: &Backend) -> Site {
    let source = json!({"kind": "ogc", "landing": backend.landing(), "utc_offset": "+08:00"});
    let wall = json!({"reload_at": null});
    let config = json!({"default_source": "demo", "sources": {"demo": source}, "wall": wall});
    Plan::new().config(&config).serve()
}

/// The rows of the demo's district, and its moment.
fn demo() -> (Rows, DateTime<FixedOffset>) {
    let folder = measure::dist().join("demo");
    let read = |name: &str| -> Value {
        let text = fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    let features = |name: &str| read(name)["features"].as_array().unwrap().clone();
    let rows = ["towns", "zones", "grids", "open-cases"]
        .into_iter()
        .fold(Rows::default(), |rows, name| rows.with(name, features(name)))
        .with("cases", features("open-cases"));
    let clock = read("landing")["as_of"].as_str().unwrap().parse().unwrap();
    (rows, clock)
}
