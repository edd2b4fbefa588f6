//! The matters of what is shown, the most urgent first: as many as a wall has room for.

use super::words::{local, matter_words, place_name, shape_class, text, verdict, with_board};
use crate::{
    domain::{board::OpenCase, deadline::Due, ids::CaseId, listing::list_cases},
    store::Store,
};
use leptos::prelude::*;
use std::sync::Arc;

/// More rows than any wall has room for.
const MOST: usize = 24;

/// The list.
#[component]
pub(super) fn CaseList() -> impl IntoView {
    let store = Store::get();
    // Only what decides the list is followed, not the whole view: opening a matter must not list anew.
    let wanted = Memo::new(move |_| store.view().with(|view| (view.filter.clone(), view.sort)));
    let shown = Memo::new(move |_| {
        let (filter, sort) = wanted.get();
        let (place, now) = (store.place().get(), store.lit_at().get());
        let mut cases =
            with_board(store, |board| list_cases(board, place, &filter, sort, now, None))
                .unwrap_or_default();
        cases.truncate(MOST);
        cases
    });
    view! {
        <section class="cases">
            <h2>{store.say(|l| l.cases_title)}</h2>
            <ol class="case-rows" tabindex="0" aria-label=store.say(|l| l.cases_title)>
                <For
                    each=move || shown.get()
                    key=|open| Arc::as_ptr(open) as usize
                    let:open
                >
                    <CaseRow open />
                </For>
            </ol>
            <p>{text(move || {
                let is_empty = shown.with(Vec::is_empty);
                if is_empty { store.locale().no_cases.into() } else { String::new() }
            })}</p>
        </section>
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
    let title = {
        let open = Arc::clone(&open);
        text(move || matter_words(store, &open.case))
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
                <span class="case-title">{title}</span>
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
