//! Who may do what.

use super::AppError;
use crate::domain::{Account, Role};

/// Someone who is signed in.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Their account.
    pub account: Account,
    /// SHA-256 of their session's token.
    pub(super) session: String,
}

/// What can be done, as far as not everybody may do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Post, look at, place or call off orders.
    Orders,
    /// Look at a shop.
    SeeShops,
    /// Change shops, see and change couriers, vehicles, hubs; change shifts.
    SteerFleet,
    /// Look at shifts, and at how hours stand.
    SeeShifts,
    /// See and tune profiles; see, draw and remove zones.
    SteerStreets,
    /// Look at the rules of the co-operative, which are known to all who work by them.
    SeeRules,
    /// Decide other rules.
    SteerRules,
    /// See a whole day, and plan it.
    SteerDays,
    /// Look at rounds, and say how far they have got.
    Rounds,
    /// Hear why an order is where it is.
    Decisions,
}

/// Of whom someone may do something. What is outside does not exist for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Of the whole co-operative.
    All,
    /// Of one shop.
    Shop(String),
    /// Of one courier.
    Courier(String),
}

impl Scope {
    /// Does it hold what is a shop's, or with `None` nobody's?
    #[must_use]
    pub fn holds_shop(&self, shop: Option<&str>) -> bool {
        match self {
            Self::All => true,
            Self::Shop(own) => shop == Some(own),
            Self::Courier(_) => false,
        }
    }

    /// Does it hold what is a courier's?
    #[must_use]
    pub fn holds_courier(&self, courier: &str) -> bool {
        match self {
            Self::All => true,
            Self::Courier(own) => courier == own,
            Self::Shop(_) => false,
        }
    }

    /// Does it hold what is theirs together?
    pub fn holds_any<'a>(&self, mut couriers: impl Iterator<Item = &'a str>) -> bool {
        couriers.any(|courier| self.holds_courier(courier))
    }

    /// The one shop, if it is one.
    #[must_use]
    pub fn shop(&self) -> Option<&str> {
        if let Self::Shop(own) = self { Some(own) } else { None }
    }

    /// The one courier, if it is one.
    #[must_use]
    pub fn courier(&self) -> Option<&str> {
        if let Self::Courier(own) = self { Some(own) } else { None }
    }
}

impl Actor {
    /// Someone without a session: Musette itself acts in their name.
    pub(in crate::app) fn of(account: Account) -> Self {
        Self { account, session: String::new() }
    }

    /// Of whom they may do this: the one place that decides it. Paths, travel times, addresses and
    /// events are for everybody who is signed in; events are filtered by [`Actor::hears`].
    ///
    /// # Errors
    ///
    /// [`AppError::Forbidden`] if their role may not do it at all.
    pub fn may(&self, deed: Deed) -> Result<Scope, AppError> {
        match (&self.account.role, deed) {
            (Role::Dispatcher, _) => Ok(Scope::All),
            (Role::Shop { shop }, Deed::Orders | Deed::SeeShops | Deed::Decisions) => {
                Ok(Scope::Shop(shop.clone()))
            }
            (
                Role::Courier { courier },
                Deed::SeeShifts | Deed::Rounds | Deed::SeeRules | Deed::Decisions,
            ) => Ok(Scope::Courier(courier.clone())),
            (Role::Shop { .. } | Role::Courier { .. }, _) => Err(AppError::Forbidden),
        }
    }

    /// Id of their co-operative.
    #[must_use]
    pub fn coop(&self) -> &str {
        &self.account.coop
    }
}
