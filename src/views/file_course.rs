//! The closed loop of a matter as a line of stages with times and units, and the ladder of supervision.

use super::{
    case_file::told_steps,
    case_panel::Shown,
    file_facts::who,
    words::{local, text, with_board},
};
use crate::{
    domain::{
        board::Board,
        case::Case,
        course::{Stage, StageState, course},
        hand_over::ladder,
        step::{Step, StepKind, last_of},
    },
    locales::{Lang, Locale},
    store::{History, Store},
};
use leptos::prelude::*;

/// The five kinds of supervision, and which of them the matter has been under.
#[component]
pub(super) fn Ladder(shown: Shown) -> impl IntoView {
    let store = Store::get();
    let rungs = move || {
        let steps = told_steps(store);
        let locale = store.locale();
        let date = |at| with_board(store, |board| (locale.date)(local(at, board).date_naive()));
        let rungs = ladder(&shown.matter.case, &steps).into_iter().map(|rung| {
            let class = if rung.is_reached { "rung rung-reached" } else { "rung" };
            let state = if rung.is_reached {
                locale.file.rung_reached
            } else {
                locale.file.rung_not_reached
            };
            let name = (locale.supervision)(&rung.kind);
            let at = rung.at.and_then(date).unwrap_or_default();
            view! {
                <li class=class>
                    <span>{name}</span>
                    <span class="visually-hidden">" " {state}</span>
                    <small>{at}</small>
                </li>
            }
        });
        rungs.collect_view()
    };
    view! {
        <section class="file-part">
            <h3>{store.say(|l| l.file.supervision)}</h3>
            <ol class="ladder">{rungs}</ol>
        </section>
    }
}

/// One stage, ready to be shown.
struct StageText {
    class: String,
    name: &'static str,
    state: &'static str,
    line: String,
    steps: Vec<String>,
}

/// The course.
#[component]
pub(super) fn Course(shown: Shown) -> impl IntoView {
    let store = Store::get();
    let reopened = {
        text(move || {
            let steps = told_steps(store);
            let at = last_of(&steps, &StepKind::Reopened).and_then(|step| step.at);
            let said = at.and_then(|at| {
                with_board(store, |board| (store.locale().file.reopened)(local(at, board)))
            });
            said.unwrap_or_default()
        })
    };
    let remark = text(move || remark(store));
    let stages = move || {
        let (steps, lang) = (told_steps(store), store.lang());
        let case = &shown.matter.case;
        let stages =
            with_board(store, |board| stages(case, &steps, board, lang)).unwrap_or_default();
        stages.into_iter().map(stage_view).collect_view()
    };
    let is_loading = move || {
        store.file().with(|file| matches!(file.history, History::Loading)).then_some("true")
    };
    view! {
        <section class="file-part" aria-busy=is_loading>
            <h3>{store.say(|l| l.file.course)}</h3>
            <p class="course-note" role="status">{remark}</p>
            <p class="course-note">{reopened}</p>
            <ol class="course">{stages}</ol>
        </section>
    }
}

/// What there is to say of how complete the steps are.
fn remark(store: Store) -> String {
    let file = &store.locale().file;
    store.file().with(|of| match &of.history {
        History::Loading => file.steps_loading.into(),
        History::Told { is_cut: true, .. } => file.steps_cut.into(),
        History::Told { steps, .. } if steps.is_empty() => file.steps_none.into(),
        History::Told { .. } => String::new(),
        History::NotAvailable => file.steps_not_available.into(),
        History::Failed(failure) => (file.steps_failed)(failure),
    })
}

fn stages(case: &Case, steps: &[Step], board: &Board, lang: Lang) -> Vec<StageText> {
    course(case, steps).iter().map(|stage| stage_text(stage, board, lang.locale())).collect()
}

fn stage_text(stage: &Stage, board: &Board, locale: &Locale) -> StageText {
    let at = stage.at.map(|at| (locale.moment)(local(at, board)));
    let at = at.map(|at| match stage.state {
        StageState::Current => (locale.file.since)(&at),
        _ => at,
    });
    // One step is the stage itself; of several, each has a line of its own.
    let only = match stage.steps.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    let mut line: Vec<String> = at.into_iter().collect();
    match only {
        Some(step) => {
            line.extend([who(step), step.note.as_deref().unwrap_or_default().to_owned()]);
            if stage.at.is_none() || stage.at != step.at {
                line.insert(0, (locale.file.step)(&step.kind));
            }
        }
        None => line.extend(stage.unit.as_deref().map(str::to_owned)),
    }
    line.retain(|part| !part.is_empty());
    let steps = if only.is_some() { &[] } else { stage.steps.as_slice() };
    StageText {
        class: format!("leg leg-{}", stage.state.code()),
        name: (locale.file.stage)(stage.name),
        state: (locale.file.stage_state)(stage.state),
        line: line.join(" · "),
        steps: steps.iter().map(|step| step_text(step, board, locale)).collect(),
    }
}

fn step_text(step: &Step, board: &Board, locale: &Locale) -> String {
    let at = step.at.map(|at| (locale.moment)(local(at, board))).unwrap_or_default();
    let note = step.note.as_deref().unwrap_or_default().to_owned();
    let mut parts = vec![(locale.file.step)(&step.kind), at, who(step), note];
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

fn stage_view(stage: StageText) -> impl IntoView {
    let StageText { class, name, state, line, steps } = stage;
    let has_steps = !steps.is_empty();
    view! {
        <li class=class>
            <b>{name}</b>
            <span class="leg-state">{state}</span>
            <span class="leg-line">{line}</span>
            {has_steps.then(|| view! {
                <ol class="steps">
                    {steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}
                </ol>
            })}
        </li>
    }
}
