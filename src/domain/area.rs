//! The district's towns, zones and grids, and who belongs to whom.
//!
//! Areas change once in months; the board refers to them by index, so that counting needs no look-up by name.

use super::{
    defect::{Collection, Defect, DefectReason},
    geometry::MultiPolygon,
    ids::{GridId, TownId, ZoneId},
    order::ordered_by_key,
    scope::Scope,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A town or subdistrict (镇街).
#[derive(Clone, Debug, PartialEq)]
pub struct Town {
    /// Its identity.
    pub id: TownId,
    /// Its name.
    pub name: Box<str>,
    /// Its name for readers of English.
    pub name_en: Option<Box<str>>,
    /// Its place in lists.
    pub sort: Option<i64>,
    /// Its own outline, where the backend gives one.
    pub shape: Option<MultiPolygon>,
}

/// A management zone (管区).
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// Its identity.
    pub id: ZoneId,
    /// Its name.
    pub name: Box<str>,
    /// Its name for readers of English.
    pub name_en: Option<Box<str>>,
    /// The town it belongs to.
    pub town_id: Option<TownId>,
    /// Its own outline, where the backend gives one.
    pub shape: Option<MultiPolygon>,
}

/// A grid (网格).
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Its identity.
    pub id: GridId,
    /// Its name.
    pub name: Box<str>,
    /// The zone it belongs to.
    pub zone_id: Option<ZoneId>,
    /// The first day it is in force.
    pub valid_from: Option<NaiveDate>,
    /// The last day it is in force.
    pub valid_to: Option<NaiveDate>,
    /// How many people live there.
    pub population: Option<u32>,
    /// How many grid workers (网格员) look after it.
    pub worker_count: Option<u32>,
    /// Its shape; one without is listed and counted, but not drawn.
    pub shape: Option<MultiPolygon>,
}

impl Grid {
    /// Whether the grid is in force on `date`; one that is not is never drawn.
    pub fn is_valid_on(&self, date: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= date) && self.valid_to.is_none_or(|to| date <= to)
    }
}

/// Where something lies, as indices into `Areas`; a level that is not known is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Index of the town.
    pub town: Option<usize>,
    /// Index of the zone.
    pub zone: Option<usize>,
    /// Index of the grid.
    pub grid: Option<usize>,
}

/// All areas of a district, with the index of who belongs to whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Areas {
    towns: Vec<Town>,
    zones: Vec<Zone>,
    grids: Vec<Grid>,
    town_index: BTreeMap<TownId, usize>,
    zone_index: BTreeMap<ZoneId, usize>,
    grid_index: BTreeMap<GridId, usize>,
    /// For each grid, where it lies.
    places: Vec<Place>,
}

impl Areas {
    /// Whether they are the same on every day, as far as they are known.
    pub fn are_timeless(&self) -> bool {
        self.grids.iter().all(|grid| grid.valid_from.is_none() && grid.valid_to.is_none())
    }

    /// Puts the areas together. A reference to nothing is a defect; the row stays, without that parent.
    pub fn new(towns: Vec<Town>, zones: Vec<Zone>, grids: Vec<Grid>) -> (Self, Vec<Defect>) {
        let in_order = ordered_by_key(&towns, |town| town.sort.unwrap_or(i64::MAX));
        let towns: Vec<Town> = in_order.into_iter().cloned().collect();
        let town_index = index(towns.iter().map(|town| town.id.clone()));
        let zone_index = index(zones.iter().map(|zone| zone.id.clone()));
        let grid_index = index(grids.iter().map(|grid| grid.id.clone()));
        let mut defects = Vec::new();

        let zone_towns: Vec<Option<usize>> = zones
            .iter()
            .map(|zone| {
                let town_id = zone.town_id.as_ref()?;
                let town = town_index.get(town_id).copied();
                if town.is_none() {
                    defects.push(unknown_reference(
                        Collection::Zones,
                        zone.id.as_str(),
                        "town_id",
                        town_id.as_str(),
                    ));
                }
                town
            })
            .collect();
        let places = (0..)
            .zip(&grids)
            .map(|(grid_at, grid)| {
                let zone = grid.zone_id.as_ref().and_then(|id| zone_index.get(id)).copied();
                if let (None, Some(zone_id)) = (zone, &grid.zone_id) {
                    defects.push(unknown_reference(
                        Collection::Grids,
                        grid.id.as_str(),
                        "zone_id",
                        zone_id.as_str(),
                    ));
                }
                let town = zone.and_then(|at| zone_towns.get(at).copied().flatten());
                Place { town, zone, grid: Some(grid_at) }
            })
            .collect();
        (Self { towns, zones, grids, town_index, zone_index, grid_index, places }, defects)
    }

