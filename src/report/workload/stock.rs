//! The open matters as charts: by place and light, by the day on which they fall due, by age.

use super::{Go, Plot, Telling};
use crate::{
    charts::{
        bars::{BarRow, Bars},
        columns::{Column, ColumnBar, Columns, DayMark, Gap, GapKind},
        data_table::Table,
        picture::{self, Caption, Role, light_class, text_class},
    },
    domain::{
        calendar::DayWord,
        count::LightCount,
        facets::Choice,
        filter::{DueWindow, Filter},
        light::Light,
        measure::workers,
        order::ordered_by_key,
        parts::Part,
        stock::{CliffDay, DueLabel, ages, cliff},
        time::date_of,
    },
    locales::{Locale, grouped},
    report::value::tenths,
};
use chrono::Datelike;
use std::cmp::Reverse;

/// The order in which lights are stacked, from the foot up.
const STACK: [Light; 4] = [Light::Normal, Light::Unknown, Light::DueSoon, Light::Red];

/// So many coming working days have a column of their own in the due calendar.
const DUE_DAYS: usize = 10;

fn number(count: u32) -> f64 {
    f64::from(count)
}

fn stacked(count: LightCount) -> Vec<picture::Part> {
    let part =
        |light: Light| picture::Part { class: light_class(light), value: number(count.of(light)) };
    STACK.map(part).into()
}

fn sentence(name: &str, count: LightCount, locale: &Locale) -> String {
    let [red, due_soon, unknown, normal] = Light::ALL.map(|light| count.of(light));
    (locale.workload.part_count)(name, red, due_soon, unknown, normal)
}

/// The parts that need attention first.
fn in_order(telling: &Telling<'_>) -> Vec<(Part, LightCount)> {
    let areas = &telling.board().areas;
    let parts = telling.parts();
    let counted: Vec<(Part, LightCount)> =
        parts.into_iter().map(|part| (part, part.count(telling.ask.lit, areas))).collect();
    let key = |(part, count): &(Part, LightCount)| {
        let is_area = matches!(part, Part::Area(_));
        Reverse((is_area, count.red, count.due_soon, count.open()))
    };
    ordered_by_key(&counted, key).into_iter().copied().collect()
}

fn light_table(telling: &Telling<'_>, rows: &[(Part, LightCount)]) -> Table {
    let locale = telling.locale();
    let mut columns = vec![locale.workload.place.to_owned()];
    columns.extend(Light::ALL.map(|light| (locale.light)(light).to_owned()));
    columns.extend([locale.due_today.to_owned(), locale.open.to_owned()]);
    let row = |name: String, count: LightCount| {
        let mut row = vec![name];
        row.extend(Light::ALL.map(|light| grouped(count.of(light))));
        row.extend([grouped(count.due_today), grouped(count.open())]);
        row
    };
    let mut all: Vec<Vec<String>> =
        rows.iter().map(|(part, count)| row(telling.name(*part), *count)).collect();
    let whole = Part::Area(crate::domain::area::Place { grid: None, ..telling.place });
    let sum = whole.count(telling.ask.lit, &telling.board().areas);
    all.push(row(locale.workload.sum.into(), sum));
    Table { columns, rows: all }
}

/// The open matters of each part by light: so many, or so many for each grid worker.
pub fn by_light(telling: &Telling<'_>, is_per_worker: bool) -> Plot<Bars> {
    let locale = telling.locale();
    let rows = in_order(telling);
    let today = date_of(telling.ask.now, telling.board().rule.zone);
    let bar = |(part, count): &(Part, LightCount)| {
        let name = telling.name(*part);
        let heads =
            if is_per_worker { workers(&telling.board().areas, *part, today) } else { Some(1) };
        let heads = heads.filter(|heads| *heads > 0);
        let parts = heads.map_or_else(Vec::new, |heads| {
            let scaled = stacked(*count).into_iter();
            let scaled = scaled.map(|of| picture::Part { value: of.value / number(heads), ..of });
            scaled.collect()
        });
        let total = match (is_per_worker, heads) {
            (false, _) => grouped(count.open()),
            (true, Some(heads)) => tenths(count.open().into(), heads.into()),
            (true, None) => "–".into(),
        };
        let red = match count.red {
            0 => Caption::plain(String::new()),
            red => Caption::of_light(Light::Red, grouped(red)),
        };
        BarRow {
            sentence: sentence(&name, *count, locale),
            name,
            parts,
            numbers: vec![red, Caption::plain(total)],
            note: None,
            role: if telling.go(*part) == Go::Nowhere { Role::Note } else { Role::Item },
            is_chosen: telling.is_chosen(*part),
        }
    };
    Plot {
        input: Bars { rows: rows.iter().map(bar).collect() },
        go: rows.iter().map(|(part, _)| telling.go(*part)).collect(),
        table: light_table(telling, &rows),
    }
}

