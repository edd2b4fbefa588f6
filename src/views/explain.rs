//! Why a deadline is when it is: the days of each clock as a strip that reads well as text, and the rule behind them.

use super::words::{local, text, with_board};
use crate::{
    domain::{
        board::{Board, OpenCase},
        trace::{Period, Step, Trace, TraceDay, trace},
    },
    locales::{Lang, Locale},
    store::Store,
};
use chrono::Datelike;
use leptos::prelude::*;
use std::sync::Arc;

/// The explanation of a matter's clocks; the one that decides stands open.
#[component]
pub(super) fn Explanation(open: Arc<OpenCase>) -> impl IntoView {
    let store = Store::get();
    let clocks = move || {
        let lang = store.lang();
        with_board(store, |board| clocks(&open, board, lang)).unwrap_or_default()
    };
    view! {
        <section class="why">
            <h3>{store.say(|l| l.explain.title)}</h3>
            {move || clocks().into_iter().map(clock_view).collect_view()}
            <p class="why-basis">{text(move || with_board(store, |board| {
                (store.locale().explain.basis)(&board.rule, board.calendar.announced_on())
            }).unwrap_or_default())}</p>
        </section>
    }
}

/// One clock, ready to be shown.
struct ClockText {
    title: String,
    /// From when to when, or why it cannot be said.
    span: String,
    notes: Vec<String>,
    days: Vec<DayText>,
    is_open: bool,
}

/// One day, for the eye and for the ear.
struct DayText {
    class: &'static str,
    number: String,
    short: String,
    spoken: String,
}

fn clocks(open: &OpenCase, board: &Board, lang: Lang) -> Vec<ClockText> {
    let locale = lang.locale();
    let deciding = if open.clock.extension.is_in_force(&board.rule) {
        Period::Extended
    } else {
        Period::Resolve
    };
    let of = |period: Period| -> Option<ClockText> {
        let title = (locale.explain.period)(period, period.days(&board.rule));
        let is_open = period == deciding;
        match trace(&open.case, &board.rule, &board.calendar, period) {
            Ok(trace) => {
                let trace = trace?;
                let due = (locale.due)(local(trace.due.due_at, board));
                let span = (locale.explain.span)(local(trace.started_at, board), &due);
                let notes = notes(&trace, open, board, lang);
                let days = trace.steps.iter().map(|day| day_text(day, lang)).collect();
                Some(ClockText { title, span, notes, days, is_open })
            }
            // One reason is enough: without a start there is no clock at all.
            Err(reason) => is_open.then(|| ClockText {
                title,
                span: (locale.unknown_reason)(reason),
                notes: Vec::new(),
                days: Vec::new(),
                is_open,
            }),
        }
    };
    Period::ALL.into_iter().filter_map(of).collect()
}

fn notes(trace: &Trace, open: &OpenCase, board: &Board, lang: Lang) -> Vec<String> {
    let explain = &lang.locale().explain;
    let done_at = match trace.period {
        Period::Contact => open.case.contacted_at,
        Period::Resolve => None,
        Period::Extended => open.case.progress_reported_at,
    };
    let mut notes: Vec<String> =
        done_at.map(|at| (explain.met)(local(at, board))).into_iter().collect();
    if trace.period == Period::Extended && !open.clock.extension.is_in_force(&board.rule) {
        notes.extend((lang.locale().extension)(open.clock.extension).map(ToOwned::to_owned));
    }
    if trace.due.is_provisional {
        notes.push(explain.provisional.into());
    }
    notes
}

fn day_text(day: &TraceDay, lang: Lang) -> DayText {
    let locale = lang.locale();
    let class = match (day.step, day.word.is_worked()) {
        (Step::Start, _) => "day day-start",
        (Step::Counted(_) | Step::Minutes(_), _) => "day day-counted",
        (Step::Skipped, _) => "day day-skipped",
    };
    DayText {
        class,
        // The first day of a month says which.
        number: match (day.date.day(), day.date.month()) {
            (1, month) => format!("{month}/1"),
            (day, _) => day.to_string(),
        },
        short: (locale.explain.day_short)(&day.word, day.step),
        spoken: format!("{} {}", (locale.day)(day.date), (locale.explain.day)(&day.word, day.step)),
    }
}

fn clock_view(clock: ClockText) -> impl IntoView {
    let ClockText { title, span, notes, days, is_open } = clock;
    view! {
        <details class="why-clock" open=is_open>
            <summary>{title}</summary>
            <p>{span}</p>
            {notes.into_iter().map(|note| view! { <p class="why-note">{note}</p> }).collect_view()}
            <ol class="days">
                {days.into_iter().map(|day| {
                    let DayText { class, number, short, spoken } = day;
                    let hint = spoken.clone();
                    view! {
                        <li class=class title=hint>
                            <span class="visually-hidden">{spoken}</span>
                            <b aria-hidden="true">{number}</b>
                            <small aria-hidden="true">{short}</small>
                        </li>
                    }
                }).collect_view()}
            </ol>
        </details>
    }
}

/// The deadline that the rule would give, where the backend's is followed and is another.
pub(super) fn counted_otherwise(open: &OpenCase, board: &Board, locale: &Locale) -> Option<String> {
    let counted = open.clock.disagreement()?;
    Some((locale.explain.counted_otherwise)(&(locale.due)(local(counted.due_at, board))))
}
