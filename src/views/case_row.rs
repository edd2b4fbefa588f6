//! One row of the table of matters. Its facts stand as long as the row; its light and days follow the time.

use super::{
    case_table::row_id,
    words::{opens_elsewhere, place_name, shape_class, text, with_board},
};
use crate::{
    domain::{board::OpenCase, ids::CaseId},
    report::row::{Field, remarks},
    store::Store,
};
use leptos::{ev::MouseEvent, prelude::*};
use std::sync::Arc;

/// One row.
#[component]
pub(super) fn CaseRow(
    open: Arc<OpenCase>,
    /// Which row of the list it is, counted from 0.
    at: Memo<usize>,
    /// Whether the keyboard is on it.
    is_active: Memo<bool>,
    /// Told of a press: the keyboard goes on from there.
    on_press: Callback<CaseId>,
) -> impl IntoView {
    let store = Store::get();
    let id = open.case.id.clone();
    let light = {
        let clock = open.clock;
        Memo::new(move |_| clock.light(store.lit_at().get()))
    };
    let field = |field: Field| {
        let open = Arc::clone(&open);
        text(move || {
            let (now, lang) = (store.lit_at().get(), store.lang());
            with_board(store, |board| field.text(&open, board, now, lang)).unwrap_or_default()
        })
    };
    let details = {
        let open = Arc::clone(&open);
        text(move || {
            let (lang, depth) = (store.lang(), store.view().with(|view| view.scope().depth()));
            let name = with_board(store, |board| place_name(open.place, board, lang));
            // What the scope says already need not be said in each row.
            let name = name.unwrap_or_default();
            let name = name.split(" · ").skip(usize::from(depth)).collect::<Vec<_>>().join(" · ");
            let domain = (store.locale().domain)(open.case.domain).to_owned();
            let mut parts: Vec<String> = [name, domain].into();
            parts.extend(remarks(&open, store.lit_at().get(), lang));
            parts.retain(|part| !part.is_empty());
            parts.join(" · ")
        })
    };
    let is_open = {
        let id = id.clone();
        Memo::new(move |_| store.view().with(|view| view.case.as_ref() == Some(&id)))
    };
    let link = {
        let id = id.clone();
        move || {
            store.view().track();
            store.address_of(|view| view.case = Some(id.clone()))
        }
    };
    let press = {
        let id = id.clone();
        move |event: MouseEvent| {
            if opens_elsewhere(&event) {
                return;
            }
            event.prevent_default();
            on_press.run(id.clone());
            store.open_case(Some(id.clone()));
        }
    };
    view! {
        <div
            class="case-row"
            role="row"
            id=row_id(&id)
            aria-rowindex=text(move || (at.get() + 2).to_string())
            aria-selected=text(move || is_open.get().to_string())
            class:is-active=is_active
            data-case-id=id.to_string()
            data-light=text(move || light.get().code().into())
            data-due-at=open.clock.due().map(|due| due.due_at.to_rfc3339())
            on:click=press
        >
            <span role="gridcell" class="row-light">
                <span class=text(move || shape_class(light.get())) aria-hidden="true"></span>
                <span class="visually-hidden">{field(Field::Light)} " "</span>
                <span class="case-verdict">{field(Field::Verdict)}</span>
            </span>
            <span role="gridcell" class="row-matter">
                <a class="case-title" href=link tabindex="-1">{open.case.title.to_string()}</a>
                <small class="case-place">{details}</small>
            </span>
            <span role="gridcell" class="row-due">{field(Field::Due)}</span>
            <span role="gridcell" class="row-unit">{field(Field::Unit)}</span>
        </div>
    }
}
