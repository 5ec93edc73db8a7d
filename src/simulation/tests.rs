//! What a simulated day promises.

mod bands;
mod comparing;
mod figures;
mod fixture;
mod riding;
mod whole_day;
