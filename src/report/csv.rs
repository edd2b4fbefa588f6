//! The listed matters as a file for spreadsheets: the very texts of the screen, and after them values for machines.
//!
//! RFC 4180 with a byte order mark: without the mark Excel takes Chinese for the letters of the system's own code page.

use super::row::Field;
use super::words::local;
use crate::{
    domain::{
        board::{Board, OpenCase},
        time::Instant,
    },
    locales::Lang,
};
use chrono::Timelike;
use std::sync::Arc;

/// The columns for machines, by the contract's names. Times are of the district's zone, "2026-09-18 17:00", which
/// spreadsheets take for times; positions are degrees of CRS84; the light is its code.
pub const MACHINE_COLUMNS: [&str; 8] = [
    "due_at",
    "reported_at",
    "dispatched_at",
    "contacted_at",
    "updated_at",
    "longitude",
    "latitude",
    "light",
];

/// The mark by which a program knows that what follows is UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The file: a row of names, and a row for each matter, in their order.
pub fn csv(cases: &[Arc<OpenCase>], board: &Board, now: Instant, lang: Lang) -> String {
    let locale = lang.locale();
    let mut file = String::from(BYTE_ORDER_MARK);
    let names = Field::ALL.map(|field| field.name(locale)).into_iter().chain(MACHINE_COLUMNS);
    push_row(&mut file, names.map(ToOwned::to_owned));
    for open in cases {
        let texts = Field::ALL.map(|field| guarded(field.text(open, board, now, lang)));
        push_row(&mut file, texts.into_iter().chain(machine_cells(open, board, now)));
    }
    file
}

/// A file of any rows of texts, the names among them.
pub fn csv_of(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut file = String::from(BYTE_ORDER_MARK);
    for row in rows {
        push_row(&mut file, row.into_iter().map(guarded));
    }
    file
}

fn machine_cells(open: &OpenCase, board: &Board, now: Instant) -> [String; 8] {
    let case = &open.case;
    let time = |at: Option<Instant>| {
        let at = at.map(|at| local(at, board));
        at.map(|at| format!("{} {:02}:{:02}", at.date_naive(), at.hour(), at.minute()))
            .unwrap_or_default()
    };
    let degrees = |of: Option<f64>| of.map(degrees).unwrap_or_default();
    [
        time(open.clock.due().map(|due| due.due_at)),
        time(case.reported_at),
        time(case.dispatched_at),
        time(case.contacted_at),
        time(case.updated_at),
        degrees(case.at.map(|at| at.lon)),
        degrees(case.at.map(|at| at.lat)),
        open.clock.light(now).code().into(),
    ]
}

/// Degrees to six decimals, which is a decimetre: no source says more (`contract.md`).
#[expect(clippy::cast_possible_truncation, reason = "degrees times a million fit 64 bits")]
fn degrees(degrees: f64) -> String {
    let millionths = (degrees * 1e6).round() as i64;
    let sign = if millionths < 0 { "-" } else { "" };
    let millionths = millionths.unsigned_abs();
    format!("{sign}{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}

/// A text that a spreadsheet would take for a formula, or for a number that it then writes otherwise, with the apostrophe
/// that says: this is a text.
fn guarded(text: String) -> String {
    if is_taken_for_formula(&text) || is_number_to_be_changed(&text) {
        format!("'{text}")
    } else {
        text
    }
}

fn is_taken_for_formula(text: &str) -> bool {
    // Some editions take the wide forms of the signs for the signs themselves.
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// More digits than a cell shows; from 16 on the number itself would be another.
const LONG_NUMBER: usize = 11;

/// Whether the text reads as a number and would not come back as it was: too long, with zeros before it, or with an
/// exponent.
fn is_number_to_be_changed(text: &str) -> bool {
    let is_numeric = text.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | 'e' | 'E' | '+' | '-'));
    let has_zeros = text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
    is_numeric && (text.len() > LONG_NUMBER || has_zeros || text.contains(['e', 'E']))
}

fn push_row(file: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            file.push(',');
        }
        push_cell(file, &cell);
    }
    file.push_str("\r\n");
}

fn push_cell(file: &mut String, cell: &str) {
    // Spaces at the edges are kept only between quotes, by some readers.
    let is_plain = !cell.contains([',', '"', '\r', '\n', ';', '\t']) && cell.trim() == cell;
    if is_plain {
        file.push_str(cell);
        return;
    }
    file.push('"');
    file.push_str(&cell.replace('"', "\"\""));
    file.push('"');
}
