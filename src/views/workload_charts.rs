//! The charts of the workload: what each shows is made by `report`, how it lies by `charts`; here they meet the state.
//!
//! Each chart is a memo of its numbers: an event that changes none of them draws nothing.

use super::chart::{ChartFigure, Draw};
use crate::{
    charts::{
        bars::bars,
        columns::columns,
        data_table::Table,
        days::days,
        multiples::multiples,
        picture::{Picture, Role, Space},
        ranking::ranking,
    },
    domain::measure::{Ask, Measure},
    locales::Locale,
    report::workload::{
        Go, Plot, Telling, age_columns, by_light, courses, daily, definitions, due_calendar,
        part_columns, rank_table,
    },
    store::{Per, Store},
};
use leptos::prelude::*;

/// What is on a chart now.
type Shown<T> = Memo<Option<Plot<T>>>;

/// Does what a press on a mark asks for.
pub(super) fn follow(store: Store, go: Go) {
    match go {
        Go::Nowhere => {}
        Go::Scope(scope) => store.select(scope),
        Go::Domain(scope, domain) => store.select_domain(scope, domain),
        Go::Choice(choice) => store.choose(choice),
    }
}

fn told<T>(store: Store, tell: impl FnOnce(&Telling<'_>) -> T) -> Option<T> {
    let (place, lang) = (store.place().get(), store.lang());
    store.asked(|ask| tell(&Telling { ask, place, lang }))
}

/// What rests on the day book alone is not told anew for each light.
fn told_of_days<T>(store: Store, tell: impl FnOnce(&Telling<'_>) -> T) -> Option<T> {
    let (place, lang) = (store.place().get(), store.lang());
    store.asked_of_days(|ask: &Ask<'_>| tell(&Telling { ask, place, lang }))
}

fn figure<T: Send + Sync + 'static>(
    store: Store,
    title: Signal<String>,
    hint: Signal<String>,
    shown: Shown<T>,
    lay: fn(&T, Space) -> Picture,
) -> AnyView {
    let draw: Draw = Box::new(move |space| {
        let lay = |plot: &Option<Plot<T>>| {
            let plot = plot.as_ref()?;
            let mut picture = lay(&plot.input, space);
            // What leads nowhere only says something, and must not look like a button.
            for (target, go) in picture.targets.iter_mut().zip(&plot.go) {
                if *go == Go::Nowhere {
                    target.role = Role::Note;
                }
            }
            Some(picture)
        };
        shown.with(lay).unwrap_or_default()
    });
    let table: Box<dyn Fn() -> Table + Send + Sync> = Box::new(move || {
        shown.with(|plot| plot.as_ref().map(|plot| plot.table.clone())).unwrap_or_default()
    });
    let choose = Callback::new(move |at: usize| {
        let go = shown.with_untracked(|plot| plot.as_ref()?.go.get(at).cloned());
        follow(store, go.unwrap_or(Go::Nowhere));
    });
    view! { <ChartFigure title hint draw table on_choose=Some(choose) /> }.into_any()
}

fn said(store: Store, of: fn(&Locale) -> &'static str) -> Signal<String> {
    Signal::derive(move || of(store.locale()).to_owned())
}

/// The parts by light.
#[component]
pub(super) fn LightChart() -> impl IntoView {
    let store = Store::get();
    let is_per_worker = Memo::new(move |_| store.view().with(|view| view.per == Per::Worker));
    let shown = Memo::new(move |_| told(store, |of| by_light(of, is_per_worker.get())));
    let hint = Signal::derive(move || {
        (store.locale().workload.by_light_hint)(is_per_worker.get()).to_owned()
    });
    figure(store, said(store, |l| l.workload.by_light), hint, shown, bars)
}

/// The parts by light as columns, along the foot of a wall.
#[component]
pub(super) fn PartColumns() -> impl IntoView {
    let store = Store::get();
    let shown = Memo::new(move |_| told(store, part_columns));
    let title = said(store, |l| l.workload.by_light);
    figure(store, title, Signal::stored(String::new()), shown, columns)
}

/// What falls due on the coming days.
#[component]
pub(super) fn DueCalendar() -> impl IntoView {
    let store = Store::get();
    let chosen = Memo::new(move |_| store.view().with(|view| view.filter.clone()));
    let shown = Memo::new(move |_| told(store, |of| due_calendar(of, &chosen.get())));
    let (title, hint) = (said(store, |l| l.workload.cliff), said(store, |l| l.workload.cliff_hint));
    figure(store, title, hint, shown, columns)
}

/// The ages of what is open.
#[component]
pub(super) fn AgeChart() -> impl IntoView {
    let store = Store::get();
    let shown = Memo::new(move |_| told(store, age_columns));
    let (title, hint) = (said(store, |l| l.workload.ages), said(store, |l| l.workload.ages_hint));
    figure(store, title, hint, shown, columns)
}

/// Received and closed, day by day.
#[component]
pub(super) fn DailyChart() -> impl IntoView {
    let store = Store::get();
    let shown = Memo::new(move |_| told_of_days(store, daily));
    let (title, hint) = (said(store, |l| l.workload.daily), said(store, |l| l.workload.daily_hint));
    figure(store, title, hint, shown, days)
}

/// The same for each part.
#[component]
pub(super) fn CourseCharts() -> impl IntoView {
    let store = Store::get();
    let shown = Memo::new(move |_| told_of_days(store, courses));
    let (title, hint) =
        (said(store, |l| l.workload.multiples), said(store, |l| l.workload.multiples_hint));
    figure(store, title, hint, shown, multiples)
}

/// The parts in the order of a measure.
#[component]
pub(super) fn RankChart() -> impl IntoView {
    let store = Store::get();
    let of = Memo::new(move |_| store.view().with(|view| view.measure));
    let shown = Memo::new(move |_| {
        let of = of.get();
        if of.is_of_now() || of == Measure::OnTimeRate {
            told(store, |telling| rank_table(telling, of))
        } else {
            told_of_days(store, |telling| rank_table(telling, of))
        }
    });
    let title = Signal::derive(move || {
        let (said, of) = (&store.locale().workload, of.get());
        let window = (said.window)(store.view().with(|view| view.window));
        let window = if of.is_of_now() { said.is_of_now.to_owned() } else { window };
        (said.ranking)((said.measure)(of), &window)
    });
    let hint = Signal::derive(move || {
        let said = &store.locale().workload;
        format!("{} {}", (said.formula)(of.get()), (said.ranking_hint)(of.get()))
    });
    figure(store, title, hint, shown, ranking)
}

/// Every figure of the place with its definition.
pub(super) fn definitions_table(store: Store) -> Option<Table> {
    let window = store.view().with(|view| view.window);
    told(store, |telling| definitions(telling, window))
}
