//! Opens the two pages again and again, and notes when each was ready, what it had fetched by then, and what it showed.
//!
//! It knows the pages by address and marks; it does not know how a result is printed.

use std::{
    env, fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use gridlight::tokens::DARK;
use serde_json::{Value, json};
use xtask::server::{Line, Options, Seen, StaticServer};

use crate::driver::Browser;

/// A page under measurement, and its address below the server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Gridlight,
    Plain,
}

/// One cold navigation.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// When the lights were known.
    pub(crate) board_ready: f64,
    /// When the map was on the screen.
    pub(crate) map_painted: f64,
    /// What the server had been asked for until then: path, and bytes of the body as sent.
    pub(crate) files: Vec<(String, usize)>,
    /// What the map showed then.
    pub(crate) map: Map,
}

/// What a map shows: a page that did less than the other, or judged otherwise, is found by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Map {
    /// How many cells are drawn.
    pub(crate) cells: u64,
    /// How many of them are red.
    pub(crate) red_cells: u64,
}

/// All runs over one line.
pub(crate) struct OverLine {
    pub(crate) name: &'static str,
    pub(crate) gridlight: Vec<Run>,
    pub(crate) plain: Vec<Run>,
}

/// Everything that was measured, and on what.
pub(crate) struct Results {
    pub(crate) machine: String,
    pub(crate) browser: String,
    /// How many processes wanted to run, before and after: on a busy machine times say little.
    pub(crate) load: [String; 2],
    /// What every run has painted.
    pub(crate) map: Map,
    pub(crate) lines: Vec<OverLine>,
}

/// Longer than a page takes on a busy machine over the slow line.
const LIMIT: Duration = Duration::from_secs(60);

const SLOW: Line = Line { delay: Duration::from_millis(40), bits_per_second: 20_000_000 };

/// Measures both pages over both lines.
pub(crate) fn everything(rounds: usize) -> Results {
    let load_before = load();
    let browser = Browser::start();
    let screen = json!({"width": 1440, "height": 900, "deviceScaleFactor": 1, "mobile": false});
    browser.devtools("Emulation.setDeviceMetricsOverride", &screen);
    let look = LOOK.replace("RED", DARK.red_cell);
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({"source": look}));
    let lines = [("loopback", None), ("20 Mbit/s, 40 ms", Some(SLOW))];
    let lines = lines.map(|(name, line)| over(&browser, name, line, rounds));
    Results {
        machine: machine(),
        browser: browser.version.clone(),
        load: [load_before, load()],
        map: the_one_map(&lines),
        lines: lines.into(),
    }
}

/// The map that all runs have painted: the times of two pages that paint different ones cannot be compared.
fn the_one_map(lines: &[OverLine]) -> Map {
    let mut all = lines.iter().flat_map(|line| {
        let gridlight = line.gridlight.iter().map(|run| (Subject::Gridlight, run.map));
        gridlight.chain(line.plain.iter().map(|run| (Subject::Plain, run.map)))
    });
    let (_, map) = all.next().unwrap();
    if let Some((subject, other)) = all.find(|(_, other)| *other != map) {
        panic!("Gridlight first painted {map:?}, and {subject:?} then {other:?}");
    }
    assert!(map.cells > 0 && map.red_cells > 0, "nothing to compare on {map:?}");
    map
}

fn over(browser: &Browser, name: &'static str, line: Option<Line>, rounds: usize) -> OverLine {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dist = env::var_os("GRIDLIGHT_DIST").map_or_else(|| root.join("dist"), PathBuf::from);
    assert!(dist.join("demo/grids.json").is_file(), "no demo in {}", dist.display());
    let mut options = Options::new(dist);
    options.line = line;
    options.mounts.push(("bench".to_owned(), root.join("tests/bench")));
    let server = StaticServer::start(options).unwrap();
    // The first look makes the server compress its files; it is not counted.
    for subject in [Subject::Gridlight, Subject::Plain] {
        open(browser, &server, subject);
    }
    let mut results = OverLine { name, gridlight: Vec::new(), plain: Vec::new() };
    for round in 0..rounds {
        let mut turn = [Subject::Gridlight, Subject::Plain];
        // Who comes second may profit from a warmer machine, so they change places.
        turn.rotate_left(round % 2);
        for subject in turn {
            let measured = open(browser, &server, subject);
            match subject {
                Subject::Gridlight => results.gridlight.push(measured),
                Subject::Plain => results.plain.push(measured),
            }
        }
    }
    results
}

