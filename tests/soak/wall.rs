//! The wall that is soaked, and the server that it listens to.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::{plan as soak, probe};
use crate::{
    act::Screen,
    backend::{Backend, Options, district::district},
    driver::Browser,
    find::Page,
    server::{Plan, Site},
};

/// The server can tell a wall that comes back of so many events.
const EVENTS_KEPT: usize = 50_000;
/// The midnight of the district's day, at which matters turn red and everything is read anew.
const MIDNIGHT: &str = "2026-09-19T00:00:00+08:00";
const WALL: Screen = Screen(1920, 1080);

/// When it begins: a day ends while the wall warms up, and what turns red then is red in all samples that count. A short soak
/// has no day's end: everything is read anew within five minutes of it, which would fall into any of its samples.
pub(crate) fn clock(plan: &soak::Plan) -> DateTime<Utc> {
    let midnight: DateTime<Utc> = MIDNIGHT.parse().unwrap();
    if plan.judges_heap { midnight - plan.warm_up / 2 } else { midnight - TimeDelta::hours(2) }
}

/// The district's server, at this time.
pub(crate) fn backend(clock: DateTime<Utc>) -> Backend {
    // A stream that says something more often than the wall asks keeps it fresh, as a real one does.
    let heartbeat = Duration::from_secs(1);
    let options = Options { clock, heartbeat, log: EVENTS_KEPT, ..Options::default() };
    Backend::start(options, district())
}

/// The wall at its fastest, which never opens itself anew: that would hide what leaks.
pub(crate) fn site(backend: &Backend) -> Site {
    let source = json!({"kind": "ogc", "landing": backend.landing(), "utc_offset": "+08:00", "poll_seconds": 1, "timeout_seconds": 5});
    let wall = json!({"scene_seconds": 1, "reload_at": null});
    Plan::new()
        .config(
            &json!({"default_source": "district", "sources": {"district": source}, "wall": wall}),
        )
        .serve()
}

/// Opens the wall, and waits until it shows a board and hears the stream.
pub(crate) fn open<'a>(site: &'a Site, backend: &Backend) -> Page<'a> {
    let page = Page::in_browser(Browser::start_to_weigh(), site);
    page.resize(WALL);
    // A wall moves: what moving leaves behind has to be seen too.
    let features = json!({"features": [{"name": "prefers-reduced-motion", "value": "no-preference"}, {"name": "prefers-color-scheme", "value": "dark"}]});
    page.browser.devtools("Emulation.setEmulatedMedia", &features);
    page.tolerate_failures_of(backend);
    // The keeper asks for the page itself now and then, also while there is no network.
    page.tolerate("ERR_INTERNET_DISCONNECTED");
    probe::prepare(&page.browser);
    page.go("?face=wall");
    page.expect_hook("data-board", "ready");
    page.wait("the stream is open", || backend.streams() == 1);
    page
}
