//! What has arrived since a life began, matter by matter: what the `received` collection says of it.
//!
//! It only grows, so whoever has read it up to some number asks for what came after that.

use super::{
    days::{Day, push_date},
    ground::Ground,
    json::{collection, push_text},
    words::Words,
};

/// A matter that arrived: its grid, domain and category, by their places, and the day. In this order they are sorted.
type Arrival = (usize, usize, usize, Day);

/// All arrivals, in their order.
#[derive(Default)]
pub(super) struct Arrivals(Vec<Arrival>);

impl Arrivals {
    /// Notes one more.
    pub(super) fn note(&mut self, grid: usize, domain: usize, category: usize, day: Day) {
        self.0.push((grid, domain, category, day));
    }

    /// How many there have been.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// The `received` collection of those after the first `known`: a row per grid.
    pub(super) fn collection(&self, known: usize, ground: &Ground, words: &Words) -> String {
        let mut arrivals = self.0.get(known..).unwrap_or_default().to_vec();
        arrivals.sort_unstable();
        let mut out = String::new();
        for of_grid in arrivals.chunk_by(|a, b| a.0 == b.0) {
            let grid = of_grid.first().and_then(|(grid, ..)| ground.grids.get(*grid));
            let Some(grid) = grid else { continue };
            if !out.is_empty() {
                out.push_str(",\n");
            }
            out.push_str("{\"type\":\"Feature\",\"id\":");
            push_text(&mut out, &grid.id);
            out.push_str(",\"geometry\":null,\"properties\":{\"grid_id\":");
            push_text(&mut out, &grid.id);
            out.push_str(",\"by_domain\":{");
            push_domains(&mut out, of_grid, words);
            out.push_str("}}}");
        }
        collection(&out)
    }
}

/// Writes the members of `by_domain` for the arrivals of one grid, which are sorted.
fn push_domains(out: &mut String, of_grid: &[Arrival], words: &Words) {
    let mut before_domain = "";
    for of_domain in of_grid.chunk_by(|a, b| a.1 == b.1) {
        let domain = of_domain.first().and_then(|(_, domain, ..)| words.domains.get(*domain));
        out.push_str(before_domain);
        push_text(out, domain.map_or("", |domain| &domain.code));
        out.push_str(":{");
        let mut before = "";
        for of_category in of_domain.chunk_by(|a, b| a.2 == b.2) {
            let category = of_category.first().and_then(|(.., at, _)| words.categories.get(*at));
            out.push_str(before);
            push_text(out, category.map_or("", |category| &category.name));
            out.push(':');
            let mut opening = "[\"";
            for (.., day) in of_category {
                out.push_str(opening);
                push_date(out, *day);
                opening = "\",\"";
            }
            out.push_str("\"]");
            before = ",";
        }
        out.push('}');
        before_domain = ",";
    }
}
