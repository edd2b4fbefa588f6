//! Asking a source again: what changed, where that is proven, else all open matters. Pure but for the asking itself.

use super::{
    assemble::{CollectionReading, UnreadableCollection, read_cases},
    pace::Pace,
    paging::{Pages, read_whole},
    question::{Condition, Order, Question, Violation},
    service::Service,
    transport::Transport,
};
use crate::{
    contract::{cases, feature::read_collection, row::Reading},
    domain::{
        ability::{Abilities, Ability, Finding},
        board::{Board, CaseChange, OpenCase},
        defect::Collection,
        failure::Failure,
        ids::CaseId,
        remark::Remark,
        time::Instant,
    },
};
use chrono::TimeDelta;
use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

/// What changed is asked for from this long before the newest that is known: servers write a moment after they stamp.
const OVERLAP: TimeDelta = TimeDelta::minutes(2);
/// Changes do not tell of a row that was deleted, or stamped with an old time: everything is read again this often.
const WHOLE_EVERY: TimeDelta = TimeDelta::minutes(15);

/// A source that is asked again and again.
#[derive(Clone, Debug)]
pub struct Polling {
    /// When to ask.
    pub pace: Pace,
    /// What the server has proven it can do.
    pub abilities: Abilities,
    /// What the open matters were when they were last read whole: an unchanged text is not decoded again. `None` if the
    /// board has had other news since: then even an unchanged text says something.
    last_whole: Option<Fingerprint>,
    /// Server time at which they were last asked for; `None` if that has to happen now.
    whole_at: Option<Instant>,
    /// Up to when all changes are known: the newest one, and never later than the asking that told of it, since a stamp of
    /// the future must not hide what changes until then.
    newest_at: Option<Instant>,
    /// What the server refused although it had proven it.
    refused: BTreeSet<Ability>,
    /// Matters that the stream speaks of while everything is being read, which is when there is a set: what is read of them
    /// may be older.
    touched: Option<BTreeSet<CaseId>>,
}

/// What to ask next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// All open matters.
    Whole,
    /// What changed.
    Changes(Question),
}

/// What an answer brought.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// The board as it is now; `None` where nothing changed.
    pub board: Option<Board>,
    /// The matters that are new or changed.
    pub changed: Vec<Arc<OpenCase>>,
    /// What the reader should know of the answer.
    pub remarks: Vec<Remark>,
}

impl Polling {
    /// A source whose open matters have been read.
    pub fn new(every: TimeDelta, last_whole: &[String], board: &Board, now: Instant) -> Self {
        Self {
            pace: Pace::new(every),
            abilities: Abilities::default(),
            last_whole: Some(fingerprint(last_whole)),
            whole_at: Some(now),
            newest_at: board.newest_fact_at().map(|newest| newest.min(now)),
            refused: BTreeSet::new(),
            touched: None,
        }
    }

    /// What to ask at `now`.
    pub fn plan(&mut self, now: Instant) -> Plan {
        // Either way: a clock may be put back.
        let is_whole_due = self.whole_at.is_none_or(|at| (now - at).abs() >= WHOLE_EVERY);
        match (self.abilities.changes(), self.newest_at) {
            (Some(way), Some(newest)) if !is_whole_due => {
                let condition = Condition::ChangedAfter(way, newest - OVERLAP);
                let is_sorted = self.abilities.has(Ability::Sort);
                let order = if is_sorted { Order::OldestFirst } else { Order::Any };
                Plan::Changes(Question { collection: Collection::Cases, condition, order })
            }
            _ => {
                self.touched = Some(BTreeSet::new());
                // Now and not with the answer: whatever is needed until then, that answer does not have.
                self.whole_at = Some(now);
                Plan::Whole
            }
        }
    }

    /// Takes in what the server has proven. What it refused when it was really asked stays refused: a question is more than
    /// its parts.
    pub fn prove(&mut self, found: Abilities) {
        self.abilities = found;
        for ability in &self.refused {
            self.abilities.note(*ability, Finding::Refused("when it was used".into()));
        }
    }

    /// Notes that the server refused a question whose parts it had proven: next time it is asked with less.
    pub fn refuse(&mut self, plan: &Plan) {
        let Plan::Changes(Question { condition: Condition::ChangedAfter(way, _), order, .. }) =
            plan
        else {
            return;
        };
        let refused = if *order == Order::Any { *way } else { Ability::Sort };
        self.refused.insert(refused);
        self.abilities.note(refused, Finding::Refused("when it was used".into()));
    }

    /// Lets everything be read at the next look: the stream cannot resume, a question got no answer, or the connection was
    /// lost.
    pub fn need_whole(&mut self) {
        self.whole_at = None;
    }

    /// Whether everything has to be read at the next look.
    pub fn is_whole_needed(&self) -> bool {
        self.whole_at.is_none()
    }

    /// Notes that a matter changed by other news than an answer.
    pub fn touch(&mut self, id: &CaseId) {
        if let Some(touched) = &mut self.touched {
            touched.insert(id.clone());
        }
        self.last_whole = None;
    }

