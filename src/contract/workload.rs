//! Workload rows on the wire.

use super::row::Row;
use crate::domain::{defect::DefectReason, workload::WorkloadRow};

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
        received: row.count("received"),
        closed_on_time: row.count("closed_on_time"),
        closed_late: row.count("closed_late"),
        cohort_closed_on_time: row.count("cohort_closed_on_time"),
        cohort_closed_late: row.count("cohort_closed_late"),
    })
}
