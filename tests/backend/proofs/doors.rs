//! Who is let in, and what a page of another origin may see.

use crate::{
    backend::{Backend, Cors, Options, SignIn, district::district},
    reader::{Answer, get},
};

const PAGE: &str = "http://page.example";

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.header(&format!("access-control-{name}"))
}

#[test]
fn other_origins_see_what_they_are_allowed_to() {
    let exposed = "Date, ETag, Retry-After";
    let cases = [
        (Cors::Open, "*", exposed, ""),
        (Cors::Unexposed, "*", "", ""),
        (Cors::Closed, "", "", ""),
        (Cors::Credentials, PAGE, exposed, "true"),
    ];
    for (cors, origin, exposed, credentials) in cases {
        let options = Options { cors, ..Options::default() };
        let backend = Backend::start(options, district());
        let place = backend.at("collections/grids/items");
        let tag = get(&place, &[]).header("etag").to_owned();
        // What a browser has already, or may not have, needs the same words.
        for asked in [&[("origin", PAGE)][..], &[("origin", PAGE), ("if-none-match", &tag)]] {
            let answer = get(&place, asked);
            assert_eq!(header(&answer, "allow-origin"), origin, "{cors:?}");
            assert_eq!(header(&answer, "expose-headers"), exposed, "{cors:?}");
            assert_eq!(header(&answer, "allow-credentials"), credentials, "{cors:?}");
        }
        let missing = get(&backend.at("nothing"), &[("origin", PAGE)]);
        assert_eq!(header(&missing, "allow-origin"), origin, "{cors:?}");
        let preflight = ureq::options(&place).header("origin", PAGE).call().unwrap();
        assert_eq!(preflight.status().as_u16(), 204);
        let allowed = preflight.headers().get("access-control-allow-headers");
        assert_eq!(allowed.is_some(), cors != Cors::Closed, "{cors:?}");
    }
}

#[test]
fn a_door_opens_to_who_is_signed_in_and_closes_again() {
    let cases = [
        (SignIn::Nobody, [200, 200, 200]),
        (SignIn::Cookie, [401, 200, 401]),
        (SignIn::Bearer, [401, 401, 200]),
    ];
    for (sign_in, expected) in cases {
        let options = Options { sign_in, ..Options::default() };
        let backend = Backend::start(options, district());
        let login = get(&backend.at("login"), &[]);
        let cookie = login.header("set-cookie").split(';').next().unwrap().to_owned();
        let token = format!("Bearer {}", backend.token());
        let ask = || {
            let shown = [("accept", "*/*"), ("cookie", cookie.as_str()), ("authorization", &token)];
            shown.map(|shown| get(&backend.at("collections"), &[shown]).status)
        };
        assert_eq!(ask(), expected, "{sign_in:?}");
        backend.sign_all_out();
        let closed = if sign_in == SignIn::Nobody { 200 } else { 401 };
        assert_eq!(ask(), [closed; 3], "{sign_in:?}");
        let shown = backend
            .requests()
            .into_iter()
            .filter_map(|seen| seen.headers.get("authorization").cloned());
        assert_eq!(shown.collect::<Vec<_>>(), [token.clone(), token.clone()]);
    }
}
