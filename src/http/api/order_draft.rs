//! What a shop says to post an order, and what people say about one. These types only describe the
//! documents; `http::read` reads them so that all complaints are told at once.

use super::{AfterFailure, DropoffSequence, FailureReason, LonLatSchema};
use utoipa::ToSchema;

/// An order to post.
#[derive(Debug, ToSchema)]
pub struct OrderDraft {
    /// Id of the shop that it is for; a shop may leave it out, or name itself.
    pub shop_id: Option<String>,
    /// What the shop calls it.
    #[schema(max_length = 64, example = "A-1042")]
    pub reference: Option<String>,
    /// Where it is fetched. Left out: at the shop. What is left out of it is the shop's too.
    pub pickup: Option<StopDraft>,
    /// Where parts of it are fetched besides, in any order and before anything is brought. Each says its place, and as
    /// `load` what comes on board there; what does so at none of them does at `pickup`. A window that is left out is that
    /// of an order's pickup.
    #[schema(max_items = 4)]
    pub more_pickups: Option<Vec<StopDraft>>,
    /// Where it goes.
    #[schema(min_items = 1, max_items = 20)]
    pub dropoffs: Vec<StopDraft>,
    /// What its courier must be trained or equipped for: lower-case words.
    #[schema(max_items = 16, example = json!(["cold_chain"]))]
    pub skills: Option<Vec<String>>,
    /// How long its load may be on board at most, in minutes, where a dropoff says nothing else: warm food, the cold chain.
    #[schema(minimum = 1, maximum = 1440, example = 30)]
    pub max_on_board_min: Option<u32>,
    /// Who may bring it; for dispatchers only. Left out: anybody.
    pub couriers: Option<OrderCouriersDraft>,
    /// So many plain orders are left out rather than this one; for dispatchers only. Left out: 1.
    #[schema(minimum = 1, maximum = 10, example = 1)]
    pub priority: Option<u32>,
    /// In which order its stops are made; left out: `free`.
    pub sequence: Option<DropoffSequence>,
}

/// Who may bring an order, by ids of couriers: one of the two.
#[derive(Debug, ToSchema)]
pub struct OrderCouriersDraft {
    /// Only these.
    #[schema(min_items = 1, example = json!(["bruno"]))]
    pub only: Option<Vec<String>>,
    /// None of these.
    #[schema(min_items = 1)]
    pub not: Option<Vec<String>>,
}

/// A stop of an order to post. `address`, `lon_lat` or `hub_id` is needed; with the first two, `lon_lat` counts.
#[derive(Debug, ToSchema)]
pub struct StopDraft {
    /// Who is there.
    #[schema(max_length = 120)]
    pub name: Option<String>,
    /// Their telephone number.
    #[schema(max_length = 40, example = "+33 1 23 45 67 89")]
    pub phone: Option<String>,
    /// The address as one writes it.
    #[schema(max_length = 200, example = "Mannerheimintie 10")]
    pub address: Option<String>,
    /// Where it is.
    #[schema(value_type = Option<LonLatSchema>)]
    pub lon_lat: Option<()>,
    /// Id of a hub of the co-operative, where it is: goods that lie there, or are to go there.
    #[schema(example = "garage")]
    pub hub_id: Option<String>,
    /// What the courier should know.
    #[schema(max_length = 500, example = "Door code 1234, 3rd floor")]
    pub notes: Option<String>,
    /// When service may start: what is promised.
    pub window: Option<WindowDraft>,
    /// The same where it may start in several windows, both ends of each; then `window` is left out.
    #[schema(max_items = 10)]
    pub windows: Option<Vec<WindowDraft>>,
    /// When it should start, narrower than what is promised: plans keep to it where that costs little. An end that is
    /// left out is that of the promise.
    pub plan_window: Option<WindowDraft>,
    /// How long what is handed over may be on board at most, in minutes. A pickup has none.
    #[schema(minimum = 1, maximum = 1440, example = 30)]
    pub max_on_board_min: Option<u32>,
    /// How long service takes, in seconds; left out: as the rules in force say when the order is planned.
    #[schema(minimum = 0, maximum = 14400, example = 120)]
    pub service_s: Option<u32>,
    /// Floors that are climbed on foot; left out: none.
    #[schema(minimum = 0, maximum = 40, example = 3)]
    pub floors: Option<u32>,
    /// What is handed over. `pickup` has none: its load is what the dropoffs get and `more_pickups` do not have. Of these
    /// what is left out is none.
    pub load: Option<LoadDraft>,
    /// The mass of the heaviest piece of it in grams, which somebody has to lift: at most that of the load. Left out: the
    /// mass in as many equal parts as there are pieces. A pickup has none.
    #[schema(example = 12000)]
    pub heaviest_piece_g: Option<u32>,
}

