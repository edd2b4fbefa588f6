//! Horizontal stacked bars: a row for each area, all on one scale, the numbers beside them in columns.

use super::{
    picture::{Anchor, Caption, Part, Picture, Role, Space},
    scale::{Scale, clean, stack},
    text::{fit, widest},
};

/// The rows, in the order in which they stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bars {
    /// The rows.
    pub rows: Vec<BarRow>,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarRow {
    /// Its name.
    pub name: String,
    /// The parts of its bar, from the left.
    pub parts: Vec<Part>,
    /// The numbers beside its bar, the most important first: where there is no room the last ones are left out.
    pub numbers: Vec<Caption>,
    /// A line below it, in small type.
    pub note: Option<String>,
    /// The whole of it in a sentence.
    pub sentence: String,
    /// What its target is good for.
    pub role: Role,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// A bar is never shorter than so many characters: where it would be, it gets a line of its own.
const SHORTEST: f64 = 6.0;
/// Between two things beside each other, in units of the text.
const GAP: f64 = 0.5;
/// The height of small type.
const SMALL: f64 = 0.925;

/// Where things stand in a row.
struct Frame {
    name: f64,
    bar: (f64, f64),
    /// The middle of the name, of the bar and of the note, from the top of the row.
    middles: [f64; 3],
    thickness: f64,
    height: f64,
    /// The right edge of each column of numbers.
    numbers: Vec<f64>,
}

impl Frame {
    fn of(input: &Bars, width: f64, em: f64) -> Self {
        let rows = &input.rows;
        let names = widest(&mut rows.iter().map(|row| &*row.name)) * em;
        let (columns, wide) = number_columns(rows, width * 0.55, em);
        let name = names.min(width * 0.34);
        let left = name + GAP * em;
        let beside = width - left - wide;
        let has_note = rows.iter().any(|row| row.note.is_some());
        let note = if has_note { em * 1.3 } else { 0.0 };
        let numbers = columns.iter().map(|from_right| width - from_right).collect();
        if beside >= SHORTEST * em {
            let line = (em * 2.0).max(24.0);
            let middle = line / 2.0;
            Self {
                name,
                bar: (left, beside),
                middles: [middle, middle, line - em * 0.3 + note / 2.0],
                thickness: em * 0.9,
                height: line + note,
                numbers,
            }
        } else {
            Self {
                name: (width - wide).max(0.0),
                bar: (0.0, width),
                middles: [em * 0.8, em * 1.8, em * 2.3 + note / 2.0],
                thickness: em * 0.7,
                height: (em * 2.6).max(24.0) + note,
                numbers,
            }
        }
    }
}

/// How far from the right edge each column of numbers ends, and how wide they are together, a gap before each.
fn number_columns(rows: &[BarRow], room: f64, em: f64) -> (Vec<f64>, f64) {
    let most = rows.iter().map(|row| row.numbers.len()).max().unwrap_or(0);
    let width_of = |at: usize| {
        let of = |row: &BarRow| row.numbers.get(at).map_or(0.0, Caption::ems);
        rows.iter().map(of).fold(0.0, f64::max) * em + GAP * em
    };
    let mut widths = Vec::new();
    let mut sum = 0.0;
    for width in (0..most).map(width_of) {
        // The columns after one that has no room are left out too: a number must not take another's place.
        if sum + width > room {
            break;
        }
        sum += width;
        widths.push(width);
    }
    let mut from_right = sum;
    for width in &mut widths {
        from_right -= *width;
        *width = from_right.max(0.0);
    }
    (widths, sum)
}

/// Lays the rows out.
pub fn bars(input: &Bars, space: Space) -> Picture {
    let Space { width, text: em } = space.sane();
    let frame = Frame::of(input, width, em);
    let sums = input.rows.iter().map(|row| row.parts.iter().map(|part| clean(part.value)).sum());
    let scale = Scale::new(sums.fold(0.0, f64::max), frame.bar.1);
    let mut picture = Picture::new(width);
    let mut top = 0.0;
    for row in &input.rows {
        let [name, bar, note] = frame.middles.map(|middle| top + middle);
        let text = fit(&row.name, frame.name / em);
        picture.text("chart-name", (0.0, name), Anchor::Start, em, text);
        let values: Vec<f64> = row.parts.iter().map(|part| part.value).collect();
        let left = frame.bar.0;
        for (part, stretch) in row.parts.iter().zip(stack(&values, scale)) {
            let (x, y) = (left + stretch.from, bar - frame.thickness / 2.0);
            picture.rect(part.class, [x, y, stretch.length, frame.thickness]);
        }
        for (caption, right) in row.numbers.iter().zip(&frame.numbers) {
            picture.caption(caption, (*right, name), Anchor::End, em);
        }
        if let Some(text) = &row.note {
            let text = fit(text, width / em / SMALL);
            picture.text("chart-small", (0.0, note), Anchor::Start, em * SMALL, text);
        }
        picture.target([0.0, top, width, frame.height], &row.sentence, row.role, row.is_chosen);
        top += frame.height;
    }
    picture.height = top;
    picture
}
