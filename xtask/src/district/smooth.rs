//! Takes the stairs out of traced borders, and puts them on whole coordinates.
//!
//! It does not know which borders matter more, nor how many points there may be.
#![expect(clippy::indexing_slicing, reason = "nodes, arcs and buckets are numbered by their lists")]

use std::collections::BTreeSet;

use super::net::{Arc, Net};
use super::{Point, ground, shape};

/// Each pass moves a point halfway to between its neighbours; six undo stairs of one cell.
const PASSES: usize = 6;

/// Where lines crossed, borders stay as traced within about this distance.
const KEPT_M: f64 = 400.0;

/// A smooth net in which no two lines cross, as none did in the one given.
pub(super) fn smooth(raw: &Net<[f64; 2]>) -> Net<Point> {
    let mut kept: BTreeSet<[i32; 2]> = BTreeSet::new();
    loop {
        let smooth = on_whole_coordinates(&pull(raw, &kept));
        let crossed = crossings(&smooth);
        let before = kept.len();
        for at in crossed {
            let [column, row] = block(ground::place(at));
            for east in -1..=1 {
                kept.extend((-1..=1).map(|north| [column + east, row + north]));
            }
        }
        if kept.len() == before {
            return smooth;
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "metres within the district")]
fn block([x_m, y_m]: [f64; 2]) -> [i32; 2] {
    [(x_m / KEPT_M).floor() as i32, (y_m / KEPT_M).floor() as i32]
}

fn pull(raw: &Net<[f64; 2]>, kept: &BTreeSet<[i32; 2]>) -> Net<[f64; 2]> {
    let mut net = Net { nodes: raw.nodes.clone(), arcs: raw.arcs.clone() };
    let towards = |place: [f64; 2], raw: [f64; 2], to: [f64; 2]| {
        if kept.contains(&block(raw)) { raw } else { between(place, to) }
    };
    for _ in 0..PASSES {
        let mut beside: Vec<(usize, [f64; 2])> = vec![(0, [0.0; 2]); net.nodes.len()];
        let mut meet = |node: usize, [x, y]: [f64; 2]| {
            let (count, [sum_x, sum_y]) = beside[node];
            beside[node] = (count + 1, [sum_x + x, sum_y + y]);
        };
        let mut arcs = Vec::with_capacity(net.arcs.len());
        for (arc, raw) in net.arcs.iter().zip(&raw.arcs) {
            let line: Vec<[f64; 2]> = net.line(arc).collect();
            meet(arc.start, line[1]);
            meet(arc.end, line[line.len() - 2]);
            let pulled = line.windows(3).zip(&raw.inner);
            let inner =
                pulled.map(|(at, &raw)| towards(at[1], raw, between(at[0], at[2]))).collect();
            arcs.push(Arc { inner, ..arc.clone() });
        }
        for (node, (count, [sum_x, sum_y])) in beside.into_iter().enumerate() {
            let count = f64::from(u32::try_from(count).unwrap_or(1));
            net.nodes[node] =
                towards(net.nodes[node], raw.nodes[node], [sum_x / count, sum_y / count]);
        }
        net.arcs = arcs;
    }
    net
}

fn between([ax, ay]: [f64; 2], [bx, by]: [f64; 2]) -> [f64; 2] {
    [0.5 * (ax + bx), 0.5 * (ay + by)]
}

fn on_whole_coordinates(net: &Net<[f64; 2]>) -> Net<Point> {
    let whole = |arc: &Arc<[f64; 2]>| Arc {
        start: arc.start,
        end: arc.end,
        inner: arc.inner.iter().map(|&place| ground::point(place)).collect(),
        left: arc.left,
        right: arc.right,
    };
    Net {
        nodes: net.nodes.iter().map(|&place| ground::point(place)).collect(),
        arcs: net.arcs.iter().map(whole).collect(),
    }
}

/// Where lines of the net cross, or touch other than in a shared end.
fn crossings(net: &Net<Point>) -> Vec<Point> {
    let mut sides: Vec<[Point; 2]> = Vec::new();
    for arc in &net.arcs {
        let line: Vec<Point> = net.line(arc).collect();
        sides.extend(line.windows(2).map(|side| [side[0], side[1]]));
    }
    shape::crossings(&sides)
}
