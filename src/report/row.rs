//! The fields of a matter's row, each with its text.

use super::words::{local, place_name, verdict};
use crate::{
    domain::{
        board::{Board, OpenCase},
        case::Status,
        clock::Extension,
        time::Instant,
    },
    locales::{Lang, Locale},
};

/// A field of a matter's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The word of the light.
    Light,
    /// What the light comes to: days over or left, or why it is not known.
    Verdict,
    /// What stands beside the light: returned, parked, a late extension, a missed contact.
    Remarks,
    /// The backend's identity.
    Id,
    /// One line that says what it is.
    Title,
    /// The names of where it lies, from the town down.
    Place,
    /// The address in words.
    Address,
    /// The domain.
    Domain,
    /// The category, in the backend's words.
    Category,
    /// The deadline.
    Due,
    /// The unit that handles it.
    Unit,
    /// The unit that was told first.
    FirstUnit,
    /// Where it stands.
    Status,
    /// How it is handled.
    Route,
    /// The kinds of supervision it has been under.
    Supervision,
    /// When it was reported.
    ReportedAt,
    /// When it was dispatched.
    DispatchedAt,
    /// When the citizen was contacted.
    ContactedAt,
    /// When any of it last changed.
    UpdatedAt,
}

impl Field {
    /// All fields, in the order in which a file has them.
    pub const ALL: [Self; 19] = [
        Self::Light,
        Self::Verdict,
        Self::Remarks,
        Self::Id,
        Self::Title,
        Self::Place,
        Self::Address,
        Self::Domain,
        Self::Category,
        Self::Due,
        Self::Unit,
        Self::FirstUnit,
        Self::Status,
        Self::Route,
        Self::Supervision,
        Self::ReportedAt,
        Self::DispatchedAt,
        Self::ContactedAt,
        Self::UpdatedAt,
    ];

    /// The name of its column.
    pub fn name(self, locale: &Locale) -> &'static str {
        locale.report.columns.get(self as usize).copied().unwrap_or_default()
    }

    /// Its text; empty where the source does not say it.
    pub fn text(self, open: &OpenCase, board: &Board, now: Instant, lang: Lang) -> String {
        let locale = lang.locale();
        let case = &open.case;
        let given = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
        let moment = |at: Option<Instant>| {
            at.map(|at| (locale.moment)(local(at, board))).unwrap_or_default()
        };
        match self {
            Self::Light => (locale.light)(open.clock.light(now)).into(),
            Self::Verdict => verdict(open, board, now, locale),
            Self::Remarks => remarks(open, now, lang).join(" · "),
            Self::Id => case.id.as_str().into(),
            Self::Title => case.title.to_string(),
            Self::Place => place_name(open.place, board, lang),
            Self::Address => given(&case.address),
            Self::Domain => (locale.domain)(case.domain).into(),
            Self::Category => given(&case.category),
            Self::Due => {
                let due = open.clock.due();
                due.map(|due| (locale.due)(local(due.due_at, board))).unwrap_or_default()
            }
            Self::Unit => given(&case.handling_unit),
            Self::FirstUnit => given(&case.first_unit),
            Self::Status => (locale.status)(&case.status),
            Self::Route => case.route.map(|route| (locale.route)(route).into()).unwrap_or_default(),
            Self::Supervision => {
                let steps = case.supervision.iter().map(locale.supervision);
                steps.collect::<Vec<_>>().join(" · ")
            }
            Self::ReportedAt => moment(case.reported_at),
            Self::DispatchedAt => moment(case.dispatched_at),
            Self::ContactedAt => moment(case.contacted_at),
            Self::UpdatedAt => moment(case.updated_at),
        }
    }
}

/// The words that stand beside a light: clocks never pause, so what else is true of the matter has to be said
/// (`rules.md`, Open).
pub fn remarks(open: &OpenCase, now: Instant, lang: Lang) -> Vec<String> {
    let locale = lang.locale();
    let mut words = Vec::new();
    if matches!(open.case.status, Status::Returned | Status::Parked) {
        words.push((locale.status)(&open.case.status));
    }
    let extension = open.clock.extension;
    if matches!(extension, Extension::Late | Extension::Effective) {
        words.extend((locale.extension)(extension).map(ToOwned::to_owned));
    }
    if open.clock.is_contact_missed(now) {
        words.push(locale.contact_missed.into());
    }
    words
}
