//! The ways in which a wall loses its source for a while: server, line, and device.

use std::time::Duration;

use serde_json::json;

use super::probe;
use crate::{
    backend::{Backend, Fault},
    find::{Page, text},
};

/// A way to lose the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outage {
    /// The server's process is gone: every connection is closed, the stream too.
    ServerClosed,
    /// 500, with a page for people.
    ServerError,
    /// The device has no network.
    Offline,
    /// Answers come in drops, and are not whole in time.
    Slow,
    /// The stream is cut and cannot be opened, while the server answers.
    StreamCut,
    /// Answers are cut.
    Truncated,
    /// Somebody has to sign in: 401.
    SignedOut,
    /// A portal's page, with 200.
    WebPage,
    /// The tab is hidden, and the browser freezes it.
    Frozen,
    /// 429, with a time to wait.
    Busy,
    /// The stream stays open and says nothing.
    StreamSilent,
    /// The device's clock is an hour ahead for a while.
    ClockAhead,
}

/// All of them, in the order in which a soak goes through them: those that cut the stream lie apart, since a page comes back
/// ever more slowly to one that is cut again and again.
pub(crate) const OUTAGES: [Outage; 12] = [
    Outage::ServerClosed,
    Outage::ServerError,
    Outage::Offline,
    Outage::Slow,
    Outage::StreamCut,
    Outage::Truncated,
    Outage::SignedOut,
    Outage::WebPage,
    Outage::Frozen,
    Outage::Busy,
    Outage::StreamSilent,
    Outage::ClockAhead,
];

const HOUR_MS: u64 = 3_600_000;

impl Outage {
    /// Its name in a table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ServerClosed => "server closed",
            Self::ServerError => "500",
            Self::Offline => "network gone",
            Self::Slow => "slower than the limit",
            Self::StreamCut => "stream cut",
            Self::Truncated => "answers truncated",
            Self::SignedOut => "401",
            Self::WebPage => "web page for JSON",
            Self::Frozen => "tab hidden and frozen",
            Self::Busy => "429",
            Self::StreamSilent => "stream silent",
            Self::ClockAhead => "clock an hour ahead",
        }
    }

    pub(crate) fn begin(self, backend: &Backend, page: &Page<'_>) {
        match self {
            Self::StreamCut => {
                backend.fault("stream", Fault::Status(503));
                backend.drop_streams();
            }
            Self::StreamSilent => backend.silence(true),
            Self::Offline => {
                set_offline(page, true);
                // DevTools refuses what is asked from now on, and lets a stream that is open be.
                backend.drop_streams();
            }
            Self::Frozen => set_frozen(page, true),
            Self::ClockAhead => probe::set_clock_ahead(&page.browser, HOUR_MS),
            Self::ServerClosed => {
                backend.fault("*", Fault::Closed);
                backend.drop_streams();
            }
            Self::ServerError => backend.fault("*", Fault::HtmlError),
            Self::Slow => backend.fault("*", Fault::Drip(10, Duration::from_millis(100))),
            Self::Truncated => backend.fault("*", Fault::Truncated),
            Self::SignedOut => backend.fault("*", Fault::Status(401)),
            Self::WebPage => backend.fault("*", Fault::HtmlPage),
            Self::Busy => backend.fault("*", Fault::TooMany(2)),
        }
    }

    /// Whether the wall has been reached by it: until then there is nothing to recover from.
    pub(crate) fn is_felt(self, backend: &Backend, page: &Page<'_>) -> bool {
        match self {
            // One that says nothing is given up by the page itself.
            Self::StreamCut | Self::StreamSilent => backend.streams() == 0,
            Self::Frozen => visibility(page) == "hidden",
            _ => page.hook("data-feed") != "fresh",
        }
    }

    pub(crate) fn end(self, backend: &Backend, page: &Page<'_>) {
        match self {
            Self::StreamCut => backend.mend("stream"),
            Self::StreamSilent => backend.silence(false),
            Self::Offline => set_offline(page, false),
            Self::Frozen => set_frozen(page, false),
            Self::ClockAhead => probe::set_clock_ahead(&page.browser, 0),
            _ => backend.mend("*"),
        }
    }
}

fn set_offline(page: &Page<'_>, offline: bool) {
    // Only a browser that watches its requests lets go of the network, and it keeps a record of them for as long.
    if offline {
        page.browser.devtools("Network.enable", &json!({}));
    }
    let unlimited = -1;
    let conditions = json!({"offline": offline, "latency": 0, "downloadThroughput": unlimited, "uploadThroughput": unlimited});
    page.browser.devtools("Network.emulateNetworkConditions", &conditions);
    if !offline {
        page.browser.devtools("Network.disable", &json!({}));
    }
}

/// Freezes the page, which hides it first, or thaws it and shows it again.
fn set_frozen(page: &Page<'_>, frozen: bool) {
    let state = if frozen { "frozen" } else { "active" };
    page.browser.devtools("Page.setWebLifecycleState", &json!({"state": state}));
    if !frozen {
        // A page that is thawed stays hidden until somebody looks at it: here, until a tab over it is closed.
        let tab = page.browser.devtools("Target.createTarget", &json!({"url": "about:blank"}));
        page.browser.devtools("Target.closeTarget", &json!({"targetId": tab["targetId"]}));
        page.wait("the wall is seen again", || visibility(page) == "visible");
    }
}

fn visibility(page: &Page<'_>) -> String {
    text(&page.eval("return document.visibilityState"))
}
