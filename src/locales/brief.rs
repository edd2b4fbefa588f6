//! The sentences of the brief, in both languages.

use super::grouped;
use crate::domain::{brief::Period, window::Span};

/// The sentences of the brief.
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct Brief {
    pub open_page: &'static str,
    pub title: fn(Period) -> &'static str,
    pub period_label: &'static str,
    pub period: fn(Period) -> &'static str,
    pub window: &'static str,
    pub headline: &'static str,
    pub now_column: &'static str,
    pub before_column: &'static str,
    pub no_before: &'static str,

    pub rises: &'static str,
    pub falls: &'static str,
    pub change: fn(what: &str, now: u32, before: u32) -> String,
    pub no_rise: &'static str,
    pub no_fall: &'static str,

    pub surges: &'static str,
    pub surge: fn(place: &str, what: &str, now: u32, expected: &str) -> String,
    pub no_surge: fn(tested: usize) -> String,

    pub returns: &'static str,
    pub return_: fn(place: &str, what: &str, count: u32, days: &str, expected: &str) -> String,
    pub no_return: &'static str,

    pub due: &'static str,
    pub due_on: fn(day: &str, count: u32) -> String,
    pub no_due: &'static str,
    pub longest: &'static str,
    pub longest_of: fn(title: &str, place: &str, overdue: &str) -> String,
    pub no_red: &'static str,

    pub reading: &'static str,
    pub not_given: &'static str,
    pub failed: fn(why: &str) -> String,
    pub filtered: &'static str,
    pub too_short: fn(since: &str, until: &str) -> String,

    pub note_windows: fn(span: Span, before: Span) -> String,
    pub note_day: &'static str,
    pub note_change: fn(least: u32) -> String,
    pub note_surge: fn(baseline_days: u64, least: u32, false_alarms: f64) -> String,
    pub note_return: fn(days: u64, least: u32, least_days: usize) -> String,
    pub note_open: &'static str,
    pub more_days: fn(rest: usize) -> String,
    pub uncategorised: &'static str,
}

pub(super) const ZH_CN: Brief = Brief {
    open_page: "研判简报",
    title: |period| match period {
        Period::Day => "网格治理日报",
        Period::Week => "网格治理周报",
        Period::Month => "网格治理月报",
    },
    period_label: "报告期",
    period: |period| match period {
        Period::Day => "日报",
        Period::Week => "周报",
        Period::Month => "月报",
    },
    window: "报告期",
    headline: "总体情况",
    now_column: "本期",
    before_column: "对比期",
    no_before: "此刻的数，不作对比",

    rises: "上升",
    falls: "下降",
    change: |what, now, before| {
        let difference = now.abs_diff(before);
        let word = if now >= before { "多" } else { "少" };
        format!(
            "{what} {} 件，对比期 {} 件，{word} {} 件",
            grouped(now),
            grouped(before),
            grouped(difference)
        )
    },
    no_rise: "没有明显上升的类别或地区。",
    no_fall: "没有明显下降的类别或地区。",

    surges: "骤增",
    surge: |place, what, now, expected| {
        format!("{place}{what} {} 件，按前 28 天应为 {expected} 件", grouped(now))
    },
    no_surge: |tested| {
        format!("没有骤增：检验了 {} 组地区与类别。", grouped(u64::try_from(tested).unwrap_or(0)))
    },

    returns: "反复发生",
    return_: |place, what, count, days, expected| {
        format!("{place}{what} 近 30 天 {count} 件（{days}），按该网格件数应为 {expected} 件")
    },
    no_return: "没有超出偶然的反复发生。",

    due: "即将到期",
    due_on: |day, count| format!("{day}到期 {} 件", grouped(count)),
    no_due: "今后五个工作日没有到期的事项。",
    longest: "超期最久",
    longest_of: |title, place, overdue| format!("{title}，{place}，{overdue}"),
    no_red: "没有红灯。",

    reading: "正在读取受理记录……",
    not_given: "数据源未提供受理记录（received），无法比较类别、识别骤增和反复发生；下面只有总体情况和即将到期。",
    failed: |why| format!("受理记录没有读到，无法比较类别、识别骤增和反复发生：{why}"),
    filtered: "受理记录只有领域、类别和日期，按其他条件筛选时无法比较。",
    too_short: |since, until| format!("受理记录只有 {since} 至 {until}，不够比较。"),

    note_windows: |span, before| {
        format!(
            "报告期 {} 至 {}；对比期 {} 至 {}；都是今天之前的整日。",
            span.first,
            span.last(),
            before.first,
            before.last()
        )
    },
    note_day: "日报与上一个同类日（工作日对工作日，休息日对休息日）比较。",
    note_change: |least| {
        format!(
            "上升、下降：两期合计不少于 {least} 件，且差数不小于偶然波动的两倍（两期天数、工作日数相同时，即差数的平方 ≥ 4 × 两期合计；不同时先按工作日与休息日的比重折算）；按明显程度排列，各列前五；每 20 个类别、地区约有 1 个只凭偶然就会达到。"
        )
    },
    note_surge: |baseline_days, least, false_alarms| {
        format!(
            "骤增：以前 {baseline_days} 天的同类日为基准，算出偶然达到这么多件的概率（二项分布，不少于 {least} 件）；全部组合合起来，偶然误报的期望不超过 {false_alarms} 条。"
        )
    },
    note_return: |days, least, least_days| {
        format!(
            "反复发生：同一网格同一类别 {days} 天内不少于 {least} 件、不少于 {least_days} 天，且超出该网格件数与该类别占比所能偶然造成的（泊松分布，误报期望同上）；只看一个网格时不作此检验。"
        )
    },
    note_open: "点开每条可见其仍在办的事项；已办结的可在管区、网格的「已办结」中查看。",
    more_days: |rest| format!("等 {rest} 天"),
    uncategorised: "未分类",
};

