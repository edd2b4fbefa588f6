//! The workload as charts and tables: what each chart shows in the reader's language, and where a press on it leads.
//!
//! Each chart comes with the table behind it, made of the same numbers, so that the two cannot differ.

mod compare;
mod course;
mod stock;

pub use compare::{Heat, HeatCell, HeatRow, definitions, heat, rank_table};
pub use course::{courses, daily};
pub use stock::{age_columns, by_light, due_calendar, part_columns};

use super::words::part_name;
use crate::{
    charts::data_table::Table,
    domain::{
        area::Place,
        board::Board,
        case::Domain,
        facets::Choice,
        filter::Filter,
        measure::Ask,
        parts::{Part, parts},
        scope::Scope,
        workload::Tally,
    },
    locales::{Lang, Locale, short_name},
};

/// What is told, of where, and in which language.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// The moment, the filter, the window.
    pub ask: &'a Ask<'a>,
    /// The place.
    pub place: Place,
    /// The language.
    pub lang: Lang,
}

/// Where a press on a mark leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Go {
    /// Nowhere: it only says something.
    Nowhere,
    /// To a part of the district.
    Scope(Scope),
    /// To one domain of a part of the district; to all of them where none is said.
    Domain(Scope, Option<Domain>),
    /// To the matters of an option of a filter.
    Choice(Choice),
}

/// A chart: what is drawn, the table behind it, and where each of its items leads.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot<T> {
    /// What is drawn.
    pub input: T,
    /// The table behind it.
    pub table: Table,
    /// Where the items lead, in their order.
    pub go: Vec<Go>,
}

impl<'a> Telling<'a> {
    fn board(&self) -> &'a Board {
        self.ask.board
    }

    fn locale(&self) -> &'static Locale {
        self.lang.locale()
    }

    /// The parts of the place; 未归属 only where it has something in it, open or received: then no sum is whole without it.
    fn parts(&self) -> Vec<Part> {
        let (_, parts) = parts(&self.board().areas, self.place);
        let has_any = |part: Part| {
            let others = Filter { domain: None, ..self.ask.filter.clone() };
            let mut cases = self.board().cases();
            let is_open = cases.any(|open| part.holds(open.place) && others.counts(&open.case));
            let sums = self.ask.book.sums(part, self.ask.span);
            is_open || sums.whole(Tally::Received).is_some_and(|received| received > 0)
        };
        let is_shown = |part: &Part| matches!(part, Part::Area(_)) || has_any(*part);
        parts.into_iter().filter(is_shown).collect()
    }

    /// The name of a part, as short as it can be.
    fn name(&self, part: Part) -> String {
        short_name(&part_name(part, self.board(), self.lang)).to_owned()
    }

    fn scope(&self, part: Part) -> Option<Scope> {
        match part {
            Part::Area(place) if place == Place::default() => Some(Scope::District),
            Part::Area(place) => self.board().areas.scopes_of(place).into_iter().next(),
            Part::Unplaced(_) => None,
        }
    }

    fn go(&self, part: Part) -> Go {
        self.scope(part).map_or(Go::Nowhere, Go::Scope)
    }

    /// Whether a part is the very place that is shown: a grid among those of its zone.
    fn is_chosen(&self, part: Part) -> bool {
        part == Part::Area(self.place)
    }
}
