//! Gridlight (网格灯): a live map of grid-based social governance, and a red light wherever a matter is past its
//! working-day deadline.
//!
//! Data flow one way: `source` fetches texts, `contract` decodes them into `domain` values and defects, `store` keeps
//! them as signals, `views` and `map` show them. A light is never stored: it is computed from a matter's facts, the
//! calendar, the rule and the source's time, so a cell turns red at its minute with no message from anybody.
//!
//! - `domain` never reads a clock, does no IO, never panics.
//! - Bad input is data: what could be read is shown, what could not is counted.
//! - A deadline that cannot be computed is Unknown, never green.
//! - One event changes one cell.
//! - Whatever is set up returns its undo.

pub mod domain;

pub mod contract;

pub mod source;

pub mod locales;
pub mod report;
pub mod tokens;

pub mod charts;

pub mod store;

pub mod map;
#[cfg(target_arch = "wasm32")]
pub mod views;
