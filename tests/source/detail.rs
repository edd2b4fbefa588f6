//! One matter, its steps, and the closed ones of an area: from a folder by its parts, from a server by what it has proven.

use crate::{
    line::{LANDING, Line, Said, at_once, open, source},
    rows::{after, closed, feature, matter, matter_with, page},
    server::{Manners, Server},
};
use gridlight::{
    domain::{
        ability::{Abilities, Ability, Finding},
        failure::Failure,
        scope::Scope,
        verdict::Answers,
    },
    source::{
        closed::{Where, closed as closed_of},
        detail::{Told, matter as matter_of, steps_of},
        partition::{Files, part_of},
        picture::picture_url,
    },
};
use serde_json::{Value, json};

const FOLDER: &str = "https://gov.example/demo/landing.json";

fn step(id: &str, of: &str, seq: u32, kind: &str) -> Value {
    let at = "2026-09-18T09:00:00+08:00";
    feature(id, json!({ "case_id": of, "seq": seq, "kind": kind, "at": at }))
}

/// The grid G1 with what is around it.
fn areas() -> Vec<Scope> {
    vec![Scope::Grid("G1".into()), Scope::Zone("Z1".into()), Scope::Town("T1".into())]
}

/// A folder with these parts.
fn folder<'a>(parts: &[(&'a str, Said)]) -> Line<'a> {
    let item =
        |id: &str| json!({ "id": id, "links": [{ "rel": "items", "href": format!("{id}.json") }] });
    let ids = ["grids", "open-cases"].map(item);
    let mut rows = vec![
        (FOLDER, json!({ "links": [] }).into()),
        ("https://gov.example/demo/collections.json", json!({ "collections": ids }).into()),
    ];
    rows.extend(parts.iter().cloned());
    Line::table(rows)
}

fn divided() -> Value {
    json!({ "kind": "static", "landing": FOLDER, "collections": {
        "cases": { "partition": "cases/{zone_id}.json" },
        "case-steps": { "partition": "steps/{zone_id}.json" } } })
}

fn proven(abilities: &[Ability]) -> Abilities {
    let mut found = Abilities::default();
    abilities.iter().for_each(|ability| found.note(*ability, Finding::Proven));
    found
}

#[test]
fn a_part_lies_in_the_folder_whatever_its_id() {
    let check = |template: &str, areas: &[Scope], expected: Option<&str>| {
        assert_eq!(part_of(template, areas).as_deref(), expected, "{template} {areas:?}");
    };
    let zone = |id: &str| [Scope::Zone(id.into())];
    check("cases/{zone_id}.json", &areas(), Some("cases/Z1.json"));
    check("{town_id}/{zone_id}/{grid_id}.json", &areas(), Some("T1/Z1/G1.json"));
    check("cases/{grid_id}.json", &zone("Z1"), None);
    check("cases/{village_id}.json", &areas(), None);
    check("cases/{zone_id.json", &areas(), None);
    check("cases.json", &[], Some("cases.json"));
    check("cases/{zone_id}.json", &zone("../../secret"), Some("cases/..%2F..%2Fsecret.json"));
    check("cases/{zone_id}.json", &zone("%2e%2e/x"), Some("cases/%252e%252e%2Fx.json"));
    check(
        "cases/{zone_id}.json",
        &zone("一 管区?x#y"),
        Some("cases/%E4%B8%80%20%E7%AE%A1%E5%8C%BA%3Fx%23y.json"),
    );
    check("{zone_id}/cases.json", &zone(".."), None);
    check("{zone_id}/cases.json", &zone("."), None);
    check("{zone_id}/cases.json", &zone("..\\.."), Some("..%5C../cases.json"));
    check("{zone_id}/cases.json", &zone("//evil.example"), Some("%2F%2Fevil.example/cases.json"));
    // Resolved as a browser does it, none of them has left the folder.
    let line = folder(&[]);
    for id in
        ["../../secret", "%2e%2e/x", "//evil.example", "..\\..", "a/../../b", "http://evil.example"]
    {
        let path = part_of("cases/{zone_id}.json", &zone(id)).unwrap();
        let url = gridlight::source::transport::Transport::resolve(&&line, &path, FOLDER).unwrap();
        assert!(url.starts_with("https://gov.example/demo/cases/"), "{id}: {url}");
    }
}

