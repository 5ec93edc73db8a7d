//! Who posts orders.

use crate::units::LonLat;
use serde::{Deserialize, Serialize};

/// A shop or restaurant that posts orders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shop {
    /// Opaque id, unique in the co-operative.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its telephone number as dialled; empty if none is known.
    pub phone: String,
    /// Its address as written.
    pub address: String,
    /// Where orders are fetched.
    pub place: LonLat,
    /// What a courier should know when fetching, such as which door; may be empty.
    pub notes: String,
}
