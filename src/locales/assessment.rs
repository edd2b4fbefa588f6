//! The sentences of the year's assessment.

use super::grouped;
use crate::domain::{assessment::Kind, light::WorkingDays};

/// The sentences of the assessment.
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct Assessment {
    pub title: fn(year: i32) -> String,
    pub open_page: &'static str,
    pub table: &'static str,
    pub counted: &'static str,
    pub kind: fn(Kind) -> &'static str,
    pub kind_rule: fn(Kind) -> &'static str,
    pub days_over: &'static str,
    pub returned: &'static str,
    pub redispatched: &'static str,
    pub accountable: &'static str,
    pub kind_column: &'static str,
    pub days_column: &'static str,
    pub stopped_column: &'static str,
    pub accountability: &'static str,
    pub days: fn(WorkingDays) -> String,
    pub matters_of: fn(place: &str, count: usize) -> String,
    pub none_of: fn(place: &str) -> String,
    pub none_now: fn(place: &str) -> String,
    pub reading: &'static str,
    pub not_given: &'static str,
    pub failed: fn(why: &str) -> String,
    pub table_csv: &'static str,
    pub matters_csv: &'static str,
    pub notes: [&'static str; 4],
    pub file_prefix: &'static str,
    pub all_parts: &'static str,
    pub list: &'static str,
}

pub(super) const ZH_CN: Assessment = Assessment {
    title: |year| format!("{year} 年度超期事项考核表"),
    open_page: "年度考核",
    table: "汇总",
    counted: "计入考核",
    kind: |kind| match kind {
        Kind::OverdueOpen => "超期未结",
        Kind::ClosedLate => "超期办结",
        Kind::ExtendedLate => "延期后超期",
        Kind::LateExtended => "红灯·后延期",
        Kind::ToCheck => "待核",
    },
    kind_rule: |kind| match kind {
        Kind::OverdueOpen => "此刻未办结、已过期限，没有延期。",
        Kind::ClosedLate => "办结时已过期限，没有延期。",
        Kind::ExtendedLate => "按时申请并批准延期，延长后的期限也已超过。",
        Kind::LateExtended => "超期以后才申请延期；按规则红灯不消。",
        Kind::ToCheck => "数据源列为超期，但按其所载事实并未超期或无法判定；核实之前不计入考核。",
    },
    days_over: "超期工作日合计",
    returned: "退单未结",
    redispatched: "转办",
    accountable: "追责",
    kind_column: "类别",
    days_column: "超期",
    stopped_column: "办结或答复时间",
    accountability: "追责情况",
    days: |days| {
        let least = if days.is_lower_bound { "至少 " } else { "" };
        match days.count {
            0 => format!("{least}不足 1 个工作日"),
            count => format!("{least}{count} 个工作日"),
        }
    },
    matters_of: |place, count| format!("{place} · {} 件", grouped(count as u64)),
    none_of: |place| format!("{place}今年没有超期事项。"),
    none_now: |place| format!("{place}此刻没有红灯；年度超期事项没有读到。"),
    reading: "正在读取年度超期事项……",
    not_given: "数据源未提供年度超期事项（year-overdue），下面只有此刻的红灯，办结的超期事项不在内。",
    failed: |why| format!("年度超期事项没有读到，下面只有此刻的红灯：{why}"),
    table_csv: "汇总表（CSV）",
    matters_csv: "事项清单（CSV）",
    notes: [
        "计入考核 = 超期未结 + 超期办结 + 延期后超期 + 红灯·后延期；各镇街与未归属之和等于全区。",
        "退单未结、转办、督办、追责只数计入考核的事项；一件事项可以经过几种督办；办结的事项是否曾被退单，数据源不载。",
        "已办结的，按办结当日已公布的节假日安排判定，此后不变；未办结的按最新安排。",
        "数据源写明期限的，以其期限为准。",
    ],
    file_prefix: "年度考核",
    all_parts: "汇总",
    list: "清单",
};

pub(super) const EN: Assessment = Assessment {
    title: |year| format!("Overdue matters in the assessment of {year}"),
    open_page: "Year's assessment",
    table: "Summary",
    counted: "Counted",
    kind: |kind| match kind {
        Kind::OverdueOpen => "Overdue, open",
        Kind::ClosedLate => "Closed late",
        Kind::ExtendedLate => "Extended and late",
        Kind::LateExtended => "Red, extended later",
        Kind::ToCheck => "To be checked",
    },
    kind_rule: |kind| match kind {
        Kind::OverdueOpen => "Open now and past the deadline, without an extension.",
        Kind::ClosedLate => "Past the deadline when closed, without an extension.",
        Kind::ExtendedLate => "Extended in time, and past the extended deadline too.",
        Kind::LateExtended => {
            "An extension was asked for after the deadline; by the rule the red light stays."
        }
        Kind::ToCheck => {
            "The source lists it as overdue, and by its facts it was not, or cannot be judged; it does not count until that is settled."
        }
    },
    days_over: "Working days over",
    returned: "Returned, open",
    redispatched: "Dispatched again",
    accountable: "Held to account",
    kind_column: "Kind",
    days_column: "Overdue by",
    stopped_column: "Closed or answered",
    accountability: "Accountability",
    days: |days| {
        let least = if days.is_lower_bound { "at least " } else { "" };
        match days.count {
            0 => format!("{least}less than 1 working day"),
            1 => format!("{least}1 working day"),
            count => format!("{least}{count} working days"),
        }
    },
    matters_of: |place, count| match count {
        1 => format!("{place} · 1 matter"),
        count => format!("{place} · {} matters", grouped(count as u64)),
    },
    none_of: |place| format!("{place} has no overdue matter this year."),
    none_now: |place| {
        format!("{place} has no red light now; this year's overdue matters were not read.")
    },
    reading: "Reading this year's overdue matters…",
    not_given: "The source does not give this year's overdue matters (year-overdue): below are the red lights of now alone, without those closed late.",
    failed: |why| {
        format!(
            "This year's overdue matters could not be read; below are the red lights of now alone: {why}"
        )
    },
    table_csv: "Summary (CSV)",
    matters_csv: "Matters (CSV)",
    notes: [
        "Counted = overdue and open + closed late + extended and late + red, extended later; the towns and the unassigned add up to the district.",
        "Returned and still open, dispatched again, supervision and accountability are of the matters that count; one matter may have been under several kinds of supervision; whether a closed one was ever returned the source does not say.",
        "A closed matter is judged by the holidays as announced on the day of closing, and stays so; an open one by the newest.",
        "Where the source states a deadline, that deadline decides.",
    ],
    file_prefix: "assessment",
    all_parts: "summary",
    list: "matters",
};
