//! Who is signed in.

use super::Shop;
use crate::{domain, units::Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

/// What one types to sign in.
#[derive(Debug, ToSchema)]
pub struct Credentials {
    /// The log-in; case does not matter.
    #[schema(max_length = 64, example = "dispatch")]
    pub login: String,
    /// The password.
    #[schema(max_length = 256, format = Password)]
    pub password: String,
}

/// What an account may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Role)]
pub enum RoleName {
    /// Sees and steers all of the co-operative's days.
    Dispatcher,
    /// Rides rounds, and sees only their own.
    Courier,
    /// Posts orders, and sees only its own.
    Shop,
}

/// Someone who may sign in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Account {
    /// Opaque id.
    pub id: String,
    /// What they type to sign in.
    #[schema(example = "dispatch")]
    pub login: String,
    /// What people call them.
    pub name: String,
    /// What they may do.
    pub role: RoleName,
    /// Id of the shop, of a shop's account.
    pub shop_id: Option<String>,
    /// Id of the courier, of a courier's account.
    pub courier_id: Option<String>,
}

impl From<domain::Account> for Account {
    fn from(account: domain::Account) -> Self {
        let (role, shop_id, courier_id) = match account.role {
            domain::Role::Dispatcher => (RoleName::Dispatcher, None, None),
            domain::Role::Courier { courier } => (RoleName::Courier, None, Some(courier)),
            domain::Role::Shop { shop } => (RoleName::Shop, Some(shop), None),
        };
        let domain::Account { id, login, name, .. } = account;
        Self { id, login, name, role, shop_id, courier_id }
    }
}

/// A co-operative, as far as its members' pages need it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Coop)]
pub struct CoopInfo {
    /// Opaque id.
    pub id: String,
    /// Its name.
    #[schema(example = "Les Sacoches")]
    pub name: String,
    /// IANA name of the time zone in which its days and local times are meant.
    #[schema(example = "Europe/Paris")]
    pub zone: String,
}

/// Who is signed in, and for whom.
#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    /// Who is signed in.
    pub account: Account,
    /// The co-operative.
    pub coop: CoopInfo,
    /// The shop, of a shop's account.
    pub shop: Option<Shop>,
    /// What the server's clock shows, RFC 3339 in UTC. Pages count on it rather than on their own.
    #[schema(value_type = String, format = DateTime)]
    pub now_at: Timestamp,
}
