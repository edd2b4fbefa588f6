//! The light of one matter at one moment, and the days that go with it.

use super::{
    calendar::Calendar,
    clock::{Clock, ClockState},
    deadline::Due,
    time::{Instant, date_of},
};
use chrono::{FixedOffset, NaiveDate};

/// A light (亮灯). The order is by what needs attention most: a cell shows the first that is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Light {
    /// 红灯, 超期: the deadline has passed.
    Red,
    /// 临期: few working days are left.
    DueSoon,
    /// 未知: the deadline cannot be computed.
    Unknown,
    /// 正常
    Normal,
}

impl Light {
    /// All lights, worst first.
    pub const ALL: [Self; 4] = [Self::Red, Self::DueSoon, Self::Unknown, Self::Normal];

    /// The code used in the page's hooks and in the URL (`rules.md`, hooks).
    pub fn code(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::DueSoon => "due-soon",
            Self::Unknown => "unknown",
            Self::Normal => "normal",
        }
    }

    /// The light of a code; `None` for any other text.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|light| light.code() == code)
    }
}

/// Working days to or from a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingDays {
    /// How many.
    pub count: u32,
    /// The count needed days that no notice has announced, so it is "at least" this many.
    pub is_lower_bound: bool,
}

impl Clock {
    /// The light at `now`. For unchanged facts it only ever gets worse.
    pub fn light(&self, now: Instant) -> Light {
        if self.is_contact_red && self.is_contact_missed(now) {
            return Light::Red;
        }
        match self.state {
            ClockState::Running(due) | ClockState::InDoubt(_, due) if now >= due.due_at => {
                Light::Red
            }
            ClockState::Unknown(_) | ClockState::InDoubt(..) => Light::Unknown,
            ClockState::Running(due) if now >= due.due_soon_from => Light::DueSoon,
            // What is in doubt is never shown as in order.
            ClockState::Running(_) | ClockState::ProgressReported(_) if self.doubt.is_some() => {
                Light::Unknown
            }
            ClockState::Running(_) | ClockState::ProgressReported(_) => Light::Normal,
        }
    }

    /// Since when the light has been red; `None` where it is not at `now`.
    pub fn red_since(&self, now: Instant) -> Option<Instant> {
        let by_deadline = match self.state {
            ClockState::Running(due) | ClockState::InDoubt(_, due) => Some(due.due_at),
            ClockState::ProgressReported(_) | ClockState::Unknown(_) => None,
        };
        let by_contact = self.contact_due_at.filter(|_| self.is_contact_red);
        by_deadline.into_iter().chain(by_contact).filter(|at| *at <= now).min()
    }

    /// The next instant after `now` at which the light or the missed-contact flag changes by itself.
    pub fn next_change_after(&self, now: Instant) -> Option<Instant> {
        let deadlines = match self.state {
            ClockState::Running(due) => [Some(due.due_soon_from), Some(due.due_at)],
            ClockState::InDoubt(_, due) => [None, Some(due.due_at)],
            ClockState::ProgressReported(_) | ClockState::Unknown(_) => [None, None],
        };
        deadlines.into_iter().chain([self.contact_due_at]).flatten().filter(|at| *at > now).min()
    }

    /// Whether the matter is not red and falls due today (今日到期).
    pub fn is_due_today(&self, now: Instant, zone: FixedOffset) -> bool {
        match self.state {
            ClockState::Running(due) => {
                self.light(now) != Light::Red && due.due_date == date_of(now, zone)
            }
            ClockState::ProgressReported(_) | ClockState::InDoubt(..) | ClockState::Unknown(_) => {
                false
            }
        }
    }

    /// Whether the citizen should have been contacted by `now` and was not, or was too late.
    pub fn is_contact_missed(&self, now: Instant) -> bool {
        self.contact_due_at.is_some_and(|due_at| now >= due_at)
    }
}

impl Due {
    /// Working days left: d with today < d ≤ due date.
    pub fn remaining(&self, now: Instant, zone: FixedOffset, calendar: &Calendar) -> WorkingDays {
        WorkingDays::counted(calendar, date_of(now, zone), self.due_date)
    }

    /// Working days overdue: d with due date < d ≤ today; 0 while red reads "less than one working day".
    pub fn overdue(&self, now: Instant, zone: FixedOffset, calendar: &Calendar) -> WorkingDays {
        WorkingDays::counted(calendar, self.due_date, date_of(now, zone))
    }
}

impl WorkingDays {
    /// Working days d with `after` < d ≤ `until`. Counted within the announced span; what lies beyond it makes the count a
    /// lower bound.
    pub fn counted(calendar: &Calendar, after: NaiveDate, until: NaiveDate) -> Self {
        let last = calendar.last_announced();
        let count = calendar.working_days_between(after.min(last), until.min(last)).unwrap_or(0);
        Self { count, is_lower_bound: until > last && until > after }
    }
}
