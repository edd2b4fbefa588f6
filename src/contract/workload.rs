//! Workload rows on the wire.

use super::{
    feature::scalar,
    row::{Row, shown},
};
use crate::domain::{
    case::Domain,
    defect::DefectReason,
    workload::{Tally, WorkloadRow},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads a row of `workload`; one without a day counts nowhere and is left out.
pub fn workload_row(row: &mut Row<'_>) -> Option<WorkloadRow> {
    let day = row.date("day");
    if day.is_none() && !row.is_defective("day") {
        row.defect("day", DefectReason::Missing);
    }
    let zone_id: Option<_> = row.text("zone_id").map(|id| (&*id).into());
    let town_id =
        if zone_id.is_some() { row.text("town_id") } else { row.required_text("town_id") };
    Some(WorkloadRow {
        town_id: town_id.map(|id| (&*id).into()),
        zone_id,
        day: day?,
        tallies: Tally::ALL.map(|tally| row.count(tally.property())),
        closed_by_working_days: closed_by_working_days(row),
        received_by_domain: received_by_domain(row),
    })
}

/// `{"0": 12, "1": 30}`: of the matters closed that day, how many had taken so many working days. It is a distribution: one
/// that lacks a part would shift every mean, so it is there whole or not at all.
fn closed_by_working_days(row: &mut Row<'_>) -> Option<Vec<(u32, u32)>> {
    let members = row.members("closed_by_working_days")?;
    let mut counts = BTreeMap::new();
    let mut is_whole = true;
    for (name, value) in &members {
        let days = name.trim().parse::<u32>().ok();
        match days.zip(count(value)) {
            Some((days, count)) => add(&mut counts, days, count),
            None => is_whole = unreadable(row, "closed_by_working_days", name, value),
        }
    }
    is_whole.then(|| counts.into_iter().collect())
}

/// `{"urban_management": 90}`: of the matters received that day, how many there were of a domain; there whole or not at all.
fn received_by_domain(row: &mut Row<'_>) -> Option<Vec<(Domain, u32)>> {
    let members = row.members("by_domain")?;
    let mut counts = BTreeMap::new();
    let mut is_whole = true;
    for (name, value) in &members {
        match count(value) {
            Some(count) => add(&mut counts, row.domain_of("by_domain", name), count),
            None => is_whole = unreadable(row, "by_domain", name, value),
        }
    }
    is_whole.then(|| counts.into_iter().collect())
}

/// Several of a source's codes may stand for one of ours.
fn add<K: Ord>(counts: &mut BTreeMap<K, u32>, key: K, count: u32) {
    let known = counts.entry(key).or_default();
    *known = known.saturating_add(count);
}

/// A whole number, not negative; it may come as text.
fn count(value: &Value) -> Option<u32> {
    scalar(value)?.parse().ok()
}

/// Notes a member that cannot be read, by its name and value; the field is then not whole.
fn unreadable(row: &mut Row<'_>, field: &str, name: &str, value: &Value) -> bool {
    row.note(field, DefectReason::Unreadable, &format!("{name}: {}", shown(value)));
    false
}
