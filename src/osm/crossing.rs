//! Barriers on nodes where ways cross: whom they can be about.

use super::{Tags, barrier::kinds};

/// Barriers that are drawn as lines (OSM wiki, "Key:barrier", "Linear barriers"), but for the kerb.
const LINEAR: &[&str] = &[
    "cable_barrier",
    "city_wall",
    "ditch",
    "fence",
    "guard_rail",
    "handrail",
    "hedge",
    "retaining_wall",
    "wall",
];

/// Whom a barrier holds up on a node that more than two pieces of way lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrossingBarrier {
    /// Whoever comes through.
    All,
    /// All but who stays on the carriageway.
    OffCarriageway,
    /// Nobody.
    Ignored,
}

/// Whom a barrier with these tags holds up where ways cross.
///
/// A kerb runs along the carriageway: it is in the way of who crosses that, not of who rides along
/// (OSM wiki, "Tag:barrier=kerb"). A fence or a wall on such a node is an error in the data: it would
/// close the junction of streets that are there. Both whatever their access tags say.
#[must_use]
pub fn at_crossing(tags: &Tags) -> CrossingBarrier {
    if kinds(tags).all(|kind| kind == "kerb") {
        CrossingBarrier::OffCarriageway
    } else if kinds(tags).all(|kind| kind == "kerb" || LINEAR.contains(&kind)) {
        CrossingBarrier::Ignored
    } else {
        CrossingBarrier::All
    }
}

/// Is this way a street for vehicles, rather than a way for feet or cycles only?
#[must_use]
pub fn is_carriageway(tags: &Tags) -> bool {
    !matches!(
        tags.value("highway"),
        None | Some(
            "bridleway"
                | "corridor"
                | "cycleway"
                | "footway"
                | "path"
                | "pedestrian"
                | "platform"
                | "steps"
        )
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_barrier_at_a_crossing_holds_up_those_whom_it_can_be_about() {
        use CrossingBarrier::{All, Ignored, OffCarriageway};
        for (barrier, expected) in [
            ("kerb", OffCarriageway),
            ("fence", Ignored),
            ("wall", Ignored),
            ("hedge;wall", Ignored),
            ("kerb;fence", Ignored),
            ("gate", All),
            ("bollard", All),
            ("yes", All),
            ("fence;gate", All),
            ("kerb;bollard", All),
        ] {
            assert_eq!(at_crossing(&Tags::new([("barrier", barrier)])), expected, "{barrier}");
        }
        let lift = Tags::new([("highway", "elevator"), ("barrier", "kerb")]);
        assert_eq!(at_crossing(&lift), All);
    }
}
