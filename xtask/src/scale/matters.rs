//! The open matters: each of a kind that has its light at the moment the folder stands at.

use super::{
    AS_OF, dice, feature,
    mesh::{self, District, Grid},
};
use chrono::{DateTime, FixedOffset, TimeDelta};
use serde_json::{Map, Value, json};

/// What is wrong, with its domain.
const KINDS: [(&str, &str, &str, &str); 8] = [
    ("路面破损，雨后积水难行", "urban_management", "道路设施", "市政养护所"),
    ("楼道堆放杂物，占用消防通道", "work_safety", "消防隐患", "消防救援站"),
    ("夜间施工噪声扰民", "livelihood", "噪声", "综合执法中队"),
    ("自来水压力不足，高层停水", "livelihood", "供水", "水务公司"),
    ("非法营运车辆聚集", "public_order", "交通秩序", "交警中队"),
    ("邻里因排水沟占地争执", "mediation", "邻里纠纷", "司法所"),
    ("征收补偿款发放进度咨询", "petitions", "征收补偿", "信访办"),
    ("商铺占道经营，垃圾外溢", "urban_management", "市容环境", "综合执法中队"),
];

/// How a matter stands, in parts of a hundred: its light follows from when it was dispatched, and is no part of it.
enum Fate {
    /// Nobody has been asked to act yet: no deadline can be computed.
    Triaged,
    /// Dispatched more than a week ago: past its fifth working day.
    Old,
    /// Dispatched so that its fifth working day is this one or the next.
    Ripe,
    /// Older, and extended in time.
    Extended,
    /// Dispatched this week.
    Fresh,
}

impl Fate {
    fn of(dice: &mut fastrand::Rng) -> Self {
        match dice.u32(0..100) {
            0..2 => Self::Triaged,
            2..8 => Self::Old,
            8..15 => Self::Ripe,
            15..20 => Self::Extended,
            _ => Self::Fresh,
        }
    }

    /// Between how many hours ago it was dispatched. Now is Friday 17:00, so the Friday before was 161 to 185 hours ago.
    fn hours(&self) -> std::ops::Range<i64> {
        match self {
            Self::Old | Self::Extended => 195..300,
            Self::Ripe => 100..180,
            Self::Fresh | Self::Triaged => 1..88,
        }
    }
}

/// The `open-cases` collection.
pub(super) fn open_cases(district: &District, seed: u64, count: usize) -> Vec<Value> {
    let now = DateTime::parse_from_rfc3339(AS_OF).unwrap_or_default();
    (0..count).filter_map(|number| matter(district, seed, number, now)).collect()
}

fn matter(
    district: &District,
    seed: u64,
    number: usize,
    now: DateTime<FixedOffset>,
) -> Option<Value> {
    let mut dice = dice(seed, [i64::try_from(number).ok()?, 0, 3]);
    let at = dice.usize(0..district.grids.len().max(1));
    let grid = district.grids.get(at)?;
    let zone = district.zones.get(grid.zone)?;
    let town = district.towns.get(zone.town)?;
    let (title, domain, category, unit) = KINDS.get(dice.usize(0..KINDS.len()))?;
    let fate = Fate::of(&mut dice);
    let minutes = |minutes: i64| TimeDelta::minutes(minutes);
    let dispatched = now - minutes(60 * dice.i64(fate.hours()) + dice.i64(0..60));
    let reported = dispatched - minutes(dice.i64(5..90));
    let mut newest = reported;
    let mut properties = Map::new();
    let mut set = |name: &str, value: Value| properties.insert(name.to_owned(), value);
    let place = format!("{town}第{}网格{}号", grid.number, dice.u32(1..400));
    set("title", format!("{place}{title}").into());
    set("domain", (*domain).into());
    set("category", (*category).into());
    set("route", "referred".into());
    set("grid_id", mesh::grid_id(at).into());
    set("zone_id", mesh::zone_id(grid.zone).into());
    set("town_id", mesh::town_id(zone.town).into());
    set("address", format!("{place}门前及周边五十米").into());
    let mut happened = |name: &str, at: DateTime<FixedOffset>| {
        if at > now {
            return false;
        }
        newest = newest.max(at);
        set(name, at.to_rfc3339().into());
        true
    };
    happened("reported_at", reported);
    let mut status = "triaged";
    if !matches!(fate, Fate::Triaged) {
        happened("dispatched_at", dispatched);
        let is_contacted = dice.u32(0..20) > 0
            && happened("contacted_at", dispatched + minutes(dice.i64(20..400)));
        status = if is_contacted { "handling" } else { "dispatched" };
    }
    if matches!(fate, Fate::Extended) {
        let asked = dispatched + minutes(dice.i64(1_440..2_800));
        happened("extension_requested_at", asked);
        happened("extension_approved_at", asked + minutes(dice.i64(30..300)));
    }
    set("status", status.into());
    set("first_unit", (*unit).into());
    set("handling_unit", (*unit).into());
    set("updated_at", newest.to_rfc3339().into());
    Some(feature(&format!("M{:07}", number + 1), point_in(grid), Value::Object(properties)))
}

/// The middle of a grid's corners.
fn point_in(grid: &Grid) -> Value {
    let count = i64::try_from(grid.ring.len()).unwrap_or(1).max(1);
    let sum = grid.ring.iter().fold([0, 0], |[x, y], [lon, lat]| [x + lon, y + lat]);
    json!({"type": "Point", "coordinates": mesh::degrees(sum.map(|sum| sum / count))})
}
