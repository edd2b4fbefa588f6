//! What a config says of the wall, and what it is where it says nothing.

use chrono::TimeDelta;
use gridlight::{
    contract::config::{Config, UnreadableConfig},
    domain::{
        rule::DayMinute,
        wall::{
            Layout, Panel, Privacy, Sound, Stand, Viewing, WallPlan,
            drift::drift_px,
            reload::is_reload_due,
            rotation::layout_of,
            scene::{Scene, SceneKind},
        },
    },
};

fn read(wall: &str) -> (WallPlan, Vec<String>) {
    let (config, unknown) = Config::read(&format!(r#"{{"wall": {wall}}}"#)).unwrap();
    (config.wall, unknown)
}

#[test]
fn what_is_not_said_is_as_by_default() {
    let (config, _) = Config::read("{}").unwrap();
    assert_eq!(config.wall, WallPlan::default());
    assert_eq!(read("{}"), (WallPlan::default(), vec![]));
    let plan = WallPlan::default();
    assert_eq!(plan.scenes.iter().map(|of| of.kind).collect::<Vec<_>>(), SceneKind::USUAL);
    assert_eq!((plan.privacy, plan.sound), (Privacy::Categories, Sound::Off), "the safe choices");
    assert_eq!(plan.reload_at.map(|at| at.minutes()), Some(3 * 60 + 30));
}

#[test]
fn what_is_said_is_taken() {
    let (plan, unknown) = read(
        r#"{
        "scene_seconds": 12, "resume_seconds": 45, "privacy": "titles", "sound": true, "reload_at": "04:10",
        "drift_px": 0, "viewing": {"distance_m": 8, "screen_height_m": 2}, "colour": "red",
        "scenes": [
            {"scene": "towns", "most": 3, "seconds": 7},
            {"scene": "domain:petitions"},
            {"scene": "ranking", "left": ["domains"], "right": ["ranking", "live"], "foot": ["live"]}
        ]}"#,
    );
    assert_eq!(unknown, ["wall.colour"]);
    assert_eq!((plan.scene_seconds, plan.resume_seconds, plan.drift_px), (12, 45, 0));
    assert_eq!((plan.privacy, plan.sound), (Privacy::Titles, Sound::On));
    assert_eq!(plan.reload_at.map(|at| at.minutes()), Some(250));
    assert_eq!(plan.viewing, Some(Viewing { distance_m: 8.0, screen_height_m: 2.0 }));
    let towns = &plan.scenes[0];
    assert_eq!((towns.kind, towns.most, towns.seconds), (SceneKind::Towns, 3, Some(7)));
    // No scene is without its figures, and none has the same panel twice.
    let layout = layout_of(&plan, &Scene::Ranking);
    let expected = Layout {
        left: vec![Panel::Figures, Panel::Domains],
        right: vec![Panel::Ranking, Panel::Live],
        foot: vec![],
    };
    assert_eq!(layout, expected);
    assert!(layout.is_wide());
    assert!(!layout_of(&plan, &Scene::Town("T1".into())).is_wide());
    // A scene that is pinned need not be listed.
    let due = layout_of(&plan, &Scene::DueCalendar);
    assert!(due.panels().any(|panel| panel == Panel::DueCalendar), "{due:?}");
}

#[test]
fn the_nightly_loading_can_be_switched_off() {
    assert_eq!(read(r#"{"reload_at": null}"#).0.reload_at, None);
}

#[test]
fn a_slip_of_the_pen_is_named() {
    let check = |wall: &str, words: &[&str]| {
        let UnreadableConfig(said) =
            Config::read(&format!(r#"{{"wall": {wall}}}"#)).expect_err(wall);
        assert!(words.iter().all(|word| said.contains(word)), "{wall}: {said}");
    };
    check(r#"{"scene_seconds": 0}"#, &["wall.scene_seconds", "from 1"]);
    check(r#"{"privacy": "names"}"#, &["wall.privacy", "categories", "counts", "titles"]);
    check(r#"{"reload_at": "3:30"}"#, &["wall.reload_at", "03:30"]);
    check(
        r#"{"scenes": [{"scene": "district"}, {"scene": "weather"}]}"#,
        &["wall.scenes[1].scene", "ranking"],
    );
    check(r#"{"scenes": [{"seconds": 3}]}"#, &["wall.scenes[0].scene"]);
    check(r#"{"scenes": [{"scene": "district", "left": ["figurs"]}]}"#, &["wall.scenes[0].left"]);
    check(r#"{"viewing": {"distance_m": 5}}"#, &["wall.viewing.screen_height_m"]);
    check(r#"{"drift_px": 25}"#, &["wall.drift_px", "24"]);
}

#[test]
fn each_code_leads_back_to_what_it_is_of() {
    for panel in Panel::ALL {
        assert_eq!(Panel::from_code(panel.code()), Some(panel));
    }
    for code in ["district", "town:T05", "domain:petitions", "due-calendar", "ranking", "workload"]
    {
        assert_eq!(Scene::from_code(code).map(|scene| scene.code()).as_deref(), Some(code));
    }
    for code in ["", "towns", "town:", "domain:weather", "scene:district", "District"] {
        assert_eq!(Scene::from_code(code), None, "{code}");
    }
}

#[test]
fn type_grows_with_the_distance_and_never_shrinks() {
    let upright = Viewing { distance_m: 5.0, screen_height_m: 3.5 }.type_factor(Stand::Upright);
    assert!((upright - 0.029 / (3.5 / 120.0)).abs() < 0.01, "{upright}");
    let check = |distance_m: f64, screen_height_m: f64, factor: f64| {
        let of = Viewing { distance_m, screen_height_m }.type_factor(Stand::Lying);
        assert!((of - factor).abs() < 0.01, "{distance_m} m before {screen_height_m} m: {of}");
    };
    // 29 mm at 5 m (`visual.md`): the least type of a screen 1.96 m high.
    check(5.0, 1.96, 1.0);
    check(2.0, 2.25, 1.0);
    check(6.0, 1.96, 1.2);
    check(30.0, 1.0, 1.25);
}

#[test]
fn a_wall_is_loaded_anew_once_a_night() {
    let check = |clock: &str, late_by: u32, hours: i64, expected: bool| {
        let minute = DayMinute::read(clock).unwrap().minutes();
        let reload_at = DayMinute::read("23:50").unwrap();
        let is_due = is_reload_due(minute, reload_at, late_by, TimeDelta::hours(hours));
        assert_eq!(is_due, expected, "{clock}, {late_by} min late, {hours} h old");
    };
    check("23:49", 0, 24, false);
    check("23:50", 0, 24, true);
    check("00:19", 0, 24, true);
    check("00:20", 0, 24, false);
    // Each wall has a minute of its own, also where that lies in the next day.
    check("23:55", 15, 24, false);
    check("00:05", 15, 24, true);
    // The page that comes is not loaded anew again.
    check("23:55", 0, 0, false);
    check("23:55", 0, 3, true);
}

#[test]
fn the_picture_wanders_and_stays_near() {
    let places: Vec<(i32, i32)> = (0..16).map(|minute| drift_px(minute, 8)).collect();
    assert!(places.iter().all(|(x, y)| x.abs() <= 8 && y.abs() <= 8), "{places:?}");
    let mut distinct = places.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), 16, "each minute of a way has a place of its own");
    assert_eq!(drift_px(16, 8), drift_px(0, 8));
    assert_eq!(drift_px(5, 0), (0, 0));
    // Nobody sees it go: a step is a few pixels long.
    for (one, other) in places.iter().zip(places.iter().cycle().skip(1)) {
        let step = (one.0 - other.0).abs().max((one.1 - other.1).abs());
        assert!(step <= 8, "{one:?} to {other:?}");
    }
}
