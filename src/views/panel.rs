//! A panel of the wall in its frame, which says when it was last checked and how new the newest fact in it is.
//!
//! What is old is marked on the panel itself, and stays: the last good picture, never passed off as live.

use super::{
    case_list::CaseList,
    domains::Domains,
    figures::Figures,
    heat::HeatTable,
    layers::LayerLists,
    live::Live,
    words::{local, text, with_board},
    workload_charts::{
        AgeChart, CourseCharts, DailyChart, DueCalendar, LightChart, PartColumns, RankChart,
    },
};
use crate::{
    domain::{
        freshness::{Newest, PanelAge},
        time::{Instant, date_of},
        wall::Panel,
    },
    store::Store,
};
use leptos::prelude::*;

/// The frame with its panel, at its place in the scene; hidden where the scene has no place for it.
#[component]
pub(super) fn PanelFrame(panel: Panel, order: Memo<Option<usize>>) -> impl IntoView {
    let store = Store::get();
    // The figures come first; the rest takes as long again, and follows the first map within a blink.
    let is_due = Memo::new(move |_| panel == Panel::Figures || store.is_settled().get());
    let age = Memo::new(move |_| store.panel_age(panel));
    let feed = Signal::derive(move || age.get().map(|age| age.freshness.code()));
    view! {
        <div
            class="panel-frame"
            hidden=move || order.get().is_none()
            style:order=move || order.get().unwrap_or_default().to_string()
            data-panel=panel.code()
            data-panel-feed=feed
        >
            {move || is_due.get().then(|| content(store, panel))}
            <Stamp age />
        </div>
    }
}

/// What stands in the frame. Where no matter may be seen, counts of them stand for the lists.
fn content(store: Store, panel: Panel) -> AnyView {
    let shows_matters = store.wall_plan().with_untracked(|plan| plan.privacy.shows_matters());
    match panel {
        Panel::Figures => view! { <Figures /> }.into_any(),
        Panel::Domains => view! { <Domains /> }.into_any(),
        Panel::Overdue if shows_matters => view! { <CaseList /> }.into_any(),
        Panel::Overdue => view! { <LightChart /> }.into_any(),
        Panel::Live if shows_matters => view! { <Live /> }.into_any(),
        Panel::Live => view! { <AgeChart /> }.into_any(),
        Panel::Places => view! { <PartColumns /> }.into_any(),
        Panel::DueCalendar => view! { <DueCalendar /> }.into_any(),
        Panel::Ages => view! { <AgeChart /> }.into_any(),
        Panel::Days => view! { <DailyChart /> }.into_any(),
        Panel::Ranking => view! { <RankChart /> }.into_any(),
        Panel::Heat => view! { <HeatTable /> }.into_any(),
        Panel::Courses => view! { <CourseCharts /> }.into_any(),
        Panel::Layers => view! { <LayerLists /> }.into_any(),
    }
}

/// When the panel was checked, and its newest fact. By the minute: what moves every second is looked at in vain.
#[component]
pub(super) fn Stamp(age: Memo<Option<PanelAge>>) -> impl IntoView {
    let store = Store::get();
    let checked = text(move || {
        let Some(PanelAge { freshness, checked_at, newest, .. }) = age.get() else {
            return String::new();
        };
        let (said, locale) = (&store.locale().wall, store.locale());
        match (newest, checked_at) {
            (Some(Newest::Day(day)), _) => (said.until)(freshness, &(locale.date)(day)),
            (_, Some(at)) => (said.checked)(freshness, &moment(store, at)),
            (_, None) => String::new(),
        }
    });
    let newest = text(move || {
        let Some(age) = age.get() else { return String::new() };
        let said = &store.locale().wall;
        match age.newest {
            Some(Newest::At(at)) if age.is_too_quiet => (said.quiet)(&moment(store, at)),
            Some(Newest::At(at)) => (said.newest)(&moment(store, at)),
            Some(Newest::Day(_)) | None => String::new(),
        }
    });
    let is_quiet = Signal::derive(move || age.get().is_some_and(|age| age.is_too_quiet));
    view! {
        <p class="stamp">
            <span class="visually-hidden">{store.say(|l| l.wall.age_label)} " "</span>
            <span class="feed-dot" aria-hidden="true"></span>
            <span class="stamp-newest" class:is-quiet=is_quiet>{newest}</span>
            <span class="stamp-checked">{checked}</span>
        </p>
    }
}

/// The time of day, and the date before it where that is not today's.
fn moment(store: Store, at: Instant) -> String {
    let now = store.now().get();
    let said = with_board(store, |board| {
        let (locale, zone) = (store.locale(), board.rule.zone);
        let of_day = (locale.clock)(local(at, board));
        let day = date_of(at, zone);
        if day == date_of(now, zone) { of_day } else { format!("{} {of_day}", (locale.date)(day)) }
    });
    said.unwrap_or_default()
}
