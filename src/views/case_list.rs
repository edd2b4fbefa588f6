//! The matters of what is shown, the most urgent first, with the facts that the map's colours stand for.

use super::words::{local, place_name, shape, shape_class, text, verdict, with_board};
use crate::{
    domain::{
        board::OpenCase, deadline::Due, ids::CaseId, light::Light, lit::list_cases, scope::Sort,
    },
    store::Store,
};
use leptos::prelude::*;
use std::sync::Arc;

/// How many rows are added at a time.
const STEP: usize = 100;
/// How many rows there are at first.
const FIRST: usize = 24;

/// The list with its filter by light.
#[component]
pub(super) fn CaseList() -> impl IntoView {
    let store = Store::get();
    let limit = RwSignal::new(FIRST);
    // Only what decides the list is followed, not the whole view: opening a matter must not list anew.
    let wanted = Memo::new(move |_| store.view().with(|view| (view.filter, view.sort)));
    let cases = Memo::new(move |_| {
        let (filter, sort) = wanted.get();
        let (place, now) = (store.place().get(), store.lit_at().get());
        with_board(store, |board| list_cases(board, place, filter, sort, now)).unwrap_or_default()
    });
    let shown = Memo::new(move |_| {
        cases.with(|cases| cases.iter().take(limit.get()).cloned().collect::<Vec<_>>())
    });
    let rest = Memo::new(move |_| cases.with(Vec::len).saturating_sub(limit.get()));
    Effect::new(move |_| {
        // Another place or filter begins at the top again.
        wanted.track();
        store.place().track();
        limit.set(FIRST);
    });
    view! {
        <section class="cases">
            <h2>{store.say(|l| l.cases_title)}</h2>
            <LightFilter />
            <SortChoice />
            <ol class="case-rows" tabindex="0" aria-label=store.say(|l| l.cases_title)>
                <For
                    each=move || shown.get()
                    key=|open| (open.case.id.clone(), open.case.updated_at)
                    let:open
                >
                    <CaseRow open />
                </For>
            </ol>
            <p>{text(move || {
                let is_empty = cases.with(Vec::is_empty);
                if is_empty { store.locale().no_cases.into() } else { String::new() }
            })}</p>
            {move || (rest.get() > 0).then(|| view! {
                <button type="button" class="more" on:click=move |_| limit.update(|limit| *limit += STEP)>
                    {(store.locale().show_more)(rest.get())}
                </button>
            })}
        </section>
    }
}

/// One chip for each light, and one for all.
#[component]
fn LightFilter() -> impl IntoView {
    let store = Store::get();
    let chosen = Memo::new(move |_| store.view().with(|view| view.filter.light));
    let count = Memo::new(move |_| {
        let place = store.place().get();
        store.lit().with(|lit| lit.count(place))
    });
    let chip = move |light: Option<Light>| {
        let words = text(move || {
            let (locale, count) = (store.locale(), count.get());
            let word = light.map_or(locale.all_lights, |light| (locale.light)(light));
            format!("{word} {}", light.map_or(count.open(), |light| count.of(light)))
        });
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=text(move || (chosen.get() == light).to_string())
                on:click=move |_| store.filter_light(light)
            >
                {light.map(shape)} {words}
            </button>
        }
    };
    view! {
        <div class="chips" role="group" aria-label=store.say(|l| l.light_column)>
            {chip(None)}
            {Light::ALL.map(|light| chip(Some(light))).collect_view()}
        </div>
    }
}

/// The order of the list.
#[component]
fn SortChoice() -> impl IntoView {
    let store = Store::get();
    let chosen = Memo::new(move |_| store.view().with(|view| view.sort));
    let option = move |sort: Sort| {
        view! {
            <button
                type="button"
                class="chip chip-quiet"
                aria-pressed=text(move || (chosen.get() == sort).to_string())
                on:click=move |_| store.sort(sort)
            >
                {text(move || (store.locale().sort)(sort).into())}
            </button>
        }
    };
    view! {
        <div class="chips" role="group" aria-label=store.say(|l| l.sort_label)>
            {option(Sort::Urgent)} {option(Sort::Newest)}
        </div>
    }
}

/// One matter. Its facts stand as long as the row; its light and days follow the time.
#[component]
fn CaseRow(open: Arc<OpenCase>) -> impl IntoView {
    let store = Store::get();
    let id: CaseId = open.case.id.clone();
    let id_hook = id.as_str().to_owned();
    let light = {
        let clock = open.clock;
        Memo::new(move |_| clock.light(store.lit_at().get()))
    };
    let shape_class = text(move || shape_class(light.get()));
    let words = {
        let open = Arc::clone(&open);
        text(move || {
            let now = store.lit_at().get();
            with_board(store, |board| verdict(&open, board, now, store.locale()))
                .unwrap_or_default()
        })
    };
    let due = open.clock.due();
    let due_words = text(move || {
        let said =
            |due: Due| with_board(store, |board| (store.locale().due)(local(due.due_at, board)));
        due.and_then(said).unwrap_or_default()
    });
    let details = {
        let open = Arc::clone(&open);
        text(move || {
            let name = with_board(store, |board| place_name(open.place, board, store.lang()));
            let unit = open.case.handling_unit.clone().map(String::from);
            [name, unit]
                .into_iter()
                .flatten()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(" · ")
        })
    };
    let is_open = {
        let id = id.clone();
        Signal::derive(move || {
            store.view().with(|view| view.case.as_ref() == Some(&id)).then_some("true")
        })
    };
    view! {
        <li
            class="case-row"
            data-case-id=id_hook
            data-light=text(move || light.get().code().into())
            data-due-at=due.map(|due| due.due_at.to_rfc3339())
        >
            <button type="button" aria-current=is_open on:click=move |_| store.open_case(Some(id.clone()))>
                <span class="case-light"><span class=shape_class aria-hidden="true"></span></span>
                <span class="case-title">{open.case.title.to_string()}</span>
                <span class="case-verdict">
                    <span class="visually-hidden">{text(move || (store.locale().light)(light.get()).into())} " "</span>
                    {words}
                </span>
                <span class="case-place">{details}</span>
                <span class="case-due">{due_words}</span>
            </button>
        </li>
    }
}