fn open(browser: &Browser, server: &StaticServer, subject: Subject) -> Run {
    // A page of the browser's own lies in another process, so the next one begins in a new one.
    browser.go_to("chrome://version");
    browser.devtools("Network.clearBrowserCache", &json!({}));
    browser.devtools("Network.setCacheDisabled", &json!({"cacheDisabled": true}));
    let page = match subject {
        Subject::Gridlight => "?theme=dark",
        Subject::Plain => "bench/plain.html",
    };
    server.forget_requests();
    browser.go_to(&format!("{}{page}", server.url()));
    let started = Instant::now();
    loop {
        let read = browser.run(READ, &[]);
        if let Some(run) = run_of(&read, &server.requests()) {
            // A new process might forget the size it was told, and a smaller map is painted sooner.
            let size = browser.run("return [innerWidth, innerHeight]", &[]);
            assert_eq!(size, json!([1440, 900]), "the window of {subject:?}");
            return run;
        }
        assert!(started.elapsed() < LIMIT, "{subject:?} painted no map in {LIMIT:?}");
        thread::sleep(Duration::from_millis(100));
    }
}

/// Runs in the page before anything else, and looks at the map as soon as it is painted: the demo lives, and a matter
/// that is closed a second later would make a red cell of a difference.
const LOOK: &str = "
    new PerformanceObserver((list, observer) => {
        if (list.getEntriesByName('gridlight:map-painted').length === 0) return;
        observer.disconnect();
        const cells = [...document.querySelectorAll('path.leaflet-interactive')];
        const red = cells.filter(cell => cell.getAttribute('fill') === 'RED').length;
        window.paintedMap = { cells: cells.length, red };
    }).observe({ type: 'mark' });";

const READ: &str = "
    const at = name => performance.getEntriesByName(name)[0]?.startTime;
    const [ready, painted] = [at('gridlight:board-ready'), at('gridlight:map-painted')];
    const [{ requestStart: asked }] = performance.getEntriesByType('navigation');
    return window.paintedMap ? { ready, painted, asked, ...window.paintedMap } : null;";

/// The run, if the map is painted; what was asked for later was not needed for it.
fn run_of(read: &Value, seen: &[Seen]) -> Option<Run> {
    let map_painted = read["painted"].as_f64()?;
    // The server's clock and the page's meet where the page itself was asked for.
    let after = map_painted - read["asked"].as_f64()?;
    let painted_at = seen.first()?.at + Duration::from_secs_f64(after / 1000.0);
    let needed = seen.iter().filter(|seen| seen.at <= painted_at);
    Some(Run {
        board_ready: read["ready"].as_f64()?,
        map_painted,
        files: needed.map(|seen| (seen.path.clone(), seen.bytes)).collect(),
        map: Map { cells: read["cells"].as_u64()?, red_cells: read["red"].as_u64()? },
    })
}

/// What this runs on, as far as Linux says it.
pub(crate) fn machine() -> String {
    let value = |file: &str, name: &str| {
        let about = fs::read_to_string(file).unwrap_or_default();
        let mut lines = about.lines().filter_map(|line| line.strip_prefix(name)?.split_once(':'));
        lines.next().map(|(_, value)| value.trim().to_owned())
    };
    let model = value("/proc/cpuinfo", "model name");
    let model = model.unwrap_or_else(|| "an unnamed processor".to_owned());
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let memory = value("/proc/meminfo", "MemTotal").unwrap_or_else(|| "unknown".to_owned());
    let system = (env::consts::OS, env::consts::ARCH);
    format!("{model}, {cores} cores, memory {memory}, {} {}", system.0, system.1)
}

/// The averages over 1, 5 and 15 minutes, as Linux has them.
pub(crate) fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let averages: Vec<&str> = load.split(' ').take(3).collect();
    if averages.len() == 3 { averages.join(" ") } else { "unknown".to_owned() }
}
