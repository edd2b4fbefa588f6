//! The speed of a simulated clock. A real source has none: its time is the server's.

/// How fast simulated time runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Speed {
    /// It stands still.
    Paused,
    /// One second a second.
    Real,
    /// One minute a second: what the demo begins with.
    #[default]
    Minute,
    /// Ten minutes a second.
    TenMinutes,
}

impl Speed {
    /// All speeds, slowest first.
    pub const ALL: [Self; 4] = [Self::Paused, Self::Real, Self::Minute, Self::TenMinutes];

    /// Simulated seconds in a real second.
    pub fn factor(self) -> u32 {
        match self {
            Self::Paused => 0,
            Self::Real => 1,
            Self::Minute => 60,
            Self::TenMinutes => 600,
        }
    }
}
