//! What is said of a layer for the part of the district that is shown: sums, a table, and how to read the map.

use super::words::{local, with_board};
use crate::{
    domain::{
        area::{Areas, Place},
        board::Board,
        layer::{Alert, AlertPlace, Layer, Worker},
        order::ordered_by_key,
        overlay::{
            AtWork, BaseFacts, Sum, Validity, WorkerCount, base_facts, children, concerns,
            count_cameras, count_placed_cases, count_workers, validity,
        },
        scope::Scope,
        time::Instant,
    },
    locales::{Lang, Locale, grouped, short_name},
    store::{Face, Store},
};
use leptos::prelude::*;

/// What is said of one layer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Part {
    /// How many there are of it in what is shown; `None` while that is not known.
    pub all: Option<u32>,
    /// Sums with their names.
    pub sums: Vec<(String, String)>,
    /// The names of the columns.
    pub head: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<PartRow>,
    /// The table is short, and what it says is needed on a wall too.
    pub is_for_wall: bool,
    /// What else there is to know.
    pub notes: Vec<String>,
}

/// A row of a part's table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PartRow {
    /// The area that it leads to.
    pub scope: Option<Scope>,
    /// Its cells, as many as there are columns.
    pub cells: Vec<String>,
}

/// What there is in place of a figure that the source does not give.
const NONE: &str = "–";

/// Puts together what is said of a layer.
pub(super) fn part(store: Store, layer: Layer) -> Part {
    let (place, locale) = (store.place().get(), store.locale());
    let part = with_board(store, |board| match layer {
        Layer::Cases => Some(cases(store, board, place)),
        Layer::Workers => workers(store, board, place),
        Layer::Cameras => cameras(store, place),
        Layer::Alerts => alerts(store, board, place),
        Layer::Base => Some(base(store, board, place)),
    });
    let mut part = part.flatten().unwrap_or_default();
    if part.all.is_some() {
        part.notes.push((locale.layers.legend)(layer).into());
    }
    part
}

fn cases(store: Store, board: &Board, place: Place) -> Part {
    let filter = store.view().with(|view| view.filter.facts());
    let (placed, all) = count_placed_cases(board, &filter, place);
    let notes = vec![(store.locale().layers.placed_cases)(placed, all)];
    let sums = vec![(store.locale().open.into(), grouped(all))];
    Part { all: Some(placed), sums, notes, ..Part::default() }
}

fn workers(store: Store, board: &Board, place: Place) -> Option<Part> {
    let (locale, lang) = (store.locale(), store.lang());
    let words = &locale.layers;
    let rows = store.layer_data().with(|data| data.workers.clone())?;
    let places = store.layer_places().workers;
    let (level, below) = children(&board.areas, place);
    let (all, of_children) = count_workers(&rows, &places, place, &below);
    let now = store.minute().get();
    let age =
        |at: Option<Instant>| at.map_or(NONE.into(), |at| (locale.age)((now - at).num_seconds()));
    let mut part = Part {
        all: Some(all.duty.all()),
        sums: at_work(all.duty, words.on_duty, locale),
        ..Part::default()
    };
    if place.grid.is_some() {
        let here = rows.iter().zip(&*places).filter(|(_, of)| of.is_within(place));
        part.head = vec![words.one_worker, words.duty, words.last_seen];
        part.rows = (1..)
            .zip(here)
            .map(|(number, (worker, _))| PartRow {
                scope: None,
                cells: vec![
                    (words.worker)(number),
                    duty(worker, locale).into(),
                    age(worker.seen_at),
                ],
            })
            .collect();
        return Some(part);
    }
    part.head = vec![(words.area)(level), words.on_duty, words.all, words.last_seen];
    let cells = |name: String, count: &WorkerCount| {
        vec![name, grouped(count.duty.on), grouped(count.duty.all()), age(count.seen_at)]
    };
    part.rows = area_rows(&board.areas, &below, lang, |name, at| {
        cells(name, &of_children.get(at).copied().unwrap_or_default())
    });
    let known: u32 = of_children.iter().map(|count| count.duty.all()).sum();
    if all.duty.all() > known {
        let on: u32 = of_children.iter().map(|count| count.duty.on).sum();
        let rest = [all.duty.on - on, all.duty.all() - known].map(grouped);
        let [on, rest] = rest;
        let cells = vec![words.elsewhere.to_owned(), on, rest, NONE.to_owned()];
        part.rows.push(PartRow { scope: None, cells });
    }
    Some(part)
}

fn duty(worker: &Worker, locale: &Locale) -> &'static str {
    match worker.is_on_duty {
        Some(true) => locale.layers.on_duty,
        Some(false) => locale.layers.off_duty,
        None => locale.layers.duty_unknown,
    }
}

fn cameras(store: Store, place: Place) -> Option<Part> {
    let locale = store.locale();
    let words = &locale.layers;
    let rows = store.layer_data().with(|data| data.cameras.clone())?;
    let counts = count_cameras(&rows, &store.layer_places().cameras, place);
    let mut all = AtWork::default();
    for (_, count) in &counts {
        all.on += count.on;
        all.off += count.off;
        all.unknown += count.unknown;
    }
    let cells = |name: String, count: &AtWork| PartRow {
        scope: None,
        cells: vec![name, grouped(count.on), grouped(count.off), grouped(count.all())],
    };
    let mut part = Part {
        all: Some(all.all()),
        sums: at_work(all, words.online, locale),
        head: vec![words.kind, words.online, words.offline, words.all],
        ..Part::default()
    };
    let kinds = counts.iter().map(|(kind, count)| cells((words.camera_kind)(kind), count));
    part.rows = kinds.collect();
    part.rows.push(cells(words.all.into(), &all));
    Some(part)
}

