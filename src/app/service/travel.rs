//! Paths, travel times and addresses, for everybody who is signed in.

use super::{
    Actor, AppError, Service,
    complaint::{Complaints, Submitted},
    world::zone_of,
};
use crate::{
    app::{MOST_ISOCHRONES, MOST_MINUTES, isochrones_geojson},
    geocode::Match,
    matrix::{Matrix, many_to_many},
    routing::{Class, Directions, Router, directions},
    units::{LonLat, Timestamp},
};
use jiff::tz::TimeZone;
use serde_json::Value;

/// A table has at most so many places.
const MOST_PLACES: usize = 100;

/// A search has at most so many characters.
const LONGEST_QUERY: usize = 200;

/// Complains of a place that is near no street for a class: off the map, or where all are closed at the time.
fn no_street(
    complaints: &mut Complaints,
    field: &str,
    router: &Router,
    class: &Class,
    place: LonLat,
    max_m: f64,
) {
    let profile = class.name();
    let at_other_times = router.class(profile).and_then(|class| class.snap(place, max_m));
    let (code, cause, action) = if at_other_times.is_some() {
        let cause = format!("{place} is near closed streets only for {profile} at that time");
        (
            "closed_then",
            cause,
            "leave at another time, or change the zone or profile that closes them",
        )
    } else {
        let cause = format!("{place} is near no street for {profile}");
        ("off_map", cause, "correct it; longitude comes first")
    };
    complaints.add(field, code, cause, action);
}

impl Service {
    /// The fastest path between two places for who leaves at `depart_at`, or with `None` now.
    ///
    /// # Errors
    ///
    /// Complaints about places and profile; [`AppError::NotFound`] if there is no path.
    pub async fn directions(
        &self,
        actor: &Actor,
        from: LonLat,
        to: LonLat,
        profile: &str,
        depart_at: Option<Timestamp>,
    ) -> Result<Directions, AppError> {
        let mut complaints = Complaints::default();
        self.known_profile(&mut complaints, "?profile", profile);
        let profile = profile.to_owned();
        let (at, zone) = (depart_at.unwrap_or_else(|| self.now()), self.coop_zone(actor).await?);
        let (world, max_m) = (self.world.clone(), self.settings.max_snap_m());
        let found = self.cpu.run_for(&actor.account.id, move || {
            let Some(class) = world.router.class_at(&profile, at, &zone) else {
                return Err(complaints);
            };
            let mut snap = |field, place: LonLat| {
                let snap = class.snap(place, max_m);
                if snap.is_none() {
                    no_street(&mut complaints, field, &world.router, &class, place, max_m);
                }
                snap
            };
            let ends = [snap("?from", from), snap("?to", to)];
            let [Some(from), Some(to)] = ends else { return Err(complaints) };
            let path = class.path(&from, &to);
            Ok(path.map(|path| directions(&class, &path, &from, &to)))
        });
        let found = found.await?.map_err(AppError::Invalid)?;
        found.ok_or_else(|| AppError::not_found("path", format!("from {from} to {to}")))
    }

    /// The areas that can be reached in so many minutes by who leaves at `depart_at`, or with `None` now,
    /// as GeoJSON.
    ///
    /// # Errors
    ///
    /// Complaints about the place, the minutes and the profile.
    pub async fn isochrones(
        &self,
        actor: &Actor,
        from: LonLat,
        minutes: &str,
        profile: &str,
        depart_at: Option<Timestamp>,
    ) -> Result<Value, AppError> {
        let mut complaints = Complaints::default();
        self.known_profile(&mut complaints, "?profile", profile);
        let wanted = wanted_minutes(&mut complaints, minutes);
        let profile = profile.to_owned();
        let (at, zone) = (depart_at.unwrap_or_else(|| self.now()), self.coop_zone(actor).await?);
        let (world, max_m) = (self.world.clone(), self.settings.max_snap_m());
        let found = self.cpu.run_for(&actor.account.id, move || {
            let Some(class) = world.router.class_at(&profile, at, &zone) else {
                return Err(complaints);
            };
            let snap = class.snap(from, max_m);
            if snap.is_none() {
                no_street(&mut complaints, "?from", &world.router, &class, from, max_m);
            }
            match snap {
                Some(snap) if complaints.is_empty() => {
                    Ok(isochrones_geojson(&class, &snap, &wanted))
                }
                _ => Err(complaints),
            }
        });
        found.await?.map_err(AppError::Invalid)
    }

