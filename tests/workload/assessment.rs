//! The year's assessment: each overdue matter once, in its kind, and never one that was not overdue.

use crate::small::{at, board, dispatched};
use gridlight::{
    domain::{
        area::{Areas, Place},
        assessment::{Kind, assess, count_part, count_parts},
        board::Board,
        case::{Case, Status, Supervision},
        filed::{Calendars, Filed},
        parts::{Part, parts},
        time::Instant,
        verdict::Answers,
    },
    locales::Lang,
    report::assessment::{
        Record, cells, columns, matter_cells, matter_columns, matters_csv, parts_csv,
    },
};

fn now() -> Instant {
    at("2026-09-18 17:00")
}

/// A matter that was dispatched on Monday 2026-09-07, and so was due on the 14th, closed at this time.
fn closed(id: &str, text: &str) -> Case {
    Case {
        status: Status::Closed,
        closed_at: Some(at(text)),
        answered_at: Some(at(text)),
        ..dispatched(id, "G1", "2026-09-07 10:00")
    }
}

fn extended(case: Case, requested: &str) -> Case {
    Case {
        extension_requested_at: Some(at(requested)),
        extension_approved_at: Some(at(requested)),
        ..case
    }
}

fn record(board: &Board, cases: Vec<Case>) -> Vec<Filed> {
    let mut calendars = Calendars::default();
    let file = |case| Filed::of(board, &mut calendars, case, Vec::new(), Answers::Given);
    cases.into_iter().map(file).collect()
}

#[test]
fn each_matter_is_of_one_kind() {
    let check = |what: &str,
                 on_board: Option<Case>,
                 in_record: Option<Case>,
                 expected: &[(Kind, Option<u32>)]| {
        let board = board(on_board);
        let record = record(&board, in_record.into_iter().collect());
        let assessed = assess(&board, &record, now());
        let kinds: Vec<_> =
            assessed.iter().map(|of| (of.kind, of.days_over.map(|days| days.count))).collect();
        assert_eq!(kinds, expected, "{what}");
    };
    let red = || dispatched("C1", "G1", "2026-09-07 10:00");
    check("red on the board", Some(red()), None, &[(Kind::OverdueOpen, Some(4))]);
    check("red in both is one", Some(red()), Some(red()), &[(Kind::OverdueOpen, Some(4))]);
    check("open in the record alone", None, Some(red()), &[(Kind::ToCheck, None)]);
    check("not red", Some(dispatched("C1", "G1", "2026-09-17 10:00")), None, &[]);
    check(
        "closed late",
        None,
        Some(closed("C1", "2026-09-16 09:00")),
        &[(Kind::ClosedLate, Some(2))],
    );
    check("closed on time", None, Some(closed("C1", "2026-09-14 23:59")), &[(Kind::ToCheck, None)]);
    let late = extended(red(), "2026-09-15 09:00");
    check("extended after the deadline", Some(late), None, &[(Kind::LateExtended, Some(4))]);
    let overrun = extended(closed("C1", "2026-09-23 09:00"), "2026-09-11 09:00");
    check("past the extended deadline", None, Some(overrun), &[(Kind::ExtendedLate, Some(3))]);
    let in_time = extended(closed("C1", "2026-09-18 09:00"), "2026-09-11 09:00");
    check("extended and closed in time", None, Some(in_time), &[(Kind::ToCheck, None)]);
    let open = dispatched("C1", "G1", "2026-09-17 10:00");
    check("the board knows better", Some(open), Some(red()), &[(Kind::ToCheck, None)]);
}

#[test]
fn parts_add_up_and_what_is_to_be_checked_does_not_count() {
    let of = |id: &str, grid: &str, case: Case| Case {
        id: id.into(),
        grid_id: Some(grid.into()),
        ..case
    };
    let late = closed("", "2026-09-16 09:00");
    let supervised = Case {
        supervision: vec![Supervision::EReminder, Supervision::OverdueNotice],
        redispatched_at: Some(at("2026-09-10 09:00")),
        accountability: Some("通报批评".into()),
        ..late.clone()
    };
    let nowhere = Case { id: "C5".into(), grid_id: None, ..late.clone() };
    let board = board([dispatched("C0", "G1", "2026-09-07 10:00")]);
    let record = record(
        &board,
        vec![
            of("C1", "G1", late.clone()),
            of("C2", "G3", supervised),
            of("C3", "G3", closed("", "2026-09-14 09:00")),
            nowhere,
        ],
    );
    let assessed = assess(&board, &record, now());
    let (_, parts) = parts(&board.areas, Place::default());
    let counts = count_parts(&assessed, &parts);
    let counted: Vec<u32> = counts.iter().map(|count| count.counted()).collect();
    assert_eq!(counted, [2, 1, 1], "T1, T2, in neither");
    let sum = count_part(&assessed, Part::Area(Place::default()));
    assert_eq!(sum.counted(), counted.iter().sum::<u32>());
    assert_eq!((sum.of(Kind::ToCheck), sum.redispatched, sum.accountable), (1, 1, 1));
    assert_eq!(sum.supervised, [1, 1, 0, 0, 0]);
    for lang in Lang::ALL {
        let locale = lang.locale();
        assert_eq!(columns(locale).len(), cells(&sum, Record::Read).len() + 1);
        let unread = cells(&sum, Record::Absent);
        assert_eq!(unread.len(), cells(&sum, Record::Read).len());
        assert_eq!(unread.iter().filter(|cell| *cell != "–").collect::<Vec<_>>(), ["1"]);
        let names = matter_columns(locale);
        for of in &assessed {
            assert_eq!(matter_cells(of, &board, now(), lang).len(), names.len());
        }
        let file = matters_csv(&assessed, &board, now(), lang);
        assert_eq!(file.lines().count(), assessed.len() + 1);
        assert_eq!(
            parts_csv(&assessed, &parts, Record::Read, &board, lang).lines().count(),
            parts.len() + 1
        );
    }
}

#[test]
fn a_record_filed_by_older_areas_stands_where_the_board_has_it() {
    let old = board([]);
    let record = record(&old, vec![closed("C1", "2026-09-16 09:00")]);
    let mut new = board([]);
    let areas = &old.areas;
    let towns = areas.towns().iter().rev().cloned().collect();
    let (areas, _) = Areas::new(towns, areas.zones().to_vec(), areas.grids().to_vec());
    new.areas = std::sync::Arc::new(areas);
    let town = |board: &Board| {
        let assessed = assess(board, &record, now());
        let at = assessed[0].matter.place.town.unwrap();
        board.areas.towns()[at].id.to_string()
    };
    assert_eq!((town(&old), town(&new)), ("T1".into(), "T1".into()));
}
