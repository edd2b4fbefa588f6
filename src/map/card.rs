//! The card of one cell: what the pointer or the keyboard is on, in words and figures.

use crate::{
    domain::{layer::Layer, light::Light},
    locales::grouped,
    store::Store,
};
use leptos::prelude::*;

/// Which cell the card is about, and where its middle is in the map, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Card {
    /// The cell.
    pub grid: usize,
    /// Its middle.
    pub at: (i32, i32),
}

/// The card; nothing while no cell is pointed at. What the keyboard is on is also spoken.
#[component]
pub(super) fn CellCard(card: Signal<Option<Card>>, is_spoken: Signal<bool>) -> impl IntoView {
    let store = Store::get();
    let sentence = move || {
        let grid = card.get()?.grid;
        let count = store.lit().with(|lit| lit.grids.get(grid).copied()).unwrap_or_default();
        let name = path(store, grid)?;
        let locale = store.locale();
        let [red, due_soon, unknown, normal] = Light::ALL.map(|light| count.of(light));
        let lights = (locale.area_count)(&name, red, due_soon, unknown, normal);
        Some(facts(store, grid).map_or(lights.clone(), |facts| format!("{lights} {facts}")))
    };
    view! {
        <p class="visually-hidden" aria-live="polite">
            {move || is_spoken.get().then(sentence)}
        </p>
        {move || card.get().map(|Card { grid, at: (x, y) }| {
            let count = store.lit().with(|lit| lit.grids.get(grid).copied()).unwrap_or_default();
            let locale = store.locale();
            let lights = Light::ALL.into_iter().filter(|light| count.of(*light) > 0).map(|light| {
                view! {
                    <li>
                        <span class=format!("shape shape-{}", light.code()) aria-hidden="true"></span>
                        {(locale.light)(light)} " " <b>{count.of(light)}</b>
                    </li>
                }
            });
            let lights: Vec<_> = lights.collect();
            let is_empty = lights.is_empty();
            view! {
                <div class="cell-card" aria-hidden="true" style:left=format!("{x}px") style:top=format!("{y}px")>
                    <p class="cell-card-name">{path(store, grid)}</p>
                    <ul>{lights}</ul>
                    {is_empty.then_some(locale.map_card_empty)}
                    {facts(store, grid).map(|facts| view! { <p>{facts}</p> })}
                </div>
            }
        })}
    }
}

/// What is known of a cell besides its matters, while that layer is on.
fn facts(store: Store, grid: usize) -> Option<String> {
    let words = &store.locale().layers;
    store.board().with(|board| {
        let grid =
            board.as_ref()?.areas.grids().get(grid).filter(|_| store.is_layer_on(Layer::Base))?;
        let figure = |count: Option<u32>| count.map_or("–".into(), grouped);
        let (residents, workers) = (figure(grid.population), figure(grid.worker_count));
        Some(format!("{} {residents} · {} {workers}", words.residents, words.workers))
    })
}

/// The names of a cell, its zone and its town.
fn path(store: Store, grid: usize) -> Option<String> {
    let lang = store.lang();
    store.board().with(|board| {
        let areas = &board.as_ref()?.areas;
        let place = areas.places().get(grid)?;
        let town = place.town.and_then(|at| areas.towns().get(at));
        let zone = place.zone.and_then(|at| areas.zones().get(at));
        let names = [
            town.map(|town| lang.name(&town.name, town.name_en.as_deref())),
            zone.map(|zone| lang.name(&zone.name, zone.name_en.as_deref())),
            areas.grids().get(grid).map(|grid| &*grid.name),
        ];
        Some(names.into_iter().flatten().collect::<Vec<_>>().join(" · "))
    })
}
