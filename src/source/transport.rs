//! How a question gets to a server: the seam between what the client asks and what carries it.
//!
//! In the browser it is `browser`, by `fetch`; the checker carries the same questions natively, and tests by a table.
//! Everything beside this seam is the same code for all of them.

use crate::domain::{failure::Failure, time::Instant};
use chrono::TimeDelta;

/// What kind of document is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accept {
    /// Landing, collections: JSON.
    Metadata,
    /// Features: `GeoJSON`, else JSON.
    Items,
}

impl Accept {
    /// The value of the `Accept` header (`contract.md`, what a client has to tolerate).
    pub fn header(self) -> &'static str {
        match self {
            Self::Metadata => "application/json",
            Self::Items => "application/geo+json, application/json;q=0.9",
        }
    }
}

/// The text of a successful answer, and the server's time if it could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The body.
    pub text: String,
    /// Server time minus local time, from a `Date` that belongs to this very answer.
    pub clock_offset: Option<TimeDelta>,
}

/// Carries questions to the servers that the config names, and to no other.
pub trait Transport {
    /// Asks for an absolute address. A body that is a web page is a failure here already: it is never data.
    ///
    /// # Errors
    /// If the origin is not allowed, there is no whole answer in time and size, or its status is no success.
    fn get(&self, url: &str, accept: Accept) -> impl Future<Output = Result<Answer, Failure>>;

    /// `href` as an absolute address, seen from `base`; `None` if it is no address.
    fn resolve(&self, href: &str, base: &str) -> Option<String>;

    /// What the local clock says.
    fn now(&self) -> Instant;

    /// Whether the origin of this address may be asked.
    fn allows(&self, url: &str) -> bool;
}

/// Whether a text that should be data is a web page: what proxies and logins answer in place of an error.
pub fn is_web_page(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// The failure that a status without success stands for.
pub fn failed_status(url: &str, status: u16, retry_after: Option<&str>) -> Failure {
    let url = url.to_owned();
    match status {
        401 | 403 => Failure::SignIn { url, status },
        // A date in `Retry-After` is as good as none: the pace is slowed down in any case.
        _ => Failure::Status {
            url,
            status,
            retry_after_seconds: retry_after.and_then(|text| text.trim().parse().ok()),
        },
    }
}
