//! Why a deadline is when it is: the days of each clock as a strip that reads well as text, and the rule behind them.

use super::case_panel::Shown;
use super::words::{local, text, with_board};
use crate::{
    domain::{
        board::{Board, OpenCase},
        light::Light,
        rule::Start,
        time::{date_of, due_date_of},
        trace::{Period, Step, Trace, TraceDay, days_over, trace},
        verdict::Verdict,
    },
    locales::{Lang, Locale, Why},
    store::Store,
};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

/// The most days of being overdue that a strip has room for; of more, the last ones are shown.
const MOST_DAYS_OVER: usize = 14;

/// The explanation of a matter's clocks; the one that decides stands open.
#[component]
pub(super) fn Explanation(shown: Shown) -> impl IntoView {
    let store = Store::get();
    let until = {
        let shown = shown.clone();
        Memo::new(move |_| with_board(store, |board| overdue_until(&shown, board, store)).flatten())
    };
    let announced_on = shown.filed.as_ref().map(|filed| filed.calendar.announced_on());
    let clocks = move || {
        let (lang, until) = (store.lang(), until.get());
        with_board(store, |board| clocks(&shown, board, until, lang)).unwrap_or_default()
    };
    view! {
        <section class="why">
            <h3 class="visually-hidden">{store.say(|l| l.explain.title)}</h3>
            {move || clocks().into_iter().map(clock_view).collect_view()}
            <p class="why-basis">{text(move || with_board(store, |board| {
                let announced_on = announced_on.unwrap_or_else(|| board.calendar.announced_on());
                (store.locale().explain.basis)(&board.rule, announced_on)
            }).unwrap_or_default())}</p>
        </section>
    }
}

/// The last day that an overdue matter was overdue on: today, or the day on which its clock stopped.
fn overdue_until(shown: &Shown, board: &Board, store: Store) -> Option<NaiveDate> {
    let zone = board.rule.zone;
    if let Some(filed) = &shown.filed {
        let is_late = matches!(filed.verdict, Verdict::Late(_));
        return filed.stopped_at.filter(|_| is_late).map(|at| due_date_of(at, zone));
    }
    let now = store.lit_at().get();
    let is_red = shown.matter.clock.light(now) == Light::Red;
    is_red.then(|| date_of(now, zone))
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
    weekday: &'static str,
    short: String,
    spoken: String,
}

fn deciding(open: &OpenCase, board: &Board) -> Period {
    if open.clock.extension.is_in_force(&board.rule) { Period::Extended } else { Period::Resolve }
}

fn clocks(shown: &Shown, board: &Board, until: Option<NaiveDate>, lang: Lang) -> Vec<ClockText> {
    let locale = lang.locale();
    let open = &*shown.matter;
    let deciding = deciding(open, board);
    let calendar = shown.calendar(board);
    let of = |period: Period| -> Option<ClockText> {
        let title = (locale.explain.period)(period, period.days(&board.rule));
        let is_open = period == deciding;
        match trace(&open.case, &board.rule, calendar, period) {
            Ok(trace) => {
                let trace = trace?;
                let due = (locale.due)(local(trace.due.due_at, board));
                let span = (locale.explain.span)(local(trace.started_at, board), &due);
                let notes = notes(&trace, open, board, lang);
                let mut days: Vec<DayText> =
                    trace.steps.iter().map(|day| day_text(day, &trace, lang)).collect();
                // Where the backend's deadline is followed and is another, these are not the days that it is overdue.
                let is_followed =
                    open.clock.due().is_some_and(|due| due.due_at == trace.due.due_at);
                if let Some(until) = until.filter(|_| is_open && is_followed) {
                    let over = days_over(calendar, trace.due.due_date, until);
                    let left_out = over.len().saturating_sub(MOST_DAYS_OVER);
                    if left_out > 0 {
                        days.push(left_out_text(left_out, locale));
                    }
                    days.extend(over.iter().skip(left_out).map(|day| day_text(day, &trace, lang)));
                }
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
    // The one that decides first: its strip belongs to the light above it.
    let mut clocks: Vec<ClockText> = Period::ALL.into_iter().filter_map(of).collect();
    if let Some(at) = clocks.iter().position(|clock| clock.is_open) {
        clocks.swap(0, at);
    }
    clocks
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

fn day_text(day: &TraceDay, trace: &Trace, lang: Lang) -> DayText {
    let locale = lang.locale();
    let class = match day.step {
        _ if day.date == trace.due.due_date => "day day-counted day-due",
        Step::Start => "day day-start",
        Step::Counted(_) | Step::Minutes(_) => "day day-counted",
        Step::Skipped => "day day-skipped",
        Step::Over(_) => "day day-over",
    };
    DayText {
        class,
        // The first day of a month says which.
        number: match (day.date.day(), day.date.month()) {
            (1, month) => format!("{month}/1"),
            (day, _) => day.to_string(),
        },
        weekday: (locale.file.weekday)(day.date.weekday()),
        short: (locale.explain.day_short)(&day.word, day.step),
        spoken: format!("{} {}", (locale.day)(day.date), (locale.explain.day)(&day.word, day.step)),
    }
}

fn left_out_text(count: usize, locale: &Locale) -> DayText {
    let spoken = (locale.file.days_left_out)(count);
    DayText { class: "day", number: "…".into(), weekday: "", short: String::new(), spoken }
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
                    let DayText { class, number, weekday, short, spoken } = day;
                    let hint = spoken.clone();
                    view! {
                        <li class=class title=hint>
                            <span class="visually-hidden">{spoken}</span>
                            <b aria-hidden="true">{number}</b>
                            <small aria-hidden="true">{weekday}</small>
                            <small aria-hidden="true">{short}</small>
                        </li>
                    }
                }).collect_view()}
            </ol>
        </details>
    }
}

/// One sentence for why the light is what it is; nothing where the light's own words say it.
pub(super) fn why(shown: &Shown, board: &Board, locale: &Locale) -> Option<String> {
    let open = &*shown.matter;
    let due = open.clock.due()?;
    let started_at = local(open.clock.started_at?, board);
    let due = (locale.due)(local(due.due_at, board));
    let is_by_report = board.rule.start == Start::Reported || open.case.dispatched_at.is_none();
    let (days, extension) = (deciding(open, board).days(&board.rule), open.clock.extension);
    // A deadline that the backend states was counted by nobody here.
    if counted_otherwise(open, board, locale).is_some() {
        return None;
    }
    Some((locale.file.why)(Why { started_at, is_by_report, days, due: &due, extension }))
}

/// The deadline that the rule would give, where the backend's is followed and is another.
pub(super) fn counted_otherwise(open: &OpenCase, board: &Board, locale: &Locale) -> Option<String> {
    let counted = open.clock.disagreement()?;
    Some((locale.explain.counted_otherwise)(&(locale.due)(local(counted.due_at, board))))
}
