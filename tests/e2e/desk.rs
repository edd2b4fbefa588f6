//! An official at a desk: filters, counts and orders the table, and goes through it by keys.

use serde_json::Value;

use crate::{
    act::{Row, Screen},
    driver::Key,
    find::Page,
    server::Site,
};

/// What the button of an option of a filter says it would list, by its name.
fn options(page: &Page) -> Vec<(String, usize)> {
    let body = "return [...document.querySelectorAll('.options .option')].map(option =>
        [option.querySelector('span').textContent, option.querySelector('b').textContent.replace(/,/g, '')])";
    let read: Vec<(String, String)> = serde_json::from_value(page.eval(body)).unwrap();
    read.into_iter().map(|(name, count)| (name, count.parse().unwrap())).collect()
}

/// The words and the counts of the chips of what is to be done.
fn chips(page: &Page) -> Vec<(String, usize)> {
    let body = "return [...document.querySelectorAll('.filters .chips .chip')].map(chip =>
        [chip.textContent.replace(/[0-9,✕]+/g, '').trim(), chip.querySelector('b').textContent.replace(/,/g, '')])";
    let read: Vec<(String, String)> = serde_json::from_value(page.eval(body)).unwrap();
    read.into_iter().map(|(name, count)| (name, count.parse().unwrap())).collect()
}

fn ids(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.id.as_str()).collect()
}

#[test]
fn each_option_lists_as_many_as_it_says() {
    let site = Site::demo();
    let page = Page::open(&site, "?town=T05");
    page.pause();
    let all = page.listed();
    for (name, count) in chips(&page) {
        page.press_button(&format!("{name} {count}"));
        page.wait(&format!("{name} lists {count}"), || page.listed() == count);
        page.press_button(&format!("{name} {count}✕"));
        page.wait(&format!("without {name} all are listed"), || page.listed() == all);
    }
    let questions = ["期限", "领域", "类别", "状态", "办理方式", "承办单位", "督办"];
    for question in questions {
        page.press_button(&format!("{question} ▾"));
        page.wait("the options are there", || options(&page).len() > 1);
        let offered = options(&page);
        assert_eq!(offered[0], ("不限".to_owned(), all), "{question}");
        // Of the deadlines, one that has no chip of its own above.
        let choice = if question == "期限" { 2 } else { 1 };
        let (name, count) = offered[choice].clone();
        page.press_button(&format!("{name}{count}"));
        page.wait(&format!("{question} {name} lists {count}"), || page.listed() == count);
        page.wait("the options stay open", || options(&page).len() > 1);
        assert_eq!(options(&page)[0].1, all, "{question}: the others keep their counts");
        page.keys(&[Key::Escape]);
        page.wait("the options are gone", || page.count(".options") == 0);
        // What a matter is counts everywhere; how urgent it is narrows the list alone.
        if question != "期限" {
            let figures = page.figures();
            assert_eq!(figures.open as usize, count, "{question}");
            page.expect_lights_to_add_up();
        }
        page.click(".chosen .chip[aria-pressed=true]");
        page.wait("the chip takes it off", || page.listed() == all);
    }
    assert_eq!(page.count(".chosen"), 0);
}

#[test]
fn filters_add_up_and_go_back_with_the_history() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    page.pause();
    let all = page.listed();
    page.click(".figure-ruling");
    page.wait("red only", || page.listed() as i64 == page.figures().red);
    let red = page.listed();
    page.press_button("办理方式 ▾");
    page.wait("the options are there", || options(&page).len() > 1);
    let (route, count) = options(&page)[1].clone();
    page.press_button(&format!("{route}{count}"));
    page.wait("red of one route", || page.listed() == count && count < red);
    assert_eq!(page.parameter("light").as_deref(), Some("red"));
    page.browser.back();
    page.wait("red only again", || page.listed() == red);
    page.browser.back();
    page.wait("all again", || page.listed() == all);
    page.browser.forward();
    page.browser.forward();
    page.wait("and forward", || page.listed() == count);
    page.press_button("清除筛选");
    page.wait("nothing is filtered", || page.listed() == all);
}

