//! The config's `rule` and `calendar`: how the clocks count, and which days are worked.

use crate::{
    contract::keys::{Keys, WrongKind},
    domain::rule::{
        Count, DayMinute, ExtendedFrom, LateExtension, MissedContact, OffDayStart, Rule, Sessions,
        Start,
    },
};
use chrono::FixedOffset;
use serde_json::Value;

/// The 1-5-10 rule's settings (`contract.md`, `rule`).
#[derive(Clone, Debug, Default)]
pub struct RuleConfig {
    /// Working days to contact the citizen.
    pub contact_days: Option<u32>,
    /// Working days to close and answer.
    pub resolve_days: Option<u32>,
    /// Working days once extended.
    pub extended_days: Option<u32>,
    /// Due soon within this many working days.
    pub due_soon_days: Option<u32>,
    /// What starts the clocks.
    pub start: Start,
    /// By days or by office hours, which are then `sessions`.
    pub count: CountBy,
    /// When a day of a count by days ends.
    pub day_end: Option<DayMinute>,
    /// The office hours.
    pub sessions: Option<Sessions>,
    /// What becomes of a start on a day off.
    pub off_day_start: OffDayStart,
    /// What the days of an extension are counted from.
    pub extended_from: ExtendedFrom,
    /// What an extension approved too late does.
    pub late_extension: LateExtension,
    /// A missed contact alone is red.
    pub is_contact_red: bool,
}

/// By what a working day is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountBy {
    /// By days.
    #[default]
    Days,
    /// By office hours.
    OfficeHours,
}

/// Days announced beyond the built-in table, as the config writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpanConfig {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// The day of issue of the notice.
    pub announced_on: String,
}

/// Single days over the national table.
#[derive(Clone, Debug, Default)]
pub struct CalendarConfig {
    /// Dates off, as `YYYY-MM-DD`.
    pub off: Vec<String>,
    /// Dates worked.
    pub work: Vec<String>,
    /// Spans announced beyond the built-in table.
    pub spans: Vec<SpanConfig>,
}

impl RuleConfig {
    pub(super) fn read(keys: &Keys<'_>, unknown: &mut Vec<String>) -> Result<Self, WrongKind> {
        unknown.extend(keys.unknown(RULE_KEYS));
        Ok(Self {
            contact_days: keys.count("contact_days")?,
            resolve_days: keys.count("resolve_days")?,
            extended_days: keys.count("extended_days")?,
            due_soon_days: keys.number("due_soon_days")?,
            start: keys.choice("start", STARTS)?,
            count: keys.choice("count", COUNTS)?,
            day_end: keys.parsed("day_end", "a time such as 18:00 or 24:00", |value| {
                DayMinute::read(value.as_str()?).filter(|minute| minute.minutes() > 0)
            })?,
            sessions: keys.parsed(
                "sessions",
                "one or two pairs of times in order, such as [[\"08:00\", \"12:00\"]]",
                sessions,
            )?,
            off_day_start: keys.choice("off_day_start", OFF_DAY_STARTS)?,
            extended_from: keys.choice("extended_from", EXTENDED_FROM)?,
            late_extension: keys.choice("late_extension", LATE_EXTENSIONS)?,
            is_contact_red: keys.flag("contact_red")?,
        })
    }

    /// The rule of a district in `zone`: the default, where the config says nothing else.
    pub fn rule(&self, zone: FixedOffset) -> Rule {
        let default = Rule::one_five_ten(zone);
        Rule {
            contact_days: self.contact_days.unwrap_or(default.contact_days),
            resolve_days: self.resolve_days.unwrap_or(default.resolve_days),
            extended_days: self.extended_days.unwrap_or(default.extended_days),
            due_soon_days: self.due_soon_days.unwrap_or(default.due_soon_days),
            start: self.start,
            count: match self.count {
                CountBy::Days => Count::Days,
                CountBy::OfficeHours => Count::OfficeHours(self.sessions.unwrap_or_default()),
            },
            day_end: self.day_end.unwrap_or(default.day_end),
            off_day_start: self.off_day_start,
            extended_from: self.extended_from,
            late_extension: self.late_extension,
            missed_contact: if self.is_contact_red {
                MissedContact::Red
            } else {
                MissedContact::Flag
            },
            ..default
        }
    }
}

impl CalendarConfig {
    pub(super) fn read(keys: &Keys<'_>, unknown: &mut Vec<String>) -> Result<Self, WrongKind> {
        unknown.extend(keys.unknown(CALENDAR_KEYS));
        let mut spans = Vec::new();
        for keys in keys.objects("spans")? {
            unknown.extend(keys.unknown(SPAN_KEYS));
            spans.push(SpanConfig {
                from: keys.required_text("from")?,
                to: keys.required_text("to")?,
                announced_on: keys.required_text("announced_on")?,
            });
        }
        Ok(Self { off: keys.texts("off")?, work: keys.texts("work")?, spans })
    }
}

fn sessions(value: &Value) -> Option<Sessions> {
    let pair = |pair: &Value| {
        let [from, to] = pair.as_array()?.as_slice() else { return None };
        Some((DayMinute::read(from.as_str()?)?, DayMinute::read(to.as_str()?)?))
    };
    Sessions::new(&value.as_array()?.iter().map(pair).collect::<Option<Vec<_>>>()?)
}

const STARTS: &[(&str, Start)] =
    &[("dispatched", Start::Dispatched), ("reported", Start::Reported)];
const COUNTS: &[(&str, CountBy)] =
    &[("days", CountBy::Days), ("office_hours", CountBy::OfficeHours)];
const OFF_DAY_STARTS: &[(&str, OffDayStart)] =
    &[("excluded", OffDayStart::Excluded), ("next_working_day", OffDayStart::NextWorkingDay)];
const EXTENDED_FROM: &[(&str, ExtendedFrom)] =
    &[("dispatched", ExtendedFrom::Dispatched), ("approved", ExtendedFrom::Approved)];
const LATE_EXTENSIONS: &[(&str, LateExtension)] =
    &[("stays_red", LateExtension::StaysRed), ("clears", LateExtension::Clears)];
const SPAN_KEYS: &[&str] = &["from", "to", "announced_on", "source"];
const RULE_KEYS: &[&str] = &[
    "contact_days",
    "resolve_days",
    "extended_days",
    "due_soon_days",
    "start",
    "count",
    "day_end",
    "sessions",
    "off_day_start",
    "extended_from",
    "late_extension",
    "contact_red",
];
const CALENDAR_KEYS: &[&str] = &["spans", "off", "work"];
