//! The server against a client that is only a socket.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Instant;

use super::*;

/// A folder that is removed at the end of its test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("demo")).unwrap();
        fs::write(folder.join("index.html"), "<p>page</p>").unwrap();
        fs::write(folder.join("demo/grids.json"), "{\"a\": 1}".repeat(1000)).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

/// Status line and headers in lower case, and the body.
fn get(server: &StaticServer, path: &str, headers: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(server.address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let split = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let head = String::from_utf8_lossy(&answer[..split]).to_lowercase();
    (head, answer[split + 4..].to_vec())
}

fn value<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[test]
fn it_serves_under_a_path_and_nothing_beside_it() {
    let folder = Folder::new("prefix");
    let mut options = Options::new(&folder.0);
    options.prefix = "/some/sub/".to_owned();
    options.mounts = vec![
        ("config.json".to_owned(), folder.0.join("index.html")),
        ("over".to_owned(), folder.0.join("demo")),
    ];
    let server = StaticServer::start(options).unwrap();
    let cases = [
        ("/some/sub/", "200"),
        ("/some/sub/?face=wall", "200"),
        ("/some/sub/index.html", "200"),
        ("/some/sub/config.json", "200"),
        ("/some/sub/over/grids.json", "200"),
        ("/some/sub/demo", "404"),
        ("/some/sub/../sub/index.html", "404"),
        ("/some/sub", "308"),
        ("/index.html", "404"),
    ];
    for (path, status) in cases {
        let (head, _) = get(&server, path, "");
        assert_eq!(head.split(' ').nth(1), Some(status), "{path}: {head}");
        assert_eq!(value(&head, "x-content-type-options"), Some("nosniff"), "{path}");
    }
    let seen = server.requests();
    let paths: Vec<_> = seen.iter().map(|seen| seen.path.as_str()).collect();
    assert_eq!(paths, cases.map(|(path, _)| path));
    server.fail("demo/grids.json", Some(503));
    assert!(get(&server, "/some/sub/demo/grids.json", "").0.starts_with("http/1.1 503"));
    server.fail("demo/grids.json", None);
    assert!(get(&server, "/some/sub/demo/grids.json", "").0.starts_with("http/1.1 200"));
}

#[test]
fn unchanged_files_are_not_sent_again() {
    let folder = Folder::new("tags");
    let server = StaticServer::start(Options::new(&folder.0)).unwrap();
    let (head, body) = get(&server, "/demo/grids.json", "accept-encoding: gzip\r\n");
    assert_eq!(value(&head, "content-encoding"), Some("gzip"), "{head}");
    assert_eq!(value(&head, "cache-control"), Some("no-cache"), "{head}");
    assert!(body.len() < 1000, "{}", body.len());
    let tag = value(&head, "etag").unwrap().replace("w/", "W/");
    let asked = format!("if-none-match: \"x\", {tag}\r\n");
    let (head, body) = get(&server, "/demo/grids.json", &asked);
    assert!(head.starts_with("http/1.1 304") && body.is_empty(), "{head}");
    assert!(value(&head, "content-security-policy").is_some(), "{head}");

    fs::write(folder.0.join("demo/grids.json"), "{\"a\": 2}".repeat(1000)).unwrap();
    let (head, body) = get(&server, "/demo/grids.json", &asked);
    assert!(head.starts_with("http/1.1 200") && body.len() == 8000, "{head}");
}

#[test]
fn a_slow_line_delays_and_is_shared() {
    let folder = Folder::new("line");
    let mut options = Options::new(&folder.0);
    // 8,000 bytes at 640 kbit/s are a tenth of a second.
    options.line = Some(Line { delay: Duration::from_millis(50), bits_per_second: 640_000 });
    let server = StaticServer::start(options).unwrap();
    let started = Instant::now();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| assert_eq!(get(&server, "/demo/grids.json", "").1.len(), 8000));
        }
    });
    let took = started.elapsed();
    assert!(took >= Duration::from_millis(250), "{took:?}");
}
