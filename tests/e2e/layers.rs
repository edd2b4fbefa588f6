//! Somebody lays workers, cameras, alerts and matters over the map: what is drawn is what is counted, and all of it can
//! be taken away again.

use std::fs;

use serde_json::Value;

use crate::{
    accessible,
    driver::Key,
    find::Page,
    server::{Plan, Site, dist, folder},
};

/// All layers.
const ALL: &str = "layers=cases,workers,cameras,alerts,base";
const NAMES: [&str; 5] = ["cases", "workers", "cameras", "alerts", "base"];

/// How many rows a collection of the demo has.
fn row_count(collection: &str) -> i64 {
    let file = fs::read_to_string(dist().join(format!("demo/{collection}.json"))).unwrap();
    let rows: Value = serde_json::from_str(&file).unwrap();
    rows["features"].as_array().unwrap().len().try_into().unwrap()
}

impl Page<'_> {
    /// How many points of a layer are drawn, one by one or in clusters.
    fn drawn(&self, layer: &str) -> i64 {
        let counts = self.attributes(&format!(".overlay [data-layer={layer}]"), "data-count");
        counts.iter().map(|count| count.parse::<i64>().unwrap()).sum()
    }

    /// How many of a layer the list counts; `None` while that is not known.
    fn count_listed(&self, layer: &str) -> Option<i64> {
        let found = self.attributes(&format!(".layer-part[data-layer={layer}]"), "data-all");
        found.first().map(|count| count.parse().unwrap())
    }

    fn wait_for_layers(&self) {
        for layer in ["workers", "cameras", "alerts"] {
            self.wait(&format!("{layer} are listed"), || self.count_listed(layer).is_some());
        }
        self.wait("the cameras are drawn", || self.drawn("cameras") > 0);
    }

    fn toggle(&self, layer: &str) {
        self.click(&format!(".layer-toggle[data-layer={layer}]"));
    }
}

#[test]
fn what_is_drawn_is_what_is_counted_and_what_the_source_has() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    page.pause();
    assert_eq!(page.count(".layer-parts, .overlay [data-count], .alert"), 0, "off by default");
    let asked = site.take_requests().join(" ");
    assert!(!asked.contains("workers.json") && !asked.contains("cameras.json"), "{asked}");

    page.click(".layer-opener");
    NAMES.iter().for_each(|layer| page.toggle(layer));
    page.wait_for_layers();
    for layer in ["workers", "cameras"] {
        let rows = row_count(layer);
        page.wait(&format!("all {rows} {layer} are drawn"), || page.drawn(layer) == rows);
        assert_eq!(page.count_listed(layer), Some(rows), "{layer}");
    }
    let cases = page.wait_for("matters are listed", || page.count_listed("cases"));
    page.wait("each matter with a place is drawn", || page.drawn("cases") == cases);
    assert_eq!(page.count_listed("alerts"), Some(row_count("alerts")));
    assert!(page.count(".alert") > 0, "alerts are on the map");
    assert!(page.count(".layer-part[data-layer=base] tbody tr") >= 22, "a row for each town");
    // The towns make up the district.
    let towns = page.texts(".layer-part[data-layer=workers] tbody td:nth-child(3)");
    let sum: i64 = towns.iter().map(|count| count.replace(',', "").parse::<i64>().unwrap()).sum();
    assert_eq!(sum, row_count("workers"));
    // However many points there are, what is drawn is bounded.
    let elements = page.count(".overlay *");
    assert!(elements < 4_000, "{elements} elements");
    page.picture("layers");

    let asked = site.take_requests();
    let times = asked.iter().filter(|path| path.contains("cameras.json")).count();
    assert_eq!(times, 1, "asked for once");
    NAMES.iter().for_each(|layer| page.toggle(layer));
    page.wait("nothing of them is left", || {
        page.count(".layer-parts, .overlay [data-count], .alert, .name-facts") == 0
    });
    page.toggle("cameras");
    page.wait("they are there again", || page.drawn("cameras") == row_count("cameras"));
    assert_eq!(site.take_requests(), [""; 0], "what is there is not asked for again");
}

