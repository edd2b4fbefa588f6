//! Without a fault, the backend keeps the contract; and its district has the lights that it says.

use std::collections::BTreeMap;

use gridlight::{
    contract::config::Config,
    domain::{defect::Collection, filter::Filter, light::Light, lit::LitBoard},
    source::assemble::assemble,
};
use serde_json::json;

use crate::{
    backend::{
        Backend, Options,
        district::{CLOSED, GRIDS, MOMENT, case_id, district, figures},
        rows::Rows,
    },
    reader::{get, pages},
};

fn start() -> Backend {
    Backend::start(Options::default(), district())
}

#[test]
fn the_links_lead_from_the_landing_document_to_the_rows() {
    for relative_links in [false, true] {
        let options = Options { relative_links, ..Options::default() };
        let backend = Backend::start(options, district());
        let origin = backend.landing().replace("/ogc/", "");
        let absolute = |href: String| {
            assert_eq!(href.starts_with('/'), relative_links, "{href}");
            if relative_links { format!("{origin}{href}") } else { href }
        };
        let landing = get(&backend.landing(), &[]);
        assert_eq!(absolute(landing.link("stream").unwrap()), backend.at("stream"));
        let conformance = get(&absolute(landing.link("conformance").unwrap()), &[]).json();
        assert!(conformance["conformsTo"][0].as_str().unwrap().ends_with("conf/core"));
        let collections = get(&absolute(landing.link("data").unwrap()), &[]).json();
        let mut rows = BTreeMap::new();
        for entry in collections["collections"].as_array().unwrap() {
            assert_eq!(entry["links"][0]["rel"], "items");
            let items = absolute(entry["links"][0]["href"].as_str().unwrap().to_owned());
            let answer = get(&format!("{items}?limit=1000"), &[]);
            assert_eq!(answer.header("content-type"), "application/geo+json");
            rows.insert(entry["id"].as_str().unwrap().to_owned(), answer.ids().len());
        }
        let open = usize::try_from(figures::OPEN).unwrap();
        for (id, number) in [
            ("towns", 2),
            ("zones", 3),
            ("grids", GRIDS),
            ("open-cases", open),
            ("cases", open + CLOSED),
        ] {
            assert_eq!(rows[id], number, "{id}");
        }
    }
}

