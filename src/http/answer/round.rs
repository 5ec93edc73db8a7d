//! Rounds.

use crate::{
    app::service::{RoundView, StopTold},
    domain::{self, RoundStopKind as Kind},
    http::api::{Round, RoundStop, RoundStopKind},
    units::{Load, Metres},
};

impl From<RoundView> for Round {
    fn from(view: RoundView) -> Self {
        let RoundView { live, vehicle_name, hub_name, window, told } = view;
        let domain::LiveRound { id, day, shift, crew, round, progress } = live;
        let (crew_id, crew_name) = crew.map(|mate| (mate.id, mate.name)).unzip();
        let ascent = round.ascent_m();
        let stops = round.stops.into_iter().zip(progress).zip(told).enumerate();
        let stops = stops
            .map(|(number, ((planned, progress), told))| stop(number, planned, progress, told));
        Self {
            id,
            day,
            shift_id: shift,
            courier_id: round.courier,
            courier_name: round.courier_name,
            crew_id,
            crew_name,
            vehicle_id: round.vehicle,
            vehicle_name,
            hub_id: round.hub,
            hub_name,
            distance_m: round.distance_m.as_u32(),
            ascent_m: ascent.map(Metres::as_u32),
            travel_s: round.travel_s.as_u32(),
            waiting_s: round.waiting_s.as_u32(),
            peak_load: round.peak_load.into(),
            window: window.into(),
            stops: stops.collect(),
        }
    }
}

fn stop(
    number: usize,
    planned: domain::RoundStop,
    progress: domain::Progress,
    told: Option<StopTold>,
) -> RoundStop {
    let position = planned.kind.place_in_order().map(|(_, position)| position);
    let (kind, order_id) = match planned.kind {
        Kind::Start => (RoundStopKind::Start, None),
        Kind::Pickup { order, .. } => (RoundStopKind::Pickup, Some(order)),
        Kind::Dropoff { order, .. } => (RoundStopKind::Dropoff, Some(order)),
        Kind::Break => (RoundStopKind::Break, None),
        Kind::End => (RoundStopKind::End, None),
    };
    let window = told.as_ref().map(|told| told.window.into());
    let handed = told.as_ref().map_or(Load::ZERO, |told| told.handed).into();
    let follow_up = told.as_ref().and_then(|told| told.follow_up).map(Into::into);
    let (order_reference, phone, notes) =
        told.map(|told| (told.reference, told.phone, told.notes)).unwrap_or_default();
    RoundStop {
        number,
        kind,
        order_id,
        position,
        follow_up,
        order_reference,
        name: planned.name,
        phone,
        address: planned.address,
        notes,
        lon_lat: planned.place,
        arrival_at: planned.arrival_at,
        start_at: planned.start_at,
        end_at: planned.end_at,
        leg_m: planned.leg_m.as_u32(),
        leg_s: planned.leg_s.as_u32(),
        load: planned.load.into(),
        handed,
        window,
        status: progress.status.into(),
        started_at: progress.started_at,
        ended_at: progress.ended_at,
        failure: progress.failure.map(Into::into),
    }
}
