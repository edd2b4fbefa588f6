//! The borders of a labelled raster as a net: arcs that meet in nodes, each arc kept once.
//!
//! Both sides of a border are drawn from the same arc, so nothing done to an arc can open a gap. It
//! does not know what the labels stand for, nor how borders should look.
#![expect(clippy::indexing_slicing, reason = "nodes, arcs and cells are numbered by their lists")]

use std::collections::{BTreeMap, BTreeSet};

use super::ground::Ground;

/// Nodes, and the arcs between them.
pub(super) struct Net<P> {
    pub(super) nodes: Vec<P>,
    pub(super) arcs: Vec<Arc<P>>,
}

/// A border between two labels, from one node to the next.
#[derive(Clone)]
pub(super) struct Arc<P> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The points between the nodes.
    pub(super) inner: Vec<P>,
    /// The labels on either side, seen from start to end; 0 is outside.
    pub(super) left: u16,
    pub(super) right: u16,
}

/// East, north, west, south: the order is that of turning left.
const DIRECTIONS: [usize; 4] = [0, 1, 2, 3];

/// The corner of a cell: the south-west corner of the cell with that number.
type Corner = usize;

/// Traces the sides of cells between different labels.
pub(super) fn trace(ground: &Ground, labels: &[u16]) -> Net<[f64; 2]> {
    let tracer = Tracer { columns: ground.columns, labels };
    let last = labels.len() - ground.columns;
    let corners = (ground.columns + 1..last).filter(|&corner| tracer.borders(corner) > 2);
    let node_of: BTreeMap<Corner, usize> = corners.zip(0..).collect();
    let place = |corner: Corner| {
        let [x, y] = ground.centre(corner);
        [x - 0.5 * ground.cell_m, y - 0.5 * ground.cell_m]
    };
    let mut arcs = Vec::new();
    let mut done: BTreeSet<(Corner, usize)> = BTreeSet::new();
    for (&corner, &start) in &node_of {
        for direction in DIRECTIONS {
            if !tracer.is_border(corner, direction) || done.contains(&(corner, direction)) {
                continue;
            }
            let (left, right) = tracer.labels_beside(corner, direction);
            let (corners, arrival) = tracer.walk(corner, direction, &node_of);
            let (end_corner, inner) = match corners.split_last() {
                Some((end, inner)) => (*end, inner),
                None => continue,
            };
            done.insert((end_corner, (arrival + 2) % 4));
            let inner = inner.iter().map(|&corner| place(corner)).collect();
            arcs.push(Arc { start, end: node_of[&end_corner], inner, left, right });
        }
    }
    Net { nodes: node_of.keys().map(|&corner| place(corner)).collect(), arcs }
}

struct Tracer<'a> {
    columns: usize,
    labels: &'a [u16],
}

impl Tracer<'_> {
    /// The labels to the left and right of the side of a cell that leaves a corner.
    fn labels_beside(&self, corner: Corner, direction: usize) -> (u16, u16) {
        let north_east = self.labels[corner];
        let north_west = self.labels[corner - 1];
        let south_west = self.labels[corner - self.columns - 1];
        let south_east = self.labels[corner - self.columns];
        match direction {
            0 => (north_east, south_east),
            1 => (north_west, north_east),
            2 => (south_west, north_west),
            _ => (south_east, south_west),
        }
    }

    fn is_border(&self, corner: Corner, direction: usize) -> bool {
        let (left, right) = self.labels_beside(corner, direction);
        left != right
    }

    fn borders(&self, corner: Corner) -> usize {
        DIRECTIONS.iter().filter(|&&direction| self.is_border(corner, direction)).count()
    }

    /// The corners from one node to the next, without the first, and the last step's direction.
    fn walk(
        &self,
        from: Corner,
        mut direction: usize,
        nodes: &BTreeMap<Corner, usize>,
    ) -> (Vec<Corner>, usize) {
        let mut corners = Vec::new();
        let mut at = from;
        loop {
            at = match direction {
                0 => at + 1,
                1 => at + self.columns,
                2 => at - 1,
                _ => at - self.columns,
            };
            corners.push(at);
            if nodes.contains_key(&at) {
                return (corners, direction);
            }
            let back = (direction + 2) % 4;
            let onward = |next: &&usize| **next != back && self.is_border(at, **next);
            direction = DIRECTIONS.iter().find(onward).copied().unwrap_or(back);
        }
    }
}

impl<P: Copy> Net<P> {
    /// All points of an arc, with its nodes.
    pub(super) fn line<'a>(&'a self, arc: &'a Arc<P>) -> impl DoubleEndedIterator<Item = P> + 'a {
        let (start, end) = (self.nodes[arc.start], self.nodes[arc.end]);
        std::iter::once(start).chain(arc.inner.iter().copied()).chain(std::iter::once(end))
    }

    /// The ring about a label with the label on its left, closed: the first point comes again.
    pub(super) fn ring(&self, label: u16) -> Vec<P> {
        let mut open: Vec<(usize, usize, Vec<P>)> = Vec::new();
        for arc in &self.arcs {
            if arc.left == label {
                open.push((arc.start, arc.end, self.line(arc).collect()));
            }
            if arc.right == label {
                open.push((arc.end, arc.start, self.line(arc).rev().collect()));
            }
        }
        let Some((_, mut at, mut ring)) = open.pop() else { return Vec::new() };
        while let Some(next) = open.iter().position(|(start, ..)| *start == at) {
            let (_, end, line) = open.swap_remove(next);
            ring.extend(line.into_iter().skip(1));
            at = end;
        }
        ring
    }
}
