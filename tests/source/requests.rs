//! Requests of Open311: all of the last ninety days, however little a server gives at once.

use crate::{
    line::{Line, Said, at_once, noon, open, source},
    rows::written,
};
use chrono::{DateTime, TimeDelta};
use gridlight::{
    domain::{defect::Collection, failure::Failure, remark::Remark, time::Instant},
    source::{
        assemble::read_cases,
        paging::{Pages, read_whole},
    },
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use url::Url;

const OPEN: Collection = Collection::OpenCases;

fn request(n: usize, at: Instant) -> Value {
    json!({ "service_request_id": n, "status": "open", "service_name": "路灯",
        "requested_datetime": written(at), "updated_datetime": written(at) })
}

/// So many requests, one every so many seconds, the newest first.
fn requests(count: usize, seconds: i64) -> Vec<(Instant, Value)> {
    let at = |n: usize| noon() - TimeDelta::seconds(i64::try_from(n).unwrap() * seconds);
    (0..count).map(|n| (at(n), request(n, at(n)))).collect()
}

fn window(url: &Url) -> (Instant, Instant) {
    let time = |name: &str| {
        let (_, text) = url.query_pairs().find(|(n, _)| n == name).expect(name);
        DateTime::parse_from_rfc3339(&text).unwrap().into()
    };
    (time("start_date"), time("end_date"))
}

fn read(answer: impl Fn(&Url) -> Said) -> (Result<Pages, Failure>, Vec<String>) {
    let settings = json!({ "kind": "open311", "landing": "https://gov.example/v2?key=7" });
    let line = Line::to(answer);
    let service = open(&line, &source(settings)).unwrap();
    (at_once(read_whole(&service, OPEN, |_| {})), line.asked())
}

/// How many different requests the pages hold; a second one with the same id is nobody's fault.
fn different(pages: &Pages) -> usize {
    let (rows, defects) = read_cases(&source(json!({ "kind": "open311" })), &pages.texts).unwrap();
    assert_eq!(defects, []);
    rows.iter().map(|(case, _)| &case.id).collect::<BTreeSet<_>>().len()
}

#[test]
fn what_looks_cut_off_is_asked_for_in_halves_until_all_is_there() {
    let check = |what: &str, count: usize, seconds: i64, most: usize, asked_at_most: usize| {
        let all = requests(count, seconds);
        let (pages, asked) = read(|url| {
            let (from, to) = window(url);
            let inside = all.iter().filter(|(at, _)| (from..=to).contains(at));
            let rows: Vec<_> = inside.map(|(_, row)| row).take(most).collect();
            json!(rows).into()
        });
        let pages = pages.unwrap();
        assert_eq!(pages.remark, Some(Remark::OnlyRecent(90)), "{what}");
        assert_eq!(different(&pages), count, "{what}");
        assert!(asked.len() <= asked_at_most, "{what}: {} questions", asked.len());
    };
    check("none", 0, 1, 1_000, 1);
    check("few", 7, 86_400, 1_000, 1);
    check("many", 2_500, 3_000, 1_000, 15);
    check("small pages", 170, 43_200, 50, 15);
    check("as many as a page by chance", 100, 3_600, 1_000, 30);
    check("all at the same hour", 99, 30, 50, 30);
    // On a border between two windows, each comes with both.
    check("on the borders", 181, 43_200, 50, 15);
}

#[test]
fn the_newest_of_the_last_ninety_days_are_asked_for_and_the_key_stays() {
    let (pages, asked) = read(|_| json!([]).into());
    assert_eq!(pages.unwrap().row_count, 0);
    let expected = "https://gov.example/v2/requests.json?key=7&status=open\
        &start_date=2026-06-20T04%3A00%3A00Z&end_date=2026-09-18T04%3A00%3A00Z";
    assert_eq!(asked, [expected]);
}

#[test]
fn a_server_that_ignores_the_window_is_left_and_it_is_said() {
    for most in [10, 50, 1_000] {
        let all: Vec<_> = requests(most, 60).into_iter().map(|(_, row)| row).collect();
        let (pages, asked) = read(|_| json!(all).into());
        let pages = pages.unwrap();
        assert_eq!(pages.remark, Some(Remark::CutOff(OPEN, most)));
        assert_eq!(different(&pages), most);
        assert!(asked.len() <= 50, "{} questions", asked.len());
    }
    // Rows that differ from answer to answer hide that; then it ends with the patience.
    let (pages, asked) = read(|url| {
        let (from, to) = window(url);
        let at = from + (to - from) / 2;
        json!((0..10).map(|n| request(n, at)).collect::<Vec<_>>()).into()
    });
    assert!(matches!(pages.unwrap().remark, Some(Remark::CutOff(OPEN, _))));
    assert!((300..700).contains(&asked.len()), "{} questions", asked.len());
    // More in one second than there is room for: no window is short enough.
    let all = requests(60, 0);
    let (pages, asked) = read(|url| {
        let (from, to) = window(url);
        let inside = all.iter().filter(|(at, _)| (from..=to).contains(at));
        json!(inside.map(|(_, row)| row).take(50).collect::<Vec<_>>()).into()
    });
    assert!(matches!(pages.unwrap().remark, Some(Remark::CutOff(OPEN, _))));
    assert!(asked.len() < 100, "{} questions", asked.len());
}

#[test]
fn neither_a_slow_server_nor_two_clocks_let_it_begin_again_for_ever() {
    let all = requests(170, 43_200);
    let settings = json!({ "kind": "open311", "landing": "https://gov.example/v2" });
    let check = |what: &str, seconds: i64, clocks: &'static [i64], most: usize| {
        let line = Line::to(|url| {
            let (from, to) = window(url);
            let inside = all.iter().filter(|(at, _)| (from..=to).contains(at));
            json!(inside.map(|(_, row)| row).take(50).collect::<Vec<_>>()).into()
        });
        let line = line.timed(seconds, clocks);
        let service = open(&line, &source(settings.clone())).unwrap();
        let pages = at_once(read_whole(&service, OPEN, |_| {})).unwrap();
        assert_eq!(different(&pages), 170, "{what}");
        assert!(line.asked().len() <= most, "{what}");
    };
    check("at once", 0, &[0], 15);
    check("20 seconds each", 20, &[0], 15);
    check("the device is slow", 0, &[3_600], 16);
    check("two servers, five minutes apart", 0, &[300, 0], 17);
}

