//! The brief (研判: 日报、周报、月报): what of what was reported rose and fell, what comes back, what falls due. Facts with their
//! statistics; every sentence is in `locales`, and every fact says by which matters it stands.

mod chance;
mod history;

pub use chance::{at_least_binomial, at_least_poisson};
pub use history::{History, Kind, is_told};

use super::{
    board::{Board, OpenCase},
    filter::Filter,
    light::Light,
    measure::{Ask, Measure, Value, measure},
    order::ordered,
    parts::{Part, parts},
    stock::{Cliff, cliff},
    time::date_of,
    window::Span,
};
use chrono::NaiveDate;
use std::{collections::BTreeMap, sync::Arc};

/// How much time a brief is about: whole days before today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// 日报: yesterday.
    Day,
    /// 周报: seven days.
    #[default]
    Week,
    /// 月报: thirty days.
    Month,
}

impl Period {
    /// All periods.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// Its code in the URL.
    pub fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// The period of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|period| period.code() == code)
    }

    /// How many days.
    pub fn days(self) -> u64 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 30,
        }
    }
}

/// A rise or a fall is told from this many matters on, both windows together, and from this many times its own spread.
pub const LEAST_CHANGE: u32 = 12;
/// The spread of the difference of two counts is the root of their sum; a difference of twice that is told.
const SPREADS: f64 = 2.0;
/// So many of each are told.
const MOST_TOLD: usize = 5;
/// The baseline of a sudden rise: so many days before the window.
pub const BASELINE_DAYS: u64 = 28;
/// A sudden rise has at least so many matters.
pub const LEAST_SURGE: u32 = 5;
/// What comes back has done so at least so often, on at least so many days, within `RETURN_DAYS`.
pub const LEAST_RETURNS: u32 = 4;
/// See `LEAST_RETURNS`.
pub const LEAST_RETURN_DAYS: usize = 3;
/// See `LEAST_RETURNS`.
pub const RETURN_DAYS: u64 = 30;
/// The false alarms that all tests of one list together may be expected to give, were there nothing but chance.
pub const FALSE_ALARMS: f64 = 0.5;
/// So many coming working days.
const DUE_DAYS: usize = 5;

/// A brief.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    /// The days it is about.
    pub span: Span,
    /// The days it compares with: for one day, the last day before of the same kind (worked or off).
    pub before: Span,
    /// The figures, now and in the window before.
    pub headline: Vec<(Measure, Value, Value)>,
    /// What was reported, told apart; none where the source does not say when what was reported.
    pub told: Option<Told>,
    /// What falls due on the coming working days.
    pub due: Cliff,
    /// The red matters that are longest overdue.
    pub longest: Vec<Arc<OpenCase>>,
}

/// What can be told of what was reported.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Categories and parts that rose, the clearest first.
    pub rises: Vec<Change>,
    /// Those that fell.
    pub falls: Vec<Change>,
    /// Categories that rose suddenly in a part.
    pub surges: Vec<Surge>,
    /// How many pairs of category and part were tested for that.
    pub tested: usize,
    /// Categories that come back in a grid.
    pub returns: Vec<Return>,
    /// Whether the days of the baseline are all there; without them there are no sudden rises.
    pub has_baseline: bool,
    /// Whether the days compared with are all there; without them nothing rises or falls.
    pub has_before: bool,
}

/// What a change is of.
#[derive(Clone, Debug, PartialEq)]
pub enum Of {
    /// A category, in all of the place.
    Category(Kind),
    /// A part, all categories together.
    Part(Part),
}

/// A rise or a fall.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Of what.
    pub of: Of,
    /// How many in the window.
    pub now: u32,
    /// How many in the window before.
    pub before: u32,
}

impl Change {
    fn difference(&self) -> i64 {
        i64::from(self.now) - i64::from(self.before)
    }

    /// The square of the difference in units of its spread: how much more it is than the chance of two counts. `ratio` is
    /// what the days of the window weigh against those of the one before: a week with a holiday has fewer reports.
    fn clearness(&self, ratio: f64) -> f64 {
        let (now, before) = (f64::from(self.now), f64::from(self.before));
        let spread = now + before * ratio * ratio;
        let difference = now - before * ratio;
        let is_enough = self.now.saturating_add(self.before) >= LEAST_CHANGE;
        // What is more when weighed and less when counted would be told as the opposite of what is seen.
        let is_seen = (difference > 0.0) == (self.difference() > 0);
        if is_enough && is_seen && spread > 0.0 { difference * difference / spread } else { 0.0 }
    }
}

/// A sudden rise of a category in a part.
#[derive(Clone, Debug, PartialEq)]
pub struct Surge {
    /// The category.
    pub kind: Kind,
    /// The part.
    pub part: Part,
    /// How many in the window.
    pub now: u32,
    /// How many the baseline makes one expect, in tenths.
    pub expected_tenths: u32,
    /// The chance of so many or more, were nothing changed.
    pub chance: f64,
}

