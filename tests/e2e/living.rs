//! Somebody watches: time goes on, deadlines pass, matters come and go.

use std::{collections::BTreeSet, fs, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::{
    find::{CELLS, Cell, Page, palette},
    server::{PREFIX, Plan, Site, collection, dist, folder},
};

/// Notes each cell that is restyled from now on, changed or not; a map that moves draws shapes anew and restyles none.
const WATCH: &str = "
    const cells = [...document.querySelectorAll(arguments[0])];
    window.touched = new Set();
    window.watch?.disconnect();
    window.watch = new MutationObserver(records => records.forEach(({ target }) => {
        if (cells.includes(target)) window.touched.add(cells.indexOf(target));
    }));
    const attributeFilter = ['fill', 'fill-opacity', 'stroke', 'class'];
    const pane = document.querySelector('.leaflet-overlay-pane');
    window.watch.observe(pane, { subtree: true, attributes: true, attributeFilter });";

fn touched(page: &Page) -> BTreeSet<usize> {
    serde_json::from_value(page.eval("return [...window.touched]")).unwrap()
}

fn changed(before: &[Cell], after: &[Cell]) -> BTreeSet<usize> {
    (0..before.len()).filter(|at| before[*at] != after[*at]).collect()
}

#[test]
fn the_demo_lives_without_asking_anybody() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    page.wait("the demo's life begins", || {
        site.server.requests().iter().any(|seen| seen.path.ends_with("/life.json"))
    });
    page.wait("something happens", || page.count(".live li:not([hidden])") > 0);
    page.run_at("600×");
    site.take_requests();
    page.take_requested();
    page.expect_words(".clock time", &["9月18日", "周五"]);
    let (time, figures) = (page.text(".clock time"), page.figures());
    let red_cells = page.cells_filled(page.red());
    page.wait("the clock moves", || page.text(".clock time") != time);
    page.wait("matters come and go", || page.figures().open != figures.open);

    // At midnight the matters due on the 18th turn red, with no message from anybody.
    let midnight = Duration::from_secs(90);
    page.wait_longer_for("it is Saturday", midnight, || {
        page.text(".clock time").contains("9月19日").then_some(())
    });
    page.pause();
    let night = page.figures();
    assert!(night.red > figures.red, "{figures:?}, then {night:?}");
    assert_eq!(night.due_today, 0, "nothing falls due on a Saturday");
    let news: Vec<_> = page.cells_filled(page.red()).difference(&red_cells).copied().collect();
    assert!(!news.is_empty(), "cells have turned red");
    page.expect_lights_to_add_up();
    assert_eq!(site.take_requests(), Vec::<String>::new());
    assert_eq!(page.take_requested(), Vec::<String>::new());
}

/// A demo that stands still must not look as if it lived, nor stay so once what it lacked is there.
#[test]
fn a_demo_whose_life_does_not_come_says_so_and_begins_when_it_does() {
    for file in ["demo/life.json", "demo/workload.json"] {
        let good = fs::read_to_string(dist().join(file)).unwrap();
        let site = Plan::new().file(file, "<!doctype html><title>503</title>").serve();
        let page = Page::open(&site, "?lang=en");
        page.expect_notice(&[file]);
        let time = page.text(".clock time");
        assert_eq!(page.count(".live li:not([hidden])"), 0, "{file}");
        site.write(&file.replace('/', "-"), &good);
        page.wait_longer_for("it lives", Duration::from_secs(60), || {
            (page.count(".live li:not([hidden])") > 0).then_some(())
        });
        page.wait("its clock moves", || page.text(".clock time") != time);
        assert_eq!(page.count(".notices .notice"), 0, "{file}: {}", page.text(".notices"));
    }
}

#[test]
fn life_touches_only_the_cells_it_happens_in() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    page.wait("something happens", || page.count(".live li:not([hidden])") > 0);
    page.pause();
    let (before, figures) = (page.cells(), page.figures());
    page.browser.run(WATCH, &[CELLS.into()]);
    page.run_at("60×");
    page.wait("some matters come or go", || page.figures().open.abs_diff(figures.open) >= 2);
    page.pause();
    let (touched, changed) = (touched(&page), changed(&before, &page.cells()));
    assert!(changed.is_subset(&touched), "{changed:?} look different, {touched:?} were touched");
    assert!(!touched.is_empty() && touched.len() < 60, "{} of 1333 were touched", touched.len());
}

