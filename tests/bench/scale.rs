//! The page with a large district: `cargo xtask bench scale [--grids N] [--cases N] [--rounds N]`.
//!
//! It writes the district, opens it again and again, and prints medians and worst values of what a reader feels: until
//! the map is there, frames of a drag, a zoom, a click, a changed matter, and the memory of the renderer.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use xtask::{
    scale::{self, Size},
    server::{Options, StaticServer},
};

use crate::{driver::Browser, measure, process};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) size: Size,
    pub(crate) rounds: usize,
}

/// One opening of the page, in milliseconds and megabytes.
struct Round {
    board_ready: f64,
    map_painted: f64,
    /// Frames while the whole district is dragged, and while a part of it is.
    drag_far: Vec<f64>,
    drag_near: Vec<f64>,
    zoom: f64,
    town: f64,
    zone: f64,
    cell: f64,
    domain: f64,
    change: f64,
    renderer_mb: f64,
    renderer_peak_mb: f64,
    heap_mb: f64,
    wasm_mb: f64,
}

/// Longer than the page takes on a busy machine.
const LIMIT: Duration = Duration::from_secs(120);

/// Moves of a drag, and how far each goes.
const MOVES: i64 = 60;
const STEP: i64 = 9;

impl Plan {
    /// What the words after `scale` ask for; `None` if they are not understood.
    pub(crate) fn of(words: &[&str]) -> Option<Self> {
        let mut plan = Self { size: Size::default(), rounds: 3 };
        for pair in words.chunks(2) {
            let [name, number] = pair else { return None };
            let number = number.parse().ok().filter(|number| *number > 0)?;
            match *name {
                "--grids" => plan.size.grids = number,
                "--cases" => plan.size.cases = number,
                "--rounds" => plan.rounds = number,
                _ => return None,
            }
        }
        Some(plan)
    }
}

/// Measures, and gives the table.
pub(crate) fn table(plan: Plan) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("target/bench-scale");
    let written = scale::write(&folder, plan.size).unwrap();
    let config = fs::read_to_string(folder.join("config.json")).unwrap();
    let mut config: Value = serde_json::from_str(&config).unwrap();
    // Often enough that nobody waits for a changed matter.
    config["sources"]["scale"]["poll_seconds"] = 5.into();
    fs::write(folder.join("config.json"), config.to_string()).unwrap();

    let mut options = Options::new(measure::dist());
    options.mounts.push(("config.json".to_owned(), folder.join("config.json")));
    options.mounts.push(("scale".to_owned(), folder.clone()));
    let server = StaticServer::start(options).unwrap();
    let browser = Browser::start();
    let screen = json!({"width": 1440, "height": 900, "deviceScaleFactor": 1, "mobile": false});
    browser.devtools("Emulation.setDeviceMetricsOverride", &screen);
    let still = json!({"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]});
    browser.devtools("Emulation.setEmulatedMedia", &still);
    for source in [include_str!("../e2e/memory.js"), PREPARE] {
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({"source": source}));
    }
    let load_before = measure::load();
    // The first look makes the server compress its files; it is not counted.
    open(&browser, &server);
    let rounds: Vec<Round> = (0..plan.rounds).map(|_| round(&browser, &server, &folder)).collect();

    let Size { grids, cases } = plan.size;
    let mut text = format!(
        "{}\n{}\nload (1, 5, 15 min): {load_before} before, {} after\n",
        measure::machine(),
        browser.version,
        measure::load()
    );
    text += &format!(
        "{grids} grids, {} zones, {} towns, {cases} open matters, {} kB; {} rounds, window 1440 × 900\n\n",
        written.zones,
        written.towns,
        written.bytes / 1000,
        plan.rounds
    );
    text += &format!("{:<44}{:>9}{:>9}{:>9}\n", "", "median", "p95", "worst");
    let one = |read: fn(&Round) -> f64| rounds.iter().map(read).collect::<Vec<_>>();
    let all =
        |read: fn(&Round) -> &[f64]| rounds.iter().flat_map(read).copied().collect::<Vec<_>>();
    let lines = [
        ("board ready, ms", one(|round| round.board_ready)),
        ("map painted, ms", one(|round| round.map_painted)),
        ("frame of a drag, whole district, ms", all(|round| &round.drag_far)),
        ("frame of a drag, within a town, ms", all(|round| &round.drag_near)),
        ("zoom step until redrawn, ms", one(|round| round.zoom)),
        ("town chosen until redrawn, ms", one(|round| round.town)),
        ("zone chosen until redrawn, ms", one(|round| round.zone)),
        ("cell clicked until redrawn, ms", one(|round| round.cell)),
        ("domain chosen until redrawn, ms", one(|round| round.domain)),
        ("changed file: answer until redrawn, ms", one(|round| round.change)),
        ("renderer, resident, MB", one(|round| round.renderer_mb)),
        ("renderer, resident at most, MB", one(|round| round.renderer_peak_mb)),
        ("JavaScript heap, MB", one(|round| round.heap_mb)),
        ("wasm memory, MB", one(|round| round.wasm_mb)),
    ];
    for (name, values) in lines {
        text += &line(name, values);
    }
    text
}