/// The same as columns, for a wall: the red number on top, all open ones below the name.
pub fn part_columns(telling: &Telling<'_>) -> Plot<Columns> {
    let locale = telling.locale();
    let rows = in_order(telling);
    let column = |(part, count): &(Part, LightCount)| {
        let name = telling.name(*part);
        Column::Bar(ColumnBar {
            sentence: sentence(&name, *count, locale),
            label: name,
            second: Some(grouped(count.open())),
            top: (count.red > 0).then(|| Caption::of_light(Light::Red, grouped(count.red))),
            parts: stacked(*count),
            mark: DayMark::Plain,
            is_chosen: telling.is_chosen(*part),
        })
    };
    Plot {
        input: Columns { items: rows.iter().map(column).collect(), height: 5.0, note: None },
        go: rows.iter().map(|(part, _)| telling.go(*part)).collect(),
        table: light_table(telling, &rows),
    }
}

/// What falls due on each coming working day; runs of days off stand between as gaps with their names.
pub fn due_calendar(telling: &Telling<'_>, chosen: &Filter) -> Plot<Columns> {
    let (locale, ask) = (telling.locale(), telling.ask);
    let said = &locale.workload;
    let of = Part::Area(telling.place);
    let cliff = cliff(ask.board, ask.filter, of, ask.now, DUE_DAYS);
    let today = date_of(ask.now, ask.board.rule.zone);
    let mut plot = Plot {
        input: Columns { items: Vec::new(), height: 6.0, note: None },
        table: Table { columns: light_columns(locale, said.day), rows: Vec::new() },
        go: Vec::new(),
    };
    let is_chosen = |go: &Go| match go {
        Go::Choice(choice) => chosen.chosen(choice.dimension()).as_ref() == Some(choice),
        _ => false,
    };
    let other = |plot: &mut Plot<Columns>, label: DueLabel, count: LightCount, go: Go| {
        let name = match label {
            DueLabel::Overdue => said.overdue,
            DueLabel::Today => said.today,
            DueLabel::Later => said.later,
            DueLabel::Without => said.without_due,
        };
        plot.table.rows.push(light_row(name.to_owned(), count));
        let short = (said.short)(label).to_owned();
        let bar = column(short, count, name, locale);
        plot.input.items.push(Column::Bar(ColumnBar { is_chosen: is_chosen(&go), ..bar }));
        plot.go.push(go);
    };
    let red = Go::Choice(Choice::Light(Light::Red));
    other(&mut plot, DueLabel::Overdue, cliff.overdue, red);
    let mut days = cliff.days.iter().peekable();
    while let Some(day) = days.next() {
        // What falls due on a day off, by the backend's word, is not hidden in a gap.
        let is_gap = |day: &CliffDay| day.is_off() && day.count.open() == 0 && day.date != today;
        if is_gap(day) {
            let mut last = day;
            while let Some(next) = days.next_if(|next| is_gap(next)) {
                last = next;
            }
            plot.input.items.push(gap(&cliff.days, day, last, locale));
            plot.go.push(Go::Nowhere);
            continue;
        }
        let is_make_up = matches!(day.word, Some(DayWord::MakeUp | DayWord::OwnWork(_)));
        let label = if day.date == today {
            (said.short)(DueLabel::Today).to_owned()
        } else {
            day.date.day().to_string()
        };
        let word = match &day.word {
            None => Some(said.not_announced.to_owned()),
            Some(DayWord::Weekday) => None,
            Some(word) => Some((said.day_word)(word)),
        };
        let name = (locale.day)(day.date);
        let sentence = (said.due_on)(&name, word.as_deref(), day.count.open());
        let mut bar = column(label, day.count, &name, locale);
        bar.sentence = sentence;
        if is_make_up {
            bar.mark = DayMark::MakeUp;
            plot.input.note = Some(format!("* {name} {}", word.as_deref().unwrap_or_default()));
        }
        let go = Go::Choice(Choice::Due(DueWindow::On(day.date)));
        bar.is_chosen = is_chosen(&go);
        plot.input.items.push(Column::Bar(bar));
        plot.go.push(go);
        let name = word.map_or_else(|| name.clone(), |word| (said.with_note)(&name, &word));
        plot.table.rows.push(light_row(name, day.count));
    }
    for (label, count) in [(DueLabel::Later, cliff.later), (DueLabel::Without, cliff.without)] {
        if count.open() > 0 {
            other(&mut plot, label, count, Go::Nowhere);
        }
    }
    plot
}

