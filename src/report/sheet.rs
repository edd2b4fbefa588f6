//! What stands on the sheet besides the list: the areas below the place with their counts, and the footnotes.

use super::words::{local, place_name};
use crate::{
    domain::{
        area::Place,
        board::Board,
        count::LightCount,
        light::Light,
        lit::LitBoard,
        order::ordered_by_key,
        scope::AreaLevel,
        time::Instant,
        workload::{Rate, on_time_rate},
    },
    locales::{Lang, percent},
};
use std::cmp::Reverse;

/// One row of the table of areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaRow {
    /// The area's name.
    pub name: String,
    /// What is open in it.
    pub count: LightCount,
}

/// The areas one level below a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaTable {
    /// Which level.
    pub level: AreaLevel,
    /// Each area, those that need attention first.
    pub rows: Vec<AreaRow>,
    /// What is in the place and in none of them.
    pub unplaced: LightCount,
    /// All of the place.
    pub sum: LightCount,
}

/// The table of areas; `None` for a grid, which has none below it.
pub fn area_table(board: &Board, lit: &LitBoard, place: Place, lang: Lang) -> Option<AreaTable> {
    let areas = &board.areas;
    let (level, places): (_, Vec<Place>) = match place {
        Place { grid: Some(_), .. } => return None,
        Place { zone: Some(_), .. } => {
            let inside = areas.places().iter().filter(|of| of.is_within(place));
            (AreaLevel::Grids, inside.copied().collect())
        }
        Place { town: Some(_), .. } => {
            let zones = areas.zones().iter().filter_map(|zone| areas.place_of_zone(&zone.id));
            (AreaLevel::Zones, zones.filter(|of| of.is_within(place)).collect())
        }
        Place { .. } => {
            let towns = 0..areas.towns().len();
            (AreaLevel::Towns, towns.map(|at| Place { town: Some(at), ..place }).collect())
        }
    };
    let row = |of: &Place| AreaRow {
        name: place_name(*of, board, lang).rsplit(" · ").next().unwrap_or_default().to_owned(),
        count: lit.count(*of),
    };
    let rows: Vec<AreaRow> = places.iter().map(row).collect();
    let in_order = ordered_by_key(&rows, |row| {
        Reverse((row.count.red, row.count.due_soon, row.count.unknown, row.count.open()))
    });
    let sum = lit.count(place);
    let unplaced = rows.iter().fold(sum, |rest, row| LightCount {
        red: rest.red.saturating_sub(row.count.red),
        due_soon: rest.due_soon.saturating_sub(row.count.due_soon),
        unknown: rest.unknown.saturating_sub(row.count.unknown),
        normal: rest.normal.saturating_sub(row.count.normal),
        due_today: rest.due_today.saturating_sub(row.count.due_today),
    });
    Some(AreaTable { level, rows: in_order.into_iter().cloned().collect(), unplaced, sum })
}

/// The on-time rate in per cent, or "–"; and what it is of, or why there is none.
pub fn on_time(
    board: &Board,
    place: Place,
    days: u64,
    now: Instant,
    lang: Lang,
) -> (String, String) {
    let locale = lang.locale();
    match on_time_rate(board, place, days, now) {
        Rate::Known { numerator, denominator } => (
            format!("{} %", percent(numerator, denominator)),
            (locale.on_time_definition)(numerator, denominator),
        ),
        Rate::Missing(properties) => ("–".into(), (locale.on_time_missing)(&properties.join(", "))),
        Rate::Nothing => ("–".into(), locale.on_time_nothing.into()),
    }
}

/// The footnotes: what each figure, light, count and mark means, and what the data lack.
pub fn notes(
    board: &Board,
    lit: &LitBoard,
    place: Place,
    listed: usize,
    window_days: u64,
    now: Instant,
    lang: Lang,
) -> Vec<String> {
    let locale = lang.locale();
    let report = &locale.report;
    let count = lit.count(place);
    let [red, due_soon, unknown, normal] = Light::ALL.map(|light| count.of(light));
    let (calendar, rule) = (&board.calendar, &board.rule);
    let (rate, rate_of) = on_time(board, place, window_days, now, lang);
    let mut notes = vec![
        (report.note_lights)(rule.due_soon_days),
        (report.note_sum)(count.open(), red, due_soon, unknown, normal),
    ];
    if u32::try_from(listed) != Ok(count.open()) {
        notes.push((report.note_list)(listed, count.open()));
    }
    notes.push(report.note_unplaced.into());
    let formula = (locale.on_time_formula)(window_days);
    notes.push(format!("{} {rate}: {formula} {rate_of}", (report.on_time)(window_days)));
    notes.push((report.note_periods)(rule));
    notes.push((locale.explain.basis)(rule, calendar.announced_on()));
    notes.push((report.note_calendar)(calendar.announced_on(), calendar.last_announced()));
    notes.push(report.note_provisional.into());
    match board.defects().count() {
        0 => notes.push(locale.defects_none.into()),
        defects => notes.push((locale.defects)(defects)),
    }
    match board.disagreement_count() {
        0 => {}
        others => notes.push((locale.explain.disagreements)(others)),
    }
    notes
}

/// The moment of a sheet: "截至 9月18日 周五 17:00".
pub fn as_of(now: Instant, board: &Board, lang: Lang) -> String {
    let locale = lang.locale();
    let at = local(now, board);
    (locale.as_of)(&format!("{} {} (UTC{})", at.date_naive(), (locale.moment)(at), at.offset()))
}
