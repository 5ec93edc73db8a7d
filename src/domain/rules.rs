//! What a co-operative decides of its rounds, version by version.

use super::{AfterFailure, labour::LabourRules};
use crate::units::{Seconds, Timestamp};
use serde::{Deserialize, Serialize};

/// The rules by which rounds are planned, all of them. `config/rules.toml` documents each number with its unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// What counts how much.
    pub weights: Weights,
    /// How work is shared.
    #[serde(default)]
    pub fairness: Fairness,
    /// What it takes to change what was announced.
    #[serde(default)]
    pub stability: Stability,
    /// How long a stop takes where nobody says it.
    pub service: ServiceTimes,
    /// What is done where nobody says it.
    #[serde(default)]
    pub delivery: Delivery,
    /// What the law allows.
    pub labour: LabourRules,
}

/// What counts how much beside riding: a second of riding is the measure of all else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Weights {
    /// Seconds of riding that a kilometre counts for, beside the time that it takes.
    pub distance_s_per_km: u32,
    /// What waiting counts for, in hundredths of as much riding.
    pub waiting_percent: u32,
}

impl Default for Weights {
    fn default() -> Self {
        Self { distance_s_per_km: 1, waiting_percent: 10 }
    }
}

/// How work is shared among couriers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fairness {
    /// What a second of work more counts for, in hundredths of a second of riding, for each hour of work that the
    /// courier has already.
    pub work_percent: u32,
    /// The rounds of so many weeks before the day count, too, as far as they are more than an even share.
    pub weeks: u32,
}

impl Default for Fairness {
    fn default() -> Self {
        Self { work_percent: 1, weeks: 4 }
    }
}

/// What it takes to change what couriers and customers were told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stability {
    /// To give an order to another courier than the one who was told of it must save so much riding.
    pub courier: Seconds,
    /// What a second counts for by which a stop starts earlier or later than was announced, in hundredths of a second
    /// of riding.
    pub time_percent: u32,
    /// So much earlier or later counts for nothing.
    pub tolerance: Seconds,
    /// Announced rounds are changed only by a plan that saves so much riding in all.
    pub worth: Seconds,
}

impl Default for Stability {
    fn default() -> Self {
        Self {
            courier: Seconds::from_minutes(5),
            time_percent: 5,
            tolerance: Seconds::from_minutes(10),
            worth: Seconds::from_minutes(5),
        }
    }
}

/// What couriers do where nobody says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Delivery {
    /// Where a load goes that could not be handed over: one of [`AfterFailure::OF_RULES`].
    pub failed: AfterFailure,
}

/// How long a stop takes where nobody says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceTimes {
    /// At a pickup.
    pub pickup: Seconds,
    /// At a dropoff.
    pub dropoff: Seconds,
    /// More for each floor that is climbed on foot.
    pub floor: Seconds,
    /// A load of more grams is heavy.
    pub heavy_above_g: u32,
    /// More for a heavy load.
    pub heavy: Seconds,
}

impl Default for ServiceTimes {
    fn default() -> Self {
        Self {
            pickup: Seconds::new(180),
            dropoff: Seconds::new(120),
            floor: Seconds::new(60),
            heavy_above_g: 15_000,
            heavy: Seconds::new(120),
        }
    }
}

impl ServiceTimes {
    /// At a pickup so many floors up, of so many grams.
    #[must_use]
    pub fn at_pickup(&self, floors: u32, mass_g: u32) -> Seconds {
        self.with_extras(self.pickup, floors, mass_g)
    }

    /// At a dropoff so many floors up, of so many grams.
    #[must_use]
    pub fn at_dropoff(&self, floors: u32, mass_g: u32) -> Seconds {
        self.with_extras(self.dropoff, floors, mass_g)
    }

    fn with_extras(&self, base: Seconds, floors: u32, mass_g: u32) -> Seconds {
        let climbed = Seconds::new(self.floor.as_u32().saturating_mul(floors));
        let heavy = if mass_g > self.heavy_above_g { self.heavy } else { Seconds::ZERO };
        base + climbed + heavy
    }
}

