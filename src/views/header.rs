//! The top line: whose district this is, which part of it is shown, what time it is there, how old the data are.

use super::{
    my_area::MyArea,
    search::Search,
    take_away::TakeAway,
    words::{local, text, with_board},
    workload::WorkloadLink,
};
use crate::{
    domain::{freshness::Freshness, scope::Scope},
    store::{Face, ServerTime, Store},
};
use leptos::prelude::*;

/// The header.
#[component]
pub(super) fn Header() -> impl IntoView {
    let store = Store::get();
    let title =
        text(move || store.title(store.lang()).unwrap_or_else(|| store.locale().tagline.into()));
    let extent = text(move || {
        let extent = with_board(store, |board| {
            let areas = &board.areas;
            let (towns, zones, grids) =
                (areas.towns().len(), areas.zones().len(), areas.grids().len());
            (store.locale().extent)(towns, zones, grids)
        });
        extent.unwrap_or_default()
    });
    let has_board = Memo::new(move |_| store.board().with(Option::is_some));
    let is_desk = Memo::new(move |_| store.view().with(|view| view.face == Face::Desk));
    view! {
        <header class="head">
            <h1>{title}</h1>
            <p class="extent">{extent}</p>
            <Path />
            <Show when=move || has_board.get() && is_desk.get()>
                <MyArea />
                <Search />
            </Show>
            <Clock />
            <Show when=move || has_board.get() && is_desk.get()>
                <WorkloadLink />
                <TakeAway />
            </Show>
        </header>
    }
}

/// From the district down to what is shown; each step leads back to it.
#[component]
fn Path() -> impl IntoView {
    let store = Store::get();
    let steps = move || {
        let place = store.place().get();
        let lang = store.lang();
        with_board(store, |board| {
            let areas = &board.areas;
            let mut steps = vec![(Scope::District, store.locale().district.to_owned())];
            if let Some(town) = place.town.and_then(|at| areas.towns().get(at)) {
                let name = lang.name(&town.name, town.name_en.as_deref());
                steps.push((Scope::Town(town.id.clone()), name.into()));
            }
            if let Some(zone) = place.zone.and_then(|at| areas.zones().get(at)) {
                let name = lang.name(&zone.name, zone.name_en.as_deref());
                steps.push((Scope::Zone(zone.id.clone()), name.into()));
            }
            if let Some(grid) = place.grid.and_then(|at| areas.grids().get(at)) {
                steps.push((Scope::Grid(grid.id.clone()), (*grid.name).into()));
            }
            steps
        })
        .unwrap_or_default()
    };
    let steps = Memo::new(move |_| steps());
    view! {
        <nav class="path" aria-label=store.say(|l| l.path)>
            <ol>
                {move || {
                    let steps = steps.get();
                    let last = steps.len().saturating_sub(1);
                    steps.into_iter().enumerate().map(|(at, (scope, name))| {
                        let current = (at == last).then_some("location");
                        view! {
                            <li>
                                <button
                                    type="button"
                                    class="link"
                                    aria-current=current
                                    on:click=move |_| store.select(scope.clone())
                                >{name}</button>
                            </li>
                        }
                    }).collect_view()
                }}
            </ol>
        </nav>
    }
}

/// The source's time and the age of the newest fact.
#[component]
fn Clock() -> impl IntoView {
    let store = Store::get();
    let moment = text(move || {
        let (now, locale) = (store.now().get(), store.locale());
        let moment = with_board(store, |board| (locale.moment)(local(now, board)));
        let moment = moment.unwrap_or_default();
        match store.standing_since().get() {
            Some(_) => (locale.as_of)(&moment),
            None => moment,
        }
    });
    let age = text(move || {
        let (feed, now, locale) = (store.feed().get(), store.now().get(), store.locale());
        let seconds = feed.newest_fact_at.map(|newest| (now - newest).num_seconds());
        seconds.map(|seconds| (locale.data_age)(&(locale.age)(seconds))).unwrap_or_default()
    });
    // A backend that answers yesterday's data well is seen here, and nowhere else.
    let quiet = text(move || {
        let newest = store.feed().get().newest_fact_at;
        if newest.is_some_and(|newest| store.is_too_quiet(newest)) {
            store.locale().wall.too_quiet.into()
        } else {
            String::new()
        }
    });
    let skew = text(move || {
        let explain = &store.locale().explain;
        match store.feed().get().server_time {
            ServerTime::Sound => String::new(),
            ServerTime::Skewed(seconds) => (explain.skew)(seconds),
            ServerTime::Unavailable => explain.no_server_time.into(),
        }
    });
    let freshness = Memo::new(move |_| store.feed().get().freshness);
    view! {
        <p class="clock">
            <span class=text(move || format!("feed feed-{}", freshness.get().code()))>
                <span class="feed-dot" aria-hidden="true"></span>
                <span class="feed-word">{text(move || match freshness.get() {
                    Freshness::Fresh => String::new(),
                    other => (store.locale().freshness)(other).into(),
                })}</span>
                <span>{age}</span>
                <span class="quiet">{quiet}</span>
                <span class="skew">{skew}</span>
            </span>
            <time>{moment}</time>
        </p>
    }
}