fn gap(all: &[CliffDay], first: &CliffDay, last: &CliffDay, locale: &Locale) -> Column {
    let run = all.iter().filter(|day| first.date <= day.date && day.date <= last.date);
    let named = run.filter_map(|day| day.word.as_ref());
    let holiday =
        named.filter(|word| !matches!(word, DayWord::Weekend)).map(locale.workload.day_word).next();
    let (from, to) = (first.date, last.date);
    let dates =
        if from == to { from.day().to_string() } else { format!("{}–{}", from.day(), to.day()) };
    let kind = if holiday.is_some() { GapKind::Holiday } else { GapKind::Weekend };
    let name = holiday.map(|name| format!("{name} {dates}")).unwrap_or_default();
    let weekend = (locale.workload.day_word)(&DayWord::Weekend);
    let spoken = if name.is_empty() { format!("{weekend} {dates}") } else { name.clone() };
    Column::Gap(Gap { name, kind, sentence: spoken })
}

fn column(label: String, count: LightCount, name: &str, locale: &Locale) -> ColumnBar {
    ColumnBar {
        label,
        second: None,
        top: Some(match count.open() {
            // What all of it is, its label says: there is no room for the sign too.
            all if all > 0 && all == count.red => {
                Caption { class: text_class(Light::Red), ..Caption::plain(grouped(all)) }
            }
            all => Caption::plain(grouped(all)),
        }),
        parts: stacked(count),
        mark: DayMark::Plain,
        sentence: sentence(name, count, locale),
        is_chosen: false,
    }
}

fn light_columns(locale: &Locale, first: &str) -> Vec<String> {
    let lights = Light::ALL.map(|light| (locale.light)(light).to_owned());
    [first.to_owned()].into_iter().chain(lights).chain([locale.open.to_owned()]).collect()
}

fn light_row(name: String, count: LightCount) -> Vec<String> {
    let lights = Light::ALL.map(|light| grouped(count.of(light)));
    [name].into_iter().chain(lights).chain([grouped(count.open())]).collect()
}

/// The open matters by age, in working days.
pub fn age_columns(telling: &Telling<'_>) -> Plot<Columns> {
    let (locale, ask) = (telling.locale(), telling.ask);
    let ages = ages(ask.board, ask.filter, Part::Area(telling.place), ask.now);
    let name = |age| (locale.workload.age)(age);
    let columns = ages.iter().map(|(age, count)| {
        let spoken = format!("{} {}", name(*age), locale.workload.age_unit);
        Column::Bar(column(name(*age), *count, &spoken, locale))
    });
    Plot {
        input: Columns { items: columns.collect(), height: 6.0, note: None },
        table: Table {
            columns: light_columns(locale, locale.workload.ages),
            rows: ages.iter().map(|(age, count)| light_row(name(*age), *count)).collect(),
        },
        go: ages.iter().map(|_| Go::Nowhere).collect(),
    }
}
