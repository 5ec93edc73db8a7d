//! An instance to the solver's problem, and the stops of its plans back to node ids.

use super::{
    format::Format,
    instance::{Courier, Instance, Job, Node},
    solution::Routes,
};
use crate::{
    matrix::{Leg, Matrix},
    solver::{Plan, Problem, Request, Stop, StopId, Vehicle},
    units::{Load, Metres, Seconds, TimeWindow},
};

impl Instance {
    /// How many of the solver's seconds, and of its metres, one unit of the file is.
    #[must_use]
    pub fn scale(&self) -> f64 {
        match self.format {
            Format::LiLim | Format::Solomon => 10_000.0,
            Format::Sartori | Format::Ortec => 1.0,
            Format::Mdrp => 60.0,
        }
    }

    /// The problem for the solver. Distances are those that count as cost; times have on top what it
    /// takes to get off and on, if the format knows of that. Needs 8 bytes a pair of places, and twice
    /// as much again while it is made.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let vehicles = self.couriers.iter().enumerate();
        let vehicles = vehicles.map(|(index, courier)| self.vehicle(index, courier)).collect();
        let requests = self.jobs.iter().map(|job| self.request(*job)).collect();
        Problem::new(vec![self.matrix()], vehicles, requests)
            .expect("invariant: readers count places and couriers as the problem does")
    }

    /// When each request of [`Self::problem`] becomes known; all from the start where the format does not say.
    #[must_use]
    pub fn placed(&self) -> Vec<Seconds> {
        let placed = |job: usize| self.placed.get(job).copied().unwrap_or_default();
        (0..self.jobs.len()).map(|job| Seconds::new(self.scaled(placed(job)))).collect()
    }

    /// The name of each vehicle of [`Self::problem`], where the file has one.
    pub fn courier_names(&self) -> impl Iterator<Item = Option<&str>> {
        self.couriers.iter().map(|courier| courier.name.as_deref())
    }

    /// The node that a stop of [`Self::problem`] is at; `None` for stops of other problems.
    #[must_use]
    pub fn node(&self, stop: StopId) -> Option<usize> {
        match (*self.jobs.get(stop.request())?, stop) {
            (Job::Carry { pickup, .. }, StopId::Pickup { .. }) => Some(pickup),
            (Job::Carry { delivery: node, .. } | Job::Deliver { node }, StopId::Dropoff { .. }) => {
                Some(node)
            }
            (Job::Deliver { .. }, StopId::Pickup { .. }) => None,
        }
    }

    /// The routes of a plan for [`Self::problem`] as node ids.
    #[must_use]
    pub fn routes(&self, plan: &Plan) -> Routes {
        let nodes = plan.routes.iter().map(|route| {
            let stops = route.stops().filter_map(|stop| self.node(stop));
            stops.filter_map(|node| i64::try_from(node).ok()).collect()
        });
        let nodes = nodes.collect();
        let couriers =
            plan.routes.iter().map(|route| self.couriers.get(route.vehicle)?.name.clone());
        Routes { nodes, couriers: couriers.collect() }
    }

    /// Times and distances, with one place more, at the end, if somebody may end anywhere: it is
    /// reached from everywhere at once.
    fn matrix(&self) -> Matrix {
        let places = self.ground.places();
        let anywhere = self.couriers.iter().any(|courier| courier.end.is_none());
        Matrix::from_fn(places + usize::from(anywhere), |from, to| {
            if to == places {
                return Some(Leg { time: Seconds::ZERO, distance: Metres::ZERO });
            }
            (from < places).then(|| Leg {
                time: Seconds::new(self.scaled(self.ground.time(from, to))),
                distance: Metres::new(self.scaled(self.ground.ride(from, to))),
            })
        })
    }

    fn vehicle(&self, index: usize, courier: &Courier) -> Vehicle {
        let shift = self.window(courier.from, courier.until);
        Vehicle {
            end: Some(courier.end.unwrap_or(self.ground.places())),
            capacity: Load { mass_g: u32::MAX, volume_ml: u32::MAX, bags: self.capacity },
            ..Vehicle::new(index, courier.start, shift, 0)
        }
    }

    fn request(&self, job: Job) -> Request {
        let stop = |node: usize| self.stop(&self.nodes[node]);
        let load = |last: usize| Load { bags: self.nodes[last].load, ..Load::ZERO };
        match job {
            Job::Carry { pickup, delivery } => {
                Request::pair(stop(pickup), stop(delivery), load(delivery))
            }
            Job::Deliver { node } => Request::delivery(stop(node), load(node)),
        }
    }

    fn stop(&self, node: &Node) -> Stop {
        let window = self.window(node.early, node.late);
        Stop::new(node.place, window, Seconds::new(self.scaled(node.service)))
    }

    fn window(&self, from: f64, until: f64) -> TimeWindow<Seconds> {
        let [from, until] = [from, until].map(|time| Seconds::new(self.scaled(time)));
        TimeWindow::new(from, until).expect("invariant: readers complain of reversed windows")
    }

    /// A number of the file as the solver counts, to the nearest.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "readers take nothing below zero or above 32 bits; what would be saturates"
    )]
    fn scaled(&self, number: f64) -> u32 {
        (number * self.scale()).round() as u32
    }
}
