//! How much of the data could not be read, and why: the count always, the reasons a tap away.

use super::words::{text, with_board};
use crate::{
    domain::{board::Board, defect::Defect},
    store::{Face, Store},
};
use leptos::prelude::*;

/// How many defects are listed; all are counted.
const LISTED: usize = 50;

/// The count of defects with their reasons.
#[component]
pub(super) fn Defects() -> impl IntoView {
    let store = Store::get();
    let count = Memo::new(move |_| with_board(store, |board| board.defects().count()).unwrap_or(0));
    let listed = Memo::new(move |_| {
        let listed = |board: &Board| board.defects().take(LISTED).cloned().collect::<Vec<Defect>>();
        with_board(store, listed).unwrap_or_default()
    });
    let is_at_desk = Memo::new(move |_| store.view().with(|view| view.face == Face::Desk));
    let disagreements =
        Memo::new(move |_| with_board(store, Board::disagreement_count).unwrap_or(0));
    view! {
        <details class="defects" data-figure="defects" data-value=text(move || count.get().to_string())>
            <summary>
                {text(move || match count.get() {
                    0 => store.locale().defects_none.to_owned(),
                    count => (store.locale().defects)(count),
                })}
            </summary>
            <ul>
                {move || {
                    let count = disagreements.get();
                    (count > 0).then(|| view! {
                        <li data-figure="disagreements" data-value=count.to_string()>
                            {(store.locale().explain.disagreements)(count)}
                        </li>
                    })
                }}
                // What could not be read may be anything, a name or a number too: a wall shows how much of it there is.
                {move || is_at_desk.get().then(|| {
                    let locale = store.locale();
                    listed.get().iter().map(|defect| view! { <li>{(locale.defect)(defect)}</li> }).collect_view()
                })}
                {move || {
                    let rest = count.get().saturating_sub(LISTED);
                    (rest > 0 && is_at_desk.get()).then(|| view! { <li>{(store.locale().more_defects)(rest)}</li> })
                }}
            </ul>
        </details>
    }
}
