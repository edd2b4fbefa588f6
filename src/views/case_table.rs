//! The table of matters: thousands of rows of which only those in sight exist. The whole of it is the sheet.
//!
//! The table is one stop of the Tab key; arrows move in it. It knows no order and no filter: the store lists.

use super::{case_row::CaseRow, words::text};
use crate::{
    domain::{
        board::OpenCase,
        filter::{Column, Direction, Sort},
        ids::CaseId,
    },
    store::{List, Page, Store},
};
use leptos::{ev::KeyboardEvent, html, prelude::*};
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// How many rows are there above and below those in sight, so that scrolling does not outrun them.
const SPARE: usize = 8;
/// How high a row is until the first one has been measured.
const ROW_PX: f64 = 52.0;
/// How many rows a press on Page Up or Page Down goes.
const PAGE: usize = 10;

/// The columns that have a title of their own; the others are in the list of orders.
const COLUMNS: [Column; 4] = [Column::Urgency, Column::Title, Column::Due, Column::Unit];

/// The table's own state: which rows exist, and which one the keyboard is on.
#[derive(Clone, Copy)]
struct Rows {
    store: Store,
    scroller: NodeRef<html::Div>,
    body: NodeRef<html::Div>,
    first: RwSignal<usize>,
    end: RwSignal<usize>,
    row_px: RwSignal<f64>,
    /// By its matter and not by its place: what comes in above must not move the keyboard to another.
    active: RwSignal<Option<CaseId>>,
}

/// The table with what stands over it.
#[component]
pub(super) fn CaseTable() -> impl IntoView {
    let store = Store::get();
    let rows = Rows {
        store,
        scroller: NodeRef::new(),
        body: NodeRef::new(),
        first: RwSignal::new(0),
        end: RwSignal::new(2 * SPARE),
        row_px: RwSignal::new(ROW_PX),
        active: RwSignal::new(None),
    };
    let count = Memo::new(move |_| store.listed().with(|listed| listed.0.len()));
    rows.follow(count);
    let shown = Memo::new(move |_| {
        store.listed().with(|listed| {
            let end = rows.end.get().min(listed.0.len());
            let shown = listed.0.get(rows.first.get().min(end)..end);
            Shown(shown.map(<[_]>::to_vec).unwrap_or_default())
        })
    });
    let is_empty = Memo::new(move |_| count.get() == 0);
    let described = move || rows.active.get().map(|id| row_id(&id));
    view! {
        <TableHead count />
        <p id="table-note" class="visually-hidden">{store.say(|l| l.desk.table_is_partial)}</p>
        <div
            class="table"
            role="grid"
            node_ref=rows.scroller
            tabindex="0"
            aria-label=store.say(|l| l.desk.table)
            aria-describedby="table-note"
            aria-rowcount=text(move || (count.get() + 1).to_string())
            aria-activedescendant=described
            on:scroll=move |_| rows.measure()
            on:keydown=move |event| rows.on_key(&event)
        >
            <div class="table-titles" role="row" aria-rowindex="1">
                {COLUMNS.map(|column| view! { <Title column /> }).collect_view()}
            </div>
            <div
                class="table-body"
                role="rowgroup"
                node_ref=rows.body
                style:height=move || format!("{}px", rows.px(count.get()))
            >
                <div class="table-shown" role="presentation" style:top=move || format!("{}px", rows.px(rows.first.get()))>
                    <For
                        each=move || shown.get().0
                        // The matter in this very state: its row holds it, so that no other can have its place in memory.
                        key=|open| Arc::as_ptr(open) as usize
                        let:open
                    >
                        {
                            let id = open.case.id.clone();
                            let of = id.clone();
                            let at = Memo::new(move |_| {
                                let at = shown.with(|shown| shown.0.iter().position(|open| open.case.id == of));
                                rows.first.get() + at.unwrap_or_default()
                            });
                            let is_active = Memo::new(move |_| rows.active.with(|active| active.as_ref() == Some(&id)));
                            let on_press = Callback::new(move |id| rows.active.set(Some(id)));
                            view! { <CaseRow open at is_active on_press /> }
                        }
                    </For>
                </div>
            </div>
        </div>
        <Show when=move || is_empty.get()>
            <p class="table-empty" role="status">{text(move || {
                let is_filtered = store.view().with(|view| !view.filter.is_empty());
                let desk = &store.locale().desk;
                if is_filtered { desk.nothing_fits } else { desk.nothing_open }.into()
            })}</p>
        </Show>
    }
}