/// A time window, as far as it is said. A pickup starts now, or if every dropoff says when it starts,
/// the co-operative's usual time before the first of them, on its day. A dropoff starts with its
/// pickup and ends after that usual time; a pickup ends when its first dropoff is due.
#[derive(Debug, ToSchema)]
pub struct WindowDraft {
    /// First instant, RFC 3339 with an offset or Z.
    #[schema(value_type = Option<String>, format = DateTime, example = "2026-03-17T11:00:00Z")]
    pub start_at: Option<()>,
    /// Last instant, RFC 3339 with an offset or Z.
    #[schema(value_type = Option<String>, format = DateTime, example = "2026-03-17T12:00:00Z")]
    pub end_at: Option<()>,
}

/// A load, as far as it is said; the rest is the co-operative's usual one.
#[derive(Debug, ToSchema)]
pub struct LoadDraft {
    /// Mass in grams.
    #[schema(minimum = 0, maximum = 1_000_000, example = 2000)]
    pub mass_g: Option<u32>,
    /// Volume in millilitres.
    #[schema(minimum = 0, maximum = 10_000_000, example = 10000)]
    pub volume_ml: Option<u32>,
    /// Number of pieces.
    #[schema(minimum = 0, maximum = 1000, example = 1)]
    pub bags: Option<u32>,
}

/// What a kitchen says of a part of an order that nobody has fetched yet. With neither field: it is ready now.
#[derive(Debug, ToSchema)]
pub struct ReadyDraft {
    /// When it is ready, RFC 3339 with an offset or Z; a time that has passed is now. Left out where `more` is said: as
    /// it was.
    #[schema(value_type = Option<String>, format = DateTime, example = "2026-03-17T11:20:00Z")]
    pub ready_at: Option<()>,
    /// Which pickup that is said of, by its position. Left out: 0, the first.
    #[schema(minimum = 0, maximum = 4, example = 0)]
    pub position: Option<u32>,
    /// What has been added.
    pub more: Option<Vec<MoreDraft>>,
}

/// What has been added to a dropoff.
#[derive(Debug, ToSchema)]
pub struct MoreDraft {
    /// To which, by its position in the order: behind the pickups, which begin at 0. Left out: to the only one.
    #[schema(minimum = 1, maximum = 24, example = 1)]
    pub position: Option<u32>,
    /// At which pickup it comes on board, by its position. Left out: 0, the first.
    #[schema(minimum = 0, maximum = 4, example = 0)]
    pub pickup: Option<u32>,
    /// What, on top of what it is already; left out: the co-operative's usual load.
    pub load: Option<LoadDraft>,
}

/// Where a stop is.
#[derive(Debug, ToSchema)]
pub struct PlaceDraft {
    /// Where it is.
    #[schema(value_type = LonLatSchema)]
    pub lon_lat: (),
    /// The place in words: it takes the place of the address.
    #[schema(max_length = 200)]
    pub label: Option<String>,
}

/// Why a stop did not work out.
#[derive(Debug, ToSchema)]
pub struct FailureDraft {
    /// Why, in one word.
    pub reason: FailureReason,
    /// What the courier wants to say about it.
    #[schema(max_length = 500)]
    pub note: Option<String>,
    /// Where the load of a dropoff goes that could not be handed over; left out: where the rules say.
    pub then: Option<AfterFailure>,
    /// When a second try may start, of `again`; left out: from now until the shift ends.
    pub window: Option<WindowDraft>,
}

/// Where what could not be handed over is to go.
#[derive(Debug, ToSchema)]
pub struct ThenDraft {
    /// Where.
    pub then: AfterFailure,
    /// When a second try may start, of `again`; left out: from now until the shift ends.
    pub window: Option<WindowDraft>,
    /// Which dropoff failed, by its position in the order: behind the pickups, which begin at 0. Left out: the only one
    /// whose load is on board.
    #[schema(example = 1)]
    pub position: Option<u32>,
}
