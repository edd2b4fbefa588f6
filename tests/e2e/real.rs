//! Servers that nobody here wrote: the same district from a folder, from tipg and from pygeoapi over `PostGIS`, from a plain
//! file server, and behind nginx with a login. The page shows the same from each.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use xtask::backends::{Database, Nginx, PyGeoApi, Tipg};

use crate::{
    find::{CELLS, Cell, Figures, Page},
    server::{Plan, Site, dist},
};

/// The on-time rate, which comes from the totals.
const RATE: &str = ".figure-rate .figure-value";

/// The demo in a database, behind two servers; started once, ended with the process.
struct Servers {
    database: Database,
    tipg: Tipg,
    pygeoapi: PyGeoApi,
}

fn servers() -> &'static Servers {
    static SERVERS: OnceLock<Servers> = OnceLock::new();
    SERVERS.get_or_init(|| {
        let database = Database::start().unwrap();
        database.load_folder(&demo()).unwrap();
        let tipg = Tipg::start(&database).unwrap();
        let pygeoapi = PyGeoApi::start(&database).unwrap();
        Servers { database, tipg, pygeoapi }
    })
}

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("public/demo")
}

/// A source of a server that is asked every second.
fn asked_often(mut source: Value) -> Value {
    source["poll_seconds"] = json!(1);
    source
}

fn site(sources: &Value) -> Site {
    Plan::new().config(&json!({"default_source": "folder", "sources": sources})).serve()
}

/// Everything on the page that the source decides.
#[derive(Debug, PartialEq)]
struct Shown {
    figures: Figures,
    counts: [i64; 4],
    cells: Vec<Cell>,
    rows: Vec<String>,
    rate: String,
}

/// What the page shows of a source, on a device whose clock stood at the moment of the demo when the page was opened.
fn shown(page: &Page, source: &str) -> Shown {
    page.go(&format!("?source={source}"));
    page.wait_for_board();
    page.wait("the list is there", || page.count(".case-row") > 0);
    page.wait("the totals are there", || page.text(RATE).chars().any(|c| c.is_ascii_digit()));
    shown_now(page)
}

fn shown_now(page: &Page) -> Shown {
    Shown {
        figures: page.figures(),
        counts: ["towns", "zones", "grids", "defects"].map(|name| page.figure(name)),
        cells: page.cells(),
        rows: page.texts(".case-row"),
        rate: page.text(RATE),
    }
}

#[test]
fn every_server_shows_the_same_district_and_a_changed_row_appears() {
    let servers = servers();
    let files = FileServer::start(&demo());
    let site = site(&json!({
        "folder": {"landing": "demo/landing.json"},
        "tipg": asked_often(servers.tipg.source()),
        "pygeoapi": asked_often(servers.pygeoapi.source()),
        "files": {"landing": format!("{}landing.json", files.url)},
    }));
    let page = Page::at_desk(&site);
    page.set_device_clock("2026-09-18T17:00:00+08:00");
    let folder = shown(&page, "folder");
    assert_eq!((folder.figures.open, folder.counts), (1991, [22, 161, 1333, 0]));
    assert_eq!(folder.cells.len(), 1333);
    for source in ["tipg", "pygeoapi", "files"] {
        let (mut seen, started) = (shown(&page, source), Instant::now());
        // The rows that fit are known a moment after the board; what stays different is told whole.
        while seen != folder && started.elapsed() < Duration::from_secs(20) {
            seen = shown_now(&page);
        }
        assert_eq!(seen, folder, "{source}");
        assert_eq!(page.notices(), "", "{source}");
    }
    // Neither server lets a page of another origin read its clock, and the page says so; a folder's time stands.
    page.go("?source=tipg&lang=en");
    page.wait_for_board();
    page.expect_words(".skew", &["server"]);

    // The second of the stamp: what is older than what is known is no change.
    for (source, second) in [("tipg", 1), ("pygeoapi", 3)] {
        page.go(&format!("?source={source}"));
        page.wait_for_board();
        let before = (page.figures(), page.cells());
        let id = page.attributes(".case-row[data-light=red]", "data-case-id").swap_remove(0);
        let change = |status: &str, closed: bool, second: u32| {
            let stamp = format!("'2026-09-18T17:00:0{second}+08:00'");
            let closed_at = if closed { &stamp } else { "NULL" };
            let set = format!("status = '{status}', closed_at = {closed_at}, updated_at = {stamp}");
            let statement = format!("UPDATE district.matter SET {set} WHERE id = '{id}'");
            servers.database.sql(&statement).unwrap();
        };
        change("closed", true, second);
        page.wait(&format!("{source}: the closed matter leaves the board"), || {
            page.figures().red == before.0.red - 1
        });
        assert_eq!(page.figures().open, before.0.open - 1, "{source}");
        change("handling", false, second + 1);
        page.wait(&format!("{source}: reopened, it is back"), || {
            (page.figures(), page.cells()) == before
        });
    }
}

