//! The one search box: while somebody types it offers places and open matters, and Enter filters the list by the words.

use super::words::{area_name, place_name, shape_class, text, verdict, with_board};
use crate::{
    domain::{area::Place, board::OpenCase, ids::CaseId, scope::Scope, suggest::Suggestions},
    store::Store,
};
use leptos::{
    ev::{self, KeyboardEvent},
    html,
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    prelude::*,
};
use std::{sync::Arc, time::Duration};
use wasm_bindgen::JsCast;

/// Suggestions come when the typing pauses for this long: a fast typist must not wait for each letter.
const PAUSE: Duration = Duration::from_millis(120);

/// What a press on a suggestion comes to.
#[derive(Clone, Debug, PartialEq)]
enum Goal {
    Place(Scope, Place),
    Case(CaseId, Scope),
    Words(String),
}

/// The box's own state, transient and of this view alone.
#[derive(Clone, Copy)]
struct Field {
    store: Store,
    input: NodeRef<html::Input>,
    typed: RwSignal<String>,
    /// The goals, and the words they were found by.
    goals: RwSignal<(String, Vec<Goal>)>,
    active: RwSignal<usize>,
    is_open: RwSignal<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Field {
    fn new(store: Store) -> Self {
        let field = Self {
            store,
            input: NodeRef::new(),
            typed: RwSignal::new(String::new()),
            goals: RwSignal::new((String::new(), Vec::new())),
            active: RwSignal::new(0),
            is_open: RwSignal::new(false),
            timer: StoredValue::new(None),
        };
        on_cleanup(move || field.look_later(None));
        Effect::new(move |_| {
            // The table of initials may come after the first words.
            if store.knows_pinyin().get() && field.is_open.get_untracked() {
                field.look();
            }
        });
        // "/" and Ctrl+K lead here from anywhere but a field.
        let shortcut = window_event_listener(ev::keydown, move |event| {
            let is_combined = event.ctrl_key() || event.meta_key();
            let is_k = event.key() == "k" && is_combined;
            let is_slash = event.key() == "/" && !is_combined && !is_typing();
            if (is_k || is_slash)
                && let Some(input) = field.input.get_untracked()
            {
                event.prevent_default();
                let _focused = input.focus();
                input.select();
            }
        });
        on_cleanup(move || shortcut.remove());
        field
    }

    /// Looks for what has been typed.
    fn look(self) {
        let words = self.typed.get_untracked();
        let found = untrack(|| goals_of(self.store, &self.store.suggest(&words), &words));
        self.goals.set((words, found));
        self.active.set(0);
    }

    /// Puts off the look that is waited for, or forgets it.
    fn look_later(self, later: Option<TimeoutHandle>) {
        let before = self.timer.try_update_value(|known| std::mem::replace(known, later));
        if let Some(before) = before.flatten() {
            before.clear();
        }
    }

    fn on_input(self, words: String) {
        self.typed.set(words);
        self.is_open.set(true);
        self.look_later(set_timeout_with_handle(move || self.look(), PAUSE).ok());
    }

    fn go(self, goal: Goal) {
        self.is_open.set(false);
        match goal {
            Goal::Place(scope, _) => {
                self.typed.set(String::new());
                self.store.select(scope);
            }
            Goal::Case(id, scope) => {
                self.typed.set(String::new());
                self.store.open_case_in(id, scope);
            }
            Goal::Words(words) => self.store.look_for(&words),
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        let last = self.goals.with_untracked(|(_, goals)| goals.len()).saturating_sub(1);
        let at = self.active.get_untracked();
        match event.key().as_str() {
            // These keys belong to the input method while characters are being put together.
            _ if event.is_composing() => return,
            "ArrowDown" => self.active.set((at + 1).min(last)),
            "ArrowUp" => self.active.set(at.saturating_sub(1)),
            "Enter" => {
                event.prevent_default();
                // Who is faster than the suggestions means the words.
                let words = self.typed.get_untracked();
                let goal = self.goals.with_untracked(|(found_by, goals)| {
                    goals.get(at).cloned().filter(|_| *found_by == words)
                });
                self.go(goal.unwrap_or(Goal::Words(words)));
                return;
            }
            "Escape" => {
                self.is_open.set(false);
                return;
            }
            _ => return,
        }
        event.prevent_default();
        self.is_open.set(true);
    }
}

/// The search box.
#[component]
pub(super) fn Search() -> impl IntoView {
    let store = Store::get();
    let field = Field::new(store);
    let is_shown = Signal::derive(move || {
        field.is_open.get() && field.typed.with(|words| !words.trim().is_empty())
    });
    let active = field.active;
    view! {
        <div class="search" role="search" on:focusout=move |_| field.is_open.set(false)>
            <input
                type="search"
                node_ref=field.input
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                placeholder=store.say(|l| l.desk.search)
                aria-label=store.say(|l| l.desk.search)
                aria-describedby="search-hint"
                aria-expanded=text(move || is_shown.get().to_string())
                aria-controls="suggestions"
                aria-autocomplete="list"
                aria-activedescendant=move || is_shown.get().then(|| format!("suggestion-{}", active.get()))
                prop:value=move || field.typed.get()
                on:focus=move |_| store.need_pinyin()
                on:input=move |event| field.on_input(event_target_value(&event))
                on:keydown=move |event| field.on_key(&event)
            />
            <span id="search-hint" class="visually-hidden">{store.say(|l| l.desk.search_hint)}</span>
            <List field is_shown />
            <span class="visually-hidden" role="status">
                {text(move || if is_shown.get() {
                    (store.locale().desk.suggestions)(field.goals.with(|(_, goals)| goals.len()))
                } else {
                    String::new()
                })}
            </span>
        </div>
    }
}

/// The suggestions; hidden, and yet there, while none are shown: the field names them.
#[component]
fn List(field: Field, is_shown: Signal<bool>) -> impl IntoView {
    let store = Store::get();
    let (goals, active) = (field.goals, field.active);
    view! {
        <ul
            id="suggestions"
            class="suggestions"
            role="listbox"
            aria-label=store.say(|l| l.desk.search)
            hidden=move || !is_shown.get()
        >
            {move || goals.get().1.into_iter().enumerate().map(|(at, goal)| {
                let (class, title, detail) = row(store, &goal);
                view! {
                    <li
                        id=format!("suggestion-{at}")
                        role="option"
                        aria-selected=text(move || (active.get() == at).to_string())
                        // Before the field loses the focus, or there would be nothing left to press.
                        on:mousedown=move |event| {
                            event.prevent_default();
                            field.go(goal.clone());
                        }
                    >
                        <span class=class aria-hidden="true"></span>
                        <span class="suggestion-title">{title}</span>
                        <small>{detail}</small>
                    </li>
                }
            }).collect_view()}
        </ul>
    }
}

/// What the suggestions lead to; the last filters the list.
fn goals_of(store: Store, found: &Suggestions, words: &str) -> Vec<Goal> {
    let mut goals: Vec<Goal> =
        found.places.iter().map(|(scope, place)| Goal::Place(scope.clone(), *place)).collect();
    for open in &found.cases {
        let scopes = with_board(store, |board| board.areas.scopes_of(open.place));
        let scope = scopes.and_then(|scopes| scopes.into_iter().next()).unwrap_or_default();
        goals.push(Goal::Case(open.case.id.clone(), scope));
    }
    goals.push(Goal::Words(words.to_owned()));
    goals
}

/// A suggestion: the class of its sign, its words, and where it is.
fn row(store: Store, goal: &Goal) -> (String, String, String) {
    match goal {
        Goal::Place(scope, place) => {
            let path = with_board(store, |board| place_name(*place, board, store.lang()));
            let above = path.and_then(|path| Some(path.rsplit_once(" · ")?.0.to_owned()));
            let lit = store.lit().with(|lit| lit.count(*place));
            let class = lit.worst().map_or_else(|| "shape".into(), shape_class);
            (class, area_name(store, scope), above.unwrap_or_default())
        }
        Goal::Case(id, _) => {
            let open: Option<Arc<OpenCase>> =
                with_board(store, |board| board.case(id).cloned()).flatten();
            let Some(open) = open else { return (String::new(), id.to_string(), String::new()) };
            let now = store.lit_at().get_untracked();
            let verdict = with_board(store, |board| verdict(&open, board, now, store.locale()));
            let place = with_board(store, |board| place_name(open.place, board, store.lang()));
            let detail = [verdict, place].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            (shape_class(open.clock.light(now)), open.case.title.to_string(), detail)
        }
        Goal::Words(words) => {
            ("shape".into(), (store.locale().desk.list_them)(words), String::new())
        }
    }
}

/// Whether the keys go into a field already.
fn is_typing() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|element| {
        element.dyn_ref::<web_sys::HtmlInputElement>().is_some()
            || element.dyn_ref::<web_sys::HtmlSelectElement>().is_some()
    })
}
