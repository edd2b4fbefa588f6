//! The sentences of one matter's file in English.

use super::{CaseFile, Why};
use crate::{
    domain::{
        case::Platform,
        clock::Extension,
        course::{StageName, StageState},
        step::StepKind,
        verdict::{NoVerdict, Verdict},
    },
    locales::{Local, en::LOCALE, feed},
};
use chrono::Weekday;

/// English.
pub(in crate::locales) const EN: CaseFile = CaseFile {
    title: "Case file",
    loading: "Looking for this matter…",
    not_available: "It is not among the open matters, and this source cannot be asked for a single one.",
    failed: |why| format!("It could not be looked for: {}", feed::en_failure(why)),
    back_to: |area| format!("Back to {area}"),

    verdict: |verdict| match verdict {
        Verdict::OnTime => "Closed on time".into(),
        Verdict::Late(days) => match (days.count, days.is_lower_bound) {
            (0, false) => "Closed late by less than 1 working day".into(),
            (1, false) => "Closed 1 working day late".into(),
            (n, false) => format!("Closed {n} working days late"),
            (n, true) => format!("Closed at least {n} working days late"),
        },
        Verdict::Unknown(_) => "Not known whether on time".into(),
    },
    no_verdict: |why| match why {
        NoVerdict::Open => "not closed yet".into(),
        NoVerdict::Withdrawn => "withdrawn, and not counted".into(),
        NoVerdict::ClosingTimeMissing => "time of closing missing".into(),
        NoVerdict::NotAnswered => "closed and not answered".into(),
        NoVerdict::NoDeadline => "no deadline to go by".into(),
        NoVerdict::DoubtfulTime(field) => format!("time in doubt ({field})"),
        NoVerdict::OutsideCalendar(outside) => {
            let last = (LOCALE.date)(outside.last_announced);
            format!("holidays after {last} had not been announced")
        }
    },
    frozen: "By the calendar as announced on the day of closing; it does not change any more.",
    why: |why| {
        let Why { started_at, is_by_report, days, due, extension } = why;
        let start = if is_by_report { "Reported" } else { "Dispatched" };
        let extension = match extension {
            Extension::None => "no extension was asked for",
            Extension::Pending => "an extension is pending",
            Extension::Effective => "extension granted",
            Extension::Late => "an extension was asked for too late",
        };
        let date = (LOCALE.date)(started_at.date_naive());
        format!("{start} {date}; working day {days} ends {due}; {extension}.")
    },
    weekday: |day| match day {
        Weekday::Mon => "Mo",
        Weekday::Tue => "Tu",
        Weekday::Wed => "We",
        Weekday::Thu => "Th",
        Weekday::Fri => "Fr",
        Weekday::Sat => "Sa",
        Weekday::Sun => "Su",
    },
    days_left_out: |count| format!("{count} days in between are left out"),

    contact: "Citizen contacted",
    contacted_in_time: |at, days| match days {
        1 => format!("{} · within 1 day ✓", moment(at)),
        _ => format!("{} · within {days} days ✓", moment(at)),
    },
    contacted_late: |at, days| match days {
        1 => format!("{} · after more than 1 day", moment(at)),
        _ => format!("{} · after more than {days} days", moment(at)),
    },
    not_contacted: |due| format!("not contacted · to be done by {due}"),
    resolved: "Closed and answered",
    not_resolved: |due| format!("not closed · to be done by {due}"),
    closed_on: |at| format!("closed {}", moment(at)),
    answered_on: |at| format!("answered {}", moment(at)),
    progress_on: |at| format!("progress reported {}", moment(at)),
    extension_asked: |at| format!("asked for {}", moment(at)),
    extension_granted: |at| format!("approved {}", moment(at)),
    extension_refused: |at| format!("refused {}", moment(at)),
    original_due: |due| format!("originally {due}"),
    new_due: |due| format!("now {due}"),
    hand_overs: "First assignee and hand-overs",
    handed_on: |at, by| format!("{}, dispatched by {by}", moment(at)),
    handed_on_by_nobody: |at| format!("dispatched {}", moment(at)),
    unit_not_named: "unit not given",
    is_first: "first assignee",
    is_returned: "returned",
    platform: "Platform",
    platform_of: |platform| match platform {
        Platform::District => "District platform",
        Platform::Town => "Town platform",
        Platform::Zone => "Zone platform",
    },
    place: "Location",
    description: "Description",
    call_back: "Call-back",
    not_called_back: "not called back yet",
    satisfied: "satisfied",
    dissatisfied: "dissatisfied",
    accountability: "Accountability",

    supervision: "Five-tier supervision",
    rung_reached: "reached",
    rung_not_reached: "not reached",

    course: "Closed loop",
    stage: |stage| match stage {
        StageName::Report => "Discover and report",
        StageName::Triage => "Assess",
        StageName::Dispatch => "Dispatch",
        StageName::Handling => "Handle",
        StageName::Feedback => "Feed back",
        StageName::Verification => "Verify",
        StageName::CallBack => "Call back",
    },
    stage_state: |state| match state {
        StageState::Done => "done",
        StageState::Current => "under way",
        StageState::ToCome => "to come",
        StageState::Skipped => "not part of a direct reply",
        StageState::NotSaid => "time not given",
    },
    since: |moment| format!("since {moment}"),
    step: |kind| {
        match kind {
            StepKind::Reported => "Reported",
            StepKind::Triaged => "Assessed",
            StepKind::Dispatched => "Dispatched",
            StepKind::Redispatched => "Dispatched elsewhere",
            StepKind::Signed => "Signed for",
            StepKind::Contacted => "Citizen contacted",
            StepKind::Handling => "Handling begun",
            StepKind::Feedback => "Fed back",
            StepKind::Answered => "Answered",
            StepKind::Verified => "Verified",
            StepKind::CalledBack => "Called back",
            StepKind::Returned => "Returned",
            StepKind::Parked => "Parked",
            StepKind::ExtensionRequested => "Extension asked for",
            StepKind::ExtensionApproved => "Extension approved",
            StepKind::ExtensionRefused => "Extension refused",
            StepKind::ProgressReported => "Progress reported",
            StepKind::Supervised => "Supervised",
            StepKind::Closed => "Closed",
            StepKind::Reopened => "Reopened",
            StepKind::Withdrawn => "Withdrawn",
            StepKind::Other(text) if text.is_empty() => "not said",
            StepKind::Other(text) => text,
        }
        .into()
    },
    steps_loading: "Reading the steps…",
    steps_none: "No steps of this matter are given; what follows is by its own times.",
    steps_not_available: "This source does not give steps; what follows is by the matter's own times.",
    steps_cut: "The steps were not read to their end; there may be more.",
    steps_failed: |why| format!("The steps could not be read: {}", feed::en_failure(why)),
    reopened: |at| format!("Reopened {}; its deadline does not start anew.", moment(at)),

    photos: "Photographs",
    photo: |number, title| format!("Photograph {number}: {title}"),
    photo_refused: "Not shown: its origin is not among those allowed",
    photo_unreachable: "The photograph could not be read",

    closed_title: "Closed matters",
    closed_none: "There is no closed matter to list here.",
    closed_too_wide: "Closed matters are listed by zone or grid: choose one first.",
    closed_not_available: "This source cannot be asked for closed matters.",
    closed_cut: |count| {
        format!("The source gave only a part: {count} are listed here, and there may be more.")
    },
    open_list: "Back to the open matters",
};

fn moment(at: Local) -> String {
    (LOCALE.moment)(at)
}
