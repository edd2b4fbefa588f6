//! nginx as `public/contract/nginx.conf` sets it up: page and data under one origin, with a login.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use xtask::backends::{Nginx, Tipg};
use xtask::headers::HeaderSet;

use crate::ask::{Answer, ask_with, link};
use crate::district::district;

struct Proxied {
    nginx: Nginx,
    _tipg: Tipg,
}

/// tipg behind nginx, beside the files of `public`.
fn proxied() -> &'static Proxied {
    static PROXIED: OnceLock<Proxied> = OnceLock::new();
    PROXIED.get_or_init(|| {
        let tipg = Tipg::behind(&district().database).unwrap();
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("public");
        Proxied { nginx: Nginx::start(&page, tipg.url()).unwrap(), _tipg: tipg }
    })
}

fn get(path: &str, headers: &[(&str, &str)]) -> Answer {
    ask_with(&format!("{}{path}", proxied().nginx.url()), headers)
}

const SIGNED_IN: (&str, &str) = ("Cookie", Nginx::COOKIE);

#[test]
fn the_page_has_the_headers_that_xtask_prints() {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/config.json");
    let headers = HeaderSet::for_config_text(&fs::read_to_string(config).unwrap()).unwrap();
    let all = [
        ("config.json", 200),
        ("vendor/leaflet-1.9.4/leaflet.css", 200),
        ("none.json", 404),
        ("ogc/", 401),
        ("sign-in", 401),
    ];
    for (path, status) in all {
        let answer = get(path, &[]);
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
        for (name, value) in headers.iter() {
            assert_eq!(answer.header(&name.to_lowercase()), Some(value), "{path} {name}");
        }
        assert_eq!(answer.header("set-cookie"), None, "{path}");
    }
}

#[test]
fn files_are_compressed_and_kept_as_long_as_they_may_be() {
    let (again, kept) = ("no-cache", "public, max-age=31536000, immutable");
    let files = [
        ("config.json", "application/json", again),
        ("demo/grids.json", "application/json", again),
        ("vendor/leaflet-1.9.4/leaflet.css", "text/css", kept),
        ("vendor/leaflet-1.9.4/leaflet.js", "application/javascript", kept),
    ];
    for (path, kind, cache) in files {
        let answer = get(path, &[("Accept-Encoding", "gzip")]);
        let plain = answer.header("content-type").unwrap().split(';').next();
        assert_eq!(plain, Some(kind), "{path}");
        assert_eq!(answer.header("cache-control"), Some(cache), "{path}");
        assert_eq!(answer.header("content-encoding"), Some("gzip"), "{path}");
        let tag = answer.header("etag").unwrap().to_owned();
        let unchanged = get(path, &[("Accept-Encoding", "gzip"), ("If-None-Match", &tag)]);
        assert_eq!((unchanged.status, unchanged.body.as_str()), (304, ""), "{path}");
    }
}

#[test]
fn data_are_given_only_to_who_has_signed_in() {
    let path = "ogc/collections/gridlight.towns/items?limit=5";
    let strangers: [&[(&str, &str)]; 5] = [
        &[],
        &[("Cookie", "gridlight=")],
        &[("Cookie", "gridlight=$gridlight_session")],
        &[("Cookie", "other=4d1f0c7a9e")],
        &[("Authorization", "Basic emhhbmcuc2FuOndhbmdnZQ==")],
    ];
    for headers in strangers {
        let answer = get(path, headers);
        assert_eq!(answer.status, 401, "{headers:?}: {}", answer.body);
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        // That would open a window of the browser's over the page, and over the wall.
        assert_eq!(answer.header("www-authenticate"), None);
        assert_eq!(answer.json()["status"], 401);
    }
    let answer = get(path, &[SIGNED_IN]);
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.json()["features"].as_array().unwrap().len(), 5);
    assert_eq!(answer.header("cache-control"), Some("private, no-cache"));
    assert!(answer.header("date").is_some());
    let next = link(&answer.json(), "next").unwrap();
    let here = format!("{}ogc/collections/", proxied().nginx.url());
    assert!(next.starts_with(&here), "{next}");
    let second = ask_with(&next, &[SIGNED_IN]);
    assert_eq!(second.json()["features"][0]["id"], "T06");
}

#[test]
fn signing_in_asks_for_a_password_and_gives_the_cookie() {
    let login = |user: &str, password: &str| {
        let basic = format!("Basic {}", STANDARD.encode(format!("{user}:{password}")));
        get("sign-in", &[("Authorization", &basic)])
    };
    for (user, password) in [("", ""), (Nginx::USER, "guess"), ("li.si", Nginx::PASSWORD)] {
        let answer = login(user, password);
        assert_eq!(answer.status, 401, "{user}");
        assert_eq!(answer.header("www-authenticate"), Some("Basic realm=\"Gridlight\""), "{user}");
        assert_eq!(answer.header("set-cookie"), None, "{user}");
    }
    let answer = login(Nginx::USER, Nginx::PASSWORD);
    assert_eq!((answer.status, answer.header("location")), (303, Some("/")));
    let cookie = answer.header("set-cookie").unwrap();
    assert_eq!(cookie, format!("{}; Path=/; HttpOnly; Secure; SameSite=Strict", Nginx::COOKIE));
}

#[test]
fn pages_of_other_origins_read_what_they_may() {
    let path = "ogc/collections/gridlight.towns/items?limit=1";
    let exposed = Some("Date, ETag, Retry-After");
    let origins = [
        ("https://wall.example", [Some("https://wall.example"), Some("true"), exposed]),
        ("https://elsewhere.example", [None, None, None]),
        ("null", [None, None, None]),
    ];
    for (origin, expected) in origins {
        for headers in [&[("Origin", origin), SIGNED_IN][..], &[("Origin", origin)]] {
            let answer = get(path, headers);
            let names =
                ["origin", "credentials"].map(|what| format!("access-control-allow-{what}"));
            let [from, login] = names.map(|name| answer.header(&name).map(str::to_owned));
            let told = answer.header("access-control-expose-headers");
            assert_eq!([from.as_deref(), login.as_deref(), told], expected, "{origin} {headers:?}");
            assert!(answer.headers("vary").contains(&"Origin"), "{origin}");
        }
    }
}
