//! The workload day by day: of the place, and of each of its parts.

use super::{Go, Plot, Telling};
use crate::{
    charts::{
        data_table::Table,
        days::{Day, DayKind, Days, SeriesNames},
        multiples::{Multiples, Panel, PanelLine},
    },
    domain::{book::BookDay, measure::Measure, parts::Part, workload::Tally},
    locales::grouped,
};
use chrono::{Datelike, NaiveDate};

/// Received and closed on each day, and what was open and overdue at its end.
pub fn daily(telling: &Telling<'_>) -> Plot<Days> {
    let (locale, ask) = (telling.locale(), telling.ask);
    let said = &locale.workload;
    let course = course(telling, Part::Area(telling.place));
    let day = |of: &Course| Day {
        date: of.day,
        label: format!("{}/{}", of.day.month(), of.day.day()),
        kind: match ask.board.calendar.is_working_day(of.day) {
            Ok(false) => DayKind::Off,
            _ => DayKind::Working,
        },
        received: of.received.map(f64::from),
        closed: of.closed.map(f64::from),
        backlog: of.open_at_end.map(f64::from),
        overdue: of.overdue_at_end.map(f64::from),
        sentence: sentence(of, telling),
        is_chosen: false,
    };
    let columns = [said.day, said.received, said.closed, said.backlog, said.overdue_at_end];
    Plot {
        input: Days {
            days: course.iter().map(day).collect(),
            names: SeriesNames {
                received: said.received.into(),
                closed: said.closed.into(),
                backlog: said.backlog.into(),
                overdue: said.overdue_at_end.into(),
            },
        },
        table: Table {
            columns: columns.map(ToOwned::to_owned).into(),
            rows: course.iter().map(row).collect(),
        },
        go: course.iter().map(|_| Go::Nowhere).collect(),
    }
}

/// The same for each part, in small, on one scale.
pub fn courses(telling: &Telling<'_>) -> Plot<Multiples> {
    let locale = telling.locale();
    let said = &locale.workload;
    let parts: Vec<Part> =
        telling.parts().into_iter().filter(|part| matches!(part, Part::Area(_))).collect();
    let mut table = Table {
        columns: [said.place, said.day, said.received, said.closed].map(ToOwned::to_owned).into(),
        rows: Vec::new(),
    };
    let mut panels = Vec::new();
    for part in &parts {
        let name = telling.name(*part);
        let course = course(telling, *part);
        let sum = |of: fn(&Course) -> Option<u32>| {
            let sum: Option<u32> = course.iter().map(of).sum();
            sum.filter(|_| !course.is_empty()).map_or_else(|| "–".into(), grouped)
        };
        let (received, closed) = (sum(|of| of.received), sum(|of| of.closed));
        let span = (said.span)(telling.ask.span);
        table.rows.push(vec![name.clone(), span, received.clone(), closed.clone()]);
        let line = |class, of: fn(&Course) -> Option<u32>| PanelLine {
            class,
            text_class: "",
            values: course.iter().map(|day| of(day).map(f64::from)).collect(),
        };
        panels.push(Panel {
            sentence: format!("{name} {} {received}, {} {closed}", said.received, said.closed),
            lines: vec![
                line("received-line", |day| day.received),
                line("closed-line", |day| day.closed),
            ],
            is_chosen: telling.is_chosen(*part),
            name,
        });
    }
    let go = parts.iter().map(|part| telling.go(*part)).collect();
    Plot { input: Multiples { panels }, table, go }
}

/// What is known of one day.
struct Course {
    day: NaiveDate,
    received: Option<u32>,
    closed: Option<u32>,
    open_at_end: Option<u32>,
    overdue_at_end: Option<u32>,
}

/// The days of the window; nothing is known of a day that the source has no row of, or under a filter by which its totals
/// are not kept.
fn course(telling: &Telling<'_>, part: Part) -> Vec<Course> {
    let ask = telling.ask;
    let is_kept = |measure: Measure| measure.is_kept_by(ask.filter);
    let (counts_received, counts_all) = (is_kept(Measure::Received), is_kept(Measure::Closed));
    let of = |day: BookDay| {
        let whole = |tally: Tally| day.sums.whole(tally).filter(|_| counts_all);
        let closed = whole(Tally::ClosedOnTime).zip(whole(Tally::ClosedLate));
        Course {
            day: day.day,
            received: ask.received(&day.sums).ok().filter(|_| counts_received),
            closed: closed.map(|(on_time, late)| on_time.saturating_add(late)),
            open_at_end: whole(Tally::OpenAtEnd),
            overdue_at_end: whole(Tally::OverdueAtEnd),
        }
    };
    ask.book.days_of(part, ask.span).into_iter().map(of).collect()
}

fn row(of: &Course) -> Vec<String> {
    let cell = |count: Option<u32>| count.map_or_else(|| "–".into(), grouped);
    let counts = [of.received, of.closed, of.open_at_end, of.overdue_at_end];
    [of.day.to_string()].into_iter().chain(counts.map(cell)).collect()
}

fn sentence(of: &Course, telling: &Telling<'_>) -> String {
    let locale = telling.locale();
    let said = &locale.workload;
    let names = [said.received, said.closed, said.backlog, said.overdue_at_end];
    let cells = row(of).into_iter().skip(1);
    let parts = names.iter().zip(cells).map(|(name, cell)| format!("{name} {cell}"));
    format!("{}: {}", (locale.day)(of.day), parts.collect::<Vec<_>>().join(", "))
}
