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

/// Compares the red matters of each moment with those of the moment before. What was red when the wall began, or when
/// another source was opened, is no news.
pub(super) fn follow(store: Store, is_wall: Memo<bool>) {
    Effect::new(move |before: Option<Option<BTreeSet<CaseId>>>| {
        if !is_wall.get() {
            return None;
        }
        let now = store.lit_at.get();
        let (reds, fresh) = store.board.with(|board| {
            let board: &Board = board.as_ref()?;
            let reds: BTreeSet<CaseId> = red(board, now).map(|open| open.case.id.clone()).collect();
            let before = before.flatten();
            let is_new = |id: &CaseId| before.as_ref().is_some_and(|before| !before.contains(id));
            let fresh: Vec<_> =
                red(board, now).filter(|open| is_new(&open.case.id)).cloned().collect();
            Some((reds, fresh))
        })?;
        if !fresh.is_empty() {
            tell(store, fresh);
        }
        Some(reds)
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
