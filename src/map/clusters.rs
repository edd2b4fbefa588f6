//! Points that lie close together on the screen, as one: a fixed net of square meshes over the map's pixels, and one
//! cluster for each mesh that has points in it. Pure; positions are pixels of the map's layers.

/// A point of a layer, and what it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Pixels to the right.
    pub x: f64,
    /// Pixels down.
    pub y: f64,
    /// Its kind: a number below `KINDS`, the layer's own.
    pub kind: usize,
}

/// How many kinds the points of one layer may have: five kinds of camera, online or not.
pub const KINDS: usize = 10;

/// The points of one mesh.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cluster {
    /// The middle of its points.
    pub x: f64,
    /// The middle of its points.
    pub y: f64,
    /// How many points there are of each kind.
    pub kinds: [u32; KINDS],
}

impl Cluster {
    /// How many points there are.
    pub fn count(&self) -> u32 {
        self.kinds.iter().sum()
    }

    /// How many points there are of these kinds.
    pub fn count_of(&self, kinds: impl Iterator<Item = usize>) -> u32 {
        kinds.filter_map(|kind| self.kinds.get(kind)).sum()
    }
}

/// A net of square meshes over a part of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Net {
    mesh: f64,
    /// The north-western corner, on a corner of a mesh.
    corner: (f64, f64),
    columns: usize,
    rows: usize,
}

impl Net {
    /// The net of meshes of this many pixels that covers left, top, right and bottom edge. Meshes stay where they are
    /// when the map is moved: only then do clusters.
    pub fn over([left, top, right, bottom]: [f64; 4], mesh: f64) -> Self {
        let begin = |low: f64| (low / mesh).floor() * mesh;
        let corner = (begin(left), begin(top));
        Self {
            mesh,
            corner,
            columns: steps(corner.0, right, mesh),
            rows: steps(corner.1, bottom, mesh),
        }
    }

    /// The most clusters that it can hold.
    pub fn mesh_count(&self) -> usize {
        self.columns * self.rows
    }

    /// The edges of what it covers: at least what was asked for.
    pub fn edges(&self) -> [f64; 4] {
        let (left, top) = self.corner;
        let far = |low: f64, count: usize| (0..count).fold(low, |at, _| at + self.mesh);
        [left, top, far(left, self.columns), far(top, self.rows)]
    }

    /// The mesh in which a place is.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number that is not negative, and too large a one stays too large"
    )]
    fn mesh_at(&self, x: f64, y: f64) -> Option<usize> {
        let (column, row) = ((x - self.corner.0) / self.mesh, (y - self.corner.1) / self.mesh);
        let is_beyond = !(column >= 0.0 && row >= 0.0);
        let (column, row) = (column as usize, row as usize);
        (!is_beyond && column < self.columns && row < self.rows)
            .then(|| row * self.columns + column)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the meshes of a screen, and none for one turned over"
)]
fn steps(from: f64, to: f64, mesh: f64) -> usize {
    ((to - from) / mesh).ceil().max(0.0) as usize
}

/// Gathers the points that lie within the net: each is in exactly one cluster.
pub fn clusters(points: impl Iterator<Item = Point>, net: &Net) -> Vec<Cluster> {
    let mut meshes = vec![Cluster::default(); net.mesh_count()];
    for point in points {
        let mesh = net.mesh_at(point.x, point.y).and_then(|at| meshes.get_mut(at));
        let Some(mesh) = mesh else { continue };
        let Some(count) = mesh.kinds.get_mut(point.kind) else { continue };
        *count += 1;
        // Sums first, the middle afterwards.
        mesh.x += point.x;
        mesh.y += point.y;
    }
    meshes.retain(|mesh| mesh.count() > 0);
    for mesh in &mut meshes {
        let count = f64::from(mesh.count());
        mesh.x /= count;
        mesh.y /= count;
    }
    meshes
}