pub(super) const EN: Brief = Brief {
    open_page: "Brief",
    title: |period| match period {
        Period::Day => "Grid governance: daily brief",
        Period::Week => "Grid governance: weekly brief",
        Period::Month => "Grid governance: monthly brief",
    },
    period_label: "Period",
    period: |period| match period {
        Period::Day => "Day",
        Period::Week => "Week",
        Period::Month => "Month",
    },
    window: "Period",
    headline: "In all",
    now_column: "Period",
    before_column: "Compared with",
    no_before: "of now, not compared",

    rises: "Risen",
    falls: "Fallen",
    change: |what, now, before| {
        let difference = now.abs_diff(before);
        let word = if now >= before { "more" } else { "fewer" };
        format!(
            "{what}: {}, against {} before, {} {word}",
            grouped(now),
            grouped(before),
            grouped(difference)
        )
    },
    no_rise: "No category and no area has clearly risen.",
    no_fall: "No category and no area has clearly fallen.",

    surges: "Sudden rises",
    surge: |place, what, now, expected| {
        format!(
            "{place}, {what}: {}, where the 28 days before make one expect {expected}",
            grouped(now)
        )
    },
    no_surge: |tested| {
        let tested = grouped(u64::try_from(tested).unwrap_or(0));
        format!("No sudden rise: {tested} pairs of area and category were tested.")
    },

    returns: "Coming back",
    return_: |place, what, count, days, expected| {
        format!(
            "{place}, {what}: {count} times in 30 days ({days}), where the grid's volume makes one expect {expected}"
        )
    },
    no_return: "Nothing comes back more often than by chance.",

    due: "Falling due",
    due_on: |day, count| format!("{day}: {} due", grouped(count)),
    no_due: "Nothing falls due on the next five working days.",
    longest: "Longest overdue",
    longest_of: |title, place, overdue| format!("{title}, {place}, {overdue}"),
    no_red: "No red light.",

    reading: "Reading what was reported…",
    not_given: "The source does not give the days of reports (received): categories cannot be compared, nor sudden rises and what comes back be found.",
    failed: |why| {
        format!(
            "The days of reports could not be read, so categories cannot be compared, nor sudden rises and what comes back be found: {why}"
        )
    },
    filtered: "Of reports only domain, category and day are known: they cannot be compared under another filter.",
    too_short: |since, until| {
        format!("The days of reports go from {since} to {until}: not enough to compare.")
    },

    note_windows: |span, before| {
        format!(
            "Period: {} to {}; compared with {} to {}; all of them whole days before today.",
            span.first,
            span.last(),
            before.first,
            before.last()
        )
    },
    note_day: "A day is compared with the last day before of the same kind: working day with working day, day off with day off.",
    note_change: |least| {
        format!(
            "Risen, fallen: at least {least} matters in both windows together, and a difference of at least twice the spread of chance (where both windows have the same kinds of days: its square ≥ 4 × the sum; else the days are weighed first, days off by what they usually have); the clearest first, five of each; about 1 in 20 categories and areas would reach that by chance alone."
        )
    },
    note_surge: |baseline_days, least, false_alarms| {
        format!(
            "Sudden rises: the {baseline_days} days before say what is usual, working days and days off apart; one is told where so many (at least {least}) are so unlikely by chance (binomial) that all pairs tested together would give no more than {false_alarms} false alarms."
        )
    },
    note_return: |days, least, least_days| {
        format!(
            "Coming back: one category in one grid, at least {least} matters on at least {least_days} days within {days}, and more than the grid's volume and the category's share give by chance (Poisson, false alarms as above); of a single grid that is not tested."
        )
    },
    note_open: "Each line leads to those of its matters that are open; closed ones are listed under a zone or grid.",
    more_days: |rest| format!("and {rest} more days"),
    uncategorised: "uncategorised",
};
