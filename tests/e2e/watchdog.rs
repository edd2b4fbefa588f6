//! The watchdog of `public/kiosk`: what it sees of a wall in each state, and what it does about it.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::{self, Child, Command},
};

use crate::{
    find::Page,
    server::{Plan, Site, folder},
};

pub(crate) const WALL: &str = "?face=wall";

/// A program that ends with the test.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// A folder that goes with the test.
pub(crate) struct Scratch(pub(crate) PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("gridlight-{name}-{}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

pub(crate) fn kiosk_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("public/kiosk").join(name)
}

pub(crate) fn watchdog(port: &str) -> Command {
    let mut command = Command::new("python3");
    command.arg(kiosk_file("gridlight-watchdog.py")).args(["--port", port, "--limit", "3"]);
    command
}

/// What the watchdog says at one look, and the code it ends with.
pub(crate) fn look(port: &str) -> (String, Option<i32>) {
    let output = watchdog(port).arg("--once").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    (said.split(':').next().unwrap_or_default().to_owned(), output.status.code())
}

/// A small board that is asked for every second.
pub(crate) fn small_site() -> Site {
    folder(Plan::new(), &["a", "b"], &[], 1).serve()
}

/// Lets the backend fail, or work again.
fn fail_backend(site: &Site, status: Option<u16>) {
    for name in ["landing", "collections", "towns", "zones", "grids", "open-cases"] {
        site.server.fail(&format!("small/{name}.json"), status);
    }
}

/// Sends a signal to the processes that show a browser's pages.
fn signal_renderers(page: &Page<'_>, signal: &str) {
    let output = Command::new("ps")
        .args(["-e", "--sort=start_time", "-o", "pid=,ppid=,args="])
        .output()
        .unwrap();
    // The oldest come first, so that a parent has been read before its children.
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut descended = BTreeSet::from([page.browser.process().to_string()]);
    let mut renderers = Vec::new();
    for line in listed.lines() {
        let mut words = line.split_whitespace();
        let (Some(process), Some(parent)) = (words.next(), words.next()) else { continue };
        if descended.contains(parent) {
            descended.insert(process.to_owned());
            if words.any(|word| word == "--type=renderer") {
                renderers.push(process.to_owned());
            }
        }
    }
    assert!(!renderers.is_empty(), "{listed}");
    let sent = Command::new("kill").arg(format!("-{signal}")).args(renderers).status().unwrap();
    assert!(sent.success());
}

#[test]
fn the_watchdog_sees_in_what_state_a_wall_is() {
    let site = small_site();
    let page = Page::at_desk(&site);
    page.tolerate("Failed to load resource");
    let port = page.browser.debugging_port.clone();
    let expect = |state: &str, code: i32| {
        page.wait(&format!("the watchdog sees {state}"), || {
            look(&port) == (state.to_owned(), Some(code))
        });
    };
    page.go(WALL);
    page.wait_for_board();
    expect("ready", 0);
    page.eval("document.documentElement.dataset.panicked = 'x'");
    expect("panicked", 2);

    page.go("?face=desk");
    page.wait_for_board();
    expect("foreign", 2);
    page.go("contract/index.html?face=wall");
    expect("foreign", 2);

    page.go(WALL);
    page.wait_for_board();
    fail_backend(&site, Some(503));
    expect("stale", 1);
    page.go(WALL);
    expect("failed", 2);

    fail_backend(&site, None);
    page.go(WALL);
    expect("ready", 0);
    signal_renderers(&page, "STOP");
    expect("hung", 2);
    signal_renderers(&page, "CONT");
    expect("ready", 0);

    drop(page);
    assert_eq!(look(&port), ("gone".to_owned(), Some(2)));
}

#[test]
fn the_watchdog_restarts_what_does_not_come_back_and_never_what_is_stale() {
    let site = small_site();
    let page = Page::at_desk(&site);
    page.tolerate("Failed to load resource");
    page.go(WALL);
    page.wait_for_board();
    let scratch = Scratch::new("watchdog");
    let told = scratch.0.join("told");
    fs::write(&told, "").unwrap();
    let tell = |what: &str| format!("sh -c 'echo {what} >> {}'", told.display());
    let command = watchdog(&page.browser.debugging_port)
        .args(["--every", "0.1", "--patience", "1", "--failed-minutes", "0.02"])
        .args(["--restart", &tell("restart"), "--alarm", &tell("$0")])
        .stdout(fs::File::create(scratch.0.join("said")).unwrap())
        .spawn();
    let _watchdog = Running(command.unwrap());
    let lines = |name: &str| {
        let text = fs::read_to_string(scratch.0.join(name)).unwrap();
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let count = |word: &str| lines("told").iter().filter(|line| *line == word).count();
    page.wait("it says that all is well", || {
        lines("said").iter().any(|line| line.starts_with("ready"))
    });
    assert_eq!(lines("told"), Vec::<String>::new(), "no alarm of a wall that is well");

    fail_backend(&site, Some(503));
    page.wait("an alarm of stale", || count("stale") == 1);
    let age = || page.eval("return performance.now()").as_f64().unwrap();
    let since = age();
    page.wait("it stays so for thrice the patience", || age() > since + 3000.0);
    assert_eq!(lines("told"), ["stale"], "one alarm, no restart");

    page.go(WALL);
    page.wait("a restart of failed", || count("failed") == 1 && count("restart") > 0);
    fail_backend(&site, None);
    page.go(WALL);
    page.wait("an alarm that all is well again", || count("ready") == 1);

    let before = count("restart");
    page.go("contract/index.html");
    page.wait("three restarts of a page that is not ours", || count("restart") == before + 3);
    let waited = lines("said").into_iter().filter_map(|line| {
        let (seconds, _) = line.strip_prefix("restarting after ")?.split_once(" s of foreign")?;
        seconds.parse().ok()
    });
    let waited: Vec<u32> = waited.collect();
    assert_eq!(waited, [1, 2, 4], "ever more slowly");
}
