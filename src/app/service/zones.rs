//! Zones: areas where streets are closed or slow for a time.

use super::{
    Actor, AppError, Deed, Service,
    checks::Checks,
    complaint::Submitted,
    drafts::{ZoneDraft, ZoneEffectDraft},
};
use crate::{
    domain::{KeptZone, StreetZone, ZoneEffect},
    geo::{Polygon, PolygonError},
    osm::is_understood,
    routing::{Effect, Zone, Zones},
};
use std::{ops::RangeInclusive, sync::Arc};

/// More than anybody draws; each is looked at whenever a class is asked for.
const MOST_ZONES: usize = 500;

/// Highest speeds that a zone may say, in km/h.
const SPEED_KMH: RangeInclusive<f64> = 1.0..=60.0;
/// Parts of a speed.
const FACTOR: RangeInclusive<f64> = 0.1..=1.0;

impl Service {
    /// All zones, by name.
    ///
    /// # Errors
    ///
    /// If the role may not, or the database does not answer.
    pub async fn zones(&self, actor: &Actor) -> Result<Vec<KeptZone>, AppError> {
        actor.may(Deed::SteerStreets)?;
        Ok(self.store.view(actor.coop()).await?.zones().await?)
    }

    /// A zone.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub async fn zone(&self, actor: &Actor, id: &str) -> Result<KeptZone, AppError> {
        actor.may(Deed::SteerStreets)?;
        let zone = self.store.view(actor.coop()).await?.zone(id).await?;
        zone.ok_or_else(|| AppError::not_found("zone", id))
    }

    /// Draws a zone. It counts at once for all that is asked from now on; rounds that are planned stay as
    /// they are until the day is planned again.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the draft; [`AppError::Conflict`] if there are too many, or other
    /// co-operatives ride on the same streets.
    pub async fn post_zone(
        &self,
        actor: &Actor,
        submitted: Submitted<ZoneDraft>,
    ) -> Result<KeptZone, AppError> {
        actor.may(Deed::SteerStreets)?;
        let zone = self.checked_zone(&uuid::Uuid::now_v7().to_string(), submitted, None)?;
        self.own_streets().await?;
        let turn = self.tuning_turn().await;
        let mut zones = self.zones(actor).await?;
        if zones.len() >= MOST_ZONES {
            let (cause, action) = (format!("there are {MOST_ZONES} zones"), "remove some first");
            return Err(AppError::conflict("too_many_zones", cause, action));
        }
        let kept = self.kept(actor, zone);
        zones.push(kept.clone());
        let placed = self.placed(actor, &zones).await?;
        let mut change = self.change(actor).await?;
        change.put_zone(&kept.zone).await?;
        self.commit_streets(change, turn, move |router| router.adopt_zones(placed)).await?;
        self.zone(actor, &kept.zone.id).await
    }

    /// Changes a zone; see [`post_zone`](Self::post_zone).
    ///
    /// # Errors
    ///
    /// The same; and if there is none.
    pub async fn put_zone(
        &self,
        actor: &Actor,
        id: &str,
        submitted: Submitted<ZoneDraft>,
    ) -> Result<KeptZone, AppError> {
        let known = self.zone(actor, id).await?;
        let zone = self.checked_zone(id, submitted, Some(&known.zone))?;
        self.own_streets().await?;
        let turn = self.tuning_turn().await;
        let mut zones = self.zones(actor).await?;
        let kept = self.kept(actor, zone);
        let place = zones.iter_mut().find(|known| known.zone.id == id);
        *place.ok_or_else(|| AppError::not_found("zone", id))? = kept.clone();
        let placed = self.placed(actor, &zones).await?;
        let mut change = self.change(actor).await?;
        change.put_zone(&kept.zone).await?;
        self.commit_streets(change, turn, move |router| router.adopt_zones(placed)).await?;
        self.zone(actor, id).await
    }

    /// Removes a zone. Where other co-operatives ride on the same streets none of the others comes into
    /// force by it.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub async fn delete_zone(&self, actor: &Actor, id: &str) -> Result<(), AppError> {
        self.zone(actor, id).await?;
        let turn = self.tuning_turn().await;
        let mut zones = self.zones(actor).await?;
        zones.retain(|known| known.zone.id != id);
        if !self.has_own_streets().await? {
            zones.clear();
        }
        let placed = self.placed(actor, &zones).await?;
        let mut change = self.change(actor).await?;
        change.delete_zone(id).await?;
        self.commit_streets(change, turn, move |router| router.adopt_zones(placed)).await
    }

    fn kept(&self, actor: &Actor, zone: StreetZone) -> KeptZone {
        let (created_at, changed_at) = (self.now(), self.now());
        KeptZone { zone, created_at, changed_at, author: Some(actor.account.id.clone()) }
    }

    async fn placed(&self, actor: &Actor, zones: &[KeptZone]) -> Result<Arc<Zones>, AppError> {
        let zones = routing_zones(zones);
        let world = self.world.clone();
        self.cpu.run_for(&actor.account.id, move || world.router.prepare_zones(zones)).await
    }

    /// May there be a street of the map in an area?
    fn meets_map(&self, area: &Polygon) -> bool {
        let map = self.world.router.map().report.bbox;
        map.is_none_or(|map| map.common(&area.bbox()).is_some())
    }

    fn checked_zone(
        &self,
        id: &str,
        submitted: Submitted<ZoneDraft>,
        known: Option<&StreetZone>,
    ) -> Result<StreetZone, AppError> {
        let Submitted { draft, mut complaints } = submitted;
        let mut checks = Checks(&mut complaints);
        checks.same_id(draft.id.as_deref(), id);
        let name = checks.required("/name", draft.name.as_deref(), 120);
        let effect = checks.needed("/effect", draft.effect);
        let effect = effect.and_then(|effect| checked_effect(&mut checks, &effect));
        if let (Some(from), Some(until)) = (draft.from, draft.until)
            && until <= from
        {
            let cause = "is not after from_at";
            checks.0.add("/until_at", "before_start", cause, "write a later time");
        }
        let hours = checks.text("/hours", draft.hours.as_deref(), 255);
        let hours = Some(hours).filter(|hours| !hours.is_empty());
        if hours.as_deref().is_some_and(|hours| !is_understood(hours)) {
            let action = "write opening hours as OpenStreetMap does, such as Sa 06:00-14:00";
            checks.0.add("/hours", "invalid", "are no opening hours that Musette knows", action);
        }
        if !checks.0.about("/area") {
            checks.needed("/area", draft.area.as_ref());
        }
        let area = draft.area.unwrap_or_default();
        // Where it is already it may stay, whatever map came after.
        let is_kept = known.is_some_and(|known| known.area == area);
        match Polygon::new(area.clone()) {
            Ok(polygon) if !is_kept && !self.meets_map(&polygon) => {
                let action = "longitude comes first; draw it where there are streets";
                complaints.add("/area/coordinates", "beside_map", "are all beside the map", action);
            }
            Err(error) if !complaints.about("/area") => {
                let cause = error.to_string();
                let (cause, action) = cause.split_once("; ").unwrap_or((&cause, "draw another"));
                complaints.add("/area/coordinates", polygon_code(error), cause, action);
            }
            Ok(_) | Err(_) => {}
        }
        let profiles = draft.profiles.unwrap_or_default();
        for (index, profile) in profiles.iter().enumerate() {
            self.known_profile(&mut complaints, &format!("/profiles/{index}"), profile);
        }
        match effect {
            Some(effect) if complaints.is_empty() => {
                let (id, from, until) = (id.to_owned(), draft.from, draft.until);
                Ok(StreetZone { id, name, area, effect, profiles, from, until, hours })
            }
            _ => Err(AppError::Invalid(complaints)),
        }
    }
}

