//! A server misbehaves: the page says what is wrong, uses nothing it cannot trust, and keeps what was good.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    backend::{
        Backend, Cors, Fault, Options,
        district::{GRIDS, district, normal_case},
        rows,
    },
    connected::{DISTRICT, connect},
    find::{CELLS, Figures, Page},
};

fn start() -> Backend {
    Backend::start(Options::default(), district())
}

/// The district with these many more normal matters.
fn with_normal(more: i64) -> Figures {
    Figures { open: DISTRICT.open + more, normal: DISTRICT.normal + more, ..DISTRICT }
}

#[test]
fn a_server_of_another_origin_is_a_board() {
    let backend = start();
    let site = connect(&backend, json!({"poll_seconds": 3600}));
    let page = Page::open(&site, "");
    page.expect_figures("a good server", DISTRICT);
    page.expect_lights_to_add_up();
    assert_eq!(page.count(CELLS), GRIDS);
    assert_eq!((page.figure("towns"), page.figure("zones"), page.figure("grids")), (2, 3, 12));
    assert_eq!((page.figure("defects"), page.notices()), (0, String::new()));
    page.expect_words(".clock time", &["9月18日", "17:0"]);
    assert_eq!(page.hook("data-feed"), "fresh");
    for seen in backend.requests() {
        let accept = seen.headers.get("accept").map(String::as_str);
        let is_items = seen.path.contains("/items");
        let expected = if is_items {
            "application/geo+json, application/json;q=0.9"
        } else if seen.path.ends_with("/stream") {
            "text/event-stream"
        } else {
            "application/json"
        };
        assert_eq!(accept, Some(expected), "{}", seen.path);
        assert!(!seen.path.contains("f="), "{}", seen.path);
        assert_eq!(seen.status, if seen.path.contains("no-such") { seen.status } else { 200 });
    }
}

/// What the board needs does not come at the start: a message with the address and the reason, and a second try.
#[test]
fn what_never_came_is_named_and_can_be_tried_again() {
    let backend = start();
    let site = connect(&backend, json!({"max_bytes": 5_000_000, "poll_seconds": 3600}));
    let page = Page::at_desk(&site);
    page.tolerate_failures_of(&backend);
    let check = |place: &str, fault: Fault, words: &[&str]| {
        backend.fault(place, fault.clone());
        page.go("?lang=en");
        page.wait(&format!("{place}, {fault:?}: the board fails"), || {
            page.hook("data-board") == "failed"
        });
        assert_eq!(page.hook("data-feed"), "lost");
        let address = backend.at(match place {
            "landing" | "*" => "",
            "collections" => "collections",
            _ => "collections/",
        });
        page.expect_words(".failed", &[&[address.as_str()], words].concat());
        backend.mend(place);
        page.press_button("Try again");
        page.wait_for_board();
        page.expect_figures(&format!("{place} without {fault:?}"), DISTRICT);
    };
    let no_answer = "no answer";
    check("landing", Fault::Closed, &[no_answer]);
    check("landing", Fault::HtmlPage, &["web page"]);
    check("collections", Fault::Status(503), &["503"]);
    check("grids", Fault::HtmlError, &["grids/items", "500"]);
    check("grids", Fault::Truncated, &["grids/items"]);
    check("grids", Fault::CutOff, &["grids/items", no_answer]);
    check("open-cases", Fault::HtmlPage, &["open-cases/items", "web page"]);
    check("open-cases", Fault::BareError, &["open-cases/items", no_answer]);
    check("open-cases", Fault::TooMany(1), &["open-cases/items", "429"]);
    check("open-cases", Fault::Status(404), &["open-cases/items", "404"]);
    check("open-cases", Fault::Status(403), &["open-cases/items", "403"]);
    check("open-cases", Fault::Huge(200_000_000), &["open-cases/items", "5 MB"]);
    check("*", Fault::Status(401), &["401", "sign-in"]);
}

