//! Why orders are where they are.

use super::{Load, NoPlace, RoundStopKind, Sentence, Window};
use crate::units::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// Why a plan put an order into a round, or into none.
#[derive(Debug, Serialize, ToSchema)]
pub struct Decision {
    /// Id of the order.
    pub order_id: String,
    /// Id of the plan.
    pub plan_id: Option<String>,
    /// When it was decided, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub decided_at: Timestamp,
    /// When a later plan decided anew about the order, RFC 3339 in UTC; null if none has.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub replaced_at: Option<Timestamp>,
    /// Is the order in a round?
    pub assigned: bool,
    /// Why, in whole sentences; for a shop, what came of it. Of an order that was delivered, has failed or was called off
    /// that is said first.
    pub sentence: Sentence,
    /// Why it is in no round, as the plan says; null if it is in one.
    pub no_place: Option<NoPlace>,
    /// What cannot be kept together, the other rounds as they are, though without any one of them the others can:
    /// `shift`, `ways`, `breaks`, `sequence`, `vehicle_limits`, `capacity`, `skills`, `lift`, `couriers`, `on_board`,
    /// `shift_hours`, `promises`, `pickup_ready`, `pickup_due`,
    /// `dropoff_ready`, `dropoff_due`. Empty if it is in a round.
    #[schema(example = json!(["promises", "dropoff_due"]))]
    pub conflict: Vec<String>,
    /// Single changes that would give it a place, the least first; each was tried by planning with it.
    pub remedies: Vec<Remedy>,
    /// Was it looked for remedies? A plan does so for its first ten orders without a place.
    pub remedies_sought: bool,
    /// The round that it is in; null if it is in none, and for a shop.
    pub chosen: Option<Alternative>,
    /// The other shifts of the day: first those that could have taken it, the cheapest first. None for a shop.
    pub others: Vec<Alternative>,
    /// Who put it with its courier, where no plan did; null but for the dispatcher.
    pub by_hand: Option<DecisionByHand>,
    /// What the plan was made from; null but for the dispatcher.
    pub inputs: Option<DecisionInputs>,
}

/// That a plan decided about an order, in brief.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionEntry {
    /// Id of the plan.
    pub plan_id: Option<String>,
    /// When it was decided, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub decided_at: Timestamp,
    /// When a later plan decided anew about the order, RFC 3339 in UTC; null if none has.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub replaced_at: Option<Timestamp>,
    /// Is the order still where it was put, or was when it was over?
    pub stands: bool,
    /// Did the plan put it into a round?
    pub assigned: bool,
    /// Version of the rules by which it was decided; null but for the dispatcher.
    pub rules_version: Option<u64>,
    /// Why, in whole sentences; for a shop, what came of it.
    pub sentence: Sentence,
}

/// A move that a dispatcher made.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionByHand {
    /// What became of it: `made` just now, `kept` by later plans, or `gone` since that courier has no shift for it any
    /// more.
    #[schema(example = "kept")]
    pub state: String,
    /// Why; may be empty.
    pub reason: String,
    /// Id of the courier.
    pub courier_id: String,
}

/// What a plan was made from.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionInputs {
    /// Version of the rules; null if these have none.
    pub rules_version: Option<u64>,
    /// Where chance began.
    pub seed: u64,
    /// How often rounds were changed in search of better ones.
    pub iterations: u64,
    /// Number of orders to be planned.
    pub orders: usize,
    /// Number of shifts to fill.
    pub shifts: usize,
    /// Cost of a second of riding. Costs are thousandths of a second of riding.
    #[schema(example = 1000)]
    pub riding_weight: i64,
    /// Cost of a metre.
    #[schema(example = 1)]
    pub distance_weight: i64,
    /// Cost of a second of waiting.
    #[schema(example = 100)]
    pub waiting_weight: i64,
    /// Cost of a second outside a window that is planned.
    #[schema(example = 100)]
    pub off_target_weight: i64,
    /// Cost of work for being unequal: times the square of a courier's seconds of work, divided by 3600.
    #[schema(example = 5)]
    pub fairness_weight: i64,
    /// Cost of another courier than the one who was told of the order.
    #[schema(example = 300_000)]
    pub change_weight: i64,
    /// Cost of a second by which an announced stop starts earlier or later, beyond `tolerance_s`.
    #[schema(example = 50)]
    pub moved_weight: i64,
    /// So many seconds of it cost nothing.
    #[schema(example = 600)]
    pub tolerance_s: i64,
    /// Announced rounds were kept, since nothing was found that saves so many seconds of riding; null if the rounds are
    /// new.
    pub kept_below_s: Option<u32>,
}

