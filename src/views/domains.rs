//! The six domains: how many are open, how many of them red. A click lets only that domain count, everywhere.

use super::words::{bar, text, with_board};
use crate::{
    domain::{case::Domain, count::LightCount, facets::Choice, lit::count_domains},
    locales::grouped,
    store::Store,
};
use leptos::prelude::*;

/// The bars of the domains, on one scale.
#[component]
pub(super) fn Domains() -> impl IntoView {
    let store = Store::get();
    let counts = Memo::new(move |_| {
        let (place, now) = (store.place().get(), store.lit_at().get());
        let filter = store.view().with(|view| view.filter.facts());
        with_board(store, |board| count_domains(board, place, &filter, now)).unwrap_or_default()
    });
    let most = Memo::new(move |_| {
        counts.with(|counts| counts.iter().map(|(_, count)| count.open()).max()).unwrap_or(0).max(1)
    });
    // 其他 stands here only where there is something in it.
    let shown = Memo::new(move |_| {
        let is_shown =
            |(domain, count): &&(Domain, LightCount)| *domain != Domain::Other || count.open() > 0;
        counts.with(|counts| {
            counts.iter().filter(is_shown).map(|(domain, _)| *domain).collect::<Vec<_>>()
        })
    });
    let count_of = move |domain: Domain| {
        counts.with(|counts| {
            counts.iter().find(|(of, _)| *of == domain).map(|(_, count)| *count).unwrap_or_default()
        })
    };
    view! {
        <section class="domains">
            <h2>{store.say(|l| l.domains_title)}</h2>
            <ul>
                <For each=move || shown.get() key=|domain| *domain let:domain>
                    <DomainRow domain count=Signal::derive(move || count_of(domain)) most />
                </For>
            </ul>
        </section>
    }
}

#[component]
fn DomainRow(domain: Domain, count: Signal<LightCount>, most: Memo<u32>) -> impl IntoView {
    let store = Store::get();
    let is_chosen = move || store.view().with(|view| view.filter.domain == Some(domain));
    let choose = move |_| store.choose(Choice::Domain(domain));
    let spoken = text(move || {
        let (locale, count) = (store.locale(), count.get());
        format!("{} {}", (locale.domain)(domain), (locale.domain_count)(count.red, count.open()))
    });
    let name = text(move || (store.locale().domain)(domain).into());
    view! {
        <li>
            <button
                type="button"
                class="domain"
                aria-pressed=text(move || is_chosen().to_string())
                on:click=choose
            >
                <span class="visually-hidden">{spoken}</span>
                <span class="domain-name" aria-hidden="true">{name}</span>
                {bar(count, most)}
                <span class="domain-count" aria-hidden="true">
                    <b>{text(move || grouped(count.get().red))}</b> " / " {text(move || grouped(count.get().open()))}
                </span>
            </button>
        </li>
    }
}
