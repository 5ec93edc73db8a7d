//! What people say, as far as they say it.

use crate::units::{Load, LonLat, Seconds, Timestamp};
use jiff::civil::Date;

/// An order to post.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OrderDraft {
    /// Id of the shop that it is for.
    pub shop_id: Option<String>,
    /// What the shop calls it.
    pub reference: Option<String>,
    /// Where it is fetched; left out: at the shop.
    pub pickup: Option<StopDraft>,
    /// Where a part of it is fetched besides, each with what comes on board there.
    pub more_pickups: Vec<StopDraft>,
    /// Where it goes.
    pub dropoffs: Vec<StopDraft>,
    /// What its courier must be trained or equipped for.
    pub skills: Option<Vec<String>>,
    /// How long a load may be on board, where its dropoff does not say it.
    pub max_on_board_min: Option<u32>,
    /// Who may bring it.
    pub couriers: Option<CouriersDraft>,
    /// How much it counts.
    pub priority: Option<u32>,
    /// In which order its dropoffs are made, in a word.
    pub sequence: Option<String>,
}

/// Who may bring an order: one of the two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CouriersDraft {
    /// Ids of those who alone may.
    pub only: Option<Vec<String>>,
    /// Ids of those who may not.
    pub not: Option<Vec<String>>,
}

/// A stop of an order to post.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StopDraft {
    /// Who is there.
    pub name: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
    /// The address as written.
    pub address: Option<String>,
    /// Where it is.
    pub lon_lat: Option<LonLat>,
    /// Id of the hub where it is.
    pub hub_id: Option<String>,
    /// What the courier should know.
    pub notes: Option<String>,
    /// When service may start.
    pub window: WindowDraft,
    /// The same, of several windows.
    pub windows: Vec<WindowDraft>,
    /// When it is planned to start, narrower.
    pub plan_window: Option<WindowDraft>,
    /// How long its load may be on board.
    pub max_on_board_min: Option<u32>,
    /// How long service takes.
    pub service_s: Option<u32>,
    /// Floors that are climbed on foot.
    pub floors: Option<u32>,
    /// What is handed over.
    pub load: LoadDraft,
    /// The mass of its heaviest piece in grams.
    pub heaviest_piece_g: Option<u32>,
}

/// A time window, as far as it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WindowDraft {
    /// First instant inside.
    pub start_at: Option<Timestamp>,
    /// Last instant inside.
    pub end_at: Option<Timestamp>,
}

/// A load, as far as it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LoadDraft {
    /// Mass in grams.
    pub mass_g: Option<u32>,
    /// Volume in millilitres.
    pub volume_ml: Option<u32>,
    /// Number of pieces.
    pub bags: Option<u32>,
}

impl StopDraft {
    /// From the first start to the last end that is said.
    #[must_use]
    pub fn whole_window(&self) -> WindowDraft {
        if self.windows.is_empty() {
            return self.window;
        }
        let starts: Option<Vec<Timestamp>> = self.windows.iter().map(|it| it.start_at).collect();
        let ends: Option<Vec<Timestamp>> = self.windows.iter().map(|it| it.end_at).collect();
        WindowDraft {
            start_at: starts.and_then(|all| all.into_iter().min()),
            end_at: ends.and_then(|all| all.into_iter().max()),
        }
    }
}

impl LoadDraft {
    /// The load, what is not said being as in `usual`.
    #[must_use]
    pub fn or(self, usual: Load) -> Load {
        Load {
            mass_g: self.mass_g.unwrap_or(usual.mass_g),
            volume_ml: self.volume_ml.unwrap_or(usual.volume_ml),
            bags: self.bags.unwrap_or(usual.bags),
        }
    }
}

/// What a kitchen says of an order: left out, it is ready now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadyDraft {
    /// When it is ready.
    pub ready_at: Option<Timestamp>,
    /// At which pickup, the first being 0; left out: there.
    pub position: Option<u32>,
    /// What has been added.
    pub more: Vec<MoreDraft>,
}

/// What has been added to a dropoff.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MoreDraft {
    /// To which, by its position in the order; left out: to the only one.
    pub position: Option<u32>,
    /// At which pickup it comes on board, the first being 0; left out: there.
    pub pickup: Option<u32>,
    /// What.
    pub load: LoadDraft,
}

/// Where what could not be handed over is to go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThenDraft {
    /// Where, in a word.
    pub then: Option<String>,
    /// When a second try may start.
    pub window: Option<WindowDraft>,
    /// Which dropoff failed, by its position in the order.
    pub position: Option<u32>,
}

