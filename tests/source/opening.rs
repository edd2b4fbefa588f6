//! Finding the collections of a source: by the links of its documents, and where the standard puts them.

use crate::line::{LANDING, Line, Said, open, source};
use gridlight::domain::{defect::Collection, failure::Failure};
use serde_json::{Value, json};

const LIST: &str = "https://gov.example/ogc/collections";

/// A landing document with these links.
fn landing(links: Value) -> Said {
    json!({ "title": "府", "links": links }).into()
}

/// An entry of the list of collections, with a link to its items if there is one.
fn entry(id: &str, items: &str) -> Value {
    let link = json!({ "rel": "items", "type": "application/geo+json", "href": items });
    let links = if items.is_empty() { json!([]) } else { json!([link]) };
    json!({ "id": id, "links": links })
}

fn list(entries: &[Value]) -> Said {
    json!({ "collections": entries }).into()
}

/// The landing document with a link to the list, and the list.
fn usual(entries: &[Value]) -> Vec<(&'static str, Said)> {
    vec![
        (LANDING, landing(json!([{ "rel": "data", "href": "collections" }]))),
        (LIST, list(entries)),
    ]
}

#[test]
fn items_are_where_their_link_leads_else_where_the_standard_puts_them() {
    let check = |settings: Value, id: &str, href: &str, expected: &str| {
        let line = Line::table(usual(&[entry("grids", ""), entry(id, href)]));
        let service = open(&line, &source(settings)).unwrap();
        assert_eq!(service.items_url(Collection::OpenCases), Ok(expected), "{id} {href}");
    };
    let standard = "https://gov.example/ogc/collections/open-cases/items";
    let plain = || json!({});
    check(plain(), "open-cases", "", standard);
    check(plain(), "open-cases", standard, standard);
    check(plain(), "open-cases", "collections/open-cases/items", standard);
    check(plain(), "open-cases", "/data/open?v=2", "https://gov.example/data/open?v=2");
    // What an inner server says of itself leads nowhere from outside.
    check(plain(), "open-cases", "http://10.0.0.7:8080/collections/open-cases/items", standard);
    check(plain(), "open-cases", "http://[nowhere", standard);
    let named = || json!({ "collections": { "open-cases": { "id": "gov.cases" } } });
    let its_own = "https://gov.example/ogc/collections/gov.cases/items";
    check(named(), "gov.cases", "", its_own);
    check(named(), "gov.cases", "collections/gov.cases/items", its_own);
    // Not listed at all, and needed: perhaps it is there all the same.
    check(named(), "other", "", its_own);
    check(plain(), "other", "", standard);
    let chinese = json!({ "collections": { "open-cases": { "id": "未结 案件" } } });
    let encoded =
        "https://gov.example/ogc/collections/%E6%9C%AA%E7%BB%93%20%E6%A1%88%E4%BB%B6/items";
    check(chinese, "未结 案件", "", encoded);
}

#[test]
fn the_list_is_where_the_landing_document_says_else_where_the_standard_puts_it() {
    let check = |links: Value, expected: &str| {
        let rows = [(LANDING, landing(links.clone())), (expected, list(&[entry("grids", "")]))];
        let line = Line::table(rows);
        let opened = open(&line, &source(json!({})));
        assert!(opened.is_ok(), "{links}: {:?}", opened.err());
        assert_eq!(line.asked(), [LANDING, expected], "{links}");
    };
    let data =
        |href: &str| json!([{ "rel": "self", "href": "x" }, { "rel": "data", "href": href }]);
    check(data("collections"), LIST);
    check(data("/api/c"), "https://gov.example/api/c");
    check(data("http://localhost:5000/collections"), LIST);
    check(json!([]), LIST);
    check(json!("none"), LIST);
    let two = json!([
        { "rel": "data", "type": "text/html", "href": "for-people" },
        { "rel": "data", "type": "application/json", "href": "for-programs" },
    ]);
    check(two, "https://gov.example/ogc/for-programs");
}

#[test]
fn a_list_in_several_pages_is_read_to_its_end_and_not_beyond() {
    let at = |page: usize| format!("{LIST}?page={page}");
    let paged = |pages: usize, next: fn(usize) -> usize| {
        Line::to(move |url| {
            let page = url.query().map_or(1, |q| q.trim_start_matches("page=").parse().unwrap());
            if url.path() == "/ogc/" {
                return landing(json!([]));
            }
            let id = ["grids", "open-cases", "cases"]
                .get(page - 1)
                .map_or(format!("c{page}"), |id| (*id).into());
            let mut document = json!({ "collections": [entry(&id, "")] });
            if page < pages {
                document["links"] = json!([{ "rel": "next", "href": format!("http://inner/c?page={}", next(page)) }]);
            }
            document.into()
        })
    };
    let line = paged(3, |page| page + 1);
    let service = open(&line, &source(json!({}))).unwrap();
    assert_eq!(line.asked(), [LANDING.to_owned(), LIST.to_owned(), at(2), at(3)]);
    let found: Vec<_> = service.collections().collect();
    assert_eq!(found, [Collection::Grids, Collection::OpenCases, Collection::Cases]);

    let line = paged(3, |_| 1);
    open(&line, &source(json!({}))).unwrap();
    assert_eq!(line.asked().len(), 3, "a page that brings nothing new is the last");
    let line = paged(usize::MAX, |page| page + 1);
    open(&line, &source(json!({}))).unwrap();
    assert!(line.asked().len() <= 21, "a list without end is left");
}

