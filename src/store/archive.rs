//! What is kept of matters beyond the board: the file that is open, the closed list, and what both are read from.

use super::{closed::ClosedList, file::CaseFile, latest::Latest, state::Store};
use crate::{
    domain::{
        ability::Abilities, area::Place, board::Board, case::Case, ids::CaseId, scope::Scope,
        verdict::Answers,
    },
    source::{browser::Browser, partition::Files, service::Service},
};
use leptos::prelude::*;
use std::{collections::VecDeque, rc::Rc, sync::Arc};

/// How many matters that were closed before the reader's eyes are remembered.
const MOST_LATELY: usize = 64;

/// The archive of one page.
#[derive(Clone, Copy)]
pub(super) struct Archive {
    pub(super) file: RwSignal<CaseFile>,
    pub(super) closed: RwSignal<ClosedList>,
    /// What the source has proven; `None` until that is known.
    pub(super) abilities: RwSignal<Option<Arc<Abilities>>>,
    /// The parts of a folder that were read last.
    pub(super) files: StoredValue<Rc<Files>, LocalStorage>,
    /// Whether any row that was read so far says when citizens were answered.
    answers: StoredValue<Answers>,
    /// Matters that news have closed: a folder does not know of that yet.
    lately: StoredValue<VecDeque<Case>>,
    pub(super) file_task: Latest,
    pub(super) closed_task: Latest,
}

impl Archive {
    /// An empty archive, which ends with the current reactive owner.
    pub(super) fn new() -> Self {
        Self {
            file: RwSignal::new(CaseFile::default()),
            closed: RwSignal::new(ClosedList::default()),
            abilities: RwSignal::new(None),
            files: StoredValue::new_local(Rc::default()),
            answers: StoredValue::new(Answers::NeverGiven),
            lately: StoredValue::new(VecDeque::new()),
            file_task: Latest::new(),
            closed_task: Latest::new(),
        }
    }

    /// Forgets everything: another source is opened.
    pub(super) fn clear(self) {
        self.file_task.stop();
        self.closed_task.stop();
        self.abilities.set(None);
        // Another source's matters must not stand under this one's name.
        self.file.set(CaseFile::default());
        self.closed.set(ClosedList::default());
        self.answers.set_value(Answers::NeverGiven);
        self.files.with_value(|files| files.clear());
        self.lately.update_value(VecDeque::clear);
    }

    /// Whether this source says when citizens are answered, by what the board, these rows and all that were read before
    /// tell: one matter must not have two verdicts.
    pub(super) fn answers(self, board: &Board, rows: Answers) -> Answers {
        let of_board = Answers::of(board.cases().map(|open| &open.case));
        let all = rows.or(of_board).or(self.answers.get_value());
        self.answers.set_value(all);
        all
    }

    /// Remembers a matter that has just been closed.
    pub(super) fn note_closed(self, case: &Case) {
        self.lately.update_value(|lately| {
            lately.retain(|known| known.id != case.id);
            lately.truncate(MOST_LATELY - 1);
            lately.push_front(case.clone());
        });
    }

    /// The matters that have just been closed.
    pub(super) fn lately<T>(self, read: impl FnOnce(&VecDeque<Case>) -> T) -> T {
        self.lately.with_value(read)
    }

    /// The facts of a matter that has just been closed.
    pub(super) fn closed_lately(self, id: &CaseId) -> Option<Case> {
        self.lately(|lately| lately.iter().find(|case| case.id == *id).cloned())
    }
}

/// What a question to the source needs; `None` until the board is there and it is known what the source can do.
pub(super) struct Means {
    pub(super) service: Rc<Service<Browser>>,
    pub(super) abilities: Arc<Abilities>,
    pub(super) files: Rc<Files>,
    pub(super) board: Arc<Board>,
    /// Whether the source is the demo, whose files never change.
    pub(super) is_simulated: bool,
    archive: Archive,
}

impl Means {
    pub(super) fn of(store: Store) -> Option<Self> {
        let board = store.board.get_untracked()?;
        let abilities = store.archive().abilities.get_untracked()?;
        let service =
            store.session.with_value(|session| Some(Rc::clone(&session.as_ref()?.service)))?;
        let files = store.archive().files.with_value(Rc::clone);
        let is_simulated = store.speed.with_untracked(Option::is_some);
        let archive = store.archive();
        Some(Self { service, abilities, files, board, is_simulated, archive })
    }

    /// Whether this source says when citizens are answered, by all that is known and these rows.
    pub(super) fn answers(&self, rows: Answers) -> Answers {
        self.archive.answers(&self.board, rows)
    }

    /// A place and the areas around it, the narrowest first.
    pub(super) fn areas(&self, place: Place) -> Vec<Scope> {
        self.board.areas.scopes_of(place)
    }
}