/// What one shift could do for an order.
#[derive(Debug, Serialize, ToSchema)]
pub struct Alternative {
    /// Could it take the order, the other rounds as they are?
    pub possible: bool,
    /// That, and what it would mean, in words; begins with a small letter and ends without a stop.
    pub sentence: Sentence,
    /// Id of the courier; null but for the dispatcher.
    pub courier_id: Option<String>,
    /// Name of the courier; null but for the dispatcher.
    pub courier_name: Option<String>,
    /// Id of the vehicle; null but for the dispatcher.
    pub vehicle_id: Option<String>,
    /// Name of the vehicle; null but for the dispatcher.
    pub vehicle_name: Option<String>,
    /// The shift; null but for the dispatcher.
    pub window: Option<Window>,
    /// What the order adds, if it is possible; of others' rounds null but for the dispatcher.
    pub fit: Option<DecisionFit>,
    /// What is in the way, if it is not possible; empty but for the dispatcher.
    pub obstacles: Vec<DecisionObstacle>,
}

/// What an order adds to a round. Riding and distance are those of the legs added less those of the legs dropped,
/// waiting is what is waited longer; cost is the sum of riding, distance, waiting and `moved_s` by their weights, of
/// `fairness_weight / 3600` times `(worked_s + work_s)` squared less `worked_s` squared (each rounded down), and of
/// `change_weight` if `changes_courier`.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionFit {
    /// Seconds of riding more.
    #[schema(example = 380)]
    pub riding_s: i64,
    /// Metres more.
    #[schema(example = 1400)]
    pub distance_m: i64,
    /// Seconds of waiting more.
    #[schema(example = -60)]
    pub waiting_s: i64,
    /// Seconds more that stops begin outside the windows that are planned for them.
    #[schema(example = 0)]
    pub off_target_s: i64,
    /// Seconds of work more, from setting out to being back.
    #[schema(example = 440)]
    pub work_s: i64,
    /// Seconds of work that count for this courier without it: in rounds of the plan, and of the weeks before what is
    /// more than an even share.
    #[schema(example = 14_400)]
    pub worked_s: i64,
    /// By how many seconds more announced stops are off their moments, beyond the tolerance.
    #[schema(example = 0)]
    pub moved_s: i64,
    /// Riding, distance, waiting, what is off target, work and changes of what was announced, weighted.
    #[schema(example = 375_400)]
    pub cost: i64,
    /// Legs that are ridden with it only.
    pub legs_added: Vec<DecisionLeg>,
    /// Legs that are ridden without it only.
    pub legs_dropped: Vec<DecisionLeg>,
    /// Where the courier waits longer with it, or less.
    pub waits: Vec<DecisionWait>,
    /// Announced stops that start at another moment with it than without it.
    pub moved: Vec<DecisionMoved>,
    /// When its own stops are made.
    pub stops: Vec<DecisionStopTime>,
    /// Orders that come later with it, in time all the same.
    pub later: Vec<DecisionLater>,
    /// Was it in another courier's published round before?
    pub changes_courier: bool,
}

/// A stop of which somebody was told when it starts.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionMoved {
    /// Which.
    pub stop: DecisionStop,
    /// The moment that was announced, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub told_at: Timestamp,
    /// When it would start without the order; null if it is the order's own.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub before_at: Option<Timestamp>,
    /// When it starts with it.
    #[schema(value_type = String, format = DateTime)]
    pub after_at: Timestamp,
}

