//! Proving abilities: an honest server is believed, no other is, and nobody is asked more than ten questions.

use crate::{
    line::{Line, Said, at_once, noon, open, source},
    rows::{after, feature, matter_with, matters, page, written},
    server::{Manners, Server},
};
use gridlight::{
    domain::ability::{
        Abilities,
        Ability::{self, ById, ChangesByDatetime, ChangesByFilter, Equality, Limit, Sort, Steps},
        Finding,
    },
    domain::{ids::CaseId, time::Instant},
    source::probe::probe,
};
use serde_json::{Value, json};

const MOST_QUESTIONS: usize = 10;

fn probed(line: &Line<'_>, settings: Value) -> Abilities {
    let service = open(line, &source(settings)).unwrap();
    line.asked();
    let found = at_once(probe(&service, noon(), None));
    let asked = line.asked();
    assert!(asked.len() <= MOST_QUESTIONS, "{asked:?}");
    found
}

/// Thirty matters, of which one has steps; the rows lie in no order.
fn server(manners: Manners) -> Server {
    let mut rows = matters(30);
    rows.iter_mut().step_by(3).for_each(|row| row["properties"]["grid_id"] = json!("G2"));
    rows.swap(0, 7);
    rows.swap(3, 20);
    let sample = rows[0]["id"].clone();
    let server = Server::new(&rows, manners);
    let step =
        |id: &str, of: Value| feature(id, json!({ "case_id": of, "seq": 1, "kind": "signed" }));
    let steps = vec![step("S1", json!("M999")), step("S2", sample)];
    server.rows.borrow_mut().insert("case-steps".into(), steps);
    server
}

fn kind(finding: &Finding) -> &'static str {
    match finding {
        Finding::Proven => "proven",
        Finding::Refused(_) => "refused",
        Finding::Lying(_) => "lying",
        Finding::Untested => "untested",
    }
}

fn check(what: &str, found: &Abilities, expected: [(Ability, &str); 7]) {
    for (ability, expected) in expected {
        let finding = found.of(ability);
        assert_eq!(kind(finding), expected, "{what}: {ability:?} is {finding:?}");
        assert_eq!(found.has(ability), expected == "proven", "{what}: {ability:?}");
    }
}

/// What is expected of all abilities, in the order in which they are tested.
fn all(words: [&'static str; 7]) -> [(Ability, &'static str); 7] {
    let mut words = words.into_iter();
    Ability::ALL.map(|ability| (ability, words.next().unwrap()))
}

#[test]
fn only_what_a_server_does_is_believed() {
    let row = |what: &str, manners: Manners, expected: [&'static str; 7]| {
        check(what, &probed(&server(manners).line(), json!({})), all(expected));
    };
    let honest = Manners::default();
    let (yes, no, lies, open) = ("proven", "refused", "lying", "untested");
    row("honest", honest, [yes, yes, yes, open, yes, yes, yes]);
    let deaf = Manners { ignores: |_| true, picks: |rows, _| rows.last().cloned(), ..honest };
    row("deaf", deaf, [lies, lies, lies, lies, lies, lies, lies]);
    let knows_limit = Manners { ignores: |name| name != "limit", ..honest };
    row("it knows limit alone", knows_limit, [yes, lies, lies, lies, lies, yes, lies]);
    let strict = Manners { refuses: |name, _| name != "limit" && name != "offset", ..honest };
    row("it refuses all but paging", strict, [yes, no, no, no, no, yes, no]);
    let wants_numbers =
        Manners { refuses: |name, value| name == "grid_id" && value.contains("no-such"), ..honest };
    row("a grid is no word", wants_numbers, [yes, yes, yes, open, yes, yes, yes]);
    let no_filter = Manners { refuses: |name, _| name == "filter", ..honest };
    row("filter is refused", no_filter, [yes, yes, no, yes, yes, yes, yes]);
    let deaf_filter = Manners { ignores: |name| name == "filter", ..honest };
    row("filter is ignored", deaf_filter, [yes, yes, lies, yes, yes, yes, yes]);
    let unsorted = Manners { ignores: |name| name == "sortby", ..honest };
    row("sortby is ignored", unsorted, [yes, yes, yes, open, lies, yes, yes]);
    let another = Manners { picks: |rows, _| rows.last().cloned(), ..honest };
    row("another row by id", another, [yes, yes, yes, open, yes, lies, yes]);
    row(
        "no row by id",
        Manners { picks: |_, _| None, ..honest },
        [yes, yes, yes, open, yes, no, yes],
    );
    let wrong_time =
        Manners { refuses: |name, _| name == "filter", time: "dispatched_at", ..honest };
    row("datetime is about dispatch", wrong_time, [yes, yes, no, no, yes, yes, yes]);
}

