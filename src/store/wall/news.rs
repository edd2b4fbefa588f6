//! Lights that have just turned red, wherever in the district: told once, and forgotten after a while.

use super::super::state::Store;
use crate::{
    domain::{
        board::{Board, OpenCase},
        ids::CaseId,
        light::Light,
        time::Instant,
    },
    source::clock::steady_now,
};
use chrono::TimeDelta;
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

/// How many are told at a time; more are counted by the figures.
pub const NEW_REDS: usize = 3;
/// How long each is told.
const TOLD_FOR: TimeDelta = TimeDelta::seconds(30);

/// A light that has just turned red.
#[derive(Clone, Debug)]
pub struct NewRed {
    /// The matter as it was then.
    pub open: Arc<OpenCase>,
    /// When it was told, by the clock that nobody can set.
    told_at: TimeDelta,
}

impl PartialEq for NewRed {
    fn eq(&self, other: &Self) -> bool {
        self.open.case.id == other.open.case.id && self.told_at == other.told_at
    }
}

/// The matters that were red at a moment.
struct Known {
    at: Instant,
    ids: BTreeSet<CaseId>,
}

/// Compares the red matters of each moment with those of the moment before. What was red when the wall began, or when
/// another source was opened, is no news.
pub(super) fn follow(store: Store, is_wall: Memo<bool>) {
    Effect::new(move |before: Option<Option<Known>>| {
        if !is_wall.get() {
            return None;
        }
        let now = store.lit_at.get();
        let reds: Vec<Arc<OpenCase>> =
            store.board.with(|board| Some(red(board.as_ref()?, now).cloned().collect()))?;
        let mut ids: BTreeSet<CaseId> = reds.iter().map(|open| open.case.id.clone()).collect();
        match before.flatten() {
            // Time went back: a clock was put right, or the demo began again, and nothing of it is news.
            Some(before) if now < before.at => ids.extend(before.ids),
            Some(before) => {
                let is_new = |open: &Arc<OpenCase>| !before.ids.contains(&open.case.id);
                let fresh: Vec<_> = reds.into_iter().filter(is_new).collect();
                if !fresh.is_empty() {
                    tell(store, fresh);
                }
            }
            None => {}
        }
        Some(Known { at: now, ids })
    });
}

fn red(board: &Board, now: Instant) -> impl Iterator<Item = &Arc<OpenCase>> {
    board.cases().filter(move |open| open.clock.light(now) == Light::Red)
}

fn tell(store: Store, fresh: Vec<Arc<OpenCase>>) {
    let told_at = steady_now();
    store.wall().news.update(|news| {
        for open in fresh.into_iter().rev().take(NEW_REDS).rev() {
            news.push_front(NewRed { open, told_at });
        }
        news.truncate(NEW_REDS);
    });
    let newest = store.wall().news.with_untracked(|news| news.front().cloned());
    if let Some(newest) = newest {
        super::rounds::draw_to(store, &newest.open);
    }
}

/// Takes off what was told long enough.
pub(super) fn grow_old(store: Store, now: TimeDelta) {
    let is_old = |red: &NewRed| now - red.told_at > TOLD_FOR;
    if store.wall().news.with_untracked(|news| news.iter().any(is_old)) {
        store.wall().news.update(|news| news.retain(|red| !is_old(red)));
    }
}
