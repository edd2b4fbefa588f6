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
        /// The offset is the server's own word.
        is_server_time: bool,
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
            Self::Running { offset, .. } => local + offset,
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

/// What has happened to the local clock since it was last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jump {
    /// Nothing.
    None,
    /// It was set back by this much: time itself never goes back.
    Back(TimeDelta),
    /// It is further than the time that ran: the device slept, or its clock was set forward.
    Forward,
}

/// Tells a jump of the local clock from the time that ran by a clock that nobody can set.
pub fn jump(local_passed: TimeDelta, steady_passed: TimeDelta) -> Jump {
    const TOLERANCE: TimeDelta = TimeDelta::seconds(1);
    let ahead = local_passed - steady_passed;
    if ahead < -TOLERANCE {
        Jump::Back(-ahead)
    } else if ahead > TOLERANCE {
        Jump::Forward
    } else {
        Jump::None
    }
}

/// How much of a difference to the server's time is worth telling.
const TOLD_FROM: TimeDelta = TimeDelta::seconds(60);

/// A time this far in the server's future is more than a clock that is a little fast.
const SANE_FUTURE: TimeDelta = TimeDelta::minutes(10);

/// Whether a newest fact says that the source mislabels its times (`contract.md`, time sanity).
pub fn is_mislabelled(newest_fact_at: Option<Instant>, server_now: Instant) -> bool {
    newest_fact_at.is_some_and(|newest| newest > server_now + SANE_FUTURE)
}

/// What there is to say of the time that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerTime {
    /// Nothing: it is the server's, or the source has a time of its own.
    Sound,
    /// The local clock differs from the server's by so many seconds; above 0 it is slow.
    Skewed(i64),
    /// The server's time cannot be read, so the local clock is all there is.
    Unavailable,
}

impl SourceClock {
    /// A clock that follows the server's time as far as that is known. Without it the local clock is used, moved forward
    /// only if a verified record is newer (`rules.md`, Now).
    pub fn running(
        server_offset: Option<TimeDelta>,
        newest_fact_at: Option<Instant>,
        local: Instant,
    ) -> Self {
        // More than a day ahead is a slip of a row rather than of this device.
        let by_fact = newest_fact_at.map(|newest| newest - local);
        let by_fact = by_fact.filter(|ahead| *ahead <= TimeDelta::days(1));
        let offset =
            server_offset.unwrap_or_else(|| by_fact.unwrap_or_default().max(TimeDelta::zero()));
        Self::Running { offset, is_server_time: server_offset.is_some() }
    }

    /// Whether what it shows is the server's own time.
    pub fn is_server_time(&self) -> bool {
        matches!(self, Self::Running { is_server_time: true, .. })
    }

    /// What there is to say of this clock.
    pub fn server_time(&self) -> ServerTime {
        match *self {
            Self::Running { is_server_time: false, .. } => ServerTime::Unavailable,
            Self::Running { offset, .. } if offset.abs() > TOLD_FROM => {
                ServerTime::Skewed(offset.num_seconds())
            }
            Self::Running { .. } | Self::Standing(_) | Self::Simulated { .. } => ServerTime::Sound,
        }
    }

    /// Makes good that the local clock was set back: what is shown goes on from where it was.
    pub fn make_good(&mut self, set_back_by: TimeDelta) {
        if let Self::Running { offset, .. } = self {
            *offset += set_back_by;
        }
    }
}

/// The time that ran since the page was opened, by a clock that nobody can set.
#[cfg(target_arch = "wasm32")]
pub fn steady_now() -> TimeDelta {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds of a page's life fit 64 bits"
    )]
    let milliseconds =
        web_sys::window().and_then(|window| window.performance()).map_or(0, |p| p.now() as i64);
    TimeDelta::milliseconds(milliseconds)
}

/// What the local clock says: the one place where it is read.
#[cfg(target_arch = "wasm32")]
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the local clock")]
pub fn local_now() -> Instant {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit 64 bits")]
    let milliseconds = js_sys::Date::now() as i64;
    Instant::from_timestamp_millis(milliseconds).unwrap_or_default()
}
