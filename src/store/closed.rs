//! The closed matters of the scope (已办结), read when they are asked for. Those that stand there stay until the newer ones
//! are here.

use super::{archive::Means, file::tell_remark, state::Store, view::List};
use crate::{
    domain::{
        case::Case,
        failure::Failure,
        filed::{Calendars, Filed},
        scope::Scope,
        verdict::Answers,
    },
    source::{
        closed::{Closed, Where, closed},
        detail::Told,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// The closed matters of a scope.
#[derive(Clone, Debug, Default)]
pub struct ClosedList {
    /// What was read last.
    pub state: ClosedState,
    /// Newer ones are being read.
    pub is_loading: bool,
}

/// What there is of closed matters.
#[derive(Clone, Debug, Default)]
pub enum ClosedState {
    /// Nothing has been read yet.
    #[default]
    Unread,
    /// They are listed for a zone or a grid; this is more.
    TooWide,
    /// The source does not give them, or has not proven that it can.
    NotAvailable,
    /// They could not be read.
    Failed(Failure),
    /// These.
    Ready {
        /// The newest first.
        matters: Arc<Vec<Arc<Filed>>>,
        /// The source has more.
        is_cut: bool,
    },
}

/// Keeps the list as the view wants it.
pub(super) fn follow(store: Store) {
    let wanted = Memo::new(move |_| {
        let scope = store.view.with(|view| (view.list == List::Closed).then(|| view.scope()))?;
        let is_ready =
            store.archive().abilities.with(Option::is_some) && store.board.with(Option::is_some);
        Some((scope, is_ready))
    });
    Effect::new(move |_| match wanted.get() {
        None => store.archive().closed_task.stop(),
        Some((scope, is_ready)) => begin(store, scope, is_ready),
    });
}

fn begin(store: Store, scope: Scope, is_ready: bool) {
    let archive = store.archive();
    let means = Means::of(store).filter(|_| is_ready);
    let is_too_wide = |means: &Means| match scope {
        Scope::District => true,
        // The files of a folder are those of zones and grids.
        Scope::Town(_) => means.service.is_folder(),
        Scope::Zone(_) | Scope::Grid(_) => false,
    };
    match means {
        None => {
            archive.closed_task.stop();
            archive.closed.update(|list| list.is_loading = true);
        }
        Some(means) if is_too_wide(&means) => {
            archive.closed_task.stop();
            archive.closed.set(ClosedList { state: ClosedState::TooWide, is_loading: false });
        }
        Some(means) => {
            archive.closed.update(|list| list.is_loading = true);
            archive.closed_task.start(Box::pin(load(store, means, scope)));
        }
    }
}

async fn load(store: Store, means: Means, scope: Scope) {
    let Means { service, abilities, files, board, .. } = &means;
    let Some(place) = board.areas.place_of(&scope) else { return };
    let areas = means.areas(place);
    let grids: Vec<Vec<Scope>> = board
        .areas
        .places()
        .iter()
        .filter(|grid| grid.is_within(place))
        .map(|grid| means.areas(*grid))
        .collect();
    let holds = |case: &Case| board.place(case).is_within(place);
    let of = Where { areas: &areas, grids: &grids, holds: &holds };
    let told = closed(service, abilities, files, &of).await;
    if let Ok(told) = &told {
        tell_remark(store, told);
    }
    let state = match told {
        Ok(Told::Here(closed)) => ready(store, &means, closed, &holds),
        Ok(Told::NotAvailable | Told::Broken(_)) => ClosedState::NotAvailable,
        Err(failure) => ClosedState::Failed(failure),
    };
    store.archive().closed.set(ClosedList { state, is_loading: false });
}

fn ready(
    store: Store,
    means: &Means,
    closed: Closed,
    holds: &dyn Fn(&Case) -> bool,
) -> ClosedState {
    let Closed { mut matters, is_cut, answers } = closed;
    let answers = means.answers(answers.unwrap_or(Answers::NeverGiven));
    // What was closed before the reader's eyes stands first: a folder does not know of it yet.
    store.archive().lately(|lately| {
        for case in lately.iter().rev().filter(|case| holds(case)) {
            matters.retain(|(known, _)| known.id != case.id);
            matters.insert(0, (case.clone(), Vec::new()));
        }
    });
    let calendars = &mut Calendars::default();
    // What is open again stands on the board.
    let is_open = |case: &Case| means.board.case(&case.id).is_some();
    let matters = matters.into_iter().filter(|(case, _)| !is_open(case));
    let matters = matters.map(|(case, defects)| {
        Arc::new(Filed::of(&means.board, calendars, case, defects, answers))
    });
    ClosedState::Ready { matters: Arc::new(matters.collect()), is_cut }
}

impl Store {
    /// The closed matters of the scope.
    pub fn closed(self) -> Signal<ClosedList> {
        self.archive().closed.into()
    }
}
