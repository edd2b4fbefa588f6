//! What Gridlight knows: areas, matters, working days, deadlines, lights and counts.
//!
//! Everything here is a pure function of its arguments. This module deliberately knows no clock (`now` is an
//! argument), no network, no JSON, no browser and no language: words for people are in `locales`.

pub mod ability;
pub mod area;
pub mod assessment;
pub mod board;
pub mod book;
pub mod border;
pub mod brief;
pub mod calendar;
pub mod case;
pub mod change;
pub mod clock;
pub mod count;
pub mod course;
pub mod deadline;
pub mod defect;
pub mod doubt;
pub mod extent;
pub mod facets;
pub mod failure;
pub mod filed;
pub mod filter;
pub mod find;
pub mod freshness;
pub mod geometry;
mod gone;
pub mod hand_over;
pub mod ids;
pub mod layer;
pub mod light;
pub mod listing;
pub mod lit;
pub mod locate;
pub mod measure;
pub mod order;
pub mod overlay;
pub mod parts;
pub mod ranking;
pub mod remark;
pub mod rule;
pub mod scope;
pub mod shift;
pub mod speed;
pub mod step;
pub mod stock;
pub mod suggest;
pub mod time;
pub mod trace;
pub mod verdict;
pub mod wall;
pub mod window;
pub mod workload;
