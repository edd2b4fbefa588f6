//! Builds `dist/`: Trunk does the work, this gives it its tools, skips what is up to date, and
//! looks whether the page keeps the rules (relative addresses, nothing inline).
//!
//! It does not know what the program does, nor which tools are installed how.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use crate::page::{self, hash};
use crate::run::{Shell, finish, step};

/// Everything a build depends on, below the project's folder. What is not there counts as empty.
const INPUTS: [&str; 11] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "index.html",
    "locales",
    "public",
    "src",
    "style",
    "xtask/src/page.rs",
    "xtask/src/style_sheets.rs",
];

/// Builds in release, unless `dist/` was built from just these inputs.
pub(crate) fn build(shell: &Shell) -> Result<PathBuf, String> {
    let dist = shell.root().join("dist");
    let page = dist.join("index.html");
    let stamp = shell.target().join("gridlight-dist.stamp");
    let inputs = fingerprint(shell)?;
    // The stamp names the page too, so that a build by hand in between does not pass for this one.
    let told = |html: &[u8]| format!("{inputs:016x} {:016x}\n", hash(html));
    if let (Ok(before), Ok(html)) = (fs::read_to_string(&stamp), fs::read(&page))
        && before == told(&html)
    {
        println!("✓ dist/ is up to date");
        return Ok(dist);
    }
    let mut trunk = shell.command("trunk", &["build", "--release"]);
    if std::env::var_os("NO_COLOR").is_some() {
        // Trunk 0.21 takes only this value of a variable that everybody sets to 1.
        trunk.env("NO_COLOR", "true");
    }
    let about = "release build, about 2 min the first time";
    step("dist/", about, || finish(&mut trunk))?;
    let html = fs::read_to_string(&page)
        .map_err(|error| format!("Trunk left no {}: {error}", page.display()))?;
    let faults = page::faults(&html);
    if !faults.is_empty() {
        return Err(format!("dist/index.html breaks its rules: {}", faults.join("; ")));
    }
    fs::write(&stamp, told(html.as_bytes()))
        .map_err(|error| format!("{} cannot be written: {error}", stamp.display()))?;
    Ok(dist)
}

/// One number for all inputs and for the programs that turn them into `dist/`.
fn fingerprint(shell: &Shell) -> Result<u64, String> {
    let mut hasher = DefaultHasher::new();
    for (program, argument) in [("rustc", "-vV"), ("trunk", "--version"), ("wasm-opt", "--version")]
    {
        hasher.write(shell.ask(program, &[argument]).unwrap_or_default().as_bytes());
    }
    for input in INPUTS {
        for file in files(&shell.root().join(input))? {
            let bytes = fs::read(&file)
                .map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
            hasher.write(file.as_os_str().as_encoded_bytes());
            hasher.write_usize(bytes.len());
            hasher.write(&bytes);
        }
    }
    Ok(hasher.finish())
}

/// The files at or below a path, in a fixed order; none if nothing is there.
pub(crate) fn files(path: &Path) -> Result<Vec<PathBuf>, String> {
    let fault = |error: std::io::Error| format!("{} cannot be listed: {error}", path.display());
    if !path.is_dir() {
        return Ok(if path.is_file() { vec![path.to_path_buf()] } else { Vec::new() });
    }
    let entries = fs::read_dir(path).map_err(fault)?;
    let mut inner: Vec<PathBuf> = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(fault)?;
    inner.sort();
    let mut found = Vec::new();
    for path in inner {
        found.extend(files(&path)?);
    }
    Ok(found)
}
