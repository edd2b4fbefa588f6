//! Which part of the district, and which matters of it, a reader looks at.

use super::{
    case::Domain,
    ids::{GridId, TownId, ZoneId},
    light::Light,
};

/// A part of the district.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    #[default]
    District,
    /// One town.
    Town(TownId),
    /// One zone.
    Zone(ZoneId),
    /// One grid.
    Grid(GridId),
}

impl Scope {
    /// The text of the page's hook `data-scope`.
    pub fn code(&self) -> String {
        match self {
            Self::District => "district".into(),
            Self::Town(id) => format!("town:{id}"),
            Self::Zone(id) => format!("zone:{id}"),
            Self::Grid(id) => format!("grid:{id}"),
        }
    }
}

/// Which matters count; everything where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this domain: in every figure, on the map and in the list.
    pub domain: Option<Domain>,
    /// Only this light, in the list.
    pub light: Option<Light>,
}

/// The order of a list of matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By light, then by deadline.
    #[default]
    Urgent,
    /// The newest report first.
    Newest,
}

/// A level of areas, as children of the scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaLevel {
    /// The towns of the district.
    Towns,
    /// The zones of a town.
    Zones,
    /// The grids of a zone.
    Grids,
}
