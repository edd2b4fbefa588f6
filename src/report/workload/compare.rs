//! The parts compared: ranked by a measure, by domain, and the definition of every figure with its value.

use super::{Go, Plot, Telling};
use crate::{
    charts::{
        data_table::Table,
        ranking::{Base, RankRow, Ranking, Reference, Standing},
    },
    domain::{
        case::Domain,
        count::LightCount,
        measure::{Measure, Value, measure},
        parts::Part,
        ranking::{Ranked, ranking},
        stock::by_domain,
        window::Window,
    },
    locales::grouped,
    report::value::{value_basis, value_text},
};

/// The parts in the order of a measure, with the whole as the line to compare with.
pub fn rank_table(telling: &Telling<'_>, of: Measure) -> Plot<Ranking> {
    let (locale, ask) = (telling.locale(), telling.ask);
    let said = &locale.workload;
    let rows = ranking(ask, &telling.parts(), of);
    let around = crate::domain::area::Place { grid: None, ..telling.place };
    let whole = measure(ask, Part::Area(around), of);
    let reference = amount(&whole).filter(|_| is_rate(&whole)).map(|value| Reference {
        value,
        label: format!("{} {}", said.whole, value_text(&whole, of, locale)),
    });
    let row = |row: &Ranked| {
        let name = telling.name(row.part);
        let basis = value_basis(&row.value, locale);
        let value = value_text(&row.value, of, locale);
        let movement = (said.movement)(row.movement);
        RankRow {
            sentence: match row.rank {
                Some(rank) => format!("{rank}. {name} {value} {basis} {movement}"),
                None => format!("{name} – {basis}"),
            },
            standing: match (row.rank, amount(&row.value)) {
                (Some(rank), Some(amount)) => Standing::Ranked {
                    rank,
                    movement: row.movement,
                    value: amount,
                    text: value,
                    class: "rank-bar",
                },
                _ => Standing::Unranked { reason: basis.clone() },
            },
            sample: (!basis.is_empty()).then_some(basis),
            is_chosen: telling.is_chosen(row.part),
            name,
        }
    };
    let cells = |row: &Ranked| {
        vec![
            telling.name(row.part),
            row.rank.map_or_else(|| "–".into(), |rank| rank.to_string()),
            value_text(&row.value, of, locale),
            value_basis(&row.value, locale),
            (said.movement)(row.movement),
        ]
    };
    let columns = [said.place, said.rank, said.value, said.sample, said.movement_label];
    Plot {
        input: Ranking { rows: rows.iter().map(row).collect(), base: Base::Zero, reference },
        table: Table {
            columns: columns.map(ToOwned::to_owned).into(),
            rows: rows.iter().map(cells).collect(),
        },
        go: rows.iter().map(|row| telling.go(row.part)).collect(),
    }
}

fn is_rate(value: &Value) -> bool {
    !matches!(value, Value::Count(_))
}

/// A value as a length.
fn amount(value: &Value) -> Option<f64> {
    match value {
        Value::Count(count) => Some(f64::from(*count)),
        Value::Days { days, .. } => Some(f64::from(*days)),
        Value::Share { numerator, denominator } | Value::Load { numerator, denominator } => {
            Some(f64::from(*numerator) / f64::from(*denominator))
        }
        _ => None,
    }
}

/// The parts by domain, as a table whose cells are as dark as they are full.
#[derive(Clone, Debug, PartialEq)]
pub struct Heat {
    /// The names of the columns, without those of the rows.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<HeatRow>,
}

/// One part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatRow {
    /// Its name.
    pub name: String,
    /// Where its name leads.
    pub go: Go,
    /// Its cells, the sum of all domains last.
    pub cells: Vec<HeatCell>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatCell {
    /// What it says.
    pub text: String,
    /// The red ones in it.
    pub red: String,
    /// The whole of it in a sentence.
    pub sentence: String,
    /// How dark it is: one of `STEPS`.
    pub step: u8,
    /// Where it leads.
    pub go: Go,
}

/// How many steps of darkness there are beside none.
const STEPS: u32 = 6;

/// The open matters of each part by domain.
pub fn heat(telling: &Telling<'_>) -> Heat {
    let (locale, ask) = (telling.locale(), telling.ask);
    let parts = telling.parts();
    let table = by_domain(ask.board, ask.filter, &parts, ask.now);
    // 其他 stands here only where there is something in it.
    let has_any = |at: usize| table.iter().any(|row| row.get(at).is_some_and(|of| of.open() > 0));
    let domains = Domain::ALL.into_iter().enumerate();
    let shown: Vec<(usize, Domain)> =
        domains.filter(|(at, of)| *of != Domain::Other || has_any(*at)).collect();
    let most = table.iter().flatten().map(LightCount::open).max().unwrap_or(0).max(1);
    let row = |(part, counts): (&Part, &[LightCount; Domain::ALL.len()])| {
        let name = telling.name(*part);
        let scope = telling.scope(*part);
        let cell = |domain: Option<Domain>, count: LightCount, step: u8| {
            let word = domain.map_or(locale.workload.sum, locale.domain);
            HeatCell {
                text: grouped(count.open()),
                red: if count.red > 0 { grouped(count.red) } else { String::new() },
                sentence: (locale.workload.heat_cell)(&name, word, count.open(), count.red),
                step,
                go: scope.clone().map_or(Go::Nowhere, |scope| Go::Domain(scope, domain)),
            }
        };
        let mut cells: Vec<HeatCell> = shown
            .iter()
            .filter_map(|(at, domain)| {
                let count = counts.get(*at).copied()?;
                Some(cell(Some(*domain), count, step(count.open(), most)))
            })
            .collect();
        let all = counts.iter().fold(LightCount::default(), |sum, of| sum.plus(*of));
        cells.push(cell(None, all, 0));
        HeatRow { go: telling.go(*part), cells, name }
    };
    let columns = shown.iter().map(|(_, domain)| (locale.domain)(*domain).to_owned());
    Heat {
        columns: columns.chain([locale.workload.sum.to_owned()]).collect(),
        rows: parts.iter().zip(&table).map(row).collect(),
    }
}

fn step(count: u32, most: u32) -> u8 {
    u8::try_from((u64::from(count) * u64::from(STEPS)).div_ceil(u64::from(most))).unwrap_or(0)
}

/// Every figure of the place with its value, its formula, what it is of, and where that comes from.
pub fn definitions(telling: &Telling<'_>, window: Window) -> Table {
    let (locale, ask) = (telling.locale(), telling.ask);
    let said = &locale.workload;
    let row = |of: Measure| {
        let value = measure(ask, Part::Area(telling.place), of);
        let name = (said.measure)(of);
        let name = if of.is_of_now() {
            (said.with_note)(name, said.is_of_now)
        } else {
            (said.in_window)(window, name)
        };
        vec![
            name,
            value_text(&value, of, locale),
            (said.formula)(of).to_owned(),
            value_basis(&value, locale),
            (said.basis)(&of.properties().join(", ")),
        ]
    };
    Table {
        columns: said.definition_columns.map(ToOwned::to_owned).into(),
        rows: Measure::ALL.map(row).into(),
    }
}
