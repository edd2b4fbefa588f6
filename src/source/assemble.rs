//! From the texts of a source's collections to a board. Pure: the same for the network, a folder and a test.

use crate::{
    contract::{
        areas,
        calendar::{self, ConfigDays},
        cases,
        config::{CollectionConfig, Config, Crs, SourceConfig},
        feature::{Decoded, UnreadableDocument, read_collection},
        row::{Reading, Row},
        time::TimeReading,
        workload,
    },
    domain::{
        area::Areas,
        board::{Board, CaseChange},
        calendar::{
            Calendar,
            announced::{Announced, OwnDay, Span},
        },
        defect::{Collection, Defect, DefectReason},
        ids::{TownId, ZoneId},
        rule::Rule,
        workload::WorkloadRow,
    },
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The texts of the collections; `None` for one that the source does not have.
#[derive(Clone, Debug, Default)]
pub struct Texts(pub BTreeMap<Collection, String>);

/// A collection whose text is no feature collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableCollection {
    /// Which.
    pub collection: Collection,
    /// Where and why, in the parser's words.
    pub detail: String,
}

/// How the rows of one collection of a source are read, without borrowing from the config.
#[derive(Clone, Debug)]
pub struct CollectionReading {
    collection: Collection,
    names: CollectionConfig,
    times: TimeReading,
    crs: Crs,
}

impl CollectionReading {
    /// How `source` writes `collection`.
    pub fn of(source: &SourceConfig, collection: Collection) -> Self {
        Self {
            collection,
            names: source.collection(collection.id()),
            times: times_of(source),
            crs: source.crs,
        }
    }

    /// The same, as the decoders take it.
    pub fn reading(&self) -> Reading<'_> {
        let Self { collection, names, times, crs } = self;
        Reading { collection: *collection, names, times: *times, crs: *crs }
    }
}

/// How `source` writes times.
pub fn times_of(source: &SourceConfig) -> TimeReading {
    TimeReading { zone: source.zone(), naive_times: source.naive_times }
}

/// The 1-5-10 rule as the config has it.
pub fn rule_of(config: &Config, source: &SourceConfig) -> Rule {
    Rule { deadline_authority: source.deadline_authority, ..config.rule.rule(source.zone()) }
}

/// Puts a board together.
///
/// # Errors
/// If `grids` or `open-cases` is no feature collection; any other collection that is none is a defect.
pub fn assemble(
    config: &Config,
    source: &SourceConfig,
    texts: &Texts,
) -> Result<Board, UnreadableCollection> {
    let mut defects = Vec::new();
    let towns =
        optional(source, texts, Collection::Towns, &mut defects, |row| Some(areas::town(row)));
    let zones =
        optional(source, texts, Collection::Zones, &mut defects, |row| Some(areas::zone(row)));
    let grids = required(source, texts, Collection::Grids, |row| Some(areas::grid(row)))?;
    defects.extend(grids.defects);
    let grids = first_of_each(
        grids.rows,
        |grid| grid.id.as_str().to_owned(),
        |grid| duplicate(Collection::Grids, grid.id.as_str()),
        &mut defects,
    );
    let zones = first_of_each(
        zones,
        |zone| zone.id.as_str().to_owned(),
        |zone| duplicate(Collection::Zones, zone.id.as_str()),
        &mut defects,
    );
    let towns = first_of_each(
        towns,
        |town| town.id.as_str().to_owned(),
        |town| duplicate(Collection::Towns, town.id.as_str()),
        &mut defects,
    );
    let (areas, unknown_references) = Areas::new(towns, zones, grids);
    defects.extend(unknown_references);

    let days = optional(source, texts, Collection::Calendar, &mut defects, calendar::day);
    let announced = announced(config, &days, &mut defects);

    let workload =
        optional(source, texts, Collection::Workload, &mut defects, workload::workload_row);
    let of_day = |row: &WorkloadRow| (row.town_id.clone(), row.zone_id.clone(), row.day);
    let workload = first_of_each(workload, of_day, doubled_day, &mut defects);
    let calendar = Calendar::newest(&announced);
    let mut board = Board::new(areas, calendar, rule_of(config, source), defects);
    board.workload = Arc::new(workload);
    put_cases(&mut board, source, texts)?;
    Ok(board)
}

