//! The checker: the client's own reading, probing and decoding of a backend, with a report instead of a page.
//!
//! It asks what the page would ask, and adds a look at the collections that only drill-down reads. What carries the
//! questions, and how the report is printed, is not known here.

use super::{
    assemble::{Texts, UnreadableCollection, assemble},
    clock::is_mislabelled,
    paging::{Pages, read_whole},
    probe::{changes, probe, said},
    question::{Condition, Order, Question},
    service::Service,
    transport::Transport,
};
use crate::{
    contract::{
        cases,
        config::{Config, SourceConfig},
        feature::{Decoded, UnreadableDocument, read_collection},
        received,
    },
    domain::{
        ability::{Abilities, Ability, Finding},
        board::Board,
        defect::{Collection, Defect, DefectReason},
        failure::Failure,
        filter::Filter,
        light::Light,
        lit::LitBoard,
        remark::Remark,
        time::Instant,
    },
};
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// How many examples of a kind of defect are kept.
const EXAMPLES: usize = 3;
/// How many rows are looked at of a collection that is never read whole.
const SAMPLE: u32 = 100;

/// What was found out about a backend.
#[derive(Debug, Default)]
pub struct Report {
    /// What there is of each collection that was looked at.
    pub collections: Vec<CollectionReport>,
    /// What could not be had, and of what.
    pub failures: Vec<(String, String)>,
    /// What could not be read, by kind.
    pub defects: Vec<DefectKind>,
    /// What the reader of the page would be told.
    pub remarks: Vec<Remark>,
    /// What the server has proven it can do.
    pub abilities: Abilities,
    /// Server time minus local time, where the answers tell it.
    pub clock_offset: Option<TimeDelta>,
    /// The source's time when it was examined.
    pub now: Instant,
    /// The newest fact on the board.
    pub newest_fact_at: Option<Instant>,
    /// Whether the landing document links a live stream that may be followed.
    pub has_stream: bool,
    /// The board, if there is one.
    pub board: Option<Board>,
}

/// What there is of a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectionReport {
    /// The collection.
    pub collection: Collection,
    /// Rows that were read: all of them, or a sample.
    pub row_count: usize,
    /// In how many pages.
    pub page_count: usize,
    /// How many there are by the server's word.
    pub number_matched: Option<u64>,
    /// Only some rows were looked at.
    pub is_sample: bool,
}

/// Defects of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefectKind {
    /// The collection.
    pub collection: Collection,
    /// The field, by the contract's name; empty where the row is meant.
    pub field: String,
    /// Why.
    pub reason: DefectReason,
    /// How many.
    pub count: usize,
    /// Some of them: row and value.
    pub examples: Vec<(String, String)>,
}

impl Report {
    /// Why a page could not show this backend truthfully; nothing if it can.
    pub fn obstacles(&self) -> Vec<String> {
        let mut obstacles = Vec::new();
        if self.board.is_none() {
            obstacles.push("there is no board: grids or open matters are missing".to_owned());
        }
        // Open311 has no areas, and mostly no deadlines.
        let has_areas = self.collections.iter().any(|of| of.collection == Collection::Grids);
        if let Some(board) = self.board.as_ref().filter(|_| has_areas) {
            if board.areas.grids().is_empty() {
                obstacles.push("no row of grids can be read".to_owned());
            }
            let lit = LitBoard::of(board, &Filter::default(), self.now).district;
            let is_dark = lit.open() > 0 && lit.of(Light::Unknown) == lit.open();
            if is_dark && board.defects().next().is_some() {
                obstacles.push("no open matter can be given a light".to_owned());
            }
        }
        if self.remarks.contains(&Remark::TimesMislabelled) {
            obstacles
                .push("times lie in the server's future: their zone is mislabelled".to_owned());
        }
        let is_partial = |remark: &Remark| {
            matches!(
                remark,
                Remark::CutOff(..) | Remark::EndlessPages(..) | Remark::RepeatedPages(_)
            )
        };
        if self.remarks.iter().any(is_partial) {
            obstacles.push("a collection cannot be read whole".to_owned());
        }
        obstacles
    }
}

/// Examines a source of a config, as a page at `base` would open it.
pub async fn examine<T: Transport>(
    transport: T,
    config: &Config,
    source: &SourceConfig,
    base: &str,
) -> Report {
    let mut report = Report::default();
    let service = match Service::open(transport, source, base).await {
        Ok(service) => service,
        Err(failure) => {
            report.fail("landing and collections", &failure);
            return report;
        }
    };
    report.has_stream = service.stream_url.is_some();
    let texts = report.read_board(&service).await;
    match assemble(config, source, &texts) {
        Ok(board) => {
            report.newest_fact_at = board.newest_fact_at();
            report.count_defects(board.defects().cloned());
            report.board = Some(board);
        }
        Err(UnreadableCollection { collection, detail }) => {
            report.failures.push((collection.id().to_owned(), detail));
        }
    }
    let now = service.as_of.unwrap_or_else(|| {
        service.transport.now() + report.clock_offset.unwrap_or_else(TimeDelta::zero)
    });
    report.now = now;
    // By this machine's clock, or against a moment at which time stands, a page would not say so either.
    let is_server_time = report.clock_offset.is_some() && service.as_of.is_none();
    if is_server_time && is_mislabelled(report.newest_fact_at, now) {
        report.remarks.push(Remark::TimesMislabelled);
    }
    report.read_records(&service).await;
    if service.answers_questions() {
        let newest = report.board.as_ref().and_then(Board::newest_case);
        report.abilities = probe(&service, now, newest).await;
        report.test_the_other_way(&service, now).await;
        for collection in [Collection::Cases, Collection::CaseSteps] {
            report.look_at(&service, collection).await;
        }
    }
    report
}

