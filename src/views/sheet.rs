//! The sheet: everything that is listed, whole, as a white document to be printed, searched or read aloud.
//!
//! It stands at the moment at which it was opened and says so. What it says is made by `report`; this module only lays
//! it out.

use super::{
    plan::picture,
    sheet_rows::{COLUMNS, column_name, fill, sign},
    take_away::{CopyLink, Kind, save},
    words::place_name,
};
use crate::{
    charts::plan::{Size, Subject},
    domain::{
        area::Place,
        board::{Board, OpenCase},
        count::LightCount,
        freshness::Freshness,
        light::Light,
        lit::LitBoard,
        measure::Measure,
        time::Instant,
    },
    locales::{Lang, grouped},
    report::{
        sheet::{AreaTable, area_table, as_of, notes, on_time},
        words::filter_words,
    },
    store::{Page, Store, View},
};
use leptos::{html, prelude::*};
use std::sync::Arc;

/// The picture of the map: about as many units as a page of A4 has points, so that names are as large as the text.
const PICTURE: Size = Size { width: 760.0, height: 620.0, sign: 10.0 };

/// What was true at one moment.
#[derive(Clone)]
struct Taken {
    board: Arc<Board>,
    lit: Arc<LitBoard>,
    cases: Arc<Vec<Arc<OpenCase>>>,
    view: View,
    place: Place,
    now: Instant,
    freshness: Freshness,
    address: String,
}

/// The sheet.
#[component]
pub(super) fn Sheet() -> impl IntoView {
    let store = Store::get();
    // Here is no map whose first picture anything should wait for.
    store.map_settled(false);
    let refreshed = RwSignal::new(0_u32);
    let (said, say) = signal(String::new());
    // What the reader looks at is followed, the data are not.
    let wanted = Memo::new(move |_| {
        store.view().with(|view| (view.scope.clone(), view.filter.clone(), view.sort, view.lang))
    });
    let taken = StoredValue::new(None::<Taken>);
    let save = move |kind| {
        taken.with_value(|taken| {
            if let Some(taken) = taken {
                say.set(untrack(|| save(store, kind, &taken.cases, taken.now)));
            }
        });
    };
    let print = move |_| {
        // A browser that cannot print says so itself.
        let _printed = window().print();
    };
    view! {
        <main class="sheet" data-theme="light">
            <div class="sheet-tools" role="group" aria-label=store.say(|l| l.report.tools)>
                <button type="button" on:click=move |_| store.show_page(Page::Board)>{store.say(|l| l.report.back)}</button>
                <button type="button" on:click=print>{store.say(|l| l.report.print)}</button>
                <button type="button" on:click=move |_| refreshed.update(|times| *times += 1)>{store.say(|l| l.report.refresh)}</button>
                <button type="button" on:click=move |_| save(Kind::Csv)>{store.say(|l| l.report.csv)}</button>
                <button type="button" on:click=move |_| save(Kind::GeoJson)>{store.say(|l| l.report.geojson)}</button>
                <CopyLink said=say />
                <p role="status">{said}</p>
            </div>
            {move || {
                wanted.with(|_| ());
                refreshed.track();
                store.is_list_coming();
                untrack(|| {
                    let now = take(store)?;
                    taken.set_value(Some(now.clone()));
                    Some(document_of(now, store))
                })
            }}
        </main>
    }
}

fn take(store: Store) -> Option<Taken> {
    Some(Taken {
        board: store.board().get()?,
        lit: store.lit().get(),
        cases: store.listed().with(|listed| Arc::clone(&listed.0)),
        view: store.view().get(),
        place: store.place().get(),
        // No light differs between the two: a light that changes by itself is looked at before the time is shown.
        now: store.now().get().max(store.lit_at().get()),
        freshness: store.feed().get().freshness,
        address: window().location().href().unwrap_or_default(),
    })
}

fn document_of(taken: Taken, store: Store) -> AnyView {
    let Taken { board, lit, cases, view, place, now, freshness, address } = taken;
    let lang = view.lang;
    let locale = lang.locale();
    let report = &locale.report;
    let title = store.title(lang).unwrap_or_else(|| locale.tagline.into());
    let path = match place {
        place if place == Place::default() => locale.district.to_owned(),
        place => format!("{} · {}", locale.district, place_name(place, &board, lang)),
    };
    let filter = match filter_words(&view.filter, locale) {
        words if words.is_empty() => report.no_filter.to_owned(),
        words => words.join(" · "),
    };
    let order = format!(
        "{} · {}",
        (locale.desk.column)(view.sort.column),
        (locale.desk.direction)(view.sort.direction)
    );
    let moment = match freshness {
        Freshness::Fresh => as_of(now, &board, lang),
        other => format!("{} · {}", as_of(now, &board, lang), (locale.freshness)(other)),
    };
    let is_synthetic = store.speed().get().is_some();
    let facts = [
        (report.scope, path),
        (report.filter, filter),
        (report.order, order),
        (report.moment, moment),
    ];
    let subject = Subject { place, ..Subject::default() };
    let (rate, note) = store
        .asked(|ask| on_time(ask, place, view.window, lang))
        .unwrap_or_else(|| ("–".into(), String::new()));
    let notes = notes(&board, &lit, place, cases.len(), note, lang);
    view! {
        <header class="sheet-head">
            <h1>{title} " · " {report.title}</h1>
            <dl>
                {facts.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect_view()}
            </dl>
            <p>{report.stands} " " {is_synthetic.then_some(locale.synthetic)}</p>
        </header>
        {figures(&board, &lit, &view, place, rate)}
        <section class="sheet-map">
            <h2>{report.map}</h2>
            {picture(&board, &lit, now, subject, PICTURE, lang)}
            {legend(lang)}
        </section>
        {area_table(&board, &lit, place, lang).map(|table| areas(table, lang))}
        <section>
            <h2>{(report.listed)(cases.len())}</h2>
            <CaseRows board cases now lang />
        </section>
        <section class="sheet-notes">
            <h2>{report.notes}</h2>
            <ol>
                {notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view()}
                <li>{report.note_address} ": " <span class="sheet-address">{address}</span></li>
            </ol>
        </section>
    }
    .into_any()
}

