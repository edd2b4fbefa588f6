//! The house keeps its shape: who may use whom, who alone may do what, how long a file may be.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// A module, and the modules of this crate that it may name (`design.md`, Modules; `locales` and `tokens` are leaves
/// that know at most the domain's words; `source::session` and `store` hand values of the config through).
const MAY_USE: [(&str, &[&str]); 10] = [
    ("domain", &[]),
    ("locales", &["domain"]),
    ("tokens", &[]),
    ("report", &["domain", "charts", "locales"]),
    ("contract", &["domain"]),
    ("source", &["contract", "domain"]),
    ("store", &["source", "domain", "contract", "locales"]),
    ("map", &["store", "domain", "charts", "tokens", "locales"]),
    ("charts", &["domain", "tokens", "locales"]),
    ("views", &["store", "domain", "charts", "report", "tokens", "locales"]),
];

/// A word, the folders or files in which alone it may stand, and why.
const FENCES: [(&str, &[&str], &str); 13] = [
    ("leaflet", &["map"], "only `map` names leaflet"),
    ("gloo_net", &["source"], "only `source` does IO"),
    ("web_sys::Request", &["source"], "only `source` does IO"),
    ("Date::now", &["source/clock.rs"], "only `source::clock` reads the local clock"),
    ("SystemTime", &[], "no clock but the source's"),
    ("Utc::now", &[], "no clock but the source's"),
    ("Local::now", &[], "no clock but the source's"),
    ("demo::", &["source"], "the demo is named only by `source`"),
    ("serde", &["contract", "source"], "the domain is not written to the wire"),
    (
        "RwSignal<",
        &[
            "store",
            "map/control.rs",
            "views/case_table.rs",
            "views/chart.rs",
            "views/filters.rs",
            "views/search.rs",
        ],
        "`store` alone makes shared signals; these have transient ones of their own",
    ),
    ("inner_html", &[], "text from a backend is never parsed as HTML"),
    (".forget()", &[], "whatever is set up returns its undo"),
    ("into_js_value", &[], "whatever is set up returns its undo"),
];

fn source_files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                files.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// The code of a file without its comments, so that prose may name what code may not.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The module a file belongs to: `map/view.rs` and `map.rs` both to `map`.
fn module(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The modules of this crate that `code` names, by `crate::x` and by lists such as `use crate::{x::…, y::…}`.
fn named_modules(code: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let mut depth = 0;
        let mut word = String::new();
        for c in rest.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            let is_name = c.is_alphanumeric() || c == '_';
            // Names at the outermost level of the list, or the single name after `crate::`.
            if depth <= 1 && is_name {
                word.push(c);
            } else {
                if !word.is_empty() {
                    named.insert(std::mem::take(&mut word));
                }
                if depth <= 0 {
                    break;
                }
                if c == ':' {
                    // What follows `x::` belongs to x, up to the next comma of this level.
                    word.push('\0');
                }
                if c == ',' && depth == 1 {
                    word.clear();
                }
            }
        }
    }
    named.retain(|name| MAY_USE.iter().any(|(module, _)| module == name));
    named
}

#[test]
fn each_module_uses_only_what_the_table_allows() {
    let mut seen = BTreeSet::new();
    for (file, text) in source_files() {
        let module = module(&file);
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else { continue };
        seen.insert(module.to_owned());
        for used in named_modules(&code(&text)) {
            // Only the shell puts the map in its place.
            let is_shell = file == "views/shell.rs" && used == "map";
            let is_fine = used == module || is_shell || allowed.contains(&used.as_str());
            assert!(is_fine, "src/{file} names crate::{used}, which {module} may not");
        }
    }
    assert!(seen.len() >= 8, "the table is checked against real modules, seen only {seen:?}");
}

#[test]
fn the_reader_of_uses_sees_what_code_names() {
    let check = |code: &str, expected: &[&str]| {
        let named = named_modules(code);
        assert_eq!(named.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{code}");
    };
    check("use crate::domain::light::Light;", &["domain"]);
    check("use crate::{domain::{light::Light, scope::Scope}, store::Store};", &["domain", "store"]);
    check("let x = crate::map::MapView;", &["map"]);
    check("use super::words;", &[]);
    check("use crate::{\n    store::{Store, map},\n};", &["store"]);
}

#[test]
fn fences_hold() {
    for (file, text) in source_files() {
        let code = code(&text);
        for (word, places, why) in FENCES {
            let is_allowed = places.iter().any(|place| file.starts_with(place));
            assert!(is_allowed || !code.contains(word), "src/{file} contains `{word}`: {why}");
        }
    }
}

#[test]
fn domain_depends_on_std_and_chrono_only() {
    for (file, text) in source_files().into_iter().filter(|(file, _)| module(file) == "domain") {
        for line in code(&text).lines().filter(|line| line.trim_start().starts_with("use ")) {
            let root =
                line.trim_start().trim_start_matches("use ").split(&[':', ';', ' '][..]).next();
            let is_fine = matches!(root, Some("std" | "chrono" | "super" | "crate" | "self"));
            assert!(is_fine, "src/{file}: {line}");
        }
    }
}

#[test]
fn colours_stand_only_in_the_tokens() {
    let is_colour = |text: &str| {
        let hex = text.char_indices().filter(|(_, c)| *c == '#').any(|(at, _)| {
            let digits = text[at + 1..].chars().take_while(char::is_ascii_hexdigit).count();
            let next = text[at + 1..].chars().nth(digits);
            matches!(digits, 3 | 4 | 6 | 8) && next.is_none_or(|c| !c.is_alphanumeric() && c != '-')
        });
        hex || text.contains("rgb(") || text.contains("hsl(")
    };
    assert!(is_colour("fill: #0a1017;") && is_colour("\"#fff\"") && !is_colour("#sign-red"));
    for (file, text) in source_files() {
        assert!(file == "tokens.rs" || !is_colour(&code(&text)), "src/{file} names a colour");
    }
    let styles = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    for entry in fs::read_dir(styles).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            path.ends_with("tokens.css") || !is_colour(&text),
            "{} names a colour",
            path.display()
        );
    }
}

#[test]
fn each_file_says_what_it_is_and_is_short() {
    for (file, text) in source_files() {
        assert!(text.starts_with("//!"), "src/{file} does not open with what it does");
        let lines = text.lines().count();
        assert!(lines <= 400, "src/{file} has {lines} lines: split it");
    }
}
