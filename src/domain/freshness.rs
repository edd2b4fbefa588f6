//! How far what is on the screen can be trusted, by the age of the last verified answer (`rules.md`, Freshness).

use super::time::Instant;
use chrono::TimeDelta;

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
}

/// When the data were last checked, and how new the newest fact in them is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedAge {
    /// The last verified answer, unchanged ones too.
    pub checked_at: Instant,
    /// The newest `updated_at`.
    pub newest_fact_at: Option<Instant>,
}
