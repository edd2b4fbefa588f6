//! Which questions each server answers rightly, and how it fails at the others: the reasons for what the page asks first.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use serde_json::Value;

use crate::ask::{ask, link};
use crate::district::{District, SERVERS, Server, district, folder_rows};
use Outcome::{Others, Refused, Right, Unfiltered};

/// What came back, beside what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// The rows that satisfy the question, all of them.
    Right,
    /// The rows there would be without the question.
    Unfiltered,
    /// Other rows, and a status that says all is well.
    Others,
    /// This status.
    Refused(u16),
}

/// The grids of a zone or town.
fn grids_below(zone_or_town: &str) -> BTreeSet<String> {
    let zones = folder_rows("zones");
    let inside = |row: &Value| {
        let zone = row["properties"]["zone_id"].as_str().unwrap();
        zone == zone_or_town || zones[zone]["properties"]["town_id"] == zone_or_town
    };
    let grids = folder_rows("grids").iter().filter(|(_, row)| inside(row));
    grids.map(|(id, _)| id.clone()).collect()
}

fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row["properties"][name].as_str().unwrap_or_default()
}

fn time(row: &Value, name: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text(row, name)).ok()
}

fn after(row: &Value, moment: &str) -> bool {
    time(row, "updated_at") > DateTime::parse_from_rfc3339(moment).ok()
}

/// Asks both servers, and compares with the rows of the folder that satisfy the question.
fn check(
    collection: &str,
    query: &str,
    satisfies: impl Fn(&str, &Value) -> bool,
    expected: [Outcome; 2],
) {
    let rows = folder_rows(collection);
    let wanted: BTreeSet<&str> =
        rows.iter().filter(|(id, row)| satisfies(id, row)).map(|(id, _)| id.as_str()).collect();
    // Otherwise a server that ignores the question, or gives nothing at all, would pass.
    assert!(!wanted.is_empty() && wanted.len() < rows.len().min(1000), "{query}: {}", wanted.len());
    let unfiltered: BTreeSet<&str> = rows.keys().map(String::as_str).take(1000).collect();
    for (server, expected) in SERVERS.into_iter().zip(expected) {
        let answer = ask(&district().items(server, collection, query));
        let outcome = if answer.status == 200 {
            let page = answer.json();
            let rows = page["features"].as_array().unwrap().iter();
            let ids: BTreeSet<&str> = rows.map(|row| row["id"].as_str().unwrap()).collect();
            match () {
                () if ids == wanted => Right,
                () if ids == unfiltered => Unfiltered,
                () => Others,
            }
        } else {
            Refused(answer.status)
        };
        assert_eq!(outcome, expected, "{server:?} {collection} {query}: {:.300}", answer.body);
    }
}

