//! Places by domains: a table whose cells are as dark as they are full. It is its own data table.

use super::{words::text, workload_charts::follow};
use crate::{
    report::workload::{Go, Heat, Telling, heat},
    store::Store,
};
use leptos::prelude::*;

/// The class of each step of darkness.
const STEPS: [&str; 7] = ["heat-0", "heat-1", "heat-2", "heat-3", "heat-4", "heat-5", "heat-6"];

/// The table.
#[component]
pub(super) fn HeatTable() -> impl IntoView {
    let store = Store::get();
    let shown = Memo::new(move |_| {
        let (place, lang) = (store.place().get(), store.lang());
        store.asked(|ask| heat(&Telling { ask, place, lang }))
    });
    // The rows and columns are drawn once for a place, a language and a list of domains; each cell reads itself.
    let frame = Memo::new(move |_| {
        shown.with(|heat| {
            heat.as_ref().map(|heat| {
                let names = heat.rows.iter().map(|row| (row.name.clone(), row.go.clone()));
                (heat.columns.clone(), names.collect::<Vec<_>>())
            })
        })
    });
    view! {
        <figure class="chart heat" aria-label=store.say(|l| l.workload.heat)>
            <figcaption>
                <b>{store.say(|l| l.workload.heat)}</b>
                <span>{store.say(|l| l.workload.heat_hint)}</span>
            </figcaption>
            <div class="data-scroll" tabindex="0" role="region" aria-label=store.say(|l| l.workload.heat)>
                {move || frame.get().map(|(columns, rows)| table(store, shown, columns, rows))}
            </div>
        </figure>
    }
}

fn table(
    store: Store,
    shown: Memo<Option<Heat>>,
    columns: Vec<String>,
    rows: Vec<(String, Go)>,
) -> AnyView {
    let wide = columns.len();
    let row = |(at, (name, go)): (usize, (String, Go))| {
        view! {
            <tr>
                <th scope="row">{press(store, name, go)}</th>
                {(0..wide).map(|column| cell(store, shown, at, column)).collect_view()}
            </tr>
        }
    };
    view! {
        <table class="heat-table">
            <thead>
                <tr>
                    <th scope="col">{store.say(|l| l.workload.place)}</th>
                    {columns.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody>{rows.into_iter().enumerate().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn press(store: Store, name: String, go: Go) -> AnyView {
    if go == Go::Nowhere {
        return name.into_any();
    }
    view! {
        <button type="button" class="link" on:click=move |_| follow(store, go.clone())>{name}</button>
    }
    .into_any()
}

fn cell(store: Store, shown: Memo<Option<Heat>>, row: usize, column: usize) -> AnyView {
    let cell = Memo::new(move |_| {
        shown.with(|heat| heat.as_ref()?.rows.get(row)?.cells.get(column).cloned())
    });
    let class = text(move || {
        let step = cell.with(|cell| cell.as_ref().map_or(0, |cell| cell.step));
        (*STEPS.get(usize::from(step)).unwrap_or(&"heat-0")).to_owned()
    });
    let sentence = text(move || {
        cell.with(|cell| cell.as_ref().map(|cell| cell.sentence.clone())).unwrap_or_default()
    });
    let red = text(move || {
        cell.with(|cell| cell.as_ref().map(|cell| cell.red.clone())).unwrap_or_default()
    });
    let count = text(move || {
        cell.with(|cell| cell.as_ref().map(|cell| cell.text.clone())).unwrap_or_default()
    });
    let go = move |_| {
        let go = cell.with_untracked(|cell| cell.as_ref().map(|cell| cell.go.clone()));
        follow(store, go.unwrap_or(Go::Nowhere));
    };
    view! {
        <td class=class>
            <button type="button" on:click=go>
                <span class="visually-hidden">{sentence}</span>
                <span class="heat-red" aria-hidden="true">{red}</span>
                <span aria-hidden="true">{count}</span>
            </button>
        </td>
    }
    .into_any()
}
