//! The value of a figure in words: the number, what it is of, or why there is none.

use crate::{
    domain::measure::{LEAST_DENOMINATOR, Measure, Value},
    locales::{Locale, grouped, percent},
};

/// The number as it stands on a chart and in a cell: "96.8 %", "1,869", "3 个工作日", or "–".
pub fn value_text(value: &Value, measure: Measure, locale: &Locale) -> String {
    match value {
        Value::Count(count) => grouped(*count),
        Value::Share { numerator, denominator } => {
            format!("{} %", percent(*numerator, *denominator))
        }
        Value::Load { numerator, denominator } => {
            let is_worker = measure == Measure::PerWorker;
            let heads = if is_worker { 1 } else { 10_000 };
            let unit = (locale.workload.per_hundred)(is_worker);
            format!("{} {unit}", tenths(u64::from(*numerator) * heads, (*denominator).into()))
        }
        Value::Days { days, .. } => (locale.workload.days)(*days),
        _ => "–".into(),
    }
}

/// What a value is of, or why there is none; empty for a plain count.
pub fn value_basis(value: &Value, locale: &Locale) -> String {
    let said = &locale.workload;
    match value {
        Value::Count(_) => String::new(),
        Value::Share { numerator, denominator } | Value::Load { numerator, denominator } => {
            (said.share)(*numerator, *denominator)
        }
        Value::Days { of, .. } => (said.of_closed)(*of),
        Value::TooFew(of) => (said.too_few)(*of, LEAST_DENOMINATOR),
        Value::Missing(properties) => (said.missing)(&properties.join(", ")),
        Value::Filtered(dimension) => (said.filtered)(*dimension),
        Value::Contradictory { numerator, denominator } => {
            (said.contradictory)(*numerator, *denominator)
        }
        Value::Nothing => said.nothing.into(),
    }
}

/// A quotient with one decimal, rounded half up.
pub fn tenths(numerator: u64, denominator: u64) -> String {
    let tenths = (numerator * 20 + denominator).checked_div(denominator * 2).unwrap_or(0);
    format!("{}.{}", grouped(tenths / 10), tenths % 10)
}
