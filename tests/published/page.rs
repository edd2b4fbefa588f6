//! The page for implementers: its tables are the documents', its links lead somewhere, and the strict policy holds.

use crate::schema::{api, text};
use std::{collections::BTreeSet, path::Path};
use xtask::{contract_page::with_tables, headers::HeaderSet};

fn page() -> String {
    text("public/contract/index.html")
}

/// The values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    let pieces = html.match_indices(&start).map(|(at, start)| &html[at + start.len()..]);
    pieces.map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn its_tables_are_those_of_the_documents() {
    let [openapi, config] = ["openapi.json", "config.schema.json"];
    let [openapi, config] = [openapi, config].map(|name| text(&format!("public/contract/{name}")));
    let written = with_tables(&page(), &openapi, &config).unwrap();
    assert!(written == page(), "write them anew: cargo xtask contract");
}

#[test]
fn every_collection_type_and_key_can_be_found_on_it() {
    let page = page();
    let api = api();
    for path in api["paths"].as_object().unwrap().keys() {
        let Some(id) =
            path.strip_prefix("/collections/").and_then(|rest| rest.strip_suffix("/items"))
        else {
            continue;
        };
        assert!(page.contains(&format!("<h3 id=\"{id}\">")), "{id}");
    }
    let ids = values(&page, "id");
    let unique: BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "an id stands once");
    for link in values(&page, "href") {
        if let Some(id) = link.strip_prefix('#') {
            assert!(unique.contains(&id), "{link} leads nowhere");
        }
    }
}

#[test]
fn it_keeps_the_strict_policy_and_needs_nothing_from_elsewhere() {
    let page = page();
    for inline in ["<script", "<style", " style=\"", " onclick=\"", "javascript:"] {
        assert!(!page.contains(inline), "{inline}");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/contract");
    let links = values(&page, "href").into_iter().chain(values(&page, "src"));
    for link in links.filter(|link| *link != "data:,") {
        assert!(!link.starts_with('/') && !link.contains("://"), "{link} leads elsewhere");
        let file = link.split('#').next().unwrap();
        let is_there = file.is_empty() || folder.join(file).exists();
        assert!(is_there, "{link} leads nowhere");
    }
    let style = text("public/contract/page.css");
    assert!(!style.contains("url(") && !style.contains("@import"), "the style needs no other file");
}

#[test]
fn the_headers_it_shows_are_those_that_are_printed() {
    let page = page();
    for (name, value) in HeaderSet::default().iter() {
        let line = format!("{name}: {value}");
        assert!(page.contains(&line), "{line}");
    }
    for header in [
        "Access-Control-Allow-Headers: Authorization, Last-Event-ID",
        "Access-Control-Expose-Headers: Date, ETag, Retry-After",
        "Access-Control-Allow-Credentials: true",
    ] {
        assert!(page.contains(header), "{header}");
    }
}