/// What stands over the table: how many it lists, in which order, and the ways to other lists.
#[component]
fn TableHead(count: Memo<usize>) -> impl IntoView {
    let store = Store::get();
    view! {
        <div class="table-head">
            <h2>{store.say(|l| l.desk.open_list)} " " <b data-listed=text(move || count.get().to_string())>
                {text(move || (store.locale().desk.listed)(count.get()))}
            </b></h2>
            <Orders />
            <button type="button" class="chip chip-quiet whole-list" on:click=move |_| store.show_page(Page::Sheet)>
                {store.say(|l| l.desk.whole_list)}
            </button>
            <button type="button" class="chip chip-quiet" on:click=move |_| store.list(List::Closed)>
                {store.say(|l| l.desk.closed_list)}
            </button>
        </div>
    }
}

/// The rows that exist; the same if they are of the same matters in the same states.
#[derive(Clone, Default)]
struct Shown(Vec<Arc<OpenCase>>);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(|(a, b)| Arc::ptr_eq(a, b))
    }
}

/// The identity of a row's element.
pub(super) fn row_id(id: &CaseId) -> String {
    format!("row-{id}")
}

impl Rows {
    /// Begins at the top of another list, and takes in what is in sight whenever that may have changed.
    fn follow(self, count: Memo<usize>) {
        let (store, rows) = (self.store, self);
        let scope = Memo::new(move |_| {
            store.view().with(|view| (view.scope.clone(), view.filter.clone(), view.sort))
        });
        Effect::new(move |before: Option<()>| {
            // Another list begins at its top; the same list with other facts stays where it is.
            scope.with(|_| ());
            if before.is_some() {
                rows.active.set(None);
                if let Some(scroller) = rows.scroller.get_untracked() {
                    scroller.set_scroll_top(0);
                }
            }
        });
        Effect::new(move |_| {
            count.with(|_| ());
            rows.body.track();
            request_animation_frame(move || rows.measure());
        });
        for event in ["scroll", "resize"] {
            let handle = window_event_listener_untyped(event, move |_| rows.measure());
            on_cleanup(move || handle.remove());
        }
    }

    /// How far down a row begins.
    fn px(self, rows: usize) -> f64 {
        f64::from(u32::try_from(rows).unwrap_or(u32::MAX)) * self.row_px.get()
    }

    fn id_at(self, at: usize) -> Option<CaseId> {
        self.store.listed().with(|listed| listed.0.get(at).map(|open| open.case.id.clone()))
    }

