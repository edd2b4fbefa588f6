//! Takes points out of a net of borders, the least missed first, until few enough are left.
//!
//! A point is only taken out if the line then still passes every other point of the net on the same
//! side, so rings that are simple stay simple. It does not know what the labels stand for, but
//! how much their borders matter is given.
#![expect(clippy::indexing_slicing, reason = "points and buckets are numbered by their lists")]
#![expect(clippy::cast_sign_loss, reason = "offsets from the lowest coordinates are positive")]

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::net::{Arc, Net};
use super::{Point, shape};

/// Side of the squares in which points are looked up, in units of coordinates.
const SQUARE: i32 = 300;

/// Takes out points until the rings of all labels have at most `most_points` in all, not counting
/// the closing ones. `weight_of` says how much a given bend is missed at an arc.
pub(super) fn simplify(
    net: &Net<Point>,
    most_points: usize,
    weight_of: impl Fn(&Arc<Point>) -> f64,
) -> Net<Point> {
    let mut work = Work::new(net, &weight_of);
    let mut points = work.ring_points(net);
    while points > most_points {
        let Some(Reverse((cost, point))) = work.queue.pop() else { break };
        if work.taken[point] || work.cost(point) != cost || !work.may_go(point) {
            continue;
        }
        points -= work.take_out(point);
    }
    let left = |(number, arc): (usize, &Arc<Point>)| {
        let first = work.first_inner[number];
        let inner = (first..first + arc.inner.len()).filter(|&point| !work.taken[point]);
        Arc { inner: inner.map(|point| work.at[point]).collect(), ..arc.clone() }
    };
    Net { nodes: net.nodes.clone(), arcs: net.arcs.iter().enumerate().map(left).collect() }
}

/// All points in one list: first the nodes, then the inner points arc by arc.
struct Work {
    at: Vec<Point>,
    before: Vec<usize>,
    after: Vec<usize>,
    arc: Vec<usize>,
    taken: Vec<bool>,
    first_inner: Vec<usize>,
    /// Inner points left on an arc, and how many must stay.
    left: Vec<usize>,
    least: Vec<usize>,
    /// On how many rings the inner points of an arc lie.
    sides: Vec<usize>,
    weight: Vec<f64>,
    squares: Vec<Vec<u32>>,
    corner: Point,
    columns: usize,
    /// Cheapest first; an entry whose cost is out of date is passed over.
    queue: BinaryHeap<Reverse<(u64, usize)>>,
}

impl Work {
    fn new(net: &Net<Point>, weight_of: impl Fn(&Arc<Point>) -> f64) -> Self {
        let all = || net.nodes.iter().chain(net.arcs.iter().flat_map(|arc| &arc.inner));
        let low = |n: usize| all().map(|at| at[n]).min().unwrap_or(0);
        let high = |n: usize| all().map(|at| at[n]).max().unwrap_or(0);
        let corner = [low(0), low(1)];
        let columns = ((high(0) - corner[0]) / SQUARE) as usize + 1;
        let rows = ((high(1) - corner[1]) / SQUARE) as usize + 1;
        let nodes = net.nodes.len();
        let mut work = Self {
            at: all().copied().collect(),
            before: (0..nodes).collect(),
            after: (0..nodes).collect(),
            arc: vec![usize::MAX; nodes],
            taken: Vec::new(),
            first_inner: Vec::new(),
            left: net.arcs.iter().map(|arc| arc.inner.len()).collect(),
            least: least_inner(net),
            sides: net
                .arcs
                .iter()
                .map(|arc| [arc.left, arc.right].iter().filter(|l| **l > 0).count())
                .collect(),
            weight: net.arcs.iter().map(weight_of).collect(),
            squares: vec![Vec::new(); columns * rows],
            corner,
            columns,
            queue: BinaryHeap::new(),
        };
        for (number, arc) in net.arcs.iter().enumerate() {
            let first = work.before.len();
            let last = first + arc.inner.len();
            work.first_inner.push(first);
            for point in first..last {
                work.before.push(if point == first { arc.start } else { point - 1 });
                work.after.push(if point + 1 == last { arc.end } else { point + 1 });
                work.arc.push(number);
            }
        }
        work.taken = vec![false; work.at.len()];
        for point in 0..work.at.len() {
            let square = work.square(work.at[point]);
            work.squares[square].push(u32::try_from(point).unwrap_or(u32::MAX));
            work.enqueue(point);
        }
        work
    }