#[test]
fn a_folder_tells_the_steps_of_one_matter_and_reads_a_part_once() {
    let steps = [
        step("1", "C1", 2, "signed"),
        step("2", "C2", 1, "reported"),
        step("3", "C1", 1, "reported"),
        step("4", "C9", 1, "x"),
    ];
    let rows = [("https://gov.example/demo/steps/Z1.json", page(&steps).into())];
    let line = folder(&rows);
    let service = open(&line, &source(divided())).unwrap();
    let (files, abilities) = (Files::default(), Abilities::default());
    line.asked();
    for (id, expected) in
        [("C1", vec!["reported", "signed"]), ("C2", vec!["reported"]), ("C3", vec![])]
    {
        let told = at_once(steps_of(&service, &abilities, &files, &id.into(), &areas())).unwrap();
        let Told::Here(told) = told else { panic!("{told:?}") };
        let kinds: Vec<_> = told.steps.iter().map(|step| step.kind.code().to_owned()).collect();
        assert_eq!(kinds, expected, "{id}");
        assert!(!told.is_cut);
    }
    assert_eq!(line.asked(), ["https://gov.example/demo/steps/Z1.json"]);
    files.clear();
    drop(at_once(steps_of(&service, &abilities, &files, &"C1".into(), &areas())));
    assert_eq!(line.asked().len(), 1, "what was forgotten is read again");
}

#[test]
fn a_part_that_is_missing_or_makes_no_sense_has_no_rows() {
    let check = |said: Option<Said>, is_failure: bool| {
        let rows: Vec<_> = ["steps", "cases"]
            .iter()
            .filter_map(|of| {
                let url = if *of == "steps" {
                    "https://gov.example/demo/steps/Z1.json"
                } else {
                    "https://gov.example/demo/cases/Z1.json"
                };
                Some((url, said.clone()?))
            })
            .collect();
        let line = folder(&rows);
        let service = open(&line, &source(divided())).unwrap();
        let (files, abilities) = (Files::default(), Abilities::default());
        let steps = at_once(steps_of(&service, &abilities, &files, &"C1".into(), &areas()));
        let found = at_once(matter_of(&service, &abilities, &files, &"C1".into(), &areas()));
        if is_failure {
            assert!(steps.is_err() && found.is_err(), "{said:?}");
        } else {
            assert!(matches!(steps, Ok(Told::Here(told)) if told.steps.is_empty()), "{said:?}");
            assert_eq!(found, Ok(Told::Here(None)), "{said:?}");
        }
    };
    check(None, false);
    check(Some(Said::Status(404)), false);
    check(Some(Said::Status(410)), false);
    check(Some(Said::Text("<!doctype html><h1>Not here".into())), false);
    check(Some(Said::Text("no json".into())), false);
    check(Some(Said::Text("[]".into())), false);
    check(Some(json!({ "features": [] }).into()), false);
    check(Some(Said::Status(500)), true);
    check(Some(Said::Silence), true);
}

