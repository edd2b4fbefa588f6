//! The 1-5-10 clock of one matter: when it started, when it is due, and what stopped it.
//!
//! A `Clock` is computed once from a matter's facts, the rule and the calendar; the light at any moment then costs two
//! comparisons (`light`). It knows nothing of the present.

use super::{
    calendar::{Calendar, OutsideCalendar},
    case::{Case, Route},
    deadline::{Counting, Due, DueSource, counted_due, stated_due},
    doubt::{doubtful_fields, is_within_reach},
    rule::{DeadlineAuthority, ExtendedFrom, LateExtension, MissedContact, Rule, Start},
    time::{Instant, date_of},
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
    /// Whether there is an extension is in doubt, by this field: unknown until the later of the two deadlines has passed,
    /// which is this.
    InDoubt(&'static str, Due),
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
        let doubtful = doubtful_fields(case, calendar);
        let is_doubtful = |field| !doubtful.is_empty() && doubtful.contains(&field);
        let is_followed = rule.deadline_authority == DeadlineAuthority::Backend;
        let doubt = doubtful.iter().copied().find(|field| *field != "due_at" || is_followed);
        let started_at = started_at(case, rule);
        let counting = started_at.map(|at| Counting::from(at, rule, calendar));
        let counted = |days| counting.map(|counting| counting?.due(days));
        let resolve = counted(rule.resolve_days);
        let stated = case
            .stated_due
            .filter(|due| is_followed && is_within_reach(*due, calendar))
            .and_then(|due| stated_due(due, rule, calendar));
        let extension = extension(case, stated.or(resolve.and_then(Result::ok)), rule, calendar);
        let is_extended = extension.is_in_force(rule);
        let deciding = match (is_extended, rule.extended_from, case.extension_approved_at) {
            (false, ..) => resolve,
            (true, ExtendedFrom::Approved, Some(approved)) => {
                Some(counted_due(approved, rule.extended_days, rule, calendar))
            }
            (true, ..) => counted(rule.extended_days),
        };
        // Whether there is an extension decides between two deadlines: until the later one, nothing is known.
        let doubtful_extension = if doubtful.is_empty() {
            None
        } else {
            let is_granted =
                case.extension_approved_at.is_some() || is_doubtful("extension_approved_at");
            let fields = ["extension_approved_at", "extension_requested_at"];
            fields.into_iter().find(|field| is_granted && is_doubtful(field))
        };
        let has_progress =
            case.progress_reported_at.is_some() || is_doubtful("progress_reported_at");
        let state = match (stated, deciding, doubtful_extension) {
            (None, Some(_), Some(field)) => match counted(rule.extended_days) {
                Some(Ok(latest)) if !has_progress => ClockState::InDoubt(field, latest),
                _ => ClockState::Unknown(UnknownReason::DoubtfulTime(field)),
            },
            (Some(due), ..) | (None, Some(Ok(due)), None) if is_extended && has_progress => {
                ClockState::ProgressReported(due)
            }
            (Some(due), ..) | (None, Some(Ok(due)), None) => ClockState::Running(due),
            (None, Some(Err(outside)), None) => {
                ClockState::Unknown(UnknownReason::OutsideCalendar(outside))
            }
            (None, None, _) if case.status.is_before_dispatch() => {
                ClockState::Unknown(UnknownReason::NotDispatched)
            }
            (None, None, _) => ClockState::Unknown(UnknownReason::DispatchTimeMissing),
        };
        // Where the time of the contact is in doubt, so is whether it was missed.
        let contact_due_at = counting
            .and_then(Result::ok)
            .filter(|_| !is_doubtful("contacted_at"))
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
            ClockState::Running(due)
            | ClockState::ProgressReported(due)
            | ClockState::InDoubt(_, due) => Some(due),
            ClockState::Unknown(_) => None,
        }
    }

    /// The deadline that the matter runs towards, or has run past.
    pub fn running(&self) -> Option<Due> {
        match self.state {
            ClockState::Running(due) => Some(due),
            _ => None,
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
        // A dispatch that cannot be read is not the same as none.
        (Start::Dispatched, Some(Route::Direct)) if !case.unreadable.contains(&"dispatched_at") => {
            case.dispatched_at.or(case.reported_at)
        }
        (Start::Dispatched, _) => case.dispatched_at,
    }
}

/// An extension counts if it was approved, and asked for before the deadline that applied (`rules.md`): the backend's where
/// it states one, else our count of the resolve clock. A count that runs beyond the calendar ends after its last day, so
/// what was asked for up to that day was in time.
fn extension(case: &Case, applied: Option<Due>, rule: &Rule, calendar: &Calendar) -> Extension {
    let asked_at = match (case.extension_requested_at, case.extension_approved_at) {
        (None, None) => return Extension::None,
        (Some(_), None) => return Extension::Pending,
        (requested, Some(approved)) => requested.unwrap_or(approved),
    };
    let is_in_span = |at| calendar.is_working_day(date_of(at, rule.zone)).is_ok();
    match applied {
        Some(due) if asked_at < due.due_at => Extension::Effective,
        Some(_) => Extension::Late,
        None if started_at(case, rule).is_some_and(is_in_span) && is_in_span(asked_at) => {
            Extension::Effective
        }
        None => Extension::Pending,
    }
}
