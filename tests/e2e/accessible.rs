//! Somebody hears the page, or steers it by keys: axe-core finds nothing against WCAG or good practice on any face.

use std::{env, fs};

use serde_json::Value;

use crate::{
    act::Screen,
    driver::Key,
    find::{CELLS, Page},
    server::{Plan, Site},
};

/// What axe-core objects to, each rule with the first elements it is about.
fn objections(page: &Page) -> Vec<String> {
    let script =
        env::var_os("AXE_CORE").expect("AXE_CORE names axe.min.js; `cargo xtask test` sets it");
    page.eval(&fs::read_to_string(script).unwrap());
    let found = page.eval(
        "return axe.run().then(({ violations, passes }) => {
            if (passes.length < 10) throw new Error('axe-core looked at nothing');
            return violations.map(({ id, help, nodes }) =>
                `${id} (${help}) ×${nodes.length}: ${nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' | ')}`);
        })",
    );
    found.as_array().unwrap().iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect()
}

/// Nothing of the page as it stands may be objected to.
pub(crate) fn check(what: &str, page: &Page) {
    assert_eq!(objections(page), [""; 0], "{what}");
}

/// Every face in both languages and both sets of colours.
fn check_face(face: &str, screen: Screen) {
    let site = Site::demo();
    let page = Page::at_desk(&site);
    page.resize(screen);
    for lang in ["zh-CN", "en"] {
        for theme in ["dark", "light"] {
            let query = format!("?face={face}&lang={lang}&theme={theme}");
            page.go(&query);
            page.wait_for_board();
            page.wait("there are lists", || page.count(".case-row") > 0);
            check(&query, &page);
        }
    }
}

#[test]
fn the_desk() {
    check_face("desk", Screen(1440, 900));
}

#[test]
fn the_telephone() {
    check_face("desk", Screen(390, 844));
}

#[test]
fn the_wall() {
    check_face("wall", Screen(1920, 1080));
}

#[test]
fn the_scenes_of_the_wall() {
    let site = Site::demo();
    let page = Page::at_desk(&site);
    page.resize(Screen(1920, 1080));
    for (scene, lang) in [("due-calendar", "zh-CN"), ("ranking", "en"), ("workload", "zh-CN")] {
        page.go(&format!("?face=wall&scene={scene}&lang={lang}"));
        page.wait_for_board();
        page.wait("its charts are there", || page.count(".slot-right .chart") > 0);
        check(scene, &page);
    }
}

#[test]
fn a_zone_with_a_matter_and_its_card() {
    let site = Site::demo();
    let page = Page::open(&site, "?zone=Z001");
    page.pause();
    page.click(".case-row .case-title");
    page.wait("the matter is open", || page.count(".case-panel") == 1);
    page.point_at_cell(0);
    page.wait("the card is there", || page.count(".cell-card") == 1);
    page.click(".figure-rate summary");
    check("zone, matter, card, definition", &page);
    assert!(page.count(CELLS) > 0);
}

#[test]
fn whatever_a_desk_can_unfold() {
    let site = Site::demo();
    let page = Page::at_desk(&site);
    for (lang, theme) in [("zh-CN", "dark"), ("en", "light"), ("zh-CN", "light"), ("en", "dark")] {
        let look = format!("lang={lang}&theme={theme}");
        page.go(&format!("?town=T05&light=red&q=a&{look}"));
        page.wait_for_board();
        page.wait("the filters are there", || page.count(".facet-button") > 0);
        page.click(".facet-button");
        page.wait("options are there", || page.count(".options .option") > 0);
        check(&format!("options, no matter listed, {look}"), &page);
        page.click(".picker summary");
        check(&format!("the reader's own area, {look}"), &page);
        page.click(".take-away summary");
        check(&format!("what can be taken away, {look}"), &page);
        page.keys(&[Key::Letter('/'), Key::Letter('0'), Key::Letter('3')]);
        page.wait("suggestions are there", || page.count("#suggestions:not([hidden]) li") > 1);
        check(&format!("suggestions, {look}"), &page);
        page.go(&format!("?zone=Z001&list=closed&{look}"));
        page.wait_for_board();
        page.wait("closed matters are there", || page.count(".closed-rows li") > 0);
        check(&format!("closed matters, {look}"), &page);
    }
}

#[test]
fn a_page_with_defects_and_one_that_failed() {
    let site = Site::elsewhere();
    let page = Page::open(&site, "");
    page.click(".defects summary");
    check("defects", &page);

    let site = Plan::new().file("demo/grids.json", "no json").serve();
    let page = Page::at_desk(&site);
    page.go("");
    page.wait("the load has failed", || page.hook("data-board") == "failed");
    check("failed", &page);
}
