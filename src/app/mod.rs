//! The use cases, shared by every way in.

mod demo;
mod demo_orders;
mod geojson;
mod import_map;
mod isochrones;
mod later;
mod plan_day;
mod plan_under_way;
mod random;
mod vroom;
mod ways;

pub mod roads;
pub mod service;
pub mod simulation;

pub use demo::{
    DemoDay, DemoLogin, DemoLogins, PASSWORD as DEMO_PASSWORD, SeedError, open_demo, seed_demo,
};
pub use demo_orders::{DemoError, DemoWishes, demo_orders};
pub use geojson::{directions_geojson, rounds_geojson};
pub use import_map::{ImportError, import_map};
pub use isochrones::{MOST_ISOCHRONES, MOST_MINUTES, isochrones_geojson};
pub use later::later;
pub use plan_day::{
    Decided, Effort, FairnessPrice, Kept, PlanError, PlanProgress, Planned, explain_day,
    move_by_hand, place_by_hand, plan_day, quote_order,
};
pub use vroom::answer_vroom;
