//! 事项档案的语句。术语依 `domain.md` §5。

use super::{CaseFile, Why};
use crate::{
    domain::{
        case::Platform,
        clock::Extension,
        course::{StageName, StageState},
        step::StepKind,
        verdict::{NoVerdict, Verdict},
    },
    locales::{Local, feed, zh_cn::LOCALE},
};
use chrono::Weekday;

/// 中文。
pub(in crate::locales) const ZH_CN: CaseFile = CaseFile {
    title: "事项档案",
    loading: "正在查找这一事项…",
    not_available: "它不在在办之列，此数据源也不提供单件查询。",
    failed: |why| format!("没有查到：{}", feed::zh_failure(why)),
    back_to: |area| format!("回到 {area}"),

    verdict: |verdict| match verdict {
        Verdict::OnTime => "按期办结".into(),
        Verdict::Late(days) => match (days.count, days.is_lower_bound) {
            (0, false) => "超期办结，不足 1 个工作日".into(),
            (n, false) => format!("超期 {n} 个工作日办结"),
            (n, true) => format!("超期至少 {n} 个工作日办结"),
        },
        Verdict::Unknown(_) => "是否按期未知".into(),
    },
    no_verdict: |why| match why {
        NoVerdict::Open => "尚未办结".into(),
        NoVerdict::Withdrawn => "已作废，不计".into(),
        NoVerdict::ClosingTimeMissing => "缺办结时间".into(),
        NoVerdict::NotAnswered => "已办结，未答复".into(),
        NoVerdict::NoDeadline => "没有期限可比".into(),
        NoVerdict::DoubtfulTime(field) => format!("时间存疑（{field}）"),
        NoVerdict::OutsideCalendar(outside) => {
            format!("{} 之后的节假日安排当时尚未公布", (LOCALE.date)(outside.last_announced))
        }
    },
    frozen: "按办结当日已公布的历法判定，不再变化。",
    why: |why| {
        let Why { started_at, is_by_report, days, due, extension } = why;
        let start = if is_by_report { "上报" } else { "分办" };
        let extension = match extension {
            Extension::None => "未申请延期",
            Extension::Pending => "延期待批",
            Extension::Effective => "延期已批准",
            Extension::Late => "延期申请过晚",
        };
        let date = (LOCALE.date)(started_at.date_naive());
        format!("{date}{start}，第 {days} 个工作日 {due} 到期，{extension}。")
    },
    weekday: |day| match day {
        Weekday::Mon => "一",
        Weekday::Tue => "二",
        Weekday::Wed => "三",
        Weekday::Thu => "四",
        Weekday::Fri => "五",
        Weekday::Sat => "六",
        Weekday::Sun => "日",
    },
    days_left_out: |count| format!("中间 {count} 天从略"),

    contact: "联系市民",
    contacted_in_time: |at, days| format!("{} · {days} 日内 ✓", moment(at)),
    contacted_late: |at, days| format!("{} · 超过 {days} 日", moment(at)),
    not_contacted: |due| format!("未联系 · 应于 {due} 前"),
    resolved: "办结答复",
    not_resolved: |due| format!("未办结 · 应于 {due} 前"),
    closed_on: |at| format!("办结 {}", moment(at)),
    answered_on: |at| format!("答复 {}", moment(at)),
    progress_on: |at| format!("报进展 {}", moment(at)),
    extension_asked: |at| format!("申请 {}", moment(at)),
    extension_granted: |at| format!("批准 {}", moment(at)),
    extension_refused: |at| format!("不予批准 {}", moment(at)),
    original_due: |due| format!("原期限 {due}"),
    new_due: |due| format!("新期限 {due}"),
    hand_overs: "首单与转办",
    handed_on: |at, by| format!("{}，{by}分办", moment(at)),
    handed_on_by_nobody: |at| format!("{} 分办", moment(at)),
    unit_not_named: "单位未提供",
    is_first: "首单",
    is_returned: "退回",
    platform: "平台",
    platform_of: |platform| match platform {
        Platform::District => "区级平台",
        Platform::Town => "镇街平台",
        Platform::Zone => "管区平台",
    },
    place: "位置",
    description: "描述",
    call_back: "回访",
    not_called_back: "尚未回访",
    satisfied: "满意",
    dissatisfied: "不满意",
    accountability: "责任追究",

    supervision: "五级督办",
    rung_reached: "已到",
    rung_not_reached: "未到",

    course: "闭环",
    stage: |stage| match stage {
        StageName::Report => "发现报送",
        StageName::Triage => "研判",
        StageName::Dispatch => "分办",
        StageName::Handling => "处置",
        StageName::Feedback => "反馈",
        StageName::Verification => "核实",
        StageName::CallBack => "回访",
    },
    stage_state: |state| match state {
        StageState::Done => "已完成",
        StageState::Current => "进行中",
        StageState::ToCome => "未到",
        StageState::Skipped => "直接答办，不经此环节",
        StageState::NotSaid => "时间未提供",
    },
    since: |moment| format!("{moment} 起"),
    step: |kind| {
        match kind {
            StepKind::Reported => "上报",
            StepKind::Triaged => "研判",
            StepKind::Dispatched => "分办",
            StepKind::Redispatched => "改派",
            StepKind::Signed => "签收",
            StepKind::Contacted => "联系市民",
            StepKind::Handling => "开始处置",
            StepKind::Feedback => "反馈",
            StepKind::Answered => "答复",
            StepKind::Verified => "核实",
            StepKind::CalledBack => "回访",
            StepKind::Returned => "退单",
            StepKind::Parked => "挂账",
            StepKind::ExtensionRequested => "申请延期",
            StepKind::ExtensionApproved => "批准延期",
            StepKind::ExtensionRefused => "不予延期",
            StepKind::ProgressReported => "报进展",
            StepKind::Supervised => "督办",
            StepKind::Closed => "办结",
            StepKind::Reopened => "重新打开",
            StepKind::Withdrawn => "作废",
            StepKind::Other(text) if text.is_empty() => "未说明",
            StepKind::Other(text) => text,
        }
        .into()
    },
    steps_loading: "正在读取办理过程…",
    steps_none: "没有这一事项的办理过程，以下按事项自身的时间列出。",
    steps_not_available: "此数据源不提供办理过程，以下按事项自身的时间列出。",
    steps_cut: "办理过程未读全，可能另有步骤。",
    steps_failed: |why| format!("办理过程没有读到：{}", feed::zh_failure(why)),
    reopened: |at| format!("{} 重新打开；期限不重新计算。", moment(at)),

    photos: "现场照片",
    photo: |number, title| format!("现场照片 {number}：{title}"),
    photo_refused: "来源不在允许之列，未显示",
    photo_unreachable: "照片没有读到",

    closed_title: "已办结",
    closed_none: "这一范围没有已办结的事项可列。",
    closed_too_wide: "已办结事项按管区或网格列出，请先选一个。",
    closed_not_available: "此数据源不提供已办结事项的查询。",
    closed_cut: |count| format!("数据源只给出一部分：这里列出 {count} 件，可能还有更多。"),
    open_list: "回到在办事项",
};

fn moment(at: Local) -> String {
    (LOCALE.moment)(at)
}
