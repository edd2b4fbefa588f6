//! From a request to its answer: documents, rows, problems.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::Arc,
};

use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::Response,
};
use serde_json::{Value, json};

use super::{
    Fault, Seen, door,
    faults::Bare,
    query::Question,
    state::{ROOT, Shared},
    stream,
};

const JSON: &str = "application/json";
const GEO_JSON: &str = "application/geo+json";
/// No page has more rows.
const LARGEST_PAGE: usize = 10_000;

/// Answers one request.
pub(super) async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let at = shared.running();
    let asked = request.headers();
    let mut response = respond(&shared, &request);
    if response.extensions().get::<Bare>().is_none() {
        door::open_to(shared.options.cors, asked, response.headers_mut());
    }
    let now = shared.options.clock + at;
    let date = now.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    response.headers_mut().insert(header::DATE, HeaderValue::from_str(&date).unwrap());

    let names = ["authorization", "if-none-match", "last-event-id", "accept"];
    let headers =
        names.iter().filter_map(|name| Some((*name, asked.get(*name)?.to_str().ok()?.to_owned())));
    let seen = Seen {
        method: request.method().to_string(),
        path: request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        at,
        status: response.status().as_u16(),
        headers: headers.collect::<BTreeMap<_, _>>(),
    };
    shared.state().seen.push(seen);
    response
}

/// Why a question gets no rows.
#[derive(Debug)]
pub(super) struct Refusal(pub(super) StatusCode, pub(super) String);

impl Refusal {
    fn answer(self) -> Response<Bytes> {
        problem(self.0, &self.1)
    }
}

/// What a path leads to.
enum Place<'a> {
    Landing,
    Conformance,
    Collections,
    Collection(&'a str),
    Items(&'a str),
    Item(&'a str, &'a str),
    Stream,
    Login,
}

impl<'a> Place<'a> {
    fn of(path: &'a str) -> Option<Self> {
        let parts: Vec<&str> = path.strip_prefix(ROOT)?.split('/').collect();
        Some(match parts[..] {
            [""] => Self::Landing,
            ["conformance"] => Self::Conformance,
            ["collections"] => Self::Collections,
            ["collections", id] => Self::Collection(id),
            ["collections", id, "items"] => Self::Items(id),
            ["collections", id, "items", item] => Self::Item(id, item),
            ["stream"] => Self::Stream,
            ["login"] => Self::Login,
            _ => return None,
        })
    }

    /// The name by which a test gives it a fault.
    fn name(&self) -> &'a str {
        match self {
            Self::Landing => "landing",
            Self::Conformance => "conformance",
            Self::Collections => "collections",
            Self::Collection(id) | Self::Items(id) | Self::Item(id, _) => id,
            Self::Stream => "stream",
            Self::Login => "login",
        }
    }
}

fn respond(shared: &Arc<Shared>, request: &Request) -> Response {
    let (method, asked) = (request.method(), request.headers());
    let place = match Place::of(request.uri().path()) {
        _ if *method == Method::OPTIONS => return door::preflight(shared).map(Body::from),
        _ if *method != Method::GET => {
            return problem(StatusCode::METHOD_NOT_ALLOWED, "only GET").map(Body::from);
        }
        None => return not_found().answer().map(Body::from),
        Some(Place::Login) => return door::login(shared).map(Body::from),
        Some(place) => place,
    };
    let faults = shared.faults(place.name());
    if let Some(response) = faults.iter().find_map(Fault::instead) {
        return response;
    }
    if let Some(refusal) = door::refuse(shared, asked) {
        return refusal.map(Body::from);
    }
    if matches!(place, Place::Stream) && shared.options.stream {
        let last = asked.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
        return stream::response(shared, last);
    }
    let query = request.uri().query().unwrap_or_default();
    let answer = document(shared, &place, query, &faults).unwrap_or_else(Refusal::answer);
    let bent = faults.iter().find_map(|fault| fault.on_body(answer.body()));
    let mut answer = match bent {
        // Nobody has a broken body already.
        Some(body) => answer.map(|_| body),
        None if answer.status() == StatusCode::OK => tagged(answer, asked).map(Body::from),
        None => answer.map(Body::from),
    };
    faults.iter().for_each(|fault| fault.on_head(answer.headers_mut()));
    answer
}

