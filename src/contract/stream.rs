//! Stream events: a matter put or deleted (`contract.md`, Live stream).

use super::{cases, feature::read_row, row::Reading};
use crate::domain::{board::CaseChange, defect::Defect};
use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct WireEvent<'a> {
    op: Operation,
    #[serde(borrow)]
    feature: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Operation {
    Put,
    Delete,
}

/// Reads the data of one `case` event.
///
/// # Errors
/// If it is no event of the contract; the defect says why.
pub fn case_change(text: &str, reading: &Reading<'_>) -> Result<CaseChange, Defect> {
    // An envelope that cannot be read is a row that is no feature: `read_row` says so of its text.
    let event = serde_json::from_str::<WireEvent<'_>>(text);
    let (op, feature) =
        event.map_or((Operation::Put, text), |event| (event.op, event.feature.get()));
    let mut row = read_row(feature, 1, reading)?;
    Ok(match op {
        Operation::Delete => {
            let updated_at = row.instant("updated_at");
            CaseChange::Delete((&*row.id).into(), updated_at)
        }
        Operation::Put => {
            let case = cases::case(&mut row);
            CaseChange::Put(Box::new(case), row.defects)
        }
    })
}
