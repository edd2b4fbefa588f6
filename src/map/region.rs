//! The part of the map that a canvas shows, and where that is while the map moves.

use super::{
    drawing::{projection, view_corner},
    outlines::Frame,
    projection::{Projection, Shift},
};
use crate::domain::geometry::Bounds;
use leaflet::{LatLng, Map, Point};
use leptos::prelude::window;

/// How far the canvas reaches beyond each edge of the view, as a share of the view's size.
const MARGIN: f64 = 0.25;
/// The most pixels of a canvas: a video wall gets none beyond its edge, and nobody drags it.
const MOST_PIXELS: f64 = 16e6;

/// The part of the map that the canvas shows.
pub(super) struct Region {
    /// Its corner among the map's layers, in whole pixels.
    pub corner: (f64, f64),
    /// Its size in pixels of the page.
    pub size: (f64, f64),
    /// How many pixels of the canvas there are to one of the page.
    pub ratio: f64,
    /// To the pixels of the canvas.
    pub projection: Projection,
    /// Where its corner is on the earth.
    corner_at: LatLng,
    zoom: f64,
}

impl Region {
    /// The view as it is now, and some way beyond.
    pub(super) fn around_view(map: &Map, bounds: Bounds, shift: Shift) -> Self {
        let (view, size) = (view_corner(map), map.get_size());
        let ratio = window().device_pixel_ratio();
        let pixels = size.x() * size.y() * (ratio * (1.0 + 2.0 * MARGIN)).powi(2);
        let margin = if pixels > MOST_PIXELS { 0.0 } else { MARGIN };
        let beyond = |length: f64| (length * margin).round();
        let corner = ((view.0 - beyond(size.x())).round(), (view.1 - beyond(size.y())).round());
        Self {
            corner,
            size: (size.x() + 2.0 * beyond(size.x()), size.y() + 2.0 * beyond(size.y())),
            ratio,
            projection: projection(map, bounds, shift).seen_from(corner, ratio),
            corner_at: map.layer_point_to_lat_lng(&Point::new(corner.0, corner.1)),
            zoom: map.get_zoom(),
        }
    }

    /// Its size in pixels of the canvas.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "pixels of a screen fit 32 bits, and a size is positive"
    )]
    pub(super) fn canvas_size(&self) -> [u32; 2] {
        [self.size.0, self.size.1].map(|length| (length * self.ratio).round() as u32)
    }

    /// All of it, in the map's plane.
    pub(super) fn frame(&self) -> Frame {
        let far = (self.size.0 * self.ratio, self.size.1 * self.ratio);
        Frame::between(self.projection.flat((0.0, 0.0)), self.projection.flat(far))
    }

    /// Whether it is of the map's scale.
    pub(super) fn is_of_zoom(&self, map: &Map) -> bool {
        (self.zoom - map.get_zoom()).abs() < f64::EPSILON
    }

    /// Whether it is of the map's scale and where it was, and reaches to every edge of the view.
    pub(super) fn covers_view(&self, map: &Map) -> bool {
        let (left, top) = self.corner;
        let corner = map.lat_lng_to_layer_point(&self.corner_at);
        let is_in_place = (corner.x() - left).abs() < 0.5 && (corner.y() - top).abs() < 0.5;
        let (view, size) = (view_corner(map), map.get_size());
        self.is_of_zoom(map)
            && is_in_place
            && view.0 >= left
            && view.1 >= top
            && view.0 + size.x() <= left + self.size.0
            && view.1 + size.y() <= top + self.size.1
    }

    /// Where its corner is in another view, and how much larger it is there.
    pub(super) fn seen_in(&self, map: &Map, centre: &LatLng, zoom: f64) -> ((f64, f64), f64) {
        let project = |at: &LatLng| map.project_with_zoom(at, zoom);
        let (corner, centre) = (project(&self.corner_at), project(centre));
        let (view, size) = (view_corner(map), map.get_size());
        let left = corner.x() - centre.x() + size.x() / 2.0 + view.0;
        let top = corner.y() - centre.y() + size.y() / 2.0 + view.1;
        ((left, top), map.get_zoom_scale(zoom, self.zoom))
    }
}
