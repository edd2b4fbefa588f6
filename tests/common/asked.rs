//! One figure of a board, asked by itself.
#![allow(dead_code, reason = "not every test asks everything")]

use gridlight::domain::{
    board::Board,
    book::Book,
    filter::Filter,
    lit::LitBoard,
    measure::{Ask, Measure, Value, measure, span_of},
    parts::Part,
    time::Instant,
    window::Window,
};

/// What `question` says of the board at this moment.
pub(crate) fn asked<T>(
    board: &Board,
    filter: &Filter,
    window: Window,
    now: Instant,
    question: impl FnOnce(&Ask<'_>) -> T,
) -> T {
    let lit = LitBoard::of(board, filter, now);
    let book = Book::of(board);
    let span = span_of(window, board, &book, now);
    question(&Ask { board, lit: &lit, book: &book, filter, span, now })
}

/// The value of one measure, with nothing filtered.
pub(crate) fn value(board: &Board, part: Part, of: Measure, days: u16, now: Instant) -> Value {
    asked(board, &Filter::default(), Window::Days(days), now, |ask| measure(ask, part, of))
}
