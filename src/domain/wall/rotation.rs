//! What comes next on the wall. Pure: the plan, the lights and what was shown decide, and no clock.
//!
//! A round shows each scene that has something to show once, in the plan's order; then the next round begins. Scenes that
//! come and go with their reds can so neither be left out nor bring the wall to a standstill.

use super::{
    Layout, ScenePlan, WallPlan,
    scene::{Scene, SceneKind},
};
use crate::domain::{
    area::Place,
    board::Board,
    case::Domain,
    count::LightCount,
    filter::Filter,
    lit::{LitBoard, count_domains},
    order::ordered_by_key,
    time::Instant,
};
use std::cmp::Reverse;

/// A new red light cuts a scene short only after it has stood so long, in seconds: nothing flickers.
pub const LEAST_SECONDS: u32 = 5;

/// A scene with how long it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// What is shown.
    pub scene: Scene,
    /// For so many seconds.
    pub seconds: u32,
}

/// What was shown in this round.
#[derive(Clone, Debug, Default)]
pub struct Round {
    shown: Vec<Scene>,
    was_drawn_away: bool,
}

/// The scenes that have something to show now, in the plan's order; the district where none has.
pub fn stops(plan: &WallPlan, board: &Board, lit: &LitBoard, now: Instant) -> Vec<Stop> {
    let mut stops: Vec<Stop> = Vec::new();
    for of in &plan.scenes {
        let seconds = of.seconds.unwrap_or(plan.scene_seconds);
        for scene in scenes(of, board, lit, now) {
            if !stops.iter().any(|stop| stop.scene == scene) {
                stops.push(Stop { scene, seconds });
            }
        }
    }
    if stops.is_empty() {
        stops.push(Stop { scene: Scene::District, seconds: plan.scene_seconds });
    }
    stops
}

fn scenes(of: &ScenePlan, board: &Board, lit: &LitBoard, now: Instant) -> Vec<Scene> {
    match of.kind {
        SceneKind::District => vec![Scene::District],
        SceneKind::DueCalendar => vec![Scene::DueCalendar],
        SceneKind::Domain(domain) => vec![Scene::Domain(domain)],
        // Among fewer than two there is nothing to compare.
        SceneKind::Ranking | SceneKind::Workload if board.areas.towns().len() < 2 => Vec::new(),
        SceneKind::Ranking => vec![Scene::Ranking],
        SceneKind::Workload => vec![Scene::Workload],
        SceneKind::Towns => {
            let towns = board.areas.towns().iter().zip(&lit.towns);
            let towns: Vec<(Scene, LightCount)> =
                towns.map(|(town, count)| (Scene::Town(town.id.clone()), *count)).collect();
            most_red(&towns, of.most)
        }
        SceneKind::Domains => {
            let counts = count_domains(board, Place::default(), &Filter::default(), now);
            let named = |(domain, _): &(Domain, LightCount)| *domain != Domain::Other;
            let domains: Vec<(Scene, LightCount)> = counts
                .into_iter()
                .filter(named)
                .map(|(domain, count)| (Scene::Domain(domain), count))
                .collect();
            most_red(&domains, of.most)
        }
    }
}

/// Those with reds, the most first.
fn most_red(of: &[(Scene, LightCount)], most: usize) -> Vec<Scene> {
    let in_order = ordered_by_key(of, |(_, count)| Reverse((count.red, count.due_soon)));
    let with_reds = in_order.into_iter().filter(|(_, count)| count.red > 0);
    with_reds.take(most).map(|(scene, _)| scene.clone()).collect()
}

/// The panels around the map in a scene: as the plan lists it, else as by default.
pub fn layout_of(plan: &WallPlan, scene: &Scene) -> Layout {
    let listed = plan.scenes.iter().find(|of| scene.is_of(of.kind));
    listed.map_or_else(|| ScenePlan::of(scene.kind()).layout, |of| of.layout.clone())
}

impl Round {
    /// A round that begins with a scene, as after the page has loaded itself anew.
    pub fn from(scene: Scene) -> Self {
        Self { shown: vec![scene], was_drawn_away: false }
    }

    /// The next scene: where a light has just turned red, else the first that this round has not shown. Trouble draws the
    /// wall away once between two scenes of the round: in a storm of reds the others still come to their turn.
    pub fn next(&mut self, stops: &[Stop], trouble: Option<Stop>) -> Option<Stop> {
        if let Some(trouble) = trouble.filter(|_| !self.was_drawn_away) {
            self.was_drawn_away = true;
            self.note(&trouble.scene);
            return Some(trouble);
        }
        self.was_drawn_away = false;
        let fresh = stops.iter().find(|stop| !self.shown.contains(&stop.scene));
        let next = if let Some(stop) = fresh {
            stop
        } else {
            let last = self.shown.pop();
            self.shown.clear();
            // A new round does not begin with what the last one ended with.
            stops.iter().find(|stop| Some(&stop.scene) != last.as_ref()).or(stops.first())?
        };
        self.note(&next.scene);
        Some(next.clone())
    }

    /// Whether trouble may cut the scene that stands.
    pub fn can_be_cut(&self) -> bool {
        !self.was_drawn_away
    }

    fn note(&mut self, scene: &Scene) {
        self.shown.retain(|known| known != scene);
        self.shown.push(scene.clone());
    }
}
