//! What the reader must know before anything else: that the data are synthetic, and what went wrong.

use super::{sign_in::SignIn, words::area_name};
use crate::store::{Face, Notice, Phase, Store};
use leptos::prelude::*;

/// The notices, and the demo's word about itself.
#[component]
pub(super) fn Banner() -> impl IntoView {
    let store = Store::get();
    let is_demo = Memo::new(move |_| store.speed().get().is_some());
    let is_at_desk = Memo::new(move |_| store.view().with(|view| view.face == Face::Desk));
    let text = move |notice: &Notice| {
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
                {move || store.notices().get().into_iter().map(|notice| {
                    let said = text(&notice);
                    view! {
                        <p class="notice">
                            <span>{said}</span>
                            <button type="button" on:click=move |_| store.dismiss(&notice)>
                                {store.say(|l| l.dismiss)}
                            </button>
                        </p>
                    }
                }).collect_view()}
            </div>
        </div>
    }
}
