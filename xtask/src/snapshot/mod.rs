//! The demo's folder: the synthetic district, and what three months of its simulated life have left on the desks.
//!
//! It runs the very engine that the demo runs in the browser, from an empty district up to the moment at which the
//! demo begins, and writes a static folder of the contract. The same bytes on every run and machine. It knows no light:
//! what is red follows from the facts.

mod alerts;
mod areas;
mod folder;
mod initials;
mod layers;
mod life_file;
mod photos;
mod record;
mod showcase;
mod steps;
#[cfg(test)]
mod tests;
mod totals;

use crate::district::{self, District};
use chrono::{DateTime, FixedOffset, Offset, TimeDelta, Utc};
use folder::Folder;
use gridlight::{
    domain::calendar::Calendar,
    source::demo::life::{Life, LifeFiles, Shape, View},
};
use record::Record;
use std::path::Path;

/// The seed of district and life. Another number is another district.
pub const SEED: u64 = 20_260_918;

/// The simulated life begins here, with nothing on any desk; a month later the desks are as full as they get.
const BEGINS: &str = "2026-06-20T00:00:00+08:00";

/// The demo begins here: a Friday before a make-up Sunday.
pub const AS_OF: &str = "2026-09-18T17:00:00+08:00";

/// The days of reports are told from here on: sixty whole days before `AS_OF`.
const RECEIVED_FROM: &str = "2026-07-20T00:00:00+08:00";

/// Closed matters are looked for in this many days before `AS_OF`; every zone has enough in half of it.
const REMEMBERED_DAYS: i64 = 28;

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Files.
    pub files: usize,
    /// Bytes of all files.
    pub raw_bytes: usize,
    /// Bytes of all files, each compressed with gzip -9.
    pub gzip_bytes: usize,
    /// Compressed bytes of what the first painted map needs.
    pub first_paint_gzip_bytes: usize,
    /// Open matters.
    pub open: usize,
    /// Closed matters that can be looked up.
    pub closed: usize,
}

/// Writes the folder to `dir`, which is made if it is not there; what else is in it is removed.
///
/// # Errors
/// If a file cannot be written, or the tables of the snapshot do not fit together.
pub fn write(dir: &Path) -> Result<Summary, String> {
    let district = district::build(SEED);
    let folder = folder(&district)?;
    folder.write(dir)?;
    Ok(folder.summary())
}

/// The zone of the district.
fn zone() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).unwrap_or(Utc.fix())
}

fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text).map(|at| at.to_utc()).map_err(|error| error.to_string())
}

/// All files of the folder.
fn folder(district: &District) -> Result<Folder, String> {
    let (grids, zones) = (areas::grids(district), areas::zones(district));
    let empty = areas::collection(&[]);
    let files = LifeFiles {
        life: &life_file::write(district, "[]"),
        grids: &grids,
        zones: &zones,
        open_cases: &empty,
        workload: &empty,
    };
    let as_of = instant(AS_OF)?;
    let life = Life::begin(&files, &Calendar::national(), zone(), instant(BEGINS)?);
    let mut life = life.map_err(|error| error.to_string())?;
    let mut record = Record::new(as_of - TimeDelta::days(REMEMBERED_DAYS));
    let mut note = |view: View<'_>, act, at| record.note(view, act, at);
    // A minute before: the night's first matter belongs to the day.
    life.advance_each(instant(RECEIVED_FROM)? - TimeDelta::minutes(1), &mut note);
    let received_before = life.received_count();
    life.advance_each(as_of, &mut note);

    let showcase = showcase::Showcase::find(district)?;
    showcase.record(&mut record);
    let mut open = vec![(showcase::CATEGORY, showcase.feature.clone())];
    let mut photos = photos::Photos::new();
    for view in life.open() {
        record.keep_open(view, as_of, &mut photos);
        open.push((view.category(), view.feature(Shape::Compact)));
    }
    // Like beside like: sorted by category the file is an eighth smaller on the way than by place.
    open.sort_unstable();
    let open: Vec<String> = open.into_iter().map(|(_, feature)| feature).collect();
    let workload = showcase.count(&life.workload())?;
    let received = showcase.receive(&life.received(received_before))?;

    let mut folder = Folder::default();
    folder.add_first("landing.json", folder::landing(AS_OF));
    folder.add_first("collections.json", folder::collections());
    folder.add_first("towns.json", areas::towns(district));
    folder.add_first("zones.json", zones);
    folder.add_first("grids.json", grids);
    folder.add_first("open-cases.json", areas::collection(&open));
    folder.add_first("workload.json", workload);
    folder.add("life.json", life_file::write(district, &life.today()));
    record.write(&mut folder);
    folder.add("received.json", received);
    folder.add("workers.json", layers::workers(district, as_of));
    folder.add("cameras.json", layers::cameras(district));
    folder.add("alerts.json", alerts::alerts(district)?);
    for (path, svg) in photos::files() {
        folder.add(&path, svg);
    }
    folder.open = open.len();
    Ok(folder)
}
