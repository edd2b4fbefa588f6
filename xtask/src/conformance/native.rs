//! Questions carried natively: over HTTP, or read from the disk where the config lies there.

use std::cell::RefCell;
use std::env;
use std::fs;
use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};
use gridlight::contract::config::{Auth, SourceConfig};
use gridlight::domain::failure::Failure;
use gridlight::source::transport::{Accept, Answer, Transport, failed_status, is_web_page};
use ureq::Agent;
use ureq::http::HeaderMap;
use url::Url;

/// The page from which the browser would ask, where the config does not say; servers are asked whether they allow it.
const SOME_PAGE: &str = "https://gridlight.example";
/// The variable that holds a token for a source with `"auth": "bearer"`.
pub(super) const TOKEN: &str = "GRIDLIGHT_TOKEN";

/// Carries questions, and remembers how each was answered.
#[derive(Debug)]
pub(super) struct Native {
    agent: Agent,
    origin: url::Origin,
    page: String,
    token: Option<String>,
    max_bytes: u64,
    timeout_seconds: u32,
    seen: RefCell<Vec<Seen>>,
}

/// How a question was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// The address.
    pub(super) url: String,
    /// The status; `None` if there was no answer.
    pub(super) status: Option<u16>,
    /// Until the whole body was there.
    pub(super) took: Duration,
    /// Bytes of the body, unpacked.
    pub(super) bytes: usize,
    /// Headers that matter to a page on another origin: allowed origin, exposed names.
    pub(super) allows: Option<String>,
    /// The names of headers that scripts may read.
    pub(super) exposes: Option<String>,
    /// Whether the answer has a validator.
    pub(super) has_etag: bool,
    /// Whether the answer has a date.
    pub(super) has_date: bool,
}

impl Native {
    pub(super) fn new(source: &SourceConfig, base: &str) -> Result<Self, String> {
        let landing = resolve(&source.landing, base)
            .ok_or_else(|| format!("{:?} is no address", source.landing))?;
        let landing = Url::parse(&landing).map_err(|error| format!("{landing}: {error}"))?;
        let token = env::var(TOKEN).ok().filter(|_| source.auth == Auth::Bearer);
        if source.auth == Auth::Bearer && token.is_none() {
            println!("⚠ the source wants a token: put one into {TOKEN}");
        }
        let timeout_seconds = source.timeout_seconds.unwrap_or(60);
        Ok(Self {
            agent: agent(timeout_seconds),
            origin: landing.origin(),
            page: page_of(base, &landing),
            token,
            max_bytes: source.max_bytes.unwrap_or(64 * 1024 * 1024).into(),
            timeout_seconds,
            seen: RefCell::default(),
        })
    }

    /// Answers that a page where the config lies could not read, for want of CORS; only of a config that says where it is.
    pub(super) fn hidden_from(&self, base: &str) -> Vec<String> {
        let is_elsewhere = Url::parse(base)
            .is_ok_and(|base| base.scheme().starts_with("http") && base.origin() != self.origin);
        let seen = self.seen.borrow();
        let hidden = seen.iter().filter(|seen| {
            let allows = seen.allows.as_deref();
            seen.status == Some(200) && allows != Some("*") && allows != Some(&self.page)
        });
        if is_elsewhere { hidden.map(|seen| seen.url.clone()).collect() } else { Vec::new() }
    }

    /// The answers so far, in order.
    pub(super) fn seen(&self) -> Vec<Seen> {
        self.seen.borrow().clone()
    }