#[test]
fn filters() {
    let rows = folder_rows("cases");
    // One with steps; the year's list tells of closed ones without.
    let case = rows.keys().find(|id| id.starts_with("XGZ-20260909")).unwrap();
    let (zone, town) = (grids_below("Z001"), grids_below("T01"));
    let of_case = |_: &str, row: &Value| text(row, "case_id") == case;
    let all = "?limit=1000";
    let by_case = format!("{all}&case_id={case}");
    check("case-steps", &by_case, of_case, [Right, Right]);
    check("case-steps", &format!("{by_case}&sortby=seq"), of_case, [Right, Right]);

    let grid = |_: &str, row: &Value| text(row, "grid_id") == "G0007";
    let in_zone = |_: &str, row: &Value| zone.contains(text(row, "grid_id"));
    let in_town = |_: &str, row: &Value| town.contains(text(row, "grid_id"));
    let returned = |_: &str, row: &Value| text(row, "status") == "returned";
    check("cases", &format!("{all}&grid_id=G0007"), grid, [Right, Right]);
    check("cases", &format!("{all}&zone_id=Z001"), in_zone, [Right, Right]);
    check("cases", &format!("{all}&town_id=T01"), in_town, [Right, Right]);
    check("cases", &format!("{all}&status=returned"), returned, [Right, Right]);
    // A list is no list, and of a repeated name one counts: tipg the last, pygeoapi the first.
    let both = |_: &str, row: &Value| ["G0007", "G0008"].contains(&text(row, "grid_id"));
    check("cases", &format!("{all}&grid_id=G0007,G0008"), both, [Others, Others]);
    check("cases", &format!("{all}&grid_id=G0007&grid_id=G0008"), both, [Others, Others]);
    // A name that nobody knows is no reason to complain.
    check("cases", &format!("{all}&wangge=G0007"), grid, [Unfiltered, Unfiltered]);

    let changed = |_: &str, row: &Value| after(row, "2026-09-18T16:50:00+08:00");
    let cases = [
        ("updated_at%20%3E%20'2026-09-18T08:50:00Z'", [Right, Right]),
        ("updated_at%20%3E%20'2026-09-18T16:50:00%2B08:00'", [Right, Right]),
        // Unquoted it is no text, and the word of one dialect is unknown in the other.
        ("updated_at%20%3E%202026-09-18T08:50:00Z", [Refused(500), Refused(400)]),
        ("updated_at%20%3E%20TIMESTAMP('2026-09-18T08:50:00Z')", [Right, Refused(500)]),
        // So is the name of the language: no word suits both.
        ("updated_at%20%3E%20'2026-09-18T08:50:00Z'&filter-lang=cql2-text", [Right, Refused(400)]),
        ("updated_at%20%3E%20'2026-09-18T08:50:00Z'&filter-lang=cql-text", [Refused(422), Right]),
        // Two questions at once are one, with `and`.
        ("updated_at%20%3E%20'2026-09-18T08:50:00Z'&sortby=updated_at,id", [Right, Right]),
    ];
    for (filter, expected) in cases {
        check("cases", &format!("{all}&filter={filter}"), changed, expected);
    }
    let changed_in_grid =
        |id: &str, row: &Value| grid(id, row) && after(row, "2026-09-14T00:00:00Z");
    let both = "&grid_id=G0007&filter=updated_at%20%3E%20'2026-09-14T00:00:00Z'";
    check("cases", &format!("{all}{both}"), changed_in_grid, [Right, Right]);
    // A property that is not there: one server breaks, the other finds nothing.
    let nonsense = format!("{all}&filter=wangge%20=%20'G0007'");
    check("cases", &nonsense, grid, [Refused(500), Others]);
}

#[test]
fn one_case_by_its_id() {
    let rows = folder_rows("cases");
    let (id, row) = rows.iter().next_back().unwrap();
    for server in SERVERS {
        let answer = ask(&district().items(server, "cases", &format!("/{id}")));
        assert_eq!(answer.status, 200, "{server:?}: {}", answer.body);
        let case = answer.json();
        assert_eq!(case["id"], *id, "{server:?}");
        assert_eq!(text(&case, "title"), text(row, "title"), "{server:?}");
        assert_eq!(ask(&district().items(server, "cases", "/none")).status, 404, "{server:?}");
    }
}

#[test]
fn sorting() {
    for server in SERVERS {
        let ask_for = |sort: &str| {
            let query = format!("?zone_id=Z001&limit=100{sort}");
            let page = ask(&district().items(server, "cases", &query)).json();
            let rows = page["features"].as_array().unwrap().iter();
            rows.map(|row| (time(row, "updated_at").unwrap(), row["id"].to_string()))
                .collect::<Vec<_>>()
        };
        let plain = ask_for("");
        let mut by_id = plain.clone();
        by_id.sort_by(|a, b| a.1.cmp(&b.1));
        let mut newest = plain.clone();
        newest.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let mut oldest = newest.clone();
        oldest.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
        assert!(plain.len() > 20 && newest != by_id && oldest != by_id, "{server:?}: {plain:?}");
        // Without a word about it, rows come by id: pages neither overlap nor leave gaps.
        assert_eq!(plain, by_id, "{server:?}");
        assert_eq!(ask_for("&sortby=-updated_at,id"), newest, "{server:?}");
        assert_eq!(ask_for("&sortby=updated_at,id"), oldest, "{server:?}");
        // A plus sign in an address is a blank.
        assert_eq!(ask_for("&sortby=%2Bupdated_at,id"), oldest, "{server:?}");
    }
}