#[test]
fn behind_nginx_the_page_asks_to_sign_in_and_then_shows_the_board() {
    let servers = servers();
    let tipg = Tipg::behind(&servers.database).unwrap();
    let page_dir = PageDir::new();
    let nginx = Nginx::start(&page_dir.0, tipg.url()).unwrap();
    let config = json!({"default_source": "nginx", "sources": {"nginx": nginx.source()}});
    page_dir.write("config.json", &config.to_string());
    let site = Site::demo();
    let page = Page::at_desk(&site);
    page.tolerate("401");
    // With the password in its address, a page may ask for nothing; nobody stays there.
    page.tolerate("credentials");
    page.browser.go_to(&format!("{}?lang=en", nginx.url()));
    page.wait("the board fails", || page.hook("data-board") == "failed");
    page.expect_words(".failed", &["/ogc/", "401", "sign-in"]);
    assert_eq!(page.count(".failed .sign-in a[target=_blank]"), 1);
    // What a person does in the other tab, with the name and password of the house.
    let login = format!("{}:{}@", Nginx::USER, Nginx::PASSWORD);
    page.browser.go_to(&format!("{}sign-in", nginx.url().replace("://", &format!("://{login}"))));
    page.browser.go_to(&format!("{}?lang=en", nginx.url()));
    page.wait_for_board();
    assert_eq!((page.figures().open, page.count(CELLS)), (1991, 1333));
    assert_eq!(page.text(".skew"), "", "of the page's own origin, the server's clock can be read");
}

/// A plain file server as everybody has one, which lets any page ask and none read its headers.
struct FileServer {
    child: Child,
    url: String,
}

impl FileServer {
    fn start(folder: &Path) -> Self {
        let program = "import functools, http.server as s, sys
class H(s.SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header('Access-Control-Allow-Origin', '*')
        super().end_headers()
    def log_message(self, *words): pass
server = s.ThreadingHTTPServer(('127.0.0.1', 0), functools.partial(H, directory=sys.argv[1]))
print(server.server_port, flush=True)
server.serve_forever()";
        let child = Command::new("python3")
            .args(["-c", program])
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("python3 cannot be started: {error}"));
        let mut server = Self { child, url: String::new() };
        let mut line = String::new();
        BufReader::new(server.child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        server.url = format!("http://127.0.0.1:{}/", line.trim());
        server
    }
}

impl Drop for FileServer {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A copy of the built page whose config can be another.
struct PageDir(PathBuf);

impl PageDir {
    fn new() -> Self {
        let folder = env::temp_dir().join(format!("gridlight-page-{}", std::process::id()));
        copy(&dist(), &folder);
        Self(folder)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }
}

impl Drop for PageDir {
    fn drop(&mut self) {
        // A folder that stays behind in the temporary one harms nobody.
        drop(fs::remove_dir_all(&self.0));
    }
}

/// Copies a folder; the demo's own rows are not asked for here.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if path.is_file() {
            fs::copy(&path, to.join(name)).unwrap();
        } else if name != "demo" {
            copy(&path, &to.join(name));
        }
    }
}
