//! What keeps a wall alive for months: a sign of life, the nightly loading anew, a picture that does not burn in.
//!
//! It only says what is to be done, on `<html>`; `keeper.js` does it, which lives on when the program does not.

use super::super::{hooks::set, state::Store};
use crate::{
    contract::config::china_standard_time,
    domain::{
        time::minute_of,
        wall::{Stand, drift::drift_px, reload::is_reload_due},
    },
    source::{clock::local_now, stream::chance},
};
use chrono::TimeDelta;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// How often the sign of life is renewed.
const BEAT: TimeDelta = TimeDelta::seconds(20);
/// Not all walls load themselves anew at the same minute.
const SPREAD_MINUTES: f64 = 10.0;

/// What was done when.
#[derive(Default)]
pub(super) struct Vigil {
    beaten_at: Option<TimeDelta>,
    minute: Option<u64>,
    /// So many minutes after the configured one this wall is loaded anew.
    late_by: u32,
}

/// Begins anew: this wall has a minute of its own.
pub(super) fn begin(store: Store) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some minutes")]
    let late_by = (chance() * SPREAD_MINUTES) as u32;
    store.wall().vigil.set_value(Vigil { late_by, ..Vigil::default() });
}

/// Lets the size of the type follow the distance from which the wall is read.
pub(super) fn follow_room(store: Store) {
    Effect::new(move |_| {
        let viewing = store.wall().plan.with(|plan| plan.viewing);
        let factor = viewing.map_or(1.0, |viewing| viewing.type_factor(stand()));
        set_length("--wall-type", &format!("{factor:.3}"));
    });
}

/// How the screen stands now.
fn stand() -> Stand {
    let length = |of: Result<JsValue, JsValue>| of.ok().and_then(|length| length.as_f64());
    let (width, height) = (length(window().inner_width()), length(window().inner_height()));
    if width > height { Stand::Lying } else { Stand::Upright }
}

/// Does what it is time for.
pub(super) fn keep(store: Store, now: TimeDelta) {
    let is_beat_due = store
        .wall()
        .vigil
        .with_value(|vigil| vigil.beaten_at.is_none_or(|beaten_at| now - beaten_at >= BEAT));
    if !is_beat_due {
        return;
    }
    store.wall().vigil.update_value(|vigil| vigil.beaten_at = Some(now));
    set("data-beat", &local_now().timestamp().to_string());
    wander(store, now);
    if is_quiet_hour(store, now) {
        set("data-reload", "quiet-hour");
    }
}

/// Moves the picture a little each minute.
fn wander(store: Store, now: TimeDelta) {
    let minute = u64::try_from(now.num_minutes()).unwrap_or(0);
    if store.wall().vigil.with_value(|vigil| vigil.minute) == Some(minute) {
        return;
    }
    store.wall().vigil.update_value(|vigil| vigil.minute = Some(minute));
    let most_px = store.wall().plan.with_untracked(|plan| plan.drift_px);
    let (x, y) = drift_px(minute, most_px);
    set_length("--drift-x", &format!("{x}px"));
    set_length("--drift-y", &format!("{y}px"));
}

/// Whether it is the minute of the night at which this wall loads itself anew. By the real time, also for the demo.
fn is_quiet_hour(store: Store, page_age: TimeDelta) -> bool {
    let zone = store.board.with_untracked(|board| board.as_ref().map(|board| board.rule.zone));
    // A wall that has never had a board may need it most: a config or a program that is mended comes with the page.
    let zone = zone.unwrap_or_else(china_standard_time);
    let reload_at = store.wall().plan.with_untracked(|plan| plan.reload_at);
    let Some(reload_at) = reload_at else { return false };
    let late_by = store.wall().vigil.with_value(|vigil| vigil.late_by);
    is_reload_due(minute_of(local_now(), zone), reload_at, late_by, page_age)
}

/// Sets a custom property of the style sheet on `<html>`; not by an attribute, which the page's policy forbids.
fn set_length(name: &str, value: &str) {
    let root = document().document_element();
    let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
    // A browser that refuses a custom property shows the wall without it.
    let _set = root.style().set_property(name, value);
}
