//! Invented worlds for tests and benchmarks: drawn towns, a synthetic city, a day of orders, and
//! the OSM PBF bytes that carry them. Everything follows from its arguments alone.

#![allow(dead_code, unreachable_pub, unused_imports, reason = "no test or bench uses all of it")]

pub mod city;
pub mod day;
pub mod ground;
pub mod mvt;
pub mod osm;
pub mod pbf;
pub mod random;
pub mod town;
