//! When everything is read anew: a part was missing, a day has begun, its totals are awaited, or the demo has run its course.
//!
//! Pure: it is told what the clock says, by chance how far pages are set apart, and what became of the last try.

use super::pace::Pace;
use crate::domain::{failure::Failure, time::Instant};
use chrono::TimeDelta;

/// Everything is read anew within this time after midnight: not by all pages at once.
const MIDNIGHT_SPREAD: TimeDelta = TimeDelta::minutes(5);
/// What may never come is looked for after this long, then after twice as long each time, up to eight times: a part that the
/// server refuses, and yesterday's totals of a source that rests at weekends.
const RARELY_AFTER: TimeDelta = TimeDelta::minutes(30);
const MOST_DOUBLINGS: u32 = 3;
/// What did not come is tried again after this long, then ever more slowly.
pub const TRY_AGAIN_AFTER: TimeDelta = TimeDelta::seconds(15);

/// Why everything is read anew.
///
/// The first two can wait: any later one goes before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A part is missing that the source does not give for good.
    Refused,
    /// The totals of yesterday are not there yet.
    Totals,
    /// The last try failed, or a part did not come.
    Missing,
    /// A new day has begun.
    Day,
    /// The demo has run its course.
    Demo,
}

impl Cause {
    /// How long to wait for it, `chance` being from 0 to 1, after it was tried so often in vain.
    fn wait(self, in_vain: u32, chance: f64) -> TimeDelta {
        match self {
            Self::Missing | Self::Demo => TimeDelta::zero(),
            Self::Refused | Self::Totals => {
                RARELY_AFTER * (1 << in_vain.min(MOST_DOUBLINGS))
                    + by_chance(MIDNIGHT_SPREAD, chance)
            }
            Self::Day => by_chance(MIDNIGHT_SPREAD, chance),
        }
    }
}

/// When everything is read anew. Local times.
#[derive(Clone, Debug, PartialEq)]
pub struct Renewal {
    /// The pace of tries that fail.
    pace: Pace,
    next: Next,
    /// How often totals were looked for since the last reading for another cause.
    totals_tried: u32,
    /// How often in a row nothing was missing but what is refused.
    refused_count: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// There is no need.
    Unplanned,
    /// At that time, and why.
    Planned(Instant, Cause),
    /// It is being read.
    UnderWay,
}

impl Default for Renewal {
    fn default() -> Self {
        Self {
            pace: Pace::new(TRY_AGAIN_AFTER),
            next: Next::Unplanned,
            totals_tried: 0,
            refused_count: 0,
        }
    }
}

impl Renewal {
    /// Notes that a reading has begun: until it ends, nothing is due.
    pub fn begin(&mut self) {
        match self.next {
            Next::Planned(_, Cause::Totals) => self.totals_tried += 1,
            Next::Planned(_, Cause::Day | Cause::Demo) => self.totals_tried = 0,
            Next::Planned(_, Cause::Missing | Cause::Refused)
            | Next::Unplanned
            | Next::UnderWay => {}
        }
        self.next = Next::UnderWay;
    }

    /// Notes that everything was read but what is `missing`: that is tried again, ever more slowly, and rarely if it is
    /// refused.
    pub fn succeed(&mut self, missing: &[Failure], local: Instant, chance: f64) {
        if missing.is_empty() {
            *self = Self { totals_tried: self.totals_tried, ..Self::default() };
            return;
        }
        // Who may read the rest, and is refused this, will be refused it again.
        let may_pass =
            |of: &&Failure| of.may_pass() && !matches!(of, Failure::SignIn { status: 403, .. });
        if let Some(failure) = missing.iter().find(may_pass) {
            self.refused_count = 0;
            self.pace.note_failure(failure);
            self.next = Next::Planned(local + self.pace.wait(chance), Cause::Missing);
        } else {
            self.pace.note_success();
            let wait = Cause::Refused.wait(self.refused_count, chance);
            self.refused_count += 1;
            self.next = Next::Planned(local + wait, Cause::Refused);
        }
    }

    /// Notes that nothing could be read, and gives how long to wait before the next try.
    pub fn fail(&mut self, failure: &Failure, local: Instant, chance: f64) -> TimeDelta {
        self.pace.note_failure(failure);
        let wait = self.pace.wait(chance);
        self.next = Next::Planned(local + wait, Cause::Missing);
        wait
    }

    /// Whether it is time. A first `cause` is planned for; a later one only goes before what can wait.
    pub fn is_due(&mut self, cause: Option<Cause>, local: Instant, chance: f64) -> bool {
        if let Some(cause) = cause {
            let is_new = match self.next {
                Next::Unplanned => true,
                Next::Planned(_, known @ (Cause::Refused | Cause::Totals)) => cause > known,
                Next::Planned(..) | Next::UnderWay => false,
            };
            if is_new {
                self.next = Next::Planned(local + cause.wait(self.totals_tried, chance), cause);
            }
        }
        matches!(self.next, Next::Planned(at, _) if local >= at)
    }

    /// Makes good that the local clock was set back.
    pub fn set_back(&mut self, by: TimeDelta) {
        if let Next::Planned(at, _) = &mut self.next {
            *at -= by;
        }
    }
}

/// A part of `longest`.
fn by_chance(longest: TimeDelta, chance: f64) -> TimeDelta {
    #[expect(clippy::cast_possible_truncation, reason = "a number up to a thousand fits")]
    let part = (chance.clamp(0.0, 1.0) * 1_000.0) as i32;
    longest * part / 1_000
}
