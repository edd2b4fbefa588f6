//! The filters: what is to be done today as chips, every other question as a list of options, each with the count of what
//! it would list, and what is chosen as chips that can be taken off.

use super::words::{choice_word, shape, text, with_board};
use crate::{
    domain::{
        facets::Choice,
        filter::{Dimension, DueWindow, Waiting},
        light::Light,
    },
    locales::grouped,
    store::Store,
};
use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;

/// The questions that have a list of their own.
const LISTS: [Dimension; 7] = [
    Dimension::Due,
    Dimension::Domain,
    Dimension::Category,
    Dimension::Status,
    Dimension::Route,
    Dimension::Unit,
    Dimension::Supervision,
];

/// What is to be done today, and the lights: one press each.
fn quick() -> [Choice; 8] {
    [
        Choice::Light(Light::Red),
        Choice::Due(DueWindow::NewlyRed),
        Choice::Due(DueWindow::Today),
        Choice::Light(Light::DueSoon),
        Choice::Waiting(Waiting::Contact),
        Choice::Waiting(Waiting::CallBack),
        Choice::Light(Light::Unknown),
        Choice::Light(Light::Normal),
    ]
}

/// The bar of filters.
#[component]
pub(super) fn Filters() -> impl IntoView {
    let store = Store::get();
    // Which list is open is nobody's business but this bar's.
    let open = RwSignal::new(None::<Dimension>);
    view! {
        <section class="filters" aria-label=store.say(|l| l.desk.filters)>
            <div class="chips" role="group" aria-label=store.say(|l| l.desk.quick_filters)>
                {quick().map(|choice| quick_chip(store, choice)).collect_view()}
            </div>
            <div class="facets" role="group" aria-label=store.say(|l| l.desk.filters)>
                {LISTS.map(|dimension| view! { <Facet dimension open /> }).collect_view()}
            </div>
            <Chosen />
        </section>
    }
}

fn quick_chip(store: Store, choice: Choice) -> impl IntoView {
    let dimension = choice.dimension();
    let light = match choice {
        Choice::Light(light) => Some(light),
        _ => None,
    };
    let count = {
        let choice = choice.clone();
        Memo::new(move |_| store.facets().with(|facets| facets.count(&choice)))
    };
    // A source that never says when citizens were contacted cannot say who was not (`rules.md`, Rates).
    let is_given = {
        let is_contact = choice == Choice::Waiting(Waiting::Contact);
        Memo::new(move |_| {
            !is_contact
                || with_board(store, |board| {
                    board.cases().any(|open| open.case.contacted_at.is_some())
                })
                .unwrap_or_default()
        })
    };
    let is_chosen = {
        let choice = choice.clone();
        Memo::new(move |_| {
            store.view().with(|view| view.filter.chosen(dimension).as_ref() == Some(&choice))
        })
    };
    let word = {
        let choice = choice.clone();
        text(move || choice_word(&choice, store.locale()))
    };
    let rule = {
        let choice = choice.clone();
        text(move || match choice {
            _ if !is_given.get() => store.locale().desk.contact_not_given.into(),
            Choice::Due(window) => (store.locale().desk.due_window_rule)(window).into(),
            Choice::Waiting(waiting) => (store.locale().desk.waiting_rule)(waiting).into(),
            _ => String::new(),
        })
    };
    view! {
        <button
            type="button"
            class="chip"
            title=rule
            aria-pressed=text(move || is_chosen.get().to_string())
            on:click=move |_| store.choose(choice.clone())
        >
            {light.map(shape)}
            {word} " " <b>{text(move || if is_given.get() { grouped(count.get() as u64) } else { "–".into() })}</b>
            <span class="chip-x" aria-hidden="true">{text(move || if is_chosen.get() { "✕".into() } else { String::new() })}</span>
        </button>
    }
}

/// One question with the list of its options.
#[component]
fn Facet(dimension: Dimension, open: RwSignal<Option<Dimension>>) -> impl IntoView {
    let store = Store::get();
    let button = NodeRef::<html::Button>::new();
    let is_open = Memo::new(move |_| open.get() == Some(dimension));
    let name = store.say_of(dimension, |l, dimension| (l.desk.dimension)(dimension));
    let close = move || {
        open.set(None);
        if let Some(button) = button.get_untracked() {
            // A page that cannot take the focus back keeps it where it is.
            let _focused = button.focus();
        }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" if is_open.get_untracked() => {
            event.stop_propagation();
            close();
        }
        "ArrowDown" | "ArrowUp" if is_open.get_untracked() => {
            event.prevent_default();
            step(&event);
        }
        _ => {}
    };
    view! {
        <div
            class="facet"
            on:keydown=on_key
            on:focusout=move |event| {
                let next = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
                let here = event.current_target().and_then(|of| of.dyn_into::<web_sys::Node>().ok());
                let stays = here.zip(next).is_some_and(|(here, next)| here.contains(Some(&next)));
                if !stays && is_open.get_untracked() {
                    open.set(None);
                }
            }
        >
            <button
                type="button"
                class="chip facet-button"
                node_ref=button
                aria-expanded=text(move || is_open.get().to_string())
                on:click=move |_| open.set((!is_open.get_untracked()).then_some(dimension))
            >
                {name} " ▾"
            </button>
            <Show when=move || is_open.get()>
                <Options dimension />
            </Show>
        </div>
    }
}

