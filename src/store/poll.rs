//! Asking a polled source again when it is time: one question at a time, ever more slowly while it fails.

use super::{
    live,
    shown::Notice,
    state::Store,
    wake::{grow_old, notice_jump, refresh_newest_fact},
};
use crate::{
    domain::{
        ability::{Ability, Finding},
        failure::Failure,
        remark::Remark,
        time::Instant,
    },
    source::{
        clock::local_now,
        paging::Pages,
        polling::{self, Plan, Taken},
        probe::probe,
        stream::chance,
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

/// While a stream is alive, the source is asked this many times more slowly.
const SLOWER: i32 = 5;

/// Asks if it is time.
pub(super) fn poll(store: Store, local: Instant) {
    if local < store.times.with_value(|times| times.poll_at) {
        return;
    }
    let asked = store.session.try_update_value(|session| {
        let session = session.as_mut()?;
        let now = session.clock.now(local);
        let plan = session.polling()?.plan(now);
        Some((std::rc::Rc::clone(&session.service), plan, now))
    });
    let Some((service, plan, asked_at)) = asked.flatten() else { return };
    // Until there is an answer, nothing else is asked.
    store.times.update_value(|times| times.poll_at = Instant::MAX_UTC);
    let generation = store.generation.get_value();
    spawn_local(async move {
        let answer = polling::ask(&service, &plan).await;
        if store.generation.try_get_value() != Some(generation) {
            return;
        }
        // A jump is made good before the answer sets the clock: the other way round it would be made good twice.
        let local = local_now();
        notice_jump(store, local);
        let taken = answer.and_then(|pages| take_in(store, &plan, pages, asked_at));
        match taken {
            Ok(taken) => succeed(store, taken, local),
            Err(failure) => fail(store, &plan, failure, local),
        }
    });
}

/// Lets the source be asked as soon as possible.
pub(super) fn poll_soon(store: Store) {
    // A question that is under way sets the next one itself.
    if store.times.with_value(|times| times.poll_at) < Instant::MAX_UTC {
        store.times.update_value(|times| times.poll_at = Instant::default());
    }
}

/// Lets a source that answers be asked as soon as possible, unless it has answered within its pace: a page that wakes only
/// now and then does not ask more often than one that is awake.
pub(super) fn catch_up(store: Store, local: Instant) {
    let checked_at = store.times.with_value(|times| times.checked_at);
    let is_behind = store.session.try_update_value(|session| {
        let session = session.as_mut()?;
        let every = session.poll_interval();
        let failures = session.polling()?.pace.failures();
        Some(failures == 0 && local - checked_at > every)
    });
    if is_behind.flatten() == Some(true) {
        poll_soon(store);
    }
}

/// Proves what the server can do, in the background: until then, and if it cannot, everything is read each time.
pub(super) fn prove(store: Store) {
    let found = store.session.with_value(|session| {
        let session = session.as_ref()?;
        Some((std::rc::Rc::clone(&session.service), session.clock.now(local_now())))
    });
    let Some((service, now)) = found.filter(|(service, _)| service.answers_questions()) else {
        // Neither a folder nor Open311 has anything to prove.
        store.archive().abilities.set(Some(Arc::default()));
        return;
    };
    let newest = store
        .board
        .with_untracked(|board| board.as_ref()?.newest_case().map(|(id, at)| (id.clone(), at)));
    let generation = store.generation.get_value();
    spawn_local(async move {
        let newest = newest.as_ref().map(|(id, at)| (id, *at));
        let abilities = probe(&service, now, newest).await;
        if store.generation.try_get_value() != Some(generation) {
            return;
        }
        let lie = abilities.first_lie();
        store.archive().abilities.set(Some(Arc::new(abilities.clone())));
        store.session.update_value(|session| {
            if let Some(polling) = session.as_mut().and_then(|session| session.polling()) {
                polling.prove(abilities);
            }
        });
        store.forget(|notice| matches!(notice, Notice::Remark(Remark::Broken(_))));
        if let Some(ability) = lie {
            store.tell(Notice::Remark(Remark::Broken(ability)));
        }
    });
}

fn take_in(store: Store, plan: &Plan, pages: Pages, asked_at: Instant) -> Result<Taken, Failure> {
    let board = store.board.get_untracked();
    let taken = store.session.try_update_value(|session| {
        let (session, board) = session.as_mut().zip(board)?;
        Some(session.take_in(plan, pages, &board, asked_at))
    });
    taken.flatten().unwrap_or_else(|| Ok(Taken::default()))
}

fn succeed(store: Store, taken: Taken, local: Instant) {
    let was_lost = set_pace(store, local, None);
    let is_unproven = store.session.try_update_value(|session| {
        let polling = session.as_mut()?.polling()?;
        Some(matches!(polling.abilities.of(Ability::Limit), Finding::Refused(_)))
    });
    // Whatever answers after a break may be another server than the one that proved itself; and one that could not be
    // asked when it was to prove itself is asked again.
    if was_lost || is_unproven.flatten() == Some(true) {
        prove(store);
    }
    store.times.update_value(|times| times.checked_at = local);
    store.forget(|notice| {
        matches!(notice, Notice::UpdateFailed(_) | Notice::Remark(Remark::TimesMislabelled))
    });
    for remark in taken.remarks {
        store.tell(Notice::Remark(remark));
    }
    // The answer may have put the clock right: lights follow before anybody sees them with the new data.
    let clock = store.session.with_value(|session| session.as_ref().map(|s| s.clock));
    let now = clock.map(|clock| clock.now(local));
    if let Some(now) = now.filter(|now| *now < store.lit_at.get_untracked()) {
        store.lit_at.set(now);
        store.now.set(now);
    }
    if let Some(board) = taken.board {
        store.board.set(Some(Arc::new(board)));
        refresh_newest_fact(store);
        live::note_events(store, taken.changed.iter().map(|open| &open.case));
    }
    grow_old(store, local);
    let server_time = clock.map(|clock| clock.server_time());
    let known = store.feed.with_untracked(|feed| feed.server_time);
    if let Some(server_time) = server_time.filter(|said| *said != known) {
        store.feed.update(|feed| feed.server_time = server_time);
    }
}

fn fail(store: Store, plan: &Plan, failure: Failure, local: Instant) {
    if !failure.may_pass() {
        store.session.update_value(|session| {
            if let Some(polling) = session.as_mut().and_then(|session| session.polling()) {
                polling.refuse(plan);
            }
        });
    }
    set_pace(store, local, Some(&failure));
    // The newest failure is the one that counts.
    store.forget(|notice| matches!(notice, Notice::UpdateFailed(_)));
    store.tell(Notice::UpdateFailed(failure));
    grow_old(store, local);
}

/// Sets the next question by how this one went; gives whether the source had been out of reach before.
fn set_pace(store: Store, local: Instant, failure: Option<&Failure>) -> bool {
    let is_streaming = store.stream.with_value(Option::is_some);
    let paced = store.session.try_update_value(|session| {
        let polling = session.as_mut()?.polling()?;
        let was_lost = polling.pace.failures() > 0;
        match failure {
            None => polling.pace.note_success(),
            Some(failure) => {
                polling.pace.note_failure(failure);
                polling.need_whole();
            }
        }
        let wait = polling.pace.wait(chance());
        let is_calm = is_streaming && polling.pace.failures() == 0;
        let is_whole_due = polling.is_whole_needed();
        Some((was_lost, if is_calm && !is_whole_due { wait * SLOWER } else { wait }))
    });
    let Some((was_lost, wait)) = paced.flatten() else { return false };
    store.times.update_value(|times| times.poll_at = local + wait);
    was_lost
}
