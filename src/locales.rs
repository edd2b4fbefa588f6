//! Every sentence a reader sees, in each language.
//!
//! A language is one value of `Locale`: a sentence that is missing does not compile. Sentences are whole, never glued
//! from parts; one that carries a value is a function of it. This module knows the domain's words and nothing of views.

mod assessment;
mod brief;
mod chart;
mod desk;
mod en;
mod explain;
mod feed;
mod file;
mod format;
mod layers;
mod report;
mod wall;
mod workload;
mod zh_cn;

pub use assessment::Assessment;
pub use brief::Brief;
pub use chart::Chart;
pub use desk::Desk;
pub use explain::Explain;
pub use feed::Feed;
pub use file::{CaseFile, Why};
pub use layers::Layers;
pub use report::Report;
pub use wall::Wall;
pub use workload::Workload;

pub use format::{grouped, percent, short_name};

use crate::domain::{
    case::{Domain, Route, Status, Supervision},
    clock::{Extension, UnknownReason},
    defect::{Collection, Defect, DefectReason},
    failure::Failure,
    freshness::Freshness,
    light::{Light, WorkingDays},
    scope::AreaLevel,
    speed::Speed,
};
use chrono::{DateTime, FixedOffset, NaiveDate};

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Chinese as written in mainland China: the default.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Lang {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// The BCP 47 tag, as in the URL and on `<html lang>`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language of a tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// Its sentences.
    pub fn locale(self) -> &'static Locale {
        match self {
            Self::ZhCn => &zh_cn::LOCALE,
            Self::En => &en::LOCALE,
        }
    }

    /// A name in this language, where there is one.
    pub fn name<'a>(self, name: &'a str, name_en: Option<&'a str>) -> &'a str {
        match self {
            Self::ZhCn => name,
            Self::En => name_en.unwrap_or(name),
        }
    }
}

/// A local time, in the district's zone.
pub type Local = DateTime<FixedOffset>;

/// The sentences of one language. Fields are in the order of the page, from top to bottom.
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct Locale {
    pub product: &'static str,
    pub tagline: &'static str,
    pub district: &'static str,
    pub extent: fn(towns: usize, zones: usize, grids: usize) -> String,
    pub skip_to_list: &'static str,

    pub red: &'static str,
    pub red_hint: &'static str,
    pub due_today: &'static str,
    pub due_soon: fn(days: u32) -> String,
    pub open: &'static str,
    pub normal: &'static str,
    pub unknown: &'static str,

    pub domains_title: &'static str,
    pub domain: fn(Domain) -> &'static str,
    pub domain_count: fn(red: u32, open: u32) -> String,
    pub light: fn(Light) -> &'static str,
    pub legend: &'static str,
    pub no_open_case: &'static str,
    pub few_to_many: fn(most: u32) -> String,

    pub cases_title: &'static str,
    pub all_lights: &'static str,
    pub no_cases: &'static str,
    pub overdue: fn(WorkingDays) -> String,
    pub remaining: fn(WorkingDays) -> String,
    pub is_due_today: &'static str,
    pub unknown_reason: fn(UnknownReason) -> String,
    pub explain: Explain,
    pub feed: Feed,
    pub desk: Desk,
    pub file: CaseFile,
    pub layers: Layers,
    pub report: Report,
    pub workload: Workload,
    pub assessment: Assessment,
    pub brief: Brief,
    pub chart: Chart,
    pub wall: Wall,
    pub progress_reported: &'static str,
    pub extension: fn(Extension) -> Option<&'static str>,
    pub contact_missed: &'static str,
    pub due_column: &'static str,
    pub unit_column: &'static str,
    pub case_column: &'static str,
    pub light_column: &'static str,

    pub areas_title: fn(children: AreaLevel) -> &'static str,
    pub area_count: fn(name: &str, red: u32, due_soon: u32, unknown: u32, normal: u32) -> String,
    pub unplaced: &'static str,

    pub case_title: &'static str,
    pub close: &'static str,
    pub not_given: &'static str,
    pub reported_at: &'static str,
    pub dispatched_at: &'static str,
    pub contacted_at: &'static str,
    pub due_at: &'static str,
    pub due_at_provisional: &'static str,
    pub due_at_stated: &'static str,
    pub status: fn(&Status) -> String,
    pub status_label: &'static str,
    pub route: fn(Route) -> &'static str,
    pub supervision: fn(&Supervision) -> String,
    pub route_label: &'static str,
    pub first_unit: &'static str,
    pub handling_unit: &'static str,
    pub address: &'static str,
    pub category: &'static str,
    pub extension_label: &'static str,
    pub extension_none: &'static str,
    pub case_gone: fn(id: &str) -> String,

    pub feed_title: &'static str,
    pub feed_empty: &'static str,

    pub map_label: &'static str,
    pub map_help: &'static str,
    pub zoom_in: &'static str,
    pub zoom_out: &'static str,
    pub fit: &'static str,
    pub map_card_empty: &'static str,
    pub map_unavailable: &'static str,

    pub moment: fn(Local) -> String,
    pub day: fn(chrono::NaiveDate) -> String,
    pub clock: fn(Local) -> String,
    pub clock_seconds: fn(Local) -> String,
    pub date: fn(NaiveDate) -> String,
    pub due: fn(Local) -> String,
    pub age: fn(seconds: i64) -> String,
    pub freshness: fn(Freshness) -> &'static str,
    pub data_age: fn(age: &str) -> String,
    pub as_of: fn(moment: &str) -> String,

    pub synthetic: &'static str,
    pub synthetic_detail: &'static str,
    pub speed: fn(Speed) -> &'static str,
    pub speed_label: &'static str,
    pub restarted: &'static str,

    pub defects: fn(count: usize) -> String,
    pub defects_none: &'static str,
    pub defect: fn(&Defect) -> String,
    pub defect_reason: fn(DefectReason) -> &'static str,
    pub collection: fn(Collection) -> &'static str,
    pub more_defects: fn(rest: usize) -> String,

    pub loading: &'static str,
    pub loading_part: fn(done: usize, of: usize) -> String,
    pub failed: &'static str,
    pub failed_detail: fn(&Failure) -> String,
    pub try_again: &'static str,
    pub update_failed: fn(&Failure) -> String,

    pub unknown_parameter: fn(name: &str, value: &str) -> String,
    pub unknown_area: fn(name: &str, value: &str) -> String,
    pub unknown_config_key: fn(key: &str) -> String,
    pub dismiss: &'static str,
    pub panicked: &'static str,

    pub theme_dark: &'static str,
    pub theme_light: &'static str,
    pub face_wall: &'static str,
    pub face_desk: &'static str,
    pub other_language: &'static str,
    pub tools: &'static str,
    pub path: &'static str,
}
