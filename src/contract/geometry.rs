//! Areas and points on the wire: longitude first, moved onto CRS84 where the source says otherwise.

use super::config::Crs;
use crate::domain::{
    geometry::{Line, LonLat, MultiPolygon},
    shift,
};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;

#[derive(Deserialize)]
struct WireGeometry<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    coordinates: &'a RawValue,
}

/// A polygon as nearly all are written.
#[derive(Deserialize)]
struct PlainPolygon {
    #[serde(rename = "type")]
    kind: String,
    coordinates: Vec<Vec<[f64; 2]>>,
}

/// A point as nearly all are written.
#[derive(Deserialize)]
struct PlainPoint<'a> {
    #[serde(rename = "type", borrow)]
    kind: Cow<'a, str>,
    coordinates: [f64; 2],
}

/// A position; a third number (height) is allowed and dropped.
#[derive(Deserialize)]
#[serde(untagged)]
enum Position {
    Flat([f64; 2]),
    High([f64; 3]),
}

/// Reads an area; `None` for anything else, for a ring of fewer than four positions, and for a position off the earth.
pub fn multi_polygon(text: &str, crs: Crs) -> Option<MultiPolygon> {
    // Nearly every area is one polygon of pairs of numbers: read as such at once, it costs a third.
    let plain = serde_json::from_str::<PlainPolygon>(text).ok();
    let shape = match plain.filter(|plain| plain.kind == "Polygon") {
        Some(plain) => MultiPolygon(vec![plain.coordinates.into_iter().map(flat).collect()]),
        None => MultiPolygon(any_parts(text)?),
    };
    let is_sound = !shape.0.is_empty()
        && !shape.0.iter().any(Vec::is_empty)
        && shape.rings().all(|ring| ring.len() >= 4 && ring.first() == ring.last())
        && shape.rings().flatten().all(|at| is_on_earth(*at));
    is_sound.then(|| match crs {
        Crs::Crs84 | Crs::Cgcs2000 => shape,
        Crs::Gcj02 | Crs::Bd09 => moved(shape, |at| on_crs84(at, crs)),
    })
}

/// Reads a point; `None` for anything else, and for a position off the earth.
pub fn point(text: &str, crs: Crs) -> Option<LonLat> {
    let plain = serde_json::from_str::<PlainPoint<'_>>(text).ok();
    let at = match plain.filter(|plain| plain.kind == "Point") {
        Some(PlainPoint { coordinates: [lon, lat], .. }) => LonLat { lon, lat },
        None => any_point(text)?,
    };
    position(at, crs)
}

/// The position on CRS84; `None` for one off the earth.
pub(super) fn position(at: LonLat, crs: Crs) -> Option<LonLat> {
    is_on_earth(at).then(|| on_crs84(at, crs))
}

fn is_on_earth(at: LonLat) -> bool {
    at.lon.abs() <= 180.0 && at.lat.abs() <= 90.0
}

fn on_crs84(at: LonLat, crs: Crs) -> LonLat {
    match crs {
        Crs::Crs84 | Crs::Cgcs2000 => at,
        Crs::Gcj02 => shift::wgs84_from_gcj02(at),
        Crs::Bd09 => shift::wgs84_from_gcj02(shift::gcj02_from_bd09(at)),
    }
}

/// A point with or without a height.
fn any_point(text: &str) -> Option<LonLat> {
    let geometry: WireGeometry<'_> = serde_json::from_str(text).ok()?;
    let is_point = geometry.kind == "Point";
    is_point.then(|| serde_json::from_str(geometry.coordinates.get()).ok().map(flat_position))?
}

fn flat(ring: Vec<[f64; 2]>) -> Line {
    ring.into_iter().map(|[lon, lat]| LonLat { lon, lat }).collect()
}

/// The parts of a polygon or a multipolygon, each position a pair or with a height.
fn any_parts(text: &str) -> Option<Vec<Vec<Line>>> {
    let geometry: WireGeometry<'_> = serde_json::from_str(text).ok()?;
    let coordinates = geometry.coordinates.get();
    match geometry.kind.as_str() {
        "Polygon" => Some(vec![polygon(coordinates)?]),
        "MultiPolygon" => {
            let parts: Vec<&RawValue> = serde_json::from_str(coordinates).ok()?;
            parts.into_iter().map(|part| polygon(part.get())).collect()
        }
        _ => None,
    }
}

fn polygon(text: &str) -> Option<Vec<Line>> {
    let rings: Vec<Vec<Position>> = serde_json::from_str(text).ok()?;
    let at = |ring: Vec<Position>| ring.into_iter().map(flat_position).collect();
    Some(rings.into_iter().map(at).collect())
}

fn flat_position(position: Position) -> LonLat {
    match position {
        Position::Flat([lon, lat]) | Position::High([lon, lat, _]) => LonLat { lon, lat },
    }
}

fn moved(shape: MultiPolygon, to: impl Fn(LonLat) -> LonLat) -> MultiPolygon {
    let ring = |ring: Line| ring.into_iter().map(&to).collect();
    MultiPolygon(shape.0.into_iter().map(|part| part.into_iter().map(ring).collect()).collect())
}
