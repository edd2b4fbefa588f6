//! What will come of a matter: every act of its future, drawn at once.
//!
//! The plan follows from the seed, the matter's id and its facts alone. So a life that begins from a snapshot goes on
//! exactly as the life that wrote the snapshot, and a matter whose facts were written by hand is planned from them.

use super::{
    days::{DAY_MINUTES, Day, Minute, day_of, in_office, on_duty},
    draw::Draw,
    matter::{Act, Fact, Matter, SUPERVISION, Status},
    world::{EXTENDED_DAYS, OF_PLAN, RESOLVE_DAYS, World},
};
use crate::domain::case::Route;

/// Working days overdue after which each step of supervision is taken.
const SUPERVISION_DAYS: [i32; SUPERVISION.len()] = [1, 3, 5, 8, 12];

/// A plan being made.
struct Planner<'w> {
    world: &'w World,
    matter: &'w Matter,
    draw: Draw,
    /// What happened up to now is not planned but known.
    now: Minute,
    /// The unit works on days off too.
    duty: bool,
    acts: Vec<(Minute, Act)>,
}

impl World {
    /// Plans what will come of `matter` after `now`.
    pub(super) fn plan(&self, matter: &mut Matter, now: Minute) {
        let draw = Draw::of(self.seed, &matter.id, OF_PLAN);
        let mut planner = Planner { world: self, matter, draw, now, duty: false, acts: Vec::new() };
        if matter.is_direct() {
            planner.direct();
        } else {
            planner.referred();
        }
        let mut acts = planner.acts;
        acts.sort_unstable();
        // An open row of the snapshot does not state when the citizen was answered.
        let answered = acts.iter().find(|(at, act)| *act == Act::Answered && *at <= now);
        if let (Status::Verifying, None, Some((at, _))) =
            (matter.status, matter.at(Fact::Answered), answered)
        {
            matter.set(Fact::Answered, *at);
        }
        acts.retain(|(at, act)| !is_done(matter, *act, *at, now));
        // Facts written by hand may lag behind the plan; what is missing is then done soon.
        let mut late = 0;
        for (at, _) in &mut acts {
            if *at <= now {
                late += 7;
                *at = self.days.office_time(now, late, true);
            }
        }
        acts.sort_unstable();
        acts.reverse();
        matter.plan = acts;
    }
}

/// Whether the facts say that this has happened; what leaves no trace has happened if its time has come.
fn is_done(matter: &Matter, act: Act, at: Minute, now: Minute) -> bool {
    let has = |fact| matter.at(fact).is_some();
    match act {
        Act::Reported | Act::Signed | Act::Parked | Act::Supervised => at <= now,
        Act::Triaged => matter.status != Status::Reported,
        Act::Dispatched => has(Fact::Dispatched),
        Act::Returned => matter.status == Status::Returned || has(Fact::Redispatched),
        Act::Redispatched => has(Fact::Redispatched),
        Act::Contacted => has(Fact::Contacted),
        Act::ExtensionRequested => has(Fact::ExtensionRequested),
        Act::ExtensionApproved => has(Fact::ExtensionApproved),
        Act::ProgressReported => has(Fact::ProgressReported),
        Act::Feedback => matches!(matter.status, Status::Feedback | Status::Verifying),
        Act::Answered => matter.status == Status::Verifying,
        Act::Closed => false,
    }
}

