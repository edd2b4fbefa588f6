//! The map: the only module that names leaflet.
//!
//! It draws the areas once and afterwards restyles only the cells that differ. It reads signals and calls verbs of the
//! store; it knows no source, no wire format and no clock. What is pure of it (`clusters`, `look`, `outlines`, `scatter`,
//! `steer`) runs anywhere; places of signs and names, and the projection, it shares with `charts`.

#![allow(unreachable_pub, reason = "the component macro makes its own items public")]

pub mod clusters;
pub mod look;
pub mod outlines;
pub mod scatter;
pub mod steer;

pub use crate::charts::{layout, projection};

#[cfg(target_arch = "wasm32")]
mod brush;
#[cfg(target_arch = "wasm32")]
mod card;
#[cfg(target_arch = "wasm32")]
mod cells;
#[cfg(target_arch = "wasm32")]
mod control;
#[cfg(target_arch = "wasm32")]
mod drawing;
#[cfg(target_arch = "wasm32")]
mod inks;
#[cfg(target_arch = "wasm32")]
mod lay;
#[cfg(target_arch = "wasm32")]
mod layer_menu;
#[cfg(target_arch = "wasm32")]
mod marks;
#[cfg(target_arch = "wasm32")]
mod overlay;
#[cfg(target_arch = "wasm32")]
mod region;
#[cfg(target_arch = "wasm32")]
mod sheet;
#[cfg(target_arch = "wasm32")]
mod surface;
#[cfg(target_arch = "wasm32")]
mod view;

#[cfg(target_arch = "wasm32")]
pub use view::MapView;
