//! What is kept of a day that was ridden: enough for all that is told of it, and no more.

use crate::{
    simulation::{Figures, Forecast, Log, NotServed, Ridden, Scene, Work},
    solver::StopId,
    units::Seconds,
};
use std::collections::BTreeMap;

/// In seconds.
pub(super) const HALF_HOUR: u32 = 1800;

/// One day that was ridden.
#[derive(Clone, Debug)]
pub struct Lived {
    /// What decided over its luck.
    pub seed: u64,
    /// What is told of it.
    pub figures: Figures,
    /// Who could not be served.
    pub not_served: Vec<NotServed>,
    /// What was said, and what became of it.
    pub forecasts: Vec<Forecast>,
    /// What each courier has done.
    pub work: BTreeMap<usize, Work>,
    /// Every dropoff.
    pub doors: Vec<Door>,
    /// From the scene's second 0 on.
    pub half_hours: Vec<HalfHour>,
}

/// When a dropoff began.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Door {
    /// So many minutes after the end of its window; less than nothing: before.
    pub late: f64,
    /// So many after the order was placed.
    pub click: f64,
}

/// What was done in half an hour.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HalfHour {
    /// Dropoffs that began.
    pub dropoffs: f64,
    /// Couriers who rode, waited at a door or served, in the mean.
    pub busy: f64,
}

impl Lived {
    pub(super) fn of(scene: &Scene, seed: u64, log: &Log) -> Self {
        Self {
            seed,
            figures: Figures::of(scene, log),
            not_served: log.not_served.clone(),
            forecasts: Forecast::of(log),
            work: Work::by_courier(scene, log),
            doors: log.stops().filter_map(|(_, one)| Door::of(scene, one)).collect(),
            half_hours: half_hours(log),
        }
    }
}

impl Door {
    fn of(scene: &Scene, ridden: &Ridden) -> Option<Self> {
        let StopId::Dropoff { request, dropoff } = ridden.stop else { return None };
        let due = scene.orders()[request].dropoffs.get(dropoff)?.stop.windows.end();
        let since =
            |from: Seconds| (f64::from(ridden.start.as_u32()) - f64::from(from.as_u32())) / 60.0;
        Some(Self { late: since(due), click: since(scene.placed(request)) })
    }
}

/// Which half hour a moment is in.
pub(super) fn half_hour(at: Seconds) -> usize {
    usize::try_from(at.as_u32() / HALF_HOUR).unwrap_or(usize::MAX)
}

fn half_hours(log: &Log) -> Vec<HalfHour> {
    let last = log.stops().map(|(_, one)| half_hour(one.end) + 1).max().unwrap_or(0);
    let mut halves = vec![HalfHour::default(); last];
    for (_, one) in log.stops() {
        if let StopId::Dropoff { .. } = one.stop {
            halves[half_hour(one.start)].dropoffs += 1.0;
        }
        let [begin, end] = [one.departure, one.end].map(Seconds::as_u32);
        let starts = (0..).step_by(HALF_HOUR as usize);
        let own = half_hour(one.departure)..=half_hour(one.end);
        for (from, half) in starts.zip(&mut halves).take(own.end() + 1).skip(*own.start()) {
            let within = end.min(from + HALF_HOUR).saturating_sub(begin.max(from));
            half.busy += f64::from(within) / f64::from(HALF_HOUR);
        }
    }
    halves
}
