//! The ways of rounds along the streets.

use super::{
    Actor, AppError, Deed, Service,
    progress::own_round,
    world::{World, zone_of},
};
use crate::{
    app::ways::way,
    domain::{LiveRound, VehicleClass},
    units::LonLat,
};
use jiff::{civil::Date, tz::TimeZone};
use quick_cache::sync::Cache;
use std::sync::Arc;

/// The way to one stop of a round.
#[derive(Clone, Debug, PartialEq)]
pub struct LegPath {
    /// Number of the stop that it leads to.
    pub stop: usize,
    /// Its points, at least two.
    pub points: Vec<LonLat>,
}

/// The way of a round, leg by leg.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundPath {
    /// Id of the round.
    pub round: String,
    /// Id of its courier.
    pub courier: String,
    /// The legs; between stops at one place there is none.
    pub legs: Vec<LegPath>,
}

/// Ways by co-operative, round and the router's generation: a published round changes its way only with
/// the streets.
#[derive(Debug)]
pub(super) struct PathCache(Cache<(String, String, u64), Arc<RoundPath>>);

impl PathCache {
    pub(super) fn new() -> Self {
        Self(Cache::new(512))
    }
}

impl Service {
    /// The way of a round.
    ///
    /// # Errors
    ///
    /// If there is no such round, or none for this actor, or there is too much to do.
    pub async fn round_path(&self, actor: &Actor, id: &str) -> Result<Arc<RoundPath>, AppError> {
        let scope = actor.may(Deed::Rounds)?;
        let mut view = self.store.view(actor.coop()).await?;
        let live = own_round(&mut view, &scope, id).await?;
        let vehicles = view.vehicles().await?;
        let zone = zone_of(&view.coop().await?)?;
        drop(view);
        let paths = self.paths_of(actor, vec![live], vehicles, zone).await?;
        paths.into_iter().next().ok_or_else(|| AppError::not_found("round", id))
    }

    /// The ways of all rounds of a day, by start.
    ///
    /// # Errors
    ///
    /// If the role may not, or there is too much to do.
    pub async fn day_paths(
        &self,
        actor: &Actor,
        day: Date,
    ) -> Result<Vec<Arc<RoundPath>>, AppError> {
        actor.may(Deed::SteerDays)?;
        let mut view = self.store.view(actor.coop()).await?;
        let rounds = view.rounds_of_day(day).await?;
        let vehicles = view.vehicles().await?;
        let zone = zone_of(&view.coop().await?)?;
        drop(view);
        self.paths_of(actor, rounds, vehicles, zone).await
    }

    async fn paths_of(
        &self,
        actor: &Actor,
        rounds: Vec<LiveRound>,
        vehicles: Vec<VehicleClass>,
        zone: TimeZone,
    ) -> Result<Vec<Arc<RoundPath>>, AppError> {
        let coop = actor.coop();
        // Asked first, so that what is found meanwhile on newer streets does no harm.
        let generation = self.world.router.generation();
        let key = |live: &LiveRound| (coop.to_owned(), live.id.clone(), generation);
        let known: Vec<_> = rounds.iter().map(|live| self.paths.0.get(&key(live))).collect();
        if known.iter().all(Option::is_some) {
            return Ok(known.into_iter().flatten().collect());
        }
        let (world, max_m) = (self.world.clone(), self.settings.max_snap_m());
        let work = move || {
            let path = |(live, known): (LiveRound, Option<Arc<RoundPath>>)| {
                known.unwrap_or_else(|| Arc::new(path(&world, &live, &vehicles, &zone, max_m)))
            };
            rounds.into_iter().zip(known).map(path).collect::<Vec<_>>()
        };
        let paths = self.cpu.run_for(&actor.account.id, work).await?;
        for path in &paths {
            let key = (coop.to_owned(), path.round.clone(), generation);
            self.paths.0.insert(key, Arc::clone(path));
        }
        Ok(paths)
    }
}

/// The way of a round on the streets as they are when it begins.
fn path(
    world: &World,
    live: &LiveRound,
    vehicles: &[VehicleClass],
    zone: &TimeZone,
    max_m: f64,
) -> RoundPath {
    let class = vehicles.iter().find(|class| class.id == live.round.vehicle);
    let begin = live.round.stops.first().map(|stop| stop.start_at);
    let class = class.zip(begin);
    let class = class.and_then(|(class, at)| world.router.class_at(&class.profile, at, zone));
    let leg = |from, to| Some(way(class.as_deref()?, from, to, max_m)?.geometry);
    let pairs =
        live.round.stops.windows(2).zip(1..).filter(|(pair, _)| pair[0].place != pair[1].place);
    let legs = pairs.map(|(pair, stop)| {
        let (from, to) = (pair[0].place, pair[1].place);
        // The map may be another than the one that the round was planned on.
        LegPath { stop, points: leg(from, to).unwrap_or_else(|| vec![from, to]) }
    });
    let legs = legs.collect();
    RoundPath { round: live.id.clone(), courier: live.round.courier.clone(), legs }
}