#[test]
fn an_answer_that_says_nothing_of_the_matters_is_a_failure() {
    let check = |what: &str, said: Said, expected: fn(&Failure) -> bool| {
        // The second answer counts as much as the first.
        let rows: Vec<_> = requests(50, 60).into_iter().map(|(_, row)| row).collect();
        for whole in [noon() - TimeDelta::days(90), Instant::MIN_UTC] {
            let (pages, _) = read(|url| {
                if window(url) == (whole, noon()) { json!(rows).into() } else { said.clone() }
            });
            assert!(pages.as_ref().is_err_and(expected), "{what}: {pages:?}");
        }
    };
    let is_unreadable = |failure: &Failure| matches!(failure, Failure::Unreadable { .. });
    check("500", Said::Status(500), |f| matches!(f, Failure::Status { status: 500, .. }));
    check("key", Said::Status(403), |f| matches!(f, Failure::SignIn { .. }));
    check("silence", Said::Silence, |f| matches!(f, Failure::NoAnswer { .. }));
    check("people", Said::Text("<errors/>".into()), |f| matches!(f, Failure::WebPage { .. }));
    let errors = json!([{ "code": 400, "description": "jurisdiction_id is not valid" }]);
    check("a list of errors", errors.into(), is_unreadable);
    check("an object", json!({ "message": "hello" }).into(), is_unreadable);
    check("cut", Said::Text("[{".into()), is_unreadable);
}
