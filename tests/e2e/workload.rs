//! The workload as an official uses it: headline, chart, map, table and list say the same; a press on a mark is followed by
//! all of them; everything is in the link.

use crate::{accessible, act::Screen, driver::Key, find::Page, server::Site};
use std::collections::BTreeMap;

const FIRST_CHART: &str = ".charts .chart";

/// Waits until every chart is drawn.
fn wait_for_charts(page: &Page, at_least: usize) {
    page.wait("the charts are drawn", || {
        page.count(".charts .chart-svg [role]") > 0 && page.count(FIRST_CHART) >= at_least
    });
}

/// The table behind a chart, by its title: a row's name to its cells.
fn table(page: &Page, title: &str) -> BTreeMap<String, Vec<i64>> {
    let open = format!(
        "const chart = [...document.querySelectorAll('.charts .chart')]
            .find(of => of.querySelector('.chart-title')?.textContent.includes('{title}'));
         const data = chart.querySelector('details');
         data.open = true;"
    );
    page.eval(&open);
    let read = format!(
        "const chart = [...document.querySelectorAll('.charts .chart')]
            .find(of => of.querySelector('.chart-title')?.textContent.includes('{title}'));
         return [...chart.querySelectorAll('details tbody tr')].map(row =>
            [...row.children].map(cell => cell.textContent))"
    );
    let rows = page.wait_for("the table is there", || {
        let rows: Vec<Vec<String>> = serde_json::from_value(page.eval(&read)).ok()?;
        (!rows.is_empty()).then_some(rows)
    });
    let number = |text: &String| text.replace(',', "").parse().unwrap_or(-1);
    rows.into_iter().map(|row| (row[0].clone(), row[1..].iter().map(number).collect())).collect()
}

/// Reads every place where the open matters of the scope are counted, and holds them against each other.
fn expect_one_truth(page: &Page) {
    let figures = page.figures();
    let (open, red) = (page.figure("open"), page.figure("red"));
    page.expect_lights_to_add_up();
    assert_eq!(page.listed() as i64, open, "the list has what the headline says: {figures:?}");
    let due = table(page, "到期日历");
    assert_eq!(due.values().map(|row| row[4]).sum::<i64>(), open, "the due calendar: {due:?}");
    assert_eq!(due["已超期"][4], red, "the due calendar's overdue");
    let ages = table(page, "在办时长");
    assert_eq!(ages.values().map(|row| row[4]).sum::<i64>(), open, "the ages: {ages:?}");
    let lights = table(page, "在办事项");
    let (sum, parts): (Vec<_>, Vec<_>) = lights.iter().partition(|(name, _)| *name == "合计");
    let sum = sum[0].1;
    assert_eq!((sum[0], sum[5]), (red, open), "the sum under the chart of lights");
    for column in 0..6 {
        let of_parts: i64 = parts.iter().map(|(_, row)| row[column]).sum();
        assert_eq!(of_parts, sum[column], "column {column} of the chart of lights");
    }
    let cells = "return [...document.querySelectorAll('.heat-table tbody tr:not([hidden])')].map(row =>
        Number(row.querySelector('.heat-sum').querySelector('span:last-child').textContent.replace(/,/g, '')))";
    let heat: Vec<i64> = serde_json::from_value(page.eval(cells)).unwrap();
    let domains = page.parameter("domain").is_some();
    if !domains {
        assert_eq!(heat.iter().sum::<i64>(), open, "the table of domains");
    }
}

#[test]
fn headline_charts_tables_and_list_are_one_truth_under_every_filter() {
    let site = Site::demo();
    let page = Page::open(&site, "?page=workload&scope=district");
    page.pause();
    wait_for_charts(&page, 7);
    expect_one_truth(&page);
    for query in [
        "?page=workload&town=T05",
        "?page=workload&scope=district&domain=petitions",
        "?page=workload&town=T05&domain=urban_management",
        "?page=workload&scope=district&status=parked",
        "?page=workload&zone=Z014",
    ] {
        page.go(query);
        page.wait_for_board();
        page.pause();
        wait_for_charts(&page, 7);
        expect_one_truth(&page);
    }
}

