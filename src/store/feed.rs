//! Opening a source, showing its board, and reading everything anew. What happens in between is `wake`.

use super::{
    hooks::mark,
    layers, life, live, poll, records,
    shown::{Feed, Notice, Phase},
    state::Store,
    view::View,
    wake,
};
use crate::{
    domain::{failure::Failure, freshness::Freshness, scope::Scope, time::Instant},
    source::{
        clock::{SourceClock, local_now, steady_now},
        renewal::Cause,
        session::{self, Opened, Progress, ReadConfig},
        stream::chance,
    },
};
use leptos::{leptos_dom::helpers::set_timeout_with_handle, prelude::*, task::spawn_local};
use std::{collections::VecDeque, rc::Rc, sync::Arc};

/// Opens the source that the view names, anew if it was open: until then the board that is there goes on. A later opening
/// overtakes an earlier one.
pub(super) fn open(store: Store) {
    store.phase.set(Phase::Loading(Progress { done: 0, of: 0, rows: 0 }));
    try_to_open(store);
}

/// Opens the source without a word of how far that has come.
pub(super) fn try_to_open(store: Store) {
    let number = store.times.try_update_value(|times| {
        times.renewal.begin();
        times.opening += 1;
        times.opening
    });
    let Some(number) = number else { return };
    if store.session.with_value(Option::is_none) {
        // The only timer there is would overtake this opening.
        clear_timer(store);
    }
    spawn_local(async move {
        let opened = load(store, number).await;
        if !is_current(store, number) {
            return;
        }
        match opened {
            Ok(opened) => {
                stop(store);
                begin(store, opened);
            }
            Err(failure) => {
                try_again_later(store, &failure);
                let is_asked_for =
                    store.phase.with_untracked(|phase| !matches!(phase, Phase::Ready));
                if is_asked_for {
                    store.phase.set(Phase::Failed(failure));
                } else {
                    store.tell(Notice::UpdateFailed(failure));
                }
            }
        }
    });
}

/// Tries again without being asked: nobody touches a wall, and what is wrong may be mended meanwhile. Where there is a session
/// its own timer goes on, and comes to it.
fn try_again_later(store: Store, failure: &Failure) {
    let local = local_now();
    // A jump is made good before there is a plan by the new reading: the other way round it would be taken off it.
    wake::notice_jump(store, local);
    let wait = store.times.try_update_value(|times| times.renewal.fail(failure, local, chance()));
    if store.session.with_value(Option::is_some) {
        return;
    }
    // It may be the config that is wrong.
    store.times.update_value(|times| times.is_config_doubtful |= !failure.may_pass());
    let wait = wait.and_then(|wait| wait.to_std().ok()).unwrap_or_default();
    clear_timer(store);
    store.timer.set_value(set_timeout_with_handle(move || try_to_open(store), wait).ok());
}

fn clear_timer(store: Store) {
    if let Some(timer) = store.timer.try_update_value(Option::take).flatten() {
        timer.clear();
    }
}

/// Reads everything anew when it is time, while the board that is there stays and goes on.
pub(super) fn renew(store: Store, local: Instant, cause: Option<Cause>) {
    let is_due = store.times.try_update_value(|times| times.renewal.is_due(cause, local, chance()));
    if is_due != Some(true) {
        return;
    }
    if cause == Some(Cause::Demo) {
        store.tell(Notice::Restarted);
    }
    try_to_open(store);
}

/// Ends timers and the live stream, and makes every answer under way come too late.
pub(super) fn stop(store: Store) {
    // After disposal there is nothing left to end.
    let _known = store.generation.try_update_value(|generation| *generation += 1);
    clear_timer(store);
    if let Some(stream) = store.stream.try_update_value(Option::take).flatten() {
        stream.abort();
    }
}

/// Whether no later opening has begun, and the page has not been left.
fn is_current(store: Store, number: u64) -> bool {
    store.times.try_with_value(|times| times.opening) == Some(number)
}

