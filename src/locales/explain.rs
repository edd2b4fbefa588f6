//! The sentences that explain a deadline, in both languages.

use super::Local;
use crate::domain::{
    calendar::{DayWord, holiday::Holiday},
    rule::{Count, ExtendedFrom, LateExtension, MissedContact, OffDayStart, Rule, Start},
    trace::{Period, Step},
};
use chrono::NaiveDate;

/// The sentences that explain a deadline.
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct Explain {
    pub title: &'static str,
    pub period: fn(Period, days: u32) -> String,
    pub span: fn(start: Local, due: &str) -> String,
    pub day: fn(&DayWord, Step) -> String,
    pub day_short: fn(&DayWord, Step) -> String,
    pub basis: fn(&Rule, announced_on: NaiveDate) -> String,
    pub provisional: &'static str,
    pub met: fn(at: Local) -> String,
    pub counted_otherwise: fn(due: &str) -> String,
    pub disagreements: fn(count: usize) -> String,
    pub skew: fn(seconds: i64) -> String,
    pub no_server_time: &'static str,
}

/// Chinese.
pub(super) const ZH_CN: Explain = Explain {
    title: "期限怎么算",
    period: |period, days| match period {
        Period::Contact => format!("联系群众：{days} 个工作日"),
        Period::Resolve => format!("办结并答复：{days} 个工作日"),
        Period::Extended => format!("延期后报进展并答复：{days} 个工作日"),
    },
    span: |start, due| format!("{} 起，{due} 止", (super::zh_cn::LOCALE.moment)(start)),
    day: |word, step| match step {
        Step::Skipped => format!("{}，不计", zh_word(word)),
        Step::Start => "起算日，不计".into(),
        Step::Counted(n) => match word {
            DayWord::Weekday => format!("第 {n} 日"),
            _ => format!("{}，第 {n} 日", zh_word(word)),
        },
        Step::Over(n) => match word {
            DayWord::Weekday => format!("超期第 {n} 个工作日"),
            _ => format!("{}，超期第 {n} 个工作日", zh_word(word)),
        },
        Step::Minutes(minutes) => match word {
            DayWord::Weekday => format!("计 {}", zh_hours(minutes)),
            _ => format!("{}，计 {}", zh_word(word), zh_hours(minutes)),
        },
    },
    day_short: |word, step| match step {
        Step::Skipped => match word {
            DayWord::Weekend => "休".into(),
            _ => zh_word(word).chars().take(2).collect(),
        },
        Step::Start => "起".into(),
        Step::Counted(n) => n.to_string(),
        Step::Over(n) => format!("+{n}"),
        Step::Minutes(minutes) => format!("{}.{}时", minutes / 60, minutes % 60 / 6),
    },
    basis: |rule, announced_on| {
        let mut parts = vec![match rule.count {
            Count::Days => {
                "开始当日不计入（民法典第二百零一条），末日".to_owned()
                    + &match rule.day_end.minutes() {
                        1440 => "24:00".to_owned(),
                        minutes => format!("{:02}:{:02}", minutes / 60, minutes % 60),
                    }
                    + "截止（第二百零三条）"
            }
            Count::OfficeHours(_) => "按工作时间连续计算（民法典第二百零一条第二款）".into(),
        }];
        parts.push(match rule.start {
            Start::Dispatched => "自首次分办起".into(),
            Start::Reported => "自上报起".into(),
        });
        if rule.off_day_start == OffDayStart::NextWorkingDay {
            parts.push("非工作时间分办视为次工作日收到".into());
        }
        if rule.extended_from == ExtendedFrom::Approved {
            parts.push("延期自批准起算".into());
        }
        if rule.late_extension == LateExtension::Clears {
            parts.push("逾期后批准的延期同样有效".into());
        }
        if rule.missed_contact == MissedContact::Red {
            parts.push("未按期联系即亮红灯".into());
        }
        parts.push(format!("节假日按 {announced_on} 公布的安排"));
        parts.join("；")
    },
    provisional: "十二月下旬的安排可能随下一年度通知调整，期限为暂定。",
    met: |at| format!("已于 {} 完成", (super::zh_cn::LOCALE.moment)(at)),
    counted_otherwise: |due| format!("期限以后台为准；本页按规则算得 {due}"),
    disagreements: |count| format!("{count} 件的后台期限与本页计算不一致"),
    skew: |seconds| {
        let (direction, size) = if seconds > 0 { ("慢", seconds) } else { ("快", -seconds) };
        format!("本机时钟{direction}了 {} 分钟，已按服务器时间计算", (size + 30) / 60)
    },
    no_server_time: "取不到服务器时间，按本机时钟计算",
};