impl Report {
    /// Reads the collections of the board, one after the other: so each latency is its own.
    async fn read_board<T: Transport>(&mut self, service: &Service<T>) -> Texts {
        let mut texts = Texts::default();
        for collection in Collection::BOARD {
            if service.items_url(collection).is_err() {
                continue;
            }
            match read_whole(service, collection, |_| {}).await {
                Ok(pages) => {
                    self.note_pages(service, collection, &pages);
                    texts.0.insert(collection, pages.texts);
                }
                Err(failure) => self.fail(collection.id(), &failure),
            }
        }
        texts
    }

    /// Reads what the page reads whole once a view wants it.
    async fn read_records<T: Transport>(&mut self, service: &Service<T>) {
        for collection in [Collection::YearOverdue, Collection::Received] {
            if service.items_url(collection).is_err() {
                continue;
            }
            let pages = match read_whole(service, collection, |_| {}).await {
                Ok(pages) => pages,
                Err(failure) => {
                    self.fail(collection.id(), &failure);
                    continue;
                }
            };
            self.note_pages(service, collection, &pages);
            let reading = service.reading(collection);
            let mut defects = Vec::new();
            for text in &pages.texts {
                let read = read_collection(text, &reading.reading(), |row| {
                    if collection == Collection::Received {
                        received::received(row);
                    } else {
                        cases::case(row);
                    }
                    Some(())
                });
                match read {
                    Ok(read) => defects.extend(read.defects),
                    Err(UnreadableDocument(detail)) => {
                        self.failures.push((collection.id().to_owned(), detail));
                    }
                }
            }
            self.count_defects(defects);
        }
    }

    /// The page needs one way to ask for changes; who implements a backend wants to know of both.
    async fn test_the_other_way<T: Transport>(&mut self, service: &Service<T>, now: Instant) {
        let way = Ability::ChangesByDatetime;
        let is_untested = *self.abilities.of(way) == Finding::Untested;
        let newest = self.board.as_ref().and_then(Board::newest_case);
        if let Some((id, at)) = newest.filter(|_| is_untested) {
            let found = changes(service, way, (id.as_str(), at), now).await;
            self.abilities.note(way, found);
        }
    }

    fn note_pages<T: Transport>(
        &mut self,
        service: &Service<T>,
        collection: Collection,
        pages: &Pages,
    ) {
        let reading = service.reading(collection);
        let reading = reading.reading();
        let counted = pages.texts.iter().map(|text| {
            let rows = read_collection(text, &reading, |_| Some(()));
            rows.map_or(0, |rows| rows.rows.len())
        });
        // A folder has no pages to be counted while they are turned.
        let row_count = if service.is_folder() { counted.sum() } else { pages.row_count };
        self.clock_offset = pages.clock_offset.or(self.clock_offset);
        self.remarks.extend(pages.remark.clone());
        self.collections.push(CollectionReport {
            collection,
            row_count,
            page_count: pages.texts.len(),
            number_matched: pages.number_matched,
            is_sample: false,
        });
    }

    /// Looks at some rows of a collection that is only ever asked questions.
    async fn look_at<T: Transport>(&mut self, service: &Service<T>, collection: Collection) {
        if service.items_url(collection).is_err() {
            return;
        }
        let some = Question { collection, condition: Condition::Any, order: Order::Any };
        let text = match some.ask_few(service, SAMPLE).await {
            Ok(text) => text,
            Err(failure) => return self.fail(collection.id(), &failure),
        };
        let reading = service.reading(collection);
        let read = read_collection(&text, &reading.reading(), |row| {
            if collection == Collection::Cases {
                cases::case(row);
            }
            Some(())
        });
        match read {
            Ok(Decoded { rows, defects }) => {
                self.count_defects(defects);
                self.collections.push(CollectionReport {
                    collection,
                    row_count: rows.len(),
                    page_count: 1,
                    number_matched: None,
                    is_sample: true,
                });
            }
            Err(UnreadableDocument(detail)) => {
                self.failures.push((collection.id().to_owned(), detail));
            }
        }
    }

    fn fail(&mut self, what: &str, failure: &Failure) {
        let url = match failure {
            Failure::NoAnswer { url }
            | Failure::Status { url, .. }
            | Failure::SignIn { url, .. }
            | Failure::WebPage { url }
            | Failure::TooSlow { url, .. }
            | Failure::TooLarge { url, .. }
            | Failure::Unreadable { url, .. } => format!(" ({url})"),
            _ => String::new(),
        };
        self.failures.push((what.to_owned(), said(failure) + &url));
    }

    fn count_defects(&mut self, defects: impl IntoIterator<Item = Defect>) {
        let mut kinds: BTreeMap<(Collection, Box<str>, DefectReason), DefectKind> = BTreeMap::new();
        for Defect { collection, row, field, reason, value } in defects {
            let kind =
                kinds.entry((collection, field.clone(), reason)).or_insert_with(|| DefectKind {
                    collection,
                    field: field.into(),
                    reason,
                    count: 0,
                    examples: Vec::new(),
                });
            kind.count += 1;
            if kind.examples.len() < EXAMPLES {
                kind.examples.push((row.into(), value.into()));
            }
        }
        self.defects.extend(kinds.into_values());
    }
}
