//! What an act does to a matter's facts, and to the totals.
//!
//! It does not know when an act is due: that is `plan`.

use super::{
    Life,
    days::Minute,
    draw::Draw,
    matter::{Act, Fact, Matter, Shape, Status},
    world::OF_ANSWER,
};
use crate::domain::workload::Tally;

impl Life {
    /// Lets `act` happen to `matter`.
    pub(super) fn act(&mut self, matter: &mut Matter, act: Act, at: Minute) {
        let (town, received) = self.world.cohort(matter);
        let today = self.today;
        matter.updated = at;
        match act {
            Act::Reported => {
                self.ledger.count(town, today, Tally::Received);
                if let Some(category) = self.world.words.categories.get(matter.category) {
                    self.ledger.count_domain(town, today, category.domain);
                    self.arrivals.note(matter.grid, category.domain, matter.category, today);
                }
            }
            Act::Triaged => matter.status = Status::Triaged,
            Act::Dispatched => {
                matter.set(Fact::Dispatched, at);
                matter.status = Status::Dispatched;
                matter.first_unit = self.world.unit(matter, 0);
                matter.handling_unit.clone_from(&matter.first_unit);
            }
            Act::Signed => {}
            Act::Contacted => {
                matter.set(Fact::Contacted, at);
                matter.status = Status::Handling;
                if matter.is_direct() {
                    let grid = self.world.ground.grids.get(matter.grid);
                    matter.handling_unit =
                        grid.map_or("", |grid| self.world.ground.zone_name(grid)).into();
                }
                if self.world.is_contact_on_time(matter, at) {
                    self.ledger.count(town, received, Tally::ContactedOnTime);
                }
            }
            Act::Returned => {
                matter.status = Status::Returned;
                self.ledger.count(town, received, Tally::Returned);
            }
            Act::Redispatched => {
                matter.set(Fact::Redispatched, at);
                matter.status = Status::Dispatched;
                matter.handling_unit = self.world.unit(matter, 1);
            }
            Act::ExtensionRequested => matter.set(Fact::ExtensionRequested, at),
            Act::ExtensionApproved => {
                matter.set(Fact::ExtensionApproved, at);
                self.ledger.count(town, received, Tally::Extended);
            }
            Act::ProgressReported => matter.set(Fact::ProgressReported, at),
            Act::Parked => matter.status = Status::Parked,
            Act::Supervised => matter.supervision += 1,
            Act::Feedback => {
                matter.status = Status::Feedback;
                self.ledger.count(town, received, Tally::Disposed);
            }
            Act::Answered => {
                matter.set(Fact::Answered, at);
                matter.status = Status::Verifying;
            }
            Act::Closed => self.close(matter, at),
        }
    }

    fn close(&mut self, matter: &mut Matter, at: Minute) {
        let (town, received) = self.world.cohort(matter);
        // What is answered on the spot is closed without a unit's report of its work.
        if !matches!(matter.status, Status::Feedback | Status::Verifying) {
            self.ledger.count(town, received, Tally::Disposed);
        }
        let is_late = self.world.is_overdue(matter, at);
        let (today, cohort) = if is_late {
            (Tally::ClosedLate, Tally::CohortClosedLate)
        } else {
            (Tally::ClosedOnTime, Tally::CohortClosedOnTime)
        };
        self.ledger.count(town, self.today, today);
        self.ledger.count(town, received, cohort);
        let days = self.world.worked_days(matter, at);
        self.ledger.count_closed_by(town, self.today, days);
        // The citizen of a matter answered on the spot is answered when it is closed.
        if matter.at(Fact::Answered).is_none() {
            matter.set(Fact::Answered, at);
        }
        matter.set(Fact::Closed, at);
        matter.status = Status::Closed;
        let mut draw = Draw::of(self.world.seed, &matter.id, OF_ANSWER);
        if draw.chance(if matter.is_direct() { 60 } else { 350 }) {
            let is_satisfied = draw.chance(if is_late { 620 } else { 945 });
            matter.set(Fact::CalledBack, at);
            matter.satisfied = Some(is_satisfied);
            self.ledger.count(town, received, Tally::CalledBack);
            if is_satisfied {
                self.ledger.count(town, received, Tally::Satisfied);
            }
        }
        if is_late && !matter.is_direct() {
            self.closed_late.push(matter.feature(&self.world, Shape::Brief));
        }
    }
}
