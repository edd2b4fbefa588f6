//! What is compared: the window, the measure that ranks, and for what a bar is long. All of it is in the URL.

use super::words::text;
use crate::{
    domain::{measure::Measure, window::Window},
    store::{Page, Per, Store},
};
use chrono::NaiveDate;
use leptos::{html, prelude::*};

/// The controls of the workload.
#[component]
pub(super) fn Controls() -> impl IntoView {
    let store = Store::get();
    let windows = Window::DAYS.map(Window::Days).into_iter().chain([Window::Year]);
    let window = move |of: Window| {
        view! {
            <button
                type="button"
                aria-pressed=text(move || (store.view().with(|view| view.window) == of).to_string())
                on:click=move |_| store.set_window(of)
            >{text(move || (store.locale().workload.window)(of))}</button>
        }
    };
    let per = move |of: Per, word: fn(&crate::locales::Locale) -> &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=text(move || (store.view().with(|view| view.per) == of).to_string())
                on:click=move |_| store.set_per(of)
            >{store.say(word)}</button>
        }
    };
    let print = move |_| {
        // What is to be unfolded for paper is told first, and printed when that has been done.
        if let Ok(event) = web_sys::Event::new("beforeprint") {
            // An event that nobody stops is always dispatched.
            let _dispatched = leptos::prelude::window().dispatch_event(&event);
        }
        set_timeout(
            || {
                // A browser that cannot print says so itself.
                let _printed = leptos::prelude::window().print();
            },
            std::time::Duration::from_millis(50),
        );
    };
    view! {
        <div class="controls" role="group" aria-label=store.say(|l| l.workload.controls)>
            <div class="segments" role="group" aria-label=store.say(|l| l.workload.window_label)>
                {windows.map(window).collect_view()}
                <OwnWindow />
            </div>
            <div class="segments" role="group" aria-label=store.say(|l| l.workload.per_label)>
                {per(Per::Matter, |l| l.workload.absolute)}
                {per(Per::Worker, |l| l.workload.per_worker)}
            </div>
            <label class="measure">
                <span>{store.say(|l| l.workload.measure_label)}</span>
                <Measures />
            </label>
            <button type="button" on:click=move |_| store.show_page(Page::Brief)>{store.say(|l| l.brief.open_page)}</button>
            <button type="button" on:click=move |_| store.show_page(Page::Assessment)>{store.say(|l| l.assessment.open_page)}</button>
            <button type="button" on:click=print>{store.say(|l| l.report.print)}</button>
        </div>
    }
}

#[component]
fn Measures() -> impl IntoView {
    let store = Store::get();
    let choose = move |event| {
        if let Some(of) = Measure::from_code(&event_target_value(&event)) {
            store.set_measure(of);
        }
    };
    view! {
        <select on:change=choose prop:value=text(move || store.view().with(|view| view.measure).code().into())>
            {Measure::ALL.map(|of| view! {
                <option
                    value=of.code()
                    selected=store.view().with_untracked(|view| view.measure) == of
                >{text(move || (store.locale().workload.measure)(of).into())}</option>
            }).collect_view()}
        </select>
    }
}

/// A window of one's own: from one day to another.
#[component]
fn OwnWindow() -> impl IntoView {
    let store = Store::get();
    let [first, last] = [NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new()];
    let is_own =
        Memo::new(move |_| store.view().with(|view| matches!(view.window, Window::Own { .. })));
    let day = move |of: fn(Window) -> Option<NaiveDate>| {
        text(move || {
            let chosen = of(store.view().with(|view| view.window));
            chosen.map(|day| day.to_string()).unwrap_or_default()
        })
    };
    let apply = move |_| {
        let value = |input: NodeRef<html::Input>| {
            let text = input.get_untracked().map(|input| input.value()).unwrap_or_default();
            text.parse::<NaiveDate>().ok()
        };
        if let Some((first, last)) = value(first).zip(value(last)) {
            // Whoever names the later day first means the same days.
            if let Some(window) = Window::own(first.min(last), first.max(last)) {
                store.set_window(window);
            }
        }
    };
    view! {
        <details class="own-window">
            <summary class:is-chosen=is_own>{store.say(|l| l.workload.own_window)}</summary>
            <div class="own-window-body">
                <label>
                    <span>{store.say(|l| l.workload.first_day)}</span>
                    <input type="date" node_ref=first prop:value=day(|of| match of {
                        Window::Own { first, .. } => Some(first),
                        _ => None,
                    }) />
                </label>
                <label>
                    <span>{store.say(|l| l.workload.last_day)}</span>
                    <input type="date" node_ref=last prop:value=day(|of| match of {
                        Window::Own { last, .. } => Some(last),
                        _ => None,
                    }) />
                </label>
                <button type="button" on:click=apply>{store.say(|l| l.workload.apply)}</button>
            </div>
        </details>
    }
}
