//! One matter: its facts so far, what will come of it, and how it is written on the wire.
//!
//! It knows no rule: when a matter is due, and what comes next, is the business of `world` and `plan`.

use super::{
    LifeError,
    days::Minute,
    json::{list, member, push_key, push_pair, push_point, push_text, text},
    world::World,
};
use crate::domain::case::Route;
use serde_json::Value;

/// Something that happens to a matter, in the usual order of a matter's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// It is reported.
    Reported,
    /// It is assessed, and its route decided.
    Triaged,
    /// A unit is told to handle it.
    Dispatched,
    /// The unit signs for it.
    Signed,
    /// The unit sends it back.
    Returned,
    /// Another unit is told to handle it.
    Redispatched,
    /// The citizen is contacted; work begins.
    Contacted,
    /// The unit asks for an extension.
    ExtensionRequested,
    /// The extension is approved.
    ExtensionApproved,
    /// Progress is reported within an extension.
    ProgressReported,
    /// It is parked.
    Parked,
    /// The unit is urged, one step further each time.
    Supervised,
    /// The unit reports its work done.
    Feedback,
    /// The citizen is answered; the result is being verified.
    Answered,
    /// It is closed.
    Closed,
}

/// Where a matter stands, as the contract words it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Reported,
    Triaged,
    Dispatched,
    Handling,
    Returned,
    Parked,
    Feedback,
    Verifying,
    Closed,
}

const STATUSES: [(Status, &str); 9] = [
    (Status::Reported, "reported"),
    (Status::Triaged, "triaged"),
    (Status::Dispatched, "dispatched"),
    (Status::Handling, "handling"),
    (Status::Returned, "returned"),
    (Status::Parked, "parked"),
    (Status::Feedback, "feedback"),
    (Status::Verifying, "verifying"),
    (Status::Closed, "closed"),
];

/// For each route its code, and the platform that answers for it.
const ROUTES: [(Route, &str, &str); 3] = [
    (Route::Direct, "direct", "zone"),
    (Route::Referred, "referred", "town"),
    (Route::SpecialReport, "special_report", "district"),
];

/// The times that are facts of a matter.
#[derive(Clone, Copy)]
pub(super) enum Fact {
    Reported,
    Dispatched,
    Contacted,
    ExtensionRequested,
    ExtensionApproved,
    ProgressReported,
    Redispatched,
    Answered,
    Closed,
    CalledBack,
}

/// Their names on the wire, in the same order.
const FACTS: [&str; 10] = [
    "reported_at",
    "dispatched_at",
    "contacted_at",
    "extension_requested_at",
    "extension_approved_at",
    "progress_reported_at",
    "redispatched_at",
    "answered_at",
    "closed_at",
    "called_back_at",
];

/// How many of the facts an open row of the snapshot states.
const OPEN_FACTS: usize = 7;

/// The codes of the five kinds of supervision, in the order in which they are used.
pub const SUPERVISION: [&str; 5] = ["e_reminder", "overdue_notice", "assignment", "on_site", "sms"];

/// From so many steps of supervision on, somebody has to answer for it.
const ACCOUNTABLE_FROM: usize = 3;

/// What is said to whom then. Which of them it was follows from the id.
const ACCOUNTABILITIES: [&str; 4] = [
    "约谈承办单位分管负责人，责令限期整改",
    "承办单位作出书面检查，在区级通报",
    "承办单位年度考核扣 1 分",
    "对具体经办人予以批评教育",
];

/// Who finds a matter. Which of them it was follows from the id, as the snapshot's steps have it too.
const FINDERS: [&str; 5] =
    ["网格员巡查发现", "网格员巡查发现", "网格员巡查发现", "热线来电反映", "视频巡查发现"];

/// How much of a matter is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// What the board needs of an open matter.
    Compact,
    /// Every fact; what it says in words is its title.
    Brief,
    /// Every property of the contract that is known.
    Whole,
}

/// One matter.
#[derive(Clone)]
pub(super) struct Matter {
    pub(super) id: Box<str>,
    /// Its place among the grids and among the categories.
    pub(super) grid: usize,
    pub(super) category: usize,
    pub(super) title: Box<str>,
    pub(super) address: Box<str>,
    pub(super) point: Option<[i32; 2]>,
    pub(super) route: Route,
    pub(super) status: Status,
    pub(super) times: [Option<Minute>; FACTS.len()],
    pub(super) first_unit: Box<str>,
    pub(super) handling_unit: Box<str>,
    /// How many steps of supervision have been taken.
    pub(super) supervision: usize,
    pub(super) satisfied: Option<bool>,
    pub(super) updated: Minute,
    /// What will come, the next last.
    pub(super) plan: Vec<(Minute, Act)>,
}

impl Matter {
    pub(super) fn at(&self, fact: Fact) -> Option<Minute> {
        self.times.get(fact as usize).copied().flatten()
    }

    pub(super) fn set(&mut self, fact: Fact, at: Minute) {
        if let Some(time) = self.times.get_mut(fact as usize) {
            *time = Some(at);
        }
    }

    /// The day it was received belongs to this minute.
    pub(super) fn reported(&self) -> Minute {
        self.at(Fact::Reported).unwrap_or(self.updated)
    }