/// The document of a place; an error is an answer too.
fn document(
    shared: &Shared,
    place: &Place<'_>,
    query: &str,
    faults: &[Fault],
) -> Result<Response<Bytes>, Refusal> {
    let link = |rel: &str, kind: &str, path: &str| json!({"rel": rel, "type": kind, "href": shared.href(path)});
    let entry = |id: &str| {
        let items = link("items", GEO_JSON, &format!("collections/{id}/items"));
        json!({"id": id, "title": id, "itemType": "feature", "links": [items]})
    };
    let document = match *place {
        Place::Landing => {
            let mut links = vec![
                link("self", JSON, ""),
                link("conformance", JSON, "conformance"),
                link("data", JSON, "collections"),
            ];
            if shared.options.stream {
                links.push(link("stream", "text/event-stream", "stream"));
            }
            json!({"title": "A backend for tests", "links": links})
        }
        Place::Conformance => {
            let classes = ["ogcapi-features-1/1.0/conf/core", "ogcapi-features-1/1.0/conf/geojson"];
            let classes = classes.map(|class| format!("http://www.opengis.net/spec/{class}"));
            json!({"conformsTo": classes})
        }
        Place::Collections => {
            let entries: Vec<Value> = shared.state().rows.collections().map(entry).collect();
            json!({"links": [link("self", JSON, "collections")], "collections": entries})
        }
        Place::Collection(id) => {
            shared.state().rows.of(id).ok_or_else(not_found)?;
            entry(id)
        }
        Place::Items(id) => {
            return items(shared, id, query, faults).map(|page| body(GEO_JSON, &page));
        }
        Place::Item(id, item) => {
            let mut rows = rows(shared, id, faults)?.into_iter();
            let row = rows.find(|row| row["id"] == item).ok_or_else(not_found)?;
            return Ok(body(GEO_JSON, &row));
        }
        Place::Stream | Place::Login => return Err(not_found()),
    };
    Ok(body(JSON, &document))
}

/// The rows of a collection, as they are served.
fn rows(shared: &Shared, id: &str, faults: &[Fault]) -> Result<Vec<Value>, Refusal> {
    let mut rows = shared.state().rows.of(id).ok_or_else(not_found)?;
    faults.iter().for_each(|fault| fault.on_rows(&mut rows));
    Ok(rows)
}

/// A page of a collection.
fn items(shared: &Shared, id: &str, query: &str, faults: &[Fault]) -> Result<Value, Refusal> {
    let rows = rows(shared, id, faults)?;
    let read = Question::read(query, &rows);
    let mut question = read.map_err(|detail| Refusal(StatusCode::BAD_REQUEST, detail))?;
    faults.iter().try_for_each(|fault| fault.on_question(&mut question))?;
    Fault::LimitAbove(LARGEST_PAGE).on_question(&mut question)?;

    let found = question.select(&rows);
    let mut page = question.page(&found);
    faults.iter().for_each(|fault| fault.on_page(&mut page, &question, &found));
    if question.skip_geometry {
        let features = page.rows.iter_mut().filter_map(Value::as_object_mut);
        features.for_each(|row| drop(row.insert("geometry".to_owned(), Value::Null)));
    }
    let path = format!("collections/{id}/items");
    let mut links = vec![json!({"rel": "self", "type": GEO_JSON, "href": shared.href(&path)})];
    if let Some(from) = page.next {
        let path = format!("{path}?{}", question.query_from(from));
        let href = match page.elsewhere {
            Some(origin) => format!("{origin}{ROOT}{path}"),
            None => shared.href(&path),
        };
        links.push(json!({"rel": "next", "type": GEO_JSON, "href": href}));
    }
    Ok(json!({
        "type": "FeatureCollection", "features": page.rows, "links": links,
        "numberMatched": page.matched, "numberReturned": page.rows.len(),
    }))
}

/// The same answer with the tag of its body, or none where the reader has that body already.
fn tagged(mut response: Response<Bytes>, asked: &HeaderMap) -> Response<Bytes> {
    let mut hasher = DefaultHasher::new();
    response.body().hash(&mut hasher);
    let tag = format!("\"{:016x}\"", hasher.finish());
    let known = asked.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    if known.is_some_and(|known| known.split(", ").any(|known| known == tag)) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Bytes::new();
    }
    response.headers_mut().insert(header::ETAG, HeaderValue::from_str(&tag).unwrap());
    response
}

fn body(kind: &'static str, document: &Value) -> Response<Bytes> {
    plain(StatusCode::OK, kind, document.to_string())
}

/// An answer of this type.
pub(super) fn plain(
    status: StatusCode,
    kind: &'static str,
    body: impl Into<Bytes>,
) -> Response<Bytes> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// A problem document (RFC 9457).
pub(super) fn problem(status: StatusCode, detail: &str) -> Response<Bytes> {
    let document = json!({
        "type": "about:blank", "title": status.canonical_reason(), "status": status.as_u16(),
        "detail": detail,
    });
    plain(status, "application/problem+json", document.to_string())
}

fn not_found() -> Refusal {
    Refusal(StatusCode::NOT_FOUND, "there is nothing here".to_owned())
}
