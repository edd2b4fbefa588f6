//! The figures' part of the store: the day book, and what every figure of this moment is computed from.

use super::{state::Store, view::View};
use crate::domain::{
    area::Areas,
    board::Board,
    book::Book,
    calendar::Calendar,
    filter::Filter,
    measure::{Ask, span_of},
    time::{Instant, date_of},
    window::Window,
    workload::WorkloadRow,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use std::sync::Arc;

/// What figures are computed from, beside the board and its lights.
#[derive(Clone, Copy)]
pub(super) struct Figures {
    rows: Memo<Option<Rows>>,
    book: Memo<Arc<Book>>,
    /// The date in the district.
    today: Memo<Option<NaiveDate>>,
    facts_and_window: Memo<(Filter, Window)>,
}

impl Figures {
    /// Follows the board and the view.
    pub(super) fn new(
        board: RwSignal<Option<Arc<Board>>>,
        view: RwSignal<View>,
        lit_at: RwSignal<Instant>,
    ) -> Self {
        let rows = Memo::new(move |_| board.with(|board| board.as_ref().map(Rows::of)));
        let book = Memo::new(move |_| {
            rows.with(|_| ());
            board.with_untracked(|board| {
                Arc::new(board.as_ref().map(|board| Book::of(board)).unwrap_or_default())
            })
        });
        let today = Memo::new(move |_| {
            let zone = board.with(|board| board.as_ref().map(|board| board.rule.zone));
            zone.map(|zone| date_of(lit_at.get(), zone))
        });
        let facts_and_window =
            Memo::new(move |_| view.with(|view| (view.filter.facts(), view.window)));
        Self { rows, book, today, facts_and_window }
    }
}

impl Store {
    /// Answers a question about the figures of this moment, under the filter and in the window of the view; nothing while
    /// there is no board.
    pub fn asked<T>(self, question: impl FnOnce(&Ask<'_>) -> T) -> Option<T> {
        let (lit, book, now) = (self.lit.get(), self.figures.book.get(), self.lit_at.get());
        let (filter, window) = self.figures.facts_and_window.get();
        self.board.with(|board| {
            let board: &Board = board.as_ref()?;
            let span = span_of(window, board, &book, now);
            let ask = Ask { board, lit: &lit, book: &book, filter: &filter, span, now };
            Some(question(&ask))
        })
    }

    /// The same for a question about the day book alone, which no light changes: it is answered anew once a day, and when
    /// the book, the filter or the window is another.
    pub fn asked_of_days<T>(self, question: impl FnOnce(&Ask<'_>) -> T) -> Option<T> {
        self.figures.today.get();
        // A book may be the same where names, workers or days off are others.
        self.figures.rows.with(|_| ());
        let book = self.figures.book.get();
        let (filter, window) = self.figures.facts_and_window.get();
        let (lit, now) = (self.lit.get_untracked(), self.lit_at.get_untracked());
        self.board.with_untracked(|board| {
            let board: &Board = board.as_ref()?;
            let span = span_of(window, board, &book, now);
            Some(question(&Ask { board, lit: &lit, book: &book, filter: &filter, span, now }))
        })
    }

    /// The last whole day of which there are totals.
    pub(super) fn last_day(self) -> Option<NaiveDate> {
        self.figures.book.with(|book| book.last_day())
    }
}

/// What the days rest on, by identity: an event about a matter leaves all of it as it is.
#[derive(Clone)]
struct Rows(Arc<Vec<WorkloadRow>>, Arc<Areas>, Arc<Calendar>);

impl Rows {
    fn of(board: &Arc<Board>) -> Self {
        let (workload, areas) = (Arc::clone(&board.workload), Arc::clone(&board.areas));
        Self(workload, areas, Arc::clone(&board.calendar))
    }
}

impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            && Arc::ptr_eq(&self.1, &other.1)
            && Arc::ptr_eq(&self.2, &other.2)
    }
}
