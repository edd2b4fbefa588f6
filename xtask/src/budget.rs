//! The byte budget: what a browser must fetch before the map is painted, part by part, gzipped.
//!
//! It knows which files belong to which part; it does not know how they were made, and measures
//! files, not a network.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::build::files;

/// A thousand bytes, the stricter reading of the budgets.
const KB: usize = 1000;
/// The aim is 250 kB, which is not reached: this holds what is, so that growth is noticed (README, Bytes).
const WASM: usize = 891 * KB;
/// The 23,000 cameras and 3,526 workers of the layers are 4 MB of it, and the days of 130,000 reports 3 MB, each in rows of
/// the contract; fetched only when wanted.
const DEMO_RAW: usize = 18_000 * KB;
const DEMO_GZIPPED: usize = 2_000 * KB;
/// A quarter of workload is in it, a row per town and day.
const FIRST_DATA: usize = 400 * KB;

/// What stands in the table, in this order.
const PARTS: [&str; 12] = [
    "wasm",
    "JavaScript glue",
    "Leaflet",
    "CSS",
    "page",
    "config",
    "landing, collections",
    "towns, zones",
    "grids",
    "open cases",
    "workload, calendar",
    LATER,
];
const LATER: &str = "after the first paint";

/// Without these the demo has no board, and a sum without them would mean nothing.
const REQUIRED: [&str; 9] = [
    "index.html",
    "config.json",
    "demo/landing.json",
    "demo/collections.json",
    "demo/towns.json",
    "demo/zones.json",
    "demo/grids.json",
    "demo/open-cases.json",
    "demo/workload.json",
];

/// A file of `dist/`.
#[derive(Clone, Debug)]
struct Sized {
    path: String,
    raw: usize,
    gzipped: usize,
}

/// Prints the table; fails with everything that is over its budget.
pub(crate) fn budget(dist: &Path) -> Result<(), String> {
    let (table, faults) = judge(&measure(dist)?);
    print!("{table}");
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

fn measure(dist: &Path) -> Result<Vec<Sized>, String> {
    let mut sizes = Vec::new();
    for file in files(dist)? {
        let fault = |error| format!("{} cannot be measured: {error}", file.display());
        let bytes = fs::read(&file).map_err(fault)?;
        let gzipped = gzipped(&bytes).map_err(fault)?;
        let path = file.strip_prefix(dist).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        sizes.push(Sized { path, raw: bytes.len(), gzipped });
    }
    Ok(sizes)
}

fn gzipped(bytes: &[u8]) -> std::io::Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// The table, and what is wrong.
fn judge(sizes: &[Sized]) -> (String, Vec<String>) {
    let mut table = format!("{:<24}{:>12}{:>12}\n", "bytes", "raw", "gzip -9");
    let mut row = |name: &str, (raw, gzipped): (usize, usize)| {
        // Writing to a string cannot fail.
        writeln!(table, "{name:<24}{raw:>12}{gzipped:>12}").unwrap_or_default();
    };
    let (mut wasm, mut program, mut data) = (0, (0, 0), (0, 0));
    for name in PARTS {
        let part = sum(sizes.iter().filter(|size| part_of(&size.path) == name));
        row(name, part);
        match name {
            "wasm" => (wasm, program) = (part.1, plus(program, part)),
            LATER => {}
            "landing, collections"
            | "towns, zones"
            | "grids"
            | "open cases"
            | "workload, calendar" => data = plus(data, part),
            _ => program = plus(program, part),
        }
    }
    let demo = sum(sizes.iter().filter(|size| size.path.starts_with("demo/")));
    row("first paint: program", program);
    row("first paint: data", data);
    row("first paint", plus(program, data));
    row("demo folder", demo);

    let mut faults: Vec<String> = REQUIRED
        .iter()
        .filter(|path| !sizes.iter().any(|size| size.path == **path))
        .map(|path| format!("dist/{path} is missing"))
        .collect();
    if wasm == 0 {
        faults.push("dist/ holds no wasm".to_owned());
    }
    let limits = [
        ("the wasm, gzipped,", wasm, WASM),
        ("the first paint's data, gzipped,", data.1, FIRST_DATA),
        ("the demo folder", demo.0, DEMO_RAW),
        ("the demo folder, gzipped,", demo.1, DEMO_GZIPPED),
    ];
    for (what, is, limit) in limits {
        if is > limit {
            faults.push(format!("{what} has {is} bytes; the budget is {limit}"));
        }
    }
    (table, faults)
}

/// The part of the table a file of `dist/` belongs to.
fn part_of(path: &str) -> &'static str {
    let end = Path::new(path).extension().and_then(OsStr::to_str).unwrap_or_default();
    match (path, end) {
        ("index.html", _) => "page",
        ("config.json", _) => "config",
        ("demo/landing.json" | "demo/collections.json", _) => "landing, collections",
        ("demo/towns.json" | "demo/zones.json", _) => "towns, zones",
        ("demo/grids.json", _) => "grids",
        ("demo/open-cases.json", _) => "open cases",
        ("demo/workload.json" | "demo/calendar.json", _) => "workload, calendar",
        (_, "wasm") => "wasm",
        // The page for implementers is another page.
        _ if path.starts_with("contract/") => LATER,
        (_, "js") if path.starts_with("vendor/") => "Leaflet",
        (_, "js") => "JavaScript glue",
        // A vendored sheet is part of the joined one, and asked for by nobody.
        (_, "css") if !path.starts_with("vendor/") => "CSS",
        _ => LATER,
    }
}

