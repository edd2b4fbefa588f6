//! What a source may show beside its matters (可选图层): grid workers, cameras and alerts, each a whole small collection.
//!
//! A layer says where something is, never who: names and telephone numbers are not part of the contract.

use super::{
    geometry::{LonLat, MultiPolygon},
    ids::GridId,
    time::Instant,
};

/// A layer that can be laid over the map; all are off by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// 在办事项: the open matters as points, where they were reported.
    Cases,
    /// 网格员
    Workers,
    /// 摄像头
    Cameras,
    /// 预警
    Alerts,
    /// 基础数据: residents and workers of each grid.
    Base,
}

impl Layer {
    /// All layers, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::Cases, Self::Workers, Self::Cameras, Self::Alerts, Self::Base];

    /// Its code in the URL.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Workers => "workers",
            Self::Cameras => "cameras",
            Self::Alerts => "alerts",
            Self::Base => "base",
        }
    }

    /// The layer of a code; `None` for any other text.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layer| layer.code() == code)
    }
}

/// A grid worker (网格员), without a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Worker {
    /// The grid the worker looks after.
    pub grid_id: Option<GridId>,
    /// Whether on duty; `None` where the source does not say.
    pub is_on_duty: Option<bool>,
    /// When the position was last known.
    pub seen_at: Option<Instant>,
    /// The position, in CRS84.
    pub at: Option<LonLat>,
}

/// What a camera is there for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CameraKind {
    /// 治安
    PublicOrder,
    /// 安全生产
    WorkSafety,
    /// 森林防火
    ForestFire,
    /// 防汛
    FloodControl,
    /// Another kind, in the source's words; empty where none is given.
    Other(Box<str>),
}

impl CameraKind {
    /// The kinds that the contract has, in the order in which they are counted.
    pub const KNOWN: [Self; 4] =
        [Self::PublicOrder, Self::WorkSafety, Self::ForestFire, Self::FloodControl];

    /// The contract's code, or the text as it came.
    pub fn code(&self) -> &str {
        match self {
            Self::PublicOrder => "public_order",
            Self::WorkSafety => "work_safety",
            Self::ForestFire => "forest_fire",
            Self::FloodControl => "flood_control",
            Self::Other(text) => text,
        }
    }
}

/// A camera (摄像头).
#[derive(Clone, Debug, PartialEq)]
pub struct Camera {
    /// What it is there for.
    pub kind: CameraKind,
    /// Whether it is online; `None` where the source does not say.
    pub is_online: Option<bool>,
    /// Where it stands, in CRS84.
    pub at: Option<LonLat>,
}

/// How serious an alert is, as the national warning colours have it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AlertLevel {
    /// 红色
    Red,
    /// 橙色
    Orange,
    /// 黄色
    Yellow,
    /// 蓝色
    Blue,
    /// Another level, in the source's words; empty where none is given.
    Other(Box<str>),
}

impl AlertLevel {
    /// The levels that the contract has, the most serious first.
    pub const KNOWN: [Self; 4] = [Self::Red, Self::Orange, Self::Yellow, Self::Blue];

    /// The contract's code, or the text as it came.
    pub fn code(&self) -> &str {
        match self {
            Self::Red => "red",
            Self::Orange => "orange",
            Self::Yellow => "yellow",
            Self::Blue => "blue",
            Self::Other(text) => text,
        }
    }
}

/// Where an alert holds.
#[derive(Clone, Debug, PartialEq)]
pub enum AlertPlace {
    /// In these areas.
    Area(MultiPolygon),
    /// Around this point.
    Point(LonLat),
    /// Not said, or not readable: it is listed, and not drawn.
    Unknown,
}

/// A warning (预警) for a place and a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
    /// Its identity.
    pub id: Box<str>,
    /// What it warns of.
    pub title: Box<str>,
    /// How serious it is.
    pub level: AlertLevel,
    /// From when.
    pub from: Option<Instant>,
    /// Until when.
    pub to: Option<Instant>,
    /// Where.
    pub place: AlertPlace,
}

impl Alert {
    /// Whether it holds at `now`; one without an end goes on.
    pub fn is_valid_at(&self, now: Instant) -> bool {
        self.from.is_none_or(|from| from <= now) && self.to.is_none_or(|to| now < to)
    }
}
