//! The open matters from three sides: when they fall due (到期日历), how old they are, and of which domain. Each side adds up
//! to what is open.

use super::{
    board::Board,
    calendar::DayWord,
    case::Domain,
    count::LightCount,
    filter::Filter,
    light::{Light, WorkingDays},
    parts::Part,
    time::{Instant, date_of},
};
use chrono::NaiveDate;

/// What falls due, day by day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cliff {
    /// Overdue: what fell due before.
    pub overdue: LightCount,
    /// Today and the coming days, days off among them.
    pub days: Vec<CliffDay>,
    /// What falls due after the last of the days.
    pub later: LightCount,
    /// What has no deadline: none is known, or progress was reported within the extension.
    pub without: LightCount,
}

/// One day of the cliff.
#[derive(Clone, Debug, PartialEq)]
pub struct CliffDay {
    /// The day.
    pub date: NaiveDate,
    /// What the calendar says of it; `None` past the announced span.
    pub word: Option<DayWord>,
    /// What falls due on it.
    pub count: LightCount,
}

impl CliffDay {
    /// Whether it is known to be a day off.
    pub fn is_off(&self) -> bool {
        self.word.as_ref().is_some_and(|word| !word.is_worked())
    }
}

/// What stands in the due calendar beside days with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueLabel {
    /// What fell due before.
    Overdue,
    /// Today.
    Today,
    /// After the last day.
    Later,
    /// Without a deadline.
    Without,
}

/// No stretch of so many working days is longer in calendar days: a year has no three holidays of nine days in a row.
const LONGEST_DAYS: usize = 45;

/// What falls due on today and on `working_days` coming working days; past the announced span every day counts as one.
pub fn cliff(
    board: &Board,
    filter: &Filter,
    part: Part,
    now: Instant,
    working_days: usize,
) -> Cliff {
    let today = date_of(now, board.rule.zone);
    let mut days = Vec::new();
    let mut worked = 0;
    for date in today.iter_days().take(LONGEST_DAYS) {
        let word = board.calendar.word_on(date).ok();
        let is_off = word.as_ref().is_some_and(|word| !word.is_worked());
        // Today is shown whatever day it is, and is none of the coming ones.
        worked += usize::from(!is_off && date > today);
        if worked > working_days {
            break;
        }
        days.push(CliffDay { date, word, count: LightCount::default() });
    }
    // Days off after the last working day say nothing.
    while days.len() > 1 && days.last().is_some_and(CliffDay::is_off) {
        days.pop();
    }
    let mut cliff = Cliff { days, ..Cliff::default() };
    for (open, light) in counted(board, filter, part, now) {
        let due = open.clock.running();
        let on = due.and_then(|due| cliff.days.iter_mut().find(|day| day.date == due.due_date));
        let count = match (light, due, on) {
            (Light::Red, ..) => &mut cliff.overdue,
            (_, None, _) => &mut cliff.without,
            (_, Some(_), Some(day)) => &mut day.count,
            (_, Some(_), None) => &mut cliff.later,
        };
        count.add(light, open.clock.is_due_today(now, board.rule.zone));
    }
    cliff
}

/// How long a matter has been open, in working days since its clock started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// So many, up to five.
    Days(u32),
    /// Six to ten.
    UpToTen,
    /// More than ten.
    MoreThanTen,
    /// Its clock has not started, or nobody knows when.
    NotStarted,
}

impl Age {
    /// All ages, the youngest first.
    pub const ALL: [Self; 9] = [
        Self::NotStarted,
        Self::Days(0),
        Self::Days(1),
        Self::Days(2),
        Self::Days(3),
        Self::Days(4),
        Self::Days(5),
        Self::UpToTen,
        Self::MoreThanTen,
    ];

    fn of(days: WorkingDays) -> Self {
        match days.count {
            days @ 0..=5 => Self::Days(days),
            6..=10 => Self::UpToTen,
            _ => Self::MoreThanTen,
        }
    }
}

/// The open matters by age.
pub fn ages(board: &Board, filter: &Filter, part: Part, now: Instant) -> Vec<(Age, LightCount)> {
    let mut ages = Age::ALL.map(|age| (age, LightCount::default()));
    let zone = board.rule.zone;
    for (open, light) in counted(board, filter, part, now) {
        let since = open.clock.started_at.map(|at| date_of(at, zone));
        let age = since.map_or(Age::NotStarted, |since| {
            Age::of(WorkingDays::counted(&board.calendar, since, date_of(now, zone)))
        });
        if let Some((_, count)) = ages.iter_mut().find(|(of, _)| *of == age) {
            count.add(light, open.clock.is_due_today(now, zone));
        }
    }
    ages.into()
}

/// The open matters of each part by domain, in the order of `Domain::ALL`: of what counts by all that is asked but the
/// domain itself.
pub fn by_domain(
    board: &Board,
    filter: &Filter,
    parts: &[Part],
    now: Instant,
) -> Vec<[LightCount; Domain::ALL.len()]> {
    let others = Filter { domain: None, ..filter.clone() };
    let mut table = vec![[LightCount::default(); Domain::ALL.len()]; parts.len()];
    for open in board.cases().filter(|open| others.counts(&open.case)) {
        let row = parts.iter().position(|part| part.holds(open.place));
        let column = Domain::ALL.iter().position(|domain| *domain == open.case.domain);
        let count = row.and_then(|at| table.get_mut(at)).zip(column);
        if let Some(count) = count.and_then(|(row, at)| row.get_mut(at)) {
            count.add(open.clock.light(now), open.clock.is_due_today(now, board.rule.zone));
        }
    }
    table
}

fn counted<'b>(
    board: &'b Board,
    filter: &'b Filter,
    part: Part,
    now: Instant,
) -> impl Iterator<Item = (&'b super::board::OpenCase, Light)> {
    let inside = board.cases().filter(move |open| part.holds(open.place));
    let counted = inside.filter(|open| filter.counts(&open.case));
    counted.map(move |open| (&**open, open.clock.light(now)))
}
