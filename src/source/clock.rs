//! What time it is: the server's, the demo's, or the moment a folder was taken at.

use crate::domain::{speed::Speed, time::Instant};
use chrono::TimeDelta;

/// The clock of a source. It is advanced by its owner, so that no test reads the real one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceClock {
    /// The local clock, corrected by what the server says.
    Running {
        /// Server time minus local time.
        offset: TimeDelta,
    },
    /// A folder that says when it was taken: time stands there.
    Standing(Instant),
    /// The demo's own time.
    Simulated {
        /// Its time when it was last advanced.
        now: Instant,
        /// The local time then.
        local: Instant,
        /// How fast it runs.
        speed: Speed,
    },
}

/// Simulated time runs at most this long between two looks at it: a laptop that slept does not wake up weeks later.
const LONGEST_STEP: TimeDelta = TimeDelta::seconds(2);

impl SourceClock {
    /// The time, `local` being what the local clock says.
    pub fn now(&self, local: Instant) -> Instant {
        match *self {
            Self::Running { offset } => local + offset,
            Self::Standing(at) => at,
            Self::Simulated { now, local: since, speed } => {
                let step = (local - since).clamp(TimeDelta::zero(), LONGEST_STEP);
                now + step * i32::try_from(speed.factor()).unwrap_or(1)
            }
        }
    }

    /// Moves simulated time on to `local`; any other clock moves by itself.
    pub fn advance(&mut self, local: Instant) {
        let reached = self.now(local);
        if let Self::Simulated { now, local: since, .. } = self {
            *now = reached;
            *since = local;
        }
    }

    /// Lets simulated time stand until `local`, whatever its speed; any other clock moves by itself.
    pub fn hold(&mut self, local: Instant) {
        if let Self::Simulated { local: since, .. } = self {
            *since = local;
        }
    }

    /// Sets the speed of simulated time, from now on; any other clock has none.
    pub fn set_speed(&mut self, faster: Speed, local: Instant) {
        self.advance(local);
        if let Self::Simulated { speed, .. } = self {
            *speed = faster;
        }
    }

    /// The speed of simulated time; `None` for a clock that has none.
    pub fn speed(&self) -> Option<Speed> {
        match self {
            Self::Simulated { speed, .. } => Some(*speed),
            Self::Running { .. } | Self::Standing(_) => None,
        }
    }
}

/// What the local clock says: the one place where it is read.
#[cfg(target_arch = "wasm32")]
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the local clock")]
pub fn local_now() -> Instant {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit 64 bits")]
    let milliseconds = js_sys::Date::now() as i64;
    Instant::from_timestamp_millis(milliseconds).unwrap_or_default()
}
