//! Each fault is what it says, where and as long as it is wanted.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::{
    backend::{Backend, Fault, Options, district::district},
    reader::{Answer, get, length, pages, try_get},
};

fn with(fault: Fault) -> Backend {
    let backend = Backend::start(Options::default(), district());
    backend.fault("cases", fault);
    backend
}

fn items(backend: &Backend, query: &str) -> Answer {
    get(&backend.at(&format!("collections/cases/items?{query}")), &[])
}

/// What a reader may look at in a page of rows.
fn rows(answer: &Answer) -> String {
    let ids = answer.ids();
    format!("{} from {} to {}", ids.len(), ids[0], ids[ids.len() - 1])
}

fn different(answer: &Answer) -> String {
    answer.ids().into_iter().collect::<BTreeSet<_>>().len().to_string()
}

fn matched(answer: &Answer) -> String {
    answer.json()["numberMatched"].to_string()
}

fn touched(answer: &Answer) -> String {
    answer.json()["features"][0]["properties"]["updated_at"].to_string()
}

fn point(answer: &Answer) -> String {
    answer.json()["features"][0]["geometry"]["coordinates"].to_string()
}

fn next_host(answer: &Answer) -> String {
    let link = answer.link("next").unwrap_or_default();
    link.split(['/', ':']).nth(3).unwrap_or_default().to_owned()
}

fn kept(answer: &Answer) -> String {
    answer.header("cache-control").to_owned()
}

fn status(answer: &Answer) -> String {
    answer.status.to_string()
}

/// Every fault that shows in one page: a query, what to look at in its answer, and how it is with the fault and without.
#[test]
fn rows_and_pages_are_bent() {
    let check =
        |fault: Fault, query: &str, look: fn(&Answer) -> String, bent: &str, right: &str| {
            let backend = with(fault.clone());
            assert_eq!(look(&items(&backend, query)), bent, "{fault:?}: {query}");
            backend.mend("cases");
            assert_eq!(look(&items(&backend, query)), right, "{query} without {fault:?}");
        };
    let (grid, all) = ("grid_id=G12&sortby=-id&limit=99", "limit=10000");
    check(Fault::IgnoredFilters, grid, rows, "36 from C001 to C036", "3 from C036 to C012");
    check(Fault::RefusedParameters, grid, status, "400", "200");
    check(Fault::RefusedParameters, all, status, "200", "200");
    check(Fault::LimitAbove(20), "limit=21", status, "422", "200");
    check(Fault::LimitAbove(20), "limit=20", status, "200", "200");
    check(Fault::LimitAbove(5), "", rows, "5 from C001 to C005", "10 from C001 to C010");
    let (local, right) = ("\"2026-09-18T15:01:00Z\"", "\"2026-09-18T15:01:00+08:00\"");
    check(Fault::TimesMislabelled, all, touched, local, right);
    check(Fault::SwappedCoordinates, all, point, "[36.005,120.005]", "[120.005,36.005]");
    check(Fault::BrokenRows(9000), all, rows, "9036 from C001 to ?", "36 from C001 to C036");
    check(Fault::BrokenRows(9000), "", matched, "9036", "36");
    check(Fault::DoubledRows, all, matched, "72", "36");
    check(Fault::DoubledRows, all, different, "36", "36");
    check(Fault::OffsetIgnored, "offset=30", rows, "10 from C001 to C010", "6 from C031 to C036");
    check(Fault::WrongCount, all, matched, "115", "36");
    let inside = Fault::NextElsewhere("http://inside.example".to_owned());
    check(inside, "limit=7", next_host, "inside.example", "127.0.0.1");
    check(Fault::NoNext, "limit=7", next_host, "", "127.0.0.1");
    check(Fault::KeptForAnHour, all, kept, "public, max-age=3600", "");
}

