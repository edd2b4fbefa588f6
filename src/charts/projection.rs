//! Web Mercator as leaflet draws it, without asking leaflet for every point. Pure.

use crate::domain::geometry::LonLat;

/// Where a position of the data lies on the basemap.
pub type Shift = fn(LonLat) -> LonLat;

/// A point of the plane that Web Mercator makes of the earth; only its scale and origin are still open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flat {
    /// Degrees east.
    pub x: f64,
    /// The height of a latitude.
    pub y: f64,
}

impl Flat {
    /// Where a position of the basemap lies.
    pub fn of(at: LonLat) -> Self {
        Self { x: at.lon, y: at.lat.to_radians().sin().atanh() }
    }
}

/// The projection to the pixels of the map's layers, or of a canvas that lies among them.
#[derive(Clone, Copy, Debug)]
pub struct Projection {
    shift: Shift,
    /// Pixels of the plane's origin, and for each step of the plane.
    origin: (f64, f64),
    scale: (f64, f64),
}

impl Projection {
    /// The one that puts two positions of the data at two places: the plane is linear in both directions, so they fix it.
    pub fn through(
        shift: Shift,
        [(from, from_px), (to, to_px)]: [(LonLat, (f64, f64)); 2],
    ) -> Self {
        let [from, to] = [from, to].map(|at| Flat::of(shift(at)));
        let scale =
            ((to_px.0 - from_px.0) / (to.x - from.x), (to_px.1 - from_px.1) / (to.y - from.y));
        let origin = (from_px.0 - from.x * scale.0, from_px.1 - from.y * scale.1);
        Self { shift, origin, scale }
    }

    /// The same, seen from `corner`, with `ratio` pixels for each one.
    #[must_use]
    pub fn seen_from(self, corner: (f64, f64), ratio: f64) -> Self {
        let origin = ((self.origin.0 - corner.0) * ratio, (self.origin.1 - corner.1) * ratio);
        Self { origin, scale: (self.scale.0 * ratio, self.scale.1 * ratio), ..self }
    }

    /// Where a position of the data is.
    pub fn point(&self, at: LonLat) -> (f64, f64) {
        self.pixel(Flat::of((self.shift)(at)))
    }

    /// Where a point of the plane is.
    pub fn pixel(&self, at: Flat) -> (f64, f64) {
        (self.origin.0 + at.x * self.scale.0, self.origin.1 + at.y * self.scale.1)
    }

    /// Which point of the plane is at a pixel.
    pub fn flat(&self, (x, y): (f64, f64)) -> Flat {
        Flat { x: (x - self.origin.0) / self.scale.0, y: (y - self.origin.1) / self.scale.1 }
    }
}