    fn ask(&self, url: &str, accept: Accept) -> Result<Answer, Failure> {
        if let Some(path) = url.strip_prefix("file://") {
            let text = fs::read_to_string(path);
            let text = text.map_err(|_missing| Failure::Status {
                url: url.to_owned(),
                status: 404,
                retry_after_seconds: None,
            })?;
            return Ok(Answer { text, clock_offset: None });
        }
        let begun = Instant::now();
        let mut request = self.agent.get(url).header("Accept", accept.header());
        request = request.header("Origin", &self.page).header("Cache-Control", "no-cache");
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let mut seen = Seen {
            url: url.to_owned(),
            status: None,
            took: Duration::ZERO,
            bytes: 0,
            allows: None,
            exposes: None,
            has_etag: false,
            has_date: false,
        };
        let answer = request.call().map_err(|error| failed(url, &error, self.timeout_seconds));
        let answer = answer.and_then(|mut answer| {
            let (status, at) = (answer.status().as_u16(), now());
            seen.status = Some(status);
            let headers = answer.headers();
            seen.allows = header(headers, "access-control-allow-origin");
            seen.exposes = header(headers, "access-control-expose-headers");
            seen.has_etag = headers.contains_key("etag");
            seen.has_date = headers.contains_key("date");
            let retry_after = header(headers, "retry-after");
            let clock_offset = clock_offset(headers, at);
            if !answer.status().is_success() {
                return Err(failed_status(url, status, retry_after.as_deref()));
            }
            let body = answer.body_mut().with_config().limit(self.max_bytes).read_to_vec();
            let body = body.map_err(|error| self.broken(url, &error))?;
            seen.bytes = body.len();
            let text = String::from_utf8(body).map_err(|error| Failure::Unreadable {
                url: url.to_owned(),
                detail: error.to_string(),
            })?;
            if is_web_page(&text) {
                return Err(Failure::WebPage { url: url.to_owned() });
            }
            Ok(Answer { text, clock_offset })
        });
        seen.took = begun.elapsed();
        self.seen.borrow_mut().push(seen);
        answer
    }

    fn broken(&self, url: &str, error: &ureq::Error) -> Failure {
        let max_bytes = u32::try_from(self.max_bytes).unwrap_or(u32::MAX);
        match error {
            ureq::Error::BodyExceedsLimit(_) => {
                Failure::TooLarge { url: url.to_owned(), max_bytes }
            }
            other => failed(url, other, self.timeout_seconds),
        }
    }
}

impl Transport for &Native {
    fn get(&self, url: &str, accept: Accept) -> impl Future<Output = Result<Answer, Failure>> {
        std::future::ready(self.ask(url, accept))
    }

    fn resolve(&self, href: &str, base: &str) -> Option<String> {
        resolve(href, base)
    }

    fn now(&self) -> DateTime<Utc> {
        now()
    }

    fn allows(&self, url: &str) -> bool {
        Url::parse(url).is_ok_and(|url| url.origin() == self.origin || url.scheme() == "file")
    }
}

/// Reads one document, such as a config on a server.
pub(super) fn fetch(url: &str) -> Result<String, String> {
    let answer = agent(60).get(url).call().map_err(|error| format!("{url}: {error}"));
    let mut answer = answer?;
    if !answer.status().is_success() {
        return Err(format!("{url} answered {}", answer.status()));
    }
    answer.body_mut().read_to_string().map_err(|error| format!("{url}: {error}"))
}

/// The origin of the page: where its config lies, unless that is the server itself or the disk.
fn page_of(base: &str, landing: &Url) -> String {
    let base = Url::parse(base).ok().filter(|base| base.scheme().starts_with("http"));
    let origin = base.map(|base| base.origin()).filter(|origin| *origin != landing.origin());
    origin.map_or_else(|| SOME_PAGE.to_owned(), |origin| origin.ascii_serialization())
}

fn agent(timeout_seconds: u32) -> Agent {
    let limit = Duration::from_secs(timeout_seconds.into());
    Agent::config_builder().http_status_as_error(false).timeout_global(Some(limit)).build().into()
}

fn resolve(href: &str, base: &str) -> Option<String> {
    Url::parse(base).ok()?.join(href).ok().map(String::from)
}

fn failed(url: &str, error: &ureq::Error, seconds: u32) -> Failure {
    match error {
        ureq::Error::Timeout(_) => Failure::TooSlow { url: url.to_owned(), seconds },
        _ => Failure::NoAnswer { url: url.to_owned() },
    }
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

fn clock_offset(headers: &HeaderMap, at: DateTime<Utc>) -> Option<TimeDelta> {
    let date = DateTime::parse_from_rfc2822(&header(headers, "date")?).ok()?;
    let age = header(headers, "age").and_then(|age| age.parse().ok()).unwrap_or(0);
    Some(date.with_timezone(&Utc) + TimeDelta::try_seconds(age)? - at)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the checker's own local clock, as the browser's for the page"
)]
fn now() -> DateTime<Utc> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    DateTime::from_timestamp(
        i64::try_from(since.as_secs()).unwrap_or_default(),
        since.subsec_nanos(),
    )
    .unwrap_or_default()
}
