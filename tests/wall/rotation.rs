//! What comes next on the wall.

use crate::small::{at, board, dispatched};
use gridlight::domain::{
    board::Board,
    case::Case,
    filter::Filter,
    lit::LitBoard,
    wall::{
        ScenePlan, WallPlan,
        rotation::{Round, Stop, stops},
        scene::{Scene, SceneKind},
    },
};
use proptest::prelude::*;

fn plan(kinds: &[SceneKind]) -> WallPlan {
    WallPlan { scenes: kinds.iter().copied().map(ScenePlan::of).collect(), ..WallPlan::default() }
}

fn codes(plan: &WallPlan, board: &Board) -> Vec<String> {
    let now = at("2026-09-18 17:00");
    let lit = LitBoard::of(board, &Filter::default(), now);
    stops(plan, board, &lit, now).iter().map(|stop| stop.scene.code()).collect()
}

const RED: &str = "2026-09-07 09:00";
const NORMAL: &str = "2026-09-18 09:00";

/// Two reds in T2 (G3 and G6), one in T1.
fn troubled() -> Board {
    board([
        dispatched("A", "G3", RED),
        dispatched("B", "G6", RED),
        dispatched("C", "G1", RED),
        dispatched("D", "G2", NORMAL),
    ])
}

#[test]
fn only_scenes_with_something_to_show_are_shown() {
    let all = plan(&SceneKind::USUAL);
    let quiet = board([dispatched("D", "G2", NORMAL)]);
    assert_eq!(codes(&all, &quiet), ["district", "due-calendar", "ranking", "workload"]);
    let expected = [
        "district",
        "town:T2",
        "town:T1",
        "domain:urban_management",
        "due-calendar",
        "ranking",
        "workload",
    ];
    assert_eq!(codes(&all, &troubled()), expected);
    // Towns alone, and none has a red: the wall does not stand empty.
    assert_eq!(codes(&plan(&[SceneKind::Towns]), &quiet), ["district"]);
    assert_eq!(codes(&plan(&[]), &quiet), ["district"]);
    // What is listed twice is shown once in a round.
    let twice = plan(&[SceneKind::District, SceneKind::Towns, SceneKind::District]);
    assert_eq!(codes(&twice, &troubled()), ["district", "town:T2", "town:T1"]);
    let mut few = plan(&[SceneKind::Towns]);
    few.scenes[0].most = 1;
    assert_eq!(codes(&few, &troubled()), ["town:T2"]);
}

#[test]
fn a_scene_of_its_own_length_stands_so_long() {
    let mut plan = plan(&[SceneKind::District, SceneKind::Ranking]);
    plan.scenes[1].seconds = Some(90);
    let (board, now) = (troubled(), at("2026-09-18 17:00"));
    let lit = LitBoard::of(&board, &Filter::default(), now);
    let seconds: Vec<u32> =
        stops(&plan, &board, &lit, now).iter().map(|stop| stop.seconds).collect();
    assert_eq!(seconds, [plan.scene_seconds, 90]);
}

fn stop(code: &str) -> Stop {
    Stop { scene: Scene::from_code(code).unwrap(), seconds: 30 }
}

fn shown(round: &mut Round, of: &[&str], trouble: Option<&str>) -> String {
    let stops: Vec<Stop> = of.iter().map(|code| stop(code)).collect();
    round.next(&stops, trouble.map(stop)).unwrap().scene.code()
}

#[test]
fn a_round_shows_each_scene_once_also_while_they_come_and_go() {
    let mut round = Round::from(Scene::District);
    let all = ["district", "town:T1", "town:T2", "ranking"];
    assert_eq!(shown(&mut round, &all, None), "town:T1");
    // T2 is worse now, and T3 has joined.
    let other = ["district", "town:T2", "town:T3", "town:T1", "ranking"];
    assert_eq!(shown(&mut round, &other, None), "town:T2");
    assert_eq!(shown(&mut round, &other, None), "town:T3");
    assert_eq!(shown(&mut round, &other, None), "ranking");
    assert_eq!(shown(&mut round, &other, None), "district");
    // The reds are gone.
    assert_eq!(shown(&mut round, &["district", "ranking"], None), "ranking");
    assert_eq!(shown(&mut round, &["district"], None), "district");
    assert_eq!(shown(&mut round, &["district"], None), "district");
}

#[test]
fn trouble_draws_the_wall_away_once_between_two_scenes() {
    let mut round = Round::from(Scene::District);
    let all = ["district", "town:T1", "ranking"];
    assert_eq!(shown(&mut round, &all, Some("town:T9")), "town:T9");
    assert!(!round.can_be_cut());
    assert_eq!(shown(&mut round, &all, Some("town:T8")), "town:T1");
    assert!(round.can_be_cut());
    assert_eq!(shown(&mut round, &all, Some("town:T8")), "town:T8");
    assert_eq!(shown(&mut round, &all, None), "ranking");
}

proptest! {
    /// Whatever turns red while the wall goes round, each scene that is always there comes within one round and its cuts.
    #[test]
    fn no_scene_is_left_out(troubles in prop::collection::vec(prop::option::of(0_usize..9), 40)) {
        let always = ["district", "due-calendar", "ranking", "workload"];
        let mut round = Round::default();
        let mut waiting = std::collections::BTreeMap::from(always.map(|code| (code.to_owned(), 0)));
        for trouble in troubles {
            let trouble = trouble.map(|town| format!("town:T{town}"));
            let code = shown(&mut round, &always, trouble.as_deref());
            for (_, count) in waiting.iter_mut() {
                *count += 1;
            }
            waiting.insert(code, 0);
            let longest = always.iter().map(|code| waiting[*code]).max().unwrap();
            // Twice the scenes, since every second one may be trouble, and the last of a round may be the last of the next.
            prop_assert!(longest <= 4 * always.len(), "{waiting:?}");
        }
    }
}

#[test]
fn matters_of_no_known_town_draw_it_nowhere() {
    let nowhere = board([Case { grid_id: None, ..dispatched("N", "G1", RED) }]);
    assert_eq!(codes(&plan(&[SceneKind::Towns]), &nowhere), ["district"]);
}
