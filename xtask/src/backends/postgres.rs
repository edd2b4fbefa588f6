//! Postgres with PostGIS in a folder of its own, with the tables and views of `public/contract/postgis.sql`.
//!
//! It listens on a socket in that folder and on no port. It does not know what rows mean.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use super::service::{Folder, Service, User};
use super::{published_file, read};
use crate::run::shown;
use crate::system;

/// The database that holds the district.
const NAME: &str = "gridlight";

/// A running database.
#[derive(Debug)]
pub struct Database {
    service: Service,
    programs: PathBuf,
    socket: PathBuf,
}

impl Database {
    /// Starts an empty district: the tables and views for implementers, and no rows.
    ///
    /// # Errors
    ///
    /// Postgres is not there, or does not start; the message has its last words.
    pub fn start() -> Result<Self, String> {
        let programs = system::postgres().ok_or(
            "PostgreSQL with PostGIS is not there: `cargo xtask setup` installs it, or says how",
        )?;
        let user = system::server_user()?;
        let folder = Folder::new("postgres", user)?;
        let data = folder.join("data");
        let mut create = Command::new(programs.join("initdb"));
        create.args(["--no-sync", "--no-instructions", "--auth=trust", "--username=postgres"]);
        create.args(["--encoding=UTF8", "--locale=C.UTF-8", "--pgdata"]).arg(&data);
        output(&mut as_user(create, user), &[])?;
        let mut server = Command::new(programs.join("postgres"));
        server.arg("-D").arg(&data).arg("-k").arg(&*folder);
        // Nothing of this outlives the process, so nothing has to reach the disk.
        let settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
        let places = ["listen_addresses=", "max_wal_size=1GB", "lc_messages=C"];
        server.args(settings.iter().chain(&places).flat_map(|setting| ["-c", setting]));
        let socket = folder.to_path_buf();
        let service = Service::start("PostgreSQL", &server, folder, "QUIT", user)?;
        service.hear(|line| line.contains("ready to accept connections").then_some(()))?;
        let database = Self { service, programs, socket };
        database.run(database.psql("postgres"), format!("CREATE DATABASE {NAME};").as_bytes())?;
        database.script(read(&published_file("contract/postgis.sql"))?.as_bytes())?;
        Ok(database)
    }

    /// Runs statements as their owner, and hands on the rows of the last: fields with `|` between them.
    ///
    /// # Errors
    ///
    /// The message of the first statement that failed.
    pub fn sql(&self, statements: &str) -> Result<String, String> {
        self.script(statements.as_bytes())
    }

    /// The folder of the socket, which Postgres's clients take in place of a host.
    pub fn host(&self) -> &Path {
        &self.socket
    }

    /// The last words of the server, for the message of a test that fails.
    pub fn log(&self) -> String {
        self.service.log()
    }

    /// The address for clients that want one, as the role that only reads.
    pub fn url(&self) -> String {
        let host = self.socket.to_string_lossy().replace('/', "%2F");
        format!("postgresql://gridlight_reader@{host}:5432/{NAME}")
    }

    /// Runs what `psql` understands, data after `COPY … FROM STDIN` included.
    pub(super) fn script(&self, script: &[u8]) -> Result<String, String> {
        self.run(self.psql(NAME), script)
    }

    fn psql(&self, database: &str) -> Command {
        let mut psql = Command::new(self.programs.join("psql"));
        let quiet = ["--no-psqlrc", "--quiet", "--no-align", "--tuples-only"];
        psql.args(quiet).args(["--set=ON_ERROR_STOP=1", "--username=postgres", "--file=-"]);
        psql.arg("--host").arg(&self.socket).arg("--dbname").arg(database);
        psql.env("PGOPTIONS", "--client-min-messages=warning").env("PGCLIENTENCODING", "UTF8");
        psql
    }

    fn run(&self, mut psql: Command, script: &[u8]) -> Result<String, String> {
        output(&mut psql, script).map_err(|error| format!("{error}\n{}", self.log()))
    }
}

fn as_user(mut command: Command, user: Option<User>) -> Command {
    if let Some((user, group)) = user {
        // Whatever folder we are in, that user may not enter it.
        command.uid(user).gid(group).current_dir("/");
    }
    command
}

/// What a program says when it is given this to read.
fn output(command: &mut Command, input: &[u8]) -> Result<String, String> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let name = shown(command);
    let failed = |error| format!("`{name}` could not be run: {error}");
    let mut child = command.spawn().map_err(failed)?;
    let pipe = child.stdin.take();
    let output = thread::scope(|scope| {
        // One that stops reading has failed, and says why.
        scope.spawn(|| pipe.map(|mut pipe| pipe.write_all(input).unwrap_or_default()));
        child.wait_with_output()
    });
    let output = output.map_err(failed)?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(format!("`{name}` failed:\n{}", text(&output.stderr)))
    }
}
