//! The whole app in a real browser, without its bundle: it mounts, draws on real Leaflet, and leaves nothing behind.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

#[path = "browser/folder.rs"]
mod folder;
#[path = "browser/page.rs"]
mod page;

use folder::{GRIDS, serve_folder, serve_matters};
use gridlight::tokens::{DARK, LIGHT};
use page::{
    Mounted, click, close, count, disturb, expect_no_error, go_home, hook, pause, requests,
    restyled, serve, set_hook, wait_for, watch,
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The cells; border lines are paths too, but nobody can click them.
const CELLS: &str = ".leaflet-overlay-pane path.leaflet-interactive";

/// Two red in one grid, one due soon, two normal in another.
const MATTERS: [(usize, u32); 5] = [(0, 7), (0, 8), (5, 14), (11, 16), (11, 17)];

/// Mounts the app over the small folder, and waits until it has drawn the map.
async fn opened() -> Mounted {
    serve_folder(&MATTERS);
    let app = Mounted::new();
    wait_for("the board", || hook("data-board") == "ready").await;
    wait_for("the map", || {
        app.all(CELLS).len() == GRIDS && app.all(CELLS)[0].has_attribute("fill")
    })
    .await;
    // The map takes in the size of its element a frame later.
    pause(200).await;
    app
}

/// Unmounts the app, and holds it to its word: nothing is left, nobody listens, nobody asks.
fn leave(app: Mounted) {
    assert_eq!(app.unmount(), "", "left in the page");
    assert_eq!(count(".leaflet-pane, .leaflet-container, .marks"), 0, "left of the map");
    set_hook("data-board", "left");
    disturb();
    assert_eq!(hook("data-board"), "left", "somebody still listens");
    go_home();
    expect_no_error();
}

#[wasm_bindgen_test]
async fn without_a_config_the_page_says_what_failed_and_offers_to_try_again() {
    close();
    let app = Mounted::new();
    wait_for("the failure", || hook("data-board") == "failed").await;
    assert_eq!(hook("data-feed"), "lost");
    let said = app.text("[role=alert]");
    assert!(said.contains("/config.json") && said.contains("404"), "{said}");
    assert!(!app.text("h1").is_empty(), "the page is not blank");

    serve_folder(&MATTERS);
    app.press("[role=alert] button");
    wait_for("the board", || hook("data-board") == "ready").await;
    assert_eq!(app.figure("open"), Some(5));
    leave(app);
}

#[wasm_bindgen_test]
async fn a_folder_that_lacks_its_matters_is_named() {
    serve_folder(&MATTERS);
    serve("/folder/open-cases.json", "<!doctype html>");
    let app = Mounted::new();
    wait_for("the failure", || hook("data-board") == "failed").await;
    let said = app.text("[role=alert]");
    assert!(said.contains("/folder/open-cases.json"), "{said}");
    leave(app);
}

#[wasm_bindgen_test]
async fn the_board_is_drawn_once_and_a_changed_matter_restyles_one_cell() {
    let app = opened().await;
    let figures = ["open", "red", "due-soon", "normal", "unknown", "grids", "defects"];
    assert_eq!(figures.map(|name| app.figure(name)), [5, 2, 1, 2, 0, 12, 0].map(Some));
    assert_eq!(app.text("h1"), "三镇");
    let filled = |dark: &str, light: &str| {
        let is_filled = |fill: &String| fill == dark || fill == light;
        let fills = app.all(CELLS).into_iter().filter_map(|cell| cell.get_attribute("fill"));
        fills.filter(is_filled).count()
    };
    let red = || filled(DARK.red_cell, LIGHT.red_cell);
    assert_eq!(red(), 1, "two red matters in one grid are one red cell");
    assert_eq!(filled(DARK.amber_cell, LIGHT.amber_cell), 1);
    assert_eq!(filled(DARK.land, LIGHT.land), GRIDS - 3);

    // The page asks again by itself; the third matter's dispatch turns out to have been earlier.
    watch(".leaflet-overlay-pane");
    serve_matters(&[(0, 7), (0, 8), (5, 9), (11, 16), (11, 17)]);
    wait_for("the changed matter", || app.figure("red") == Some(3)).await;
    pause(100).await;
    assert_eq!((red(), restyled()), (2, 1.0), "red cells, and cells that were touched");
    leave(app);
}

#[wasm_bindgen_test]
async fn a_click_on_a_cell_looks_at_its_grid() {
    let app = opened().await;
    click(CELLS);
    wait_for("the grid", || app.all("[data-scope='grid:G0']").len() == 1).await;
    assert_eq!(app.figure("open"), Some(2));
    assert_eq!(leptos::prelude::window().location().search().unwrap(), "?town=T0&zone=Z0&grid=G0");
    leave(app);
}

#[wasm_bindgen_test]
async fn coming_and_going_ten_times_leaves_nothing() {
    for _ in 0..10 {
        let app = opened().await;
        leave(app);
    }
    // Before the data come, too: what is under way comes too late for nobody.
    for milliseconds in [0, 0, 1, 5, 20] {
        let app = Mounted::new();
        pause(milliseconds).await;
        leave(app);
    }
    pause(500).await;
    let asked = requests();
    // Longer than a poll, and than the longest sleep.
    pause(6_000).await;
    assert_eq!(requests(), asked, "somebody who has left still asks");
    assert_eq!(hook("data-board"), "left");
    expect_no_error();
}
