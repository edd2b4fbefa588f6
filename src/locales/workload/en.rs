//! The workload and the figures of the assessment, in English.

use super::Workload;
use crate::{
    domain::{
        measure::{Better, Measure},
        ranking::Movement,
        stock::{Age, DueLabel},
        window::Window,
    },
    locales::{en, explain::en_word, grouped},
};

pub(in crate::locales) const EN: Workload = Workload {
    title: "Workload",
    open_page: "Compare workload",
    back: "Back to the map",
    controls: "What is compared",

    window_label: "Window",
    window: |window| match window {
        Window::Days(days) => format!("Last {days} days"),
        Window::Year => "This year".into(),
        Window::Own { first, last } => format!("{first} to {last}"),
    },
    span: |span| match span.len() {
        1 => format!("{}, 1 whole day", span.first),
        days => format!("{} to {}, {days} whole days", span.first, span.last()),
    },
    own_window: "Own",
    first_day: "First day",
    last_day: "Last day",
    apply: "Apply",
    in_window: |window, figure| match window {
        Window::Days(days) => format!("{figure}, last {days} days"),
        Window::Year => format!("{figure}, this year"),
        Window::Own { .. } => format!("{figure}, chosen days"),
    },

    per_label: "Count",
    absolute: "Matters",
    per_worker: "Per grid worker",

    measure_label: "Rank by",
    measure: |measure| match measure {
        Measure::Open => "Open",
        Measure::DueToday => "Due today",
        Measure::Overdue => "Overdue, open",
        Measure::Received => "Received",
        Measure::Closed => "Closed",
        Measure::ClosedOnTime => "Closed on time",
        Measure::ClosedLate => "Closed late",
        Measure::OnTimeRate => "On-time rate",
        Measure::DisposalRate => "Disposal rate",
        Measure::MedianDays => "Median days to close",
        Measure::NinetiethDays => "90th percentile of days to close",
        Measure::ContactRate => "Contact kept",
        Measure::ExtensionRate => "Extension rate",
        Measure::ReturnRate => "Return rate",
        Measure::CallBackRate => "Call-back rate",
        Measure::SatisfactionRate => "Satisfaction rate",
        Measure::PerWorker => "Received per worker",
        Measure::PerResidents => "Received per 10,000 residents",
    },
    formula: |measure| match measure {
        Measure::Open => {
            "Neither closed nor withdrawn now; returned, parked and reopened ones included."
        }
        Measure::DueToday => "Not overdue now, and due today: a part of due soon.",
        Measure::Overdue => "Open now and past the deadline: the red lights.",
        Measure::Received => "Reported in the window.",
        Measure::Closed => "Closed in the window, whenever they were reported.",
        Measure::ClosedOnTime => "Closed in the window and on time, whenever they were reported.",
        Measure::ClosedLate => "Closed in the window and late, whenever they were reported.",
        Measure::OnTimeRate => {
            "Closed on time ÷ (closed + overdue and still open), of the matters received in the window. An overdue matter that nobody closes counts against the rate; one that is open and not yet due is in neither. In a window of less than ten working days most are not yet due, and the rate is too good."
        }
        Measure::DisposalRate => {
            "Disposed of ÷ received, of the matters received in the window. Disposed of is not yet closed."
        }
        Measure::MedianDays => {
            "Half of the matters closed in the window took at most so many working days, counted from the day after the first dispatch."
        }
        Measure::NinetiethDays => {
            "Nine in ten of the matters closed in the window took at most so many working days, counted from the day after the first dispatch."
        }
        Measure::ContactRate => {
            "Citizen contacted in time ÷ received, of the matters received in the window whose time for contact is over."
        }
        Measure::ExtensionRate => {
            "Extension approved ÷ received, of the matters received in the window."
        }
        Measure::ReturnRate => {
            "Returned at least once ÷ received, of the matters received in the window."
        }
        Measure::CallBackRate => "Called back ÷ closed, of the matters received in the window.",
        Measure::SatisfactionRate => {
            "Satisfied ÷ called back, of the matters received in the window."
        }
        Measure::PerWorker => {
            "Received in the window ÷ grid workers, as the grids' data have them."
        }
        Measure::PerResidents => {
            "Received in the window for each 10,000 residents, as the grids' data have them."
        }
    },
    definitions: "Definitions",
    definition_columns: ["Figure", "Value", "Formula", "Part ÷ whole", "Source"],
    basis: |properties| format!("source's properties {properties}"),
    share: |numerator, denominator| format!("{} ÷ {}", grouped(numerator), grouped(denominator)),
    days: |days| match days {
        1 => "1 working day".into(),
        days => format!("{days} working days"),
    },
    of_closed: |matters| format!("of {} closed", grouped(matters)),
    per_hundred: |worker| if worker { "per worker" } else { "per 10,000" },
    missing: |properties| {
        format!("The source does not give {properties}, so there is no value: neither 0 nor 100 %.")
    },
    filtered: |dimension| {
        let name = (en::LOCALE.desk.dimension)(dimension).to_lowercase();
        format!("The source's totals are not kept by {name}: no value under this filter.")
    },
    too_few: |of, least| format!("Only {of} matters, fewer than {least}: no value and no rank."),
    contradictory: |numerator, denominator| {
        format!(
            "The source contradicts itself: {} of {}.",
            grouped(numerator),
            grouped(denominator)
        )
    },
    nothing: "Nothing to judge in the window.",
    is_of_now: "now",
    with_note: |name, note| format!("{name} ({note})"),

    by_light: "Open matters by light",
    by_light_hint: |per_worker| {
        if per_worker {
            "open matters for each grid worker"
        } else {
            "normal, due soon, red; beside them the red and all open"
        }
    },
    part_count: |name, red, due_soon, unknown, normal| {
        format!("{name}: {red} red, {due_soon} due soon, {unknown} unknown, {normal} normal")
    },
    cliff: "Due calendar",
    cliff_hint: "due on each working day; holidays are gaps",
    overdue: "Overdue",
    today: "Today",
    later: "Later",
    without_due: "No deadline",
    short: |label| match label {
        DueLabel::Overdue => "Red",
        DueLabel::Today => "Now",
        DueLabel::Later => "→",
        DueLabel::Without => "–",
    },
    due_on: |day, word, count| match word {
        Some(word) => format!("{day} ({word}): {count} due"),
        None => format!("{day}: {count} due"),
    },
    day_word: en_word,
    not_announced: "holidays not announced yet",
    ages: "Age of the open matters",
    ages_hint: "working days since the first dispatch",
    age: |age| match age {
        Age::NotStarted => "none".into(),
        Age::Days(days) => days.to_string(),
        Age::UpToTen => "6–10".into(),
        Age::MoreThanTen => "10+".into(),
    },
    age_unit: "working days",
    daily: "Received and closed",
    daily_hint: "with what was open and overdue at each day's end",
    received: "Received",
    closed: "Closed",
    backlog: "Open at end of day",
    overdue_at_end: "Overdue at end of day",
    day: "Day",
    ranking: |measure, window| format!("{measure}, ranked · {window}"),
    ranking_hint: |measure| match measure.better() {
        Better::Higher => "Highest first; movement against the window of the same length before",
        Better::Lower => "Lowest first; movement against the window of the same length before",
        Better::Neither => "Most first; this says how much there is to do, not how well it is done",
    },
    rank: "Rank",
    place: "Area",
    value: "Value",
    sample: "Part ÷ whole",
    movement_label: "Movement",
    movement: |movement| match movement {
        Movement::Up(ranks) => format!("up {ranks}"),
        Movement::Down(ranks) => format!("down {ranks}"),
        Movement::Same => "unchanged".into(),
        Movement::Unknown => "not comparable".into(),
    },
    multiples: "Courses",
    multiples_hint: "received (dashed) and closed (solid) each day, the last numbers beside them; one scale",
    heat: "Area × domain",
    heat_hint: "open matters, and the red ones among them; darker is more",
    heat_cell: |place, domain, open, red| format!("{place}, {domain}: {open} open, {red} red"),
    sum: "Sum",
    whole: "All",
};