impl Planner<'_> {
    /// Plans an act, and says when it happens: two never share a minute, as the older of two states of a matter must
    /// be told from the newer by its time.
    fn push(&mut self, at: Minute, act: Act) -> Minute {
        let mut free = at;
        while self.acts.iter().any(|(taken, _)| *taken == free) {
            free += 1;
        }
        self.acts.push((free, act));
        free
    }

    /// The fact if it is known, else the drawn time; either way the act is part of the plan.
    fn fact(&mut self, fact: Fact, act: Act, drawn: Minute) -> Minute {
        match self.matter.at(fact) {
            Some(known) => {
                self.acts.push((known, act));
                known
            }
            None => self.push(drawn, act),
        }
    }

    /// Office time in minutes after `from`, drawn between two bounds.
    fn office(&mut self, from: Minute, low: i32, high: i32) -> Minute {
        let minutes = self.draw.between(low, high);
        self.world.days.office_time(from, minutes, self.duty)
    }

    /// In office hours of the `n`-th day of work after `day`.
    fn on_day(&mut self, day: Day, n: i32) -> Minute {
        let day = if self.duty { day + n } else { self.world.days.nth_worked(day, n) };
        in_office(day, &mut self.draw)
    }

    /// The end of the `n`-th working day after `start`; where that is not announced, as many weeks as it has fives.
    fn due(&self, start: Minute, n: u32) -> Minute {
        let weeks = i32::try_from(n.div_ceil(5)).unwrap_or(1);
        let guess = || (day_of(start) + 1 + 7 * weeks) * DAY_MINUTES;
        self.world.days.due(start, n).unwrap_or_else(guess)
    }

    /// 直接答办: answered where it was received, mostly within hours.
    fn direct(&mut self) {
        let reported = self.matter.reported();
        self.push(reported, Act::Reported);
        // Grid workers take turns at weekends.
        self.duty = true;
        let soon = reported + self.draw.between(4, 50);
        let drawn = on_duty(soon, &mut self.draw);
        let contacted = self.fact(Fact::Contacted, Act::Contacted, drawn);
        // What comes in on a day off finds more patience than hands, and fewer expect an answer.
        let usual = if self.world.days.is_worked(day_of(reported)) { 23 } else { 10 };
        let late = self.world.lateness(self.matter, usual);
        let closed = if self.draw.chance(late) {
            let due = self.due(reported, RESOLVE_DAYS);
            let high = if self.draw.chance(800) { 440 } else { 1900 };
            self.office(due, 20, high)
        } else {
            let (low, high) = match self.draw.weighted(&[74, 22, 3, 1]) {
                0 => (10, 80),
                1 => (70, 280),
                2 => (600, 1400),
                _ => (1500, 4000),
            };
            let closed = contacted + self.draw.between(low, high);
            on_duty(closed, &mut self.draw)
        };
        let closed = if closed <= self.now { self.office(self.now, 20, 300) } else { closed };
        self.push(closed, Act::Closed);
    }

    /// 分类转办 and 专报批办: a unit handles it under the 1-5-10 rule.
    fn referred(&mut self) {
        let reported = self.matter.reported();
        self.push(reported, Act::Reported);
        let category = self.world.words.categories.get(self.matter.category);
        let is_duty = category.is_some_and(|category| category.is_duty);
        let triaged = reported + self.draw.between(2, 14);
        let triaged = on_duty(triaged, &mut self.draw);
        self.push(triaged, Act::Triaged);
        let drawn = triaged + self.draw.between(2, 24);
        let dispatched = self.fact(Fact::Dispatched, Act::Dispatched, drawn);
        let first_day = day_of(dispatched);
        let resolve_due = self.due(dispatched, RESOLVE_DAYS);

        let is_special = self.matter.route == Route::SpecialReport;
        let (lateness, extending) = if is_special { (45, 520) } else { (36, 38) };
        let lateness = self.world.lateness(self.matter, lateness);
        let fate = self.draw.weighted(&[lateness, extending, 1000 - lateness - extending]);
        // Who asks for time, or is late, is no unit that works through the weekend.
        self.duty = self.draw.chance(650) && is_duty && fate == 2;

        let mut base = self.office(dispatched, 5, 140);
        self.push(base, Act::Signed);
        if self.draw.chance(38) && !is_special {
            let returned = self.office(base, 60, 480);
            self.push(returned, Act::Returned);
            let drawn = self.office(returned, 60, 420);
            base = self.fact(Fact::Redispatched, Act::Redispatched, drawn);
        }
        let prompt = self.office(base, 10, 200);
        let is_missed = self.draw.chance(40);
        let drawn = if is_missed {
            let days = self.draw.between(2, 3);
            self.on_day(first_day, days).max(base + 10)
        } else {
            prompt
        };
        let contacted = self.fact(Fact::Contacted, Act::Contacted, drawn);
        match fate {
            0 => self.late(contacted, resolve_due),
            1 => self.extended(contacted, first_day, dispatched, resolve_due),
            _ => {
                // Units work towards the deadline: most on days 2 to 4, few on the last.
                let days = self.draw.weighted(&[10, 23, 27, 20, 13, 8]);
                let days = i32::try_from(days).unwrap_or(0);
                let done = self.on_day(first_day, days).max(contacted + 15);
                self.close(done, days >= 4, resolve_due);
            }
        }
    }

    /// The unit misses the deadline; a few then ask for time that no longer helps.
    fn late(&mut self, contacted: Minute, due: Minute) {
        let (low, high) = match self.draw.weighted(&[50, 31, 19]) {
            0 => (20, 700),
            1 => (700, 2900),
            _ => (2900, 8200),
        };
        let done = self.office(due, low, high).max(contacted + 15);
        if self.draw.chance(150) {
            let drawn = self.office(due, 10, 300);
            let asked = self.fact(Fact::ExtensionRequested, Act::ExtensionRequested, drawn);
            let drawn = self.office(asked, 60, 500);
            let approved = self.fact(Fact::ExtensionApproved, Act::ExtensionApproved, drawn);
            let done = done.max(approved + 30);
            self.close(done, true, due);
        } else {
            if low > 2000 && self.draw.chance(300) {
                let parked = self.office(due, 200, 900).max(contacted + 5);
                self.push(parked, Act::Parked);
            }
            self.close(done, true, due);
        }
    }

    /// The unit asks for time before the deadline and is given ten working days to report progress.
    fn extended(
        &mut self,
        contacted: Minute,
        first_day: Day,
        dispatched: Minute,
        resolve_due: Minute,
    ) {
        let asked_on = i32::try_from(self.draw.weighted(&[12, 22, 28, 25, 13])).unwrap_or(0) + 1;
        let drawn = self.on_day(first_day, asked_on).max(contacted.min(resolve_due - 60));
        let asked = self.fact(Fact::ExtensionRequested, Act::ExtensionRequested, drawn);
        let drawn = self.office(asked, 40, 560);
        let approved = self.fact(Fact::ExtensionApproved, Act::ExtensionApproved, drawn);
        let base = approved.max(contacted) + 30;
        let due = self.due(dispatched, EXTENDED_DAYS);
        match self.draw.weighted(&[38, 52, 10]) {
            // Done before anything has to be reported.
            0 => {
                let days = self.draw.between(6, 9);
                let done = self.on_day(first_day, days).max(base);
                self.close(done, true, due);
            }
            kind => {
                let drawn = if kind == 1 {
                    let days = self.draw.between(7, 10);
                    self.on_day(first_day, days).max(base)
                } else {
                    self.office(due, 30, 3200)
                };
                let reported = self.fact(Fact::ProgressReported, Act::ProgressReported, drawn);
                let mut done = self.office(reported, 200, 3000);
                if self.draw.chance(80) {
                    let parked = self.office(reported, 60, 900);
                    self.push(parked, Act::Parked);
                    done = self.office(parked, 1500, 9000);
                }
                self.close(done, true, due);
            }
        }
    }

    /// The unit reports its work `done`, the citizen is answered, the result verified, the matter closed.
    fn close(&mut self, done: Minute, is_same_day: bool, due: Minute) {
        let reply = self.draw.between(5, 60);
        let verify = self.draw.between(20, 300);
        let answered = done + reply;
        let closed = if is_same_day {
            answered + verify / 5
        } else {
            self.world.days.office_time(answered, verify, self.duty)
        };
        if closed <= self.now {
            // The facts say it is still open: it will take some days more.
            let done = self.office(self.now, 200, 2600);
            return self.close(done, true, due);
        }
        self.push(done, Act::Feedback);
        self.push(answered, Act::Answered);
        self.push(closed, Act::Closed);

        // A unit is urged as long as neither progress nor the end is reported.
        let progress = self.acts.iter().find(|(_, act)| *act == Act::ProgressReported);
        let stop = progress.map_or(closed, |(at, _)| closed.min(*at));
        let due_day = day_of(due - 1);
        for (step, days) in SUPERVISION_DAYS.into_iter().enumerate() {
            let day = self.world.days.nth_worked(due_day, days);
            let at = day * DAY_MINUTES + self.draw.between(505, 565);
            if at < stop && step >= self.matter.supervision {
                self.push(at, Act::Supervised);
            }
        }
    }
}
