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
use crate::domain::workload::Tally;
use serde_json::Value;

/// The domains of the contract.
const DOMAINS: usize = 6;

/// One town's day: the tallies in their order, then one count per domain.
#[derive(Clone, Default)]
struct Row {
    counts: [u32; Tally::ALL.len() + DOMAINS],
    /// How many of those closed on the day had taken 0 working days, 1, and so on.
    closed_by: Vec<u32>,
}

impl Row {
    fn add_closed_by(&mut self, days: usize, count: u32) {
        if days >= self.closed_by.len() {
            self.closed_by.resize(days + 1, 0);
        }
        if let Some(known) = self.closed_by.get_mut(days) {
            *known += count;
        }
    }
}

/// Nobody works longer on a matter: what a file says beyond this is not believed.
const MOST_DAYS: usize = 1_000;

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
            let counts = Tally::ALL.iter().map(|tally| member(row, tally.property()));
            let counts = counts.chain(domains.iter().map(|domain| member(by_domain, &domain.code)));
            let closed_by = member(row, "closed_by_working_days").as_object();
            if let Some(known) = ledger.row(town, day) {
                for (known, count) in known.counts.iter_mut().zip(counts) {
                    *known = number(count).unsigned_abs();
                }
                for (days, count) in closed_by.into_iter().flatten() {
                    let days = days.parse().ok().filter(|days| *days <= MOST_DAYS);
                    known.add_closed_by(days.unwrap_or(0), number(count).unsigned_abs());
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
    pub(super) fn count(&mut self, town: usize, day: Day, count: Tally) {
        self.add(town, day, count as usize);
    }

    /// Adds one to what was received of a domain.
    pub(super) fn count_domain(&mut self, town: usize, day: Day, domain: usize) {
        self.add(town, day, Tally::ALL.len() + domain);
    }

    /// Adds one to what was closed after so many working days.
    pub(super) fn count_closed_by(&mut self, town: usize, day: Day, days: usize) {
        if let Some(row) = self.row(town, day) {
            row.add_closed_by(days.min(MOST_DAYS), 1);
        }
    }

    fn add(&mut self, town: usize, day: Day, at: usize) {
        if let Some(count) = self.row(town, day).and_then(|row| row.counts.get_mut(at)) {
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
        let row = self.rows.get(at).cloned().unwrap_or_default();
        let (counts, by_domain) = row.counts.split_at(Tally::ALL.len());
        out.push_str("{\"town_id\":");
        push_text(out, town_id);
        let mut date = String::new();
        push_date(&mut date, day);
        push_pair(out, "day", &date);
        for (tally, count) in Tally::ALL.iter().zip(counts) {
            push_key(out, tally.property());
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
        out.push('}');
        push_key(out, "closed_by_working_days");
        out.push('{');
        let mut before = "\"";
        for (days, count) in (0..).zip(&row.closed_by).filter(|(_, count)| **count > 0) {
            out.push_str(before);
            push_number(out, days);
            out.push_str("\":");
            push_number(out, *count);
            before = ",\"";
        }
        out.push_str("}}");
    }
}
