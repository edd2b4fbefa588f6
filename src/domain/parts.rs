//! The parts of a place: the areas one level below, and what lies in none of them (未归属), so that every sum is whole.

use super::{
    area::{Areas, Place},
    count::LightCount,
    lit::LitBoard,
    overlay::children,
    scope::AreaLevel,
};

/// A part of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// An area, or all of the district.
    Area(Place),
    /// 未归属: what is known to lie in this place, and in no area one level below.
    Unplaced(Place),
}

impl Part {
    /// Whether something that lies at `at` belongs to it.
    pub fn holds(self, at: Place) -> bool {
        match self {
            Self::Area(place) => at.is_within(place),
            Self::Unplaced(place) => {
                let is_below = match place {
                    Place { zone: Some(_), .. } => at.grid.is_some(),
                    Place { town: Some(_), .. } => at.zone.is_some(),
                    Place { .. } => at.town.is_some(),
                };
                at.is_within(place) && !is_below
            }
        }
    }

    /// The place around it, or itself.
    pub fn place(self) -> Place {
        match self {
            Self::Area(place) | Self::Unplaced(place) => place,
        }
    }

    /// Its matters by light.
    pub fn count(self, lit: &LitBoard, areas: &Areas) -> LightCount {
        match self {
            Self::Area(place) => lit.count(place),
            Self::Unplaced(place) => {
                let (_, inside) = children(areas, place);
                inside.into_iter().fold(lit.count(place), |rest, child| rest.less(lit.count(child)))
            }
        }
    }
}

/// The parts of a place, in the areas' own order, and 未归属 at the end. A grid has no parts: it stands among those of its
/// zone.
pub fn parts(areas: &Areas, place: Place) -> (AreaLevel, Vec<Part>) {
    let (level, inside) = children(areas, place);
    let around = Place { grid: None, ..place };
    let inside = inside.into_iter().map(Part::Area);
    (level, inside.chain([Part::Unplaced(around)]).collect())
}
