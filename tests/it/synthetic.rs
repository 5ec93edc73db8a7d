//! The invented worlds keep their promises: otherwise tests that build on them prove nothing.

mod city;
mod pbf;
mod town;
