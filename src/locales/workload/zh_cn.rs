//! 工作量与考核指标：中文。

use super::Workload;
use crate::{
    domain::{
        measure::Measure,
        ranking::Movement,
        stock::{Age, DueLabel},
        window::Window,
    },
    locales::{explain::zh_word, grouped, zh_cn},
};

pub(in crate::locales) const ZH_CN: Workload = Workload {
    title: "工作量",
    open_page: "工作量对比",
    back: "回到地图",
    controls: "统计方式",

    window_label: "统计期",
    window: |window| match window {
        Window::Days(days) => format!("近 {days} 天"),
        Window::Year => "今年".into(),
        Window::Own { first, last } => format!("{first} 至 {last}"),
    },
    span: |span| format!("{} 至 {}，共 {} 个整日", span.first, span.last(), span.len()),
    own_window: "自定",
    first_day: "起始日",
    last_day: "截止日",
    apply: "确定",
    in_window: |window, figure| match window {
        Window::Days(days) => format!("近 {days} 天{figure}"),
        Window::Year => format!("今年{figure}"),
        Window::Own { .. } => format!("所选日期{figure}"),
    },

    per_label: "口径",
    absolute: "件数",
    per_worker: "每名网格员",

    measure_label: "排名指标",
    measure: |measure| match measure {
        Measure::Open => "在办",
        Measure::DueToday => "今日到期",
        Measure::Overdue => "超期未结",
        Measure::Received => "受理",
        Measure::Closed => "办结",
        Measure::ClosedOnTime => "按期办结",
        Measure::ClosedLate => "超期办结",
        Measure::OnTimeRate => "按期办结率",
        Measure::DisposalRate => "处置率",
        Measure::MedianDays => "办结用时中位数",
        Measure::NinetiethDays => "办结用时九成位",
        Measure::ContactRate => "按时联系率",
        Measure::ExtensionRate => "延期率",
        Measure::ReturnRate => "退单率",
        Measure::CallBackRate => "回访率",
        Measure::SatisfactionRate => "满意率",
        Measure::PerWorker => "人均受理",
        Measure::PerResidents => "万人受理",
    },
    formula: |measure| match measure {
        Measure::Open => "此刻未办结、未作废的事项，含退单、挂账和重开的。",
        Measure::DueToday => "此刻尚未超期、期限就在今天的事项，是临期的一部分。",
        Measure::Overdue => "此刻未办结、已过期限的事项，即红灯。",
        Measure::Received => "统计期内上报的事项。",
        Measure::Closed => "统计期内办结的事项，不论何时上报。",
        Measure::ClosedOnTime => "统计期内按期办结的事项，不论何时上报。",
        Measure::ClosedLate => "统计期内超期办结的事项，不论何时上报。",
        Measure::OnTimeRate => {
            "按期办结 ÷（已办结 + 超期未结），只算统计期内上报的事项；没有结的超期事项也在分母里，在办而未到期的不算。统计期不足十个工作日的，多数未到期，比率偏高。"
        }
        Measure::DisposalRate => "已处置 ÷ 受理，只算统计期内上报的事项。处置不等于办结。",
        Measure::MedianDays => {
            "统计期内办结的事项，有一半在这么多个工作日以内办结；自首次分办次日起算。"
        }
        Measure::NinetiethDays => {
            "统计期内办结的事项，十件有九件在这么多个工作日以内办结；自首次分办次日起算。"
        }
        Measure::ContactRate => "按时联系群众 ÷ 受理，只算统计期内上报、联系期限已过的事项。",
        Measure::ExtensionRate => "批准延期 ÷ 受理，只算统计期内上报的事项。",
        Measure::ReturnRate => "被退单过的 ÷ 受理，只算统计期内上报的事项。",
        Measure::CallBackRate => "已回访 ÷ 已办结，只算统计期内上报的事项。",
        Measure::SatisfactionRate => "回访满意 ÷ 已回访，只算统计期内上报的事项。",
        Measure::PerWorker => "统计期内受理 ÷ 网格员人数（网格资料所载）。",
        Measure::PerResidents => "统计期内受理 ÷ 每万名居民（网格资料所载人口）。",
    },
    definitions: "指标口径",
    definition_columns: ["指标", "数值", "算法", "分子 ÷ 分母", "数据来源"],
    basis: |properties| format!("数据源字段 {properties}"),
    share: |numerator, denominator| format!("{} ÷ {}", grouped(numerator), grouped(denominator)),
    days: |days| format!("{days} 个工作日"),
    of_closed: |matters| format!("办结 {} 件", grouped(matters)),
    per_hundred: |worker| if worker { "件/人" } else { "件/万人" },
    missing: |properties| format!("数据源未提供 {properties}，无法计算，不以 0 或 100% 代替。"),
    filtered: |dimension| {
        format!(
            "数据源的总数没有按{}分开统计，筛选后无法计算。",
            (zh_cn::LOCALE.desk.dimension)(dimension)
        )
    },
    too_few: |of, least| format!("只有 {of} 件，不足 {least} 件，不计算，不排名。"),
    contradictory: |numerator, denominator| {
        format!("数据源自相矛盾：{} 件中有 {} 件。", grouped(denominator), grouped(numerator))
    },
    nothing: "统计期内没有可计算的事项。",
    is_of_now: "此刻",
    with_note: |name, note| format!("{name}（{note}）"),

    by_light: "在办事项 · 按亮灯",
    by_light_hint: |per_worker| {
        if per_worker {
            "每名网格员的在办件数"
        } else {
            "正常、临期、红灯依次相接，右侧为红灯数和在办数"
        }
    },
    part_count: |name, red, due_soon, unknown, normal| {
        format!("{name}：红灯 {red}，临期 {due_soon}，未知 {unknown}，正常 {normal}")
    },
    cliff: "到期日历",
    cliff_hint: "每个工作日到期的在办事项；长假积下的会在节后同一天到期",
    overdue: "已超期",
    today: "今天",
    later: "以后",
    without_due: "无期限",
    short: |label| match label {
        DueLabel::Overdue => "超期",
        DueLabel::Today => "今天",
        DueLabel::Later => "以后",
        DueLabel::Without => "无期",
    },
    due_on: |day, word, count| match word {
        Some(word) => format!("{day}（{word}）到期 {count} 件"),
        None => format!("{day}到期 {count} 件"),
    },
    day_word: zh_word,
    not_announced: "节假日安排尚未公布",
    ages: "在办时长",
    ages_hint: "自首次分办起的工作日，不含当日",
    age: |age| match age {
        Age::NotStarted => "未起算".into(),
        Age::Days(days) => days.to_string(),
        Age::UpToTen => "6–10".into(),
        Age::MoreThanTen => "10+".into(),
    },
    age_unit: "工作日",
    daily: "受理与办结",
    daily_hint: "每日受理、办结；下方是当日结束时的在办与超期",
    received: "受理",
    closed: "办结",
    backlog: "日终在办",
    overdue_at_end: "日终超期",
    day: "日期",
    ranking: |measure, window| format!("{measure}排名 · {window}"),
    ranking_hint: |measure| match measure.better() {
        crate::domain::measure::Better::Higher => "高者在前；与上一个同样长的统计期相比的名次变化",
        crate::domain::measure::Better::Lower => "低者在前；与上一个同样长的统计期相比的名次变化",
        crate::domain::measure::Better::Neither => "多者在前，只表示任务轻重，不是优劣",
    },
    rank: "名次",
    place: "地区",
    value: "数值",
    sample: "分子 ÷ 分母",
    movement_label: "名次变化",
    movement: |movement| match movement {
        Movement::Up(ranks) => format!("上升 {ranks} 位"),
        Movement::Down(ranks) => format!("下降 {ranks} 位"),
        Movement::Same => "不变".into(),
        Movement::Unknown => "无可比".into(),
    },
    multiples: "各地走势",
    multiples_hint: "每日受理（虚线）与办结（实线），末日件数在右，所有小图同一刻度",
    heat: "地区 × 领域",
    heat_hint: "在办件数，其中红灯；颜色越深件数越多",
    heat_cell: |place, domain, open, red| format!("{place}，{domain}：在办 {open}，红灯 {red}"),
    sum: "合计",
    whole: "全部",
};
