//! Where the data come from: the only module that asks the network, and the only one that reads the local clock.
//!
//! It fetches texts, hands them to `contract`, and puts what comes out together as a board. It returns every failure
//! to its caller and shows none; it knows nothing of signals, views or languages. The demo is one more source here and
//! is named nowhere else.

pub mod address;
pub mod assemble;
pub mod clock;
pub mod closed;
pub mod conformance;
pub mod demo;
pub mod detail;
pub mod open311;
pub mod pace;
pub mod paging;
pub mod partition;
pub mod picture;
pub mod polling;
pub mod probe;
pub mod question;
pub mod renewal;
pub mod service;
pub mod transport;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod layers;
#[cfg(target_arch = "wasm32")]
pub mod records;
#[cfg(target_arch = "wasm32")]
pub mod session;
#[cfg(target_arch = "wasm32")]
pub mod stream;
