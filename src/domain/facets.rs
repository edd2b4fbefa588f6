//! How many matters each option of each filter would list: the counts beside the options.
//!
//! An option is counted with every other question of the filter asked, and its own left out: so that each count is what a
//! press on that option comes to.

use super::{
    area::Place,
    board::{Board, OpenCase},
    case::{Domain, Route, Status, Supervision},
    filter::{Dimension, DueWindow, Filter, Today, Waiting},
    find::{Initials, Needle},
    light::Light,
    listing::is_found,
    time::Instant,
};
use std::collections::BTreeMap;

/// An option of a filter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// A light.
    Light(Light),
    /// A window of deadlines.
    Due(DueWindow),
    /// What a matter waits for.
    Waiting(Waiting),
    /// A domain.
    Domain(Domain),
    /// A category, in the backend's words.
    Category(Box<str>),
    /// Where a matter stands.
    Status(Status),
    /// A route.
    Route(Route),
    /// A unit.
    Unit(Box<str>),
    /// A kind of supervision.
    Supervision(Supervision),
}

/// The options of each filter with their counts; one that would list nothing is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    counts: BTreeMap<Choice, usize>,
    totals: BTreeMap<Dimension, usize>,
}

impl Facets {
    /// Counts the options for the matters of `place`.
    pub fn of(
        board: &Board,
        place: Place,
        filter: &Filter,
        now: Instant,
        initials: Option<&Initials>,
    ) -> Self {
        let today = Today::of(board, now);
        let needle = Needle::new(&filter.words);
        let mut facets = Self::default();
        // Names are counted by the text that is there already: a district has as many of them as matters.
        let mut names: BTreeMap<(Dimension, &str), usize> = BTreeMap::new();
        for open in board.cases().filter(|open| open.place.is_within(place)) {
            let mut misfits =
                Dimension::ALL.into_iter().filter(|of| !filter.fits(*of, open, &today));
            let (misfit, another) = (misfits.next(), misfits.next());
            if another.is_some() || !is_found(&needle, open, board, initials) {
                continue;
            }
            // What fits all questions but one is counted for the options of that one alone.
            let dimensions =
                Dimension::ALL.into_iter().filter(|of| misfit.is_none_or(|misfit| misfit == *of));
            for dimension in dimensions {
                *facets.totals.entry(dimension).or_default() += 1;
                if let Some(name) = name_of(open, dimension) {
                    *names.entry((dimension, name)).or_default() += 1;
                }
                each_choice(open, dimension, &today, now, &mut |choice| {
                    *facets.counts.entry(choice).or_default() += 1;
                });
            }
        }
        for ((dimension, name), count) in names {
            let choice = match dimension {
                Dimension::Unit => Choice::Unit(name.into()),
                _ => Choice::Category(name.into()),
            };
            facets.counts.insert(choice, count);
        }
        facets
    }

    /// How many matters an option would list.
    pub fn count(&self, choice: &Choice) -> usize {
        self.counts.get(choice).copied().unwrap_or_default()
    }

    /// How many matters would be listed without any question of this dimension.
    pub fn total(&self, dimension: Dimension) -> usize {
        self.totals.get(&dimension).copied().unwrap_or_default()
    }

    /// The options of a dimension with their counts, in their own order; names by what they count for most.
    pub fn choices(&self, dimension: Dimension) -> Vec<(Choice, usize)> {
        let of_it = self.counts.iter().filter(|(choice, _)| choice.dimension() == dimension);
        let mut choices: Vec<_> = of_it.map(|(choice, count)| (choice.clone(), *count)).collect();
        if matches!(dimension, Dimension::Category | Dimension::Unit) {
            choices.sort_by(|(_, a), (_, b)| b.cmp(a));
        }
        choices
    }
}

/// The name that a matter has in a dimension whose options are names.
fn name_of(open: &OpenCase, dimension: Dimension) -> Option<&str> {
    match dimension {
        Dimension::Category => open.case.category.as_deref(),
        Dimension::Unit => open.case.handling_unit.as_deref(),
        _ => None,
    }
}

