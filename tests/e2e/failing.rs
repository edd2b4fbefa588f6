//! Something does not come, or makes no sense: the page says what and why, and offers to try again.

use crate::{
    find::{CELLS, Page},
    server::{Plan, Site},
};

#[test]
fn without_grids_there_is_a_message_and_a_second_try() {
    let site = Site::demo();
    site.server.fail("demo/grids.json", Some(503));
    let page = Page::at_desk(&site);
    page.tolerate("demo/grids.json");
    page.go("");
    page.wait("the board fails", || page.hook("data-board") == "failed");
    assert_eq!(page.hook("data-feed"), "lost");
    page.expect_words(".failed", &["/demo/grids.json", "503"]);
    // Not a blank page: the title and a way on are there.
    page.expect_words("h1", &["青岛西海岸新区"]);
    page.press_button("重试");
    page.wait("the second try fails too", || {
        page.hook("data-board") == "failed" && page.count(".failed button") == 1
    });
    site.server.fail("demo/grids.json", None);
    page.press_button("重试");
    page.wait_for_board();
    assert_eq!(page.count(CELLS), 1333);
    assert_eq!(page.notices(), "");
}

#[test]
fn each_required_document_is_named_when_it_fails() {
    let site = Site::demo();
    let page = Page::at_desk(&site);
    page.tolerate("Failed to load resource");
    let cases = [
        ("config.json", 404),
        ("demo/landing.json", 404),
        ("demo/collections.json", 500),
        ("demo/open-cases.json", 502),
    ];
    for (path, status) in cases {
        site.server.fail(path, Some(status));
        page.go("?lang=en");
        page.wait("the board fails", || page.hook("data-board") == "failed");
        page.expect_words(".failed", &[&site.address(path), &status.to_string()]);
        site.server.fail(path, None);
        page.press_button("Try again");
        page.wait_for_board();
    }
}

#[test]
fn documents_that_make_no_sense_are_named() {
    let good =
        r#"{"default_source": "demo", "sources": {"demo": {"landing": "demo/landing.json"}}}"#;
    let nowhere =
        r#"{"default_source": "x", "sources": {"demo": {"landing": "demo/landing.json"}}}"#;
    let cases = [
        ("config.json", r#"{"title": "#, vec!["config.json", "EOF"]),
        ("config.json", r#"{"sources": []}"#, vec!["config.json", "sources", "object"]),
        ("config.json", nowhere, vec!["“x”"]),
        ("demo/landing.json", "<!doctype html>", vec!["demo/landing.json", "a web page"]),
        ("demo/landing.json", "[", vec!["demo/landing.json", "line 1"]),
        ("demo/collections.json", r#"{"collections": []}"#, vec!["grids"]),
        (
            "demo/grids.json",
            r#"{"type": "FeatureCollection"}"#,
            vec!["demo/grids.json", "features"],
        ),
    ];
    for (path, text, words) in cases {
        let plan =
            if path == "config.json" { Plan::new() } else { Plan::new().file("config.json", good) };
        let site = plan.file(path, text).serve();
        let page = Page::at_desk(&site);
        page.go("?lang=en");
        page.wait("the board fails", || page.hook("data-board") == "failed");
        page.expect_words(".failed", &words);
        assert_eq!(page.count(".failed button"), 1);
    }
}

#[test]
fn a_board_can_do_without_workload() {
    let site = Site::demo();
    site.server.fail("demo/workload.json", Some(404));
    let page = Page::at_desk(&site);
    page.tolerate("demo/workload.json");
    page.go("");
    page.wait_for_board();
    page.pause();
    assert_eq!(page.count(CELLS), 1333);
    page.expect_lights_to_add_up();
    assert_eq!(page.text(".figure-rate .figure-value"), "–", "never 0, never 100 %");
    page.expect_words(".figure-sum", &["cohort_closed_on_time", "cohort_closed_late"]);
    page.expect_words(".notices", &["/demo/workload.json", "404"]);
}

#[test]
fn a_demo_without_its_life_is_a_board_that_says_so() {
    let site = Site::demo();
    site.server.fail("demo/life.json", Some(404));
    let page = Page::at_desk(&site);
    page.tolerate("demo/life.json");
    page.go("");
    page.wait_for_board();
    page.expect_words(".notices", &["/demo/life.json", "404"]);
    assert_eq!(page.count(CELLS), 1333);
}

#[test]
fn an_unknown_key_of_the_config_is_a_warning() {
    let config = r#"{"default_source": "demo", "colour": "blue",
        "sources": {"demo": {"landing": "demo/landing.json", "poll_secs": 60}}}"#;
    let site = Plan::new().file("config.json", config).serve();
    let page = Page::open(&site, "");
    page.expect_words(".notices", &["colour", "sources.demo.poll_secs"]);
    assert_eq!(page.hook("data-board"), "ready");
}
