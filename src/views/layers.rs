//! The layers in words and figures: whatever is laid over the map is also counted here, for what is shown.
//!
//! What is said of each layer is put together by `layer_parts`; this only shows it. A wall has the counts alone.

use super::{
    layer_parts::{Part, part},
    words::{local, text, with_board},
};
use crate::{
    domain::{layer::Layer, scope::Scope},
    store::{Face, LayerPhase, Store},
};
use leptos::prelude::*;

/// A section for each layer that is on; nothing while none is.
#[component]
pub(super) fn LayerLists() -> impl IntoView {
    let store = Store::get();
    let layers = Memo::new(move |_| store.view().with(|view| view.layers.clone()));
    view! {
        <Show when=move || layers.with(|layers| !layers.is_empty())>
            <section class="layer-parts">
                <h2>{store.say(|l| l.layers.title)}</h2>
                <For each=move || layers.get() key=|layer| *layer let:layer>
                    <LayerPart layer />
                </For>
            </section>
        </Show>
    }
}

#[component]
fn LayerPart(layer: Layer) -> impl IntoView {
    let store = Store::get();
    let part = Memo::new(move |_| part(store, layer));
    let is_desk = Memo::new(move |_| store.view().with(|view| view.face == Face::Desk));
    let name = text(move || (store.locale().layers.name)(layer).into());
    let is_given = Memo::new(move |_| store.is_layer_given(layer));
    let all = Signal::derive(move || part.with(|part| part.all.map(|all| all.to_string())));
    view! {
        <div class="layer-part" data-layer=layer.code() data-all=all>
            <h3>{name}</h3>
            <LayerNews layer />
            <Show when=move || !is_given.get()>
                <p class="layer-missing">{store.say(|l| l.layers.not_given)}</p>
            </Show>
            <dl class="layer-sums">
                <For
                    each=move || part.with(|part| part.sums.clone())
                    key=|sum| sum.clone()
                    let:sum
                >
                    <div><dt>{sum.0}</dt><dd>{sum.1}</dd></div>
                </For>
            </dl>
            <Show when=move || part.with(|part| part.is_for_wall) || is_desk.get()>
                <PartTable part name />
            </Show>
            <Show when=move || is_desk.get()>
                <For each=move || part.with(|part| part.notes.clone()) key=|note| note.clone() let:note>
                    <p class="layer-note">{note}</p>
                </For>
            </Show>
        </div>
    }
}

/// How far the data of a layer have come: that they are being read, why they did not come, when those here were read.
#[component]
fn LayerNews(layer: Layer) -> impl IntoView {
    let store = Store::get();
    let state = Memo::new(move |_| store.layer_data().with(|data| data.state(layer).cloned()));
    let phase = move || state.with(|state| state.as_ref().map(|state| state.phase.clone()));
    let has_failed = Memo::new(move |_| matches!(phase(), Some(LayerPhase::Failed(_))));
    let is_desk = move || store.view().with(|view| view.face == Face::Desk);
    let said = text(move || {
        let locale = store.locale();
        let words = &locale.layers;
        let read_at = state.with(|state| state.as_ref().and_then(|state| state.read_at));
        match phase() {
            Some(LayerPhase::Reading) => words.reading.into(),
            Some(LayerPhase::Failed(failure)) => {
                (words.failed)((words.name)(layer), &(locale.failed_detail)(&failure))
            }
            Some(LayerPhase::Ready) if is_desk() => {
                let moment = read_at
                    .and_then(|at| with_board(store, |board| (locale.moment)(local(at, board))));
                moment.map(|moment| (words.read_at)(&moment)).unwrap_or_default()
            }
            _ => String::new(),
        }
    });
    view! {
        <p class="layer-news" class:layer-failed=move || has_failed.get() role="status">{said}</p>
        <Show when=move || has_failed.get()>
            <button type="button" on:click=move |_| store.ask_layer_again(layer)>
                {store.say(|l| l.try_again)}
            </button>
        </Show>
    }
}

/// The table of a part. Rows are made once for each area and read their cells themselves, so that a button under the
/// pointer stays where it is while ages grow.
#[component]
fn PartTable(part: Memo<Part>, name: Signal<String>) -> impl IntoView {
    let keys = Memo::new(move |_| {
        part.with(|part| {
            let rows = part.rows.iter().enumerate();
            let key = |(at, row): (usize, &super::layer_parts::PartRow)| {
                (at, row.scope.clone(), row.cells.len())
            };
            rows.map(key).collect::<Vec<_>>()
        })
    });
    let head = Memo::new(move |_| part.with(|part| part.head.clone()));
    view! {
        <Show when=move || !keys.with(Vec::is_empty)>
            <table class="layer-table">
                <caption class="visually-hidden">{name}</caption>
                <thead>
                    <tr>
                        <For each=move || head.get() key=|word| *word let:word>
                            <th scope="col">{word}</th>
                        </For>
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=move || keys.get()
                        key=|(at, scope, cells)| (*at, scope.as_ref().map(Scope::code), *cells)
                        let:key
                    >
                        {row(part, key.0, key.1, key.2)}
                    </For>
                </tbody>
            </table>
        </Show>
    }
}

fn row(part: Memo<Part>, at: usize, scope: Option<Scope>, cells: usize) -> AnyView {
    let store = Store::get();
    let cell = move |column: usize| {
        text(move || {
            part.with(|part| Some(part.rows.get(at)?.cells.get(column)?.clone()))
                .unwrap_or_default()
        })
    };
    let first = match scope {
        Some(scope) => view! {
            <button type="button" class="link" on:click=move |_| store.select(scope.clone())>{cell(0)}</button>
        }
        .into_any(),
        None => cell(0).into_any(),
    };
    let rest = (1..cells).map(|column| view! { <td>{cell(column)}</td> }).collect_view();
    view! { <tr><th scope="row">{first}</th>{rest}</tr> }.into_any()
}