/// English.
pub(super) const EN: Explain = Explain {
    title: "How the deadline is counted",
    period: |period, days| {
        let days =
            if days == 1 { "1 working day".to_owned() } else { format!("{days} working days") };
        match period {
            Period::Contact => format!("Contact the citizen: {days}"),
            Period::Resolve => format!("Close and answer: {days}"),
            Period::Extended => format!("Extended, report progress and answer: {days}"),
        }
    },
    span: |start, due| format!("from {} to {due}", (super::en::LOCALE.moment)(start)),
    day: |word, step| match step {
        Step::Skipped => format!("{}, not counted", en_word(word)),
        Step::Start => "day of the start, not counted".into(),
        Step::Counted(n) => match word {
            DayWord::Weekday => format!("day {n}"),
            _ => format!("{}, day {n}", en_word(word)),
        },
        Step::Over(n) => match word {
            DayWord::Weekday => format!("working day {n} overdue"),
            _ => format!("{}, working day {n} overdue", en_word(word)),
        },
        Step::Minutes(minutes) => match word {
            DayWord::Weekday => en_hours(minutes),
            _ => format!("{}, {}", en_word(word), en_hours(minutes)),
        },
    },
    day_short: |_, step| match step {
        Step::Skipped => "off".into(),
        Step::Start => "0".into(),
        Step::Counted(n) => n.to_string(),
        Step::Over(n) => format!("+{n}"),
        Step::Minutes(minutes) => format!("{}.{} h", minutes / 60, minutes % 60 / 6),
    },
    basis: |rule, announced_on| {
        let mut parts = vec![match rule.count {
            Count::Days => {
                "The day of the start is not counted (Civil Code art. 201); the last day ends at "
                    .to_owned()
                    + &match rule.day_end.minutes() {
                        1440 => "24:00".to_owned(),
                        minutes => format!("{:02}:{:02}", minutes / 60, minutes % 60),
                    }
                    + " (art. 203)"
            }
            Count::OfficeHours(_) => {
                "Office hours alone count (Civil Code art. 201 para. 2)".into()
            }
        }];
        parts.push(match rule.start {
            Start::Dispatched => "from the first dispatch".into(),
            Start::Reported => "from the report".into(),
        });
        if rule.off_day_start == OffDayStart::NextWorkingDay {
            parts.push("out of business hours counts as received on the next working day".into());
        }
        if rule.extended_from == ExtendedFrom::Approved {
            parts.push("an extension counts from its approval".into());
        }
        if rule.late_extension == LateExtension::Clears {
            parts.push("an extension approved late counts too".into());
        }
        if rule.missed_contact == MissedContact::Red {
            parts.push("a missed contact alone is red".into());
        }
        parts.push(format!("holidays as announced on {announced_on}"));
        parts.join("; ")
    },
    provisional: "Late December may change with next year's notice: the deadline is provisional.",
    met: |at| format!("done {}", (super::en::LOCALE.moment)(at)),
    counted_otherwise: |due| {
        format!("The backend's deadline decides; counted by the rule it would be {due}")
    },
    disagreements: |count| match count {
        1 => "1 deadline of the backend is not what the rule gives".into(),
        _ => format!("{count} deadlines of the backend are not what the rule gives"),
    },
    skew: |seconds| {
        let (direction, size) = if seconds > 0 { ("slow", seconds) } else { ("fast", -seconds) };
        format!("this device's clock is {} min {direction}; server time is used", (size + 30) / 60)
    },
    no_server_time: "server time is not available; this device's clock is used",
};

pub(super) fn zh_word(word: &DayWord) -> String {
    let own = |name: &Option<std::sync::Arc<str>>, otherwise: &str| {
        name.as_deref().unwrap_or(otherwise).to_owned()
    };
    match word {
        DayWord::Weekday => "工作日".into(),
        DayWord::Weekend => "周末".into(),
        DayWord::MakeUp => "调休上班".into(),
        DayWord::OwnOff(name) => own(name, "本区放假"),
        DayWord::OwnWork(name) => own(name, "本区上班"),
        DayWord::Holiday(holiday) => match holiday {
            Holiday::NewYear => "元旦",
            Holiday::SpringFestival => "春节",
            Holiday::Qingming => "清明节",
            Holiday::LabourDay => "劳动节",
            Holiday::DragonBoat => "端午节",
            Holiday::MidAutumn => "中秋节",
            Holiday::NationalDay => "国庆节",
            Holiday::Other => "放假",
        }
        .into(),
    }
}

pub(super) fn en_word(word: &DayWord) -> String {
    let own = |name: &Option<std::sync::Arc<str>>, otherwise: &str| {
        name.as_deref().unwrap_or(otherwise).to_owned()
    };
    match word {
        DayWord::Weekday => "working day".into(),
        DayWord::Weekend => "weekend".into(),
        DayWord::MakeUp => "make-up day".into(),
        DayWord::OwnOff(name) => own(name, "district day off"),
        DayWord::OwnWork(name) => own(name, "district working day"),
        DayWord::Holiday(holiday) => match holiday {
            Holiday::NewYear => "New Year",
            Holiday::SpringFestival => "Spring Festival",
            Holiday::Qingming => "Qingming",
            Holiday::LabourDay => "Labour Day",
            Holiday::DragonBoat => "Dragon Boat",
            Holiday::MidAutumn => "Mid-Autumn",
            Holiday::NationalDay => "National Day",
            Holiday::Other => "holiday",
        }
        .into(),
    }
}

fn zh_hours(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("{hours} 小时"),
        (0, minutes) => format!("{minutes} 分钟"),
        (hours, minutes) => format!("{hours} 小时 {minutes} 分钟"),
    }
}

fn en_hours(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("{hours} h"),
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}
