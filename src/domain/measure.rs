//! The figures by which towns are compared: what each of them divides by what, and when it has no value.
//!
//! This is the one place of every formula (`rules.md`, Rates); what it is called and how it is explained is in `locales`.
//! Rates are of the matters **received** in the window, whatever has become of them so far: an overdue matter does not
//! vanish by staying open, and a part is never more than its whole (`field.md`, P4).

use super::{
    area::{Areas, Grid},
    board::Board,
    book::{Book, Sums},
    case::Domain,
    filter::{Dimension, Filter},
    light::Light,
    lit::LitBoard,
    parts::Part,
    time::{Instant, date_of},
    window::{Span, Window},
    workload::Tally,
};
use chrono::NaiveDate;

/// A rate of fewer matters than this says nothing: it is "–", and does not rank (`field.md`, P4: one lucky matter tops
/// the ranking).
pub const LEAST_DENOMINATOR: u32 = 20;

/// A figure of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// 在办: open now.
    Open,
    /// 今日到期: due today, and not red.
    DueToday,
    /// 超期未结: open and red now.
    Overdue,
    /// 受理: received in the window.
    Received,
    /// 办结: closed in the window.
    Closed,
    /// 按期办结: closed on time in the window.
    ClosedOnTime,
    /// 超期办结: closed late in the window.
    ClosedLate,
    /// 按期办结率: closed on time ÷ (closed + overdue open), of those received in the window.
    OnTimeRate,
    /// 处置率: disposed of ÷ received.
    DisposalRate,
    /// 办结用时中位数: half of those closed in the window took at most so many working days.
    MedianDays,
    /// 办结用时九成位: nine in ten of those closed in the window took at most so many working days.
    NinetiethDays,
    /// 按时联系率: contacted in time ÷ received, of those whose time for contact is over.
    ContactRate,
    /// 延期率: extended ÷ received.
    ExtensionRate,
    /// 退单率: returned ÷ received.
    ReturnRate,
    /// 回访率: called back ÷ closed.
    CallBackRate,
    /// 满意率: satisfied ÷ called back.
    SatisfactionRate,
    /// 人均受理: received in the window ÷ grid workers.
    PerWorker,
    /// 万人受理: received in the window ÷ 10,000 residents.
    PerResidents,
}

/// Which way a measure is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither: it says how much there is to do.
    Neither,
}

/// The value of a measure, or why there is none. Never 0 % and never 100 % for want of data (`rules.md`, Rates).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// So many matters.
    Count(u32),
    /// So many of so many; the second is not 0.
    Share {
        /// The part.
        numerator: u32,
        /// The whole.
        denominator: u32,
    },
    /// So many matters for so many workers, or residents; the second is not 0.
    Load {
        /// The matters.
        numerator: u32,
        /// The workers, or residents.
        denominator: u32,
    },
    /// So many working days, as counted over so many matters.
    Days {
        /// The working days.
        days: u32,
        /// The matters.
        of: u32,
    },
    /// Of too few matters to say anything.
    TooFew(u32),
    /// The source does not give what it takes: these properties, by the contract's names.
    Missing(Vec<&'static str>),
    /// The totals of the source are not kept by what is filtered.
    Filtered(Dimension),
    /// The source says of a part that it is more than its whole.
    Contradictory {
        /// The part.
        numerator: u32,
        /// The whole.
        denominator: u32,
    },
    /// Nothing to judge in the window.
    Nothing,
}

impl Measure {
    /// All measures, in the order in which they are shown.
    pub const ALL: [Self; 18] = [
        Self::Open,
        Self::DueToday,
        Self::Overdue,
        Self::Received,
        Self::Closed,
        Self::ClosedOnTime,
        Self::ClosedLate,
        Self::OnTimeRate,
        Self::DisposalRate,
        Self::MedianDays,
        Self::NinetiethDays,
        Self::ContactRate,
        Self::ExtensionRate,
        Self::ReturnRate,
        Self::CallBackRate,
        Self::SatisfactionRate,
        Self::PerWorker,
        Self::PerResidents,
    ];

