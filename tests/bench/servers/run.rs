//! What is measured of a page with a server as its source: how it opens, what it asks when idle, and when it shows a change.

use std::{
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use xtask::backends::Database;

use super::{
    stand::Stand,
    wire::{Request, Wire, bytes},
};
use crate::driver::Browser;

/// Longer than anything here takes on a busy machine.
const LIMIT: Duration = Duration::from_secs(180);
/// Between two looks at the page.
const LOOK: Duration = Duration::from_millis(50);
/// A page that asks for nothing this long after its last answer has proven what it wanted to.
const QUIET: Duration = Duration::from_millis(700);
/// Polls of the idle wall that are counted.
pub(crate) const POLLS: usize = 20;
/// Changes that are timed on each server.
pub(crate) const CHANGES: u32 = 10;
/// No timer of the page sleeps longer, so changes spread evenly over this see every phase of its polling.
const LONGEST_CYCLE: f64 = 5.0;

/// One cold navigation; times are milliseconds since it began.
pub(crate) struct Opening {
    /// When the areas were asked for: page, program and documents were there.
    pub(crate) rows_asked: f64,
    /// When the last row needed was there.
    pub(crate) rows_read: f64,
    pub(crate) board_ready: f64,
    pub(crate) map_painted: f64,
    pub(crate) requests: usize,
    pub(crate) bytes: u64,
    /// What all open matters took of that.
    pub(crate) whole: (usize, u64),
    pub(crate) probes: usize,
    pub(crate) probe_bytes: u64,
    /// When the last probe was answered; nothing without any.
    pub(crate) proven: Option<f64>,
}

/// A browser with a desk's window and the clock of the district's moment.
pub(crate) fn browser() -> Browser {
    let browser = Browser::start();
    let screen = json!({"width": 1440, "height": 900, "deviceScaleFactor": 1, "mobile": false});
    browser.devtools("Emulation.setDeviceMetricsOverride", &screen);
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({"source": CLOCK}));
    browser
}

