//! The spans of time to ask for. A server answers for at most 90 days and with at most 1,000 rows at once, and where it
//! gives fewer it does not say so; what is too much is asked for in parts.

use crate::domain::time::Instant;
use chrono::{SecondsFormat, TimeDelta, Timelike};

/// The longest span that a server has to answer for.
const LONGEST: TimeDelta = TimeDelta::days(90);

/// The most rows that a server has to give.
const MOST_ROWS: usize = 1_000;

/// The rows of a full page, where a server cuts earlier than the standard lets it.
const PAGES: [usize; 8] = [10, 20, 25, 50, 100, 200, 250, 500];

/// What a config may ask for: ten years are 41 requests, and more are a slip.
const MOST_DAYS: u32 = 3_660;

/// A span of time in whole seconds, since some servers refuse fractions. Requests made in its first or last second may
/// come with its neighbour too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The earliest time of a request.
    pub from: Instant,
    /// The latest.
    pub to: Instant,
}

impl Window {
    /// The parameter `start_date`, in UTC.
    pub fn start_date(&self) -> String {
        self.from.to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// The parameter `end_date`, in UTC.
    pub fn end_date(&self) -> String {
        self.to.to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// Its two halves, the later one first; `None` for one so short that asking again would say no more.
    pub fn halves(&self) -> Option<[Self; 2]> {
        let half = TimeDelta::seconds((self.to - self.from).num_seconds() / 2);
        let middle = self.from.checked_add_signed(half).filter(|middle| *middle > self.from)?;
        Some([Self { from: middle, ..*self }, Self { to: middle, ..*self }])
    }
}

/// The windows that together reach from `now` so many days back, the latest first: what is new matters most.
pub fn windows(now: Instant, days: u32) -> Vec<Window> {
    let begun_second = TimeDelta::seconds(i64::from(now.nanosecond() > 0));
    let whole = now.with_nanosecond(0).and_then(|now| now.checked_add_signed(begun_second));
    let mut to = whole.unwrap_or(now);
    let days = TimeDelta::days(days.min(MOST_DAYS).into());
    let first = to.checked_sub_signed(days).unwrap_or(Instant::MIN_UTC);
    let mut windows = Vec::new();
    while to > first {
        let from = to.checked_sub_signed(LONGEST).unwrap_or(first).max(first);
        windows.push(Window { from, to });
        to = from;
    }
    windows
}

/// Whether an answer of so many rows may have been cut off, so that its window has to be asked for in halves. Now and then
/// a window holds just as many as a page; then two requests are made in vain.
pub fn looks_cut_off(rows: usize) -> bool {
    rows >= MOST_ROWS || PAGES.contains(&rows)
}
