//! Turning pages: every row is read, whatever the pages look like, and reading always ends.

use crate::{
    line::{LANDING, Line, Said, at_once, open, source},
    rows::{after, feature, matter, matters, page, page_before},
    server::{Manners, Server},
};
use gridlight::{
    domain::{defect::Collection, failure::Failure, remark::Remark},
    source::{
        assemble::read_cases,
        paging::{Pages, read_whole},
    },
};
use serde_json::{Value, json};
use std::cell::RefCell;

const OPEN: Collection = Collection::OpenCases;

/// What is read over a line at whose end this answers for the items, and how many questions it took.
fn read<'a>(
    settings: Value,
    items: impl Fn(&url::Url) -> Said + 'a,
) -> (Result<Pages, Failure>, Vec<String>) {
    let line = Line::to(move |url| match url.path() {
        "/ogc/" | "/ogc/collections" => json!({ "links": [], "collections": [] }).into(),
        _ => items(url),
    });
    let service = open(&line, &source(settings)).unwrap();
    line.asked();
    (at_once(read_whole(&service, OPEN, |_| {})), line.asked())
}

/// What is read of so many matters at a server of these manners.
fn read_from(count: usize, manners: Manners) -> (Result<Pages, Failure>, Vec<String>) {
    let server = Server::new(&matters(count), manners);
    read(json!({ "page_size": 10 }), |url| server.answer(url))
}

fn number(url: &url::Url, name: &str) -> Option<usize> {
    url.query_pairs().find(|(n, _)| n == name).and_then(|(_, value)| value.parse().ok())
}

#[test]
fn every_row_is_read_whatever_the_server_is_like() {
    let check =
        |what: &str, count: usize, manners: Manners, remark: Option<Remark>, most: usize| {
            let (pages, asked) = read_from(count, manners);
            let pages = pages.unwrap_or_else(|failure| panic!("{what}: {failure:?}"));
            assert_eq!((pages.row_count, pages.remark), (count, remark), "{what}");
            let (rows, defects) = read_cases(&source(json!({})), &pages.texts).unwrap();
            assert_eq!((rows.len(), defects.len()), (count, 0), "{what}");
            assert!(asked.len() <= most, "{what}: {asked:?}");
        };
    let honest = Manners::default();
    let no_next = Manners { has_next: false, ..honest };
    check("none", 0, honest, None, 1);
    check("one page", 9, honest, None, 1);
    check("three pages", 25, honest, None, 3);
    check("a full last page", 20, honest, None, 3);
    check("by offset", 25, no_next, None, 3);
    check("by offset, a full last page", 20, no_next, None, 3);
    check("a page that is not full is the last", 9, no_next, None, 1);
    let no_limit = Manners { refuses: |name, _| name == "limit", ..honest };
    check("no limit at all", 35, no_limit, None, 6);
    let silent = Manners { matched: |_| Value::Null, ..honest };
    check("it does not count", 25, silent, None, 3);
    // Rows may have moved between the pages: it is read once more, and then believed.
    check("it counts too many", 25, Manners { matched: |n| (n * 9).into(), ..honest }, None, 6);
    check("it counts too few", 25, Manners { matched: |_| 1.into(), ..honest }, None, 3);
    check("it counts in words", 25, Manners { matched: |_| "many".into(), ..honest }, None, 3);
    // There is no telling whether the rows end just where the page does, so it is said.
    let cut_off = |rows| Some(Remark::CutOff(OPEN, rows));
    let no_offset = Manners { ignores: |name| name == "offset", ..no_next };
    check("no way on", 10, no_offset, cut_off(10), 2);
    let strict = Manners { refuses: |name, _| name == "offset", ..no_next };
    check("no way on, and 400 for trying", 10, strict, cut_off(10), 2);
}

