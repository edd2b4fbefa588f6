//! A source whose documents have been read: where each collection's items are, and how they are written.
//!
//! A folder of files and a server are the same here; a folder is never paged and never asked a question.

use super::{
    address::{below, next_page},
    assemble::{CollectionReading, times_of},
    transport::{Accept, Transport},
};
use crate::{
    contract::{
        config::{SourceConfig, SourceKind},
        documents::{Collections, Landing},
        keys::WrongKind,
    },
    domain::{defect::Collection, failure::Failure, time::Instant},
};
use std::collections::BTreeMap;

/// A source that has been found.
#[derive(Clone, Debug)]
pub struct Service<T> {
    /// What carries the questions.
    pub transport: T,
    /// What the config says of the source.
    pub source: SourceConfig,
    /// The landing document's own address: what the demo's other files are relative to.
    pub landing_url: String,
    /// The moment the folder was taken at, if it says so.
    pub as_of: Option<Instant>,
    /// The live stream, where the landing document links one of an allowed origin.
    pub stream_url: Option<String>,
    items: BTreeMap<Collection, String>,
}

/// No list of collections goes on for longer.
const MOST_LISTS: usize = 20;

impl<T: Transport> Service<T> {
    /// Reads the documents that lead to the collections, each by its links.
    ///
    /// # Errors
    /// If one cannot be had or read, or there is no way to grids or open matters.
    pub async fn open(transport: T, source: &SourceConfig, base: &str) -> Result<Self, Failure> {
        let landing_url = resolve(&transport, &source.landing, base)?;
        if source.kind == SourceKind::Open311 {
            return Ok(Self::of_open311(transport, source, landing_url));
        }
        let landing = document(&transport, &landing_url, Landing::read).await?;
        let is_folder = source.kind == SourceKind::Static;
        let list = landing.data.as_deref();
        let list = list.and_then(|href| linked(&transport, href, &landing_url));
        let collections_url = match list {
            Some(url) => url,
            None if is_folder => resolve(&transport, "collections.json", &landing_url)?,
            None => below(&landing_url, "collections"),
        };
        let listed = listed(&transport, &collections_url).await?;
        let mut items = BTreeMap::new();
        for collection in Collection::ALL {
            let names = source.collection(collection.id());
            let id = names.id.as_deref().unwrap_or(collection.id());
            let is_needed = !is_folder && is_required(collection);
            let url = match listed.get(id) {
                Some(Some(url)) => Some(url.clone()),
                // Listed without a way to its items, or needed and not listed at all: where the standard puts them.
                Some(None) if !is_folder => Some(below(&below(&collections_url, id), "items")),
                None if is_needed => Some(below(&below(&collections_url, id), "items")),
                _ if is_required(collection) => {
                    return Err(Failure::NoCollection { id: id.into() });
                }
                _ => None,
            };
            items.extend(url.map(|url| (collection, url)));
        }
        let as_of = landing.taken_at(&times_of(source));
        let stream_url = landing.stream.and_then(|href| linked(&transport, &href, &landing_url));
        let source = source.clone();
        Ok(Self { transport, source, landing_url, as_of, stream_url, items })
    }

    /// An endpoint of Open311: its landing is the folder in which `requests.json` is, or that address itself.
    fn of_open311(transport: T, source: &SourceConfig, landing_url: String) -> Self {
        let (path, query) = landing_url.split_once('?').unwrap_or((&landing_url, ""));
        let is_endpoint = path.split('/').next_back().is_some_and(|step| step.contains(".json"));
        let mut url = if is_endpoint { path.to_owned() } else { below(path, "requests.json") };
        if !query.is_empty() {
            url = format!("{url}?{query}");
        }
        let items = [(Collection::OpenCases, url)].into();
        let source = source.clone();
        Self { transport, source, landing_url, as_of: None, stream_url: None, items }
    }

    /// The collections that are there.
    pub fn collections(&self) -> impl Iterator<Item = Collection> {
        self.items.keys().copied()
    }

    /// The address of a collection's items.
    ///
    /// # Errors
    /// If the source has no such collection.
    pub fn items_url(&self, collection: Collection) -> Result<&str, Failure> {
        let url = self.items.get(&collection).map(String::as_str);
        url.ok_or_else(|| Failure::NoCollection { id: collection.id().into() })
    }

    /// Whether the source is a folder: nobody evaluates a question there.
    pub fn is_folder(&self) -> bool {
        self.source.kind == SourceKind::Static
    }

    /// Whether there is no board without this collection: no map without grids, no light without matters.
    pub fn needs(&self, collection: Collection) -> bool {
        is_required(collection)
    }

    /// Whether questions can be asked: neither of a folder nor of Open311.
    pub fn answers_questions(&self) -> bool {
        self.source.kind == SourceKind::Ogc
    }

    /// How the rows of a collection are written.
    pub fn reading(&self, collection: Collection) -> CollectionReading {
        CollectionReading::of(&self.source, collection)
    }

    /// Reads a file beside the landing document.
    ///
    /// # Errors
    /// If it cannot be had.
    pub async fn read_beside(&self, href: &str) -> Result<String, Failure> {
        let url = resolve(&self.transport, href, &self.landing_url)?;
        Ok(self.transport.get(&url, Accept::Metadata).await?.text)
    }
}

fn is_required(collection: Collection) -> bool {
    matches!(collection, Collection::Grids | Collection::OpenCases)
}

/// The collections of all pages of the list: id on the server, and the address of the items where there is a link to them.
async fn listed(
    transport: &impl Transport,
    url: &str,
) -> Result<BTreeMap<String, Option<String>>, Failure> {
    let mut listed = BTreeMap::new();
    let mut url = url.to_owned();
    for _ in 0..MOST_LISTS {
        let page = document(transport, &url, Collections::read).await?;
        let known = listed.len();
        for (id, href) in page.items {
            listed.insert(id, href.and_then(|href| linked(transport, &href, &url)));
        }
        match page.next.and_then(|next| next_page(transport, &next, &url)) {
            Some(next) if listed.len() > known => url = next,
            _ => break,
        }
    }
    Ok(listed)
}

/// Where a link leads, if it may be followed: not to another origin, which is what an inner server says of itself.
fn linked(transport: &impl Transport, href: &str, base: &str) -> Option<String> {
    transport.resolve(href, base).filter(|url| transport.allows(url))
}

fn resolve(transport: &impl Transport, href: &str, base: &str) -> Result<String, Failure> {
    transport.resolve(href, base).ok_or_else(|| Failure::Unreadable {
        url: base.into(),
        detail: format!("“{href}” is no address"),
    })
}

async fn document<D>(
    transport: &impl Transport,
    url: &str,
    read: fn(&str) -> Result<D, WrongKind>,
) -> Result<D, Failure> {
    let answer = transport.get(url, Accept::Metadata).await?;
    let unreadable = |WrongKind(detail)| Failure::Unreadable { url: url.into(), detail };
    read(&answer.text).map_err(unreadable)
}
