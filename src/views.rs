//! What the reader sees around the map: thin components over signals and pure functions.
//!
//! A view reads the store, calls its verbs and asks `locales` for every sentence. It counts nothing itself, knows no
//! source and no leaflet; only the shell puts the map in its place.

#![allow(unreachable_pub, reason = "the component macro makes its own items public")]

mod areas;
mod banner;
mod case_list;
mod case_panel;
mod case_row;
mod case_table;
mod defects;
mod domains;
mod download;
mod explain;
mod figures;
mod filters;
mod header;
mod legend;
mod live;
mod my_area;
mod overview;
#[allow(dead_code, reason = "the case file, which another branch makes, shows the small plan")]
mod plan;
mod search;
mod sheet;
mod sheet_rows;
mod shell;
mod sign_in;
mod take_away;
mod tools;
mod words;

pub use shell::App;