    /// Travel times and distances between places, for who leaves at an instant, or with `None` now.
    ///
    /// # Errors
    ///
    /// Complaints about places and profile.
    pub async fn matrix(
        &self,
        actor: &Actor,
        submitted: Submitted<(String, Vec<LonLat>, Option<Timestamp>)>,
    ) -> Result<Matrix, AppError> {
        let Submitted { draft: (profile, places, depart_at), mut complaints } = submitted;
        self.known_profile(&mut complaints, "/profile", &profile);
        if places.is_empty() {
            complaints.add("/places", "missing", "has no place", "send 1 to 100");
        } else if places.len() > MOST_PLACES {
            let cause = format!("has {} places", places.len());
            complaints.add("/places", "too_many", cause, format!("send {MOST_PLACES} at most"));
        }
        if !complaints.is_empty() {
            return Err(AppError::Invalid(complaints));
        }
        let (at, zone) = (depart_at.unwrap_or_else(|| self.now()), self.coop_zone(actor).await?);
        let (world, max_m) = (self.world.clone(), self.settings.max_snap_m());
        let table = self.cpu.run_for(&actor.account.id, move || {
            let class = world.router.class_at(&profile, at, &zone)?;
            let snaps: Vec<_> = places.iter().map(|place| class.snap(*place, max_m)).collect();
            Some(many_to_many(&class, &snaps, &snaps))
        });
        table.await?.ok_or_else(|| AppError::Defect("a profile of the map got lost".to_owned()))
    }

    /// What time it is, and by whose clocks, for those who ask about streets and are nobody's: by those of
    /// the first co-operative; `None` if there is none.
    pub(in crate::app) async fn street_time(
        &self,
    ) -> Result<Option<(Timestamp, TimeZone)>, AppError> {
        if let Some(zone) = self.street_zone.get() {
            return Ok(Some((self.now(), zone.clone())));
        }
        let coops = self.store.coops().await?;
        let Some(zone) = coops.first().map(zone_of).transpose()? else { return Ok(None) };
        Ok(Some((self.now(), self.street_zone.get_or_init(|| zone).clone())))
    }

    /// The time zone of the actor's co-operative.
    pub(super) async fn coop_zone(&self, actor: &Actor) -> Result<TimeZone, AppError> {
        zone_of(&self.store.view(actor.coop()).await?.coop().await?)
    }

    /// Places found by words, the best first.
    ///
    /// # Errors
    ///
    /// A complaint if there are too many words.
    pub async fn addresses(
        &self,
        actor: &Actor,
        query: &str,
        near: Option<LonLat>,
        limit: usize,
    ) -> Result<Vec<Match>, AppError> {
        if query.chars().count() > LONGEST_QUERY {
            let mut complaints = Complaints::default();
            let action = format!("write {LONGEST_QUERY} characters at most");
            complaints.add("?q", "too_long", "is too long", action);
            return Err(AppError::Invalid(complaints));
        }
        let (world, query) = (self.world.clone(), query.to_owned());
        self.cpu
            .run_for(&actor.account.id, move || world.geocoder.search(&query, near, limit))
            .await
    }
}

/// Minutes as in `5,10,15`.
fn wanted_minutes(complaints: &mut Complaints, text: &str) -> Vec<u32> {
    let wanted: Vec<Option<u32>> = text.split(',').map(|part| part.trim().parse().ok()).collect();
    let is_good = |it: &Option<u32>| it.is_some_and(|it| (1..=MOST_MINUTES).contains(&it));
    if wanted.len() > MOST_ISOCHRONES {
        let cause = format!("has {} numbers", wanted.len());
        let action = format!("send {MOST_ISOCHRONES} at most");
        complaints.add("?minutes", "too_many", cause, action);
    } else if !wanted.iter().all(is_good) {
        let cause = format!("expected whole numbers from 1 to {MOST_MINUTES}, got {text:?}");
        complaints.add("?minutes", "invalid", cause, "write e.g. 5,10,15");
    }
    wanted.into_iter().flatten().collect()
}
