//! Workers, cameras and alerts on the wire.

use super::row::Row;
use crate::domain::layer::{Alert, AlertLevel, AlertPlace, Camera, CameraKind, Worker};

/// Reads a row of `workers`.
pub fn worker(row: &mut Row<'_>) -> Worker {
    Worker {
        grid_id: row.text("grid_id").map(|id| (&*id).into()),
        is_on_duty: row.flag("on_duty"),
        seen_at: row.instant("seen_at"),
        at: row.point(),
    }
}

/// Reads a row of `cameras`.
pub fn camera(row: &mut Row<'_>) -> Camera {
    let kind = row.optional_code("kind").unwrap_or_default();
    Camera {
        kind: match &*kind {
            "public_order" => CameraKind::PublicOrder,
            "work_safety" => CameraKind::WorkSafety,
            "forest_fire" => CameraKind::ForestFire,
            "flood_control" => CameraKind::FloodControl,
            _ => CameraKind::Other(kind),
        },
        is_online: row.flag("online"),
        at: row.point(),
    }
}

/// Reads a row of `alerts`.
pub fn alert(row: &mut Row<'_>) -> Alert {
    let level = row.optional_code("level").unwrap_or_default();
    Alert {
        id: row.id.clone(),
        title: row.text("title").unwrap_or_default(),
        level: match &*level {
            "red" => AlertLevel::Red,
            "orange" => AlertLevel::Orange,
            "yellow" => AlertLevel::Yellow,
            "blue" => AlertLevel::Blue,
            _ => AlertLevel::Other(level),
        },
        from: row.instant("valid_from"),
        to: row.instant("valid_to"),
        place: row.shape().map_or(AlertPlace::Unknown, AlertPlace::Area),
    }
}
