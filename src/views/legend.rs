//! The legend: each light's shape, word and count, and what the shades mean.

use super::words::{shape, text};
use crate::{domain::light::Light, locales::grouped, store::Store, tokens::SHADE_FROM};
use leptos::prelude::*;

/// The legend of the map, which also counts.
#[component]
pub(super) fn Legend() -> impl IntoView {
    let store = Store::get();
    let count = Memo::new(move |_| {
        let place = store.place().get();
        store.lit().with(|lit| lit.count(place))
    });
    let item = move |light: Light| {
        view! {
            <li>
                {shape(light)}
                <span>{text(move || (store.locale().light)(light).into())}</span>
                <b data-legend=light.code()>{text(move || grouped(count.get().of(light)))}</b>
            </li>
        }
    };
    let most = SHADE_FROM.last().copied().unwrap_or(1);
    view! {
        <div class="legend" role="group" aria-label=store.say(|l| l.legend)>
            <ul>{Light::ALL.map(item).collect_view()}</ul>
            <p class="shades">
                <span class="shade shade-1" aria-hidden="true"></span>
                <span class="shade shade-3" aria-hidden="true"></span>
                <span class="shade shade-5" aria-hidden="true"></span>
                {text(move || (store.locale().few_to_many)(most))}
            </p>
        </div>
    }
}
