//! One browser, driven over the WebDriver protocol through a chromedriver of its own.
//!
//! It knows the protocol and nothing of Gridlight. Whatever goes wrong here is a panic that says what was asked.
//! Dropping a browser ends it and its driver, also while a test fails.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Condvar, Mutex, PoisonError},
    thread,
    time::Duration,
};

use serde_json::{Value, json};
use ureq::Agent;
use xtask::system;

/// Browsers that run at a time: each is several processes, and a starved one only looks like a slow page.
const MOST_BROWSERS: usize = 3;
/// How often chromedriver is started before something else must be wrong.
const DRIVER_STARTS: usize = 3;
/// Longer than any single command takes on a busy machine.
const COMMAND_LIMIT: Duration = Duration::from_secs(60);
/// A screenshot or a log of all requests is some megabytes.
const LARGEST_ANSWER: u64 = 256 * 1024 * 1024;

/// How many browsers run now.
static RUNNING: (Mutex<usize>, Condvar) = (Mutex::new(0), Condvar::new());

/// A running browser with one empty page.
pub(crate) struct Browser {
    agent: Agent,
    driver: Child,
    address: String,
    session: Option<String>,
    /// What runs: "Chromium 156…, chromedriver 156…".
    pub(crate) version: String,
    /// Where others may look into the browser.
    pub(crate) debugging_port: String,
}

/// A key, as the protocol writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Tab,
    Enter,
    Escape,
    Left,
    Down,
    End,
    Letter(char),
}

impl Browser {
    /// Starts chromedriver on a free port and a browser with the flags of `webdriver.json`.
    pub(crate) fn start() -> Self {
        Self::started(&[], &json!({"browser": "ALL", "performance": "ALL"}))
    }

    /// Starts a browser whose heap has nothing in it but the page: the engine compiles no JavaScript ever better, which would
    /// fill the heap with code for as long as a wall is watched, and nobody keeps a record of requests.
    pub(crate) fn start_to_weigh() -> Self {
        let flags = "--js-flags=--no-sparkplug --no-maglev --no-turbofan";
        Self::started(&[flags], &json!({"browser": "ALL"}))
    }

    fn started(more_flags: &[&str], logs: &Value) -> Self {
        take_turn();
        let path = system::chromedriver().unwrap_or_else(|| {
            panic!("chromedriver is missing; `cargo xtask setup test` installs it (or set CHROMEDRIVER)")
        });
        let chromium = system::chromium().unwrap_or_else(|| {
            panic!("Chromium is missing; `cargo xtask setup test` installs it (or set CHROMIUM)")
        });
        let (driver, port) = start_driver(&path);
        let config =
            Agent::config_builder().http_status_as_error(false).timeout_global(Some(COMMAND_LIMIT));
        let address = format!("http://127.0.0.1:{port}");
        let mut browser = Self {
            agent: config.build().into(),
            driver,
            address,
            session: None,
            version: String::new(),
            debugging_port: String::new(),
        };

        let flags: Value = serde_json::from_str(include_str!("webdriver.json")).unwrap();
        let mut options = flags["goog:chromeOptions"].clone();
        options["binary"] = chromium.to_str().into();
        let all = options["args"].as_array_mut().unwrap();
        all.extend(more_flags.iter().map(|flag| json!(flag)));
        let answer = browser.ask(
            "/session",
            &json!({"capabilities": {"alwaysMatch": {
                "browserName": "chrome",
                "goog:chromeOptions": options,
                "goog:loggingPrefs": logs,
            }}}),
        );
        browser.session = answer["sessionId"].as_str().map(str::to_owned);
        let about = &answer["capabilities"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let driver_version = text(&about["chrome"]["chromedriverVersion"]);
        let driver_version = driver_version.split(' ').next().unwrap_or_default().to_owned();
        browser.version =
            format!("Chromium {}, chromedriver {driver_version}", text(&about["browserVersion"]));
        let debugger = text(&about["goog:chromeOptions"]["debuggerAddress"]);
        browser.debugging_port = debugger.rsplit(':').next().unwrap_or_default().to_owned();
        browser
    }

    /// The process that the browser descends from.
    pub(crate) fn process(&self) -> u32 {
        self.driver.id()
    }

    /// Opens an address and waits for the page's load event.
    pub(crate) fn go_to(&self, url: &str) {
        self.command("url", &json!({"url": url}));
    }

    /// Goes one step back in the page's history.
    pub(crate) fn back(&self) {
        self.command("back", &json!({}));
    }

    /// Goes one step forward.
    pub(crate) fn forward(&self) {
        self.command("forward", &json!({}));
    }

    /// Runs the body of a JavaScript function in the page, and gives what it returns.
    pub(crate) fn run(&self, body: &str, arguments: &[Value]) -> Value {
        self.command("execute/sync", &json!({"script": body, "args": arguments}))
    }

    /// Sends a command of the DevTools protocol.
    pub(crate) fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.command("goog/cdp/execute", &json!({"cmd": command, "params": parameters}))
    }

