//! What is listed, what each filter would list, and what the words of a search may mean.

use super::{shown::Listed, state::Store, url, view::View};
use crate::{
    contract,
    domain::{
        area::Place,
        board::Board,
        facets::Facets,
        filter::{Column, Filter, Sort},
        find::Initials,
        listing::list_cases,
        suggest::{Suggestions, suggest},
        time::Instant,
    },
    source::session::read_own_file,
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

/// The table of pinyin initials: asked for when somebody looks for something.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Pinyin {
    /// Nobody has needed it yet, or it could not be had.
    #[default]
    Absent,
    /// It is on its way.
    Coming,
    /// It is there.
    There(Arc<Initials>),
}

impl Pinyin {
    fn table(&self) -> Option<&Initials> {
        match self {
            Self::There(table) => Some(table),
            Self::Absent | Self::Coming => None,
        }
    }
}

/// What a list is made of.
#[derive(Clone, Copy)]
pub(super) struct Seeking {
    pub(super) board: RwSignal<Option<Arc<Board>>>,
    pub(super) place: Memo<Place>,
    pub(super) lit_at: RwSignal<Instant>,
    /// Only what of the view decides the list: opening a matter must not list anew.
    pub(super) wanted: Memo<(Filter, Sort)>,
    pub(super) pinyin: RwSignal<Pinyin>,
}

impl Seeking {
    /// The matters that are listed, in order.
    pub(super) fn listed(self) -> Listed {
        let (filter, sort) = self.wanted.get();
        let cases = self.with_board(|board, place, now, pinyin| {
            list_cases(board, place, &filter, sort, now, pinyin)
        });
        Listed(Arc::new(cases.unwrap_or_default()))
    }

    /// What each option of each filter would list.
    pub(super) fn facets(self) -> Facets {
        let (filter, _) = self.wanted.get();
        let facets = self
            .with_board(|board, place, now, pinyin| Facets::of(board, place, &filter, now, pinyin));
        facets.unwrap_or_default()
    }

    fn with_board<T>(
        self,
        read: impl FnOnce(&Board, Place, Instant, Option<&Initials>) -> T,
    ) -> Option<T> {
        let (place, now) = (self.place.get(), self.lit_at.get());
        self.pinyin.with(|pinyin| {
            self.board
                .with(|board| board.as_ref().map(|board| read(board, place, now, pinyin.table())))
        })
    }
}

/// Asks for the table of initials as soon as a list is wanted that needs it, be it by a link.
pub(super) fn follow(store: Store) {
    let needs_pinyin = Memo::new(move |_| {
        store.view.with(|view| {
            let by_text = matches!(view.sort.column, Column::Title | Column::Unit | Column::Domain);
            by_text || !view.filter.words.is_empty()
        })
    });
    Effect::new(move |_| {
        if needs_pinyin.get() {
            store.need_pinyin();
        }
    });
}

impl Store {
    /// Whether Chinese is found by its initials already.
    pub fn knows_pinyin(self) -> Signal<bool> {
        Signal::derive(move || self.pinyin.with(|pinyin| pinyin.table().is_some()))
    }

    /// The matters that are listed, in order.
    pub fn listed(self) -> Memo<Listed> {
        self.listed
    }

    /// What each option of each filter would list.
    pub fn facets(self) -> Memo<Facets> {
        self.facets
    }

    /// Places and open matters that fit some words, the best first.
    pub fn suggest(self, words: &str) -> Suggestions {
        self.pinyin.with(|pinyin| {
            self.board.with(|board| {
                let found = board.as_ref().map(|board| suggest(board, words, pinyin.table()));
                found.unwrap_or_default()
            })
        })
    }

    /// Asks for the table of initials, unless it is there or on its way. Without it Chinese is found by Chinese.
    pub fn need_pinyin(self) {
        if self.pinyin.with_untracked(|pinyin| *pinyin != Pinyin::Absent) {
            return;
        }
        self.pinyin.set(Pinyin::Coming);
        spawn_local(async move {
            let page = window().location().href().unwrap_or_default();
            let pinyin = match read_own_file(&page, "pinyin.txt").await {
                Ok(text) => Pinyin::There(Arc::new(contract::initials::initials(&text))),
                Err(_) => Pinyin::Absent,
            };
            // The page may have been left meanwhile.
            let _left = self.pinyin.try_set(pinyin);
        });
    }

    /// The address of this page with another view: what a link to it says.
    pub fn address_of(self, change: impl FnOnce(&mut View)) -> String {
        let mut view = self.view.get_untracked();
        view.scope = Some(view.scope());
        change(&mut view);
        url::address(&view)
    }
}
