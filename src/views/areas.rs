//! The areas within what is shown, those that need attention first: the map in words, and the way down and up.

use super::words::{bar, text, with_board};
use crate::{
    domain::{
        count::LightCount,
        light::Light,
        order::ordered_by_key,
        parts::{Part, parts},
        scope::{AreaLevel, Scope},
    },
    locales::short_name,
    report::words::part_name,
    store::Store,
};
use leptos::prelude::*;
use std::cmp::Reverse;

/// One area of the list.
#[derive(Clone, Debug, PartialEq)]
struct AreaRow {
    scope: Scope,
    name: String,
    count: LightCount,
}

/// The list of areas one level below what is shown.
#[component]
pub(super) fn Areas() -> impl IntoView {
    let store = Store::get();
    let level = Memo::new(move |_| {
        let place = store.place().get();
        with_board(store, |board| parts(&board.areas, place).0).unwrap_or(AreaLevel::Towns)
    });
    let rows = Memo::new(move |_| {
        let (place, lang, lit) = (store.place().get(), store.lang(), store.lit().get());
        let rows = with_board(store, |board| {
            let areas = &board.areas;
            let row = |part: Part| {
                let scope = areas.scopes_of(part.place()).into_iter().next();
                Some(AreaRow {
                    scope: scope.filter(|_| matches!(part, Part::Area(_)))?,
                    name: short_name(&part_name(part, board, lang)).to_owned(),
                    count: part.count(&lit, areas),
                })
            };
            parts(areas, place).1.into_iter().filter_map(row).collect::<Vec<_>>()
        });
        let rows = rows.unwrap_or_default();
        let in_order = ordered_by_key(&rows, |row| {
            Reverse((row.count.red, row.count.due_soon, row.count.open()))
        });
        in_order.into_iter().cloned().collect::<Vec<_>>()
    });
    let most = Memo::new(move |_| {
        rows.with(|rows| rows.iter().map(|row| row.count.open()).max()).unwrap_or(0).max(1)
    });
    // Rows are drawn once for each area and read their counts themselves, so that only what changes is touched.
    let keys = Memo::new(move |_| {
        rows.with(|rows| rows.iter().map(|row| row.scope.clone()).collect::<Vec<_>>())
    });
    let unplaced = Memo::new(move |_| {
        let (place, lit) = (store.place().get(), store.lit().get());
        let count = with_board(store, |board| Part::Unplaced(place).count(&lit, &board.areas));
        // A grid has no parts, and all of it would be in none of them.
        count.filter(|_| place.grid.is_none()).map_or(0, |count| count.open())
    });
    view! {
        <section class="areas">
            <h2>{text(move || (store.locale().areas_title)(level.get()).into())}</h2>
            <ol>
                <For each=move || keys.get() key=Scope::code let:scope>
                    <AreaItem scope rows most />
                </For>
            </ol>
            <p class="unplaced">{text(move || match unplaced.get() {
                0 => String::new(),
                count => format!("{} {count}", store.locale().unplaced),
            })}</p>
        </section>
    }
}

#[component]
fn AreaItem(scope: Scope, rows: Memo<Vec<AreaRow>>, most: Memo<u32>) -> impl IntoView {
    let store = Store::get();
    let of = scope.clone();
    let row =
        Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.scope == of).cloned()));
    let name = text(move || row.get().map(|row| row.name).unwrap_or_default());
    let count = Signal::derive(move || row.get().map(|row| row.count).unwrap_or_default());
    let spoken = text(move || {
        let [red, due_soon, unknown, normal] = Light::ALL.map(|light| count.get().of(light));
        (store.locale().area_count)(&name.get(), red, due_soon, unknown, normal)
    });
    let current = {
        let scope = scope.clone();
        Signal::derive(move || {
            store.view().with(|view| view.scope.as_ref() == Some(&scope)).then_some("true")
        })
    };
    view! {
        <li>
            <button
                type="button"
                class="area"
                aria-current=current
                on:click=move |_| store.select(scope.clone())
            >
                <span class="visually-hidden">{spoken}</span>
                <span class="area-name" aria-hidden="true">{name}</span>
                {bar(count, most)}
                <span class="area-red" aria-hidden="true">{text(move || match count.get().red {
                    0 => String::new(),
                    red => red.to_string(),
                })}</span>
                <span class="area-open" aria-hidden="true">{text(move || count.get().open().to_string())}</span>
            </button>
        </li>
    }
}
