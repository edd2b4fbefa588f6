//! The button that opens the list of layers, and a button in it for each. What a source does not have says so.

use crate::{
    domain::layer::Layer,
    locales::grouped,
    store::{LayerPhase, Store},
};
use leptos::{html, prelude::*};
use web_sys::KeyboardEvent;

/// The layers' menu. It is a disclosure, open or not by the reader's hand alone.
#[component]
pub(super) fn LayerMenu() -> impl IntoView {
    let store = Store::get();
    let (is_open, set_open) = signal(false);
    let opener = NodeRef::<html::Button>::new();
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            set_open.set(false);
            // A focus that cannot be set stays where it is.
            let _focused = opener.get_untracked().map(|button| button.focus());
            event.prevent_default();
        }
    };
    let count_on = Memo::new(move |_| store.view().with(|view| view.layers.len()));
    view! {
        <div class="layer-menu" on:keydown=on_key>
            <button
                type="button"
                class="layer-opener"
                node_ref=opener
                aria-expanded=Signal::derive(move || is_open.get().to_string())
                aria-controls="layer-list"
                on:click=move |_| set_open.update(|is_open| *is_open = !*is_open)
            >
                {store.say(|l| l.layers.title)}
                {Signal::derive(move || match count_on.get() {
                    0 => String::new(),
                    count => format!(" {count}"),
                })}
            </button>
            <ul id="layer-list" class="layer-list" hidden=move || !is_open.get()>
                {Layer::ALL.map(|layer| view! { <LayerToggle layer /> }).into_iter().collect_view()}
            </ul>
        </div>
    }
}

/// Lays one layer over the map, or takes it away.
#[component]
fn LayerToggle(layer: Layer) -> impl IntoView {
    let store = Store::get();
    let is_given = Memo::new(move |_| store.is_layer_given(layer));
    let name = Signal::derive(move || (store.locale().layers.name)(layer));
    let said = Signal::derive(move || {
        let words = &store.locale().layers;
        if !is_given.get() {
            return words.not_given.to_owned();
        }
        let phase =
            store.layer_data().with(|data| data.state(layer).map(|state| state.phase.clone()));
        match phase {
            Some(LayerPhase::Reading) => words.reading.to_owned(),
            Some(LayerPhase::Failed(_)) => "!".to_owned(),
            _ => count(store, layer).map(grouped).unwrap_or_default(),
        }
    });
    view! {
        <li>
            <button
                type="button"
                class="layer-toggle"
                data-layer=layer.code()
                aria-pressed=Signal::derive(move || store.is_layer_on(layer).to_string())
                // One that a link has laid there can still be taken away.
                disabled=move || !is_given.get() && !store.is_layer_on(layer)
                on:click=move |_| store.toggle_layer(layer)
            >
                <span>{name}</span>
                " "
                <span class="layer-count">{said}</span>
            </button>
        </li>
    }
}

/// How many there are in all; `None` while that is not known.
fn count(store: Store, layer: Layer) -> Option<u64> {
    let count = match layer {
        Layer::Cases => store.lit().with(|lit| lit.district.open()) as usize,
        Layer::Base => {
            store.board().with(|board| board.as_ref().map(|board| board.areas.grids().len()))?
        }
        _ => store.layer_data().with(|data| match layer {
            Layer::Workers => data.workers.as_ref().map(|rows| rows.len()),
            Layer::Cameras => data.cameras.as_ref().map(|rows| rows.len()),
            _ => data.alerts.as_ref().map(|rows| rows.len()),
        })?,
    };
    Some(count as u64)
}
