//! Profiles as they are tuned, and what a start does with tuned profiles and zones.

use super::{
    Actor, AppError, Deed, Service, checks::Checks, complaint::Submitted, drafts::ProfileDraft,
    zones::routing_zones,
};
use crate::{
    config::{parse_profile, profile_text},
    domain::ProfileVersion,
    graph::Difference,
    osm::Profile,
    routing::{Class, ClassTimes, Router},
    store::Change,
};
use std::sync::Arc;
use tokio::sync::OwnedMutexGuard;

/// The longest text of a profile, in characters: some ten times as long as those that are shipped.
const LONGEST_PROFILE: usize = 100_000;

/// A profile as it is now.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileView {
    /// Its rules.
    pub profile: Profile,
    /// Who tuned it last; `None`: it is as the map was imported.
    pub tuned: Option<ProfileVersion>,
    /// How long the making of its class took.
    pub times: ClassTimes,
}

impl ProfileView {
    fn of(class: &Class, tuned: Option<ProfileVersion>) -> Self {
        Self { profile: class.metric.rules().clone(), tuned, times: class.times }
    }

    /// Its text, as it was sent; else one that says the same.
    #[must_use]
    pub fn toml(&self) -> String {
        let tuned = self.tuned.as_ref().map(|tuned| tuned.toml.clone());
        tuned.unwrap_or_else(|| profile_text(&self.profile))
    }
}

impl Service {
    /// All profiles of the map, by name.
    ///
    /// # Errors
    ///
    /// If the role may not, or the database does not answer.
    pub async fn profiles(&self, actor: &Actor) -> Result<Vec<ProfileView>, AppError> {
        actor.may(Deed::SteerStreets)?;
        let mut tuned = self.store.view(actor.coop()).await?.tuned_profiles().await?;
        let classes = self.world.router.classes();
        let mut profiles: Vec<ProfileView> = classes
            .iter()
            .map(|class| {
                let own = tuned.iter().position(|version| version.name == class.name());
                ProfileView::of(class, own.map(|index| tuned.swap_remove(index)))
            })
            .collect();
        profiles.sort_by(|a, b| a.profile.name.cmp(&b.profile.name));
        Ok(profiles)
    }

    /// A profile of the map.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub async fn profile(&self, actor: &Actor, name: &str) -> Result<ProfileView, AppError> {
        let profiles = self.profiles(actor).await?;
        let found = profiles.into_iter().find(|view| view.profile.name == name);
        found.ok_or_else(|| AppError::not_found("profile", name))
    }

    /// Tunes a profile: all that is asked from now on is answered by it, and what runs goes on by the old
    /// one. Tells what became of how many directed edges.
    ///
    /// # Errors
    ///
    /// If there is no such profile, everything that is wrong with the draft, or [`AppError::Conflict`] if
    /// other co-operatives ride on the same streets.
    pub async fn put_profile(
        &self,
        actor: &Actor,
        name: &str,
        submitted: Submitted<ProfileDraft>,
    ) -> Result<(ProfileView, Difference), AppError> {
        actor.may(Deed::SteerStreets)?;
        if !self.world.router.names().any(|known| known == name) {
            return Err(AppError::not_found("profile", name));
        }
        let Submitted { draft, mut complaints } = submitted;
        let mut checks = Checks(&mut complaints);
        let toml = checks.required("/toml", draft.toml.as_deref(), LONGEST_PROFILE);
        let reason = checks.required("/reason", draft.reason.as_deref(), 500);
        let profile = if complaints.about("/toml") {
            None
        } else {
            let read = parse_profile(name, &toml);
            read.map_err(|wrong| complaints.add_of_text("/toml", &wrong)).ok()
        };
        let Some(profile) = profile.filter(|_| complaints.is_empty()) else {
            return Err(AppError::Invalid(complaints));
        };
        self.own_streets().await?;
        let turn = self.tuning_turn().await;
        let world = self.world.clone();
        let prepare = move || {
            let before = world.router.class(&profile.name)?;
            let after = world.router.prepare(&profile)?;
            let is_ridden = !after.metric.rides_nowhere(&after.map().graph);
            Some((Difference::between(&before.metric, &after.metric), after, is_ridden))
        };
        let prepared = self.cpu.run_for(&actor.account.id, prepare).await?;
        let (difference, class, is_ridden) =
            prepared.ok_or_else(|| AppError::Defect("a profile of the map got lost".to_owned()))?;
        if !is_ridden {
            let (cause, action) =
                ("leaves no street to ride", "open residential streets, at least");
            complaints.add("/toml", "no_street", cause, action);
            return Err(AppError::Invalid(complaints));
        }
        let mut change = self.change(actor).await?;
        let version = change.tune_profile(name, &toml, &reason).await?;
        let adopted = Arc::clone(&class);
        self.commit_streets(change, turn, move |router| router.adopt(adopted)).await?;
        Ok((ProfileView::of(&class, Some(version)), difference))
    }

    /// Takes over, at a start, what was tuned and drawn before. What the map no longer has, or what can
    /// no longer be read, is left out with a warning.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn restore_streets(&self) -> Result<(), AppError> {
        let coops = self.store.coops().await?;
        let [coop] = coops.as_slice() else {
            if !coops.is_empty() {
                tracing::warn!("with several co-operatives, tuned profiles and zones do not count");
            }
            return Ok(());
        };
        let _turn = self.tuning_turn().await;
        let mut view = self.store.view(&coop.id).await?;
        let (tuned, zones) = (view.tuned_profiles().await?, view.zones().await?);
        drop(view);
        let world = self.world.clone();
        let work = move || {
            for version in tuned {
                let name = version.name;
                match parse_profile(&name, &version.toml) {
                    Ok(profile) if world.router.tune(&profile).is_some() => {}
                    Ok(_) => tracing::warn!(profile = name, "a tuned profile is not on this map"),
                    Err(wrong) => {
                        let cause = wrong.to_string();
                        tracing::warn!(profile = name, cause, "a tuned profile cannot be read");
                    }
                }
            }
            world.router.set_zones(routing_zones(&zones));
        };
        self.cpu.run(work).await
    }

    /// Refuses to change streets that others ride on too: there is one router for all.
    pub(super) async fn own_streets(&self) -> Result<(), AppError> {
        if self.has_own_streets().await? {
            return Ok(());
        }
        let cause = "several co-operatives ride on the streets of this server";
        let action = "tune profiles at import, or run a server for each";
        Err(AppError::conflict("several_coops", cause, action))
    }

    /// Does nobody ride on these streets but one co-operative?
    pub(super) async fn has_own_streets(&self) -> Result<bool, AppError> {
        Ok(self.store.coops().await?.len() <= 1)
    }

    /// The right to change the streets: database and router must see changes in the same order.
    pub(super) async fn tuning_turn(&self) -> OwnedMutexGuard<()> {
        Arc::clone(&self.tuning).lock_owned().await
    }

    /// Commits a change, then has the router adopt it, even if nobody waits any more.
    pub(super) async fn commit_streets(
        &self,
        change: Change,
        turn: OwnedMutexGuard<()>,
        adopt: impl FnOnce(&Router) + Send + 'static,
    ) -> Result<(), AppError> {
        let world = self.world.clone();
        let work = tokio::spawn(async move {
            let _turn = turn;
            change.commit().await?;
            adopt(&world.router);
            Ok::<(), AppError>(())
        });
        work.await.map_err(|error| AppError::Defect(format!("a commit broke off: {error}")))?
    }
}
