//! The charts of the workload: `cargo xtask bench workload [--rounds N]`.
//!
//! How long a press on a town takes until everything is drawn anew (charts, map, figures, list), and what the demo's life
//! costs the main thread with all charts on the screen, beside the same page with the map and the list alone.

use std::time::{Duration, Instant};

use serde_json::json;
use xtask::server::{Options, StaticServer};

use crate::{
    desk::started,
    driver::Browser,
    measure,
    scale::{line, wait_for},
};

/// The page with the charts, and the one it is held against.
const PAGES: [(&str, &str); 2] = [
    ("charts, map and list", "?page=workload&scope=district&theme=light"),
    ("map and list", "?scope=district&theme=light"),
];
/// How long the life is watched at a speed.
const WATCHED: Duration = Duration::from_secs(12);
/// The demo's speeds that are watched, by the words on their buttons.
const SPEEDS: [&str; 2] = ["60×", "600×"];

/// Measures, and gives the tables; `words` may ask for a number of rounds.
pub(crate) fn table(words: &[&str]) -> Option<String> {
    let rounds: usize = match words {
        [] => 7,
        ["--rounds", number] => number.parse().ok().filter(|rounds| *rounds > 0)?,
        _ => return None,
    };
    let server = StaticServer::start(Options::new(measure::dist())).unwrap();
    let browser = started();
    let mut text = format!(
        "\nuntil all is drawn anew, ms\n{:<44}{:>9}{:>9}{:>9}\n",
        "", "median", "p95", "worst"
    );
    for (name, query) in PAGES {
        let press = if query.contains("workload") {
            "document.querySelector('.charts .chart-svg [role=button]')"
        } else {
            "document.querySelector('.areas .area')"
        };
        let mut down = Vec::new();
        for _ in 0..rounds {
            open(&browser, &server, query);
            speed(&browser, "暂停");
            down.push(until_drawn(&browser, press));
        }
        text += &line(&format!("a press on a town: {name}"), down);
    }
    text += &format!(
        "\nmain thread while the demo lives, ms a second\n{:<44}{:>9}{:>9}\n",
        "", SPEEDS[0], SPEEDS[1]
    );
    for (name, query) in PAGES {
        text += &format!("{name:<44}");
        for of in SPEEDS {
            open(&browser, &server, query);
            speed(&browser, of);
            text += &format!("{:>9.1}", busy_ms_a_second(&browser));
        }
        text += "\n";
    }
    Some(text)
}

fn open(browser: &Browser, server: &StaticServer, query: &str) {
    browser.go_to(&format!("{}{query}", server.url()));
    wait_for("the page is there", || {
        let there = "return document.querySelectorAll('.case-row').length > 5
            && (!location.search.includes('workload') || document.querySelectorAll('.charts .chart-svg [role]').length > 60)";
        browser.run(there, &[]).as_bool().filter(|is_there| *is_there)
    });
}

fn speed(browser: &Browser, word: &str) {
    let press = "[...document.querySelectorAll('.speeds button')].find(of => of.textContent === arguments[0]).click()";
    browser.run(press, &[json!(word)]);
}

/// From the press until the second frame after it, when what it led to has been painted.
fn until_drawn(browser: &Browser, pressed: &str) -> f64 {
    let act = format!(
        "window.drawnAfter = null;
         const begun = performance.now();
         {pressed}.dispatchEvent(new MouseEvent('click', {{bubbles: true}}));
         requestAnimationFrame(() => requestAnimationFrame(() => {{ window.drawnAfter = performance.now() - begun; }}));"
    );
    browser.run(&act, &[]);
    wait_for("all is drawn", || browser.run("return window.drawnAfter", &[]).as_f64())
}

/// What the main thread does in a second, by the browser's own count of its tasks.
fn busy_ms_a_second(browser: &Browser) -> f64 {
    browser.devtools("Performance.enable", &json!({}));
    let (before_s, begun) = (task_s(browser), Instant::now());
    std::thread::sleep(WATCHED);
    (task_s(browser) - before_s) * 1000.0 / begun.elapsed().as_secs_f64()
}

/// How long the main thread has been at work, as far as the browser has counted it: only differences say something.
pub(crate) fn task_s(browser: &Browser) -> f64 {
    let metrics = browser.devtools("Performance.getMetrics", &json!({}));
    let all = metrics["metrics"].as_array().unwrap();
    all.iter().find(|of| of["name"] == "TaskDuration").unwrap()["value"].as_f64().unwrap()
}
