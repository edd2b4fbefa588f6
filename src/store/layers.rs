//! The data of the optional layers: asked for when a layer is first laid over the map, kept while newer ones come.
//!
//! The newest wish wins: a layer that is taken away drops the answer that is on its way. The layers that the board itself
//! holds (open matters, base facts) need no data of their own.

use super::state::Store;
use crate::{
    domain::{
        area::{Areas, Place},
        board::Board,
        defect::Collection,
        failure::Failure,
        layer::{Alert, Camera, Layer, Worker},
        locate::Locator,
        overlay::{places_of_cameras, places_of_workers},
        time::{Instant, date_of},
    },
    source::{
        clock::local_now,
        layers::{LayerRows, ReadLayer, read_layer},
        session::Pulse,
    },
};
use chrono::{NaiveDate, TimeDelta};
use leptos::{prelude::*, task::spawn_local};
use std::{rc::Rc, sync::Arc};

/// The layers of a living source are read anew after this long.
pub(super) const RENEW_AFTER: TimeDelta = TimeDelta::minutes(15);

/// The layers that have data of their own, and the collections these are read from.
const READ: [(Layer, Collection); 3] = [
    (Layer::Workers, Collection::Workers),
    (Layer::Cameras, Collection::Cameras),
    (Layer::Alerts, Collection::Alerts),
];

/// How far the data of a layer have come.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum LayerPhase {
    /// Nobody has asked for them.
    #[default]
    NotAsked,
    /// They are being read; older ones may be there.
    Reading,
    /// They are there.
    Ready,
    /// They did not come, and this is why; older ones may be there.
    Failed(Failure),
}

/// The state of the data of one layer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerState {
    /// How far they have come.
    pub phase: LayerPhase,
    /// When those that are there were read, in the source's time.
    pub read_at: Option<Instant>,
    /// The source may have newer ones.
    is_due: bool,
    /// When they were last asked for, by the local clock.
    asked_at: Instant,
    /// Counts the questions: the answer to an earlier one is dropped.
    number: u64,
}

/// The data of all layers.
#[derive(Clone, Debug, Default)]
pub struct LayerData {
    /// 网格员
    pub workers: Option<Arc<Vec<Worker>>>,
    /// 摄像头
    pub cameras: Option<Arc<Vec<Camera>>>,
    /// 预警
    pub alerts: Option<Arc<Vec<Alert>>>,
    /// The layers of which the source has data of their own.
    given: Vec<Layer>,
    /// In the order of `READ`.
    states: [LayerState; 3],
}

impl LayerData {
    /// The state of a layer; `None` for one that needs no data of its own.
    pub fn state(&self, layer: Layer) -> Option<&LayerState> {
        let at = READ.iter().position(|(of, _)| *of == layer)?;
        self.states.get(at)
    }

    fn state_mut(&mut self, layer: Layer) -> Option<&mut LayerState> {
        let at = READ.iter().position(|(of, _)| *of == layer)?;
        self.states.get_mut(at)
    }

    fn has_rows(&self, layer: Layer) -> bool {
        match layer {
            Layer::Workers => self.workers.is_some(),
            Layer::Cameras => self.cameras.is_some(),
            Layer::Alerts => self.alerts.is_some(),
            Layer::Cases | Layer::Base => false,
        }
    }
}

/// Where workers and cameras belong, row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerPlaces {
    /// The place of each worker.
    pub workers: Arc<Vec<Place>>,
    /// The place of each camera.
    pub cameras: Arc<Vec<Place>>,
}

/// The layers' part of the store.
#[derive(Clone, Copy)]
pub(super) struct Layers {
    data: RwSignal<LayerData>,
    today: Memo<Option<NaiveDate>>,
    minute: Memo<Instant>,
    workers: Memo<Same<Vec<Place>>>,
    cameras: Memo<Same<Vec<Place>>>,
}

