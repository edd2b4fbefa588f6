//! When to ask again: at the config's pace, never all pages at one moment, and ever more slowly while it fails.

use crate::domain::failure::Failure;
use chrono::TimeDelta;

/// The pace at which a source is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    every: TimeDelta,
    failures: u32,
    at_least: TimeDelta,
}

/// However long a source has failed, it is asked this often.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(5);
/// A server that asks to be left alone for longer is asked again after this long.
const LONGEST_OBEYED: TimeDelta = TimeDelta::hours(1);

impl Pace {
    /// A source that is asked every so often.
    pub fn new(every: TimeDelta) -> Self {
        Self { every, failures: 0, at_least: TimeDelta::zero() }
    }

    /// The pace while nothing fails: what freshness is measured by.
    pub fn every(&self) -> TimeDelta {
        self.every
    }

    /// How many times in a row it has failed.
    pub fn failures(&self) -> u32 {
        self.failures
    }

    /// Notes an answer.
    pub fn note_success(&mut self) {
        *self = Self::new(self.every);
    }

    /// Notes a failure; what the server asks for in `Retry-After` is obeyed.
    pub fn note_failure(&mut self, failure: &Failure) {
        self.failures = self.failures.saturating_add(1);
        let asked = failure.retry_after_seconds().map(|seconds| TimeDelta::seconds(seconds.into()));
        self.at_least = asked.unwrap_or_default().min(LONGEST_OBEYED);
    }

    /// How long to wait now; `chance` is from 0 to 1 and sets pages apart that were opened together.
    pub fn wait(&self, chance: f64) -> TimeDelta {
        let doublings = self.failures.saturating_sub(1).min(10);
        let wait = self.every * (1 << doublings);
        let wait = wait.min(LONGEST_WAIT.max(self.every));
        // A tenth either way while all is well, up to a half once the server has trouble.
        let spread = if self.failures == 0 { 0.1 } else { 0.5 };
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of an hour are exact")]
        let milliseconds = wait.num_milliseconds() as f64 * (1.0 + spread * (2.0 * chance - 1.0));
        #[expect(clippy::cast_possible_truncation, reason = "a wait of minutes fits")]
        let wait = TimeDelta::milliseconds(milliseconds as i64);
        // Never before the server wants it, and not by all pages at that very moment.
        let part = f64::clamp(chance, 0.0, 1.0) * 100.0;
        #[expect(clippy::cast_possible_truncation, reason = "a number up to a hundred fits")]
        let at_least = self.at_least + self.at_least * (part as i32) / 1_000;
        wait.max(at_least)
    }
}