/// Where a stop is to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceDraft {
    /// Where it is.
    pub lon_lat: Option<LonLat>,
    /// The place in words.
    pub label: Option<String>,
}

/// What a shop is to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShopDraft {
    /// Its id, if it is said again.
    pub id: Option<String>,
    /// What people call it.
    pub name: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its address as written.
    pub address: Option<String>,
    /// Where orders are fetched.
    pub lon_lat: Option<LonLat>,
    /// What a courier should know when fetching.
    pub notes: Option<String>,
}

/// What a courier is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CourierDraft {
    /// Their id, if it is said again.
    pub id: Option<String>,
    /// What people call them.
    pub name: Option<String>,
    /// What they are trained or equipped for.
    pub skills: Option<Vec<String>>,
    /// How old they are, in a word.
    pub age: Option<String>,
}

/// What a kind of vehicle is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VehicleDraft {
    /// Its id, if it is said again.
    pub id: Option<String>,
    /// What people call it.
    pub name: Option<String>,
    /// Name of the map's profile that it rides by.
    pub profile: Option<String>,
    /// What it can carry.
    pub capacity: Option<LoadDraft>,
    /// How far it goes with a full battery.
    pub range_km: Option<u32>,
    /// How many stops it makes.
    pub most_stops: Option<u32>,
    /// What each stop takes longer with it.
    pub parking_s: Option<u32>,
}

/// What a hub is to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HubDraft {
    /// Its id, if it is said again.
    pub id: Option<String>,
    /// What people call it.
    pub name: Option<String>,
    /// Where it is.
    pub lon_lat: Option<LonLat>,
}

/// What a profile is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileDraft {
    /// The text of its file.
    pub toml: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// What the rules of a co-operative are to be: one of `toml` and `json`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RulesDraft {
    /// All of them, as the text of a file.
    pub toml: Option<String>,
    /// All of them, as JSON under the same keys.
    pub json: Option<serde_json::Value>,
    /// Why.
    pub reason: Option<String>,
    /// From when on.
    pub valid_from: Option<Timestamp>,
    /// The number of the last version that the author has seen.
    pub based_on: Option<u32>,
}

/// What a zone is to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ZoneDraft {
    /// Its id, if it is said again.
    pub id: Option<String>,
    /// What people call it.
    pub name: Option<String>,
    /// Its rings.
    pub area: Option<Vec<Vec<LonLat>>>,
    /// What is different there.
    pub effect: Option<ZoneEffectDraft>,
    /// Names of the profiles that it is for.
    pub profiles: Option<Vec<String>>,
    /// From when on.
    pub from: Option<Timestamp>,
    /// Until when.
    pub until: Option<Timestamp>,
    /// In which hours.
    pub hours: Option<String>,
}

/// What is to be different in a zone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ZoneEffectDraft {
    /// Which of them.
    pub kind: Option<String>,
    /// The highest speed.
    pub max_speed_kmh: Option<f64>,
    /// The part of a speed.
    pub speed_factor: Option<f64>,
}

/// A move by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoveDraft {
    /// Id of the order.
    pub order_id: Option<String>,
    /// Id of the shift.
    pub shift_id: Option<String>,
    /// Id of the courier.
    pub courier_id: Option<String>,
    /// How many stops come before the first of its own.
    pub position: Option<u32>,
    /// Why, against the co-operative's own rules.
    pub reason: Option<String>,
}

/// How hot a day is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeatDraft {
    /// The level, in a word.
    pub level: Option<String>,
}

/// What a shift is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShiftDraft {
    /// Its id, if it is said again.
    pub id: Option<String>,
    /// The day it starts on, if it is said again.
    pub day: Option<Date>,
    /// Id of the courier.
    pub courier_id: Option<String>,
    /// Id of the second courier of a crew.
    pub crew_id: Option<String>,
    /// Id of the vehicle.
    pub vehicle_id: Option<String>,
    /// Id of the hub where it starts.
    pub hub_id: Option<String>,
    /// Id of the hub where it ends.
    pub end_hub_id: Option<String>,
    /// From the first to the last minute of work.
    pub window: WindowDraft,
    /// How full the battery of its vehicle is when it begins, in hundredths.
    pub charge_percent: Option<u32>,
    /// The break in it.
    pub rest: Option<RestDraft>,
}

/// What a break is to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RestDraft {
    /// When it may start.
    pub window: WindowDraft,
    /// How long it takes.
    pub duration_s: Option<u32>,
}

impl RestDraft {
    /// How long it takes.
    pub(super) fn duration(&self) -> Option<Seconds> {
        self.duration_s.map(Seconds::new)
    }
}
