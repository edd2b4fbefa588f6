//! pygeoapi over a database, set up by `public/contract/pygeoapi.yml`.

use std::process::Command;

use serde_json::{Value, json};

use super::python::Environment;
use super::service::{Folder, Service, free_port};
use super::{Database, TRIES, published_file};
use crate::run::shown;

/// pygeoapi, what it reads Postgres with, and the server that runs it.
pub(crate) const ENVIRONMENT: Environment = Environment {
    name: "pygeoapi",
    version: "0.21.0",
    pins: include_str!("pygeoapi.txt"),
    about: "by pip, 360 MB on disk, about 1 min",
};

/// A running pygeoapi. Its collections have the contract's own names.
#[derive(Debug)]
pub struct PyGeoApi {
    service: Service,
    url: String,
}

impl PyGeoApi {
    /// Starts pygeoapi as the file for implementers sets it up.
    ///
    /// # Errors
    ///
    /// It is not there, or does not start; the message has its last words.
    pub fn start(database: &Database) -> Result<Self, String> {
        // Its links begin with the address it is told, so the port must be known before it starts.
        let mut started = Err(String::new());
        for _ in 0..TRIES {
            started = Self::start_on(free_port()?, database);
            if started.is_ok() {
                break;
            }
        }
        started
    }

    fn start_on(port: u16, database: &Database) -> Result<Self, String> {
        let url = format!("http://127.0.0.1:{port}");
        let folder = Folder::new("pygeoapi", None)?;
        let config = published_file("contract/pygeoapi.yml");
        let document = folder.join("openapi.yml");
        let with_variables = |mut program: Command| {
            program.env("PYGEOAPI_CONFIG", &config).env("PYGEOAPI_OPENAPI", &document);
            program.env("PYGEOAPI_URL", &url).env("GRIDLIGHT_DB_HOST", database.host());
            program
        };
        let mut generate = with_variables(ENVIRONMENT.program("pygeoapi")?);
        generate.args(["openapi", "generate"]).arg(&config).arg("--output-file").arg(&document);
        let generated = generate.output().map_err(|error| format!("pygeoapi: {error}"))?;
        if !generated.status.success() {
            let said = String::from_utf8_lossy(&generated.stderr);
            return Err(format!("`{}` failed:\n{said}", shown(&generate)));
        }
        let mut serve = with_variables(ENVIRONMENT.program("gunicorn")?);
        serve.arg(format!("--bind=127.0.0.1:{port}")).args(["--threads=4", "--no-control-socket"]);
        serve.arg("--worker-tmp-dir").arg(&*folder).arg("pygeoapi.flask_app:APP");
        let service = Service::start("pygeoapi", &serve, folder, "QUIT", None)?;
        service.hear(|line| line.contains("Listening at: ").then_some(()))?;
        Ok(Self { service, url: format!("{url}/") })
    }

    /// The address of the landing page, with a slash at its end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its entry in the `sources` of a `config.json`.
    pub fn source(&self) -> Value {
        json!({"kind": "ogc", "landing": self.url, "utc_offset": "+08:00"})
    }

    /// The last words of the server, for the message of a test that fails.
    pub fn log(&self) -> String {
        self.service.log()
    }
}
