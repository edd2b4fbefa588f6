//! The cells and borders on one canvas, for districts of many thousands of cells.
//!
//! The canvas reaches a little beyond what is in sight and moves with the map, so that a drag is only a shift of it. It is
//! drawn anew when the view leaves it or is scaled, and in small patches when a few cells change. Nothing is drawn before
//! the next animation frame: however much happens until then, it is drawn once.

use super::{
    drawing::{Handle, on, projection},
    inks::Inks,
    look::{BORDER_WIDTHS, CELL_LINE_WIDTH, CellStyle, Look},
    outlines::{Frame, Outlines},
    projection::{Flat, Projection, Shift},
};
use crate::{
    domain::{
        area::Areas,
        border::{BorderLevel, Borders},
        geometry::Bounds,
    },
    tokens::Palette,
};
use leaflet::{Evented, LatLng, Map, MouseEvent, Point};
use leptos::{
    leptos_dom::helpers::{AnimationFrameRequestHandle, request_animation_frame_with_handle},
    prelude::{document, window},
};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, Path2d};

/// How far the canvas reaches beyond each edge of the view, as a share of the view's size.
const MARGIN: f64 = 0.25;
/// The most pixels of a canvas: a video wall gets none beyond its edge, and nobody drags it.
const MOST_PIXELS: f64 = 16e6;
/// More cells than this are not worth a patch each.
const MOST_PATCHES: usize = 48;

/// The canvas and what is drawn on it.
pub(super) struct Sheet {
    map: Map,
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    cells: Outlines,
    /// The borders between zones, and between towns.
    borders: [Outlines; 2],
    bounds: Option<Bounds>,
    shift: Shift,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    looks: Vec<Option<Look>>,
    inks: Option<Inks>,
    /// What is drawn; nothing before the canvas is on the map.
    drawn: Option<Region>,
    is_on_map: bool,
    wanted: Wanted,
    frame: Option<AnimationFrameRequestHandle>,
}

/// What the next animation frame has to draw.
#[derive(Default, PartialEq, Eq)]
enum Wanted {
    #[default]
    Nothing,
    /// These cells look otherwise.
    Cells(Vec<usize>),
    /// The whole canvas.
    All,
}

/// The part of the map that the canvas shows.
struct Region {
    /// Its corner among the map's layers, in whole pixels, and where that is on the earth.
    corner: (f64, f64),
    corner_at: LatLng,
    size: (f64, f64),
    zoom: f64,
    /// To the pixels of the canvas, and how many there are to one of the page.
    projection: Projection,
    ratio: f64,
    borders: [Path2d; 2],
}

impl Sheet {
    /// A canvas that is not on the map yet.
    pub(super) fn new(
        map: &Map,
        areas: &Areas,
        borders: &Borders,
        bounds: Option<Bounds>,
        is_drawn: impl Fn(usize) -> bool,
        shift: Shift,
    ) -> Result<Self, JsValue> {
        let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
        canvas.set_class_name("cells leaflet-zoom-animated");
        let context = canvas.get_context("2d")?.ok_or("no canvas")?.unchecked_into();
        let lines = |level| Outlines::of_lines(&borders.lines(level), shift);
        let state = State { looks: vec![None; areas.grids().len()], ..State::default() };
        Ok(Self {
            map: map.clone().unchecked_into(),
            canvas,
            context,
            cells: Outlines::of_cells(areas, is_drawn, shift),
            borders: [lines(BorderLevel::Zone), lines(BorderLevel::Town)],
            bounds,
            shift,
            state: RefCell::new(state),
        })
    }

    /// Puts the canvas on the map, below what leaflet itself draws.
    pub(super) fn add_to(self: &Rc<Self>, map: &Map) -> Result<(), JsValue> {
        map.get_pane_by_name("overlayPane").prepend_with_node_1(&self.canvas)?;
        self.state.borrow_mut().is_on_map = true;
        self.want(Wanted::All);
        Ok(())
    }

