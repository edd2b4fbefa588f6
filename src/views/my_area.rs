//! The reader's own area: the way there, and where to set it.

use super::words::{area_name, text, with_board};
use crate::{
    domain::scope::Scope,
    store::{Store, View},
};
use leptos::{html, prelude::*};

/// The way to the reader's own area, with a picker to set it.
#[component]
pub(super) fn MyArea() -> impl IntoView {
    let store = Store::get();
    let details = NodeRef::<html::Details>::new();
    let close = move || {
        if let Some(details) = details.get_untracked() {
            details.set_open(false);
        }
    };
    // The picker stays open: whoever has chosen a town may still choose a zone.
    let set = move |area: Scope| {
        store.set_my_area(Some(area.clone()));
        store.select(area);
    };
    let shown = Memo::new(move |_| store.view().with(View::scope));
    let name = Memo::new(move |_| store.my_area().get().map(|area| area_name(store, &area)));
    let is_there = Memo::new(move |_| store.my_area().get().as_ref() == Some(&shown.get()));
    view! {
        <div class="my-area">
            <Show when=move || name.get().is_some() && !is_there.get()>
                <button
                    type="button"
                    class="link"
                    on:click=move |_| store.select(store.my_area().get_untracked().unwrap_or_default())
                >
                    {store.say(|l| l.desk.my_area)} " " {text(move || name.get().unwrap_or_default())}
                </button>
            </Show>
            <details node_ref=details class="picker" on:keydown=move |event| {
                if event.key() == "Escape" {
                    close();
                }
            }>
                <summary>
                    <span aria-hidden="true">{text(move || if is_there.get() { "★" } else { "☆" }.into())}</span>
                    " " {store.say(|l| l.desk.my_area)}
                </summary>
                <div class="picker-body">
                    <p>{text(move || {
                        let desk = &store.locale().desk;
                        name.get().unwrap_or_else(|| desk.no_area_yet.into())
                    })}</p>
                    <Show when=move || shown.get() != Scope::District && !is_there.get()>
                        <button type="button" on:click=move |_| {
                            set(shown.get_untracked());
                            close();
                        }>
                            {text(move || (store.locale().desk.use_this_area)(&area_name(store, &shown.get())))}
                        </button>
                    </Show>
                    <Picker set />
                    <Show when=move || name.get().is_some()>
                        <button type="button" on:click=move |_| store.set_my_area(None)>
                            {store.say(|l| l.desk.forget_area)}
                        </button>
                    </Show>
                    <small>{store.say(|l| l.desk.area_is_kept)}</small>
                </div>
            </details>
        </div>
    }
}

/// First the town, then, for whoever has one, the zone.
#[component]
fn Picker(set: impl Fn(Scope) + Copy + Send + Sync + 'static) -> impl IntoView {
    let store = Store::get();
    // The area and those around it, the narrowest first.
    let chosen = Memo::new(move |_| {
        let area = store.my_area().get();
        let scopes = with_board(store, |board| {
            let areas = &board.areas;
            Some(areas.scopes_of(areas.place_of(area.as_ref()?)?))
        });
        scopes.flatten().unwrap_or_default()
    });
    let town = Memo::new(move |_| {
        let town = chosen.with(|chosen| chosen.iter().find(|scope| scope.depth() == 1).cloned());
        let place = with_board(store, |board| board.areas.place_of(town.as_ref()?)).flatten();
        place.and_then(|place| place.town)
    });
    let towns = Memo::new(move |_| names(store, None));
    let zones = Memo::new(move |_| town.get().map(|at| names(store, Some(at))).unwrap_or_default());
    let choose = move |event| {
        if let Some(scope) = Scope::from_code(&event_target_value(&event)) {
            set(scope);
        }
    };
    let options = move |of: Memo<Vec<(Scope, String)>>| {
        view! {
            <For each=move || of.get() key=|(scope, name)| (scope.code(), name.clone()) let:option>
                {
                    let (scope, name) = option;
                    let code = scope.code();
                    view! {
                        <option value=code selected=move || chosen.with(|chosen| chosen.contains(&scope))>
                            {name}
                        </option>
                    }
                }
            </For>
        }
    };
    view! {
        <label>
            <span>{store.say(|l| l.desk.choose_town)}</span>
            <select on:change=choose>
                <option value=""></option>
                {options(towns)}
            </select>
        </label>
        <Show when=move || zones.with(|zones| !zones.is_empty())>
            <label>
                <span>{store.say(|l| l.desk.choose_zone)}</span>
                <select on:change=choose>
                    <option value=""></option>
                    {options(zones)}
                </select>
            </label>
        </Show>
    }
}

/// The towns, or the zones of one, by name.
fn names(store: Store, town: Option<usize>) -> Vec<(Scope, String)> {
    let lang = store.lang();
    let names = with_board(store, |board| {
        let areas = &board.areas;
        let Some(town) = town else {
            let name = |town: &crate::domain::area::Town| {
                lang.name(&town.name, town.name_en.as_deref()).to_owned()
            };
            return areas
                .towns()
                .iter()
                .map(|town| (Scope::Town(town.id.clone()), name(town)))
                .collect();
        };
        let zones = areas.zones().iter().filter(|zone| {
            areas.place_of_zone(&zone.id).is_some_and(|place| place.town == Some(town))
        });
        zones
            .map(|zone| {
                let name = lang.name(&zone.name, zone.name_en.as_deref()).to_owned();
                (Scope::Zone(zone.id.clone()), name)
            })
            .collect::<Vec<_>>()
    });
    names.unwrap_or_default()
}
