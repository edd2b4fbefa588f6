//! The year's assessment on the screen, on paper and as a file; each matter one press away.

use crate::{accessible, find::Page, server::Site, takeaway::Downloads};

fn open<'a>(site: &'a Site, query: &str) -> Page<'a> {
    let page = Page::at_desk(site);
    page.go(query);
    page.wait("the record is there", || {
        page.count(".assessment-cases tbody tr") > 0 && page.count(".sheet-warning") == 0
    });
    page
}

fn numbers(page: &Page, selector: &str) -> Vec<Vec<i64>> {
    let body = format!(
        "return [...document.querySelectorAll('{selector}')].map(row => [...row.querySelectorAll('td')]
            .map(cell => Number(cell.textContent.replace(/,/g, ''))))"
    );
    serde_json::from_value(page.eval(&body)).unwrap()
}

#[test]
fn towns_add_up_to_the_district_and_each_has_its_matters() {
    let site = Site::demo();
    let page = open(&site, "?page=assessment&scope=district");
    let rows = numbers(&page, ".assessment-table tbody tr:not(.sheet-sum)");
    let sum = numbers(&page, ".assessment-table .sheet-sum").remove(0);
    for column in 0..sum.len() {
        let of_rows: i64 = rows.iter().map(|row| row[column]).sum();
        assert_eq!(of_rows, sum[column], "column {column}");
    }
    assert!(sum[0] > 100, "the year has overdue matters: {sum:?}");
    // What counts, and what is to be checked, is listed, each matter once.
    let listed = page.count(".assessment-cases tbody tr") as i64;
    assert_eq!(listed, sum[0] + sum[5]);
    let ids = page.attributes(".assessment-cases a[data-case-id]", "data-case-id");
    let unique: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len());
    accessible::check("the assessment", &page);
    page.picture("assessment");
}

#[test]
fn a_matter_of_the_year_is_one_press_away() {
    let site = Site::demo();
    let page = open(&site, "?page=assessment&town=T05");
    let id = page
        .attributes(".assessment-cases tr:last-child a[data-case-id]", "data-case-id")
        .remove(0);
    page.eval("document.querySelector('.assessment-cases tr:last-child a[data-case-id]').click()");
    page.wait("its file is open", || {
        page.attributes(".case-panel article", "data-case-id") == [id.clone()]
    });
    assert_eq!(page.parameter("page"), None);
    page.browser.back();
    page.wait("back on the assessment", || page.count(".assessment") == 1);
}

#[test]
fn both_files_have_what_the_page_has() {
    let site = Site::demo();
    let page = open(&site, "?page=assessment&scope=district");
    let matters = page.count(".assessment-cases tbody tr");
    let downloads = Downloads::of(&page, "assessment");
    page.press_button("事项清单（CSV）");
    let (name, saved) = downloads.take(&page, "清单_2026-09-18.csv");
    assert!(name.starts_with("网格灯_全区_年度考核_"), "{name}");
    assert_eq!(saved.lines().count(), matters + 1);
    page.press_button("汇总表（CSV）");
    let (_, saved) = downloads.take(&page, "汇总_2026-09-18.csv");
    assert_eq!(saved.lines().count(), page.count(".assessment-table tbody tr") + 1);
}
