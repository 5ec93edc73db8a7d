//! What is told of a simulated day.

use super::{
    Log, Scene, Work,
    statistics::{gini, mean, quantile, range},
};
use crate::{solver::StopId, units::Seconds};
use std::collections::BTreeMap;

/// One figure. Times are minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "Figure::key and the table in README.md say what each is")]
pub enum Figure {
    Orders,
    Delivered,
    NotServed,
    LateShare,
    LateMean,
    LateP90,
    ClickToDoorMean,
    ClickToDoorP90,
    ReadyToDoorMean,
    ReadyToPickupMean,
    ReadyToPickupP50,
    ReadyToPickupP90,
    ReadyToPickupMax,
    Riding,
    Waiting,
    Service,
    Overtime,
    Kilometres,
    OrdersPerHour,
    WorkGini,
    WorkRange,
    RidingGini,
    RidingRange,
    OrdersGini,
    OrdersRange,
    ChurnCouriers,
    ChurnSequences,
    ChurnArrivals,
}

/// Which way a figure is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// The less the better.
    Less,
    /// The more the better.
    More,
    /// It only says how things are.
    Neither,
}

impl Figure {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 28] = [
        Self::Orders,
        Self::Delivered,
        Self::NotServed,
        Self::LateShare,
        Self::LateMean,
        Self::LateP90,
        Self::ClickToDoorMean,
        Self::ClickToDoorP90,
        Self::ReadyToDoorMean,
        Self::ReadyToPickupMean,
        Self::ReadyToPickupP50,
        Self::ReadyToPickupP90,
        Self::ReadyToPickupMax,
        Self::Riding,
        Self::Waiting,
        Self::Service,
        Self::Overtime,
        Self::Kilometres,
        Self::OrdersPerHour,
        Self::WorkGini,
        Self::WorkRange,
        Self::RidingGini,
        Self::RidingRange,
        Self::OrdersGini,
        Self::OrdersRange,
        Self::ChurnCouriers,
        Self::ChurnSequences,
        Self::ChurnArrivals,
    ];

    /// Its name in files, with its unit.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Delivered => "delivered",
            Self::NotServed => "not_served",
            Self::LateShare => "late_share",
            Self::LateMean => "late_mean_min",
            Self::LateP90 => "late_p90_min",
            Self::ClickToDoorMean => "click_to_door_mean_min",
            Self::ClickToDoorP90 => "click_to_door_p90_min",
            Self::ReadyToDoorMean => "ready_to_door_mean_min",
            Self::ReadyToPickupMean => "ready_to_pickup_mean_min",
            Self::ReadyToPickupP50 => "ready_to_pickup_p50_min",
            Self::ReadyToPickupP90 => "ready_to_pickup_p90_min",
            Self::ReadyToPickupMax => "ready_to_pickup_max_min",
            Self::Riding => "riding_min",
            Self::Waiting => "waiting_min",
            Self::Service => "service_min",
            Self::Overtime => "overtime_min",
            Self::Kilometres => "distance_km",
            Self::OrdersPerHour => "orders_per_courier_hour",
            Self::WorkGini => "work_gini",
            Self::WorkRange => "work_range_min",
            Self::RidingGini => "riding_gini",
            Self::RidingRange => "riding_range_min",
            Self::OrdersGini => "orders_gini",
            Self::OrdersRange => "orders_range",
            Self::ChurnCouriers => "churn_couriers",
            Self::ChurnSequences => "churn_sequences",
            Self::ChurnArrivals => "churn_arrivals",
        }
    }

    /// Which way it is better.
    #[must_use]
    pub const fn better(self) -> Better {
        match self {
            Self::Delivered | Self::OrdersPerHour => Better::More,
            Self::Orders | Self::Service => Better::Neither,
            _ => Better::Less,
        }
    }
}

/// The figures of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures(BTreeMap<Figure, f64>);

impl Figures {
    /// One of them.
    #[must_use]
    pub fn get(&self, figure: Figure) -> f64 {
        self.0.get(&figure).copied().unwrap_or(0.0)
    }