    /// Its code in the URL.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::DueToday => "due-today",
            Self::Overdue => "overdue",
            Self::Received => "received",
            Self::Closed => "closed",
            Self::ClosedOnTime => "closed-on-time",
            Self::ClosedLate => "closed-late",
            Self::OnTimeRate => "on-time",
            Self::DisposalRate => "disposal",
            Self::MedianDays => "median-days",
            Self::NinetiethDays => "ninetieth-days",
            Self::ContactRate => "contact",
            Self::ExtensionRate => "extension",
            Self::ReturnRate => "return",
            Self::CallBackRate => "call-back",
            Self::SatisfactionRate => "satisfaction",
            Self::PerWorker => "per-worker",
            Self::PerResidents => "per-residents",
        }
    }

    /// The measure of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.code() == code)
    }

    /// What it is computed from, by the contract's properties; the last of them where several matter is the whole.
    pub fn properties(self) -> &'static [&'static str] {
        match self {
            Self::Open => &["status"],
            Self::DueToday | Self::Overdue => &["status", "dispatched_at", "due_at"],
            Self::Received => &["received"],
            Self::Closed => &["closed_on_time", "closed_late"],
            Self::ClosedOnTime => &["closed_on_time"],
            Self::ClosedLate => &["closed_late"],
            Self::OnTimeRate => &["cohort_closed_on_time", "cohort_closed_late", "open-cases"],
            Self::DisposalRate => &["disposed", "received"],
            Self::MedianDays | Self::NinetiethDays => &["closed_by_working_days"],
            Self::ContactRate => &["contacted_on_time", "received"],
            Self::ExtensionRate => &["extended", "received"],
            Self::ReturnRate => &["returned", "received"],
            Self::CallBackRate => &["called_back", "cohort_closed_on_time", "cohort_closed_late"],
            Self::SatisfactionRate => &["satisfied", "called_back"],
            Self::PerWorker => &["received", "worker_count"],
            Self::PerResidents => &["received", "population"],
        }
    }

    /// Which way it is good.
    pub fn better(self) -> Better {
        match self {
            Self::OnTimeRate
            | Self::DisposalRate
            | Self::ContactRate
            | Self::CallBackRate
            | Self::SatisfactionRate => Better::Higher,
            Self::Overdue
            | Self::ClosedLate
            | Self::MedianDays
            | Self::NinetiethDays
            | Self::ReturnRate => Better::Lower,
            Self::Open
            | Self::DueToday
            | Self::Received
            | Self::Closed
            | Self::ClosedOnTime
            | Self::ExtensionRate
            | Self::PerWorker
            | Self::PerResidents => Better::Neither,
        }
    }

    /// Whether a source keeps its totals by all that the filter asks.
    pub fn is_kept_by(self, filter: &Filter) -> bool {
        self.unkept(filter).is_none()
    }

    /// The first question of the filter by which the totals of a source are not kept. What was received is kept by domain.
    fn unkept(self, filter: &Filter) -> Option<Dimension> {
        let by_domain = matches!(self, Self::Received | Self::PerWorker | Self::PerResidents);
        let is_kept = |of: Dimension| of == Dimension::Domain && by_domain;
        let facts = Dimension::ALL.into_iter().filter(|of| of.is_fact());
        let mut asked = facts.filter(|of| filter.chosen(*of).is_some());
        asked.find(|of| !is_kept(*of))
    }

    /// Whether it is of this moment, whatever the window.
    pub fn is_of_now(self) -> bool {
        matches!(self, Self::Open | Self::DueToday | Self::Overdue)
    }
}

/// What all measures of one moment are computed from.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The board.
    pub board: &'a Board,
    /// Its lights, under the filter.
    pub lit: &'a LitBoard,
    /// Its day book.
    pub book: &'a Book,
    /// Which matters count.
    pub filter: &'a Filter,
    /// The window.
    pub span: Span,
    /// The moment.
    pub now: Instant,
}

impl Ask<'_> {
    /// What was received, of the filter's domain where it asks for one.
    ///
    /// # Errors
    /// The properties that are missing.
    pub fn received(&self, sums: &Sums) -> Result<u32, Vec<&'static str>> {
        let Some(domain) = self.filter.domain else {
            return Ok(total(&known(sums, &[Tally::Received])?));
        };
        let at = Domain::ALL.iter().position(|of| *of == domain);
        let count = sums.received_by_domain.zip(at).and_then(|(of, at)| of.get(at).copied());
        match count {
            Some(count) if sums.missing.is_empty() => Ok(count),
            Some(_) => Err(sums.missing.clone()),
            None => Err(vec!["by_domain"]),
        }
    }
}