#[test]
fn questions_are_answered_as_they_are_asked() {
    let backend = start();
    let check = |path: &str, ids: &[&str]| {
        assert_eq!(get(&backend.at(&format!("collections/{path}")), &[]).ids(), ids, "{path}");
    };
    check("cases/items?grid_id=G12", &["C012", "C024", "C036"]);
    check("cases/items?grid_id=G12&status=closed", &["C036"]);
    check("cases/items?grid_id=nowhere", &[]);
    check("cases/items?limit=2", &["C001", "C002"]);
    check("cases/items?limit=2&sortby=-id", &["C036", "C035"]);
    check("cases/items?limit=3&sortby=-status,id", &["C027", "C028", "C029"]);
    // The closed ones were touched last on the 11th, the open ones in the minute of their number.
    check(
        "cases/items?limit=8&sortby=updated_at,%2Bid",
        &["C031", "C032", "C033", "C034", "C035", "C036", "C001", "C002"],
    );
    let since =
        "cases/items?sortby=updated_at,id&filter=updated_at%20%3E%20%272026-09-18T07:28:00Z%27";
    check(since, &["C029", "C030"]);
    check("cases/items?datetime=2026-09-18T15:29:00%2B08:00/..", &["C029", "C030"]);
    check("cases/items?datetime=../2026-09-11T16:00:00%2B08:00&limit=2", &["C031", "C032"]);
    // What no row has is no condition: other servers' own parameters are passed over.
    check("towns/items?geom-column=none", &["T1", "T2"]);
    let steps =
        get(&backend.at("collections/case-steps/items?case_id=C036&sortby=seq"), &[]).json();
    let kinds: Vec<_> = steps["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["properties"]["kind"])
        .collect();
    assert_eq!(kinds, ["reported", "dispatched", "contacted", "answered", "closed"]);
    assert_eq!(get(&backend.at("collections/cases/items/C036"), &[]).json()["id"], "C036");
}

#[test]
fn pages_follow_each_other_by_their_links() {
    let backend = start();
    let pages =
        pages(&backend.at("collections/cases/items?limit=7&skipGeometry=true&status=handling"));
    let ids: Vec<_> = pages.iter().flat_map(|page| page.ids()).collect();
    assert_eq!(ids, (1..=26).map(case_id).collect::<Vec<_>>());
    let lengths: Vec<_> = pages.iter().map(|page| page.json()["numberReturned"].clone()).collect();
    assert_eq!(lengths, [7, 7, 7, 5]);
    for page in &pages {
        assert_eq!(page.json()["numberMatched"], 26);
        assert_eq!(page.json()["features"][0]["geometry"], json!(null));
    }
    let whole = get(&backend.at("collections/cases/items"), &[]).json();
    assert_eq!(whole["features"][0]["geometry"]["type"], "Point");
}

#[test]
fn what_is_wrong_is_refused_with_a_problem_document() {
    let backend = start();
    let cases = [
        ("nothing", 404),
        ("collections/nothing", 404),
        ("collections/nothing/items", 404),
        ("collections/cases/items/nothing", 404),
        ("collections/cases/items?limit=many", 400),
        ("collections/cases/items?filter=everything", 400),
        ("collections/cases/items?page=2", 400),
        ("collections/cases/items?limit=10001", 422),
    ];
    for (path, status) in cases {
        let answer = get(&backend.at(path), &[]);
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        assert_eq!(answer.json()["status"], status, "{path}");
    }
    let seen: Vec<_> =
        backend.take_requests().into_iter().map(|seen| (seen.path, seen.status)).collect();
    assert_eq!(seen, cases.map(|(path, status)| (format!("/ogc/{path}"), status)));
    assert_eq!(backend.requests(), []);
}

#[test]
fn an_unchanged_answer_is_not_sent_again() {
    let backend = start();
    let url = backend.at("collections/open-cases/items?limit=1000");
    let first = get(&url, &[]);
    let tag = first.header("etag").to_owned();
    let again = get(&url, &[("if-none-match", &tag), ("accept", "application/geo+json")]);
    assert_eq!((again.status, again.text.as_str(), again.header("etag")), (304, "", tag.as_str()));
    assert!(
        again.header("date").starts_with("Fri, 18 Sep 2026 09:00:"),
        "{}",
        again.header("date")
    );
    let seen = backend.requests().pop().unwrap();
    let headers = [("accept", "application/geo+json".to_owned()), ("if-none-match", tag.clone())];
    assert_eq!(seen.headers, BTreeMap::from(headers));

    backend.remove("open-cases", "C001");
    let changed = get(&url, &[("if-none-match", &tag)]);
    assert_eq!((changed.status, changed.ids().len()), (200, 29));
    assert_ne!(changed.header("etag"), tag);
}

/// The district as Gridlight itself counts it, so that a test of the page may trust its figures.
#[test]
fn the_district_has_the_lights_that_it_says() {
    let rows: Rows = district();
    let text = |of: Collection| {
        let features = rows.of(of.id())?;
        Some((of, json!({"type": "FeatureCollection", "features": features}).to_string()))
    };
    let texts = Collection::BOARD.into_iter().filter_map(text).collect();
    let config =
        r#"{"default_source": "s", "sources": {"s": {"landing": "x", "utc_offset": "+08:00"}}}"#;
    let (config, _) = Config::read(config).unwrap();
    let board = assemble(&config, &config.sources["s"], &texts).unwrap();
    assert_eq!(board.defects().collect::<Vec<_>>(), Vec::<&_>::new());
    assert_eq!(board.areas.grids().len(), GRIDS);
    let count = LitBoard::of(&board, &Filter::default(), MOMENT.parse().unwrap()).district;
    let lights =
        [Light::Red, Light::DueSoon, Light::Normal, Light::Unknown].map(|light| count.of(light));
    let expected = [figures::RED, figures::DUE_SOON, figures::NORMAL, figures::UNKNOWN];
    assert_eq!(lights.map(i64::from), expected);
    assert_eq!(i64::from(count.open()), figures::OPEN);
    assert_eq!(i64::from(count.due_today), figures::DUE_TODAY);
}
