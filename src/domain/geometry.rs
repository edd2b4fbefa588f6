//! Shapes on the earth, in CRS84: longitude first, in degrees. Knows nothing of projections or screens.

/// A position in degrees; longitude first, as GeoJSON writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LonLat {
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
}

impl LonLat {
    /// In the Gulf of Guinea: most often no place at all.
    pub const ZERO: Self = Self { lon: 0.0, lat: 0.0 };
}

/// A line of positions; a closed one repeats its first position at the end.
pub type Line = Vec<LonLat>;

/// An area: for each part its outer ring and then its holes, all closed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MultiPolygon(pub Vec<Vec<Line>>);

/// The smallest box around something, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The south-western corner.
    pub south_west: LonLat,
    /// The north-eastern corner.
    pub north_east: LonLat,
}

impl MultiPolygon {
    /// Every ring, outer ones and holes.
    pub fn rings(&self) -> impl Iterator<Item = &Line> {
        self.0.iter().flatten()
    }

    /// A point inside the first part, as near its middle as a bent shape allows: the centroid, or where that lies outside
    /// or in a hole, the middle of the widest stretch at its latitude.
    pub fn inner_point(&self) -> Option<LonLat> {
        let middle = self.centroid()?;
        let crossings = self.0.first()?.iter().flat_map(|ring| {
            ring.iter().zip(ring.iter().skip(1)).filter_map(|(a, b)| {
                let is_crossed = (a.lat > middle.lat) != (b.lat > middle.lat);
                let share = (middle.lat - a.lat) / (b.lat - a.lat);
                is_crossed.then_some(a.lon + share * (b.lon - a.lon))
            })
        });
        let mut crossings: Vec<f64> = crossings.collect();
        crossings.sort_unstable_by(f64::total_cmp);
        let stretches = || {
            crossings.chunks_exact(2).filter_map(|pair| match pair {
                [west, east] => Some((*west, *east)),
                _ => None,
            })
        };
        if stretches().any(|(west, east)| west < middle.lon && middle.lon < east) {
            return Some(middle);
        }
        let widest = stretches().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        Some(widest.map_or(middle, |(west, east)| LonLat {
            lon: f64::midpoint(west, east),
            lat: middle.lat,
        }))
    }

    /// The centroid of the first outer ring, which may lie outside a bent shape.
    pub fn centroid(&self) -> Option<LonLat> {
        let ring = self.0.first()?.first()?;
        let origin = *ring.first()?;
        let (mut area, mut lon, mut lat) = (0.0, 0.0, 0.0);
        for (a, b) in ring.iter().zip(ring.iter().skip(1)) {
            let (ax, ay) = (a.lon - origin.lon, a.lat - origin.lat);
            let (bx, by) = (b.lon - origin.lon, b.lat - origin.lat);
            let cross = ax * by - bx * ay;
            area += cross;
            lon += (ax + bx) * cross;
            lat += (ay + by) * cross;
        }
        if area.abs() < f64::EPSILON * 1e-3 {
            return Some(origin);
        }
        Some(LonLat { lon: origin.lon + lon / (3.0 * area), lat: origin.lat + lat / (3.0 * area) })
    }

    /// The box around all rings; `None` for no position at all.
    pub fn bounds(&self) -> Option<Bounds> {
        self.rings().flatten().fold(None, |bounds: Option<Bounds>, at| {
            Some(bounds.map_or(Bounds { south_west: *at, north_east: *at }, |b| b.with(*at)))
        })
    }
}

impl Bounds {
    /// The box grown to hold `at`.
    #[must_use]
    pub fn with(self, at: LonLat) -> Self {
        let (sw, ne) = (self.south_west, self.north_east);
        Self {
            south_west: LonLat { lon: sw.lon.min(at.lon), lat: sw.lat.min(at.lat) },
            north_east: LonLat { lon: ne.lon.max(at.lon), lat: ne.lat.max(at.lat) },
        }
    }

    /// The box around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        self.with(other.south_west).with(other.north_east)
    }

    /// The middle of the box.
    pub fn centre(self) -> LonLat {
        LonLat {
            lon: f64::midpoint(self.south_west.lon, self.north_east.lon),
            lat: f64::midpoint(self.south_west.lat, self.north_east.lat),
        }
    }
}
