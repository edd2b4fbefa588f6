//! What stands on the sheet besides the list: the areas below the place with their counts, and the footnotes.

use super::{
    value::{value_basis, value_text},
    words::{local, part_name},
};
use crate::{
    domain::{
        area::Place,
        board::Board,
        count::LightCount,
        light::Light,
        lit::LitBoard,
        measure::{Ask, Measure, measure},
        order::ordered_by_key,
        parts::{Part, parts},
        scope::AreaLevel,
        time::Instant,
        window::Window,
    },
    locales::Lang,
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
    if place.grid.is_some() {
        return None;
    }
    let (level, parts) = parts(&board.areas, place);
    let areas = parts.iter().filter(|part| matches!(part, Part::Area(_)));
    let row = |part: &Part| AreaRow {
        name: part_name(*part, board, lang),
        count: part.count(lit, &board.areas),
    };
    let rows: Vec<AreaRow> = areas.map(row).collect();
    let in_order = ordered_by_key(&rows, |row| {
        Reverse((row.count.red, row.count.due_soon, row.count.unknown, row.count.open()))
    });
    let unplaced = Part::Unplaced(place).count(lit, &board.areas);
    let rows = in_order.into_iter().cloned().collect();
    Some(AreaTable { level, rows, unplaced, sum: lit.count(place) })
}

/// The on-time rate of the window in per cent, or "–"; and the footnote that says how it is made and of what.
pub fn on_time(ask: &Ask<'_>, place: Place, window: Window, lang: Lang) -> (String, String) {
    let locale = lang.locale();
    let of = Measure::OnTimeRate;
    let value = measure(ask, Part::Area(place), of);
    let text = value_text(&value, of, locale);
    let name = (locale.workload.in_window)(window, (locale.workload.measure)(of));
    let note = format!(
        "{name} {text}: {} {} {}",
        (locale.workload.formula)(of),
        (locale.workload.span)(ask.span),
        value_basis(&value, locale)
    );
    (text, note)
}

/// The footnotes: what each figure, light, count and mark means, and what the data lack.
pub fn notes(
    board: &Board,
    lit: &LitBoard,
    place: Place,
    listed: usize,
    on_time: String,
    lang: Lang,
) -> Vec<String> {
    let locale = lang.locale();
    let report = &locale.report;
    let count = lit.count(place);
    let [red, due_soon, unknown, normal] = Light::ALL.map(|light| count.of(light));
    let (calendar, rule) = (&board.calendar, &board.rule);
    let mut notes = vec![
        (report.note_lights)(rule.due_soon_days),
        (report.note_sum)(count.open(), red, due_soon, unknown, normal),
    ];
    if u32::try_from(listed) != Ok(count.open()) {
        notes.push((report.note_list)(listed, count.open()));
    }
    notes.push(report.note_unplaced.into());
    notes.push(on_time);
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