fn checked_effect(checks: &mut Checks<'_>, draft: &ZoneEffectDraft) -> Option<ZoneEffect> {
    let kind = checks.needed("/effect/kind", draft.kind.as_deref())?;
    let ZoneEffectDraft { max_speed_kmh, speed_factor, .. } = *draft;
    let speed = ("/effect/max_speed_kmh", max_speed_kmh);
    let factor = ("/effect/speed_factor", speed_factor);
    let (surplus, effect) = match kind {
        "closed" => (vec![speed, factor], Some(ZoneEffect::Closed)),
        "max_speed" => {
            let kmh = within(checks, speed, &SPEED_KMH);
            (vec![factor], kmh.map(ZoneEffect::MaxSpeedKmh))
        }
        "speed_factor" => {
            let factor = within(checks, factor, &FACTOR);
            (vec![speed], factor.map(ZoneEffect::SpeedFactor))
        }
        _ => {
            let action = "write closed, max_speed or speed_factor";
            checks.0.add("/effect/kind", "unknown", "is no effect of a zone", action);
            (Vec::new(), None)
        }
    };
    for (field, _) in surplus.into_iter().filter(|(_, number)| number.is_some()) {
        checks.0.add(field, "surplus", "does not go with this kind", "leave it out");
    }
    effect
}

fn within(
    checks: &mut Checks<'_>,
    (field, number): (&'static str, Option<f64>),
    range: &RangeInclusive<f64>,
) -> Option<f64> {
    let number = checks.needed(field, number)?;
    if !range.contains(&number) {
        let action = format!("write a number from {} to {}", range.start(), range.end());
        checks.0.add(field, "out_of_range", format!("is {number}"), action);
        return None;
    }
    Some(number)
}

fn polygon_code(error: PolygonError) -> &'static str {
    match error {
        PolygonError::Empty | PolygonError::TooFew { .. } => "too_few",
        PolygonError::TooManyPoints(_) => "too_many",
        PolygonError::Open { .. } => "open_ring",
        PolygonError::Crossing { .. } => "crossing",
        PolygonError::NoHole { .. } => "no_hole",
    }
}

/// Zones as the router takes them. One that is no area, which nobody could keep, is left out.
pub(super) fn routing_zones(zones: &[KeptZone]) -> Vec<Zone> {
    let ready = |kept: &KeptZone| {
        let zone = &kept.zone;
        let effect = match zone.effect {
            ZoneEffect::Closed => Effect::Closed,
            ZoneEffect::MaxSpeedKmh(kmh) => Effect::AtMostKmh(kmh.clamp(1.0, 60.0)),
            ZoneEffect::SpeedFactor(factor) => Effect::Slower(factor.clamp(0.1, 1.0)),
        };
        let area = Polygon::new(zone.area.clone());
        let area = area.inspect_err(|error| {
            tracing::error!(zone = zone.id, %error, "a zone that is no area is left out");
        });
        Some(Zone {
            id: zone.id.clone(),
            area: area.ok()?,
            effect,
            profiles: zone.profiles.clone(),
            from: zone.from,
            until: zone.until,
            hours: zone.hours.clone(),
        })
    };
    zones.iter().filter_map(ready).collect()
}
