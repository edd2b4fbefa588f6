//! Borders that follow from the grids: an edge between two zones is a zone border, and so on.
//!
//! Grids share the very same points along a border (`contract.md`), so town and zone outlines need not be sent. Where
//! they do not share them, both sides are drawn and nothing breaks.

use super::{
    area::{Areas, Place},
    geometry::{Line, LonLat, MultiPolygon},
};

/// A position as whole millionths of a degree, so that equal points are equal: longitude above, latitude below, in one
/// number, since tens of thousands of them are sorted before the first picture.
type Node = u64;

/// One edge of the mesh and the places on its sides.
struct Edge {
    from: Node,
    to: Node,
    side: Place,
    /// `None` at the outer edge of the district.
    other_side: Option<Place>,
}

/// All edges between grids, ready to be drawn by level.
pub struct Borders {
    edges: Vec<Edge>,
}

/// The level of a border line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BorderLevel {
    /// Between two zones of a town.
    Zone,
    /// Between two towns, and the edge of the district.
    Town,
}

impl Borders {
    /// Finds the shared edges of all grids that have a shape.
    pub fn of(areas: &Areas) -> Self {
        let mut sides: Vec<(Node, Node, u32)> = Vec::new();
        for (at, grid) in (0..).zip(areas.grids()) {
            for ring in grid.shape.iter().flat_map(MultiPolygon::rings) {
                for (a, b) in ring.iter().zip(ring.iter().skip(1)) {
                    let (a, b) = (node(*a), node(*b));
                    if a != b {
                        sides.push((a.min(b), a.max(b), at));
                    }
                }
            }
        }
        sides.sort_unstable();
        let place = |at: u32| areas.places().get(usize::try_from(at).ok()?).copied();
        let edges = sides
            .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
            .filter_map(|sides| {
                let (from, to, side) = *sides.first()?;
                let other_side = sides.get(1).and_then(|(.., other)| place(*other));
                Some(Edge { from, to, side: place(side)?, other_side })
            })
            .collect();
        Self { edges }
    }

    /// The lines of one level, each drawn once.
    pub fn lines(&self, level: BorderLevel) -> Vec<Line> {
        self.select(|edge| match (edge.other_side, level) {
            (None, _) => level == BorderLevel::Town,
            (Some(other), BorderLevel::Town) => edge.side.town != other.town,
            (Some(other), BorderLevel::Zone) => {
                edge.side.town == other.town && edge.side.zone != other.zone
            }
        })
    }

    /// The outline of `place`.
    pub fn outline(&self, place: Place) -> Vec<Line> {
        self.select(|edge| {
            let is_inside = edge.side.is_within(place);
            is_inside != edge.other_side.is_some_and(|other| other.is_within(place))
        })
    }

    /// For each grid, its neighbours across an edge: what the arrow keys move along.
    pub fn neighbours(&self, grid_count: usize) -> Vec<Vec<usize>> {
        let mut neighbours = vec![Vec::new(); grid_count];
        for edge in &self.edges {
            let (Some(a), Some(b)) = (edge.side.grid, edge.other_side.and_then(|side| side.grid))
            else {
                continue;
            };
            for (from, to) in [(a, b), (b, a)] {
                if let Some(list) = neighbours.get_mut(from)
                    && !list.contains(&to)
                {
                    list.push(to);
                }
            }
        }
        neighbours
    }

    fn select(&self, wanted: impl Fn(&Edge) -> bool) -> Vec<Line> {
        let edges = self.edges.iter().filter(|edge| wanted(edge));
        chain(edges.map(|edge| (edge.from, edge.to)).collect())
    }
}

/// Joins edges end to end into as few lines as there are: from each junction or loose end to the next, then the loops.
fn chain(edges: Vec<(Node, Node)>) -> Vec<Line> {
    // Each edge stands twice, once from either end, so that the edges at a node are one run of the sorted list.
    let mut ends: Vec<(Node, Node, u32)> = Vec::with_capacity(edges.len() * 2);
    for (at, (from, to)) in (0..).zip(&edges) {
        ends.push((*from, *to, at));
        ends.push((*to, *from, at));
    }
    ends.sort_unstable();
    let at_node = |node: Node| {
        let start = ends.partition_point(|(from, ..)| *from < node);
        let end = ends.partition_point(|(from, ..)| *from <= node);
        ends.get(start..end).unwrap_or_default()
    };

    let mut is_used = vec![false; edges.len()];
    let index = |edge: u32| usize::try_from(edge).unwrap_or(usize::MAX);
    let mut lines = Vec::new();
    let mut walk = |start: Node, is_used: &mut Vec<bool>| {
        for (_, first, edge) in at_node(start) {
            if is_used.get(index(*edge)).copied().unwrap_or(true) {
                continue;
            }
            let mut line = vec![start];
            let (mut here, mut edge) = (*first, *edge);
            loop {
                line.push(here);
                if let Some(used) = is_used.get_mut(index(edge)) {
                    *used = true;
                }
                let onward = at_node(here);
                let next = onward
                    .iter()
                    .find(|(.., edge)| is_used.get(index(*edge)).is_some_and(|used| !used))
                    .filter(|_| onward.len() == 2);
                let Some((_, to, next_edge)) = next else { break };
                (here, edge) = (*to, *next_edge);
            }
            lines.push(line.into_iter().map(position).collect());
        }
    };
    for run in ends.chunk_by(|a, b| a.0 == b.0) {
        if let [(node, ..), ..] = run
            && run.len() != 2
        {
            walk(*node, &mut is_used);
        }
    }
    for (from, _) in &edges {
        walk(*from, &mut is_used);
    }
    lines
}

/// What is added to a degree so that none is negative.
const HALF_TURN: f64 = 180.0;

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "degrees from 0 to 360, times a million, fit 32 bits"
)]
fn node(at: LonLat) -> Node {
    let millionths = |degrees: f64| ((degrees + HALF_TURN) * 1e6).round() as u32;
    u64::from(millionths(at.lon)) << 32 | u64::from(millionths(at.lat))
}

#[expect(clippy::cast_possible_truncation, reason = "each half is 32 bits")]
fn position(node: Node) -> LonLat {
    let degrees = |millionths: u32| (f64::from(millionths) - HALF_TURN * 1e6) / 1e6;
    LonLat { lon: degrees((node >> 32) as u32), lat: degrees(node as u32) }
}
