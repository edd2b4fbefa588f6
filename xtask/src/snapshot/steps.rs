//! The steps of a matter, as `case-steps` tells them: who did what, when.
//!
//! Made from the acts of the simulation; it invents the roles and a few words, and no facts.

use super::areas::text;
use super::zone;
use chrono::{DateTime, SecondsFormat, Utc};
use gridlight::source::demo::life::{Act, SUPERVISION, View};

/// One step.
pub(super) struct Step {
    pub(super) kind: &'static str,
    pub(super) at: String,
    pub(super) unit: String,
    pub(super) role: &'static str,
    pub(super) note: String,
}

/// Who finds a matter.
const REPORTERS: [&str; 5] = ["网格员", "网格员", "网格员", "热线受理员", "视频巡查员"];

/// Why a unit asks for time; why it sends a matter back.
const REASONS: [&str; 6] = [
    "需多部门会商",
    "施工材料待进场",
    "需现场勘测",
    "涉及权属核查",
    "当事人暂不在本地",
    "等待专项资金批复",
];
const RETURNS: [&str; 3] = ["不属本单位职责", "属地划分有误", "需由主管部门办理"];
const PROGRESS: [&str; 4] =
    ["已制定方案，正在施工", "已完成勘测，待批复", "已组织协商一次", "已列入计划，分步实施"];

/// Which of several wordings a matter gets; always the same for the same matter.
fn choice(id: &str, of: &[&'static str]) -> &'static str {
    let sum: usize = id.bytes().map(usize::from).sum();
    of.get(sum % of.len().max(1)).copied().unwrap_or("")
}

/// What the kinds of supervision are called, in the order of their codes.
const SUPERVISIONS: [&str; SUPERVISION.len()] =
    ["电子催办", "超期未结通知", "责任主体交办", "现场督办", "短信督办"];

/// One act, and when.
pub(super) type Acted = (Act, DateTime<Utc>);

/// The steps that a matter's acts have left behind.
pub(super) fn of(view: View<'_>, acts: &[Acted]) -> Vec<Step> {
    let mut told =
        Told { view, at: String::new(), unit: view.first_unit(), urged: 0, steps: Vec::new() };
    for (act, at) in acts {
        told.at = at.with_timezone(&zone()).to_rfc3339_opts(SecondsFormat::Secs, false);
        told.tell(*act);
    }
    told.steps
}

/// A matter's story so far.
struct Told<'v> {
    view: View<'v>,
    at: String,
    /// Who handles it at this point.
    unit: &'v str,
    urged: usize,
    steps: Vec<Step>,
}

impl Told<'_> {
    fn push(&mut self, kind: &'static str, unit: &str, role: &'static str, note: &str) {
        let (at, unit, note) = (self.at.clone(), unit.to_owned(), note.to_owned());
        self.steps.push(Step { kind, at, unit, role, note });
    }

    fn by_unit(&mut self, kind: &'static str, note: &str) {
        let role = if self.view.is_direct() { "网格员" } else { "承办人" };
        let unit = if self.view.is_direct() { self.view.zone_name() } else { self.unit };
        self.push(kind, unit, role, note);
    }

    fn by_centre(&mut self, kind: &'static str, role: &'static str, note: &str) {
        let centre = format!("{}社会治理中心", self.view.town_name());
        self.push(kind, &centre, role, note);
    }

    fn tell(&mut self, act: Act) {
        let id = self.view.id();
        match act {
            Act::Reported => {
                self.push("reported", self.view.zone_name(), choice(id, &REPORTERS), "");
            }
            Act::Triaged => self.by_centre("triaged", "研判员", ""),
            Act::Dispatched => {
                self.by_centre("dispatched", "分办员", &format!("交{}办理", self.unit));
            }
            Act::Signed => self.by_unit("signed", ""),
            Act::Returned => self.by_unit("returned", choice(id, &RETURNS)),
            Act::Redispatched => {
                self.unit = self.view.unit();
                self.by_centre("redispatched", "分办员", &format!("改派{}办理", self.unit));
            }
            Act::Contacted => {
                if !self.view.is_direct() {
                    self.by_unit("contacted", "");
                }
                self.by_unit("handling", "");
            }
            Act::ExtensionRequested => self.by_unit("extension_requested", choice(id, &REASONS)),
            Act::ExtensionApproved => self.by_centre("extension_approved", "分管负责人", ""),
            Act::ProgressReported => self.by_unit("progress_reported", choice(id, &PROGRESS)),
            Act::Parked => self.by_centre("parked", "分管负责人", "暂不具备办理条件"),
            Act::Supervised => {
                let kind = SUPERVISIONS.get(self.urged).copied().unwrap_or("");
                self.urged += 1;
                self.push("supervised", "区社会治理中心", "督办员", kind);
            }
            Act::Feedback => self.by_unit("feedback", ""),
            Act::Answered => self.by_unit("answered", ""),
            Act::Closed => {
                if self.view.is_direct() {
                    self.by_unit("answered", "");
                } else {
                    self.by_centre("verified", "核实员", "");
                }
                if let Some(is_satisfied) = self.view.satisfied() {
                    let note = if is_satisfied { "满意" } else { "不满意" };
                    self.by_centre("called_back", "回访员", note);
                }
                self.by_centre("closed", "", "");
            }
        }
    }
}

/// The features of a matter's steps, in order.
pub(super) fn features(case_id: &str, steps: &[Step]) -> Vec<String> {
    let feature = |(seq, step): (usize, &Step)| {
        let mut properties = format!(
            "\"case_id\":{},\"seq\":{seq},\"kind\":\"{}\",\"at\":\"{}\"",
            text(case_id),
            step.kind,
            step.at
        );
        for (key, value) in
            [("unit", step.unit.as_str()), ("actor_role", step.role), ("note", step.note.as_str())]
        {
            if !value.is_empty() {
                for part in [",\"", key, "\":", &text(value)] {
                    properties.push_str(part);
                }
            }
        }
        let id = text(&format!("{case_id}.{seq}"));
        format!(
            "{{\"type\":\"Feature\",\"id\":{id},\"geometry\":null,\"properties\":{{{properties}}}}}"
        )
    };
    (1..).zip(steps).map(feature).collect()
}
