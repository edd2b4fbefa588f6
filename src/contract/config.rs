//! `config.json`: which sources there are and how their names map to ours (`contract.md`).

mod rule;
mod wall;

pub use rule::{CalendarConfig, CountBy, RuleConfig, SpanConfig};

use super::keys::{Keys, WrongKind};
use crate::domain::{rule::DeadlineAuthority, wall::WallPlan};
use chrono::FixedOffset;
use serde_json::Value;
use std::collections::BTreeMap;

/// The whole file.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// What this district is called, by language tag.
    pub title: BTreeMap<String, String>,
    /// The source shown when the URL names none.
    pub default_source: Option<String>,
    /// The only sources this page can show.
    pub sources: BTreeMap<String, SourceConfig>,
    /// The 1-5-10 rule, where it differs from the default.
    pub rule: RuleConfig,
    /// Days off and days worked over the national table.
    pub calendar: CalendarConfig,
    /// A tiled basemap; none by default.
    pub basemap: Option<BasemapConfig>,
    /// The face of a command centre's wall.
    pub wall: WallPlan,
}

/// One source.
#[derive(Clone, Debug, Default)]
pub struct SourceConfig {
    /// How it is spoken to.
    pub kind: SourceKind,
    /// The landing document, relative to `config.json`.
    pub landing: String,
    /// The district's zone, written as `+08:00`.
    pub utc_offset: Option<FixedOffset>,
    /// Whether the source lives by a simulation on top of its files.
    pub life: Option<Life>,
    /// What to do with a time that names no zone.
    pub naive_times: NaiveTimes,
    /// The coordinates' reference system.
    pub crs: Crs,
    /// Whose deadline decides.
    pub deadline_authority: DeadlineAuthority,
    /// How it knows who asks.
    pub auth: Auth,
    /// Seconds between two polls; 60 where nothing is said.
    pub poll_seconds: Option<u32>,
    /// The most rows that are asked for at once; 1,000 where nothing is said, and never more.
    pub page_size: Option<u32>,
    /// The most bytes of one answer; 64 MiB where nothing is said.
    pub max_bytes: Option<u32>,
    /// After how long an answer that has not come whole is given up; 60 where nothing is said.
    pub timeout_seconds: Option<u32>,
    /// Minutes of office hours without a new fact from which on the page says so; 120 where nothing is said.
    pub quiet_minutes: Option<u32>,
    /// The origins, beside the page's own, from which photographs may be shown.
    pub image_origins: Vec<String>,
    /// How this source names each collection, its properties and its codes.
    pub collections: BTreeMap<String, CollectionConfig>,
}

/// How a source names one collection, its properties and its codes.
#[derive(Clone, Debug, Default)]
pub struct CollectionConfig {
    /// Its id on the server.
    pub id: Option<String>,
    /// Property names: ours on the left, the server's on the right.
    pub properties: BTreeMap<String, String>,
    /// Code values by property: the server's on the left, ours on the right.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// The file a part of the collection lies in, with variables such as `{zone_id}`.
    pub partition: Option<String>,
}

/// How a source is spoken to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceKind {
    /// A folder of files on any static host.
    #[default]
    Static,
    /// A server of OGC API – Features.
    Ogc,
    /// Open311 `GeoReport` v2.
    Open311,
}

/// How a source knows who asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Auth {
    /// It does not.
    #[default]
    None,
    /// By the cookies of its own origin, set by a login that is not ours.
    Cookie,
    /// By a token that the reader, or the page's deployer, hands over.
    Bearer,
}

/// What makes a static folder live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// A simulation that goes on from the files.
    Simulated,
}

/// What to do with a time that names no zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NaiveTimes {
    /// It is a defect.
    #[default]
    Refuse,
    /// It is read in the source's `utc_offset`.
    Assume,
}

/// A coordinate reference system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Crs {
    /// WGS 84, longitude first.
    #[default]
    Crs84,
    /// CGCS2000: drawn as WGS 84, from which it differs by centimetres.
    Cgcs2000,
    /// The shifted system of most Chinese web maps.
    Gcj02,
    /// Baidu's system: GCJ-02, shifted once more.
    Bd09,
}

