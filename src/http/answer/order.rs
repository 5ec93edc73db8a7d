//! Orders.

use crate::{
    app::service,
    domain::{self, Couriers, StopPlace},
    http::api::{
        Candidate, Failure, FollowUp, NoPlace, Order, OrderCouriers, OrderPage, PlaceState, Stop,
    },
    units::{Load, Seconds, Timestamp},
};

impl From<service::OrderViews> for OrderPage {
    fn from(views: service::OrderViews) -> Self {
        Self {
            items: views.items.into_iter().map(Order::from).collect(),
            next_cursor: views.next.map(|cursor| cursor.to_string()),
        }
    }
}

impl From<service::OrderView> for Order {
    fn from(view: service::OrderView) -> Self {
        let service::OrderView { order, shop_name, courier, planned_at } = view;
        let (courier_id, courier_name) = courier.unzip();
        let loads: Vec<Load> = (0..order.stops.len()).map(|it| order.load_at(it)).collect();
        let pickups = order.pickups;
        let stops = order.stops.into_iter().zip(loads).enumerate();
        let stops = stops.map(|(position, (told, load))| {
            let planned_at = planned_at.get(position).copied().flatten();
            stop(position, told, load, planned_at)
        });
        let mut stops: Vec<Stop> = stops.collect();
        let dropoffs = stops.split_off(pickups);
        let pickup = stops.remove(0);
        let (only, not) = match order.terms.couriers {
            Couriers::Any => (None, None),
            Couriers::Only(these) => (Some(these.into_iter().collect()), None),
            Couriers::Not(these) => (None, Some(these.into_iter().collect())),
        };
        let chosen = only.is_some() || not.is_some();
        Self {
            id: order.id,
            reference: order.reference,
            shop_id: order.shop,
            shop_name,
            day: order.day,
            status: order.status.into(),
            created_at: order.created_at,
            skills: order.skills.into_iter().collect(),
            couriers: chosen.then_some(OrderCouriers { only, not }),
            priority: Some(order.terms.priority).filter(|priority| *priority > 1),
            sequence: order.terms.sequence.into(),
            pickup,
            more_pickups: stops,
            dropoffs,
            no_place: order
                .no_place
                .map(|told| NoPlace { code: told.code, reason: told.reason.into() }),
            round_id: order.round,
            courier_id,
            courier_name,
        }
    }
}

fn stop(
    position: usize,
    told: domain::PostedStop,
    load: Load,
    planned_at: Option<Timestamp>,
) -> Stop {
    let lon_lat = told.place.known();
    let (place_state, candidates) = match told.place {
        StopPlace::Found { .. } => (PlaceState::Found, Vec::new()),
        StopPlace::Ambiguous { candidates } => (PlaceState::Ambiguous, candidates),
        StopPlace::Unknown { candidates } => (PlaceState::Unknown, candidates),
    };
    let candidate = |it: domain::Candidate| Candidate { label: it.label, lon_lat: it.place };
    Stop {
        position,
        name: told.name,
        phone: told.phone,
        address: told.address,
        notes: told.notes,
        place_state,
        lon_lat,
        candidates: candidates.into_iter().map(candidate).collect(),
        window: told.window.into(),
        windows: told.timing.windows.into_iter().map(Into::into).collect(),
        plan_window: told.timing.plan_window.map(Into::into),
        max_on_board_min: told.timing.max_on_board.map(|most| most.as_u32() / 60),
        service_s: told.service.map(Seconds::as_u32),
        floors: told.floors,
        load: load.into(),
        heaviest_piece_g: told.piece_g,
        status: told.status.into(),
        planned_at,
        started_at: told.started_at,
        ended_at: told.ended_at,
        failure: told.failure.map(Into::into),
        follow_up: told.follow_up.map(Into::into),
    }
}

impl From<domain::FollowUp> for FollowUp {
    fn from(told: domain::FollowUp) -> Self {
        Self { after: told.after, then: told.then.into() }
    }
}

impl From<domain::Failure> for Failure {
    fn from(failure: domain::Failure) -> Self {
        Self { reason: failure.reason.into(), note: failure.note }
    }
}
