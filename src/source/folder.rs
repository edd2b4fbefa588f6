//! A folder of files: landing document, list of collections, one file a collection. No query is ever asked.

use super::{
    assemble::{Texts, times_of},
    http::{self, Origins},
};
use crate::{
    contract::{
        config::SourceConfig,
        documents::{Collections, Landing},
        keys::WrongKind,
    },
    domain::{defect::Collection, failure::Failure, time::Instant},
};
use chrono::TimeDelta;
use futures::{StreamExt, stream::FuturesUnordered};
use std::collections::BTreeMap;

/// A folder whose documents have been read.
#[derive(Clone, Debug)]
pub struct Folder {
    /// The landing document's own address: what the demo's other files are relative to.
    pub landing_url: String,
    /// The moment the folder was taken at, if it says so.
    pub as_of: Option<Instant>,
    origins: Origins,
    items: BTreeMap<Collection, String>,
}

/// The texts of a folder, and what did not come.
#[derive(Clone, Debug)]
pub struct FolderTexts {
    /// The texts.
    pub texts: Texts,
    /// Failures of collections that the board can do without.
    pub failures: Vec<Failure>,
    /// Server time minus local time, where any answer told it.
    pub clock_offset: Option<TimeDelta>,
}

impl Folder {
    /// Reads the two documents that lead to the collections.
    ///
    /// # Errors
    /// If one cannot be had or read, or there is no link to grids or open matters.
    pub async fn open(
        source: &SourceConfig,
        base: &str,
        origins: &Origins,
    ) -> Result<Self, Failure> {
        let landing_url = resolve(&source.landing, base)?;
        let landing = document(&landing_url, origins, Landing::read).await?;
        let collections_href = landing.data.as_deref().unwrap_or("collections.json");
        let collections_url = resolve(collections_href, &landing_url)?;
        let collections = document(&collections_url, origins, Collections::read).await?;
        let mut items = BTreeMap::new();
        for collection in Collection::ALL {
            let names = source.collection(collection.id());
            let id = names.id.as_deref().unwrap_or(collection.id());
            if let Some(href) = collections.0.get(id) {
                items.insert(collection, resolve(href, &collections_url)?);
            } else if is_required(collection) {
                return Err(Failure::NoCollection { id: id.into() });
            }
        }
        let as_of = landing.taken_at(&times_of(source));
        Ok(Self { landing_url, as_of, origins: origins.clone(), items })
    }

    /// Reads every collection at once, telling after each how many of how many have come.
    ///
    /// # Errors
    /// If grids or open matters cannot be had.
    pub async fn read(&self, progress: impl Fn(usize, usize)) -> Result<FolderTexts, Failure> {
        let of = self.items.len();
        progress(0, of);
        let requests = self.items.iter().map(|(collection, url)| async move {
            (*collection, http::get(url, &self.origins).await)
        });
        let mut requests: FuturesUnordered<_> = requests.collect();
        let mut read =
            FolderTexts { texts: Texts::default(), failures: vec![], clock_offset: None };
        let mut done = 0;
        while let Some((collection, answer)) = requests.next().await {
            done += 1;
            progress(done, of);
            match answer {
                Ok(answer) => {
                    read.clock_offset = answer.clock_offset.or(read.clock_offset);
                    read.texts.0.insert(collection, answer.text);
                }
                Err(failure) if is_required(collection) => return Err(failure),
                Err(failure) => read.failures.push(failure),
            }
        }
        Ok(read)
    }

    /// Reads one collection again.
    ///
    /// # Errors
    /// If the folder has none, or it cannot be had.
    pub async fn read_one(&self, collection: Collection) -> Result<http::Answer, Failure> {
        let url = self.items.get(&collection);
        let url = url.ok_or_else(|| Failure::NoCollection { id: collection.id().into() })?;
        http::get(url, &self.origins).await
    }

    /// Reads a file beside the landing document.
    ///
    /// # Errors
    /// If it cannot be had.
    pub async fn read_beside(&self, href: &str) -> Result<String, Failure> {
        let url = resolve(href, &self.landing_url)?;
        http::get(&url, &self.origins).await.map(|answer| answer.text)
    }

    /// The address of a collection's file, to name it in a message.
    pub fn url_of(&self, collection: Collection) -> String {
        self.items.get(&collection).cloned().unwrap_or_default()
    }
}

/// Without grids there is no map, and without matters no light.
fn is_required(collection: Collection) -> bool {
    matches!(collection, Collection::Grids | Collection::OpenCases)
}

fn resolve(href: &str, base: &str) -> Result<String, Failure> {
    http::resolve(href, base).ok_or_else(|| Failure::Unreadable {
        url: base.into(),
        detail: format!("“{href}” is no address"),
    })
}

async fn document<T>(
    url: &str,
    origins: &Origins,
    read: fn(&str) -> Result<T, WrongKind>,
) -> Result<T, Failure> {
    let answer = http::get(url, origins).await?;
    let unreadable = |WrongKind(detail)| Failure::Unreadable { url: url.into(), detail };
    read(&answer.text).map_err(unreadable)
}