/// The days of a window on a board, at a moment.
pub fn span_of(window: Window, board: &Board, book: &Book, now: Instant) -> Span {
    window.span(date_of(now, board.rule.zone), book.first_day())
}

/// The value of a measure for a place.
pub fn measure(ask: &Ask<'_>, part: Part, measure: Measure) -> Value {
    let count = part.count(ask.lit, &ask.board.areas);
    match measure {
        Measure::Open => Value::Count(count.open()),
        Measure::DueToday => Value::Count(count.due_today),
        Measure::Overdue => Value::Count(count.of(Light::Red)),
        Measure::ContactRate => {
            let span = settled(ask);
            windowed(ask, part, measure, span)
        }
        _ => windowed(ask, part, measure, ask.span),
    }
}

fn windowed(ask: &Ask<'_>, part: Part, measure: Measure, span: Span) -> Value {
    if let Some(dimension) = measure.unkept(ask.filter) {
        return Value::Filtered(dimension);
    }
    let sums = ask.book.sums(part, span);
    value_of(ask, part, measure, &sums, span).unwrap_or_else(|missing| Value::Missing(missing))
}

fn value_of(
    ask: &Ask<'_>,
    part: Part,
    measure: Measure,
    sums: &Sums,
    span: Span,
) -> Result<Value, Vec<&'static str>> {
    use Tally as T;
    let known = |tallies: &[Tally]| known(sums, tallies);
    let count = |tallies: &[Tally]| Ok(Value::Count(total(&known(tallies)?)));
    let of_received = |part: Tally| match *known(&[part, T::Received])?.as_slice() {
        [part, received] => Ok(share(part, received)),
        _ => Ok(Value::Nothing),
    };
    match measure {
        Measure::Open | Measure::DueToday | Measure::Overdue => Ok(Value::Nothing),
        Measure::Received => Ok(Value::Count(ask.received(sums)?)),
        Measure::Closed => count(&[T::ClosedOnTime, T::ClosedLate]),
        Measure::ClosedOnTime => count(&[T::ClosedOnTime]),
        Measure::ClosedLate => count(&[T::ClosedLate]),
        Measure::OnTimeRate => {
            let closed = known(&[T::CohortClosedOnTime, T::CohortClosedLate])?;
            let overdue = overdue_received_in(ask.board, part, span, ask.now);
            let on_time = closed.first().copied().unwrap_or(0);
            Ok(share(on_time, total(&closed).saturating_add(overdue)))
        }
        Measure::DisposalRate => of_received(T::Disposed),
        Measure::ContactRate => of_received(T::ContactedOnTime),
        Measure::ExtensionRate => of_received(T::Extended),
        Measure::ReturnRate => of_received(T::Returned),
        Measure::CallBackRate => {
            let closed = total(&known(&[T::CohortClosedOnTime, T::CohortClosedLate])?);
            Ok(share(total(&known(&[T::CalledBack])?), closed))
        }
        Measure::SatisfactionRate => match *known(&[T::Satisfied, T::CalledBack])?.as_slice() {
            [satisfied, called_back] => Ok(share(satisfied, called_back)),
            _ => Ok(Value::Nothing),
        },
        Measure::MedianDays => quantile(sums, 50),
        Measure::NinetiethDays => quantile(sums, 90),
        Measure::PerWorker => {
            let workers = workers(&ask.board.areas, part).ok_or(vec!["worker_count"])?;
            load(ask.received(sums)?, workers)
        }
        Measure::PerResidents => {
            let residents = residents(&ask.board.areas, part).ok_or(vec!["population"])?;
            load(ask.received(sums)?, residents)
        }
    }
}

/// The tallies of a whole window, or the properties that are missing.
fn known(sums: &Sums, tallies: &[Tally]) -> Result<Vec<u32>, Vec<&'static str>> {
    let absent = tallies.iter().filter(|tally| sums.tally(**tally).is_none());
    let mut missing: Vec<&'static str> = absent.map(|tally| tally.property()).collect();
    let is_said = missing.is_empty();
    missing.extend(sums.missing.iter().filter(|of| is_said || **of != "day"));
    if missing.is_empty() {
        Ok(tallies.iter().filter_map(|tally| sums.tally(*tally)).collect())
    } else {
        Err(missing)
    }
}