#[test]
fn a_matter_that_is_not_on_the_board_is_found_in_its_part() {
    let mut old = closed("C1", after(-100));
    old["properties"]["answered_at"] = json!("2026-09-17T01:00:00Z");
    let rows = [matter("C2", after(0)), old];
    let rows = [("https://gov.example/demo/cases/Z1.json", page(&rows).into())];
    let line = folder(&rows);
    let service = open(&line, &source(divided())).unwrap();
    let (files, abilities) = (Files::default(), Abilities::default());
    let find = |id: &str, areas: &[Scope]| {
        let found = at_once(matter_of(&service, &abilities, &files, &id.into(), areas)).unwrap();
        let Told::Here(found) = found else { panic!("{found:?}") };
        found.map(|found| (found.read.0.id.as_str().to_owned(), found.answers))
    };
    assert_eq!(find("C1", &areas()), Some(("C1".into(), Answers::Given)));
    assert_eq!(find("C9", &areas()), None);
    // A link without a zone leads to no part.
    assert_eq!(find("C1", &[]), None);
    let whole = source(json!({ "kind": "static", "landing": FOLDER }));
    let service = open(&line, &whole).unwrap();
    let found = at_once(matter_of(&service, &abilities, &files, &"C1".into(), &areas()));
    assert_eq!(found, Ok(Told::NotAvailable), "a folder without the collection");
}

/// Some matters of two grids, and steps of two of them.
fn server(manners: Manners) -> Server {
    let rows = [
        matter("C1", after(-60)),
        closed("C2", after(-120)),
        closed("C3", after(-30)),
        matter_with(
            "C4",
            after(-90),
            json!({ "grid_id": "G2", "status": "closed", "closed_at": "2026-09-17T00:00:00Z" }),
        ),
    ];
    let server = Server::new(&rows, manners);
    let steps = vec![
        step("S1", "C1", 1, "reported"),
        step("S2", "C9", 1, "reported"),
        step("S3", "C1", 2, "signed"),
    ];
    server.rows.borrow_mut().insert("case-steps".into(), steps);
    server
}

#[test]
fn a_server_is_asked_only_what_it_has_proven() {
    let server = server(Manners::default());
    let line = server.line();
    let service = open(&line, &source(json!({}))).unwrap();
    let files = Files::default();
    line.asked();
    let none = Abilities::default();
    assert_eq!(
        at_once(steps_of(&service, &none, &files, &"C1".into(), &areas())),
        Ok(Told::NotAvailable)
    );
    assert_eq!(
        at_once(matter_of(&service, &none, &files, &"C1".into(), &areas())),
        Ok(Told::NotAvailable)
    );
    let of = Where { areas: &areas(), grids: &[areas()], holds: &|_| true };
    assert_eq!(at_once(closed_of(&service, &none, &files, &of)), Ok(Told::NotAvailable));
    assert_eq!(line.asked(), [""; 0]);

    let all = proven(&[Ability::Steps, Ability::ById, Ability::Equality, Ability::Sort]);
    let told = at_once(steps_of(&service, &all, &files, &"C1".into(), &areas())).unwrap();
    assert!(matches!(told, Told::Here(told) if told.steps.len() == 2));
    let url = format!("{LANDING}collections/case-steps/items?case_id=C1&limit=1000");
    assert_eq!(line.asked(), [url]);
    let found = at_once(matter_of(&service, &all, &files, &"C2".into(), &[])).unwrap();
    assert!(matches!(found, Told::Here(Some(found)) if found.read.0.id.as_str() == "C2"));
    let found = at_once(matter_of(&service, &all, &files, &"C99".into(), &[]));
    assert_eq!(found, Ok(Told::Here(None)));
}

#[test]
fn a_server_that_answers_another_question_is_not_believed() {
    let server = server(Manners {
        ignores: |name| name == "case_id" || name == "grid_id",
        picks: |rows, _| rows.last().cloned(),
        ..Manners::default()
    });
    let line = server.line();
    let service = open(&line, &source(json!({}))).unwrap();
    let files = Files::default();
    let all = proven(&[Ability::Steps, Ability::ById, Ability::Equality]);
    let told = at_once(steps_of(&service, &all, &files, &"C1".into(), &areas()));
    assert_eq!(told, Ok(Told::Broken(Ability::Steps)));
    let told = at_once(matter_of(&service, &all, &files, &"C1".into(), &areas()));
    assert_eq!(told, Ok(Told::Broken(Ability::ById)));
    let of = Where { areas: &areas(), grids: &[areas()], holds: &|_| true };
    let told = at_once(closed_of(&service, &all, &files, &of));
    assert_eq!(told, Ok(Told::Broken(Ability::Equality)));
}

