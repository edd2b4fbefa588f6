//! Changes applied one by one: a late one changes nothing, and one changed matter changes one cell or two.

use crate::small::{at, board, dispatched, reported};
use chrono::TimeDelta;
use gridlight::domain::{
    board::{Board, CaseChange},
    case::{Case, Status},
    change::changed_grids,
    count::LightCount,
    filter::Filter,
    light::Light,
    lit::LitBoard,
};
use proptest::prelude::*;

const NOW: &str = "2026-09-18 17:00";

fn grids(board: &Board) -> Vec<LightCount> {
    LitBoard::of(board, &Filter::default(), at(NOW)).grids
}

fn put(case: Case) -> CaseChange {
    CaseChange::Put(Box::new(case), Vec::new())
}

#[test]
fn one_change_changes_the_cells_it_is_about() {
    let known = || dispatched("C1", "G1", "2026-09-16 09:00");
    let later = |case: Case| Case { updated_at: Some(at("2026-09-18 16:00")), ..case };
    let check = |what: &str, change: CaseChange, expected: &[usize]| {
        let before = board([known(), dispatched("C2", "G2", "2026-09-07 09:00")]);
        let mut after = before.clone();
        after.apply(change);
        assert_eq!(changed_grids(&grids(&before), &grids(&after)), expected, "{what}");
    };
    check("a new one", put(dispatched("C3", "G4", "2026-09-16 09:00")), &[3]);
    check("the same again", put(known()), &[]);
    let noted = Case { title: "改了标题".into(), ..later(known()) };
    check("another title", put(noted), &[]);
    check("another light", put(later(reported("C1", "G1", "2026-09-16 09:00"))), &[0]);
    check("it moved", put(Case { grid_id: Some("G6".into()), ..later(known()) }), &[0, 5]);
    check("it moved out of every grid", put(Case { grid_id: None, ..later(known()) }), &[0]);
    check("closed", put(Case { status: Status::Closed, ..later(known()) }), &[0]);
    check("withdrawn", put(Case { status: Status::Withdrawn, ..later(known()) }), &[0]);
    check("gone", CaseChange::Delete("C1".into(), None), &[0]);
    check("one that was never there is gone", CaseChange::Delete("C9".into(), None), &[]);
    let before_it_was = Some(at("2026-09-16 08:59"));
    check("gone, but late", CaseChange::Delete("C1".into(), before_it_was), &[]);
    let late = Case { updated_at: Some(at("2026-09-16 08:59")), ..known() };
    check("late", put(Case { grid_id: Some("G6".into()), ..late.clone() }), &[]);
    check("closed, but late", put(Case { status: Status::Closed, ..late }), &[]);
}

#[test]
fn what_could_not_be_read_goes_with_the_matter() {
    let unknown_grid =
        || Case { grid_id: Some("G9".into()), ..dispatched("C1", "G1", "2026-09-16 09:00") };
    let mut board = board([unknown_grid()]);
    assert_eq!(board.defects().count(), 1);
    board.apply(put(unknown_grid()));
    assert_eq!(board.defects().count(), 1, "told twice, it is still one");
    board.apply(put(dispatched("C1", "G1", "2026-09-16 10:00")));
    assert_eq!(board.defects().count(), 0, "put right, it is none");
    board.apply(put(Case { updated_at: Some(at(NOW)), ..unknown_grid() }));
    board.apply(CaseChange::Delete("C1".into(), None));
    assert_eq!(board.defects().count(), 0, "a matter that is gone has none");
}

#[test]
fn another_number_of_grids_changes_all() {
    let count = |number: u32| LightCount { normal: number, ..LightCount::default() };
    let check = |before: &[u32], after: &[u32], expected: &[usize]| {
        let counts = |numbers: &[u32]| numbers.iter().copied().map(count).collect::<Vec<_>>();
        assert_eq!(
            changed_grids(&counts(before), &counts(after)),
            expected,
            "{before:?} {after:?}"
        );
    };
    check(&[1, 2, 3], &[1, 2, 3], &[]);
    check(&[1, 2, 3], &[0, 2, 4], &[0, 2]);
    check(&[], &[0, 0], &[0, 1]);
    check(&[1, 2], &[1], &[0]);
    check(&[1, 2], &[], &[]);
}

