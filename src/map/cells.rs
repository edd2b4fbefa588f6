//! The cells and border lines as leaflet layers, a path of SVG each.

use super::{
    look::{BORDER_WIDTHS, CELL_LINE_WIDTH, CellStyle, Fill, Look},
    projection::Shift,
};
use crate::{
    domain::{
        area::{Areas, Place},
        border::{BorderLevel, Borders},
        geometry::{Line, LonLat},
    },
    tokens::Palette,
};
use js_sys::Array;
use leaflet::{FeatureGroup, LatLng, Map, Path, PathOptions, Polygon, Polyline, PolylineOptions};
use std::collections::BTreeMap;
use wasm_bindgen::{JsCast, JsValue};

/// The cells of a district, one layer each, in one group, and the borders over them.
pub(super) struct Cells {
    group: FeatureGroup,
    zone_lines: Polyline,
    town_lines: Polyline,
    /// The layer of each grid; `None` for one without a shape.
    layers: Vec<Option<Polygon>>,
    grid_of_layer: BTreeMap<i32, usize>,
}

impl Cells {
    /// Draws a cell for each grid that has a shape and is in force.
    pub(super) fn new(
        areas: &Areas,
        borders: &Borders,
        is_drawn: impl Fn(usize) -> bool,
        shift: Shift,
    ) -> Self {
        let group = FeatureGroup::new();
        let mut grid_of_layer = BTreeMap::new();
        let options = PolylineOptions::new();
        // Borders are shared point by point; simplifying each cell alone would tear them apart.
        options.set_smooth_factor(0.0);
        options.set_no_clip(true);
        let mut layers = Vec::with_capacity(areas.grids().len());
        for (at, grid) in areas.grids().iter().enumerate() {
            let shape = grid.shape.as_ref().filter(|_| is_drawn(at));
            layers.push(shape.map(|shape| {
                let parts = shape.0.iter().map(|rings| lines(rings, shift));
                let layer = Polygon::new_with_options(&parts.collect::<Array>(), &options);
                group.add_layer(&layer);
                grid_of_layer.insert(group.get_layer_id(&layer), at);
                layer
            }));
        }
        let [zone_lines, town_lines] = border_lines(borders, shift);
        Self { group, zone_lines, town_lines, layers, grid_of_layer }
    }

    /// Puts the cells and borders on the map.
    pub(super) fn add_to(&self, map: &Map) {
        self.group.add_to(map);
        self.zone_lines.add_to(map);
        self.town_lines.add_to(map);
    }

    /// Gives the borders their colours.
    pub(super) fn colour_borders(&self, palette: &Palette) {
        colour(&self.zone_lines, palette.zone_border);
        colour(&self.town_lines, palette.town_border);
    }

    /// The group that hears the events of all cells.
    pub(super) fn group(&self) -> &FeatureGroup {
        &self.group
    }

    /// The grid of the layer that an event came from.
    pub(super) fn grid_of(&self, event: &leaflet::Event) -> Option<usize> {
        let layer: leaflet::Layer = event.propagated_from().unchecked_into();
        self.grid_of_layer.get(&self.group.get_layer_id(&layer)).copied()
    }

    /// Restyles these cells, and no other.
    pub(super) fn paint(
        &self,
        cells: impl Iterator<Item = (usize, CellStyle)>,
        palette: &'static Palette,
    ) {
        // A thousand cells have a dozen looks.
        let mut looks = BTreeMap::new();
        for (grid, style) in cells {
            let Some(Some(layer)) = self.layers.get(grid) else { continue };
            let look = Look::of(style, palette);
            let options = looks.entry(look).or_insert_with(|| path_options(look, palette));
            layer.unchecked_ref::<Path>().set_style(options);
        }
    }
}

fn path_options(look: Look, palette: &Palette) -> PathOptions {
    let fill = match look.fill {
        Fill::Colour(colour) => colour,
        Fill::DueSoon => "url(#hatch-due-soon)",
        Fill::Unknown => "url(#hatch-unknown)",
    };
    let options = PathOptions::new();
    options.set_color(palette.cell_line.into());
    options.set_weight(CELL_LINE_WIDTH);
    options.set_opacity(1.0);
    options.set_fill_color(fill.into());
    options.set_fill_opacity(look.opacity());
    options
}

/// A line that is there to be looked at only.
pub(super) fn line(weight: f64) -> Polyline {
    let options = PolylineOptions::new();
    options.set_smooth_factor(0.0);
    options.set_no_clip(true);
    options.set_interactive(false);
    options.set_fill(false);
    options.set_weight(weight);
    options.set_line_join("round".into());
    Polyline::new_with_options(&Array::new(), &options)
}

/// Draws `layer` along `course`.
pub(super) fn follow(layer: &Polyline, course: &[Line], shift: Shift) {
    layer.set_lat_lngs(&lines(course, shift));
}

/// Gives a line its colour.
pub(super) fn colour(layer: &Polyline, colour: &str) {
    let options = PathOptions::new();
    options.set_color(colour.into());
    layer.unchecked_ref::<Path>().set_style(&options);
}

/// The border lines of both levels, ready to be added to the map.
fn border_lines(borders: &Borders, shift: Shift) -> [Polyline; 2] {
    let [zone_width, town_width] = BORDER_WIDTHS;
    [(BorderLevel::Zone, zone_width), (BorderLevel::Town, town_width)].map(|(level, width)| {
        let layer = line(width);
        follow(&layer, &borders.lines(level), shift);
        layer
    })
}

/// The outline of a place; nothing for the whole district, which needs none.
pub(super) fn outline(borders: &Borders, place: Place) -> Vec<Line> {
    if place == Place::default() { Vec::new() } else { borders.outline(place) }
}

/// Latitude first, as leaflet wants it: the only place where the order changes.
fn lines(lines: &[Line], shift: Shift) -> Array {
    let position = |at: &LonLat| {
        let at = shift(*at);
        // A number crosses to JavaScript as it is; an array of two would cost four calls for each of 27,000 points.
        JsValue::from(LatLng::new(at.lat, at.lon))
    };
    let line = |line: &Line| JsValue::from(line.iter().map(position).collect::<Array>());
    lines.iter().map(line).collect()
}
