//! Workload rows on the wire.

use super::row::Row;
use crate::domain::{
    defect::DefectReason,
    workload::{Tally, WorkloadRow},
};

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
        closed_by_working_days: None,
        received_by_domain: None,
    })
}
