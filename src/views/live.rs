//! What happened last, newest first.

use super::words::{local, matter_words, place_name, text, with_board};
use crate::store::{LiveEvent, Store};
use leptos::prelude::*;
use std::collections::VecDeque;

/// The list of live events.
#[component]
pub(super) fn Live() -> impl IntoView {
    let store = Store::get();
    let empty = text(move || {
        let is_empty = store.events().with(VecDeque::is_empty);
        if is_empty { store.locale().feed_empty.into() } else { String::new() }
    });
    view! {
        <section class="live">
            <h2>{store.say(|l| l.feed_title)}</h2>
            <p>{empty}</p>
            <ol>
                <For each=move || store.events().get() key=|event| event.number let:event>
                    <LiveItem event />
                </For>
            </ol>
        </section>
    }
}

#[component]
fn LiveItem(event: LiveEvent) -> impl IntoView {
    let store = Store::get();
    let LiveEvent { case, place, .. } = event;
    let time = case.updated_at;
    let clock = text(move || {
        let said = |at| with_board(store, |board| (store.locale().clock)(local(at, board)));
        time.and_then(said).unwrap_or_default()
    });
    let status = case.status.clone();
    let name = text(move || {
        with_board(store, |board| place_name(place, board, store.lang())).unwrap_or_default()
    });
    let title = text(move || matter_words(store, &case));
    view! {
        <li>
            <time>{clock}</time>
            <b>{text(move || (store.locale().status)(&status))}</b>
            <span>{title}</span>
            <small>{name}</small>
        </li>
    }
}