/// What the board can do without is missing, and said.
#[test]
fn towns_that_do_not_come_leave_a_board_without_towns() {
    let backend = start();
    let site = connect(&backend, json!({"poll_seconds": 3600}));
    let page = Page::at_desk(&site);
    page.tolerate_failures_of(&backend);
    for (fault, words) in [(Fault::Status(500), "500"), (Fault::HtmlPage, "web page")] {
        backend.fault("towns", fault);
        page.go("?lang=en");
        page.wait_for_board();
        page.expect_notice(&["towns/items", words]);
        page.expect_figures("without towns", DISTRICT);
        assert_eq!((page.count(CELLS), page.figure("towns")), (GRIDS, 0));
        backend.mend("towns");
    }
}

/// Rows are wrong: each is counted, and what is right is shown.
#[test]
fn wrong_rows_are_counted_and_the_right_ones_shown() {
    let check = |place: &str, fault: Fault, defects: i64, cells: usize, words: &[&str]| {
        let backend = start();
        backend.fault(place, fault.clone());
        let site = connect(&backend, json!({"poll_seconds": 3600}));
        let page = Page::open_in_english(&site);
        page.expect_figures(&format!("{fault:?}"), DISTRICT);
        page.expect_lights_to_add_up();
        assert_eq!(page.figure("defects"), defects, "{place}, {fault:?}");
        assert_eq!(page.count(CELLS), cells, "{place}, {fault:?}");
        page.expect_notice(words);
        page.click(".defects summary");
        page.wait("the reasons are listed", || (page.count(".defects li") > 0) == (defects > 0));
    };
    check("open-cases", Fault::BrokenRows(10_000), 10_000, GRIDS, &[]);
    check("open-cases", Fault::DoubledRows, 30, GRIDS, &[]);
    check("grids", Fault::DoubledRows, 12, GRIDS, &[]);
    check("grids", Fault::SwappedCoordinates, 12, 0, &[]);
}

/// Pages lead astray: the reading ends, with all the rows that could be had, and the reader knows if some may be missing.
#[test]
fn pages_that_lead_astray_come_to_an_end() {
    let check = |faults: &[Fault], open: i64, words: &[&str]| {
        let backend = start();
        faults.iter().for_each(|fault| backend.fault("open-cases", fault.clone()));
        let site = connect(&backend, json!({"page_size": 10, "poll_seconds": 3600}));
        let page = Page::at_desk(&site);
        page.tolerate_failures_of(&backend);
        page.go("?lang=en");
        page.wait_for_board();
        assert_eq!(page.figure("open"), open, "{faults:?}");
        page.expect_lights_to_add_up();
        assert_eq!(page.notices().is_empty(), words.is_empty(), "{faults:?}: {}", page.notices());
        page.expect_notice(words);
        let elsewhere = page.take_requested();
        assert!(!elsewhere.iter().any(|url| url.contains("inside.example")), "{elsewhere:?}");
    };
    check(&[], 30, &[]);
    check(&[Fault::WrongCount], 30, &[]);
    check(&[Fault::NextElsewhere("http://inside.example:8080".to_owned())], 30, &[]);
    check(&[Fault::NoNext], 30, &[]);
    check(&[Fault::LimitAbove(5)], 30, &[]);
    check(&[Fault::EndlessEmpty], 30, &[]);
    check(&[Fault::RefusedParameters], 30, &[]);
    check(&[Fault::OffsetIgnored], 30, &[]);
    check(&[Fault::SamePage], 10, &["missing"]);
    check(&[Fault::EndlessSame], 10, &["missing"]);
    check(&[Fault::NoNext, Fault::OffsetIgnored], 10, &["10 rows", "more may follow"]);
    // Synthetic matters without end are read up to a number, which is said.
    check(&[Fault::EndlessNew], 10_000, &["do not end", "10000"]);
}

