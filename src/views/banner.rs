//! What the reader must know before anything else: that the data are synthetic, and what went wrong.

use super::{
    sign_in::SignIn,
    words::{area_name, local, text, with_board},
};
use crate::store::{Face, Notice, Phase, Store};
use leptos::prelude::*;

/// The notices, and the demo's word about itself.
#[component]
pub(super) fn Banner() -> impl IntoView {
    let store = Store::get();
    let is_demo = Memo::new(move |_| store.speed().get().is_some());
    let is_at_desk = Memo::new(move |_| store.view().with(|view| view.face == Face::Desk));
    let said_of = move |notice: &Notice| {
        let locale = store.locale();
        match notice {
            Notice::UnknownParameter(name, value) => (locale.unknown_parameter)(name, value),
            Notice::UnknownArea(name, value) => (locale.unknown_area)(name, value),
            Notice::UnknownConfigKey(key) => (locale.unknown_config_key)(key),
            Notice::UpdateFailed(failure) | Notice::Missing(failure) => {
                (locale.update_failed)(failure)
            }
            Notice::Remark(remark) => (locale.feed.remark)(remark),
            Notice::Restarted => locale.restarted.into(),
            Notice::AreaSet(area) => (locale.desk.area_was_set)(&area_name(store, area)),
            Notice::UnknownOwnArea(code) => (locale.desk.unknown_own_area)(code),
        }
    };
    // On a wall the band says that updates fail, and nobody there can do anything about an address.
    let is_said =
        move |notice: &Notice| is_at_desk.get() || !matches!(notice, Notice::UpdateFailed(_));
    // A board that is there stays on screen while another load is tried; the failure is then said here.
    let failed = move || {
        let has_board = store.board().with(Option::is_some);
        match store.phase().get() {
            Phase::Failed(failure) if has_board => Some((store.locale().update_failed)(&failure)),
            _ => None,
        }
    };
    view! {
        <div class="banner">
            <Show when=move || is_demo.get()>
                <details class="synthetic">
                    <summary>{store.say(|l| l.synthetic)}</summary>
                    <p>{store.say(|l| l.synthetic_detail)}</p>
                </details>
            </Show>
            {move || failed().map(|text| view! {
                <p class="notice notice-failed" role="alert">
                    <span>{text}</span>
                    <button type="button" on:click=move |_| store.try_again()>{store.locale().try_again}</button>
                </p>
            })}
            // A wall shows its last board and says why it is old; a login has no place there.
            <Show when=move || is_at_desk.get() && store.board().with(Option::is_some)>
                <SignIn />
            </Show>
            <div class="notices" role="status">
                {move || store.notices().get().into_iter().filter(is_said).map(|notice| {
                    let said = said_of(&notice);
                    view! {
                        <p class="notice">
                            <span>{said}</span>
                            <button type="button" on:click=move |_| store.dismiss(&notice)>
                                {store.locale().dismiss}
                            </button>
                        </p>
                    }
                }).collect_view()}
            </div>
        </div>
    }
}

/// On a wall: that its data are not of now, since when, and what is being done. Nobody is there to ask.
#[component]
pub(super) fn NotLive() -> impl IntoView {
    let store = Store::get();
    let is_old = Memo::new(move |_| {
        let is_wall = store.view().with(|view| view.face == Face::Wall);
        is_wall && store.board().with(Option::is_some) && store.feed().get().freshness.is_old()
    });
    let stopped = text(move || {
        let (locale, now) = (store.locale(), store.now().get());
        let said = store.feed().get().checked_at.and_then(|at| {
            let age = (locale.age)((now - at).num_seconds());
            with_board(store, |board| {
                (locale.wall.stopped)(&(locale.moment)(local(at, board)), &age)
            })
        });
        said.unwrap_or_else(|| locale.wall.never_checked.into())
    });
    let done = text(move || {
        let (feed, said) = (store.feed().get(), &store.locale().wall);
        let next = feed.next_try_at.and_then(|at| {
            with_board(store, |board| (store.locale().clock_seconds)(local(at, board)))
        });
        match next {
            Some(next) => (said.tried)(feed.failed_count, &next),
            None => (said.trying)(feed.failed_count),
        }
    });
    view! {
        <p class="not-live" role="alert" hidden=move || !is_old.get()>
            <b>{stopped}</b>
            <span>{done}</span>
            <span>{store.say(|l| l.wall.not_live)}</span>
        </p>
    }
}
