//! Smooth random fields over the plane, the same on every machine.
//!
//! Only the four operations and `floor` are used, so that a snapshot written on one platform is the
//! one written on another. It does not know what a field stands for.

/// Directions that gradients take. Sixteen, so that no axis is favoured.
const GRADIENTS: [[f64; 2]; 16] = [
    [1.0, 0.0],
    [0.924, 0.383],
    [0.707, 0.707],
    [0.383, 0.924],
    [0.0, 1.0],
    [-0.383, 0.924],
    [-0.707, 0.707],
    [-0.924, 0.383],
    [-1.0, 0.0],
    [-0.924, -0.383],
    [-0.707, -0.707],
    [-0.383, -0.924],
    [0.0, -1.0],
    [0.383, -0.924],
    [0.707, -0.707],
    [0.924, -0.383],
];

/// The value does not change by more than this over one wavelength, if it went on like that.
const STEEPEST: f64 = 5.0;

/// Gradient noise of one wavelength; values lie about between -1 and 1, their mean is 0.
pub(super) struct Noise {
    salt: u64,
    wavelength_m: f64,
}

impl Noise {
    pub(super) fn new(salt: u64, wavelength_m: f64) -> Self {
        Self { salt, wavelength_m }
    }

    /// The value at a place in metres.
    pub(super) fn at(&self, [x_m, y_m]: [f64; 2]) -> f64 {
        let (x, y) = (x_m / self.wavelength_m, y_m / self.wavelength_m);
        let (left, below) = (x.floor(), y.floor());
        let (dx, dy) = (x - left, y - below);
        let corner = |east: f64, north: f64| {
            let [gx, gy] = self.gradient(left + east, below + north);
            gx * (dx - east) + gy * (dy - north)
        };
        let (sx, sy) = (ease(dx), ease(dy));
        let south = mix(corner(0.0, 0.0), corner(1.0, 0.0), sx);
        let north = mix(corner(0.0, 1.0), corner(1.0, 1.0), sx);
        1.6 * mix(south, north, sy)
    }

    /// About how far away the line is on which the value is zero, if it is nearer than `reach_m`.
    ///
    /// Such lines meander without end and never cross themselves, as streams and ridges do.
    pub(super) fn distance_to_zero_m(&self, [x_m, y_m]: [f64; 2], reach_m: f64) -> Option<f64> {
        let step_m = self.wavelength_m * 0.02;
        let here = self.at([x_m, y_m]);
        if here.abs() > STEEPEST * reach_m / self.wavelength_m {
            return None;
        }
        let slope_x = (self.at([x_m + step_m, y_m]) - here) / step_m;
        let slope_y = (self.at([x_m, y_m + step_m]) - here) / step_m;
        let slope = (slope_x * slope_x + slope_y * slope_y).sqrt();
        // Where the ground is level all about, the line would otherwise be a blot.
        let distance_m = here.abs() / slope.max(0.2 / self.wavelength_m);
        Some(distance_m).filter(|distance_m| *distance_m < reach_m)
    }

    fn gradient(&self, column: f64, row: f64) -> [f64; 2] {
        #[expect(clippy::cast_possible_truncation, reason = "whole numbers far inside the range")]
        let (column, row) = (column as i64, row as i64);
        let mut bits = self.salt
            ^ column.cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15)
            ^ row.cast_unsigned().wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
        bits = (bits ^ (bits >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        bits = (bits ^ (bits >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        let [.., highest] = bits.to_le_bytes();
        GRADIENTS.get(usize::from(highest % 16)).copied().unwrap_or([1.0, 0.0])
    }
}

fn ease(t: f64) -> f64 {
    t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
}

fn mix(from: f64, to: f64, share: f64) -> f64 {
    from + (to - from) * share
}
