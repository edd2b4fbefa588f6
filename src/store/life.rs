//! The demo's life: begun once there is something to see, and taken in like what a stream says.

use super::{live, shown::Notice, state::Store, take_records};
use crate::{
    domain::{
        failure::Failure,
        speed::Speed,
        time::{Instant, date_of},
    },
    source::{
        clock::local_now,
        pace::Pace,
        renewal::TRY_AGAIN_AFTER,
        session::Pulse,
        stream::{chance, wait},
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::rc::Rc;

/// Begins the life of the session, once for each. Until it comes, the demo's time stands still, and that is said.
pub(super) fn begin(store: Store) {
    let service = store.session.with_value(|session| {
        let session = session.as_ref()?;
        matches!(session.pulse, Pulse::Unborn(_)).then(|| Rc::clone(&session.service))
    });
    let Some(service) = service else { return };
    let generation = store.generation.get_value();
    spawn_local(async move {
        let is_current = || store.generation.try_get_value() == Some(generation);
        let mut pace = Pace::new(TRY_AGAIN_AFTER);
        loop {
            let life = service.read_beside("life.json").await;
            if !is_current() {
                return;
            }
            let begun = life.and_then(|life| bear(store, &life));
            store.forget(|notice| matches!(notice, Notice::UpdateFailed(_)));
            let Err(failure) = begun else { return };
            pace.note_failure(&failure);
            store.feed.update(|feed| feed.failed_count = pace.failures());
            store.tell(Notice::UpdateFailed(failure));
            wait(pace.wait(chance())).await;
            if !is_current() {
                return;
            }
        }
    });
}

fn bear(store: Store, life: &str) -> Result<(), Failure> {
    let board = store.board.get_untracked();
    let begun = store.session.try_update_value(|session| {
        let (session, board) = session.as_mut().zip(board)?;
        Some(session.begin_life(life, &board))
    });
    begun.flatten().unwrap_or(Ok(()))
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

/// Takes in what the demo did, and its workload when a day has ended.
pub(super) fn live_on(store: Store, now: Instant) {
    let changes = store.session.try_update_value(|session| Some(session.as_mut()?.live(now)));
    let Some(changes) = changes.flatten() else { return };
    let zone = store.board.with_untracked(|board| board.as_ref().map(|board| board.rule.zone));
    let day_ended =
        zone.is_some_and(|zone| date_of(now, zone) != date_of(store.now.get_untracked(), zone));
    if changes.is_empty() && !day_ended {
        return;
    }
    let workload = if day_ended {
        store.session.with_value(|session| session.as_ref()?.live_workload())
    } else {
        None
    };
    live::apply(store, changes, workload, now);
    if day_ended {
        take_records::end_day(store);
    }
}
