//! Libraries that find paths in graphs of nodes and arcs: ours and theirs on the same arcs and weights,
//! turns left out.

mod answers;
mod contest;
mod field;
mod network;
mod prepare;

pub use contest::compare;
