//! Who is on the map: the 22 towns and 161 zones by name, seat, size and number of grids.
//!
//! Names and counts only. It does not know where a border runs, nor that a map is drawn at all.

mod subdistricts;
mod towns;

use super::{Point, Setting};

/// What is known of a town before its borders are drawn.
pub(super) struct TownEntry {
    /// The statistical code of the 2015 edition, which the 2017 names go with.
    pub(super) code: &'static str,
    /// The full Chinese name.
    pub(super) name: &'static str,
    /// The name without its kind, in pinyin.
    pub(super) pinyin: &'static str,
    /// The seat of the town's offices, or the built-up centre.
    pub(super) seat: Point,
    /// The area to aim at; partly an estimate.
    pub(super) area_km2: f64,
    /// What kind of place it is.
    pub(super) setting: Setting,
    /// Its management zones.
    pub(super) zones: &'static [ZoneEntry],
}

impl TownEntry {
    /// The English name, with the kind of unit the Chinese name ends in.
    pub(super) fn name_en(&self) -> String {
        let kind = if self.name.ends_with("街道") { "Subdistrict" } else { "Town" };
        format!("{} {kind}", self.pinyin)
    }
}

/// What is known of a zone before its borders are drawn.
pub(super) struct ZoneEntry {
    /// The name without 管区.
    pub(super) name: &'static str,
    /// The same in pinyin.
    pub(super) pinyin: &'static str,
    /// Where in its town it should lie, so that 港区 is not put on a mountain.
    pub(super) toward: Toward,
    /// About how many grids it has.
    pub(super) grids: u32,
    /// Whether the name makes sense by the sea only.
    pub(super) on_shore: bool,
}

const fn zone(name: &'static str, pinyin: &'static str, toward: Toward, grids: u32) -> ZoneEntry {
    ZoneEntry { name, pinyin, toward, grids, on_shore: false }
}

const fn shore(name: &'static str, pinyin: &'static str, toward: Toward, grids: u32) -> ZoneEntry {
    ZoneEntry { name, pinyin, toward, grids, on_shore: true }
}

/// The part of its town a zone lies in.
#[derive(Clone, Copy)]
pub(super) enum Toward {
    Core,
    North,
    NorthEast,
    East,
    SouthEast,
    South,
    SouthWest,
    West,
    NorthWest,
}

impl Toward {
    /// A vector of length one towards it (east, north), or none for the core.
    pub(super) fn vector(self) -> [f64; 2] {
        const DIAGONAL: f64 = std::f64::consts::FRAC_1_SQRT_2;
        match self {
            Self::Core => [0.0, 0.0],
            Self::North => [0.0, 1.0],
            Self::NorthEast => [DIAGONAL, DIAGONAL],
            Self::East => [1.0, 0.0],
            Self::SouthEast => [DIAGONAL, -DIAGONAL],
            Self::South => [0.0, -1.0],
            Self::SouthWest => [-DIAGONAL, -DIAGONAL],
            Self::West => [-1.0, 0.0],
            Self::NorthWest => [-DIAGONAL, DIAGONAL],
        }
    }
}

/// All towns, in the order of their codes.
pub(super) fn entries() -> impl Iterator<Item = &'static TownEntry> {
    subdistricts::SUBDISTRICTS.iter().chain(towns::TOWNS)
}
