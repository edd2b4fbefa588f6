//! Questions: written by the source's names, and held against what comes back.

use crate::{
    line::{LANDING, Line, Said, at_once, open, source},
    rows::{after, feature, matter, matter_with, page},
};
use gridlight::{
    domain::{ability::Ability, defect::Collection, failure::Failure},
    source::question::{Condition, Order, Question, Violation, ask_by_id},
};
use serde_json::{Value, json};

fn question(condition: Condition, order: Order) -> Question {
    Question { collection: Collection::Cases, condition, order }
}

fn nothing(url: &url::Url) -> Said {
    let is_items = url.path().contains("/items");
    if is_items { page(&[]).into() } else { json!({ "collections": [{ "id": "cases" }] }).into() }
}

fn equals(value: &str) -> Condition {
    Condition::Equals("grid_id", value.into())
}

fn changed(way: Ability) -> Condition {
    Condition::ChangedAfter(way, after(0))
}

#[test]
fn a_question_is_asked_by_the_sources_names() {
    let check = |names: Value, condition: Condition, order: Order, expected: &[(&str, &str)]| {
        let line = Line::to(nothing);
        let settings =
            json!({ "page_size": 7, "collections": { "open-cases": { "properties": names } } });
        let service = open(&line, &source(settings)).unwrap();
        line.asked();
        at_once(question(condition, order).ask(&service)).unwrap();
        let asked: url::Url = line.asked()[0].parse().unwrap();
        let found: Vec<_> = asked.query_pairs().into_owned().collect();
        let found: Vec<_> = found.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let expected: Vec<_> = expected.iter().copied().chain([("limit", "7")]).collect();
        assert_eq!(found, expected);
    };
    let plain = || json!({});
    let named = || json!({ "grid_id": "网格", "updated_at": "changed", "id": "no" });
    check(plain(), Condition::Any, Order::Any, &[]);
    check(plain(), equals("G1"), Order::Any, &[("grid_id", "G1")]);
    check(named(), equals("甲&乙 '1'"), Order::Any, &[("网格", "甲&乙 '1'")]);
    let since = "updated_at > '2026-09-18T04:00:00Z'";
    check(plain(), changed(Ability::ChangesByFilter), Order::Any, &[("filter", since)]);
    let oldest_first = [("filter", since), ("sortby", "updated_at,id")];
    check(plain(), changed(Ability::ChangesByFilter), Order::OldestFirst, &oldest_first);
    let newest_first = [("filter", "changed > '2026-09-18T04:00:00Z'"), ("sortby", "-changed,no")];
    check(named(), changed(Ability::ChangesByFilter), Order::NewestFirst, &newest_first);
    let datetime = [("datetime", "2026-09-18T04:00:00Z/..")];
    check(named(), changed(Ability::ChangesByDatetime), Order::Any, &datetime);
}

#[test]
fn the_first_row_that_does_not_fit_is_named() {
    let line = Line::to(nothing);
    let service = open(&line, &source(json!({}))).unwrap();
    let check =
        |condition: &Condition, order: Order, rows: &[Value], expected: Result<usize, &str>| {
            let verified =
                question(condition.clone(), order).verify(&service, &page(rows).to_string());
            let expected = expected.map_err(|id| Violation(id.into()));
            assert_eq!(verified, Ok(expected), "{condition:?} {order:?}");
        };
    let in_grid = |id: &str, grid: Value| matter_with(id, after(0), json!({ "grid_id": grid }));
    let g1 = equals("G1");
    check(&g1, Order::Any, &[], Ok(0));
    check(&g1, Order::Any, &[in_grid("A", json!("G1")), in_grid("B", json!("G1"))], Ok(2));
    check(&g1, Order::Any, &[in_grid("A", json!("G1")), in_grid("B", json!("G2"))], Err("B"));
    check(&g1, Order::Any, &[in_grid("A", json!("g1"))], Err("A"));
    check(&g1, Order::Any, &[in_grid("A", Value::Null)], Err("A"));
    check(&equals("7"), Order::Any, &[in_grid("A", json!(7))], Ok(1));

    let since = changed(Ability::ChangesByFilter);
    check(&since, Order::Any, &[matter("A", after(1)), matter("B", after(60))], Ok(2));
    check(&since, Order::Any, &[matter("A", after(0))], Ok(1));
    check(&since, Order::Any, &[matter("A", after(1)), matter("B", after(-1))], Err("B"));
    let unread = matter_with("A", after(0), json!({ "updated_at": "昨天" }));
    check(&since, Order::Any, std::slice::from_ref(&unread), Ok(1));

    let rows = [matter("A", after(3)), matter("B", after(2)), matter("C", after(2))];
    check(&Condition::Any, Order::NewestFirst, &rows, Ok(3));
    check(&Condition::Any, Order::OldestFirst, &rows, Err("B"));
    check(&Condition::Any, Order::Any, &rows, Ok(3));
    let hidden = [matter("B", after(2)), unread, matter("C", after(3))];
    check(&Condition::Any, Order::NewestFirst, &hidden, Err("C"));
}

#[test]
fn what_is_no_collection_answers_no_question() {
    let line = Line::to(nothing);
    let service = open(&line, &source(json!({}))).unwrap();
    for text in ["", "{}", "[]", "{\"features\":{}}"] {
        let verified = question(Condition::Any, Order::Any).verify(&service, text);
        assert!(verified.is_err(), "{text:?}");
    }
}

#[test]
fn a_row_asked_for_by_its_id_is_that_row() {
    let check = |id: &str, path: &str, said: Said, expected: Result<Result<(), &str>, u16>| {
        let line = Line::to(|url| {
            if url.path().ends_with("/collections") { nothing(url) } else { said.clone() }
        });
        let opening = Line::to(nothing);
        let mut service = open(&opening, &source(json!({}))).unwrap();
        service.transport = &line;
        let found = at_once(ask_by_id(&service, Collection::Cases, id));
        assert_eq!(line.asked(), [format!("{LANDING}collections/cases/items/{path}")]);
        let found = found.map(|found| found.map(|_| ()));
        let expected = match expected {
            Ok(found) => Ok(found.map_err(|row| Violation(row.into()))),
            Err(status) => {
                let url = format!("{LANDING}collections/cases/items/{path}");
                Err(Failure::Status { url, status, retry_after_seconds: None })
            }
        };
        assert_eq!(found, expected, "{id}");
    };
    check("C1", "C1", matter("C1", after(0)).into(), Ok(Ok(())));
    check("案/1 2", "%E6%A1%88%2F1%202", matter("案/1 2", after(0)).into(), Ok(Ok(())));
    check("7", "7", feature(7, json!({})).into(), Ok(Ok(())));
    check("C1", "C1", matter("C2", after(0)).into(), Ok(Err("C2")));
    check("C1", "C1", Said::Status(404), Err(404));
    // What is no row at all is no lie about a row.
    let line = Line::to(|url| {
        if url.path().contains("/items/") {
            json!({ "message": "none" }).into()
        } else {
            nothing(url)
        }
    });
    let service = open(&line, &source(json!({}))).unwrap();
    let found = at_once(ask_by_id(&service, Collection::Cases, "C1"));
    assert!(matches!(found, Err(Failure::Unreadable { .. })), "{found:?}");
}
