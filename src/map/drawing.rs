//! How cells and borders get onto the map: as SVG, or on a canvas where they are too many for that.
//!
//! This is the one place that knows both; whoever shows lights does not ask which it is.

use super::{
    cells::Cells,
    look::CellStyle,
    projection::{Projection, Shift},
    sheet::Sheet,
};
use crate::{
    domain::{
        area::Areas,
        border::Borders,
        geometry::{Bounds, LonLat},
    },
    tokens::Palette,
};
use leaflet::{Evented, EventedHandle, LatLng, Map};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};

/// As many cells are drawn as SVG, each an element that can be looked at and tested; more go onto a canvas, since without
/// a GPU the browser would need seconds for each look.
const MOST_SVG_CELLS: usize = 3_000;

/// A listener of events, which ends when it is dropped.
pub(super) type Handle = EventedHandle<leaflet::Event>;

/// The cells and borders of a district.
#[derive(Clone)]
pub(super) enum Drawing {
    /// An element each.
    Svg(Rc<Cells>),
    /// One picture of all.
    Canvas(Rc<Sheet>),
}

impl Drawing {
    /// Prepares what is to be drawn; nothing is on the map yet. `bounds` is the box around all of it.
    pub(super) fn new(
        map: &Map,
        areas: &Areas,
        borders: &Borders,
        bounds: Option<Bounds>,
        is_drawn: impl Fn(usize) -> bool,
        shift: Shift,
    ) -> Result<Self, JsValue> {
        if areas.grids().len() <= MOST_SVG_CELLS {
            return Ok(Self::Svg(Rc::new(Cells::new(areas, borders, is_drawn, shift))));
        }
        let sheet = Sheet::new(map, areas, borders, bounds, is_drawn, shift)?;
        Ok(Self::Canvas(Rc::new(sheet)))
    }

    /// Puts cells and borders on the map, below what is added later.
    pub(super) fn add_to(&self, map: &Map) -> Result<(), JsValue> {
        match self {
            Self::Svg(cells) => cells.add_to(map),
            Self::Canvas(sheet) => sheet.add_to(map)?,
        }
        Ok(())
    }

    /// Gives these cells their look, and no other.
    pub(super) fn paint(
        &self,
        cells: impl Iterator<Item = (usize, CellStyle)>,
        palette: &'static Palette,
    ) {
        match self {
            Self::Svg(svg) => svg.paint(cells, palette),
            Self::Canvas(sheet) => Sheet::paint(sheet, cells, palette),
        }
    }

    /// Beyond which places a sign need not be drawn: the box of the view and half of it to each side, in pixels of the
    /// layers. Nowhere for as many as SVG is for: then they are drawn once for all moves.
    pub(super) fn sign_box(&self, map: &Map) -> Option<[f64; 4]> {
        let Self::Canvas(sheet) = self else { return None };
        let [left, top, right, bottom] = view_box(map);
        let (beyond_x, beyond_y) = ((right - left) / 2.0, (bottom - top) / 2.0);
        let reach = [left - beyond_x, top - beyond_y, right + beyond_x, bottom + beyond_y];
        sheet.signs_reach.set(reach);
        Some(reach)
    }

    /// Gives the borders their colours.
    pub(super) fn colour_borders(&self, palette: &'static Palette) {
        match self {
            Self::Svg(cells) => cells.colour_borders(palette),
            // A canvas has one palette for all that is on it.
            Self::Canvas(_) => {}
        }
    }

    /// Tells over which cell the pointer is, which is clicked, and that other signs are to be drawn.
    pub(super) fn listen(
        &self,
        map: &Map,
        hovered: impl Fn(Option<usize>) + 'static,
        clicked: impl Fn(usize) + 'static,
        moved: impl Fn() + 'static,
    ) -> Vec<Handle> {
        let hovered = Rc::new(hovered);
        let left = Rc::clone(&hovered);
        match self {
            Self::Svg(cells) => {
                let group: &Evented = cells.group().unchecked_ref();
                let (over, click) = (Rc::clone(cells), Rc::clone(cells));
                vec![
                    on(group, "mouseover", move |event| hovered(over.grid_of(&event))),
                    on(group, "mouseout", move |_| left(None)),
                    on(group, "click", move |event| {
                        click.grid_of(&event).into_iter().for_each(&clicked);
                    }),
                ]
            }
            Self::Canvas(sheet) => {
                let map: &Evented = map.unchecked_ref();
                let (over, click) = (Rc::clone(sheet), Rc::clone(sheet));
                // Every move of the pointer is told, and few lead to another cell.
                let last = Rc::new(Cell::new(None));
                let forgotten = Rc::clone(&last);
                let mut handles = vec![
                    on(map, "mousemove", move |event| {
                        let cell = over.cell_at(&event);
                        if last.replace(cell) != cell {
                            over.show_clickable(cell.is_some());
                            hovered(cell);
                        }
                    }),
                    on(map, "mouseout", move |_| {
                        forgotten.set(None);
                        left(None);
                    }),
                    on(map, "click", move |event| {
                        click.cell_at(&event).into_iter().for_each(&clicked);
                    }),
                ];
                handles.extend(Sheet::follow(sheet, map));
                let signs = Rc::clone(sheet);
                handles.push(on(map, "moveend", move |_| {
                    if !signs.has_signs_for_view() {
                        moved();
                    }
                }));
                handles
            }
        }
    }
}

/// Listens to one kind of event.
pub(super) fn on(
    target: &Evented,
    kind: &'static str,
    handler: impl FnMut(leaflet::Event) + 'static,
) -> Handle {
    Evented::on_leaflet_event(&target, kind, handler)
}

/// Where the view's corner is among the map's layers.
pub(super) fn view_corner(map: &Map) -> (f64, f64) {
    let centre = map.get_center();
    let in_layers = map.lat_lng_to_layer_point(&centre);
    let in_view = map.lat_lng_to_container_point(&centre);
    (in_layers.x() - in_view.x(), in_layers.y() - in_view.y())
}

/// The view's left, top, right and bottom edge among the map's layers.
pub(super) fn view_box(map: &Map) -> [f64; 4] {
    let ((left, top), size) = (view_corner(map), map.get_size());
    [left, top, left + size.x(), top + size.y()]
}

/// The projection to the pixels of the map's layers, from two corners that leaflet itself projects.
pub(super) fn projection(map: &Map, bounds: Bounds, shift: Shift) -> Projection {
    // Leaflet rounds a layer point to whole pixels; what lies between is wanted here, so that a sign stands in its cell
    // however small that is. The origin of the layers is a whole number of pixels.
    let project = |at: LonLat| {
        let shifted = shift(at);
        let lat_lng = LatLng::new(shifted.lat, shifted.lon);
        let (exact, rounded) = (map.project(&lat_lng), map.lat_lng_to_layer_point(&lat_lng));
        let x = rounded.x() + exact.x() - exact.x().round();
        (at, (x, rounded.y() + exact.y() - exact.y().round()))
    };
    Projection::through(shift, [project(bounds.south_west), project(bounds.north_east)])
}
