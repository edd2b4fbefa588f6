//! The brief as a white document of two pages. It stands at the moment at which it was opened, and says so; each statement
//! is a link to its matters. What it says is made by `report`; this module lays it out.

use super::{
    take_away::CopyLink,
    words::{opens_elsewhere, place_name, text},
};
use crate::{
    domain::{
        area::Place,
        brief::{History, Period, brief, is_told},
        defect::Collection,
        filter::Filter,
        parts::Part,
        workload::ReceivedRow,
    },
    locales::Lang,
    report::{
        brief::{HeadlineRow, Section, Statement, Teller},
        sheet::as_of,
        words::filter_words,
    },
    store::{Page, RecordPhase, Records, Store},
};
use leptos::{ev::MouseEvent, prelude::*};

/// The page of the brief.
#[component]
pub(super) fn BriefPage() -> impl IntoView {
    let store = Store::get();
    // Here is no map whose first picture anything should wait for.
    store.map_settled(false);
    Effect::new(move |_| store.want_records(Collection::Received));
    let refreshed = RwSignal::new(0_u32);
    let (said, say) = signal(String::new());
    let print = move |_| {
        // A browser that cannot print says so itself.
        let _printed = window().print();
    };
    let period = move |of: Period| {
        view! {
            <button
                type="button"
                aria-pressed=text(move || (store.view().with(|view| view.period) == of).to_string())
                on:click=move |_| store.set_period(of)
            >{text(move || (store.locale().brief.period)(of).into())}</button>
        }
    };
    // What the reader looks at is followed, the data are not.
    let wanted = Memo::new(move |_| {
        store.view().with(|view| (view.scope.clone(), view.filter.facts(), view.period, view.lang))
    });
    view! {
        <main class="sheet brief" data-theme="light">
            <div class="sheet-tools" role="group" aria-label=store.say(|l| l.report.tools)>
                <button type="button" on:click=move |_| store.show_page(Page::Board)>{store.say(|l| l.report.back)}</button>
                <div class="segments" role="group" aria-label=store.say(|l| l.brief.period_label)>
                    {Period::ALL.map(period).collect_view()}
                </div>
                <button type="button" on:click=print>{store.say(|l| l.report.print)}</button>
                <button type="button" on:click=move |_| { store.ask_records_again(Collection::Received); refreshed.update(|times| *times += 1); }>{store.say(|l| l.report.refresh)}</button>
                <CopyLink said=say />
                <p role="status">{said}</p>
            </div>
            {move || {
                refreshed.track();
                let (_, filter, period, lang) = wanted.get();
                let received = store.received().get();
                untrack(|| document_of(store, &received, &filter, period, lang))
            }}
        </main>
    }
}

