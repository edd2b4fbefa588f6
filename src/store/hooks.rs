//! The page's hooks on `<html>` for tests and watchdogs, and what the system says of colours (`rules.md`, hooks).

use super::{shown::Phase, state::Store};
use crate::domain::freshness::Freshness;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::MediaQueryListEvent;

/// Keeps the attributes of `<html>` as the state has it.
pub(super) fn follow(store: Store) {
    follow_system_colours(store);
    Effect::new(move |_| {
        let freshness = store.feed.with(|feed| feed.freshness);
        let has_board = store.board.with(Option::is_some);
        let board = match (store.phase.get(), has_board) {
            (Phase::Loading(_), false) => "loading",
            (Phase::Failed(_), false) => "failed",
            (_, true) if freshness <= Freshness::Late => "ready",
            _ => "stale",
        };
        set("data-board", board);
        set("data-feed", if has_board { freshness.code() } else { Freshness::Lost.code() });
    });
    Effect::new(move |_| {
        set("lang", store.lang().tag());
        set("data-theme", store.theme().code());
        set("data-face", store.view.with(|view| view.face.code()));
    });
}

/// Marks a moment of the page's life in the User Timing.
pub(super) fn mark(name: &str) {
    // A browser without User Timing only lacks the mark.
    let _marked = window().performance().map(|performance| performance.mark(name));
}

/// Sets an attribute of `<html>`.
pub(super) fn set(name: &str, value: &str) {
    let Some(root) = document().document_element() else { return };
    // Setting an attribute fails only for a name that is none.
    let _set = root.set_attribute(name, value);
}

fn follow_system_colours(store: Store) {
    let Ok(Some(query)) = window().match_media("(prefers-color-scheme: dark)") else { return };
    store.prefers_dark.set(query.matches());
    let listener = Closure::<dyn FnMut(_)>::new(move |event: MediaQueryListEvent| {
        store.prefers_dark.set(event.matches());
    });
    query.set_onchange(Some(listener.as_ref().unchecked_ref()));
    let held = StoredValue::new_local(Some((query, listener)));
    on_cleanup(move || {
        if let Some((query, _)) = held.try_update_value(Option::take).flatten() {
            query.set_onchange(None);
        }
    });
}