#[test]
fn a_refused_limit_is_lowered_and_at_last_left_out() {
    let check = |configured: Value, largest: usize, expected: &[Option<usize>]| {
        let server = Server::new(&matters(5), Manners { largest, ..Manners::default() });
        let (pages, asked) = read(configured, |url| server.answer(url));
        assert_eq!(pages.unwrap().row_count, 5);
        let limits: Vec<_> =
            asked.iter().map(|url| number(&url.parse().unwrap(), "limit")).collect();
        assert_eq!(limits, expected);
    };
    check(json!({}), 1_000, &[Some(1_000)]);
    check(json!({ "page_size": 5_000 }), 1_000, &[Some(1_000)]);
    check(json!({ "page_size": 500 }), 1_000, &[Some(500)]);
    check(json!({}), 500, &[Some(1_000), Some(100)]);
    check(json!({}), 50, &[Some(1_000), Some(100), None]);
    check(json!({ "page_size": 60 }), 50, &[Some(60), Some(60), None]);
}

#[test]
fn reading_ends_whatever_the_links_say() {
    let rows = matters(4);
    let check = |what: &str,
                 items: &dyn Fn(&url::Url) -> Said,
                 rows: usize,
                 remark: Option<Remark>,
                 asked: usize| {
        let (pages, questions) = read(json!({}), items);
        let pages = pages.unwrap_or_else(|failure| panic!("{what}: {failure:?}"));
        assert_eq!((pages.row_count, pages.remark), (rows, remark), "{what}");
        assert_eq!(questions.len(), asked, "{what}");
    };
    let repeated = || Some(Remark::RepeatedPages(OPEN));
    let again = |url: &url::Url| page_before(&rows, url.as_str()).into();
    check("the next page is this one", &again, 4, repeated(), 2);
    let same = |url: &url::Url| {
        page_before(&rows, &format!("?page={}", number(url, "page").unwrap_or(1) + 1)).into()
    };
    check("every page is the first", &same, 4, repeated(), 2);
    let to_and_fro = |url: &url::Url| match number(url, "page") {
        None | Some(1) => page_before(&rows[..2], "?page=2").into(),
        _ => page_before(&rows[2..], "?page=1").into(),
    };
    check("two pages lead to each other", &to_and_fro, 4, repeated(), 3);
    let empty = |url: &url::Url| {
        let next = format!("?page={}", number(url, "page").unwrap_or(1) + 1);
        page_before(if url.as_str().contains("page=") { &[] } else { &rows }, &next).into()
    };
    check("empty pages without end", &empty, 4, None, 2);
    let nowhere = |_: &url::Url| page_before(&rows, "http://[nowhere").into();
    check("a link that is none", &nowhere, 4, None, 1);
    let new = |url: &url::Url| {
        let n = number(url, "page").unwrap_or(1);
        page_before(&[matter(&format!("M{n}"), after(0))], &format!("?page={}", n + 1)).into()
    };
    check("new rows without end", &new, 1_000, Some(Remark::EndlessPages(OPEN, 1_000)), 1_000);
}

#[test]
fn pages_keep_to_the_origin_that_was_asked() {
    let rows = matters(4);
    let (pages, asked) = read(json!({}), |url| {
        let is_first = number(url, "from").is_none();
        let next = "http://10.0.0.7:8080/inner/items?from=2";
        if is_first { page_before(&rows[..2], next).into() } else { page(&rows[2..]).into() }
    });
    assert_eq!(pages.unwrap().row_count, 4);
    let items = format!("{LANDING}collections/open-cases/items");
    assert_eq!(asked, [format!("{items}?limit=1000"), format!("{items}?from=2")]);
}

#[test]
fn a_part_of_a_collection_is_worse_than_none() {
    let rows = matters(4);
    let check = |what: &str, second: Said, expected: fn(&Failure) -> bool| {
        let second_asked = RefCell::new(0);
        let (pages, _) = read(json!({}), |url| {
            if number(url, "page").is_none() {
                return page_before(&rows, "?page=2").into();
            }
            *second_asked.borrow_mut() += 1;
            second.clone()
        });
        assert!(pages.as_ref().is_err_and(expected), "{what}: {pages:?}");
        assert_eq!(*second_asked.borrow(), 1, "{what}: it is not the size of the first page");
    };
    let is_status = |failure: &Failure| matches!(failure, Failure::Status { .. });
    check("500", Said::Status(500), is_status);
    check("404", Said::Status(404), is_status);
    check("400", Said::Status(400), is_status);
    check("422", Said::Status(422), is_status);
    check("silence", Said::Silence, |failure| matches!(failure, Failure::NoAnswer { .. }));
    check("login", Said::Text("<html>".into()), |failure| {
        matches!(failure, Failure::WebPage { .. })
    });
    let is_unreadable = |failure: &Failure| matches!(failure, Failure::Unreadable { .. });
    check("cut", Said::Text("{\"features\":[".into()), is_unreadable);
    check("no features", json!({ "items": [] }).into(), is_unreadable);
    check("empty", Said::Text(String::new()), is_unreadable);
}

