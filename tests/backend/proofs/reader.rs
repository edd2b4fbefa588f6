//! A reader that is no browser: plain requests, and a stream read event by event.

use std::{
    io::{BufRead, BufReader, Read},
    time::Duration,
};

use serde_json::Value;
use ureq::{Agent, Body, Error, http::Response};

/// Longer than any answer takes, so that a test that hangs ends.
const LIMIT: Duration = Duration::from_secs(30);

/// An answer that was read to its end.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) text: String,
    head: Response<()>,
}

impl Answer {
    /// A header as text; nothing where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.head.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text)
            .unwrap_or_else(|error| panic!("{error} in {:.200}", self.text))
    }

    /// The ids of the rows, in their order.
    pub(crate) fn ids(&self) -> Vec<String> {
        let rows = self.json()["features"].as_array().unwrap().clone();
        rows.iter().map(|row| row["id"].as_str().unwrap_or("?").to_owned()).collect()
    }

    /// The link with this relation.
    pub(crate) fn link(&self, rel: &str) -> Option<String> {
        let document = self.json();
        let link = document["links"].as_array()?.iter().find(|link| link["rel"] == rel)?;
        link["href"].as_str().map(str::to_owned)
    }
}

fn call(url: &str, headers: &[(&str, &str)]) -> Result<Response<Body>, Error> {
    let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(LIMIT));
    let agent: Agent = config.build().into();
    let request = agent.get(url);
    headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).call()
}

/// Asks, and reads the whole answer.
pub(crate) fn try_get(url: &str, headers: &[(&str, &str)]) -> Result<Answer, Error> {
    let (head, mut body) = call(url, headers)?.into_parts();
    let text = body.read_to_string()?;
    Ok(Answer { status: head.status.as_u16(), text, head: Response::from_parts(head, ()) })
}

/// The same where an answer must come.
pub(crate) fn get(url: &str, headers: &[(&str, &str)]) -> Answer {
    try_get(url, headers).unwrap_or_else(|error| panic!("{url}: {error}"))
}

/// The length of a body that nobody wants to hold.
pub(crate) fn length(url: &str) -> u64 {
    let mut reader =
        call(url, &[]).unwrap().into_body().into_with_config().limit(u64::MAX).reader();
    std::io::copy(&mut reader, &mut std::io::sink()).unwrap()
}

/// All rows of a collection, page by page, but never more than 50 pages.
pub(crate) fn pages(url: &str) -> Vec<Answer> {
    let mut pages = vec![get(url, &[])];
    while let Some(next) = pages.last().unwrap().link("next").filter(|_| pages.len() < 50) {
        pages.push(get(&next, &[]));
    }
    pages
}

/// An open stream.
pub(crate) struct Listener(BufReader<Box<dyn Read>>);

/// An event or a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) id: String,
    pub(crate) event: String,
    pub(crate) data: String,
    pub(crate) retry: String,
    pub(crate) comment: bool,
}

impl Listener {
    pub(crate) fn open(url: &str, headers: &[(&str, &str)]) -> Self {
        let response = call(url, headers).unwrap();
        assert_eq!(response.status().as_u16(), 200, "{url}");
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self(BufReader::new(Box::new(response.into_body().into_reader())))
    }

    /// What comes next; `None` when the stream has ended.
    pub(crate) fn next(&mut self) -> Option<Event> {
        let mut event = Event::default();
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let line = line.trim_end_matches('\n');
            if line.is_empty() {
                return Some(event);
            }
            let (name, value) = line.split_once(':').unwrap();
            let value = value.trim_start().to_owned();
            match name {
                "" => event.comment = true,
                "id" => event.id = value,
                "event" => event.event = value,
                "data" => event.data += &value,
                "retry" => event.retry = value,
                other => panic!("{other} is no field"),
            }
        }
    }

    /// The next event that is no comment, as its kind, its number and the id of its matter.
    pub(crate) fn next_said(&mut self) -> Option<(String, String, String)> {
        loop {
            let event = self.next()?;
            if !event.comment {
                let data: Value = serde_json::from_str(&event.data).unwrap();
                let matter = data["feature"]["id"].as_str().unwrap_or_default().to_owned();
                return Some((event.event, event.id, matter));
            }
        }
    }
}
