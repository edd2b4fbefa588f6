//! What a canvas is painted with: the palette's colours, and the hatches as small pictures.

use super::look::Fill;
use crate::tokens::Palette;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasPattern, CanvasRenderingContext2d, HtmlCanvasElement};

/// The side of a hatch that repeats, in pixels: as of the SVG ones (`view`).
const SIDE: f64 = 5.0;

/// The colours and hatches of one theme.
pub(super) struct Inks {
    /// The colours.
    pub palette: &'static Palette,
    due_soon: Option<CanvasPattern>,
    unknown: Option<CanvasPattern>,
}

impl Inks {
    /// The inks of a palette.
    pub(super) fn new(palette: &'static Palette) -> Self {
        let due_soon: &[[f64; 4]] =
            &[[-1.0, 1.0, 1.0, -1.0], [0.0, 5.0, 5.0, 0.0], [4.0, 6.0, 6.0, 4.0]];
        let unknown: &[[f64; 4]] = &[[1.0, 1.0, 3.0, 1.0], [1.0, 3.5, 3.0, 3.5]];
        let hatch =
            |ground, ink, width, strokes| hatch(ground, &token(ink)?, width, strokes).ok()?;
        Self {
            palette,
            due_soon: hatch(palette.amber_cell, "--glyph-on-amber", 0.9, due_soon),
            unknown: hatch(palette.land, "--secondary", 1.0, unknown),
        }
    }

    /// What is filled next is filled with this.
    pub(super) fn fill_with(&self, context: &CanvasRenderingContext2d, fill: Fill) {
        // Without its picture a hatch is its ground, as where there is room for the sign.
        match (fill, &self.due_soon, &self.unknown) {
            (Fill::Colour(colour), ..) => context.set_fill_style_str(colour),
            (Fill::DueSoon, Some(pattern), _) | (Fill::Unknown, _, Some(pattern)) => {
                context.set_fill_style_canvas_pattern(pattern);
            }
            (Fill::DueSoon, None, _) => context.set_fill_style_str(self.palette.amber_cell),
            (Fill::Unknown, _, None) => context.set_fill_style_str(self.palette.land),
        }
    }
}

/// A colour of the style sheet that only the hatches need.
fn token(name: &str) -> Option<String> {
    let root = document().document_element()?;
    let style = window().get_computed_style(&root).ok().flatten()?;
    style.get_property_value(name).ok()
}

/// Strokes on a ground, repeated without end.
fn hatch(
    ground: &str,
    ink: &str,
    width: f64,
    strokes: &[[f64; 4]],
) -> Result<Option<CanvasPattern>, JsValue> {
    let ratio = window().device_pixel_ratio();
    let tile: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few pixels")]
    let side = (SIDE * ratio).round() as u32;
    tile.set_width(side);
    tile.set_height(side);
    let context = tile.get_context("2d")?.ok_or("no canvas")?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let scale = f64::from(side) / SIDE;
    context.scale(scale, scale)?;
    context.set_fill_style_str(ground);
    context.fill_rect(0.0, 0.0, SIDE, SIDE);
    context.set_stroke_style_str(ink.trim());
    context.set_line_width(width);
    context.begin_path();
    for [from_x, from_y, to_x, to_y] in strokes {
        context.move_to(*from_x, *from_y);
        context.line_to(*to_x, *to_y);
    }
    context.stroke();
    context.create_pattern_with_html_canvas_element(&tile, "repeat")
}