/// Something by identity: it is compared in no time, however large it is.
#[derive(Clone, Default)]
struct Same<T>(Arc<T>);

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Layers {
    /// No data yet, for the areas of `board` as they are in force `now`.
    pub(super) fn new(board: RwSignal<Option<Arc<Board>>>, now: RwSignal<Instant>) -> Self {
        let today = Memo::new(move |_| {
            board.with(|board| Some(date_of(now.get(), board.as_ref()?.rule.zone)))
        });
        let minute = Memo::new(move |_| {
            let now = now.get();
            now - TimeDelta::seconds(now.timestamp().rem_euclid(60))
        });
        let data = RwSignal::new(LayerData::default());
        let areas: Memo<Option<Same<Areas>>> =
            Memo::new(move |_| board.with(|board| Some(Same(Arc::clone(&board.as_ref()?.areas)))));
        let rows =
            Memo::new(move |_| data.with(|data| Some(Same(Arc::clone(data.workers.as_ref()?)))));
        let workers = Memo::new(move |_| {
            let (Some(rows), Some(areas)) = (rows.get(), areas.get()) else {
                return Same::default();
            };
            Same(Arc::new(places_of_workers(&rows.0, &areas.0)))
        });
        let rows =
            Memo::new(move |_| data.with(|data| Some(Same(Arc::clone(data.cameras.as_ref()?)))));
        let cameras = Memo::new(move |_| {
            let (Some(rows), Some(areas)) = (rows.get(), areas.get()) else {
                return Same::default();
            };
            let today = today.get();
            let locator =
                Locator::new(&areas.0, |grid| today.is_none_or(|day| grid.is_valid_on(day)));
            Same(Arc::new(places_of_cameras(&rows.0, &locator)))
        });
        Self { data, today, minute, workers, cameras }
    }
}

impl Store {
    /// The data of the layers.
    pub fn layer_data(self) -> Signal<LayerData> {
        self.layers.data.into()
    }

    /// Where workers and cameras belong.
    pub fn layer_places(self) -> LayerPlaces {
        LayerPlaces { workers: self.layers.workers.get().0, cameras: self.layers.cameras.get().0 }
    }

    /// The date in the district; `None` while there is no board.
    pub fn today(self) -> Memo<Option<NaiveDate>> {
        self.layers.today
    }

    /// The minute that has begun: what does not change by the second follows this.
    pub fn minute(self) -> Memo<Instant> {
        self.layers.minute
    }

    /// Whether a layer is laid over the map.
    pub fn is_layer_on(self, layer: Layer) -> bool {
        self.view.with(|view| view.layers.contains(&layer))
    }

    /// When the layer that was read longest ago was read, of those that are on and have been; in the source's time.
    pub(super) fn layers_read_at(self) -> Option<Instant> {
        let on = self.view.with(|view| view.layers.clone());
        self.layers
            .data
            .with(|data| on.into_iter().filter_map(|layer| data.state(layer)?.read_at).min())
    }

    /// Whether the source has what a layer shows.
    pub fn is_layer_given(self, layer: Layer) -> bool {
        let of_board = |has: fn(&Board) -> bool| {
            self.board.with(|board| board.as_ref().is_some_and(|board| has(board)))
        };
        match layer {
            Layer::Cases => of_board(|board| board.cases().any(|open| open.case.at.is_some())),
            Layer::Base => of_board(|board| {
                let mut grids = board.areas.grids().iter();
                grids.any(|grid| grid.population.is_some() || grid.worker_count.is_some())
            }),
            layer => self.layers.data.with(|data| data.given.contains(&layer)),
        }
    }

    /// Asks once more for the data of a layer that did not come.
    pub fn ask_layer_again(self, layer: Layer) {
        self.layers.data.update(|data| {
            if let Some(state) = data.state_mut(layer) {
                state.phase = LayerPhase::NotAsked;
                state.is_due = true;
            }
        });
        ask(self);
    }
}

/// Asks for the data of a layer whenever it is laid over the map, and for nothing else.
pub(super) fn follow(store: Store) {
    let layers = Memo::new(move |_| store.view.with(|view| view.layers.clone()));
    Effect::new(move |_| {
        layers.with(|_| ());
        ask(store);
    });
}

/// A source was opened, anew perhaps: what is shown is read anew, and the rest when it is wanted.
pub(super) fn renew(store: Store) {
    let given = store.session.with_value(|session| {
        let session = session.as_ref()?;
        let has = |of: Collection| session.service.items_url(of).is_ok();
        let given = READ.into_iter().filter(|(_, of)| has(*of)).map(|(layer, _)| layer);
        Some(given.collect::<Vec<_>>())
    });
    store.layers.data.update(|data| {
        data.given = given.unwrap_or_default();
        for state in &mut data.states {
            state.number += 1;
            state.phase = LayerPhase::NotAsked;
            state.is_due = true;
        }
    });
    ask(store);
}