#[test]
fn pages_and_geometry() {
    // The last page that has rows, and the one after it, whatever the demo has.
    let matters = folder_rows("cases").len();
    let (pages, last) = (matters.div_ceil(1000), matters % 1000);
    assert!(last > 0, "{matters} matters fill their last page: ask for others");
    let beyond = |before: usize| format!("?limit=1000&offset={}", (pages - before) * 1000);
    // limit, and what comes of it: the status, and how many rows.
    let limits: [(&str, _); 5] = [
        ("?limit=1000", [(200, 1000), (200, 1000)]),
        ("?limit=5000", [(422, 0), (200, 1000)]),
        ("", [(200, 10), (200, 100)]),
        (&beyond(1), [(200, last), (200, last)]),
        (&beyond(0), [(200, 0), (200, 0)]),
    ];
    // Each server knows only its own word for it.
    let geometries = [
        ("?limit=5", [true, true]),
        ("?limit=5&skipGeometry=true", [true, false]),
        ("?limit=5&geom-column=none", [false, true]),
        ("?limit=5&skipGeometry=true&geom-column=none", [false, false]),
    ];
    for (place, server) in SERVERS.into_iter().enumerate() {
        for (query, expected) in limits {
            let answer = ask(&district().items(server, "cases", query));
            let rows =
                (answer.status == 200).then(|| answer.json()["features"].as_array().unwrap().len());
            assert_eq!((answer.status, rows.unwrap_or(0)), expected[place], "{server:?} {query}");
        }
        for (query, expected) in geometries {
            let page = ask(&district().items(server, "grids", query)).json();
            let rows = page["features"].as_array().unwrap();
            assert_eq!(rows.len(), 5, "{server:?} {query}");
            assert!(
                rows.iter().all(|row| row["geometry"].is_object() == expected[place]),
                "{server:?} {query}"
            );
        }
    }
}

#[test]
fn links_and_headers() {
    // Who may read it, what of its headers beside the few that all may see, and how long it may be kept.
    let wall = Some("https://wall.example");
    let expected = BTreeMap::from([
        ("Tipg", [wall, None, Some("no-cache")]),
        ("PyGeoApi", [wall, None, None]),
    ]);
    for server in SERVERS {
        let answer = ask(&district().items(server, "open-cases", "?limit=10"));
        let names =
            ["access-control-allow-origin", "access-control-expose-headers", "cache-control"];
        let name = format!("{server:?}");
        assert_eq!(names.map(|name| answer.header(name)), expected[name.as_str()], "{name}");
        assert!(answer.header("date").is_some_and(|date| date.ends_with(" GMT")), "{name}");
        assert_eq!(answer.header("etag"), None, "{name}: an unchanged list is sent again");
        let kind = answer.header("content-type").unwrap();
        let geo = if server == Server::Tipg { "application/geo+json" } else { "application/json" };
        assert_eq!(kind, geo, "{name}");
        let next = link(&answer.json(), "next").unwrap();
        assert!(next.starts_with(district().url(server)), "{name}: {next}");
    }
}

#[test]
fn a_change_is_seen_by_the_next_question() {
    // A district of its own: the rows of the others stay as they are.
    let district = District::start(|_| {});
    let matters = |server: Server| {
        let since = "?limit=10&filter=updated_at%20%3E%20'2026-09-18T00:00:00Z'";
        let page = ask(&district.items(server, "cases", since)).json();
        let rows = page["features"].as_array().unwrap().iter();
        rows.map(|row| text(row, "status").to_owned()).collect::<Vec<_>>()
    };
    // What happens, and which states are then seen.
    let changes: [(&str, &[&str]); 5] = [
        ("SELECT 1", &[]),
        (
            "INSERT INTO district.matter (id, title, domain, status, updated_at) VALUES ('1', '井盖', 'livelihood', 'reported', '2026-09-18T09:00:00+08:00')",
            &["reported"],
        ),
        (
            "UPDATE district.matter SET status = 'dispatched', updated_at = '2026-09-18T09:01:00+08:00'",
            &["dispatched"],
        ),
        (
            "UPDATE district.matter SET status = 'closed', updated_at = '2026-09-18T07:59:59+08:00'",
            &[],
        ),
        ("DELETE FROM district.matter", &[]),
    ];
    for (change, seen) in changes {
        district.database.sql(change).unwrap();
        assert_eq!(SERVERS.map(matters), [seen, seen], "{change}");
    }
}