    fn square(&self, [x, y]: Point) -> usize {
        let [column, row] =
            [x - self.corner[0], y - self.corner[1]].map(|off| (off / SQUARE) as usize);
        row * self.columns + column
    }

    /// How many points the rings have: inner points, and one node for each arc of a ring.
    fn ring_points(&self, net: &Net<Point>) -> usize {
        let nodes: usize = self.sides.iter().sum();
        let inner: usize =
            net.arcs.iter().zip(&self.sides).map(|(arc, n)| arc.inner.len() * n).sum();
        nodes + inner
    }

    /// What taking out a point changes, in a form that sorts.
    fn cost(&self, point: usize) -> u64 {
        let (a, b) = (self.at[self.before[point]], self.at[self.after[point]]);
        let area = shape::cross(a, self.at[point], b).unsigned_abs();
        #[expect(clippy::cast_precision_loss, reason = "areas of small triangles")]
        let cost = area as f64 * self.weight[self.arc[point]];
        cost.to_bits()
    }

    fn enqueue(&mut self, point: usize) {
        if self.arc[point] != usize::MAX {
            self.queue.push(Reverse((self.cost(point), point)));
        }
    }

    fn may_go(&self, point: usize) -> bool {
        let arc = self.arc[point];
        if self.left[arc] <= self.least[arc] {
            return false;
        }
        let (before, after) = (self.before[point], self.after[point]);
        let triangle = [before, point, after].map(|point| self.at[point]);
        let low = [0, 1].map(|n| triangle.iter().map(|at| at[n]).min().unwrap_or(0));
        let high = [0, 1].map(|n| triangle.iter().map(|at| at[n]).max().unwrap_or(0));
        let (first, last) = (self.square(low), self.square(high));
        let across = last % self.columns - first % self.columns;
        (first..=last)
            .step_by(self.columns)
            .flat_map(|row| &self.squares[row..=row + across])
            .flatten()
            .map(|&other| other as usize)
            .filter(|other| ![before, point, after].contains(other))
            .all(|other| !in_triangle(triangle, self.at[other]))
    }

    /// Takes out a point; says on how many rings it lay.
    fn take_out(&mut self, point: usize) -> usize {
        let (before, after, arc) = (self.before[point], self.after[point], self.arc[point]);
        self.taken[point] = true;
        self.left[arc] -= 1;
        let square = self.square(self.at[point]);
        self.squares[square].retain(|&other| other as usize != point);
        // A node has many neighbours; only inner points keep theirs.
        if self.arc[before] == arc {
            self.after[before] = after;
            self.enqueue(before);
        }
        if self.arc[after] == arc {
            self.before[after] = before;
            self.enqueue(after);
        }
        self.sides[arc]
    }
}

/// An arc whose nodes are also joined by another keeps a bend, or the two would fall together.
fn least_inner(net: &Net<Point>) -> Vec<usize> {
    let ends = |arc: &Arc<Point>| (arc.start.min(arc.end), arc.start.max(arc.end));
    let mut joined: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for arc in &net.arcs {
        *joined.entry(ends(arc)).or_default() += 1;
    }
    let least = |arc: &Arc<Point>| match joined.get(&ends(arc)) {
        _ if arc.start == arc.end => 3,
        Some(1) => 0,
        _ => 2,
    };
    net.arcs.iter().map(|arc| least(arc).min(arc.inner.len())).collect()
}

/// Whether a point is in a triangle or on its border.
fn in_triangle([a, b, c]: [Point; 3], at: Point) -> bool {
    let turns = [shape::cross(a, b, at), shape::cross(b, c, at), shape::cross(c, a, at)];
    turns.iter().all(|turn| *turn >= 0) || turns.iter().all(|turn| *turn <= 0)
}
