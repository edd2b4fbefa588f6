//! What an answer does to the board: changes are taken in once, closed matters leave, and a lie is believed by nobody.

use crate::{
    plans::Wall,
    rows::{after, closed, feature, ids, matter, matter_with, matters},
    server::{Manners, Server},
};
use gridlight::{
    contract::stream::case_change,
    domain::{
        ability::{Ability, Finding},
        defect::Collection,
        remark::Remark,
    },
};
use serde_json::{Value, json};

const FILTER: Ability = Ability::ChangesByFilter;

#[test]
fn each_change_is_taken_in_once_and_no_older_one() {
    let check = |what: &str, news: &[Value], open: &[&str], changed: &[&str]| {
        let known = [matter("A", after(-300)), matter("B", after(-300))];
        let server = Server::new(&known, Manners::default());
        let line = server.line();
        let mut wall = Wall::open(&line, &[FILTER]);
        news.iter().for_each(|row| server.put(row.clone()));
        let taken = wall.poll(after(60)).unwrap();
        assert_eq!(ids(&wall.board), open, "{what}");
        let found: Vec<_> = taken.changed.iter().map(|open| open.case.id.as_str()).collect();
        assert_eq!(found, changed, "{what}");
        assert_eq!(taken.remarks, [], "{what}");
        let again = wall.poll(after(120)).unwrap();
        assert!(again.board.is_none() && again.changed.is_empty(), "{what}, again");
    };
    let title = |id: &str, seconds: i64| matter_with(id, after(seconds), json!({ "title": "新" }));
    check("nothing", &[], &["A", "B"], &[]);
    check("a new one", &[matter("C", after(30))], &["A", "B", "C"], &["C"]);
    check("another title", &[title("A", 30)], &["A", "B"], &["A"]);
    check("in the same second", &[title("A", -300)], &["A", "B"], &["A"]);
    check("older", &[title("A", -301)], &["A", "B"], &[]);
    check("closed", &[closed("A", after(30))], &["B"], &[]);
    check("closed before it was known", &[closed("C", after(30))], &["A", "B"], &[]);
    check("written a minute late", &[matter("C", after(-360))], &["A", "B", "C"], &["C"]);
    let no_grid = matter_with("C", after(30), json!({ "grid_id": "G9", "status": "?" }));
    check("with faults", &[no_grid], &["A", "B", "C"], &["C"]);
    let many: Vec<_> = (0..20).map(|n| matter(&format!("C{n:02}"), after(n))).collect();
    let all: Vec<String> = many.iter().map(|row| row["id"].as_str().unwrap().into()).collect();
    let new: Vec<&str> = all.iter().map(String::as_str).collect();
    check("several pages", &many, &[&["A", "B"], &new[..]].concat(), &new);
}

#[test]
fn what_changes_do_not_tell_of_is_found_within_a_quarter_of_an_hour() {
    let server = Server::new(&matters(4), Manners::default());
    let line = server.line();
    let mut wall = Wall::open(&line, &[FILTER]);
    server.remove("M001");
    let old = matter_with("M002", after(-86_400), json!({ "title": "改" }));
    server.put(old);
    for minute in 1..15 {
        wall.poll(after(minute * 60)).unwrap();
        assert_eq!(wall.board.cases().count(), 4, "minute {minute}");
    }
    let taken = wall.poll(after(900)).unwrap();
    assert_eq!(ids(&wall.board), ["M000", "M002", "M003"]);
    assert_eq!(taken.changed.len(), 1);
    assert_eq!(&*wall.board.case(&"M002".into()).unwrap().case.title, "改");
}

#[test]
fn a_server_that_no_longer_does_what_it_proved_is_not_believed() {
    let check = |what: &str, proven: &[Ability], manners: Manners, broken: Ability| {
        let honest = Server::new(&matters(12), Manners::default());
        let line = honest.line();
        let wall = Wall::open(&line, proven);
        let mut rows = matters(12);
        rows.reverse();
        rows.swap(2, 9);
        rows.push(matter("NEW", after(30)));
        rows.insert(4, matter("NEWER", after(40)));
        let changed = Server::new(&rows, manners);
        let other = changed.line();
        let source = wall.service.source.clone();
        let service = crate::line::open(&other, &source).unwrap();
        let mut wall = Wall { service, ..wall };
        let before = wall.board.clone();
        let taken = wall.poll(after(60)).unwrap();
        assert_eq!(taken.remarks, [Remark::Broken(broken)], "{what}");
        assert!(taken.board.is_none() && wall.board == before, "{what}: nothing of it is shown");
        assert!(matches!(wall.polling.abilities.of(broken), Finding::Lying(_)), "{what}");
        assert!(wall.asks_for_everything(after(61)), "{what}");
        wall.poll(after(61)).unwrap();
        assert_eq!(wall.board.cases().count(), 14, "{what}");
        let kept = proven.iter().filter(|way| **way != broken);
        assert!(kept.clone().all(|way| wall.polling.abilities.has(*way)), "{what}");
        assert_eq!(
            wall.asks_for_everything(after(120)),
            broken == FILTER && !proven.contains(&Ability::ChangesByDatetime),
            "{what}"
        );
    };
    let deaf =
        Manners { ignores: |name| name != "limit" && name != "offset", ..Manners::default() };
    check("it ignores all", &[FILTER], deaf, FILTER);
    check("it ignores all, order too", &[FILTER, Ability::Sort], deaf, FILTER);
    check("another way is left", &[FILTER, Ability::ChangesByDatetime], deaf, FILTER);
    let unsorted = Manners { ignores: |name| name == "sortby", ..Manners::default() };
    check("it only does not sort", &[FILTER, Ability::Sort], unsorted, Ability::Sort);
}

