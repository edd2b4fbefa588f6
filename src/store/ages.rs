//! How old what each panel shows is: each rests on its own part of the data (`rules.md`, Freshness).

use super::{layers::RENEW_AFTER, state::Store};
use crate::{
    contract::config::Config,
    domain::{
        area::Place,
        board::Board,
        filter::Filter,
        freshness::{Freshness, Newest, PanelAge, is_too_quiet},
        time::{Instant, date_of, minute_of},
        wall::Panel,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// Where a source says nothing: so many minutes of office hours without a new fact are too many.
const QUIET_MINUTES: u32 = 120;

/// The newest fact of what counts in the scope.
pub(super) fn newest_here(
    board: RwSignal<Option<Arc<Board>>>,
    counting: Memo<Filter>,
    place: Memo<Place>,
) -> Memo<Option<Instant>> {
    Memo::new(move |_| {
        let (filter, place) = (counting.get(), place.get());
        board.with(|board| {
            let here = board
                .as_ref()?
                .cases()
                .filter(|open| open.place.is_within(place) && filter.counts(&open.case));
            here.filter_map(|open| open.case.updated_at).max()
        })
    })
}

impl Store {
    /// What a panel knows of the age of what it shows; nothing while there is no board, or where it has no data at all.
    pub fn panel_age(self, panel: Panel) -> Option<PanelAge> {
        let feed = self.feed.get();
        if panel.is_of_days() {
            let zone = self.board.with(|board| board.as_ref().map(|board| board.rule.zone))?;
            let now = self.now.get();
            let newest = self.last_day();
            let freshness = Freshness::of_days(newest, date_of(now, zone), minute_of(now, zone))?;
            let newest = newest.map(Newest::Day);
            return Some(PanelAge { freshness, checked_at: None, newest, is_too_quiet: false });
        }
        if panel == Panel::Layers {
            // Each layer is read by requests of its own: the one that was read longest ago tells the age of the panel.
            let read_at = self.layers_read_at()?;
            let freshness = Freshness::of(self.now.get() - read_at, RENEW_AFTER);
            let checked_at = Some(read_at);
            return Some(PanelAge { freshness, checked_at, newest: None, is_too_quiet: false });
        }
        let newest = match panel {
            Panel::Live => self.events.with(|events| events.front()?.case.updated_at),
            _ => self.newest_here.get(),
        };
        Some(PanelAge {
            freshness: feed.freshness,
            checked_at: feed.checked_at,
            newest: newest.map(Newest::At),
            is_too_quiet: newest.is_some_and(|newest| self.is_too_quiet(newest)),
        })
    }

    /// Whether somebody should ask why nothing newer than this is known. A source whose time stands is as old as it says.
    pub fn is_too_quiet(self, newest: Instant) -> bool {
        let (now, minutes) = (self.now.get(), self.quiet_minutes());
        let is_standing = self.standing_since.with(Option::is_some);
        let is_quiet = self.board.with(|board| {
            board.as_ref().is_some_and(|board| is_too_quiet(newest, now, minutes, board))
        });
        is_quiet && !is_standing
    }

    /// So many minutes of office hours without a new fact are too many for this source.
    pub(super) fn quiet_minutes(self) -> u32 {
        let of = |config: &Config| {
            let name = self.times.with_value(|times| times.opened.clone())?;
            config.sources.get(&name)?.quiet_minutes
        };
        let minutes = self.config.with_untracked(|config| of(&config.as_ref()?.config));
        minutes.unwrap_or(QUIET_MINUTES)
    }
}