#[test]
fn what_is_read_whole_replaces_the_matters_and_nothing_else() {
    use gridlight::domain::defect::{Collection, Defect, DefectReason};
    let defect = |collection| Defect {
        collection,
        row: "#1".into(),
        field: "".into(),
        reason: DefectReason::NoId,
        value: "".into(),
    };
    let state = |id: &str, hour: &str| Case {
        updated_at: Some(at(&format!("2026-09-18 {hour}"))),
        ..dispatched(id, "G1", "2026-09-16 09:00")
    };
    let closed = |id: &str| Case { status: Status::Closed, ..state(id, "12:00") };
    let check = |what: &str,
                 read: &[Case],
                 touched: &[&str],
                 open: &[(&str, &str)],
                 changed: &[&str]| {
        let mut board = board([state("C1", "11:00"), state("C2", "11:00")]);
        board.add_defects([defect(Collection::Grids), defect(Collection::OpenCases)]);
        let before = board.clone();
        let touched = touched.iter().map(|id| (*id).into()).collect();
        let cases = read.iter().map(|case| (case.clone(), Vec::new())).collect();
        let news = board.replace_cases(cases, Vec::new(), &touched);
        let shown: Vec<_> = board
            .cases()
            .map(|open| (open.case.id.as_str(), open.case.updated_at.unwrap()))
            .collect();
        let expected: Vec<_> =
            open.iter().map(|(id, hour)| (*id, at(&format!("2026-09-18 {hour}")))).collect();
        assert_eq!(shown, expected, "{what}");
        assert_eq!(news.iter().map(|c| c.case.id.as_str()).collect::<Vec<_>>(), changed, "{what}");
        assert_eq!(board.defects().map(|d| d.collection).collect::<Vec<_>>(), [Collection::Grids]);
        assert!(std::sync::Arc::ptr_eq(&before.areas, &board.areas), "the map is not made anew");
    };
    let (c1, c2) = (state("C1", "11:00"), state("C2", "11:00"));
    let both = [("C1", "11:00"), ("C2", "11:00")];
    check("nothing new", &[c1.clone(), c2.clone()], &[], &both, &[]);
    check("one is gone", std::slice::from_ref(&c2), &[], &both[1..], &[]);
    check("one is closed", &[closed("C1"), c2.clone()], &[], &both[1..], &[]);
    let newer = [("C1", "12:00"), ("C2", "11:00")];
    check("one is newer", &[state("C1", "12:00"), c2.clone()], &[], &newer, &["C1"]);
    let older = [("C1", "10:00"), ("C2", "11:00")];
    check("one was put right", &[state("C1", "10:00"), c2.clone()], &[], &older, &["C1"]);
    check("the stream knew better", &[state("C1", "10:00"), c2.clone()], &["C1"], &both, &[]);
    check("the stream was late", &[state("C1", "12:00"), c2.clone()], &["C1"], &newer, &["C1"]);
    check("the stream brought it", std::slice::from_ref(&c2), &["C1"], &both, &[]);
    check("the stream took it", &[c1, c2, state("C3", "11:00")], &["C3"], &both, &[]);
    check("nothing is left", &[], &[], &[], &[]);
}

