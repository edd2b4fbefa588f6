//! Moving from cell to cell with the arrow keys. Pure.

use crate::domain::geometry::LonLat;

/// A direction of an arrow key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Up.
    North,
    /// Down.
    South,
    /// Right.
    East,
    /// Left.
    West,
}

/// The cell to move to: the neighbour that lies most nearly in `direction`, else the nearest cell on that side, so that
/// a bay or an island stops nobody.
pub fn next_cell(
    from: usize,
    direction: Direction,
    centres: &[Option<LonLat>],
    neighbours: &[Vec<usize>],
) -> Option<usize> {
    let origin = centres.get(from).copied().flatten()?;
    // How far ahead a cell lies and how far aside, in degrees of latitude; nothing for one that is not ahead.
    let offset = |cell: usize| {
        let at = centres.get(cell).copied().flatten()?;
        let east = (at.lon - origin.lon) * origin.lat.to_radians().cos();
        let north = at.lat - origin.lat;
        let (ahead, aside) = match direction {
            Direction::North => (north, east),
            Direction::South => (-north, east),
            Direction::East => (east, north),
            Direction::West => (-east, north),
        };
        (ahead > 0.0).then_some((ahead, aside.abs()))
    };
    let beside = neighbours.get(from).into_iter().flatten().copied();
    let straightest = beside
        .filter_map(|cell| offset(cell).map(|(ahead, aside)| (cell, aside / ahead)))
        .filter(|(_, slope)| *slope <= 1.5)
        .min_by(|a, b| a.1.total_cmp(&b.1));
    let nearest = || {
        (0..centres.len())
            .filter_map(|cell| offset(cell).map(|(ahead, aside)| (cell, ahead, aside)))
            .filter(|(_, ahead, aside)| aside <= ahead)
            .map(|(cell, ahead, aside)| (cell, ahead + 2.0 * aside))
            .min_by(|a, b| a.1.total_cmp(&b.1))
    };
    straightest.or_else(nearest).map(|(cell, _)| cell)
}
