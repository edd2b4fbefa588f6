//! The year's assessment as a white document: one table of all parts, then a page for each with its matters.
//!
//! It stands at the moment at which it was opened and says so. What it says is made by `report`; this module lays it out.

use super::{
    download::download,
    plain_rows::{PlainRow, fill},
    take_away::CopyLink,
    words::{local, opens_elsewhere, place_name},
};
use crate::{
    domain::{
        area::Place,
        assessment::{Assessed, Kind, KindCount, assess, count_part, count_parts, year},
        board::Board,
        defect::Collection,
        parts::{Part, parts},
        scope::Scope,
        time::Instant,
    },
    locales::Lang,
    report::{
        assessment::{
            PAGE_TITLE, Record, cells, columns, matter_cells, matter_columns, matters_csv,
            page_cells, parts_csv,
        },
        file_name::file_name,
        sheet::as_of,
        words::{filter_words, part_name},
    },
    store::{Page, RecordPhase, Store},
};
use leptos::{ev::MouseEvent, html, prelude::*};
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// What was true at one moment.
#[derive(Clone)]
struct Taken {
    board: Arc<Board>,
    assessed: Arc<Vec<Assessed>>,
    place: Place,
    record: Record,
    now: Instant,
    lang: Lang,
}

/// The parts of a place; a grid is its own.
fn parts_of(board: &Board, place: Place) -> Vec<Part> {
    if place.grid.is_some() { vec![Part::Area(place)] } else { parts(&board.areas, place).1 }
}

/// The page of the assessment.
#[component]
pub(super) fn AssessmentPage() -> impl IntoView {
    let store = Store::get();
    // Here is no map whose first picture anything should wait for.
    store.map_settled(false);
    Effect::new(move |_| store.want_records(Collection::YearOverdue));
    let refreshed = RwSignal::new(0_u32);
    let (said, say) = signal(String::new());
    let taken = StoredValue::new(None::<Taken>);
    let save = move |is_table: bool| {
        taken.with_value(|taken| {
            if let Some(taken) = taken {
                say.set(save(taken, is_table));
            }
        });
    };
    let print = move |_| {
        // A browser that cannot print says so itself.
        let _printed = window().print();
    };
    view! {
        <main class="sheet assessment" data-theme="light">
            <div class="sheet-tools" role="group" aria-label=store.say(|l| l.report.tools)>
                <button type="button" on:click=move |_| store.show_page(Page::Board)>{store.say(|l| l.report.back)}</button>
                <button type="button" on:click=print>{store.say(|l| l.report.print)}</button>
                <button type="button" on:click=move |_| { store.ask_records_again(Collection::YearOverdue); refreshed.update(|times| *times += 1); }>{store.say(|l| l.report.refresh)}</button>
                <button type="button" on:click=move |_| save(true)>{store.say(|l| l.assessment.table_csv)}</button>
                <button type="button" on:click=move |_| save(false)>{store.say(|l| l.assessment.matters_csv)}</button>
                <CopyLink said=say />
                <p role="status">{said}</p>
            </div>
            {move || {
                refreshed.track();
                let (place, lang) = (store.place().get(), store.lang());
                let read = store.year_overdue().get();
                let filter = store.view().with(|view| view.filter.facts());
                untrack(|| {
                    let board = store.board().get()?;
                    let now = store.now().get().max(store.lit_at().get());
                    let rows = read.rows.as_deref().map_or(&[][..], Vec::as_slice);
                    let assessed = assess(&board, rows, now);
                    let inside = assessed.into_iter().filter(|of| {
                        of.matter.place.is_within(place) && filter.counts(&of.matter.case)
                    });
                    let assessed = Arc::new(inside.collect());
                    let record =
                        if read.rows.is_some() { Record::Read } else { Record::Absent };
                    let now = Taken { board, assessed, place, record, now, lang };
                    taken.set_value(Some(now.clone()));
                    let reading = reading(&read.phase, lang);
                    Some(document_of(store, now, reading))
                })
            }}
        </main>
    }
}

