//! What a server has to say to a request: which file lies behind a path, what is remembered of it, and the answer.
//!
//! It does not know sockets, nor what a file looks like on the wire.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use super::files::{self, Stored};
use super::{Options, Seen, line, lock};

/// What the server thread and its owner share.
#[derive(Debug)]
pub(super) struct Site {
    pub(super) options: Options,
    started: Instant,
    pub(super) seen: Mutex<Vec<Seen>>,
    pub(super) faults: Mutex<BTreeMap<String, StatusCode>>,
    stored: Mutex<HashMap<PathBuf, Arc<Stored>>>,
    pub(super) busy_until: Mutex<Instant>,
}

impl Site {
    pub(super) fn new(options: Options) -> Self {
        let started = Instant::now();
        Self {
            options,
            started,
            seen: Mutex::default(),
            faults: Mutex::default(),
            stored: Mutex::default(),
            busy_until: Mutex::new(started),
        }
    }

    /// The file behind a path under the prefix, if there is one.
    fn find(&self, path: &str) -> Option<Arc<Stored>> {
        let relative = files::relative(path)?;
        let mounted = self.options.mounts.iter().filter_map(|(at, target)| {
            let inner = relative.strip_prefix(at).ok()?;
            // Joining nothing would add a slash, and a file with a slash is not there.
            Some(if inner.as_os_str().is_empty() { target.clone() } else { target.join(inner) })
        });
        let places = mounted.chain([self.options.root.join(&relative)]);
        places.into_iter().find_map(|place| self.read(&place))
    }

    /// Reads a file; what was compressed before is used again while the bytes are the same.
    fn read(&self, place: &PathBuf) -> Option<Arc<Stored>> {
        let (bytes, modified) = files::read(place)?;
        if let Some(stored) = lock(&self.stored).get(place)
            && stored.is(&bytes, modified.as_deref())
        {
            return Some(Arc::clone(stored));
        }
        let stored = Arc::new(Stored::new(place, bytes, modified));
        lock(&self.stored).insert(place.clone(), Arc::clone(&stored));
        Some(stored)
    }

    /// Status, headers and body for a request.
    fn reply(&self, method: &Method, path: &str, asked: &HeaderMap) -> Response<Bytes> {
        if !matches!(*method, Method::GET | Method::HEAD) {
            return plain(StatusCode::METHOD_NOT_ALLOWED);
        }
        let prefix = &self.options.prefix;
        let Some(path) = path.strip_prefix(prefix.as_str()) else {
            // Relative addresses need the slash at the end of the page's own address.
            let near = prefix.strip_suffix('/') == Some(path);
            let place = HeaderValue::from_str(prefix).ok().filter(|_| near);
            let Some(place) = place else { return plain(StatusCode::NOT_FOUND) };
            let mut response = plain(StatusCode::PERMANENT_REDIRECT);
            response.headers_mut().insert(header::LOCATION, place);
            return response;
        };
        if let Some(status) = lock(&self.faults).get(path) {
            return plain(*status);
        }
        match self.find(path) {
            Some(stored) => stored.reply(asked),
            None => plain(StatusCode::NOT_FOUND),
        }
    }
}

/// Answers one request.
pub(super) async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response {
    let at = site.started.elapsed();
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let (method, uri, asked) =
        (request.method().clone(), request.uri().clone(), request.headers().clone());
    let worker = Arc::clone(&site);
    // Reading and compressing must not hold up the other connections.
    let replied =
        tokio::task::spawn_blocking(move || worker.reply(&method, uri.path(), &asked)).await;
    let mut reply = replied.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR));
    for (name, value) in site.options.headers.iter() {
        if let (Ok(name), Ok(value)) =
            (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value))
        {
            reply.headers_mut().insert(name, value);
        }
    }
    if let Some(clock) = site.options.clock
        && let Ok(date) = HeaderValue::from_str(&httpdate::fmt_http_date(clock + at))
    {
        reply.headers_mut().insert(header::DATE, date);
    }
    let bytes = reply.body().len();
    lock(&site.seen).push(Seen { path, at, status: reply.status().as_u16(), bytes });
    match site.options.line {
        Some(line) => line::slow(line, site, reply).await,
        None => reply.map(Body::from),
    }
}

fn plain(status: StatusCode) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = status;
    response
}
