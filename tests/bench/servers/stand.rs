//! The real servers with the demo district, each with a page that has it as its source.

use std::{env, fs, path::PathBuf};

use serde_json::{Value, json};
use xtask::backends::{Database, Nginx, PyGeoApi, Tipg};

use crate::{
    driver::Browser,
    server::{Plan, Site, dist},
};

/// A page and the server that it shows.
pub(crate) struct Stand {
    pub(crate) name: &'static str,
    source: Value,
    page: Page,
    /// Whether rows come from the database.
    pub(crate) is_live: bool,
    _server: Server,
}

/// Who serves the page's own files.
enum Page {
    Site(Site),
    Nginx { nginx: Nginx, folder: Folder },
}

/// What must go on running.
enum Server {
    Folder,
    Tipg { _tipg: Tipg },
    PyGeoApi { _pygeoapi: PyGeoApi },
}

/// A folder that goes with its owner.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // One that stays behind in the temporary one harms nobody.
        drop(fs::remove_dir_all(&self.0));
    }
}

/// All of them, or tipg alone.
pub(crate) fn stands(database: &Database, tipg_alone: bool) -> Vec<Stand> {
    let tipg = Tipg::start(database).unwrap();
    let tipg = on_site("tipg", tipg.source(), Server::Tipg { _tipg: tipg });
    if tipg_alone {
        return vec![tipg];
    }
    let folder = on_site("folder", json!({"landing": "demo/landing.json"}), Server::Folder);
    let pygeoapi = PyGeoApi::start(database).unwrap();
    let source = pygeoapi.source();
    let pygeoapi = on_site("pygeoapi", source, Server::PyGeoApi { _pygeoapi: pygeoapi });
    vec![folder, tipg, pygeoapi, behind_nginx(database)]
}

fn on_site(name: &'static str, source: Value, server: Server) -> Stand {
    let page = Page::Site(Plan::new().config(&config(&source)).serve());
    let is_live = !matches!(server, Server::Folder);
    Stand { name, source, page, is_live, _server: server }
}

fn behind_nginx(database: &Database) -> Stand {
    let tipg = Tipg::behind(database).unwrap();
    let folder = env::temp_dir().join(format!("gridlight-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for entry in fs::read_dir(dist()).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name() != "config.json" {
            std::os::unix::fs::symlink(entry.path(), folder.join(entry.file_name())).unwrap();
        }
    }
    let folder = Folder(folder);
    let nginx = Nginx::start(&folder.0, tipg.url()).unwrap();
    let source = nginx.source();
    let page = Page::Nginx { nginx, folder };
    Stand { name: "nginx+tipg", source, page, is_live: true, _server: Server::Tipg { _tipg: tipg } }
}

fn config(source: &Value) -> Value {
    json!({"default_source": "source", "sources": {"source": source}})
}

impl Stand {
    /// The address of the page.
    pub(crate) fn url(&self) -> String {
        match &self.page {
            Page::Site(site) => site.address(""),
            Page::Nginx { nginx, .. } => nginx.url().to_owned(),
        }
    }

    /// The address of the source's landing page.
    pub(crate) fn landing(&self) -> &str {
        self.source["landing"].as_str().unwrap()
    }

    /// From now on pages ask the source this often.
    pub(crate) fn poll_every(&self, seconds: u32) {
        let mut source = self.source.clone();
        source["poll_seconds"] = json!(seconds);
        let config = config(&source).to_string();
        match &self.page {
            Page::Site(site) => site.write("config.json", &config),
            Page::Nginx { folder, .. } => fs::write(folder.0.join("config.json"), config).unwrap(),
        }
    }

    /// Signs the browser in, where that is needed.
    pub(crate) fn sign_in(&self, browser: &Browser) {
        if let Page::Nginx { nginx, .. } = &self.page {
            let (name, value) = Nginx::COOKIE.split_once('=').unwrap();
            let cookie = json!({"name": name, "value": value, "url": nginx.url()});
            let set = browser.devtools("Network.setCookie", &cookie);
            assert_eq!(set["success"], true, "the cookie is taken");
        }
    }
}
