//! The line to a server: whatever a test says is answered, every question is written down, and nothing ever waits.

use chrono::TimeDelta;
use gridlight::{
    contract::config::{Config, SourceConfig},
    domain::{failure::Failure, time::Instant},
    source::{
        service::Service,
        transport::{Accept, Answer, Transport, failed_status, is_web_page},
    },
};
use serde_json::{Value, json};
use std::{
    cell::{Cell, RefCell},
    pin::pin,
    task::{Context, Poll, Waker},
};
use url::Url;

/// The page that asks.
pub(crate) const PAGE: &str = "https://gov.example/wall/config.json";
/// The landing document of the server that is asked.
pub(crate) const LANDING: &str = "https://gov.example/ogc/";
/// More questions than any reading may ask.
const WITHOUT_END: usize = 3_000;

/// What comes back over the line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Said {
    /// A success with this body.
    Text(String),
    /// A failure with this status.
    Status(u16),
    /// Nothing.
    Silence,
}

impl From<Value> for Said {
    fn from(document: Value) -> Self {
        Self::Text(document.to_string())
    }
}

/// A line, and what was asked over it.
pub(crate) struct Line<'a> {
    answer: Box<dyn Fn(&Url) -> Said + 'a>,
    asked: RefCell<Vec<String>>,
    now: Cell<Instant>,
    /// How long an answer takes, and by how much the clocks of the servers that give one in turn are off.
    takes: TimeDelta,
    clocks: &'static [i64],
}

impl<'a> Line<'a> {
    /// A line at whose end this answers.
    pub(crate) fn to(answer: impl Fn(&Url) -> Said + 'a) -> Self {
        let (asked, now) = (RefCell::default(), Cell::new(noon()));
        Self { answer: Box::new(answer), asked, now, takes: TimeDelta::zero(), clocks: &[] }
    }

    /// A line at whose end a table lies; what is not in it is not there.
    pub(crate) fn table(rows: impl IntoIterator<Item = (&'a str, Said)>) -> Self {
        let rows: Vec<_> = rows.into_iter().collect();
        Self::to(move |url| {
            let row = rows.iter().find(|(address, _)| *address == url.as_str());
            row.map_or(Said::Status(404), |(_, said)| said.clone())
        })
    }

    /// A line over which an answer takes so many seconds, and whose servers tell their time: off by so many, in turn.
    pub(crate) fn timed(self, seconds: i64, clocks: &'static [i64]) -> Self {
        Self { takes: TimeDelta::seconds(seconds), clocks, ..self }
    }

    /// What was asked since this was last looked at.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.take()
    }

    fn ask(&self, url: &str) -> Result<Answer, Failure> {
        let mut asked = self.asked.borrow_mut();
        asked.push(url.to_owned());
        assert!(asked.len() < WITHOUT_END, "asked without end, at last {url}");
        self.now.set(self.now.get() + self.takes);
        let clock = self.clocks.iter().cycle().nth(asked.len());
        let clock_offset = clock.map(|seconds| TimeDelta::seconds(*seconds));
        match (self.answer)(&Url::parse(url).expect(url)) {
            Said::Text(text) if is_web_page(&text) => Err(Failure::WebPage { url: url.into() }),
            Said::Text(text) => Ok(Answer { text, clock_offset }),
            Said::Status(status) => Err(failed_status(url, status, None)),
            Said::Silence => Err(Failure::NoAnswer { url: url.into() }),
        }
    }
}

impl Transport for &Line<'_> {
    fn get(&self, url: &str, _: Accept) -> impl Future<Output = Result<Answer, Failure>> {
        std::future::ready(self.ask(url))
    }

    fn resolve(&self, href: &str, base: &str) -> Option<String> {
        Url::parse(base).ok()?.join(href).ok().map(String::from)
    }

    fn now(&self) -> Instant {
        self.now.get()
    }

    fn allows(&self, url: &str) -> bool {
        Url::parse(url).is_ok_and(|url| url.host_str() == Some("gov.example"))
    }
}

/// The time on every clock of these tests: a Friday.
pub(crate) fn noon() -> Instant {
    "2026-09-18T04:00:00Z".parse().unwrap()
}

/// A source with these settings.
pub(crate) fn source(settings: Value) -> SourceConfig {
    let mut source = json!({ "kind": "ogc", "landing": LANDING });
    for (key, value) in settings.as_object().unwrap() {
        source[key] = value.clone();
    }
    let (config, unknown) =
        Config::read(&json!({ "sources": { "s": source } }).to_string()).unwrap();
    assert_eq!(unknown, [""; 0], "the tests' own configs are in order");
    config.sources["s"].clone()
}

/// Opens a source over a line.
pub(crate) fn open<'l, 'a>(
    line: &'l Line<'a>,
    source: &SourceConfig,
) -> Result<Service<&'l Line<'a>>, Failure> {
    at_once(Service::open(line, source, PAGE))
}

/// The value of a future that never waits.
pub(crate) fn at_once<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a table answers at once"),
    }
}
