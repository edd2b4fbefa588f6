//! The totals of each town and day: what the `workload` collection says.
//!
//! It counts what it is told and writes it down. It does not know why a matter counts.

use super::{
    days::{Day, push_date},
    ground::Town,
    json::{
        collection, features, list, member, number, push_key, push_number, push_pair, push_text,
        text,
    },
    words::Domain,
};
use serde_json::Value;

/// What is counted per town and day, in the order of `NAMES`; after these one count per domain.
#[derive(Clone, Copy)]
pub(super) enum Count {
    Received,
    ClosedOnTime,
    ClosedLate,
    OpenAtEnd,
    OverdueAtEnd,
    ContactedOnTime,
    Extended,
    Returned,
    CalledBack,
    Satisfied,
    CohortClosedOnTime,
    CohortClosedLate,
}

const NAMES: [&str; 12] = [
    "received",
    "closed_on_time",
    "closed_late",
    "open_at_end",
    "overdue_at_end",
    "contacted_on_time",
    "extended",
    "returned",
    "called_back",
    "satisfied",
    "cohort_closed_on_time",
    "cohort_closed_late",
];

/// The domains of the contract.
const DOMAINS: usize = 6;

/// One town's day.
type Row = [u32; NAMES.len() + DOMAINS];

/// All rows from the first day on.
pub(super) struct Ledger {
    first: Day,
    towns: usize,
    rows: Vec<Row>,
}

impl Ledger {
    /// Reads the rows of the `workload` collection and those of the day that has begun.
    pub(super) fn read(
        workload: &Value,
        today: &Value,
        begins: Day,
        towns: &[Town],
        domains: &[Domain],
    ) -> Self {
        let rows: Vec<&Value> =
            features(workload).map(|(_, row, _)| row).chain(list(today)).collect();
        let day_of = |row: &Value| text(row, "day").parse().ok().map(super::days::day);
        let first = rows.iter().copied().filter_map(day_of).min().unwrap_or(begins).min(begins);
        let mut ledger = Self { first, towns: towns.len(), rows: Vec::new() };
        for row in rows {
            let town = towns.iter().position(|town| *town.id == *text(row, "town_id"));
            let (Some(day), Some(town)) = (day_of(row), town) else { continue };
            let by_domain = member(row, "by_domain");
            let counts = NAMES.iter().map(|name| member(row, name));
            let counts = counts.chain(domains.iter().map(|domain| member(by_domain, &domain.code)));
            if let Some(known) = ledger.row(town, day) {
                for (known, count) in known.iter_mut().zip(counts) {
                    *known = number(count).unsigned_abs();
                }
            }
        }
        ledger
    }

    /// The row of a town and day; none before the first day.
    fn row(&mut self, town: usize, day: Day) -> Option<&mut Row> {
        let at = usize::try_from(day - self.first).ok()? * self.towns + town;
        if at >= self.rows.len() {
            self.rows.resize(at + 1, Row::default());
        }
        self.rows.get_mut(at)
    }

    /// Adds one.
    pub(super) fn count(&mut self, town: usize, day: Day, count: Count) {
        self.add(town, day, count as usize);
    }

    /// Adds one to what was received of a domain.
    pub(super) fn count_domain(&mut self, town: usize, day: Day, domain: usize) {
        self.add(town, day, NAMES.len() + domain);
    }

    fn add(&mut self, town: usize, day: Day, at: usize) {
        if let Some(count) = self.row(town, day).and_then(|row| row.get_mut(at)) {
            *count += 1;
        }
    }

    /// The rows from `from` up to, and without, `until`, town by town.
    pub(super) fn collection(
        &self,
        from: Day,
        until: Day,
        towns: &[Town],
        domains: &[Domain],
    ) -> String {
        let mut out = String::new();
        for (town, about) in towns.iter().enumerate() {
            for day in from.max(self.first)..until {
                if !out.is_empty() {
                    out.push_str(",\n");
                }
                let mut id = String::from(&*about.id);
                id.push('-');
                push_date(&mut id, day);
                out.push_str("{\"type\":\"Feature\",\"id\":");
                push_text(&mut out, &id);
                out.push_str(",\"geometry\":null,\"properties\":");
                self.push_row(&mut out, town, &about.id, day, domains);
                out.push('}');
            }
        }
        collection(&out)
    }

    /// Writes one row as a JSON object.
    pub(super) fn push_row(
        &self,
        out: &mut String,
        town: usize,
        town_id: &str,
        day: Day,
        domains: &[Domain],
    ) {
        let at = usize::try_from(day - self.first).unwrap_or(0) * self.towns + town;
        let row = self.rows.get(at).copied().unwrap_or_default();
        let (counts, by_domain) = row.split_at(NAMES.len());
        out.push_str("{\"town_id\":");
        push_text(out, town_id);
        let mut date = String::new();
        push_date(&mut date, day);
        push_pair(out, "day", &date);
        for (name, count) in NAMES.iter().zip(counts) {
            push_key(out, name);
            push_number(out, *count);
        }
        push_key(out, "by_domain");
        let mut before = '{';
        for (domain, count) in domains.iter().zip(by_domain) {
            out.push(before);
            push_text(out, &domain.code);
            out.push(':');
            push_number(out, *count);
            before = ',';
        }
        out.push_str("}}");
    }
}
