//! The workload: the places one level below compared, in charts. The map and the list stand beside them and follow.

use super::{
    data_table::{data_table, is_open_now},
    heat::HeatTable,
    words::{area_name, text, with_board},
    workload_charts::{
        AgeChart, CourseCharts, DailyChart, DueCalendar, LightChart, RankChart, definitions_table,
    },
    workload_controls::Controls,
};
use crate::{
    domain::{parts::parts, scope::Scope},
    store::{Page, Store, View},
};
use leptos::prelude::*;

/// The page of the workload.
#[component]
pub(super) fn WorkloadPage() -> impl IntoView {
    let store = Store::get();
    let name = text(move || {
        let scope: Scope = store.view().with(View::scope);
        format!("{} · {}", area_name(store, &scope), store.locale().workload.title)
    });
    let span = text(move || {
        let said = &store.locale().workload;
        store.asked_of_days(|ask| (said.span)(ask.span)).unwrap_or_default()
    });
    let has_parts = Memo::new(move |_| {
        let place = store.place().get();
        let any = with_board(store, |board| parts(&board.areas, place).1.len() > 1);
        any.unwrap_or(false)
    });
    view! {
        <section class="workload" aria-label=store.say(|l| l.workload.title)>
            <div class="workload-head">
                <h2>{name}</h2>
                <p class="workload-span">{span}</p>
                <Controls />
            </div>
            <Charts has_parts />
            <Definitions />
        </section>
    }
}

/// All charts, in two columns of about the same height, and below them what needs the whole width.
#[component]
fn Charts(has_parts: Memo<bool>) -> impl IntoView {
    view! {
        <div class="charts">
            <div class="chart-column">
                <Show when=move || has_parts.get()>
                    <LightChart />
                </Show>
                <DailyChart />
            </div>
            <div class="chart-column">
                <DueCalendar />
                <AgeChart />
                <Show when=move || has_parts.get()>
                    <RankChart />
                </Show>
            </div>
            <Show when=move || has_parts.get()>
                <HeatTable />
                <CourseCharts />
            </Show>
        </div>
    }
}

/// Every figure of the place with its formula: folded away on the screen, whole on paper.
#[component]
fn Definitions() -> impl IntoView {
    let store = Store::get();
    let is_open = RwSignal::new(false);
    let table = Memo::new(move |_| is_open.get().then(|| definitions_table(store)).flatten());
    // On paper nothing can be unfolded.
    let before_print = window_event_listener_untyped("beforeprint", move |_| is_open.set(true));
    on_cleanup(move || before_print.remove());
    view! {
        <details class="definitions" prop:open=is_open on:toggle=move |event| is_open.set(is_open_now(&event))>
            <summary>{store.say(|l| l.workload.definitions)}</summary>
            {move || table.get().map(|table| {
                let title = Signal::derive(move || store.locale().workload.definitions.to_owned());
                view! {
                    <div class="data-scroll" tabindex="0" role="region" aria-label=title>
                        {data_table(table, title)}
                    </div>
                }
            })}
        </details>
    }
}

/// The way to the workload and back to the map.
#[component]
pub(super) fn WorkloadLink() -> impl IntoView {
    let store = Store::get();
    let is_there = Memo::new(move |_| store.view().with(|view| view.page == Page::Workload));
    let go = move |_| {
        store.show_page(if is_there.get_untracked() { Page::Board } else { Page::Workload });
    };
    view! {
        <button type="button" class="workload-link" on:click=go>
            {text(move || {
                let said = &store.locale().workload;
                if is_there.get() { said.back } else { said.open_page }.to_owned()
            })}
        </button>
    }
}
