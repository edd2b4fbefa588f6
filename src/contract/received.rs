//! The days on which matters were reported, grid by grid, on the wire.

use super::{
    row::{Row, is_nothing, shown},
    time::TimeReading,
};
use crate::domain::{case::Domain, defect::DefectReason, ids::GridId, workload::ReceivedRow};
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads a row of `received`: a grid, and for each domain and category a date for each matter. What cannot be read is left
/// out; a row without a grid belongs nowhere.
pub fn received(row: &mut Row<'_>) -> Vec<ReceivedRow> {
    let grid_id = row.required_text("grid_id");
    row.require("by_domain");
    let (Some(grid_id), Some(domains)) = (grid_id, row.members("by_domain")) else {
        return Vec::new();
    };
    let grid_id: GridId = (&*grid_id).into();
    let mut days: BTreeMap<(Domain, Box<str>), Vec<NaiveDate>> = BTreeMap::new();
    for (code, categories) in &domains {
        let Value::Object(categories) = categories else {
            unreadable(row, code, categories);
            continue;
        };
        let domain = row.domain_of("by_domain", code);
        for (category, dates) in categories {
            // Several of a source's codes may stand for one domain.
            let known = days.entry((domain, category.as_str().into())).or_default();
            read_dates(row, category, dates, known);
        }
    }
    let rows = days.into_iter().filter(|(_, days)| !days.is_empty());
    rows.map(|((domain, category), mut days)| {
        days.sort_unstable();
        ReceivedRow { grid_id: grid_id.clone(), domain, category, days }
    })
    .collect()
}

/// One row for each grid, domain and category, where a source has told of a grid more than once.
pub fn merged(rows: Vec<ReceivedRow>) -> Vec<ReceivedRow> {
    let mut merged: BTreeMap<(GridId, Domain, Box<str>), Vec<NaiveDate>> = BTreeMap::new();
    for ReceivedRow { grid_id, domain, category, mut days } in rows {
        merged.entry((grid_id, domain, category)).or_default().append(&mut days);
    }
    let rows = merged.into_iter().map(|((grid_id, domain, category), mut days)| {
        days.sort_unstable();
        ReceivedRow { grid_id, domain, category, days }
    });
    rows.collect()
}

/// The dates of a list that can be read.
fn read_dates(row: &mut Row<'_>, category: &str, dates: &Value, days: &mut Vec<NaiveDate>) {
    let Value::Array(dates) = dates else {
        if !is_nothing(dates) {
            unreadable(row, category, dates);
        }
        return;
    };
    for date in dates.iter().filter(|date| !is_nothing(date)) {
        match date.as_str().and_then(|text| TimeReading::date(text).ok()) {
            Some(day) => days.push(day),
            None => unreadable(row, category, date),
        }
    }
}

fn unreadable(row: &mut Row<'_>, name: &str, value: &Value) {
    row.note("by_domain", DefectReason::Unreadable, &format!("{name}: {}", shown(value)));
}
