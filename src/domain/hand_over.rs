//! Whose hands a matter went through: the first assignee (首单负责), and every unit after it.
//!
//! A dispatch tells who dispatched, and not to whom: that is the unit which acts next, or which the facts name.

use super::{
    case::{Case, Supervision},
    step::{Step, StepKind},
    time::Instant,
};

/// One hand-over of a matter to a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// The unit that got it; `None` where nothing names it.
    pub unit: Option<Box<str>>,
    /// When.
    pub at: Option<Instant>,
    /// Who handed it over.
    pub by: Option<Box<str>>,
    /// The unit sent it back (退单).
    pub is_returned: bool,
}

/// Every hand-over of `case`, the first assignee first; none for a matter that was never dispatched.
pub fn hand_overs(case: &Case, steps: &[Step]) -> Vec<HandOver> {
    let mut all: Vec<HandOver> = Vec::new();
    for step in steps {
        if step.kind.is_dispatch() {
            let by = step.unit.clone();
            all.push(HandOver { unit: None, at: step.at, by, is_returned: false });
        } else if let Some(last) = all.last_mut() {
            last.is_returned |= step.kind == StepKind::Returned;
            if last.unit.is_none() && is_by_unit(&step.kind) {
                last.unit.clone_from(&step.unit);
            }
        }
    }
    if all.is_empty() {
        return by_facts(case);
    }
    // The facts tell of the two ends, in whatever words the steps have it.
    if let Some(first) = all.first_mut().filter(|_| case.first_unit.is_some()) {
        first.unit.clone_from(&case.first_unit);
    }
    if let Some(last) = all.last_mut().filter(|last| last.unit.is_none() && !last.is_returned) {
        last.unit.clone_from(&case.handling_unit);
    }
    // A later hand-over may be known by the facts alone.
    let is_newer = |at: Instant| all.iter().all(|known| known.at.is_none_or(|known| known < at));
    if let (Some(at), Some(unit)) = (case.redispatched_at, &case.handling_unit)
        && is_newer(at)
    {
        let unit = Some(unit.clone());
        all.push(HandOver { unit, at: Some(at), by: None, is_returned: false });
    }
    all
}

fn by_facts(case: &Case) -> Vec<HandOver> {
    let to = |unit: &Option<Box<str>>, at| {
        let unit = unit.clone();
        HandOver { unit, at, by: None, is_returned: false }
    };
    let first = case.first_unit.is_some() || case.dispatched_at.is_some();
    let mut all = Vec::new();
    if first {
        all.push(to(&case.first_unit, case.dispatched_at));
    }
    let is_other = case.handling_unit.is_some() && case.handling_unit != case.first_unit;
    if is_other && (first || case.redispatched_at.is_some()) {
        all.push(to(&case.handling_unit, case.redispatched_at));
    }
    all
}

/// Whether a step is one that the unit takes which has the matter.
fn is_by_unit(kind: &StepKind) -> bool {
    matches!(
        kind,
        StepKind::Signed
            | StepKind::Contacted
            | StepKind::Handling
            | StepKind::Returned
            | StepKind::ExtensionRequested
            | StepKind::ProgressReported
            | StepKind::Feedback
            | StepKind::Answered
    )
}

/// A rung of the ladder of supervision (五级督办).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// Which kind.
    pub kind: Supervision,
    /// Whether the matter has been under it.
    pub is_reached: bool,
    /// Since when, where that is told.
    pub at: Option<Instant>,
}

/// The five rungs in their order, and behind them what the district has of its own. The facts say which were reached; the
/// steps of supervision, which come in the same order, say when.
pub fn ladder(case: &Case, steps: &[Step]) -> Vec<Rung> {
    let supervised: Vec<&Step> =
        steps.iter().filter(|step| step.kind == StepKind::Supervised).collect();
    let mut reached: Vec<(Supervision, Option<Instant>)> = Vec::new();
    for (place, kind) in case.supervision.iter().enumerate() {
        // A step that names another kind does not tell of this one.
        let named = supervised.iter().find(|step| step.note.as_deref() == Some(kind.code()));
        let names_another = |step: &Step| {
            let note = step.note.as_deref();
            note.is_some_and(|note| case.supervision.iter().any(|of| of.code() == note))
        };
        let in_place = supervised.get(place).filter(|step| !names_another(step));
        let at = named.or(in_place).and_then(|step| step.at);
        reached.push((kind.clone(), at));
    }
    // Steps beyond the facts: what they are called is all there is.
    for step in supervised.iter().skip(case.supervision.len()) {
        let kind = Supervision::from_code(step.note.as_deref().unwrap_or_default());
        if reached.iter().all(|(known, _)| *known != kind) && !kind.code().is_empty() {
            reached.push((kind, step.at));
        }
    }
    let mut rungs: Vec<Rung> = Supervision::LADDER
        .into_iter()
        .map(|kind| Rung { kind, is_reached: false, at: None })
        .collect();
    for (kind, at) in reached {
        match rungs.iter_mut().find(|rung| rung.kind == kind) {
            Some(rung) => {
                rung.is_reached = true;
                rung.at = rung.at.or(at);
            }
            None => rungs.push(Rung { kind, is_reached: true, at }),
        }
    }
    rungs
}
