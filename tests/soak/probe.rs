//! What a page holds, read from outside: heap, the program's memory, nodes, listeners, and tasks that took too long.

use serde_json::{Value, json};

use crate::driver::Browser;

/// What the page held at a moment at which nothing was left to be collected.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Held {
    pub(crate) heap_bytes: u64,
    pub(crate) wasm_bytes: u64,
    pub(crate) nodes: u64,
    pub(crate) listeners: u64,
    /// Tasks over 50 ms since the last look, and the longest of them.
    pub(crate) long_tasks: u64,
    pub(crate) longest_task_ms: u64,
}

/// How far the page is, and which board it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) board: String,
    pub(crate) feed: String,
    pub(crate) scene: String,
    /// Scene changes since the page was opened.
    pub(crate) scene_number: u64,
    pub(crate) scope: String,
    pub(crate) open: Option<u64>,
    /// The hour and minute of the district's day: `08:05`.
    pub(crate) clock: String,
}

/// Runs before the page: keeps the program's memory, counts long tasks, and lets the device's clock be set.
const PREPARE: &str = "
    const watched = { longTasks: 0, longestMs: 0, clockShiftMs: 0 };
    window.soak = watched;
    new PerformanceObserver(list => list.getEntries().forEach(({ duration }) => {
        watched.longTasks += 1;
        watched.longestMs = Math.max(watched.longestMs, duration);
    })).observe({ type: 'longtask' });
    // The browser's record of what was asked for fills up to a bound of its own, long after the first samples.
    performance.setResourceTimingBufferSize(0);
    const Real = Date;
    window.Date = class extends Real {
        constructor(...parts) { super(...(parts.length ? parts : [Real.now() + watched.clockShiftMs])); }
        static now() { return Real.now() + watched.clockShiftMs; }
    };";

const LOOK: &str = "
    const hooks = document.documentElement.dataset;
    const open = document.querySelector('[data-figure=open]')?.dataset.value;
    const scope = document.querySelector('[data-scope]')?.dataset.scope;
    const clock = document.querySelector('.clock time')?.textContent.match(/\\d\\d:\\d\\d/)?.[0];
    return [hooks.board, hooks.feed, hooks.scene, scope, hooks.sceneNumber, open, clock]
        .map(value => value ?? '');";

const TAKE_TASKS: &str = "
    const { longTasks, longestMs } = window.soak;
    Object.assign(window.soak, { longTasks: 0, longestMs: 0 });
    return [longTasks, Math.round(longestMs), window.wasmMemory.buffer.byteLength]";

/// Prepares the pages that are opened from now on.
pub(crate) fn prepare(browser: &Browser) {
    for source in [include_str!("../e2e/memory.js"), PREPARE] {
        // A block of its own: two scripts of one page must not share their names.
        let source = format!("{{{source}}}");
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({"source": source}));
    }
    browser.devtools("Performance.enable", &json!({}));
}

/// What the page shows.
pub(crate) fn look(browser: &Browser) -> Shown {
    let read: [String; 7] = serde_json::from_value(evaluate(browser, LOOK)).unwrap();
    let [board, feed, scene, scope, scene_number, open, clock] = read;
    let scene_number = scene_number.parse().unwrap_or_default();
    Shown { board, feed, scene, scene_number, scope, open: open.parse().ok(), clock }
}

/// Collects garbage, and reads what is left.
pub(crate) fn held(browser: &Browser) -> Held {
    // What DevTools itself keeps of the console, such as each request that failed, is not the page's.
    for command in ["Log.clear", "Runtime.discardConsoleEntries", "HeapProfiler.collectGarbage"] {
        browser.devtools(command, &json!({}));
    }
    let metrics = browser.devtools("Performance.getMetrics", &json!({}));
    let [heap_bytes, nodes, listeners] =
        ["JSHeapUsedSize", "Nodes", "JSEventListeners"].map(|name| metric(&metrics, name) as u64);
    let taken = evaluate(browser, TAKE_TASKS);
    let [long_tasks, longest_task_ms, wasm_bytes]: [u64; 3] =
        serde_json::from_value(taken).unwrap();
    Held { heap_bytes, wasm_bytes, nodes, listeners, long_tasks, longest_task_ms }
}

/// What a script returns, by value. WebDriver's own way leaves each answer in the page as a text that is never collected, and
/// a wall that is looked at thousands of times would seem to leak what its observer drops.
fn evaluate(browser: &Browser, body: &str) -> Value {
    let expression = format!("(() => {{ {body} }})()");
    let parameters = json!({"expression": expression, "returnByValue": true});
    let mut answer = browser.devtools("Runtime.evaluate", &parameters);
    assert!(answer.get("exceptionDetails").is_none(), "{answer}");
    answer["result"]["value"].take()
}

/// Sets the device's clock ahead by this much; 0 puts it right again.
pub(crate) fn set_clock_ahead(browser: &Browser, by_ms: u64) {
    let set = "window.soak.clockShiftMs = arguments[0]; return Date.now() - performance.timeOrigin - performance.now()";
    let ahead_ms = browser.run(set, &[by_ms.into()]).as_f64().unwrap();
    assert!(
        (ahead_ms - by_ms as f64).abs() < 60_000.0,
        "the clock of the page is {ahead_ms} ms ahead"
    );
}

/// When the document began: another one has begun anew, and has forgotten whatever the first one leaked.
pub(crate) fn document_began_at_ms(browser: &Browser) -> f64 {
    browser.run("return performance.timeOrigin", &[]).as_f64().unwrap()
}

/// One of the browser's own counts.
fn metric(metrics: &Value, name: &str) -> f64 {
    let all = metrics["metrics"].as_array().unwrap();
    all.iter().find(|of| of["name"] == name).unwrap()["value"].as_f64().unwrap()
}
