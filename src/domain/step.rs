//! One step of a matter's course (办理过程): who did what, when, as the backend tells it. What the steps come to is `course`.

use super::{order::ordered_by_key, time::Instant};

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// 上报
    Reported,
    /// 研判
    Triaged,
    /// 分办
    Dispatched,
    /// 改派
    Redispatched,
    /// 签收
    Signed,
    /// 联系市民
    Contacted,
    /// 处置
    Handling,
    /// 反馈
    Feedback,
    /// 答复
    Answered,
    /// 核实
    Verified,
    /// 回访
    CalledBack,
    /// 退单
    Returned,
    /// 挂账
    Parked,
    /// 申请延期
    ExtensionRequested,
    /// 批准延期
    ExtensionApproved,
    /// 不予延期
    ExtensionRefused,
    /// 报进展
    ProgressReported,
    /// 督办
    Supervised,
    /// 办结
    Closed,
    /// 重新打开
    Reopened,
    /// 作废
    Withdrawn,
    /// A kind that the contract does not have, in the source's words.
    Other(Box<str>),
}

impl StepKind {
    /// The kinds that the contract has.
    pub const ALL: [Self; 21] = [
        Self::Reported,
        Self::Triaged,
        Self::Dispatched,
        Self::Redispatched,
        Self::Signed,
        Self::Contacted,
        Self::Handling,
        Self::Feedback,
        Self::Answered,
        Self::Verified,
        Self::CalledBack,
        Self::Returned,
        Self::Parked,
        Self::ExtensionRequested,
        Self::ExtensionApproved,
        Self::ExtensionRefused,
        Self::ProgressReported,
        Self::Supervised,
        Self::Closed,
        Self::Reopened,
        Self::Withdrawn,
    ];

    /// The contract's code, or the text as it came.
    pub fn code(&self) -> &str {
        match self {
            Self::Reported => "reported",
            Self::Triaged => "triaged",
            Self::Dispatched => "dispatched",
            Self::Redispatched => "redispatched",
            Self::Signed => "signed",
            Self::Contacted => "contacted",
            Self::Handling => "handling",
            Self::Feedback => "feedback",
            Self::Answered => "answered",
            Self::Verified => "verified",
            Self::CalledBack => "called_back",
            Self::Returned => "returned",
            Self::Parked => "parked",
            Self::ExtensionRequested => "extension_requested",
            Self::ExtensionApproved => "extension_approved",
            Self::ExtensionRefused => "extension_refused",
            Self::ProgressReported => "progress_reported",
            Self::Supervised => "supervised",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
            Self::Withdrawn => "withdrawn",
            Self::Other(text) => text,
        }
    }

    /// The kind of a code; any other text is a kind of the source's own.
    pub fn from_code(code: &str) -> Self {
        let known = Self::ALL.into_iter().find(|kind| kind.code() == code);
        known.unwrap_or_else(|| Self::Other(code.into()))
    }

    /// Whether it hands the matter to a unit.
    pub fn is_dispatch(&self) -> bool {
        matches!(self, Self::Dispatched | Self::Redispatched)
    }
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its place in the order, as the backend numbers it.
    pub seq: Option<u32>,
    /// What was done.
    pub kind: StepKind,
    /// When.
    pub at: Option<Instant>,
    /// The unit that did it: of a dispatch, the one that dispatched.
    pub unit: Option<Box<str>>,
    /// In which role: never a name.
    pub actor_role: Option<Box<str>>,
    /// More about it, in words.
    pub note: Option<Box<str>>,
}

/// The last step of a kind.
pub fn last_of<'s>(steps: &'s [Step], kind: &StepKind) -> Option<&'s Step> {
    steps.iter().rev().find(|step| step.kind == *kind)
}

/// Steps in their order: by number; those without one by their time, behind what is numbered.
pub fn in_order(steps: &[Step]) -> Vec<Step> {
    let in_order = ordered_by_key(steps, |step| (step.seq.unwrap_or(u32::MAX), step.at));
    in_order.into_iter().cloned().collect()
}
