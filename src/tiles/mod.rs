//! Vector tiles (Mapbox Vector Tile 2.1), made of the same extract as the street graph.
//!
//! A [`TileSet`] holds the scenery in an R-tree a zoom and kind of geometry, and makes a tile when it
//! is asked for: pick, simplify, join, clip, round, encode, pack. All of it is plain computing; nothing
//! here reads or waits.
//!
//! | layer | geometry | attributes |
//! |---|---|---|
//! | `water`, `building` | polygon | |
//! | `landuse` | polygon | `class` |
//! | `waterway`, `rail` | line | `class`, `name`; `bridge`, `tunnel`: 1 |
//! | `road` | line | the same and `bike`: `cycleway` or `lane` |
//! | `place`, `poi` | point | `class`, `name` |
//! | `housenumber` | point | `number` |

mod frame;
mod world;
mod zooms;

mod area;
mod line;
mod merge;
mod simplify;

mod levels;

mod geometry;
mod layers;

mod tile_set;

pub use tile_set::{TileSet, unpacked};
