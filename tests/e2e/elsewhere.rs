//! Another district's folder is put beside the demo and named in the config: nothing else changes.
//!
//! What is expected here stands in `tests/fixtures/elsewhere/README.md`.

use std::collections::BTreeSet;

use crate::{
    find::{CELLS, Figures, Page, palette},
    server::Site,
};

#[test]
fn another_folder_shows_correctly() {
    let site = Site::elsewhere();
    let page = Page::open(&site, "");
    let expected =
        Figures { open: 79, red: 16, due_soon: 12, due_today: 6, normal: 47, unknown: 4 };
    assert_eq!(page.figures(), expected);
    page.expect_lights_to_add_up();
    for (name, number) in [("towns", 3), ("zones", 7), ("grids", 40)] {
        assert_eq!(page.figure(name), number, "{name}");
    }
    assert_eq!(page.count(CELLS), 37, "one is out of force, one has no shape, one a broken one");
    page.expect_words("h1", &["别处的网格"]);
    assert_eq!(page.eval("return document.title"), "别处的网格 · 网格灯");

    // Red before amber before unknown, whatever else lies in a grid.
    let red = [0, 4, 5, 24, 25, 26, 27, 28, 29, 32, 33, 34, 35, 36];
    assert_eq!(page.cells_filled(page.red()), BTreeSet::from(red));
    let (dark, hatched) = (palette("dark"), "url(#hatch-due-soon)");
    let amber = &page.cells_filled(dark.amber_cell) | &page.cells_filled(hatched);
    assert_eq!(amber, BTreeSet::from([1, 2, 3, 30, 31]));

    // Towns in the order of their attention; what lies in none of them completes the sum.
    let names: BTreeSet<_> = page.texts(".area-name").into_iter().collect();
    assert_eq!(names, ["河桥", "柳泉", "望岭"].map(str::to_owned).into());
    let open: i64 = page.texts(".area-open").iter().map(|n| n.parse::<i64>().unwrap()).sum();
    assert_eq!(open, 78);
    page.expect_words(".unplaced", &["1"]);
    // 720 of those received in the window were closed on time, 90 late, and 16 are red and open.
    page.expect_words(".figure-rate summary", &["87.1"]);
    page.expect_words(".figure-sum", &["720 ÷ 826"]);
}

#[test]
fn the_clock_stands_at_the_folder_s_moment() {
    let site = Site::elsewhere();
    let page = Page::open(&site, "");
    page.expect_words(".clock time", &["截至", "3月11日 周三 10:00"]);
    assert_eq!(page.count(".speeds"), 0, "time that stands has no speed");
    assert_eq!(page.count(".synthetic"), 0, "nothing here is the demo's");
    let page = Page::open(&site, "?lang=en");
    page.expect_words(".clock time", &["as of", "Wed 11 Mar 10:00"]);
}

#[test]
fn defects_are_counted_and_explained() {
    let site = Site::elsewhere();
    let page = Page::open(&site, "?lang=en");
    assert_eq!(page.figure("defects"), 17);
    page.expect_words(".defects summary", &["17 data defects"]);
    page.click(".defects summary");
    let listed = page.texts(".defects li:not([data-figure])");
    assert_eq!(listed.len(), 17, "{listed:#?}");
    let expected = [
        ("zone Q/99, town_id", "refers to nothing (nowhere)"),
        ("grid 510117000000039, geometry", "unreadable"),
        ("workload hq.2026-02-08, received", "unreadable (许多)"),
        ("workload hq.?, day", "missing"),
        ("open matter 2026/0200, dispatched_at", "unreadable (昨天下午)"),
        ("open matter 2026/0201, dispatched_at", "missing"),
        ("open matter 2026/0202, grid_id", "refers to nothing (999)"),
        ("open matter 2026/0203, grid_id", "refers to nothing (998)"),
        ("open matter 2026/0204, id", "duplicate id, newest kept"),
        ("open matter #76", "no id, left out"),
        ("open matter #77", "no feature, left out (\"并非要素\")"),
        ("open matter 2026/0205, status", "unmapped code (已转交)"),
        ("open matter 2026/0206, domain", "unmapped code (99)"),
        ("open matter 2026/0207, contacted_at", "time without a zone (2026-03-10 09:00:00)"),
        ("open matter 2026/0208, closed_at", "contradicts another fact"),
        ("open matter 2026/0209, domain", "missing"),
        ("open matter 2026/0210, title", "missing"),
    ];
    for (row, reason) in expected {
        let found = listed.iter().any(|line| line.starts_with(row) && line.contains(reason));
        assert!(found, "{row}: {reason}\n{listed:#?}");
    }
}

#[test]
fn each_odd_or_broken_matter_is_shown_as_what_it_is() {
    let site = Site::elsewhere();
    let page = Page::at_desk(&site);
    let cases = [
        ("2026/0100", "normal", "已延期"),
        ("2026/0101", "red", "红灯·后延期"),
        ("2026/0102", "red", "以后台给出的期限为准"),
        ("2026/0103", "normal", "4月30日 18:00"),
        ("2026/0104", "unknown", "未分办"),
        ("2026/0107", "red", "第38网格"),
        ("2026/0108", "normal", "第39网格"),
        ("2026/0200", "unknown", "缺分办时间"),
        ("2026/0201", "unknown", "缺分办时间"),
        ("2026/0202", "normal", "望岭镇"),
        ("2026/0204", "normal", "较新的一行"),
        ("2026/0205", "normal", "已转交"),
        ("2026/0206", "normal", "其他"),
        ("2026/0210", "normal", "2026/0210"),
    ];
    page.go("");
    page.wait_for_board();
    for (id, light, words) in cases {
        // A step in the history instead of a load: the board is the same.
        let step = "history.pushState(null, '', '?case=' + encodeURIComponent(arguments[0]));
            dispatchEvent(new PopStateEvent('popstate'));";
        page.browser.run(step, &[id.into()]);
        page.expect_words(".case-panel", &[id, words]);
        assert_eq!(page.attributes(".case-panel article", "data-light"), [light], "{id}");
    }
    page.go("?case=2026%2F0105");
    page.wait_for_board();
    assert_eq!(page.count(".case-panel article"), 0, "a closed matter is not on the board");
}

#[test]
fn text_from_a_backend_is_text() {
    let site = Site::elsewhere();
    let page = Page::open(&site, "?case=2026%2F0106");
    let title = "<img src=x onerror=alert(1)>";
    assert_eq!(page.text(".case-panel h2"), title);
    assert_eq!(page.count("img"), 0);
    page.wait("the table is there", || page.count(".case-row") > 0);
    assert!(page.read_table().iter().any(|row| row.cells[1] == title), "it stands in the list too");
    assert_eq!(page.count("img"), 0);
    assert!(page.take_requested().iter().all(|url| !url.ends_with("/x")));
}

#[test]
fn the_demo_stays_beside_it() {
    let site = Site::elsewhere();
    let page = Page::open(&site, "?source=demo");
    assert_eq!(page.figure("grids"), 1333);
    assert_eq!(page.notices(), "");
}