#[test]
fn a_bar_leads_down_and_map_and_list_follow() {
    let site = Site::demo();
    let page = Page::open(&site, "?page=workload&scope=district");
    page.pause();
    wait_for_charts(&page, 7);
    let all = page.figure("open");
    // The first chart by keys alone: Tab to it, one step down, Enter.
    page.eval("document.querySelector('.charts .chart-svg [tabindex=\"0\"]').focus()");
    page.keys(&[Key::Down, Key::Enter]);
    page.wait("a town is shown", || page.scope().starts_with("town:"));
    assert!(page.figure("open") < all);
    assert_eq!(page.parameter("page").as_deref(), Some("workload"));
    assert!(page.parameter("town").is_some(), "the link says it");
    page.wait("the list follows", || page.listed() as i64 == page.figure("open"));
    // A day of the due calendar lists what falls due on it, and the figures stay.
    let open = page.figure("open");
    let label = "return [...document.querySelectorAll('.charts .chart')]
        .find(of => of.querySelector('.chart-title')?.textContent === '到期日历')
        .querySelector('[role=button][aria-label*=\"今\"], [role=button]:nth-of-type(2)')?.getAttribute('aria-label')";
    assert!(page.eval(label).is_string());
    let press = "const marks = [...document.querySelectorAll('.charts .chart')]
        .find(of => of.querySelector('.chart-title')?.textContent === '到期日历')
        .querySelectorAll('[role=button]');
        marks[1].dispatchEvent(new MouseEvent('click', {bubbles: true}))";
    page.eval(press);
    page.wait("a day is in the link", || page.parameter("due").is_some_and(|due| due.len() == 10));
    let due = table(&page, "到期日历");
    let today: i64 =
        due.iter().filter(|(name, _)| name.contains("9月18日")).map(|(_, row)| row[4]).sum();
    page.wait("the list has that day's matters", || page.listed() as i64 == today);
    assert_eq!(page.figure("open"), open);
    // Back leads back.
    page.browser.back();
    page.browser.back();
    page.wait("all of the district again", || page.scope() == "district");
}

#[test]
fn window_measure_and_load_are_in_the_link() {
    let site = Site::demo();
    let page = Page::open(&site, "?page=workload&scope=district");
    page.pause();
    wait_for_charts(&page, 7);
    page.press_button("近 7 天");
    page.wait("the window is in the link", || page.parameter("window").as_deref() == Some("7"));
    page.expect_words(".workload-span", &["2026-09-11 至 2026-09-17", "7 个整日"]);
    page.expect_words(".figure-rate summary", &["近 7 天按期办结率"]);
    page.press_button("今年");
    page.wait("the year", || page.parameter("window").as_deref() == Some("year"));
    page.expect_words(".workload-span", &["2026-06-20 至 2026-09-17"]);
    page.press_button("每名网格员");
    page.wait("the load", || page.parameter("per").as_deref() == Some("worker"));
    page.go("?page=workload&scope=district&window=2026-08-01..2026-08-31&measure=return&lang=en");
    page.wait_for_board();
    wait_for_charts(&page, 7);
    page.expect_words(".workload-span", &["2026-08-01 to 2026-08-31, 31 whole days"]);
    page.expect_words(".charts", &["Return rate, ranked"]);
    page.go("?page=workload&scope=district&window=2026-02-30..2026-03-01");
    page.wait_for_board();
    page.wait("it is reported", || page.notices().contains("2026-02-30"));
}

#[test]
fn every_figure_has_its_definition() {
    let site = Site::demo();
    let page = Page::open(&site, "?page=workload&scope=district");
    page.pause();
    wait_for_charts(&page, 7);
    page.click(".definitions summary");
    page.wait("the definitions are there", || page.count(".definitions tbody tr") == 18);
    let values = page.texts(".definitions tbody td:nth-child(2)");
    assert!(values.iter().all(|value| value != "–"), "{values:?}");
    // Under a filter by which totals are not kept, a rate is not that of something else.
    page.go("?page=workload&scope=district&domain=petitions");
    page.wait_for_board();
    wait_for_charts(&page, 7);
    page.click(".definitions summary");
    page.expect_words(".definitions tbody tr:nth-child(8)", &["按期办结率", "–", "领域"]);
    page.expect_words(".figure-rate summary .figure-value", &["–"]);
}

#[test]
fn axe_has_nothing_to_say_and_pictures_are_taken() {
    let site = Site::demo();
    for (lang, theme) in [("zh-CN", "light"), ("en", "dark")] {
        let page =
            Page::open(&site, &format!("?page=workload&scope=district&lang={lang}&theme={theme}"));
        page.pause();
        wait_for_charts(&page, 7);
        for (name, screen) in [("desk", Screen(1440, 900)), ("telephone", Screen(390, 844))] {
            page.resize(screen);
            wait_for_charts(&page, 7);
            accessible::check(&format!("workload {name} {lang} {theme}"), &page);
            page.picture(&format!("workload-{name}-{lang}-{theme}"));
        }
        page.resize(Screen(1440, 900));
        page.click(".definitions summary");
        page.wait("the definitions are there", || page.count(".definitions tbody tr") == 18);
        page.eval("document.querySelectorAll('.chart-data').forEach(of => of.open = true)");
        accessible::check(&format!("workload unfolded {lang} {theme}"), &page);
    }
}
