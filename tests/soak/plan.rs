//! How long a soak lasts, and what it has to get through in that time.

use std::time::Duration;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Plan {
    pub(crate) minutes: f64,
    /// How many events are told, evenly over the time.
    pub(crate) events: u64,
    /// How many scene changes there must have been.
    pub(crate) scenes: u64,
    pub(crate) outages: usize,
    pub(crate) sample_every: Duration,
    /// The samples until then are dropped: code is still being compiled, and caches filled.
    pub(crate) warm_up: Duration,
    /// Whether the heap's slope says anything in so short a time.
    pub(crate) judges_heap: bool,
}

/// Samples lie at least so far apart.
const SHORTEST_BETWEEN: Duration = Duration::from_secs(10);

/// The whole soak, which with all around it ends within twenty minutes.
pub(crate) const FULL: Plan = Plan {
    minutes: 19.5,
    events: 64_000,
    scenes: 1_000,
    outages: 24,
    sample_every: Duration::from_secs(30),
    warm_up: Duration::from_secs(180),
    judges_heap: true,
};

impl Plan {
    /// As much of the whole soak as has room in so many minutes.
    pub(crate) fn lasting(minutes: f64) -> Self {
        let share = minutes / FULL.minutes;
        let shorter = share.min(1.0);
        // Between two samples matters must have the time to go through all their stages.
        let sample_every = FULL.sample_every.mul_f64(shorter).max(SHORTEST_BETWEEN);
        Self {
            minutes,
            events: (FULL.events as f64 * share) as u64,
            scenes: (FULL.scenes as f64 * share) as u64,
            outages: (FULL.outages as f64 * share).round() as usize,
            sample_every,
            warm_up: FULL.warm_up.mul_f64(shorter),
            judges_heap: share >= 0.5,
        }
    }

    /// How many must have been told in time: what waits while an outage or a sample ends may come too late.
    pub(crate) fn events_at_least(&self) -> u64 {
        self.events * 15 / 16
    }

    pub(crate) fn duration(&self) -> Duration {
        Duration::from_secs_f64(self.minutes * 60.0)
    }
}
