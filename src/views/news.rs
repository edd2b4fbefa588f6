//! What has just turned red, told calmly over the map for half a minute, and aloud where the config wants that.

use super::{
    chime::Chime,
    words::{matter_words, place_name, shape, text, with_board},
};
use crate::{
    domain::{light::Light, wall::Sound},
    store::{NewRed, Store},
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
        <ul class="news" role="status" aria-label=store.say(|l| l.wall.new_red)>
            <For
                each=move || news.get()
                key=|red| (red.open.case.id.clone(), red.told_at)
                let:red
            >
                <Item red />
            </For>
        </ul>
    }
}

#[component]
fn Item(red: NewRed) -> impl IntoView {
    let store = Store::get();
    let place = red.open.place;
    let name = text(move || {
        with_board(store, |board| place_name(place, board, store.lang())).unwrap_or_default()
    });
    let title = text(move || matter_words(store, &red.open.case));
    view! {
        <li class="news-item">
            {shape(Light::Red)}
            <b>{store.say(|l| l.wall.new_red)}</b>
            <span>{name}</span>
            <span class="news-title">{title}</span>
        </li>
    }
}
