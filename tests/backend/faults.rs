//! Everything that goes wrong with real servers, each at one point of an answer's making.

use std::{io, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use chrono::{DateTime, FixedOffset, SecondsFormat};
use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};

use super::{
    answer::{Refusal, plain, problem},
    query::{Page, Question},
};

/// Something that goes wrong.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fault {
    /// Conditions and orders are ignored, and the answer is 200 with whatever rows.
    IgnoredFilters,
    /// Any parameter but those of paging is refused with 400.
    RefusedParameters,
    /// A limit above this is refused with 422.
    LimitAbove(usize),
    /// Local times are written with a `Z`.
    TimesMislabelled,
    /// Latitude comes before longitude.
    SwappedCoordinates,
    /// This many rows that are none are appended.
    BrokenRows(usize),
    /// Each row is sent twice.
    DoubledRows,
    /// Each page is the first.
    SamePage,
    /// The number of all rows is wrong.
    WrongCount,
    /// There is no link to the next page although there is one.
    NoNext,
    /// `offset` is no parameter here.
    OffsetIgnored,
    /// After the last page there is another one, always with rows never seen.
    EndlessNew,
    /// There is always another page, always with the rows of the first.
    EndlessSame,
    /// After the last page there is another one, always without rows.
    EndlessEmpty,
    /// The link to the next page leads to another origin.
    NextElsewhere(String),
    /// The body is cut, and its length fits what is left of it.
    Truncated,
    /// The connection breaks in the middle of the body.
    CutOff,
    /// The body comes in pieces of this many bytes, each after a while.
    Drip(usize, Duration),
    /// Caches are told to keep the answer for an hour.
    KeptForAnHour,
    /// A page for people, with 200.
    HtmlPage,
    /// A page for people, with 500.
    HtmlError,
    /// 500 without a word on other origins: to a page it looks like no answer.
    BareError,
    /// 429 with `Retry-After` in seconds.
    TooMany(u32),
    /// Any other status, with a problem document.
    Status(u16),
    /// Rows without end until there are this many bytes.
    Huge(usize),
    /// The connection is closed without an answer.
    Closed,
}

/// A marker of an answer: nothing is said to other origins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bare;

impl Fault {
    /// The answer that is given instead of any other.
    pub(super) fn instead(&self) -> Option<Response> {
        let html = "<!doctype html><title>Portal</title><h1>统一门户</h1><p>Please wait.";
        let html_type = "text/html; charset=utf-8";
        Some(match self {
            Self::HtmlPage => plain(StatusCode::OK, html_type, html).map(Body::from),
            Self::HtmlError => {
                plain(StatusCode::INTERNAL_SERVER_ERROR, html_type, html).map(Body::from)
            }
            Self::BareError => {
                let mut response = plain(StatusCode::INTERNAL_SERVER_ERROR, "text/plain", "");
                response.extensions_mut().insert(Bare);
                response.map(Body::from)
            }
            Self::TooMany(seconds) => {
                let mut response = problem(StatusCode::TOO_MANY_REQUESTS, "not so fast");
                response.headers_mut().insert(header::RETRY_AFTER, (*seconds).into());
                response.map(Body::from)
            }
            Self::Status(status) => {
                problem(StatusCode::from_u16(*status).unwrap(), "as the test wants it")
                    .map(Body::from)
            }
            Self::Huge(bytes) => huge(*bytes),
            // An answer whose body fails before its first byte is never sent.
            Self::Closed => Response::new(Body::from_stream(stream::once(broken()))),
            _ => return None,
        })
    }

    /// Changes what is understood of a question, or refuses it.
    pub(super) fn on_question(&self, question: &mut Question) -> Result<(), Refusal> {
        match self {
            Self::IgnoredFilters => {
                question.conditions.clear();
                question.order.clear();
            }
            Self::OffsetIgnored if question.asked.contains_key("offset") => question.from = 0,
            Self::RefusedParameters => {
                let known = ["limit", "page"];
                let mut names = question.asked.keys();
                if let Some(name) = names.find(|name| !known.contains(&name.as_str())) {
                    let detail = format!("unknown parameter {name}");
                    return Err(Refusal(StatusCode::BAD_REQUEST, detail));
                }
            }
            Self::LimitAbove(most) if question.limit > *most => {
                if question.asked.contains_key("limit") {
                    let detail = format!("limit must not be above {most}");
                    return Err(Refusal(StatusCode::UNPROCESSABLE_ENTITY, detail));
                }
                question.limit = *most;
            }
            _ => {}
        }
        Ok(())
    }

