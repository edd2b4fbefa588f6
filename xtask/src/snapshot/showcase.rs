//! The one matter that is written by hand: the road in 藏南镇 that the founding article, and every picture of the
//! design, tells of. It is red, four working days overdue.
//!
//! Its facts go where those of any other matter go, the totals too; the engine plans its future like any other's.

use super::{areas::degrees, photos, record::Record, steps::Step, totals};
use crate::district::{District, Grid};

const TOWN: &str = "藏南镇";
const GRID: &str = "横河03网格";
/// What kind of matter it is.
pub(super) const CATEGORY: &str = "道路破损";
const ID: &str = "HH-20260907-0142";
const DESCRIPTION: &str =
    "网格员巡查发现：藏南路大集路口路面坑槽长约二十米，逢五、十大集车辆绕行村道，早市时段拥堵。";

const REPORTED_ON: &str = "2026-09-07";

/// The days on which it was open at the end of the day; the last four of them it was overdue.
const OPEN_DAYS: [u32; 11] = [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17];
const FIRST_OVERDUE_DAY: u32 = 14;

/// The matter, and where it lies.
pub(super) struct Showcase {
    town_id: String,
    grid_id: String,
    zone_id: String,
    pub(super) feature: String,
}

impl Showcase {
    /// Finds its grid in the district.
    pub(super) fn find(district: &District) -> Result<Self, String> {
        let town = district.towns.iter().find(|town| town.name == TOWN);
        let town = town.ok_or_else(|| format!("no town {TOWN}"))?;
        let is_ours = |grid: &&Grid| {
            let zone = district.zones.iter().find(|zone| zone.id == grid.zone_id);
            grid.name == GRID && zone.is_some_and(|zone| zone.town_id == town.id)
        };
        let grid = district.grids.iter().find(is_ours).ok_or_else(|| format!("no grid {GRID}"))?;
        let [lon, lat] = grid.label_point();
        let feature = format!(
            "{{\"type\":\"Feature\",\"id\":\"{ID}\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{},{}]}},\
             \"properties\":{{\"title\":\"藏南路路面破损，大集日车辆绕行拥堵\",\"domain\":\"urban_management\",\
             \"category\":\"{CATEGORY}\",\"status\":\"handling\",\"route\":\"referred\",\"grid_id\":\"{}\",\
             \"address\":\"藏南镇藏南路大集路口\",\"reported_at\":\"2026-09-07T08:12:00+08:00\",\
             \"dispatched_at\":\"2026-09-07T10:05:00+08:00\",\"contacted_at\":\"2026-09-08T09:20:00+08:00\",\
             \"redispatched_at\":\"2026-09-10T15:20:00+08:00\",\
             \"supervision\":[\"e_reminder\",\"overdue_notice\"],\"first_unit\":\"镇特色小镇办\",\
             \"handling_unit\":\"管护站\",\"updated_at\":\"2026-09-17T08:40:00+08:00\"}}}}",
            degrees(lon),
            degrees(lat),
            grid.id,
        );
        let (town_id, zone_id) = (town.id.clone(), grid.zone_id.clone());
        Ok(Self { town_id, grid_id: grid.id.clone(), zone_id, feature })
    }

    /// Adds it to what is remembered of its zone.
    pub(super) fn record(&self, record: &mut Record) {
        let step = |kind, at: &str, unit: &str, role, note: &str| Step {
            kind,
            at: format!("2026-09-{at}:00+08:00"),
            unit: unit.to_owned(),
            role,
            note: note.to_owned(),
        };
        let (centre, unit) = ("藏南镇社会治理中心", "镇特色小镇办");
        let steps = vec![
            step(
                "reported",
                "07T08:12",
                "横河管区",
                "网格员",
                "大集日车辆绕行，路面坑槽长约二十米",
            ),
            step("triaged", "07T09:40", centre, "研判员", ""),
            step("dispatched", "07T10:05", centre, "分办员", "交镇特色小镇办办理"),
            step("signed", "07T11:20", unit, "承办人", ""),
            step("contacted", "08T09:20", unit, "承办人", ""),
            step("handling", "08T09:20", unit, "承办人", "联系管护站勘察路面"),
            step(
                "redispatched",
                "10T15:20",
                centre,
                "分办员",
                "转管护站办理，首单单位仍为镇特色小镇办",
            ),
            step("signed", "10T16:05", "管护站", "承办人", ""),
            step("supervised", "15T08:36", "区社会治理中心", "督办员", "电子催办"),
            step("supervised", "17T08:40", "区社会治理中心", "督办员", "超期未结通知"),
        ];
        let more = format!("\"description\":{DESCRIPTION:?},\"platform\":\"town\",\"first_unit\":");
        let whole = self.feature.replacen("\"first_unit\":", &more, 1);
        let whole = photos::with(&whole, &["road-1", "road-2", "road-3"]);
        record.add_overdue(whole.clone());
        record.add_open(&self.zone_id, ID, whole, steps);
    }

    /// Adds its day to those on which matters of its kind were reported in its grid.
    pub(super) fn receive(&self, received: &str) -> Result<String, String> {
        let mark = format!("\"id\":\"{}\"", self.grid_id);
        let list = format!("\"{CATEGORY}\":[");
        let is_its = |line: &&str| line.contains(&mark) && line.contains(&list);
        let line = received.lines().find(is_its).ok_or_else(|| format!("no {list} in {GRID}"))?;
        let added = line.replacen(&list, &format!("{list}\"{REPORTED_ON}\","), 1);
        Ok(received.replacen(line, &added, 1))
    }

    /// Adds it to the totals.
    pub(super) fn count(&self, workload: &str) -> Result<String, String> {
        let mut workload = workload.to_owned();
        for day in OPEN_DAYS {
            let mut keys = vec!["open_at_end"];
            match day {
                // It was contacted in time a day later, which counts for the day it was received.
                7 => keys.extend(["received", "urban_management", "contacted_on_time"]),
                FIRST_OVERDUE_DAY.. => keys.push("overdue_at_end"),
                _ => {}
            }
            let id = format!("{}-2026-09-{day:02}", self.town_id);
            workload = totals::add_one(&workload, &id, &keys)?;
        }
        Ok(workload)
    }
}
