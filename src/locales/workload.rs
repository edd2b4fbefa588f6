//! The sentences of the workload: what every figure is called and how it is made, and what the charts say.

mod en;
mod zh_cn;

pub(super) use en::EN;
pub(super) use zh_cn::ZH_CN;

use crate::domain::{
    calendar::DayWord,
    filter::Dimension,
    measure::Measure,
    ranking::Movement,
    stock::{Age, DueLabel},
    window::{Span, Window},
};

/// The sentences of the workload.
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct Workload {
    pub title: &'static str,
    pub open_page: &'static str,
    pub back: &'static str,
    pub controls: &'static str,

    pub window_label: &'static str,
    pub window: fn(Window) -> String,
    pub span: fn(Span) -> String,
    pub own_window: &'static str,
    pub first_day: &'static str,
    pub last_day: &'static str,
    pub apply: &'static str,
    pub in_window: fn(window: Window, figure: &str) -> String,

    pub per_label: &'static str,
    pub absolute: &'static str,
    pub per_worker: &'static str,

    pub measure_label: &'static str,
    pub measure: fn(Measure) -> &'static str,
    pub formula: fn(Measure) -> &'static str,
    pub definitions: &'static str,
    pub definition_columns: [&'static str; 5],
    pub basis: fn(properties: &str) -> String,
    pub share: fn(numerator: u32, denominator: u32) -> String,
    pub days: fn(days: u32) -> String,
    pub of_closed: fn(matters: u32) -> String,
    pub per_hundred: fn(worker: bool) -> &'static str,
    pub missing: fn(properties: &str) -> String,
    pub filtered: fn(Dimension) -> String,
    pub too_few: fn(of: u32, least: u32) -> String,
    pub contradictory: fn(numerator: u32, denominator: u32) -> String,
    pub nothing: &'static str,
    pub is_of_now: &'static str,
    pub with_note: fn(name: &str, note: &str) -> String,

    pub by_light: &'static str,
    pub by_light_hint: fn(per_worker: bool) -> &'static str,
    pub part_count: fn(name: &str, red: u32, due_soon: u32, unknown: u32, normal: u32) -> String,
    pub cliff: &'static str,
    pub cliff_hint: &'static str,
    pub overdue: &'static str,
    pub today: &'static str,
    pub later: &'static str,
    pub without_due: &'static str,
    pub short: fn(DueLabel) -> &'static str,
    pub due_on: fn(day: &str, word: Option<&str>, count: u32) -> String,
    pub day_word: fn(&DayWord) -> String,
    pub not_announced: &'static str,
    pub ages: &'static str,
    pub ages_hint: &'static str,
    pub age: fn(Age) -> String,
    pub age_unit: &'static str,
    pub daily: &'static str,
    pub daily_hint: &'static str,
    pub received: &'static str,
    pub closed: &'static str,
    pub backlog: &'static str,
    pub overdue_at_end: &'static str,
    pub day: &'static str,
    pub ranking: fn(measure: &str, window: &str) -> String,
    pub ranking_hint: fn(measure: Measure) -> &'static str,
    pub rank: &'static str,
    pub place: &'static str,
    pub value: &'static str,
    pub sample: &'static str,
    pub movement_label: &'static str,
    pub movement: fn(Movement) -> String,
    pub multiples: &'static str,
    pub multiples_hint: &'static str,
    pub heat: &'static str,
    pub heat_hint: &'static str,
    pub heat_cell: fn(place: &str, domain: &str, open: u32, red: u32) -> String,
    pub sum: &'static str,
    pub whole: &'static str,
}
