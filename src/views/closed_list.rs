//! The closed matters of a zone or a grid (已办结): what became of each, and who did it.

use super::{
    case_file::verdict_sign,
    words::{local, place_name, text, with_board},
};
use crate::{
    domain::filed::Filed,
    store::{ClosedState, List, Store},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The list.
#[component]
pub(super) fn ClosedList() -> impl IntoView {
    let store = Store::get();
    let is_loading = move || store.closed().with(|list| list.is_loading).then_some("true");
    let remark = text(move || {
        let file = &store.locale().file;
        store.closed().with(|list| match &list.state {
            ClosedState::Unread => store.locale().loading.into(),
            ClosedState::TooWide => file.closed_too_wide.into(),
            ClosedState::NotAvailable => file.closed_not_available.into(),
            ClosedState::Failed(failure) => (store.locale().failed_detail)(failure),
            ClosedState::Ready { matters, is_cut: true } => (file.closed_cut)(matters.len()),
            ClosedState::Ready { matters, .. } if matters.is_empty() => file.closed_none.into(),
            ClosedState::Ready { .. } => String::new(),
        })
    });
    let matters = move || {
        store.closed().with(|list| match &list.state {
            ClosedState::Ready { matters, .. } => Vec::clone(matters),
            _ => Vec::new(),
        })
    };
    view! {
        <section class="closed-list" aria-busy=is_loading>
            <div class="closed-head">
                <h2>{store.say(|l| l.file.closed_title)}</h2>
                <button type="button" class="chip chip-quiet" on:click=move |_| store.list(List::Open)>
                    {store.say(|l| l.file.open_list)}
                </button>
            </div>
            <p role="status">{remark}</p>
            <ol class="closed-rows">
                <For
                    each=matters
                    key=|filed| Arc::as_ptr(filed) as usize
                    let:filed
                >
                    <ClosedRow filed />
                </For>
            </ol>
        </section>
    }
}

/// One closed matter. Nothing of it follows the time any more.
#[component]
fn ClosedRow(filed: Arc<Filed>) -> impl IntoView {
    let store = Store::get();
    let case = &filed.matter.case;
    let id = case.id.clone();
    let id_hook = id.as_str().to_owned();
    let (verdict, title, sign) =
        (filed.verdict, case.title.to_string(), verdict_sign(filed.verdict));
    let details = {
        let filed = Arc::clone(&filed);
        text(move || {
            let (locale, lang) = (store.locale(), store.lang());
            let case = &filed.matter.case;
            let parts = with_board(store, |board| {
                let at = case.closed_at.map(|at| (locale.moment)(local(at, board)));
                // What the scope says already need not be said in each row.
                let depth = store.view().with(|view| view.scope().depth());
                let place = place_name(filed.matter.place, board, lang);
                let place = place.split(" · ").skip(usize::from(depth)).collect::<Vec<_>>();
                let unit = case.handling_unit.as_deref().unwrap_or(locale.file.unit_not_named);
                [at.unwrap_or_default(), unit.to_owned(), place.join(" · ")]
            });
            let satisfied = case.is_satisfied.map(|is| {
                let word = if is { locale.file.satisfied } else { locale.file.dissatisfied };
                word.to_owned()
            });
            let mut parts: Vec<String> = parts.into_iter().flatten().chain(satisfied).collect();
            parts.retain(|part| !part.is_empty());
            parts.join(" · ")
        })
    };
    let is_open = {
        let id = id.clone();
        Signal::derive(move || {
            store.view().with(|view| view.case.as_ref() == Some(&id)).then_some("true")
        })
    };
    view! {
        <li class="closed-row" data-case-id=id_hook data-verdict=verdict.code()>
            <button type="button" aria-current=is_open on:click=move |_| store.open_case(Some(id.clone()))>
                <span class=sign aria-hidden="true"></span>
                <span class="closed-title">{title}</span>
                <span class="closed-verdict">{text(move || (store.locale().file.verdict)(verdict))}</span>
                <span class="closed-details">{details}</span>
            </button>
        </li>
    }
}
