//! Inputs of the layouts, from a few numbers.

use chrono::{Datelike, Days as Later, NaiveDate};
use gridlight::{
    charts::{
        bars::{BarRow, Bars},
        columns::{Column, ColumnBar, Columns, DayMark, Gap, GapKind},
        days::{Day, DayKind, Days, SeriesNames},
        multiples::{Multiples, Panel, PanelLine},
        picture::{Caption, Part, light_class},
        ranking::{Base, RankRow, Ranking, Reference, Standing},
    },
    domain::{light::Light, ranking::Movement},
};

/// Normal, due soon and red, from the foot.
pub(crate) fn parts(values: [f64; 3]) -> Vec<Part> {
    let lights = [Light::Normal, Light::DueSoon, Light::Red];
    lights
        .into_iter()
        .zip(values)
        .map(|(light, value)| Part { class: light_class(light), value })
        .collect()
}

pub(crate) fn bars(rows: &[(&str, [f64; 3])]) -> Bars {
    let row = |(name, values): &(&str, [f64; 3])| BarRow {
        name: (*name).into(),
        parts: parts(*values),
        numbers: vec![
            Caption::of_light(Light::Red, values[2].to_string()),
            Caption::plain(values.iter().sum::<f64>().to_string()),
        ],
        note: (values[1] > 5.0).then(|| "最久 12 个工作日".into()),
        sentence: format!("{name}：红灯 {}", values[2]),
        is_chosen: values[2] > 9.0,
        ..BarRow::default()
    };
    Bars { rows: rows.iter().map(row).collect() }
}

/// A column for each value; a holiday where it is below zero, a weekend where it is not a number.
pub(crate) fn columns(items: &[(&str, f64)]) -> Columns {
    let item = |(label, value): &(&str, f64)| {
        let kind = if value.is_nan() { GapKind::Weekend } else { GapKind::Holiday };
        if value.is_nan() || *value < 0.0 {
            return Column::Gap(Gap {
                name: (*label).into(),
                kind,
                sentence: format!("{label}：休"),
            });
        }
        Column::Bar(ColumnBar {
            label: (*label).into(),
            second: Some(value.round().to_string()),
            top: Some(Caption { class: "chart-red", text: value.round().to_string(), sign: None }),
            parts: parts([*value, value / 10.0, 1.0]),
            mark: if *label == "20" { DayMark::MakeUp } else { DayMark::Plain },
            sentence: format!("{label}：{value}"),
            is_chosen: false,
        })
    };
    Columns {
        items: items.iter().map(item).collect(),
        height: 8.0,
        note: Some("* 周日调休上班".into()),
    }
}

/// Days from a Tuesday on; backlog is ten times what came in.
pub(crate) fn days(values: &[Option<f64>]) -> Days {
    let start = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
    let day = |(at, value): (usize, &Option<f64>)| {
        let date = start + Later::new(at as u64);
        Day {
            date,
            label: format!("{}/{}", date.month(), date.day()),
            kind: if date.weekday().num_days_from_monday() > 4 {
                DayKind::Off
            } else {
                DayKind::Working
            },
            received: *value,
            closed: value.map(|value| value / 2.0),
            backlog: value.map(|value| value * 10.0),
            overdue: value.map(|value| value / 3.0),
            sentence: format!("{date}"),
            is_chosen: false,
        }
    };
    Days {
        days: values.iter().enumerate().map(day).collect(),
        names: SeriesNames {
            received: "收到".into(),
            closed: "办结".into(),
            backlog: "在办".into(),
            overdue: "超期".into(),
        },
    }
}

pub(crate) fn multiples(panels: &[(&str, Vec<Option<f64>>)]) -> Multiples {
    let panel = |(name, values): &(&str, Vec<Option<f64>>)| {
        let half = values.iter().map(|value| value.map(|value| value / 2.0)).collect();
        let line = |class, values| PanelLine { class, text_class: "", values };
        Panel {
            name: (*name).into(),
            lines: vec![line("received-line", values.clone()), line("closed-line", half)],
            sentence: (*name).into(),
            is_chosen: false,
        }
    };
    Multiples { panels: panels.iter().map(panel).collect() }
}

/// A row for each value; one that is below zero does not rank.
pub(crate) fn ranking(rows: &[(&str, f64)], base: Base) -> Ranking {
    let row = |(at, (name, value)): (usize, &(&str, f64))| RankRow {
        name: (*name).into(),
        standing: if *value < 0.0 {
            Standing::Unranked { reason: "不足 30 件，不排名".into() }
        } else {
            Standing::Ranked {
                rank: at as u32 + 1,
                movement: [Movement::Up(2), Movement::Down(1), Movement::Same, Movement::Unknown]
                    [at % 4],
                value: *value,
                text: format!("{}%", value.round()),
                class: "rank-bar",
            }
        },
        sample: Some("n = 123".into()),
        sentence: (*name).into(),
        is_chosen: at == 1,
    };
    Ranking {
        rows: rows.iter().enumerate().map(row).collect(),
        base,
        reference: Some(Reference { value: 96.8, label: "全区 96.8%".into() }),
    }
}
