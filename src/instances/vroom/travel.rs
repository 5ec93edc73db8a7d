//! Travel times, distances and costs of a problem: those it brings along, and those of streets.

use super::{
    problem::{Profile, Square, Vehicle, VroomProblem},
    refusal::{VroomCode, VroomRefusal},
};
use crate::{
    matrix::Matrix,
    units::{LonLat, Metres, Seconds},
};

/// A cell of a matrix that says that there is no way.
const NO_WAY: u32 = u32::MAX;

impl VroomProblem {
    /// Names of the profiles for which the streets are to be asked, with their numbers.
    pub fn routed_profiles(&self) -> impl Iterator<Item = (usize, &str)> {
        let routed = self.profiles.iter().enumerate();
        routed
            .filter(|(number, profile)| {
                let far = self.options.geometry || self.rides_far(*number);
                profile.durations.is_none() || profile.distances.is_none() && far
            })
            .map(|(number, profile)| (number, profile.name.as_str()))
    }

    /// All places in their order, if the streets are to be asked for anything; else none.
    ///
    /// # Errors
    ///
    /// If there is one without coordinates, or with such that are not on Earth.
    pub fn places_to_route(&self) -> Result<Vec<LonLat>, VroomRefusal> {
        let matrices = self.routed_profiles().next().is_some();
        if !matrices && !self.options.geometry {
            return Ok(Vec::new());
        }
        let places = self.places.iter().map(|place| {
            let Some([lon, lat]) = place.at else { return Err(self.no_coordinates()) };
            LonLat::from_degrees(lon, lat)
                .ok_or_else(|| VroomRefusal::input(format!("Invalid coordinates [{lon}, {lat}].")))
        });
        places.collect()
    }

    /// What to say where streets are to be asked and a place has no coordinates.
    fn no_coordinates(&self) -> VroomRefusal {
        if self.options.geometry {
            return VroomRefusal::input("Route geometry request with missing coordinates.");
        }
        let has_times = |it: &&Vehicle| self.profiles[it.profile].durations.is_some();
        let mut far = self.vehicles.iter().filter(|it| counts_distance(it)).filter(has_times);
        let Some(vehicle) = far.find(|it| self.profiles[it.profile].distances.is_none()) else {
            return VroomRefusal::input("Missing coordinates for routing engine.");
        };
        let asked = if vehicle.max_distance.is_some() { "max_distance" } else { "per_km cost" };
        VroomRefusal::input(format!(
            "The {asked} of vehicle {} needs distances: add a distances matrix for profile {}, or coordinates for all \
             places.",
            vehicle.id, self.profiles[vehicle.profile].name
        ))
    }

    /// Do distances matter for vehicles of this profile?
    fn rides_far(&self, profile: usize) -> bool {
        let mut mine = self.vehicles.iter().filter(|vehicle| vehicle.profile == profile);
        mine.any(counts_distance)
    }
}

fn counts_distance(vehicle: &Vehicle) -> bool {
    vehicle.costs.per_km > 0 || vehicle.max_distance.is_some()
}

/// One way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ride {
    /// In ticks.
    pub(super) time: i64,
    /// In metres.
    pub(super) distance: i64,
    /// By the problem's own cost matrix.
    pub(super) cost: i64,
}

/// Travel times, distances and costs between the places of a problem.
#[derive(Clone, Debug)]
pub struct VroomTravel {
    grounds: Vec<Ground>,
    /// How many ticks a second has: a hundred if some vehicle's pace makes fractions.
    pub(super) ticks: i64,
    /// Are distances known of all profiles, because the problem says them, or as lengths of lines?
    pub(super) tells_distances: bool,
}

/// Those of one profile: row-major over the places.
#[derive(Clone, Debug)]
struct Ground {
    places: usize,
    times_s: Vec<u32>,
    distances_m: Option<Vec<u32>>,
    costs: Option<Vec<u32>>,
}