/// Rules as they were decided once. Versions count from 1 in each co-operative and are never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesVersion {
    /// Its number.
    pub version: u32,
    /// Id of the account that decided it; `None`: Musette itself, or somebody at the server's console.
    pub author: Option<String>,
    /// Why.
    pub reason: String,
    /// From when on it counts, until a later version does.
    pub valid_from: Timestamp,
    /// When it was decided.
    pub created_at: Timestamp,
    /// The rules.
    pub rules: Rules,
}

/// Whether a version counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulesState {
    /// It does now.
    InForce,
    /// It will.
    ToCome,
    /// It did.
    Past,
    /// It never did, nor will: a later version counted first.
    Overtaken,
}

/// The version in force at an instant: of those that are valid from then or before the one with the highest number.
/// So a version that was to come never counts if a higher one is valid before it. The first counts before it was made,
/// too.
#[must_use]
pub fn in_force(versions: &[RulesVersion], at: Timestamp) -> Option<&RulesVersion> {
    let valid = versions.iter().filter(|it| it.valid_from <= at || it.version == 1);
    valid.max_by_key(|it| it.version)
}

/// The version in force just before `at`: that of which one takes the place that is decided after all these, and valid
/// from `at` on. To find it for a version of old, leave out that one and those with higher numbers.
#[must_use]
pub fn in_force_before(versions: &[RulesVersion], at: Timestamp) -> Option<&RulesVersion> {
    let valid = versions.iter().filter(|it| it.valid_from < at || it.version == 1);
    valid.max_by_key(|it| it.version)
}

/// Whether a version counts, among all versions there are.
#[must_use]
pub fn rules_state(
    versions: &[RulesVersion],
    version: &RulesVersion,
    now: Timestamp,
) -> RulesState {
    let counts_at =
        |at| in_force(versions, at).is_some_and(|other| other.version == version.version);
    if counts_at(now) {
        RulesState::InForce
    } else if !counts_at(version.valid_from) {
        RulesState::Overtaken
    } else if version.valid_from > now {
        RulesState::ToCome
    } else {
        RulesState::Past
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::labour::french_rules;

    #[test]
    fn floors_and_heavy_loads_take_longer() {
        let times = ServiceTimes::default();
        let at = |floors, mass_g| times.at_dropoff(floors, mass_g).as_u32();
        assert_eq!([at(0, 0), at(3, 15_000), at(3, 15_001)], [120, 300, 420]);
        assert_eq!(times.at_pickup(1, 20_000).as_u32(), 360);
        assert_eq!(at(u32::MAX, u32::MAX), u32::MAX);
    }

    #[test]
    fn a_later_decision_counts_before_an_earlier_one_that_was_to_come() {
        let version = |version, valid_from| RulesVersion {
            version,
            author: None,
            reason: String::new(),
            valid_from: Timestamp::from_millis(valid_from),
            created_at: Timestamp::from_millis(0),
            rules: Rules {
                weights: Weights::default(),
                fairness: Fairness::default(),
                stability: Stability::default(),
                service: ServiceTimes::default(),
                delivery: Delivery::default(),
                labour: french_rules(),
            },
        };
        let versions = [version(1, 10), version(2, 50), version(3, 20), version(4, 70)];
        let at = |at| in_force(&versions, Timestamp::from_millis(at)).unwrap().version;
        assert_eq!([at(9), at(10), at(20), at(60), at(70)], [1, 1, 3, 3, 4]);
        let now = Timestamp::from_millis(60);
        let before = |index: usize| {
            let before = in_force_before(&versions[..index], versions[index].valid_from);
            before.map(|it| it.version)
        };
        assert_eq!([0, 1, 2, 3].map(before), [None, Some(1), Some(1), Some(3)]);
        let states = versions.each_ref().map(|it| rules_state(&versions, it, now));
        let expected =
            [RulesState::Past, RulesState::Overtaken, RulesState::InForce, RulesState::ToCome];
        assert_eq!(states, expected);
    }
}
