//! A server tells what happens: changes come at once, in order, once, and none is lost when the stream breaks.

use serde_json::{Value, json};

use crate::{
    accessible,
    backend::{
        Backend, Cors, Fault, Options, SignIn,
        district::{district, normal_case},
        rows::changed,
    },
    connected::{DISTRICT, connect},
    find::{Figures, Page},
    server::Site,
};

fn start(options: Options) -> Backend {
    Backend::start(options, district())
}

/// The district with these many more normal matters.
fn with_normal(more: i64) -> Figures {
    Figures { open: DISTRICT.open + more, normal: DISTRICT.normal + more, ..DISTRICT }
}

/// A page that hears the stream and asks for nothing itself.
fn listening<'a>(site: &'a Site, backend: &Backend) -> Page<'a> {
    let page = Page::open(site, "?lang=en&light=normal");
    page.wait("the stream is open", || backend.streams() == 1);
    page.expect_figures("before", DISTRICT);
    page
}

/// Whether a matter is in the list of the normal ones.
fn listed(page: &Page, id: &str) -> bool {
    page.count(&format!(".case-row[data-case-id={id}]")) > 0
}

fn touched(case: &Value, time: &str, status: &str) -> Value {
    changed(
        case,
        &[("updated_at", format!("2026-09-18T{time}+08:00").into()), ("status", status.into())],
    )
}

#[test]
fn a_row_that_changed_is_there_with_the_next_answer() {
    let backend = start(Options { stream: false, ..Options::default() });
    let site = connect(&backend, json!({}));
    let page = Page::open_in_english(&site);
    page.expect_figures("before", DISTRICT);
    let new = normal_case("M1", "G05", "16:58:00");
    backend.put_cases(std::slice::from_ref(&new));
    page.expect_figures("a new matter", with_normal(1));
    page.wait("in the list of happenings", || page.count(".live li:not([hidden])") == 1);
    backend.put_cases(&[touched(&new, "16:59:00", "closed")]);
    page.expect_figures("it is closed", DISTRICT);
    assert_eq!(page.notices(), "");
}

#[test]
fn events_apply_in_their_order_and_late_ones_not_at_all() {
    let backend = start(Options::default());
    let site = connect(&backend, json!({"poll_seconds": 3600}));
    let page = listening(&site, &backend);
    let new = normal_case("M1", "G05", "16:50:00");
    backend.tell("put", &new);
    page.expect_figures("a new matter", with_normal(1));
    // The second word of a matter is older than the first: it is not so any more. What follows proves it was heard.
    backend.tell("put", &touched(&new, "16:52:00", "closed"));
    backend.tell("put", &touched(&new, "16:51:00", "handling"));
    backend.tell("put", &normal_case("M2", "G06", "16:53:00"));
    page.expect_figures("closed it stays, and another is new", with_normal(1));
    page.wait("it is the other", || listed(&page, "M2") && !listed(&page, "M1"));
    backend.tell("delete", &normal_case("M2", "G06", "16:52:00"));
    backend.tell("put", &normal_case("M3", "G07", "16:53:00"));
    page.expect_figures("a late deletion deletes nothing", with_normal(2));
    backend.tell("delete", &normal_case("M2", "G06", "16:54:00"));
    page.expect_figures("a deletion in time does", with_normal(1));
    assert_eq!((page.figure("defects"), page.notices()), (0, String::new()));
}

#[test]
fn a_stream_that_broke_goes_on_where_it_was() {
    let backend = start(Options::default());
    let site = connect(&backend, json!({"poll_seconds": 3600}));
    let page = listening(&site, &backend);
    page.tolerate_failures_of(&backend);
    backend.tell("put", &normal_case("M1", "G05", "16:50:00"));
    page.expect_figures("one", with_normal(1));
    backend.fault("stream", Fault::Status(503));
    backend.drop_streams();
    page.wait("it tries to come back", || {
        backend.requests().iter().any(|seen| seen.path.ends_with("/stream") && seen.status == 503)
    });
    backend.tell("put", &normal_case("M2", "G05", "16:51:00"));
    backend.tell("delete", &normal_case("C020", "G08", "16:52:00"));
    backend.mend("stream");
    page.wait("it hears what was told meanwhile", || listed(&page, "M2") && !listed(&page, "C020"));
    assert_eq!(page.figures(), with_normal(1));
    let seen = backend.requests();
    let last =
        seen.iter().rfind(|seen| seen.path.ends_with("/stream") && seen.status == 200).unwrap();
    assert_eq!(last.headers.get("last-event-id").map(String::as_str), Some("1"));
    page.wait("the notice goes", || page.notices().is_empty());
}

#[test]
fn a_stream_that_cannot_resume_has_everything_read_again() {
    let backend = start(Options::default());
    let site = connect(&backend, json!({"poll_seconds": 3600}));
    let page = listening(&site, &backend);
    page.tolerate_failures_of(&backend);
    backend.tell("put", &normal_case("M1", "G05", "16:50:00"));
    page.expect_figures("one", with_normal(1));
    // Told to nobody and forgotten: only the collection itself still knows.
    backend.fault("stream", Fault::Status(503));
    backend.drop_streams();
    backend
        .put_cases(&[normal_case("M1", "G05", "16:50:00"), normal_case("M2", "G05", "16:51:00")]);
    backend.remove("open-cases", "C020");
    backend.forget_events();
    backend.mend("stream");
    page.wait("all is read again", || listed(&page, "M2") && !listed(&page, "C020"));
    assert_eq!(page.figures(), with_normal(1));
}

