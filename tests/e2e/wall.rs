//! Nobody touches the wall: it fills its room, goes from scene to scene, and never passes old data off as live.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::{
    act::Screen,
    backend::{Backend, Fault, Options, district::district},
    connected::DISTRICT,
    faces::wall_rules,
    find::{CELLS, Page, text},
    selecting::{RURAL, grid_ids},
    server::{Plan, Site, collection, folder},
};

/// The demo with this wall.
fn demo(wall: Value) -> Site {
    let config = include_str!("../../public/config.json");
    let mut config: Value = serde_json::from_str(config).unwrap();
    config["wall"] = wall;
    Plan::new().config(&config).serve()
}

/// Rows are made once, and those with nothing to show are hidden.
const ROWS: &str = ".case-row:not([hidden])";
const LIVE: &str = ".live li:not([hidden])";
const NEWS: &str = ".news li:not([hidden])";
const NOT_LIVE: &str = ".not-live:not([hidden])";

fn scene(page: &Page) -> String {
    page.hook("data-scene")
}

#[test]
fn every_scene_fills_every_room() {
    let site = Site::demo();
    let page = Page::at_desk(&site);
    let rooms = [
        ("1080p", Screen(1920, 1080)),
        ("4k", Screen(3840, 2160)),
        ("row", Screen(7680, 2160)),
        ("upright", Screen(1080, 1920)),
    ];
    let scenes =
        ["district", "town:T05", "domain:livelihood", "due-calendar", "ranking", "workload"];
    let mut faults = Vec::new();
    for (scene, lang) in scenes.iter().flat_map(|scene| [(scene, "zh-CN"), (scene, "en")]) {
        page.resize(rooms[0].1);
        page.go(&format!("?face=wall&scene={scene}&lang={lang}"));
        page.wait_for_board();
        assert_eq!(page.hook("data-scene"), *scene);
        page.wait("its panels are there", || {
            page.count(".slot-right :is(.case-row:not([hidden]), .chart-svg path, .heat-table tr:not([hidden]) td)")
                > 0
        });
        // In English the words are longer; the rooms are the same.
        for (room, screen) in if lang == "en" { &rooms[..1] } else { &rooms[..] } {
            page.resize(*screen);
            page.wait("the map has taken in its size", || {
                page.eval("return document.querySelector('.map-surface').clientWidth")
                    == page.eval("return document.querySelector('.map').clientWidth")
            });
            page.wait_for_frames();
            page.picture(&format!("wall-{}-{room}-{lang}", scene.replace(':', "-")));
            let found = wall_rules(&page, *screen);
            faults.extend(found.into_iter().map(|fault| format!("{scene} {room} {lang}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Elements whose own box is scaled by a style: below such a one a pointer lands elsewhere.
const SCALED: &str = "
    return [...document.querySelectorAll('body, body *:not(svg *)')].filter(element => {
        const style = getComputedStyle(element);
        const matrix = style.transform === 'none' ? new DOMMatrix() : new DOMMatrix(style.transform);
        const is_scaled = Math.abs(matrix.a - 1) > 1e-6 || Math.abs(matrix.d - 1) > 1e-6;
        return is_scaled || !['none', '1'].includes(style.scale) || !['normal', '1'].includes(style.zoom);
    }).map(element => element.outerHTML.slice(0, 80));";

#[test]
fn a_click_lands_where_it_points_in_every_room() {
    let site = Site::demo();
    let page = Page::at_desk(&site);
    for screen in [Screen(3840, 2160), Screen(7680, 2160), Screen(1080, 1920)] {
        page.resize(screen);
        page.go("?face=wall&scene=district");
        page.wait_for_board();
        page.wait("the panels are there", || page.count(ROWS) > 0);
        // As far as the picture wanders.
        page.eval(
            "const { style } = document.documentElement;
            style.setProperty('--drift-x', '24px');
            style.setProperty('--drift-y', '-24px');",
        );
        page.wait("it has wandered", || {
            page.eval("return getComputedStyle(document.body).translate") == "24px -24px"
        });
        assert_eq!(page.eval(SCALED), json!([]));
        page.click_cell(RURAL);
        page.expect_scope(&format!("grid:{}", grid_ids()[RURAL]));
    }
}

#[test]
fn it_goes_from_scene_to_scene_and_reloads_nothing() {
    let site = demo(json!({"scene_seconds": 1}));
    let page = Page::at_desk(&site);
    page.resize(Screen(1920, 1080));
    page.go("?face=wall");
    page.wait_for_board();
    page.wait("the demo's life begins", || page.count(LIVE) > 0);
    let first = "return document.querySelector(arguments[0]).dataset.mine = 'first'";
    page.browser.run(first, &[CELLS.into()]);
    site.take_requests();
    let mut seen = Vec::new();
    page.wait("all kinds of scenes have been there", || {
        let now = scene(&page);
        if seen.last() != Some(&now) {
            seen.push(now);
        }
        ["town:", "domain:", "due-calendar", "ranking", "workload", "district"]
            .iter()
            .all(|kind| seen.iter().any(|scene| scene.starts_with(kind)))
    });
    let changes: usize = page.hook("data-scene-number").parse().unwrap();
    assert!(changes + 1 >= seen.len(), "{changes} counted, {seen:?} seen");
    // The same cells, no new request, and an address that is still the one that was set up.
    assert_eq!(page.count("[data-mine=first]"), 1, "the map was drawn anew");
    assert_eq!(site.take_requests(), [""; 0]);
    assert_eq!(page.eval("return location.search"), "?face=wall&scope=district");
    page.expect_lights_to_add_up();
}

#[test]
fn touched_it_waits_and_then_goes_on() {
    let site = demo(json!({"scene_seconds": 2, "resume_seconds": 3}));
    let page = Page::at_desk(&site);
    page.resize(Screen(1920, 1080));
    page.go("?face=wall");
    page.wait_for_board();
    page.wait("lists are there", || page.count(ROWS) > 0);
    page.click(".case-row .case-title");
    page.wait("it waits", || page.count(".scene-paused") == 1);
    page.wait("what was touched is open", || page.count(".case-panel") == 1);
    // Loaded anew now, it would go on as it was set up.
    assert_eq!(page.eval("return location.search"), "?face=wall&scope=district");
    page.wait("it goes on by itself, as it was", || {
        page.count(".scene-paused") + page.count(".case-panel") == 0
    });
    assert_eq!(page.eval("return location.search"), "?face=wall&scope=district");
    let number = page.hook("data-scene-number");
    page.wait("the next scene comes", || page.hook("data-scene-number") != number);
    page.click(".legend");
    page.wait("it waits again", || page.count(".scene-paused") == 1);
    page.press_button("立即继续");
    page.wait("it goes on at once", || page.count(".scene-paused") == 0);
}

#[test]
fn a_scene_in_the_address_stays_and_any_other_address_says_what_it_shows() {
    let site = demo(json!({"scene_seconds": 1}));
    let page = Page::at_desk(&site);
    let check = |query: &str, scene: &str, scope: &str| {
        page.go(&format!("?face=wall&{query}"));
        page.wait_for_board();
        page.wait("its panels are there", || page.count(".slot-right .panel-frame") > 0);
        let number = page.hook("data-scene-number");
        // As long as two scenes would stand.
        let since = page.eval("return performance.now()").as_f64().unwrap();
        page.wait("two seconds have passed", || {
            page.eval("return performance.now()").as_f64().unwrap() > since + 2_000.0
        });
        assert_eq!((page.hook("data-scene"), page.scope()), (scene.to_owned(), scope.to_owned()));
        assert_eq!(page.hook("data-scene-number"), number, "{query}");
    };
    check("scene=ranking", "ranking", "district");
    check("scene=town:T05", "town:T05", "town:T05");
    check("town=T05", "", "town:T05");
    check("domain=petitions", "", "district");
    page.go("?face=wall&scene=weather&lang=en");
    page.wait_for_board();
    page.expect_words(".notices", &["scene", "weather"]);
}

#[test]
fn loaded_anew_it_is_at_the_scene_it_was_at() {
    let site = demo(json!({"scene_seconds": 1, "scenes": [
        {"scene": "district"}, {"scene": "ranking", "seconds": 600}]}));
    let page = Page::at_desk(&site);
    page.go("?face=wall");
    page.wait_for_board();
    page.wait("the second scene is there", || scene(&page) == "ranking");
    page.go("?face=wall");
    page.wait_for_board();
    assert_eq!((scene(&page).as_str(), page.hook("data-scene-number").as_str()), ("ranking", "1"));
    assert!(page.hook("data-beat").parse::<i64>().unwrap() > 1_700_000_000);
}

#[test]
fn a_light_that_turns_red_is_told_and_draws_the_wall_there() {
    let grids = ["a", "b"];
    let plan = folder(Plan::new(), &grids, &[], 3600);
    let site = plan.serve();
    let config = json!({
        "default_source": "small",
        "sources": {"small": {"landing": "small/landing.json", "poll_seconds": 3600}},
        "wall": {"scene_seconds": 600},
    });
    site.write("config.json", &config.to_string());
    let page = Page::at_desk(&site);
    let now = page.eval("return Date.now()").as_i64().unwrap();
    let now = DateTime::<Utc>::from_timestamp_millis(now).unwrap();
    let matter = |id: &str, grid: &str, due_at: DateTime<Utc>| {
        let long_ago = (due_at - TimeDelta::days(40)).to_rfc3339();
        let properties = json!({
            "title": format!("张三家 {id}"), "category": "供水", "domain": "livelihood", "status": "handling",
            "grid_id": grid, "reported_at": long_ago, "dispatched_at": long_ago,
            "due_at": due_at.to_rfc3339(), "updated_at": long_ago,
        });
        json!({"type": "Feature", "id": id, "geometry": null, "properties": properties})
    };
    let rows = [
        matter("far", "a", now + TimeDelta::days(30)),
        matter("soon", "b", now + TimeDelta::seconds(8)),
    ];
    site.write("small-open-cases.json", &collection(&rows));
    page.go("?face=wall");
    page.wait_for_board();
    assert_eq!((page.figure("red"), page.count(NEWS)), (0, 0), "too slow to see it turn red");
    page.wait("it is told", || page.count(NEWS) == 1);
    // What somebody wrote is on no wall that does not say so.
    page.expect_words(NEWS, &["新红灯", "小镇", "网格 b", "供水"]);
    page.wait("the wall goes there", || scene(&page) == "town:t");
    assert_eq!(page.figure("red"), 1);
    assert!(!page.text("body").contains("张三家"), "{}", page.text("body"));
    page.wait_longer_for("told long enough", std::time::Duration::from_secs(50), || {
        (page.count(NEWS) == 0).then_some(())
    });
}

#[test]
fn what_a_passer_by_may_see_is_a_setting() {
    let title = |page: &Page| page.text(".slot-right .case-title");
    let open = |privacy: &str| {
        let site = demo(json!({"privacy": privacy}));
        let page = Page::at_desk(&site);
        page.resize(Screen(1920, 1080));
        page.go("?face=wall&scene=district");
        page.wait_for_board();
        page.wait("panels are there", || page.count(LIVE) > 0 && page.count(ROWS) > 0);
        (title(&page), page.count(ROWS), page.text(LIVE))
    };
    let (titles, categories) = (open("titles"), open("categories"));
    // Not one matter is told, neither in the list nor among what happens.
    let site = demo(json!({"privacy": "counts"}));
    let page = Page::at_desk(&site);
    page.resize(Screen(1920, 1080));
    page.go("?face=wall&scene=district");
    page.wait_for_board();
    page.wait("counts stand for the lists", || page.count(".slot-right .chart-svg path") > 0);
    let told = page.count(".slot-right :is(.case-row, .case-title, .live li)");
    let counts = (String::new(), told, String::new());
    assert!(
        titles.1 > 0 && categories.1 > 0 && counts.1 == 0,
        "{titles:?} {categories:?} {counts:?}"
    );
    assert_ne!(titles.0, categories.0);
    let (cases, row) = (demo_cases(), |title: &str, key: &str| {
        demo_cases().iter().any(|case| case["properties"][key] == title)
    });
    assert!(cases.len() > 1_000);
    assert!(row(&titles.0, "title") && row(&categories.0, "category"));
}

fn demo_cases() -> Vec<Value> {
    let text = include_str!("../../public/demo/open-cases.json");
    let document: Value = serde_json::from_str(text).unwrap();
    document["features"].as_array().unwrap().clone()
}

#[test]
fn four_states_of_age_are_seen_on_every_panel_and_recovered_from() {
    let backend = Backend::start(Options::default(), district());
    let source = json!({
        "kind": "ogc", "landing": backend.landing(), "utc_offset": "+08:00", "poll_seconds": 1,
    });
    let config = json!({"default_source": "district", "sources": {"district": source}});
    let site = Plan::new().config(&config).serve();
    let page = Page::at_desk(&site);
    page.tolerate_failures_of(&backend);
    page.resize(Screen(1920, 1080));
    page.go("?face=wall&scene=district&lang=en");
    page.wait_for_board();
    page.wait("panels are there", || page.count(".panel-frame") > 4);
    let states = || page.attributes(".panel-frame[data-panel-feed]", "data-panel-feed");
    let all = |state: &str| !states().is_empty() && states().iter().all(|found| found == state);
    page.wait("all is fresh", || all("fresh") && page.hook("data-feed") == "fresh");
    assert_eq!(page.count(NOT_LIVE), 0);

    backend.fault("*", Fault::Status(503));
    page.wait("all is late", || all("late") && page.hook("data-board") == "ready");
    page.expect_words("[data-panel=overdue] .stamp", &["Late", "not checked since"]);
    page.wait("all is stale", || all("stale") && page.hook("data-board") == "stale");
    page.expect_words(NOT_LIVE, &["Data stopped at", "tried again", "not live"]);
    page.expect_words("[data-panel=overdue] .stamp", &["Stale: stopped at"]);
    // The last good picture stays.
    assert_eq!(page.figures(), DISTRICT);
    page.picture("wall-stale");

    // Half an hour later by the device's clock, which a laptop's lid could do.
    page.eval(
        "const Real = Date; window.Date = class extends Real {
            constructor(...parts) { super(...(parts.length ? parts : [Real.now() + 1_900_000])); }
            static now() { return Real.now() + 1_900_000; }
        }",
    );
    page.wait("all is lost", || all("lost") && page.hook("data-feed") == "lost");
    page.picture("wall-lost");
    assert_eq!(page.figures().open, DISTRICT.open);
    backend.mend("*");
    page.eval("window.dispatchEvent(new Event('online'))");
    page.wait("all is fresh again", || all("fresh") && page.hook("data-board") == "ready");
    assert_eq!(page.count(NOT_LIVE), 0);
}

#[test]
fn far_readers_have_larger_type_and_everything_still_fits() {
    let site = demo(json!({"viewing": {"distance_m": 12, "screen_height_m": 2}}));
    let page = Page::at_desk(&site);
    let screen = Screen(1920, 1080);
    page.resize(screen);
    let mut faults = Vec::new();
    for scene in ["district", "ranking"] {
        page.go(&format!("?face=wall&scene={scene}"));
        page.wait_for_board();
        page.wait("its panels are there", || page.count(".slot-right .panel-frame") > 0);
        let size = page.eval("return getComputedStyle(document.documentElement).fontSize");
        assert_eq!(size, "20px", "the largest that leaves room");
        let map = page.eval("return document.querySelector('.map').clientWidth").as_i64().unwrap();
        assert!(map > 300, "{scene}: the map is {map} px wide");
        page.picture(&format!("wall-far-{scene}"));
        faults.extend(wall_rules(&page, screen));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn back_at_the_desk_the_scene_is_left_behind() {
    let site = demo(json!({"scene_seconds": 1, "scenes": [{"scene": "towns"}]}));
    let page = Page::at_desk(&site);
    page.go("?face=wall");
    page.wait_for_board();
    page.wait("a town is shown", || {
        scene(&page).starts_with("town:") && page.scope() != "district"
    });
    page.press_button("桌面");
    page.wait("the desk has the whole district", || {
        page.hook("data-face") == "desk" && page.scope() == "district"
    });
    assert_eq!(page.parameter("town"), None);
    page.press_button("大屏");
    page.wait("the wall goes on", || scene(&page).starts_with("town:"));
    // A town that is not there is said, and the wall shows what there is.
    page.go("?face=wall&scene=town:T99&lang=en");
    page.wait_for_board();
    page.expect_words(".notices", &["scene", "town:T99"]);
    assert_eq!((scene(&page).as_str(), page.scope().as_str()), ("district", "district"));
}

#[test]
fn a_wall_asks_nobody_to_sign_in() {
    let backend = Backend::start(Options::default(), district());
    let source = json!({
        "kind": "ogc", "landing": backend.landing(), "utc_offset": "+08:00", "auth": "bearer",
    });
    let config = json!({"default_source": "district", "sources": {"district": source}});
    let site = Plan::new().config(&config).serve();
    let page = Page::at_desk(&site);
    page.tolerate_failures_of(&backend);
    backend.fault("*", Fault::Status(401));
    page.go("?face=wall&lang=en");
    page.wait("the board fails", || page.hook("data-board") == "failed");
    page.expect_words(".failed", &["401"]);
    let fields = page.eval("return document.querySelectorAll('input, dialog, form').length");
    assert_eq!(fields, 0, "{}", text(&page.eval("return document.body.innerText")));
    // It lives while it waits, so that nobody restarts it in vain.
    page.wait("it gives a sign of life", || !page.hook("data-beat").is_empty());
}
