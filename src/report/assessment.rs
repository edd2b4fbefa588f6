//! The assessment in words: a table of the parts of a place, and a row for each matter that counts.

use super::{
    csv::csv_of,
    row::Field,
    words::{local, part_name},
};
use crate::{
    domain::{
        assessment::{Assessed, Kind, KindCount, count_parts},
        board::Board,
        parts::Part,
        time::Instant,
    },
    locales::{Lang, Locale, grouped},
};

/// The columns of the table of parts.
pub fn columns(locale: &Locale) -> Vec<String> {
    let said = &locale.assessment;
    let mut columns = vec![locale.workload.place.to_owned(), said.counted.to_owned()];
    columns.extend(Kind::ALL.map(|kind| (said.kind)(kind).to_owned()));
    columns.extend([said.days_over.to_owned(), said.returned.into(), said.redispatched.into()]);
    let ladder = crate::domain::case::Supervision::LADDER;
    columns.extend(ladder.iter().map(|step| (locale.supervision)(step)));
    columns.push(said.accountable.into());
    columns
}

/// Whether the record of the year was read. Without it the red lights of now are all that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// It was.
    Read,
    /// It was not, or there is none.
    Absent,
}

/// The cells of one part after its name, in the order of the columns.
pub fn cells(count: &KindCount, record: Record) -> Vec<String> {
    if record == Record::Absent {
        // Nought of what nobody has read would be said of a town as a fact.
        let mut cells = vec!["–".to_owned(); columns(Lang::default().locale()).len() - 1];
        if let Some(open) = cells.get_mut(1) {
            *open = grouped(count.of(Kind::OverdueOpen));
        }
        return cells;
    }
    let mut cells = vec![count.counted()];
    cells.extend(count.kinds);
    cells.extend([count.days_over, count.returned, count.redispatched]);
    cells.extend(count.supervised);
    cells.push(count.accountable);
    let days_at = 1 + Kind::ALL.len();
    let mut cells: Vec<String> = cells.into_iter().map(grouped).collect();
    if let Some(days) = cells.get_mut(days_at).filter(|_| count.is_lower_bound) {
        // A sum of what is at least so much is no exact sum.
        days.insert_str(0, "≥ ");
    }
    cells
}

/// The table of the parts as a file; their sum is for the spreadsheet to make.
pub fn parts_csv(
    assessed: &[Assessed],
    parts: &[Part],
    record: Record,
    board: &Board,
    lang: Lang,
) -> String {
    let row = |(part, count): (&Part, KindCount)| {
        let mut row = vec![part_name(*part, board, lang)];
        // A spreadsheet adds numbers up, and texts with commas it does not.
        row.extend(cells(&count, record).into_iter().map(|cell| cell.replace(',', "")));
        row
    };
    let counts = count_parts(assessed, parts);
    csv_of([columns(lang.locale())].into_iter().chain(parts.iter().zip(counts).map(row)))
}

/// The fields of a matter in the assessment, after its kind and its days.
pub const FIELDS: [Field; 9] = [
    Field::Id,
    Field::Title,
    Field::Place,
    Field::Domain,
    Field::Category,
    Field::Due,
    Field::Unit,
    Field::FirstUnit,
    Field::Supervision,
];

/// The names of the columns of the matters.
pub fn matter_columns(locale: &Locale) -> Vec<String> {
    let said = &locale.assessment;
    let mut columns = vec![said.kind_column.to_owned(), said.days_column.to_owned()];
    columns.extend(FIELDS.map(|field| field.name(locale).to_owned()));
    columns.extend([said.stopped_column.to_owned(), said.accountability.to_owned()]);
    columns
}

/// The texts of a matter, in the order of `matter_columns`.
pub fn matter_cells(of: &Assessed, board: &Board, now: Instant, lang: Lang) -> Vec<String> {
    let locale = lang.locale();
    let days = of.days_over.map(|days| (locale.assessment.days)(days)).unwrap_or_default();
    let mut cells = vec![(locale.assessment.kind)(of.kind).to_owned(), days];
    cells.extend(FIELDS.map(|field| field.text(&of.matter, board, now, lang)));
    let stopped = of.stopped_at.map(|at| (locale.moment)(local(at, board)));
    let case = &of.matter.case;
    cells
        .extend([stopped.unwrap_or_default(), case.accountability.as_deref().unwrap_or("").into()]);
    cells
}

/// The columns of a printed page, each of one or two fields of a matter that stand below each other.
const PAGE: [&[usize]; 7] = [&[0, 1], &[3], &[2, 4], &[5, 6], &[7, 11], &[8, 9], &[10, 12]];

/// The column of the title on a printed page, which leads to the matter's file.
pub const PAGE_TITLE: usize = 1;

/// The texts of a matter, or of the titles of the columns, as a printed page has them: two below each other in one cell.
pub fn page_cells(cells: &[String]) -> Vec<String> {
    let cell = |fields: &[usize]| {
        let texts = fields.iter().filter_map(|at| cells.get(*at)).filter(|text| !text.is_empty());
        texts.cloned().collect::<Vec<_>>().join("\n")
    };
    PAGE.map(cell).into()
}

/// The matters as a file.
pub fn matters_csv(assessed: &[Assessed], board: &Board, now: Instant, lang: Lang) -> String {
    let rows = assessed.iter().map(|of| matter_cells(of, board, now, lang));
    csv_of([matter_columns(lang.locale())].into_iter().chain(rows))
}