    /// Gives these cells their look.
    pub(super) fn paint(
        self: &Rc<Self>,
        cells: impl Iterator<Item = (usize, CellStyle)>,
        palette: &'static Palette,
    ) {
        let mut changed = Vec::new();
        let is_other_palette = {
            let state = &mut *self.state.borrow_mut();
            for (cell, style) in cells {
                let Some(known) = state.looks.get_mut(cell) else { continue };
                let look = Some(Look::of(style, palette));
                if *known != look {
                    *known = look;
                    changed.push(cell);
                }
            }
            let is_other = state.inks.as_ref().is_none_or(|inks| inks.palette != palette);
            if is_other {
                state.inks = Some(Inks::new(palette));
            }
            is_other
        };
        if is_other_palette || changed.len() > MOST_PATCHES {
            self.want(Wanted::All);
        } else if !changed.is_empty() {
            self.want(Wanted::Cells(changed));
        }
    }

    /// The cell under a pointer.
    pub(super) fn cell_at(&self, event: &leaflet::Event) -> Option<usize> {
        let at = event.unchecked_ref::<MouseEvent>().layer_point();
        let projection = projection(&self.map, self.bounds?, self.shift);
        self.cells.at(projection.flat((at.x(), at.y())))
    }

    /// Shows by the pointer's form whether a click would select a cell.
    pub(super) fn show_clickable(&self, is_clickable: bool) {
        // A pointer of the wrong form is no reason to fail.
        let _shown =
            self.canvas.class_list().toggle_with_force("leaflet-interactive", is_clickable);
    }

    /// Follows the moves of the map.
    pub(super) fn follow(self: &Rc<Self>, map: &Evented) -> [Handle; 4] {
        let [moving, moved, zooming, zoomed] = [(); 4].map(|()| Rc::clone(self));
        [
            on(map, "move", move |_| {
                // While it is zoomed the picture is only scaled; it is drawn anew when that has ended.
                let is_same_zoom =
                    moving.state.borrow().drawn.as_ref().is_some_and(|drawn| {
                        (drawn.zoom - moving.map.get_zoom()).abs() < f64::EPSILON
                    });
                if is_same_zoom && !moving.covers_view() {
                    moving.want(Wanted::All);
                }
            }),
            on(map, "moveend", move |_| {
                if !moved.covers_view() {
                    moved.want(Wanted::All);
                }
            }),
            on(map, "zoomanim", move |event| {
                let read = |name: &str| js_sys::Reflect::get(&event, &name.into());
                if let (Ok(centre), Ok(zoom)) = (read("center"), read("zoom")) {
                    zooming.scale(&centre.unchecked_into(), zoom.as_f64().unwrap_or_default());
                }
            }),
            on(map, "zoom", move |_| zoomed.scale(&zoomed.map.get_center(), zoomed.map.get_zoom())),
        ]
    }

    /// Where the view's corner is among the map's layers.
    fn view_corner(&self) -> (f64, f64) {
        let centre = self.map.get_center();
        let in_layers = self.map.lat_lng_to_layer_point(&centre);
        let in_view = self.map.lat_lng_to_container_point(&centre);
        (in_layers.x() - in_view.x(), in_layers.y() - in_view.y())
    }

    /// Whether what is drawn is of the map's scale and place, and reaches to every edge of the view.
    fn covers_view(&self) -> bool {
        let state = self.state.borrow();
        let Some(drawn) = &state.drawn else { return false };
        let corner = self.map.lat_lng_to_layer_point(&drawn.corner_at);
        let is_in_place = (corner.x(), corner.y()) == drawn.corner
            && (drawn.zoom - self.map.get_zoom()).abs() < f64::EPSILON;
        let (view, size) = (self.view_corner(), self.map.get_size());
        is_in_place
            && view.0 >= drawn.corner.0
            && view.1 >= drawn.corner.1
            && view.0 + size.x() <= drawn.corner.0 + drawn.size.0
            && view.1 + size.y() <= drawn.corner.1 + drawn.size.1
    }

