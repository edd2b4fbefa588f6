//! Computing the figures: one moment, one place, one measure.

use super::{LEAST_DENOMINATOR, Measure, Value};
use crate::domain::{
    area::{Areas, Grid},
    board::Board,
    book::{Book, Sums},
    case::Domain,
    filter::Filter,
    light::Light,
    lit::LitBoard,
    parts::Part,
    time::{Instant, date_of},
    window::{Span, Window},
    workload::Tally,
};
use chrono::NaiveDate;

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
    // A window to come has no day, and nought of nothing is no figure.
    if span.is_empty() {
        return Value::Nothing;
    }
    let sums = ask.book.sums(part, span);
    value_of(ask, part, measure, &sums, span).unwrap_or_else(Value::Missing)
}

fn value_of(
    ask: &Ask<'_>,
    part: Part,
    measure: Measure,
    sums: &Sums,
    span: Span,
) -> Result<Value, Vec<&'static str>> {
    let known = |tallies: &[Tally]| known(sums, tallies);
    let count = |tallies: &[Tally]| Ok(Value::Count(total(&known(tallies)?)));
    let of_received = |part: Tally| match *known(&[part, Tally::Received])?.as_slice() {
        [part, received] => Ok(share(part, received)),
        _ => Ok(Value::Nothing),
    };
    match measure {
        Measure::Open | Measure::DueToday | Measure::Overdue => Ok(Value::Nothing),
        Measure::Received => Ok(Value::Count(ask.received(sums)?)),
        Measure::Closed => count(&[Tally::ClosedOnTime, Tally::ClosedLate]),
        Measure::ClosedOnTime => count(&[Tally::ClosedOnTime]),
        Measure::ClosedLate => count(&[Tally::ClosedLate]),
        Measure::OnTimeRate => {
            let closed = known(&[Tally::CohortClosedOnTime, Tally::CohortClosedLate])?;
            let overdue = overdue_received_in(ask.board, part, span, ask.now);
            let on_time = closed.first().copied().unwrap_or(0);
            Ok(share(on_time, total(&closed).saturating_add(overdue)))
        }
        Measure::DisposalRate => of_received(Tally::Disposed),
        Measure::ContactRate => of_received(Tally::ContactedOnTime),
        Measure::ExtensionRate => of_received(Tally::Extended),
        Measure::ReturnRate => of_received(Tally::Returned),
        Measure::CallBackRate => {
            let closed = total(&known(&[Tally::CohortClosedOnTime, Tally::CohortClosedLate])?);
            Ok(share(total(&known(&[Tally::CalledBack])?), closed))
        }
        Measure::SatisfactionRate => {
            match *known(&[Tally::Satisfied, Tally::CalledBack])?.as_slice() {
                [satisfied, called_back] => Ok(share(satisfied, called_back)),
                _ => Ok(Value::Nothing),
            }
        }
        Measure::MedianDays => quantile(sums, 50),
        Measure::NinetiethDays => quantile(sums, 90),
        Measure::PerWorker => {
            let workers = workers(&ask.board.areas, part, date_of(ask.now, ask.board.rule.zone))
                .ok_or(vec!["worker_count"])?;
            load(ask.received(sums)?, workers)
        }
        Measure::PerResidents => {
            let residents =
                residents(&ask.board.areas, part, date_of(ask.now, ask.board.rule.zone))
                    .ok_or(vec!["population"])?;
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
pub fn workers(areas: &Areas, part: Part, on: NaiveDate) -> Option<u32> {
    sum_of_grids(areas, part, on, |grid| grid.worker_count)
}

/// The residents of a place; `None` where no grid of it says.
pub fn residents(areas: &Areas, part: Part, on: NaiveDate) -> Option<u32> {
    sum_of_grids(areas, part, on, |grid| grid.population)
}

/// A sum over the grids of a place; `None` where one of them does not say: a load on a part of the workers would be too
/// high.
fn sum_of_grids(
    areas: &Areas,
    part: Part,
    on: NaiveDate,
    of: fn(&Grid) -> Option<u32>,
) -> Option<u32> {
    // A grid that is not in force any more has handed its people on to others.
    let grids = areas.grids().iter().zip(areas.places()).filter(|(grid, _)| grid.is_valid_on(on));
    let mut inside = grids.filter(|(_, at)| part.holds(**at)).map(|(grid, _)| of(grid)).peekable();
    inside.peek()?;
    inside.try_fold(0_u32, |sum, of| Some(sum.saturating_add(of?)))
}