fn figures(board: &Board, lit: &LitBoard, view: &View, place: Place, rate: String) -> AnyView {
    let locale = view.lang.locale();
    let count = lit.count(place);
    let areas = &board.areas;
    let shown = [
        ("red", locale.red.to_owned(), count.red),
        ("due-today", locale.due_today.to_owned(), count.due_today),
        ("due-soon", (locale.due_soon)(board.rule.due_soon_days), count.due_soon),
        ("unknown", locale.unknown.to_owned(), count.unknown),
        ("normal", locale.normal.to_owned(), count.normal),
        ("open", locale.open.to_owned(), count.open()),
    ];
    let counts = [
        ("towns", areas.towns().len()),
        ("zones", areas.zones().len()),
        ("grids", areas.grids().len()),
        ("defects", board.defects().count()),
    ];
    let rate_name =
        (locale.workload.in_window)(view.window, (locale.workload.measure)(Measure::OnTimeRate));
    view! {
        <section class="sheet-figures" data-scope=view.scope().code()>
            <h2 class="visually-hidden">{locale.report.figures}</h2>
            <dl>
                {shown.map(|(name, word, value)| view! {
                    <div>
                        <dt>{word}</dt>
                        <dd data-figure=name data-value=value.to_string()>{grouped(value)}</dd>
                    </div>
                }).collect_view()}
                <div><dt>{rate_name}</dt><dd>{rate}</dd></div>
            </dl>
            {counts.map(|(name, value)| view! {
                <data hidden data-figure=name data-value=value.to_string() value=value.to_string()></data>
            }).collect_view()}
        </section>
    }
    .into_any()
}

/// What the cells of the plan mean, by the very shapes that they have.
fn legend(lang: Lang) -> AnyView {
    let locale = lang.locale();
    let swatch = |class: &'static str, fill: Option<&'static str>, word: String| {
        view! {
            <li>
                <svg class="swatch" viewBox="0 0 24 14" aria-hidden="true">
                    <rect class=class fill=fill x="1" y="1" width="22" height="12" />
                </svg>
                {word}
            </li>
        }
        .into_any()
    };
    let word = |light: Light| format!("{} {}", sign(light), (locale.light)(light));
    view! {
        <ul class="sheet-legend">
            {swatch("plan-cell plan-red", None, word(Light::Red))}
            {swatch("plan-cell", Some("url(#plan-due-soon)"), word(Light::DueSoon))}
            {swatch("plan-cell", Some("url(#plan-unknown)"), word(Light::Unknown))}
            {swatch("plan-cell plan-normal-1", None, locale.report.few.into())}
            {swatch("plan-cell plan-normal-5", None, locale.report.many.into())}
            {swatch("plan-cell plan-empty", None, locale.no_open_case.into())}
        </ul>
    }
    .into_any()
}

fn areas(table: AreaTable, lang: Lang) -> AnyView {
    let locale = lang.locale();
    let report = &locale.report;
    let row = |name: String, count: LightCount, class: &'static str| {
        let counts = [count.red, count.due_soon, count.unknown, count.normal, count.open()];
        view! {
            <tr class=class>
                <th scope="row">{name}</th>
                {counts.map(|count| view! { <td>{grouped(count)}</td> }).collect_view()}
            </tr>
        }
        .into_any()
    };
    let lights = Light::ALL.map(|light| format!("{} {}", sign(light), (locale.light)(light)));
    let unplaced = (table.unplaced.open() > 0)
        .then(|| row(report.unplaced.into(), table.unplaced, "sheet-unplaced"));
    view! {
        <section>
            <h2>{(locale.areas_title)(table.level)}</h2>
            <table class="sheet-areas">
                <thead>
                    <tr>
                        <th scope="col">{(report.child_column)(table.level)}</th>
                        {lights.map(|light| view! { <th scope="col">{light}</th> }).collect_view()}
                        <th scope="col">{locale.open}</th>
                    </tr>
                </thead>
                <tbody>
                    {table.rows.into_iter().map(|of| row(of.name, of.count, "")).collect_view()}
                    {unplaced}
                    {row(report.sum.into(), table.sum, "sheet-sum")}
                </tbody>
            </table>
        </section>
    }
    .into_any()
}

/// The whole list.
#[component]
fn CaseRows(
    board: Arc<Board>,
    cases: Arc<Vec<Arc<OpenCase>>>,
    now: Instant,
    lang: Lang,
) -> impl IntoView {
    let body = NodeRef::<html::Tbody>::new();
    Effect::new(move |_| {
        if let Some(body) = body.get() {
            // Where the browser makes no elements there is no page either.
            let _filled = fill(&body, &cases, &board, now, lang);
        }
    });
    view! {
        <table class="sheet-cases">
            <thead>
                <tr>
                    {COLUMNS.map(|fields| view! { <th scope="col">{column_name(fields, lang.locale())}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody node_ref=body></tbody>
        </table>
    }
}
