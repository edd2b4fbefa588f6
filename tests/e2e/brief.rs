//! The brief: three periods, each statement one press from its matters, on two pages of paper.

use crate::{
    accessible,
    find::Page,
    server::{Plan, Site},
    takeaway::{keep, print},
};
use serde_json::{Value, json};

fn open<'a>(site: &'a Site, query: &str) -> Page<'a> {
    let page = Page::at_desk(site);
    page.go(query);
    page.wait("the days of reports are there", || {
        page.count(".brief-section") > 2 && page.count(".sheet-warning") == 0
    });
    page
}

#[test]
fn the_week_says_what_rose_what_came_back_and_what_falls_due() {
    let site = Site::demo();
    let page = open(&site, "?page=brief&scope=district");
    let titles = page.texts(".brief-section h2");
    assert_eq!(titles, ["上升", "下降", "骤增", "反复发生", "即将到期", "超期最久"]);
    page.expect_words(".brief-sections", &["泊里镇停水", "污水外溢"]);
    page.expect_words(".sheet-notes", &["二项分布", "2026-09-11 至 2026-09-17"]);
    accessible::check("the brief", &page);
    page.picture("brief");
    page.press_button("日报");
    page.wait("the day is told", || page.parameter("period").as_deref() == Some("day"));
    page.expect_words(".sheet-notes", &["同类日"]);
    page.press_button("月报");
    page.wait("the month is told", || page.parameter("period").as_deref() == Some("month"));
    page.expect_words(".sheet-head", &["月报", "2026-08-19 至 2026-09-17"]);
}

#[test]
fn each_statement_is_one_press_from_its_matters() {
    // A demo that stands: in one that lives a matter may be closed between the statement and the press.
    let config = include_str!("../../public/config.json");
    let mut config: Value = serde_json::from_str(config).unwrap();
    config["sources"]["demo"].as_object_mut().unwrap().remove("life");
    let site = Plan::new().config(&config).serve();
    let page = open(&site, "?page=brief&scope=district");
    let press = |text: &str| {
        let body = format!(
            "[...document.querySelectorAll('.brief-section a')].find(of => of.textContent.includes('{text}')).click()"
        );
        page.eval(&body);
    };
    press("泊里镇停水");
    page.wait("its town and category are shown", || {
        page.scope().starts_with("town:") && page.parameter("category").as_deref() == Some("停水")
    });
    page.wait("the list has what the figures count", || {
        page.listed() as i64 == page.figure("open")
    });
    page.browser.back();
    page.wait("the brief again", || page.count(".brief-section a") > 0);
    // What falls due on a day is listed to the number.
    let due = "return [...document.querySelectorAll('.brief-section')]
        .find(of => of.querySelector('h2').textContent === '即将到期').querySelector('a').textContent";
    let said = page.eval(due).as_str().unwrap().to_owned();
    let count: usize = said
        .rsplit("到期 ")
        .next()
        .unwrap()
        .trim_end_matches(" 件")
        .replace(',', "")
        .parse()
        .unwrap();
    press("到期 ");
    page.wait(&format!("{said} lists {count}"), || page.listed() == count);
    assert!(page.parameter("due").is_some());
}

#[test]
fn it_is_printed_on_two_pages() {
    let site = Site::demo();
    for query in ["?page=brief&scope=district", "?page=brief&scope=district&lang=en&period=month"] {
        let page = open(&site, query);
        let (pdf, pages) = print(&page, &json!({"paperWidth": 8.27, "paperHeight": 11.69}));
        keep("brief.pdf", &pdf);
        assert!((1..=2).contains(&pages), "{query}: {pages} pages");
    }
}