/// How many are at work of how many, and of how many that is not said.
fn at_work(count: AtWork, name: &str, locale: &Locale) -> Vec<(String, String)> {
    let words = &locale.layers;
    let mut said = (words.part_of)(count.on, count.all());
    if count.unknown > 0 {
        said = format!("{said} ({})", (words.unknown)(count.unknown));
    }
    vec![(name.into(), said)]
}

fn alerts(store: Store, board: &Board, place: Place) -> Option<Part> {
    let locale = store.locale();
    let words = &locale.layers;
    let rows = store.layer_data().with(|data| data.alerts.clone())?;
    let now = store.minute().get();
    let here: Vec<&Alert> =
        rows.iter().filter(|alert| concerns(alert, &board.areas, place)).collect();
    // A wall is read in passing: what is over is not news there, and the hours are for who can come closer.
    let is_wall = store.view().with(|view| view.face == Face::Wall);
    let columns = if is_wall { 3 } else { 4 };
    let is_shown = |alert: &Alert| !is_wall || validity(alert, now) != Validity::Over;
    // What holds first, the most serious before the others.
    let here = ordered_by_key(&here, |alert| (validity(alert, now), alert.level.clone()));
    let moment = |at: Option<Instant>| at.map(|at| (locale.moment)(local(at, board)));
    let row = |alert: &&Alert| {
        let (from, to) = (moment(alert.from), moment(alert.to));
        let title = match alert.place {
            AlertPlace::Unknown => format!("{} ({})", alert.title, words.district_wide),
            AlertPlace::Area(_) | AlertPlace::Point(_) => alert.title.to_string(),
        };
        let state = (words.alert_state)(validity(alert, now)).to_owned();
        let span = (words.alert_span)(from.as_deref(), to.as_deref());
        let mut cells = vec![(words.alert_level)(&alert.level), title, state, span];
        cells.truncate(columns);
        PartRow { scope: None, cells }
    };
    let holding = here.iter().filter(|alert| validity(alert, now) == Validity::Holds);
    let [holding, count] =
        [holding.count(), here.len()].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
    let rows = here.into_iter().filter(|alert| is_shown(alert)).map(row).collect();
    let mut head = vec![words.level, words.alert_title, words.alert_now, words.alert_valid];
    head.truncate(columns);
    let notes = if count == 0 { vec![words.no_alerts.to_owned()] } else { Vec::new() };
    let state = (words.alert_state)(Validity::Holds).to_owned();
    let sums = vec![(state, (words.part_of)(holding, count))];
    Some(Part { all: Some(count), sums, head, rows, is_for_wall: true, notes })
}

fn base(store: Store, board: &Board, place: Place) -> Part {
    let (locale, lang) = (store.locale(), store.lang());
    let words = &locale.layers;
    let today = store.today().get();
    let facts = |of: Place| {
        base_facts(&board.areas, of, |grid| today.is_none_or(|day| grid.is_valid_on(day)))
    };
    let figure = |count: Option<u32>| count.map_or(NONE.into(), grouped);
    let said = |sum: Sum| match sum.missing_grids {
        0 => figure(sum.known),
        missing => format!("{} ({})", figure(sum.known), (words.missing_grids)(missing)),
    };
    let all = facts(place);
    let sums = vec![
        (words.residents.to_owned(), said(all.residents)),
        (words.workers.to_owned(), said(all.workers)),
        (words.residents_per_worker.to_owned(), figure(all.residents_per_worker())),
    ];
    let (level, below) = children(&board.areas, place);
    let head =
        vec![(words.area)(level), words.residents, words.workers, words.residents_per_worker];
    let cells = |name: String, of: BaseFacts| {
        vec![name, said(of.residents), said(of.workers), figure(of.residents_per_worker())]
    };
    let rows = area_rows(&board.areas, &below, lang, |name, at| {
        cells(name, below.get(at).copied().map(facts).unwrap_or_default())
    });
    Part { all: all.residents.known, sums, head, rows, ..Part::default() }
}

/// A row for each area, with its own name.
fn area_rows(
    areas: &Areas,
    places: &[Place],
    lang: Lang,
    cells: impl Fn(String, usize) -> Vec<String>,
) -> Vec<PartRow> {
    let row = |(at, place): (usize, &Place)| {
        let scope = areas.scopes_of(*place).into_iter().next();
        PartRow { scope, cells: cells(own_name(areas, *place, lang), at) }
    };
    places.iter().enumerate().map(row).collect()
}

/// The name of the narrowest area of a place.
fn own_name(areas: &Areas, place: Place, lang: Lang) -> String {
    if let Some(grid) = place.grid.and_then(|at| areas.grids().get(at)) {
        return grid.name.to_string();
    }
    if let Some(zone) = place.zone.and_then(|at| areas.zones().get(at)) {
        return lang.name(&zone.name, zone.name_en.as_deref()).to_owned();
    }
    let town = place.town.and_then(|at| areas.towns().get(at));
    town.map(|town| short_name(lang.name(&town.name, town.name_en.as_deref())).to_owned())
        .unwrap_or_default()
}
