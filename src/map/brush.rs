//! Draws cells and borders on a canvas: all that is in a region, or patches of it.

use super::{
    inks::Inks,
    look::{BORDER_WIDTHS, CELL_LINE_WIDTH, Look},
    outlines::{Frame, Outlines},
    projection::{Flat, Projection},
    region::Region,
};
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;
use web_sys::{CanvasRenderingContext2d, Path2d};

/// How far beyond a cell its lines and those of a border may reach, in pixels.
const REACH: f64 = 2.0;
/// Cells smaller than this on average, in pixels of the page, have no lines between them: there would be more line than
/// cell.
const LEAST_LINED_CELL: f64 = 9.0;

/// A canvas' pen, and the outlines that it follows.
pub(super) struct Brush {
    pub context: CanvasRenderingContext2d,
    pub cells: Outlines,
    /// The borders between zones, and between towns.
    pub borders: [Outlines; 2],
}

/// What is drawn alike in a region and in patches of it.
pub(super) struct Lines {
    /// The borders in pixels of the canvas.
    borders: [Path2d; 2],
    /// Whether there are lines between cells.
    between_cells: bool,
}

impl Brush {
    /// Draws all of a region on an empty canvas, and gives its lines for later patches.
    pub(super) fn draw_all(
        &self,
        region: &Region,
        looks: &[Option<Look>],
        inks: &Inks,
    ) -> Result<Lines, JsValue> {
        let frame = region.frame();
        let borders = [Path2d::new()?, Path2d::new()?];
        for (outlines, path) in self.borders.iter().zip(&borders) {
            for line in outlines.within(frame) {
                let begin = |x, y| path.move_to(x, y);
                trace(outlines.lines(line), &region.projection, begin, |x, y| path.line_to(x, y));
            }
        }
        let lines = Lines { borders, between_cells: self.are_lined(region, frame) };
        self.draw(&[frame], region, &lines, looks, inks);
        Ok(lines)
    }

    /// Whether cells are large enough for lines between them.
    fn are_lined(&self, region: &Region, frame: Frame) -> bool {
        let boxes = self.cells.within(frame).filter_map(|cell| self.cells.frame(cell));
        let (mut count, mut area) = (0.0, 0.0);
        for cell in boxes {
            let (a, b) = (region.projection.pixel(cell.low), region.projection.pixel(cell.high));
            count += 1.0;
            area += ((b.0 - a.0) * (b.1 - a.1)).abs();
        }
        area >= count * (LEAST_LINED_CELL * region.ratio).powi(2)
    }

    /// Draws these cells anew, with what of the others and of the borders lies in the boxes around them.
    pub(super) fn patch(
        &self,
        cells: &[usize],
        region: &Region,
        lines: &Lines,
        looks: &[Option<Look>],
        inks: &Inks,
    ) {
        let context = &self.context;
        context.save();
        context.begin_path();
        let frame = |cell: &usize| {
            let frame = self.cells.frame(*cell)?;
            let (a, b) = (region.projection.pixel(frame.low), region.projection.pixel(frame.high));
            // Whole pixels are wiped without a seam.
            let low = (a.0.min(b.0).floor() - REACH, a.1.min(b.1).floor() - REACH);
            let high = (a.0.max(b.0).ceil() + REACH, a.1.max(b.1).ceil() + REACH);
            context.rect(low.0, low.1, high.0 - low.0, high.1 - low.1);
            Some(Frame::between(region.projection.flat(low), region.projection.flat(high)))
        };
        let frames: Vec<Frame> = cells.iter().filter_map(frame).collect();
        context.clip();
        let [width, height] = region.canvas_size().map(f64::from);
        context.clear_rect(0.0, 0.0, width, height);
        self.draw(&frames, region, lines, looks, inks);
        context.restore();
    }

    /// Draws what meets these boxes: cells of one look in one go, then the borders.
    fn draw(
        &self,
        frames: &[Frame],
        region: &Region,
        lines: &Lines,
        looks: &[Option<Look>],
        inks: &Inks,
    ) {
        let mut seen = BTreeSet::new();
        seen.extend(frames.iter().flat_map(|frame| self.cells.within(*frame)));
        // There are a dozen looks: looking through them all is quick, and a map of them would be more program.
        let mut by_look: Vec<(Look, Vec<usize>)> = Vec::new();
        for cell in seen {
            let Some(Some(look)) = looks.get(cell) else { continue };
            match by_look.iter_mut().find(|(known, _)| known == look) {
                Some((_, cells)) => cells.push(cell),
                None => by_look.push((*look, vec![cell])),
            }
        }
        let context = &self.context;
        context.set_line_join("bevel");
        context.set_line_width(CELL_LINE_WIDTH * region.ratio);
        context.set_stroke_style_str(inks.palette.cell_line);
        for (look, cells) in by_look {
            context.begin_path();
            for cell in cells {
                let begin = |x, y| context.move_to(x, y);
                let rings = self.cells.lines(cell);
                trace(rings, &region.projection, begin, |x, y| context.line_to(x, y));
            }
            inks.fill_with(context, look.fill);
            context.set_global_alpha(look.opacity());
            context.fill();
            context.set_global_alpha(1.0);
            if lines.between_cells {
                context.stroke();
            }
        }
        let colours = [inks.palette.zone_border, inks.palette.town_border];
        for ((path, colour), width) in lines.borders.iter().zip(colours).zip(BORDER_WIDTHS) {
            context.set_stroke_style_str(colour);
            // Among tiny cells a hairline is a border, and costs a fraction.
            let width = if lines.between_cells { width * region.ratio } else { 1.0 };
            context.set_line_width(width);
            context.stroke_with_path(path);
        }
    }
}

/// Walks along lines in pixels.
fn trace<'a>(
    lines: impl Iterator<Item = &'a [Flat]>,
    projection: &Projection,
    begin: impl Fn(f64, f64),
    go_on: impl Fn(f64, f64),
) {
    for line in lines {
        let mut points = line.iter().map(|at| projection.pixel(*at));
        if let Some((x, y)) = points.next() {
            begin(x, y);
        }
        points.for_each(|(x, y)| go_on(x, y));
    }
}
