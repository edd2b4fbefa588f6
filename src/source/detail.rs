//! One matter and its steps, as the source has them. Pure but for the asking itself.
//!
//! Of a folder it reads the part in which the matter lies; of a server it asks only what the server has proven it can
//! answer, and holds every row against the question. It never shows what it is not sure of.

use super::{
    assemble::ReadCase,
    partition::{Files, is_kept, read_part},
    question::{Condition, Order, Question, Violation, ask_by_id},
    service::Service,
    transport::Transport,
};
use crate::{
    contract::{
        cases,
        feature::{Decoded, UnreadableDocument, read_collection, read_row},
        steps::step,
    },
    domain::{
        ability::{Abilities, Ability},
        defect::{Collection, Defect},
        failure::Failure,
        ids::CaseId,
        remark::Remark,
        scope::Scope,
        step::{Step, in_order},
        verdict::Answers,
    },
};

/// The steps of one matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Steps {
    /// In their order.
    pub steps: Vec<Step>,
    /// What could not be read of them.
    pub defects: Vec<Defect>,
    /// The source ended before it had told all.
    pub is_cut: bool,
}

/// A matter as the source has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Matter {
    /// The matter, with what could not be read of it.
    pub read: ReadCase,
    /// Whether the rows that came with it say when citizens were answered.
    pub answers: Answers,
}

/// What came of a question that not every source can be asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Told<T> {
    /// The answer.
    Here(T),
    /// The source cannot be asked this, or has not proven that it can.
    NotAvailable,
    /// It answered with what was not asked for: this ability is not to be used any more.
    Broken(Ability),
}

impl<T> Told<T> {
    /// What the reader should know of the source after this answer.
    pub fn remark(&self) -> Option<Remark> {
        match self {
            Self::Broken(ability) => Some(Remark::Broken(*ability)),
            Self::Here(_) | Self::NotAvailable => None,
        }
    }
}

/// The steps of the matter, which lies in these areas.
///
/// # Errors
/// If the answer cannot be had or read.
pub async fn steps_of<T: Transport>(
    service: &Service<T>,
    abilities: &Abilities,
    files: &Files,
    id: &CaseId,
    areas: &[Scope],
) -> Result<Told<Steps>, Failure> {
    let collection = Collection::CaseSteps;
    let mut told = Steps::default();
    if service.is_folder() {
        if !is_kept(service, collection) {
            return Ok(Told::NotAvailable);
        }
        let text = read_part(service, files, collection, areas).await?;
        // What is no JSON has no rows (`contract.md`).
        let read = text.and_then(|text| read_steps(service, &text, id).ok());
        if let Some(read) = read {
            (told.steps, told.defects) = (read.rows, read.defects);
        }
    } else {
        if !abilities.has(Ability::Steps) {
            return Ok(Told::NotAvailable);
        }
        let condition = Condition::Equals("case_id", id.as_str().to_owned());
        let question = Question { collection, condition, order: Order::Any };
        let pages = question.ask(service).await?;
        told.is_cut = pages.remark.is_some();
        for text in &pages.texts {
            let unreadable = |error| unreadable(service, collection, error);
            if question.verify(service, text).map_err(unreadable)?.is_err() {
                return Ok(Told::Broken(Ability::Steps));
            }
            let read = read_steps(service, text, id).map_err(unreadable)?;
            told.steps.extend(read.rows);
            told.defects.extend(read.defects);
        }
    }
    told.steps = in_order(&told.steps);
    Ok(Told::Here(told))
}

/// The matter with this id, looked for in these areas where the source is a folder; nothing if there is none.
///
/// # Errors
/// If the answer cannot be had or read.
pub async fn matter<T: Transport>(
    service: &Service<T>,
    abilities: &Abilities,
    files: &Files,
    id: &CaseId,
    areas: &[Scope],
) -> Result<Told<Option<Matter>>, Failure> {
    if service.is_folder() {
        if !is_kept(service, Collection::Cases) {
            return Ok(Told::NotAvailable);
        }
        let text = read_part(service, files, Collection::Cases, areas).await?;
        let found = text.and_then(|text| {
            let rows = read_matters(service, &text).ok()?.rows;
            let answers = Answers::of(rows.iter().map(|(case, _)| case));
            let same = rows.into_iter().filter(|(case, _)| case.id == *id);
            let read = same.max_by_key(|(case, _)| case.updated_at)?;
            Some(Matter { read, answers })
        });
        return Ok(Told::Here(found));
    }
    if !abilities.has(Ability::ById) {
        return Ok(Told::NotAvailable);
    }
    match ask_by_id(service, Collection::Cases, id.as_str()).await {
        Ok(Ok(text)) => {
            let reading = service.reading(Collection::Cases);
            let reading = reading.reading();
            let row = read_row(&text, 1, &reading).ok();
            Ok(Told::Here(row.map(|mut row| {
                let case = cases::case(&mut row);
                let answers = Answers::of([&case].into_iter());
                Matter { read: (case, std::mem::take(&mut row.defects)), answers }
            })))
        }
        Ok(Err(Violation(_))) => Ok(Told::Broken(Ability::ById)),
        // An id that nobody has is refused in more than one way.
        Err(Failure::Status { status: 400 | 404 | 410 | 422, .. }) => Ok(Told::Here(None)),
        Err(failure) => Err(failure),
    }
}

/// Reads the matters of a text, open and closed.
///
/// # Errors
/// If it is no feature collection.
pub(super) fn read_matters<T: Transport>(
    service: &Service<T>,
    text: &str,
) -> Result<Decoded<ReadCase>, UnreadableDocument> {
    let reading = service.reading(Collection::Cases);
    read_collection(text, &reading.reading(), |row| {
        let case = cases::case(row);
        Some((case, std::mem::take(&mut row.defects)))
    })
}

pub(super) fn unreadable<T: Transport>(
    service: &Service<T>,
    collection: Collection,
    UnreadableDocument(detail): UnreadableDocument,
) -> Failure {
    let url = service.items_url(collection).unwrap_or_default().to_owned();
    Failure::Unreadable { url, detail }
}

/// The steps of one matter in a text that may have those of others.
fn read_steps<T: Transport>(
    service: &Service<T>,
    text: &str,
    id: &CaseId,
) -> Result<Decoded<Step>, UnreadableDocument> {
    let reading = service.reading(Collection::CaseSteps);
    read_collection(text, &reading.reading(), |row| {
        let read = step(row).filter(|(of, _)| of == id);
        if read.is_none() {
            // What is wrong with another matter's step is not told here.
            row.defects.clear();
        }
        read.map(|(_, step)| step)
    })
}