    /// Takes in which rows are in sight: the table's own part of the window, whether it or the page scrolls.
    fn measure(self) {
        // The table may have been left since this was asked for.
        let Some(body) = self.body.try_get_untracked().flatten() else { return };
        let Some(scroller) = self.scroller.try_get_untracked().flatten() else { return };
        if let Some(row) = body.query_selector(".case-row").ok().flatten() {
            let height = row.get_bounding_client_rect().height();
            if height > 0.0 && (height - self.row_px.get_untracked()).abs() > 0.1 {
                self.row_px.set(height);
            }
        }
        let height =
            window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        let (outer, inner) = (scroller.get_bounding_client_rect(), body.get_bounding_client_rect());
        let (top, bottom) = (outer.top().max(0.0), outer.bottom().min(height));
        let row_px = self.row_px.get_untracked();
        let row_at = |y: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "no list has a billion rows, and none begins before its first"
            )]
            let row = ((y - inner.top()) / row_px).max(0.0) as usize;
            row
        };
        let (first, end) = (row_at(top).saturating_sub(SPARE), row_at(bottom) + 1 + SPARE);
        if self.first.get_untracked() != first {
            self.first.set(first);
        }
        if self.end.get_untracked() != end {
            self.end.set(end);
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        let target = event.target().and_then(|of| of.dyn_into::<web_sys::Element>().ok());
        if target.is_some_and(|of| of.matches(".title").unwrap_or_default()) {
            // The keys of a column's title are its own.
            return;
        }
        let (at, count) = self.place_of_active();
        let last = count.saturating_sub(1);
        let to = match (event.key().as_str(), at) {
            // The first key lands on the first row.
            ("ArrowDown" | "ArrowUp" | "PageDown" | "PageUp", None) | ("Home", _) => 0,
            ("ArrowDown", Some(at)) => at + 1,
            ("ArrowUp", Some(at)) => at.saturating_sub(1),
            ("PageDown", Some(at)) => at + PAGE,
            ("PageUp", Some(at)) => at.saturating_sub(PAGE),
            ("End", _) => last,
            ("Enter" | " ", Some(_)) => {
                event.prevent_default();
                self.store.open_case(self.active.get_untracked());
                return;
            }
            _ => return,
        };
        event.prevent_default();
        let to = to.min(last);
        self.active.set(untrack(|| self.id_at(to)));
        self.bring_into_sight(to);
    }

    /// Which row the keyboard is on, if its matter is still listed, and how many rows there are.
    fn place_of_active(self) -> (Option<usize>, usize) {
        self.store.listed().with_untracked(|listed| {
            let active = self.active.get_untracked();
            let at = listed.0.iter().position(|open| Some(&open.case.id) == active.as_ref());
            (at, listed.0.len())
        })
    }

    /// Scrolls as little as it takes to see a row whole.
    fn bring_into_sight(self, at: usize) {
        let Some((body, scroller)) = self.body.get_untracked().zip(self.scroller.get_untracked())
        else {
            return;
        };
        let (outer, inner) = (scroller.get_bounding_client_rect(), body.get_bounding_client_rect());
        let titles = inner.top() + f64::from(scroller.scroll_top()) - outer.top();
        let top = untrack(|| self.px(at));
        let (above, room) =
            (f64::from(scroller.scroll_top()), f64::from(scroller.client_height()) - titles);
        let to =
            if top < above { top } else { above.max(top + self.row_px.get_untracked() - room) };
        #[expect(clippy::cast_possible_truncation, reason = "a position on a screen fits 32 bits")]
        scroller.set_scroll_top(to.round() as i32);
        self.measure();
    }
}

/// A column's title: a press orders by it, another one turns the order round.
#[component]
fn Title(column: Column) -> impl IntoView {
    let store = Store::get();
    let sort = Memo::new(move |_| store.view().with(|view| view.sort));
    let is_chosen = move || sort.get().column == column;
    let is_reversed = move || sort.get().direction == Direction::Reverse;
    view! {
        <div
            role="columnheader"
            aria-sort=move || is_chosen().then(|| if is_reversed() { "descending" } else { "ascending" })
        >
            <button
                type="button"
                class="title"
                tabindex="-1"
                on:click=move |_| store.sort(sort.get_untracked().pressed(column))
            >
                {store.say_of(column, |l, column| (l.desk.column)(column))}
                <span aria-hidden="true">{text(move || match (is_chosen(), is_reversed()) {
                    (true, false) => " ↓".into(),
                    (true, true) => " ↑".into(),
                    (false, _) => String::new(),
                })}</span>
            </button>
        </div>
    }
}

/// The order as a list, for the columns that have no title, and for the keyboard.
#[component]
fn Orders() -> impl IntoView {
    let store = Store::get();
    let sort = Memo::new(move |_| store.view().with(|view| view.sort));
    let choose = move |event| {
        let code = event_target_value(&event);
        if let Some(column) = Column::ALL.into_iter().find(|column| column.code() == code) {
            store.sort(Sort { column, ..Sort::default() });
        }
    };
    view! {
        <label class="orders">
            <span>{store.say(|l| l.desk.order)}</span>
            <select on:change=choose prop:value=move || sort.get().column.code()>
                {Column::ALL.map(|column| view! {
                    <option value=column.code() selected=move || sort.get().column == column>
                        {store.say_of(column, |l, column| (l.desk.column)(column))}
                    </option>
                }).collect_view()}
            </select>
            <button
                type="button"
                class="chip chip-quiet"
                aria-pressed=text(move || (sort.get().direction == Direction::Reverse).to_string())
                on:click=move |_| store.sort(sort.get_untracked().pressed(sort.get_untracked().column))
            >{text(move || (store.locale().desk.direction)(sort.get().direction).into())}</button>
        </label>
    }
}