/// A tiled basemap.
#[derive(Clone, Debug, PartialEq)]
pub struct BasemapConfig {
    /// How the tiles are addressed; both forms are URL templates with `{x}`, `{y}` and `{z}`.
    pub kind: BasemapKind,
    /// The tiles.
    pub url: String,
    /// A second layer with names over the first.
    pub labels_url: Option<String>,
    /// Who must be named; always visible.
    pub attribution: String,
    /// The tiles' reference system; the lights are moved onto it.
    pub crs: Crs,
    /// The deepest zoom that has tiles.
    pub max_zoom: Option<u32>,
}

/// How basemap tiles are addressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BasemapKind {
    /// `{z}/{x}/{y}`
    #[default]
    Xyz,
    /// WMTS in its key-value form.
    Wmts,
}

/// Why a config cannot be used at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableConfig(pub String);

impl Config {
    /// Reads the file; the second value names the keys that are not known.
    ///
    /// # Errors
    /// If the text is no JSON or a known key has a value of the wrong kind.
    pub fn read(text: &str) -> Result<(Self, Vec<String>), UnreadableConfig> {
        let document: Value =
            serde_json::from_str(text).map_err(|error| UnreadableConfig(error.to_string()))?;
        Self::from_document(&document).map_err(|WrongKind(what)| UnreadableConfig(what))
    }

    fn from_document(document: &Value) -> Result<(Self, Vec<String>), WrongKind> {
        let keys = Keys::of(document)?;
        let mut unknown = keys.unknown(CONFIG_KEYS);
        let mut config = Self {
            title: keys.names("title")?,
            default_source: keys.text("default_source")?,
            sources: BTreeMap::new(),
            rule: RuleConfig::read(&keys.object("rule")?, &mut unknown)?,
            calendar: CalendarConfig::read(&keys.object("calendar")?, &mut unknown)?,
            basemap: BasemapConfig::read(&keys.object("basemap")?, &mut unknown)?,
            wall: wall::read_wall(&keys.object("wall")?, &mut unknown)?,
        };
        let sources = keys.object("sources")?;
        for name in sources.written() {
            let source = SourceConfig::read(&sources.object(name)?, &mut unknown)?;
            config.sources.insert(name.clone(), source);
        }
        Ok((config, unknown))
    }
}

impl SourceConfig {
    fn read(keys: &Keys<'_>, unknown: &mut Vec<String>) -> Result<Self, WrongKind> {
        unknown.extend(keys.unknown(SOURCE_KEYS));
        let mut source = Self {
            kind: keys.choice("kind", SOURCE_KINDS)?,
            landing: keys.required_text("landing")?,
            utc_offset: keys.offset("utc_offset")?,
            life: keys.choice("life", &[("simulated", Some(Life::Simulated))])?,
            naive_times: keys.choice("naive_times", NAIVE_TIMES)?,
            crs: keys.choice("crs", CRS)?,
            deadline_authority: keys.choice("deadline_authority", DEADLINE_AUTHORITIES)?,
            auth: keys.choice("auth", AUTHS)?,
            poll_seconds: keys.count("poll_seconds")?,
            page_size: keys.count("page_size")?,
            max_bytes: keys.count("max_bytes")?,
            timeout_seconds: keys.count("timeout_seconds")?,
            quiet_minutes: keys.count("quiet_minutes")?,
            image_origins: keys.texts("image_origins")?,
            collections: BTreeMap::new(),
        };
        let collections = keys.object("collections")?;
        unknown.extend(collections.unknown(COLLECTIONS));
        for id in collections.written() {
            let collection = CollectionConfig::read(&collections.object(id)?, unknown)?;
            source.collections.insert(id.clone(), collection);
        }
        Ok(source)
    }
}

