//! Files that are written whole or not at all, and never over what they were made from.

mod same;
mod whole;

pub use same::same_file;
pub use whole::WholeFile;
