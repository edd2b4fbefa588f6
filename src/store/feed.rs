//! Opening a source and showing its board. What happens afterwards is `wake`.

use super::{
    hooks::mark,
    shown::{Feed, Notice, Phase},
    state::Store,
    wake,
};
use crate::{
    domain::{board::Board, failure::Failure, freshness::Freshness, scope::Scope, speed::Speed},
    source::{
        clock::{SourceClock, local_now, steady_now},
        session::{self, Pulse, ReadConfig, Session},
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::{collections::VecDeque, sync::Arc};

/// Opens the source that the view names, anew if it was open. A later opening overtakes an earlier one.
pub(super) fn open(store: Store) {
    stop(store);
    store.phase.set(Phase::Loading { done: 0, of: 0 });
    let generation = store.generation.get_value();
    let is_current = move || store.generation.try_get_value() == Some(generation);
    spawn_local(async move {
        let opened = load(store, is_current).await;
        if !is_current() {
            return;
        }
        match opened {
            Ok((session, board, failures)) => begin(store, session, board, failures),
            Err(failure) => store.phase.set(Phase::Failed(failure)),
        }
    });
}

/// Ends timers, and makes every answer under way come too late.
pub(super) fn stop(store: Store) {
    // After disposal there is nothing left to end.
    let _known = store.generation.try_update_value(|generation| *generation += 1);
    if let Some(timer) = store.timer.try_update_value(Option::take).flatten() {
        timer.clear();
    }
}

/// Sets the speed of the demo's clock.
pub(super) fn set_speed(store: Store, speed: Speed) {
    store.session.update_value(|session| {
        if let Some(session) = session {
            session.clock.set_speed(speed, local_now());
        }
    });
    store.speed.set(Some(speed));
}

async fn load(
    store: Store,
    is_current: impl Fn() -> bool + Copy,
) -> Result<(Session, Board, Vec<Failure>), Failure> {
    let config = if let Some(config) = store.config.get_untracked() {
        config
    } else {
        let page = window().location().href().unwrap_or_default();
        let read: Arc<ReadConfig> = Arc::new(session::read_config(&page).await?);
        for key in &read.unknown_keys {
            store.tell(Notice::UnknownConfigKey(key.clone()));
        }
        store.config.set(Some(Arc::clone(&read)));
        read
    };
    let asked = store.view.with_untracked(|view| view.source.clone());
    let default = config.config.default_source.clone().unwrap_or_default();
    let name = match asked {
        Some(name) if config.config.sources.contains_key(&name) => name,
        Some(name) => {
            store.tell(Notice::UnknownParameter("source".into(), name));
            default
        }
        None => default,
    };
    session::open(&config, &name, |done, of| {
        if is_current() {
            store.phase.set(Phase::Loading { done, of });
        }
    })
    .await
}

/// Shows a board that has just been opened.
fn begin(store: Store, session: Session, board: Board, failures: Vec<Failure>) {
    let local = local_now();
    let now = session.clock.now(local);
    let speed = session.clock.speed();
    if let SourceClock::Standing(at) = session.clock {
        store.standing_since.set(Some(at));
    }
    report_unknown_scope(store, &board);
    let newest_fact_at = board.newest_fact_at();
    let server_time = session.clock.server_time();
    store.looked_at.set_value((local, steady_now()));
    store.session.set_value(Some(session));
    for failure in failures {
        store.tell(Notice::UpdateFailed(failure));
    }
    store.speed.set(speed);
    store.events.set(VecDeque::new());
    store.now.set(now);
    store.lit_at.set(now);
    store.board.set(Some(Arc::new(board)));
    store.feed.set(Feed { freshness: Freshness::Fresh, newest_fact_at, server_time });
    store.phase.set(Phase::Ready);
    mark("gridlight:board-ready");
    store.checked_at.set_value(local);
    store.asked_at.set_value(local);
    wake::sleep(store, local);
}

/// An area in the link that is not there: says so, and shows the nearest level that is.
fn report_unknown_scope(store: Store, board: &Board) {
    let scope = store.view.with_untracked(|view| view.scope.clone());
    if board.areas.place_of(&scope).is_some() {
        return;
    }
    let (name, id) = match &scope {
        Scope::District => return,
        Scope::Town(id) => ("town", id.as_str()),
        Scope::Zone(id) => ("zone", id.as_str()),
        Scope::Grid(id) => ("grid", id.as_str()),
    };
    store.tell(Notice::UnknownArea(name, id.into()));
    store.view.update(|view| view.scope = Scope::District);
}

/// The demo's life begins once there is something to see: nobody should wait for it to see the map.
pub(super) fn begin_life(store: Store) {
    let folder = store.session.with_value(|session| {
        let session = session.as_ref()?;
        matches!(session.pulse, Pulse::Unborn(_)).then(|| session.folder().clone())
    });
    let Some(folder) = folder else { return };
    let generation = store.generation.get_value();
    spawn_local(async move {
        let life = folder.read_beside("life.json").await;
        if store.generation.try_get_value() != Some(generation) {
            return;
        }
        let begun = life.and_then(|life| {
            let board = store.board.get_untracked();
            let begun = store.session.try_update_value(|session| {
                let (session, board) = session.as_mut().zip(board)?;
                Some(session.begin_life(&life, &board))
            });
            begun.flatten().unwrap_or(Ok(()))
        });
        if let Err(failure) = begun {
            store.tell(Notice::UpdateFailed(failure));
        }
    });
}