/// A server that was good goes wrong: the board stays, the notice says why, and goes when the server is back.
fn check_later(faults: &[(Fault, &str)]) {
    let options = Options { stream: false, ..Options::default() };
    let backend = Backend::start(options, district());
    let site = connect(&backend, json!({"max_bytes": 5_000_000, "timeout_seconds": 5}));
    let page = Page::open_in_english(&site);
    page.tolerate_failures_of(&backend);
    page.expect_figures("before", DISTRICT);
    for ((fault, words), more) in faults.iter().zip(1..) {
        backend.fault("*", fault.clone());
        // What happens meanwhile is there when the server is back.
        backend.put_cases(&[normal_case(&format!("M{more}"), "G05", "16:59:00")]);
        page.expect_notice(&[words]);
        assert_eq!(page.figures(), with_normal(more - 1), "{fault:?} takes nothing away");
        assert_eq!((page.count(CELLS), page.figure("defects")), (GRIDS, 0), "{fault:?}");
        let board = page.hook("data-board");
        assert!(["ready", "stale"].contains(&board.as_str()), "{fault:?}: {board}");
        backend.mend("*");
        page.expect_figures(&format!("after {fault:?}"), with_normal(more));
        page.wait("the notice goes", || page.notices().is_empty());
        page.expect_hook("data-feed", "fresh");
        assert_eq!(page.hook("data-board"), "ready");
    }
}

#[test]
fn errors_that_come_later_take_nothing_away() {
    check_later(&[
        (Fault::HtmlError, "500"),
        (Fault::BareError, "no answer"),
        (Fault::TooMany(2), "429"),
        (Fault::Status(401), "401"),
        (Fault::Status(403), "403"),
        (Fault::Status(422), "422"),
    ]);
}

#[test]
fn broken_answers_that_come_later_take_nothing_away() {
    check_later(&[
        (Fault::HtmlPage, "web page"),
        (Fault::Truncated, "could not be read"),
        (Fault::CutOff, "no answer"),
        (Fault::Closed, "no answer"),
        (Fault::Huge(200_000_000), "5 MB"),
        (Fault::Drip(10, Duration::from_millis(100)), "5 seconds"),
    ]);
}

#[test]
fn a_long_outage_is_told_by_the_age_of_the_board() {
    let backend = start();
    let site = connect(&backend, json!({}));
    let page = Page::open_in_english(&site);
    page.tolerate_failures_of(&backend);
    backend.fault("*", Fault::Status(503));
    page.expect_hook("data-feed", "late");
    page.expect_hook("data-feed", "stale");
    assert_eq!(page.hook("data-board"), "stale");
    assert_eq!(page.figures(), DISTRICT);
    backend.mend("*");
    page.expect_hook("data-feed", "fresh");
    assert_eq!((page.hook("data-board"), page.notices()), ("ready".to_owned(), String::new()));
}

#[test]
fn a_server_that_asks_to_be_left_alone_is() {
    let backend = start();
    let site = connect(&backend, json!({}));
    let page = Page::open_in_english(&site);
    page.tolerate_failures_of(&backend);
    backend.fault("*", Fault::TooMany(4));
    page.expect_notice(&["429"]);
    backend.mend("*");
    page.wait("it is asked again", || {
        let seen = backend.requests();
        let refused = seen.iter().rposition(|seen| seen.status == 429).unwrap();
        seen.len() > refused + 1
    });
    let seen = backend.requests();
    let refused = seen.iter().rposition(|seen| seen.status == 429).unwrap();
    let pause = seen[refused + 1].at - seen[refused].at;
    assert!(pause.as_millis() >= 3_900, "{pause:?}");
}

/// Caches that were told to keep an answer for an hour are asked to look again.
#[test]
fn an_answer_that_caches_may_keep_is_asked_for_again() {
    let backend = start();
    backend.fault("*", Fault::KeptForAnHour);
    let site = connect(&backend, json!({}));
    let page = Page::open_in_english(&site);
    page.expect_figures("before", DISTRICT);
    page.wait("it is asked whether something changed", || {
        backend.requests().iter().any(|seen| seen.status == 304)
    });
    backend.put_cases(&[normal_case("M1", "G05", "16:59:00")]);
    page.expect_figures("after", with_normal(1));
}

