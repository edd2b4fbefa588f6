//! What changes is told in order, once, and again to those who were away.

use std::time::Duration;

use serde_json::json;

use crate::{
    backend::{
        Backend, Fault, Options,
        district::{district, normal_case},
        rows::changed,
    },
    reader::{Event, Listener, get},
};

fn said(event: &str, id: u64, matter: &str) -> Option<(String, String, String)> {
    Some((event.to_owned(), id.to_string(), matter.to_owned()))
}

fn open_ids(backend: &Backend) -> Vec<String> {
    get(&backend.at("collections/open-cases/items?limit=1000"), &[]).ids()
}

#[test]
fn a_change_is_told_and_is_there_for_who_asks() {
    let backend = Backend::start(Options::default(), district());
    let mut listener = Listener::open(&backend.at("stream"), &[]);
    assert!(listener.next().unwrap().comment, "a welcome");
    assert_eq!(backend.streams(), 1);
    let new = normal_case("N1", "G01", "16:59:00");
    backend.put_cases(std::slice::from_ref(&new));
    assert_eq!(listener.next_said(), said("case", 1, "N1"));
    assert!(open_ids(&backend).contains(&"N1".to_owned()));

    backend.put_cases(&[changed(&new, &[("status", json!("closed"))])]);
    assert_eq!(listener.next_said(), said("case", 2, "N1"));
    assert!(!open_ids(&backend).contains(&"N1".to_owned()), "what is closed is not open");
    assert_eq!(get(&backend.at("collections/cases/items/N1"), &[]).status, 200);
    backend.delete_case(&new);
    assert_eq!(listener.next_said(), said("case", 3, "N1"));
    assert_eq!(get(&backend.at("collections/cases/items/N1"), &[]).status, 404);

    // What is only told is in no collection, and what is only stored is told to nobody.
    backend.tell("put", &new);
    backend.store("open-cases", normal_case("N2", "G01", "16:59:00"));
    backend.tell("delete", &new);
    assert_eq!(listener.next_said(), said("case", 4, "N1"));
    assert_eq!(listener.next_said(), said("case", 5, "N1"));
    let ids = open_ids(&backend);
    assert!(ids.contains(&"N2".to_owned()) && !ids.contains(&"N1".to_owned()));
}

#[test]
fn who_comes_back_hears_what_was_missed_or_begins_anew() {
    let options = Options { log: 3, retry: Some(Duration::from_millis(70)), ..Options::default() };
    let backend = Backend::start(options, district());
    let new = normal_case("N", "G01", "16:59:00");
    for _ in 0..5 {
        backend.tell("put", &new);
    }
    let open = |last: &str| Listener::open(&backend.at("stream"), &[("last-event-id", last)]);
    let first = |last: &str| open(last).next_said();
    assert_eq!(first("4"), said("case", 5, "N"));
    assert_eq!(first("2"), said("case", 3, "N"));
    assert_eq!(first("1"), said("reset", 5, ""), "the second is forgotten");
    assert_eq!(first("9"), said("reset", 5, ""), "there was no ninth");
    backend.forget_events();
    assert_eq!(first("4"), said("reset", 5, ""));

    // Who has everything, and who never had anything, hears only what comes.
    let mut listeners = [open("5"), Listener::open(&backend.at("stream"), &[])];
    let welcome = listeners.each_mut().map(|listener| listener.next().unwrap().retry);
    assert_eq!(welcome, ["70", "70"]);
    backend.tell("put", &new);
    assert_eq!(
        listeners.map(|mut listener| listener.next_said()),
        [(); 2].map(|()| said("case", 6, "N"))
    );
    let asked: Vec<_> = backend
        .requests()
        .iter()
        .filter_map(|seen| seen.headers.get("last-event-id").cloned())
        .collect();
    assert_eq!(asked, ["4", "2", "1", "9", "4", "5"]);
}

#[test]
fn a_stream_is_kept_awake_silenced_and_cut() {
    let options = Options { heartbeat: Duration::from_millis(5), ..Options::default() };
    let backend = Backend::start(options, district());
    let mut listener = Listener::open(&backend.at("stream"), &[]);
    let comment = Event { comment: true, ..Event::default() };
    for _ in 0..3 {
        assert_eq!(listener.next(), Some(comment.clone()));
    }
    // What is told in the silence comes after it, and after the comments that were under way before.
    backend.silence(true);
    backend.tell("put", &normal_case("N", "G01", "16:59:00"));
    assert_eq!(backend.streams(), 1);
    backend.silence(false);
    assert_eq!(listener.next_said(), said("case", 1, "N"));

    backend.drop_streams();
    while listener.next().is_some() {}
    backend.fault("stream", Fault::Status(503));
    assert_eq!(get(&backend.at("stream"), &[]).status, 503);
    backend.mend("stream");
    assert!(Listener::open(&backend.at("stream"), &[]).next().is_some());
}

#[test]
fn a_burst_comes_whole_and_in_order() {
    let backend = Backend::start(Options::default(), district());
    let mut listener = Listener::open(&backend.at("stream"), &[]);
    let burst: Vec<_> =
        (1..=10_000).map(|n| normal_case(&format!("B{n}"), "G02", "16:59:30")).collect();
    assert_eq!(backend.put_cases(&burst), 10_000);
    for n in 1..=10_000 {
        assert_eq!(listener.next_said(), said("case", n, &format!("B{n}")));
    }
}

#[test]
fn a_backend_without_a_stream_names_none() {
    let options = Options { stream: false, ..Options::default() };
    let backend = Backend::start(options, district());
    assert_eq!(get(&backend.landing(), &[]).link("stream"), None);
    assert_eq!(get(&backend.at("stream"), &[]).status, 404);
}
