//! A static host for `dist/`: what `cargo xtask serve` and the end-to-end tests run.
//!
//! It serves folders under any path, remembers what was asked for, and can be slow or fail on
//! request. It knows nothing of the contract, of Gridlight's pages, or of building them.

mod files;
mod line;
mod site;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::http::StatusCode;
use axum::serve::ListenerExt;
use tokio::sync::oneshot;

use crate::headers::HeaderSet;
pub use line::Line;
use site::{Site, answer};

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder that is served.
    pub root: PathBuf,
    /// The path under which it is served; begins and ends with a slash.
    pub prefix: String,
    /// The port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// Headers of every response.
    pub headers: HeaderSet,
    /// Files and folders that lie over those of the root: path under the prefix (`config.json`,
    /// `other`), and what stands there instead.
    pub mounts: Vec<(String, PathBuf)>,
    /// A slower line than loopback.
    pub line: Option<Line>,
    /// What the server's clock says when it starts, for the `Date` of its responses; `None` for the machine's own.
    pub clock: Option<SystemTime>,
}

impl Options {
    /// Serves a folder at `/` on any free port, with the headers of a config without other origins.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            prefix: "/".to_owned(),
            port: 0,
            headers: HeaderSet::default(),
            mounts: Vec::new(),
            line: None,
            clock: None,
        }
    }
}

/// A request that was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Path and query as they were asked for, prefix included.
    pub path: String,
    /// When it arrived, since the server's start.
    pub at: Duration,
    /// The status of the answer.
    pub status: u16,
    /// The bytes of the answer's body, as sent.
    pub bytes: usize,
}

/// A running server; dropping it stops it.
#[derive(Debug)]
pub struct StaticServer {
    address: SocketAddr,
    site: Arc<Site>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl StaticServer {
    /// Binds the port and serves from a thread of its own.
    ///
    /// # Errors
    ///
    /// The port is taken, or the thread could not be started.
    pub fn start(options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let site = Arc::new(Site::new(options));
        let (stop, stopped) = oneshot::channel();
        let app = Router::new().fallback(answer).with_state(Arc::clone(&site));
        let serve = async move {
            let listener = tokio::net::TcpListener::from_std(listener)?.tap_io(|stream| {
                // Without this, small answers wait for the other side's delayed acknowledgement.
                stream.set_nodelay(true).unwrap_or_default();
            });
            axum::serve(listener, app).await
        };
        let thread = thread::Builder::new().name("static-server".to_owned()).spawn(move || {
            runtime.block_on(async {
                // Open connections are cut, not waited for: a browser keeps its own for minutes.
                tokio::select! {
                    served = serve => served.unwrap_or_default(),
                    _ = stopped => {}
                }
            });
        })?;
        Ok(Self { address, site, stop: Some(stop), thread: Some(thread) })
    }

    /// The address of the page, with a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.site.options.prefix)
    }

    /// What was asked for so far, in order of arrival.
    pub fn requests(&self) -> Vec<Seen> {
        let mut seen = lock(&self.site.seen).clone();
        seen.sort_by_key(|seen| seen.at);
        seen
    }

    /// Forgets what was asked for so far.
    pub fn forget_requests(&self) {
        lock(&self.site.seen).clear();
    }

    /// Answers a path under the prefix with this status and no body; `None` ends that.
    pub fn fail(&self, path: &str, status: Option<u16>) {
        let mut faults = lock(&self.site.faults);
        match status.and_then(|status| StatusCode::from_u16(status).ok()) {
            Some(status) => faults.insert(path.to_owned(), status),
            None => faults.remove(path),
        };
    }
}

impl Drop for StaticServer {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic over there has been printed already; here it must not become a second one.
            thread.join().unwrap_or_default();
        }
    }
}

/// What a panicking holder left behind is still a list of requests or files.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
