//! What is asked for next: everything, or what changed since shortly before the newest that is known.

use crate::{
    line::{Line, at_once, open, source},
    rows::{after, board_of, closed, matter, page},
    server::{Manners, Server},
};
use chrono::TimeDelta;
use gridlight::{
    domain::{
        ability::{Ability, Finding},
        board::Board,
        defect::Collection,
        time::Instant,
    },
    source::{
        assemble::UnreadableCollection,
        polling::{Plan, Polling, ask},
        question::{Condition, Order, Question},
        service::Service,
    },
};
use serde_json::json;

/// A source that is asked again and again, with the board it has led to.
pub(crate) struct Wall<'l> {
    pub(crate) service: Service<&'l Line<'l>>,
    pub(crate) polling: Polling,
    pub(crate) board: Board,
}

impl<'l> Wall<'l> {
    /// Opens a wall at noon, with a server that has proven these abilities.
    pub(crate) fn open(line: &'l Line<'l>, proven: &[Ability]) -> Self {
        let source = source(json!({ "page_size": 7 }));
        let service = open(line, &source).unwrap();
        let pages = at_once(ask(&service, &Plan::Whole)).unwrap();
        let board = board_of(&source, &pages.texts);
        let every = TimeDelta::seconds(60);
        let mut polling = Polling::new(every, &pages.texts, &board, after(0));
        proven.iter().for_each(|way| polling.abilities.note(*way, Finding::Proven));
        Self { service, polling, board }
    }

    /// Asks at `now` and takes in the answer; gives how many matters changed.
    pub(crate) fn poll(
        &mut self,
        now: Instant,
    ) -> Result<gridlight::source::polling::Taken, UnreadableCollection> {
        let plan = self.polling.plan(now);
        let pages = at_once(ask(&self.service, &plan)).unwrap();
        let taken = self.polling.take_in(&self.service, &plan, pages, &self.board, now)?;
        if let Some(board) = &taken.board {
            self.board = board.clone();
        }
        Ok(taken)
    }

    /// Whether everything would be asked for at `now`.
    pub(crate) fn asks_for_everything(&self, now: Instant) -> bool {
        self.polling.clone().plan(now) == Plan::Whole
    }
}

fn changes(way: Ability, since: Instant, order: Order) -> Plan {
    let condition = Condition::ChangedAfter(way, since);
    Plan::Changes(Question { collection: Collection::Cases, condition, order })
}

#[test]
fn everything_is_asked_for_until_another_way_is_proven() {
    use Ability::{ChangesByDatetime, ChangesByFilter, Equality, Limit, Sort};
    let server = Server::new(&[matter("A", after(-600))], Manners::default());
    let check = |proven: &[Ability], expected: Plan| {
        let line = server.line();
        let mut wall = Wall::open(&line, proven);
        assert_eq!(wall.polling.plan(after(60)), expected, "{proven:?}");
    };
    let since = after(-600 - 120);
    check(&[], Plan::Whole);
    check(&[Limit, Equality, Sort], Plan::Whole);
    check(&[ChangesByFilter], changes(ChangesByFilter, since, Order::Any));
    check(&[ChangesByDatetime], changes(ChangesByDatetime, since, Order::Any));
    check(&[ChangesByDatetime, ChangesByFilter], changes(ChangesByFilter, since, Order::Any));
    check(&[ChangesByFilter, Sort], changes(ChangesByFilter, since, Order::OldestFirst));
}

#[test]
fn without_any_fact_there_is_nothing_to_go_on_from() {
    let server = Server::new(&[], Manners::default());
    let line = server.line();
    let mut wall = Wall::open(&line, &[Ability::ChangesByFilter]);
    assert!(wall.asks_for_everything(after(60)));
    server.put(matter("A", after(90)));
    wall.poll(after(120)).unwrap();
    let expected = changes(Ability::ChangesByFilter, after(90 - 120), Order::Any);
    assert_eq!(wall.polling.plan(after(180)), expected);
}