    /// Scales what is drawn to another view, until it is drawn anew.
    fn scale(&self, centre: &LatLng, zoom: f64) {
        let state = self.state.borrow();
        let Some(drawn) = &state.drawn else { return };
        let project = |at: &LatLng| self.map.project_with_zoom(at, zoom);
        let (corner, centre) = (project(&drawn.corner_at), project(centre));
        let (view, size) = (self.view_corner(), self.map.get_size());
        let left = corner.x() - centre.x() + size.x() / 2.0 + view.0;
        let top = corner.y() - centre.y() + size.y() / 2.0 + view.1;
        self.place((left, top), self.map.get_zoom_scale(zoom, drawn.zoom));
    }

    fn place(&self, (left, top): (f64, f64), scale: f64) {
        let transform = format!("translate3d({left}px,{top}px,0) scale({scale})");
        // The name of a property that browsers know cannot be refused.
        let _set = self.canvas.style().set_property("transform", &transform);
    }

    /// Notes what is to be drawn, and asks for an animation frame unless one is on its way.
    fn want(self: &Rc<Self>, more: Wanted) {
        let mut state = self.state.borrow_mut();
        let before = std::mem::take(&mut state.wanted);
        state.wanted = match (before, more) {
            (Wanted::Cells(mut cells), Wanted::Cells(more)) if cells.len() < MOST_PATCHES => {
                cells.extend(more);
                Wanted::Cells(cells)
            }
            (Wanted::Nothing, wanted) => wanted,
            _ => Wanted::All,
        };
        if state.is_on_map && state.frame.is_none() {
            let sheet = Rc::downgrade(self);
            let draw = move || {
                if let Some(sheet) = sheet.upgrade() {
                    sheet.draw_wanted();
                }
            };
            state.frame = request_animation_frame_with_handle(draw).ok();
        }
    }

    fn draw_wanted(&self) {
        let state = &mut *self.state.borrow_mut();
        state.frame = None;
        let Some(inks) = &state.inks else { return };
        match std::mem::take(&mut state.wanted) {
            Wanted::Nothing => {}
            Wanted::Cells(cells) => {
                if let Some(drawn) = &state.drawn {
                    self.patch(&cells, drawn, &state.looks, inks);
                }
            }
            Wanted::All => {
                state.drawn = self.region();
                if let Some(drawn) = &state.drawn {
                    self.place(drawn.corner, 1.0);
                    let everything =
                        [Frame::between(drawn.flat((0.0, 0.0)), drawn.flat(drawn.size))];
                    self.draw(&everything, drawn, &state.looks, inks);
                }
            }
        }
    }

