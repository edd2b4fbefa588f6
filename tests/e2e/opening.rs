//! Somebody opens the demo from a folder of a static host.

use std::collections::BTreeSet;

use crate::{
    find::{CELLS, Page},
    server::{PREFIX, Site},
};

#[test]
fn the_demo_opens_under_a_sub_path_and_asks_nobody_else() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    assert_eq!(page.hook("data-board"), "ready");
    assert_eq!(page.hook("data-feed"), "fresh");
    assert!(page.mark("gridlight:board-ready").is_some());
    page.wait("the demo's life begins", || {
        site.server.requests().iter().any(|seen| seen.path.ends_with("/life.json"))
    });

    let outside: Vec<String> = site.take_requests();
    let outside: Vec<_> = outside.iter().filter(|path| !path.starts_with(PREFIX)).collect();
    assert!(outside.is_empty(), "asked for outside of {PREFIX}: {outside:?}");
    let home = site.address("");
    let asked = page.take_requested();
    assert!(asked.len() > 10, "{asked:?}");
    let elsewhere: Vec<_> = asked.iter().filter(|url| !url.starts_with(&home)).collect();
    assert!(elsewhere.is_empty(), "asked for outside of {home}: {elsewhere:?}");
    let used = page.eval("return performance.getEntriesByType('resource').map(e => e.name)");
    let used: Vec<String> = serde_json::from_value(used).unwrap();
    let own = |url: &&String| url.starts_with(&home) || url.starts_with("data:");
    assert!(used.iter().all(|url| own(&url)), "{used:?}");
}

#[test]
fn each_file_is_asked_for_once_whoever_asks_first() {
    let check = |site: Site, query: &str, folder: &str, asked: usize| {
        let page = Page::open(&site, query);
        page.wait("the demo's life begins, if it is the demo", || {
            let seen = site.server.requests();
            folder != "demo" || seen.iter().any(|seen| seen.path.ends_with("/life.json"))
        });
        let paths = site.take_requests();
        let data = paths.iter().filter(|path| path.ends_with(".json"));
        let data: Vec<_> = data.filter_map(|path| path.strip_prefix(PREFIX)).collect();
        let distinct: BTreeSet<_> = data.iter().collect();
        assert_eq!((data.len(), distinct.len()), (asked, asked), "{query}: {data:?}");
        let is_own = |path: &&&str| **path == "config.json" || path.starts_with(folder);
        assert_eq!(data.iter().filter(is_own).count(), asked, "{query}: {data:?}");
        drop(page);
    };
    // The config, two documents, five collections, and in the demo the life that comes after the first picture.
    check(Site::demo(), "", "demo", 9);
    check(Site::elsewhere(), "?source=demo", "demo", 9);
    check(Site::elsewhere(), "", "elsewhere", 8);
}

#[test]
fn map_figures_legend_and_lists_say_the_same() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    page.pause();
    page.expect_scope("district");
    page.expect_lights_to_add_up();
    let figures = page.figures();
    assert!(figures.red >= 50 && figures.red <= 200, "{figures:?}");
    assert!(figures.open > 1500, "{figures:?}");
    for (name, number) in [("towns", 22), ("zones", 161), ("grids", 1333), ("defects", 0)] {
        assert_eq!(page.figure(name), number, "{name}");
    }
    assert_eq!(page.count(CELLS), 1333);

    let of_towns: i64 = page.texts(".area-open").iter().map(|n| n.parse::<i64>().unwrap()).sum();
    let unplaced: i64 = page.text(".unplaced").split(' ').next_back().unwrap().parse().unwrap_or(0);
    assert_eq!(page.count(".area"), 22);
    assert_eq!(of_towns + unplaced, figures.open);

    // The list of red matters names their grids; those and no others are red on the map.
    page.click(".figure-ruling");
    page.wait("the list shows red matters only", || {
        let lights = page.attributes(".case-row", "data-light");
        !lights.is_empty() && lights.iter().all(|light| light == "red")
    });
    let rows = page.read_table();
    assert_eq!(rows.len().to_string(), figures.red.to_string());
    let places: Vec<String> = rows.iter().map(|row| row.cells[2].clone()).collect();
    let grid = |place: &String| place.split(" · ").take(3).map(str::to_owned).collect::<Vec<_>>();
    let grids: BTreeSet<_> = places.iter().map(grid).collect();
    assert_eq!(page.cells_filled(page.red()).len(), grids.len());
}

#[test]
fn the_demo_says_that_its_data_are_synthetic() {
    let site = Site::demo();
    for (query, words) in [("", "全部数据为虚构"), ("?lang=en", "all data are synthetic")] {
        let page = Page::open(&site, query);
        page.expect_words(".synthetic summary", &[words]);
        let seen =
            "const box = document.querySelector('.synthetic summary').getBoundingClientRect();
            return box.height > 0 && box.bottom <= innerHeight";
        assert_eq!(page.eval(seen), true, "{query}: it is in sight");
    }
}
