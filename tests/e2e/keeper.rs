//! `src/keeper.js` reloads a wall that needs it, and only where our page would come; a desk is left alone.
//!
//! What the program does to be reloaded is done here by a script: the keeper sees attributes of `<html>` and nothing else.

use std::fs;

use serde_json::{Value, json};
use xtask::server::Seen;

use crate::{
    find::Page,
    server::{PREFIX, Plan, Site, dist},
};

const WALL: &str = "?face=wall";
const LOGIN: &str = "<!doctype html><html><title>登录</title><form></form></html>";

/// A page that may be reloaded: each of its documents is counted, has short waits, and begins with a script.
fn watched<'a>(site: &'a Site, waits: &Value, script: &str) -> Page<'a> {
    let page = Page::at_desk(site);
    // The window is empty at first, and an empty page has no storage.
    let source = format!(
        "if (location.protocol !== 'about:') {{
            sessionStorage['gridlight-keeper'] = JSON.stringify({waits});
            sessionStorage.documents = Number(sessionStorage.documents ?? 0) + 1;
            {script}
        }}"
    );
    page.browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({"source": source}));
    page
}

/// Waits that leave only what the program asks for: silence takes as long as ever.
fn quick() -> Value {
    json!({"tick": 50, "retry": 50, "retryMost": 100, "panic1": 50, "panic2": 100})
}

/// How many documents the window has had.
fn documents(page: &Page<'_>) -> u64 {
    page.eval("return Number(sessionStorage.documents)").as_u64().unwrap()
}

fn wait_for_documents(page: &Page<'_>, number: u64) {
    page.wait(&format!("document {number} is there"), || documents(page) == number);
}

/// Says something to the keeper as the program would.
fn say(page: &Page<'_>, name: &str) {
    page.eval(&format!("document.documentElement.dataset.{name} = 'x'"));
}

/// How often the page itself has been asked for since the last look; its query is the program's to write.
fn asks(site: &Site) -> usize {
    let is_page = |seen: &&Seen| seen.path.split('?').next() == Some(PREFIX);
    site.server.requests().iter().filter(is_page).count()
}

/// Waits until the page itself has been asked for a few times more, so that an answer has been judged.
fn wait_for_asks(page: &Page<'_>) {
    page.site.server.forget_requests();
    page.wait("the page itself is asked for again", || asks(page.site) >= 3);
}

/// Waits until the document has lived so long, in milliseconds.
fn wait_for_age(page: &Page<'_>, age: f64) {
    page.wait(&format!("the document is {age} ms old"), || {
        page.eval("return performance.now()").as_f64().unwrap() > age
    });
}

/// The page as it is built.
fn built() -> String {
    fs::read_to_string(dist().join("index.html")).unwrap()
}

#[test]
fn a_panic_reloads_the_wall_once_our_page_would_come() {
    let site = Plan::new().file("index.html", &built()).serve();
    let page = watched(&site, &quick(), "");
    page.tolerate("Failed to load resource");
    page.go(WALL);
    page.wait_for_board();

    site.server.fail("", Some(500));
    say(&page, "panicked");
    wait_for_asks(&page);
    assert_eq!(documents(&page), 1, "an error is no page");
    site.write("index.html", LOGIN);
    site.server.fail("", None);
    wait_for_asks(&page);
    assert_eq!(documents(&page), 1, "a login is not our page");

    site.write("index.html", &built());
    wait_for_documents(&page, 2);
    page.wait_for_board();
    assert_eq!(page.hook("data-panicked"), "");
    wait_for_age(&page, 1000.0);
    assert_eq!(documents(&page), 2, "a page that is well stays");
}

#[test]
fn panics_in_a_row_are_waited_for_ever_longer() {
    let site = Site::demo();
    let waits = json!({"tick": 50, "panic1": 50, "panic2": 1000, "panic3": 3000, "health": 10_000});
    // Each document is dead from its start, until the test says otherwise, and notes its age when it goes.
    let script = "
        const dying = setInterval(() => {
            if (!document.documentElement || sessionStorage.healed) return;
            document.documentElement.dataset.panicked = 'x';
            clearInterval(dying);
        }, 10);
        addEventListener('pagehide', () => {
            sessionStorage.ages = JSON.stringify(
                [...JSON.parse(sessionStorage.ages ?? '[]'), performance.now()]);
        });";
    let page = watched(&site, &waits, script);
    page.go(WALL);
    wait_for_documents(&page, 4);
    let ages = page.eval("return JSON.parse(sessionStorage.ages)");
    let ages: Vec<f64> = ages.as_array().unwrap().iter().map(|age| age.as_f64().unwrap()).collect();
    assert!(ages[1] > 1000.0 && ages[2] > 3000.0, "{ages:?}");

    let panics = || page.eval("return sessionStorage['gridlight-panics'] ?? ''");
    page.wait("the fourth panic is counted", || panics() == "4");
    page.eval("sessionStorage.healed = 'yes'; location.reload()");
    page.wait("a page that has lived long enough forgets them", || panics() == "0");
    assert!(page.eval("return performance.now()").as_f64().unwrap() > 10_000.0);
    assert_eq!(documents(&page), 5);
}

