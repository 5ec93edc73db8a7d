//! The invented worlds keep their promises: otherwise tests that build on them prove nothing.

mod city;
mod day;
mod pbf;
mod town;