/// What the reader must know of how complete the record is.
fn reading(phase: &RecordPhase, lang: Lang) -> Option<String> {
    let said = &lang.locale().assessment;
    match phase {
        RecordPhase::Ready => None,
        RecordPhase::NotAsked | RecordPhase::Reading => Some(said.reading.into()),
        RecordPhase::NotGiven => Some(said.not_given.into()),
        RecordPhase::Failed(failure) => {
            Some((said.failed)(&(lang.locale().failed_detail)(failure)))
        }
    }
}

fn save(taken: &Taken, is_table: bool) -> String {
    let Taken { board, assessed, place, record, now, lang } = taken;
    let locale = lang.locale();
    let said = &locale.assessment;
    let (kind, text) = if is_table {
        let parts = parts_of(board, *place);
        (said.all_parts.to_owned(), parts_csv(assessed, &parts, *record, board, *lang))
    } else {
        (said.list.to_owned(), matters_csv(assessed, board, *now, *lang))
    };
    let place = part_name(Part::Area(*place), board, *lang);
    let name = file_name(
        locale.report.file_prefix,
        &place,
        &[said.file_prefix.into(), kind],
        local(*now, board).date_naive(),
        "csv",
    );
    match download(&name, "text/csv;charset=utf-8", &text) {
        Ok(()) => (locale.report.saved)(&name),
        Err(_) => String::new(),
    }
}

fn document_of(store: Store, taken: Taken, reading: Option<String>) -> AnyView {
    let Taken { board, assessed, place, record, now, lang } = taken;
    let locale = lang.locale();
    let said = &locale.assessment;
    let name = match place {
        place if place == Place::default() => locale.district.to_owned(),
        place => format!("{} · {}", locale.district, place_name(place, &board, lang)),
    };
    let filter = filter_words(&store.view().with(|view| view.filter.facts()), locale).join(" · ");
    let all_parts = parts_of(&board, place);
    let counts = count_parts(&assessed, &all_parts);
    let shown: Vec<(Part, _)> = all_parts
        .into_iter()
        .zip(counts)
        .filter(|(part, count)| matches!(part, Part::Area(_)) || *count != KindCount::default())
        .collect();
    let sum = count_part(&assessed, Part::Area(Place { grid: None, ..place }));
    let row = |name: AnyView, texts: Vec<String>, class: &'static str| {
        view! {
            <tr class=class>
                <th scope="row">{name}</th>
                {texts.into_iter().map(|text| view! { <td>{text}</td> }).collect_view()}
            </tr>
        }
        .into_any()
    };
    let rows = shown
        .iter()
        .map(|(part, count)| row(part_link(store, *part, &board, lang), cells(count, record), ""));
    let rows = rows.collect_view();
    let pages = shown.iter().map(|(part, _)| {
        let of = assessed.iter().filter(|of| part.holds(of.matter.place)).cloned().collect();
        part_page(store, *part, of, record, &board, now, lang)
    });
    let pages = pages.collect_view();
    view! {
        <header class="sheet-head">
            <h1>{(said.title)(year(&board, now))}</h1>
            <dl>
                <div><dt>{locale.report.scope}</dt><dd>{name}</dd></div>
                {(!filter.is_empty()).then(|| view! { <div><dt>{locale.report.filter}</dt><dd>{filter}</dd></div> })}
                <div><dt>{locale.report.moment}</dt><dd>{as_of(now, &board, lang)}</dd></div>
            </dl>
            <p>{locale.report.stands} " " {store.speed().get().is_some().then_some(locale.synthetic)}</p>
            {reading.map(|reading| view! { <p class="sheet-warning" role="note">{reading}</p> })}
        </header>
        <section>
            <h2>{said.table}</h2>
            <div class="data-scroll" tabindex="0" role="region" aria-label=said.table>
                <table class="sheet-areas assessment-table">
                    <thead>
                        <tr>{columns(locale).into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr>
                    </thead>
                    <tbody>
                        {rows}
                        {row(locale.report.sum.into_any(), cells(&sum, record), "sheet-sum")}
                    </tbody>
                </table>
            </div>
        </section>
        {notes(&board, lang)}
        {pages}
    }
    .into_any()
}

