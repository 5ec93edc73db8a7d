//! What couriers have done.

use super::{Log, Scene, log::Ridden};
use crate::{solver::StopId, units::Seconds};
use std::collections::BTreeMap;

/// What one courier has done on a day, all shifts together. Times are minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Work {
    /// On the road, the way back included.
    pub riding: f64,
    /// At doors, before service could begin.
    pub waiting: f64,
    /// Service.
    pub service: f64,
    /// Orders that were fetched.
    pub orders: f64,
}

impl Work {
    /// By courier; those who had nothing to do are among them.
    #[must_use]
    pub fn by_courier(scene: &Scene, log: &Log) -> BTreeMap<usize, Self> {
        let minutes = |from: Seconds, to: Seconds| (to - from).as_minutes();
        let mut couriers: BTreeMap<usize, Self> = BTreeMap::new();
        for (vehicle, shift) in scene.shifts().iter().enumerate() {
            let work = couriers.entry(shift.courier).or_default();
            for ridden in &log.ridden[vehicle] {
                let Ridden { departure, arrival, start, end, .. } = *ridden;
                work.riding += minutes(departure, arrival);
                work.waiting += minutes(arrival, start);
                work.service += minutes(start, end);
                let is_first = matches!(ridden.stop, StopId::Pickup { pickup: 0, .. });
                work.orders += f64::from(u8::from(is_first));
            }
            if let Some(home) = log.homes[vehicle] {
                work.riding += minutes(home.departure, home.arrival);
            }
        }
        couriers
    }

    /// Riding, waiting and service together.
    #[must_use]
    pub fn minutes(&self) -> f64 {
        self.riding + self.waiting + self.service
    }
}
