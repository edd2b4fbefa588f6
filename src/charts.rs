//! Pictures as plain data: what is drawn where, before anything is drawn.
//!
//! Pure functions of areas, lights and a size. It knows no signal, no element and no leaflet; the thin views that draw
//! these pictures are in `views`, and the map lays its signs and names out by the same rules.

pub mod layout;
pub mod number;
pub mod plan;
pub mod projection;
