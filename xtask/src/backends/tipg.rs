//! tipg over a database, set up by `public/contract/tipg.env`.

use super::python::Environment;
use super::service::{Folder, Service};
use super::{Database, published_file, read, source_of_views, write};
use serde_json::Value;

/// tipg and the server that runs it.
pub(crate) const ENVIRONMENT: Environment = Environment {
    name: "tipg",
    version: "1.6.1",
    pins: include_str!("tipg.txt"),
    about: "by pip, 100 MB on disk, less than 1 min",
};

/// A running tipg. Its collections are `gridlight.towns`, `gridlight.open_cases` and so on.
#[derive(Debug)]
pub struct Tipg {
    service: Service,
    url: String,
}

impl Tipg {
    /// Starts tipg as the file for implementers sets it up.
    ///
    /// # Errors
    ///
    /// It is not there, or does not start; the message has its last words.
    pub fn start(database: &Database) -> Result<Self, String> {
        Self::start_with(database, &[])
    }

    /// Starts it as it stands behind the `/ogc/` of [`super::Nginx`].
    ///
    /// # Errors
    ///
    /// As [`Tipg::start`].
    pub fn behind(database: &Database) -> Result<Self, String> {
        Self::start_with(database, &[("TIPG_ROOT_PATH", "/ogc")])
    }

    /// Starts it with some settings otherwise, such as `("TIPG_CACHECONTROL", "public, max-age=3600")`.
    ///
    /// # Errors
    ///
    /// As [`Tipg::start`].
    pub fn start_with(database: &Database, settings: &[(&str, &str)]) -> Result<Self, String> {
        let mut program = ENVIRONMENT.program("uvicorn")?;
        let folder = Folder::new("tipg", None)?;
        write(&folder.join(".env"), &read(&published_file("contract/tipg.env"))?)?;
        program.args(["tipg.main:app", "--host", "127.0.0.1", "--port", "0", "--no-access-log"]);
        program.args(["--no-use-colors", "--timeout-graceful-shutdown", "1"]);
        program.env("DATABASE_URL", database.url()).envs(settings.iter().copied());
        let service = Service::start("tipg", &program, folder, "TERM", None)?;
        let url = service.hear(|line| {
            let (_, address) = line.split_once("Uvicorn running on ")?;
            Some(format!("{}/", address.split(' ').next()?))
        })?;
        Ok(Self { service, url })
    }

    /// The address of the landing page, with a slash at its end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its entry in the `sources` of a `config.json`.
    pub fn source(&self) -> Value {
        source_of_views(&self.url)
    }

    /// The last words of the server, for the message of a test that fails.
    pub fn log(&self) -> String {
        self.service.log()
    }
}
