//! What a reader can do where the source wants to know who asks. The board that is there stays.

use crate::store::{self, Auth, Store};
use leptos::prelude::*;

/// A way to a login elsewhere, or a field for a token; nothing while the source lets the reader in.
#[component]
pub(super) fn SignIn() -> impl IntoView {
    let store = Store::get();
    let asked = Memo::new(move |_| store.sign_in());
    move || {
        let store::SignIn { auth, url } = asked.get()?;
        let words = &store.locale().feed;
        let has_board = store.board().with_untracked(Option::is_some);
        Some(match auth {
            // A source that was not said to want a sign-in may still stand behind one.
            Auth::None | Auth::Cookie => view! {
                <section class="sign-in" aria-label=words.sign_in>
                    <span>{words.sign_in_elsewhere}</span>
                    <a href=url target="_blank" rel="noopener">{words.sign_in_link}</a>
                    // At the start there is such a button below.
                    {has_board.then(|| view! {
                        <button type="button" on:click=move |_| store.try_again()>{store.locale().try_again}</button>
                    })}
                </section>
            }
            .into_any(),
            Auth::Bearer => view! { <TokenForm /> }.into_any(),
        })
    }
}

/// A field for a token. It is read when it is sent, and kept by nobody here.
#[component]
fn TokenForm() -> impl IntoView {
    let store = Store::get();
    let field = NodeRef::<leptos::html::Input>::new();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(input) = field.get() {
            store.sign_in_with(&input.value());
            input.set_value("");
        }
    };
    view! {
        <form class="sign-in" aria-label=store.say(|l| l.feed.sign_in) on:submit=send>
            <label>
                <span>{store.say(|l| l.feed.token)}</span>
                <input type="password" autocomplete="off" required node_ref=field />
            </label>
            <button type="submit">{store.say(|l| l.feed.sign_in)}</button>
            <small>{store.say(|l| l.feed.token_kept)}</small>
        </form>
    }
}