/// The source is another one: its layers must not stand under the other's name.
pub(super) fn forget(store: Store) {
    store.layers.data.update(|data| {
        let states = data.states.clone().map(|state| LayerState {
            // What is on its way from the source before must find that it comes too late.
            number: state.number + 1,
            ..LayerState::default()
        });
        *data = LayerData { states, ..LayerData::default() };
    });
}

/// Reads anew what has been shown for a while, from a source that lives.
pub(super) fn refresh(store: Store, local: Instant) {
    let is_living = store.session.with_value(|session| {
        let session = session.as_ref();
        session.is_some_and(|session| {
            matches!(session.pulse, Pulse::Polled(_)) && session.service.as_of.is_none()
        })
    });
    let is_old = |state: &LayerState| {
        let was_asked = matches!(state.phase, LayerPhase::Ready | LayerPhase::Failed(_));
        // A clock that was set back would make it young for as long.
        was_asked && (local - state.asked_at).abs() >= RENEW_AFTER
    };
    let is_any_old = store.layers.data.with_untracked(|data| data.states.iter().any(is_old));
    if is_living && is_any_old {
        store.layers.data.update(|data| {
            for state in data.states.iter_mut().filter(|state| is_old(state)) {
                state.phase = LayerPhase::NotAsked;
                state.is_due = true;
            }
        });
        ask(store);
    }
}

/// Asks for what is wanted and due, and drops what is not wanted any more.
fn ask(store: Store) {
    let on = store.view.with_untracked(|view| view.layers.clone());
    for (layer, collection) in READ {
        let (is_given, state, has_rows) = store.layers.data.with_untracked(|data| {
            let state = data.state(layer).cloned().unwrap_or_default();
            (data.given.contains(&layer), state, data.has_rows(layer))
        });
        let is_on = on.contains(&layer);
        match state.phase {
            LayerPhase::Reading | LayerPhase::Failed(_) if !is_on => {
                change(store, layer, |state| {
                    state.number += 1;
                    state.is_due = true;
                    state.phase = if has_rows { LayerPhase::Ready } else { LayerPhase::NotAsked };
                });
            }
            LayerPhase::NotAsked | LayerPhase::Ready if is_on && is_given && state.is_due => {
                read(store, layer, collection, state.number + 1);
            }
            _ => {}
        }
    }
}

fn change(store: Store, layer: Layer, change: impl FnOnce(&mut LayerState)) {
    store.layers.data.update(|data| {
        if let Some(state) = data.state_mut(layer) {
            change(state);
        }
    });
}

fn read(store: Store, layer: Layer, collection: Collection, number: u64) {
    let service = store.session.with_value(|session| Some(Rc::clone(&session.as_ref()?.service)));
    let Some(service) = service else { return };
    change(store, layer, |state| {
        state.number = number;
        state.is_due = false;
        state.asked_at = local_now();
        state.phase = LayerPhase::Reading;
    });
    // After the page was left there is no number any more.
    let is_wanted = move || {
        let known = store.layers.data.try_with_untracked(|data| Some(data.state(layer)?.number));
        known.flatten() == Some(number)
    };
    spawn_local(async move {
        let read = read_layer(&service, collection, is_wanted).await;
        if is_wanted() {
            take_in(store, layer, collection, read);
        }
    });
}

fn take_in(store: Store, layer: Layer, collection: Collection, read: Result<ReadLayer, Failure>) {
    let ReadLayer { rows, defects, remark } = match read {
        Ok(read) => read,
        Err(failure) => {
            change(store, layer, |state| state.phase = LayerPhase::Failed(failure));
            return;
        }
    };
    let now = store.now.get_untracked();
    store.layers.data.update(|data| {
        match rows {
            LayerRows::Workers(rows) => data.workers = Some(rows),
            LayerRows::Cameras(rows) => data.cameras = Some(rows),
            LayerRows::Alerts(rows) => data.alerts = Some(rows),
        }
        if let Some(state) = data.state_mut(layer) {
            state.phase = LayerPhase::Ready;
            state.read_at = Some(now);
        }
    });
    if let Some(remark) = remark {
        store.tell(super::Notice::Remark(remark));
    }
    let is_known = store.board.with_untracked(|board| {
        let Some(board) = board else { return true };
        board.defects().filter(|known| known.collection == collection).eq(&defects)
    });
    if !is_known {
        store.board.update(|board| {
            if let Some(board) = board {
                Arc::make_mut(board).replace_defects(collection, defects);
            }
        });
    }
}
