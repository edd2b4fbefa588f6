//! Any text at all: nothing panics, and each row is read by itself.

use crate::answer::{fixture, read};
use gridlight::contract::feature::Decoded;
use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::{Map, Value, json};

/// The members of requests, of errors, of wrappers, and one that nobody knows.
const NAMES: [&str; 16] = [
    "service_request_id",
    "status",
    "service_name",
    "service_code",
    "agency_responsible",
    "requested_datetime",
    "updated_datetime",
    "expected_datetime",
    "address",
    "lat",
    "long",
    "closed_at",
    "requests",
    "extended_attributes",
    "email",
    "x",
];

/// A value of a request: in order, odd, or of another kind.
fn value() -> impl Strategy<Value = Value> {
    let words = [
        "",
        "open",
        "CLOSED",
        "2026-09-17T09:00:00+08:00",
        "2026-09-25",
        "0",
        "36.1",
        "-1e9",
        "灯",
    ];
    prop_oneof![
        select(words.to_vec()).prop_map(|word| json!(word)),
        any::<f64>().prop_map(|number| json!(number)),
        (-200_i32..200).prop_map(|number| json!(number)),
        ".{0,70}".prop_map(|text| json!(text)),
        select(vec![json!(null), json!(true), json!([]), json!({}), json!([{ "a": [1] }])]),
    ]
}

/// A row that is a request for the most part.
fn row() -> impl Strategy<Value = Value> {
    let members = vec((select(&NAMES[..]), value()), 0..8);
    let object = (option::weighted(0.8, "[a-c]{1,2}"), members).prop_map(|(id, members)| {
        let mut row: Map<_, _> =
            members.into_iter().map(|(name, value)| (name.into(), value)).collect();
        row.extend(id.map(|id| ("service_request_id".to_owned(), json!(id))));
        Value::Object(row)
    });
    prop_oneof![9 => object, 1 => value()]
}

/// What is made of these rows: the matters with their defects, and why others are left out, each in a fixed order.
fn sorted(rows: &[Value]) -> (Vec<String>, Vec<String>) {
    let Decoded { rows, defects } = read(&Value::from(rows.to_vec()).to_string()).unwrap();
    let mut matters: Vec<_> = rows.iter().map(|row| format!("{row:?}")).collect();
    let mut left_out: Vec<_> =
        defects.iter().map(|defect| format!("{:?}", defect.reason)).collect();
    matters.sort();
    left_out.sort();
    (matters, left_out)
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".{0,200}") {
        drop(read(&text));
    }

    #[test]
    fn no_document_makes_it_panic(
        row in row(),
        wrappers in vec(select(&["requests", "service_requests", "request", "x"][..]), 0..5),
    ) {
        let document = wrappers.into_iter().fold(row, |inner, name| json!({ name: inner }));
        drop(read(&document.to_string()));
    }

    #[test]
    fn no_broken_file_makes_it_panic(
        name in select(&["district.json", "places.json", "times.json", "statuses.json"][..]),
        place in any::<prop::sample::Index>(),
        length in 0_usize..40,
        instead in ".{0,5}",
    ) {
        let text: Vec<char> = fixture(name).chars().collect();
        let from = place.index(text.len());
        let until = (from + length).min(text.len());
        let broken = text[..from].iter().copied().chain(instead.chars());
        let broken: String = broken.chain(text[until..].iter().copied()).collect();
        drop(read(&broken));
    }

    #[test]
    fn each_row_is_read_by_itself_in_any_order(
        (rows, shuffled) in vec(row(), 0..12)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        let whole = sorted(&rows);
        prop_assert_eq!(&whole, &sorted(&shuffled));
        prop_assert_eq!(whole.0.len() + whole.1.len(), rows.len());
        let mut matters: Vec<_> =
            rows.iter().flat_map(|row| sorted(std::slice::from_ref(row)).0).collect();
        matters.sort();
        prop_assert_eq!(whole.0, matters);
    }
}

#[test]
fn deep_nesting_makes_it_neither_slow_nor_panic() {
    let deep =
        |open: &str, close: &str| format!("{}{}", open.repeat(200_000), close.repeat(200_000));
    drop(read(&deep("[", "]")));
    drop(read(&deep("{\"requests\":", "}")));
    let lists = deep("[", "]");
    let odd = format!(
        r#"[{{"service_request_id": "A1", "status": {lists}, "lat": {lists}, "long": 1}}]"#
    );
    assert_eq!(read(&odd).unwrap().rows.len(), 1);
}
