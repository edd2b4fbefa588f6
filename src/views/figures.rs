//! The headline figures of what is shown: the red one first, its neighbours explain it.

use super::words::{text, with_board};
use crate::{
    domain::{
        count::LightCount,
        facets::Choice,
        filter::DueWindow,
        light::Light,
        measure::{Measure, Value, measure},
        parts::Part,
    },
    locales::{grouped, percent},
    report::value::value_basis,
    store::Store,
};
use leptos::prelude::*;

/// A red figure of four digits gives way to its word: without it, only the colour would say what it counts.
const LONG_FROM: u32 = 1_000;

/// The figures. Each carries its hook and leads to its matters.
#[component]
pub(super) fn Figures() -> impl IntoView {
    let store = Store::get();
    let count = Memo::new(move |_| {
        let place = store.place().get();
        store.lit().with(|lit| lit.count(place))
    });
    let extent = Memo::new(move |_| {
        with_board(store, |board| {
            let areas = &board.areas;
            [
                ("towns", areas.towns().len()),
                ("zones", areas.zones().len()),
                ("grids", areas.grids().len()),
            ]
        })
    });
    let scope = text(move || store.view().with(|view| view.scope().code()));
    let due_soon_days = move || with_board(store, |board| board.rule.due_soon_days).unwrap_or(1);
    let figure = move |name: &'static str, of: fn(&LightCount) -> u32| {
        let value = Memo::new(move |_| of(&count.get()));
        view! {
            <span class="figure-value" data-figure=name data-value=text(move || value.get().to_string())>
                {text(move || grouped(value.get()))}
            </span>
        }
    };
    let ruling = text(move || {
        let is_long = count.get().red >= LONG_FROM;
        if is_long { "figure figure-ruling figure-long" } else { "figure figure-ruling" }.into()
    });
    view! {
        <div class="figures" data-scope=scope>
            <button
                type="button"
                class=ruling
                on:click=move |_| store.choose(Choice::Light(Light::Red))
            >
                {figure("red", |count| count.red)}
                <span class="figure-name">
                    <span class="figure-word">{store.say(|l| l.red)}</span>
                    <span class="figure-hint">{store.say(|l| l.red_hint)}</span>
                </span>
            </button>
            <button
                type="button"
                class="figure figure-due-today"
                on:click=move |_| store.choose(Choice::Due(DueWindow::Today))
            >
                <span class="figure-word">{store.say(|l| l.due_today)}</span>
                {figure("due-today", |count| count.due_today)}
            </button>
            <button
                type="button"
                class="figure"
                on:click=move |_| store.choose(Choice::Light(Light::DueSoon))
            >
                <span class="figure-word">{text(move || (store.locale().due_soon)(due_soon_days()))}</span>
                {figure("due-soon", |count| count.due_soon)}
            </button>
            <button type="button" class="figure" on:click=move |_| store.clear_filter()>
                <span class="figure-word">{store.say(|l| l.open)}</span>
                {figure("open", LightCount::open)}
            </button>
            <OnTime />
            <p class="visually-hidden">
                <span>{store.say(|l| l.normal)}</span>
                {figure("normal", |count| count.normal)}
                <span>{store.say(|l| l.unknown)}</span>
                {figure("unknown", |count| count.unknown)}
                {move || extent.get().map(|extent| extent.map(|(name, value)| view! {
                    <data data-figure=name data-value=value.to_string() value=value.to_string()>{value}</data>
                }).collect_view())}
            </p>
        </div>
    }
}

/// The on-time rate, with its definition a tap away.
#[component]
fn OnTime() -> impl IntoView {
    let store = Store::get();
    let window = Memo::new(move |_| store.view().with(|view| view.window));
    let rate = Memo::new(move |_| {
        let place = store.place().get();
        store.asked(|ask| (measure(ask, Part::Area(place), Measure::OnTimeRate), ask.span))
    });
    let value = move || match rate.get() {
        Some((Value::Share { numerator, denominator }, _)) => view! {
            {percent(numerator, denominator)} <small>"%"</small>
        }
        .into_any(),
        _ => "–".into_any(),
    };
    let of = move || {
        let (value, span) = rate.get()?;
        let locale = store.locale();
        Some(format!("{} {}", (locale.workload.span)(span), value_basis(&value, locale)))
    };
    view! {
        <details class="figure figure-rate">
            <summary>
                <span class="figure-word">{text(move || {
                    let said = &store.locale().workload;
                    (said.in_window)(window.get(), (said.measure)(Measure::OnTimeRate))
                })}</span>
                <span class="figure-value">{value}</span>
            </summary>
            <div class="figure-rate-body">
                <p>{store.say_of(Measure::OnTimeRate, |l, of| (l.workload.formula)(of))}</p>
                <p class="figure-sum">{of}</p>
            </div>
        </details>
    }
}
