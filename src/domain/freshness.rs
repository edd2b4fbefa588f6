//! How far what is on the screen can be trusted, by the age of the last verified answer (`rules.md`, Freshness).

use super::{
    board::Board,
    time::{Instant, date_of, minute_of},
};
use chrono::{NaiveDate, TimeDelta};

/// The state of the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Checked within two polls.
    Fresh,
    /// Within five polls.
    Late,
    /// Within thirty minutes.
    Stale,
    /// Longer ago, or never.
    Lost,
}

impl Freshness {
    /// The state when the last verified answer is `age` old and answers are asked for every `poll`.
    pub fn of(age: TimeDelta, poll: TimeDelta) -> Self {
        if age <= poll * 2 {
            Self::Fresh
        } else if age <= poll * 5 {
            Self::Late
        } else if age <= TimeDelta::minutes(30) {
            Self::Stale
        } else {
            Self::Lost
        }
    }

    /// The code of the page's hook `data-feed`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Late => "late",
            Self::Stale => "stale",
            Self::Lost => "lost",
        }
    }

    /// The state of totals of whole days, of which there should be one of yesterday from `DAYS_READ_BY` on: a day behind is
    /// late, a week stale. `None` where there are none at all: what is not there cannot be old.
    pub fn of_days(newest: Option<NaiveDate>, today: NaiveDate, minute: u32) -> Option<Self> {
        let due = if minute < DAYS_READ_BY { 2 } else { 1 };
        let behind = (today - newest?).num_days() - due;
        Some(match behind {
            ..=0 => Self::Fresh,
            1 => Self::Late,
            2..=7 => Self::Stale,
            _ => Self::Lost,
        })
    }

    /// Whether the page must say loudly that it is not of now.
    pub fn is_old(self) -> bool {
        self >= Self::Stale
    }
}

/// The totals of a day are expected within an hour after it has ended.
const DAYS_READ_BY: u32 = 60;

/// What a panel knows of the age of what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PanelAge {
    /// By the last verified answer about it.
    pub freshness: Freshness,
    /// That answer, where it has a time of its own.
    pub checked_at: Option<Instant>,
    /// The newest fact in it.
    pub newest: Option<Newest>,
    /// It is older than it should be at this hour.
    pub is_too_quiet: bool,
}

/// The newest fact of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newest {
    /// Something that happened at an instant.
    At(Instant),
    /// The totals of a whole day.
    Day(NaiveDate),
}

/// Whether nothing has been heard for so long that somebody should ask why: so many minutes of office hours of working days,
/// and the office is open now.
/// A quiet night, a weekend or a holiday is not silence; where the calendar does not say, nothing is claimed.
pub fn is_too_quiet(newest_fact_at: Instant, now: Instant, minutes: u32, board: &Board) -> bool {
    let (zone, sessions) = (board.rule.zone, board.rule.sessions());
    let office_minutes = |date: NaiveDate, minute: u32| {
        let is_worked = board.calendar.is_working_day(date).unwrap_or(false);
        if is_worked { sessions.minutes_before(minute) } else { 0 }
    };
    let (from, today) = (date_of(newest_fact_at, zone), date_of(now, zone));
    let minute = minute_of(now, zone);
    let is_office_open = office_minutes(today, minute + 1) > office_minutes(today, minute);
    if today < from || !is_office_open {
        return false;
    }
    // More than two weeks lie beyond any holiday, and need not be counted day by day.
    if (today - from).num_days() > 14 {
        return true;
    }
    let mut passed = 0;
    for date in from.iter_days().take_while(|date| *date <= today) {
        let end = if date == today { minute } else { 24 * 60 };
        let begin = if date == from { minute_of(newest_fact_at, zone) } else { 0 };
        passed += office_minutes(date, end).saturating_sub(office_minutes(date, begin));
    }
    passed > minutes
}