#[test]
fn a_row_that_moves_while_the_pages_are_turned_is_one_row() {
    let (old, new) = (matter("M1", after(-60)), matter("M1", after(0)));
    let check = |first: &Value, second: &Value| {
        let firsts = [first.clone(), matter("M2", after(-90))];
        let (pages, _) = read(json!({}), |url| match number(url, "page") {
            None => page_before(&firsts, "?page=2").into(),
            Some(_) => page(&[matter("M3", after(-90)), second.clone()]).into(),
        });
        let pages = pages.unwrap();
        assert_eq!((pages.row_count, pages.remark), (3, None));
        let (rows, defects) = read_cases(&source(json!({})), &pages.texts).unwrap();
        let moved: Vec<_> = rows.iter().filter(|(case, _)| case.id.as_str() == "M1").collect();
        assert_eq!(moved.len(), 1);
        assert_eq!(moved[0].0.updated_at, Some(after(0)), "the newer state is the one that counts");
        assert_eq!(defects, [], "it is nobody's fault");
    };
    check(&old, &new);
    check(&new, &old);
}

#[test]
fn rows_that_are_none_hide_no_others() {
    let broken = || json!({ "type": "Feature", "properties": { "title": "无编号" } });
    let mut rows = matters(24);
    rows.insert(3, broken());
    // Pages of ten: the first holds a row without an id, and is full all the same.
    let server = Server::new(&[], Manners { has_next: false, ..Manners::default() });
    server.rows.borrow_mut().insert("open-cases".into(), rows.clone());
    let (pages, _) = read(json!({ "page_size": 10 }), |url| server.answer(url));
    assert_eq!(pages.unwrap().row_count, 24);
    // A page of nothing else is no empty page: that reading stopped there is said.
    let (pages, _) = read(json!({}), |url| match number(url, "page") {
        None => page_before(&rows, "?page=2").into(),
        Some(2) => page_before(&[broken(), feature("", json!({}))], "?page=3").into(),
        Some(_) => page(&[matter("M99", after(0))]).into(),
    });
    let pages = pages.unwrap();
    assert!(pages.row_count == 25 || pages.remark.is_some(), "{:?}", pages.remark);
}

#[test]
fn a_folder_is_one_page() {
    let text = page_before(&matters(4), "?page=2").to_string();
    let landing = "https://gov.example/demo/landing.json";
    let entries = ["grids", "open-cases"]
        .map(|id| json!({ "id": id, "links": [{ "rel": "items", "href": format!("{id}.json") }] }));
    let items = "https://gov.example/demo/open-cases.json";
    let line = Line::table([
        (landing, json!({ "links": [] }).into()),
        ("https://gov.example/demo/collections.json", json!({ "collections": entries }).into()),
        (items, Said::Text(text.clone())),
    ]);
    let folder = source(json!({ "kind": "static", "landing": landing }));
    let service = open(&line, &folder).unwrap();
    line.asked();
    let pages = at_once(read_whole(&service, OPEN, |_| {})).unwrap();
    assert_eq!(pages.texts, [text]);
    assert_eq!(line.asked(), [items]);
}

#[test]
fn progress_is_told_page_by_page() {
    let server = Server::new(&matters(25), Manners::default());
    let line = server.line();
    let service = open(&line, &source(json!({ "page_size": 10 }))).unwrap();
    let told = RefCell::new(Vec::new());
    at_once(read_whole(&service, OPEN, |rows| told.borrow_mut().push(rows))).unwrap();
    assert_eq!(told.take(), [10, 20, 25]);
}
