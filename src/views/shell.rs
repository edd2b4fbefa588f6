//! The shell: provides the store, shows loading, failure or the board, and puts the map in its place.

use super::{
    assessment::AssessmentPage,
    banner::{Banner, NotLive},
    brief::BriefPage,
    case_panel::CasePanel,
    case_table::CaseTable,
    closed_list::ClosedList,
    defects::Defects,
    figures::Figures,
    filters::Filters,
    header::Header,
    legend::Legend,
    overview::Overview,
    sheet::Sheet,
    sign_in::SignIn,
    tools::Tools,
    wall::{SceneBar, Slots},
    workload::WorkloadPage,
};
use crate::{
    map::MapView,
    store::{Face, List, Page, Phase, Progress, Store},
};
use leptos::prelude::*;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let store = Store::begin();
    provide_context(store);
    Effect::new(move |_| {
        let locale = store.locale();
        let title = store.title(store.lang()).unwrap_or_else(|| locale.tagline.into());
        document().set_title(&format!("{title} · {}", locale.product));
    });
    let has_board = Memo::new(move |_| store.board().with(Option::is_some));
    let is_wall = Memo::new(move |_| store.view().with(|view| view.face == Face::Wall));
    let page = Memo::new(move |_| store.view().with(|view| view.page));
    // A printed page has no map beside it: it takes the place of the whole board.
    // Nobody prints a wall, and what is printed names matters.
    let has_sheet =
        Memo::new(move |_| has_board.get() && page.get().is_printed() && !is_wall.get());
    // A wall has its charts in the panels of its scenes.
    let is_workload = Memo::new(move |_| page.get() == Page::Workload && !is_wall.get());
    let is_wide = Signal::derive(move || (is_wall.get() && store.layout().is_wide()).then_some(""));
    let has_grids = Memo::new(move |_| {
        store.board().with(|board| board.as_ref().is_none_or(|b| !b.areas.grids().is_empty()))
    });
    view! {
        <Show when=move || has_board.get() && !has_sheet.get()>
            <a class="skip" href="#cases">{store.say(|l| l.skip_to_list)}</a>
        </Show>
        <Show when=move || !has_sheet.get()>
            <Header />
        </Show>
        <Banner />
        <NotLive />
        <Show when=move || has_sheet.get()>
            {move || match page.get() {
                Page::Assessment => view! { <AssessmentPage /> }.into_any(),
                Page::Brief => view! { <BriefPage /> }.into_any(),
                _ => view! { <Sheet /> }.into_any(),
            }}
        </Show>
        <Show when=move || has_board.get() && !has_sheet.get() fallback=move || (!has_sheet.get()).then(Waiting)>
            <main class="board" data-page=move || page.get().code() data-wide=is_wide>
                <Show when=move || !is_wall.get()>
                    <section class="side side-figures">
                        <Figures />
                    </section>
                </Show>
                <Show when=move || !is_wall.get()>
                    <Filters />
                </Show>
                <Show when=move || is_workload.get() && store.is_settled().get()>
                    <WorkloadPage />
                </Show>
                // The map stays where it is, whatever stands around it.
                <section class="stage">
                    <Show when=move || is_wall.get()>
                        <SceneBar />
                    </Show>
                    <MapView />
                    <Show when=move || !has_grids.get()>
                        <p class="no-areas" role="note">{store.say(|l| l.feed.no_areas)}</p>
                    </Show>
                    <Legend />
                </section>
                <Show when=move || is_wall.get()>
                    <Slots />
                </Show>
                <Show when=move || !is_wall.get() && store.is_settled().get()>
                    <DeskLists />
                </Show>
            </main>
            <footer class="foot">
                <Defects />
                <Tools />
            </footer>
        </Show>
    }
}

/// At a desk: the table, and beside it the matter that is open, or what there is to know of the place.
#[component]
fn DeskLists() -> impl IntoView {
    let store = Store::get();
    let is_closed = Memo::new(move |_| store.view().with(|view| view.list == List::Closed));
    let has_case = Memo::new(move |_| store.view().with(|view| view.case.is_some()));
    view! {
        <section class="list" id="cases" tabindex="-1">
            <Show when=move || !is_closed.get() fallback=ClosedList>
                <CaseTable />
            </Show>
        </section>
        <aside class="panel">
            <Show when=move || has_case.get() fallback=Overview>
                <CasePanel />
            </Show>
        </aside>
    }
}

/// While there is no board: how far it has come, or why it does not come.
#[component]
fn Waiting() -> impl IntoView {
    let store = Store::get();
    view! {
        <main class="waiting">
            {move || {
                let locale = store.locale();
                match store.phase().get() {
                    Phase::Failed(failure) => view! {
                        <div class="failed" role="alert">
                            <h2>{locale.failed}</h2>
                            <p>{(locale.failed_detail)(&failure)}</p>
                            // Nobody stands before a wall with a password.
                            <Show when=move || store.view().with(|view| view.face == Face::Desk)>
                                <SignIn />
                            </Show>
                            <button type="button" on:click=move |_| store.try_again()>{locale.try_again}</button>
                        </div>
                    }.into_any(),
                    Phase::Loading(Progress { done, of, rows }) => view! {
                        <div role="status">
                            <p>{locale.loading}</p>
                            <progress
                                max=of.max(1).to_string()
                                value=done.to_string()
                                aria-label=locale.loading
                            ></progress>
                            <p>{(of > 0).then(|| (locale.loading_part)(done, of))}</p>
                            <p>{(rows > 0).then(|| (locale.feed.rows_read)(rows))}</p>
                        </div>
                    }.into_any(),
                    Phase::Ready => ().into_any(),
                }
            }}
        </main>
    }
}
