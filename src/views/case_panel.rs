//! The panel of the matter that is open: its file, or why there is none, and the way back. What is in the file is `case_file`.

use super::{
    case_file::File,
    words::{area_name, text, with_board},
};
use crate::{
    domain::{
        board::{Board, OpenCase},
        calendar::Calendar,
        case::Case,
        filed::Filed,
        ids::CaseId,
    },
    store::{FileState, Store, View},
};
use leptos::{ev::KeyboardEvent, html::Section, prelude::*};
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// A matter that is shown: from the board with a light, or from the archive with a verdict.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) matter: Arc<OpenCase>,
    pub(super) filed: Option<Arc<Filed>>,
    /// What it was put together from.
    parts: (Arc<OpenCase>, Option<Arc<Case>>),
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        let ((board, fuller), (other_board, other_fuller)) = (&self.parts, &other.parts);
        let is_as_full = match (fuller, other_fuller) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        Arc::ptr_eq(board, other_board) && is_as_full
    }
}

impl Shown {
    /// A matter of the board, with what the source says of it beyond the row of the board.
    fn on_board(open: Arc<OpenCase>, fuller: Option<Arc<Case>>) -> Self {
        let matter = match &fuller {
            Some(fuller) => Arc::new(OpenCase {
                case: open.case.completed_by(fuller),
                ..OpenCase::clone(&open)
            }),
            None => Arc::clone(&open),
        };
        Self { matter, filed: None, parts: (open, fuller) }
    }

    fn filed(filed: &Arc<Filed>) -> Self {
        let matter = Arc::clone(&filed.matter);
        Self { matter: Arc::clone(&matter), filed: Some(Arc::clone(filed)), parts: (matter, None) }
    }

    /// The calendar by which it is judged.
    pub(super) fn calendar<'c>(&'c self, board: &'c Board) -> &'c Calendar {
        self.filed.as_ref().map_or(&board.calendar, |filed| &filed.calendar)
    }
}

/// The panel; nothing while no matter is open.
#[component]
pub(super) fn CasePanel() -> impl IntoView {
    let store = Store::get();
    let id = Memo::new(move |_| store.view().with(|view| view.case.clone()));
    view! { {move || id.get().map(|id| view! { <Panel id /> })} }
}

#[component]
fn Panel(id: CaseId) -> impl IntoView {
    let store = Store::get();
    let shown = {
        let id = id.clone();
        Memo::new(move |_| {
            let on_board = with_board(store, |board| board.case(&id).cloned()).flatten();
            store.file().with(|file| {
                let is_its = file.id.as_ref() == Some(&id);
                match (on_board, &file.state) {
                    (Some(open), _) => {
                        Some(Shown::on_board(open, file.fuller.clone().filter(|_| is_its)))
                    }
                    (None, FileState::Ready(filed)) if is_its => Some(Shown::filed(filed)),
                    _ => None,
                }
            })
        })
    };
    let section = NodeRef::<Section>::new();
    let gone_from = focus_if_by_keyboard(section);
    let close = move || {
        store.open_case(None);
        gone_from.with_value(give_back);
    };
    let content = move || match shown.get() {
        Some(shown) => view! { <File shown /> }.into_any(),
        None => view! { <NoFile id=id.clone() /> }.into_any(),
    };
    view! {
        <section
            class="case-panel"
            tabindex="-1"
            node_ref=section
            aria-label=store.say(|l| l.case_title)
            on:keydown=move |event: KeyboardEvent| if event.key() == "Escape" {
                event.stop_propagation();
                close();
            }
        >
            <button type="button" class="close" on:click=move |_| close()>{store.say(|l| l.close)}</button>
            {content}
        </section>
    }
}

/// Why there is no file, and the nearest level that there is.
#[component]
fn NoFile(id: CaseId) -> impl IntoView {
    let store = Store::get();
    let words = text(move || {
        let locale = store.locale();
        store.file().with(|file| match &file.state {
            FileState::Loading | FileState::OnBoard | FileState::Ready(_) => {
                locale.file.loading.into()
            }
            FileState::Absent => (locale.case_gone)(id.as_str()),
            FileState::NotAvailable => format!("{} {}", id, locale.file.not_available),
            FileState::Failed(failure) => (locale.file.failed)(failure),
        })
    });
    let is_over = move || {
        store.file().with(|file| {
            matches!(file.state, FileState::Absent | FileState::NotAvailable | FileState::Failed(_))
        })
    };
    let back = text(move || {
        let scope = store.view().with(View::scope);
        (store.locale().file.back_to)(&area_name(store, &scope))
    });
    view! {
        <div class="no-file" role="status">
            <p>{words}</p>
            <Show when=is_over>
                <button type="button" on:click=move |_| {
                    let scope = store.view().with_untracked(View::scope);
                    store.select(scope);
                }>{back}</button>
            </Show>
        </div>
    }
}

/// Who had the focus before a panel took it.
type GoneFrom = Option<web_sys::HtmlElement>;

/// Takes the focus to the panel where it was opened by the keyboard: somebody who hears the page should be where the
/// matter is. A pointer leaves it where it was.
fn focus_if_by_keyboard(section: NodeRef<Section>) -> StoredValue<GoneFrom, LocalStorage> {
    let gone_from = StoredValue::new_local(None);
    Effect::new(move |_| {
        let Some(section) = section.get() else { return };
        let active = document().active_element();
        let by_keyboard = active.filter(|active| {
            active.matches(":focus-visible").unwrap_or_default() && !section.contains(Some(active))
        });
        if let Some(active) = by_keyboard {
            // Where an element refuses the focus, it stays where it is.
            if section.focus().is_ok() {
                gone_from.set_value(active.dyn_into().ok());
            }
        }
    });
    gone_from
}

/// Gives the focus back, if it was taken.
fn give_back(gone_from: &GoneFrom) {
    if let Some(element) = gone_from
        && element.focus().is_err()
    {
        leptos::logging::warn!("the focus could not be given back");
    }
}
