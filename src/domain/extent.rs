//! How far each area reaches and where its name goes, computed once for all areas together.

use super::{
    area::{Areas, Place},
    geometry::{Bounds, LonLat},
};

/// The reach of one area that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// The box around it.
    pub bounds: Bounds,
    /// A point inside it, near its middle: where its name or sign goes.
    pub label_point: LonLat,
}

/// The reach of every area; `None` for one without a shape.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extents {
    /// The whole district.
    pub district: Option<Extent>,
    /// Each town.
    pub towns: Vec<Option<Extent>>,
    /// Each zone.
    pub zones: Vec<Option<Extent>>,
    /// Each grid.
    pub grids: Vec<Option<Extent>>,
}

impl Extents {
    /// The reach of all areas.
    pub fn of(areas: &Areas) -> Self {
        let grid = |grid: &super::area::Grid| {
            let shape = grid.shape.as_ref()?;
            Some(Extent { bounds: shape.bounds()?, label_point: shape.inner_point()? })
        };
        let mut extents = Self {
            district: None,
            towns: vec![None; areas.towns().len()],
            zones: vec![None; areas.zones().len()],
            grids: areas.grids().iter().map(grid).collect(),
        };
        let drawn = areas.places().iter().zip(extents.grids.clone());
        let drawn: Vec<(Place, Extent)> =
            drawn.filter_map(|(place, extent)| Some((*place, extent?))).collect();
        for (place, extent) in &drawn {
            extents.for_each_above(*place, |above| {
                let bounds = above.map_or(extent.bounds, |above| above.bounds.union(extent.bounds));
                *above = Some(Extent { bounds, label_point: extent.label_point });
            });
        }
        // The name goes to the grid nearest to the middle: the middle itself may lie in a bay.
        for (place, extent) in &drawn {
            extents.for_each_above(*place, |above| {
                let Some(above) = above else { return };
                let middle = above.bounds.centre();
                let away = |at: LonLat| (at.lon - middle.lon).hypot(at.lat - middle.lat);
                if away(extent.label_point) < away(above.label_point) {
                    above.label_point = extent.label_point;
                }
            });
        }
        extents
    }

    /// The reach of a place.
    pub fn get(&self, place: Place) -> Option<Extent> {
        let of = |extents: &[Option<Extent>], at: usize| extents.get(at).copied().flatten();
        match place {
            Place { grid: Some(at), .. } => of(&self.grids, at),
            Place { zone: Some(at), .. } => of(&self.zones, at),
            Place { town: Some(at), .. } => of(&self.towns, at),
            Place { .. } => self.district,
        }
    }

    fn for_each_above(&mut self, place: Place, mut change: impl FnMut(&mut Option<Extent>)) {
        change(&mut self.district);
        let town = place.town.and_then(|at| self.towns.get_mut(at));
        let zone = place.zone.and_then(|at| self.zones.get_mut(at));
        town.into_iter().chain(zone).for_each(change);
    }
}
