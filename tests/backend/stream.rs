//! The live stream: events as they are told, those that were missed, and a comment when there are none.

use std::{collections::VecDeque, convert::Infallible, fmt::Write as _, sync::Arc};

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use tokio::{sync::watch, time};

use super::state::{Shared, Told};

/// One reader of the stream.
struct Reader {
    shared: Arc<Shared>,
    news: watch::Receiver<()>,
    /// The number of the last event that it has.
    has: u64,
    /// The cut that it came after.
    cut: u64,
    /// What it is greeted with.
    greeting: Option<String>,
}

/// What a reader is to be told next.
enum Next {
    Text(String),
    Nothing,
    End,
}

impl Reader {
    /// Opens the stream after the event that the reader had last, if it names one.
    fn open(shared: &Arc<Shared>, last: Option<u64>) -> Self {
        let news = shared.news.subscribe();
        let mut state = shared.state();
        state.streams += 1;
        let mut greeting = ": welcome\n".to_owned();
        if let Some(retry) = shared.options.retry {
            writeln!(greeting, "retry: {}", retry.as_millis()).unwrap();
        }
        greeting.push('\n');
        let has = last.unwrap_or(state.newest);
        Self { shared: Arc::clone(shared), news, has, cut: state.cuts, greeting: Some(greeting) }
    }

    fn next(&mut self) -> Next {
        let state = self.shared.state();
        if self.cut != state.cuts {
            return Next::End;
        }
        if state.silent {
            return Next::Nothing;
        }
        if let Some(greeting) = self.greeting.take() {
            return Next::Text(greeting);
        }
        if self.has == state.newest {
            return Next::Nothing;
        }
        let text = since(&state.log, self.has, state.newest);
        self.has = state.newest;
        Next::Text(text)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.shared.state().streams -= 1;
    }
}

/// The events after `has`, or the word that they are no longer all there.
fn since(log: &VecDeque<Told>, has: u64, newest: u64) -> String {
    let first = log.front().map_or(newest + 1, |told| told.number);
    if has > newest || has + 1 < first {
        return format!("event: reset\nid: {newest}\ndata: {{}}\n\n");
    }
    let missed = log.iter().skip_while(|told| told.number <= has);
    missed.fold(String::new(), |mut text, Told { number, data }| {
        write!(text, "event: case\nid: {number}\ndata: {data}\n\n").unwrap();
        text
    })
}

/// The stream as an answer.
pub(super) fn response(shared: &Arc<Shared>, last: Option<u64>) -> Response {
    let reader = Reader::open(shared, last);
    let heartbeat = shared.options.heartbeat;
    let texts = futures_util::stream::unfold(reader, move |mut reader| async move {
        loop {
            // What comes between this look and the wait wakes the wait at once.
            reader.news.mark_unchanged();
            match reader.next() {
                Next::Text(text) => return Some((Ok::<_, Infallible>(text), reader)),
                Next::End => return None,
                Next::Nothing => {}
            }
            let waited = time::timeout(heartbeat, reader.news.changed()).await;
            if waited.is_err() && !reader.shared.state().silent {
                return Some((Ok(": still here\n\n".to_owned()), reader));
            }
        }
    });
    let mut response = Response::new(Body::from_stream(texts));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
