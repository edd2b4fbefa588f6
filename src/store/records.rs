//! The records that the board does without (本年超期事项, 受理日期): asked for when a view first wants them, kept while newer ones
//! come, dropped with the source they came from.
//!
//! The newest answer wins. Records of a source that lives are read anew while a view wants them; the demo's grow by what its
//! life adds, day by day.

use super::{state::Store, take_records};
use crate::{
    domain::{
        defect::Collection, failure::Failure, filed::Filed, ids::CaseId, time::Instant,
        workload::ReceivedRow,
    },
    source::{
        browser::Browser,
        clock::local_now,
        records::{read_received, read_year_overdue},
        service::Service,
        session::Pulse,
        stream::wait,
    },
};
use chrono::TimeDelta;
use leptos::{prelude::*, task::spawn_local};
use std::{rc::Rc, sync::Arc};

/// The records of a living source are read anew after this long.
const RENEW_AFTER: TimeDelta = TimeDelta::minutes(15);

/// Whoever waits for records looks this often whether they are there.
const LOOK_AGAIN_AFTER: TimeDelta = TimeDelta::milliseconds(50);

/// The collections that are records.
const READ: [Collection; 2] = [Collection::YearOverdue, Collection::Received];

/// How far the records of a collection have come.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum RecordPhase {
    /// Nobody has asked for them.
    #[default]
    NotAsked,
    /// They are being read; older ones may be there.
    Reading,
    /// They are there.
    Ready,
    /// The source has no such collection.
    NotGiven,
    /// They did not come, and this is why; older ones may be there.
    Failed(Failure),
}

/// The records of a collection.
#[derive(Clone, Debug)]
pub struct Records<T> {
    /// How far they have come.
    pub phase: RecordPhase,
    /// The rows that are there.
    pub rows: Option<Arc<Vec<T>>>,
}

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self { phase: RecordPhase::NotAsked, rows: None }
    }
}

/// What is known of the reading of a collection.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// How many views want it.
    wishes: usize,
    /// Counts the questions: the answer to an earlier one is dropped.
    number: u64,
    /// When it was last asked for, by the local clock; before that, `None`.
    asked_at: Option<Instant>,
    /// How much of what the demo's life has added is in the rows.
    pub(super) known: usize,
}

/// The records' part of the store.
#[derive(Clone, Copy)]
pub(super) struct RecordSignals {
    pub(super) year_overdue: RwSignal<Records<Filed>>,
    pub(super) received: RwSignal<Records<ReceivedRow>>,
    /// In the order of `READ`.
    readings: StoredValue<[Reading; 2]>,
}

impl RecordSignals {
    /// Nothing asked for.
    pub(super) fn new() -> Self {
        Self {
            year_overdue: RwSignal::new(Records::default()),
            received: RwSignal::new(Records::default()),
            readings: StoredValue::new(<[Reading; 2]>::default()),
        }
    }

    /// What is known of a reading; of no other collection anything is, nor after the page was left.
    pub(super) fn reading(self, of: Collection) -> Reading {
        let at = READ.iter().position(|known| *known == of);
        let reading = self.readings.try_with_value(|all| all.get(at?).cloned());
        reading.flatten().unwrap_or_default()
    }

    pub(super) fn note(self, of: Collection, change: impl FnOnce(&mut Reading)) {
        let Some(at) = READ.iter().position(|known| *known == of) else { return };
        // After disposal there is nothing to note.
        let _noted = self.readings.try_update_value(|all| all.get_mut(at).map(change));
    }

    fn phase(self, of: Collection) -> RecordPhase {
        let phase = match of {
            Collection::YearOverdue => {
                self.year_overdue.try_with_untracked(|records| records.phase.clone())
            }
            Collection::Received => {
                self.received.try_with_untracked(|records| records.phase.clone())
            }
            _ => None,
        };
        phase.unwrap_or(RecordPhase::NotGiven)
    }

    pub(super) fn set_phase(self, of: Collection, phase: RecordPhase) {
        match of {
            Collection::YearOverdue => self.year_overdue.update(|of| of.phase = phase),
            Collection::Received => self.received.update(|of| of.phase = phase),
            _ => {}
        }
    }
}

impl Store {
    /// The matters that turned red this year, open and closed, each with its verdict; an open one has that of being open.
    pub fn year_overdue(self) -> Signal<Records<Filed>> {
        self.records.year_overdue.into()
    }

    /// The days on which matters were reported: a row for each grid, domain and category.
    pub fn received(self) -> Signal<Records<ReceivedRow>> {
        self.records.received.into()
    }

    /// Wants the records of a collection for as long as the current reactive owner is there: called from an effect of a view,
    /// as often as it likes. They are read if they are not there, and anew when those of a living source are old.
    pub fn want_records(self, of: Collection) {
        if !READ.contains(&of) {
            return;
        }
        self.records.note(of, |reading| reading.wishes += 1);
        on_cleanup(move || {
            self.records.note(of, |reading| reading.wishes = reading.wishes.saturating_sub(1));
        });
        ask(self, of);
    }

