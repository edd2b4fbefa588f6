//! The 1-5-10 rule as settings (`rules.md`, `domain.md` §3).

use chrono::FixedOffset;

/// How the clocks count. The defaults are the district's rule as founded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Working days to contact the citizen.
    pub contact_days: u32,
    /// Working days to close and answer.
    pub resolve_days: u32,
    /// Working days to report progress and answer, once extended; counted from dispatch.
    pub extended_days: u32,
    /// A matter with at most this many working days left is due soon (临期).
    pub due_soon_days: u32,
    /// Whose deadline decides where the backend states one.
    pub deadline_authority: DeadlineAuthority,
    /// The district's zone, in which days begin and end.
    pub zone: FixedOffset,
}

/// Whose deadline decides (`contract.md`, `deadline_authority`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadlineAuthority {
    /// The backend's `due_at`, where it states one.
    Backend,
    /// Our own computation, always.
    Gridlight,
}

impl Rule {
    /// 1, 5 and 10 working days, due soon within 1, in `zone`.
    pub fn one_five_ten(zone: FixedOffset) -> Self {
        Self {
            contact_days: 1,
            resolve_days: 5,
            extended_days: 10,
            due_soon_days: 1,
            deadline_authority: DeadlineAuthority::Backend,
            zone,
        }
    }
}
