//! The file of the matter that is open. One that is on the board shows its facts at once, and its steps follow; one that
//! is not is looked for in the source.

use super::{archive::Means, records, shown::Notice, state::Store};
use crate::{
    domain::{
        case::Case,
        failure::Failure,
        filed::{Calendars, Filed},
        ids::CaseId,
        scope::Scope,
        step::Step,
        time::Instant,
        verdict::Answers,
    },
    source::{
        detail::{self, Matter, Steps, Told},
        picture::picture_url,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// The file of a matter.
#[derive(Clone, Debug, Default)]
pub struct CaseFile {
    /// Which; `None` while none is open.
    pub id: Option<CaseId>,
    /// Where its facts are.
    pub state: FileState,
    /// Its steps.
    pub history: History,
    /// What the source says of a matter on the board beyond the row of the board.
    pub fuller: Option<Arc<Case>>,
}

/// Where the facts of a matter are.
#[derive(Clone, Debug, Default)]
pub enum FileState {
    /// It is being looked for.
    #[default]
    Loading,
    /// It is open, and on the board.
    OnBoard,
    /// It is not, and these are its facts.
    Ready(Arc<Filed>),
    /// The source has no such matter.
    Absent,
    /// The source cannot be asked for a single matter.
    NotAvailable,
    /// It could not be looked for.
    Failed(Failure),
}

/// The steps of a matter.
#[derive(Clone, Debug, Default)]
pub enum History {
    /// They are being read.
    #[default]
    Loading,
    /// As the source tells them, and whether it left some out.
    Told {
        /// In order.
        steps: Arc<[Step]>,
        /// The source has more.
        is_cut: bool,
    },
    /// The source does not tell them, or has not proven that it can.
    NotAvailable,
    /// They could not be read.
    Failed(Failure),
}

/// What decides whether something has to be read again.
#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    id: Option<CaseId>,
    is_on_board: bool,
    /// When the matter last changed, as the board knows it.
    updated_at: Option<Instant>,
    /// Where to look for it if it is not.
    areas: Vec<Scope>,
    is_ready: bool,
}

/// Keeps the file as the view wants it.
pub(super) fn follow(store: Store) {
    let wanted = Memo::new(move |_| wanted(store));
    Effect::new(move |before: Option<Wanted>| {
        let wanted = wanted.get();
        begin(store, &wanted, before.as_ref());
        wanted
    });
}

fn wanted(store: Store) -> Wanted {
    let id = store.view.with(|view| view.case.clone());
    let is_proven = store.archive().abilities.with(Option::is_some);
    store.board.with(|board| {
        let open = board.as_ref().zip(id.as_ref()).and_then(|(board, id)| board.case(id));
        let is_on_board = open.is_some();
        let updated_at = open.and_then(|open| open.case.updated_at);
        // One that leaves the board is looked for where it lay; any other where the reader looks.
        let place = open.map_or_else(|| store.place.get(), |open| open.place);
        let areas = board.as_ref().filter(|_| id.is_some());
        let areas = areas.map(|board| board.areas.scopes_of(place)).unwrap_or_default();
        let is_ready = is_proven && board.is_some();
        Wanted { id: id.clone(), is_on_board, updated_at, areas, is_ready }
    })
}

fn begin(store: Store, wanted: &Wanted, before: Option<&Wanted>) {
    let archive = store.archive();
    let Some(id) = wanted.id.clone() else {
        archive.file_task.stop();
        if before.is_some_and(|before| before.id.is_some()) {
            archive.file.set(CaseFile::default());
        }
        return;
    };
    // The file may have been cleared meanwhile: another source was opened.
    let is_its = archive.file.with_untracked(|file| file.id == wanted.id);
    let is_same = is_its && before.is_some_and(|before| before.id == wanted.id);
    let is_on_board = wanted.is_on_board;
    // Another matter's steps must not stand under this one's name; its own stay until the newer ones are here.
    archive.file.update(|file| {
        if !is_same {
            *file = CaseFile { id: Some(id.clone()), ..CaseFile::default() };
        }
        let was_on_board = matches!(file.state, FileState::OnBoard);
        if is_on_board {
            file.state = FileState::OnBoard;
        } else if was_on_board {
            file.state = FileState::Loading;
        }
    });
    let Some(means) = Means::of(store).filter(|_| wanted.is_ready) else {
        archive.file_task.stop();
        return;
    };
    if is_same && !means.is_simulated {
        // It has changed: what was read of it before is old.
        means.files.clear();
    }
    let lay_in = before.filter(|before| is_same && before.is_on_board && !is_on_board);
    let areas = lay_in.map_or_else(|| wanted.areas.clone(), |before| before.areas.clone());
    archive.file_task.start(Box::pin(load(store, means, id, is_on_board, areas)));
}

async fn load(store: Store, means: Means, id: CaseId, is_on_board: bool, mut areas: Vec<Scope>) {
    if is_on_board {
        let open = means.board.case(&id);
        areas = open.map(|open| means.areas(open.place)).unwrap_or_default();
    } else {
        let state = seek(store, &means, &id, &areas).await;
        if let FileState::Ready(filed) = &state {
            areas = means.areas(filed.matter.place);
        }
        let is_found = matches!(state, FileState::Ready(_));
        store.archive().file.update(|file| file.state = state);
        if !is_found {
            return;
        }
    }
    let told = detail::steps_of(&means.service, &means.abilities, &means.files, &id, &areas).await;
    if let Ok(told) = &told {
        tell_remark(store, told);
    }
    let history = match told {
        Ok(Told::Here(Steps { steps, defects, is_cut })) => {
            note_defects(store, defects);
            History::Told { steps: steps.into(), is_cut }
        }
        Ok(Told::NotAvailable | Told::Broken(_)) => History::NotAvailable,
        Err(failure) => History::Failed(failure),
    };
    store.archive().file.update(|file| file.history = history);
    if is_on_board {
        // The board's rows may be short; what is missing there is not needed for any light, and a source that cannot be
        // asked for it leaves it missing.
        let told = detail::matter(&means.service, &means.abilities, &means.files, &id, &areas);
        if let Ok(Told::Here(Some(matter))) = told.await {
            store.archive().file.update(|file| file.fuller = Some(Arc::new(matter.read.0)));
        }
    }
}

/// Looks for a matter that is not on the board.
async fn seek(store: Store, means: &Means, id: &CaseId, areas: &[Scope]) -> FileState {
    let file = |matter: Matter| {
        let Matter { read: (case, defects), answers } = matter;
        let answers = means.answers(answers);
        let calendars = &mut Calendars::default();
        FileState::Ready(Arc::new(Filed::of(&means.board, calendars, case, defects, answers)))
    };
    if let Some(case) = store.archive().closed_lately(id) {
        return file(Matter {
            answers: Answers::of([&case].into_iter()),
            read: (case, Vec::new()),
        });
    }
    let told = detail::matter(&means.service, &means.abilities, &means.files, id, areas).await;
    if let Ok(told) = &told {
        tell_remark(store, told);
    }
    if let Ok(Told::Here(Some(matter))) = told {
        return file(matter);
    }
    // What the year's assessment still has may be gone from everywhere else.
    if let Some(filed) = records::overdue_matter(store, id).await {
        return FileState::Ready(filed);
    }
    match told {
        Ok(Told::Here(_)) => FileState::Absent,
        Ok(Told::NotAvailable | Told::Broken(_)) => FileState::NotAvailable,
        Err(failure) => FileState::Failed(failure),
    }
}

pub(super) fn tell_remark<T>(store: Store, told: &Told<T>) {
    if let Some(remark) = told.remark() {
        store.tell(Notice::Remark(remark));
    }
}

/// What could not be read of the steps is counted with everything else.
fn note_defects(store: Store, defects: Vec<crate::domain::defect::Defect>) {
    if defects.is_empty() {
        return;
    }
    store.board.update(|board| {
        if let Some(board) = board {
            Arc::make_mut(board).note_defects(defects);
        }
    });
}

impl Store {
    /// The file of the matter that is open.
    pub fn file(self) -> Signal<CaseFile> {
        self.archive().file.into()
    }

    /// Where a photograph is, if it may be shown; `None` for one of an origin that the config does not name.
    pub fn picture(self, href: &str) -> Option<String> {
        let own = window().location().href().unwrap_or_default();
        self.session.with_value(|session| {
            let service = &session.as_ref()?.service;
            let origins = &service.source.image_origins;
            picture_url(&service.transport, href, &service.landing_url, &own, origins)
        })
    }
}