#[test]
fn everything_is_asked_for_again_every_quarter_of_an_hour() {
    let server = Server::new(&[matter("A", after(-600))], Manners::default());
    let line = server.line();
    let mut wall = Wall::open(&line, &[Ability::ChangesByFilter]);
    let minutes = |range: std::ops::Range<i64>, wall: &mut Wall<'_>| -> Vec<i64> {
        let whole = range.filter(|minute| {
            let is_whole = wall.asks_for_everything(after(minute * 60));
            wall.poll(after(minute * 60)).unwrap();
            is_whole
        });
        whole.collect()
    };
    assert_eq!(minutes(1..50, &mut wall), [15, 30, 45]);
    // A clock that is put right by a day must not let it be forgotten for a day.
    assert_eq!(minutes(-1_440..-1_420, &mut wall), [-1_440, -1_425]);
}

#[test]
fn whoever_needs_everything_gets_it_once() {
    let server = Server::new(&[matter("A", after(-600))], Manners::default());
    let line = server.line();
    let mut wall = Wall::open(&line, &[Ability::ChangesByFilter]);
    assert!(!wall.polling.is_whole_needed());
    wall.polling.need_whole();
    assert!(wall.polling.is_whole_needed() && wall.asks_for_everything(after(60)));
    wall.poll(after(60)).unwrap();
    assert!(!wall.polling.is_whole_needed() && !wall.asks_for_everything(after(120)));
    // What is needed while everything is being read is more than that reading can give.
    wall.polling.need_whole();
    let plan = wall.polling.plan(after(180));
    let pages = at_once(ask(&wall.service, &plan)).unwrap();
    wall.polling.need_whole();
    wall.polling.take_in(&wall.service, &plan, pages, &wall.board, after(180)).unwrap();
    assert!(wall.asks_for_everything(after(240)), "the stream was reset after the question");
}

#[test]
fn a_time_that_is_yet_to_come_hides_nothing() {
    let check = |what: &str, stamp: Instant| {
        let rows = [matter("A", after(-600)), matter("B", stamp)];
        let server = Server::new(&rows, Manners::default());
        let line = server.line();
        let mut wall = Wall::open(&line, &[Ability::ChangesByFilter]);
        wall.poll(after(60)).unwrap();
        // Nobody answers for ten minutes, and just after the last answer something happened.
        server.put(matter("C", after(70)));
        wall.poll(after(660)).unwrap();
        assert!(wall.board.case(&"C".into()).is_some(), "{what}");
    };
    check("sound", after(-300));
    check("in an hour", after(3_600));
    check("next year", after(365 * 86_400));
    check("2099", "2099-12-31T00:00:00Z".parse().unwrap());
}

#[test]
fn a_slip_of_2099_hides_nothing_where_the_clock_is_fast_as_well() {
    let server = Server::new(&[matter("A", after(-600))], Manners::default());
    let line = server.line();
    let mut wall = Wall::open(&line, &[Ability::ChangesByFilter]);
    // By this device's clock an hour has passed; by the server's, a minute.
    wall.polling.need_whole();
    wall.poll(after(3_600)).unwrap();
    server.put(closed("SLIP", "2099-12-31T00:00:00Z".parse().unwrap()));
    wall.poll(after(3_660)).unwrap();
    server.put(matter("B", after(120)));
    wall.poll(after(3_720)).unwrap();
    assert!(wall.board.case(&"B".into()).is_some());
}

#[test]
fn an_answer_that_is_none_leaves_everything_as_it_was() {
    let server = Server::new(&[matter("A", after(-600))], Manners::default());
    let line = server.line();
    let mut wall = Wall::open(&line, &[Ability::ChangesByFilter]);
    let before = wall.board.clone();
    let changes = wall.polling.plan(after(60));
    for plan in [Plan::Whole, changes] {
        let pages = gridlight::source::paging::Pages {
            texts: vec![page(&[]).to_string(), "{".into()],
            ..Default::default()
        };
        let taken = wall.polling.take_in(&wall.service, &plan, pages, &wall.board, after(60));
        assert!(taken.is_err(), "{plan:?}");
        assert_eq!(wall.board, before);
    }
}
