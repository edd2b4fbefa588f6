//! The workload: a row for each town and day of a month, of about the size that goes with the open matters.

use super::{
    AS_OF, dice, feature,
    mesh::{self, District},
};
use chrono::{DateTime, Days};
use serde_json::{Value, json};

/// How many whole days there are before the day the folder stands at.
const DAYS: u64 = 31;

/// The `workload` collection.
pub(super) fn workload(district: &District, seed: u64, cases: usize) -> Vec<Value> {
    let today = DateTime::parse_from_rfc3339(AS_OF).unwrap_or_default().date_naive();
    let towns = u32::try_from(district.towns.len()).unwrap_or(1).max(1);
    // What is open is about what comes in one working day.
    let a_day = u32::try_from(cases).unwrap_or(u32::MAX) / towns;
    let row = |town: usize, ago: u64| {
        let day = today.checked_sub_days(Days::new(ago))?;
        let mut dice = dice(seed, [i64::try_from(town).ok()?, i64::try_from(ago).ok()?, 4]);
        let received = a_day / 2 + dice.u32(0..=a_day);
        let late = received / 20 + dice.u32(0..3).min(received);
        let town = mesh::town_id(town);
        let properties = json!({
            "town_id": town, "day": day.to_string(), "received": received,
            "closed_on_time": received - late.min(received), "closed_late": late,
            "cohort_closed_on_time": received - late.min(received), "cohort_closed_late": late,
            "contacted_on_time": received - received / 30, "extended": received / 25,
            "returned": received / 40, "called_back": received / 5, "satisfied": received / 6,
        });
        Some(feature(&format!("{town}-{day}"), Value::Null, properties))
    };
    let days = |town| (1..=DAYS).rev().filter_map(move |ago| row(town, ago));
    (0..district.towns.len()).flat_map(days).collect()
}
