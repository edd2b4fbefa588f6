//! Adding and counting working days, as the golden vectors have it and as a walk over the days does it.

use chrono::NaiveDate;
use gridlight::domain::calendar::Calendar;
use proptest::prelude::*;
use std::sync::LazyLock;

use crate::day;

static NATIONAL: LazyLock<Calendar> = LazyLock::new(Calendar::national);

#[test]
fn working_days_are_added_as_the_golden_vectors_have_it() {
    let calendar = Calendar::national();
    let check = |start: &str, due: [&str; 3]| {
        for (n, due) in [1, 5, 10].into_iter().zip(due) {
            assert_eq!(calendar.add_working_days(day(start), n), Ok(day(due)), "{start} + {n}");
        }
    };
    check("2017-08-29", ["2017-08-30", "2017-09-05", "2017-09-12"]);
    check("2017-09-29", ["2017-09-30", "2017-10-12", "2017-10-19"]);
    check("2017-10-01", ["2017-10-09", "2017-10-13", "2017-10-20"]);
    check("2018-12-28", ["2018-12-29", "2019-01-07", "2019-01-14"]);
    check("2019-04-26", ["2019-04-28", "2019-05-06", "2019-05-13"]);
    check("2020-01-23", ["2020-02-03", "2020-02-07", "2020-02-14"]);
    check("2023-09-28", ["2023-10-07", "2023-10-11", "2023-10-18"]);
    check("2024-02-08", ["2024-02-09", "2024-02-21", "2024-02-28"]);
    check("2026-02-12", ["2026-02-13", "2026-02-26", "2026-03-04"]);
    check("2026-02-13", ["2026-02-14", "2026-02-27", "2026-03-05"]);
    check("2026-02-14", ["2026-02-24", "2026-02-28", "2026-03-06"]);
    check("2026-02-18", ["2026-02-24", "2026-02-28", "2026-03-06"]);
    check("2026-04-30", ["2026-05-06", "2026-05-11", "2026-05-18"]);
    check("2026-09-18", ["2026-09-20", "2026-09-24", "2026-10-09"]);
    check("2026-09-30", ["2026-10-08", "2026-10-13", "2026-10-20"]);
}

#[test]
fn nothing_is_guessed_outside_the_announced_span() {
    let calendar = Calendar::national();
    assert!(calendar.is_working_day(day("2015-12-31")).is_err());
    assert!(calendar.is_working_day(day("2027-01-01")).is_err());
    assert_eq!(calendar.add_working_days(day("2026-12-24"), 5), Ok(day("2026-12-31")));
    assert!(calendar.add_working_days(day("2026-12-25"), 5).is_err());
    assert!(calendar.add_working_days(day("2027-03-01"), 1).is_err());
    assert!(calendar.working_days_between(day("2026-12-30"), day("2027-01-05")).is_err());
}

/// The same by a walk over the days.
fn walked(start: NaiveDate, n: usize) -> Option<NaiveDate> {
    let days = start.iter_days().skip(1).take_while(|date| *date <= day("2026-12-31"));
    days.filter(|date| NATIONAL.is_working_day(*date) == Ok(true)).nth(n - 1)
}

#[test]
fn the_index_agrees_with_a_walk_for_every_date_of_the_span() {
    for start in day("2016-01-01").iter_days().take_while(|date| *date <= day("2026-12-31")) {
        for n in [1, 2, 5, 10, 23] {
            let by_walk = walked(start, n);
            let by_index = NATIONAL.add_working_days(start, u32::try_from(n).unwrap()).ok();
            assert_eq!(by_index, by_walk, "{start} + {n}");
            if let Some(until) = by_walk {
                let counted = NATIONAL.working_days_between(start, until);
                assert_eq!(counted, Ok(u32::try_from(n).unwrap()), "{start} to {until}");
            }
        }
    }
}

proptest! {
    #[test]
    fn the_index_agrees_with_a_walk_for_any_number(offset in 0_u64..4018, n in 1_usize..400) {
        let start = day("2016-01-01") + chrono::Days::new(offset);
        let by_walk = walked(start, n);
        let count = u32::try_from(n).unwrap();
        prop_assert_eq!(NATIONAL.add_working_days(start, count).ok(), by_walk);
        if let Some(until) = by_walk {
            prop_assert_eq!(NATIONAL.working_days_between(start, until), Ok(count));
            prop_assert_eq!(NATIONAL.working_days_between(until, start), Ok(0));
        }
    }
}