impl VroomTravel {
    /// What `problem` says, completed by what was found on streets: a matrix over all places for each of
    /// [`VroomProblem::routed_profiles`].
    ///
    /// # Errors
    ///
    /// If costs are said twice, or matrices are missing.
    pub fn new(
        problem: &VroomProblem,
        mut routed: Vec<(usize, Matrix)>,
    ) -> Result<Self, VroomRefusal> {
        let found = |number: usize| routed.iter().any(|(other, _)| *other == number);
        if problem.routed_profiles().any(|(number, _)| !found(number)) {
            return Err(VroomRefusal::new(VroomCode::Internal, "Internal error"));
        }
        let mut grounds = Vec::with_capacity(problem.profiles.len());
        for (number, profile) in problem.profiles.iter().enumerate() {
            let found = routed.iter().position(|(other, _)| *other == number);
            let matrix = found.map(|at| routed.swap_remove(at).1);
            grounds.push(Ground::new(problem, profile, matrix.as_ref())?);
        }
        let priced = |it: &Vehicle| {
            problem.profiles[it.profile].costs.is_some() && it.costs.per_hour != 3600
        };
        if problem.vehicles.iter().any(priced) {
            let message = "Custom costs are incompatible with using a per_hour value.";
            return Err(VroomRefusal::input(message));
        }
        let whole = problem.vehicles.iter().all(|vehicle| vehicle.pace.is_multiple_of(100));
        let given = problem.profiles.iter().any(|profile| profile.distances.is_some());
        let tells_distances = given || problem.options.geometry;
        Ok(Self { grounds, ticks: if whole { 1 } else { 100 }, tells_distances })
    }

    /// The way of a vehicle from one place to another; `None` if there is none.
    pub(super) fn ride(&self, vehicle: &Vehicle, from: usize, to: usize) -> Option<Ride> {
        let ground = &self.grounds[vehicle.profile];
        let cell = from * ground.places + to;
        let time_s = *ground.times_s.get(cell).filter(|time| **time != NO_WAY)?;
        let part =
            |cells: &Option<Vec<u32>>| cells.as_ref().map_or(0, |cells| i64::from(cells[cell]));
        Some(Ride {
            time: i64::from(time_s) * i64::from(vehicle.pace) * self.ticks / 100,
            distance: part(&ground.distances_m),
            cost: part(&ground.costs),
        })
    }

    /// Are costs of ways said for this vehicle, beside its times?
    pub(super) fn has_costs(&self, vehicle: &Vehicle) -> bool {
        self.grounds[vehicle.profile].costs.is_some()
    }
}

impl Ground {
    fn new(
        problem: &VroomProblem,
        profile: &Profile,
        routed: Option<&Matrix>,
    ) -> Result<Self, VroomRefusal> {
        let places = problem.places.len();
        let own = |square: &Square| -> Vec<u32> {
            let index = |place: usize| problem.places[place].index.map_or(0, |it| it as usize);
            let cells = (0..places * places).map(|cell| {
                let [from, to] = [cell / places, cell % places].map(index);
                square.cells[from * square.size + to]
            });
            cells.collect()
        };
        if routed.is_some_and(|matrix| (matrix.rows(), matrix.columns()) != (places, places)) {
            return Err(VroomRefusal::new(VroomCode::Internal, "Internal error"));
        }
        let times = |matrix: &Matrix| {
            matrix.legs().map(|leg| leg.map_or(NO_WAY, |leg| Seconds::as_u32(leg.time))).collect()
        };
        let lengths = |matrix: &Matrix| {
            matrix.legs().map(|leg| leg.map_or(0, |leg| Metres::as_u32(leg.distance))).collect()
        };
        let times_s = profile.durations.as_ref().map(own).or_else(|| routed.map(times));
        let Some(times_s) = times_s else {
            return Err(VroomRefusal::new(VroomCode::Internal, "Internal error"));
        };
        let distances_m = profile.distances.as_ref().map(own).or_else(|| routed.map(lengths));
        let costs = profile.costs.as_ref().map(own);
        Ok(Self { places, times_s, distances_m, costs })
    }
}
