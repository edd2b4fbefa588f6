//! Going from scene to scene: by itself, to where the trouble is, and not while somebody stands before the wall.
//!
//! A scene is a view like any other, but it is not written to the URL: a wall that is loaded anew starts from the address
//! that was set up, at the scene it was at.

use super::super::{
    hooks::set,
    shown::Notice,
    state::Store,
    view::{Face, List, Page, View},
};
use crate::{
    domain::{
        board::OpenCase,
        filter::Filter,
        lit::LitBoard,
        wall::{
            rotation::{LEAST_SECONDS, Round, Stop, stops},
            scene::{Scene, SceneKind},
        },
    },
    source::clock::steady_now,
};
use chrono::TimeDelta;
use leptos::prelude::*;
use web_sys::Storage;

/// Where the wall is in its round.
#[derive(Default)]
pub(super) struct Turning {
    /// What the address said when the face became a wall's.
    base: Option<View>,
    round: Round,
    /// When the scene came, and when it goes, by the clock that nobody can set.
    since: TimeDelta,
    until: TimeDelta,
    /// Somebody has touched the wall, and it waits until then.
    waits_until: Option<TimeDelta>,
    trouble: Option<Stop>,
    /// How many scenes there have been.
    number: u32,
}

impl Turning {
    /// Whether it goes from scene to scene: an address that names something to look at, or one scene, stays there.
    fn is_turning(&self) -> bool {
        self.base.as_ref().is_some_and(|base| base.scene.is_none() && base.is_free())
    }
}

/// Begins with what the address says: a pinned scene, a place to look at, or the round.
pub(super) fn begin(store: Store, now: TimeDelta) {
    let view = store.view.get_untracked();
    let first = store.wall().turning.try_update_value(|turning| {
        let base = turning.base.get_or_insert(view).clone();
        *turning =
            Turning { base: Some(base.clone()), number: turning.number, ..Turning::default() };
        let first = match base.scene {
            Some(scene) => Some(scene),
            None if base.is_free() => kept().filter(|scene| is_there(store, scene)),
            None => return None,
        };
        let first = first.unwrap_or(Scene::District);
        turning.round = Round::from(first.clone());
        Some(first)
    });
    store.wall().is_paused.set(false);
    if let Some(scene) = first.flatten() {
        // A pinned town that is not there is told as any unknown area is, and the wall shows what there is.
        let scene = if is_there(store, &scene) { scene } else { unknown(store, &scene) };
        let seconds = seconds_of(store, &scene);
        show(store, &Stop { scene, seconds }, now);
    }
}

/// Whether what the scene is about is there.
fn is_there(store: Store, scene: &Scene) -> bool {
    store.board.with_untracked(|board| {
        board.as_ref().is_some_and(|board| board.areas.place_of(&scene.scope()).is_some())
    })
}

fn unknown(store: Store, scene: &Scene) -> Scene {
    store.tell(Notice::UnknownParameter("scene".into(), scene.code()));
    Scene::District
}

impl Store {
    /// What a desk shows that was a wall: what somebody has chosen there, but not what the wall went to by itself.
    pub(in super::super) fn without_scene(self, after: View) -> View {
        let base = self.wall().turning.with_value(|turning| turning.base.clone());
        let scene = self.wall().scene.get_untracked();
        let Some((base, scene)) = base.zip(scene) else { return after };
        let is_by_itself = after.case.is_none()
            && after.scope.as_ref() == Some(&scene.scope())
            && after.filter == scene.filter();
        if !is_by_itself {
            return after;
        }
        View { scope: base.scope, around: base.around, filter: base.filter, ..after }
    }

    /// The address of a wall that stays one: what was set up, in the language and the colours of now. What somebody touches
    /// is not written there, or a wall that is loaded anew a moment later would stay at it for ever.
    pub(in super::super) fn set_up_address(self, before: &View, after: &View) -> Option<View> {
        let base = self.wall().turning.with_value(|turning| turning.base.clone())?;
        let stays = before.face == Face::Wall && after.face == Face::Wall;
        stays.then_some(View { lang: after.lang, theme: after.theme, ..base })
    }
}

/// Forgets what the address said: the face is another.
pub(super) fn leave(store: Store) {
    store.wall().turning.update_value(|turning| {
        turning.base = None;
        turning.waits_until = None;
    });
    store.wall().scene.set(None);
    store.wall().is_paused.set(false);
}

