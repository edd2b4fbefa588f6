//! Small multiples: one small chart for each area, all on one scale, so that they can be compared.

use super::{
    picture::{Anchor, Picture, Role, Space},
    scale::{Grain, Scale, most, ticks},
    series::{draw_line, float, number, runs},
    text::{ems, fit, widest},
};
use crate::domain::order::ordered;

/// The panels, in the order in which they are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Multiples {
    /// The panels.
    pub panels: Vec<Panel>,
}

/// A small chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panel {
    /// Its name.
    pub name: String,
    /// Its lines; the first lies below the others.
    pub lines: Vec<PanelLine>,
    /// The whole of it in a sentence.
    pub sentence: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// A line of a small chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PanelLine {
    /// Its class in the style sheet: `received-line`, `closed-line`, `backlog-line`, `overdue-line`.
    pub class: &'static str,
    /// The class of its last value's text.
    pub text_class: &'static str,
    /// A value a day; a gap where it is not known.
    pub values: Vec<Option<f64>>,
}

/// A panel is never narrower than so many characters, unless the whole chart is.
const NARROWEST: f64 = 11.0;
/// Between two panels.
const GAP: f64 = 1.4;
/// The height of the lines' part, and of a panel with its name and what is below it, in units of the text.
const RISE: f64 = 3.2;
const HIGH: f64 = 5.8;
/// The height of small type.
const SMALL: f64 = 0.925;

/// Where things stand in all panels.
struct Frame {
    em: f64,
    wide: f64,
    /// The width of the lines; beside them stand their last values.
    run: f64,
    scale: Scale,
    /// The highest tick, which has a hairline in each panel.
    tick: f64,
    days: usize,
}

/// Lays the panels out.
pub fn multiples(input: &Multiples, space: Space) -> Picture {
    let Space { width, text: em } = space.sane();
    let panels = &input.panels;
    let mut in_row = 1;
    while float(in_row + 1) * (NARROWEST + GAP) * em - GAP * em <= width && in_row < panels.len() {
        in_row += 1;
    }
    let lines = || panels.iter().flat_map(|panel| &panel.lines);
    let largest = most(&mut lines().flat_map(|line| &line.values).flatten().copied());
    let wide = (width - GAP * em * float(in_row - 1)) / float(in_row);
    let numbers: Vec<String> = lines().filter_map(last).map(|(_, value)| number(value)).collect();
    let beside = widest(&mut numbers.iter().map(|text| &**text)) * SMALL * em + em * 0.4;
    let frame = Frame {
        em,
        wide,
        run: (wide - beside).max(wide * 0.5),
        scale: Scale::new(largest, em * RISE),
        tick: ticks(largest, 3, Grain::Whole).pop().unwrap_or(0.0),
        days: lines().map(|line| line.values.len()).max().unwrap_or(0),
    };
    let mut picture = Picture::new(width);
    for (at, panel) in panels.iter().enumerate() {
        let (column, row) = (at % in_row, at / in_row);
        let (x, y) = (float(column) * (wide + GAP * em), float(row) * HIGH * em);
        frame.panel(&mut picture, panel, (x, y), column == 0);
        let place = [x, y, wide, (HIGH - 0.5) * em];
        picture.target(place, &panel.sentence, Role::Item, panel.is_chosen);
    }
    picture.height = float(panels.len().div_ceil(in_row)) * HIGH * em;
    picture
}

/// The last known value of a line and where it is.
fn last(line: &PanelLine) -> Option<(usize, f64)> {
    let mut known = line.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?)));
    known.rfind(|(_, value)| value.is_finite())
}

impl Frame {
    fn panel(&self, picture: &mut Picture, panel: &Panel, (x, y): (f64, f64), is_first: bool) {
        let em = self.em;
        let foot = y + em * (1.5 + 0.4 + RISE);
        let name = fit(&panel.name, (self.wide / em - 0.2).max(0.0));
        let room = self.wide - ems(&name) * em;
        picture.text("chart-name", (x, y + em * 0.75), Anchor::Start, em, name);
        let high = foot - self.scale.px(self.tick);
        picture.line("chart-grid", (x, high), (x + self.run, high));
        picture.line("chart-axis", (x, foot), (x + self.run, foot));
        // The scale is the same everywhere: it is enough to say it once in a row.
        let tick = number(self.tick);
        if is_first && self.tick > 0.0 && ems(&tick) * em * SMALL + em <= room {
            let at = (x + self.wide, y + em * 0.75);
            picture.text("chart-small", at, Anchor::End, em * SMALL, format!("↑{tick}"));
        }
        let step = self.run / float(self.days.max(2) - 1);
        let place = |at: usize, value: f64| (x + step * float(at), foot - self.scale.px(value));
        let mut below = foot + em * 0.5;
        let mut ends: Vec<(f64, &'static str, String)> = Vec::new();
        for line in &panel.lines {
            for run in runs(&line.values) {
                let points = (run.first..).zip(run.values).map(|(at, value)| place(at, value));
                draw_line(picture, line.class, points.collect());
            }
            if let Some((at, value)) = last(line) {
                ends.push((place(at, value).1, line.text_class, number(value)));
            }
        }
        // From the lowest up, each pushed up as far as the one below needs.
        let order = ordered(ends.len(), &|a, b| {
            let y = |at: usize| ends.get(at).map_or(0.0, |end| end.0);
            y(b).total_cmp(&y(a))
        });
        for (y, class, text) in order.into_iter().filter_map(|at| ends.get(at)) {
            let y = y.min(below - em * 0.5);
            below = y - em * 0.45;
            let size = em * SMALL;
            let text = fit(text, ((self.wide - self.run - em * 0.3) / size).max(0.0));
            picture.text(class, (x + self.run + em * 0.3, y), Anchor::Start, size, text);
        }
    }
}
