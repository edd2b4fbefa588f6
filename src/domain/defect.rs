//! What could not be read: bad input is data, counted and shown, never hidden and never fatal.

/// The collections of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Collection {
    /// 镇街
    Towns,
    /// 管区
    Zones,
    /// 网格
    Grids,
    /// Open matters.
    OpenCases,
    /// One row per town and day.
    Workload,
    /// The district's own days off and days worked.
    Calendar,
    /// Matters, open and closed.
    Cases,
    /// The steps of matters.
    CaseSteps,
    /// 网格员
    Workers,
    /// 摄像头
    Cameras,
    /// 预警
    Alerts,
    /// 本年超期事项: the matters, open and closed, that turned red this year.
    YearOverdue,
    /// 受理日期: for each grid, the days on which matters of a category were reported.
    Received,
}

impl Collection {
    /// The collections that the board is made of: each is read whole.
    pub const BOARD: [Self; 6] =
        [Self::Towns, Self::Zones, Self::Grids, Self::OpenCases, Self::Workload, Self::Calendar];

    /// All collections that are asked for.
    pub const ALL: [Self; 13] = [
        Self::Towns,
        Self::Zones,
        Self::Grids,
        Self::OpenCases,
        Self::Workload,
        Self::Calendar,
        Self::Cases,
        Self::CaseSteps,
        Self::Workers,
        Self::Cameras,
        Self::Alerts,
        Self::YearOverdue,
        Self::Received,
    ];

    /// Its id in the contract.
    pub fn id(self) -> &'static str {
        match self {
            Self::Towns => "towns",
            Self::Zones => "zones",
            Self::Grids => "grids",
            Self::OpenCases => "open-cases",
            Self::Workload => "workload",
            Self::Calendar => "calendar",
            Self::Cases => "cases",
            Self::CaseSteps => "case-steps",
            Self::Workers => "workers",
            Self::Cameras => "cameras",
            Self::Alerts => "alerts",
            Self::YearOverdue => "year-overdue",
            Self::Received => "received",
        }
    }
}

/// Why a value, or a row, could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DefectReason {
    /// A required value is missing.
    Missing,
    /// The value is not of the kind the contract asks for.
    Unreadable,
    /// A time that does not say its zone.
    NoTimeZone,
    /// It names a row that is not there.
    UnknownReference,
    /// A code that neither the contract nor the config knows.
    UnmappedCode,
    /// A second row with an id already read; the newest `updated_at` was kept.
    DuplicateId,
    /// A row that is no GeoJSON feature: left out.
    NotAFeature,
    /// A row without an id: left out.
    NoId,
    /// A fact that contradicts another (an open row with a closing time).
    Contradiction,
    /// A time that lies where none can: years before the calendar, or beyond what is announced.
    Implausible,
}

/// One thing that could not be read as the contract asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// The collection it came in.
    pub collection: Collection,
    /// The row's id or, where it has none, "#" and its place counted from 1.
    pub row: Box<str>,
    /// The field, by the contract's name; empty where the whole row is meant.
    pub field: Box<str>,
    /// Why.
    pub reason: DefectReason,
    /// The value as it came, shortened; empty where there was none.
    pub value: Box<str>,
}

impl Defect {
    /// Whether it is the collection itself that is none, and not a row of it.
    pub fn is_of_whole_collection(&self) -> bool {
        self.row.is_empty() && self.field.is_empty() && self.reason == DefectReason::Unreadable
    }
}
