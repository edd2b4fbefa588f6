//! 简体中文。术语依 `domain.md` §5。

use super::{Locale, grouped};
use crate::domain::{
    case::{Domain, Route, Status, Supervision},
    clock::{Extension, UnknownReason},
    defect::{Collection, DefectReason},
    freshness::Freshness,
    light::Light,
    scope::AreaLevel,
    speed::Speed,
};
use chrono::{Datelike, NaiveDate, Timelike};

/// 全部语句。
pub(super) static LOCALE: Locale = Locale {
    product: "网格灯",
    tagline: "网格治理",
    district: "全区",
    extent: |towns, zones, grids| {
        format!("全区 · {towns} 镇街 · {zones} 管区 · {} 网格", grouped(grids as u64))
    },
    skip_to_list: "跳到事项列表",

    red: "红灯",
    red_hint: "超期未结",
    due_today: "今日到期",
    due_soon: |days| format!("临期（{days} 个工作日内）"),
    open: "在办",
    normal: "正常",
    unknown: "未知",

    domains_title: "六大领域 · 在办",
    domain: |domain| match domain {
        Domain::UrbanManagement => "城市管理",
        Domain::Livelihood => "民生服务",
        Domain::WorkSafety => "安全生产",
        Domain::PublicOrder => "社会治安",
        Domain::Mediation => "纠纷调解",
        Domain::Petitions => "信访稳定",
        Domain::Other => "其他",
    },
    domain_count: |red, open| format!("红灯 {red}，在办 {}", grouped(open)),
    light: |light| match light {
        Light::Red => "红灯",
        Light::DueSoon => "临期",
        Light::Unknown => "未知",
        Light::Normal => "正常",
    },
    legend: "图例",
    no_open_case: "无在办",
    few_to_many: |most| format!("色深：在办 1 至 {most} 件以上"),

    cases_title: "最紧要的事项",
    all_lights: "全部",
    no_cases: "没有符合条件的在办事项。",
    overdue: |days| match (days.count, days.is_lower_bound) {
        (0, false) => "超期不足 1 个工作日".into(),
        (n, false) => format!("超期 {n} 个工作日"),
        (n, true) => format!("超期至少 {n} 个工作日"),
    },
    remaining: |days| match (days.count, days.is_lower_bound) {
        (n, false) => format!("剩 {n} 日"),
        (n, true) => format!("至少剩 {n} 日"),
    },
    is_due_today: "今日到期",
    unknown_reason: |reason| match reason {
        UnknownReason::NotDispatched => "未分办".into(),
        UnknownReason::DispatchTimeMissing => "缺分办时间".into(),
        UnknownReason::DoubtfulTime(field) => format!("时间存疑（{}）", time_field(field)),
        UnknownReason::OutsideCalendar(outside) => {
            format!("{} 之后的节假日安排尚未公布", date(outside.last_announced))
        }
    },
    explain: super::explain::ZH_CN,
    feed: super::feed::ZH_CN,
    desk: super::desk::ZH_CN,
    file: super::file::ZH_CN,
    layers: super::layers::ZH_CN,
    report: super::report::ZH_CN,
    workload: super::workload::ZH_CN,
    assessment: super::assessment::ZH_CN,
    brief: super::brief::ZH_CN,
    chart: super::chart::ZH_CN,
    wall: super::wall::ZH_CN,
    progress_reported: "已报进展",
    extension: |extension| match extension {
        Extension::None => None,
        Extension::Pending => Some("延期待批"),
        Extension::Effective => Some("已延期"),
        Extension::Late => Some("红灯·后延期"),
    },
    contact_missed: "未按时联系",
    due_column: "到期",
    unit_column: "承办",
    case_column: "事项",
    light_column: "亮灯",

    areas_title: |level| match level {
        AreaLevel::Towns => "各镇街",
        AreaLevel::Zones => "各管区",
        AreaLevel::Grids => "各网格",
    },
    area_count: |name, red, due_soon, unknown, normal| {
        format!("{name}：红灯 {red}，临期 {due_soon}，未知 {unknown}，正常 {normal}")
    },
    unplaced: "未归属",

    case_title: "事项",
    close: "关闭",
    not_given: "未提供",
    reported_at: "上报",
    dispatched_at: "分办",
    contacted_at: "联系市民",
    due_at: "到期",
    due_at_provisional: "暂定：次年节假日安排公布后可能变动",
    due_at_stated: "以后台给出的期限为准",
    status: |status| {
        match status {
            Status::Reported => "已上报",
            Status::Triaged => "已研判",
            Status::Dispatched => "已分办",
            Status::Handling => "处置中",
            Status::Feedback => "已反馈",
            Status::Verifying => "核实中",
            Status::Closed => "已办结",
            Status::Returned => "退单",
            Status::Parked => "挂账",
            Status::Withdrawn => "作废",
            Status::Unmapped(text) if text.is_empty() => "未提供",
            Status::Unmapped(text) => text,
        }
        .into()
    },
    status_label: "状态",
    route: |route| match route {
        Route::Direct => "直接答办",
        Route::Referred => "分类转办",
        Route::SpecialReport => "专报批办",
    },
    supervision: |step| match step {
        Supervision::EReminder => "电子催办".into(),
        Supervision::OverdueNotice => "超期未结通知".into(),
        Supervision::Assignment => "责任主体交办".into(),
        Supervision::OnSite => "现场督办".into(),
        Supervision::Sms => "短信督办".into(),
        Supervision::Other(text) => text.to_string(),
    },
    route_label: "办理方式",
    first_unit: "首单单位",
    handling_unit: "承办单位",
    address: "地点",
    category: "类别",
    extension_label: "延期",
    extension_none: "无",
    case_gone: |id| format!("事项 {id} 不在在办之列：可能已办结，或链接有误。"),

    feed_title: "实时动态",
    feed_empty: "暂无新动态",

    map_label: "网格地图",
    map_help: "用方向键移到相邻网格，回车选中，Esc 回到上一级，加减键缩放。右侧列表列出地图上的全部内容。",
    zoom_in: "放大",
    zoom_out: "缩小",
    fit: "看全范围",
    map_card_empty: "无在办事项",
    map_unavailable: "地图无法绘制，列表与数字不受影响。",

    moment: |at| {
        format!(
            "{}月{}日 {} {:02}:{:02}",
            at.month(),
            at.day(),
            weekday(at.date_naive()),
            at.hour(),
            at.minute()
        )
    },
    day: |day| format!("{} {}", date(day), weekday(day)),
    clock_seconds: |at| format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second()),
    clock: |at| format!("{:02}:{:02}", at.hour(), at.minute()),
    date,
    due: |at| {
        // 整点零时写作前一日 24:00（`rules.md`，Counting）。
        if (at.hour(), at.minute(), at.second()) == (0, 0, 0) {
            let before = at.date_naive().pred_opt().unwrap_or_default();
            format!("{} 24:00", date(before))
        } else {
            format!("{} {:02}:{:02}", date(at.date_naive()), at.hour(), at.minute())
        }
    },
    age: |seconds| match seconds {
        ..=59 => format!("{} 秒前", seconds.max(0)),
        60..=3599 => format!("{} 分钟前", seconds / 60),
        3600..=86_399 => format!("{} 小时前", seconds / 3600),
        _ => format!("{} 天前", seconds / 86_400),
    },
    freshness: |freshness| match freshness {
        Freshness::Fresh => "数据新鲜",
        Freshness::Late => "数据迟到",
        Freshness::Stale => "数据过时",
        Freshness::Lost => "失去连接",
    },
    data_age: |age| format!("数据 {age}"),
    as_of: |moment| format!("截至 {moment}"),

    synthetic: "演示：全部数据为虚构",
    synthetic_detail: "镇街名称取自 2017 年公开名录；边界、网格、事项、单位往来均由程序生成，与任何真实事项无关。",
    speed: |speed| match speed {
        Speed::Paused => "暂停",
        Speed::Real => "1×",
        Speed::Minute => "60×",
        Speed::TenMinutes => "600×",
    },
    speed_label: "演示时钟速度",
    restarted: "演示已满 60 天，从快照重新开始。",

    defects: |count| format!("数据缺陷 {count} 处"),
    defects_none: "数据无缺陷",
    defect: |defect| {
        let reason = (LOCALE.defect_reason)(defect.reason);
        let collection = (LOCALE.collection)(defect.collection);
        match (&*defect.field, &*defect.value) {
            ("", "") => format!("{collection} {}：{reason}", defect.row),
            ("", value) => format!("{collection} {}：{reason}（{value}）", defect.row),
            (field, "") => format!("{collection} {} 的 {field}：{reason}", defect.row),
            (field, value) => {
                format!("{collection} {} 的 {field}：{reason}（{value}）", defect.row)
            }
        }
    },
    defect_reason: |reason| match reason {
        DefectReason::Missing => "缺值",
        DefectReason::Unreadable => "无法识别",
        DefectReason::NoTimeZone => "时间未注明时区",
        DefectReason::UnknownReference => "指向不存在的对象",
        DefectReason::UnmappedCode => "未映射的代码",
        DefectReason::DuplicateId => "编号重复，保留最新",
        DefectReason::NotAFeature => "不是要素，未计入",
        DefectReason::NoId => "没有编号，未计入",
        DefectReason::Contradiction => "与其他事实矛盾",
        DefectReason::Implausible => "时间不合常理",
    },
    collection: |collection| match collection {
        Collection::Towns => "镇街",
        Collection::Zones => "管区",
        Collection::Grids => "网格",
        Collection::OpenCases => "在办事项",
        Collection::Workload => "工作量",
        Collection::Calendar => "日历",
        Collection::Cases => "事项",
        Collection::CaseSteps => "事项步骤",
        Collection::Workers => "网格员",
        Collection::Cameras => "摄像头",
        Collection::Alerts => "预警",
        Collection::YearOverdue => "本年超期事项",
        Collection::Received => "受理日期",
    },
    more_defects: |rest| format!("另有 {rest} 处未列出"),

    loading: "正在读取数据",
    loading_part: |done, of| format!("已读取 {done} / {of} 份"),
    failed: "数据读取失败",
    failed_detail: super::feed::zh_failure,
    try_again: "重试",
    update_failed: |why| format!("更新失败，画面停在上次的数据：{}", super::feed::zh_failure(why)),

    unknown_parameter: |name, value| format!("链接中的 {name}={value} 无法识别，已忽略。"),
    unknown_area: |name, value| format!("链接中的 {name}={value} 不存在，已显示最近的上一级。"),
    unknown_config_key: |key| format!("config.json 中的 {key} 无法识别，已忽略。"),
    dismiss: "知道了",
    panicked: "程序出错，画面已停止更新。请刷新页面。",

    theme_dark: "深色",
    theme_light: "浅色",
    face_wall: "大屏",
    face_desk: "桌面",
    other_language: "English",
    tools: "显示设置",
    path: "所在范围",
};

fn weekday(date: NaiveDate) -> &'static str {
    match date.weekday() {
        chrono::Weekday::Mon => "周一",
        chrono::Weekday::Tue => "周二",
        chrono::Weekday::Wed => "周三",
        chrono::Weekday::Thu => "周四",
        chrono::Weekday::Fri => "周五",
        chrono::Weekday::Sat => "周六",
        chrono::Weekday::Sun => "周日",
    }
}

fn date(date: NaiveDate) -> String {
    format!("{}月{}日", date.month(), date.day())
}

/// 事项时间的名称；未列出的按原字段名显示。
fn time_field(field: &'static str) -> &'static str {
    match field {
        "reported_at" => "上报时间",
        "dispatched_at" => "分办时间",
        "contacted_at" => "联系时间",
        "extension_requested_at" => "申请延期时间",
        "extension_approved_at" => "批准延期时间",
        "progress_reported_at" => "报进展时间",
        "closed_at" => "办结时间",
        "answered_at" => "答复时间",
        other => other,
    }
}
