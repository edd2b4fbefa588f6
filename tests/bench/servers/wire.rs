//! What a page asked for, and what came back, as DevTools tell it.
//!
//! Bytes are those on the wire, headers included. It knows nothing of what is asked.

use std::collections::HashMap;

use serde_json::Value;

use crate::driver::Browser;

/// A request; times are milliseconds since 1970.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) url: String,
    pub(crate) begun: f64,
    /// `None` while it is under way.
    pub(crate) ended: Option<f64>,
    pub(crate) bytes: u64,
}

/// All requests since the last forgetting, in order.
#[derive(Debug, Default)]
pub(crate) struct Wire {
    pub(crate) requests: Vec<Request>,
    /// Where a request stands in the list, and how far its wall clock is from the clock of DevTools.
    known: HashMap<String, (usize, f64)>,
}

impl Wire {
    /// A wire on which nothing was asked yet: what the browser has logged before is dropped.
    pub(crate) fn new(browser: &Browser) -> Self {
        drop(browser.log("performance"));
        Self::default()
    }

    /// Takes in what was logged since the last look; gives whether that was anything.
    pub(crate) fn listen(&mut self, browser: &Browser) -> bool {
        let entries = browser.log("performance");
        let mut is_news = false;
        for entry in &entries {
            let entry: Value = serde_json::from_str(entry["message"].as_str().unwrap()).unwrap();
            is_news |= self.note(&entry["message"]).is_some();
        }
        is_news
    }

    fn note(&mut self, event: &Value) -> Option<()> {
        let about = &event["params"];
        let id = about["requestId"].as_str()?;
        let seconds = about["timestamp"].as_f64()?;
        match event["method"].as_str()? {
            "Network.requestWillBeSent" => {
                let url = about["request"]["url"].as_str()?.to_owned();
                if !url.starts_with("http") {
                    return None;
                }
                let wall = about["wallTime"].as_f64()?;
                self.known.insert(id.to_owned(), (self.requests.len(), wall - seconds));
                let begun = wall * 1_000.0;
                self.requests.push(Request { url, begun, ended: None, bytes: 0 });
            }
            "Network.loadingFinished" => {
                let (at, shift) = *self.known.get(id)?;
                self.requests[at].ended = Some((seconds + shift) * 1_000.0);
                // A browser gives whole bytes as a number of any kind.
                self.requests[at].bytes = about["encodedDataLength"].as_f64()? as u64;
            }
            "Network.loadingFailed" => {
                let (at, shift) = *self.known.get(id)?;
                self.requests[at].ended = Some((seconds + shift) * 1_000.0);
            }
            _ => return None,
        }
        Some(())
    }

    /// Whether every answer has come.
    pub(crate) fn is_quiet(&self) -> bool {
        self.requests.iter().all(|request| request.ended.is_some())
    }
}

/// The bytes of some requests.
pub(crate) fn bytes<'a>(requests: impl IntoIterator<Item = &'a Request>) -> u64 {
    requests.into_iter().map(|request| request.bytes).sum()
}
