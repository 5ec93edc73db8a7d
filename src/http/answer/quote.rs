//! Quotes.

use crate::{
    app::service::{HoldView, InsideView, LaterView, OfferView, QuoteView},
    http::api::{NoPlace, Quote, QuoteDelay, QuoteHold, QuoteInside, QuoteLater, QuoteOffer},
};

impl From<QuoteView> for Quote {
    fn from(view: QuoteView) -> Self {
        let (offer, no_place) = match view.offer {
            Ok(offer) => (Some(offer.into()), None),
            Err((code, reason)) => {
                (None, Some(NoPlace { code: code.to_owned(), reason: reason.into() }))
            }
        };
        let later = view.later.into_iter().map(QuoteLater::from).collect();
        let hold = view.hold.map(|HoldView { id, expires_at }| QuoteHold { id, expires_at });
        Self { day: view.day, possible: offer.is_some(), offer, no_place, later, hold }
    }
}

impl From<OfferView> for QuoteOffer {
    fn from(view: OfferView) -> Self {
        let OfferView { mut pickups_at, dropoffs_at, riding_s, distance_m, delayed, inside } = view;
        Self {
            pickup_at: pickups_at.remove(0),
            more_pickups_at: pickups_at,
            dropoffs_at,
            added_ride_s: riding_s,
            added_distance_m: distance_m,
            delayed_orders: delayed,
            inside: inside.map(QuoteInside::from),
        }
    }
}

impl From<InsideView> for QuoteInside {
    fn from(view: InsideView) -> Self {
        let delays = view.delays.into_iter();
        Self {
            courier_id: view.courier,
            courier_name: view.courier_name,
            shifts: view.shifts,
            delays: delays
                .map(|(order_id, by)| QuoteDelay { order_id, later_s: by.as_u32() })
                .collect(),
            moved_order_id: view.moved,
        }
    }
}

impl From<LaterView> for QuoteLater {
    fn from(view: LaterView) -> Self {
        Self {
            later_s: view.by.as_u32(),
            pickup: view.pickup.into(),
            dropoff: view.dropoff.into(),
            possible: view.offer.is_some(),
            offer: view.offer.map(QuoteOffer::from),
        }
    }
}