/// A category that comes back in a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Return {
    /// The category.
    pub kind: Kind,
    /// The grid.
    pub part: Part,
    /// How often within `RETURN_DAYS`.
    pub count: u32,
    /// How often the grid's volume and the category's share would make one expect, in tenths.
    pub expected_tenths: u32,
    /// The days.
    pub days: Vec<NaiveDate>,
}

/// The brief of a place; `history` is what was reported when, where the source says.
pub fn brief(ask: &Ask<'_>, history: Option<&History>, part: Part, period: Period) -> Brief {
    let board = ask.board;
    let today = date_of(ask.now, board.rule.zone);
    let span = Span::before(today, period.days());
    let before = match period {
        Period::Day => same_kind_before(board, span),
        Period::Week | Period::Month => span.previous(),
    };
    let now = Ask { span, ..*ask };
    let earlier = Ask { span: before, ..*ask };
    // Of what came in within days nothing can be overdue yet: such a rate would be 100 % for want of time.
    let is_of_age = |of: &Measure| *of != Measure::OnTimeRate || period == Period::Month;
    let headline = HEADLINE.into_iter().filter(is_of_age).map(|of| {
        // What is of this moment has no earlier value that a source keeps.
        let was = if of.is_of_now() { Value::Nothing } else { measure(&earlier, part, of) };
        (of, measure(&now, part, of), was)
    });
    Brief {
        span,
        before,
        headline: headline.collect(),
        told: history.map(|history| told(ask, history, part, span, before)),
        due: cliff(board, ask.filter, part, ask.now, DUE_DAYS),
        longest: longest(ask, part),
    }
}

const HEADLINE: [Measure; 6] = [
    Measure::Overdue,
    Measure::DueToday,
    Measure::Received,
    Measure::Closed,
    Measure::ClosedLate,
    Measure::OnTimeRate,
];

/// The last day before a day that is worked as it is, or is off as it is: a Monday is no rise over a Sunday.
fn same_kind_before(board: &Board, day: Span) -> Span {
    let is_worked = |day| board.calendar.is_working_day(day).unwrap_or(true);
    let kind = is_worked(day.first);
    let earlier = day.first.iter_days().rev().skip(1).take(14);
    let found = { earlier }.find(|earlier| is_worked(*earlier) == kind);
    found.map_or(day.previous(), |first| Span { first, until: first.succ_opt().unwrap_or(first) })
}

fn told(ask: &Ask<'_>, history: &History, part: Part, span: Span, before: Span) -> Told {
    let (_, parts) = parts(&ask.board.areas, part.place());
    // A grid has no parts: what is told there is of it alone, and not of those beside it.
    let parts = if part.place().grid.is_some() { vec![part] } else { parts };
    let (has_before, has_baseline) = (
        history.covers(before.first, span.last()),
        history.covers(baseline(span).first, span.last()),
    );
    let mut changes = Vec::new();
    if has_before {
        let kinds = history.kinds(ask.filter, part, &[span, before]);
        changes.extend(kinds.into_iter().map(|(kind, counts)| change(Of::Category(kind), &counts)));
        if part.place().grid.is_none() {
            let counts = history.parts(ask.filter, &parts, &[span, before]);
            let of_parts = parts.iter().zip(counts);
            changes.extend(of_parts.map(|(part, counts)| change(Of::Part(*part), &counts)));
        }
    }
    let ratio = weight(ask.board, history, span) / weight(ask.board, history, before).max(0.01);
    let clearness: Vec<f64> = changes.iter().map(|of| of.clearness(ratio)).collect();
    let order = ordered(changes.len(), &|a, b| {
        let of = |at: usize| clearness.get(at).copied().unwrap_or(0.0);
        of(b).total_cmp(&of(a))
    });
    let is_clear = |at: &&usize| clearness.get(**at).is_some_and(|of| *of >= SPREADS * SPREADS);
    let order: Vec<usize> = order.iter().filter(is_clear).copied().collect();
    let in_order = || order.iter().filter_map(|at| changes.get(*at)).cloned();
    let (surges, tested) =
        if has_baseline { surges(ask, history, &parts, span) } else { (Vec::new(), 0) };
    Told {
        rises: in_order().filter(|of| of.difference() > 0).take(MOST_TOLD).collect(),
        falls: in_order().filter(|of| of.difference() < 0).take(MOST_TOLD).collect(),
        surges,
        tested,
        returns: returns(ask, history, part, span.until),
        has_baseline,
        has_before,
    }
}

fn change(of: Of, counts: &[u32]) -> Change {
    let at = |at: usize| counts.get(at).copied().unwrap_or(0);
    Change { of, now: at(0), before: at(1) }
}

/// The days before a window that say what is usual.
fn baseline(span: Span) -> Span {
    Span::before(span.first, BASELINE_DAYS)
}

