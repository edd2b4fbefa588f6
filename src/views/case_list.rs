//! The matters of what is shown, the most urgent first: as many as a wall has room for.

use super::words::{local, matter_words, place_name, shape_class, text, verdict, with_board};
use crate::{
    domain::{
        board::{Board, OpenCase},
        light::Light,
        listing::list_cases,
    },
    store::{Listed, Store},
};
use leptos::prelude::*;
use std::sync::Arc;

/// More rows than any wall has room for.
const MOST: usize = 24;

/// The list. Its rows are made once and each reads the matter that is at its place: a row that is made for a matter and
/// dropped with it leaves a trace in every signal it has read, and a wall stands for months.
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
        Listed(Arc::new(cases))
    });
    view! {
        <section class="cases">
            <h2>{store.say(|l| l.cases_title)}</h2>
            <ol class="case-rows" tabindex="0" aria-label=store.say(|l| l.cases_title)>
                {(0..MOST).map(|at| view! { <CaseRow shown at /> }).collect_view()}
            </ol>
            <p>{text(move || {
                let is_empty = shown.with(|shown| shown.0.is_empty());
                if is_empty { store.locale().no_cases.into() } else { String::new() }
            })}</p>
        </section>
    }
}

/// One place of the list, with the matter that is there now; hidden where there is none.
#[component]
fn CaseRow(shown: Memo<Listed>, at: usize) -> impl IntoView {
    let store = Store::get();
    let open = Signal::derive(move || shown.with(|shown| shown.0.get(at).cloned()));
    let said = move |of: fn(Store, &OpenCase, &Board) -> String| {
        text(move || {
            let open = open.get();
            let said = open.and_then(|open| with_board(store, |board| of(store, &open, board)));
            said.unwrap_or_default()
        })
    };
    let id = Signal::derive(move || open.get().map(|open| open.case.id.as_str().to_owned()));
    let light = Memo::new(move |_| open.get().map(|open| open.clock.light(store.lit_at().get())));
    let light_code = Signal::derive(move || light.get().map(Light::code));
    let due_at = Signal::derive(move || Some(open.get()?.clock.due()?.due_at.to_rfc3339()));
    let sign = text(move || light.get().map(shape_class).unwrap_or_default());
    let light_word = text(move || {
        light.get().map(|light| (store.locale().light)(light).to_owned()).unwrap_or_default()
    });
    let title = said(|store, open, _| matter_words(store, &open.case));
    let words =
        said(|store, open, board| verdict(open, board, store.lit_at().get(), store.locale()));
    let due_words = said(|store, open, board| {
        let due = open.clock.due();
        due.map(|due| (store.locale().due)(local(due.due_at, board))).unwrap_or_default()
    });
    let details = said(|store, open, board| {
        let name = place_name(open.place, board, store.lang());
        let unit = open.case.handling_unit.as_deref().unwrap_or_default();
        [&name, unit].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    });
    let is_open = Signal::derive(move || {
        let open = open.get()?;
        store.view().with(|view| view.case.as_ref() == Some(&open.case.id)).then_some("true")
    });
    let choose = move |_| {
        if let Some(open) = open.get_untracked() {
            store.open_case(Some(open.case.id.clone()));
        }
    };
    view! {
        <li
            class="case-row"
            hidden=move || open.get().is_none()
            data-case-id=id
            data-light=light_code
            data-due-at=due_at
        >
            <button type="button" aria-current=is_open on:click=choose>
                <span class="case-light"><span class=sign aria-hidden="true"></span></span>
                <span class="case-title">{title}</span>
                <span class="case-verdict">
                    <span class="visually-hidden">{light_word} " "</span>
                    {words}
                </span>
                <span class="case-place">{details}</span>
                <span class="case-due">{due_words}</span>
            </button>
        </li>
    }
}
