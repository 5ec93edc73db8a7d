//! Shops, couriers, vehicles, hubs.

use super::{
    Actor, AppError, Deed, Service,
    checks::Checks,
    complaint::{Complaints, Submitted},
    drafts::{CourierDraft, HubDraft, ShopDraft, VehicleDraft},
    labour::refuse_unlawful_age,
    withdrawal::withdraw_concerned,
};
use crate::{
    domain::{Courier, DayShift, Hub, Position, Round, Shop, VehicleClass, VehicleTerms},
    store::Change,
    units::{Load, LonLat, Metres, Seconds},
};

/// A thing of the fleet is there, or the error says that it is not.
fn there<T>(thing: Option<T>, what: &'static str, id: &str) -> Result<T, AppError> {
    thing.ok_or_else(|| AppError::not_found(what, id))
}

fn sound<T>(complaints: Complaints, value: Option<T>) -> Result<T, AppError> {
    match value {
        Some(value) if complaints.is_empty() => Ok(value),
        _ => Err(AppError::Invalid(complaints)),
    }
}

impl Service {
    /// Begins to change something as `actor`.
    pub(super) async fn change(&self, actor: &Actor) -> Result<Change, AppError> {
        let account = Some(actor.account.id.as_str());
        Ok(self.store.change(actor.coop(), self.now(), account).await?)
    }

    /// All shops, by name.
    ///
    /// # Errors
    ///
    /// If the role may not, or the database does not answer.
    pub async fn shops(&self, actor: &Actor) -> Result<Vec<Shop>, AppError> {
        actor.may(Deed::SteerFleet)?;
        let mut shops = self.store.view(actor.coop()).await?.shops().await?;
        shops.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(shops)
    }

    /// A shop; a shop sees itself.
    ///
    /// # Errors
    ///
    /// If there is none, or none for this actor.
    pub async fn shop(&self, actor: &Actor, id: &str) -> Result<Shop, AppError> {
        let scope = actor.may(Deed::SeeShops)?;
        let shop = self.store.view(actor.coop()).await?.shop(id).await?;
        there(shop.filter(|shop| scope.holds_shop(Some(&shop.id))), "shop", id)
    }

    /// Adds or changes a shop.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the draft.
    pub async fn put_shop(
        &self,
        actor: &Actor,
        id: &str,
        submitted: Submitted<ShopDraft>,
    ) -> Result<Shop, AppError> {
        actor.may(Deed::SteerFleet)?;
        let Submitted { draft, mut complaints } = submitted;
        let mut checks = Checks(&mut complaints);
        checks.same_id(draft.id.as_deref(), id);
        let name = checks.required("/name", draft.name.as_deref(), 120);
        let phone = checks.text("/phone", draft.phone.as_deref(), 40);
        let address = checks.text("/address", draft.address.as_deref(), 200);
        let notes = checks.text("/notes", draft.notes.as_deref(), 500);
        let place = self.street_place(&mut complaints, draft.lon_lat);
        let shop =
            place.map(|place| Shop { id: id.to_owned(), name, phone, address, place, notes });
        let shop = sound(complaints, shop)?;
        let mut change = self.change(actor).await?;
        change.put_shop(&shop).await?;
        change.commit().await?;
        Ok(shop)
    }

    /// Removes a shop.
    ///
    /// # Errors
    ///
    /// If there is none, or something refers to it.
    pub async fn delete_shop(&self, actor: &Actor, id: &str) -> Result<(), AppError> {
        actor.may(Deed::SteerFleet)?;
        let mut change = self.change(actor).await?;
        change.delete_shop(id).await?;
        change.commit().await?;
        Ok(())
    }

    /// All couriers, by name.
    ///
    /// # Errors
    ///
    /// If the role may not, or the database does not answer.
    pub async fn couriers(&self, actor: &Actor) -> Result<Vec<Courier>, AppError> {
        actor.may(Deed::SteerFleet)?;
        let mut couriers = self.store.view(actor.coop()).await?.couriers().await?;
        couriers.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(couriers)
    }