/// Shows the next scene, if this one has stood long enough and nobody stands before the wall.
pub(super) fn turn(store: Store, now: TimeDelta) {
    match store.wall().turning.with_value(|turning| turning.waits_until) {
        Some(waits_until) if now < waits_until => return,
        Some(_) => return resume(store, now),
        None => {}
    }
    let is_time = store.wall().turning.with_value(|turning| {
        let has_trouble = turning.trouble.is_some() && turning.round.can_be_cut();
        let has_stood = now - turning.since >= TimeDelta::seconds(LEAST_SECONDS.into());
        turning.is_turning() && (now >= turning.until || (has_trouble && has_stood))
    });
    if !is_time {
        return;
    }
    let (plan, at) = (store.wall().plan.get_untracked(), store.lit_at.get_untracked());
    let stops = store.board.with_untracked(|board| {
        let board = board.as_ref()?;
        // The lights of all matters, whatever the scene that stands lets count.
        let lit = LitBoard::of(board, &Filter::default(), at);
        Some(stops(&plan, board, &lit, at))
    });
    let Some(stops) = stops else { return };
    let next = store.wall().turning.try_update_value(|turning| {
        // What does not count now, between two scenes of the round, counts after the next.
        let trouble = if turning.round.can_be_cut() { turning.trouble.take() } else { None };
        turning.round.next(&stops, trouble)
    });
    if let Some(next) = next.flatten() {
        show(store, &next, now);
    }
}

/// How long the scene that is shown still stands; `None` where nothing is to come of itself.
pub(super) fn until_next(store: Store, now: TimeDelta) -> Option<TimeDelta> {
    store.wall().turning.with_value(|turning| {
        let goes_on = turning.is_turning() && turning.waits_until.is_none();
        (goes_on && turning.until > now).then_some(turning.until - now)
    })
}

/// Remembers where a light has turned red: the wall goes there next, if it goes to towns at all.
pub(super) fn draw_to(store: Store, open: &OpenCase) {
    let plan = store.wall().plan.get_untracked();
    let Some(of) = plan.scenes.iter().find(|of| of.kind == SceneKind::Towns) else { return };
    let town = store.board.with_untracked(|board| {
        let at = open.place.town?;
        board.as_ref()?.areas.towns().get(at).map(|town| town.id.clone())
    });
    let Some(scene) = town.map(Scene::Town) else { return };
    let stop = Stop { scene, seconds: of.seconds.unwrap_or(plan.scene_seconds) };
    store.wall().turning.update_value(|turning| turning.trouble = Some(stop));
}

/// Goes on after a touch: with the scene that stood there, or with what the address said.
pub(super) fn resume(store: Store, now: TimeDelta) {
    let base = store.wall().turning.try_update_value(|turning| {
        turning.waits_until = None;
        turning.base.clone()
    });
    store.wall().is_paused.set(false);
    let Some(base) = base.flatten() else { return };
    // Whoever touched it may have changed the language or the colours: those stay.
    let view = store.view.get_untracked();
    store.view.set(View { lang: view.lang, theme: view.theme, ..base });
    if let Some(scene) = store.wall().scene.get_untracked() {
        let seconds = seconds_of(store, &scene);
        show(store, &Stop { scene, seconds }, now);
    }
}

/// Waits while somebody touches the wall, and for a while after.
pub(super) fn follow_touch(store: Store) {
    for name in ["pointerdown", "keydown", "wheel"] {
        let handle = window_event_listener_untyped(name, move |_| {
            if store.view.with_untracked(|view| view.face != Face::Wall) {
                return;
            }
            let wait = store.wall().plan.with_untracked(|plan| plan.resume_seconds);
            let until = steady_now() + TimeDelta::seconds(wait.into());
            store.wall().turning.update_value(|turning| turning.waits_until = Some(until));
            if !store.wall().is_paused.get_untracked() {
                store.wall().is_paused.set(true);
            }
        });
        on_cleanup(move || handle.remove());
    }
}

/// Shows a scene: its view, but for what belongs to the reader or to the address.
fn show(store: Store, stop: &Stop, now: TimeDelta) {
    let Stop { scene, seconds } = stop;
    let before = store.view.get_untracked();
    let scope = scene.scope();
    let view = View {
        around: store.around(&scope),
        scope: Some(scope),
        filter: scene.filter(),
        case: None,
        list: List::Open,
        page: Page::Board,
        ..before.clone()
    };
    if view != before {
        store.view.set(view);
    }
    let is_other = store.wall().scene.with_untracked(|known| known.as_ref() != Some(scene));
    if is_other {
        store.wall().scene.set(Some(scene.clone()));
        keep(scene);
    }
    let number = store.wall().turning.try_update_value(|turning| {
        turning.since = now;
        turning.until = now + TimeDelta::seconds((*seconds).into());
        turning.number += u32::from(is_other);
        turning.number
    });
    set("data-scene-number", &number.unwrap_or_default().to_string());
}

fn seconds_of(store: Store, scene: &Scene) -> u32 {
    store.wall().plan.with_untracked(|plan| {
        let listed = plan.scenes.iter().find(|of| scene.is_of(of.kind));
        listed.and_then(|of| of.seconds).unwrap_or(plan.scene_seconds)
    })
}

/// The scene at which this window was, before the page was loaded anew.
fn kept() -> Option<Scene> {
    Scene::from_code(&storage()?.get_item(SCENE_KEY).ok().flatten()?)
}

fn keep(scene: &Scene) {
    // A browser that keeps nothing begins with the district.
    let _kept = storage().map(|storage| storage.set_item(SCENE_KEY, &scene.code()));
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

const SCENE_KEY: &str = "gridlight.scene";