    pub(super) fn is_direct(&self) -> bool {
        self.route == Route::Direct
    }

    /// More about it, in words: who found what. Where, its address says.
    fn description(&self) -> String {
        let sum: usize = self.id.bytes().map(usize::from).sum();
        let finder = FINDERS.get(sum % FINDERS.len()).copied().unwrap_or("");
        [finder, "：", &self.title, "。"].concat()
    }

    /// What is said of who answers for it, once it is closed after it was urged again and again.
    fn accountability(&self) -> &'static str {
        let is_due = self.status == Status::Closed && self.supervision >= ACCOUNTABLE_FROM;
        let sum: usize = self.id.bytes().map(usize::from).sum();
        let chosen = ACCOUNTABILITIES.get(sum % ACCOUNTABILITIES.len()).filter(|_| is_due);
        chosen.copied().unwrap_or_default()
    }

    /// The whole feature.
    pub(super) fn feature(&self, world: &World, shape: Shape) -> String {
        let mut out = String::with_capacity(900);
        out.push_str("{\"type\":\"Feature\",\"id\":");
        push_text(&mut out, &self.id);
        push_key(&mut out, "geometry");
        match self.point {
            Some(point) => push_point(&mut out, point),
            None => out.push_str("null"),
        }
        push_key(&mut out, "properties");
        out.push_str("{\"title\":");
        push_text(&mut out, &self.title);
        let category = world.words.categories.get(self.category);
        let domain = category.and_then(|category| world.words.domains.get(category.domain));
        push_pair(&mut out, "domain", domain.map_or("", |domain| &domain.code));
        push_pair(&mut out, "category", category.map_or("", |category| &category.name));
        let status = STATUSES.iter().find(|(status, _)| *status == self.status);
        push_pair(&mut out, "status", status.map_or("", |(_, code)| code));
        let route = ROUTES.iter().find(|(route, ..)| *route == self.route);
        push_pair(&mut out, "route", route.map_or("", |(_, code, _)| code));
        push_pair(
            &mut out,
            "grid_id",
            world.ground.grids.get(self.grid).map_or("", |grid| &grid.id),
        );
        push_pair(&mut out, "address", &self.address);
        let facts = if shape == Shape::Compact { OPEN_FACTS } else { FACTS.len() };
        for (name, at) in FACTS.iter().zip(self.times).take(facts) {
            if let Some(at) = at {
                push_time(&mut out, name, at, world);
            }
        }
        if self.supervision > 0 {
            push_key(&mut out, "supervision");
            let mut before = '[';
            for code in SUPERVISION.iter().take(self.supervision) {
                out.push(before);
                push_text(&mut out, code);
                before = ',';
            }
            out.push(']');
        }
        if shape == Shape::Whole {
            push_pair(&mut out, "description", &self.description());
        }
        if shape != Shape::Compact {
            push_pair(&mut out, "accountability", self.accountability());
            push_pair(&mut out, "platform", route.map_or("", |(.., platform)| platform));
            if let Some(satisfied) = self.satisfied {
                push_key(&mut out, "satisfied");
                out.push_str(if satisfied { "true" } else { "false" });
            }
        }
        push_pair(&mut out, "first_unit", &self.first_unit);
        push_pair(&mut out, "handling_unit", &self.handling_unit);
        push_time(&mut out, "updated_at", self.updated, world);
        out.push_str("}}");
        out
    }

    /// Reads a row of `open-cases`.
    pub(super) fn read(
        id: &str,
        row: &Value,
        geometry: &Value,
        world: &World,
    ) -> Result<Self, LifeError> {
        let missing = |what: &str| LifeError::new("open-cases", &[id, what].join(": "));
        let of = |key| text(row, key);
        let is_of = |category: &super::words::Category| {
            let domain = world.words.domains.get(category.domain);
            *category.name == *of("category") && domain.is_some_and(|d| *d.code == *of("domain"))
        };
        let category = world.words.categories.iter().position(is_of);
        let status = STATUSES.iter().find(|(_, code)| *code == of("status"));
        let route = ROUTES.iter().find(|(_, code, _)| *code == of("route"));
        let mut times = [None; FACTS.len()];
        for (time, name) in times.iter_mut().zip(FACTS) {
            *time = world.days.parse(of(name));
        }
        Ok(Self {
            id: id.into(),
            grid: world.ground.find(of("grid_id")).ok_or_else(|| missing("grid_id"))?,
            category: category.ok_or_else(|| missing("category"))?,
            title: of("title").into(),
            address: of("address").into(),
            point: super::ground::point(member(geometry, "coordinates")),
            route: route.ok_or_else(|| missing("route"))?.0,
            status: status.ok_or_else(|| missing("status"))?.0,
            times,
            first_unit: of("first_unit").into(),
            handling_unit: of("handling_unit").into(),
            supervision: list(member(row, "supervision")).len(),
            satisfied: None,
            updated: world.days.parse(of("updated_at")).ok_or_else(|| missing("updated_at"))?,
            plan: Vec::new(),
        })
    }
}

fn push_time(out: &mut String, key: &str, at: Minute, world: &World) {
    push_key(out, key);
    out.push('"');
    world.days.push(out, at);
    out.push('"');
}
