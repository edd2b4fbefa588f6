//! What there is to know of the place that is shown, while no matter is open: its parts by what needs attention, its
//! domains, and what happened last.

use super::{areas::Areas, domains::Domains, layers::LayerLists, live::Live, words::text};
use crate::{domain::scope::Scope, store::Store, views::words::area_name};
use leptos::prelude::*;

/// The overview.
#[component]
pub(super) fn Overview() -> impl IntoView {
    let store = Store::get();
    let name = text(move || {
        let scope: Scope = store.view().with(|view| view.scope());
        area_name(store, &scope)
    });
    view! {
        <section class="overview" aria-label=store.say(|l| l.desk.overview)>
            <h2 class="overview-name">{name}</h2>
            <Areas />
            <LayerLists />
            <Domains />
            <Live />
        </section>
    }
}