    /// Changes the rows that a collection has.
    pub(super) fn on_rows(&self, rows: &mut Vec<Value>) {
        match self {
            Self::TimesMislabelled => {
                let properties = rows.iter_mut().filter_map(|row| row.get_mut("properties"));
                let properties = properties.filter_map(Value::as_object_mut);
                properties.flat_map(serde_json::Map::values_mut).for_each(mislabel);
            }
            Self::SwappedCoordinates => {
                let shapes =
                    rows.iter_mut().filter_map(|row| row.pointer_mut("/geometry/coordinates"));
                shapes.for_each(swap);
            }
            Self::BrokenRows(number) => {
                let kinds = [
                    json!(42),
                    json!("row"),
                    json!({"type": "Feature", "geometry": null, "properties": {"title": "?"}}),
                    json!({"type": "Feature", "id": null, "properties": null}),
                ];
                rows.extend(kinds.into_iter().cycle().take(*number));
            }
            Self::DoubledRows => rows.extend_from_within(..),
            _ => {}
        }
    }

    /// Changes a page before it is written; `found` are the rows of all pages.
    pub(super) fn on_page(&self, page: &mut Page, question: &Question, found: &[Value]) {
        let (from, limit) = (question.from, question.limit);
        let first = || found.iter().take(limit).cloned().collect();
        match self {
            Self::SamePage => page.rows = first(),
            Self::WrongCount => page.matched = page.matched * 3 + 7,
            Self::NoNext => page.next = None,
            Self::EndlessNew => {
                page.next = Some(from + limit);
                let missing = from.max(found.len())..from + limit;
                page.rows.extend(missing.filter_map(|at| {
                    let mut row = found.first()?.clone();
                    row["id"] = format!("endless-{at}").into();
                    Some(row)
                }));
            }
            Self::EndlessSame => (page.rows, page.next) = (first(), Some(from + limit)),
            Self::EndlessEmpty => page.next = Some(from + limit),
            Self::NextElsewhere(origin) => page.elsewhere = Some(origin.clone()),
            _ => {}
        }
    }

    /// Changes the head of an answer.
    pub(super) fn on_head(&self, headers: &mut HeaderMap) {
        if let Self::KeptForAnHour = self {
            let hour = HeaderValue::from_static("public, max-age=3600");
            headers.insert(header::CACHE_CONTROL, hour);
        }
    }

    /// The body that is sent instead of the whole one.
    pub(super) fn on_body(&self, body: &Bytes) -> Option<Body> {
        Some(match self {
            Self::Truncated => body.slice(..body.len() * 2 / 3).into(),
            Self::CutOff => {
                let half = body.slice(..body.len() / 2);
                Body::from_stream(stream::once(async { Ok(half) }).chain(stream::once(broken())))
            }
            Self::Drip(piece, pause) => Body::from_stream(drip(body.clone(), *piece, *pause)),
            _ => return None,
        })
    }
}

async fn broken() -> io::Result<Bytes> {
    Err(io::Error::other("the test wants it so"))
}

fn drip(
    body: Bytes,
    piece: usize,
    pause: Duration,
) -> impl futures_util::Stream<Item = io::Result<Bytes>> {
    stream::unfold(body, move |mut body| async move {
        if body.is_empty() {
            return None;
        }
        tokio::time::sleep(pause).await;
        let piece = body.split_to(piece.clamp(1, body.len()));
        Some((Ok(piece), body))
    })
}

/// A collection that is valid to its end, which comes after this many bytes.
fn huge(bytes: usize) -> Response {
    let filler = "很长的描述".repeat(4096);
    let open = r#"{"type": "FeatureCollection", "features": ["#;
    let rows = stream::unfold((0_usize, 0_usize), move |(number, sent)| {
        let row = json!({
            "type": "Feature", "id": format!("huge-{number}"), "geometry": null,
            "properties": {"title": "?", "description": filler},
        });
        let comma = if number == 0 { "" } else { "," };
        let text = format!("{comma}{row}");
        let next = (number + 1, sent + text.len());
        async move { (sent < bytes).then_some((text, next)) }
    });
    let text = stream::once(async { open.to_owned() })
        .chain(rows)
        .chain(stream::once(async { "]}".to_owned() }));
    let mut response = Response::new(Body::from_stream(text.map(io::Result::Ok)));
    let kind = HeaderValue::from_static("application/geo+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

fn mislabel(value: &mut Value) {
    let read = value.as_str().map(DateTime::parse_from_rfc3339);
    if let Some(Ok(time)) = read {
        let local = time.with_timezone(&FixedOffset::east_opt(8 * 3600).unwrap()).naive_local();
        *value = local.and_utc().to_rfc3339_opts(SecondsFormat::Secs, true).into();
    }
}

fn swap(coordinates: &mut Value) {
    if let Value::Array(list) = coordinates {
        if list.len() >= 2 && list.iter().all(Value::is_number) {
            list.swap(0, 1);
        } else {
            list.iter_mut().for_each(swap);
        }
    }
}
