//! The figures by which towns are compared: what each of them divides by what, and when it has no value.
//!
//! This is the one place of every formula (`rules.md`, Rates); what it is called and how it is explained is in `locales`.
//! Rates are of the matters **received** in the window, whatever has become of them so far: an overdue matter does not
//! vanish by staying open, and a part is never more than its whole (`field.md`, P4).

mod ask;

pub use ask::{Ask, measure, residents, span_of, workers};

use super::filter::{Dimension, Filter};

/// A rate of fewer matters than this says nothing: it is "–", and does not rank (`field.md`, P4: one lucky matter tops
/// the ranking).
pub const LEAST_DENOMINATOR: u32 = 20;

/// A figure of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// 在办: open now.
    Open,
    /// 今日到期: due today, and not red.
    DueToday,
    /// 超期未结: open and red now.
    Overdue,
    /// 受理: received in the window.
    Received,
    /// 办结: closed in the window.
    Closed,
    /// 按期办结: closed on time in the window.
    ClosedOnTime,
    /// 超期办结: closed late in the window.
    ClosedLate,
    /// 按期办结率: closed on time ÷ (closed + overdue open), of those received in the window.
    OnTimeRate,
    /// 处置率: disposed of ÷ received.
    DisposalRate,
    /// 办结用时中位数: half of those closed in the window took at most so many working days.
    MedianDays,
    /// 办结用时九成位: nine in ten of those closed in the window took at most so many working days.
    NinetiethDays,
    /// 按时联系率: contacted in time ÷ received, of those whose time for contact is over.
    ContactRate,
    /// 延期率: extended ÷ received.
    ExtensionRate,
    /// 退单率: returned ÷ received.
    ReturnRate,
    /// 回访率: called back ÷ closed.
    CallBackRate,
    /// 满意率: satisfied ÷ called back.
    SatisfactionRate,
    /// 人均受理: received in the window ÷ grid workers.
    PerWorker,
    /// 万人受理: received in the window ÷ 10,000 residents.
    PerResidents,
}

/// Which way a measure is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither: it says how much there is to do.
    Neither,
}

/// The value of a measure, or why there is none. Never 0 % and never 100 % for want of data (`rules.md`, Rates).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// So many matters.
    Count(u32),
    /// So many of so many; the second is not 0.
    Share {
        /// The part.
        numerator: u32,
        /// The whole.
        denominator: u32,
    },
    /// So many matters for so many workers, or residents; the second is not 0.
    Load {
        /// The matters.
        numerator: u32,
        /// The workers, or residents.
        denominator: u32,
    },
    /// So many working days, as counted over so many matters.
    Days {
        /// The working days.
        days: u32,
        /// The matters.
        of: u32,
    },
    /// Of too few matters to say anything.
    TooFew(u32),
    /// The source does not give what it takes: these properties, by the contract's names.
    Missing(Vec<&'static str>),
    /// The totals of the source are not kept by what is filtered.
    Filtered(Dimension),
    /// The source says of a part that it is more than its whole.
    Contradictory {
        /// The part.
        numerator: u32,
        /// The whole.
        denominator: u32,
    },
    /// Nothing to judge in the window.
    Nothing,
}

impl Measure {
    /// All measures, in the order in which they are shown.
    pub const ALL: [Self; 18] = [
        Self::Open,
        Self::DueToday,
        Self::Overdue,
        Self::Received,
        Self::Closed,
        Self::ClosedOnTime,
        Self::ClosedLate,
        Self::OnTimeRate,
        Self::DisposalRate,
        Self::MedianDays,
        Self::NinetiethDays,
        Self::ContactRate,
        Self::ExtensionRate,
        Self::ReturnRate,
        Self::CallBackRate,
        Self::SatisfactionRate,
        Self::PerWorker,
        Self::PerResidents,
    ];

    /// Its code in the URL.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::DueToday => "due-today",
            Self::Overdue => "overdue",
            Self::Received => "received",
            Self::Closed => "closed",
            Self::ClosedOnTime => "closed-on-time",
            Self::ClosedLate => "closed-late",
            Self::OnTimeRate => "on-time",
            Self::DisposalRate => "disposal",
            Self::MedianDays => "median-days",
            Self::NinetiethDays => "ninetieth-days",
            Self::ContactRate => "contact",
            Self::ExtensionRate => "extension",
            Self::ReturnRate => "return",
            Self::CallBackRate => "call-back",
            Self::SatisfactionRate => "satisfaction",
            Self::PerWorker => "per-worker",
            Self::PerResidents => "per-residents",
        }
    }

    /// The measure of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.code() == code)
    }

    /// What it is computed from, by the contract's properties; the last of them where several matter is the whole.
    pub fn properties(self) -> &'static [&'static str] {
        match self {
            Self::Open => &["status"],
            Self::DueToday | Self::Overdue => &["status", "dispatched_at", "due_at"],
            Self::Received => &["received"],
            Self::Closed => &["closed_on_time", "closed_late"],
            Self::ClosedOnTime => &["closed_on_time"],
            Self::ClosedLate => &["closed_late"],
            Self::OnTimeRate => &["cohort_closed_on_time", "cohort_closed_late", "open-cases"],
            Self::DisposalRate => &["disposed", "received"],
            Self::MedianDays | Self::NinetiethDays => &["closed_by_working_days"],
            Self::ContactRate => &["contacted_on_time", "received"],
            Self::ExtensionRate => &["extended", "received"],
            Self::ReturnRate => &["returned", "received"],
            Self::CallBackRate => &["called_back", "cohort_closed_on_time", "cohort_closed_late"],
            Self::SatisfactionRate => &["satisfied", "called_back"],
            Self::PerWorker => &["received", "worker_count"],
            Self::PerResidents => &["received", "population"],
        }
    }

    /// Which way it is good.
    pub fn better(self) -> Better {
        match self {
            Self::OnTimeRate
            | Self::DisposalRate
            | Self::ContactRate
            | Self::CallBackRate
            | Self::SatisfactionRate => Better::Higher,
            Self::Overdue
            | Self::ClosedLate
            | Self::MedianDays
            | Self::NinetiethDays
            | Self::ReturnRate => Better::Lower,
            Self::Open
            | Self::DueToday
            | Self::Received
            | Self::Closed
            | Self::ClosedOnTime
            | Self::ExtensionRate
            | Self::PerWorker
            | Self::PerResidents => Better::Neither,
        }
    }

    /// Whether a source keeps its totals by all that the filter asks.
    pub fn is_kept_by(self, filter: &Filter) -> bool {
        self.unkept(filter).is_none()
    }

    /// The first question of the filter by which the totals of a source are not kept. What was received is kept by domain.
    fn unkept(self, filter: &Filter) -> Option<Dimension> {
        let by_domain = matches!(self, Self::Received | Self::PerWorker | Self::PerResidents);
        let is_kept = |of: Dimension| of == Dimension::Domain && by_domain;
        let facts = Dimension::ALL.into_iter().filter(|of| of.is_fact());
        let mut asked = facts.filter(|of| filter.chosen(*of).is_some());
        asked.find(|of| !is_kept(*of))
    }

    /// Whether it is of this moment, whatever the window.
    pub fn is_of_now(self) -> bool {
        matches!(self, Self::Open | Self::DueToday | Self::Overdue)
    }
}
