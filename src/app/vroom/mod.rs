//! Problems of VROOM's on our streets.

mod answer;
mod streets;

pub use answer::answer_vroom;
