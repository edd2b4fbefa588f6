//! The wall's own state: the scene that is shown, whether somebody stands before it, and which lights have just turned red.
//!
//! One timer, as long as the face is a wall. What comes next is decided by `domain::wall`; here it meets the clock.

mod news;
mod rounds;
mod vigil;

pub use news::{NEW_REDS, NewRed};

use super::{
    hooks::set,
    state::Store,
    view::{Face, Page},
};
use crate::{
    domain::wall::{
        Layout, Panel, ScenePlan, WallPlan,
        rotation::layout_of,
        scene::{Scene, SceneKind},
    },
    source::{clock::steady_now, session::ReadConfig},
};
use chrono::TimeDelta;
use leptos::{
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    prelude::*,
};
use rounds::Turning;
use std::{collections::VecDeque, sync::Arc};
use vigil::Vigil;

/// The wall looks at least so often whether it is time for something.
const LONGEST_STEP: TimeDelta = TimeDelta::milliseconds(250);
/// No more often than this, however near the next scene is.
const SHORTEST_STEP: TimeDelta = TimeDelta::milliseconds(10);

/// What a wall has beside the board.
#[derive(Clone, Copy)]
pub(super) struct Wall {
    plan: Memo<Arc<WallPlan>>,
    /// The scene that is shown; none where a link says what to look at.
    scene: RwSignal<Option<Scene>>,
    /// Somebody has touched it, and it waits.
    is_paused: RwSignal<bool>,
    news: RwSignal<VecDeque<NewRed>>,
    turning: StoredValue<Turning>,
    vigil: StoredValue<Vigil>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Wall {
    /// Follows the config.
    pub(super) fn new(config: RwSignal<Option<Arc<ReadConfig>>>) -> Self {
        let plan = Memo::new(move |_| {
            let plan = config.with(|config| config.as_ref().map(|read| read.config.wall.clone()));
            Arc::new(plan.unwrap_or_default())
        });
        Self {
            plan,
            scene: RwSignal::new(None),
            is_paused: RwSignal::new(false),
            news: RwSignal::new(VecDeque::new()),
            turning: StoredValue::new(Turning::default()),
            vigil: StoredValue::new(Vigil::default()),
            timer: StoredValue::new(None),
        }
    }
}

impl Store {
    /// What the config says of the wall.
    pub fn wall_plan(self) -> Memo<Arc<WallPlan>> {
        self.wall().plan
    }

    /// The scene that the wall shows.
    pub fn scene(self) -> Signal<Option<Scene>> {
        self.wall().scene.into()
    }

    /// Whether somebody has touched the wall, so that it waits.
    pub fn is_wall_paused(self) -> Signal<bool> {
        self.wall().is_paused.into()
    }

    /// The lights that have just turned red, the newest first.
    pub fn new_reds(self) -> Signal<VecDeque<NewRed>> {
        self.wall().news.into()
    }

    /// The panels of the scene that is shown; where a link says what to look at, those that fit it.
    pub fn layout(self) -> Layout {
        let of_page = match self.view.with(|view| view.page) {
            Page::Workload => Scene::Workload,
            _ => Scene::District,
        };
        let scene = self.wall().scene.get().unwrap_or(of_page);
        let mut layout = layout_of(&self.wall().plan.get(), &scene);
        // Layers that the address lays over the map are counted beside it, whether or not the config has a place for that: then
        // in the place of what has just happened, which the map does not need to be read.
        let has_layers = self.view.with(|view| !view.layers.is_empty());
        if has_layers && !layout.panels().any(|panel| panel == Panel::Layers) {
            layout.right.retain(|panel| *panel != Panel::Live);
            layout.right.push(Panel::Layers);
        }
        layout
    }

    /// All layouts that the wall can come to have.
    pub fn layouts(self) -> Vec<Layout> {
        let plan = self.wall().plan.get();
        let listed = plan.scenes.iter().map(|of| of.layout.clone());
        let usual = SceneKind::USUAL.into_iter().map(|kind| ScenePlan::of(kind).layout);
        let with_layers = Layout { right: vec![Panel::Layers], ..Layout::default() };
        listed.chain(usual).chain([with_layers]).collect()
    }

    /// Lets the wall go on at once, without waiting for the one who touched it.
    pub fn go_on(self) {
        rounds::resume(self, steady_now());
    }
}

/// Begins the wall whenever the face is one, and ends it when it is not. It lives also while there is no board: a wall that
/// waits for its backend is no dead one.
pub(super) fn follow(store: Store) {
    let is_wall = Memo::new(move |_| store.view.with(|view| view.face == Face::Wall));
    let is_there = Memo::new(move |_| is_wall.get() && store.board.with(Option::is_some));
    Effect::new(move |_| {
        stop(store);
        if is_wall.get() {
            vigil::begin(store);
            tick(store);
        } else {
            rounds::leave(store);
        }
    });
    on_cleanup(move || stop(store));
    Effect::new(move |_| {
        if is_there.get() {
            rounds::begin(store, steady_now());
        }
    });
    vigil::follow_room(store);
    news::follow(store, is_there);
    rounds::follow_touch(store);
    Effect::new(move |_| {
        let scene = store.wall().scene.with(|scene| scene.as_ref().map(Scene::code));
        set("data-scene", &scene.unwrap_or_default());
    });
}

/// Ends the wall's timer; the page may be gone with all that it had.
fn stop(store: Store) {
    let Some(wall) = store.wall.try_get_value() else { return };
    if let Some(timer) = wall.timer.try_update_value(Option::take).flatten() {
        timer.clear();
    }
}

/// Looks whether it is time for something, and sets the timer for the next look.
fn tick(store: Store) {
    let now = steady_now();
    news::grow_old(store, now);
    rounds::turn(store, now);
    vigil::keep(store, now);
    let until_next = rounds::until_next(store, now).unwrap_or(LONGEST_STEP);
    let step = until_next.clamp(SHORTEST_STEP, LONGEST_STEP);
    let timer = set_timeout_with_handle(move || tick(store), step.to_std().unwrap_or_default());
    store.wall().timer.set_value(timer.ok());
}