#[test]
fn the_table_has_every_matter_once_in_the_order_asked_for() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    page.pause();
    let in_sight = page.count(".case-row");
    assert!(in_sight < 60, "only rows in sight exist: {in_sight}");
    let rows = page.read_table();
    assert_eq!(rows.len(), page.listed());
    assert_eq!(rows.len() as i64, page.figures().open);
    let places: Vec<usize> = rows.iter().map(|row| row.index).collect();
    assert_eq!(places, (2..rows.len() + 2).collect::<Vec<_>>(), "each row says which it is");
    let rank = |row: &Row| {
        ["red", "due-soon", "unknown", "normal"].iter().position(|light| *light == row.light)
    };
    assert!(rows.is_sorted_by_key(rank), "the worst light first");

    page.click(".table-titles [role=columnheader]:nth-child(4) button");
    page.wait("ordered by unit", || page.parameter("sort").as_deref() == Some("unit"));
    let by_unit = page.read_table();
    assert_eq!(by_unit.len(), rows.len());
    let mut units: Vec<&String> = by_unit.iter().map(|row| &row.cells[4]).collect();
    assert!(units.last().unwrap().is_empty(), "matters without a unit come last");
    // Equal units stand together.
    units.dedup();
    let count = units.len();
    units.sort();
    units.dedup();
    assert_eq!(units.len(), count);
    let (mut one, mut other) = (ids(&rows), ids(&by_unit));
    assert_ne!(one, other);
    one.sort_unstable();
    other.sort_unstable();
    assert_eq!(one, other, "the same matters in another order");
}

/// Whether the row that the keyboard is on can be seen whole.
const IS_SEEN: &str = "
    const table = document.querySelector('.table');
    const row = document.getElementById(table.getAttribute('aria-activedescendant') ?? '');
    if (!row) return null;
    const [outer, inner] = [table, row].map(element => element.getBoundingClientRect());
    const titles = document.querySelector('.table-titles').getBoundingClientRect();
    const seen = inner.top >= titles.bottom - 1 && inner.bottom <= outer.bottom + 1;
    return [row.dataset.caseId, seen, row.getAttribute('aria-rowindex')];";

#[test]
fn keys_lead_from_the_start_to_a_matter_and_back() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    page.pause();
    page.eval("document.querySelector('.table').focus({ preventScroll: true })");
    let on = || page.eval(IS_SEEN);
    let index = |found: &Value| found[2].as_str().map(str::to_owned);
    page.keys(&[Key::Down, Key::Down, Key::Down, Key::Down]);
    page.wait("the keyboard is on the fourth row", || index(&on()).as_deref() == Some("5"));
    page.keys(&[Key::End]);
    let last = (page.listed() + 1).to_string();
    page.wait("the last row is in sight", || {
        let found = on();
        index(&found) == Some(last.clone()) && found[1] == true
    });
    let id = on()[0].as_str().unwrap().to_owned();
    page.keys(&[Key::Enter]);
    page.wait("its file opens", || {
        page.attributes(".case-panel [data-case-id]", "data-case-id") == [id.clone()]
    });
    assert_eq!(page.parameter("case"), Some(id));
}

#[test]
fn a_telephone_and_a_page_at_200_per_cent_have_every_row_too() {
    for screen in [Screen(390, 844), Screen(720, 450)] {
        let site = Site::demo();
        let page = Page::at_desk(&site);
        page.resize(screen);
        page.go("?town=T05&lang=en");
        page.wait_for_board();
        page.pause();
        let listed = page.listed();
        let body = "return (async () => {
            const frame = () => new Promise(done => requestAnimationFrame(done));
            const ids = new Set(), root = document.documentElement;
            for (let top = 0; ; top += 250) {
                scrollTo(0, top);
                await frame(); await frame();
                document.querySelectorAll('.case-row').forEach(row => ids.add(row.dataset.caseId));
                if (top >= root.scrollHeight - innerHeight) return [ids.size, root.scrollWidth - innerWidth];
            }
        })()";
        let found = page.eval(body);
        assert_eq!(found[0].as_u64(), Some(listed as u64), "{screen:?}");
        assert!(found[1].as_i64().unwrap() <= 1, "{screen:?}: nothing lies beside the screen");
    }
}
