//! The words for a matter's light, its place and its times: what every face, list and file says of them.

use crate::{
    domain::{
        area::Place,
        board::{Board, OpenCase},
        case::Case,
        clock::{ClockState, UnknownReason},
        deadline::Due,
        facets::Choice,
        filter::{Dimension, Filter},
        light::Light,
        parts::Part,
        time::Instant,
        wall::Privacy,
    },
    locales::{Lang, Local, Locale},
};

/// An instant in the district's zone.
pub fn local(at: Instant, board: &Board) -> Local {
    at.with_timezone(&board.rule.zone)
}

/// What the light of a matter comes to, in words: "超期 4 个工作日", "剩 2 日", "未分办".
pub fn verdict(open: &OpenCase, board: &Board, now: Instant, locale: &Locale) -> String {
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

/// What a passer-by may read of a matter: its title where the district allows that, else its category; where there is
/// none, or not even that is to be read, its domain.
pub fn passers_words(case: &Case, privacy: Privacy, locale: &Locale) -> String {
    let domain = (locale.domain)(case.domain);
    match privacy {
        Privacy::Titles => case.title.to_string(),
        Privacy::Categories => case.category.as_deref().unwrap_or(domain).to_owned(),
        Privacy::Counts => domain.to_owned(),
    }
}

/// The names of a place from its town down.
pub fn place_name(place: Place, board: &Board, lang: Lang) -> String {
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

/// The name of a part of a place by itself, without those around it.
pub fn part_name(part: Part, board: &Board, lang: Lang) -> String {
    match part {
        Part::Area(place) if place == Place::default() => lang.locale().district.into(),
        Part::Area(place) => {
            place_name(place, board, lang).rsplit(" · ").next().unwrap_or_default().to_owned()
        }
        Part::Unplaced(_) => lang.locale().report.unplaced.into(),
    }
}

/// What an option of a filter is called.
pub fn choice_word(choice: &Choice, locale: &Locale) -> String {
    match choice {
        Choice::Light(light) => (locale.light)(*light).into(),
        Choice::Due(window) => (locale.desk.due_window)(*window),
        Choice::Waiting(waiting) => (locale.desk.waiting)(*waiting).into(),
        Choice::Domain(domain) => (locale.domain)(*domain).into(),
        Choice::Category(name) | Choice::Unit(name) => name.to_string(),
        Choice::Status(status) => (locale.status)(status),
        Choice::Route(route) => (locale.route)(*route).into(),
        Choice::Supervision(step) => (locale.supervision)(step),
    }
}

/// What a filter asks, a word for each question; none where it asks nothing.
pub fn filter_words(filter: &Filter, locale: &Locale) -> Vec<String> {
    let chosen = Dimension::ALL.into_iter().filter_map(|dimension| filter.chosen(dimension));
    let mut words: Vec<String> = chosen.map(|choice| choice_word(&choice, locale)).collect();
    if !filter.words.is_empty() {
        words.push((locale.report.words)(&filter.words));
    }
    words
}
