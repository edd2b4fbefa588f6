//! The demo district in a database, behind both servers; and the rows of its folder, to compare.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::{Value, json};
use xtask::backends::{COLLECTIONS, Database, PyGeoApi, Tipg};

/// One of the two servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Server {
    Tipg,
    PyGeoApi,
}

pub(crate) const SERVERS: [Server; 2] = [Server::Tipg, Server::PyGeoApi];

pub(crate) struct District {
    pub(crate) database: Database,
    tipg: Tipg,
    pygeoapi: PyGeoApi,
}

/// The demo district, started once; the servers end with the process. Nobody changes its rows.
pub(crate) fn district() -> &'static District {
    static DISTRICT: OnceLock<District> = OnceLock::new();
    DISTRICT.get_or_init(|| {
        District::start(|database| {
            database.load_folder(&folder()).unwrap();
            // The demo has no days of its own.
            let day = "INSERT INTO district.special_day VALUES ('2026-09-03', 'off', '区庆')";
            database.sql(day).unwrap();
        })
    })
}

impl District {
    /// Both servers over a database that is filled like this.
    pub(crate) fn start(fill: impl FnOnce(&Database)) -> Self {
        let database = Database::start().unwrap();
        fill(&database);
        let tipg = Tipg::start(&database).unwrap();
        let pygeoapi = PyGeoApi::start(&database).unwrap();
        Self { database, tipg, pygeoapi }
    }

    pub(crate) fn url(&self, server: Server) -> &str {
        match server {
            Server::Tipg => self.tipg.url(),
            Server::PyGeoApi => self.pygeoapi.url(),
        }
    }

    /// The address of a collection's items with this after it.
    pub(crate) fn items(&self, server: Server, collection: &str, rest: &str) -> String {
        let id = match server {
            Server::Tipg => format!("gridlight.{}", collection.replace('-', "_")),
            Server::PyGeoApi => collection.to_owned(),
        };
        format!("{}collections/{id}/items{rest}", self.url(server))
    }
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("public/demo")
}

/// The rows of one of the folder's collections, by id; read once.
pub(crate) fn folder_rows(collection: &str) -> &'static Rows {
    static ROWS: OnceLock<BTreeMap<&str, Rows>> = OnceLock::new();
    &ROWS.get_or_init(|| COLLECTIONS.map(|name| (name, read_rows(name))).into())[collection]
}

/// Rows by their ids.
type Rows = BTreeMap<String, Value>;

fn read_rows(collection: &str) -> Rows {
    let named = |name: &str| rows_below(&folder().join(name));
    match collection {
        // The closed ones that only the year's list tells of are matters too.
        "cases" => {
            let mut rows = named("year-overdue.json");
            rows.extend(named("cases"));
            rows
        }
        "case-steps" => named("steps"),
        "calendar" => {
            let day = json!({"date": "2026-09-03", "kind": "off", "name": "区庆"});
            let row = json!({"id": "2026-09-03", "geometry": null, "properties": day});
            Rows::from([("2026-09-03".to_owned(), row)])
        }
        _ => named(&format!("{collection}.json")),
    }
}

fn rows_below(place: &Path) -> Rows {
    if place.is_dir() {
        let entries = fs::read_dir(place).unwrap();
        return entries.flat_map(|entry| rows_below(&entry.unwrap().path())).collect();
    }
    let document: Value = serde_json::from_str(&fs::read_to_string(place).unwrap()).unwrap();
    let rows = document["features"].as_array().unwrap().iter();
    rows.map(|row| (row["id"].as_str().unwrap().to_owned(), row.clone())).collect()
}
