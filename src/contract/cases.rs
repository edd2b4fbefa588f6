//! Matters on the wire. Whatever can't be read leaves the matter on the board, with an Unknown light if it must be.

use super::row::Row;
use crate::domain::{
    case::{Case, Domain, Route, Status},
    defect::DefectReason,
};

/// The times that clocks rest on.
const TIMES: [&str; 9] = [
    "dispatched_at",
    "reported_at",
    "contacted_at",
    "extension_requested_at",
    "extension_approved_at",
    "progress_reported_at",
    "closed_at",
    "answered_at",
    "due_at",
];

/// Reads a row of `open-cases` or `cases`. Personal data that a backend may send is never read.
pub fn case(row: &mut Row<'_>) -> Case {
    let status = status(row);
    let mut case = Case {
        id: (&*row.id).into(),
        title: row.required_text("title").unwrap_or_else(|| row.id.clone()),
        domain: domain(row),
        category: row.text("category"),
        route: route(row),
        grid_id: row.required_text("grid_id").map(|id| (&*id).into()),
        zone_id: row.text("zone_id").map(|id| (&*id).into()),
        town_id: row.text("town_id").map(|id| (&*id).into()),
        address: row.text("address"),
        reported_at: row.instant("reported_at"),
        dispatched_at: row.instant("dispatched_at"),
        contacted_at: row.instant("contacted_at"),
        extension_requested_at: row.instant("extension_requested_at"),
        extension_approved_at: row.instant("extension_approved_at"),
        progress_reported_at: row.instant("progress_reported_at"),
        closed_at: row.instant("closed_at"),
        answered_at: row.instant("answered_at"),
        stated_due: row.due("due_at"),
        first_unit: row.text("first_unit"),
        handling_unit: row.text("handling_unit"),
        updated_at: row.instant("updated_at"),
        unreadable: Vec::new(),
        status,
    };
    case.unreadable = TIMES.into_iter().filter(|field| row.is_defective(field)).collect();
    note_contradictions(row, &case);
    case
}

fn status(row: &mut Row<'_>) -> Status {
    // Without a status nothing says that the matter is closed, so it stays open.
    let code = row.code("status").unwrap_or_default();
    Status::from_code(&code).unwrap_or_else(|| {
        if !code.is_empty() {
            row.defect("status", DefectReason::UnmappedCode);
        }
        Status::Unmapped(code)
    })
}

fn domain(row: &mut Row<'_>) -> Domain {
    let Some(code) = row.code("domain") else { return Domain::Other };
    Domain::from_code(&code).unwrap_or_else(|| {
        row.defect("domain", DefectReason::UnmappedCode);
        Domain::Other
    })
}

fn route(row: &mut Row<'_>) -> Option<Route> {
    let code = row.optional_code("route")?;
    let route = Route::from_code(&code);
    if route.is_none() {
        row.defect("route", DefectReason::UnmappedCode);
    }
    route
}

fn note_contradictions(row: &mut Row<'_>, case: &Case) {
    if !case.status.is_open() {
        return;
    }
    if row.text("closed_at").is_some() && !row.is_defective("closed_at") {
        row.defect("closed_at", DefectReason::Contradiction);
    }
    let starts_without_dispatch =
        case.status.is_before_dispatch() || case.route == Some(Route::Direct);
    let is_missing = case.dispatched_at.is_none() && !starts_without_dispatch;
    if is_missing && !row.is_defective("dispatched_at") {
        row.defect("dispatched_at", DefectReason::Missing);
    }
    if case.updated_at.is_none() && !row.is_defective("updated_at") {
        row.defect("updated_at", DefectReason::Missing);
    }
}