#[test]
fn the_newest_matter_shows_a_time_of_another_column() {
    // Found long ago and dispatched at last: by its dispatch, the one that changed last is not new at all.
    let mut rows: Vec<_> = (0..30)
        .map(|n| {
            let at = after(-60 * (40 - n));
            matter_with(&format!("M{n:03}"), at, json!({ "dispatched_at": written(at) }))
        })
        .collect();
    rows[29]["properties"]["dispatched_at"] = json!("2026-09-01T00:00:00Z");
    let found_by = |time: &'static str, newest: Option<(&CaseId, Instant)>| {
        let manners = Manners { refuses: |name, _| name == "filter", time, ..Manners::default() };
        let server = Server::new(&rows, manners);
        let line = server.line();
        let service = open(&line, &source(json!({}))).unwrap();
        kind(at_once(probe(&service, noon(), newest)).of(ChangesByDatetime))
    };
    let id = "M029".into();
    let newest = Some((&id, after(-660)));
    assert_eq!(found_by("updated_at", newest), "proven");
    assert_eq!(found_by("dispatched_at", newest), "lying");
    // Any other matter is too old to tell.
    assert_eq!(found_by("dispatched_at", None), "proven");
}

#[test]
fn numbers_and_other_names_are_proven_as_well() {
    let rows: Vec<_> = (0..12)
        .map(|n| {
            let names = json!({ "grid_id": null, "网格": n % 3, "updated_at": null });
            let mut row = matter_with(&format!("M{n}"), after(0), names);
            row["properties"]["changed"] = crate::rows::written(after(-n * 7 % 5)).into();
            row
        })
        .collect();
    let names = json!({ "collections": { "open-cases": {
        "properties": { "grid_id": "网格", "updated_at": "changed" } } } });
    let server = Server::new(&rows, Manners::default());
    let found = probed(&server.line(), names);
    for ability in [Limit, Equality, ChangesByFilter, Sort, ById] {
        assert!(found.has(ability), "{ability:?}: {:?}", found.of(ability));
    }
}

#[test]
fn without_rows_nothing_is_proven_and_nothing_is_held_against_the_server() {
    let empty = Server::new(&[], Manners::default());
    let untested = all(["untested"; 7]);
    check("no matters", &probed(&empty.line(), json!({})), untested);
    empty.rows.borrow_mut().remove("cases");
    check("no cases at all", &probed(&empty.line(), json!({})), untested);
    let one = Server::new(&matters(1), Manners::default());
    let found = probed(&one.line(), json!({}));
    let expected = ["proven", "proven", "proven", "untested", "untested", "proven", "untested"];
    check("one matter", &found, all(expected));
    // No time, no grid: what cannot be tested is not used.
    let bare: Vec<_> = (0..4).map(|n| feature(format!("M{n}"), json!({ "title": "t" }))).collect();
    let found = probed(&Server::new(&bare, Manners::default()).line(), json!({}));
    let expected = ["proven", "untested", "untested", "untested", "untested", "proven", "untested"];
    check("bare rows", &found, all(expected));
}

#[test]
fn a_server_that_fails_is_not_pressed() {
    let working = server(Manners::default());
    let check = |said: Said, most: usize| {
        let line = Line::to(|url| {
            if url.path().contains("/items") { said.clone() } else { working.answer(url) }
        });
        let service = open(&line, &source(json!({}))).unwrap();
        line.asked();
        let found = at_once(probe(&service, noon(), None));
        assert!(Ability::ALL.iter().all(|ability| !found.has(*ability)), "{said:?}: {found:?}");
        assert!(line.asked().len() <= most, "{said:?}");
    };
    check(Said::Silence, 1);
    check(Said::Status(500), 1);
    check(Said::Status(401), 1);
    check(Said::Text("<html>".into()), 1);
    check(Said::Text("{".into()), MOST_QUESTIONS);
    check(page(&[]).into(), 1);
    // The same rows, whatever is asked.
    check(page(&matters(30)).into(), MOST_QUESTIONS);
    assert!(!Abilities::default().has(ChangesByDatetime) && !Abilities::default().has(Steps));
}
