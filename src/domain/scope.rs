//! Which part of the district a reader looks at. Which matters of it is `filter`.

use super::ids::{GridId, TownId, ZoneId};

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
    /// How far down it is: 0 for the district, 3 for a grid.
    pub fn depth(&self) -> u8 {
        match self {
            Self::District => 0,
            Self::Town(_) => 1,
            Self::Zone(_) => 2,
            Self::Grid(_) => 3,
        }
    }

    /// The scope of a code as `code` writes it; `None` for any other text.
    pub fn from_code(code: &str) -> Option<Self> {
        if code == "district" {
            return Some(Self::District);
        }
        let (level, id) = code.split_once(':').filter(|(_, id)| !id.is_empty())?;
        match level {
            "town" => Some(Self::Town(id.into())),
            "zone" => Some(Self::Zone(id.into())),
            "grid" => Some(Self::Grid(id.into())),
            _ => None,
        }
    }

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
