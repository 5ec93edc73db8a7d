//! What a simulated day promises.

#![allow(clippy::float_cmp, reason = "the same sums of the same numbers are equal")]

mod bands;
mod comparing;
mod figures;
mod fixture;
mod riding;
mod whole_day;
