//! What is said of a matter in a row: one text for each field, the same on the screen, in a file and on paper.
//!
//! Pure functions of the board, the moment and the language. It knows no signal, no element and no file.

pub mod assessment;
pub mod brief;
pub mod csv;
pub mod file_name;
pub mod row;
pub mod sheet;
pub mod value;
pub mod words;
pub mod workload;
