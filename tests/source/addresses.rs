//! Addresses: nothing of what is asked gets lost in them, and none leads to another origin.

use crate::line::{Line, Said};
use gridlight::source::address::{below, next_page, origin, with_parameters};
use proptest::prelude::*;
use url::Url;

const ITEMS: &str = "https://gov.example/ogc/collections/cases/items";

#[test]
fn parameters_go_behind_those_that_are_there() {
    let check = |url: &str, parameters: &[(&str, &str)], expected: &str| {
        assert_eq!(with_parameters(url, parameters), expected, "{url} {parameters:?}");
    };
    check("https://a/i", &[], "https://a/i");
    check("https://a/i", &[("limit", "10")], "https://a/i?limit=10");
    check("https://a/i", &[("a", "1"), ("b", "2")], "https://a/i?a=1&b=2");
    check("https://a/i?key=1", &[("limit", "10")], "https://a/i?key=1&limit=10");
    check("https://a/i#top", &[("limit", "10")], "https://a/i?limit=10#top");
    check("https://a/i?k=1#top?x", &[("limit", "10")], "https://a/i?k=1&limit=10#top?x");
    check("https://a/i", &[("网格", "甲 1")], "https://a/i?%E7%BD%91%E6%A0%BC=%E7%94%B2%201");
    check("https://a/i", &[("filter", "t > 'x'")], "https://a/i?filter=t%20%3E%20%27x%27");
    check("https://a/i", &[("q", "a&b=c+d%\"#")], "https://a/i?q=a%26b%3Dc%2Bd%25%22%23");
    check("https://a/i", &[("sortby", "-a,id")], "https://a/i?sortby=-a%2Cid");
}

#[test]
fn a_step_goes_below_the_path_and_takes_no_query_along() {
    let check = |url: &str, step: &str, expected: &str| assert_eq!(below(url, step), expected);
    check("https://a/ogc", "collections", "https://a/ogc/collections");
    check("https://a/ogc/", "collections", "https://a/ogc/collections");
    check("https://a/ogc//?f=json#x", "collections", "https://a/ogc/collections");
    check("https://a", "collections", "https://a/collections");
    check("https://a/i", "gov.cases", "https://a/i/gov.cases");
    check("https://a/i", "案件/1?2 3", "https://a/i/%E6%A1%88%E4%BB%B6%2F1%3F2%203");
    check("https://a/i", "../secret", "https://a/i/..%2Fsecret");
}

#[test]
fn the_origin_is_what_stands_before_the_path() {
    let check = |url: &str, expected: &str| assert_eq!(origin(url), expected, "{url}");
    check("https://a.example/ogc/x", "https://a.example");
    check("https://a.example", "https://a.example");
    check("https://a.example:8443/x", "https://a.example:8443");
    check("https://a.example?next=https://b/", "https://a.example");
    check("https://a.example#https://b/", "https://a.example");
    check("garbage", "garbage");
    check("", "");
}

#[test]
fn the_next_page_is_of_the_origin_that_was_asked() {
    let line = Line::to(|_| Said::Silence);
    let check = |href: &str, page: &str, expected: &str| {
        let expected = if expected.is_empty() { None } else { Some(expected.to_owned()) };
        assert_eq!(next_page(&&line, href, page), expected, "{href} in {page}");
    };
    let (first, second) = (format!("{ITEMS}?limit=2"), format!("{ITEMS}?limit=2&offset=2"));
    check(&second, &first, &second);
    check("?limit=2&offset=2", &first, &second);
    check("items?limit=2&offset=2", &first, &second);
    check("/ogc/collections/cases/items?limit=2&offset=2", &first, &second);
    check("/elsewhere/p2", &first, "https://gov.example/elsewhere/p2");
    // A server behind a proxy names itself as it knows itself.
    check("http://10.0.0.7:8080/api/items?limit=2&offset=2", &first, &second);
    check("http://gov.example/ogc/collections/cases/items?limit=2&offset=2", &first, &second);
    check("//inner/items?cursor=%2Fx", &first, &format!("{ITEMS}?cursor=%2Fx"));
    check("https://gov.example@evil.example/?a=1", &first, &format!("{ITEMS}?a=1"));
    check("http://10.0.0.7/pages/2", &first, "https://gov.example/pages/2");
    check("http://10.0.0.7", &first, "https://gov.example/");
    check("http://[not-an-address", &first, "");
    check("https://", &first, "");
}

proptest! {
    #[test]
    fn a_server_reads_what_was_meant(
        key in "[a-z]{1,8}", parameters in prop::collection::vec((".{1,8}", ".{0,40}"), 0..5),
    ) {
        let asked: Vec<_> = parameters.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let url = Url::parse(&with_parameters(&format!("{ITEMS}?key={key}"), &asked)).unwrap();
        let mut meant = vec![("key".to_owned(), key)];
        meant.extend(parameters);
        prop_assert_eq!(url.query_pairs().into_owned().collect::<Vec<_>>(), meant);
    }

    #[test]
    fn no_link_leads_to_another_origin(href in "(https?:)?(//)?[ -~一-龥]{0,40}") {
        let line = Line::to(|_| Said::Silence);
        if let Some(next) = next_page(&&line, &href, ITEMS) {
            let next = Url::parse(&next).unwrap();
            prop_assert_eq!(next.origin().ascii_serialization(), "https://gov.example");
        }
    }
}
