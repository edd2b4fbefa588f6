//! What does not change during a life: words, ground and days; and the rule as people in it understand it.
//!
//! The deadlines here only decide what units aim at and what the totals count. The light on the screen is computed
//! from the facts by the domain, as for any other source.

use super::{
    LifeError,
    days::{Days, Minute, day_of, push_date},
    draw::Draw,
    ground::Ground,
    json::{list, member, number},
    matter::{Fact, Matter, Status},
    trend::Trends,
    words::Words,
};
use crate::domain::case::Route;
use chrono::Datelike;
use serde_json::Value;

/// Working days to contact the citizen, to close and answer, and to report progress once extended (1-5-10).
pub(super) const CONTACT_DAYS: u32 = 1;
pub(super) const RESOLVE_DAYS: u32 = 5;
pub(super) const EXTENDED_DAYS: u32 = 10;

/// Purposes of draws; each has draws of its own.
const OF_DAY: u8 = 1;
const OF_CONTENT: u8 = 2;
pub(super) const OF_PLAN: u8 = 3;
pub(super) const OF_UNIT: u8 = 4;
pub(super) const OF_ANSWER: u8 = 5;
const OF_TREND: u8 = 6;

/// What does not change during a life.
pub(super) struct World {
    pub(super) seed: u64,
    pub(super) words: Words,
    pub(super) ground: Ground,
    pub(super) days: Days,
    trends: Trends,
    /// Matters on an ordinary working day.
    daily: i32,
    /// For weekends and for holidays, of a thousand.
    weekend: i32,
    holiday: i32,
    /// How many matters each hour of the day has, as weights.
    hours: Vec<i32>,
}

impl World {
    /// Reads what does not change.
    pub(super) fn read(
        life: &Value,
        zones: &Value,
        grids: &Value,
        days: Days,
    ) -> Result<Self, LifeError> {
        let seed = member(life, "seed").as_u64();
        let seed = seed.ok_or_else(|| LifeError::new("life", "seed"))?;
        let words = Words::read(life);
        let ground = Ground::read(seed, life, zones, grids)?;
        Ok(Self {
            seed,
            trends: Trends::read(life, &ground, &words),
            words,
            ground,
            days,
            daily: number(member(life, "daily")),
            weekend: number(member(life, "weekend")),
            holiday: number(member(life, "holiday")),
            hours: list(member(life, "hours")).iter().map(number).collect(),
        })
    }

    /// The matters that are reported on `day` after `after`, in the order of their numbers, each with its plan.
    pub(super) fn arrivals(&self, day: i32, after: Minute) -> Vec<Matter> {
        let mut name = String::new();
        push_date(&mut name, day);
        let mut draw = Draw::of(self.seed, &name, OF_DAY);
        let date = super::days::date(day);
        let month = date.month0();
        let is_stormy = draw.chance(70) && (5..9).contains(&month);
        let usual = match () {
            () if self.days.is_worked(day) => 1000,
            () if self.days.is_holiday(day) => self.holiday,
            () => self.weekend,
        };
        let usual = usual * draw.between(92, 108) / 100 * if is_stormy { 115 } else { 100 } / 100;
        let mut reports: Vec<(Minute, usize)> = (0..self.daily * usual / 1000)
            .map(|_| {
                let hour = i32::try_from(draw.weighted(&self.hours)).unwrap_or(0);
                let at = day * super::days::DAY_MINUTES + hour * 60 + draw.below(60);
                (at, draw.summed(&self.ground.busyness))
            })
            .collect();
        reports.sort_unstable();

        let compact: String = name.chars().filter(char::is_ascii_digit).collect();
        let mut matters = Vec::with_capacity(reports.len());
        for (number, (at, grid)) in (1_u32..).zip(reports) {
            let Some(place) = self.ground.grids.get(grid).filter(|_| at > after) else { continue };
            let mut id = String::from(self.ground.initials(place));
            for part in ["-", &compact, "-"] {
                id.push_str(part);
            }
            // Four digits at least.
            for limit in [1000, 100, 10] {
                if number < limit {
                    id.push('0');
                }
            }
            super::json::push_number(&mut id, number);
            let mut matter = self.arise(id.into(), grid, at, (month as usize, is_stormy));
            self.plan(&mut matter, at - 1);
            matters.push(matter);
        }
        matters
    }

