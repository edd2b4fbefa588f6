//! The records that the board does without: the matters that count in the year's assessment, and the days on which matters
//! were reported. Each is a whole collection, read when a view first wants it, and decoded in slices.

use super::{
    assemble::ReadCase,
    browser::Browser,
    layers::Decoding,
    paging::read_whole,
    service::Service,
    session::{Pulse, Session},
};
use crate::{
    contract::{
        cases,
        feature::{Decoded, read_collection},
        received,
        row::Row,
    },
    domain::{
        defect::{Collection, Defect},
        failure::Failure,
        remark::Remark,
        workload::ReceivedRow,
    },
};

/// A collection as it was read.
pub struct ReadRecords<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// What could not be read.
    pub defects: Vec<Defect>,
    /// What the reader should know of how it was read.
    pub remark: Option<Remark>,
}

/// What the demo has added to a collection since its life began, beyond what was known of it.
pub struct News<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How much is known with them.
    pub known: usize,
}

/// Reads the matters that count in the year's assessment; `is_wanted` is asked again and again, and ends it early.
///
/// # Errors
/// If the source has no such collection, or it cannot be had or read.
pub async fn read_year_overdue(
    service: &Service<Browser>,
    is_wanted: impl Fn() -> bool,
) -> Result<ReadRecords<ReadCase>, Failure> {
    read(service, Collection::YearOverdue, matter, &is_wanted).await
}

/// Reads the days on which matters were reported; `is_wanted` is asked again and again, and ends it early.
///
/// # Errors
/// If the source has no such collection, or it cannot be had or read.
pub async fn read_received(
    service: &Service<Browser>,
    is_wanted: impl Fn() -> bool,
) -> Result<ReadRecords<ReceivedRow>, Failure> {
    let read = read(service, Collection::Received, received::received, &is_wanted).await?;
    let rows = received::merged(read.rows.into_iter().flatten().collect());
    Ok(ReadRecords { rows, defects: read.defects, remark: read.remark })
}

async fn read<T>(
    service: &Service<Browser>,
    collection: Collection,
    read: fn(&mut Row<'_>) -> T,
    is_wanted: &dyn Fn() -> bool,
) -> Result<ReadRecords<T>, Failure> {
    let pages = read_whole(service, collection, |_| {}).await?;
    let reading = service.reading(collection);
    let reading = reading.reading();
    let mut decoding = Decoding { defects: Vec::new(), reading: &reading };
    let rows = decoding.rows(&pages.texts, read, is_wanted).await?;
    Ok(ReadRecords { rows, defects: decoding.defects, remark: pages.remark })
}

/// A matter with what could not be read of it, which is counted with the collection too.
fn matter(row: &mut Row<'_>) -> ReadCase {
    let case = cases::case(row);
    (case, row.defects.clone())
}

impl Session {
    /// The matters that the demo's units have closed late, without those that are known; `None` for any other source.
    pub fn late_news(&self, known: usize) -> Option<News<ReadCase>> {
        let Pulse::Simulated(life) = &self.pulse else { return None };
        let rows = self.news(Collection::YearOverdue, &life.closed_late(known), matter);
        Some(News { rows, known: life.closed_late_count() })
    }

    /// What has arrived in the demo, without what is known; `None` for any other source.
    pub fn received_news(&self, known: usize) -> Option<News<ReceivedRow>> {
        let Pulse::Simulated(life) = &self.pulse else { return None };
        let rows = self.news(Collection::Received, &life.received(known), received::received);
        let rows = rows.into_iter().flatten().collect();
        Some(News { rows, known: life.received_count() })
    }

    /// Whether the source is the demo, alive or not yet: what it tells of a day ends with its next beginning.
    pub fn is_simulated(&self) -> bool {
        !matches!(self.pulse, Pulse::Polled(_))
    }

    fn news<T>(&self, of: Collection, text: &str, read: fn(&mut Row<'_>) -> T) -> Vec<T> {
        let reading = self.service.reading(of);
        let news = read_collection(text, &reading.reading(), |row| Some(read(row)));
        news.map(|Decoded { rows, .. }| rows).unwrap_or_default()
    }
}