/// A stop of a round.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionStop {
    /// What happens there.
    pub kind: RoundStopKind,
    /// Id of the order, of a pickup or dropoff.
    pub order_id: Option<String>,
    /// Its place in the order: its pickups from 0 on, then its dropoffs.
    pub position: Option<usize>,
}

/// A ride from one stop to the next.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionLeg {
    /// From where.
    pub from: DecisionStop,
    /// To where.
    pub to: DecisionStop,
    /// How long it takes, in seconds.
    pub time_s: u32,
    /// How far it is, in metres.
    pub distance_m: u32,
}

/// A stop, or the break, that is waited for longer or less.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionWait {
    /// Where.
    pub at: DecisionStop,
    /// Seconds without the order.
    pub before_s: u32,
    /// Seconds with it.
    pub after_s: u32,
}

/// When a stop is made.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionStopTime {
    /// Which.
    pub stop: DecisionStop,
    /// When the courier is there, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub arrival_at: Timestamp,
    /// When service starts, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub start_at: Timestamp,
}

/// An order that comes later.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionLater {
    /// Id of the order.
    pub order_id: String,
    /// The most that one of its stops is later, in seconds.
    pub later_s: u32,
}

/// What keeps a shift from taking an order.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionObstacle {
    /// A stable word: `begun`, `not_allowed`, `skill`, `too_heavy`, `too_much`, `unreachable`, `too_late`, `no_time_for_break`,
    /// `too_long_on_board`, `too_far`, `outside_shift`, `full`, `stays_on_board`, `too_many_stops`, `delays`.
    #[schema(example = "delays")]
    pub code: String,
    /// Skills that the courier lacks, of `skill`.
    pub skills: Vec<String>,
    /// What would be on board, of `too_much` and `full`.
    pub load: Option<Load>,
    /// What the vehicle takes, of `too_much` and `full`.
    pub capacity: Option<Load>,
    /// From which stop on there is too much, of `full`; where its load would be on board for too
    /// long, of `too_long_on_board` and `stays_on_board`.
    pub after: Option<DecisionStop>,
    /// Stops that would be late: of `too_late` the first, of `delays` all, with the least lateness in sum.
    pub late: Vec<DecisionLate>,
    /// The break's window, of `no_time_for_break`.
    pub break_window: Option<Window>,
    /// When the courier would be back, RFC 3339 in UTC, if after the end of the shift.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub back_at: Option<Timestamp>,
    /// Of `delays`: would all be in time without the break?
    pub only_with_break: bool,
    /// How long it may be on board, in seconds, of `too_long_on_board`.
    pub on_board_at_most_s: Option<u32>,
    /// By how much longer it would be on board than it may, in seconds, of `stays_on_board`.
    pub on_board_over_s: Option<u32>,
    /// How many stops there would be too many, of `too_many_stops`.
    pub stops_over: Option<usize>,
    /// The heaviest piece, in grams, of `too_heavy`.
    pub piece_g: Option<u32>,
    /// What the courier may lift, in grams, of `too_heavy`.
    pub at_most_g: Option<u32>,
    /// Where that is written, of `too_heavy`.
    pub article: Option<String>,
}

/// A stop that would be late.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionLate {
    /// Which.
    pub stop: DecisionStop,
    /// When service could start, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub start_at: Timestamp,
    /// When it must have started, RFC 3339 in UTC.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Timestamp,
}

/// A single change that would give an order a place.
#[derive(Debug, Serialize, ToSchema)]
pub struct Remedy {
    /// A stable word: `ready_earlier`, `due_later`, `longer_shift`, `smaller_load`, `split`, `skill`, `crew`,
    /// `extra_shift`.
    #[schema(example = "ready_earlier")]
    pub kind: String,
    /// The change in words; ends without a stop.
    pub sentence: Sentence,
    /// By how many minutes, of changes of times.
    #[schema(example = 12)]
    pub minutes: Option<u32>,
}