/// What the browser saw while it was kept busy, in milliseconds: the longest task, and the longest wait for a frame.
const WATCH: &str = "
    window.longest = { task: 0, frame: 0 };
    new PerformanceObserver(list => list.getEntries().forEach(({ duration }) => {
        window.longest.task = Math.max(window.longest.task, duration);
    })).observe({ type: 'longtask' });
    let last = performance.now();
    const frame = now => {
        window.longest.frame = Math.max(window.longest.frame, now - last);
        last = now;
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(now => { last = now; requestAnimationFrame(frame); });";

#[test]
fn ten_thousand_events_at_once_are_taken_in() {
    const MATTERS: usize = 200;
    let backend = start(Options::default());
    let site = connect(&backend, json!({"poll_seconds": 3600}));
    let page = listening(&site, &backend);
    page.eval(WATCH);
    // Each of 200 matters is told of 50 times; in the end every tenth of them is closed.
    let burst = (0..10_000).map(|n| {
        let (round, matter) = (n / MATTERS, n % MATTERS);
        let case =
            normal_case(&format!("B{matter}"), &format!("G{:02}", matter % 12 + 1), "16:00:00");
        let status = if round == 49 && matter.is_multiple_of(10) { "closed" } else { "handling" };
        touched(&case, &format!("16:{round:02}:30"), status)
    });
    let burst: Vec<Value> = burst.collect();
    let begun = std::time::Instant::now();
    backend.put_cases(&burst);
    page.expect_figures("all are taken in", with_normal(180));
    let took = begun.elapsed();
    page.expect_lights_to_add_up();
    assert_eq!(page.figure("defects"), 0);
    let longest = page.eval("return window.longest");
    eprintln!("10,000 events in {took:?}; longest task and frame in ms: {longest}");
}

#[test]
fn who_is_signed_in_by_a_cookie_sees_the_board() {
    let options =
        Options { cors: Cors::Credentials, sign_in: SignIn::Cookie, ..Options::default() };
    let backend = start(options);
    let site = connect(&backend, json!({"auth": "cookie"}));
    let page = Page::at_desk(&site);
    page.tolerate_failures_of(&backend);
    page.go("?lang=en");
    page.expect_hook("data-board", "failed");
    page.expect_words(".failed", &["401", "Sign in"]);
    accessible::check("a login elsewhere", &page);
    // The login is the backend's own page.
    page.browser.go_to(&backend.at("login"));
    page.go("?lang=en");
    page.wait_for_board();
    page.expect_figures("signed in", DISTRICT);

    backend.sign_all_out();
    page.expect_notice(&["401"]);
    assert_eq!(page.figures(), DISTRICT, "the board stays");
    accessible::check("a login elsewhere, later", &page);
}

#[test]
fn who_has_a_token_sees_the_board() {
    let backend = start(Options { sign_in: SignIn::Bearer, ..Options::default() });
    let site = connect(&backend, json!({"auth": "bearer"}));
    let page = Page::at_desk(&site);
    page.tolerate_failures_of(&backend);
    page.go("?lang=en");
    page.expect_hook("data-board", "failed");
    assert_eq!(backend.requests(), [], "without a token nobody is asked");
    accessible::check("a token is asked for", &page);
    page.picture("sign-in-at-start");
    let sign_in = |token: &str| {
        let body = "document.querySelector('.sign-in input').value = arguments[0]";
        page.browser.run(body, &[token.into()]);
        page.press_button("Sign in");
    };
    sign_in("wrong");
    page.wait("a wrong token is refused", || {
        backend.requests().iter().any(|seen| seen.status == 401 && seen.method == "GET")
    });
    page.expect_hook("data-board", "failed");
    sign_in(&backend.token());
    page.wait_for_board();
    page.expect_figures("signed in", DISTRICT);
    page.wait("the stream is open too", || backend.streams() == 1);

    // The token runs out: the board stays, and another token is asked for.
    backend.sign_all_out();
    page.expect_notice(&["401"]);
    assert_eq!((page.figures(), page.count(".sign-in input")), (DISTRICT, 1));
    accessible::check("a token is asked for again", &page);
    page.picture("sign-in-later");
    let kept = "return [localStorage.length, sessionStorage.length, document.cookie,
        JSON.stringify([...document.querySelectorAll('input')].map(input => input.value)), location.search].join()";
    assert_eq!(
        page.eval(kept),
        "0,0,,[\"\",\"\"],?scope=district&lang=en",
        "the token is kept nowhere"
    );
    backend.put_cases(&[normal_case("M1", "G05", "16:58:00")]);
    sign_in(&backend.token());
    page.expect_figures("signed in again", with_normal(1));
    page.wait("nothing is said any more", || {
        page.notices().is_empty() && page.count(".sign-in") == 0
    });
}
