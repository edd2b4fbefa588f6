//! Pictures as plain data: what is drawn where, before anything is drawn.
//!
//! Pure functions of areas, lights and a size. It knows no signal, no element and no leaflet; the thin views that draw
//! these pictures are in `views`, and the map lays its signs and names out by the same rules.

pub mod bars;
pub mod columns;
pub mod data_table;
pub mod days;
pub mod layout;
pub mod multiples;
pub mod number;
pub mod picture;
pub mod plan;
pub mod projection;
pub mod ranking;
pub mod scale;
pub mod series;
pub mod text;
