//! What the reader sees around the map: thin components over signals and pure functions.
//!
//! A view reads the store, calls its verbs and asks `locales` for every sentence. It counts nothing itself, knows no
//! source and no leaflet; only the shell puts the map in its place.

#![allow(unreachable_pub, reason = "the component macro makes its own items public")]

mod areas;
mod assessment;
mod banner;
mod brief;
mod case_file;
mod case_list;
mod case_panel;
mod case_row;
mod case_table;
mod chart;
mod chart_marks;
mod chime;
mod closed_list;
mod data_table;
mod defects;
mod domains;
mod download;
mod explain;
mod figures;
mod file_course;
mod file_facts;
mod file_photos;
mod filters;
mod header;
mod heat;
mod layer_parts;
mod layers;
mod legend;
mod live;
mod my_area;
mod news;
mod overview;
mod panel;
mod plain_rows;
mod plan;
mod search;
mod sheet;
mod sheet_rows;
mod shell;
mod sign_in;
mod take_away;
mod tools;
mod wall;
mod words;
mod workload;
mod workload_charts;
mod workload_controls;

pub use shell::App;
