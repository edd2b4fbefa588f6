//! The work around Gridlight: tools, builds, servers for tests, and the synthetic district.
//!
//! Nothing here is shipped to a browser. The end-to-end tests use the servers of this crate.

pub mod backends;
mod budget;
mod build;
mod check;
pub mod cli;
mod conformance;
pub mod contract_page;
pub mod district;
pub mod headers;
mod initials;
mod page;
mod run;
pub mod scale;
mod serve;
pub mod server;
pub mod snapshot;
mod style_sheets;
pub mod system;
mod tools;
