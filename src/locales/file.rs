//! The sentences of one matter's file: its way, its clocks, who urged and who answered.

mod en;
mod zh_cn;

pub(super) use en::EN;
pub(super) use zh_cn::ZH_CN;

use super::Local;
use crate::domain::{
    case::Platform,
    clock::Extension,
    course::{StageName, StageState},
    failure::Failure,
    step::StepKind,
    verdict::{NoVerdict, Verdict},
};
use chrono::Weekday;

/// Why a light is what it is, in the terms of one sentence.
#[derive(Clone, Copy, Debug)]
pub struct Why<'a> {
    /// When the clock started.
    pub started_at: Local,
    /// It started with the report, and not with a dispatch.
    pub is_by_report: bool,
    /// The working days of the clock that decides.
    pub days: u32,
    /// Where it ends, in words.
    pub due: &'a str,
    /// What became of an extension.
    pub extension: Extension,
}

/// The sentences of one matter's file: its way, its clocks, who urged and who answered.
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct CaseFile {
    pub title: &'static str,
    pub loading: &'static str,
    pub not_available: &'static str,
    pub failed: fn(&Failure) -> String,
    pub back_to: fn(area: &str) -> String,

    pub verdict: fn(Verdict) -> String,
    pub no_verdict: fn(NoVerdict) -> String,
    pub frozen: &'static str,
    pub why: fn(Why<'_>) -> String,
    pub weekday: fn(Weekday) -> &'static str,
    pub days_left_out: fn(count: usize) -> String,

    pub contact: &'static str,
    pub contacted_in_time: fn(at: Local, days: u32) -> String,
    pub contacted_late: fn(at: Local, days: u32) -> String,
    pub not_contacted: fn(due: &str) -> String,
    pub resolved: &'static str,
    pub not_resolved: fn(due: &str) -> String,
    pub closed_on: fn(at: Local) -> String,
    pub answered_on: fn(at: Local) -> String,
    pub progress_on: fn(at: Local) -> String,
    pub extension_asked: fn(at: Local) -> String,
    pub extension_granted: fn(at: Local) -> String,
    pub extension_refused: fn(at: Local) -> String,
    pub original_due: fn(due: &str) -> String,
    pub new_due: fn(due: &str) -> String,
    pub hand_overs: &'static str,
    pub handed_on: fn(at: Local, by: &str) -> String,
    pub handed_on_by_nobody: fn(at: Local) -> String,
    pub unit_not_named: &'static str,
    pub is_first: &'static str,
    pub is_returned: &'static str,
    pub platform: &'static str,
    pub platform_of: fn(Platform) -> &'static str,
    pub place: &'static str,
    pub description: &'static str,
    pub call_back: &'static str,
    pub not_called_back: &'static str,
    pub satisfied: &'static str,
    pub dissatisfied: &'static str,
    pub accountability: &'static str,

    pub supervision: &'static str,
    pub rung_reached: &'static str,
    pub rung_not_reached: &'static str,

    pub course: &'static str,
    pub stage: fn(StageName) -> &'static str,
    pub stage_state: fn(StageState) -> &'static str,
    pub since: fn(moment: &str) -> String,
    pub step: fn(&StepKind) -> String,
    pub steps_loading: &'static str,
    pub steps_none: &'static str,
    pub steps_not_available: &'static str,
    pub steps_cut: &'static str,
    pub steps_failed: fn(&Failure) -> String,
    pub reopened: fn(at: Local) -> String,

    pub photos: &'static str,
    pub photo: fn(number: usize, title: &str) -> String,
    pub photo_refused: &'static str,
    pub photo_unreachable: &'static str,

    pub closed_title: &'static str,
    pub closed_none: &'static str,
    pub closed_too_wide: &'static str,
    pub closed_not_available: &'static str,
    pub closed_cut: fn(count: usize) -> String,
    pub open_list: &'static str,
}
