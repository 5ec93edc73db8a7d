//! How fast a way is ridden: `surface`, `smoothness`, `tracktype`, `maxspeed`.
//!
//! Each of them caps the speed of the `highway` value; the lowest cap counts. A value that the
//! profile does not know caps nothing.

use super::{Closed, Profile, Tags, Use, maxspeed};
use std::collections::BTreeMap;

/// Riding speed in km/h on a way whose `highway` value allows `highway_kmh`: above 0 and not above
/// the profile's highest.
///
/// # Errors
///
/// The tag that closes the way, if the profile's cap for it is 0.
pub(super) fn riding_kmh(tags: &Tags, profile: &Profile, highway_kmh: f64) -> Result<f64, Closed> {
    let ground = ground_kmh(tags, profile)?;
    let limit = maxspeed::limit_kmh(tags).unwrap_or(f64::INFINITY);
    Ok(highway_kmh.min(ground).min(limit).min(profile.max_speed_kmh))
}

/// The highest speed in km/h that ground, law, the kind of way and the vehicle allow downhill: 0, where
/// the ground closes it.
#[must_use]
pub fn highest_kmh(tags: &Tags, profile: &Profile) -> f64 {
    let rule = tags.value("highway").and_then(|highway| profile.highways.get(highway));
    let of_highway = rule.and_then(|rule| {
        // Among walkers nobody goes faster because it is downhill.
        rule.downhill_kmh.or((rule.default == Use::Push).then_some(rule.speed_kmh))
    });
    riding_kmh(tags, profile, of_highway.unwrap_or(f64::INFINITY)).unwrap_or(0.0)
}

/// Walking speed in km/h with the vehicle in hand, if it is `push_kmh` on good ground.
///
/// # Errors
///
/// As [`riding_kmh`]: what no wheel can pass is not pushed over either.
pub(super) fn pushing_kmh(tags: &Tags, profile: &Profile, push_kmh: f64) -> Result<f64, Closed> {
    Ok(push_kmh.min(ground_kmh(tags, profile)?).min(profile.max_speed_kmh))
}

fn ground_kmh(tags: &Tags, profile: &Profile) -> Result<f64, Closed> {
    let own = cyclists_have_their_own_strip(tags);
    let key = |own_key, key| if own && tags.value(own_key).is_some() { own_key } else { key };
    let surface_key = key("cycleway:surface", "surface");
    let smoothness_key = key("cycleway:smoothness", "smoothness");

    let surface =
        cap(tags, surface_key, &profile.surfaces).map_err(|value| Closed::Surface { value })?;
    let smoothness = cap(tags, smoothness_key, &profile.smoothness)
        .map_err(|value| Closed::Smoothness { value })?;
    let tracktype =
        cap(tags, "tracktype", &profile.tracktypes).map_err(|value| Closed::Tracktype { value })?;
    Ok(surface.min(smoothness).min(tracktype))
}

/// A lane or track beside the carriageway, or a path that is divided between feet and wheels: then
/// `cycleway:surface` is what the wheels touch.
fn cyclists_have_their_own_strip(tags: &Tags) -> bool {
    let divided = tags.is("segregated", "yes")
        || matches!(tags.value("highway"), Some("cycleway" | "footway" | "path" | "pedestrian"));
    divided
        || ["cycleway", "cycleway:left", "cycleway:right", "cycleway:both"].into_iter().any(|key| {
            matches!(
                tags.value(key),
                Some("track" | "lane" | "opposite_track" | "opposite_lane" | "sidepath")
            )
        })
}

/// The lowest cap among the values of `key`, infinite if there is none; the value, if it closes.
fn cap(tags: &Tags, key: &str, caps_kmh: &BTreeMap<String, f64>) -> Result<f64, String> {
    let mut lowest_kmh = f64::INFINITY;
    for value in tags.values(key) {
        match caps_kmh.get(value) {
            Some(&kmh) if kmh > 0.0 => lowest_kmh = lowest_kmh.min(kmh),
            Some(_) => return Err(value.to_owned()),
            None => {}
        }
    }
    Ok(lowest_kmh)
}