impl CollectionConfig {
    fn read(keys: &Keys<'_>, unknown: &mut Vec<String>) -> Result<Self, WrongKind> {
        unknown.extend(keys.unknown(COLLECTION_KEYS));
        let mut values = BTreeMap::new();
        let written = keys.object("values")?;
        for property in written.written() {
            values.insert(property.clone(), written.names(property)?);
        }
        Ok(Self {
            id: keys.text("id")?,
            properties: keys.names("properties")?,
            values,
            partition: keys.text("partition")?,
        })
    }
}

impl BasemapConfig {
    fn read(keys: &Keys<'_>, unknown: &mut Vec<String>) -> Result<Option<Self>, WrongKind> {
        if !keys.is_there() {
            return Ok(None);
        }
        unknown.extend(keys.unknown(BASEMAP_KEYS));
        Ok(Some(Self {
            kind: keys.choice("type", BASEMAP_KINDS)?,
            url: keys.required_text("url")?,
            labels_url: keys.text("labels_url")?,
            attribution: keys.required_text("attribution")?,
            crs: keys.choice("crs", BASEMAP_CRS)?,
            max_zoom: keys.number("max_zoom")?,
        }))
    }
}

const SOURCE_KINDS: &[(&str, SourceKind)] =
    &[("static", SourceKind::Static), ("ogc", SourceKind::Ogc), ("open311", SourceKind::Open311)];
const AUTHS: &[(&str, Auth)] =
    &[("none", Auth::None), ("cookie", Auth::Cookie), ("bearer", Auth::Bearer)];
const NAIVE_TIMES: &[(&str, NaiveTimes)] =
    &[("refuse", NaiveTimes::Refuse), ("assume", NaiveTimes::Assume)];
/// Tiles in BD-09 are cut in a grid of their own, which no shift of the areas makes up for.
const BASEMAP_CRS: &[(&str, Crs)] =
    &[("CRS84", Crs::Crs84), ("CGCS2000", Crs::Cgcs2000), ("GCJ-02", Crs::Gcj02)];
const CRS: &[(&str, Crs)] = &[
    ("CRS84", Crs::Crs84),
    ("CGCS2000", Crs::Cgcs2000),
    ("GCJ-02", Crs::Gcj02),
    ("BD-09", Crs::Bd09),
];
const DEADLINE_AUTHORITIES: &[(&str, DeadlineAuthority)] =
    &[("backend", DeadlineAuthority::Backend), ("gridlight", DeadlineAuthority::Gridlight)];
const BASEMAP_KINDS: &[(&str, BasemapKind)] =
    &[("xyz", BasemapKind::Xyz), ("wmts", BasemapKind::Wmts)];

/// The contract's keys, level by level; some are right to write although no code reads them yet.
const CONFIG_KEYS: &[&str] =
    &["$schema", "title", "default_source", "sources", "rule", "calendar", "basemap", "wall"];
const BASEMAP_KEYS: &[&str] = &["type", "url", "labels_url", "attribution", "crs", "max_zoom"];
const SOURCE_KEYS: &[&str] = &[
    "kind",
    "landing",
    "utc_offset",
    "life",
    "naive_times",
    "crs",
    "auth",
    "poll_seconds",
    "page_size",
    "max_bytes",
    "timeout_seconds",
    "quiet_minutes",
    "deadline_authority",
    "image_origins",
    "collections",
];
const COLLECTIONS: &[&str] = &[
    "towns",
    "zones",
    "grids",
    "open-cases",
    "workload",
    "year-overdue",
    "calendar",
    "cases",
    "case-steps",
    "workers",
    "cameras",
    "alerts",
    "received",
];
const COLLECTION_KEYS: &[&str] = &["id", "properties", "values", "partition"];

impl SourceConfig {
    /// How this source names `collection`; the contract's own names where the config says nothing.
    pub fn collection(&self, id: &str) -> CollectionConfig {
        self.collections.get(id).cloned().unwrap_or_default()
    }

    /// The district's zone: as configured, else China's.
    pub fn zone(&self) -> FixedOffset {
        self.utc_offset.unwrap_or_else(china_standard_time)
    }
}

/// UTC+8, the only zone in which the 1-5-10 rule is known to be used.
pub fn china_standard_time() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc))
}
