//! One matter (事项) and its facts, as the backend states them. Nothing here is computed from the time of day.

use super::{
    geometry::LonLat,
    ids::{CaseId, GridId, TownId, ZoneId},
    time::Instant,
};
use chrono::NaiveDate;

/// One of the six domains (六大领域, `domain.md` §5), or 其他.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Domain {
    /// 城市管理
    UrbanManagement,
    /// 民生服务
    Livelihood,
    /// 安全生产
    WorkSafety,
    /// 社会治安
    PublicOrder,
    /// 纠纷调解
    Mediation,
    /// 信访稳定
    Petitions,
    /// 其他: a code that neither the contract nor the config knows.
    Other,
}

impl Domain {
    /// All domains, the usual largest first.
    pub const ALL: [Self; 7] = [
        Self::UrbanManagement,
        Self::Livelihood,
        Self::WorkSafety,
        Self::PublicOrder,
        Self::Mediation,
        Self::Petitions,
        Self::Other,
    ];

    /// The contract's code of a domain; `other` for 其他, which is no code of the contract.
    pub fn code(self) -> &'static str {
        match self {
            Self::UrbanManagement => "urban_management",
            Self::Livelihood => "livelihood",
            Self::WorkSafety => "work_safety",
            Self::PublicOrder => "public_order",
            Self::Mediation => "mediation",
            Self::Petitions => "petitions",
            Self::Other => "other",
        }
    }

    /// The domain of a code; `None` for one that the contract does not have.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|domain| domain.code() == code)
    }
}

/// Where a matter stands. Only `Closed` and `Withdrawn` are not open (`rules.md`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// 已上报
    Reported,
    /// 已研判
    Triaged,
    /// 已分办
    Dispatched,
    /// 处置中
    Handling,
    /// 已反馈
    Feedback,
    /// 核实中
    Verifying,
    /// 已办结
    Closed,
    /// 退单
    Returned,
    /// 挂账
    Parked,
    /// 作废
    Withdrawn,
    /// A value the contract does not have and the config does not map: shown as it is, and open.
    Unmapped(Box<str>),
}

impl Status {
    /// Every status that the contract has, in the order of a matter's life.
    pub const ALL: [Self; 10] = [
        Self::Reported,
        Self::Triaged,
        Self::Dispatched,
        Self::Handling,
        Self::Feedback,
        Self::Verifying,
        Self::Returned,
        Self::Parked,
        Self::Closed,
        Self::Withdrawn,
    ];

    /// The contract's code, or the text as it came.
    pub fn code(&self) -> &str {
        match self {
            Self::Reported => "reported",
            Self::Triaged => "triaged",
            Self::Dispatched => "dispatched",
            Self::Handling => "handling",
            Self::Feedback => "feedback",
            Self::Verifying => "verifying",
            Self::Closed => "closed",
            Self::Returned => "returned",
            Self::Parked => "parked",
            Self::Withdrawn => "withdrawn",
            Self::Unmapped(text) => text,
        }
    }

    /// The status of a code; any other text is one that the contract does not have.
    pub fn of(code: &str) -> Self {
        Self::from_code(code).unwrap_or_else(|| Self::Unmapped(code.into()))
    }

    /// Its place in the order of a matter's life; what is unmapped comes last.
    pub fn rank(&self) -> i64 {
        let at = Self::ALL.iter().position(|status| status == self);
        at.and_then(|at| i64::try_from(at).ok()).unwrap_or(i64::MAX)
    }

    /// The status of a contract code; `None` for any other text.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// Whether a matter of this status counts as open.
    pub fn is_open(&self) -> bool {
        !matches!(self, Self::Closed | Self::Withdrawn)
    }

    /// Whether no unit has been asked to act yet, so that no clock runs and none is missing.
    pub fn is_before_dispatch(&self) -> bool {
        matches!(self, Self::Reported | Self::Triaged)
    }
}

/// How a matter is handled (`domain.md` §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// 直接答办: answered where it was received.
    Direct,
    /// 分类转办
    Referred,
    /// 专报批办
    SpecialReport,
}

impl Route {
    /// All routes, the lightest first.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Referred, Self::SpecialReport];

    /// The contract's code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Referred => "referred",
            Self::SpecialReport => "special_report",
        }
    }

    /// The route of a contract code; `None` for any other text.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|route| route.code() == code)
    }
}

/// One of the five kinds of supervision (五级督办, `domain.md` §5), or one of the district's own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Supervision {
    /// 电子催办
    EReminder,
    /// 超期未结通知
    OverdueNotice,
    /// 责任主体交办
    Assignment,
    /// 现场督办
    OnSite,
    /// 短信督办
    Sms,
    /// Another kind, in the source's words.
    Other(Box<str>),
}

impl Supervision {
    /// The ladder, in the order in which it is climbed.
    pub const LADDER: [Self; 5] =
        [Self::EReminder, Self::OverdueNotice, Self::Assignment, Self::OnSite, Self::Sms];