#[test]
fn a_late_word_does_not_bring_back_a_matter_that_is_gone() {
    let state = |status: &Status, hour: &str| {
        let updated_at = Some(at(&format!("2026-09-18 {hour}")));
        put(Case {
            status: status.clone(),
            updated_at,
            ..dispatched("C1", "G1", "2026-09-07 09:00")
        })
    };
    let gone =
        |hour: &str| CaseChange::Delete("C1".into(), Some(at(&format!("2026-09-18 {hour}"))));
    let check = |what: &str, changes: &[CaseChange], is_open: bool| {
        let mut board = board([]);
        for change in changes {
            board.apply(change.clone());
        }
        assert_eq!(board.case(&"C1".into()).is_some(), is_open, "{what}");
    };
    let (open, closed) = (&Status::Handling, &Status::Closed);
    check("closed, then a late word", &[state(closed, "12:00"), state(open, "11:00")], false);
    check("closed, then reopened", &[state(closed, "12:00"), state(open, "13:00")], true);
    check("in the same minute", &[state(closed, "12:00"), state(open, "12:00")], true);
    check("withdrawn", &[state(&Status::Withdrawn, "12:00"), state(open, "11:00")], false);
    check("gone", &[gone("12:00"), state(open, "11:00")], false);
    check("gone and back", &[gone("12:00"), state(open, "13:00")], true);
    let known = state(open, "12:00");
    let unsaid = CaseChange::Delete("C1".into(), None);
    check("gone at an unsaid time", &[known.clone(), unsaid, state(open, "11:00")], false);
    check("an old farewell", &[known.clone(), gone("11:00")], true);
    check("back, then late", &[gone("10:00"), known, state(closed, "11:00")], true);
}

/// Something that may happen to one of a few matters: where, in which state, and when that was so.
fn any_change() -> impl Strategy<Value = (usize, Option<(usize, usize)>, i64)> {
    (0..5_usize, prop::option::weighted(0.85, (0..8_usize, 0..5_usize)), 0..20_i64)
}

proptest! {
    #[test]
    fn any_sequence_keeps_the_newest_state_of_each_matter(
        changes in prop::collection::vec(any_change(), 1..40),
    ) {
        let mut board = board([]);
        // The same by the simplest means: for each matter its grid, its light (none once it is gone) and time.
        let mut known: [Option<(usize, Option<Light>, i64)>; 5] = [None; 5];
        for (id, put_as, hour) in changes {
            let before = grids(&board);
            let name = format!("C{id}");
            let Some((grid, state)) = put_as else {
                let at = at(NOW) + TimeDelta::hours(hour);
                board.apply(CaseChange::Delete(name.as_str().into(), Some(at)));
                if known[id].is_none_or(|(_, _, newest)| newest <= hour) {
                    known[id] = Some((0, None, hour));
                }
                prop_assert!(changed_grids(&before, &grids(&board)).len() <= 1);
                continue;
            };
            let (start, light) = [
                ("2026-09-07 09:00", Some(Light::Red)),
                ("2026-09-11 09:00", Some(Light::DueSoon)),
                ("2026-09-16 09:00", Some(Light::Normal)),
                ("2026-09-17 09:00", Some(Light::Unknown)),
                ("2026-09-18 09:00", None),
            ][state];
            let grid_id = format!("G{}", grid + 1);
            let mut case = match light {
                Some(Light::Unknown) => reported(&name, &grid_id, start),
                _ => dispatched(&name, &grid_id, start),
            };
            case.updated_at = Some(at(NOW) + TimeDelta::hours(hour));
            if light.is_none() {
                case.status = Status::Closed;
            }
            board.apply(CaseChange::Put(Box::new(case), Vec::new()));
            if known[id].is_none_or(|(_, _, newest)| newest <= hour) {
                known[id] = Some((grid, light, hour));
            }

            let after = grids(&board);
            let mut expected = vec![LightCount::default(); 6];
            for (grid, light, _) in known.iter().flatten() {
                // Two of the eight grids do not exist.
                if let (Some(count), Some(light)) = (expected.get_mut(*grid), light) {
                    let is_due_today = *light == Light::DueSoon;
                    count.add(*light, is_due_today);
                }
            }
            prop_assert_eq!(&after, &expected);
            let changed = changed_grids(&before, &after);
            let differ: Vec<usize> = (0..6).filter(|at| before[*at] != after[*at]).collect();
            prop_assert_eq!(&changed, &differ);
            prop_assert!(changed.len() <= 2, "one matter changed {} cells", changed.len());
            let open = known.iter().flatten().filter(|(_, light, _)| light.is_some());
            prop_assert_eq!(board.cases().count(), open.count());
        }
    }
}
