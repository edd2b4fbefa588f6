//! The config's `wall`: its scenes, its pace, what a passer-by may see. What is not written is as `WallPlan` has it.

use crate::{
    contract::keys::{Keys, WrongKind},
    domain::{
        rule::DayMinute,
        wall::{Layout, Panel, Privacy, ScenePlan, Sound, Viewing, WallPlan, scene::SceneKind},
    },
};
use serde_json::Value;

/// Reads the wall.
///
/// # Errors
/// If a key has a value of the wrong kind.
pub(super) fn read_wall(keys: &Keys<'_>, unknown: &mut Vec<String>) -> Result<WallPlan, WrongKind> {
    unknown.extend(keys.unknown(WALL_KEYS));
    let default = WallPlan::default();
    let mut scenes = Vec::new();
    for keys in keys.objects("scenes")? {
        scenes.push(read_scene(&keys, unknown)?);
    }
    let reload_at = keys.parsed("reload_at", "a time such as 03:30, or null", |value| {
        DayMinute::read(value.as_str()?)
    })?;
    Ok(WallPlan {
        scenes: if scenes.is_empty() { default.scenes } else { scenes },
        scene_seconds: keys.count("scene_seconds")?.unwrap_or(default.scene_seconds),
        resume_seconds: keys.count("resume_seconds")?.unwrap_or(default.resume_seconds),
        privacy: keys.choice("privacy", PRIVACIES)?,
        sound: if keys.flag("sound")? { Sound::On } else { Sound::Off },
        reload_at: if keys.is_null("reload_at") { None } else { reload_at.or(default.reload_at) },
        viewing: read_viewing(&keys.object("viewing")?, unknown)?,
        drift_px: keys
            .parsed("drift_px", "a whole number from 0 to 24", drift)?
            .unwrap_or(default.drift_px),
    })
}

fn read_scene(keys: &Keys<'_>, unknown: &mut Vec<String>) -> Result<ScenePlan, WrongKind> {
    unknown.extend(keys.unknown(SCENE_KEYS));
    let kind = keys.parsed("scene", KINDS, |value| SceneKind::from_code(value.as_str()?))?;
    // A key that must be there is named as one that is wrong.
    let kind = kind.ok_or_else(|| keys.wrong("scene", KINDS))?;
    let default = ScenePlan::of(kind);
    let slot = |name: &str, default: Vec<Panel>| {
        let written = keys.parsed(name, "a list of panels", panels)?;
        Ok(written.unwrap_or(default))
    };
    let layout = Layout {
        left: slot("left", default.layout.left)?,
        right: slot("right", default.layout.right)?,
        foot: slot("foot", default.layout.foot)?,
    };
    Ok(ScenePlan {
        kind,
        seconds: keys.count("seconds")?,
        most: keys.count("most")?.map_or(default.most, |most| most as usize),
        layout: layout.made_whole(),
    })
}

fn read_viewing(keys: &Keys<'_>, unknown: &mut Vec<String>) -> Result<Option<Viewing>, WrongKind> {
    unknown.extend(keys.unknown(VIEWING_KEYS));
    if !keys.is_there() {
        return Ok(None);
    }
    let metres = |key: &str| {
        let expected = "a length in metres";
        let read = keys.parsed(key, expected, |value| value.as_f64().filter(|of| *of > 0.0))?;
        read.ok_or_else(|| keys.wrong(key, expected))
    };
    Ok(Some(Viewing {
        distance_m: metres("distance_m")?,
        screen_height_m: metres("screen_height_m")?,
    }))
}

fn panels(value: &Value) -> Option<Vec<Panel>> {
    value.as_array()?.iter().map(|code| Panel::from_code(code.as_str()?)).collect()
}

fn drift(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|px| u32::try_from(px).ok()).filter(|px| *px <= 24)
}

const KINDS: &str = "one of district, towns, domains, domain:CODE, due-calendar, ranking, workload";
const PRIVACIES: &[(&str, Privacy)] = &[
    ("categories", Privacy::Categories),
    ("counts", Privacy::Counts),
    ("titles", Privacy::Titles),
];
const WALL_KEYS: &[&str] = &[
    "scenes",
    "scene_seconds",
    "resume_seconds",
    "privacy",
    "sound",
    "reload_at",
    "viewing",
    "drift_px",
];
const SCENE_KEYS: &[&str] = &["scene", "seconds", "most", "left", "right", "foot"];
const VIEWING_KEYS: &[&str] = &["distance_m", "screen_height_m"];
