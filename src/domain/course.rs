//! The closed loop of one matter (发现报送 → 研判 → 分办 → 处置 → 反馈 → 核实 → 回访): how far it has come, by its steps where
//! they are told, else by its own facts. Who had it is `hand_over`; it knows nothing of clocks and lights.

use super::{
    case::{Case, Route, Status},
    step::{Step, StepKind},
    time::Instant,
};

/// A stage of the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StageName {
    /// 发现报送
    Report,
    /// 研判
    Triage,
    /// 分办
    Dispatch,
    /// 处置
    Handling,
    /// 反馈
    Feedback,
    /// 核实
    Verification,
    /// 回访
    CallBack,
}

impl StageName {
    /// All stages, in the order of the loop.
    pub const ALL: [Self; 7] = [
        Self::Report,
        Self::Triage,
        Self::Dispatch,
        Self::Handling,
        Self::Feedback,
        Self::Verification,
        Self::CallBack,
    ];

    /// The kinds of step that say that the stage has been gone through, the most telling first.
    fn marks(self) -> &'static [StepKind] {
        match self {
            Self::Report => &[StepKind::Reported],
            Self::Triage => &[StepKind::Triaged],
            Self::Dispatch => &[StepKind::Dispatched, StepKind::Redispatched],
            Self::Handling => &[StepKind::Handling, StepKind::Contacted, StepKind::Signed],
            Self::Feedback => &[StepKind::Feedback, StepKind::Answered],
            Self::Verification => &[StepKind::Verified],
            Self::CallBack => &[StepKind::CalledBack],
        }
    }

    /// The same by the facts of the matter.
    fn fact(self, case: &Case) -> Option<Instant> {
        match self {
            Self::Report => case.reported_at,
            Self::Dispatch => case.dispatched_at,
            Self::Handling => case.contacted_at,
            Self::Feedback => case.answered_at,
            Self::CallBack => case.called_back_at,
            Self::Triage | Self::Verification => None,
        }
    }
}

/// How far a stage has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageState {
    /// Gone through.
    Done,
    /// The matter is there.
    Current,
    /// Not reached yet.
    ToCome,
    /// The route leads past it.
    Skipped,
    /// The matter is beyond it, and nothing says when it went through.
    NotSaid,
}

impl StageState {
    /// Its code, for styles and hooks.
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Current => "current",
            Self::ToCome => "to-come",
            Self::Skipped => "skipped",
            Self::NotSaid => "not-said",
        }
    }
}

/// One stage of a matter's course.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Which.
    pub name: StageName,
    /// How far it has come.
    pub state: StageState,
    /// When it was gone through, or begun where it is the current one.
    pub at: Option<Instant>,
    /// The unit that did it.
    pub unit: Option<Box<str>>,
    /// Everything that happened in it, in order.
    pub steps: Vec<Step>,
}

/// The course of `case`, whose steps are in order. Each step is in exactly one stage, whatever the steps say.
pub fn course(case: &Case, steps: &[Step]) -> Vec<Stage> {
    let mut stages = StageName::ALL.map(|name| {
        let state = StageState::ToCome;
        Stage { name, state, at: None, unit: None, steps: Vec::new() }
    });
    let reopened = steps.iter().rposition(|step| step.kind == StepKind::Reopened);
    // What was done before the matter was opened again has to be done again.
    let is_of_this_round = |at: usize, name: StageName| {
        name <= StageName::Dispatch || reopened.is_none_or(|reopened| at > reopened)
    };
    let mut reached = StageName::Report;
    let mut furthest = StageName::Report;
    for (at, step) in steps.iter().enumerate() {
        reached = stage_of(&step.kind).unwrap_or(reached);
        if step.kind == StepKind::Reopened {
            furthest = StageName::Handling;
        } else if is_of_this_round(at, reached) {
            furthest = furthest.max(reached);
        }
        if let Some(stage) = stages.iter_mut().find(|stage| stage.name == reached) {
            stage.steps.push(step.clone());
        }
    }
    let has_facts = |name: StageName| name.fact(case).is_some() && reopened.is_none();
    let by_facts = StageName::ALL.into_iter().rev().find(|name| has_facts(*name));
    let current = current(&case.status, furthest.max(by_facts.unwrap_or(StageName::Report)));
    for stage in &mut stages {
        let name = stage.name;
        let mark = name.marks().iter().find_map(|kind| {
            let at = steps
                .iter()
                .enumerate()
                .position(|(at, step)| step.kind == *kind && is_of_this_round(at, name))?;
            steps.get(at)
        });
        // In a round after the first, the facts still tell of the first.
        let fact = name.fact(case).filter(|_| reopened.is_none() || name <= StageName::Dispatch);
        stage.at = mark.and_then(|step| step.at).or(fact);
        stage.unit = mark.and_then(|step| step.unit.clone());
        if name == StageName::Handling && stage.unit.is_none() {
            stage.unit.clone_from(&case.handling_unit);
        }
        let is_told = mark.is_some() || fact.is_some();
        let is_direct = case.route == Some(Route::Direct);
        stage.state = match current {
            Some(current) if name == current => StageState::Current,
            _ if is_told => StageState::Done,
            Some(current) if name > current => StageState::ToCome,
            _ if is_direct && is_passed_by(name) => StageState::Skipped,
            None if case.status == Status::Withdrawn => StageState::ToCome,
            _ => StageState::NotSaid,
        };
    }
    stages.into()
}

/// The stage that a kind of step belongs to; `None` for one that belongs to whatever stage the matter had come to.
fn stage_of(kind: &StepKind) -> Option<StageName> {
    Some(match kind {
        StepKind::Reported => StageName::Report,
        StepKind::Triaged => StageName::Triage,
        StepKind::Dispatched | StepKind::Redispatched | StepKind::Returned => StageName::Dispatch,
        StepKind::Signed
        | StepKind::Contacted
        | StepKind::Handling
        | StepKind::ExtensionRequested
        | StepKind::ExtensionApproved
        | StepKind::ExtensionRefused
        | StepKind::ProgressReported
        | StepKind::Supervised
        | StepKind::Parked
        | StepKind::Reopened => StageName::Handling,
        StepKind::Feedback | StepKind::Answered => StageName::Feedback,
        StepKind::Verified => StageName::Verification,
        StepKind::CalledBack => StageName::CallBack,
        StepKind::Closed | StepKind::Withdrawn | StepKind::Other(_) => return None,
    })
}

/// The stages that a direct answer (直接答办) does without.
fn is_passed_by(name: StageName) -> bool {
    matches!(name, StageName::Triage | StageName::Dispatch)
}

/// Where the matter is: the status decides; one that nobody knows leaves it at the furthest stage it is told to have
/// reached. `None` once it has left the loop.
fn current(status: &Status, furthest: StageName) -> Option<StageName> {
    Some(match status {
        Status::Reported => StageName::Triage,
        // What was returned waits for another unit.
        Status::Triaged | Status::Returned => StageName::Dispatch,
        Status::Dispatched | Status::Handling | Status::Parked => StageName::Handling,
        Status::Feedback | Status::Verifying => StageName::Verification,
        Status::Unmapped(_) => furthest,
        Status::Closed | Status::Withdrawn => return None,
    })
}