pub(crate) fn line(name: &str, mut values: Vec<f64>) -> String {
    values.sort_by(f64::total_cmp);
    let part = |share: f64| values[((values.len() - 1) as f64 * share).round() as usize];
    format!("{name:<44}{:>9.0}{:>9.0}{:>9.0}\n", part(0.5), part(0.95), part(1.0))
}

fn open(browser: &Browser, server: &StaticServer) {
    // A page of the browser's own lies in another process, so the next one begins in a new one.
    browser.go_to("chrome://version");
    browser.devtools("Network.clearBrowserCache", &json!({}));
    browser.go_to(&format!("{}?theme=dark", server.url()));
    wait_for("the map is painted", || browser.run(PAINTED, &[]).as_f64());
    // Lists come after the map, and are part of the page that is then moved.
    wait_for("the lists are there", || {
        (browser.run("return document.querySelectorAll('.case-row').length", &[]) != 0)
            .then_some(())
    });
}

fn round(browser: &Browser, server: &StaticServer, folder: &Path) -> Round {
    open(browser, server);
    let mark =
        |name: &str| browser.run(&PAINTED.replace("map-painted", name), &[]).as_f64().unwrap();
    let (board_ready, map_painted) = (mark("board-ready"), mark("map-painted"));
    let act = |script: &str| browser.run(&format!("{ACT}{script}"), &[]).as_f64().unwrap();
    let drag_far = drag(browser);
    let zoom = act("return act(() => document.querySelector('.map-controls button').click())");
    let drag_near_at = act("return act(() => document.querySelectorAll('.area')[3].click())");
    let drag_near = drag(browser);
    let zone = act("return act(() => document.querySelectorAll('.area')[1].click())");
    let cell = act(CLICK_CELL);
    let scope = browser.run("return document.querySelector('[data-scope]').dataset.scope", &[]);
    assert!(scope.as_str().unwrap().starts_with("grid:"), "a click selects a grid, not {scope}");
    act("return act(() => {
            history.pushState(null, '', '?theme=dark');
            dispatchEvent(new PopStateEvent('popstate'));
        })");
    let domain = act("return act(() => document.querySelector('.domain').click())");
    act("return act(() => document.querySelector('.domain').click())");
    let change = change_one(browser, folder);
    let memory = process::largest_renderer();
    let heap = browser.run("return performance.memory.usedJSHeapSize / 1e6", &[]);
    let wasm = browser.run("return window.wasmMemory.buffer.byteLength / 1e6", &[]);
    Round {
        board_ready,
        map_painted,
        drag_far,
        drag_near,
        zoom,
        town: drag_near_at,
        zone,
        cell,
        domain,
        change,
        renderer_mb: memory.resident_mb,
        renderer_peak_mb: memory.peak_mb,
        heap_mb: heap.as_f64().unwrap(),
        wasm_mb: wasm.as_f64().unwrap(),
    }
}

