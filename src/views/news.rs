//! What has just turned red, told calmly over the map for half a minute, and aloud where the config wants that.

use super::{
    chime::Chime,
    words::{matter_words, place_name, shape, text, with_board},
};
use crate::{
    domain::{area::Place, light::Light, wall::Sound},
    store::{NEW_REDS, NewRed, Store},
};
use leptos::prelude::*;

/// The lights that have just turned red.
#[component]
pub(super) fn News() -> impl IntoView {
    let store = Store::get();
    let news = store.new_reds();
    let chime = StoredValue::new_local(Chime::default());
    Effect::new(move |before: Option<Option<NewRed>>| {
        let newest = news.with(|news| news.front().cloned());
        let is_heard = store.wall_plan().with(|plan| plan.sound == Sound::On);
        if newest.is_some() && before.is_some_and(|before| before != newest) && is_heard {
            chime.update_value(Chime::strike);
        }
        newest
    });
    view! {
        <div role="status">
            <ul class="news" aria-label=store.say(|l| l.wall.new_red)>
                {(0..NEW_REDS).map(|at| view! { <Item at /> }).collect_view()}
            </ul>
        </div>
    }
}

/// One place of the list, made once (`case_list`), with the light that is there now.
#[component]
fn Item(at: usize) -> impl IntoView {
    let store = Store::get();
    let red = Signal::derive(move || store.new_reds().with(|news| news.get(at).cloned()));
    let name = text(move || {
        let shows_matters = store.wall_plan().with(|plan| plan.privacy.shows_matters());
        let place = red.get().map(|red| red.open.place);
        let place = place
            .map(|of| if shows_matters { of } else { Place { town: of.town, ..Place::default() } });
        let name = place
            .and_then(|place| with_board(store, |board| place_name(place, board, store.lang())));
        name.unwrap_or_default()
    });
    let title =
        text(move || red.get().map(|red| matter_words(store, &red.open.case)).unwrap_or_default());
    view! {
        <li class="news-item" hidden=move || red.get().is_none()>
            {shape(Light::Red)}
            <b>{store.say(|l| l.wall.new_red)}</b>
            <span>{name}</span>
            <span class="news-title">{title}</span>
        </li>
    }
}
