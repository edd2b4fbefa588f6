//! Gives the plots of a finished map their names, numbers, people and rings.
//!
//! It does not know how the map was drawn.

use super::net::Net;
use super::{District, Grid, Plot, Point, Setting, Town, Zone, gazetteer, people};

/// Residents of the district, as a case study of 2018–19 counts them (186万).
const POPULATION: u32 = 1_860_000;
/// Grid workers, as the founding article counts them.
const WORKERS: u32 = 3_526;

/// A plot with its people; its grid is labelled so in the net of borders.
struct Row<'a> {
    plot: &'a Plot,
    label: u16,
    population: u32,
    worker_count: u32,
}

/// Puts the district together; plots are in the order in which grids are listed.
pub(super) fn describe(seed: u64, plots: &[Plot], borders: &Net<Point>) -> District {
    let rows = people_rows(seed, plots);
    let towns = rows.chunk_by(|a, b| a.plot.town == b.plot.town);
    let mut district = District { towns: Vec::new(), zones: Vec::new(), grids: Vec::new() };
    for (sort, (entry, rows)) in (1..).zip(gazetteer::entries().zip(towns)) {
        let town_id = format!("T{sort:02}");
        district.towns.push(Town {
            id: town_id.clone(),
            code: entry.code.to_owned(),
            name: entry.name.to_owned(),
            name_en: entry.name_en(),
            sort,
            setting: entry.setting,
            seat: entry.seat,
        });
        let zones = rows.chunk_by(|a, b| a.plot.zone == b.plot.zone);
        for (zone_number, (zone, rows)) in (1..).zip(entry.zones.iter().zip(zones)) {
            let zone_id = format!("Z{:03}", district.zones.len() + 1);
            let grids = (1..).zip(rows).map(|(number, row): (u32, _)| Grid {
                id: format!("G{:04}", row.label),
                code: format!("{}{zone_number:03}{number:03}", entry.code),
                zone_id: zone_id.clone(),
                name: format!("{}{number:02}网格", zone.name),
                population: row.population,
                worker_count: row.worker_count,
                ring: borders.ring(row.label),
            });
            district.grids.extend(grids);
            district.zones.push(Zone {
                id: zone_id,
                town_id: town_id.clone(),
                name: format!("{}管区", zone.name),
                name_en: format!("{} Zone", zone.pinyin),
            });
        }
    }
    district
}

fn people_rows(seed: u64, plots: &[Plot]) -> Vec<Row<'_>> {
    let mut rng = fastrand::Rng::with_seed(seed.wrapping_add(99));
    let settings: Vec<Setting> = gazetteer::entries().map(|town| town.setting).collect();
    let crowds: Vec<f64> = plots
        .iter()
        .map(|plot| {
            let mean = match settings.get(plot.town) {
                Some(Setting::Urban) => 1.15,
                Some(Setting::Suburban) => 0.95,
                _ => 0.8,
            };
            mean * people::crowd(&mut rng)
        })
        .collect();
    let posts: Vec<f64> = crowds.iter().map(|crowd| crowd * (0.4 + rng.f64())).collect();
    let people = people::apportion(POPULATION, 0, &crowds)
        .into_iter()
        .zip(people::apportion(WORKERS, 1, &posts));
    (1..)
        .zip(plots.iter().zip(people))
        .map(|(label, (plot, (population, worker_count)))| Row {
            plot,
            label,
            population,
            worker_count,
        })
        .collect()
}
