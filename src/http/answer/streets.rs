//! Profiles and zones.

use crate::{
    app::service::ProfileView,
    domain::{self, KeptZone, StreetZone},
    graph::Difference,
    http::api::{
        CustomizationTimes, Polygon, Profile, ProfileRules, StreetChanges, TunedProfile, Zone,
        ZoneEffect,
    },
    routing::ClassTimes,
};
use std::time::Duration;

impl From<ProfileView> for Profile {
    fn from(view: ProfileView) -> Self {
        let ProfileView { profile, tuned, times } = view;
        Self {
            name: profile.name,
            description: profile.description,
            version: tuned.as_ref().map_or(0, |tuned| tuned.version),
            valid_from_at: tuned.as_ref().map(|tuned| tuned.valid_from),
            author_id: tuned.as_ref().and_then(|tuned| tuned.author.clone()),
            reason: tuned.map(|tuned| tuned.reason),
            times: times.into(),
        }
    }
}

impl From<ClassTimes> for CustomizationTimes {
    fn from(times: ClassTimes) -> Self {
        let ms = |time: Duration| (time.as_secs_f64() * 1e6).round() / 1e3;
        Self {
            weigh_ms: ms(times.weigh),
            basic_ms: ms(times.customize.basic),
            perfect_ms: ms(times.customize.perfect),
            total_ms: ms(times.total()),
        }
    }
}

impl From<ProfileView> for ProfileRules {
    fn from(view: ProfileView) -> Self {
        Self { toml: view.toml(), profile: view.into() }
    }
}

impl From<(ProfileView, Difference)> for TunedProfile {
    fn from((view, difference): (ProfileView, Difference)) -> Self {
        let Difference { opened, closed, faster, slower } = difference;
        Self { profile: view.into(), changed: StreetChanges { opened, closed, faster, slower } }
    }
}

impl From<KeptZone> for Zone {
    fn from(kept: KeptZone) -> Self {
        let KeptZone { zone, created_at, changed_at, author } = kept;
        let StreetZone { id, name, area, effect, profiles, from, until, hours } = zone;
        Self {
            id,
            name,
            area: Polygon { kind: "Polygon", coordinates: area },
            effect: effect.into(),
            profiles,
            from_at: from,
            until_at: until,
            hours,
            created_at,
            changed_at,
            author_id: author,
        }
    }
}

impl From<domain::ZoneEffect> for ZoneEffect {
    fn from(effect: domain::ZoneEffect) -> Self {
        let (kind, max_speed_kmh, speed_factor) = match effect {
            domain::ZoneEffect::Closed => ("closed", None, None),
            domain::ZoneEffect::MaxSpeedKmh(kmh) => ("max_speed", Some(kmh), None),
            domain::ZoneEffect::SpeedFactor(factor) => ("speed_factor", None, Some(factor)),
        };
        Self { kind, max_speed_kmh, speed_factor }
    }
}
