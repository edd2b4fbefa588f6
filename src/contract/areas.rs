//! Towns, zones and grids on the wire.

use super::row::Row;
use crate::domain::area::{Grid, Town, Zone};

/// Reads a row of `towns`. A town without a name is shown by its id.
pub fn town(row: &mut Row<'_>) -> Town {
    Town {
        id: (&*row.id).into(),
        name: name(row),
        name_en: row.text("name_en"),
        sort: row.integer("sort"),
        shape: row.shape(),
    }
}

/// Reads a row of `zones`.
pub fn zone(row: &mut Row<'_>) -> Zone {
    Zone {
        id: (&*row.id).into(),
        name: name(row),
        name_en: row.text("name_en"),
        town_id: row.required_text("town_id").map(|id| (&*id).into()),
        shape: row.shape(),
    }
}

/// Reads a row of `grids`.
pub fn grid(row: &mut Row<'_>) -> Grid {
    Grid {
        id: (&*row.id).into(),
        name: name(row),
        zone_id: row.required_text("zone_id").map(|id| (&*id).into()),
        valid_from: row.date("valid_from"),
        valid_to: row.date("valid_to"),
        population: row.count("population"),
        worker_count: row.count("worker_count"),
        shape: row.shape(),
    }
}

fn name(row: &mut Row<'_>) -> Box<str> {
    row.required_text("name").unwrap_or_else(|| row.id.clone())
}
