//! Cheapest insertion: next is the request that adds the least.

use super::offers::Offer;

/// The cheapest offer, the first of equals.
pub(super) fn choose(offers: impl Iterator<Item = Offer>) -> Option<Offer> {
    offers.min_by_key(|offer| offer.added)
}
