//! A day that is to be simulated, with the names of whoever is in it.

use crate::{
    app::plan_day::instance,
    dispatch::{Day, InstanceError},
    domain::{Coop, Order, Sentence},
    routing::Router,
    simulation::{Scene, SceneError},
    solver::Reason,
    units::{Seconds, Timestamp},
};
use jiff::tz::TimeZone;
use std::fmt;

/// Says of an order (by index) why it was not served: a stable code and a sentence.
type Teller<'a> = Box<dyn Fn(usize, Reason) -> (&'static str, Sentence) + Sync + 'a>;

/// A day for people: the scene, and what its numbers are called.
pub struct Stage<'a> {
    /// What it is called.
    pub title: String,
    /// The day.
    pub scene: Scene,
    /// Names of the couriers, by shift.
    pub couriers: Vec<String>,
    /// Ids of the orders.
    pub orders: Vec<String>,
    /// What the clocks show at the scene's second 0, in seconds after midnight.
    pub clock_s: u32,
    /// Why an order was not served.
    pub told: Teller<'a>,
}

impl fmt::Debug for Stage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stage").field("title", &self.title).finish_non_exhaustive()
    }
}

/// Why a day cannot be simulated.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// It cannot be made a problem.
    #[error(transparent)]
    Instance(#[from] InstanceError),
    /// It has something that cannot be ridden here.
    #[error(transparent)]
    Scene(#[from] SceneError),
}

/// By order: when it was placed, where that is known.
#[derive(Clone, Copy, Debug)]
pub struct Arrivals<'a>(pub &'a [Option<Timestamp>]);

/// An order of which nobody wrote down when it was placed was placed so long before it is ready.
const AHEAD: Seconds = Seconds::from_minutes(25);

impl Arrivals<'_> {
    /// When this order was placed.
    fn of(self, index: usize, order: &Order) -> Timestamp {
        let known = self.0.get(index).copied().flatten();
        known.unwrap_or_else(|| {
            let ready = order.ready_at().as_millis();
            Timestamp::from_millis(ready - i64::from(AHEAD.as_u32()) * 1000)
        })
    }
}

impl<'a> Stage<'a> {
    /// A co-operative's day, on streets as they are when each shift begins. An order that was placed before the day
    /// begins is known from its beginning on; one of which nobody knows was placed 25 minutes before it is ready.
    ///
    /// # Errors
    ///
    /// See [`StageError`].
    pub fn of_day(
        router: &Router,
        zone: &TimeZone,
        coop: &'a Coop,
        orders: &'a [Order],
        arrivals: Arrivals<'_>,
        max_snap_m: f64,
    ) -> Result<Self, StageError> {
        let instance = instance(router, Day::new(coop, orders), max_snap_m)?;
        let start = instance.start();
        let placed = orders.iter().enumerate();
        let placed = placed.map(|(index, order)| arrivals.of(index, order).seconds_since(start));
        let scene = Scene::new(instance.problem.clone(), placed.collect())?;
        let name = |id: &str| {
            let courier = coop.couriers.iter().find(|courier| courier.id == id);
            courier.map_or_else(|| id.to_owned(), |courier| courier.name.clone())
        };
        Ok(Self {
            title: format!("{}, {}", coop.name, coop.day),
            scene,
            couriers: coop.shifts.iter().map(|shift| name(&shift.courier)).collect(),
            orders: orders.iter().map(|order| order.id.clone()).collect(),
            clock_s: clock_s(start, zone),
            told: Box::new(move |order, reason| instance.told(order, reason)),
        })
    }

    /// What the clocks show at a moment of the scene. A change of the clocks within the day is not followed.
    #[must_use]
    pub fn clock(&self, at: Seconds) -> String {
        let minutes = u64::from(self.clock_s) + u64::from(at.as_u32());
        let minutes = minutes / 60;
        format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
    }
}

fn clock_s(start: Timestamp, zone: &TimeZone) -> u32 {
    let local = jiff::Timestamp::from_millisecond(start.as_millis()).unwrap_or_default();
    let time = local.to_zoned(zone.clone()).time();
    let [hour, minute, second] = [time.hour(), time.minute(), time.second()].map(i32::from);
    u32::try_from(hour * 3600 + minute * 60 + second).unwrap_or(0)
}
