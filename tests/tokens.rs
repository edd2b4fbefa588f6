//! The constants of `tokens.rs` are those of `style/tokens.css`, and what must be read can be read.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

use gridlight::tokens::{DARK, LIGHT, Palette};
use std::collections::BTreeMap;

const CSS: &str = include_str!("../style/tokens.css");

/// The custom properties of one theme.
fn theme(name: &str) -> BTreeMap<String, String> {
    let start = CSS.find(&format!("[data-theme=\"{name}\"]")).unwrap();
    let block = CSS[start..].split('}').next().unwrap();
    let pairs = block.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "));
    pairs.map(|(name, value)| (name.into(), value.trim_end_matches(';').into())).collect()
}

fn check_same(name: &str, palette: &Palette) {
    let css = theme(name);
    let constants = [
        ("cell-line", palette.cell_line),
        ("land", palette.land),
        ("red-cell", palette.red_cell),
        ("amber-cell", palette.amber_cell),
        ("normal-cell-1", palette.normal_cells[0]),
        ("normal-cell-2", palette.normal_cells[1]),
        ("normal-cell-3", palette.normal_cells[2]),
        ("normal-cell-4", palette.normal_cells[3]),
        ("normal-cell-5", palette.normal_cells[4]),
        ("zone-border", palette.zone_border),
        ("town-border", palette.town_border),
        ("accent", palette.accent),
    ];
    for (token, value) in constants {
        assert_eq!(css.get(token).map(String::as_str), Some(value), "{name}: --{token}");
    }
}

#[test]
fn the_constants_are_those_of_the_style_sheet() {
    check_same("dark", &DARK);
    check_same("light", &LIGHT);
}

#[test]
fn both_themes_name_the_same_tokens() {
    let names = |name| theme(name).into_keys().collect::<Vec<_>>();
    assert_eq!(names("dark"), names("light"));
}

/// Relative luminance of `#rrggbb` (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_and_signs_stand_out_from_what_they_lie_on() {
    // Text needs 4.5, signs and the edges of controls need 3 (WCAG 2.2, 1.4.3 and 1.4.11).
    let rows = [
        ("text", "background", 4.5),
        ("text", "surface", 4.5),
        ("text", "raised", 4.5),
        ("secondary", "background", 4.5),
        ("secondary", "surface", 4.5),
        ("secondary", "raised", 4.5),
        ("secondary", "accent-tint", 4.5),
        ("tertiary", "background", 4.5),
        ("tertiary", "surface", 4.5),
        ("red", "surface", 4.5),
        ("red", "background", 4.5),
        ("red", "red-tint", 4.5),
        ("red", "raised", 4.5),
        ("red", "accent-tint", 4.5),
        ("on-red", "red", 4.5),
        ("secondary", "red-tint", 4.5),
        ("secondary", "amber-tint", 4.5),
        ("text", "red-tint", 4.5),
        ("text", "amber-tint", 4.5),
        ("amber", "amber-tint", 4.5),
        ("amber", "surface", 4.5),
        ("amber", "raised", 4.5),
        ("amber", "accent-tint", 4.5),
        ("accent", "surface", 4.5),
        ("accent", "accent-tint", 4.5),
        ("control", "surface", 3.0),
        ("glyph-on-red", "red-cell", 3.0),
        ("glyph-on-amber", "amber-cell", 3.0),
        ("secondary", "land", 3.0),
    ];
    // What is laid over the cells lies on any of them that is not red; there, only its halo parts it from the cell.
    let over = ["text", "alert-red", "alert-orange", "alert-yellow", "alert-blue"];
    let cells = ["land", "normal-cell-1", "normal-cell-3", "normal-cell-5", "amber-cell"];
    let over_cells = over.into_iter().flat_map(|of| cells.map(|cell| (of, cell, 3.0)));
    let rows: Vec<_> = rows.into_iter().chain(over_cells).collect();
    for name in ["dark", "light"] {
        let css = theme(name);
        for (above, below, least) in rows.iter().copied() {
            let ratio = contrast(&css[above], &css[below]);
            assert!(ratio >= least, "{name}: --{above} on --{below} has {ratio:.2}, needs {least}");
        }
    }
}

#[test]
fn shades_go_one_way() {
    for palette in [DARK, LIGHT] {
        let steps: Vec<f64> = palette.normal_cells.iter().map(|colour| luminance(colour)).collect();
        let rising = steps.windows(2).all(|pair| pair[0] < pair[1]);
        let falling = steps.windows(2).all(|pair| pair[0] > pair[1]);
        assert!(rising || falling, "few to many is one direction: {steps:?}");
    }
}
