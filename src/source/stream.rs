//! The live stream: opened by `fetch`, resumed by the id of the last event, given up after a silence.
//!
//! `EventSource` is not used even where no token is needed: it hides comments, so that a dead connection cannot be told from
//! a quiet night, and it hides the status of a refusal.

use super::{
    browser::{Browser, Chunks},
    clock::steady_now,
    service::Service,
    transport::failed_status,
};
use crate::{
    contract::event_stream::{EventStream, News},
    domain::failure::Failure,
};
use chrono::TimeDelta;
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use std::pin::pin;
use web_sys::AbortController;

/// A server says something at least every 15 seconds; after this long without a word the connection is dead.
const SILENCE_MS: u32 = 45_000;

/// So many bytes are taken in at a time. A burst of more waits outside of the program's memory, which never shrinks again.
const MOST_AT_A_TIME: u32 = 64 * 1_024;

/// An open stream; dropping it closes the connection.
pub struct LiveStream {
    chunks: Chunks,
    /// What has come, and is not taken in yet.
    waiting: Uint8Array,
    events: EventStream,
    abort: AbortController,
}

/// A stream that broke off, fell silent or makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost;

impl LiveStream {
    /// Opens the source's stream, after the event with this id if there was one.
    ///
    /// # Errors
    /// If there is no stream, or it cannot be opened.
    pub async fn open(
        service: &Service<Browser>,
        abort: AbortController,
        after: Option<String>,
    ) -> Result<Self, Failure> {
        let none = || Failure::NoCollection { id: "stream".into() };
        let url = service.stream_url.as_deref().ok_or_else(none)?;
        let no_answer = || Failure::NoAnswer { url: url.into() };
        let mut request =
            service.transport.request(url).await?.header("Accept", "text/event-stream");
        if let Some(id) = &after {
            request = request.header("Last-Event-ID", id);
        }
        let signal = abort.signal();
        let sent = pin!(request.abort_signal(Some(&signal)).send());
        let response = match select(sent, TimeoutFuture::new(SILENCE_MS)).await {
            Either::Left((sent, _)) => sent.map_err(|_error| no_answer())?,
            Either::Right(_) => {
                abort.abort();
                return Err(Failure::TooSlow { url: url.into(), seconds: SILENCE_MS / 1_000 });
            }
        };
        if !response.ok() {
            let retry_after = response.headers().get("Retry-After");
            return Err(failed_status(url, response.status(), retry_after.as_deref()));
        }
        let kind = response.headers().get("Content-Type").unwrap_or_default();
        if !kind.starts_with("text/event-stream") {
            return Err(Failure::Unreadable { url: url.into(), detail: kind });
        }
        let chunks = response.body().and_then(Chunks::of).ok_or_else(no_answer)?;
        let waiting = Uint8Array::new_with_length(0);
        Ok(Self { chunks, waiting, events: EventStream::after(after), abort })
    }

    /// The next news, in order: what has come, or a part of it.
    ///
    /// # Errors
    /// If the stream ended, fell silent, or makes no sense.
    pub async fn next(&mut self) -> Result<Vec<News>, Lost> {
        if !self.has_more() {
            let read = pin!(self.chunks.next());
            self.waiting = match select(read, TimeoutFuture::new(SILENCE_MS)).await {
                Either::Left((Ok(Some(chunk)), _)) => chunk,
                Either::Left(_) | Either::Right(_) => return Err(Lost),
            };
        }
        let bytes = self.waiting.subarray(0, MOST_AT_A_TIME).to_vec();
        self.waiting = self.waiting.subarray(MOST_AT_A_TIME, self.waiting.length());
        self.events.take_in(&bytes).or(Err(Lost))
    }

    /// Whether more has come already.
    pub fn has_more(&self) -> bool {
        self.waiting.length() > 0
    }

    /// The id of the last event that came whole.
    pub fn last_event_id(&self) -> Option<String> {
        self.events.last_event_id().map(str::to_owned)
    }
}

impl Drop for LiveStream {
    fn drop(&mut self) {
        self.abort.abort();
    }
}

/// How long a burst may keep the page busy before it is let breathe.
const SLICE_MS: i64 = 8;

/// A share of the page's time for work that comes in bursts.
#[derive(Clone, Copy, Debug)]
pub struct Slice(i64);

impl Slice {
    /// A share that begins now.
    pub fn begin() -> Self {
        Self(steady_now().num_milliseconds())
    }

    /// Whether it is used up.
    pub fn is_over(self) -> bool {
        steady_now().num_milliseconds() - self.0 >= SLICE_MS
    }
}

/// Lets the page breathe: what waits is done before this comes back.
pub async fn breathe() {
    TimeoutFuture::new(0).await;
}

/// Waits so long.
pub async fn wait(time: TimeDelta) {
    let milliseconds = u32::try_from(time.num_milliseconds()).unwrap_or(u32::MAX);
    TimeoutFuture::new(milliseconds).await;
}

/// A number from 0 to 1, to set pages apart.
pub fn chance() -> f64 {
    js_sys::Math::random()
}
