//! Who signs in.

use serde::{Deserialize, Serialize};

/// What someone may do, and for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "role")]
pub enum Role {
    /// Sees and steers all of the co-operative's days.
    Dispatcher,
    /// Rides rounds, and sees only their own.
    Courier {
        /// Id of the courier.
        courier: String,
    },
    /// Posts orders, and sees only its own.
    Shop {
        /// Id of the shop.
        shop: String,
    },
}

/// Someone who may sign in to a co-operative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Opaque id.
    pub id: String,
    /// Id of the co-operative.
    pub coop: String,
    /// What they type to sign in; unique on the whole server, in lower case.
    pub login: String,
    /// What people call them.
    pub name: String,
    /// What they may do.
    pub role: Role,
}
