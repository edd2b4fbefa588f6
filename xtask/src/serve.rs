//! `cargo xtask serve`: the built page on a loopback address, with the headers of its config.
//!
//! It does not know how the page is built, nor how a file is sent.

use std::io;
use std::path::Path;
use std::thread;

use crate::cli::headers_of;
use crate::server::{Options, StaticServer};

/// How many ports are tried, the asked one first.
const PORTS: u16 = 50;

/// Serves until the process is ended.
pub(crate) fn serve(dist: &Path, port: Option<u16>) -> Result<(), String> {
    let mut options = Options::new(dist);
    match headers_of(&dist.join("config.json")) {
        Ok(headers) => options.headers = headers,
        Err(reason) => println!("! headers of a page without other origins, since {reason}"),
    }
    let first = port.unwrap_or(8080);
    let server = on_a_free_port(options, first)?;
    let url = server.url();
    if !url.contains(&format!(":{first}/")) {
        println!("! port {first} is taken");
    }
    println!();
    println!("Gridlight is at     {url}");
    println!("  the wall          {url}?face=wall");
    println!("  in English        {url}?lang=en");
    println!("Ctrl-C ends it.");
    loop {
        thread::park();
    }
}

fn on_a_free_port(options: Options, first: u16) -> Result<StaticServer, String> {
    for port in first..=first.saturating_add(PORTS) {
        match StaticServer::start(Options { port, ..options.clone() }) {
            Ok(server) => return Ok(server),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(format!("port {port} cannot be used: {error}")),
        }
    }
    Err(format!("ports {first} to {} are taken; try another --port", first.saturating_add(PORTS)))
}
