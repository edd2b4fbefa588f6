//! One GET request: only to allowed origins, revalidated, with a time limit, every failure told apart.

use super::clock::local_now;
use crate::domain::{failure::Failure, time::Instant};
use chrono::{DateTime, TimeDelta, Utc};
use gloo_net::http::{Request, Response};
use std::collections::BTreeSet;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A whole load of the board is given up after this long; the caller may ask again.
const TIME_LIMIT_MS: u32 = 60_000;

/// The addresses this page may ask.
#[derive(Clone, Debug)]
pub struct Origins(BTreeSet<String>);

/// The text of an answer, and the server's time if it could be read.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The body.
    pub text: String,
    /// Server time minus local time, from a `Date` that belongs to this very answer.
    pub clock_offset: Option<TimeDelta>,
}

impl Origins {
    /// The page's own origin and those of the given addresses.
    pub fn new<'a>(base: &str, addresses: impl IntoIterator<Item = &'a str>) -> Self {
        let own = origin(base);
        let named = addresses.into_iter().filter_map(|href| origin(&resolve(href, base)?));
        Self(own.into_iter().chain(named).collect())
    }

    fn allows(&self, url: &str) -> bool {
        origin(url).is_some_and(|origin| self.0.contains(&origin))
    }
}

/// `href` as an absolute address, seen from `base`; `None` if it is no address.
pub fn resolve(href: &str, base: &str) -> Option<String> {
    web_sys::Url::new_with_base(href, base).ok().map(|url| url.href())
}

fn origin(url: &str) -> Option<String> {
    web_sys::Url::new(url).ok().map(|url| url.origin())
}

/// Asks for `url`.
///
/// # Errors
/// If the origin is not allowed, there is no answer in time, or its status is no success.
pub async fn get(url: &str, origins: &Origins) -> Result<Answer, Failure> {
    if !origins.allows(url) {
        return Err(Failure::ForbiddenOrigin { url: url.into() });
    }
    let no_answer = |_| Failure::NoAnswer { url: url.into() };
    let (response, at, body) = match early(url).await {
        Some((response, at, body)) => (response, at, Some(body)),
        None => (ask(url).await.map_err(no_answer)?, local_now(), None),
    };
    if !response.ok() {
        return Err(Failure::Status { url: url.into(), status: response.status() });
    }
    let clock_offset = clock_offset(&response.headers(), at);
    // As bytes: a text would be decoded by the browser only to be encoded again for the program.
    let bytes = match body {
        Some(body) => body,
        None => response.binary().await.map_err(no_answer)?,
    };
    let text = String::from_utf8(bytes)
        .map_err(|error| Failure::Unreadable { url: url.into(), detail: error.to_string() })?;
    Ok(Answer { text, clock_offset })
}

async fn ask(url: &str) -> Result<Response, gloo_net::Error> {
    let limit = web_sys::AbortSignal::timeout_with_u32(TIME_LIMIT_MS);
    Request::get(url)
        .header("Accept", "application/geo+json, application/json;q=0.9")
        .cache(web_sys::RequestCache::NoCache)
        .abort_signal(Some(&limit))
        .send()
        .await
}

/// The answer that `early.js` has asked for, with the local time at which it came, and its body; each is taken once.
/// `None` if there is none or it failed: then the question is asked anew.
async fn early(url: &str) -> Option<(Response, Instant, Vec<u8>)> {
    let get = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into()).ok();
    let answers: js_sys::Map =
        get(&js_sys::global(), "gridlightEarly").filter(JsValue::is_object)?.unchecked_into();
    let key = JsValue::from(url);
    let answer = answers.get(&key);
    // Taken or not, nobody needs to ask early for it any more.
    answers.set(&key, &JsValue::UNDEFINED);
    let answer: js_sys::Promise = answer.dyn_into().ok()?;
    let answer = JsFuture::from(answer).await.ok()?;
    let response: web_sys::Response = get(&answer, "response")?.dyn_into().ok()?;
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of a date fit 64 bits")]
    let at = DateTime::from_timestamp_millis(get(&answer, "at")?.as_f64()? as i64)?;
    let body: js_sys::ArrayBuffer = get(&answer, "body")?.dyn_into().ok()?;
    Some((response.into(), at, js_sys::Uint8Array::new(&body).to_vec()))
}

/// `Date` plus `Age` against the local clock (`rules.md`, Now).
fn clock_offset(headers: &gloo_net::http::Headers, local: Instant) -> Option<TimeDelta> {
    let date = DateTime::parse_from_rfc2822(&headers.get("Date")?).ok()?.with_timezone(&Utc);
    let age_seconds = headers.get("Age").and_then(|age| age.parse().ok()).unwrap_or(0);
    Some(date.checked_add_signed(TimeDelta::try_seconds(age_seconds)?)? - local)
}