/// A matter in a grid, with a deadline that the backend states.
fn matter(id: &str, grid: &str, due_at: DateTime<Utc>) -> Value {
    // Before now, however far off the deadline is: a fact of the future would be suspected.
    let long_ago = due_at - TimeDelta::days(40);
    let properties = json!({
        "title": format!("事项 {id}"), "domain": "livelihood", "status": "handling", "grid_id": grid,
        "reported_at": long_ago.to_rfc3339(), "dispatched_at": long_ago.to_rfc3339(),
        "due_at": due_at.to_rfc3339(), "updated_at": long_ago.to_rfc3339(),
    });
    json!({"type": "Feature", "id": id, "geometry": null, "properties": properties})
}

const GRIDS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

fn now(page: &Page) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(page.eval("return Date.now()").as_i64().unwrap()).unwrap()
}

#[test]
fn a_cell_turns_red_at_its_minute_with_no_message() {
    let site: Site = folder(Plan::new(), &GRIDS, &[], 3600).serve();
    let page = Page::at_desk(&site);
    let now = now(&page);
    let month = TimeDelta::days(30);
    let far = GRIDS.map(|grid| matter(&format!("far-{grid}"), grid, now + month));
    let soon = matter("soon", "c", now + TimeDelta::seconds(6));
    site.write("small-open-cases.json", &collection(&[&far[..], &[soon]].concat()));
    page.go("");
    page.wait_for_board();
    assert_eq!(page.figure("red"), 0, "too slow to see it turn red");
    assert_eq!(page.cells_filled(page.red()), BTreeSet::new());
    site.take_requests();
    page.browser.run(WATCH, &[CELLS.into()]);
    let before = page.cells();
    page.wait("the cell turns red", || page.cells_filled(page.red()) == BTreeSet::from([2]));
    assert_eq!(touched(&page), BTreeSet::from([2]));
    assert_eq!(changed(&before, &page.cells()), BTreeSet::from([2]));
    page.expect_words("[data-case-id=soon] .row-light", &["红灯"]);
    assert_eq!(page.attributes("[data-case-id=soon]", "data-light"), ["red"]);
    assert_eq!((page.figure("red"), page.figure("open")), (1, 7));
    page.expect_lights_to_add_up();
    assert_eq!(site.take_requests(), Vec::<String>::new());
}

#[test]
fn a_poll_brings_one_change_and_restyles_one_cell() {
    let site: Site = folder(Plan::new(), &GRIDS, &[], 5).serve();
    let page = Page::at_desk(&site);
    let now = now(&page);
    let far = now + TimeDelta::days(30);
    let mut cases = GRIDS.map(|grid| matter(&format!("one-{grid}"), grid, far));
    site.write("small-open-cases.json", &collection(&cases));
    page.go("");
    page.wait_for_board();
    page.browser.run(WATCH, &[CELLS.into()]);
    let before = page.cells();
    let red = page.red();

    let path = format!("{}small/open-cases.json", PREFIX);
    let polls = || site.server.requests().iter().filter(|seen| seen.path == path).count();
    page.wait("an unchanged answer comes", || polls() >= 2);
    assert_eq!(touched(&page), BTreeSet::new(), "nothing changed, nothing is drawn");

    cases[3] = matter("one-d", "d", now - TimeDelta::days(1));
    site.write("small-open-cases.json", &collection(&cases));
    page.wait("the change is shown", || page.figure("red") == 1);
    page.wait("on the map too", || page.cells_filled(red) == BTreeSet::from([3]));
    assert_eq!(touched(&page), BTreeSet::from([3]));
    assert_eq!(changed(&before, &page.cells()), BTreeSet::from([3]));

    // A server that fails takes nothing away.
    page.tolerate("small/open-cases.json");
    site.server.fail("small/open-cases.json", Some(500));
    page.expect_words(".notices", &["small/open-cases.json", "500"]);
    assert_eq!(page.hook("data-board"), "ready");
    assert_eq!((page.figure("open"), page.figure("red")), (6, 1));
    assert_eq!(page.count(CELLS), 6);
    assert_eq!(touched(&page), BTreeSet::from([3]));

    // When it is back, the notice goes; and what is gone from the file is gone from the board.
    site.write("small-open-cases.json", &collection(&cases[..5]));
    site.server.fail("small/open-cases.json", None);
    page.wait("a matter is gone", || page.figure("open") == 5);
    page.wait("its cell is empty", || page.cells()[5].fill == palette("dark").land);
    assert_eq!(touched(&page), BTreeSet::from([3, 5]));
    assert_eq!(page.notices(), "");
}