fn total(counts: &[u32]) -> u32 {
    counts.iter().fold(0, |sum, count| sum.saturating_add(*count))
}

/// A share of enough matters to be judged by.
fn share(numerator: u32, denominator: u32) -> Value {
    match denominator {
        _ if numerator > denominator => Value::Contradictory { numerator, denominator },
        0 => Value::Nothing,
        few if few < LEAST_DENOMINATOR => Value::TooFew(few),
        _ => Value::Share { numerator, denominator },
    }
}

#[expect(clippy::unnecessary_wraps, reason = "one of several that can fail")]
fn load(numerator: u32, denominator: u32) -> Result<Value, Vec<&'static str>> {
    Ok(match denominator {
        0 => Value::Nothing,
        _ => Value::Load { numerator, denominator },
    })
}

/// The smallest number of working days within which so many of a hundred were closed.
fn quantile(sums: &Sums, percent: u64) -> Result<Value, Vec<&'static str>> {
    let Some(by_days) = &sums.closed_by_working_days else {
        return Err(vec!["closed_by_working_days"]);
    };
    if !sums.missing.is_empty() {
        return Err(sums.missing.clone());
    }
    let of: u64 = by_days.iter().map(|(_, count)| u64::from(*count)).sum();
    let matters = u32::try_from(of).unwrap_or(u32::MAX);
    if of == 0 {
        return Ok(Value::Nothing);
    }
    if matters < LEAST_DENOMINATOR {
        return Ok(Value::TooFew(matters));
    }
    let mut until = 0;
    let reaches = |(_, count): &&(u32, u32)| {
        until += u64::from(*count);
        until * 100 >= of * percent
    };
    let days = by_days.iter().find(reaches).map_or(0, |(days, _)| *days);
    Ok(Value::Days { days, of: matters })
}

/// The red matters that were received in the window: they count against the rate as long as they stay open.
fn overdue_received_in(board: &Board, part: Part, span: Span, now: Instant) -> u32 {
    let zone = board.rule.zone;
    let is_of_window = |at: Instant| span.holds(date_of(at, zone));
    let red = board
        .cases()
        .filter(|open| part.holds(open.place) && open.clock.light(now) == Light::Red)
        .filter(|open| open.case.reported_at.or(open.case.dispatched_at).is_some_and(is_of_window));
    u32::try_from(red.count()).unwrap_or(u32::MAX)
}

/// The days of the window whose time for contact is over, also for what was dispatched on the next day: a matter received
/// yesterday evening has not failed yet.
fn settled(ask: &Ask<'_>) -> Span {
    let today = date_of(ask.now, ask.board.rule.zone);
    let is_over = |day: &NaiveDate| {
        let next = day.succ_opt().unwrap_or(*day);
        let end = ask.board.calendar.add_working_days(next, ask.board.rule.contact_days);
        end.is_ok_and(|end| end < today)
    };
    let mut days = ask.span.first.iter_days().take_while(|day| *day < ask.span.until);
    let until = days.find(|day| !is_over(day)).unwrap_or(ask.span.until);
    Span { until, ..ask.span }
}

/// The grid workers of a place; `None` where no grid of it says.
pub fn workers(areas: &Areas, part: Part) -> Option<u32> {
    sum_of_grids(areas, part, |grid| grid.worker_count)
}

/// The residents of a place; `None` where no grid of it says.
pub fn residents(areas: &Areas, part: Part) -> Option<u32> {
    sum_of_grids(areas, part, |grid| grid.population)
}

/// A sum over the grids of a place; `None` where one of them does not say: a load on a part of the workers would be too
/// high.
fn sum_of_grids(areas: &Areas, part: Part, of: fn(&Grid) -> Option<u32>) -> Option<u32> {
    let grids = areas.grids().iter().zip(areas.places());
    let mut inside = grids.filter(|(_, at)| part.holds(**at)).map(|(grid, _)| of(grid)).peekable();
    inside.peek()?;
    inside.try_fold(0_u32, |sum, of| Some(sum.saturating_add(of?)))
}
