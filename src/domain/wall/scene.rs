//! One scene of the wall, by what it is about. Its code stands in the URL, where it pins the scene, and on the page.

use crate::domain::{case::Domain, filter::Filter, ids::TownId, scope::Scope};

/// A kind of scene, as a config lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SceneKind {
    /// The whole district.
    District,
    /// Each town that has reds, the most first.
    Towns,
    /// Each domain that has reds, the most first.
    Domains,
    /// One domain, with or without reds.
    Domain(Domain),
    /// What falls due on the coming days.
    DueCalendar,
    /// The towns by the measure of the view.
    Ranking,
    /// The towns against the domains.
    Workload,
}

/// What the wall shows at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scene {
    /// The whole district.
    District,
    /// One town.
    Town(TownId),
    /// One domain.
    Domain(Domain),
    /// What falls due on the coming days.
    DueCalendar,
    /// The towns by a measure.
    Ranking,
    /// The towns against the domains.
    Workload,
}

impl SceneKind {
    /// The scenes of a wall whose config lists none.
    pub const USUAL: [Self; 6] = [
        Self::District,
        Self::Towns,
        Self::Domains,
        Self::DueCalendar,
        Self::Ranking,
        Self::Workload,
    ];

    /// The kind of a code in the config; a domain by `domain:CODE`.
    pub fn from_code(code: &str) -> Option<Self> {
        if code == "towns" {
            return Some(Self::Towns);
        }
        if code == "domains" {
            return Some(Self::Domains);
        }
        match Scene::from_code(code)? {
            Scene::District => Some(Self::District),
            Scene::Town(_) => None,
            Scene::Domain(domain) => Some(Self::Domain(domain)),
            Scene::DueCalendar => Some(Self::DueCalendar),
            Scene::Ranking => Some(Self::Ranking),
            Scene::Workload => Some(Self::Workload),
        }
    }
}

impl Scene {
    /// Its code in the URL and on `<html data-scene>`.
    pub fn code(&self) -> String {
        match self {
            Self::District => "district".into(),
            Self::Town(id) => format!("town:{}", id.as_str()),
            Self::Domain(domain) => format!("domain:{}", domain.code()),
            Self::DueCalendar => "due-calendar".into(),
            Self::Ranking => "ranking".into(),
            Self::Workload => "workload".into(),
        }
    }

    /// The scene of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split_once(':') {
            Some(("town", id)) if !id.is_empty() => Some(Self::Town(id.into())),
            Some(("domain", code)) => Domain::from_code(code).map(Self::Domain),
            Some(_) => None,
            None => [Self::District, Self::DueCalendar, Self::Ranking, Self::Workload]
                .into_iter()
                .find(|scene| scene.code() == code),
        }
    }

    /// The kinds it can be one of, the most particular first.
    pub fn is_of(&self, kind: SceneKind) -> bool {
        match self {
            Self::District => kind == SceneKind::District,
            Self::Town(_) => kind == SceneKind::Towns,
            Self::Domain(domain) => {
                kind == SceneKind::Domains || kind == SceneKind::Domain(*domain)
            }
            Self::DueCalendar => kind == SceneKind::DueCalendar,
            Self::Ranking => kind == SceneKind::Ranking,
            Self::Workload => kind == SceneKind::Workload,
        }
    }

    /// The kind whose default layout it has where the config does not list it.
    pub fn kind(&self) -> SceneKind {
        match self {
            Self::District => SceneKind::District,
            Self::Town(_) => SceneKind::Towns,
            Self::Domain(domain) => SceneKind::Domain(*domain),
            Self::DueCalendar => SceneKind::DueCalendar,
            Self::Ranking => SceneKind::Ranking,
            Self::Workload => SceneKind::Workload,
        }
    }

    /// The part of the district that it is about.
    pub fn scope(&self) -> Scope {
        match self {
            Self::Town(id) => Scope::Town(id.clone()),
            _ => Scope::District,
        }
    }

    /// Which matters count in it.
    pub fn filter(&self) -> Filter {
        let domain = match self {
            Self::Domain(domain) => Some(*domain),
            _ => None,
        };
        Filter { domain, ..Filter::default() }
    }
}
