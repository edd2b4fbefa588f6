//! What `public/kiosk` publishes beside the watchdog, tried: the start line of the unit, and nginx before page and backend.

use std::{
    fs,
    process::{Command, Stdio},
};

use serde_json::Value;
use ureq::{Agent, Body, http::Response};
use xtask::{backends::Nginx, headers::HeaderSet, system};

use crate::{
    find::{Page, text},
    server::{PREFIX, Site, dist},
    watchdog::{Running, Scratch, WALL, kiosk_file, look, small_site},
};

/// The flags of the unit's start line, without its address.
fn unit_flags() -> Vec<String> {
    let unit = fs::read_to_string(kiosk_file("gridlight-wall.service")).unwrap();
    let lines = unit.lines().map(|line| line.trim().trim_end_matches('\\').trim_end());
    lines.filter(|line| line.starts_with("--")).map(str::to_owned).collect()
}

#[test]
fn the_start_line_of_the_unit_shows_a_wall_that_the_watchdog_can_see() {
    let site = small_site();
    let page = Page::at_desk(&site);
    let scratch = Scratch::new("wall");
    let profile = scratch.0.to_str().unwrap();
    // Any free port: the one of the unit may be somebody else's here. Chromium then writes it into its profile.
    let flags = unit_flags()
        .into_iter()
        .map(|flag| flag.replace("%t/gridlight-wall", profile).replace("port=9222", "port=0"));
    let flags: Vec<_> = flags.collect();
    assert!(flags.iter().any(|flag| flag.ends_with(profile)), "{flags:?}");
    let browser: Value = serde_json::from_str(include_str!("webdriver.json")).unwrap();
    let browser = browser["goog:chromeOptions"]["args"].as_array().unwrap().iter().map(text);
    let mut wall = Command::new(system::chromium().unwrap());
    wall.args(browser).args(flags).arg(site.address(WALL)).stderr(Stdio::null());
    let _wall = Running(wall.spawn().unwrap());
    let port = page.wait_for("Chromium says its port", || {
        let said = fs::read_to_string(scratch.0.join("DevToolsActivePort")).ok()?;
        said.lines().next().map(str::to_owned)
    });
    page.wait("the wall is ready", || look(&port) == ("ready".to_owned(), Some(0)));
}

/// An answer, whatever its status.
fn get(url: &str) -> Response<Body> {
    let agent: Agent = Agent::config_builder().http_status_as_error(false).build().into();
    agent.get(url).call().unwrap()
}

fn header<'a>(answer: &'a Response<Body>, name: &str) -> Option<&'a str> {
    answer.headers().get(name).map(|value| value.to_str().unwrap())
}

#[test]
fn nginx_gives_the_page_to_all_and_the_data_to_walls() {
    let backend = Site::demo();
    let address = backend.address("");
    let host = address.strip_suffix(PREFIX).unwrap();
    let known = Nginx::before_walls(&dist(), host, "127.0.0.1").unwrap();
    let unknown = Nginx::before_walls(&dist(), host, "10.0.0.17").unwrap();

    let config = fs::read_to_string(dist().join("config.json")).unwrap();
    let headers = HeaderSet::for_config_text(&config).unwrap();
    let names = fs::read_dir(dist()).unwrap().map(|file| file.unwrap().file_name());
    let mut names = names.map(|name| name.into_string().unwrap());
    let program = names.find(|name| name.ends_with(".wasm")).unwrap();
    let data = format!("ogc{PREFIX}demo/towns.json");
    let (again, kept) = ("no-cache", "public, max-age=31536000, immutable");
    let answers = [
        ("", 200, again),
        ("config.json", 200, again),
        ("none.json", 404, again),
        (&program, 200, kept),
        ("vendor/leaflet-1.9.4/leaflet.js", 200, kept),
        (&data, 401, "private, no-cache"),
    ];
    for (path, status, keep) in answers {
        let answer = get(&format!("{}{path}", unknown.url()));
        assert_eq!(answer.status().as_u16(), status, "{path}: {}", unknown.log());
        assert_eq!(header(&answer, "cache-control"), Some(keep), "{path}");
        for (name, value) in headers.iter() {
            assert_eq!(header(&answer, name), Some(value), "{path}: {name}");
        }
    }
    let mut refused = get(&format!("{}{data}", unknown.url()));
    assert_eq!(header(&refused, "content-type"), Some("application/problem+json"));
    let problem: Value = refused.body_mut().read_json().unwrap();
    assert_eq!(problem["status"], 401);
    let mut given = get(&format!("{}{data}", known.url()));
    let towns = fs::read_to_string(dist().join("demo/towns.json")).unwrap();
    assert_eq!((given.status().as_u16(), given.body_mut().read_to_string().unwrap()), (200, towns));

    let page = Page::at_desk(&backend);
    page.browser.go_to(&format!("{}{WALL}", unknown.url()));
    page.wait_for_board();
}