#[test]
fn closed_matters_are_listed_the_newest_first() {
    let ids = |told: Result<Told<gridlight::source::closed::Closed>, Failure>| {
        let Ok(Told::Here(told)) = told else { panic!("{told:?}") };
        let ids = told.matters.iter().map(|(case, _)| case.id.as_str().to_owned());
        (ids.collect::<Vec<_>>(), told.is_cut)
    };
    let server = server(Manners::default());
    let line = server.line();
    let service = open(&line, &source(json!({}))).unwrap();
    let files = Files::default();
    let able = proven(&[Ability::Equality, Ability::Sort]);
    let all = areas();
    let grids = [all.clone()];
    let of = Where { areas: &all, grids: &grids, holds: &|_| true };
    line.asked();
    assert_eq!(
        ids(at_once(closed_of(&service, &able, &files, &of))),
        (vec!["C3".into(), "C2".into()], false)
    );
    let asked = line.asked();
    assert_eq!(asked.len(), 1);
    assert!(
        asked[0].contains("grid_id=G1") && asked[0].contains("sortby=-updated_at"),
        "{asked:?}"
    );
    // The matters of this server do not say their zone: it is asked for each of its grids.
    let other = vec![Scope::Grid("G2".into()), Scope::Zone("Z1".into())];
    let grids = [all.clone(), other];
    let of = Where { areas: &all[1..], grids: &grids, holds: &|_| true };
    let (found, _) = ids(at_once(closed_of(&service, &able, &files, &of)));
    assert_eq!(found, ["C3", "C2", "C4"]);
    // Whether one lies there is not the server's to say.
    let of = Where { areas: &all, grids: &grids[..1], holds: &|case| case.id.as_str() == "C2" };
    assert_eq!(ids(at_once(closed_of(&service, &able, &files, &of))).0, ["C2"]);

    let many: Vec<_> = (0..300).map(|n| closed(&format!("M{n:03}"), after(-n))).collect();
    let server = Server::new(&many, Manners::default());
    let line = server.line();
    let service = open(&line, &source(json!({}))).unwrap();
    let of = Where { areas: &all, grids: &grids[..1], holds: &|_| true };
    let (found, is_cut) = ids(at_once(closed_of(&service, &able, &files, &of)));
    assert_eq!((found.len(), found[0].as_str(), is_cut), (200, "M000", true));
}

#[test]
fn a_photograph_is_shown_from_the_page_and_from_named_origins() {
    let line = folder(&[]);
    let origins = ["https://img.example".to_owned(), "https://files.example/some/path".to_owned()];
    let check = |href: &str, expected: Option<&str>| {
        let own = "https://gov.example/wall/?case=C1";
        let url = picture_url(&&line, href, FOLDER, own, &origins);
        assert_eq!(url.as_deref(), expected, "{href}");
    };
    check("photos/a.jpg", Some("https://gov.example/demo/photos/a.jpg"));
    check("/a.jpg", Some("https://gov.example/a.jpg"));
    check("https://img.example/a.jpg", Some("https://img.example/a.jpg"));
    check("//files.example/a.jpg", Some("https://files.example/a.jpg"));
    check("https://img.example.evil.example/a.jpg", None);
    check("https://img.example@evil.example/a.jpg", None);
    check("http://img.example/a.jpg", None);
    check("https://img.example:8443/a.jpg", None);
    check("https://evil.example/a.jpg", None);
    check("data:image/png;base64,AAAA", None);
    check("javascript:alert(1)", None);
    check("http://[nowhere", None);
}
