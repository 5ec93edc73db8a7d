//! Shops, couriers, vehicles, hubs, shifts.

use crate::{
    domain,
    http::api::{BreakDocument, Courier, Hub, Shift, Shop, Vehicle},
    units::LonLat,
};

impl From<domain::Shop> for Shop {
    fn from(shop: domain::Shop) -> Self {
        let domain::Shop { id, name, phone, address, place, notes } = shop;
        Self { id, name, phone, address, lon_lat: place, notes }
    }
}

impl From<domain::Courier> for Courier {
    fn from(courier: domain::Courier) -> Self {
        let domain::Courier { id, name, skills, age } = courier;
        Self { id, name, skills: skills.into_iter().collect(), age: age.into() }
    }
}

impl From<domain::VehicleClass> for Vehicle {
    fn from(class: domain::VehicleClass) -> Self {
        let domain::VehicleClass { id, name, profile, capacity, terms } = class;
        Self {
            id,
            name,
            profile,
            capacity: capacity.into(),
            range_km: terms.range.map(|range| range.as_u32() / 1_000),
            most_stops: terms.most_stops,
            parking_s: terms.parking.as_u32(),
        }
    }
}

impl From<(domain::Hub, LonLat)> for Hub {
    fn from((hub, lon_lat): (domain::Hub, LonLat)) -> Self {
        Self { id: hub.id, name: hub.name, lon_lat }
    }
}

impl From<domain::DayShift> for Shift {
    fn from(shift: domain::DayShift) -> Self {
        let rest = shift.rest.map(|rest| BreakDocument {
            window: rest.window.into(),
            duration_s: rest.duration.as_u32(),
        });
        Self {
            id: shift.id,
            day: shift.day,
            courier_id: shift.courier,
            crew_id: shift.crew,
            vehicle_id: shift.vehicle,
            hub_id: shift.hub,
            end_hub_id: shift.end_hub,
            window: shift.window.into(),
            charge_percent: shift.charge_percent,
            rest,
        }
    }
}
