//! What happened last, newest first.

use super::words::{local, matter_words, place_name, text, with_board};
use crate::{
    domain::board::Board,
    store::{LIVE_EVENTS, LiveEvent, Store},
};
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
                {(0..LIVE_EVENTS).map(|at| view! { <LiveItem at /> }).collect_view()}
            </ol>
        </section>
    }
}

/// One place of the list, made once (`case_list`), with the event that is there now.
#[component]
fn LiveItem(at: usize) -> impl IntoView {
    let store = Store::get();
    let event = Signal::derive(move || store.events().with(|events| events.get(at).cloned()));
    let said = move |of: fn(Store, &LiveEvent, &Board) -> Option<String>| {
        text(move || {
            let event = event.get();
            let said = event.and_then(|event| with_board(store, |board| of(store, &event, board))?);
            said.unwrap_or_default()
        })
    };
    let clock = said(|store, event, board| {
        event.case.updated_at.map(|at| (store.locale().clock)(local(at, board)))
    });
    let status = said(|store, event, _| Some((store.locale().status)(&event.case.status)));
    let title = said(|store, event, _| Some(matter_words(store, &event.case)));
    let name = said(|store, event, board| Some(place_name(event.place, board, store.lang())));
    view! {
        <li hidden=move || event.get().is_none()>
            <time>{clock}</time>
            <b>{status}</b>
            <span>{title}</span>
            <small>{name}</small>
        </li>
    }
}
