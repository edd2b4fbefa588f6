//! Sites for the tests: the built page under a path, with files of a test's own laid over it.
//!
//! It knows where the build and the fixtures are; it does not know what a page shows.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, SystemTime},
};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use xtask::{
    headers::HeaderSet,
    server::{Options, StaticServer},
};

/// The path that every test's site lies under: an absolute address in the page would leave it.
pub(crate) const PREFIX: &str = "/some/sub/path/";

/// A served build, with a folder for what the test lays over it.
pub(crate) struct Site {
    pub(crate) server: StaticServer,
    overlay: PathBuf,
}

/// What is laid over the build before it is served.
pub(crate) struct Plan {
    mounts: Vec<(String, PathBuf)>,
    clock: Option<SystemTime>,
    headers: HeaderSet,
    overlay: PathBuf,
}

impl Site {
    /// The build as it is, with the demo.
    pub(crate) fn demo() -> Self {
        Plan::new().serve()
    }

    /// The build beside the folder of `tests/fixtures/elsewhere`, which is the default source.
    pub(crate) fn elsewhere() -> Self {
        Plan::new().elsewhere().serve()
    }

    /// The address of the page with this query.
    pub(crate) fn address(&self, query: &str) -> String {
        format!("{}{query}", self.server.url())
    }

    /// Writes one of the files laid over the build; the next request gets it.
    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.overlay.join(name), text).unwrap();
    }

    /// The paths below the prefix that were asked for since the last look.
    pub(crate) fn take_requests(&self) -> Vec<String> {
        let seen = self.server.requests();
        self.server.forget_requests();
        seen.into_iter().map(|seen| seen.path).collect()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // A folder that stays behind in the temporary one harms nobody.
        drop(fs::remove_dir_all(&self.overlay));
    }
}

impl Plan {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let overlay = env::temp_dir().join(format!("gridlight-e2e-{}-{number}", process::id()));
        fs::create_dir_all(&overlay).unwrap();
        Self { mounts: Vec::new(), clock: None, headers: HeaderSet::default(), overlay }
    }

    /// Starts the server's clock at this time.
    pub(crate) fn clock(self, at: &str) -> Self {
        let at: DateTime<Utc> = at.parse().unwrap();
        let since_1970 = Duration::from_secs(at.timestamp().try_into().unwrap());
        Self { clock: Some(SystemTime::UNIX_EPOCH + since_1970), ..self }
    }

    /// Lays a text over a file of the build; `Site::write` can change it later.
    pub(crate) fn file(mut self, path: &str, text: &str) -> Self {
        let name = path.replace('/', "-");
        fs::write(self.overlay.join(&name), text).unwrap();
        self.mounts.push((path.to_owned(), self.overlay.join(name)));
        self
    }

    /// Lays a config over the build's own, with the headers that a host should send for it.
    pub(crate) fn config(mut self, config: &Value) -> Self {
        self.headers = HeaderSet::for_config(config).unwrap();
        self.file("config.json", &config.to_string())
    }

    /// Lays a folder or file over the build.
    pub(crate) fn mount(mut self, path: &str, target: PathBuf) -> Self {
        self.mounts.push((path.to_owned(), target));
        self
    }

    /// Puts the folder of `tests/fixtures/elsewhere` beside the demo, named by a config of its own.
    pub(crate) fn elsewhere(self) -> Self {
        let folder = fixture("elsewhere");
        let config = folder.join("config.json");
        self.mount("elsewhere", folder).mount("config.json", config)
    }

    pub(crate) fn serve(self) -> Site {
        let dist = dist();
        assert!(
            dist.join("index.html").is_file(),
            "{} holds no page; `cargo xtask build` makes it",
            dist.display()
        );
        let mut options = Options::new(dist);
        options.prefix = PREFIX.to_owned();
        options.mounts = self.mounts;
        options.clock = self.clock;
        options.headers = self.headers;
        Site { server: StaticServer::start(options).unwrap(), overlay: self.overlay }
    }
}

/// A small folder of the contract that a test writes itself: one town, one zone, grids side by side.
pub(crate) fn folder(plan: Plan, grids: &[&str], cases: &[Value], poll_seconds: u32) -> Plan {
    let source = json!({"landing": "small/landing.json", "poll_seconds": poll_seconds});
    let config = json!({"default_source": "small", "sources": {"small": source}});
    let item =
        |id: &str| json!({"id": id, "links": [{"rel": "items", "href": format!("{id}.json")}]});
    let ids = ["towns", "zones", "grids", "open-cases"];
    let links = json!([{"rel": "data", "href": "collections.json"}]);
    let row = |id: &str, properties: Value, geometry: Value| json!({"type": "Feature", "id": id, "geometry": geometry, "properties": properties});
    let towns = [row("t", json!({"name": "小镇"}), Value::Null)];
    let zones = [row("z", json!({"name": "管区", "town_id": "t"}), Value::Null)];
    let squares = (0..).zip(grids).map(|(place, id)| {
        let (west, east) = (120.0 + 0.01 * f64::from(place), 120.01 + 0.01 * f64::from(place));
        let ring = [[west, 36.0], [east, 36.0], [east, 36.01], [west, 36.01], [west, 36.0]];
        let geometry = json!({"type": "Polygon", "coordinates": [ring]});
        row(id, json!({"name": format!("网格 {id}"), "zone_id": "z"}), geometry)
    });
    let squares: Vec<Value> = squares.collect();
    plan.file("config.json", &config.to_string())
        .file("small/landing.json", &json!({"links": links}).to_string())
        .file("small/collections.json", &json!({"collections": ids.map(item)}).to_string())
        .file("small/towns.json", &collection(&towns))
        .file("small/zones.json", &collection(&zones))
        .file("small/grids.json", &collection(&squares))
        .file("small/open-cases.json", &collection(cases))
}

/// The text of a collection with these rows.
pub(crate) fn collection(rows: &[Value]) -> String {
    json!({"type": "FeatureCollection", "features": rows}).to_string()
}

/// A folder or file of `tests/fixtures`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// The build that is tested: `dist/`, or the folder that `GRIDLIGHT_DIST` names.
pub(crate) fn dist() -> PathBuf {
    let chosen = env::var_os("GRIDLIGHT_DIST").map(PathBuf::from);
    chosen.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("dist"))
}