fn document_of(
    store: Store,
    received: &Records<ReceivedRow>,
    filter: &Filter,
    period: Period,
    lang: Lang,
) -> Option<AnyView> {
    let locale = lang.locale();
    let said = &locale.brief;
    let place = store.place().get();
    let told = store.asked(|ask| {
        let areas = &ask.board.areas;
        let rows = received.rows.as_ref().filter(|_| is_told(filter));
        let history = rows.map(|rows| History::of(rows, areas));
        let brief = brief(ask, history.as_ref(), Part::Area(place), period);
        let teller = Teller { ask, place, lang };
        let name = match place {
            place if place == Place::default() => locale.district.to_owned(),
            place => format!("{} · {}", locale.district, place_name(place, ask.board, lang)),
        };
        let lack = match (&brief.told, history.as_ref()) {
            (Some(told), Some(history)) if !told.has_before || !told.has_baseline => {
                let days = history.first_day().zip(history.last_day());
                days.map(|(from, to)| (said.too_short)(&from.to_string(), &to.to_string()))
            }
            (Some(_), _) => None,
            (None, _) => Some(lack(&received.phase, filter, lang)),
        };
        let moment = as_of(store.now().get().max(ask.now), ask.board, lang);
        let span = (locale.workload.span)(brief.span);
        let facts =
            [(locale.report.scope, name), (said.window, span), (locale.report.moment, moment)];
        (
            facts,
            teller.headline(&brief),
            teller.sections(&brief),
            teller.notes(&brief, period),
            lack,
        )
    });
    let (facts, headline, sections, notes, lack) = told?;
    let filter_words = filter_words(filter, locale).join(" · ");
    let filter_fact = (!filter_words.is_empty()).then_some((locale.report.filter, filter_words));
    let facts = facts.into_iter().chain(filter_fact);
    let title = store.title(lang).unwrap_or_else(|| locale.tagline.into());
    Some(
        view! {
            <header class="sheet-head">
                <h1>{title} " · " {(said.title)(period)}</h1>
                <dl>
                    {facts.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect_view()}
                </dl>
                <p>{locale.report.stands} " " {store.speed().get().is_some().then_some(locale.synthetic)}</p>
                {lack.map(|lack| view! { <p class="sheet-warning" role="note">{lack}</p> })}
            </header>
            {headline_table(headline, lang)}
            <div class="brief-sections">
                {sections.into_iter().map(|section| section_of(store, section)).collect_view()}
            </div>
            <section class="sheet-notes">
                <h2>{locale.report.notes}</h2>
                <ol>{notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view()}</ol>
            </section>
        }
        .into_any(),
    )
}

/// Why nothing is told of what was reported.
fn lack(phase: &RecordPhase, filter: &Filter, lang: Lang) -> String {
    let locale = lang.locale();
    match phase {
        _ if !is_told(filter) => locale.brief.filtered.into(),
        RecordPhase::NotGiven => locale.brief.not_given.into(),
        RecordPhase::Failed(failure) => (locale.brief.failed)(&(locale.failed_detail)(failure)),
        RecordPhase::NotAsked | RecordPhase::Reading | RecordPhase::Ready => {
            locale.brief.reading.into()
        }
    }
}

fn headline_table(rows: Vec<HeadlineRow>, lang: Lang) -> AnyView {
    let locale = lang.locale();
    let said = &locale.brief;
    let columns = [said.headline, said.now_column, said.before_column, locale.workload.sample];
    view! {
        <section>
            <table class="sheet-areas brief-headline">
                <thead><tr>{columns.map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr></thead>
                <tbody>
                    {rows.into_iter().map(|[name, now, before, basis]| view! {
                        <tr><th scope="row">{name}</th><td>{now}</td><td>{before}</td><td>{basis}</td></tr>
                    }).collect_view()}
                </tbody>
            </table>
        </section>
    }
    .into_any()
}

fn section_of(store: Store, section: Section) -> AnyView {
    let Section { title, statements, none } = section;
    let lines = if statements.is_empty() {
        view! { <p class="brief-none">{none}</p> }.into_any()
    } else {
        let lines = statements.into_iter().map(|of| statement(store, of)).collect_view();
        view! { <ol>{lines}</ol> }.into_any()
    };
    view! { <section class="brief-section"><h2>{title}</h2>{lines}</section> }.into_any()
}

fn statement(store: Store, of: Statement) -> AnyView {
    let Statement { text, scope, filter, case } = of;
    let address = {
        let (scope, filter, case) = (scope.clone(), filter.clone(), case.clone());
        store.address_of(|view| {
            view.page = Page::Board;
            if let Some(scope) = scope {
                view.scope = Some(scope);
                view.around.clear();
            }
            view.filter = filter;
            view.case = case;
        })
    };
    let press = move |event: MouseEvent| {
        if opens_elsewhere(&event) {
            return;
        }
        event.prevent_default();
        store.open_matters(scope.clone(), filter.clone(), case.clone());
    };
    view! { <li><a href=address on:click=press>{text}</a></li> }.into_any()
}
