//! Who is let in, and what a browser may show to a page of another origin.

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};

use super::{
    Cors, SignIn,
    answer::{plain, problem},
    state::Shared,
};

/// A 401, if the reader has to show something and does not.
pub(super) fn refuse(shared: &Shared, asked: &HeaderMap) -> Option<Response<Bytes>> {
    let token = shared.state().token();
    let has = |name: HeaderName, shown: &str| {
        let values = asked.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
        values.flat_map(|value| value.split("; ")).any(|value| value == shown)
    };
    let (is_known, scheme) = match shared.options.sign_in {
        SignIn::Nobody => return None,
        SignIn::Cookie => (has(header::COOKIE, &format!("session={token}")), None),
        SignIn::Bearer => (has(header::AUTHORIZATION, &format!("Bearer {token}")), Some("Bearer")),
    };
    if is_known {
        return None;
    }
    let mut response = problem(StatusCode::UNAUTHORIZED, "nobody is signed in");
    if let Some(scheme) = scheme {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(scheme));
    }
    Some(response)
}

/// Signs the reader in by a cookie, and says so on a page.
pub(super) fn login(shared: &Shared) -> Response<Bytes> {
    let page = "<!doctype html><title>Signed in</title><p>You are signed in.";
    let mut response = plain(StatusCode::OK, "text/html; charset=utf-8", page);
    let cookie = format!("session={}; Path=/; HttpOnly; SameSite=Lax", shared.state().token());
    response.headers_mut().insert(header::SET_COOKIE, HeaderValue::from_str(&cookie).unwrap());
    response
}

/// The answer to a browser that asks whether its page may ask.
pub(super) fn preflight(shared: &Shared) -> Response<Bytes> {
    let mut response = plain(StatusCode::NO_CONTENT, "", "");
    if shared.options.cors != Cors::Closed {
        let headers = response.headers_mut();
        let mut say = |name, value| headers.insert(name, HeaderValue::from_static(value));
        say(header::ACCESS_CONTROL_ALLOW_METHODS, "GET");
        say(header::ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Last-Event-ID");
        say(header::ACCESS_CONTROL_MAX_AGE, "600");
    }
    response
}

/// What a page of another origin may see of an answer.
pub(super) fn open_to(cors: Cors, asked: &HeaderMap, answer: &mut HeaderMap) {
    let everybody = HeaderValue::from_static("*");
    let origin = asked.get(header::ORIGIN).cloned();
    let exposed = HeaderValue::from_static("Date, ETag, Retry-After");
    match cors {
        Cors::Closed => return,
        Cors::Unexposed => {
            answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, everybody);
            return;
        }
        Cors::Open => answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, everybody),
        Cors::Credentials => {
            answer.insert(header::VARY, HeaderValue::from_static("Origin"));
            let yes = HeaderValue::from_static("true");
            answer.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, yes);
            answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.unwrap_or(everybody))
        }
    };
    answer.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
}
