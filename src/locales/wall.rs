//! The sentences of the wall: what scene it shows, how old each panel is, what is being done about it. In both languages.

use super::{en, zh_cn};
use crate::domain::{case::Domain, freshness::Freshness};

/// The sentences of the wall.
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct Wall {
    pub all: &'static str,
    pub domain_scene: fn(Domain) -> String,
    pub due_calendar: &'static str,
    pub ranking: &'static str,
    pub workload: &'static str,
    pub paused: fn(seconds: u32) -> String,
    pub go_on: &'static str,

    pub new_red: &'static str,

    pub checked: fn(freshness: Freshness, clock: &str) -> String,
    pub newest: fn(clock: &str) -> String,
    pub until: fn(freshness: Freshness, day: &str) -> String,
    pub too_quiet: &'static str,
    pub quiet: fn(clock: &str) -> String,
    pub age_label: &'static str,

    pub stopped: fn(moment: &str, age: &str) -> String,
    pub never_checked: &'static str,
    pub tried: fn(times: u32, next: &str) -> String,
    pub trying: fn(times: u32) -> String,
    pub not_live: &'static str,
}

/// Chinese.
pub(super) const ZH_CN: Wall = Wall {
    all: "全区",
    domain_scene: |domain| format!("{} · 全区", (zh_cn::LOCALE.domain)(domain)),
    due_calendar: "到期日历 · 全区",
    ranking: "镇街排名",
    workload: "镇街工作量",
    paused: |seconds| match seconds {
        0..=119 => format!("轮播已暂停，无人操作 {seconds} 秒后继续"),
        _ => format!("轮播已暂停，无人操作 {} 分钟后继续", seconds / 60),
    },
    go_on: "立即继续",

    new_red: "新红灯",

    checked: |freshness, clock| match freshness {
        Freshness::Fresh => format!("{clock} 核对"),
        Freshness::Late => format!("迟到：{clock} 后未核对"),
        Freshness::Stale => format!("过时：停在 {clock}"),
        Freshness::Lost => format!("失联：停在 {clock}"),
    },
    newest: |clock| format!("最新 {clock}"),
    until: |freshness, day| match freshness {
        Freshness::Fresh => format!("统计至 {day}"),
        Freshness::Late => format!("迟到：统计只到 {day}"),
        Freshness::Stale => format!("过时：统计只到 {day}"),
        Freshness::Lost => format!("失联：统计只到 {day}"),
    },
    quiet: |clock| format!("久无新事：最新 {clock}"),
    too_quiet: "工作时间久无新事，请核实后台",
    age_label: "数据时间",

    stopped: |moment, age| format!("数据停在 {moment}（{age}）"),
    never_checked: "数据未核对",
    tried: |times, next| format!("已重试 {times} 次，{next} 再试"),
    trying: |times| format!("已重试 {times} 次，正在连接"),
    not_live: "屏上是最后一次核对过的画面，不是实时",
};

/// English.
pub(super) const EN: Wall = Wall {
    all: "Whole district",
    domain_scene: |domain| format!("{} · whole district", (en::LOCALE.domain)(domain)),
    due_calendar: "Due calendar · whole district",
    ranking: "Towns ranked",
    workload: "Workload of the towns",
    paused: |seconds| match seconds {
        0..=119 => format!("Paused; goes on {seconds} seconds after the last touch"),
        _ => format!("Paused; goes on {} minutes after the last touch", seconds / 60),
    },
    go_on: "Go on now",

    new_red: "Newly red",

    checked: |freshness, clock| match freshness {
        Freshness::Fresh => format!("checked {clock}"),
        Freshness::Late => format!("Late: not checked since {clock}"),
        Freshness::Stale => format!("Stale: stopped at {clock}"),
        Freshness::Lost => format!("Lost: stopped at {clock}"),
    },
    newest: |clock| format!("newest {clock}"),
    until: |freshness, day| match freshness {
        Freshness::Fresh => format!("totals to {day}"),
        Freshness::Late => format!("Late: totals only to {day}"),
        Freshness::Stale => format!("Stale: totals only to {day}"),
        Freshness::Lost => format!("Lost: totals only to {day}"),
    },
    quiet: |clock| format!("Nothing new since {clock}"),
    too_quiet: "Nothing new for long in office hours: check the backend",
    age_label: "Age of the data",

    stopped: |moment, age| format!("Data stopped at {moment} ({age})"),
    never_checked: "Data not checked",
    tried: |times, next| format!("tried again {times}×, next at {next}"),
    trying: |times| format!("tried again {times}×, connecting now"),
    not_live: "This is the last picture that was checked, not live",
};
