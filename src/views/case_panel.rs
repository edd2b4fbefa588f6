//! The matter that is open: its facts as the backend states them. A missing fact is said to be missing.

use super::explain::{Explanation, counted_otherwise};
use super::words::{local, place_name, shape_class, text, verdict, with_board};
use crate::{
    domain::{
        board::{Board, OpenCase},
        clock::Extension,
        deadline::DueSource,
        time::Instant,
    },
    locales::{Lang, Locale},
    report::row::remarks,
    store::Store,
};
use leptos::prelude::*;
use std::sync::Arc;

/// The panel; nothing while no matter is open.
#[component]
pub(super) fn CasePanel() -> impl IntoView {
    let store = Store::get();
    let id = Memo::new(move |_| store.view().with(|view| view.case.clone()));
    let open = Memo::new(move |_| {
        let id = id.get()?;
        with_board(store, |board| board.case(&id).cloned()).flatten()
    });
    view! {
        {move || id.get().map(|id| {
            let content = move || match open.get() {
                Some(open) => view! { <Facts open /> }.into_any(),
                None => view! { <p>{(store.locale().case_gone)(id.as_str())}</p> }.into_any(),
            };
            view! {
                <section class="case-panel" aria-label=store.say(|l| l.case_title)>
                    <button type="button" class="close" on:click=move |_| store.open_case(None)>
                        {store.say(|l| l.close)}
                    </button>
                    {content}
                </section>
            }
        })}
    }
}

#[component]
fn Facts(open: Arc<OpenCase>) -> impl IntoView {
    let store = Store::get();
    let clock = open.clock;
    let light = Memo::new(move |_| clock.light(store.lit_at().get()));
    let words = {
        let open = Arc::clone(&open);
        text(move || {
            let (now, locale) = (store.lit_at().get(), store.locale());
            let verdict = with_board(store, |board| verdict(&open, board, now, locale));
            let mut words = vec![(locale.light)(light.get()).to_owned()];
            words.extend(verdict);
            words.extend(remarks(&open, now, store.lang()));
            words.join(" · ")
        })
    };
    let id = open.case.id.as_str().to_owned();
    let id_hook = id.clone();
    let title = open.case.title.to_string();
    let due_at = clock.due().map(|due| due.due_at.to_rfc3339());
    let why = Arc::clone(&open);
    let rows =
        move || with_board(store, |board| facts(&open, board, store.lang())).unwrap_or_default();
    view! {
        <article data-case-id=id_hook data-light=text(move || light.get().code().into()) data-due-at=due_at>
            <h2>{title}</h2>
            <p class="case-id">{id}</p>
            <p class=text(move || format!("case-verdict verdict-{}", light.get().code()))>
                <span class=text(move || shape_class(light.get())) aria-hidden="true"></span> " " {words}
            </p>
            <dl>
                {move || rows().into_iter().map(|(name, value)| {
                    let is_given = value.is_some();
                    let value = value.unwrap_or_else(|| store.locale().not_given.into());
                    view! {
                        <dt>{name}</dt>
                        <dd class:missing=!is_given>{value}</dd>
                    }
                }).collect_view()}
            </dl>
            <Explanation open=why />
        </article>
    }
}

/// The facts in the order of the matter's life, each with its name; `None` for one the backend does not give.
fn facts(open: &OpenCase, board: &Board, lang: Lang) -> Vec<(&'static str, Option<String>)> {
    let locale = lang.locale();
    let case = &open.case;
    let at = |at: Option<Instant>| at.map(|at| (locale.moment)(local(at, board)));
    let text = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    let place = Some(place_name(open.place, board, lang)).filter(|name| !name.is_empty());
    let address = [place, text(&case.address)].into_iter().flatten().collect::<Vec<_>>();
    let domain = (locale.domain)(case.domain);
    let category =
        case.category.as_deref().map_or(domain.into(), |category| format!("{domain} · {category}"));
    vec![
        (locale.address, Some(address.join(" · ")).filter(|text| !text.is_empty())),
        (locale.category, Some(category)),
        (locale.status_label, Some((locale.status)(&case.status))),
        (locale.route_label, case.route.map(|route| (locale.route)(route).into())),
        (locale.reported_at, at(case.reported_at)),
        (locale.dispatched_at, at(case.dispatched_at)),
        (locale.contacted_at, at(case.contacted_at)),
        (locale.due_at, due(open, board, locale)),
        (locale.extension_label, extension(open, board, locale)),
        (locale.first_unit, text(&case.first_unit)),
        (locale.handling_unit, text(&case.handling_unit)),
    ]
}

/// "None" is a fact only where the source speaks of extensions at all; else it is not given.
fn extension(open: &OpenCase, board: &Board, locale: &Locale) -> Option<String> {
    let said = (locale.extension)(open.clock.extension);
    let is_given = || board.cases().any(|other| other.clock.extension != Extension::None);
    said.or_else(|| is_given().then_some(locale.extension_none)).map(Into::into)
}

fn due(open: &OpenCase, board: &Board, locale: &Locale) -> Option<String> {
    let due = open.clock.due()?;
    let mut text = (locale.due)(local(due.due_at, board));
    if due.source == DueSource::Stated {
        text = format!("{text} · {}", locale.due_at_stated);
    }
    if due.is_provisional {
        text = format!("{text} · {}", locale.due_at_provisional);
    }
    if let Some(otherwise) = counted_otherwise(open, board, locale) {
        text = format!("{text} · {otherwise}");
    }
    Some(text)
}
