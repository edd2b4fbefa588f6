//! Small pieces that many views share: the sign of a light, a text that follows the state, a bar of counts.

pub(super) use crate::report::words::{choice_word, local, place_name, verdict};
use crate::{
    domain::{
        area::Place, board::Board, case::Case, count::LightCount, light::Light, scope::Scope,
    },
    report::words::passers_words,
    store::{Face, Store},
};
use leptos::{ev::MouseEvent, prelude::*};

/// The sign of a light: a shape; its word must stand beside it.
pub(super) fn shape(light: Light) -> impl IntoView {
    view! { <span class=shape_class(light) aria-hidden="true"></span> }
}

/// The class of a light's sign.
pub(super) fn shape_class(light: Light) -> String {
    format!("shape shape-{}", light.code())
}

/// A text that follows what it is made of. As one type for all texts, each costs the program a tenth of what a closure
/// of its own in the view would.
pub(super) fn text(of: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(of)
}

/// What a matter is called: by its title at a desk; on a wall by what a passer-by may read.
pub(super) fn matter_words(store: Store, case: &Case) -> String {
    if store.view().with(|view| view.face == Face::Desk) {
        return case.title.to_string();
    }
    store.wall_plan().with(|plan| passers_words(case, plan.privacy, store.locale()))
}

/// Reads the board, once there is one.
pub(super) fn with_board<T>(store: Store, read: impl FnOnce(&Board) -> T) -> Option<T> {
    store.board().with(|board| board.as_ref().map(|board| read(board)))
}

/// The name of an area; its code while the board is not there, or does not have it.
pub(super) fn area_name(store: Store, area: &Scope) -> String {
    let lang = store.lang();
    let name = with_board(store, |board| match board.areas.place_of(area)? {
        place if place == Place::default() => Some(lang.locale().district.to_owned()),
        place => place_name(place, board, lang).rsplit(" · ").next().map(ToOwned::to_owned),
    });
    name.flatten().unwrap_or_else(|| area.code())
}

/// A bar of counts on a scale: red, due soon, and the rest.
pub(super) fn bar(count: Signal<LightCount>, most: Memo<u32>) -> AnyView {
    let part = move |class: &'static str, of: fn(&LightCount) -> u32| {
        let share = text(move || share_of(of(&count.get()), most.get()));
        view! { <span class=class style=("--share", share)></span> }
    };
    view! {
        <span class="bar" aria-hidden="true">
            {part("bar-red", |count| count.red)}
            {part("bar-due-soon", |count| count.due_soon)}
            {part("bar-normal", |count| count.normal + count.unknown)}
        </span>
    }
    .into_any()
}

/// A part of a whole as a CSS length, in hundredths of a per cent.
fn share_of(part: u32, whole: u32) -> String {
    let share = (u64::from(part) * 10_000).checked_div(u64::from(whole)).unwrap_or(0);
    format!("{}.{:02}%", share / 100, share % 100)
}

/// Whether a press on a link is for the browser: with a key held down it opens elsewhere.
pub(super) fn opens_elsewhere(event: &MouseEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.shift_key()
}
