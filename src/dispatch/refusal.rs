//! What stops a whole day from being planned.

use crate::{
    solver::{Infeasible, LiveError, ProblemError},
    units::LonLat,
};

/// Why a day cannot be made a problem.
#[derive(Debug, thiserror::Error)]
pub enum InstanceError {
    /// A vehicle class needs a profile that the map was not imported with.
    #[error(
        "vehicle {vehicle} needs profile {profile}, but the map has {known}; import the map again \
         with that profile, or name another one in coop.toml"
    )]
    NoProfile {
        /// Id of the vehicle class.
        vehicle: String,
        /// The profile it names.
        profile: String,
        /// Those of the map.
        known: String,
    },
    /// A shift names something that the co-operative does not have.
    #[error("a shift of {courier} names the {what} {id}, which coop.toml does not have; add it")]
    Dangling {
        /// Id of the courier.
        courier: String,
        /// `vehicle`, `hub` or `courier`.
        what: &'static str,
        /// The id it names.
        id: String,
    },
    /// The centre of the map is nowhere.
    #[error("hub {hub} is at the centre of the map, but no node is open to all vehicle classes")]
    NoCentre {
        /// Id of the hub.
        hub: String,
    },
    /// A hub is beside no street of a vehicle class that has a shift there.
    #[error(
        "hub {hub} at {place} is more than {max_m:.0} m from every street that vehicle {vehicle} may \
         use; longitude comes first: check lon_lat in coop.toml, or load a map that covers it"
    )]
    HubOffMap {
        /// Id of the hub.
        hub: String,
        /// Id of the vehicle class.
        vehicle: String,
        /// The distance allowed, in metres.
        max_m: f64,
        /// Where the hub is.
        place: LonLat,
    },
    /// What holds at some times only has closed the streets beside a hub when a shift begins there.
    #[error(
        "hub {hub} at {place} is cut off when the shift of {courier} begins: zones or the hours of \
         conditional access close every street for vehicle {vehicle} within {max_m:.0} m; change \
         the zone or its hours, or let the shift begin elsewhere or at another time"
    )]
    HubClosed {
        /// Id of the hub.
        hub: String,
        /// Id of the courier.
        courier: String,
        /// Id of the vehicle class.
        vehicle: String,
        /// The distance allowed, in metres.
        max_m: f64,
        /// Where the hub is.
        place: LonLat,
    },
    /// Tables of travel times grow with the square of the places.
    #[error(
        "the day has {places} different places, but one plan takes at most {most}; split the orders \
         and plan them in parts"
    )]
    TooManyPlaces {
        /// How many there are.
        places: usize,
        /// How many there may be.
        most: usize,
    },
    /// The solver counts skills in 64 bits.
    #[error("{count} different skills are asked for in one day; at most 64 can be told apart")]
    TooManySkills {
        /// How many there are.
        count: usize,
    },
    /// A defect of ours: what was built is no problem.
    #[error("the day makes no consistent problem; please report this: {}", list(.0))]
    Problem(Vec<ProblemError>),
    /// A defect of ours: the rounds of before are none of the day's.
    #[error("the day's rounds are not consistent; please report this: {}", list(.0))]
    Live(Vec<LiveError>),
    /// What is left of rounds that are being ridden cannot be ridden as it is: a street on the way is closed by now, or
    /// the courier may no longer do it. They have to be kept whole.
    #[error("what is left of {} rounds that have begun cannot be ridden as it is", shifts.len())]
    Stuck {
        /// Indices into [`Coop::shifts`](crate::domain::Coop::shifts).
        shifts: Vec<usize>,
    },
    /// A defect of ours: fewer stops take no longer.
    #[error(
        "the rounds cannot be ridden without the orders that are only held ({0:?}); please report this"
    )]
    Held(Infeasible),
}

fn list<E: ToString>(errors: &[E]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inconsistent_problem_is_told_in_sentences() {
        let errors =
            vec![ProblemError::NoStop { request: 3 }, ProblemError::NoPriority { request: 4 }];
        let told = "the day makes no consistent problem; please report this: request 3 has no \
                    stop: give it a pickup or a dropoff, or leave it out; request 4 has priority 0: the least is 1";
        assert_eq!(InstanceError::Problem(errors).to_string(), told);
    }
}
