//! A matter that is not on the board any more: its facts with a verdict in place of a light, frozen with the closing.

use super::{
    board::{Board, OpenCase},
    calendar::{Calendar, announced::Announced},
    case::Case,
    clock::Clock,
    defect::Defect,
    time::{Instant, date_of},
    verdict::{Answers, Verdict, stop, verdict},
};
use chrono::NaiveDate;
use std::sync::Arc;

/// A matter with its verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Filed {
    /// The facts, the clock by the calendar of the day of closing, and where it lies.
    pub matter: Arc<OpenCase>,
    /// What became of it.
    pub verdict: Verdict,
    /// When the clock that decided it stopped.
    pub stopped_at: Option<Instant>,
    /// The calendar as it was announced on the day of closing.
    pub calendar: Arc<Calendar>,
}

/// The calendars of days gone by, each version of them made once: a list of closed matters needs one or two.
#[derive(Debug, Default)]
pub struct Calendars(Vec<([NaiveDate; 3], Arc<Calendar>)>);

impl Calendars {
    fn on(&mut self, announced: &Announced, day: NaiveDate) -> Arc<Calendar> {
        let version = announced.span_on(day);
        let known = self.0.iter().find(|(known, _)| *known == version);
        if let Some((_, calendar)) = known {
            return Arc::clone(calendar);
        }
        let calendar = Arc::new(Calendar::as_announced_on(announced, day));
        self.0.push((version, Arc::clone(&calendar)));
        calendar
    }
}

impl Filed {
    /// Files a matter of this board's district. One without a time of closing goes by the newest calendar.
    pub fn of(
        board: &Board,
        calendars: &mut Calendars,
        case: Case,
        defects: Vec<Defect>,
        answers: Answers,
    ) -> Self {
        let calendar = match case.closed_at.filter(|at| board.calendar.reach().contains(at)) {
            Some(at) => calendars.on(&board.announced, date_of(at, board.rule.zone)),
            None => Arc::clone(&board.calendar),
        };
        let verdict = verdict(&case, &board.rule, &calendar, answers);
        let stopped_at = stop(&case, &board.rule, &calendar, answers);
        let clock = Clock::of(&case, &board.rule, &calendar);
        let place = board.place(&case);
        let matter = Arc::new(OpenCase { case, clock, place, defects });
        Self { matter, verdict, stopped_at, calendar }
    }
}

impl Verdict {
    /// Its code, for styles and hooks.
    pub fn code(self) -> &'static str {
        match self {
            Self::OnTime => "on-time",
            Self::Late(_) => "late",
            Self::Unknown(_) => "unknown",
        }
    }
}

impl Answers {
    /// What these matters of a source say of it.
    pub fn of<'c>(mut cases: impl Iterator<Item = &'c Case>) -> Self {
        if cases.any(|case| case.answered_at.is_some()) { Self::Given } else { Self::NeverGiven }
    }

    /// What two parts of a source say together.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self == Self::Given { self } else { other }
    }
}