    /// The contract's code, or the text as it came.
    pub fn code(&self) -> &str {
        match self {
            Self::EReminder => "e_reminder",
            Self::OverdueNotice => "overdue_notice",
            Self::Assignment => "assignment",
            Self::OnSite => "on_site",
            Self::Sms => "sms",
            Self::Other(text) => text,
        }
    }

    /// The step of a code; any other text is a step of the district's own.
    pub fn from_code(code: &str) -> Self {
        let known = Self::LADDER.into_iter().find(|step| step.code() == code);
        known.unwrap_or_else(|| Self::Other(code.into()))
    }
}

/// Which platform answers for a matter (区、镇街、管区三级平台).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// 区
    District,
    /// 镇街
    Town,
    /// 管区
    Zone,
}

impl Platform {
    /// The contract's code.
    pub fn code(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::Town => "town",
            Self::Zone => "zone",
        }
    }

    /// The platform of a contract code; `None` for any other text.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "district" => Self::District,
            "town" => Self::Town,
            "zone" => Self::Zone,
            _ => return None,
        })
    }
}

/// A deadline as the backend states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedDue {
    /// An instant.
    At(Instant),
    /// A date alone: the end of that working day.
    On(NaiveDate),
}

/// The facts of one matter. Times are instants; a missing one is `None`, never a guess.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its identity.
    pub id: CaseId,
    /// One line that says what it is.
    pub title: Box<str>,
    /// Its domain.
    pub domain: Domain,
    /// The kind within the domain, as the backend words it.
    pub category: Option<Box<str>>,
    /// Where it stands.
    pub status: Status,
    /// How it is handled.
    pub route: Option<Route>,
    /// Where it lies; the grid may be unknown to the areas.
    pub grid_id: Option<GridId>,
    /// Its zone, where the backend says it.
    pub zone_id: Option<ZoneId>,
    /// Its town, where the backend says it.
    pub town_id: Option<TownId>,
    /// Where it was reported, longitude first, in CRS84; the grid it lies in is another matter.
    pub at: Option<LonLat>,
    /// The address in words.
    pub address: Option<Box<str>>,
    /// When it was reported.
    pub reported_at: Option<Instant>,
    /// When it was first dispatched to any unit (分办): the start of the clocks.
    pub dispatched_at: Option<Instant>,
    /// When the citizen was contacted.
    pub contacted_at: Option<Instant>,
    /// When an extension was asked for.
    pub extension_requested_at: Option<Instant>,
    /// When the extension was approved.
    pub extension_approved_at: Option<Instant>,
    /// When progress was reported and the citizen answered, within an extension.
    pub progress_reported_at: Option<Instant>,
    /// When it was closed (办结).
    pub closed_at: Option<Instant>,
    /// When the citizen was answered (答复).
    pub answered_at: Option<Instant>,
    /// Times that the backend sent and that cannot be read, by their fields: they are not the same as none.
    pub unreadable: Vec<&'static str>,
    /// The deadline the backend itself states: the system of record.
    pub stated_due: Option<StatedDue>,
    /// The first unit it was assigned to (首单负责).
    pub first_unit: Option<Box<str>>,
    /// The unit that handles it now.
    pub handling_unit: Option<Box<str>>,
    /// When it was last dispatched to another unit, which moves no clock.
    pub redispatched_at: Option<Instant>,
    /// The kinds of supervision it has been under, in the order they came.
    pub supervision: Vec<Supervision>,
    /// Which platform answers for it.
    pub platform: Option<Platform>,
    /// When the citizen was called back (核实回访).
    pub called_back_at: Option<Instant>,
    /// What the citizen said when called back.
    pub is_satisfied: Option<bool>,
    /// Who was held to account, in words.
    pub accountability: Option<Box<str>>,
    /// The addresses of its photographs, as the backend wrote them.
    pub photos: Vec<Box<str>>,
    /// More about it, in words.
    pub description: Option<Box<str>>,
    /// When any of these facts last changed.
    pub updated_at: Option<Instant>,
}

impl Case {
    /// The same facts, with what `other`, the same matter as another collection has it, says beyond them. No fact that a
    /// clock rests on is taken over: those of the board decide.
    #[must_use]
    pub fn completed_by(&self, other: &Self) -> Self {
        let mut case = self.clone();
        let fill = |text: &mut Option<Box<str>>, from: &Option<Box<str>>| {
            if text.is_none() {
                text.clone_from(from);
            }
        };
        fill(&mut case.description, &other.description);
        fill(&mut case.address, &other.address);
        fill(&mut case.category, &other.category);
        fill(&mut case.accountability, &other.accountability);
        fill(&mut case.first_unit, &other.first_unit);
        case.at = case.at.or(other.at);
        case.platform = case.platform.or(other.platform);
        case.called_back_at = case.called_back_at.or(other.called_back_at);
        case.is_satisfied = case.is_satisfied.or(other.is_satisfied);
        if case.photos.is_empty() {
            case.photos.clone_from(&other.photos);
        }
        if case.supervision.is_empty() {
            case.supervision.clone_from(&other.supervision);
        }
        case
    }
}