/// The categories that rose suddenly in a part. A category's matters of window and baseline together fall into the window
/// with the chance that the days of both give, days off weighing as little as they do in the baseline; how unlikely it is
/// that so many or more do is the binomial tail. One is told where the tests of all pairs together would give no more than
/// `FALSE_ALARMS` false ones by chance.
fn surges(ask: &Ask<'_>, history: &History, parts: &[Part], span: Span) -> (Vec<Surge>, usize) {
    let baseline = baseline(span);
    let share = window_share(ask.board, history, span, baseline);
    let cells = history.cells(ask.filter, parts, &[span, baseline]);
    let tested = cells.len();
    let allowed = FALSE_ALARMS / f64::from(u32::try_from(tested.max(1)).unwrap_or(u32::MAX));
    let mut surges: Vec<Surge> = cells
        .into_iter()
        .filter_map(|(at, kind, counts)| {
            let [now, usual] = [0, 1].map(|at| counts.get(at).copied().unwrap_or(0));
            let part = *parts.get(at).filter(|_| now >= LEAST_SURGE)?;
            let chance = at_least_binomial(now, now.saturating_add(usual), share);
            let expected = f64::from(usual) * share / (1.0 - share);
            let expected_tenths = tenths(expected);
            let is_told = chance <= allowed && f64::from(now) > expected;
            is_told.then_some(Surge { kind, part, now, expected_tenths, chance })
        })
        .collect();
    surges.sort_by(|a, b| a.chance.total_cmp(&b.chance));
    surges.truncate(MOST_TOLD);
    (surges, tested)
}

/// The share of the window in what falls into window and baseline together, where nothing changes.
fn window_share(board: &Board, history: &History, span: Span, baseline: Span) -> f64 {
    let (now, usual) = (weight(board, history, span), weight(board, history, baseline));
    if now + usual > 0.0 { now / (now + usual) } else { 0.5 }
}

/// What the days of a window weigh: working days count one, days off as much as they had, against working days, in the last
/// days that are known.
fn weight(board: &Board, history: &History, span: Span) -> f64 {
    let is_off = |day: &NaiveDate| board.calendar.is_working_day(*day) == Ok(false);
    let known = history.last_days(BASELINE_DAYS);
    let mean = |off: bool| {
        let days: Vec<NaiveDate> = known.days().filter(|day| is_off(day) == off).collect();
        let sum: u32 = days.iter().map(|day| history.total_on(*day)).sum();
        (!days.is_empty()).then(|| f64::from(sum) / count(days.len()))
    };
    let weight_off = match (mean(true), mean(false)) {
        (Some(off), Some(work)) if work > 0.0 => (off / work).clamp(0.05, 20.0),
        _ => 1.0,
    };
    span.days().map(|day| if is_off(&day) { weight_off } else { 1.0 }).sum()
}

/// The categories that come back in a grid more often than the grid's volume and the category's share give by chance.
fn returns(ask: &Ask<'_>, history: &History, part: Part, until: NaiveDate) -> Vec<Return> {
    let span = Span::before(until, RETURN_DAYS);
    let cells = history.grids(ask.filter, part, span);
    let total: u32 = cells.iter().map(|cell| cell.count).sum();
    let mut of_kind: BTreeMap<&Kind, u32> = BTreeMap::new();
    let mut of_grid: BTreeMap<usize, u32> = BTreeMap::new();
    for cell in &cells {
        *of_kind.entry(&cell.kind).or_default() += cell.count;
        *of_grid.entry(cell.place.grid.unwrap_or(usize::MAX)).or_default() += cell.count;
    }
    // What is tested is every pair that could have come back, not only those that did.
    let tested =
        f64::from(u32::try_from(of_kind.len() * of_grid.len()).unwrap_or(u32::MAX)).max(1.0);
    let mut found: Vec<(f64, Return)> = Vec::new();
    for cell in cells.iter().filter(|cell| cell.count >= LEAST_RETURNS) {
        let of = |known: Option<&u32>| f64::from(known.copied().unwrap_or(0));
        let grid = of(of_grid.get(&cell.place.grid.unwrap_or(usize::MAX)));
        let expected = grid * of(of_kind.get(&cell.kind)) / f64::from(total.max(1));
        let chance = at_least_poisson(cell.count, expected);
        let mut days = cell.days.clone();
        days.dedup();
        // In a single grid everything is expected as it is: there the number alone speaks.
        let is_told = chance <= FALSE_ALARMS / tested || part.place().grid.is_some();
        if is_told && days.len() >= LEAST_RETURN_DAYS {
            let part = Part::Area(cell.place);
            let kind = cell.kind.clone();
            let expected_tenths = tenths(expected);
            found.push((chance, Return { kind, part, count: cell.count, expected_tenths, days }));
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, of)| of).take(MOST_TOLD).collect()
}

/// The red matters of a place that are longest overdue.
fn longest(ask: &Ask<'_>, part: Part) -> Vec<Arc<OpenCase>> {
    let (now, filter): (_, &Filter) = (ask.now, ask.filter);
    let red = ask.board.cases().filter(|open| part.holds(open.place) && filter.counts(&open.case));
    let mut red: Vec<&Arc<OpenCase>> =
        red.filter(|open| open.clock.light(now) == Light::Red).collect();
    red.sort_by_key(|open| open.clock.red_since(now));
    red.into_iter().take(MOST_TOLD).cloned().collect()
}

fn count(of: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap_or(u32::MAX))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is clamped to what fits"
)]
fn tenths(of: f64) -> u32 {
    (of * 10.0).round().clamp(0.0, 4e9) as u32
}
