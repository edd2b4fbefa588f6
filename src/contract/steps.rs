//! The steps of matters on the wire.

use super::row::Row;
use crate::domain::{
    ids::CaseId,
    step::{Step, StepKind},
};

/// Reads a row of `case-steps`, with the matter it belongs to; one that belongs to none is left out. A kind that the
/// contract does not have is shown as it is and is no defect; a missing one is.
pub fn step(row: &mut Row<'_>) -> Option<(CaseId, Step)> {
    let case_id = row.required_text("case_id");
    row.require("seq");
    row.require("at");
    let kind = row.code("kind").unwrap_or_default();
    let step = Step {
        seq: row.count("seq"),
        kind: StepKind::from_code(&kind),
        at: row.instant("at"),
        unit: row.text("unit"),
        actor_role: row.text("actor_role"),
        note: row.text("note"),
    };
    Some(((&*case_id?).into(), step))
}