/// Reads the config, and the source that the view names.
async fn load(store: Store, number: u64) -> Result<Opened, Failure> {
    let known = store.config.get_untracked();
    let is_doubtful = store.times.with_value(|times| times.is_config_doubtful);
    let config = if let Some(config) = known.clone().filter(|_| !is_doubtful) {
        config
    } else {
        let page = window().location().href().unwrap_or_default();
        let read: Arc<ReadConfig> = Arc::new(session::read_config(&page).await?);
        if !is_current(store, number) {
            // The page may be gone, and with it everything that this would be told to; nobody waits for the answer.
            return Err(Failure::NoSource { name: String::new() });
        }
        store.times.update_value(|times| times.is_config_doubtful = false);
        let is_told = |key| known.as_ref().is_some_and(|known| known.unknown_keys.contains(key));
        for key in read.unknown_keys.iter().filter(|key| !is_told(key)) {
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
    let before = store.times.try_update_value(|times| times.opened.replace(name.clone())).flatten();
    if before.is_some_and(|before| before != name) {
        // Another source's board must not stand under this one's name, nor its token be sent here.
        store.token.with_value(|token| token.set(""));
        stop(store);
        store.session.set_value(None);
        store.board.set(None);
        layers::forget(store);
        records::forget(store);
        store.archive().clear();
    }
    let token = store.token.with_value(Clone::clone);
    let spare = store.session.with_value(|session| Some(Rc::clone(&session.as_ref()?.spare)));
    let spare = spare.unwrap_or_default();
    session::open(&config, &name, token, &spare, |progress| {
        let is_told = || store.phase.with_untracked(|phase| matches!(phase, Phase::Loading(_)));
        if is_current(store, number) && is_told() {
            store.phase.set(Phase::Loading(progress));
        }
    })
    .await
}

/// Shows a board that has just been opened.
fn begin(store: Store, opened: Opened) {
    let Opened { session, mut board, failures, remarks } = opened;
    // The same areas are the same map, which would otherwise be drawn anew, and lose where somebody has moved it. Where an area
    // has a first or a last day, what is drawn depends on the date.
    let known = store.board.with_untracked(|board| Some(Arc::clone(&board.as_ref()?.areas)));
    let known = known.filter(|known| **known == *board.areas && known.are_timeless());
    let is_same_map = known.is_some();
    if let Some(known) = known {
        board.areas = known;
    }
    let local = local_now();
    let now = session.clock.now(local);
    let speed = session.clock.speed();
    let standing = match session.clock {
        SourceClock::Standing(at) => Some(at),
        SourceClock::Running { .. } | SourceClock::Simulated { .. } => None,
    };
    store.standing_since.set(standing);
    let is_renewal = store.board.with_untracked(Option::is_some);
    let newest_fact_at = board.newest_fact_at();
    let server_time = session.clock.server_time();
    let poll_interval = session.poll_interval();
    store.times.update_value(|times| times.looked_at = (local, steady_now()));
    store.session.set_value(Some(session));
    if store.is_settled().get_untracked() {
        life::begin(store);
    }
    // What was said of the reading before, or of another source, is said anew where it is still so.
    store.forget(|notice| {
        matches!(notice, Notice::UpdateFailed(_) | Notice::Missing(_) | Notice::Remark(_))
    });
    store.times.update_value(|times| times.renewal.succeed(&failures, local, chance()));
    for failure in failures {
        store.tell(Notice::Missing(failure));
    }
    for remark in remarks {
        store.tell(Notice::Remark(remark));
    }
    store.speed.set(speed);
    // What has happened stays so, with its place on the same map; but a demo that begins again has not lived yet.
    if !is_same_map || speed.is_some() {
        store.events.set(VecDeque::new());
    }
    store.now.set(now);
    store.lit_at.set(now);
    store.board.set(Some(Arc::new(board)));
    store.feed.set(Feed {
        freshness: Freshness::Fresh,
        checked_at: Some(now),
        newest_fact_at,
        failed_count: 0,
        next_try_at: None,
        server_time,
    });
    store.phase.set(Phase::Ready);
    mark("gridlight:board-ready");
    store.times.update_value(|times| times.checked_at = local);
    // What was read anew was asked for a while ago, and the board before it may have heard of more since.
    let poll_at = if is_renewal { local } else { local + poll_interval };
    store.times.update_value(|times| times.poll_at = poll_at);
    layers::renew(store);
    records::renew(store);
    poll::prove(store);
    live::follow(store);
    wake::sleep(store, local);
}

/// Watches that the scope is an area that is there, whether a link, the history or a new set of areas has changed that.
pub(super) fn follow_scope(store: Store) {
    let is_lost = Memo::new(move |_| {
        let scope = store.view.with(View::scope);
        store.board.with(|board| {
            board.as_ref().is_some_and(|board| board.areas.place_of(&scope).is_none())
        })
    });
    Effect::new(move |_| {
        if is_lost.get() {
            leave_unknown_scope(store);
        }
    });
}

/// An area that is not there: says so, and shows the nearest level that is.
fn leave_unknown_scope(store: Store) {
    let Some(board) = store.board.get_untracked() else { return };
    let (scope, around) = store.view.with_untracked(|view| (view.scope(), view.around.clone()));
    let (name, id) = match &scope {
        Scope::District => return,
        Scope::Town(id) => ("town", id.as_str()),
        Scope::Zone(id) => ("zone", id.as_str()),
        Scope::Grid(id) => ("grid", id.as_str()),
    };
    // What has just been set turns out not to be there.
    store.forget(|notice| matches!(notice, Notice::AreaSet(_)));
    if store.my_area.with_untracked(|area| area.as_ref() == Some(&scope)) {
        store.tell(Notice::UnknownOwnArea(scope.code()));
    } else {
        store.tell(Notice::UnknownArea(name, id.into()));
    }
    let mut around = around.into_iter();
    let nearest = around.find(|scope| board.areas.place_of(scope).is_some());
    store.replace_view(|view| {
        view.scope = Some(nearest.unwrap_or(Scope::District));
        view.around = around.collect();
    });
}
