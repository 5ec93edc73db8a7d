//! What several documents are made of.

#![allow(unused_qualifications, reason = "the derived descriptions qualify their types")]

use crate::{
    domain,
    units::{self, TimeWindow, Timestamp},
};
use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ArrayBuilder, ObjectBuilder, RefOr, Schema, Type},
};

/// Some things, all there are.
#[derive(Debug, Serialize, ToSchema)]
pub struct List<T> {
    /// The things.
    pub items: Vec<T>,
}

/// How a place looks in the document: two numbers, longitude first.
#[derive(Debug)]
pub struct LonLatSchema;

impl PartialSchema for LonLatSchema {
    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new()
            .items(ObjectBuilder::new().schema_type(Type::Number))
            .min_items(Some(2))
            .max_items(Some(2))
            .description(Some("A place: longitude, then latitude, in degrees (WGS 84)."))
            .examples([serde_json::json!([24.9414, 60.1719])])
            .into()
    }
}

impl ToSchema for LonLatSchema {
    fn name() -> std::borrow::Cow<'static, str> {
        "LonLat".into()
    }
}

/// A load, or the room for one.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Load {
    /// Mass in grams.
    #[schema(example = 2000)]
    pub mass_g: u32,
    /// Volume in millilitres.
    #[schema(example = 10000)]
    pub volume_ml: u32,
    /// Number of pieces: bags, boxes, crates.
    #[schema(example = 1)]
    pub bags: u32,
}

impl From<units::Load> for Load {
    fn from(load: units::Load) -> Self {
        Self { mass_g: load.mass_g, volume_ml: load.volume_ml, bags: load.bags }
    }
}

/// A closed time window. On a stop it bounds the start of service.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Window {
    /// First instant inside, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime, example = "2026-03-17T11:00:00Z")]
    pub start_at: Timestamp,
    /// Last instant inside, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime, example = "2026-03-17T12:00:00Z")]
    pub end_at: Timestamp,
}

impl From<TimeWindow<Timestamp>> for Window {
    fn from(window: TimeWindow<Timestamp>) -> Self {
        Self { start_at: window.start(), end_at: window.end() }
    }
}

/// One sentence in the languages that Musette speaks.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Sentence {
    /// In English.
    pub en: String,
    /// In French.
    pub fr: String,
}

impl From<domain::Sentence> for Sentence {
    fn from(sentence: domain::Sentence) -> Self {
        Self { en: sentence.en, fr: sentence.fr }
    }
}

/// A line of text.
#[derive(Debug, ToSchema)]
#[schema(as = Line)]
pub struct Plain(pub String);