/// Conditions are ignored and the answer is 200: the board never shows rows that were not asked for.
#[test]
fn ignored_conditions_are_found_out() {
    let backend = start();
    backend.fault("cases", Fault::IgnoredFilters);
    let site = connect(&backend, json!({}));
    let page = Page::open_in_english(&site);
    page.expect_figures("from the start", DISTRICT);
    backend.put_cases(&[normal_case("M1", "G05", "16:59:00")]);
    page.expect_figures("a change comes all the same", with_normal(1));

    // A server that did it until now.
    let backend = start();
    let site = connect(&backend, json!({}));
    let page = Page::open_in_english(&site);
    page.wait("changes are asked for", || asks_for_changes(&backend));
    assert_eq!(page.notices(), "");
    backend.fault("cases", Fault::IgnoredFilters);
    page.expect_notice(&["not the changes asked for"]);
    backend.put_cases(&[normal_case("M1", "G05", "16:59:00")]);
    page.expect_figures("all is read", with_normal(1));

    // After a break it proves itself again, and nothing is said against it any more.
    page.tolerate_failures_of(&backend);
    backend.fault("*", Fault::Status(503));
    page.expect_notice(&["503"]);
    backend.mend("cases");
    backend.mend("*");
    page.wait("the notices go", || page.notices().is_empty());
}

fn asks_for_changes(backend: &Backend) -> bool {
    let seen = backend.requests();
    // The tests of the ability ask for a few rows only.
    seen.iter()
        .any(|seen| seen.path.contains("filter=updated_at") && seen.path.contains("limit=1000"))
}

/// Bytes come slowly, but they come.
#[test]
fn a_slow_line_is_waited_for() {
    let backend = start();
    backend.fault("*", Fault::Drip(1000, Duration::from_millis(20)));
    let site = connect(&backend, json!({"poll_seconds": 3600}));
    let page = Page::open_in_english(&site);
    page.expect_figures("slowly", DISTRICT);
    assert_eq!((page.count(CELLS), page.notices()), (GRIDS, String::new()));
}

#[test]
fn local_times_written_as_utc_are_suspected() {
    let backend = start();
    backend.fault("*", Fault::TimesMislabelled);
    let site = connect(&backend, json!({}));
    let page = Page::open_in_english(&site);
    page.expect_notice(&["mislabelled"]);
    assert_eq!(page.figure("open"), DISTRICT.open);
    page.expect_lights_to_add_up();
}

#[test]
fn what_a_browser_may_not_see_is_said() {
    let start = |cors| {
        let options = Options { cors, ..Options::default() };
        Backend::start(options, district())
    };
    // Without `Date`, the newest fact is all that is known of the server's time.
    let backend = start(Cors::Unexposed);
    let site = connect(&backend, json!({"poll_seconds": 3600}));
    let page = Page::open_in_english(&site);
    assert_eq!((page.figure("open"), page.notices()), (DISTRICT.open, String::new()));
    page.expect_words("header", &["server time"]);

    let backend = start(Cors::Closed);
    let site = connect(&backend, json!({}));
    let page = Page::at_desk(&site);
    page.tolerate_failures_of(&backend);
    page.go("?lang=en");
    page.expect_hook("data-board", "failed");
    page.expect_words(".failed", &[&backend.landing(), "does not allow this page"]);
}

/// The server's own names, and values in its own words.
#[test]
fn other_names_are_mapped_by_the_config() {
    let mut cases: Vec<Value> = district().of("open-cases").unwrap();
    for case in &mut cases {
        let properties = case["properties"].as_object_mut().unwrap();
        if let Some(time) = properties.remove("dispatched_at") {
            properties.insert("assign_time".to_owned(), time);
            properties.insert("status".to_owned(), "已派单".into());
        }
    }
    let rows: rows::Rows = district().with("gov.open_cases", cases).renamed("grids", "gov.grids");
    let backend = Backend::start(Options::default(), rows);
    let collections = json!({
        "grids": {"id": "gov.grids"},
        "open-cases": {
            "id": "gov.open_cases",
            "properties": {"dispatched_at": "assign_time"},
            "values": {"status": {"已派单": "dispatched"}},
        },
    });
    let site = connect(&backend, json!({"collections": collections, "poll_seconds": 3600}));
    let page = Page::open_in_english(&site);
    page.expect_figures("mapped", DISTRICT);
    assert_eq!((page.figure("defects"), page.count(CELLS)), (0, GRIDS));
}
