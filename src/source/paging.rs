//! A whole collection, page by page: `next` is followed as long as it leads to rows not yet read (`contract.md`, paging).

use super::{
    address::{next_page, with_parameters},
    open311::read_requests,
    service::Service,
    transport::{Accept, Transport},
};
use crate::{
    contract::{
        config::SourceKind,
        documents::PageInfo,
        feature::{UnreadableDocument, read_collection},
    },
    domain::{defect::Collection, failure::Failure, remark::Remark},
};
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// The pages of a collection as they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// The text of each.
    pub texts: Vec<String>,
    /// How many different ids the rows have.
    pub row_count: usize,
    /// How many rows there are by the server's word.
    pub number_matched: Option<u64>,
    /// What the reader should know of how it ended.
    pub remark: Option<Remark>,
    /// Server time minus local time, where an answer told it.
    pub clock_offset: Option<TimeDelta>,
}

/// More rows than any collection of the contract has.
const MOST_ROWS: usize = 400_000;
/// More pages than a sensible page size needs for them.
const MOST_PAGES: usize = 1_000;
/// The most rows that are asked for at once.
const LARGEST_PAGE: u32 = 1_000;
/// What is asked for where a server refuses more.
const SMALLER_PAGE: u32 = 100;

/// Reads a whole collection, telling after each page how many rows have come.
///
/// # Errors
/// If a page cannot be had, or is no feature collection: a part of a collection is worse than none, since what is missing
/// would look as if nothing were wrong.
pub async fn read_whole<T: Transport>(
    service: &Service<T>,
    collection: Collection,
    progress: impl Fn(usize),
) -> Result<Pages, Failure> {
    if service.source.kind == SourceKind::Open311 {
        return read_requests(service, progress).await;
    }
    let items = service.items_url(collection)?;
    if service.is_folder() {
        let answer = service.transport.get(items, Accept::Items).await?;
        let clock_offset = answer.clock_offset;
        return Ok(Pages { texts: vec![answer.text], clock_offset, ..Pages::default() });
    }
    let pages = read_pages(service, collection, items, &[], &progress).await?;
    let is_short = pages.number_matched.is_some_and(|all| all > pages.row_count as u64);
    if pages.texts.len() > 1 && is_short {
        // A row that changed while the pages were turned may have moved to one that was read already. Once more; a server
        // that counts wrongly always does.
        return read_pages(service, collection, items, &[], &progress).await;
    }
    Ok(pages)
}

/// Reads the pages that answer `parameters`, asking for as many rows at once as the server gives.
///
/// # Errors
/// If a page cannot be had, or is no feature collection.
pub async fn read_pages<T: Transport>(
    service: &Service<T>,
    collection: Collection,
    items: &str,
    parameters: &[(&str, &str)],
    progress: impl Fn(usize),
) -> Result<Pages, Failure> {
    let configured = service.source.page_size.unwrap_or(LARGEST_PAGE).min(LARGEST_PAGE);
    let asked = |limit| Asked { collection, limit, first: first_page(items, parameters, limit) };
    for limit in [configured, SMALLER_PAGE.min(configured)] {
        let asked = asked(Some(limit));
        match asked.read(service, &progress).await {
            // A server says by these that it does not take so many rows, or no limit at all.
            Err(Failure::Status { status: 400 | 422, url, .. }) if url == asked.first => {}
            read => return read,
        }
    }
    asked(None).read(service, &progress).await
}

fn first_page(items: &str, parameters: &[(&str, &str)], limit: Option<u32>) -> String {
    let url = with_parameters(items, parameters);
    limit.map_or(url.clone(), |limit| with_parameters(&url, &[("limit", &limit.to_string())]))
}

/// Pages that are being asked for.
struct Asked {
    collection: Collection,
    limit: Option<u32>,
    first: String,
}

impl Asked {
    async fn read<T: Transport>(
        &self,
        service: &Service<T>,
        progress: &impl Fn(usize),
    ) -> Result<Pages, Failure> {
        let collection = self.collection;
        let mut pages = Pages::default();
        let mut known = BTreeSet::new();
        let mut rows_read = 0;
        let (mut is_linked, mut is_offset) = (false, false);
        let mut url = self.first.clone();
        loop {
            let answer = match service.transport.get(&url, Accept::Items).await {
                // A server that does not know `offset` has no other way on than its links.
                Err(Failure::Status { status: 400 | 404 | 422, .. }) if is_offset => {
                    pages.remark = Some(Remark::CutOff(collection, known.len()));
                    break;
                }
                answer => answer?,
            };
            let (ids, page_rows) =
                ids(service, collection, &answer.text).map_err(|UnreadableDocument(detail)| {
                    Failure::Unreadable { url: url.clone(), detail }
                })?;
            let info = PageInfo::read(&answer.text);
            let (is_unknowable, known_before) = (ids.is_empty(), known.len());
            known.extend(ids);
            rows_read += page_rows;
            // A row that cannot be read is a row all the same: a page of nothing else must not end the reading.
            let is_new = known.len() > known_before || (is_unknowable && page_rows > 0);
            pages.clock_offset = answer.clock_offset.or(pages.clock_offset);
            pages.number_matched = info.number_matched.or(pages.number_matched);
            // A row that moved between two pages is read twice, which does no harm; a page without a new row is the end.
            if is_new || pages.texts.is_empty() {
                pages.texts.push(answer.text);
            }
            progress(known.len());
            if page_rows == 0 {
                break;
            }
            let is_full = self.limit.is_some_and(|limit| page_rows >= limit as usize);
            if !is_new {
                pages.remark = Some(if is_offset {
                    Remark::CutOff(collection, known.len())
                } else {
                    Remark::RepeatedPages(collection)
                });
                break;
            }
            if known.len() >= MOST_ROWS || pages.texts.len() >= MOST_PAGES {
                pages.remark = Some(Remark::EndlessPages(collection, known.len()));
                break;
            }
            let next = info.next.and_then(|href| next_page(&service.transport, &href, &url));
            url = match next {
                Some(next) => {
                    is_linked = true;
                    next
                }
                // By `offset` only where no page links to the next: a server that ignores it gives the first page again.
                None if is_full && !is_linked => {
                    is_offset = true;
                    with_parameters(&self.first, &[("offset", &rows_read.to_string())])
                }
                None => break,
            };
        }
        pages.row_count = known.len();
        let (read, matched) = (pages.row_count as u64, pages.number_matched);
        if pages.remark.is_none() && self.limit.is_none() && matched.is_some_and(|all| all > read) {
            // A page of the server's own size, without a word of the rest.
            pages.remark = Some(Remark::CutOff(collection, pages.row_count));
        }
        Ok(pages)
    }
}

/// The ids of the rows of a page, and how many rows there are: one without an id has none to be known by, and yet fills
/// its place.
fn ids<T: Transport>(
    service: &Service<T>,
    collection: Collection,
    text: &str,
) -> Result<(Vec<Box<str>>, usize), UnreadableDocument> {
    let reading = service.reading(collection);
    let read = read_collection(text, &reading.reading(), |row| Some(row.id.clone()))?;
    let row_count = read.rows.len() + read.defects.len();
    Ok((read.rows, row_count))
}
