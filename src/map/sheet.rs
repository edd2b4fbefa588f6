//! The cells and borders on one canvas, for districts of many thousands of cells.
//!
//! The canvas reaches a little beyond what is in sight and moves with the map, so that a drag is only a shift of it. It is
//! drawn anew when the view leaves it or is scaled, and in small patches when a few cells change. Nothing is drawn before
//! the next animation frame: however much happens until then, it is drawn once.

use super::{
    brush::{Brush, Lines},
    drawing::{Handle, on, projection, view_box},
    inks::Inks,
    look::{CellStyle, Look},
    outlines::Outlines,
    projection::Shift,
    region::Region,
};
use crate::{
    domain::{
        area::Areas,
        border::{BorderLevel, Borders},
        geometry::Bounds,
    },
    tokens::Palette,
};
use leaflet::{Evented, LatLng, Map, MouseEvent};
use leptos::{
    leptos_dom::helpers::{AnimationFrameRequestHandle, request_animation_frame_with_handle},
    prelude::document,
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlCanvasElement;

/// More cells than this are not worth a patch each.
const MOST_PATCHES: usize = 48;

/// The canvas and what is drawn on it.
pub(super) struct Sheet {
    map: Map,
    canvas: HtmlCanvasElement,
    brush: Brush,
    bounds: Option<Bounds>,
    shift: Shift,
    /// The edges of the part of the map that has its signs, in pixels of the layers.
    pub signs_reach: Cell<[f64; 4]>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    looks: Vec<Option<Look>>,
    inks: Option<Inks>,
    is_on_map: bool,
    /// What is drawn, once something is.
    drawn: Option<(Region, Lines)>,
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
        let cells = Outlines::of_cells(areas, is_drawn, shift);
        let borders = [BorderLevel::Zone, BorderLevel::Town]
            .map(|level| Outlines::of_lines(&borders.lines(level), shift));
        let state = State { looks: vec![None; areas.grids().len()], ..State::default() };
        Ok(Self {
            map: map.clone().unchecked_into(),
            canvas,
            brush: Brush { context, cells, borders },
            bounds,
            shift,
            signs_reach: Cell::default(),
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
        let mut state = self.state.borrow_mut();
        let mut changed = Vec::new();
        for (cell, style) in cells {
            let Some(known) = state.looks.get_mut(cell) else { continue };
            let look = Some(Look::of(style, palette));
            if *known != look {
                *known = look;
                changed.push(cell);
            }
        }
        let is_other_palette = state.inks.as_ref().is_none_or(|inks| inks.palette != palette);
        if is_other_palette {
            state.inks = Some(Inks::new(palette));
        }
        drop(state);
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
        self.brush.cells.at(projection.flat((at.x(), at.y())))
    }

    /// Whether signs stand wherever the view reaches. A change of scale is told by other events, and not asked for here.
    pub(super) fn has_signs_for_view(&self) -> bool {
        let [left, top, right, bottom] = self.signs_reach.get();
        let [view_left, view_top, view_right, view_bottom] = view_box(&self.map);
        left <= view_left && top <= view_top && view_right <= right && view_bottom <= bottom
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
            // While it is zoomed the picture is only scaled; it is drawn anew when that has ended.
            on(map, "move", move |_| {
                let is_to_come = |region: &Region| !region.is_of_zoom(&moving.map);
                if !moving.is_drawn_and(is_to_come) {
                    moving.catch_up();
                }
            }),
            on(map, "moveend", move |_| moved.catch_up()),
            on(map, "zoomanim", move |event| {
                let read = |name: &str| js_sys::Reflect::get(&event, &name.into());
                if let (Ok(centre), Ok(zoom)) = (read("center"), read("zoom")) {
                    zooming.scale(&centre.unchecked_into(), zoom.as_f64().unwrap_or_default());
                }
            }),
            on(map, "zoom", move |_| {
                zoomed.scale(&zoomed.map.get_center(), zoomed.map.get_zoom());
            }),
        ]
    }

    fn is_drawn_and(&self, is_so: impl FnOnce(&Region) -> bool) -> bool {
        self.state.borrow().drawn.as_ref().is_some_and(|(region, _)| is_so(region))
    }

    /// Draws anew if what is drawn does not fill the view.
    fn catch_up(self: &Rc<Self>) {
        if !self.is_drawn_and(|region| region.covers_view(&self.map)) {
            self.want(Wanted::All);
        }
    }

    /// Scales what is drawn to another view, until it is drawn anew.
    fn scale(&self, centre: &LatLng, zoom: f64) {
        if let Some((region, _)) = &self.state.borrow().drawn {
            let (corner, scale) = region.seen_in(&self.map, centre, zoom);
            self.place(corner, scale);
        }
    }

    fn place(&self, (left, top): (f64, f64), scale: f64) {
        let [left, top, scale] = [left, top, scale].map(number);
        self.style("transform", &format!("translate3d({left}px,{top}px,0) scale({scale})"));
    }

    fn style(&self, name: &str, value: &str) {
        // A property that every browser knows cannot be refused.
        let _set = self.canvas.style().set_property(name, value);
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
                    sheet.draw();
                }
            };
            state.frame = request_animation_frame_with_handle(draw).ok();
        }
    }

    fn draw(&self) {
        let state = &mut *self.state.borrow_mut();
        state.frame = None;
        let (Some(inks), looks) = (&state.inks, &state.looks) else { return };
        match (std::mem::take(&mut state.wanted), &state.drawn) {
            (Wanted::Cells(cells), Some((region, lines))) => {
                self.brush.patch(&cells, region, lines, looks, inks);
            }
            (Wanted::All, _) => {
                let Some(bounds) = self.bounds else { return };
                let region = Region::around_view(&self.map, bounds, self.shift);
                // Setting a size also wipes the canvas.
                let [width, height] = region.canvas_size();
                self.canvas.set_width(width);
                self.canvas.set_height(height);
                self.style("width", &format!("{}px", number(region.size.0)));
                self.style("height", &format!("{}px", number(region.size.1)));
                self.place(region.corner, 1.0);
                let lines = self.brush.draw_all(&region, looks, inks).ok();
                state.drawn = lines.map(|lines| (region, lines));
            }
            (Wanted::Cells(_) | Wanted::Nothing, _) => {}
        }
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

/// A number as JavaScript writes it: the program need not carry the formatting of fractions.
fn number(number: f64) -> String {
    js_sys::Number::from(number).to_string_with_radix(10).map(String::from).unwrap_or_default()
}
