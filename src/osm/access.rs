//! Access tags: `bicycle`, `vehicle`, `access`, `foot` and their directional forms.
//!
//! Keys go from the most to the least specific, and `bicycle:forward` before `bicycle`; the first
//! whose value the profile knows decides (OSM wiki, "Key:access", transport mode restrictions).
//! Conditional forms (`bicycle:conditional`) are not looked at here: who asks about a moment asks with
//! [`Tags::resolved`]; at no particular moment the unconditional tag holds.

use super::{Profile, Tags, Use, direction::Direction};

/// What the most specific access tag says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    /// What is allowed.
    pub(super) used: Use,
    /// The key that decided, with its direction if it has one.
    pub(super) key: String,
    /// Its value.
    pub(super) value: String,
    /// Is it about this kind of vehicle, rather than about all (`vehicle`, `access`)?
    pub(super) own: bool,
    /// Is it about one direction only?
    pub(super) directional: bool,
}

/// Who may ride; `None`: no tag decides.
pub(super) fn riding(tags: &Tags, profile: &Profile, direction: Direction) -> Option<Verdict> {
    let keys = profile.access_keys.iter().map(String::as_str);
    keys.into_iter().find_map(|key| directed(tags, profile, key, direction))
}

/// Who may walk; `None`: no tag decides.
pub(super) fn walking(tags: &Tags, profile: &Profile, direction: Direction) -> Option<Verdict> {
    ["foot", "access"].into_iter().find_map(|key| directed(tags, profile, key, direction))
}

/// What a node's tags say to whoever rides through it.
pub(super) fn passing(tags: &Tags, profile: &Profile) -> Option<Verdict> {
    profile.access_keys.iter().find_map(|key| plain(tags, profile, key))
}

/// What a node's `foot` says.
pub(super) fn passing_on_foot(tags: &Tags, profile: &Profile) -> Option<Verdict> {
    plain(tags, profile, "foot")
}

fn directed(tags: &Tags, profile: &Profile, key: &str, direction: Direction) -> Option<Verdict> {
    let of_direction = plain(tags, profile, &direction.of_key(key)).map(|verdict| Verdict {
        own: is_own(key),
        directional: true,
        ..verdict
    });
    of_direction
        .or_else(|| plain(tags, profile, key))
        .or_else(|| if key == "bicycle" { invitation(tags, profile) } else { None })
}

/// `bicycle_road=yes` and `cyclestreet=yes` stand for `bicycle=designated` where `bicycle` says
/// nothing (OSM wiki, "`Key:bicycle_road`", "`Key:cyclestreet`"): a `vehicle=no` there is for others.
///
/// `cycleway=share_busway`, on whichever side, stands for `bicycle=yes` ("`Key:cycleway`": a bus lane that
/// cyclists may use), so that an `access=no` or a `highway=busway` beside it is for others. A bus lane that
/// says nothing of cyclists (`busway=lane`, `lanes:bus`) opens and closes nothing: they ride beside it.
fn invitation(tags: &Tags, profile: &Profile) -> Option<Verdict> {
    let street = ["bicycle_road", "cyclestreet"].into_iter().find(|key| tags.is(key, "yes"));
    let shared =
        |key: &&str| matches!(tags.value(key), Some("share_busway" | "opposite_share_busway"));
    let lanes = ["cycleway", "cycleway:both", "cycleway:left", "cycleway:right"];
    let (key, means) = match street {
        Some(key) => (key, "designated"),
        None => (lanes.into_iter().find(shared)?, "yes"),
    };
    let used = *profile.access.get(means)?;
    let (key, value) = (key.to_owned(), tags.value(key)?.to_owned());
    Some(Verdict { used, key, value, own: true, directional: false })
}

fn plain(tags: &Tags, profile: &Profile, key: &str) -> Option<Verdict> {
    tags.values(key).find_map(|value| {
        let used = *profile.access.get(value)?;
        let (key, value) = (key.to_owned(), value.to_owned());
        Some(Verdict { used, own: is_own(&key), directional: false, key, value })
    })
}

fn is_own(key: &str) -> bool {
    !matches!(key, "access" | "vehicle" | "motor_vehicle")
}
