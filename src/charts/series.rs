//! What charts over time share: runs of known values, counts as they are written, and numbers that stand beside a line
//! where nothing else stands.

use super::{
    picture::{Anchor, Picture, Shape},
    scale::clean,
    text::ems,
};
use crate::locales::grouped;

/// Values that follow each other without a gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The place of the first among all.
    pub first: usize,
    /// The values.
    pub values: Vec<f64>,
}

/// The runs of known values. One that is no number is not known.
pub fn runs(values: &[Option<f64>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut is_open = false;
    for (at, value) in values.iter().enumerate() {
        let Some(value) = value.filter(|value| value.is_finite()) else {
            is_open = false;
            continue;
        };
        match runs.last_mut().filter(|_| is_open) {
            Some(run) => run.values.push(clean(value)),
            None => runs.push(Run { first: at, values: vec![clean(value)] }),
        }
        is_open = true;
    }
    runs
}

/// A count as it is written.
pub fn number(value: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a value that can be drawn is below a million millions, and not below zero"
    )]
    let whole = clean(value).round() as u64;
    grouped(whole)
}

/// A place as a number of pixels or characters.
pub(super) fn float(of: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap_or(u32::MAX))
}

/// Draws a line through points; a single one becomes a short stroke, since a line of one point is none.
pub(super) fn draw_line(picture: &mut Picture, class: &'static str, mut points: Vec<(f64, f64)>) {
    if let [(x, y)] = points[..] {
        let left = (x - 1.5).clamp(0.0, (picture.width - 3.0).max(0.0));
        points = vec![(left, y), (left + 3.0, y)];
    }
    picture.add(class, Shape::Path(points));
}

/// Numbers beside lines: none over another.
#[derive(Default)]
pub(super) struct Labels {
    taken: Vec<[f64; 4]>,
}

impl Labels {
    /// Writes a text with its middle above a point, within the two edges, unless something stands there.
    pub(super) fn above(
        &mut self,
        picture: &mut Picture,
        class: &'static str,
        (x, y): (f64, f64),
        [left, right]: [f64; 2],
        size: f64,
        text: String,
    ) {
        let half = ems(&text) * size / 2.0;
        let x = x.min(right - half).max(left + half);
        let y = y - size * 0.75;
        let place = [x - half, y - size * 0.55, x + half, y + size * 0.55];
        if place[2] > right + 0.5 || self.taken.iter().any(|other| meet(other, &place)) {
            return;
        }
        self.taken.push(place);
        picture.text(class, (x, y), Anchor::Middle, size, text);
    }
}

fn meet(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}
