//! Small pieces that several views say or draw in the same way.

use crate::{
    domain::{
        area::Place,
        board::{Board, OpenCase},
        clock::{ClockState, UnknownReason},
        count::LightCount,
        deadline::Due,
        light::Light,
        time::Instant,
    },
    locales::{Lang, Local, Locale},
    store::Store,
};
use leptos::prelude::*;

/// The sign of a light: a shape; its word must stand beside it.
pub(super) fn shape(light: Light) -> impl IntoView {
    view! { <span class=shape_class(light) aria-hidden="true"></span> }
}

/// The class of a light's sign.
pub(super) fn shape_class(light: Light) -> String {
    format!("shape shape-{}", light.code())
}

/// A text that follows what it is made of. As one type for all texts, each costs the program a tenth of what a closure
/// of its own in the view would.
pub(super) fn text(of: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(of)
}

/// An instant in the district's zone.
pub(super) fn local(at: Instant, board: &Board) -> Local {
    at.with_timezone(&board.rule.zone)
}

/// What the light of a matter comes to, in words: "超期 4 个工作日", "剩 2 日", "未分办".
pub(super) fn verdict(open: &OpenCase, board: &Board, now: Instant, locale: &Locale) -> String {
    let zone = board.rule.zone;
    let days = |due: Due| {
        (due.remaining(now, zone, &board.calendar), due.overdue(now, zone, &board.calendar))
    };
    match open.clock.state {
        ClockState::Unknown(reason) => (locale.unknown_reason)(reason),
        ClockState::InDoubt(_, due) if now >= due.due_at => (locale.overdue)(days(due).1),
        ClockState::InDoubt(field, _) => {
            (locale.unknown_reason)(UnknownReason::DoubtfulTime(field))
        }
        ClockState::Running(_) | ClockState::ProgressReported(_)
            if open.clock.light(now) == Light::Unknown =>
        {
            (locale.unknown_reason)(UnknownReason::DoubtfulTime(
                open.clock.doubt.unwrap_or_default(),
            ))
        }
        ClockState::ProgressReported(_) => locale.progress_reported.into(),
        ClockState::Running(due) if now >= due.due_at => (locale.overdue)(days(due).1),
        // Red before its deadline: the rule makes a missed contact alone red.
        ClockState::Running(_) if open.clock.light(now) == Light::Red => {
            locale.contact_missed.into()
        }
        ClockState::Running(_) if open.clock.is_due_today(now, zone) => locale.is_due_today.into(),
        ClockState::Running(due) => (locale.remaining)(days(due).0),
    }
}

/// The names of a place from its town down.
pub(super) fn place_name(place: Place, board: &Board, lang: Lang) -> String {
    let areas = &board.areas;
    let town = place.town.and_then(|at| areas.towns().get(at));
    let zone = place.zone.and_then(|at| areas.zones().get(at));
    let grid = place.grid.and_then(|at| areas.grids().get(at));
    let names = [
        town.map(|town| lang.name(&town.name, town.name_en.as_deref())),
        zone.map(|zone| lang.name(&zone.name, zone.name_en.as_deref())),
        grid.map(|grid| &*grid.name),
    ];
    names.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Reads the board, once there is one.
pub(super) fn with_board<T>(store: Store, read: impl FnOnce(&Board) -> T) -> Option<T> {
    store.board().with(|board| board.as_ref().map(|board| read(board)))
}

/// A bar of counts on a scale: red, due soon, and the rest.
pub(super) fn bar(count: Signal<LightCount>, most: Memo<u32>) -> AnyView {
    let part = move |class: &'static str, of: fn(&LightCount) -> u32| {
        let share = text(move || share_of(of(&count.get()), most.get()));
        view! { <span class=class style=("--share", share)></span> }
    };
    view! {
        <span class="bar" aria-hidden="true">
            {part("bar-red", |count| count.red)}
            {part("bar-due-soon", |count| count.due_soon)}
            {part("bar-normal", |count| count.normal + count.unknown)}
        </span>
    }
    .into_any()
}

/// A part of a whole as a CSS length, in hundredths of a per cent.
fn share_of(part: u32, whole: u32) -> String {
    let share = (u64::from(part) * 10_000).checked_div(u64::from(whole)).unwrap_or(0);
    format!("{}.{:02}%", share / 100, share % 100)
}
