//! The wall around the map: the panels of the scene in their slots, what has just turned red, and what the scene is.

use super::{
    case_panel::CasePanel,
    news::News,
    panel::PanelFrame,
    words::{area_name, text},
};
use crate::{
    domain::wall::{Layout, Panel, scene::Scene},
    store::Store,
};
use leptos::prelude::*;

/// The left column, the right one and the foot. Every panel of every scene is made once and stays, hidden while another
/// scene is shown: what is made and dropped with each scene would leave its traces, and a wall stands for months.
#[component]
pub(super) fn Slots() -> impl IntoView {
    let store = Store::get();
    let layout = Memo::new(move |_| store.layout());
    let layouts = Memo::new(move |_| store.layouts());
    let slot = move |class: &'static str, of: fn(&Layout) -> &Vec<Panel>| {
        let frame = move |panel: Panel| {
            let order = Memo::new(move |_| {
                layout.with(|layout| of(layout).iter().position(|known| *known == panel))
            });
            view! { <PanelFrame panel order /> }
        };
        let panels = move || {
            let all = layouts.get();
            let used = |panel: &Panel| all.iter().any(|layout| of(layout).contains(panel));
            Panel::ALL.into_iter().filter(used).map(frame).collect_view()
        };
        view! { <div class=class>{panels}</div> }
    };
    view! {
        {slot("slot slot-left", |layout| &layout.left)}
        <section class="slot slot-right" id="cases" tabindex="-1" aria-label=store.say(|l| l.cases_title)>
            <Show when=move || store.wall_plan().with(|plan| plan.privacy.shows_matters())>
                <CasePanel />
            </Show>
            {slot("slot-panels", |layout| &layout.right)}
        </section>
        {slot("slot slot-foot", |layout| &layout.foot)}
    }
}

/// Over the map: the name of the scene, what has just turned red, and that the wall waits for somebody.
#[component]
pub(super) fn SceneBar() -> impl IntoView {
    let store = Store::get();
    let name = text(move || {
        let said = &store.locale().wall;
        match store.scene().get() {
            None => String::new(),
            Some(Scene::District) => said.all.into(),
            Some(scene @ Scene::Town(_)) => area_name(store, &scene.scope()),
            Some(Scene::Domain(domain)) => (said.domain_scene)(domain),
            Some(Scene::DueCalendar) => said.due_calendar.into(),
            Some(Scene::Ranking) => said.ranking.into(),
            Some(Scene::Workload) => said.workload.into(),
        }
    });
    let is_paused = store.is_wall_paused();
    let paused = text(move || {
        let seconds = store.wall_plan().with(|plan| plan.resume_seconds);
        (store.locale().wall.paused)(seconds)
    });
    view! {
        <div class="scene-bar">
            <h2 class="scene-name">{name}</h2>
            <Show when=move || is_paused.get()>
                <p class="scene-paused" role="status">
                    <span>{paused}</span>
                    <button type="button" on:click=move |_| store.go_on()>{store.say(|l| l.wall.go_on)}</button>
                </p>
            </Show>
            <News />
        </div>
    }
}