    /// A courier.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub async fn courier(&self, actor: &Actor, id: &str) -> Result<Courier, AppError> {
        actor.may(Deed::SteerFleet)?;
        there(self.store.view(actor.coop()).await?.courier(id).await?, "courier", id)
    }

    /// Adds or changes a courier. With other skills or of another age, their rounds to come are withdrawn unless
    /// begun.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the draft, or [`AppError::Unlawful`] if the law forbids shifts to come to a
    /// person of this age.
    pub async fn put_courier(
        &self,
        actor: &Actor,
        id: &str,
        submitted: Submitted<CourierDraft>,
    ) -> Result<Courier, AppError> {
        actor.may(Deed::SteerFleet)?;
        let Submitted { draft, mut complaints } = submitted;
        let mut checks = Checks(&mut complaints);
        checks.same_id(draft.id.as_deref(), id);
        let name = checks.required("/name", draft.name.as_deref(), 120);
        let skills = checks.skills("/skills", draft.skills.as_deref());
        let age = checks.age("/age", draft.age.as_deref());
        let courier = sound(complaints, Some(Courier { id: id.to_owned(), name, skills, age }))?;
        let mut change = self.change(actor).await?;
        if let Some(was) = change.courier(id).await? {
            refuse_unlawful_age(&mut change, &was, &courier).await?;
            if was.skills != courier.skills || was.age != courier.age {
                withdraw_concerned(&mut change, |round, _| round.courier == id).await?;
            }
        }
        change.put_courier(&courier).await?;
        change.commit().await?;
        Ok(courier)
    }

    /// Removes a courier.
    ///
    /// # Errors
    ///
    /// If there is none, or something refers to them.
    pub async fn delete_courier(&self, actor: &Actor, id: &str) -> Result<(), AppError> {
        actor.may(Deed::SteerFleet)?;
        let mut change = self.change(actor).await?;
        change.delete_courier(id).await?;
        change.commit().await?;
        Ok(())
    }

    /// All kinds of vehicle, by name.
    ///
    /// # Errors
    ///
    /// If the role may not, or the database does not answer.
    pub async fn vehicles(&self, actor: &Actor) -> Result<Vec<VehicleClass>, AppError> {
        actor.may(Deed::SteerFleet)?;
        let mut vehicles = self.store.view(actor.coop()).await?.vehicles().await?;
        vehicles.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(vehicles)
    }

    /// A kind of vehicle.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub async fn vehicle(&self, actor: &Actor, id: &str) -> Result<VehicleClass, AppError> {
        actor.may(Deed::SteerFleet)?;
        there(self.store.view(actor.coop()).await?.vehicle(id).await?, "vehicle", id)
    }

    /// Adds or changes a kind of vehicle. With another capacity or profile, its rounds to come are
    /// withdrawn unless begun.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the draft.
    pub async fn put_vehicle(
        &self,
        actor: &Actor,
        id: &str,
        submitted: Submitted<VehicleDraft>,
    ) -> Result<VehicleClass, AppError> {
        actor.may(Deed::SteerFleet)?;
        let Submitted { draft, mut complaints } = submitted;
        let mut checks = Checks(&mut complaints);
        checks.same_id(draft.id.as_deref(), id);
        let name = checks.required("/name", draft.name.as_deref(), 120);
        let profile = checks.required("/profile", draft.profile.as_deref(), 64);
        let room = checks.needed("/capacity", draft.capacity).unwrap_or_default();
        checks.load("/capacity", room);
        checks.needed("/capacity/mass_g", room.mass_g);
        checks.needed("/capacity/volume_ml", room.volume_ml);
        checks.needed("/capacity/bags", room.bags);
        self.known_profile(&mut complaints, "/profile", &profile);
        let capacity = room.or(Load::ZERO);
        let terms = vehicle_terms(&mut Checks(&mut complaints), &draft);
        let vehicle = VehicleClass { id: id.to_owned(), name, profile, capacity, terms };
        let vehicle = sound(complaints, Some(vehicle))?;
        let mut change = self.change(actor).await?;
        let rides_otherwise = |was: VehicleClass| {
            was.capacity != vehicle.capacity
                || was.profile != vehicle.profile
                || was.terms != vehicle.terms
        };
        if change.vehicle(id).await?.is_some_and(rides_otherwise) {
            withdraw_concerned(&mut change, |round, _| round.vehicle == id).await?;
        }
        change.put_vehicle(&vehicle).await?;
        change.commit().await?;
        Ok(vehicle)
    }

    /// Removes a kind of vehicle.
    ///
    /// # Errors
    ///
    /// If there is none, or something refers to it.
    pub async fn delete_vehicle(&self, actor: &Actor, id: &str) -> Result<(), AppError> {
        actor.may(Deed::SteerFleet)?;
        let mut change = self.change(actor).await?;
        change.delete_vehicle(id).await?;
        change.commit().await?;
        Ok(())
    }

    /// All hubs, by name, each with where it is on this map.
    ///
    /// # Errors
    ///
    /// If the role may not, or the database does not answer.
    pub async fn hubs(&self, actor: &Actor) -> Result<Vec<(Hub, LonLat)>, AppError> {
        actor.may(Deed::SteerFleet)?;
        let mut hubs = self.store.view(actor.coop()).await?.hubs().await?;
        hubs.sort_by(|a, b| a.name.cmp(&b.name));
        hubs.into_iter().map(|hub| self.on_this_map(hub)).collect()
    }

    /// A hub with where it is on this map.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub async fn hub(&self, actor: &Actor, id: &str) -> Result<(Hub, LonLat), AppError> {
        actor.may(Deed::SteerFleet)?;
        let hub = there(self.store.view(actor.coop()).await?.hub(id).await?, "hub", id)?;
        self.on_this_map(hub)
    }

    /// Adds or changes a hub. With another place, its rounds to come are withdrawn unless begun.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the draft.
    pub async fn put_hub(
        &self,
        actor: &Actor,
        id: &str,
        submitted: Submitted<HubDraft>,
    ) -> Result<(Hub, LonLat), AppError> {
        actor.may(Deed::SteerFleet)?;
        let Submitted { draft, mut complaints } = submitted;
        let mut checks = Checks(&mut complaints);
        checks.same_id(draft.id.as_deref(), id);
        let name = checks.required("/name", draft.name.as_deref(), 120);
        let place = self.street_place(&mut complaints, draft.lon_lat);
        let position = place.map(Position::At);
        let hub = position.map(|position| Hub { id: id.to_owned(), name, position });
        let hub = sound(complaints, hub)?;
        let mut change = self.change(actor).await?;
        if change.hub(id).await?.is_some_and(|was| was.position != hub.position) {
            let concerned = |round: &Round, shift: Option<&DayShift>| {
                round.hub == id || shift.is_some_and(|shift| shift.is_at(id))
            };
            withdraw_concerned(&mut change, concerned).await?;
        }
        change.put_hub(&hub).await?;
        change.commit().await?;
        self.on_this_map(hub)
    }

    /// Removes a hub.
    ///
    /// # Errors
    ///
    /// If there is none, or something refers to it.
    pub async fn delete_hub(&self, actor: &Actor, id: &str) -> Result<(), AppError> {
        actor.may(Deed::SteerFleet)?;
        let mut change = self.change(actor).await?;
        change.delete_hub(id).await?;
        change.commit().await?;
        Ok(())
    }

    pub(super) fn on_this_map(&self, hub: Hub) -> Result<(Hub, LonLat), AppError> {
        let place = match hub.position {
            Position::At(place) => Some(place),
            Position::CentreOfMap => self.centre(),
        };
        let place = place.ok_or_else(|| AppError::Defect("the map has no centre".to_owned()))?;
        Ok((hub, place))
    }

    /// A place that must be there, beside a street.
    fn street_place(&self, complaints: &mut Complaints, said: Option<LonLat>) -> Option<LonLat> {
        let place = Checks(complaints).needed("/lon_lat", said)?;
        self.refuse_off_map(complaints, "/lon_lat", place);
        Some(place)
    }

    /// Complains of a profile that the map does not have.
    pub(super) fn known_profile(&self, complaints: &mut Complaints, field: &str, profile: &str) {
        if self.world.class(profile).is_none() {
            let known = self.world.profiles().join(", ");
            let cause = "is no profile of this map";
            complaints.add(field, "unknown", cause, format!("write one of {known}"));
        }
    }
}

/// How far a vehicle goes and how it is handled.
fn vehicle_terms(checks: &mut Checks<'_>, draft: &VehicleDraft) -> VehicleTerms {
    checks.within("/range_km", draft.range_km, 1, 1_000);
    checks.within("/most_stops", draft.most_stops, 1, 1_000);
    checks.at_most("/parking_s", draft.parking_s, 1_800);
    VehicleTerms {
        range: draft.range_km.map(|km| Metres::new(km.saturating_mul(1_000))),
        most_stops: draft.most_stops,
        parking: draft.parking_s.map_or(Seconds::ZERO, Seconds::new),
    }
}