/// Every fault of paging: how many pages a patient reader gets (who gives up after 50), and how many different rows.
#[test]
fn paging_leads_astray() {
    let cases = [
        (None, 6, 36),
        (Some(Fault::SamePage), 6, 7),
        (Some(Fault::EndlessSame), 50, 7),
        (Some(Fault::EndlessNew), 50, 350),
        (Some(Fault::EndlessEmpty), 50, 36),
        (Some(Fault::NoNext), 1, 7),
    ];
    for (fault, number, rows) in cases {
        let backend = Backend::start(Options::default(), district());
        fault.iter().for_each(|fault| backend.fault("cases", fault.clone()));
        let pages = pages(&backend.at("collections/cases/items?limit=7"));
        let mut ids: Vec<_> = pages.iter().flat_map(Answer::ids).collect();
        ids.sort();
        ids.dedup();
        assert_eq!((pages.len(), ids.len()), (number, rows), "{fault:?}");
    }
}

/// Every fault that leaves no rows at all: status, type and, for each, what is peculiar.
#[test]
fn answers_are_no_answers() {
    let json = |text: &str| serde_json::from_str::<Value>(text);
    let cases = [
        (Fault::HtmlPage, 200, "text/html; charset=utf-8"),
        (Fault::HtmlError, 500, "text/html; charset=utf-8"),
        (Fault::BareError, 500, "text/plain"),
        (Fault::TooMany(7), 429, "application/problem+json"),
        (Fault::Status(401), 401, "application/problem+json"),
        (Fault::Status(403), 403, "application/problem+json"),
        (Fault::Truncated, 200, "application/geo+json"),
    ];
    for (fault, status, kind) in cases {
        let answer = items(&with(fault.clone()), "");
        assert_eq!((answer.status, answer.header("content-type")), (status, kind), "{fault:?}");
        let is_bare = answer.header("access-control-allow-origin").is_empty();
        assert_eq!(is_bare, fault == Fault::BareError, "{fault:?}");
        assert_eq!(answer.header("retry-after") == "7", fault == Fault::TooMany(7), "{fault:?}");
        assert_eq!(json(&answer.text).is_ok(), kind.ends_with("problem+json"), "{fault:?}");
    }
    for fault in [Fault::Closed, Fault::CutOff] {
        let backend = with(fault.clone());
        assert!(try_get(&backend.at("collections/cases/items"), &[]).is_err(), "{fault:?}");
    }
}

#[test]
fn a_large_answer_is_as_large_as_it_should_be_and_a_slow_one_comes_whole() {
    let backend = with(Fault::Huge(200_000_000));
    let length = length(&backend.at("collections/cases/items"));
    assert!((200_000_000..200_200_000).contains(&length), "{length}");
    let answer = items(&with(Fault::Huge(100_000)), "").json();
    assert_eq!(answer["features"].as_array().unwrap().len(), 2);

    let backend = with(Fault::WrongCount);
    let whole = items(&backend, "").text;
    let tag = items(&backend, "").header("etag").to_owned();
    let pause = Duration::from_millis(20);
    backend.fault("cases", Fault::Drip(whole.len() / 4, pause));
    let started = Instant::now();
    let again = get(&backend.at("collections/cases/items"), &[("if-none-match", &tag)]);
    assert_eq!(again.text, whole, "even to who has it already");
    assert!(started.elapsed() >= pause * 4);
}

#[test]
fn a_fault_has_its_place() {
    let backend = Backend::start(Options::default(), district());
    let places = [
        "",
        "conformance",
        "collections",
        "collections/grids/items",
        "stream",
        "collections/cases/items/C001",
    ];
    let check = |place: &str, failing: [bool; 6]| {
        backend.fault(place, Fault::Status(503));
        // A stream that is not refused would never end.
        backend.fault("stream", Fault::Status(504));
        let statuses = places.map(|path| get(&backend.at(path), &[]).status);
        assert_eq!(statuses.map(|status| status == 503), failing, "{place}");
        backend.mend("stream");
        backend.mend(place);
    };
    check("landing", [true, false, false, false, false, false]);
    check("conformance", [false, true, false, false, false, false]);
    check("collections", [false, false, true, false, false, false]);
    check("grids", [false, false, false, true, false, false]);
    check("stream", [false, false, false, false, true, false]);
    check("cases", [false, false, false, false, false, true]);
    check("*", [true; 6]);
    assert_eq!(get(&backend.landing(), &[]).status, 200);
}
