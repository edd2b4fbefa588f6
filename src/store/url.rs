//! The URL and the history of the page: the view in text form (`view`).

use super::{
    home,
    state::Store,
    view::{UnknownParameter, View},
};
use crate::domain::scope::Scope;
use leptos::{ev, prelude::*};
use web_sys::UrlSearchParams;

/// What the URL says: the view, the area that it makes the reader's own, and what is not known.
pub(super) fn read() -> (View, Option<Scope>, Vec<UnknownParameter>) {
    let search = window().location().search().unwrap_or_default();
    let parameters = UrlSearchParams::new_with_str(&search).ok();
    let pairs = parameters.as_ref().and_then(|of| js_sys::try_iter(of).ok().flatten());
    let texts = pairs.into_iter().flatten().filter_map(|pair| {
        let pair = js_sys::Array::from(&pair.ok()?);
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    });
    let is_order = |(name, _): &(String, String)| name == home::PARAMETER;
    let (orders, texts): (Vec<_>, Vec<_>) = texts.partition(is_order);
    let (view, mut unknown) = View::read(texts);
    let mine = orders.iter().find_map(|(_, code)| Scope::from_code(code));
    if mine.is_none() {
        unknown.extend(orders);
    }
    (view, mine, unknown)
}

/// How a view comes into the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// As a new step, from which the reader can go back.
    New,
    /// In place of the step that is there.
    Same,
}

/// The page's address with this view.
pub(super) fn address(view: &View) -> String {
    let path = window().location().pathname().unwrap_or_default();
    let Ok(parameters) = UrlSearchParams::new() else { return path };
    for (name, value) in view.parameters() {
        parameters.append(name, &value);
    }
    let query = String::from(parameters.to_string());
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

/// Puts the view into the URL.
pub(super) fn write(view: &View, step: Step) {
    let url = address(view);
    let state = &wasm_bindgen::JsValue::NULL;
    let written = window().history().and_then(|history| match step {
        Step::New => history.push_state_with_url(state, "", Some(&url)),
        Step::Same => history.replace_state_with_url(state, "", Some(&url)),
    });
    // A page that may not write its URL (a sandboxed frame) still works; only the link is not there to be shared.
    if written.is_err() {
        leptos::logging::warn!("the URL could not be written");
    }
}

/// Follows the reader's steps back and forward.
pub(super) fn follow_history(store: Store) {
    let handle = window_event_listener(ev::popstate, move |_| {
        let (view, ..) = read();
        let source_changed = store.view.with_untracked(|known| known.source != view.source);
        store.view.set(view);
        if source_changed {
            store.try_again();
        }
    });
    on_cleanup(move || handle.remove());
}