    /// Asks once more for records that did not come.
    pub fn ask_records_again(self, of: Collection) {
        self.records.note(of, |reading| reading.asked_at = None);
        ask(self, of);
    }
}

/// A source was opened, anew perhaps: what is wanted is read anew, and the rest when it is wanted.
pub(super) fn renew(store: Store) {
    let (given, is_simulated) = store.session.with_value(|session| {
        let Some(session) = session else { return ([false; 2], false) };
        let given = READ.map(|of| session.service.items_url(of).is_ok());
        (given, session.is_simulated())
    });
    if is_simulated {
        // The demo has begun again: what stood there has not happened yet.
        store.records.year_overdue.set(Records::default());
        store.records.received.set(Records::default());
    }
    for (of, is_given) in READ.into_iter().zip(given) {
        store.records.note(of, |reading| {
            *reading = Reading {
                wishes: reading.wishes,
                number: reading.number + 1,
                ..Reading::default()
            };
        });
        let phase = if is_given { RecordPhase::NotAsked } else { RecordPhase::NotGiven };
        store.records.set_phase(of, phase);
        if store.records.reading(of).wishes > 0 {
            ask(store, of);
        }
    }
}

/// The source is another one: its records must not stand under the other's name.
pub(super) fn forget(store: Store) {
    for of in READ {
        store.records.note(of, |reading| {
            // What is on its way from the source before must find that it comes too late.
            *reading = Reading {
                wishes: reading.wishes,
                number: reading.number + 1,
                ..Reading::default()
            };
        });
    }
    store.records.year_overdue.set(Records::default());
    store.records.received.set(Records::default());
}

/// Reads anew what has been wanted for a while, from a source that lives.
pub(super) fn refresh(store: Store) {
    for of in READ.into_iter().filter(|of| store.records.reading(*of).wishes > 0) {
        ask(store, of);
    }
}

/// Whether records that were asked for then are old by now: those of a source that lives.
fn is_old(store: Store, asked_at: Instant) -> bool {
    let is_living = store.session.with_value(|session| {
        let session = session.as_ref();
        session.is_some_and(|session| {
            matches!(session.pulse, Pulse::Polled(_)) && session.service.as_of.is_none()
        })
    });
    // Either way: a clock may be put back.
    is_living && (local_now() - asked_at).abs() >= RENEW_AFTER
}

/// Asks for records that are not there, or old; of a source that has none, there is nothing to ask, nor is there before the
/// board that they are filed by.
fn ask(store: Store, of: Collection) {
    let is_due = store.records.reading(of).asked_at.is_none_or(|at| is_old(store, at));
    let may_begin =
        !matches!(store.records.phase(of), RecordPhase::Reading | RecordPhase::NotGiven);
    if !(is_due && may_begin) {
        return;
    }
    let service = store.session.with_value(|session| Some(Rc::clone(&session.as_ref()?.service)));
    let has_board = store.board.with_untracked(Option::is_some);
    let Some(service) = service.filter(|_| has_board) else { return };
    let number = store.records.reading(of).number + 1;
    store.records.note(of, |reading| {
        reading.number = number;
        reading.asked_at = Some(local_now());
    });
    store.records.set_phase(of, RecordPhase::Reading);
    spawn_local(read(store, service, of, number));
}

async fn read(store: Store, service: Rc<Service<Browser>>, of: Collection, number: u64) {
    // After the page was left there is no number any more.
    let is_wanted = move || store.records.reading(of).number == number;
    let taken = if of == Collection::YearOverdue {
        let read = read_year_overdue(&service, is_wanted).await;
        read.map(|read| is_wanted().then(|| take_records::take_overdue(store, read)))
    } else {
        let read = read_received(&service, is_wanted).await;
        read.map(|read| is_wanted().then(|| take_records::take_received(store, read)))
    };
    match taken {
        Err(failure) if is_wanted() => store.records.set_phase(of, RecordPhase::Failed(failure)),
        Ok(_) | Err(_) => {}
    }
}

/// The matter with this id among those of the year's assessment, which are read for it where that has not been done.
pub(super) async fn overdue_matter(store: Store, id: &CaseId) -> Option<Arc<Filed>> {
    let of = Collection::YearOverdue;
    ask(store, of);
    // Whoever looks for the matter may turn away; the reading goes on for the others.
    while store.records.phase(of) == RecordPhase::Reading {
        wait(LOOK_AGAIN_AFTER).await;
    }
    let known = store.records.year_overdue.try_with_untracked(|records| {
        let rows = records.rows.as_ref()?;
        rows.iter().find(|filed| filed.matter.case.id == *id).cloned().map(Arc::new)
    });
    known.flatten()
}