/// The options, those first that count for most where they have no order of their own.
#[component]
fn Options(dimension: Dimension) -> impl IntoView {
    let store = Store::get();
    let choices = Memo::new(move |_| store.facets().with(|facets| facets.choices(dimension)));
    let total = Memo::new(move |_| store.facets().with(|facets| facets.total(dimension)));
    // As it was when the list was opened: an option must not move away under the hand. What is new comes last.
    let order =
        untrack(|| choices.with(|all| all.iter().map(|(of, _)| of.clone()).collect::<Vec<_>>()));
    let keys = Memo::new(move |_| {
        let mut keys: Vec<Choice> =
            choices.with(|all| all.iter().map(|(choice, _)| choice.clone()).collect());
        let place =
            |choice: &Choice| order.iter().position(|known| known == choice).unwrap_or(usize::MAX);
        keys.sort_by_key(place);
        keys
    });
    let is_any =
        Memo::new(move |_| store.view().with(|view| view.filter.chosen(dimension).is_none()));
    view! {
        <ul class="options" aria-label=store.say_of(dimension, |l, of| (l.desk.dimension)(of))>
            <li>
                <button
                    type="button"
                    class="option"
                    aria-pressed=text(move || is_any.get().to_string())
                    on:click=move |_| store.let_go(dimension)
                >
                    <span>{store.say(|l| l.desk.any_option)}</span>
                    <b>{text(move || grouped(total.get() as u64))}</b>
                </button>
            </li>
            <Show when=move || keys.with(Vec::is_empty)>
                <li class="no-option">{store.say(|l| l.desk.no_option)}</li>
            </Show>
            <For each=move || keys.get() key=Clone::clone let:choice>
                {option(store, choice, choices)}
            </For>
        </ul>
    }
}

fn option(store: Store, choice: Choice, choices: Memo<Vec<(Choice, usize)>>) -> impl IntoView {
    let dimension = choice.dimension();
    let count = {
        let choice = choice.clone();
        text(move || {
            choices.with(|all| {
                let found = all.iter().find(|(of, _)| *of == choice);
                grouped(found.map_or(0, |(_, count)| *count) as u64)
            })
        })
    };
    let is_chosen = {
        let choice = choice.clone();
        text(move || {
            let chosen = store.view().with(|view| view.filter.chosen(dimension));
            (chosen.as_ref() == Some(&choice)).to_string()
        })
    };
    let word = {
        let choice = choice.clone();
        text(move || choice_word(&choice, store.locale()))
    };
    view! {
        <li>
            <button
                type="button"
                class="option"
                aria-pressed=is_chosen
                on:click=move |_| store.choose(choice.clone())
            >
                <span>{word}</span>
                <b>{count}</b>
            </button>
        </li>
    }
}

/// What is chosen beside the chips above, each to be taken off.
#[component]
fn Chosen() -> impl IntoView {
    let store = Store::get();
    let chosen = Memo::new(move |_| {
        store.view().with(|view| {
            let all = Dimension::ALL.into_iter().filter_map(|of| view.filter.chosen(of));
            all.filter(|choice| !quick().contains(choice)).collect::<Vec<_>>()
        })
    });
    let words = Memo::new(move |_| store.view().with(|view| view.filter.words.to_string()));
    let is_filtered = Memo::new(move |_| store.view().with(|view| !view.filter.is_empty()));
    view! {
        <Show when=move || is_filtered.get()>
            <div class="chosen">
                <For each=move || chosen.get() key=Clone::clone let:choice>
                    {
                        let dimension = choice.dimension();
                        let word = text(move || {
                            let locale = store.locale();
                            let name = (locale.desk.dimension)(dimension);
                            format!("{name} · {}", choice_word(&choice, locale))
                        });
                        chip(store, word, move || store.let_go(dimension))
                    }
                </For>
                <Show when=move || words.with(|words| !words.is_empty())>
                    {chip(
                        store,
                        text(move || (store.locale().desk.words)(&words.get())),
                        move || store.look_for(""),
                    )}
                </Show>
                <button type="button" class="chip chip-quiet" on:click=move |_| store.clear_filter()>
                    {store.say(|l| l.desk.clear_filters)}
                </button>
            </div>
        </Show>
    }
}

fn chip(store: Store, word: Signal<String>, take_off: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed="true"
            aria-label=text(move || (store.locale().desk.remove_filter)(&word.get()))
            on:click=move |_| take_off()
        >
            {word} <span class="chip-x" aria-hidden="true">"✕"</span>
        </button>
    }
}

/// Moves the focus to the option above or below.
fn step(event: &KeyboardEvent) {
    let Some(facet) = event.current_target().and_then(|of| of.dyn_into::<web_sys::Element>().ok())
    else {
        return;
    };
    let Ok(buttons) = facet.query_selector_all("button") else { return };
    let focused = document().active_element();
    let is_focused = |at: &u32| {
        buttons.get(*at).as_ref() == focused.as_ref().map(AsRef::<web_sys::Node>::as_ref)
    };
    let at = (0..buttons.length()).find(is_focused).unwrap_or_default();
    let next = if event.key() == "ArrowDown" { at + 1 } else { at.saturating_sub(1) };
    let next = buttons.get(next.min(buttons.length().saturating_sub(1)));
    if let Some(next) = next.and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _focused = next.focus();
    }
}