/// Reads the open matters into the board. Of two rows with one id the newer stays, and the doubling is a defect.
///
/// # Errors
/// If the text of `open-cases` is no feature collection.
pub fn put_cases(
    board: &mut Board,
    source: &SourceConfig,
    texts: &Texts,
) -> Result<(), UnreadableCollection> {
    let cases = required(source, texts, Collection::OpenCases, |row| {
        let case = cases::case(row);
        Some((case, std::mem::take(&mut row.defects)))
    })?;
    board.add_defects(cases.defects);
    let mut newest = BTreeMap::new();
    for (case, defects) in cases.rows {
        if let Some(known_at) = newest.get(&case.id).copied() {
            board.add_defects([duplicate(Collection::OpenCases, case.id.as_str())]);
            if case.updated_at < known_at {
                continue;
            }
        }
        newest.insert(case.id.clone(), case.updated_at);
        board.apply(CaseChange::Put(Box::new(case), defects));
    }
    Ok(())
}

/// What the config says of the calendar, overruled by what the collection says of single days.
fn announced(config: &Config, days: &[OwnDay], defects: &mut Vec<Defect>) -> Announced {
    let mut announced = Announced::default();
    let mut defect = |row: &str, field: &str, reason, value: &str| {
        let (row, field, value) = (row.into(), field.into(), value.into());
        defects.push(Defect { collection: Collection::Calendar, row, field, reason, value });
    };
    let ConfigDays { days: config_days, spans, unreadable } =
        calendar::config_days(&config.calendar);
    for text in unreadable {
        defect("config.json", "calendar", DefectReason::Unreadable, &text);
    }
    for span in spans {
        if let Err(Span { from, to, .. }) = announced.extend(span) {
            let value = format!("{from} – {to}");
            defect("config.json", "calendar.spans", DefectReason::Contradiction, &value);
        }
    }
    for date in announced.overrule(&config_days) {
        defect("config.json", "calendar", DefectReason::Contradiction, &date.to_string());
    }
    for date in announced.overrule(days) {
        defect(&date.to_string(), "kind", DefectReason::Contradiction, "");
    }
    announced
}

/// The rows without those whose key an earlier one has; each of them is a defect.
fn first_of_each<T, K: Ord>(
    rows: Vec<T>,
    key: impl Fn(&T) -> K,
    doubled: impl Fn(&T) -> Defect,
    defects: &mut Vec<Defect>,
) -> Vec<T> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::with_capacity(rows.len());
    for row in rows {
        if seen.insert(key(&row)) {
            kept.push(row);
        } else {
            defects.push(doubled(&row));
        }
    }
    kept
}

/// A second row for the same day of the same place would count its matters twice.
fn doubled_day(row: &WorkloadRow) -> Defect {
    let zone = row.zone_id.as_ref().map(ZoneId::as_str);
    let of = zone.or(row.town_id.as_ref().map(TownId::as_str)).unwrap_or_default();
    Defect {
        collection: Collection::Workload,
        row: of.into(),
        field: "day".into(),
        reason: DefectReason::DuplicateId,
        value: row.day.to_string().into(),
    }
}

fn duplicate(collection: Collection, id: &str) -> Defect {
    Defect {
        collection,
        row: id.into(),
        field: "id".into(),
        reason: DefectReason::DuplicateId,
        value: "".into(),
    }
}

fn required<T>(
    source: &SourceConfig,
    texts: &Texts,
    collection: Collection,
    read: impl FnMut(&mut Row<'_>) -> Option<T>,
) -> Result<Decoded<T>, UnreadableCollection> {
    let text = texts.0.get(&collection).map_or("", String::as_str);
    let reading = CollectionReading::of(source, collection);
    read_collection(text, &reading.reading(), read)
        .map_err(|UnreadableDocument(detail)| UnreadableCollection { collection, detail })
}

fn optional<T>(
    source: &SourceConfig,
    texts: &Texts,
    collection: Collection,
    defects: &mut Vec<Defect>,
    read: impl FnMut(&mut Row<'_>) -> Option<T>,
) -> Vec<T> {
    if !texts.0.contains_key(&collection) {
        return Vec::new();
    }
    match required(source, texts, collection, read) {
        Ok(decoded) => {
            defects.extend(decoded.defects);
            decoded.rows
        }
        Err(UnreadableCollection { collection, detail }) => {
            defects.push(Defect {
                collection,
                row: "".into(),
                field: "".into(),
                reason: DefectReason::Unreadable,
                value: detail.into(),
            });
            Vec::new()
        }
    }
}
