//! The file of one matter: its light or its verdict with the reason, its facts, who urged, its course and its pictures.

use super::{
    case_panel::Shown,
    explain::{Explanation, why},
    file_course::{Course, Ladder},
    file_facts::{Fact, Showing, facts},
    file_photos::Photos,
    plan::Plan,
    words::{matter_words, place_name, shape_class, text, verdict, with_board},
};
use crate::{
    domain::{area::Place, board::Board, filed::Filed, light::Light, step::Step, verdict::Verdict},
    locales::{Lang, Locale},
    report::row::remarks,
    store::{Face, History, Store},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The file.
#[component]
pub(super) fn File(shown: Shown) -> impl IntoView {
    let store = Store::get();
    let is_wall = Memo::new(move |_| store.view().with(|view| view.face == Face::Wall));
    let id = shown.matter.case.id.as_str().to_owned();
    let title = {
        let matter = Arc::clone(&shown.matter);
        text(move || matter_words(store, &matter.case))
    };
    let due_at = shown.matter.clock.due().map(|due| due.due_at.to_rfc3339());
    let verdict = shown.filed.as_ref().map(|filed| filed.verdict.code());
    let light = {
        let (clock, is_filed) = (shown.matter.clock, shown.filed.is_some());
        Memo::new(move |_| (!is_filed).then(|| clock.light(store.lit_at().get())))
    };
    let light_code = Signal::derive(move || light.get().map(Light::code));
    let head = {
        let shown = shown.clone();
        text(move || {
            let naming = if is_wall.get() { Naming::Nameless } else { Naming::ById };
            with_board(store, |board| head(&shown, board, store.lang(), naming)).unwrap_or_default()
        })
    };
    let rows = {
        let shown = shown.clone();
        move || {
            let (steps, lang) = (told_steps(store), store.lang());
            let is_red = light.get() == Some(Light::Red);
            let is_contact_missed = shown.matter.clock.is_contact_missed(store.lit_at().get());
            let showing = Showing { is_red, is_contact_missed, is_wall: is_wall.get() };
            with_board(store, |board| facts(&shown, &steps, board, lang, showing))
                .unwrap_or_default()
        }
    };
    let more = shown.clone();
    let (place, point) = (shown.matter.place, shown.matter.case.at);
    // The zone around it: a grid alone says nothing of where it is.
    let around = Place { grid: None, ..place };
    view! {
        <article class="file" data-case-id=id data-light=light_code data-verdict=verdict data-due-at=due_at>
            <h2>{title}</h2>
            <p class="case-id">{head}</p>
            <Judgement shown light_code />
            <dl class="facts">{move || rows().into_iter().map(fact_view).collect_view()}</dl>
            // A wall shows no addresses, words or pictures of anybody, and nobody scrolls there.
            {move || (!is_wall.get()).then(|| {
                let (ladder, course, photos) = (more.clone(), more.clone(), Arc::clone(&more.matter));
                view! {
                    <Ladder shown=ladder />
                    <Course shown=course />
                    <section class="file-part">
                        <h3>{store.say(|l| l.file.place)}</h3>
                        <Plan place=around highlight=place.grid point />
                    </section>
                    <Photos matter=photos />
                }
            })}
        </article>
    }
}

/// The steps that have been told so far.
pub(super) fn told_steps(store: Store) -> Arc<[Step]> {
    store.file().with(|file| match &file.history {
        History::Told { steps, .. } => Arc::clone(steps),
        _ => Arc::from([]),
    })
}

/// The light with its days, or the verdict of a closed matter, with one sentence that says why, and the days of the clock.
#[component]
fn Judgement(shown: Shown, light_code: Signal<Option<&'static str>>) -> impl IntoView {
    let store = Store::get();
    let kind = {
        let filed = shown.filed.clone();
        move || match &filed {
            Some(filed) => filed.verdict.code(),
            None => light_code.get().unwrap_or_default(),
        }
    };
    let sign = {
        let filed = shown.filed.clone();
        let matter = Arc::clone(&shown.matter);
        text(move || match &filed {
            Some(filed) => verdict_sign(filed.verdict).into(),
            None => shape_class(matter.clock.light(store.lit_at().get())),
        })
    };
    let words = {
        let shown = shown.clone();
        text(move || with_board(store, |board| judgement(&shown, board, store)).unwrap_or_default())
    };
    let reason = {
        let shown = shown.clone();
        text(move || {
            let locale = store.locale();
            let why = with_board(store, |board| why(&shown, board, locale)).flatten();
            let frozen = shown.filed.as_ref().map(|filed| frozen(filed, locale));
            let parts: Vec<String> = why.into_iter().chain(frozen).collect();
            parts.join(" ")
        })
    };
    let box_kind = kind.clone();
    view! {
        <div class=text(move || format!("judgement judgement-{}", box_kind()))>
            <p class=text(move || format!("case-verdict verdict-{}", kind()))>
                <span class=sign aria-hidden="true"></span> " " {words}
            </p>
            <p class="judgement-why">{reason}</p>
            <Explanation shown />
        </div>
    }
}

/// The words of the light, what it comes to, and what else is true of it; or those of the verdict.
fn judgement(shown: &Shown, board: &Board, store: Store) -> String {
    let (lang, open) = (store.lang(), &*shown.matter);
    let locale = lang.locale();
    if let Some(filed) = &shown.filed {
        let mut words = vec![(locale.file.verdict)(filed.verdict)];
        if let Verdict::Unknown(why) = filed.verdict {
            words.push((locale.file.no_verdict)(why));
        }
        return words.join(" · ");
    }
    let now = store.lit_at().get();
    let mut words = vec![(locale.light)(open.clock.light(now)).to_owned()];
    words.push(verdict(open, board, now, locale));
    words.extend(remarks(open, now, lang));
    words.join(" · ")
}

/// Only what was decided is frozen.
fn frozen(filed: &Filed, locale: &Locale) -> String {
    let is_decided = !matches!(filed.verdict, Verdict::Unknown(_));
    if is_decided { locale.file.frozen.into() } else { String::new() }
}

/// The sign of a verdict: the shapes of the lights, since late is late and on time is in order.
pub(super) fn verdict_sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::OnTime => "shape shape-normal",
        Verdict::Late(_) => "shape shape-red",
        Verdict::Unknown(_) => "shape shape-unknown",
    }
}

/// Whether a matter's id may be read: with it, somebody who passes a wall could ask for the rest elsewhere.
#[derive(Clone, Copy)]
enum Naming {
    ById,
    Nameless,
}

/// What it is, under its title.
fn head(shown: &Shown, board: &Board, lang: Lang, naming: Naming) -> String {
    let (locale, case) = (lang.locale(), &shown.matter.case);
    let domain = (locale.domain)(case.domain);
    let kind = match &case.category {
        Some(category) => format!("{domain} / {category}"),
        None => domain.to_owned(),
    };
    let place = place_name(shown.matter.place, board, lang);
    let route = case.route.map(|route| (locale.route)(route).to_owned()).unwrap_or_default();
    let id = match naming {
        Naming::ById => case.id.to_string(),
        Naming::Nameless => String::new(),
    };
    let mut parts = vec![id, kind, place, route];
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

fn fact_view(fact: Fact) -> impl IntoView {
    let Fact { name, lines, tone } = fact;
    view! {
        <dt>{name}</dt>
        <dd class=tone.class()>
            {lines.into_iter().map(|line| view! { <span class="line">{line}</span> }).collect_view()}
        </dd>
    }
}
