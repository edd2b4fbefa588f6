//! The sentences of the optional layers: workers, cameras, alerts, matters as points, base facts. In both languages.

use super::grouped;
use crate::domain::{
    layer::{AlertLevel, CameraKind, Layer},
    overlay::Validity,
    scope::AreaLevel,
};

/// The sentences of the optional layers.
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct Layers {
    pub title: &'static str,
    pub name: fn(Layer) -> &'static str,
    pub not_given: &'static str,
    pub reading: &'static str,
    pub failed: fn(layer: &str, why: &str) -> String,
    pub read_at: fn(moment: &str) -> String,
    pub legend: fn(Layer) -> &'static str,

    pub part_of: fn(part: u32, all: u32) -> String,
    pub unknown: fn(count: u32) -> String,
    pub duty: &'static str,
    pub on_duty: &'static str,
    pub off_duty: &'static str,
    pub duty_unknown: &'static str,
    pub online: &'static str,
    pub offline: &'static str,
    pub all: &'static str,
    pub last_seen: &'static str,
    pub area: fn(AreaLevel) -> &'static str,
    pub elsewhere: &'static str,
    pub worker: fn(number: usize) -> String,

    pub camera_kind: fn(&CameraKind) -> String,
    pub camera_letters: [&'static str; 5],
    pub kind: &'static str,

    pub alert_level: fn(&AlertLevel) -> String,
    pub alert_state: fn(Validity) -> &'static str,
    pub alert_span: fn(from: Option<&str>, to: Option<&str>) -> String,
    pub level: &'static str,
    pub alert_title: &'static str,
    pub alert_now: &'static str,
    pub alert_valid: &'static str,
    pub no_alerts: &'static str,
    pub district_wide: &'static str,

    pub placed_cases: fn(placed: u32, all: u32) -> String,
    pub residents: &'static str,
    pub workers: &'static str,
    pub one_worker: &'static str,
    pub residents_per_worker: &'static str,
    pub missing_grids: fn(count: u32) -> String,
    pub facts_short: fn(residents: Option<u32>, workers: Option<u32>) -> Option<String>,
}

/// Chinese.
pub(super) const ZH_CN: Layers = Layers {
    title: "图层",
    name: |layer| match layer {
        Layer::Cases => "在办事项",
        Layer::Workers => "网格员",
        Layer::Cameras => "摄像头",
        Layer::Alerts => "预警",
        Layer::Base => "基础数据",
    },
    not_given: "数据源未提供",
    reading: "读取中…",
    failed: |layer, why| format!("{layer}未能读取：{why}"),
    read_at: |moment| format!("读取于 {moment}"),
    legend: |layer| match layer {
        Layer::Cases => "图上：形状为其中最重的灯；“3/12”为 12 件中有 3 件该灯。",
        Layer::Workers => "图上：实心为有人在岗，空心为无人在岗；“5/7”为 7 人中 5 人在岗。",
        Layer::Cameras => "图上：字为用途，划去为离线；“40/42”为 42 路中 40 路未离线。",
        Layer::Alerts => "图上：斜纹为预警区域，虚线为尚未生效；已结束的不画。",
        Layer::Base => "图上：放大到放得下时写在网格内。",
    },
    part_of: |part, all| format!("{} / {}", grouped(part), grouped(all)),
    unknown: |count| format!("另有 {} 未说明", grouped(count)),
    duty: "状态",
    on_duty: "在岗",
    off_duty: "不在岗",
    duty_unknown: "是否在岗未说明",
    online: "在线",
    offline: "离线",
    all: "合计",
    last_seen: "最近定位",
    area: |level| match level {
        AreaLevel::Towns => "镇街",
        AreaLevel::Zones => "管区",
        AreaLevel::Grids => "网格",
    },
    elsewhere: "未归属",
    worker: |number| format!("网格员 {number}"),
    camera_kind: |kind| match kind {
        CameraKind::PublicOrder => "治安".into(),
        CameraKind::WorkSafety => "安全生产".into(),
        CameraKind::ForestFire => "森林防火".into(),
        CameraKind::FloodControl => "防汛".into(),
        CameraKind::Other(text) if text.is_empty() => "用途未说明".into(),
        CameraKind::Other(text) => text.to_string(),
    },
    camera_letters: ["治", "安", "林", "汛", "他"],
    kind: "用途",
    alert_level: |level| match level {
        AlertLevel::Red => "红色预警".into(),
        AlertLevel::Orange => "橙色预警".into(),
        AlertLevel::Yellow => "黄色预警".into(),
        AlertLevel::Blue => "蓝色预警".into(),
        AlertLevel::Other(text) if text.is_empty() => "级别未说明".into(),
        AlertLevel::Other(text) => text.to_string(),
    },
    alert_state: |validity| match validity {
        Validity::Holds => "生效中",
        Validity::ToCome => "尚未生效",
        Validity::Over => "已结束",
    },
    alert_span: |from, to| match (from, to) {
        (Some(from), Some(to)) => format!("{from} 至 {to}"),
        (Some(from), None) => format!("{from} 起"),
        (None, Some(to)) => format!("至 {to}"),
        (None, None) => "有效期未说明".into(),
    },
    level: "级别",
    alert_title: "内容",
    alert_now: "现在",
    alert_valid: "有效期",
    no_alerts: "这一范围没有预警。",
    district_wide: "区域未说明",
    placed_cases: |placed, all| {
        format!("{} 件在办，其中 {} 件有位置、画在图上。", grouped(all), grouped(placed))
    },
    residents: "人口",
    workers: "网格员配备",
    one_worker: "网格员",
    residents_per_worker: "每名网格员服务人口",
    missing_grids: |count| format!("{} 个网格未提供", grouped(count)),
    facts_short: |residents, workers| match (residents, workers) {
        (Some(residents), Some(workers)) => Some(format!("{} 人·{workers} 员", grouped(residents))),
        (Some(residents), None) => Some(format!("{} 人", grouped(residents))),
        (None, Some(workers)) => Some(format!("{workers} 员")),
        (None, None) => None,
    },
};

/// English.
pub(super) const EN: Layers = Layers {
    title: "Layers",
    name: |layer| match layer {
        Layer::Cases => "Open matters",
        Layer::Workers => "Grid workers",
        Layer::Cameras => "Cameras",
        Layer::Alerts => "Alerts",
        Layer::Base => "Base facts",
    },
    not_given: "the source does not give it",
    reading: "reading…",
    failed: |layer, why| format!("{layer} could not be read: {why}"),
    read_at: |moment| format!("read {moment}"),
    legend: |layer| match layer {
        Layer::Cases => {
            "On the map: the shape is the worst light among them; “3/12” means 3 of 12 have that light."
        }
        Layer::Workers => {
            "On the map: filled where somebody is on duty, outlined where nobody is; “5/7” means 5 of 7 on duty."
        }
        Layer::Cameras => {
            "On the map: the letter is the purpose, struck through is offline; “40/42” means 40 of 42 not offline."
        }
        Layer::Alerts => {
            "On the map: hatched areas, dashed before they take effect; what is over is not drawn."
        }
        Layer::Base => "On the map: in each cell, where there is room for it.",
    },
    part_of: |part, all| format!("{} / {}", grouped(part), grouped(all)),
    unknown: |count| format!("of {} more it is not said", grouped(count)),
    duty: "Duty",
    on_duty: "On duty",
    off_duty: "Off duty",
    duty_unknown: "Duty not stated",
    online: "Online",
    offline: "Offline",
    all: "All",
    last_seen: "Last seen",
    area: |level| match level {
        AreaLevel::Towns => "Town",
        AreaLevel::Zones => "Zone",
        AreaLevel::Grids => "Grid",
    },
    elsewhere: "In no known area",
    worker: |number| format!("Worker {number}"),
    camera_kind: |kind| match kind {
        CameraKind::PublicOrder => "Public order".into(),
        CameraKind::WorkSafety => "Work safety".into(),
        CameraKind::ForestFire => "Forest fire".into(),
        CameraKind::FloodControl => "Flood control".into(),
        CameraKind::Other(text) if text.is_empty() => "Purpose not stated".into(),
        CameraKind::Other(text) => text.to_string(),
    },
    camera_letters: ["P", "S", "W", "F", "O"],
    kind: "Purpose",
    alert_level: |level| match level {
        AlertLevel::Red => "Red alert".into(),
        AlertLevel::Orange => "Orange alert".into(),
        AlertLevel::Yellow => "Yellow alert".into(),
        AlertLevel::Blue => "Blue alert".into(),
        AlertLevel::Other(text) if text.is_empty() => "Level not stated".into(),
        AlertLevel::Other(text) => text.to_string(),
    },
    alert_state: |validity| match validity {
        Validity::Holds => "in effect",
        Validity::ToCome => "not yet in effect",
        Validity::Over => "over",
    },
    alert_span: |from, to| match (from, to) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => "validity not stated".into(),
    },
    level: "Level",
    alert_title: "Alert",
    alert_now: "Now",
    alert_valid: "Valid",
    no_alerts: "There are no alerts here.",
    district_wide: "area not stated",
    placed_cases: |placed, all| {
        format!(
            "{} open, of which {} have a position and are on the map.",
            grouped(all),
            grouped(placed)
        )
    },
    residents: "Residents",
    workers: "Grid workers assigned",
    one_worker: "Worker",
    residents_per_worker: "Residents per worker",
    missing_grids: |count| format!("{} grids do not give it", grouped(count)),
    facts_short: |residents, workers| match (residents, workers) {
        (Some(residents), Some(workers)) => {
            Some(format!("{} res. · {workers} wkr", grouped(residents)))
        }
        (Some(residents), None) => Some(format!("{} res.", grouped(residents))),
        (None, Some(workers)) => Some(format!("{workers} wkr")),
        (None, None) => None,
    },
};
