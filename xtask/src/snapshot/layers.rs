//! The optional layers of the demo: where its grid workers are, and where its cameras stand.
//!
//! Points are drawn inside the grids; who or what stands there is a code, never a name. What the file weighs on the way
//! depends on the order of its rows: like beside like, from grid to grid.

use super::{
    SEED,
    areas::{collection, feature, point, text},
    life_file::COASTAL,
    zone,
};
use crate::district::{District, Grid, Setting, apportion};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

/// How many of a hundred workers are on duty on a Friday at 17:00.
const ON_DUTY: u32 = 62;

/// How many of a hundred cameras are online.
const ONLINE: u32 = 96;

/// The cameras of each kind, 23,000 in all.
const CAMERAS: [(&str, u32); 4] = [
    ("public_order", 16_100),
    ("work_safety", 2_760),
    ("forest_fire", 1_840),
    ("flood_control", 2_300),
];

/// Below this a grid has no hill worth a watchtower.
const HILLY: f64 = 0.15;

/// The `workers` collection: as many in each grid as it says it has.
pub(super) fn workers(district: &District, as_of: DateTime<Utc>) -> String {
    let mut dice = fastrand::Rng::with_seed(SEED ^ 0x77);
    let mut rows = Vec::new();
    for grid in &district.grids {
        for _ in 0..grid.worker_count {
            let is_on_duty = dice.u32(0..100) < ON_DUTY;
            // Who is on duty reports every few minutes; who is not was seen when the last shift ended, or before.
            let minutes = if is_on_duty { dice.i64(0..9) } else { dice.i64(60..20 * 60) };
            let seen_at = (as_of - TimeDelta::minutes(minutes)).with_timezone(&zone());
            let properties = [
                ("grid_id", text(&grid.id)),
                ("on_duty", is_on_duty.to_string()),
                ("seen_at", text(&seen_at.to_rfc3339_opts(SecondsFormat::Secs, false))),
            ];
            let id = format!("W{:04}", rows.len() + 1);
            rows.push(feature(&id, &point(grid.random_point(&mut dice)), &properties));
        }
    }
    collection(&rows)
}

/// The `cameras` collection.
pub(super) fn cameras(district: &District) -> String {
    let mut dice = fastrand::Rng::with_seed(SEED ^ 0xca);
    let mut rows = Vec::new();
    for (kind, total) in CAMERAS {
        let weights: Vec<f64> =
            district.grids.iter().map(|grid| weight(kind, grid, district)).collect();
        for (grid, count) in district.grids.iter().zip(apportion(total, 0, &weights)) {
            let mut points: Vec<_> = (0..count).map(|_| grid.random_point(&mut dice)).collect();
            points.sort_unstable();
            for at in points {
                let is_online = dice.u32(0..100) < ONLINE;
                let properties = [("kind", text(kind)), ("online", is_online.to_string())];
                rows.push(feature(&format!("C{:05}", rows.len() + 1), &point(at), &properties));
            }
        }
    }
    collection(&rows)
}

/// How many cameras of a kind a grid has, relative to others: where people live, where work is dangerous, where the wood
/// burns, where the water comes.
fn weight(kind: &str, grid: &Grid, district: &District) -> f64 {
    let zone = district.zones.iter().find(|zone| zone.id == grid.zone_id);
    let town = zone.and_then(|zone| district.towns.iter().find(|town| town.id == zone.town_id));
    let setting = town.map_or(Setting::Rural, |town| town.setting);
    let by_setting = |urban: f64, suburban: f64, rural: f64| match setting {
        Setting::Urban => urban,
        Setting::Suburban => suburban,
        Setting::Rural => rural,
    };
    let is_coastal = town.is_some_and(|town| COASTAL.contains(&town.name.as_str()));
    let (residents, area) = (f64::from(grid.population), grid.area_km2());
    match kind {
        "public_order" => residents * by_setting(1.5, 1.2, 0.7),
        "work_safety" => residents.sqrt() * by_setting(1.0, 1.6, 0.6),
        "forest_fire" => {
            let hill = grid.hill();
            if hill < HILLY { 0.0 } else { hill * area * by_setting(0.3, 1.0, 1.0) }
        }
        _ => area.sqrt() * if is_coastal { 3.0 } else { 0.5 },
    }
}
