//! Questions carried by the browser's `fetch`: only to allowed origins, revalidated, with limits of time and size.

use super::{
    clock::{local_now, steady_now},
    transport::{Accept, Answer, Transport, failed_status, is_web_page},
};
use crate::{
    contract::config::{Auth, SourceConfig},
    domain::{failure::Failure, time::Instant},
};
use chrono::{DateTime, TimeDelta, Utc};
use futures::future::{Either, select};
use gloo_net::http::{Headers, Request, RequestBuilder, Response};
use gloo_timers::{callback::Timeout, future::TimeoutFuture};
use std::{cell::RefCell, collections::BTreeSet, pin::Pin, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortController, AbortSignal, ReadableStreamDefaultReader, RequestCache, RequestCredentials,
    RequestRedirect,
};

/// An answer that has not come whole after this many seconds is given up, where the config says nothing.
const TIMEOUT_SECONDS: u32 = 60;
/// The most bytes of one answer, where the config says nothing: a district of 20,000 grids has some 15 million.
const MAX_BYTES: u32 = 64 * 1024 * 1024;

/// How long the deployer's page may take to hand over a token.
const HAND_OVER_MS: u32 = 10_000;

/// The addresses this page may ask.
#[derive(Clone, Debug)]
pub struct Origins(BTreeSet<String>);

impl Origins {
    /// The page's own origin and those of the given addresses.
    pub fn new<'a>(base: &str, addresses: impl IntoIterator<Item = &'a str>) -> Self {
        let own = origin(base);
        let named = addresses.into_iter().filter_map(|href| origin(&resolve(href, base)?));
        Self(own.into_iter().chain(named).collect())
    }
}

/// A token that opens a source: in memory only, gone with the page.
#[derive(Clone, Debug, Default)]
pub struct Token(Rc<RefCell<Option<String>>>);

impl Token {
    /// Takes a token that the reader typed; an empty one is none.
    pub fn set(&self, token: &str) {
        let token = token.trim();
        *self.0.borrow_mut() = (!token.is_empty()).then(|| token.to_owned());
    }
}

/// The browser, as it speaks to one source.
#[derive(Clone, Debug)]
pub struct Browser {
    origins: Origins,
    auth: Auth,
    token: Token,
    timeout_seconds: u32,
    max_bytes: u32,
}

impl Browser {
    /// Speaks to `source`, or to the page's own files where there is none.
    pub fn new(origins: Origins, source: Option<&SourceConfig>, token: Token) -> Self {
        Self {
            origins,
            auth: source.map(|source| source.auth).unwrap_or_default(),
            token,
            timeout_seconds: source.and_then(|s| s.timeout_seconds).unwrap_or(TIMEOUT_SECONDS),
            max_bytes: source.and_then(|source| source.max_bytes).unwrap_or(MAX_BYTES),
        }
    }

    /// A request as the source wants it: with its sign-in, and never from a store that others may read.
    ///
    /// # Errors
    /// If the origin is not allowed, or a token is needed and there is none.
    pub(super) async fn request(&self, url: &str) -> Result<RequestBuilder, Failure> {
        if !self.allows(url) {
            return Err(Failure::ForbiddenOrigin { url: url.into() });
        }
        let request = Request::get(url);
        Ok(match self.auth {
            Auth::None => request.cache(RequestCache::NoCache),
            Auth::Cookie => {
                request.cache(RequestCache::NoStore).credentials(RequestCredentials::Include)
            }
            Auth::Bearer => {
                let token = self.bearer(url).await;
                let token =
                    token.ok_or_else(|| Failure::SignIn { url: url.into(), status: 401 })?;
                let request = request.cache(RequestCache::NoStore);
                // A redirect could take the token to another origin.
                let request = request.redirect(RequestRedirect::Error);
                request.header("Authorization", &format!("Bearer {token}"))
            }
        })
    }

    /// The token that was typed, else the one that the deployer's page hands over by `window.gridlightToken(url)`.
    async fn bearer(&self, url: &str) -> Option<String> {
        let typed = self.token.0.borrow().clone();
        if typed.is_some() {
            return typed;
        }
        let hand_over = js_sys::Reflect::get(&js_sys::global(), &"gridlightToken".into()).ok()?;
        let hand_over: js_sys::Function = hand_over.dyn_into().ok()?;
        let token = hand_over.call1(&JsValue::UNDEFINED, &url.into()).ok()?;
        let token = JsFuture::from(js_sys::Promise::resolve(&token));
        // A script that never comes back must not keep the page from asking again.
        let Either::Left((token, _)) = select(token, TimeoutFuture::new(HAND_OVER_MS)).await else {
            return None;
        };
        token.ok()?.as_string().filter(|token| !token.is_empty())
    }