#[test]
fn the_program_may_ask_to_begin_anew() {
    let site = Site::demo();
    let page = watched(&site, &quick(), "");
    page.go(WALL);
    page.wait_for_board();
    say(&page, "reload");
    wait_for_documents(&page, 2);
    page.wait_for_board();
    assert_eq!(page.hook("data-reload"), "");
}

#[test]
fn silence_reloads_the_wall_and_a_beat_keeps_it() {
    let site = Site::demo();
    let waits = json!({"tick": 100, "retry": 50, "start": 4000, "silence": 1000});
    let beats = "
        let beat = 0;
        window.beating = setInterval(() => {
            if (document.documentElement) document.documentElement.dataset.beat = ++beat;
        }, 50);";
    let page = watched(&site, &waits, &format!("if (sessionStorage.documents < 2) {{ {beats} }}"));
    page.go(WALL);
    page.wait_for_board();
    wait_for_age(&page, 6000.0);
    assert_eq!(documents(&page), 1, "the program lives");
    page.eval("clearInterval(window.beating)");
    wait_for_documents(&page, 2);

    // The second document has never had a beat: it gets the longer time of a start.
    wait_for_documents(&page, 3);
    page.eval(
        "window.beating = setInterval(() => {
        document.documentElement.dataset.beat = performance.now();
    }, 50)",
    );
    wait_for_age(&page, 6000.0);
    assert_eq!(documents(&page), 3, "the program lives again");
}

#[test]
fn a_page_that_nobody_can_see_is_not_silent() {
    let site = Site::demo();
    // The program gives its sign of life too seldom for so short a wait.
    let waits = json!({"tick": 50, "retry": 50, "start": 1000, "silence": 1000});
    let hidden = "
        let state = 'hidden';
        Object.defineProperty(document, 'visibilityState', { get: () => state });
        window.show = () => { state = 'visible'; };";
    let page = watched(&site, &waits, hidden);
    page.go(WALL);
    page.wait_for_board();
    wait_for_age(&page, 4000.0);
    assert_eq!(documents(&page), 1, "hidden");
    page.eval("window.show()");
    wait_for_documents(&page, 2);
}

#[test]
fn a_new_build_is_picked_up() {
    let page_now = built();
    let at = page_now.find("early-").unwrap();
    let old = &page_now[at..at + "early-0123456789abcdef.js".len()];
    let new = "early-0123456789abcdef.js";
    let script = fs::read_to_string(dist().join(old)).unwrap();
    let site = Plan::new().file("index.html", &page_now).file(new, &script).serve();
    let page = watched(&site, &json!({"tick": 50, "build": 100}), "");
    page.go(WALL);
    page.wait_for_board();
    wait_for_asks(&page);
    assert_eq!(documents(&page), 1, "the same build");

    // Another page may hold names that look like a build's.
    site.write("index.html", &LOGIN.replace("<form>", &format!("<script src={new}></script>")));
    wait_for_asks(&page);
    assert_eq!(documents(&page), 1, "not our page");

    site.write("index.html", &page_now.replace(old, new));
    wait_for_documents(&page, 2);
    page.wait_for_board();
    assert_eq!(page.attributes("script[src*=early]", "src"), [format!("./{new}")]);
    wait_for_asks(&page);
    assert_eq!(documents(&page), 2, "the new build is the one that runs");
}

#[test]
fn a_desk_is_never_reloaded() {
    let site = Site::demo();
    let waits = json!({"tick": 50, "build": 100, "start": 500, "silence": 500, "panic1": 50});
    let page = watched(&site, &waits, "");
    page.go("?face=desk");
    page.wait_for_board();
    site.server.forget_requests();
    say(&page, "panicked");
    say(&page, "reload");
    wait_for_age(&page, 5000.0);
    assert_eq!((asks(&site), documents(&page)), (0, 1));
    // It is the face that has kept it.
    page.eval("history.replaceState(null, '', '?face=wall')");
    wait_for_documents(&page, 2);
}

#[test]
fn a_wall_is_kept_awake_while_it_is_seen() {
    let site = Site::demo();
    let locks = "
        window.locks = [];
        Object.defineProperty(navigator, 'wakeLock', { value: { request: async kind => {
            const lock = { kind, released: false, release() { this.released = true; } };
            window.locks.push(lock);
            return lock;
        } } });";
    let page = watched(&site, &json!({"tick": 50}), locks);
    let asked = || page.eval("return window.locks.map(lock => lock.kind)");
    page.go("?face=desk");
    page.wait_for_board();
    wait_for_age(&page, 1000.0);
    assert_eq!(asked(), json!([]), "a desk may sleep");
    page.go(WALL);
    page.wait_for_board();
    page.wait("the screen is kept awake", || asked() == json!(["screen"]));
    wait_for_age(&page, 1000.0);
    assert_eq!(asked(), json!(["screen"]), "once");
    // So does a browser when the page is hidden.
    page.eval("window.locks[0].release()");
    page.wait("it is kept awake again", || asked() == json!(["screen", "screen"]));
    page.eval("history.replaceState(null, '', '?face=desk')");
    page.wait("a desk lets it sleep", || page.eval("return window.locks[1].released") == true);
}
