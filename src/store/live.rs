//! News as it comes: from the demo's life, and from a source's live stream. Every piece is reduced in order, none is lost,
//! and a burst lets the page breathe.

use super::{
    poll::poll_soon,
    shown::{LIVE_EVENTS, LiveEvent, Notice},
    state::Store,
    wake::{notice_jump, refresh_newest_fact},
};
use crate::{
    contract::event_stream::News,
    domain::{
        board::CaseChange, case::Case, defect::Defect, failure::Failure, remark::Remark,
        time::Instant, workload::WorkloadRow,
    },
    source::{
        clock::local_now,
        pace::Pace,
        stream::{LiveStream, Slice, breathe, chance, wait},
    },
};
use chrono::TimeDelta;
use leptos::{prelude::*, task::spawn_local};
use std::{rc::Rc, sync::Arc};
use web_sys::AbortController;

/// How long to wait before a stream that broke off is opened again, the first time.
const RECONNECT_AFTER: TimeDelta = TimeDelta::seconds(2);

/// A change, or why the event was none.
type Change = Result<CaseChange, Defect>;

/// Follows the source's live stream, if it has one, until the source is closed.
pub(super) fn follow(store: Store) {
    let service = store.session.with_value(|session| Some(Rc::clone(&session.as_ref()?.service)));
    let Some(service) = service.filter(|service| service.stream_url.is_some()) else { return };
    let generation = store.generation.get_value();
    let is_current = move || store.generation.try_get_value() == Some(generation);
    spawn_local(async move {
        let mut pace = Pace::new(RECONNECT_AFTER);
        let (mut last_event_id, mut is_again) = (None, false);
        while is_current() {
            let Ok(abort) = AbortController::new() else { return };
            let opened = LiveStream::open(&service, abort.clone(), last_event_id.clone()).await;
            if !is_current() {
                return;
            }
            match opened {
                Ok(mut stream) => {
                    store.stream.set_value(Some(abort));
                    store.forget(|notice| *notice == Notice::Remark(Remark::StreamLost));
                    // What happened since the board was read, or since the break, is asked for once; whole, where the
                    // server numbers no events and cannot tell what was missed.
                    if std::mem::replace(&mut is_again, true) && last_event_id.is_none() {
                        need_whole(store);
                    }
                    poll_soon(store);
                    let begun = local_now();
                    read(store, &mut stream, is_current).await;
                    last_event_id = stream.last_event_id();
                    if local_now() - begun > TimeDelta::minutes(1) {
                        pace.note_success();
                    } else {
                        // A line that is closed again and again is not asked every two seconds for ever.
                        pace.note_failure(&Failure::NoAnswer { url: String::new() });
                    }
                    // Only a stream that was there leaves a gap; one that does not open must not outrun the pace of asking.
                    if is_current() {
                        poll_soon(store);
                    }
                }
                Err(failure) => {
                    pace.note_failure(&failure);
                    // A server that is busy knows the last event later. One that gives no answer may not let a page name
                    // it: that one is asked to begin, and everything is read again.
                    let is_busy =
                        matches!(failure, Failure::Status { .. }) && failure.is_transient();
                    if !is_busy && last_event_id.take().is_some() {
                        need_whole(store);
                    }
                }
            }
            if !is_current() {
                return;
            }
            store.stream.set_value(None);
            store.tell(Notice::Remark(Remark::StreamLost));
            wait(pace.wait(chance())).await;
        }
    });
}

/// Lets everything be read with the next question.
fn need_whole(store: Store) {
    store.session.update_value(|session| {
        if let Some(polling) = session.as_mut().and_then(|session| session.polling()) {
            polling.need_whole();
        }
    });
}

/// Takes in news until the stream is lost.
async fn read(store: Store, stream: &mut LiveStream, is_current: impl Fn() -> bool) {
    while let Ok(news) = stream.next().await {
        if !is_current() {
            return;
        }
        let local = local_now();
        // A jump is made good before anything is noted by the new reading.
        notice_jump(store, local);
        if is_confirmed(store) {
            store.times.update_value(|times| times.checked_at = local);
        }
        // The next bytes are read only when these are taken in: a burst waits on the line, not in memory.
        let mut news = news.into_iter().peekable();
        while news.peek().is_some() {
            take_slice(store, &mut news);
            if news.peek().is_some() || stream.has_more() {
                breathe().await;
                if !is_current() {
                    return;
                }
            }
        }
    }
}

/// A stream that is alive says that nothing is missing, as long as the source itself answers.
fn is_confirmed(store: Store) -> bool {
    store.session.try_update_value(|session| {
        let polling = session.as_mut().and_then(|session| session.polling());
        polling.is_some_and(|polling| polling.pace.failures() == 0 && !polling.is_whole_needed())
    }) == Some(true)
}

/// Takes in as much as there is time for, as one change of the board.
fn take_slice(store: Store, news: &mut impl Iterator<Item = News>) {
    let slice = Slice::begin();
    let mut changes: Vec<Change> = Vec::new();
    let now = store.session.try_update_value(|session| {
        let session = session.as_mut()?;
        for piece in news.by_ref() {
            match piece {
                News::Beat => {}
                News::Reset => {
                    let polling = session.polling()?;
                    polling.need_whole();
                    poll_soon(store);
                }
                News::Case(data) => {
                    let change = session.read_event(&data);
                    if let (Ok(change), Some(polling)) = (&change, session.polling()) {
                        polling.touch(change.case_id());
                    }
                    changes.push(change);
                }
            }
            if slice.is_over() {
                break;
            }
        }
        Some(session.clock.now(local_now()))
    });
    if let Some(now) = now.flatten().filter(|_| !changes.is_empty()) {
        apply(store, changes, None, now);
    }
}

/// Takes changes into the board, and a workload if there is a new one.
pub(super) fn apply(
    store: Store,
    changes: Vec<Change>,
    workload: Option<Vec<WorkloadRow>>,
    now: Instant,
) {
    note_events(store, changes.iter().filter_map(put));
    for case in changes.iter().filter_map(put).filter(|case| !case.status.is_open()) {
        store.archive().note_closed(case);
    }
    store.board.update(|board| {
        let Some(board) = board else { return };
        let board = Arc::make_mut(board);
        for change in changes {
            match change {
                Ok(change) => board.apply(change),
                Err(defect) => board.note_defects([defect]),
            }
        }
        if let Some(workload) = workload {
            board.workload = Arc::new(workload);
        }
    });
    store.lit_at.set(now);
    refresh_newest_fact(store);
}

fn put(change: &Change) -> Option<&Case> {
    match change {
        Ok(CaseChange::Put(case, _)) => Some(case),
        _ => None,
    }
}

/// Keeps the last few happenings, newest first.
pub(super) fn note_events<'a>(
    store: Store,
    cases: impl DoubleEndedIterator<Item = &'a Case> + Clone,
) {
    let latest: Vec<_> = cases.rev().take(LIVE_EVENTS).collect();
    if latest.is_empty() {
        return;
    }
    store.events.update(|events| {
        let next = events.front().map_or(0, |event| event.number + 1);
        for (number, case) in (next..).zip(latest.into_iter().rev()) {
            let place = store.board.with_untracked(|board| {
                let grid_id = case.grid_id.as_ref()?;
                board.as_ref()?.areas.place_of_grid(grid_id)
            });
            let place = place.unwrap_or_default();
            events.push_front(LiveEvent { number, case: Arc::new(case.clone()), place });
        }
        events.truncate(LIVE_EVENTS);
    });
}