/// Sets the device's clock, on which a page of another origin falls back, and notes each figure of open matters.
const CLOCK: &str = "
    { const shift = Date.parse('2026-09-18T17:00:00+08:00') - Date.now(), Real = Date;
      window.Date = class extends Real {
        constructor(...parts) { super(...(parts.length ? parts : [Real.now() + shift])); }
        static now() { return Real.now() + shift; }
      }; }
    window.openFigures = [];
    new MutationObserver(() => {
        const value = Number(document.querySelector('[data-figure=open]')?.dataset.value);
        if (value && value !== window.openFigures.at(-1)?.value)
            window.openFigures.push({ value, at: performance.timeOrigin + performance.now() });
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-value'] });";

const MARKS: &str = "
    const at = name => performance.getEntriesByName(name)[0]?.startTime ?? null;
    const painted = at('gridlight:map-painted');
    return painted && { painted, ready: at('gridlight:board-ready'), origin: performance.timeOrigin };";

/// Opens the page without anything in its caches, and waits until its source has proven itself.
pub(crate) fn open(browser: &Browser, stand: &Stand) -> Opening {
    let (wire, marks) = go(browser, stand, "?theme=dark", true);
    let origin = marks["origin"].as_f64().unwrap();
    let (board_ready, map_painted) =
        (marks["ready"].as_f64().unwrap(), marks["painted"].as_f64().unwrap());
    let (opening, probes): (Vec<_>, Vec<_>) =
        wire.requests.iter().partition(|request| request.begun < origin + board_ready);
    let ends = |request: &&&Request| request.ended.unwrap() <= origin + map_painted;
    let needed: Vec<&Request> = opening.iter().filter(ends).copied().collect();
    let end = |requests: &[&Request]| {
        let ends = requests.iter().map(|request| request.ended.unwrap() - origin);
        ends.max_by(f64::total_cmp)
    };
    let before: Vec<&Request> = needed
        .iter()
        .filter(|request| request.ended.unwrap() <= origin + board_ready)
        .copied()
        .collect();
    let of_grids = needed.iter().filter(|request| request.url.contains("grids"));
    let of_cases = needed.iter().filter(|request| is_of_open_cases(&request.url));
    Opening {
        rows_asked: of_grids.map(|r| r.begun - origin).min_by(f64::total_cmp).unwrap(),
        rows_read: end(&before).unwrap(),
        board_ready,
        map_painted,
        requests: needed.len(),
        bytes: bytes(needed.iter().copied()),
        whole: (of_cases.clone().count(), bytes(of_cases.copied())),
        probes: probes.len(),
        probe_bytes: bytes(probes.iter().copied()),
        proven: end(&probes),
    }
}

fn is_of_open_cases(url: &str) -> bool {
    url.contains("open-cases") || url.contains("open_cases")
}

/// Goes to a page in a new process, and waits until its map is painted and it asks for nothing more.
fn go(browser: &Browser, stand: &Stand, query: &str, is_cold: bool) -> (Wire, Value) {
    browser.go_to("chrome://version");
    browser.devtools("Network.clearBrowserCache", &json!({}));
    browser.devtools("Network.setCacheDisabled", &json!({"cacheDisabled": is_cold}));
    stand.sign_in(browser);
    let mut wire = Wire::new(browser);
    browser.go_to(&format!("{}{query}", stand.url()));
    let name = stand.name;
    let marks = wait(&format!("{name} paints a map"), || {
        Some(browser.run(MARKS, &[])).filter(Value::is_object)
    });
    let mut silent_since = Instant::now();
    wait(&format!("{name} has proven itself"), || {
        if wire.listen(browser) || !wire.is_quiet() {
            silent_since = Instant::now();
        }
        (silent_since.elapsed() >= QUIET).then_some(())
    });
    (wire, marks)
}

/// What a poll of a wall costs on which nothing changes.
pub(crate) struct Poll {
    pub(crate) requests: f64,
    pub(crate) bytes: f64,
    /// How long each answer took.
    pub(crate) took: Vec<f64>,
}

/// Lets a wall poll as fast as it can: told that it is looked at again, it need not wait for its own timer.
pub(crate) fn idle_wall(browser: &Browser, stand: &Stand) -> Poll {
    stand.poll_every(1);
    let (mut wire, _) = go(browser, stand, "?face=wall", false);
    let begin = wire.requests.len();
    let requests = wait(&format!("{} polls {POLLS} times", stand.name), || {
        browser.run("window.dispatchEvent(new Event('focus'))", &[]);
        wire.listen(browser);
        let seen = &wire.requests[begin..];
        let first = seen.first()?;
        // Every poll begins with the same address; whatever is asked before the last of them belongs to the others.
        let places = seen.iter().enumerate().filter(|(_, request)| request.url == first.url);
        let end = places.map(|(place, _)| place).nth(POLLS)?;
        let polls = &seen[..end];
        polls.iter().all(|request| request.ended.is_some()).then(|| polls.to_vec())
    });
    let polls = POLLS as f64;
    let took = requests.iter().map(|request| request.ended.unwrap() - request.begun);
    Poll {
        requests: requests.len() as f64 / polls,
        bytes: bytes(&requests) as f64 / polls,
        took: took.collect(),
    }
}

/// From the commit of a change to the figure on the page, in milliseconds.
pub(crate) fn changes(
    browser: &Browser,
    stand: &Stand,
    database: &Database,
    stamp: &mut u32,
) -> Vec<f64> {
    stand.poll_every(1);
    go(browser, stand, "?theme=dark", false);
    let matter = "SELECT id FROM district.matter WHERE closed_at IS NULL AND status = 'handling' ORDER BY id LIMIT 1";
    let id = database.sql(matter).unwrap();
    let figures = || {
        let seen = browser.run("return window.openFigures", &[]);
        seen.as_array().unwrap().clone()
    };
    let mut took = Vec::new();
    for round in 0..CHANGES {
        // Without this each change would come just after a poll, which had shown the one before.
        let part = (f64::from(round) * 0.618_034).fract();
        thread::sleep(Duration::from_secs_f64(part * LONGEST_CYCLE));
        let known = figures().len();
        *stamp += 1;
        let at = format!("timestamptz '2026-09-18T17:00:00+08:00' + interval '{stamp} s'");
        let (status, closed_at) =
            if round % 2 == 0 { ("closed", at.as_str()) } else { ("handling", "NULL") };
        let committed = database.sql(&format!(
            "UPDATE district.matter SET status = '{status}', closed_at = {closed_at}, updated_at = {at} WHERE id = '{id}';
             SELECT extract(epoch FROM clock_timestamp()) * 1000"
        ));
        let committed: f64 = committed.unwrap().trim().parse().unwrap();
        let shown = wait(&format!("{} shows the change", stand.name), || {
            figures().get(known)?["at"].as_f64()
        });
        took.push(shown - committed);
    }
    took
}

fn wait<T>(what: &str, mut is_there: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = is_there() {
            return found;
        }
        assert!(started.elapsed() < LIMIT, "{what}: not within {LIMIT:?}");
        thread::sleep(LOOK);
    }
}
