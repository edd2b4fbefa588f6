//! The demo: a synthetic district that lives, spoken in the contract's own words.

pub mod life;

pub use life::{Life, LifeError, LifeFiles};
