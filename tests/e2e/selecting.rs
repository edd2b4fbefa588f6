//! Somebody goes into the district by pointer or keyboard, and comes out again.

use std::fs;

use serde_json::Value;

use crate::{
    driver::Key,
    find::{Page, text},
    server::{Site, dist},
};

/// The ids of the demo's grids, in the order of the cells.
pub(crate) fn grid_ids() -> Vec<String> {
    let file = fs::read_to_string(dist().join("demo/grids.json")).unwrap();
    let grids: Value = serde_json::from_str(&file).unwrap();
    grids["features"].as_array().unwrap().iter().map(|grid| text(&grid["id"])).collect()
}

/// A grid in the country, large enough to be hit.
pub(crate) const RURAL: usize = 1200;

#[test]
fn a_click_selects_a_grid() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    page.pause();
    let id = &grid_ids()[RURAL];
    page.click_cell(RURAL);
    page.expect_scope(&format!("grid:{id}"));
    assert_eq!(page.parameter("grid").as_ref(), Some(id));
    page.expect_lights_to_add_up();
    // The way down stands above: district, town, zone, grid.
    assert_eq!(page.count(".path li"), 4);
}

#[test]
fn the_keyboard_does_what_the_pointer_does() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    page.pause();
    page.tab_to_map();
    page.keys(&[Key::Down]);
    page.wait("the first cell has a card", || page.count(".cell-card") == 1);
    let first = page.text(".cell-card");
    for key in [Key::Down, Key::Left, Key::Down, Key::Left] {
        page.keys(&[key]);
    }
    page.wait("the keyboard has moved on", || page.text(".cell-card") != first);
    page.keys(&[Key::Enter]);
    page.wait("a grid is selected", || page.scope().starts_with("grid:"));
    let scope = page.scope();
    let id = scope.strip_prefix("grid:").unwrap();
    assert_eq!(page.parameter("grid").as_deref(), Some(id));
    assert_eq!(
        page.eval("return document.activeElement.className")
            .as_str()
            .map(|class| class.contains("map-surface")),
        Some(true),
        "the map keeps the focus"
    );

    page.keys(&[Key::Escape]);
    page.wait("Escape leads to the zone", || page.scope().starts_with("zone:"));
    let zone = page.scope();
    page.keys(&[Key::Escape]);
    page.wait("Escape leads to the town", || page.scope().starts_with("town:"));
    page.keys(&[Key::Escape]);
    page.expect_scope("district");
    page.keys(&[Key::Escape]);
    page.expect_scope("district");

    page.browser.back();
    page.wait("back leads to the town", || page.scope().starts_with("town:"));
    page.browser.back();
    page.expect_scope(&zone);
    page.browser.back();
    page.expect_scope(&scope);
    page.browser.forward();
    page.expect_scope(&zone);
    assert_eq!(page.parameter("zone").as_deref(), zone.strip_prefix("zone:"));
}

#[test]
fn pointer_and_keyboard_show_the_same_card() {
    let site = Site::demo();
    let page = Page::open(&site, &format!("?grid={}", grid_ids()[RURAL]));
    page.pause();
    page.tab_to_map();
    // The keyboard begins at what is selected.
    page.keys(&[Key::Down]);
    page.wait("the keyboard shows a card", || page.count(".cell-card") == 1);
    let by_keyboard = page.text(".cell-card");
    let name = page.text(".cell-card-name");
    assert_eq!(name.split(" · ").count(), 3, "town, zone and grid: {name}");
    page.expect_words("[aria-live=polite]", &[&name]);

    page.keys(&[Key::Tab]);
    page.wait("the card goes with the focus", || page.count(".cell-card") == 0);
    page.point_at_cell(RURAL);
    page.wait("the pointer shows a card", || page.count(".cell-card") == 1);
    assert_eq!(page.text(".cell-card"), by_keyboard);
    page.point_away();
    page.wait("the card goes with the pointer", || page.count(".cell-card") == 0);
}

#[test]
fn a_matter_opens_from_the_list_and_closes_again() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    page.pause();
    let first = page.attributes(".case-row", "data-case-id")[0].clone();
    let due_at = page.attributes(".case-row", "data-due-at")[0].clone();
    page.click(".case-row .case-title");
    page.wait("its panel opens", || {
        page.attributes(".case-panel [data-case-id]", "data-case-id") == [first.clone()]
    });
    assert_eq!(page.attributes(".case-panel [data-due-at]", "data-due-at"), [due_at]);
    assert_eq!(page.parameter("case"), Some(first));
    page.click(".case-panel .close");
    page.wait("it closes", || page.count(".case-panel") == 0);
    assert_eq!(page.parameter("case"), None);
}