/// The other options of a dimension that a matter fits.
fn each_choice(
    open: &OpenCase,
    dimension: Dimension,
    today: &Today,
    now: Instant,
    note: &mut dyn FnMut(Choice),
) {
    let case = &open.case;
    match dimension {
        Dimension::Light => note(Choice::Light(open.clock.light(now))),
        Dimension::Due => {
            let windows = DueWindow::ALL.into_iter();
            windows.filter(|of| today.holds(*of, open)).for_each(|of| note(Choice::Due(of)));
        }
        Dimension::Waiting => {
            let all = Waiting::ALL.into_iter();
            all.filter(|of| of.holds(open)).for_each(|of| note(Choice::Waiting(of)));
        }
        Dimension::Domain => note(Choice::Domain(case.domain)),
        Dimension::Status => note(Choice::Status(case.status.clone())),
        Dimension::Route => case.route.into_iter().for_each(|route| note(Choice::Route(route))),
        Dimension::Supervision => {
            for (at, step) in case.supervision.iter().enumerate() {
                // A step that was taken twice lists its matter once.
                if case.supervision.iter().take(at).all(|known| known != step) {
                    note(Choice::Supervision(step.clone()));
                }
            }
        }
        Dimension::Category | Dimension::Unit => {}
    }
}

impl Choice {
    /// The question it answers.
    pub fn dimension(&self) -> Dimension {
        match self {
            Self::Light(_) => Dimension::Light,
            Self::Due(_) => Dimension::Due,
            Self::Waiting(_) => Dimension::Waiting,
            Self::Domain(_) => Dimension::Domain,
            Self::Category(_) => Dimension::Category,
            Self::Status(_) => Dimension::Status,
            Self::Route(_) => Dimension::Route,
            Self::Unit(_) => Dimension::Unit,
            Self::Supervision(_) => Dimension::Supervision,
        }
    }
}

impl Filter {
    /// What is chosen in a dimension.
    pub fn chosen(&self, dimension: Dimension) -> Option<Choice> {
        match dimension {
            Dimension::Light => self.light.map(Choice::Light),
            Dimension::Due => self.due.map(Choice::Due),
            Dimension::Waiting => self.waiting.map(Choice::Waiting),
            Dimension::Domain => self.domain.map(Choice::Domain),
            Dimension::Category => self.category.clone().map(Choice::Category),
            Dimension::Status => self.status.clone().map(Choice::Status),
            Dimension::Route => self.route.map(Choice::Route),
            Dimension::Unit => self.unit.clone().map(Choice::Unit),
            Dimension::Supervision => self.supervision.clone().map(Choice::Supervision),
        }
    }

    /// The same filter with this option chosen, in place of what was chosen in its dimension.
    #[must_use]
    pub fn with(&self, choice: Choice) -> Self {
        let mut filter = self.clone();
        match choice {
            Choice::Light(light) => filter.light = Some(light),
            Choice::Due(window) => filter.due = Some(window),
            Choice::Waiting(waiting) => filter.waiting = Some(waiting),
            Choice::Domain(domain) => filter.domain = Some(domain),
            Choice::Category(category) => filter.category = Some(category),
            Choice::Status(status) => filter.status = Some(status),
            Choice::Route(route) => filter.route = Some(route),
            Choice::Unit(unit) => filter.unit = Some(unit),
            Choice::Supervision(step) => filter.supervision = Some(step),
        }
        filter
    }

    /// The same filter with nothing chosen in a dimension.
    #[must_use]
    pub fn without(&self, dimension: Dimension) -> Self {
        let mut filter = self.clone();
        match dimension {
            Dimension::Light => filter.light = None,
            Dimension::Due => filter.due = None,
            Dimension::Waiting => filter.waiting = None,
            Dimension::Domain => filter.domain = None,
            Dimension::Category => filter.category = None,
            Dimension::Status => filter.status = None,
            Dimension::Route => filter.route = None,
            Dimension::Unit => filter.unit = None,
            Dimension::Supervision => filter.supervision = None,
        }
        filter
    }
}
