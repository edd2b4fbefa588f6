//! Plain requests, and what came back.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;
use ureq::Agent;

/// An answer: status, headers by their small names, and body.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    /// All values of a header.
    pub(crate) fn headers(&self, name: &str) -> Vec<&str> {
        let of_name = self.headers.iter().filter(|(known, _)| known == name);
        of_name.map(|(_, value)| value.as_str()).collect()
    }

    /// The one value of a header, `None` without it.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let values = self.headers(name);
        assert!(values.len() < 2, "{name} stands there {} times: {values:?}", values.len());
        values.first().copied()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

/// Asks as the page does, from a page of another origin, with these headers too.
pub(crate) fn ask_with(address: &str, headers: &[(&str, &str)]) -> Answer {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(Duration::from_secs(60)));
    let agent: Agent = config.build().into();
    let mut request = agent.get(address).header("Accept", ACCEPT);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut response = request.call().unwrap_or_else(|error| panic!("{address}: {error}"));
    let headers = response.headers().iter().map(|(name, value)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    let headers = headers.collect();
    let body = response.body_mut().with_config().limit(100_000_000).read_to_vec().unwrap();
    // A compressed body is only looked at from outside.
    let body = String::from_utf8_lossy(&body).into_owned();
    Answer { status: response.status().as_u16(), headers, body }
}

/// What the page accepts.
const ACCEPT: &str = "application/geo+json, application/json;q=0.9";

/// Asks from a page of another origin.
pub(crate) fn ask(address: &str) -> Answer {
    ask_with(address, &[("Origin", "https://wall.example")])
}

/// The address of a link of a document.
pub(crate) fn link(document: &Value, rel: &str) -> Option<String> {
    let links = document["links"].as_array().into_iter().flatten();
    let mut of_rel = links.filter(|link| link["rel"] == rel);
    of_rel.next().and_then(|link| Some(link["href"].as_str()?.to_owned()))
}

/// All rows of a collection by id, page by page, and how many pages that took.
pub(crate) fn all_rows(first: &str) -> (BTreeMap<String, Value>, usize) {
    let (mut rows, mut pages, mut next) = (BTreeMap::new(), 0, Some(first.to_owned()));
    while let Some(address) = next {
        let answer = ask(&address);
        assert_eq!(answer.status, 200, "{address}: {}", answer.body);
        let page = answer.json();
        for row in page["features"].as_array().unwrap() {
            let id =
                row["id"].as_str().unwrap_or_else(|| panic!("{address}: no text as id: {row}"));
            assert!(rows.insert(id.to_owned(), row.clone()).is_none(), "{address}: {id} twice");
        }
        pages += 1;
        next = link(&page, "next");
    }
    (rows, pages)
}
