//! What a co-operative says: orders, couriers, vehicles, hubs, shifts, and the rounds it gets; and what the law
//! allows. No SQL, no clock, and no algorithm but the judge in [`labour`].

mod account;
mod carried;
mod coop;
mod decision;
mod event;
mod follow_up;
pub mod labour;
mod live;
mod order;
mod posted;
mod ready;
mod round;
mod rules;
mod sentence;
mod shop;
mod street;
mod terms;
mod timing;
pub(crate) mod words;

pub use account::{Account, Role};
pub use carried::{Carried, PlannedRound, carried};
pub use coop::{Coop, Courier, Hub, Position, Rest, Shift, VehicleClass, VehicleTerms};
pub use decision::{
    Alternative, ByHandState, Change, Constraint, CostWeights, Decision, Fit, Inputs, LateStop,
    Later, LegTold, MovedStop, Names, Obstacle, Outcome, Overrun, PutByHand, Remedy, ShiftEnd,
    StopTimes, Verdict, WaitTold,
};
pub use event::{Event, EventKind, Subject};
pub use follow_up::{AfterFailure, FollowUp};
pub use live::{CrewMate, DayHeat, DayShift, LiveRound, Progress, PublishedPlan};
pub use order::{Dropoff, Order, OrderStop, Pickup, SkillSet};
pub use posted::{
    Candidate, Failure, FailureReason, HeldOrder, NoPlace, OrderStatus, PostedOrder, PostedStop,
    StopPlace, StopStatus,
};
pub use round::{Room, Round, RoundStop, RoundStopKind, Rounds, UnassignedOrder};
pub use rules::{
    Delivery, Fairness, Rules, RulesState, RulesVersion, ServiceTimes, Stability, Weights,
    in_force, in_force_before, rules_state,
};
pub use sentence::Sentence;
pub use shop::Shop;
pub use street::{KeptZone, ProfileVersion, StreetZone, ZoneEffect};
pub use terms::{Couriers, DropoffSequence, Terms};
pub use timing::Timing;