/// The name of a part, which leads to its own assessment.
fn part_link(store: Store, part: Part, board: &Board, lang: Lang) -> AnyView {
    let name = part_name(part, board, lang);
    let scope = board.areas.scopes_of(part.place()).into_iter().next();
    match (part, scope) {
        (Part::Area(_), Some(scope)) => view! {
            <button type="button" class="link" on:click=move |_| store.select(scope.clone())>{name}</button>
        }
        .into_any(),
        _ => name.into_any(),
    }
}

fn notes(board: &Board, lang: Lang) -> AnyView {
    let locale = lang.locale();
    let said = &locale.assessment;
    let kinds = Kind::ALL.map(|kind| format!("{}: {}", (said.kind)(kind), (said.kind_rule)(kind)));
    let calendar = &board.calendar;
    let basis = (locale.report.note_calendar)(calendar.announced_on(), calendar.last_announced());
    let notes = kinds.into_iter().chain(said.notes.map(ToOwned::to_owned)).chain([basis]);
    view! {
        <section class="sheet-notes">
            <h2>{locale.report.notes}</h2>
            <ol>{notes.map(|note| view! { <li>{note}</li> }).collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// The page of one part.
fn part_page(
    store: Store,
    part: Part,
    assessed: Vec<Assessed>,
    record: Record,
    board: &Arc<Board>,
    now: Instant,
    lang: Lang,
) -> AnyView {
    let locale = lang.locale();
    let said = &locale.assessment;
    let name = part_name(part, board, lang);
    if assessed.is_empty() {
        let none = match record {
            Record::Read => (said.none_of)(&name),
            Record::Absent => (said.none_now)(&name),
        };
        return view! { <p class="assessment-none">{none}</p> }.into_any();
    }
    let scope_of = |of: &Assessed| {
        board.areas.scopes_of(of.matter.place).into_iter().next().unwrap_or(Scope::District)
    };
    let rows: Vec<PlainRow> = assessed
        .iter()
        .map(|of| {
            let id = of.matter.case.id.clone();
            let scope = scope_of(of);
            let address = store.address_of(|view| {
                view.page = Page::Board;
                view.scope = Some(scope);
                view.around.clear();
                view.case = Some(id.clone());
            });
            PlainRow {
                cells: page_cells(&matter_cells(of, board, now, lang)),
                link: Some((PAGE_TITLE, address, id.to_string())),
                class: if of.kind.counts() { "" } else { "assessment-to-check" },
            }
        })
        .collect();
    let body = NodeRef::<html::Tbody>::new();
    Effect::new(move |_| {
        if let Some(body) = body.get() {
            // Where the browser makes no elements there is no page either.
            let _filled = fill(&body, &rows);
        }
    });
    let press = {
        let scopes: Vec<(String, Scope)> =
            assessed.iter().map(|of| (of.matter.case.id.to_string(), scope_of(of))).collect();
        move |event: MouseEvent| {
            if opens_elsewhere(&event) {
                return;
            }
            let target =
                event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let link = target.and_then(|target| target.closest("a[data-case-id]").ok().flatten());
            let id = link.and_then(|link| link.get_attribute("data-case-id"));
            let found = id.and_then(|id| scopes.iter().find(|(of, _)| *of == id).cloned());
            if let Some((id, scope)) = found {
                event.prevent_default();
                store.open_file(id.as_str().into(), scope);
            }
        }
    };
    let count = count_part(&assessed, part).counted();
    view! {
        <section class="assessment-part">
            <h2>{(said.matters_of)(&name, usize::try_from(count).unwrap_or(0))}</h2>
            <div class="data-scroll" tabindex="0" role="region" aria-label=name>
                <table class="assessment-cases" on:click=press>
                    <thead>
                        <tr>{page_cells(&matter_columns(locale)).into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr>
                    </thead>
                    <tbody node_ref=body></tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
