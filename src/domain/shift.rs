//! GCJ-02, the shifted coordinates of most Chinese web maps, and BD-09, which shifts them again.
//!
//! The formula is the one in public use since 2011; near Qingdao it moves a point by about 460 m, almost due east
//! (`field.md` §5). Tiles that need it are declared in the config; nothing is ever shifted silently.

use super::geometry::LonLat;
use std::f64::consts::PI;

const SEMI_MAJOR_AXIS_M: f64 = 6_378_245.0;
const ECCENTRICITY_SQUARED: f64 = 0.006_693_421_622_965_943;

/// Where a WGS 84 position lies on a GCJ-02 map.
pub fn gcj02_from_wgs84(at: LonLat) -> LonLat {
    let (x, y) = (at.lon - 105.0, at.lat - 35.0);
    let waves = |v: f64| (20.0 * (6.0 * v * PI).sin() + 20.0 * (2.0 * v * PI).sin()) * 2.0 / 3.0;
    let mut north_m =
        -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * x.abs().sqrt() + waves(x);
    north_m += (20.0 * (y * PI).sin() + 40.0 * (y / 3.0 * PI).sin()) * 2.0 / 3.0;
    north_m += (160.0 * (y / 12.0 * PI).sin() + 320.0 * (y * PI / 30.0).sin()) * 2.0 / 3.0;
    let mut east_m =
        300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * x.abs().sqrt() + waves(x);
    east_m += (20.0 * (x * PI).sin() + 40.0 * (x / 3.0 * PI).sin()) * 2.0 / 3.0;
    east_m += (150.0 * (x / 12.0 * PI).sin() + 300.0 * (x / 30.0 * PI).sin()) * 2.0 / 3.0;

    let latitude = at.lat.to_radians();
    let magic = 1.0 - ECCENTRICITY_SQUARED * latitude.sin().powi(2);
    let meridian = SEMI_MAJOR_AXIS_M * (1.0 - ECCENTRICITY_SQUARED) / (magic * magic.sqrt());
    let parallel = SEMI_MAJOR_AXIS_M / magic.sqrt() * latitude.cos();
    LonLat {
        lon: at.lon + (east_m / parallel).to_degrees(),
        lat: at.lat + (north_m / meridian).to_degrees(),
    }
}

/// Where a GCJ-02 position lies in WGS 84, to well under a metre: the shift has no closed inverse, so it is walked back.
pub fn wgs84_from_gcj02(at: LonLat) -> LonLat {
    let mut guess = at;
    for _ in 0..4 {
        let there = gcj02_from_wgs84(guess);
        guess = LonLat { lon: guess.lon + at.lon - there.lon, lat: guess.lat + at.lat - there.lat };
    }
    guess
}

/// Where a BD-09 position lies in GCJ-02.
pub fn gcj02_from_bd09(at: LonLat) -> LonLat {
    const TURNS: f64 = PI * 3000.0 / 180.0;
    let (x, y) = (at.lon - 0.0065, at.lat - 0.006);
    let radius = x.hypot(y) - 0.000_02 * (y * TURNS).sin();
    let angle = y.atan2(x) - 0.000_003 * (x * TURNS).cos();
    LonLat { lon: radius * angle.cos(), lat: radius * angle.sin() }
}
