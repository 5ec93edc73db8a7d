//! Regret-2 insertion: next is the request that loses most if it does not get its best vehicle.
//!
//! Potvin and Rousseau (1993), "A parallel route building algorithm for the vehicle routing and
//! scheduling problem with time windows".

use super::offers::Offer;
use crate::solver::tour::Cost;
use std::cmp::Reverse;

/// The offer with the largest difference between its second-best and its best vehicle, infinite if
/// there is one vehicle only; of equals the cheapest, then the first.
pub(super) fn choose(offers: impl Iterator<Item = Offer>) -> Option<Offer> {
    offers.min_by_key(|offer| (Reverse(regret(offer)), offer.added))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Regret {
    Of(Cost),
    Infinite,
}

fn regret(offer: &Offer) -> Regret {
    offer.second.map_or(Regret::Infinite, |second| Regret::Of(second - offer.added))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(travel: i64) -> Cost {
        Cost { travel, ..Cost::default() }
    }

    fn offer(request: usize, added: i64, second: Option<i64>) -> Offer {
        Offer { request, vehicle: 0, added: cost(added), second: second.map(cost) }
    }

    fn chosen(offers: &[Offer]) -> Option<usize> {
        choose(offers.iter().copied()).map(|offer| offer.request)
    }

    #[test]
    fn the_largest_regret_goes_first_and_one_vehicle_is_infinite_regret() {
        assert_eq!(chosen(&[offer(0, 1, Some(5)), offer(1, 9, Some(14))]), Some(1));
        assert_eq!(chosen(&[offer(0, 1, Some(500)), offer(1, 90, None)]), Some(1));
        assert_eq!(chosen(&[]), None);
    }

    #[test]
    fn of_equal_regrets_the_cheaper_goes_first_then_the_first() {
        assert_eq!(chosen(&[offer(0, 2, Some(5)), offer(1, 1, Some(4))]), Some(1));
        assert_eq!(chosen(&[offer(0, 2, Some(5)), offer(1, 2, Some(5))]), Some(0));
        assert_eq!(chosen(&[offer(0, 2, None), offer(1, 1, None)]), Some(1));
    }
}
