//! English. Terms follow `domain.md` §5.

use super::{Local, Locale, grouped};
use crate::domain::{
    case::{Domain, Route, Status, Supervision},
    clock::{Extension, UnknownReason},
    defect::{Collection, DefectReason},
    freshness::Freshness,
    light::Light,
    scope::AreaLevel,
    speed::Speed,
};
use chrono::{Datelike, NaiveDate, Timelike};

/// Every sentence.
pub(super) static LOCALE: Locale = Locale {
    product: "Gridlight",
    tagline: "Grid-based governance",
    district: "Whole district",
    extent: |towns, zones, grids| {
        format!("District · {towns} towns · {zones} zones · {} grids", grouped(grids as u64))
    },
    skip_to_list: "Skip to the list of matters",

    red: "Red",
    red_hint: "overdue and open",
    due_today: "Due today",
    due_soon: |days| match days {
        1 => "Due soon (within 1 working day)".into(),
        n => format!("Due soon (within {n} working days)"),
    },
    open: "Open",
    normal: "Normal",
    unknown: "Unknown",

    domains_title: "Six domains · open",
    domain: |domain| match domain {
        Domain::UrbanManagement => "Urban management",
        Domain::Livelihood => "Livelihood services",
        Domain::WorkSafety => "Work safety",
        Domain::PublicOrder => "Public order",
        Domain::Mediation => "Dispute mediation",
        Domain::Petitions => "Petitions and stability",
        Domain::Other => "Other",
    },
    domain_count: |red, open| format!("{red} red of {} open", grouped(open)),
    light: |light| match light {
        Light::Red => "Red",
        Light::DueSoon => "Due soon",
        Light::Unknown => "Unknown",
        Light::Normal => "Normal",
    },
    legend: "Legend",
    no_open_case: "Nothing open",
    few_to_many: |most| format!("Shade: 1 to {most} or more open"),

    cases_title: "Most urgent matters",
    all_lights: "All",
    no_cases: "No open matter fits.",
    overdue: |days| match (days.count, days.is_lower_bound) {
        (0, false) => "overdue by less than 1 working day".into(),
        (1, false) => "overdue by 1 working day".into(),
        (n, false) => format!("overdue by {n} working days"),
        (n, true) => format!("overdue by at least {n} working days"),
    },
    remaining: |days| match (days.count, days.is_lower_bound) {
        (1, false) => "1 day left".into(),
        (n, false) => format!("{n} days left"),
        (n, true) => format!("at least {n} days left"),
    },
    is_due_today: "due today",
    unknown_reason: |reason| match reason {
        UnknownReason::NotDispatched => "not dispatched yet".into(),
        UnknownReason::DispatchTimeMissing => "dispatch time missing".into(),
        UnknownReason::DoubtfulTime(field) => format!("doubtful time ({})", time_field(field)),
        UnknownReason::OutsideCalendar(outside) => {
            format!("holidays after {} not announced yet", date(outside.last_announced))
        }
    },
    explain: super::explain::EN,
    feed: super::feed::EN,
    desk: super::desk::EN,
    file: super::file::EN,
    layers: super::layers::EN,
    report: super::report::EN,
    workload: super::workload::EN,
    assessment: super::assessment::EN,
    brief: super::brief::EN,
    chart: super::chart::EN,
    wall: super::wall::EN,
    progress_reported: "progress reported",
    extension: |extension| match extension {
        Extension::None => None,
        Extension::Pending => Some("extension pending"),
        Extension::Effective => Some("extended"),
        Extension::Late => Some("red, extended too late"),
    },
    contact_missed: "citizen not contacted in time",
    due_column: "Due",
    unit_column: "Unit",
    case_column: "Matter",
    light_column: "Light",

    areas_title: |level| match level {
        AreaLevel::Towns => "Towns",
        AreaLevel::Zones => "Zones",
        AreaLevel::Grids => "Grids",
    },
    area_count: |name, red, due_soon, unknown, normal| {
        format!("{name}: {red} red, {due_soon} due soon, {unknown} unknown, {normal} normal")
    },
    unplaced: "In no town",

    case_title: "Matter",
    close: "Close",
    not_given: "not given",
    reported_at: "Reported",
    dispatched_at: "Dispatched",
    contacted_at: "Citizen contacted",
    due_at: "Due",
    due_at_provisional: "provisional: next year's holidays may move it",
    due_at_stated: "as the backend states it",
    status: |status| {
        match status {
            Status::Reported => "reported",
            Status::Triaged => "assessed",
            Status::Dispatched => "dispatched",
            Status::Handling => "handling",
            Status::Feedback => "fed back",
            Status::Verifying => "verifying",
            Status::Closed => "closed",
            Status::Returned => "returned",
            Status::Parked => "parked",
            Status::Withdrawn => "withdrawn",
            Status::Unmapped(text) if text.is_empty() => "not given",
            Status::Unmapped(text) => text,
        }
        .into()
    },
    status_label: "Status",
    route: |route| match route {
        Route::Direct => "direct reply",
        Route::Referred => "sorted referral",
        Route::SpecialReport => "special report",
    },
    supervision: |step| match step {
        Supervision::EReminder => "e-reminder".into(),
        Supervision::OverdueNotice => "overdue notice".into(),
        Supervision::Assignment => "assignment to the responsible body".into(),
        Supervision::OnSite => "on-site supervision".into(),
        Supervision::Sms => "SMS supervision".into(),
        Supervision::Other(text) => text.to_string(),
    },
    route_label: "Route",
    first_unit: "First assignee",
    handling_unit: "Handled by",
    address: "Place",
    category: "Category",
    extension_label: "Extension",
    extension_none: "none",
    case_gone: |id| {
        format!("Matter {id} is not open: it may have been closed, or the link is wrong.")
    },

    feed_title: "Live",
    feed_empty: "Nothing new yet",

    map_label: "Map of the grids",
    map_help: "Arrow keys move to the neighbouring grid, Enter selects it, Escape goes up one level, plus and minus zoom. The lists say everything the map says.",
    zoom_in: "Zoom in",
    zoom_out: "Zoom out",
    fit: "Show all of it",
    map_card_empty: "nothing open",
    map_unavailable: "The map cannot be drawn; lists and figures are not affected.",

    moment: |at| format!("{} {} {}", at.weekday(), date(at.date_naive()), clock(at)),
    day: |day| format!("{} {}", day.weekday(), date(day)),
    clock_seconds: |at| format!("{}:{:02}", clock(at), at.second()),
    clock,
    date,
    due: |at| {
        // Midnight sharp is written as the end of the day before (`rules.md`, Counting).
        if (at.hour(), at.minute(), at.second()) == (0, 0, 0) {
            let before = at.date_naive().pred_opt().unwrap_or_default();
            format!("{} 24:00", date(before))
        } else {
            format!("{} {}", date(at.date_naive()), clock(at))
        }
    },
    age: |seconds| match seconds {
        ..=59 => format!("{} s ago", seconds.max(0)),
        60..=3599 => format!("{} min ago", seconds / 60),
        3600..=86_399 => format!("{} h ago", seconds / 3600),
        _ => format!("{} d ago", seconds / 86_400),
    },
    freshness: |freshness| match freshness {
        Freshness::Fresh => "Data fresh",
        Freshness::Late => "Data late",
        Freshness::Stale => "Data stale",
        Freshness::Lost => "Connection lost",
    },
    data_age: |age| format!("data {age}"),
    as_of: |moment| format!("as of {moment}"),

    synthetic: "Demo: all data are synthetic",
    synthetic_detail: "Town names are those of the public list of 2017; borders, grids, matters and units' dealings are generated by a program and stand for nothing real.",
    speed: |speed| match speed {
        Speed::Paused => "Pause",
        Speed::Real => "1×",
        Speed::Minute => "60×",
        Speed::TenMinutes => "600×",
    },
    speed_label: "Speed of the demo's clock",
    restarted: "The demo has run for 60 days and begins again from the snapshot.",

    defects: |count| match count {
        1 => "1 data defect".into(),
        n => format!("{n} data defects"),
    },
    defects_none: "No data defects",
    defect: |defect| {
        let reason = (LOCALE.defect_reason)(defect.reason);
        let collection = (LOCALE.collection)(defect.collection);
        match (&*defect.field, &*defect.value) {
            ("", "") => format!("{collection} {}: {reason}", defect.row),
            ("", value) => format!("{collection} {}: {reason} ({value})", defect.row),
            (field, "") => format!("{collection} {}, {field}: {reason}", defect.row),
            (field, value) => format!("{collection} {}, {field}: {reason} ({value})", defect.row),
        }
    },
    defect_reason: |reason| match reason {
        DefectReason::Missing => "missing",
        DefectReason::Unreadable => "unreadable",
        DefectReason::NoTimeZone => "time without a zone",
        DefectReason::UnknownReference => "refers to nothing",
        DefectReason::UnmappedCode => "unmapped code",
        DefectReason::DuplicateId => "duplicate id, newest kept",
        DefectReason::NotAFeature => "no feature, left out",
        DefectReason::NoId => "no id, left out",
        DefectReason::Contradiction => "contradicts another fact",
        DefectReason::Implausible => "implausible time",
    },
    collection: |collection| match collection {
        Collection::Towns => "town",
        Collection::Zones => "zone",
        Collection::Grids => "grid",
        Collection::OpenCases => "open matter",
        Collection::Workload => "workload",
        Collection::Calendar => "calendar",
        Collection::Cases => "matters",
        Collection::CaseSteps => "steps of matters",
        Collection::Workers => "grid workers",
        Collection::Cameras => "cameras",
        Collection::Alerts => "alerts",
        Collection::YearOverdue => "overdue this year",
        Collection::Received => "days received",
    },
    more_defects: |rest| format!("and {rest} more"),

    loading: "Loading the data",
    loading_part: |done, of| format!("{done} of {of} parts read"),
    failed: "The data could not be loaded",
    failed_detail: super::feed::en_failure,
    try_again: "Try again",
    update_failed: |why| {
        format!("Updating failed; the last data stay on screen. {}", super::feed::en_failure(why))
    },

    unknown_parameter: |name, value| {
        format!("The link says {name}={value}, which is not known; it was ignored.")
    },
    unknown_area: |name, value| {
        format!("The link says {name}={value}, which does not exist; the nearest level is shown.")
    },
    unknown_config_key: |key| format!("{key} in config.json is not known; it was ignored."),
    dismiss: "Dismiss",
    panicked: "The program failed and no longer updates. Please reload the page.",

    theme_dark: "Dark",
    theme_light: "Light",
    face_wall: "Wall",
    face_desk: "Desk",
    other_language: "中文",
    tools: "Display settings",
    path: "Scope",
};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn date(date: NaiveDate) -> String {
    let month = usize::try_from(date.month0()).ok().and_then(|month| MONTHS.get(month));
    format!("{} {}", date.day(), month.unwrap_or(&""))
}

fn clock(at: Local) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// The name of a time of a matter; the field itself where it has none.
fn time_field(field: &'static str) -> &'static str {
    match field {
        "reported_at" => "reported",
        "dispatched_at" => "dispatched",
        "contacted_at" => "contacted",
        "extension_requested_at" => "extension requested",
        "extension_approved_at" => "extension approved",
        "progress_reported_at" => "progress reported",
        "closed_at" => "closed",
        "answered_at" => "answered",
        other => other,
    }
}
