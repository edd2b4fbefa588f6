//! The sentences about the source itself: what fails, what it does wrong, how to sign in. In both languages.

use crate::domain::{ability::Ability, defect::Collection, failure::Failure, remark::Remark};

/// The sentences about the source.
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct Feed {
    pub remark: fn(&Remark) -> String,
    pub rows_read: fn(rows: usize) -> String,
    pub sign_in: &'static str,
    pub sign_in_elsewhere: &'static str,
    pub sign_in_link: &'static str,
    pub token: &'static str,
    pub token_kept: &'static str,
    pub no_areas: &'static str,
}

/// Chinese.
pub(super) const ZH_CN: Feed = Feed {
    remark: |remark| match remark {
        Remark::RepeatedPages(of) => {
            format!("{}：翻页又回到已读过的内容，读到此为止，可能不全。", zh_collection(*of))
        }
        Remark::EndlessPages(of, rows) => {
            format!("{}：翻页没有尽头，读到 {rows} 行为止。", zh_collection(*of))
        }
        Remark::CutOff(of, rows) => {
            format!("{}：只读到 {rows} 行，最后一页是满的，后面可能还有。", zh_collection(*of))
        }
        Remark::Broken(Ability::ChangesByFilter | Ability::ChangesByDatetime) => {
            "后台应答的并不是所问的变化，改为每次整体读取。".into()
        }
        Remark::Broken(ability) => {
            format!("后台的应答与所问不符（{}），不再使用。", ability.code())
        }
        Remark::TimesMislabelled => {
            "有的时间晚于后台时间 10 分钟以上：后台的时区标注可能有误，灯可能不准。".into()
        }
        Remark::OnlyRecent(days) => format!("这一数据源只读取最近 {days} 天上报的事项。"),
        Remark::StreamLost => "实时推送中断，正在重连；其间按周期查询。".into(),
    },
    rows_read: |rows| format!("已读取 {rows} 行"),
    sign_in: "登录",
    sign_in_elsewhere: "请在新标签页登录后台，再回到这里点“重试”。",
    sign_in_link: "打开后台",
    token: "访问令牌",
    token_kept: "令牌只留在本页内存中，关闭即清除。",
    no_areas: "这一数据源没有区域，只有事项：地图为空，清单与数字照常。",
};

/// English.
pub(super) const EN: Feed = Feed {
    remark: |remark| {
        match remark {
        Remark::RepeatedPages(of) => format!(
            "{}: the next page led back to rows already read; reading stopped there, and rows may be missing.",
            en_collection(*of)
        ),
        Remark::EndlessPages(of, rows) => {
            format!("{}: the pages do not end; reading stopped after {rows} rows.", en_collection(*of))
        }
        Remark::CutOff(of, rows) => format!(
            "{}: only {rows} rows could be read; the last page was full, and more may follow.",
            en_collection(*of)
        ),
        Remark::Broken(Ability::ChangesByFilter | Ability::ChangesByDatetime) => {
            "The backend answers with rows that are not the changes asked for; everything is read each time instead.".into()
        }
        Remark::Broken(ability) => format!(
            "The backend's answers do not fit the question ({}); it is not used any more.",
            ability.code()
        ),
        Remark::TimesMislabelled => "Some times lie more than 10 minutes in the backend's future: their time zone may be mislabelled, and lights may be wrong.".into(),
        Remark::OnlyRecent(days) => {
            format!("Only matters reported in the last {days} days are read from this source.")
        }
        Remark::StreamLost => "The live stream broke off and is being reconnected; until then changes are asked for.".into(),
    }
    },
    rows_read: |rows| format!("{rows} rows read"),
    sign_in: "Sign in",
    sign_in_elsewhere: "Sign in at the backend in another tab, then come back and press “Try again”.",
    sign_in_link: "Open the backend",
    token: "Access token",
    token_kept: "The token stays in this page's memory only and is gone when it is closed.",
    no_areas: "This source has matters but no areas: the map is empty, the list and the figures are not.",
};

fn zh_collection(collection: Collection) -> &'static str {
    (super::zh_cn::LOCALE.collection)(collection)
}

fn en_collection(collection: Collection) -> &'static str {
    (super::en::LOCALE.collection)(collection)
}

/// A failure, in Chinese.
pub(super) fn zh_failure(failure: &Failure) -> String {
    match failure {
        Failure::NoAnswer { url } => format!("{url} 没有应答：网络不通，或对方不允许本页访问。"),
        Failure::Status { url, status: 429, .. } => format!("{url} 应答 429：请求过多，稍后再试。"),
        Failure::Status { url, status, .. } => format!("{url} 应答 {status}。"),
        Failure::SignIn { url, status: 403 } => format!("{url} 应答 403：当前身份无权访问。"),
        Failure::SignIn { url, status } => format!("{url} 需要登录（{status}）。"),
        Failure::WebPage { url } => {
            format!("{url} 返回的是网页而不是数据：可能要先登录，或地址有误。")
        }
        Failure::TooSlow { url, seconds } => format!("{url} 在 {seconds} 秒内没有答完，已放弃。"),
        Failure::TooLarge { url, max_bytes } => {
            format!("{url} 超过 {} MB，已放弃。", max_bytes / 1_000_000)
        }
        Failure::Unreadable { url, detail } => format!("{url} 的内容无法识别：{detail}"),
        Failure::ForbiddenOrigin { url } => {
            format!("{url} 不在 config.json 所列的来源之中，没有访问。")
        }
        Failure::NoSource { name } => format!("config.json 中没有名为“{name}”的数据源。"),
        Failure::NoCollection { id } => format!("数据源没有 {id} 这一集合。"),
    }
}

/// A failure, in English.
pub(super) fn en_failure(failure: &Failure) -> String {
    match failure {
        Failure::NoAnswer { url } => format!(
            "{url} gave no answer: the network is down, or the server does not allow this page."
        ),
        Failure::Status { url, status: 429, .. } => {
            format!("{url} answered 429: too many requests; it is asked again later.")
        }
        Failure::Status { url, status, .. } => format!("{url} answered {status}."),
        Failure::SignIn { url, status: 403 } => {
            format!("{url} answered 403: whoever is signed in may not see this.")
        }
        Failure::SignIn { url, status } => format!("{url} needs a sign-in ({status})."),
        Failure::WebPage { url } => format!(
            "{url} answered with a web page instead of data: a sign-in may be needed, or the address is wrong."
        ),
        Failure::TooSlow { url, seconds } => {
            format!("{url} had not answered whole after {seconds} seconds and was given up.")
        }
        Failure::TooLarge { url, max_bytes } => {
            format!("{url} is larger than {} MB and was given up.", max_bytes / 1_000_000)
        }
        Failure::Unreadable { url, detail } => format!("{url} could not be read: {detail}"),
        Failure::ForbiddenOrigin { url } => {
            format!("{url} is not among the origins that config.json names; it was not asked.")
        }
        Failure::NoSource { name } => format!("config.json names no source “{name}”."),
        Failure::NoCollection { id } => format!("The source has no collection {id}."),
    }
}
