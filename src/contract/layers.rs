//! The optional layers on the wire: grid workers, cameras and alerts. Names and telephones are never read.
//!
//! A row without a place stays: it is counted and listed, only not drawn.

use super::row::Row;
use crate::domain::layer::{Alert, AlertLevel, Camera, CameraKind, Worker};

/// What the kinds of camera are called, in the order of `CameraKind::KNOWN`.
const KINDS: [&str; 4] = ["治安", "安全生产", "森林防火", "防汛"];

/// What the levels of an alert are called, in the order of `AlertLevel::KNOWN`.
const LEVELS: [&str; 4] = ["红色", "橙色", "黄色", "蓝色"];

/// Reads a row of `workers`.
pub fn worker(row: &mut Row<'_>) -> Worker {
    row.require("on_duty");
    row.require("seen_at");
    Worker {
        grid_id: row.required_text("grid_id").map(|id| (&*id).into()),
        is_on_duty: row.flag("on_duty"),
        seen_at: row.instant("seen_at"),
        at: row.point(),
    }
}

/// Reads a row of `cameras`.
pub fn camera(row: &mut Row<'_>) -> Camera {
    row.require("online");
    Camera { kind: kind(row), is_online: row.flag("online"), at: row.point() }
}

/// Reads a row of `alerts`; one without a title is shown by its id.
pub fn alert(row: &mut Row<'_>) -> Alert {
    row.require("from");
    row.require("to");
    Alert {
        id: row.id.clone(),
        title: row.required_text("title").unwrap_or_else(|| row.id.clone()),
        level: level(row),
        from: row.instant("from"),
        to: row.instant("to"),
        place: row.alert_place(),
    }
}

/// A kind that the contract does not have is the source's own, and no defect.
fn kind(row: &mut Row<'_>) -> CameraKind {
    let text = row.code("kind").unwrap_or_default();
    let known = CameraKind::KNOWN.into_iter().zip(KINDS);
    let mut known = known.filter(|(kind, word)| *text == *kind.code() || *text == **word);
    known.next().map_or_else(|| CameraKind::Other(text.clone()), |(kind, _)| kind)
}

/// A level that the contract does not have is the source's own, and no defect.
fn level(row: &mut Row<'_>) -> AlertLevel {
    let text = row.code("level").unwrap_or_default();
    let known = AlertLevel::KNOWN.into_iter().zip(LEVELS);
    let mut known = known.filter(|(level, word)| *text == *level.code() || *text == **word);
    known.next().map_or_else(|| AlertLevel::Other(text.clone()), |(level, _)| level)
}