fn sum<'a>(sizes: impl Iterator<Item = &'a Sized>) -> (usize, usize) {
    sizes.fold((0, 0), |total, size| plus(total, (size.raw, size.gzipped)))
}

fn plus(one: (usize, usize), other: (usize, usize)) -> (usize, usize) {
    (one.0 + other.0, one.1 + other.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A complete small `dist/`: every file of 1000 bytes, 100 gzipped.
    fn dist() -> Vec<Sized> {
        let others = ["gridlight-0_bg.wasm", "gridlight-0.js", "start-0.js", "main-0.css"];
        let vendored = ["vendor/leaflet-1.9.4/leaflet.js", "demo/cases/by-zone/Z1.json"];
        let paths = REQUIRED.iter().chain(&others).chain(&vendored);
        paths.map(|path| Sized { path: (*path).to_owned(), raw: 1000, gzipped: 100 }).collect()
    }

    #[test]
    fn parts_add_up() {
        let (table, faults) = judge(&dist());
        assert_eq!(faults, Vec::<String>::new());
        let rows = [
            ("wasm", 1),
            ("Leaflet", 1),
            ("JavaScript glue", 2),
            ("landing, collections", 2),
            ("after the first paint", 1),
            ("first paint: program", 7),
            ("first paint: data", 7),
            ("demo folder", 8),
        ];
        for (name, count) in rows {
            let row = format!("{name:<24}{:>12}{:>12}", count * 1000, count * 100);
            assert!(table.lines().any(|line| line == row), "{row}\n{table}");
        }
    }

    #[test]
    fn what_is_missing_or_too_large_is_said() {
        let cases = [
            ("demo/grids.json", 0, 450 * KB, "first paint's data, gzipped, has 450600 bytes"),
            ("gridlight-0_bg.wasm", 0, WASM + 1, "the wasm, gzipped,"),
            ("demo/cases/by-zone/Z1.json", 19_000 * KB, 0, "the demo folder has 19007000"),
            ("demo/cases/by-zone/Z1.json", 0, 2_100 * KB, "the demo folder, gzipped,"),
        ];
        for (path, raw, gzipped, expected) in cases {
            let mut sizes = dist();
            sizes.retain(|size| size.path != path);
            sizes.push(Sized { path: path.to_owned(), raw, gzipped });
            let faults = judge(&sizes).1.join("\n");
            assert!(faults.contains(expected), "{path}: {faults}");
        }
        for path in REQUIRED {
            let mut sizes = dist();
            sizes.retain(|size| size.path != path);
            assert_eq!(judge(&sizes).1, [format!("dist/{path} is missing")]);
        }
    }
}