    /// Sizes the canvas for the view as it is now.
    fn region(&self) -> Option<Region> {
        let (view, size) = (self.view_corner(), self.map.get_size());
        let ratio = window().device_pixel_ratio();
        let pixels = |margin: f64| size.x() * size.y() * (ratio * (1.0 + 2.0 * margin)).powi(2);
        let margin = if pixels(MARGIN) > MOST_PIXELS { 0.0 } else { MARGIN };
        let beyond = |length: f64| (length * margin).round();
        let corner = ((view.0 - beyond(size.x())).round(), (view.1 - beyond(size.y())).round());
        let size = (size.x() + 2.0 * beyond(size.x()), size.y() + 2.0 * beyond(size.y()));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "pixels of a screen fit 32 bits, and a size is positive"
        )]
        let [width, height] = [size.0, size.1].map(|length| (length * ratio).round() as u32);
        // Setting a size also wipes the canvas.
        self.canvas.set_width(width);
        self.canvas.set_height(height);
        for (name, length) in [("width", size.0), ("height", size.1)] {
            let _set = self.canvas.style().set_property(name, &format!("{length}px"));
        }
        let layers = projection(&self.map, self.bounds?, self.shift);
        let projection = layers.seen_from(corner, ratio);
        let corner_at = self.map.layer_point_to_lat_lng(&Point::new(corner.0, corner.1));
        let mut region = Region {
            corner,
            corner_at,
            size,
            zoom: self.map.get_zoom(),
            projection,
            ratio,
            borders: [Path2d::new().ok()?, Path2d::new().ok()?],
        };
        let frame = Frame::between(region.flat((0.0, 0.0)), region.flat(region.size));
        for (outlines, path) in self.borders.iter().zip(&mut region.borders) {
            for line in outlines.within(frame) {
                trace(
                    outlines.lines(line),
                    &projection,
                    |x, y| path.move_to(x, y),
                    |x, y| {
                        path.line_to(x, y);
                    },
                );
            }
        }
        Some(region)
    }

    /// Draws these cells anew, with what of the others and of the borders lies in the boxes around them.
    fn patch(&self, cells: &[usize], drawn: &Region, looks: &[Option<Look>], inks: &Inks) {
        self.context.save();
        self.context.begin_path();
        let frames: Vec<Frame> = cells
            .iter()
            .filter_map(|cell| {
                let frame = self.cells.frame(*cell)?;
                let (a, b) =
                    (drawn.projection.pixel(frame.low), drawn.projection.pixel(frame.high));
                // A border line is some pixels wide, and a whole pixel is wiped without a seam.
                let (left, right) = (a.0.min(b.0).floor() - 2.0, a.0.max(b.0).ceil() + 2.0);
                let (top, bottom) = (a.1.min(b.1).floor() - 2.0, a.1.max(b.1).ceil() + 2.0);
                self.context.rect(left, top, right - left, bottom - top);
                let flat = |x, y| drawn.projection.flat((x, y));
                Some(Frame::between(flat(left, top), flat(right, bottom)))
            })
            .collect();
        self.context.clip();
        let (width, height) = (f64::from(self.canvas.width()), f64::from(self.canvas.height()));
        self.context.clear_rect(0.0, 0.0, width, height);
        self.draw(&frames, drawn, looks, inks);
        self.context.restore();
    }

    /// Draws what meets these boxes: cells of one look in one go, then the borders.
    fn draw(&self, frames: &[Frame], drawn: &Region, looks: &[Option<Look>], inks: &Inks) {
        let mut by_look: BTreeMap<Look, Vec<usize>> = BTreeMap::new();
        let mut seen = Vec::new();
        for frame in frames {
            seen.extend(self.cells.within(*frame));
        }
        seen.sort_unstable();
        seen.dedup();
        for cell in seen {
            if let Some(Some(look)) = looks.get(cell) {
                by_look.entry(*look).or_default().push(cell);
            }
        }
        let context = &self.context;
        context.set_line_join("round");
        context.set_line_width(CELL_LINE_WIDTH * drawn.ratio);
        context.set_stroke_style_str(inks.palette.cell_line);
        for (look, cells) in by_look {
            context.begin_path();
            for cell in cells {
                trace(
                    self.cells.lines(cell),
                    &drawn.projection,
                    |x, y| context.move_to(x, y),
                    |x, y| {
                        context.line_to(x, y);
                    },
                );
            }
            inks.fill_with(context, look.fill);
            context.set_global_alpha(look.opacity());
            context.fill();
            context.set_global_alpha(1.0);
            context.stroke();
        }
        let colours = [inks.palette.zone_border, inks.palette.town_border];
        for ((path, colour), width) in drawn.borders.iter().zip(colours).zip(BORDER_WIDTHS) {
            context.set_stroke_style_str(colour);
            context.set_line_width(width * drawn.ratio);
            context.stroke_with_path(path);
        }
    }
}

impl Region {
    /// The point of the plane at a pixel of the page, from the canvas' corner.
    fn flat(&self, (x, y): (f64, f64)) -> Flat {
        self.projection.flat((x * self.ratio, y * self.ratio))
    }
}

impl Drop for Sheet {
    fn drop(&mut self) {
        if let Some(frame) = self.state.borrow_mut().frame.take() {
            frame.cancel();
        }
        self.canvas.remove();
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