#[test]
fn changes_that_cannot_be_read_to_their_end_are_made_up_for() {
    let no_way_on =
        Manners { has_next: false, ignores: |name| name == "offset", ..Manners::default() };
    let server = Server::new(&matters(3), no_way_on);
    let line = server.line();
    let mut wall = Wall::open(&line, &[FILTER]);
    // More than a page of changes, the newest of them on the first.
    (0..30).for_each(|n| server.put(closed(&format!("X{n}"), after(50 - n))));
    server.put(matter("LAST", after(1)));
    let taken = wall.poll(after(60)).unwrap();
    assert!(
        matches!(taken.remarks[..], [Remark::CutOff(Collection::Cases, _)]),
        "{:?}",
        taken.remarks
    );
    wall.poll(after(120)).unwrap();
    assert!(wall.board.case(&"LAST".into()).is_some(), "everything is asked for instead");
}

#[test]
fn an_unchanged_answer_changes_nothing_but_what_others_said() {
    let server = Server::new(&matters(3), Manners::default());
    let line = server.line();
    let mut wall = Wall::open(&line, &[]);
    let taken = wall.poll(after(60)).unwrap();
    assert!(taken.board.is_none() && taken.changed.is_empty() && taken.remarks.is_empty());

    // The stream told of a matter, and its word of the end of it got lost.
    let event = json!({ "op": "put", "feature": matter("GHOST", after(61)) });
    say(&mut wall, &event);
    assert_eq!(wall.board.cases().count(), 4);
    wall.poll(after(120)).unwrap();
    assert_eq!(
        wall.board.cases().count(),
        3,
        "the same answer as before, and yet it says something"
    );
    let taken = wall.poll(after(180)).unwrap();
    assert!(taken.board.is_none());
}

#[test]
fn an_answer_as_before_takes_back_what_changes_have_brought() {
    let server = Server::new(&matters(3), Manners::default());
    let line = server.line();
    let mut wall = Wall::open(&line, &[FILTER]);
    server.put(matter("GHOST", after(30)));
    wall.poll(after(60)).unwrap();
    assert_eq!(wall.board.cases().count(), 4);
    server.remove("GHOST");
    wall.poll(after(900)).unwrap();
    assert_eq!(wall.board.cases().count(), 3, "it is the text of the opening once more");
}

/// Takes in an event of the stream.
fn say(wall: &mut Wall<'_>, event: &Value) {
    let reading = wall.service.reading(Collection::OpenCases);
    let change = case_change(&event.to_string(), &reading.reading()).unwrap();
    wall.polling.touch(change.case_id());
    wall.board.apply(change);
}

#[test]
fn what_the_stream_said_while_everything_was_read_stays() {
    let server = Server::new(&matters(3), Manners::default());
    let line = server.line();
    let mut wall = Wall::open(&line, &[]);
    let plan = wall.polling.plan(after(60));
    let pages =
        crate::line::at_once(gridlight::source::polling::ask(&wall.service, &plan)).unwrap();
    server.put(closed("M000", after(61)));
    server.put(matter("NEW", after(62)));
    say(&mut wall, &json!({ "op": "put", "feature": closed("M000", after(61)) }));
    say(&mut wall, &json!({ "op": "put", "feature": matter("NEW", after(62)) }));
    let taken = wall.polling.take_in(&wall.service, &plan, pages, &wall.board, after(60)).unwrap();
    wall.board = taken.board.unwrap_or(wall.board);
    assert_eq!(ids(&wall.board), ["M001", "M002", "NEW"]);
    wall.poll(after(120)).unwrap();
    assert_eq!(ids(&wall.board), ["M001", "M002", "NEW"]);
}

#[test]
fn faults_do_not_pile_up() {
    let broken = feature("", json!({ "title": "无编号", "updated_at": "昨天" }));
    let unread = |seconds: i64| {
        matter_with("A", after(seconds), json!({ "title": null, "contacted_at": "昨天" }))
    };
    let server = Server::new(&[unread(-300), matter("B", after(-300))], Manners::default());
    let line = server.line();
    let mut wall = Wall::open(&line, &[FILTER]);
    let mut most = 0;
    for minute in 1..=1_000_i64 {
        let now = minute * 60;
        server.put(unread(now - 30));
        server.put(matter("B", after(now - 20)));
        // A row without an id has no name: it is known by its place, which changes from answer to answer.
        let mut all = server.rows.borrow_mut();
        for of in ["cases", "open-cases"] {
            let rows = all.get_mut(of).unwrap();
            rows.retain(|row| row["id"] != "");
            let place = usize::try_from(minute).unwrap() % (rows.len() + 1);
            let mut row = broken.clone();
            row["properties"]["updated_at"] = crate::rows::written(after(now - 10)).into();
            rows.insert(place, row);
        }
        drop(all);
        let taken = wall.poll(after(now)).unwrap();
        assert_eq!(taken.remarks, [], "minute {minute}");
        most = most.max(wall.board.defects().count());
    }
    // Two of the matter, and the nameless row at each of the places at which it stood.
    assert!((3..=5).contains(&most), "{most} defects");
    assert_eq!(wall.board.cases().count(), 2);
}

#[test]
fn a_matter_with_faults_is_told_of_once() {
    let server = Server::new(&matters(2), Manners::default());
    let line = server.line();
    let mut wall = Wall::open(&line, &[FILTER]);
    server.put(matter_with("A", after(800), json!({ "contacted_at": "昨天", "domain": "?" })));
    let told: usize =
        (14..20).map(|minute| wall.poll(after(minute * 60)).unwrap().changed.len()).sum();
    assert_eq!(told, 1, "whether it is read as one of all or as a change, it is the same matter");
    assert_eq!(wall.board.defects().count(), 2);
}
