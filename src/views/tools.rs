//! Language, colours, face, and the speed of the demo's clock.

use super::words::text;
use crate::{
    domain::speed::Speed,
    locales::Lang,
    store::{Face, Store, Theme},
};
use leptos::prelude::*;

/// The display settings.
#[component]
pub(super) fn Tools() -> impl IntoView {
    let store = Store::get();
    let other_lang = move || match store.lang() {
        Lang::ZhCn => Lang::En,
        Lang::En => Lang::ZhCn,
    };
    let other_theme = move || match store.theme() {
        Theme::Dark => (Theme::Light, store.locale().theme_light),
        Theme::Light => (Theme::Dark, store.locale().theme_dark),
    };
    let other_face = move || match store.view().with(|view| view.face) {
        Face::Desk => (Face::Wall, store.locale().face_wall),
        Face::Wall => (Face::Desk, store.locale().face_desk),
    };
    view! {
        <div class="tools" role="group" aria-label=store.say(|l| l.tools)>
            <Speeds />
            <button type="button" on:click=move |_| store.set_theme(other_theme().0)>{Signal::derive(move || other_theme().1)}</button>
            <button type="button" class="other-face" on:click=move |_| store.set_face(other_face().0)>{Signal::derive(move || other_face().1)}</button>
            <button
                type="button"
                lang=Signal::derive(move || other_lang().tag())
                on:click=move |_| store.speak(other_lang())
            >{store.say(|l| l.other_language)}</button>
        </div>
    }
}

/// One button a speed; nothing for a source whose time is real.
#[component]
fn Speeds() -> impl IntoView {
    let store = Store::get();
    let is_simulated = Memo::new(move |_| store.speed().get().is_some());
    let button = move |speed: Speed| {
        view! {
            <button
                type="button"
                aria-pressed=text(move || (store.speed().get() == Some(speed)).to_string())
                on:click=move |_| store.set_speed(speed)
            >{text(move || (store.locale().speed)(speed).into())}</button>
        }
    };
    view! {
        <Show when=move || is_simulated.get()>
            <div class="speeds" role="group" aria-label=store.say(|l| l.speed_label)>
                {Speed::ALL.map(button).collect_view()}
            </div>
        </Show>
    }
}