/// Drags the map to and fro by the mouse, and gives the times between the frames from the first move until it rests.
pub(crate) fn drag(browser: &Browser) -> Vec<f64> {
    let mouse = |kind: &str, x: i64, y: i64, buttons: u32| {
        let event = json!({"type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1});
        browser.devtools("Input.dispatchMouseEvent", &event);
    };
    let middle = browser.run(
        "const { left, top, width, height } = document.querySelector('.map-surface').getBoundingClientRect();
        return [Math.round(left + width / 2), Math.round(top + height / 2)]",
        &[],
    );
    let (x, y) = (middle[0].as_i64().unwrap(), middle[1].as_i64().unwrap());
    browser.run("window.frames_ = []; window.watching = true;", &[]);
    mouse("mousePressed", x, y, 1);
    for step in 1..=MOVES {
        // Out and back, further to one side than to the other, so that parts come in that were out of sight.
        let out = if step <= MOVES * 2 / 3 { step } else { MOVES * 4 / 3 - step };
        mouse("mouseMoved", x + out * STEP, y - out * STEP / 3, 1);
    }
    mouse("mouseReleased", x + MOVES * 2 / 3 * STEP, y, 0);
    // What comes after the release (inertia, drawing anew) belongs to it: until ten frames in a row were quick.
    wait_for("the map rests", || {
        let rest =
            "return window.frames_.length > 20 && window.frames_.slice(-20).every(ms => ms < 40)";
        (browser.run(rest, &[]) == true).then_some(())
    });
    let frames = browser.run("window.watching = false; return window.frames_", &[]);
    frames.as_array().unwrap().iter().map(|frame| frame.as_f64().unwrap()).collect()
}

/// Takes one matter out of the file, and waits until the page shows one less.
fn change_one(browser: &Browser, folder: &Path) -> f64 {
    let path: PathBuf = folder.join("open-cases.json");
    let text = fs::read_to_string(&path).unwrap();
    let end = text.match_indices('\n').nth(1).unwrap().0;
    let start = text.find('\n').unwrap();
    browser.run(WATCH_OPEN, &[]);
    fs::write(&path, format!("{}{}", &text[..start], &text[end..])).unwrap();
    let took = wait_for("the changed file is taken in", || {
        browser.run("return window.changeTook", &[]).as_f64()
    });
    fs::write(&path, text).unwrap();
    took
}

pub(crate) fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < LIMIT, "waited {LIMIT:?} in vain until {what}");
        thread::sleep(Duration::from_millis(100));
    }
}

/// Runs before the page, with `e2e/memory.js`: counts frames while it is told to.
pub(crate) const PREPARE: &str = "
    let last = 0;
    const count = now => {
        if (window.watching) window.frames_.push(now - last);
        last = now;
        requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    performance.setResourceTimingBufferSize(1000);";

const PAINTED: &str =
    "return performance.getEntriesByName('gridlight:map-painted')[0]?.startTime ?? null";

/// The time from an act until the second frame after it.
pub(crate) const ACT: &str = "
    const frame = () => new Promise(requestAnimationFrame);
    const act = async what => {
        await frame();
        const started = performance.now();
        what();
        await frame();
        await frame();
        return performance.now() - started;
    };\n";

/// A click in the middle of the map, where the chosen zone lies.
const CLICK_CELL: &str = "
    const box = document.querySelector('.map-surface').getBoundingClientRect();
    const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, bubbles: true, button: 0, view: window };
    const hit = document.elementFromPoint(at.clientX, at.clientY);
    return act(() => ['mousedown', 'mouseup', 'click'].forEach(kind => hit.dispatchEvent(new MouseEvent(kind, at))));";

const WATCH_OPEN: &str = "
    window.changeTook = null;
    const open = document.querySelector('[data-figure=open]');
    new MutationObserver((_, observer) => {
        observer.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(now => {
            const asked = performance.getEntriesByType('resource').filter(one => one.name.endsWith('open-cases.json'));
            window.changeTook = now - asked.at(-1).responseEnd;
        }));
    }).observe(open, { attributes: true, attributeFilter: ['data-value'] });";
