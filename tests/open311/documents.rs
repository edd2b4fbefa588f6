//! What an answer is: a list, one request alone, either in wrappers; and which of its rows are left out.

use crate::answer::{fixture, read, request};
use gridlight::domain::defect::DefectReason::{self, NoId, NotAFeature};
use serde_json::json;

/// Holds an answer against the ids in it, and the places and reasons of the rows that are left out.
fn check(text: &str, ids: &[&str], left_out: &[(&str, DefectReason)]) {
    let answer = read(text).unwrap_or_else(|why| panic!("{text}: {why:?}"));
    let found: Vec<_> = answer.rows.iter().map(|(case, _)| case.id.as_str()).collect();
    assert_eq!(found, ids, "{text}");
    let found: Vec<_> = answer.defects.iter().map(|d| (&*d.row, d.reason)).collect();
    assert_eq!(found, left_out, "{text}");
}

#[test]
fn a_list_may_be_one_object_and_may_be_wrapped() {
    check("[]", &[], &[]);
    check(" [ ] \n", &[], &[]);
    check(&fixture("alone.json"), &["A1"], &[]);
    check(&fixture("wrapped.json"), &["A1", "A2"], &[]);
    check(&fixture("wrapped_twice.json"), &["A1", "A2"], &[]);
    check(&fixture("wrapped_alone.json"), &["A1"], &[]);
    check(&fixture("none.json"), &[], &[]);
    for name in ["service_requests", "service_request", "requests", "request"] {
        check(&json!({ "count": 1, name: [request(json!({}))] }).to_string(), &["A1"], &[]);
        check(&json!({ name: null }).to_string(), &[], &[]);
        check(&json!({ name: [] }).to_string(), &[], &[]);
    }
    // A request alone stays one, whatever else it carries.
    let with_list =
        request(json!({ "requests": [request(json!({ "service_request_id": "A2" }))] }));
    check(&with_list.to_string(), &["A1"], &[]);
}

#[test]
fn a_row_that_is_left_out_is_counted_and_takes_no_other_with_it() {
    check(
        &fixture("no_id.json"),
        &["A2"],
        &[("#1", NoId), ("#3", NoId), ("#4", NoId), ("#5", NoId)],
    );
    check(
        &fixture("broken_rows.json"),
        &["A1", "A7"],
        &[
            ("#2", NotAFeature),
            ("#3", NotAFeature),
            ("#4", NotAFeature),
            ("#5", NotAFeature),
            ("#6", NoId),
            ("#7", NoId),
        ],
    );
    let waiting = json!({ "service_request_id": null, "token": "t-1" });
    check(&waiting.to_string(), &[], &[("#1", NoId)]);
}

#[test]
fn an_id_may_be_a_number() {
    check(&fixture("numbers.json"), &["638344", "7"], &[]);
}

#[test]
fn an_answer_without_requests_is_no_answer_of_none() {
    let check = |text: &str| {
        let answer = read(text);
        assert!(answer.is_err(), "{text}: {answer:?}");
    };
    check("");
    check("null");
    check("\"\"");
    check("0");
    check("{}");
    check("[");
    check("<html><body>502</body></html>");
    check("<?xml version=\"1.0\"?><service_requests/>");
    check(&fixture("error.json"));
    check(r#"{"code": 404, "description": "no such service"}"#);
    check(r#"{"errors": [{"code": 500, "description": "down"}]}"#);
    check(r#"{"requests": 5}"#);
    check(r#"{"requests": {"requests": {"requests": {"requests": []}}}}"#);
    // Beside a request that can be read, an error is a row that is left out.
    let mixed = json!([{ "code": 500, "description": "timed out" }, request(json!({}))]);
    assert_eq!(read(&mixed.to_string()).unwrap().defects[0].reason, NoId);
    // Requests have descriptions too, and a server may give them a code; none of HTTP's.
    let waiting = json!([{ "code": 3, "description": "灯", "token": "t-1" }]);
    assert_eq!(read(&waiting.to_string()).unwrap().defects[0].reason, NoId);
}

#[test]
fn an_unreadable_answer_says_why_and_quotes_nobody() {
    let check = |text: &str, why: &str| {
        let found = read(text).map_err(|why| why.0);
        assert_eq!(found, Err(why.to_owned()), "{text}");
    };
    check(&fixture("error.json"), "400: start_date was not given in the W3 format");
    check(r#"[{"code": "404", "description": "no such service"}]"#, "404: no such service");
    check(r#"{"code": 404, "description": "no such service"}"#, "404: no such service");
    let elsewhere = json!({ "data": [{ "email": "zhang@example.com" }], "total": 1 });
    check(&elsewhere.to_string(), "no service requests, only: data, total");
}
