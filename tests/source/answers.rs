//! What an answer is before it is read: a page for people, a failure, a sign-in.

use gridlight::{
    domain::failure::Failure,
    source::transport::{Accept, failed_status, is_web_page},
};

#[test]
fn a_page_for_people_is_no_data() {
    let check = |text: &str, expected: bool| assert_eq!(is_web_page(text), expected, "{text:?}");
    check("<!doctype html><title>统一门户</title>", true);
    check("\u{feff}\r\n  <html>", true);
    check("<?xml version=\"1.0\"?><ServiceException/>", true);
    check("{\"type\":\"FeatureCollection\",\"features\":[]}", false);
    check("\u{feff}[]", false);
    check("{\"title\":\"<html>\"}", false);
    check("", false);
    check("Bad Gateway", false);
}

#[test]
fn a_status_says_whether_to_sign_in_and_when_to_come_back() {
    let url = "https://gov.example/ogc/";
    let check = |status: u16, retry_after: Option<&str>, expected: Option<u32>, again: bool| {
        let failure = failed_status(url, status, retry_after);
        let url = url.to_owned();
        let wanted = Failure::Status { url, status, retry_after_seconds: expected };
        assert_eq!(failure, wanted, "{status} {retry_after:?}");
        assert_eq!(failure.is_transient(), again, "{status}");
    };
    check(400, None, None, false);
    check(404, None, None, false);
    check(408, None, None, true);
    check(422, Some("5"), Some(5), false);
    check(429, Some(" 120 "), Some(120), true);
    check(429, Some("Fri, 18 Sep 2026 04:00:00 GMT"), None, true);
    check(500, None, None, true);
    check(503, Some("0"), Some(0), true);
    check(503, Some("-1"), None, true);
    check(503, Some("99999999999"), None, true);
    for status in [401, 403] {
        let failure = failed_status(url, status, Some("5"));
        assert_eq!(failure, Failure::SignIn { url: url.to_owned(), status });
        assert!(!failure.is_transient(), "{status}");
    }
}

#[test]
fn features_are_asked_for_as_features() {
    let items = Accept::Items.header();
    assert_eq!(items, "application/geo+json, application/json;q=0.9");
    assert_eq!(Accept::Metadata.header(), "application/json");
}
