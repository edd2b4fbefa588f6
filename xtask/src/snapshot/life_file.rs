//! `life.json`: the words, rates and seed of the district's life.
//!
//! The tables are JSON files beside this one, so that they can be read and mended without reading Rust; here they are
//! put together with what the district's collections do not say of its towns and zones.

use super::{SEED, areas::text, initials::initials};
use crate::district::{District, Setting, Town};

/// One file per domain, the largest first.
const DOMAINS: [&str; 6] = [
    include_str!("vocabulary/urban_management.json"),
    include_str!("vocabulary/livelihood.json"),
    include_str!("vocabulary/work_safety.json"),
    include_str!("vocabulary/public_order.json"),
    include_str!("vocabulary/mediation.json"),
    include_str!("vocabulary/petitions.json"),
];

const PLACES: &str = include_str!("vocabulary/places.json");

/// Matters on an ordinary working day; with weekends that is some 2,200 a day (`domain.md` §6).
const DAILY: u32 = 2_330;
/// For weekends and for holidays, of a thousand.
const WEEKEND: u32 = 700;
const HOLIDAY: u32 = 400;

/// How many matters each hour of the day brings, as weights: peaks at 8–11 and 14–17, and some at night.
const HOURS: [u32; 24] =
    [5, 4, 3, 3, 4, 8, 20, 44, 95, 105, 98, 62, 34, 40, 82, 90, 80, 55, 36, 28, 24, 20, 14, 8];

/// What the district has more of than chance would bring.
struct Trend {
    town: &'static str,
    /// The grid, of those of the town; empty for the whole town.
    grid: &'static str,
    category: &'static str,
    from: &'static str,
    until: &'static str,
    /// How many of a thousand matters of the place are of the category for that.
    permille: u32,
}

/// A town whose water main is being renewed, a sewer that blocks again and again, and a corner where rubbish is dumped.
const TRENDS: [Trend; 3] = [
    Trend {
        town: "泊里镇",
        grid: "",
        category: "停水",
        from: "2026-09-11",
        until: "2026-09-25",
        permille: 90,
    },
    Trend {
        town: "胶南街道",
        grid: "新华05网格",
        category: "污水外溢",
        from: "2026-08-10",
        until: "2026-10-20",
        permille: 330,
    },
    Trend {
        town: "王台镇",
        grid: "徐村07网格",
        category: "积存垃圾渣土",
        from: "2026-08-18",
        until: "2026-11-30",
        permille: 330,
    },
];

/// Towns that lie by the sea.
pub(super) const COASTAL: [&str; 12] = [
    "黄岛街道",
    "辛安街道",
    "薛家岛街道",
    "长江路街道",
    "红石崖街道",
    "灵山卫街道",
    "隐珠街道",
    "滨海街道",
    "琅琊镇",
    "泊里镇",
    "大场镇",
    "海青镇",
];

/// The whole file; `today` are the totals of the day that has begun, as a JSON array.
pub(super) fn write(district: &District, today: &str) -> String {
    let towns: Vec<String> = district.towns.iter().map(town).collect();
    let zones: Vec<String> = district
        .zones
        .iter()
        .map(|zone| {
            let count = stem(&zone.name).chars().count();
            let pinyin = zone.name_en.split(' ').next().unwrap_or("");
            format!("{}:{}", text(&zone.id), text(&initials(pinyin, count)))
        })
        .collect();
    let domains: Vec<String> = DOMAINS.iter().map(|domain| compact(domain)).collect();
    let places = compact(PLACES);
    let places = places.trim_start_matches('{').trim_end_matches('}');
    let trends: Vec<String> = TRENDS.iter().filter_map(|of| trend(of, district)).collect();
    let hours: Vec<String> = HOURS.iter().map(u32::to_string).collect();
    format!(
        "{{\"seed\":{SEED},\"daily\":{DAILY},\"weekend\":{WEEKEND},\"holiday\":{HOLIDAY},\"hours\":[{}],\n\
         \"domains\":[\n{}\n],\n{places},\n\"towns\":[\n{}\n],\n\"initials\":{{{}}},\n\"trends\":[\n{}\n],\n\"today\":{today}}}\n",
        hours.join(","),
        domains.join(",\n"),
        towns.join(",\n"),
        zones.join(","),
        trends.join(",\n"),
    )
}

/// 横河 of 横河管区, 藏南 of 藏南镇.
fn stem(name: &str) -> &str {
    ["管区", "街道", "镇"].iter().find_map(|kind| name.strip_suffix(kind)).unwrap_or(name)
}

fn town(town: &Town) -> String {
    let kind = match town.setting {
        Setting::Urban => "u",
        Setting::Suburban => "s",
        Setting::Rural => "r",
    };
    let coast = if COASTAL.contains(&town.name.as_str()) { "c" } else { "" };
    format!(
        "{{\"id\":{},\"name\":{},\"stem\":{},\"kind\":\"{kind}{coast}\"}}",
        text(&town.id),
        text(&town.name),
        text(stem(&town.name)),
    )
}

/// A trend, where its place is there.
fn trend(of: &Trend, district: &District) -> Option<String> {
    let town = district.towns.iter().find(|town| town.name == of.town)?;
    let is_its = |zone_id: &str| {
        let zone = district.zones.iter().find(|zone| zone.id == zone_id);
        zone.is_some_and(|zone| zone.town_id == town.id)
    };
    let mut grids = district.grids.iter().filter(|grid| is_its(&grid.zone_id));
    let place = if of.grid.is_empty() {
        format!("\"town\":{}", text(&town.id))
    } else {
        format!("\"grid\":{}", text(&grids.find(|grid| grid.name == of.grid)?.id))
    };
    Some(format!(
        "{{{place},\"category\":{},\"from\":\"{}\",\"until\":\"{}\",\"permille\":{}}}",
        text(of.category),
        of.from,
        of.until,
        of.permille,
    ))
}

/// JSON without the white space between its parts.
fn compact(json: &str) -> String {
    let mut is_text = false;
    json.chars()
        .filter(|c| {
            is_text ^= *c == '"';
            is_text || !c.is_ascii_whitespace()
        })
        .collect()
}
