//! nginx before a page and a backend, set up by `public/contract/nginx.conf` or `public/kiosk/nginx.conf`.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::service::{Folder, Service, free_port};
use super::{TRIES, published_file, read, source_of_views, write};
use crate::system;

/// The mark of the lines that every house sets for itself.
const OURS: &str = "# yours";

/// A running nginx: the page at `/`, the backend at `/ogc/`.
#[derive(Debug)]
pub struct Nginx {
    service: Service,
    url: String,
}

impl Nginx {
    /// Who may sign in.
    pub const USER: &str = "zhang.san";

    /// With what.
    pub const PASSWORD: &str = "wangge";

    /// The cookie of those who have signed in, as a request sends it.
    pub const COOKIE: &str = "gridlight=4d1f0c7a9e";

    /// Serves a folder, and passes `/ogc/` on to a backend (`http://127.0.0.1:8000/`) for those who have signed in.
    ///
    /// # Errors
    ///
    /// nginx is not there, or does not start; the message has its last words.
    pub fn start(page: &Path, backend: &str) -> Result<Self, String> {
        let session = Self::COOKIE.split_once('=').map_or("", |(_, session)| session);
        let files = [
            ("users", format!("{}:{{PLAIN}}{}\n", Self::USER, Self::PASSWORD)),
            ("session", format!("set $gridlight_session {session};\n")),
        ];
        Self::start_as("contract/nginx.conf", page, backend, &files, |place| {
            vec![
                ("\"https://wall.example\" ", "$http_origin".to_owned()),
                ("include ", place("session")),
                ("auth_basic_user_file ", place("users")),
            ]
        })
    }

    /// Serves a folder, and passes `/ogc/` on for walls, which are known by their address.
    ///
    /// # Errors
    ///
    /// nginx is not there, or does not start; the message has its last words.
    pub fn before_walls(page: &Path, backend: &str, walls: &str) -> Result<Self, String> {
        Self::start_as("kiosk/nginx.conf", page, backend, &[], |_place| {
            vec![("allow ", walls.to_owned())]
        })
    }

    /// Starts it with a published configuration: `files` are put into its folder, and `ours` gives the lines to be set
    /// beside those that every configuration has, for a function that says where such a file lies.
    fn start_as(
        conf: &str,
        page: &Path,
        backend: &str,
        files: &[(&str, String)],
        ours: impl Fn(&dyn Fn(&str) -> String) -> Vec<(&'static str, String)>,
    ) -> Result<Self, String> {
        let nginx = system::nginx()
            .ok_or("nginx is not there: `cargo xtask setup` installs it, or says how")?;
        let conf = read(&published_file(conf))?;
        let host = backend.trim_start_matches("http://").trim_end_matches('/');
        let mut started = Err(String::new());
        for _ in 0..TRIES {
            let port = free_port()?;
            let folder = Folder::new("nginx", None)?;
            for (name, text) in files {
                write(&folder.join(name), text)?;
            }
            let mut lines = ours(&|name| folder.join(name).display().to_string());
            lines.push(("server ", host.to_owned()));
            lines.push(("listen ", format!("127.0.0.1:{port}")));
            lines.push(("root ", page.display().to_string()));
            write(&folder.join("site.conf"), &set_ours(&conf, &lines)?)?;
            write(&folder.join("nginx.conf"), &around(&folder))?;
            started = Self::serve(&nginx, folder, port);
            if started.is_ok() {
                break;
            }
        }
        started
    }

    fn serve(nginx: &Path, folder: Folder, port: u16) -> Result<Self, String> {
        let mut serve = Command::new(nginx);
        serve.arg("-p").arg(&*folder).arg("-c").arg(folder.join("nginx.conf"));
        serve.args(["-e", "stderr"]);
        let service = Service::start("nginx", &serve, folder, "TERM", None)?;
        service.hear(|line| line.contains("start worker process").then_some(()))?;
        Ok(Self { service, url: format!("http://127.0.0.1:{port}/") })
    }

    /// The address of the page, with a slash at its end; the backend is at `ogc/` below it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The entry in the `sources` of the `config.json` of its page, where tipg is behind it.
    pub fn source(&self) -> Value {
        let mut source = source_of_views("ogc/");
        if let Some(source) = source.as_object_mut() {
            source.insert("auth".to_owned(), json!("cookie"));
        }
        source
    }

    /// The last words of the server, for the message of a test that fails.
    pub fn log(&self) -> String {
        self.service.log()
    }
}

/// What Debian's own `nginx.conf` says around a site, with every path in our folder.
fn around(folder: &Path) -> String {
    let folder = folder.display();
    let kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let temporary = kinds.map(|kind| format!("    {kind}_temp_path {folder}/{kind};\n")).concat();
    // As root, workers would be somebody who cannot enter the folder of the page; not as root, the line is ignored.
    format!(
        "user root;\ndaemon off;\nworker_processes 1;\npid {folder}/pid;\nerror_log stderr notice;\n\
         events {{ worker_connections 256; }}\n\
         http {{\n    include /etc/nginx/mime.types;\n    default_type application/octet-stream;\n    access_log off;\n\
         {temporary}    include {folder}/site.conf;\n}}\n"
    )
}

/// Sets the lines of a house's own: each by its beginning, every one of them, and no other.
fn set_ours(conf: &str, values: &[(&str, String)]) -> Result<String, String> {
    let mut set = vec![false; values.len()];
    let mut lines = Vec::new();
    for line in conf.lines() {
        let start = line.trim_start();
        if !line.contains(OURS) || start.starts_with('#') {
            lines.push(line.to_owned());
            continue;
        }
        let known = values.iter().zip(&mut set).find(|((begin, _), _)| start.starts_with(begin));
        match known {
            Some(((begin, value), set)) if !*set => {
                *set = true;
                lines.push(format!("{begin}{value};"));
            }
            _ => return Err(format!("nobody knows what this line is to be: {line}")),
        }
    }
    match values.iter().zip(set).find(|(_, set)| !set) {
        Some(((begin, _), _)) => Err(format!("no line {begin:?} is marked {OURS:?}")),
        None => Ok(lines.join("\n") + "\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_one_s_own_are_set_and_no_others() {
        let conf = "# Lines with # yours\nserver {\n    listen 80;  # yours\n    gzip on;\n    root /srv;  # yours: a page\n}\n";
        let port = || ("listen ", "9000".to_owned());
        let root = || ("root ", "/tmp/page".to_owned());
        let other = || ("include ", "x".to_owned());
        let cases: [(&[_], _); 5] = [
            (
                &[port(), root()],
                Ok(
                    "# Lines with # yours\nserver {\nlisten 9000;\n    gzip on;\nroot /tmp/page;\n}\n",
                ),
            ),
            (
                &[root(), port()],
                Ok(
                    "# Lines with # yours\nserver {\nlisten 9000;\n    gzip on;\nroot /tmp/page;\n}\n",
                ),
            ),
            (
                &[port()],
                Err("nobody knows what this line is to be:     root /srv;  # yours: a page"),
            ),
            (&[port(), root(), other()], Err("no line \"include \" is marked \"# yours\"")),
            (&[], Err("nobody knows what this line is to be:     listen 80;  # yours")),
        ];
        for (values, expected) in cases {
            let set = set_ours(conf, values);
            assert_eq!(set.as_deref().map_err(String::as_str), expected, "{values:?}");
        }
    }
}
