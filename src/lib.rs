//! Musette: dispatch for bike-courier co-operatives.
//!
//! ```text
//! PBF -> ways -> street graph -> paths -> matrix -> solver -> rounds   -> rows  -> pages
//! osm    osm     graph           routing  matrix    solver    dispatch    store    http
//! ```
//!
//! Lower layers never import upper ones; `tests/it/architecture.rs` holds this table to its word.
//!
//! | layer | what it knows | may use |
//! |---|---|---|
//! | [`files`] | files written whole or not at all | nothing |
//! | [`units`] | numbers with meaning: seconds, metres, loads, instants, places on Earth | nothing |
//! | [`geo`] | distances, projections, bounding boxes | `units` |
//! | [`osm`] | PBF bytes, tags, profiles: which way may be ridden, how fast | `geo` and below |
//! | [`elevation`] | SRTM and `GeoTIFF` bytes: heights above the sea | `units`, `geo` |
//! | [`graph`] | the street graph, its metrics, components, snapping, file | `osm` and below, `elevation`, `files` |
//! | [`routing`] | shortest paths and directions | `graph` and below |
//! | [`matrix`] | travel-time and distance tables | `routing` and below |
//! | [`geocode`] | addresses and named places, by words | `graph` and below |
//! | [`tiles`] | vector tiles of the map's scenery | `osm` and below |
//! | [`domain`] | what a co-operative says: orders, couriers, vehicles, shifts, rounds; what the law allows | `units` |
//! | [`solver`] | pickups and dropoffs with time windows: indices, units, matrices | `matrix::Matrix`, `units` |
//! | [`simulation`] | a day before anyone rides it: orders, couriers and luck through the live solver | `solver`, `matrix::Matrix`, `units` |
//! | [`instances`] | problems of the literature and of VROOM, from text to solver and back | `solver`, `matrix::Matrix`, `units` |
//! | [`dispatch`] | domain to solver and back | `solver`, `domain` and below |
//! | [`config`] | TOML and CSV to typed, validated values | parameter types of all above |
//! | [`store`] | rows of a database to domain values and back | `domain`, `units` |
//! | [`app`] | the use cases: import a map, take an order, plan a day, ride a round | all above |
//! | [`http`] | URLs, documents, status codes | all above |
//! | [`cli`] | arguments, progress, tables on a terminal | all above |
//!
//! # Words
//!
//! An *order* (domain) or *request* (solver) is one or more pickups with one or more dropoffs; each
//! of these is a *stop*. A courier rides a *round* (domain) or *route* (solver) in one *shift*. Through the
//! streets leads a *path*, made of *edges* between *nodes*; a place is *snapped* to an edge. A
//! *profile* says what a vehicle class may ride and how fast; applied to a graph it is a *metric*.

pub mod app;
pub mod cli;
pub mod config;
pub mod dispatch;
pub mod domain;
pub mod elevation;
pub mod files;
pub mod geo;
pub mod geocode;
pub mod graph;
pub mod http;
pub mod instances;
pub mod matrix;
pub mod osm;
pub mod routing;
pub mod simulation;
pub mod solver;
pub mod store;
pub mod tiles;
pub mod units;