    /// Those of a day.
    #[must_use]
    pub fn of(scene: &Scene, log: &Log) -> Self {
        let mut figures = BTreeMap::new();
        delivery(scene, log, &mut figures);
        work(scene, log, &mut figures);
        let churn = log.churn;
        figures.insert(Figure::ChurnCouriers, f64::from(churn.couriers));
        figures.insert(Figure::ChurnSequences, f64::from(churn.sequences));
        figures.insert(Figure::ChurnArrivals, f64::from(churn.arrivals));
        Self(figures)
    }
}

/// From `earlier` on, in minutes.
fn since(earlier: Seconds, at: Seconds) -> f64 {
    (at - earlier).as_minutes()
}

fn delivery(scene: &Scene, log: &Log, figures: &mut BTreeMap<Figure, f64>) {
    let (mut late, mut click, mut ready_door, mut ready_pickup) = (vec![], vec![], vec![], vec![]);
    let mut doors = vec![0_usize; scene.orders().len()];
    for (_, ridden) in log.stops() {
        let order = ridden.stop.request();
        match ridden.stop {
            StopId::Pickup { .. } => {
                let ready = scene.stop(ridden.stop).windows.start();
                ready_pickup.push(since(ready, ridden.start));
            }
            StopId::Dropoff { .. } => {
                doors[order] += 1;
                late.push(since(scene.stop(ridden.stop).windows.end(), ridden.start));
                click.push(since(scene.placed(order), ridden.start));
                ready_door.push(since(scene.ready(order), ridden.start));
            }
        }
    }
    let delivered =
        doors.iter().zip(scene.orders()).filter(|(doors, it)| **doors == it.dropoffs.len());
    let is_late = late.iter().filter(|it| **it > 0.0).count();
    let told = [
        (Figure::Orders, scene.orders().len() as f64),
        (Figure::Delivered, delivered.count() as f64),
        (Figure::NotServed, log.not_served.len() as f64),
        (Figure::LateShare, is_late as f64 / late.len().max(1) as f64),
        (Figure::LateMean, mean(&late)),
        (Figure::LateP90, quantile(&late, 0.9)),
        (Figure::ClickToDoorMean, mean(&click)),
        (Figure::ClickToDoorP90, quantile(&click, 0.9)),
        (Figure::ReadyToDoorMean, mean(&ready_door)),
        (Figure::ReadyToPickupMean, mean(&ready_pickup)),
        (Figure::ReadyToPickupP50, quantile(&ready_pickup, 0.5)),
        (Figure::ReadyToPickupP90, quantile(&ready_pickup, 0.9)),
        (Figure::ReadyToPickupMax, quantile(&ready_pickup, 1.0)),
    ];
    figures.extend(told);
}

fn work(scene: &Scene, log: &Log, figures: &mut BTreeMap<Figure, f64>) {
    let crew = Work::by_courier(scene, log);
    let (mut overtime, mut hours, mut metres) = (0.0, 0.0, 0.0);
    for (vehicle, shift) in scene.shifts().iter().enumerate() {
        hours += since(shift.shift.start(), shift.shift.end()) / 60.0;
        metres += log.ridden[vehicle].iter().map(|it| f64::from(it.distance.as_u32())).sum::<f64>();
        if let Some(home) = log.homes[vehicle] {
            overtime += since(shift.shift.end(), home.arrival);
            metres += f64::from(home.distance.as_u32());
        }
    }
    let each = |of: fn(&Work) -> f64| crew.values().map(of).collect::<Vec<f64>>();
    let (riding, orders) = (each(|it| it.riding), each(|it| it.orders));
    let worked = each(Work::minutes);
    let told = [
        (Figure::Riding, riding.iter().sum()),
        (Figure::Waiting, each(|it| it.waiting).iter().sum()),
        (Figure::Service, each(|it| it.service).iter().sum()),
        (Figure::Overtime, overtime),
        (Figure::Kilometres, metres / 1000.0),
        (Figure::OrdersPerHour, if hours > 0.0 { orders.iter().sum::<f64>() / hours } else { 0.0 }),
        (Figure::WorkGini, gini(&worked)),
        (Figure::WorkRange, range(&worked)),
        (Figure::RidingGini, gini(&riding)),
        (Figure::RidingRange, range(&riding)),
        (Figure::OrdersGini, gini(&orders)),
        (Figure::OrdersRange, range(&orders)),
    ];
    figures.extend(told);
}
