//! The measurements as tables for a person. It measures nothing.

use std::fmt::Write as _;

use crate::measure::{Map, OverLine, Results, Run};

/// Parts of what is fetched, in the order of the table.
const PARTS: [&str; 10] = [
    "wasm",
    "JavaScript",
    "Leaflet",
    "CSS",
    "page, start script",
    "config, documents",
    "geometry, names",
    "open cases",
    "workload",
    OTHER,
];
const OTHER: &str = "other";

/// A moment of a run.
type Moment = fn(&Run) -> f64;

/// All tables.
pub(crate) fn all(results: &Results) -> String {
    let [before, after] = &results.load;
    let Map { cells, red_cells } = results.map;
    let mut text = format!("{}\n{}\n", results.machine, results.browser);
    text += &format!("load (1, 5, 15 min): {before} before, {after} after\n");
    text += &format!("every run painted {cells} cells, {red_cells} of them red\n");
    if let Some(line) = results.lines.first() {
        text += &bytes(line);
    }
    for line in &results.lines {
        text += &times(line);
    }
    text
}

/// Bytes as sent (gzipped where that is smaller, without headers) until the map was painted, part by part.
fn bytes(line: &OverLine) -> String {
    let mut text = format!("\n{:<22}{:>12}{:>12}\n", "bytes until painted", "Gridlight", "plain");
    let of = |runs: &[Run], wanted: Option<&str>| {
        let files = runs.last().map_or(&[][..], |run| &run.files);
        let fits = |path: &str| wanted.is_none_or(|wanted| part_of(path) == wanted);
        files.iter().filter(|(path, _)| fits(path)).map(|(_, bytes)| bytes).sum::<usize>()
    };
    for part in PARTS.map(Some).into_iter().chain([None]) {
        let (ours, plain) = (of(&line.gridlight, part), of(&line.plain, part));
        // Writing to a string cannot fail.
        writeln!(text, "{:<22}{ours:>12}{plain:>12}", part.unwrap_or("together")).unwrap();
    }
    let others = [&line.gridlight, &line.plain].into_iter().filter_map(|runs| runs.last());
    let others = others.flat_map(|run| &run.files).filter(|(path, _)| part_of(path) == OTHER);
    for (path, bytes) in others {
        writeln!(text, "  {OTHER}: {path} {bytes}").unwrap();
    }
    text
}

fn times(line: &OverLine) -> String {
    let head = ["median", "least", "most", "median", "least", "most", "ratio"];
    let mut text = format!("\n{:<22}{:^30}{:^30}\n{:<22}", line.name, "Gridlight", "plain", "");
    head.iter().for_each(|word| write!(text, "{word:>10}").unwrap());
    text.push('\n');
    let rows: [(&str, Moment); 2] =
        [("map-painted", |run| run.map_painted), ("board-ready", |run| run.board_ready)];
    for (name, of) in rows {
        let (ours, plain) = (Spread::of(&line.gridlight, of), Spread::of(&line.plain, of));
        write!(text, "{name:<22}").unwrap();
        for number in [ours.median, ours.least, ours.most, plain.median, plain.least, plain.most] {
            write!(text, "{number:>10.0}").unwrap();
        }
        writeln!(text, "{:>10.2}", ours.median / plain.median).unwrap();
    }
    text
}

/// Where the runs lie.
struct Spread {
    median: f64,
    least: f64,
    most: f64,
}

impl Spread {
    fn of(runs: &[Run], value: Moment) -> Self {
        let mut values: Vec<f64> = runs.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        let middle = values.len() / 2;
        let median = if values.len().is_multiple_of(2) {
            f64::midpoint(values[middle - 1], values[middle])
        } else {
            values[middle]
        };
        Self { median, least: values[0], most: values[values.len() - 1] }
    }
}

/// The part that a file belongs to, by its path without the query.
fn part_of(path: &str) -> &'static str {
    let path = path.split('?').next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let end = file.rsplit('.').next().unwrap_or_default();
    match (file, end) {
        ("leaflet.js", _) => "Leaflet",
        ("config.json" | "landing.json" | "collections.json", _) => "config, documents",
        ("grids.json" | "zones.json" | "towns.json", _) => "geometry, names",
        ("open-cases.json", _) => "open cases",
        ("workload.json", _) => "workload",
        ("", _) | (_, "html") => "page, start script",
        (_, "js") if file.starts_with("start-") => "page, start script",
        (_, "wasm") => "wasm",
        (_, "js") => "JavaScript",
        (_, "css") => "CSS",
        _ => OTHER,
    }
}
