//! The drafts of `app`, field by field.

use super::json::Object;
use crate::{
    app::service::{
        CourierDraft, CouriersDraft, Credentials, HeatDraft, HubDraft, LoadDraft, MoreDraft,
        MoveDraft, OrderDraft, PlaceDraft, ReadyDraft, RestDraft, ShiftDraft, ShopDraft, StopDraft,
        ThenDraft, VehicleDraft, WindowDraft,
    },
    units::{LonLat, Timestamp},
};

/// What can be read from an object.
pub(in crate::http) trait Read {
    /// Reads every field that there may be.
    fn read(object: &Object<'_>) -> Self;
}

impl Read for OrderDraft {
    fn read(object: &Object<'_>) -> Self {
        Self {
            shop_id: object.text("shop_id"),
            reference: object.text("reference"),
            pickup: object.object("pickup", StopDraft::read),
            more_pickups: object.objects("more_pickups", StopDraft::read),
            dropoffs: object.objects("dropoffs", StopDraft::read),
            skills: object.texts("skills"),
            max_on_board_min: object.whole("max_on_board_min"),
            couriers: object.object("couriers", |said| CouriersDraft {
                only: said.texts("only"),
                not: said.texts("not"),
            }),
            priority: object.whole("priority"),
            sequence: object.text("sequence"),
        }
    }
}

impl Read for StopDraft {
    fn read(object: &Object<'_>) -> Self {
        Self {
            name: object.text("name"),
            phone: object.text("phone"),
            address: object.text("address"),
            lon_lat: object.place("lon_lat"),
            hub_id: object.text("hub_id"),
            notes: object.text("notes"),
            window: object.object("window", WindowDraft::read).unwrap_or_default(),
            windows: object.objects("windows", WindowDraft::read),
            plan_window: object.object("plan_window", WindowDraft::read),
            max_on_board_min: object.whole("max_on_board_min"),
            service_s: object.whole("service_s"),
            floors: object.whole("floors"),
            load: object.object("load", LoadDraft::read).unwrap_or_default(),
            heaviest_piece_g: object.whole("heaviest_piece_g"),
        }
    }
}

impl Read for WindowDraft {
    fn read(object: &Object<'_>) -> Self {
        Self { start_at: object.instant("start_at"), end_at: object.instant("end_at") }
    }
}

impl Read for LoadDraft {
    fn read(object: &Object<'_>) -> Self {
        Self {
            mass_g: object.whole("mass_g"),
            volume_ml: object.whole("volume_ml"),
            bags: object.whole("bags"),
        }
    }
}

impl Read for ReadyDraft {
    fn read(object: &Object<'_>) -> Self {
        Self {
            ready_at: object.instant("ready_at"),
            position: object.whole("position"),
            more: object.objects("more", |said| MoreDraft {
                position: said.whole("position"),
                pickup: said.whole("pickup"),
                load: said.object("load", LoadDraft::read).unwrap_or_default(),
            }),
        }
    }
}

impl Read for PlaceDraft {
    fn read(object: &Object<'_>) -> Self {
        Self { lon_lat: object.place("lon_lat"), label: object.text("label") }
    }
}

impl Read for ShopDraft {
    fn read(object: &Object<'_>) -> Self {
        Self {
            id: object.text("id"),
            name: object.text("name"),
            phone: object.text("phone"),
            address: object.text("address"),
            lon_lat: object.place("lon_lat"),
            notes: object.text("notes"),
        }
    }
}

impl Read for CourierDraft {
    fn read(object: &Object<'_>) -> Self {
        Self {
            id: object.text("id"),
            name: object.text("name"),
            skills: object.texts("skills"),
            age: object.text("age"),
        }
    }
}

impl Read for VehicleDraft {
    fn read(object: &Object<'_>) -> Self {
        Self {
            id: object.text("id"),
            name: object.text("name"),
            profile: object.text("profile"),
            capacity: object.object("capacity", LoadDraft::read),
            range_km: object.whole("range_km"),
            most_stops: object.whole("most_stops"),
            parking_s: object.whole("parking_s"),
        }
    }
}

impl Read for HubDraft {
    fn read(object: &Object<'_>) -> Self {
        Self { id: object.text("id"), name: object.text("name"), lon_lat: object.place("lon_lat") }
    }
}

impl Read for MoveDraft {
    fn read(object: &Object<'_>) -> Self {
        Self {
            order_id: object.text("order_id"),
            shift_id: object.text("shift_id"),
            courier_id: object.text("courier_id"),
            position: object.whole("position"),
            reason: object.text("reason"),
        }
    }
}

impl Read for HeatDraft {
    fn read(object: &Object<'_>) -> Self {
        Self { level: object.text("level") }
    }
}

impl Read for ShiftDraft {
    fn read(object: &Object<'_>) -> Self {
        Self {
            id: object.text("id"),
            day: object.day("day"),
            courier_id: object.text("courier_id"),
            crew_id: object.text("crew_id"),
            vehicle_id: object.text("vehicle_id"),
            hub_id: object.text("hub_id"),
            end_hub_id: object.text("end_hub_id"),
            window: object.object("window", WindowDraft::read).unwrap_or_default(),
            charge_percent: object.whole("charge_percent"),
            rest: object.object("break", |rest| RestDraft {
                window: rest.object("window", WindowDraft::read).unwrap_or_default(),
                duration_s: rest.whole("duration_s"),
            }),
        }
    }
}

impl Read for Credentials {
    fn read(object: &Object<'_>) -> Self {
        Self { login: object.text("login"), password: object.text("password") }
    }
}

/// What did not work out.
#[derive(Debug, Default)]
pub(in crate::http) struct FailureDraft {
    pub(in crate::http) reason: Option<String>,
    pub(in crate::http) note: Option<String>,
    pub(in crate::http) then: ThenDraft,
}

impl Read for FailureDraft {
    fn read(object: &Object<'_>) -> Self {
        let then = object.text("then");
        let window = object.object("window", WindowDraft::read);
        let then = ThenDraft { then, window, position: None };
        Self { reason: object.text("reason"), note: object.text("note"), then }
    }
}

impl Read for ThenDraft {
    fn read(object: &Object<'_>) -> Self {
        Self {
            then: object.text("then"),
            window: object.object("window", WindowDraft::read),
            position: object.whole("position"),
        }
    }
}

/// What a table is asked of.
#[derive(Debug, Default)]
pub(in crate::http) struct MatrixDraft {
    pub(in crate::http) profile: Option<String>,
    pub(in crate::http) places: Vec<LonLat>,
    pub(in crate::http) depart_at: Option<Timestamp>,
}

impl Read for MatrixDraft {
    fn read(object: &Object<'_>) -> Self {
        Self {
            profile: object.text("profile"),
            places: object.places("places"),
            depart_at: object.instant("depart_at"),
        }
    }
}
