//! The cells and border lines as leaflet layers.

use crate::{
    domain::{
        area::{Areas, Place},
        border::{BorderLevel, Borders},
        count::LightCount,
        geometry::{Line, LonLat},
        light::Light,
    },
    tokens::{Palette, SHADE_FROM},
};
use js_sys::Array;
use leaflet::{FeatureGroup, LatLng, Map, Path, PathOptions, Polygon, Polyline, PolylineOptions};
use std::collections::BTreeMap;
use wasm_bindgen::{JsCast, JsValue};

/// Where a position of the data lies on the basemap.
pub(super) type Shift = fn(LonLat) -> LonLat;

/// The cells of a district, one layer each, in one group.
pub(super) struct Cells {
    group: FeatureGroup,
    /// The layer of each grid; `None` for one without a shape.
    layers: Vec<Option<Polygon>>,
    grid_of_layer: BTreeMap<i32, usize>,
}

/// How one cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CellStyle {
    /// What is in it.
    pub count: LightCount,
    /// Its sign has no room, so it is hatched.
    pub is_hatched: bool,
    /// It lies outside what the reader looks at.
    pub is_dimmed: bool,
}

impl Cells {
    /// Draws a cell for each grid that has a shape and is in force.
    pub(super) fn new(areas: &Areas, is_drawn: impl Fn(usize) -> bool, shift: Shift) -> Self {
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
        Self { group, layers, grid_of_layer }
    }

    /// Puts the cells on the map.
    pub(super) fn add_to(&self, map: &Map) {
        self.group.add_to(map);
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
            let look = (fill(style, palette), style.is_dimmed);
            let options = looks.entry(look).or_insert_with(|| path_options(look, palette));
            layer.unchecked_ref::<Path>().set_style(options);
        }
    }
}

fn path_options((fill, is_dimmed): (&str, bool), palette: &Palette) -> PathOptions {
    let options = PathOptions::new();
    options.set_color(palette.cell_line.into());
    options.set_weight(0.7);
    options.set_opacity(1.0);
    options.set_fill_color(fill.into());
    options.set_fill_opacity(if is_dimmed { 0.4 } else { 1.0 });
    options
}

/// The fill of a cell: the worst light in it, and for normal ones how many.
fn fill(style: CellStyle, palette: &'static Palette) -> &'static str {
    let is_hatched = style.is_hatched;
    match style.count.worst() {
        Some(Light::Red) => palette.red_cell,
        Some(Light::DueSoon) if is_hatched => "url(#hatch-due-soon)",
        Some(Light::DueSoon) => palette.amber_cell,
        Some(Light::Unknown) if is_hatched => "url(#hatch-unknown)",
        Some(Light::Normal) => {
            let reached = SHADE_FROM.iter().filter(|from| style.count.open() >= **from).count();
            let shade = palette.normal_cells.get(reached.saturating_sub(1));
            shade.unwrap_or(&palette.land)
        }
        Some(Light::Unknown) | None => palette.land,
    }
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
pub(super) fn border_lines(borders: &Borders, shift: Shift) -> [Polyline; 2] {
    [(BorderLevel::Zone, 1.4), (BorderLevel::Town, 1.6)].map(|(level, weight)| {
        let layer = line(weight);
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