    /// Takes in the answer to a plan that was made at `asked_at`.
    ///
    /// # Errors
    /// If it is no feature collection: the board stays as it was.
    pub fn take_in<T: Transport>(
        &mut self,
        service: &Service<T>,
        plan: &Plan,
        pages: Pages,
        board: &Board,
        asked_at: Instant,
    ) -> Result<Taken, UnreadableCollection> {
        let taken = match plan {
            Plan::Whole => self.take_in_whole(service, pages, board)?,
            Plan::Changes(question) => self.take_in_changes(service, question, &pages, board)?,
        };
        let newest = taken.board.as_ref().unwrap_or(board).newest_fact_at();
        self.newest_at = newest.max(self.newest_at).map(|newest| newest.min(asked_at));
        Ok(taken)
    }

    fn take_in_whole<T: Transport>(
        &mut self,
        service: &Service<T>,
        pages: Pages,
        board: &Board,
    ) -> Result<Taken, UnreadableCollection> {
        // What is so by the nature of the source is said when it is opened, and not with every answer.
        let is_new = |remark: &Remark| !matches!(remark, Remark::OnlyRecent(_));
        let remarks: Vec<Remark> = pages.remark.into_iter().filter(is_new).collect();
        let whole = Some(fingerprint(&pages.texts));
        let touched = self.touched.take().unwrap_or_default();
        if self.last_whole == whole {
            return Ok(Taken { remarks, ..Taken::default() });
        }
        let (cases, defects) = read_cases(&service.source, &pages.texts)?;
        let mut next = board.clone();
        let changed = next.replace_cases(cases, defects, &touched);
        self.last_whole = whole.filter(|_| touched.is_empty());
        let board = (next != *board).then_some(next);
        Ok(Taken { board, changed, remarks })
    }

    fn take_in_changes<T: Transport>(
        &mut self,
        service: &Service<T>,
        question: &Question,
        pages: &Pages,
        board: &Board,
    ) -> Result<Taken, UnreadableCollection> {
        let collection = question.collection;
        let unreadable = |detail| UnreadableCollection { collection, detail };
        let reading = CollectionReading::of(&service.source, collection);
        // What cannot be read is said of the open matters, as where they are read whole: a matter with a defect would else
        // look changed each time, and a row left out would never be forgotten.
        let reading = Reading { collection: Collection::OpenCases, ..reading.reading() };
        let mut next = board.clone();
        let mut changed = Vec::new();
        let mut newest_at = self.newest_at;
        for text in &pages.texts {
            let verified = question.verify(service, text);
            if let Err(Violation(row)) = verified.map_err(|error| unreadable(error.0))? {
                return Ok(self.distrust(service, question, text, row));
            }
            let decoded = read_collection(text, &reading, |row| {
                Some((cases::case(row), std::mem::take(&mut row.defects)))
            });
            let decoded = decoded.map_err(|error| unreadable(error.0))?;
            next.note_defects(decoded.defects);
            for (case, defects) in decoded.rows {
                let id = case.id.clone();
                newest_at = case.updated_at.filter(|at| is_sane(*at, board)).max(newest_at);
                let before = next.case(&id).cloned();
                next.apply(CaseChange::Put(Box::new(case), defects));
                changed.extend(
                    next.case(&id).filter(|after| before.as_ref() != Some(*after)).cloned(),
                );
            }
        }
        self.newest_at = newest_at;
        if pages.remark.is_some() {
            // Changes that did not come whole are made up for by everything.
            self.need_whole();
        }
        let board = (next != *board).then_some(next);
        if board.is_some() {
            self.last_whole = None;
        }
        Ok(Taken { board, changed, remarks: pages.remark.clone().into_iter().collect() })
    }

    /// An answer that does not fit its question says that the server no longer does what it proved.
    fn distrust<T: Transport>(
        &mut self,
        service: &Service<T>,
        question: &Question,
        text: &str,
        row: String,
    ) -> Taken {
        let Condition::ChangedAfter(way, _) = question.condition else { return Taken::default() };
        let unordered = Question { order: Order::Any, ..question.clone() };
        let is_order_alone = matches!(unordered.verify(service, text), Ok(Ok(_)));
        let broken = if is_order_alone { Ability::Sort } else { way };
        self.abilities.note(broken, Finding::Lying(row));
        self.need_whole();
        Taken { remarks: vec![Remark::Broken(broken)], ..Taken::default() }
    }
}

/// Stands for texts of tens of megabytes that nobody wants to keep.
type Fingerprint = u64;

fn fingerprint(texts: &[String]) -> Fingerprint {
    let mut hasher = DefaultHasher::new();
    texts.hash(&mut hasher);
    hasher.finish()
}

/// A time of 2099 is a slip, and nothing to go on from.
fn is_sane(at: Instant, board: &Board) -> bool {
    board.calendar.reach().contains(&at)
}

/// Asks what the plan says.
///
/// # Errors
/// If the answer cannot be had whole.
pub async fn ask<T: Transport>(service: &Service<T>, plan: &Plan) -> Result<Pages, Failure> {
    match plan {
        Plan::Whole => read_whole(service, Collection::OpenCases, |_| {}).await,
        Plan::Changes(question) => question.ask(service).await,
    }
}
