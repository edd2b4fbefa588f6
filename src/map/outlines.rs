//! Outlines in the map's plane, side by side in memory: what a canvas draws from, and which cell lies where. Pure.

use super::projection::{Flat, Shift};
use crate::domain::{
    area::Areas,
    geometry::{Line, LonLat},
};
use std::ops::Range;

/// A box of the plane, its edges included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The lower corner in both directions.
    pub low: Flat,
    /// The upper corner.
    pub high: Flat,
}

impl Frame {
    /// The box with two of its corners at these points, whichever they are.
    pub fn between(a: Flat, b: Flat) -> Self {
        let low = Flat { x: a.x.min(b.x), y: a.y.min(b.y) };
        Self { low, high: Flat { x: a.x.max(b.x), y: a.y.max(b.y) } }
    }

    fn around(points: &[Flat]) -> Option<Self> {
        let first = *points.first()?;
        let corner = |choose: fn(f64, f64) -> f64| {
            let choose = |a: Flat, b: &Flat| Flat { x: choose(a.x, b.x), y: choose(a.y, b.y) };
            points.iter().fold(first, choose)
        };
        Some(Self { low: corner(f64::min), high: corner(f64::max) })
    }

    /// Whether the two have a point in common.
    pub fn meets(&self, other: &Self) -> bool {
        self.low.x <= other.high.x
            && other.low.x <= self.high.x
            && self.low.y <= other.high.y
            && other.low.y <= self.high.y
    }
}

/// One outline of several rings or lines, and the box around it.
#[derive(Clone, Debug)]
struct Outline {
    lines: Range<usize>,
    frame: Frame,
}

/// Outlines by number; some numbers may have none.
#[derive(Clone, Debug, Default)]
pub struct Outlines {
    points: Vec<Flat>,
    lines: Vec<Range<usize>>,
    all: Vec<Option<Outline>>,
}

impl Outlines {
    /// The cells of the grids that have a shape and are drawn, by the grid's index.
    pub fn of_cells(areas: &Areas, is_drawn: impl Fn(usize) -> bool, shift: Shift) -> Self {
        let mut outlines = Self::default();
        for (at, grid) in areas.grids().iter().enumerate() {
            let parts = grid.shape.as_ref().filter(|_| is_drawn(at)).map(|shape| &shape.0[..]);
            let start = outlines.lines.len();
            for part in parts.unwrap_or_default() {
                for (at, ring) in part.iter().enumerate() {
                    outlines.add_ring(ring, at == 0, shift);
                }
            }
            outlines.end(start);
        }
        outlines
    }

    /// Border lines, each by itself.
    pub fn of_lines(lines: &[Line], shift: Shift) -> Self {
        let mut outlines = Self::default();
        for line in lines {
            let start = outlines.lines.len();
            outlines.add(line.iter(), shift);
            outlines.end(start);
        }
        outlines
    }

    /// The numbers of those that may be seen in `frame`.
    pub fn within(&self, frame: Frame) -> impl Iterator<Item = usize> {
        let is_near = move |outline: &Outline| outline.frame.meets(&frame);
        let all = self.all.iter().enumerate();
        all.filter_map(move |(at, outline)| outline.as_ref().filter(|one| is_near(one)).map(|_| at))
    }

    /// The box around an outline.
    pub fn frame(&self, at: usize) -> Option<Frame> {
        self.all.get(at)?.as_ref().map(|outline| outline.frame)
    }

    /// The rings or lines of an outline.
    pub fn lines(&self, at: usize) -> impl Iterator<Item = &[Flat]> {
        let outline = self.all.get(at).and_then(Option::as_ref);
        let lines = outline.and_then(|outline| self.lines.get(outline.lines.clone()));
        lines.unwrap_or_default().iter().filter_map(|line| self.points.get(line.clone()))
    }

    /// The outline around a point; of several the last, which is drawn over the others.
    pub fn at(&self, at: Flat) -> Option<usize> {
        let around: Vec<usize> = self.within(Frame { low: at, high: at }).collect();
        around.into_iter().rev().find(|outline| {
            // Even-odd: a point in a hole is outside.
            let edges = self.lines(*outline).flat_map(|ring| ring.iter().zip(ring.iter().skip(1)));
            let crossed = edges.filter(|(a, b)| {
                (a.y > at.y) != (b.y > at.y)
                    && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x)
            });
            crossed.count() % 2 == 1
        })
    }

    /// Adds a ring, outer ones turning one way and holes the other: cells of one look are filled in one go, and where two
    /// overlap by mistake the place must not count as a hole.
    fn add_ring(&mut self, ring: &Line, is_outer: bool, shift: Shift) {
        let pairs = ring.iter().zip(ring.iter().skip(1));
        let twice_area: f64 = pairs.map(|(a, b)| (b.lon - a.lon) * (b.lat + a.lat)).sum();
        if (twice_area < 0.0) == is_outer {
            self.add(ring.iter(), shift);
        } else {
            self.add(ring.iter().rev(), shift);
        }
    }

    fn add<'a>(&mut self, line: impl Iterator<Item = &'a LonLat>, shift: Shift) {
        let start = self.points.len();
        self.points.extend(line.map(|at| Flat::of(shift(*at))));
        self.lines.push(start..self.points.len());
    }

    /// Ends an outline of all lines added since `start`.
    fn end(&mut self, start: usize) {
        let lines = start..self.lines.len();
        let points = self.lines.get(start).map(|first| first.start..self.points.len());
        let frame = points.and_then(|points| Frame::around(self.points.get(points)?));
        self.all.push(frame.map(|frame| Outline { lines, frame }));
    }
}