    fn arise(&self, id: Box<str>, grid: usize, at: Minute, season: (usize, bool)) -> Matter {
        let mut draw = Draw::of(self.seed, &id, OF_CONTENT);
        let mut matter = Matter {
            id,
            grid,
            category: 0,
            title: Box::default(),
            address: Box::default(),
            point: None,
            route: Route::Direct,
            status: Status::Reported,
            times: Default::default(),
            first_unit: Box::default(),
            handling_unit: Box::default(),
            supervision: 0,
            satisfied: None,
            updated: at,
            plan: Vec::new(),
        };
        matter.set(Fact::Reported, at);
        if let Some(place) = self.ground.grids.get(grid) {
            let usual = self.words.draw_category(place, season.0, season.1, &mut draw);
            let mut chance = Draw::of(self.seed, &matter.id, OF_TREND);
            let trend = self.trends.category(place, day_of(at), &mut chance);
            matter.category = trend.unwrap_or(usual);
            matter.point = Some(place.draw_point(&mut draw));
            (matter.title, matter.address) =
                self.words.compose(matter.category, place, &self.ground, &mut draw);
        }
        let category = self.words.categories.get(matter.category);
        let is_hard = category.is_some_and(|category| category.is_hard);
        if let Some(domain) = category.and_then(|category| self.words.domains.get(category.domain))
        {
            let special = if is_hard { domain.special } else { 0 };
            let direct = 1000 - domain.referred - special;
            matter.route = match draw.weighted(&[direct, domain.referred, special]) {
                0 => Route::Direct,
                1 => Route::Referred,
                _ => Route::SpecialReport,
            };
        }
        matter
    }

    /// The name of the `turn`-th unit that is told to handle a matter.
    pub(super) fn unit(&self, matter: &Matter, turn: usize) -> Box<str> {
        let Some(grid) = self.ground.grids.get(matter.grid) else { return Box::default() };
        let category = self.words.categories.get(matter.category);
        let units = category.map_or(&[][..], |category| &category.units);
        let mut draw = Draw::of(self.seed, &matter.id, OF_UNIT);
        // The first that is named handles most of its kind.
        let first = if draw.chance(600) { 0 } else { draw.below(16) };
        let first = usize::try_from(first).unwrap_or(0);
        let unit = units.get((first + turn) % units.len().max(1));
        self.words.unit(unit.map_or("", |unit| unit), grid, &self.ground, &mut draw)
    }

    /// When the clocks of a matter started.
    fn started(matter: &Matter) -> Option<Minute> {
        if matter.is_direct() { matter.at(Fact::Reported) } else { matter.at(Fact::Dispatched) }
    }

    /// Whether an extension counts: approved, and asked for in time.
    fn is_extended(&self, matter: &Matter) -> bool {
        let resolve = Self::started(matter).and_then(|at| self.days.due(at, RESOLVE_DAYS));
        let asked = matter.at(Fact::ExtensionRequested);
        matter.at(Fact::ExtensionApproved).is_some() && resolve > asked && asked.is_some()
    }

    /// Whether a matter that is open, or is being closed, at `at` is past its deadline.
    pub(super) fn is_overdue(&self, matter: &Matter, at: Minute) -> bool {
        let is_extended = self.is_extended(matter);
        let days = if is_extended { EXTENDED_DAYS } else { RESOLVE_DAYS };
        let stop = if is_extended { matter.at(Fact::ProgressReported) } else { None };
        let due = Self::started(matter).and_then(|start| self.days.due(start, days));
        due.is_some_and(|due| stop.unwrap_or(at) >= due)
    }

    /// How many working days the clock of a matter that is closed at `at` has run: it stops at the report of progress, where
    /// that is all an extension asks for.
    pub(super) fn worked_days(&self, matter: &Matter, at: Minute) -> usize {
        let progress = matter.at(Fact::ProgressReported).filter(|_| self.is_extended(matter));
        let start = Self::started(matter).unwrap_or(matter.reported());
        // What stops at 24:00 belongs to the day that ends.
        self.days.worked_between(day_of(start), day_of(progress.unwrap_or(at) - 1))
    }

    /// Whether contact at `at` comes in time.
    pub(super) fn is_contact_on_time(&self, matter: &Matter, at: Minute) -> bool {
        let due = Self::started(matter).and_then(|start| self.days.due(start, CONTACT_DAYS));
        due.is_some_and(|due| at < due)
    }

    /// How much of what a town does is late, of a thousand, where `usual` is the district's mean.
    pub(super) fn lateness(&self, matter: &Matter, usual: i32) -> i32 {
        let town = self.ground.grids.get(matter.grid).map(|grid| grid.town);
        let town = town.and_then(|town| self.ground.towns.get(town));
        usual * town.map_or(100, |town| town.laxity) / 100
    }

    /// The row of totals that a matter belongs to: its town and the day it was received.
    pub(super) fn cohort(&self, matter: &Matter) -> (usize, i32) {
        (self.town(matter), day_of(matter.reported()))
    }

    /// The place of a matter's town among the towns.
    pub(super) fn town(&self, matter: &Matter) -> usize {
        self.ground.grids.get(matter.grid).map_or(0, |grid| grid.town)
    }
}
