//! The 1-5-10 clock of one matter: when it started, when it is due, and what stopped it.
//!
//! A `Clock` is computed once from a matter's facts, the rule and the calendar; the light at any moment then costs two
//! comparisons (`light`). It knows nothing of the present.

use super::{
    calendar::{Calendar, OutsideCalendar},
    case::{Case, Route},
    deadline::{Counting, Due, DueSource, counted_due, stated_due},
    doubt::{first_doubt, is_within_reach},
    rule::{DeadlineAuthority, ExtendedFrom, LateExtension, MissedContact, Rule, Start},
    time::Instant,
};

/// Why no deadline can be computed. Each is shown with its reason, never as a colour (`rules.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownReason {
    /// 未分办: no unit has been asked to act, so no clock runs yet.
    NotDispatched,
    /// The matter was dispatched, but the time is missing or unreadable.
    DispatchTimeMissing,
    /// A time that decides whether there is an extension is unreadable or contradicts another: its field.
    DoubtfulTime(&'static str),
    /// The count would need a day that no notice has announced.
    OutsideCalendar(OutsideCalendar),
}

/// What became of an extension (延期).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extension {
    /// None was asked for.
    None,
    /// Asked for and not approved: it changes nothing.
    Pending,
    /// Asked for before the resolve deadline, and approved.
    Effective,
    /// Approved, but asked for too late: the light stays red (红灯·后延期).
    Late,
}

impl Extension {
    /// Whether it moves the deadline.
    pub fn is_in_force(self, rule: &Rule) -> bool {
        match self {
            Self::Effective => true,
            Self::Late => rule.late_extension == LateExtension::Clears,
            Self::None | Self::Pending => false,
        }
    }
}

/// Whether the clock that decides the light runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockState {
    /// It runs towards this deadline.
    Running(Due),
    /// 已报进展: an extended matter whose progress was reported and answered.
    ProgressReported(Due),
    /// No deadline can be computed.
    Unknown(UnknownReason),
}

/// The clocks of one open matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// When the clocks started.
    pub started_at: Option<Instant>,
    /// The clock that decides the light.
    pub state: ClockState,
    /// What became of an extension.
    pub extension: Extension,
    /// The citizen is to be contacted before this instant; `None` once that is done in time, or unknown.
    pub contact_due_at: Option<Instant>,
    /// The citizen has not been contacted yet, and the rule makes that red.
    pub is_contact_red: bool,
    /// Our own count of the deadline that decides, also where the backend's is followed.
    pub counted: Option<Due>,
    /// A fact in doubt, by its field: then no light is normal.
    pub doubt: Option<&'static str>,
}

impl Clock {
    /// The clocks of `case` under `rule` and `calendar`.
    pub fn of(case: &Case, rule: &Rule, calendar: &Calendar) -> Self {
        let doubt = case.unreadable.extension.or_else(|| first_doubt(case, calendar));
        let started_at = started_at(case, rule);
        let counting = started_at.map(|at| Counting::from(at, rule, calendar));
        let counted = |days| counting.map(|counting| counting?.due(days));
        let resolve = counted(rule.resolve_days);
        let extension = extension(case, resolve.and_then(Result::ok).map(|due| due.due_at));
        let is_extended = extension.is_in_force(rule);
        let deciding = match (is_extended, rule.extended_from, case.extension_approved_at) {
            (false, ..) => resolve,
            (true, ExtendedFrom::Approved, Some(approved)) => {
                Some(counted_due(approved, rule.extended_days, rule, calendar))
            }
            (true, ..) => counted(rule.extended_days),
        };
        let stated = match rule.deadline_authority {
            DeadlineAuthority::Backend => case
                .stated_due
                .filter(|due| is_within_reach(*due, calendar))
                .and_then(|due| stated_due(due, rule, calendar)),
            DeadlineAuthority::Gridlight => None,
        };
        // Whether there is an extension decides between two deadlines; where that is in doubt, so is the deadline.
        let doubtful_extension =
            case.unreadable.extension.or(doubt.filter(|field| field.starts_with("extension")));
        let state = match (stated, deciding) {
            _ if stated.is_none() && started_at.is_some() && doubtful_extension.is_some() => {
                ClockState::Unknown(UnknownReason::DoubtfulTime(
                    doubtful_extension.unwrap_or_default(),
                ))
            }
            (Some(due), _) | (None, Some(Ok(due))) => {
                if is_extended && case.progress_reported_at.is_some() {
                    ClockState::ProgressReported(due)
                } else {
                    ClockState::Running(due)
                }
            }
            (None, Some(Err(outside))) => {
                ClockState::Unknown(UnknownReason::OutsideCalendar(outside))
            }
            (None, None) if case.status.is_before_dispatch() => {
                ClockState::Unknown(UnknownReason::NotDispatched)
            }
            (None, None) => ClockState::Unknown(UnknownReason::DispatchTimeMissing),
        };
        // Where the time of the contact is in doubt, so is whether it was missed.
        let contact_due_at = counting
            .and_then(Result::ok)
            .filter(|_| doubt != Some("contacted_at") && case.unreadable.contact.is_none())
            .and_then(|counting| counting.due_at(rule.contact_days).ok())
            .filter(|due_at| case.contacted_at.is_none_or(|at| at >= *due_at));
        let is_contact_red =
            rule.missed_contact == MissedContact::Red && case.contacted_at.is_none();
        let counted = deciding.and_then(Result::ok);
        Self { started_at, state, extension, contact_due_at, is_contact_red, counted, doubt }
    }

    /// The deadline that decides the light, where one is known.
    pub fn due(&self) -> Option<Due> {
        match self.state {
            ClockState::Running(due) | ClockState::ProgressReported(due) => Some(due),
            ClockState::Unknown(_) => None,
        }
    }

    /// Our own count, where the backend's deadline is followed and is another. Two instants of one day's end (23:59:59 and
    /// 24:00) are the same deadline.
    pub fn disagreement(&self) -> Option<Due> {
        let stated = self.due().filter(|due| due.source == DueSource::Stated)?;
        self.counted.filter(|counted| {
            counted.due_date != stated.due_date
                || (counted.due_at - stated.due_at).num_minutes().abs() > 1
        })
    }
}

/// When the clocks start (`rules.md`, Start): a later dispatch never moves them.
pub fn started_at(case: &Case, rule: &Rule) -> Option<Instant> {
    match (rule.start, case.route) {
        (Start::Reported, _) => case.reported_at,
        (Start::Dispatched, Some(Route::Direct)) => case.dispatched_at.or(case.reported_at),
        (Start::Dispatched, _) => case.dispatched_at,
    }
}

/// An extension counts if it was approved, and asked for before the resolve deadline (`rules.md`). Where that deadline
/// is unknown, so is whether the extension came in time: it is then taken as pending and the light stays Unknown.
pub(super) fn extension(case: &Case, resolve_due_at: Option<Instant>) -> Extension {
    match (case.extension_requested_at, case.extension_approved_at) {
        (None, None) => Extension::None,
        (Some(_), None) => Extension::Pending,
        (requested, Some(approved)) => match resolve_due_at {
            Some(due_at) if requested.unwrap_or(approved) < due_at => Extension::Effective,
            Some(_) => Extension::Late,
            None => Extension::Pending,
        },
    }
}