    /// What was logged since the last look: `browser` (console, errors, policy) or `performance` (requests).
    pub(crate) fn log(&self, kind: &str) -> Vec<Value> {
        match self.command("se/log", &json!({"type": kind})) {
            Value::Array(entries) => entries,
            other => panic!("a log that is no list: {other}"),
        }
    }

    /// Presses and releases a key.
    pub(crate) fn press(&self, key: Key) {
        let value = key.code();
        let actions =
            json!([{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]);
        self.perform(&json!({"type": "key", "id": "keys", "actions": actions}));
    }

    /// Moves the pointer to a place in the window.
    pub(crate) fn point_at(&self, (x, y): (i64, i64)) {
        self.mouse(&json!([move_to(x, y)]));
    }

    /// Clicks at a place in the window.
    pub(crate) fn click_at(&self, (x, y): (i64, i64)) {
        let down = json!({"type": "pointerDown", "button": 0});
        let up = json!({"type": "pointerUp", "button": 0});
        self.mouse(&json!([move_to(x, y), down, up]));
    }

    /// What the window shows, as PNG in base64.
    pub(crate) fn screenshot(&self) -> String {
        let shot = self.devtools("Page.captureScreenshot", &json!({"format": "png"}));
        shot["data"].as_str().unwrap_or_default().to_owned()
    }

    fn mouse(&self, actions: &Value) {
        let kind = json!({"pointerType": "mouse"});
        let source =
            json!({"type": "pointer", "id": "mouse", "parameters": kind, "actions": actions});
        self.perform(&source);
    }

    fn perform(&self, source: &Value) {
        self.command("actions", &json!({"actions": [source]}));
    }

    fn command(&self, name: &str, body: &Value) -> Value {
        let session = self.session.as_deref().unwrap_or_default();
        self.ask(&format!("/session/{session}/{name}"), body)
    }

    fn ask(&self, path: &str, body: &Value) -> Value {
        let answer = self.agent.post(format!("{}{path}", self.address)).send_json(body);
        let mut answer = answer.unwrap_or_else(|error| panic!("{path} {body}: {error}"));
        let read = answer.body_mut().with_config().limit(LARGEST_ANSWER).read_json();
        let mut read: Value = read.unwrap_or_else(|error| panic!("{path} {body}: {error}"));
        let value = read["value"].take();
        assert!(answer.status().is_success(), "{path} {body}: {value:#}");
        value
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // What fails here is over in any case, and a second panic would hide the first.
        if let Some(session) = self.session.take() {
            let ended = self.agent.delete(format!("{}/session/{session}", self.address)).call();
            drop(ended);
        }
        drop(self.driver.kill());
        drop(self.driver.wait());
        give_turn_back();
    }
}

impl Key {
    fn code(self) -> char {
        match self {
            Self::Tab => '\u{e004}',
            Self::Enter => '\u{e007}',
            Self::Escape => '\u{e00c}',
            Self::Left => '\u{e012}',
            Self::Down => '\u{e015}',
            Self::End => '\u{e010}',
            Self::Letter(letter) => letter,
        }
    }
}

fn move_to(x: i64, y: i64) -> Value {
    json!({"type": "pointerMove", "duration": 0, "origin": "viewport", "x": x, "y": y})
}

/// Starts chromedriver, again if somebody else took the port that was free a moment ago.
fn start_driver(path: &Path) -> (Child, u16) {
    for _ in 0..DRIVER_STARTS {
        let mut driver = Command::new(path)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{} cannot be started: {error}", path.display()));
        if let Some(port) = port_of(&mut driver) {
            return (driver, port);
        }
        drop(driver.kill());
        drop(driver.wait());
    }
    panic!("chromedriver ended {DRIVER_STARTS} times without naming its port");
}

/// The port that chromedriver says it has taken. The rest of what it says is read to the end, so that it never waits.
fn port_of(driver: &mut Child) -> Option<u16> {
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let said = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    });
    thread::spawn(move || lines.for_each(drop));
    said
}

fn take_turn() {
    let (count, changed) = &RUNNING;
    let running = count.lock().unwrap_or_else(PoisonError::into_inner);
    let waited = changed.wait_while(running, |running| *running >= MOST_BROWSERS);
    *waited.unwrap_or_else(PoisonError::into_inner) += 1;
}

fn give_turn_back() {
    let (count, changed) = &RUNNING;
    *count.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
    changed.notify_one();
}