#[test]
fn what_is_optional_may_be_missing_and_what_is_needed_may_not() {
    let check = |kind: &str, listed: &[&str], missing: Option<&str>| {
        let entries: Vec<_> = listed.iter().map(|id| entry(id, &format!("{id}.json"))).collect();
        let folder = "https://gov.example/demo/landing.json";
        let rows = [
            (LANDING, landing(json!([]))),
            (LIST, list(&entries)),
            (folder, landing(json!([]))),
            ("https://gov.example/demo/collections.json", list(&entries)),
        ];
        let landing = if kind == "ogc" { LANDING } else { folder };
        let line = Line::table(rows);
        let opened = open(&line, &source(json!({ "kind": kind, "landing": landing })));
        let failure = missing.map(|id| Failure::NoCollection { id: id.into() });
        assert_eq!(opened.as_ref().err(), failure.as_ref(), "{kind} {listed:?}");
        if let Ok(service) = opened {
            let workload = service.items_url(Collection::Workload);
            assert_eq!(workload.is_ok(), listed.contains(&"workload"), "{kind} {listed:?}");
        }
    };
    check("static", &["grids", "open-cases", "workload"], None);
    check("static", &["grids", "open-cases"], None);
    check("static", &["open-cases"], Some("grids"));
    check("static", &["grids"], Some("open-cases"));
    check("ogc", &["grids", "open-cases", "workload"], None);
    check("ogc", &["workload"], None);
    check("ogc", &[], None);
}

#[test]
fn a_folder_whose_list_is_said_to_be_elsewhere_has_it_beside() {
    let folder = "https://gov.example/demo/landing.json";
    let entries = [entry("grids", "g.json"), entry("open-cases", "o.json")];
    let links = json!([{ "rel": "data", "href": "https://other.example/collections.json" }]);
    let beside = "https://gov.example/demo/collections.json";
    let line = Line::table([(folder, landing(links)), (beside, list(&entries))]);
    let opened = open(&line, &source(json!({ "kind": "static", "landing": folder })));
    assert_eq!(opened.map(|service| service.collections().count()), Ok(2));
    assert_eq!(line.asked(), [folder, beside]);
}

#[test]
fn a_stream_is_followed_only_where_it_may_be() {
    let check = |link: Value, expected: Option<&str>| {
        let rows = [(LANDING, landing(json!([link]))), (LIST, list(&[]))];
        let line = Line::table(rows);
        let service = open(&line, &source(json!({}))).unwrap();
        assert_eq!(service.stream_url.as_deref(), expected, "{link}");
    };
    let here = "https://gov.example/ogc/stream";
    check(json!({ "rel": "stream", "href": "stream" }), Some(here));
    check(json!({ "rel": "x", "type": "text/event-stream", "href": here }), Some(here));
    check(json!({ "rel": "stream", "href": "https://other.example/stream" }), None);
    check(json!({ "rel": "stream" }), None);
    check(json!({ "rel": "self", "href": "stream" }), None);
}

#[test]
fn what_cannot_be_had_or_read_is_said() {
    let check = |said: Said, expected: fn(String) -> Failure| {
        let line = Line::table([(LANDING, said)]);
        let failure = open(&line, &source(json!({}))).map(|_| ());
        assert_eq!(failure, Err(expected(LANDING.into())));
    };
    check(Said::Silence, |url| Failure::NoAnswer { url });
    check(Said::Status(401), |url| Failure::SignIn { url, status: 401 });
    check(Said::Status(500), |url| Failure::Status { url, status: 500, retry_after_seconds: None });
    check(Said::Text("<html>".into()), |url| Failure::WebPage { url });
    for text in ["", "[]", "null", "{\"links\":", "landing"] {
        let line = Line::table([(LANDING, Said::Text(text.into()))]);
        let opened = open(&line, &source(json!({}))).map(|_| ());
        assert!(matches!(opened, Err(Failure::Unreadable { .. })), "{text:?}: {opened:?}");
    }
}

#[test]
fn an_endpoint_of_open311_is_a_folder_or_the_file_itself() {
    let check = |landing: &str, expected: &str| {
        let line = Line::to(|_| Said::Silence);
        let service =
            open(&line, &source(json!({ "kind": "open311", "landing": landing }))).unwrap();
        assert_eq!(service.items_url(Collection::OpenCases), Ok(expected), "{landing}");
        assert_eq!(service.collections().count(), 1);
        assert!(!service.answers_questions());
        assert_eq!(line.asked(), [""; 0], "there is nothing to be read first");
    };
    check("https://gov.example/v2", "https://gov.example/v2/requests.json");
    check("https://gov.example/v2/", "https://gov.example/v2/requests.json");
    check("https://gov.example/v2/requests.json", "https://gov.example/v2/requests.json");
    let keyed = "https://gov.example/v2/requests.json?jurisdiction_id=a.gov";
    check("https://gov.example/v2?jurisdiction_id=a.gov", keyed);
    check(keyed, keyed);
    check("/open311/", "https://gov.example/open311/requests.json");
}