#[test]
fn a_link_restores_its_layers() {
    let site = Site::demo();
    let page = Page::open(&site, "?layers=workers,cameras&zone=Z001&lang=en");
    page.wait("there are workers and cameras", || {
        page.drawn("workers") > 0 && page.drawn("cameras") > 0
    });
    let pressed = page.attributes(".layer-toggle[aria-pressed=true]", "data-layer");
    assert_eq!(pressed, ["workers", "cameras"]);
    let parts = page.attributes(".layer-part", "data-layer");
    assert_eq!(parts, ["workers", "cameras"]);
    let workers = page.count_listed("workers").unwrap();
    assert!(workers > 0 && workers < row_count("workers"), "{workers} of one zone");
    let words = page.text(".layer-part[data-layer=workers]");
    assert!(words.contains("On duty") && words.contains("Last seen"), "{words}");
    page.click(".layer-part[data-layer=workers] tbody .link");
    page.wait("a click on a row leads there", || page.scope().starts_with("grid:"));
    page.wait("each worker has a row", || {
        page.texts(".layer-part[data-layer=workers] tbody th").concat().contains("Worker 1")
    });
    page.browser.back();
    page.browser.back();
}

#[test]
fn the_keyboard_alone_lays_a_layer_over_the_map() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    page.pause();
    let is_on = |selector: &str| {
        page.eval(&format!("return document.activeElement?.matches('{selector}') ?? false")) == true
    };
    let tab_to = |selector: &str| {
        for _ in 0..200 {
            if is_on(selector) {
                return;
            }
            page.keys(&[Key::Tab]);
        }
        panic!("{selector} cannot be reached by the Tab key");
    };
    tab_to(".layer-opener");
    page.keys(&[Key::Enter]);
    tab_to(".layer-toggle[data-layer=workers]");
    page.keys(&[Key::Enter]);
    page.wait("workers are drawn", || page.drawn("workers") == row_count("workers"));
    assert_eq!(page.parameter("layers").as_deref(), Some("workers"));
    assert!(is_on(".layer-toggle[data-layer=workers]"), "the focus stays");
    page.keys(&[Key::Escape]);
    page.wait("the list is closed", || {
        page.attributes(".layer-opener", "aria-expanded") == ["false"]
    });
    assert!(is_on(".layer-opener"), "the focus is where it came from");
}

#[test]
fn a_source_without_them_says_so() {
    let site = folder(Plan::new(), &["a", "b"], &[], 5).serve();
    let page = Page::open(&site, "?layers=workers");
    page.expect_words(".layer-part[data-layer=workers]", &["数据源未提供"]);
    page.click(".layer-opener");
    let said = page.texts(".layer-toggle:disabled");
    assert_eq!(said.len(), 4, "all but the one that the link asks for: {said:?}");
    assert!(said.iter().all(|words| words.contains("数据源未提供")), "{said:?}");
    accessible::check("nothing to lay over", &page);
    page.toggle("workers");
    page.wait("it can be taken away", || page.count(".layer-parts") == 0);
    assert_eq!(page.parameter("layers"), None);
}

#[test]
fn a_layer_that_does_not_come_says_why_and_is_asked_for_again() {
    let workers = fs::read_to_string(dist().join("demo/workers.json")).unwrap();
    let site = Plan::new().file("demo/workers.json", "no json").serve();
    let page = Page::open(&site, "?layers=workers,alerts");
    page.expect_words(".layer-failed", &["网格员未能读取"]);
    page.wait("the other layer is there all the same", || page.count_listed("alerts").is_some());
    site.write("demo-workers.json", &workers);
    page.click(".layer-part[data-layer=workers] > button");
    page.wait("they are there", || page.count_listed("workers") == Some(row_count("workers")));
    assert_eq!(page.count(".layer-failed"), 0);
}

#[test]
fn axe_has_nothing_to_say_with_every_layer_on() {
    let site = Site::demo();
    let page = Page::at_desk(&site);
    for (face, lang, theme) in [
        ("desk", "zh-CN", "dark"),
        ("desk", "en", "light"),
        ("desk", "zh-CN", "light"),
        ("desk", "en", "dark"),
        ("wall", "zh-CN", "dark"),
        ("wall", "en", "light"),
    ] {
        let query = format!("?{ALL}&face={face}&lang={lang}&theme={theme}");
        page.go(&query);
        page.wait_for_board();
        page.wait_for_layers();
        if face == "desk" {
            page.click(".layer-opener");
        } else {
            let words = page.text(".layer-parts");
            let last_seen = if lang == "en" { "Last seen" } else { "最近定位" };
            assert!(!words.contains(last_seen), "no wall says when who was seen: {words}");
        }
        page.picture(&format!("layers-{face}-{lang}-{theme}"));
        accessible::check(&query, &page);
    }
}