    /// The towns, in their own order.
    pub fn towns(&self) -> &[Town] {
        &self.towns
    }

    /// The zones.
    pub fn zones(&self) -> &[Zone] {
        &self.zones
    }

    /// The grids.
    pub fn grids(&self) -> &[Grid] {
        &self.grids
    }

    /// For each grid, where it lies.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Where the grid with this id lies.
    pub fn place_of_grid(&self, id: &GridId) -> Option<Place> {
        self.grid_index.get(id).and_then(|at| self.places.get(*at)).copied()
    }

    /// Where the zone with this id lies.
    pub fn place_of_zone(&self, id: &ZoneId) -> Option<Place> {
        let zone = *self.zone_index.get(id)?;
        let town_id = self.zones.get(zone).and_then(|zone| zone.town_id.as_ref());
        let town = town_id.and_then(|id| self.town_index.get(id)).copied();
        Some(Place { town, zone: Some(zone), grid: None })
    }

    /// Where the town with this id lies.
    pub fn place_of_town(&self, id: &TownId) -> Option<Place> {
        let town = *self.town_index.get(id)?;
        Some(Place { town: Some(town), zone: None, grid: None })
    }

    /// The scopes around a place and its own, the narrowest first, without the district.
    pub fn scopes_of(&self, place: Place) -> Vec<Scope> {
        let grid = place.grid.and_then(|at| self.grids.get(at));
        let zone = place.zone.and_then(|at| self.zones.get(at));
        let town = place.town.and_then(|at| self.towns.get(at));
        let scopes = [
            grid.map(|grid| Scope::Grid(grid.id.clone())),
            zone.map(|zone| Scope::Zone(zone.id.clone())),
            town.map(|town| Scope::Town(town.id.clone())),
        ];
        scopes.into_iter().flatten().collect()
    }

    /// Where a scope lies: its own level and those above; `None` if the scope names nothing that is here.
    pub fn place_of(&self, scope: &Scope) -> Option<Place> {
        match scope {
            Scope::District => Some(Place::default()),
            Scope::Town(id) => self.place_of_town(id),
            Scope::Zone(id) => self.place_of_zone(id),
            Scope::Grid(id) => self.place_of_grid(id),
        }
    }
}

impl Place {
    /// Whether this place is `outer` or lies in it.
    pub fn is_within(self, outer: Self) -> bool {
        let fits = |inner: Option<usize>, outer: Option<usize>| outer.is_none() || inner == outer;
        fits(self.town, outer.town) && fits(self.zone, outer.zone) && fits(self.grid, outer.grid)
    }
}

fn index<Id: Ord>(ids: impl Iterator<Item = Id>) -> BTreeMap<Id, usize> {
    // `collect` would bring a sort for each kind of id; `extend` puts one in after the other.
    let mut index = BTreeMap::new();
    index.extend(ids.enumerate().map(|(at, id)| (id, at)));
    index
}

fn unknown_reference(collection: Collection, row: &str, field: &str, value: &str) -> Defect {
    Defect {
        collection,
        row: row.into(),
        field: field.into(),
        reason: DefectReason::UnknownReference,
        value: value.into(),
    }
}
