//! The warnings that hold in the demo, or did, or will: `alerts`.
//!
//! Written by hand, as a weather office would; the areas are outlines of towns, coarser than the towns' own borders. It
//! knows nothing of the matters.

use super::{
    areas::{collection, feature, multi_polygon, point, polygon, text},
    life_file::COASTAL,
};
use crate::district::{District, Point};
use std::collections::BTreeMap;

/// Towns that are mostly wooded hills.
const HILLY: [&str; 4] = ["铁山街道", "大村镇", "六汪镇", "宝山镇"];

/// An outline has no points closer to each other than this, in 1e-5 degrees: about 400 metres.
const COARSENESS: i32 = 400;

/// The `alerts` collection.
///
/// # Errors
/// If a town is not in the district.
pub(super) fn alerts(district: &District) -> Result<String, String> {
    let coast = multi_polygon(&outlines(district, &COASTAL)?);
    let hills = multi_polygon(&outlines(district, &HILLY)?);
    let bay = [[12_007_000, 3_607_000], [12_028_000, 3_595_000], [12_028_000, 3_612_000]];
    let north = [
        [11_978_000, 3_598_000],
        [12_004_000, 3_594_000],
        [12_022_000, 3_602_000],
        [12_010_000, 3_616_000],
        [11_984_000, 3_611_000],
    ];
    // The tide gauge in the harbour of 董家口.
    let gauge = point([11_977_500, 3_560_500]);
    let rows = [
        ("大雾黄色预警", "yellow", "2026-09-17T20:00", "2026-09-18T09:00", closed(&bay)),
        ("大风蓝色预警", "blue", "2026-09-18T12:00", "2026-09-19T20:00", coast),
        ("森林火险橙色预警", "orange", "2026-09-16T08:00", "2026-09-26T20:00", hills),
        ("风暴潮蓝色预警（董家口潮位站）", "blue", "2026-09-18T14:00", "2026-09-19T06:00", gauge),
        ("暴雨黄色预警", "yellow", "2026-09-20T02:00", "2026-09-20T20:00", closed(&north)),
    ];
    let row =
        |(number, (title, level, from, to, place)): (usize, (&str, &str, &str, &str, String))| {
            let at = |time: &str| text(&format!("{time}:00+08:00"));
            let properties = [
                ("title", text(title)),
                ("level", text(level)),
                ("from", at(from)),
                ("to", at(to)),
            ];
            feature(&format!("YJ-{number}"), &place, &properties)
        };
    Ok(collection(&(1..).zip(rows).map(row).collect::<Vec<_>>()))
}

fn closed(ring: &[Point]) -> String {
    polygon(&ring.iter().chain(ring.first()).copied().collect::<Vec<_>>())
}

/// The outer borders of some towns taken together. Neighbours share their points, so a side that two of their grids have
/// is inside, and the others follow one another around.
fn outlines(district: &District, names: &[&str]) -> Result<Vec<Vec<Point>>, String> {
    let mut sides: BTreeMap<Point, Vec<Point>> = BTreeMap::new();
    for name in names {
        let town = district.towns.iter().find(|town| town.name == *name);
        let town = town.ok_or_else(|| format!("no town {name}"))?;
        let zones = district.zones.iter().filter(|zone| zone.town_id == town.id);
        for zone in zones {
            let grids = district.grids.iter().filter(|grid| grid.zone_id == zone.id);
            for grid in grids {
                for (from, to) in grid.ring.iter().zip(grid.ring.iter().skip(1)) {
                    let back = sides.get_mut(to);
                    let shared = back.and_then(|ends| {
                        let at = ends.iter().position(|end| end == from)?;
                        Some(ends.swap_remove(at))
                    });
                    if shared.is_none() {
                        sides.entry(*from).or_default().push(*to);
                    }
                }
            }
        }
    }
    let mut rings = Vec::new();
    while let Some(start) = sides.iter().find(|(_, ends)| !ends.is_empty()).map(|(at, _)| *at) {
        let mut ring = vec![start];
        let mut at = start;
        while let Some(next) = sides.get_mut(&at).and_then(Vec::pop) {
            ring.push(next);
            at = next;
            if at == start {
                break;
            }
        }
        rings.extend(coarse(&ring));
    }
    Ok(rings)
}

/// A closed ring with fewer points; nothing of one that is smaller than what is left out.
fn coarse(ring: &[Point]) -> Option<Vec<Point>> {
    let mut kept: Vec<Point> = Vec::new();
    for at in ring {
        let is_far =
            |last: &Point| (at[0] - last[0]).abs().max((at[1] - last[1]).abs()) >= COARSENESS;
        if kept.last().is_none_or(is_far) {
            kept.push(*at);
        }
    }
    let first = *kept.first()?;
    if kept.last() != Some(&first) {
        kept.push(first);
    }
    // What runs the other way round is a hole, too small to be told apart on a warning's map.
    let is_area = kept.len() > 4 && crate::district::twice_area(&kept) > 0;
    is_area.then_some(kept)
}
