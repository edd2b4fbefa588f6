//! Any history of a server, told by answers and by a stream in any order: the board ends where a fresh reading does.

use crate::{
    plans::Wall,
    rows::{after, board_of, closed, matter, matter_with, shown},
    server::{Manners, Server},
};
use gridlight::{
    contract::stream::case_change,
    domain::{ability::Ability, board::Board, defect::Collection},
    source::{
        paging::Pages,
        polling::{Plan, ask},
    },
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One step of a history.
#[derive(Clone, Debug)]
enum Step {
    /// A matter changes: which, how, how long after the step before, and how long its time is older than its row.
    Happen { id: usize, how: How, after: i64, lag: i64 },
    /// The stream brings an event, counted from the newest: late, twice, or not at all.
    Tell(usize),
    /// The source is asked, so long after the step before.
    Ask(i64),
    /// The answer arrives.
    Arrive,
    /// The answer never arrives.
    Lose,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum How {
    Open,
    Close,
    Delete,
}

fn any_step(
    how: impl Strategy<Value = How> + 'static,
    is_told: bool,
) -> impl Strategy<Value = Step> {
    let happen = (0..6_usize, how, 0..90_i64, 0..110_i64)
        .prop_map(|(id, how, after, lag)| Step::Happen { id, how, after, lag });
    let told = if is_told { 4 } else { 0 };
    prop_oneof![
        5 => happen,
        told => (0..8_usize).prop_map(Step::Tell),
        3 => (0..400_i64).prop_map(Step::Ask),
        3 => Just(Step::Arrive),
        1 => Just(Step::Lose),
    ]
}

/// A server that lives, and a wall that watches it.
struct Story<'l> {
    server: &'l Server,
    wall: Wall<'l>,
    seconds: i64,
    number: usize,
    stamps: BTreeMap<usize, i64>,
    events: Vec<Value>,
    under_way: Option<(Plan, Pages, i64, Board)>,
}

impl<'l> Story<'l> {
    fn new(server: &'l Server, line: &'l crate::line::Line<'l>, proven: &[Ability]) -> Self {
        let wall = Wall::open(line, proven);
        let (stamps, events) = (BTreeMap::new(), Vec::new());
        Self { server, wall, seconds: 0, number: 0, stamps, events, under_way: None }
    }

    /// The board that a fresh reading gives.
    fn fresh(&self) -> Board {
        let pages = crate::line::at_once(ask(&self.wall.service, &Plan::Whole)).unwrap();
        board_of(&self.wall.service.source, &pages.texts)
    }

    fn step(&mut self, step: &Step) {
        match *step {
            Step::Happen { id, how, after: passed, lag } => {
                self.seconds += passed;
                self.happen(id, how, self.seconds - lag);
            }
            Step::Tell(back) => {
                let at = self.events.len().checked_sub(back + 1);
                if let Some(event) = at.map(|at| self.events[at].to_string()) {
                    let reading = self.wall.service.reading(Collection::OpenCases);
                    let change = case_change(&event, &reading.reading()).unwrap();
                    self.wall.polling.touch(change.case_id());
                    self.wall.board.apply(change);
                }
            }
            Step::Ask(passed) if self.under_way.is_none() => {
                self.seconds += passed;
                let plan = self.wall.polling.plan(after(self.seconds));
                let pages = crate::line::at_once(ask(&self.wall.service, &plan)).unwrap();
                self.under_way = Some((plan, pages, self.seconds, self.fresh()));
            }
            Step::Arrive => drop(self.arrive()),
            Step::Lose => {
                if let Some((Plan::Whole, ..)) = self.under_way.take() {
                    self.wall.polling.need_whole();
                }
            }
            Step::Ask(_) => {}
        }
    }

    fn happen(&mut self, id: usize, how: How, stamp: i64) {
        self.number += 1;
        // A state of a matter never has an older time than the state before it.
        let stamp =
            *self.stamps.entry(id).and_modify(|old| *old = stamp.max(*old + 1)).or_insert(stamp);
        let name = format!("M{id}");
        let mut row = match how {
            How::Close => closed(&name, after(stamp)),
            How::Open | How::Delete => matter(&name, after(stamp)),
        };
        row["properties"]["title"] = format!("第{}次", self.number).into();
        let op = if how == How::Delete {
            self.server.remove(&name);
            "delete"
        } else {
            self.server.put(row.clone());
            "put"
        };
        self.events.push(json!({ "op": op, "feature": row }));
    }

    /// Takes in the answer that is under way; gives what a fresh reading gave when it was asked for.
    fn arrive(&mut self) -> Option<Board> {
        let (plan, pages, asked_at, fresh) = self.under_way.take()?;
        let wall = &mut self.wall;
        let taken = wall.polling.take_in(&wall.service, &plan, pages, &wall.board, after(asked_at));
        let taken = taken.unwrap();
        assert_eq!(taken.remarks, [], "an honest server is believed");
        wall.board = taken.board.unwrap_or_else(|| wall.board.clone());
        Some(fresh)
    }
}

fn any_abilities() -> impl Strategy<Value = Vec<Ability>> {
    use Ability::{ChangesByDatetime, ChangesByFilter, Sort};
    prop::sample::subsequence(vec![ChangesByFilter, ChangesByDatetime, Sort], 0..=3)
}

proptest! {
    #[test]
    fn whatever_was_told_when_the_board_ends_where_a_fresh_reading_does(
        steps in prop::collection::vec(
            any_step(prop_oneof![3 => Just(How::Open), 2 => Just(How::Close), 1 => Just(How::Delete)], true),
            1..60,
        ),
        proven in any_abilities(),
    ) {
        let server = Server::new(&[matter("M0", after(-600)), matter("M9", after(-900))], Manners::default());
        let line = server.line();
        let mut story = Story::new(&server, &line, &proven);
        steps.iter().for_each(|step| story.step(step));
        story.arrive();
        // The stream falls silent; within a quarter of an hour everything is read.
        story.step(&Step::Ask(900));
        prop_assert!(matches!(story.under_way, Some((Plan::Whole, ..))));
        story.arrive();
        let fresh = story.fresh();
        prop_assert_eq!(shown(&story.wall.board), shown(&fresh));
        let defects = |board: &Board| board.defects().cloned().collect::<Vec<_>>();
        prop_assert_eq!(defects(&story.wall.board), defects(&fresh));
    }

    #[test]
    fn changes_alone_miss_nothing_but_what_is_deleted(
        steps in prop::collection::vec(
            any_step(prop_oneof![2 => Just(How::Open), 1 => Just(How::Close)], false),
            1..60,
        ),
        proven in any_abilities(),
        slip in prop::sample::select(vec![-900, 1_800, 86_400 * 400, 86_400 * 365 * 73]),
    ) {
        // One matter is stamped with a time that may be yet to come, and never changes.
        let slip = matter_with("SLIP", after(slip), json!({}));
        let server = Server::new(&[matter("M0", after(-600)), slip], Manners::default());
        let line = server.line();
        let mut story = Story::new(&server, &line, &proven);
        for step in &steps {
            if let (Step::Arrive, Some(fresh)) = (step, matches!(step, Step::Arrive).then(|| story.arrive()).flatten()) {
                prop_assert_eq!(shown(&story.wall.board), shown(&fresh));
            } else {
                story.step(step);
            }
        }
    }
}
