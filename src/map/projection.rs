//! Web Mercator as leaflet draws it, without asking leaflet for every point.

use super::cells::Shift;
use crate::domain::geometry::LonLat;

/// The projection to the pixels of the map's layers, fixed by two points that leaflet itself projected.
pub(super) struct Projection {
    /// Where a position of the data lies on the basemap.
    pub shift: Shift,
    /// One point, on the basemap.
    pub from: LonLat,
    /// The other point, on the basemap.
    pub to: LonLat,
    /// Where the one is.
    pub from_px: (f64, f64),
    /// Where the other is.
    pub to_px: (f64, f64),
}

impl Projection {
    /// Web Mercator is linear in longitude and in this function of latitude; two points fix it.
    pub(super) fn point(&self, at: LonLat) -> (f64, f64) {
        let at = (self.shift)(at);
        let height = |lat: f64| lat.to_radians().sin().atanh();
        let across = (at.lon - self.from.lon) / (self.to.lon - self.from.lon);
        let up = (height(at.lat) - height(self.from.lat))
            / (height(self.to.lat) - height(self.from.lat));
        (
            self.from_px.0 + across * (self.to_px.0 - self.from_px.0),
            self.from_px.1 + up * (self.to_px.1 - self.from_px.1),
        )
    }
}
