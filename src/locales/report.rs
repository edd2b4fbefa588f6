//! The sentences of what is taken away: columns, the sheet and its footnotes, file names.

use super::grouped;
use crate::domain::{rule::Rule, scope::AreaLevel};
use chrono::NaiveDate;

/// The sentences of what is taken away: columns, the sheet and its footnotes, file names.
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct Report {
    pub title: &'static str,
    pub plan: fn(place: &str, red: u32, due_soon: u32, unknown: u32, normal: u32) -> String,
    pub plan_point: &'static str,
    /// The names of the columns, in the order of `report::row::Field::ALL`.
    pub columns: [&'static str; 19],
    pub file_prefix: &'static str,

    pub take_away: &'static str,
    pub csv: &'static str,
    pub geojson: &'static str,
    pub print: &'static str,
    pub copy_link: &'static str,
    pub link_copied: &'static str,
    pub link_selected: &'static str,
    pub link: &'static str,
    pub saved: fn(name: &str) -> String,

    pub back: &'static str,
    pub refresh: &'static str,
    pub tools: &'static str,
    pub scope: &'static str,
    pub filter: &'static str,
    pub no_filter: &'static str,
    pub words: fn(words: &str) -> String,
    pub order: &'static str,
    pub moment: &'static str,
    pub stands: &'static str,
    pub figures: &'static str,
    pub map: &'static str,
    pub few: &'static str,
    pub many: &'static str,
    pub child_column: fn(AreaLevel) -> &'static str,
    pub sum: &'static str,
    pub listed: fn(count: usize) -> String,
    pub provisional: &'static str,
    pub notes: &'static str,
    pub note_lights: fn(due_soon_days: u32) -> String,
    pub note_sum: fn(open: u32, red: u32, due_soon: u32, unknown: u32, normal: u32) -> String,
    pub note_list: fn(listed: usize, open: u32) -> String,
    pub note_periods: fn(&Rule) -> String,
    pub note_calendar: fn(announced_on: NaiveDate, last: NaiveDate) -> String,
    pub note_provisional: &'static str,
    pub unplaced: &'static str,
    pub note_unplaced: &'static str,
    pub note_address: &'static str,
}

pub(super) const ZH_CN: Report = Report {
    title: "事项清单",
    plan: |place, red, due_soon, unknown, normal| {
        format!(
            "{place}地图：红灯 {red} 件，临期 {due_soon} 件，未知 {unknown} 件，正常 {normal} 件。"
        )
    },
    plan_point: "事项所在位置已标出。",
    columns: [
        "亮灯",
        "期限情况",
        "备注",
        "编号",
        "事项",
        "所在区域",
        "地点",
        "领域",
        "类别",
        "到期",
        "承办单位",
        "首单单位",
        "状态",
        "办理方式",
        "督办",
        "上报",
        "分办",
        "联系市民",
        "更新",
    ],
    file_prefix: "网格灯",

    take_away: "导出",
    csv: "表格 CSV",
    geojson: "地图数据 GeoJSON",
    print: "打印",
    copy_link: "复制链接",
    link_copied: "链接已复制。",
    link_selected: "浏览器不允许自动复制；链接已选中，请按 Ctrl+C。",
    link: "本页链接",
    saved: |name| format!("已导出 {name}"),

    back: "返回",
    refresh: "刷新",
    tools: "清单操作",
    scope: "范围",
    filter: "筛选",
    no_filter: "未筛选",
    words: |words| format!("含“{words}”"),
    order: "排序",
    moment: "时刻",
    stands: "清单停在这一时刻，不随数据变动；要看最新情况请刷新。",
    figures: "数字",
    map: "地图",
    few: "正常，件数少",
    many: "正常，件数多",
    child_column: |level| match level {
        AreaLevel::Towns => "镇街",
        AreaLevel::Zones => "管区",
        AreaLevel::Grids => "网格",
    },
    sum: "合计",
    listed: |count| format!("事项 {} 件", grouped(count as u64)),
    provisional: "暂定",
    notes: "说明",
    note_lights: |days| {
        format!(
            "红灯（超期）：已到期限仍未结；临期：未超期，剩余不超过 {days} 个工作日；未知：期限无法计算，原因写在该行；正常：其余。"
        )
    },
    note_sum: |open, red, due_soon, unknown, normal| {
        format!(
            "在办 {open} = 红灯 {red} + 临期 {due_soon} + 未知 {unknown} + 正常 {normal}；今日到期是临期的一部分。"
        )
    },
    note_list: |listed, open| {
        format!(
            "亮灯、期限、待办和搜索词只筛选清单（{listed} 件），不改变数字、地图和各区域的计数（在办 {open} 件）。"
        )
    },
    note_periods: |rule| {
        format!(
            "期限：{} 个工作日内联系群众，{} 个工作日内办结并答复；经批准延期的，{} 个工作日内报进展并答复。",
            rule.contact_days, rule.resolve_days, rule.extended_days
        )
    },
    note_calendar: |announced_on, last| {
        format!("工作日历：{announced_on} 公布的版本，安排到 {last} 为止。")
    },
    note_provisional: "标有“暂定”的期限在已公布年度的十二月下旬或以后，次年节假日安排公布后可能变动。",
    unplaced: "未归属",
    note_unplaced: "“未归属”是不属于上列任何一个区域的事项，计入合计。",
    note_address: "本清单的链接",
};

pub(super) const EN: Report = Report {
    title: "List of matters",
    plan: |place, red, due_soon, unknown, normal| {
        format!(
            "Map of {place}: {red} red, {due_soon} due soon, {unknown} unknown, {normal} normal."
        )
    },
    plan_point: "The place of the matter is marked.",
    columns: [
        "Light",
        "Deadline status",
        "Remarks",
        "Number",
        "Matter",
        "Area",
        "Address",
        "Domain",
        "Category",
        "Due",
        "Handling unit",
        "First unit",
        "Status",
        "Route",
        "Supervision",
        "Reported",
        "Dispatched",
        "Citizen contacted",
        "Updated",
    ],
    file_prefix: "gridlight",

    take_away: "Export",
    csv: "Table as CSV",
    geojson: "Map data as GeoJSON",
    print: "Print",
    copy_link: "Copy link",
    link_copied: "The link has been copied.",
    link_selected: "The browser does not allow copying; the link is selected, press Ctrl+C.",
    link: "Link to this page",
    saved: |name| format!("Exported {name}"),

    back: "Back",
    refresh: "Refresh",
    tools: "Tools of the list",
    scope: "Scope",
    filter: "Filter",
    no_filter: "nothing is filtered",
    words: |words| format!("with “{words}”"),
    order: "Order",
    moment: "Moment",
    stands: "The list stands at this moment and does not follow the data; refresh it to see the latest.",
    figures: "Figures",
    map: "Map",
    few: "Normal, few matters",
    many: "Normal, many matters",
    child_column: |level| match level {
        AreaLevel::Towns => "Town",
        AreaLevel::Zones => "Zone",
        AreaLevel::Grids => "Grid",
    },
    sum: "Sum",
    listed: |count| match count {
        1 => "1 matter".into(),
        _ => format!("{} matters", grouped(count as u64)),
    },
    provisional: "provisional",
    notes: "Notes",
    note_lights: |days| {
        let days = match days {
            1 => "1 working day is".to_owned(),
            _ => format!("{days} working days are"),
        };
        format!(
            "Red: past its deadline and not closed. Due soon: not red, and at most {days} left. Unknown: the deadline cannot be computed, the row says why. Normal: all others."
        )
    },
    note_sum: |open, red, due_soon, unknown, normal| {
        format!(
            "Open {open} = red {red} + due soon {due_soon} + unknown {unknown} + normal {normal}; due today is a part of due soon."
        )
    },
    note_list: |listed, open| {
        format!(
            "Light, deadline, waiting and words looked for narrow the list alone ({listed}); figures, map and the counts of the areas keep all open matters ({open})."
        )
    },
    note_periods: |rule| {
        format!(
            "Deadlines in working days: {} to contact the citizen, {} to close and answer; once extended, {} to report progress and answer.",
            rule.contact_days, rule.resolve_days, rule.extended_days
        )
    },
    note_calendar: |announced_on, last| {
        format!("Calendar of working days: as announced on {announced_on}, known until {last}.")
    },
    note_provisional: "A deadline marked “provisional” lies in late December of the last announced year or later: next year's notice of holidays may move it.",
    unplaced: "In none of them",
    note_unplaced: "“In none of them” are matters that belong to none of the areas listed; they are part of the sum.",
    note_address: "Link to this list",
};
