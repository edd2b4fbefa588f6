//! Taking records in: filing matters with their verdicts, adding what the demo's life has brought, counting what could not
//! be read.

use super::{
    records::{RecordPhase, Records},
    shown::Notice,
    state::Store,
};
use crate::{
    contract::received::merged,
    domain::{
        board::Board,
        case::Case,
        defect::{Collection, Defect},
        filed::{Calendars, Filed},
        remark::Remark,
        verdict::Answers,
        workload::ReceivedRow,
    },
    source::{assemble::ReadCase, records::ReadRecords},
};
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

/// Takes in the matters of the year's assessment as they were read.
pub(super) fn take_overdue(store: Store, read: ReadRecords<ReadCase>) {
    let ReadRecords { rows, defects, remark } = read;
    let Some(board) = store.board.get_untracked() else { return };
    let rows = file(store, &board, rows);
    store.records.note(Collection::YearOverdue, |reading| reading.known = 0);
    let ready = Records { phase: RecordPhase::Ready, rows: Some(Arc::new(rows)) };
    store.records.year_overdue.set(ready);
    tell(store, Collection::YearOverdue, defects, remark);
    add_late(store, &board);
}

/// Takes in the days of reports as they were read.
pub(super) fn take_received(store: Store, read: ReadRecords<ReceivedRow>) {
    let ReadRecords { rows, defects, remark } = read;
    store.records.note(Collection::Received, |reading| reading.known = 0);
    let ready = Records { phase: RecordPhase::Ready, rows: Some(Arc::new(rows)) };
    store.records.received.set(ready);
    tell(store, Collection::Received, defects, remark);
    add_received(store);
}

/// Adds what the demo's life has brought, once a day of it has ended.
pub(super) fn end_day(store: Store) {
    if let Some(board) = store.board.get_untracked() {
        add_late(store, &board);
    }
    add_received(store);
}

fn add_late(store: Store, board: &Board) {
    let of = Collection::YearOverdue;
    let known = store.records.reading(of).known;
    let rows = store.records.year_overdue.with_untracked(|records| records.rows.clone());
    let news = store.session.with_value(|session| session.as_ref()?.late_news(known));
    let Some((rows, news)) = rows.zip(news).filter(|(_, news)| news.known > known) else { return };
    store.records.note(of, |reading| reading.known = news.known);
    let late = file(store, board, news.rows);
    // What was open and red is closed now.
    let closed: BTreeSet<_> = late.iter().map(|filed| filed.matter.case.id.clone()).collect();
    let still = rows.iter().filter(|filed| !closed.contains(&filed.matter.case.id)).cloned();
    let rows = still.chain(late.iter().cloned()).collect();
    store.records.year_overdue.update(|records| records.rows = Some(Arc::new(rows)));
}

fn add_received(store: Store) {
    let of = Collection::Received;
    let known = store.records.reading(of).known;
    let rows = store.records.received.with_untracked(|records| records.rows.clone());
    let news = store.session.with_value(|session| session.as_ref()?.received_news(known));
    let Some((rows, news)) = rows.zip(news).filter(|(_, news)| news.known > known) else { return };
    store.records.note(of, |reading| reading.known = news.known);
    let rows = merged(rows.iter().cloned().chain(news.rows).collect());
    store.records.received.update(|records| records.rows = Some(Arc::new(rows)));
}

/// Files matters, all by the same knowledge of whether the source says when citizens were answered.
fn file(store: Store, board: &Board, rows: Vec<ReadCase>) -> Vec<Filed> {
    fn case((case, _): &ReadCase) -> &Case {
        case
    }
    let answers = store.archive().answers(board, Answers::of(rows.iter().map(case)));
    let calendars = &mut Calendars::default();
    let filed =
        rows.into_iter().map(|(case, defects)| Filed::of(board, calendars, case, defects, answers));
    filed.collect()
}

/// What could not be read is counted with everything else, and said once.
fn tell(store: Store, of: Collection, defects: Vec<Defect>, remark: Option<Remark>) {
    if let Some(remark) = remark {
        store.tell(Notice::Remark(remark));
    }
    let is_known = store.board.with_untracked(|board| {
        let Some(board) = board else { return true };
        board.defects().filter(|known| known.collection == of).eq(&defects)
    });
    if !is_known {
        store.board.update(|board| {
            if let Some(board) = board {
                Arc::make_mut(board).replace_defects(of, defects);
            }
        });
    }
}
