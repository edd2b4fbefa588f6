//! Places by domains: a table whose cells are as dark as they are full. It is its own data table.

use super::{words::text, workload_charts::follow};
use crate::{
    domain::case::Domain,
    report::workload::{Go, Heat, HeatCell, Telling, heat},
    store::Store,
};
use leptos::prelude::*;

/// The class of each step of darkness.
const STEPS: [&str; 7] = ["heat-0", "heat-1", "heat-2", "heat-3", "heat-4", "heat-5", "heat-6"];
/// A column for each domain, and one for their sum.
const COLUMNS: usize = Domain::ALL.len() + 1;

/// What the table shows; `None` without a board.
type Shown = Memo<Option<Heat>>;

/// The table. Its rows and columns are made once and each reads what is at its place: one that is made for a place and dropped
/// with it leaves something behind in what it read, and on a wall the place changes for months.
#[component]
pub(super) fn HeatTable() -> impl IntoView {
    let store = Store::get();
    let shown: Shown = Memo::new(move |_| {
        let (place, lang) = (store.place().get(), store.lang());
        store.asked(|ask| heat(&Telling { ask, place, lang }))
    });
    let made = Memo::new(move |before: Option<&usize>| {
        let count = shown.with(|heat| heat.as_ref().map_or(0, |heat| heat.rows.len()));
        count.max(before.copied().unwrap_or_default())
    });
    view! {
        <figure class="chart heat" aria-label=store.say(|l| l.workload.heat)>
            <figcaption>
                <b>{store.say(|l| l.workload.heat)}</b>
                <span>{store.say(|l| l.workload.heat_hint)}</span>
            </figcaption>
            <div class="data-scroll" tabindex="0" role="region" aria-label=store.say(|l| l.workload.heat)>
                <table class="heat-table">
                    <thead>
                        <tr>
                            <th scope="col">{store.say(|l| l.workload.place)}</th>
                            {(0..COLUMNS).map(|column| head(shown, column)).collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || 0..made.get() key=|at| *at children=move |at| row(store, shown, at) />
                    </tbody>
                </table>
            </div>
        </figure>
    }
}

fn head(shown: Shown, column: usize) -> AnyView {
    let name = text(move || {
        let name = shown.with(|heat| heat.as_ref()?.columns.get(column).cloned());
        name.unwrap_or_default()
    });
    view! { <th scope="col" hidden=move || name.with(String::is_empty)>{name}</th> }.into_any()
}

/// One place of the list of rows.
fn row(store: Store, shown: Shown, row: usize) -> AnyView {
    let head = Memo::new(move |_| {
        shown
            .with(|heat| heat.as_ref()?.rows.get(row).map(|row| (row.name.clone(), row.go.clone())))
    });
    let name = text(move || head.get().map_or_else(String::new, |(name, _)| name));
    let leads = Memo::new(move |_| {
        head.with(|head| head.as_ref().is_some_and(|(_, go)| *go != Go::Nowhere))
    });
    let go = move |_| {
        follow(store, head.get_untracked().map_or(Go::Nowhere, |(_, go)| go));
    };
    view! {
        <tr hidden=move || head.with(Option::is_none)>
            <th scope="row">
                <button type="button" class="link" hidden=move || !leads.get() on:click=go>{name}</button>
                <span hidden=move || leads.get()>{name}</span>
            </th>
            {(0..COLUMNS).map(|column| cell(store, shown, row, column)).collect_view()}
        </tr>
    }
    .into_any()
}

fn cell(store: Store, shown: Shown, row: usize, column: usize) -> AnyView {
    let cell = Memo::new(move |_| {
        shown.with(|heat| heat.as_ref()?.rows.get(row)?.cells.get(column).cloned())
    });
    let is_sum = Memo::new(move |_| {
        shown.with(|heat| heat.as_ref().is_some_and(|heat| heat.columns.len() == column + 1))
    });
    let class = text(move || {
        let step = cell.with(|cell| cell.as_ref().map_or(0, |cell| cell.step));
        let step = STEPS.get(usize::from(step)).unwrap_or(&"heat-0");
        if is_sum.get() { format!("{step} heat-sum") } else { (*step).to_owned() }
    });
    let read = move |of: fn(&HeatCell) -> &str| {
        text(move || {
            cell.with(|cell| cell.as_ref().map_or_else(String::new, |cell| of(cell).to_owned()))
        })
    };
    let go = move |_| {
        let go = cell.with_untracked(|cell| cell.as_ref().map(|cell| cell.go.clone()));
        follow(store, go.unwrap_or(Go::Nowhere));
    };
    view! {
        <td class=class hidden=move || cell.with(Option::is_none)>
            <button type="button" on:click=go>
                <span class="visually-hidden">{read(|cell| &cell.sentence)}</span>
                <span class="heat-red" aria-hidden="true">{read(|cell| &cell.red)}</span>
                <span aria-hidden="true">{read(|cell| &cell.text)}</span>
            </button>
        </td>
    }
    .into_any()
}
