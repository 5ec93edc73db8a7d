//! Do the parts of a problem fit together?

use super::{Dropoff, ProblemError, Request, TimeByKind, Vehicle};
use crate::{matrix::Matrix, solver::StopId};

/// All that is wrong, but for what is locked.
pub(super) fn parts(
    matrices: &[Matrix],
    vehicles: &[Vehicle],
    requests: &[Request],
) -> Vec<ProblemError> {
    let places = matrices.first().map_or(0, Matrix::rows);
    let mut errors = Vec::new();
    for (matrix, (rows, columns)) in matrices.iter().map(|it| (it.rows(), it.columns())).enumerate()
    {
        if rows != places || columns != places {
            errors.push(ProblemError::MatrixShape { matrix, rows, columns, places });
        }
    }
    let mut check_place = |what, index, place| {
        if !matrices.is_empty() && place >= places {
            errors.push(ProblemError::NoSuchPlace { what, index, place, places });
        }
    };
    for (index, vehicle) in vehicles.iter().enumerate() {
        let ends = vehicle.start.into_iter().chain(vehicle.end);
        ends.for_each(|place| check_place("vehicle", index, place));
    }
    for (index, request) in requests.iter().enumerate() {
        request.stops(index).for_each(|(_, stop)| check_place("request", index, stop.place));
    }
    for (vehicle, rider) in vehicles.iter().enumerate() {
        let (matrix, matrices) = (rider.matrix, matrices.len());
        if matrix >= matrices {
            errors.push(ProblemError::NoSuchMatrix { vehicle, matrix, matrices });
        }
        if rider.costs.fixed < 0 {
            errors.push(ProblemError::NegativeCost { vehicle });
        }
    }
    errors.extend(overlaps(vehicles));
    for (request, asked) in requests.iter().enumerate() {
        of_request(request, asked, vehicles.len(), &mut errors);
    }
    errors
}

fn of_request(request: usize, asked: &Request, vehicles: usize, errors: &mut Vec<ProblemError>) {
    if asked.is_empty() {
        errors.push(ProblemError::NoStop { request });
    }
    if asked.priority == 0 {
        errors.push(ProblemError::NoPriority { request });
    }
    for &vehicle in asked.vehicles.named() {
        if vehicle >= vehicles {
            errors.push(ProblemError::NoSuchVehicle { request, vehicle, vehicles });
        }
    }
    for (stop, told) in asked.stops(request) {
        if told.service.has_twice() || told.setup.has_twice() {
            errors.push(ProblemError::KindTwice { stop });
        }
    }
    for (dropoff, it) in asked.dropoffs.iter().enumerate() {
        of_dropoff(StopId::Dropoff { request, dropoff }, it, asked, errors);
    }
}

fn of_dropoff(stop: StopId, it: &Dropoff, asked: &Request, errors: &mut Vec<ProblemError>) {
    let pickups = asked.pickups.len();
    for &pickup in it.after.iter().flatten() {
        if pickup >= pickups {
            errors.push(ProblemError::NoSuchPickup { stop, pickup, pickups });
        }
    }
    if it.most_on_board.is_some() && !(0..pickups).any(|pickup| it.follows(pickup)) {
        errors.push(ProblemError::OnBoardFromStart { stop });
    }
    // What may have been picked up by then, if no other pickup comes before.
    let follows = |pickup: usize| it.follows(pickup);
    let fetched = (0..pickups).filter(|pickup| follows(*pickup));
    let fetched = fetched.map(|pickup| asked.pickups[pickup].load).sum();
    let within =
        |other: &&Dropoff| (0..pickups).all(|pickup| follows(pickup) || !other.follows(pickup));
    let needed =
        asked.dropoffs.iter().filter(within).map(|other| other.load).sum::<crate::units::Load>();
    if !needed.fits(&(asked.aboard() + fetched)) {
        errors.push(ProblemError::NotYetOnBoard { stop });
    }
}

impl TimeByKind {
    fn has_twice(&self) -> bool {
        let before = |at: usize| &self.others[..at];
        self.others
            .iter()
            .enumerate()
            .any(|(at, (kind, _))| before(at).iter().any(|(other, _)| other == kind))
    }
}

/// Each shift that starts before an earlier one of its courier has ended, with that one.
fn overlaps(vehicles: &[Vehicle]) -> Vec<ProblemError> {
    let mut order: Vec<usize> = (0..vehicles.len()).collect();
    order.sort_by_key(|index| {
        let Vehicle { courier, shift, .. } = &vehicles[*index];
        (*courier, shift.start(), shift.end())
    });
    let mut errors = Vec::new();
    let mut last: Option<usize> = None;
    for second in order {
        let here = &vehicles[second];
        match last.filter(|first| vehicles[*first].courier == here.courier) {
            Some(first) if here.shift.start() < vehicles[first].shift.end() => {
                errors.push(ProblemError::ShiftsOverlap { first, second });
                if vehicles[first].shift.end() < here.shift.end() {
                    last = Some(second);
                }
            }
            _ => last = Some(second),
        }
    }
    errors
}
