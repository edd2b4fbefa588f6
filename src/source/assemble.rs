//! From the texts of a source's collections to a board. Pure: the same for the network, a folder and a test.

use crate::{
    contract::{
        areas,
        calendar::{self, ConfigDays},
        cases,
        config::{CollectionConfig, Config, Crs, SourceConfig, SourceKind},
        feature::{Decoded, UnreadableDocument, read_collection},
        open311,
        row::{Reading, Row},
        time::TimeReading,
        workload,
    },
    domain::{
        area::Areas,
        board::Board,
        calendar::{
            Calendar,
            announced::{Announced, OwnDay, Span},
        },
        case::Case,
        defect::{Collection, Defect, DefectReason},
        ids::{CaseId, TownId, ZoneId},
        rule::Rule,
        workload::WorkloadRow,
    },
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The texts of the collections, page by page; none for a collection that the source does not have.
#[derive(Clone, Debug, Default)]
pub struct Texts(pub BTreeMap<Collection, Vec<String>>);

impl FromIterator<(Collection, String)> for Texts {
    /// Collections of one page each, as a folder has them.
    fn from_iter<I: IntoIterator<Item = (Collection, String)>>(files: I) -> Self {
        Self(files.into_iter().map(|(of, text)| (of, vec![text])).collect())
    }
}

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
            names: names(source, collection),
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

/// How `source` names a collection. Closed matters are written as open ones are, where nothing else is said; and a code of a
/// domain is the same wherever it stands.
fn names(source: &SourceConfig, collection: Collection) -> CollectionConfig {
    let mut names = source.collection(collection.id());
    let mut as_in = |other: Collection, is_of_matters: bool| {
        let other = source.collection(other.id());
        for (ours, theirs) in other.properties.into_iter().filter(|_| is_of_matters) {
            names.properties.entry(ours).or_insert(theirs);
        }
        for (property, values) in other.values {
            if is_of_matters || property == "domain" {
                names.values.entry(property).or_insert(values);
            }
        }
    };
    match collection {
        Collection::Cases => as_in(Collection::OpenCases, true),
        Collection::YearOverdue => {
            as_in(Collection::Cases, true);
            as_in(Collection::OpenCases, true);
        }
        Collection::Workload | Collection::Received => as_in(Collection::OpenCases, false),
        _ => {}
    }
    names
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
    let grids = if source.kind == SourceKind::Open311 {
        Decoded { rows: Vec::new(), defects: Vec::new() }
    } else {
        required(source, texts, Collection::Grids, |row| Some(areas::grid(row)))?
    };
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
    board.announced = Arc::new(announced);
    let open_cases = texts.0.get(&Collection::OpenCases).map_or(&[][..], Vec::as_slice);
    let (cases, defects) = read_cases(source, open_cases)?;
    board.replace_cases(cases, defects, &BTreeSet::new());
    Ok(board)
}

/// Puts a board together. A collection that it can do without, and that comes broken, is taken from `spare` where an earlier
/// reading has left it, and put in its place in `texts`; that it came broken is a defect all the same.
///
/// # Errors
/// As `assemble`.
pub fn assemble_with_spare(
    config: &Config,
    source: &SourceConfig,
    texts: &mut Texts,
    spare: &Texts,
) -> Result<Board, UnreadableCollection> {
    let board = assemble(config, source, texts)?;
    let is_replaceable =
        |of: &Defect| of.is_of_whole_collection() && spare.0.contains_key(&of.collection);
    let broken: Vec<Defect> = board.defects().filter(|of| is_replaceable(of)).cloned().collect();
    if broken.is_empty() {
        return Ok(board);
    }
    for Defect { collection, .. } in &broken {
        let pages = spare.0.get(collection).cloned().unwrap_or_default();
        texts.0.insert(*collection, pages);
    }
    let mut board = assemble(config, source, texts)?;
    board.note_defects(broken);
    Ok(board)
}

/// A matter, with what could not be read of it.
pub type ReadCase = (Case, Vec<Defect>);

/// Reads the open matters, and what could not be read of the rows left out. Of two rows with one id the newer stays, and
/// the doubling is a defect.
///
/// # Errors
/// If a page of `open-cases` is no feature collection.
pub fn read_cases(
    source: &SourceConfig,
    pages: &[String],
) -> Result<(Vec<ReadCase>, Vec<Defect>), UnreadableCollection> {
    let mut defects = Vec::new();
    let mut newest: BTreeMap<CaseId, (usize, usize)> = BTreeMap::new();
    let mut cases: Vec<ReadCase> = Vec::new();
    for (page, text) in all_pages(pages).enumerate() {
        let read = read_page(source, text)?;
        defects.extend(read.defects);
        for row in read.rows {
            let known = newest.get(&row.0.id).copied();
            let Some((known_page, at)) = known else {
                newest.insert(row.0.id.clone(), (page, cases.len()));
                cases.push(row);
                continue;
            };
            let Some(known) = cases.get_mut(at) else { continue };
            // A row that moved on while the pages were being turned came twice, and is one row.
            if known_page == page {
                defects.push(duplicate(Collection::OpenCases, row.0.id.as_str()));
            }
            if row.0.updated_at >= known.0.updated_at {
                *known = row;
            }
        }
    }
    Ok((cases, defects))
}

fn read_page(source: &SourceConfig, text: &str) -> Result<Decoded<ReadCase>, UnreadableCollection> {
    let collection = Collection::OpenCases;
    let reading = CollectionReading::of(source, collection);
    let reading = reading.reading();
    let read = if source.kind == SourceKind::Open311 {
        open311::requests(text, &reading)
    } else {
        read_collection(text, &reading, |row| {
            let case = cases::case(row);
            Some((case, std::mem::take(&mut row.defects)))
        })
    };
    read.map_err(|UnreadableDocument(detail)| UnreadableCollection { collection, detail })
}

/// The pages of a collection. Without a page there is no collection, which is not the same as an empty one.
fn all_pages(pages: &[String]) -> impl Iterator<Item = &str> {
    pages.iter().map(String::as_str).chain(pages.is_empty().then_some(""))
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
    mut read: impl FnMut(&mut Row<'_>) -> Option<T>,
) -> Result<Decoded<T>, UnreadableCollection> {
    let pages = texts.0.get(&collection).map_or(&[][..], Vec::as_slice);
    let reading = CollectionReading::of(source, collection);
    let mut all = Decoded { rows: Vec::new(), defects: Vec::new() };
    for page in all_pages(pages) {
        let decoded = read_collection(page, &reading.reading(), &mut read)
            .map_err(|UnreadableDocument(detail)| UnreadableCollection { collection, detail })?;
        all.rows.extend(decoded.rows);
        all.defects.extend(decoded.defects);
    }
    Ok(all)
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
