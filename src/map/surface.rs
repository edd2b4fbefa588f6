//! The leaflet map with everything on it. Whoever holds it holds the map; dropping it leaves nothing behind.

use super::{
    cells,
    drawing::{self, Drawing, Handle, on},
    layout::{Layout, NameStyle, NameWish, SignWish, layout},
    look::CellStyle,
    marks::{Announce, Marks},
    overlay::{Laid, Overlay},
    projection::{Projection, Shift},
};
use crate::{
    domain::{
        area::{Areas, Place},
        border::Borders,
        change::changed_grids,
        count::LightCount,
        extent::{Extent, Extents},
        geometry::{Bounds, LonLat},
        light::Light,
        lit::LitBoard,
        shift,
    },
    locales::{Lang, short_name},
    store::Basemap,
    tokens::Palette,
};
use js_sys::Object;
use leaflet::{LatLng, LatLngBounds, Map, MapOptions, Polyline, TileLayer, TileLayerOptions};
use std::{cell::OnceCell, collections::BTreeSet, rc::Rc, sync::Arc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// What the map tells its owner. Handlers only report; they never call leaflet back from within an event.
pub(super) struct Listeners {
    /// The pointer is over this cell, or over none.
    pub hovered: Box<dyn Fn(Option<usize>)>,
    /// This cell was clicked.
    pub clicked: Box<dyn Fn(usize)>,
    /// Positions on the screen have changed.
    pub moved: Box<dyn Fn()>,
    /// The reader moved the map.
    pub dragged: Box<dyn Fn()>,
    /// The map has come to rest after a move.
    pub rested: Box<dyn Fn()>,
}

/// What is to be shown.
#[derive(Clone, PartialEq)]
pub(super) struct Picture {
    /// The lights.
    pub lit: Arc<LitBoard>,
    /// What the reader looks at.
    pub place: Place,
    /// The colours.
    pub palette: &'static Palette,
    /// The language of the names.
    pub lang: Lang,
    /// The height of a sign in pixels.
    pub unit: f64,
    /// Whether the cells say what is known of them.
    pub with_facts: bool,
}

/// The map and its layers.
pub(super) struct Surface {
    map: Map,
    areas: Arc<Areas>,
    extents: Extents,
    borders: Borders,
    shift: Shift,
    drawing: Drawing,
    selection: Polyline,
    focus: Polyline,
    overlay: Overlay,
    marks: Marks,
    centres: Vec<Option<LonLat>>,
    /// Found when the keyboard first asks.
    neighbours: OnceCell<Vec<Vec<usize>>>,
    hatched: BTreeSet<usize>,
    shown: Option<Picture>,
    handles: Vec<Handle>,
}

impl Surface {
    /// Draws the areas into `element`, without lights.
    pub(super) fn new(
        element: &HtmlElement,
        areas: &Arc<Areas>,
        is_drawn: impl Fn(usize) -> bool,
        basemap: Option<&Basemap>,
        animate: bool,
        listeners: Listeners,
    ) -> Result<Self, JsValue> {
        let options = MapOptions::new();
        options.set_zoom_control(false);
        options.set_attribution_control(false);
        options.set_keyboard(false);
        options.set_zoom_snap(0.0);
        options.set_zoom_delta(0.5);
        options.set_wheel_px_per_zoom_level(120.0);
        options.set_track_resize(false);
        options.set_zoom_animation(animate);
        options.set_fade_animation(animate);
        let map = Map::new_with_element(element, &options)?;
        let is_shifted = basemap.is_some_and(|basemap| basemap.is_gcj02);
        let shift: Shift = if is_shifted { shift::gcj02_from_wgs84 } else { |at| at };
        let extents = Extents::of(areas);
        if let Some(extent) = extents.district {
            fit_bounds(&map, &lat_lng_bounds(extent.bounds, shift), false);
        }
        if let Some(basemap) = basemap {
            add_basemap(&map, basemap);
        }
        let borders = Borders::of(areas);
        let bounds = extents.district.map(|extent| extent.bounds);
        let drawing = Drawing::new(&map, areas, &borders, bounds, &is_drawn, shift)?;
        let (selection, focus) = (cells::line(3.0), cells::line(3.0));
        let overlay = Overlay::new(&map.create_pane_by_name("layers"))?;
        let marks = Marks::new(&map.create_pane_by_name("marks"))?;
        let handles = listen(&map, &drawing, listeners);
        // A grid that is not in force has no cell, so neither has it a sign nor a place for the keyboard.
        let centres =
            extents.grids.iter().enumerate().map(|(at, extent)| {
                extent.filter(|_| is_drawn(at)).map(|extent| extent.label_point)
            });
        let centres = centres.collect();
        Ok(Self {
            map,
            areas: Arc::clone(areas),
            extents,
            borders,
            shift,
            drawing,
            selection,
            focus,
            overlay,
            marks,
            centres,
            neighbours: OnceCell::new(),
            hatched: BTreeSet::new(),
            shown: None,
            handles,
        })
    }

    /// Shows `picture`: restyles what differs from the last one, and nothing else.
    pub(super) fn show(&mut self, picture: Picture, announce: Announce) -> Result<(), JsValue> {
        let before = self.shown.take();
        let grids = &picture.lit.grids;
        let looks_alike = before
            .as_ref()
            .is_some_and(|b| b.palette == picture.palette && b.place == picture.place);
        let known = before.as_ref().filter(|_| looks_alike).map_or(&[][..], |b| &b.lit.grids);
        let mut to_paint = BTreeSet::new();
        to_paint.extend(changed_grids(known, grids));
        let layout = self.layout(&picture);
        let mut hatched = BTreeSet::new();
        hatched.extend(layout.hatched.iter().copied());
        to_paint.extend(self.hatched.symmetric_difference(&hatched).copied());
        self.hatched = hatched;
        // Outside the town or zone that the reader looks at, cells step back.
        let stage = Place { grid: None, ..picture.place };
        let style = |grid: usize| {
            let count = grids.get(grid).copied().unwrap_or_default();
            let place = self.areas.places().get(grid).copied().unwrap_or_default();
            let is_hatched = self.hatched.contains(&grid);
            CellStyle { count, is_hatched, is_dimmed: !place.is_within(stage) }
        };
        let to_paint = to_paint.into_iter().map(|grid| (grid, style(grid)));
        self.drawing.paint(to_paint, picture.palette);
        if !looks_alike {
            self.drawing.colour_borders(picture.palette);
            cells::colour(&self.selection, picture.palette.accent);
            cells::colour(&self.focus, picture.palette.accent);
            let outline = cells::outline(&self.borders, picture.place);
            cells::follow(&self.selection, &outline, self.shift);
        }
        if before.is_none() {
            // Only now that each has its look do they go on the map: a second styling of a thousand paths is saved.
            self.drawing.add_to(&self.map)?;
            for layer in [&self.selection, &self.focus] {
                layer.add_to(&self.map);
            }
        }
        self.marks.draw(&layout, picture.unit, announce)?;
        self.shown = Some(picture);
        Ok(())
    }

    /// Shows what is laid over the cells.
    pub(super) fn lay(&mut self, laid: Laid) -> Result<(), JsValue> {
        let Some(projection) = self.projection() else { return Ok(()) };
        self.overlay.draw(laid, &projection, self.shift, drawing::view_box(&self.map))
    }

    /// Fits the map to a place, with the whole of its zone around a single grid.
    pub(super) fn fit(&self, place: Place, animate: bool) {
        let stage = Place { grid: None, ..place };
        let Some(extent) = self.extents.get(stage) else { return };
        fit_bounds(&self.map, &lat_lng_bounds(extent.bounds, self.shift), animate);
    }

    /// Takes in a new size of the container, and tells whether it is another one.
    pub(super) fn resize(&self) -> bool {
        let size = || {
            let size = self.map.get_size();
            (size.x(), size.y())
        };
        let before = size();
        self.map.invalidate_size(false);
        size() != before
    }

    /// Zooms in (positive) or out.
    pub(super) fn zoom_by(&self, delta: f64) {
        self.map.set_zoom(self.map.get_zoom() + delta);
    }

    /// Outlines the cell that the keyboard is on, and brings it into view.
    pub(super) fn focus(&self, grid: Option<usize>) {
        let place = grid.and_then(|grid| self.areas.places().get(grid)).copied();
        let outline = place.map(|place| self.borders.outline(place)).unwrap_or_default();
        cells::follow(&self.focus, &outline, self.shift);
        if let Some(at) = grid.and_then(|grid| self.centres.get(grid).copied().flatten()) {
            self.map.pan_inside(&self.lat_lng(at));
        }
    }

    /// The middles of the cells.
    pub(super) fn centres(&self) -> &[Option<LonLat>] {
        &self.centres
    }

    /// For each cell, its neighbours.
    pub(super) fn neighbours(&self) -> &[Vec<usize>] {
        self.neighbours.get_or_init(|| self.borders.neighbours(self.centres.len()))
    }

    /// Where a cell's middle is in the container, in pixels.
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a screen fit 32 bits")]
    pub(super) fn position(&self, grid: usize) -> Option<(i32, i32)> {
        let at = self.centres.get(grid).copied().flatten()?;
        let point = self.map.lat_lng_to_container_point(&self.lat_lng(at));
        Some((point.x().round() as i32, point.y().round() as i32))
    }

    fn lat_lng(&self, at: LonLat) -> LatLng {
        let at = (self.shift)(at);
        LatLng::new(at.lat, at.lon)
    }

    fn layout(&self, picture: &Picture) -> Layout {
        let Some(projection) = self.projection() else { return Layout::default() };
        let sight = self.drawing.sign_box(&self.map);
        let is_in_sight = |x: f64, y: f64| {
            sight.is_none_or(|[left, top, right, bottom]| {
                (left..right).contains(&x) && (top..bottom).contains(&y)
            })
        };
        let signs: Vec<SignWish> = picture
            .lit
            .grids
            .iter()
            .enumerate()
            .filter_map(|(cell, count)| {
                sign_wish(cell, count, self.centres.get(cell).copied()??, &projection)
            })
            .filter(|wish| is_in_sight(wish.x, wish.y))
            .collect();
        let mut names = self.name_wishes(picture, &projection);
        names.retain(|wish| is_in_sight(wish.x, wish.y));
        layout(&signs, &names, picture.unit)
    }

    fn name_wishes(&self, picture: &Picture, projection: &Projection) -> Vec<NameWish> {
        let lang = picture.lang;
        let stage = Place { grid: None, ..picture.place };
        let wish = |text: &str, style, place: Place| {
            let Extent { bounds, label_point } = self.extents.get(place)?;
            let (x, y) = projection.point(label_point);
            let east = projection.point(bounds.north_east).0;
            let room = east - projection.point(bounds.south_west).0;
            Some(NameWish { text: text.into(), style, x, y, room })
        };
        let towns = self.areas.towns().iter().enumerate().filter_map(|(at, town)| {
            let place = Place { town: Some(at), ..Place::default() };
            let name = lang.name(&town.name, town.name_en.as_deref());
            wish(short_name(name), NameStyle::Town, place)
        });
        let mut wishes: Vec<NameWish> = towns.collect();
        // Names of zones and grids are sought only once the reader has gone in: there is no room before.
        if stage.town.is_some() {
            let town = Place { zone: None, ..stage };
            wishes.extend(self.areas.zones().iter().filter_map(|zone| {
                let place = self.areas.place_of_zone(&zone.id)?;
                let name = lang.name(&zone.name, zone.name_en.as_deref());
                if place.is_within(town) { wish(name, NameStyle::Zone, place) } else { None }
            }));
        }
        if stage.zone.is_some() {
            let grids = self.areas.grids().iter().zip(self.areas.places());
            wishes.extend(
                grids
                    .filter(|(_, place)| place.is_within(stage))
                    .filter_map(|(grid, place)| wish(&grid.name, NameStyle::Grid, *place)),
            );
            wishes.retain(|wish| wish.style != NameStyle::Town);
        }
        if picture.with_facts {
            let facts = lang.locale().layers.facts_short;
            let grids = self.areas.grids().iter().zip(self.areas.places());
            wishes.extend(grids.filter_map(|(grid, place)| {
                let text = facts(grid.population, grid.worker_count)?;
                let mut wish = wish(&text, NameStyle::Facts, *place)?;
                // Below the cell's sign or name.
                wish.y += picture.unit * 1.4;
                Some(wish)
            }));
        }
        wishes
    }

    fn projection(&self) -> Option<Projection> {
        let bounds = self.extents.district?.bounds;
        Some(drawing::projection(&self.map, bounds, self.shift))
    }
}

impl Drop for Surface {
    fn drop(&mut self) {
        self.handles.clear();
        // Leaflet 1.9 ends a zoom by a timer that outlives the map, and then looks for panes that are gone.
        let _set = js_sys::Reflect::set(&self.map, &"_animatingZoom".into(), &false.into());
        self.map.remove();
    }
}

fn sign_wish(
    cell: usize,
    count: &LightCount,
    centre: LonLat,
    projection: &Projection,
) -> Option<SignWish> {
    let light = count.worst().filter(|light| *light != Light::Normal)?;
    let (x, y) = projection.point(centre);
    Some(SignWish { cell, light, count: count.of(light), x, y })
}

fn lat_lng_bounds(bounds: Bounds, shift: Shift) -> LatLngBounds {
    let corner = |at: LonLat| {
        let at = shift(at);
        LatLng::new(at.lat, at.lon)
    };
    LatLngBounds::new(&corner(bounds.south_west), &corner(bounds.north_east))
}

/// Fits the map to a box, with room at the edges for the names there.
fn fit_bounds(map: &Map, bounds: &LatLngBounds, animate: bool) {
    let options = Object::new();
    let padding = js_sys::Array::of2(&24.into(), &24.into());
    // Setting a property of a plain object cannot fail.
    let _set = js_sys::Reflect::set(&options, &"padding".into(), &padding);
    let _set = js_sys::Reflect::set(&options, &"animate".into(), &animate.into());
    map.fit_bounds_with_options(bounds, &options);
}

fn add_basemap(map: &Map, basemap: &Basemap) {
    let options = TileLayerOptions::new();
    if let Some(zoom) = basemap.max_zoom {
        let set = js_sys::Reflect::set(&options, &"maxNativeZoom".into(), &zoom.into());
        debug_assert!(set.is_ok(), "a plain object takes any property");
    }
    for url in [Some(&basemap.url), basemap.labels_url.as_ref()].into_iter().flatten() {
        TileLayer::new_options(url, &options).add_to(map);
    }
}

fn listen(map: &Map, drawing: &Drawing, listeners: Listeners) -> Vec<Handle> {
    let Listeners { hovered, clicked, moved, dragged, rested } = listeners;
    let moved = Rc::new(moved);
    let (zoomed, dragged_on) = (Rc::clone(&moved), Rc::clone(&moved));
    let mut handles = drawing.listen(map, hovered, clicked, move || dragged_on());
    let map = map.unchecked_ref();
    handles.extend([
        on(map, "zoomend", move |_| zoomed()),
        on(map, "viewreset", move |_| moved()),
        on(map, "dragstart", move |_| dragged()),
        on(map, "moveend", move |_| rested()),
    ]);
    handles
}