    /// Asks for `url`, and reads the whole answer.
    async fn fetch(&self, url: String, accept: Accept) -> Result<Answer, Failure> {
        let url = url.as_str();
        let begun = steady_now();
        let limit = i64::from(self.timeout_seconds);
        let no_answer = || {
            if steady_now() - begun >= TimeDelta::seconds(limit) {
                Failure::TooSlow { url: url.into(), seconds: self.timeout_seconds }
            } else {
                Failure::NoAnswer { url: url.into() }
            }
        };
        let request = self.request(url).await?.header("Accept", accept.header());
        // Held until the answer has come whole: whoever no longer waits for it lets the request go.
        let leash = Leash::of_seconds(self.timeout_seconds);
        let early = early(url).await;
        let (response, at, body) = if let Some((response, at, body)) = early {
            (response, at, Some(body))
        } else {
            let signal = leash.as_ref().map(Leash::signal);
            let sent = request.abort_signal(signal.as_ref()).send().await;
            (sent.map_err(|_error| no_answer())?, local_now(), None)
        };
        if !response.ok() {
            let retry_after = response.headers().get("Retry-After");
            return Err(failed_status(url, response.status(), retry_after.as_deref()));
        }
        let clock_offset = clock_offset(&response.headers(), at);
        // As bytes: a text would be decoded by the browser only to be encoded again for the program.
        let bytes = if let Some(body) = body {
            body
        } else {
            let body = self.body(url, &response).await;
            body.map_err(|failure| failure.unwrap_or_else(no_answer))?
        };
        let text = String::from_utf8(bytes)
            .map_err(|error| Failure::Unreadable { url: url.into(), detail: error.to_string() })?;
        if is_web_page(&text) {
            return Err(Failure::WebPage { url: url.into() });
        }
        Ok(Answer { text, clock_offset })
    }

    async fn body(&self, url: &str, response: &Response) -> Result<Vec<u8>, Option<Failure>> {
        let too_large = || Failure::TooLarge { url: url.into(), max_bytes: self.max_bytes };
        let said: Option<u64> =
            response.headers().get("Content-Length").and_then(|n| n.parse().ok());
        if said.is_some_and(|bytes| bytes > u64::from(self.max_bytes)) {
            return Err(Some(too_large()));
        }
        let Some(mut chunks) = response.body().and_then(Chunks::of) else { return Ok(Vec::new()) };
        let mut body = Vec::new();
        while let Some(chunk) = chunks.next().await.or(Err(None))? {
            if body.len() + chunk.length() as usize > self.max_bytes as usize {
                return Err(Some(too_large()));
            }
            append(&mut body, &chunk);
        }
        Ok(body)
    }
}

impl Transport for Browser {
    fn get(&self, url: &str, accept: Accept) -> impl Future<Output = Result<Answer, Failure>> {
        // In a box, the one long way of a request is not made anew inside each of those who go it.
        let request: Pin<Box<dyn Future<Output = _> + '_>> =
            Box::pin(self.fetch(url.to_owned(), accept));
        request
    }

    fn resolve(&self, href: &str, base: &str) -> Option<String> {
        resolve(href, base)
    }

    fn now(&self) -> Instant {
        local_now()
    }

    fn allows(&self, url: &str) -> bool {
        origin(url).is_some_and(|origin| self.origins.0.contains(&origin))
    }
}

/// Ends a request after so many seconds, and as soon as nobody waits for its answer any more.
struct Leash {
    controller: AbortController,
    /// Ends with the leash, so that no timer outlives its request.
    _timer: Timeout,
}

impl Leash {
    /// `None` in a browser that cannot end a request: it runs until it ends by itself.
    fn of_seconds(seconds: u32) -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let held = controller.clone();
        let timer = Timeout::new(seconds.saturating_mul(1_000), move || held.abort());
        Some(Self { controller, _timer: timer })
    }

    fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        // After the end of the body this changes nothing.
        self.controller.abort();
    }
}

/// A body as it comes in. Dropped before its end, the rest is not wanted: the connection is let go.
pub(super) struct Chunks(ReadableStreamDefaultReader);

impl Chunks {
    pub(super) fn of(stream: web_sys::ReadableStream) -> Option<Self> {
        stream.get_reader().dyn_into().ok().map(Self)
    }

    /// The next bytes; `None` at the end.
    pub(super) async fn next(&mut self) -> Result<Option<js_sys::Uint8Array>, JsValue> {
        let read = JsFuture::from(self.0.read()).await?;
        let value = js_sys::Reflect::get(&read, &"value".into())?;
        Ok(value.dyn_into().ok())
    }
}

impl Drop for Chunks {
    fn drop(&mut self) {
        // A stream that was aborted cannot be cancelled. The browser complains of a promise whose refusal nobody hears.
        let cancelled = self.0.cancel();
        spawn_local(async move { drop(JsFuture::from(cancelled).await) });
    }
}

fn append(body: &mut Vec<u8>, chunk: &js_sys::Uint8Array) {
    let begin = body.len();
    body.resize(begin + chunk.length() as usize, 0);
    if let Some(room) = body.get_mut(begin..) {
        chunk.copy_to(room);
    }
}

fn resolve(href: &str, base: &str) -> Option<String> {
    web_sys::Url::new_with_base(href, base).ok().map(|url| url.href())
}

fn origin(url: &str) -> Option<String> {
    web_sys::Url::new(url).ok().map(|url| url.origin())
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
fn clock_offset(headers: &Headers, local: Instant) -> Option<TimeDelta> {
    let date = DateTime::parse_from_rfc2822(&headers.get("Date")?).ok()?.with_timezone(&Utc);
    let age_seconds = headers.get("Age").and_then(|age| age.parse().ok()).unwrap_or(0);
    Some(date.checked_add_signed(TimeDelta::try_seconds(age_seconds)?)? - local)
}
