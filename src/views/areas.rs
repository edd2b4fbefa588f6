//! The areas within what is shown, those that need attention first: the map in words, and the way down and up.

use super::words::{bar, text, with_board};
use crate::{
    domain::{
        area::Place,
        board::Board,
        count::LightCount,
        light::Light,
        order::ordered_by_key,
        scope::{AreaLevel, Scope},
    },
    locales::{Lang, short_name},
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
    let level = Memo::new(move |_| match store.place().get() {
        Place { zone: Some(_), .. } => AreaLevel::Grids,
        Place { town: Some(_), .. } => AreaLevel::Zones,
        Place { .. } => AreaLevel::Towns,
    });
    let rows = Memo::new(move |_| {
        let (place, lang, lit) = (store.place().get(), store.lang(), store.lit().get());
        let row = |scope, name: &str, place| AreaRow {
            scope,
            name: name.into(),
            count: lit.count(place),
        };
        let rows = with_board(store, |board| children(board, level.get(), place, lang, row));
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
        let is_district = store.place().get() == Place::default();
        store.lit().with(|lit| lit.unplaced).open() * u32::from(is_district)
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

fn children(
    board: &Board,
    level: AreaLevel,
    place: Place,
    lang: Lang,
    row: impl Fn(Scope, &str, Place) -> AreaRow,
) -> Vec<AreaRow> {
    let areas = &board.areas;
    match level {
        AreaLevel::Towns => {
            let towns = areas.towns().iter().enumerate().map(|(at, town)| {
                let name = lang.name(&town.name, town.name_en.as_deref());
                let place = Place { town: Some(at), ..Place::default() };
                row(Scope::Town(town.id.clone()), short_name(name), place)
            });
            towns.collect()
        }
        AreaLevel::Zones => {
            let zones = areas.zones().iter().filter_map(|zone| {
                let zone_place = areas.place_of_zone(&zone.id)?;
                let name = lang.name(&zone.name, zone.name_en.as_deref());
                let is_child = zone_place.is_within(place);
                is_child.then(|| row(Scope::Zone(zone.id.clone()), name, zone_place))
            });
            zones.collect()
        }
        AreaLevel::Grids => {
            let zone = Place { grid: None, ..place };
            let grids = areas.grids().iter().zip(areas.places());
            let grids = grids.filter(|(_, place)| place.is_within(zone));
            grids
                .map(|(grid, place)| row(Scope::Grid(grid.id.clone()), &grid.name, *place))
                .collect()
        }
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
