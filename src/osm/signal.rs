//! Traffic signals on nodes, and whom they hold up.
//!
//! `highway=traffic_signals` holds up who comes over the node, in one direction of the way if
//! `traffic_signals:direction` (or the older `direction`) says so. The lights of a crossing
//! (`highway=crossing` with `crossing=traffic_signals` or `crossing:signals=yes`) hold up who crosses:
//! who comes along a way that is no carriageway. On the carriageway they are part of the junction
//! beside them, which has lights of its own, or they are asked for by a walker now and then.

use super::Tags;

/// Traffic signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signal {
    /// Do they hold up who comes along the way as it is drawn?
    pub forward: bool,
    /// And who comes against it?
    pub backward: bool,
    /// Do they hold up only who crosses a street?
    pub crossing: bool,
}

/// The signals on a node with these tags.
#[must_use]
pub fn signal(tags: &Tags) -> Option<Signal> {
    if tags.is("highway", "traffic_signals") {
        let direction = ["traffic_signals:direction", "direction"];
        let direction = direction.into_iter().find_map(|key| tags.value(key));
        let (forward, backward) = (direction != Some("backward"), direction != Some("forward"));
        return Some(Signal { forward, backward, crossing: false });
    }
    let lit = tags.is("crossing", "traffic_signals") || tags.is("crossing:signals", "yes");
    let crossing = lit && tags.is("highway", "crossing");
    crossing.then_some(Signal { forward: true, backward: true, crossing })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signals_hold_up_those_whom_their_tags_name() {
        let told = |tags: &[(&str, &str)]| {
            signal(&Tags::new(tags.iter().copied()))
                .map(|signal| (signal.forward, signal.backward, signal.crossing))
        };
        let lights = ("highway", "traffic_signals");
        let crossing = ("highway", "crossing");
        #[rustfmt::skip]
        let table: &[(&[(&str, &str)], _)] = &[
            (&[lights], Some((true, true, false))),
            (&[lights, ("traffic_signals:direction", "forward")], Some((true, false, false))),
            (&[lights, ("traffic_signals:direction", "backward")], Some((false, true, false))),
            (&[lights, ("traffic_signals:direction", "both")], Some((true, true, false))),
            (&[lights, ("direction", "forward")], Some((true, false, false))),
            (&[lights, ("direction", "backward"), ("traffic_signals:direction", "forward")], Some((true, false, false))),
            (&[lights, ("direction", "270")], Some((true, true, false))),
            (&[lights, ("crossing", "traffic_signals")], Some((true, true, false))),
            (&[crossing, ("crossing", "traffic_signals")], Some((true, true, true))),
            (&[crossing, ("crossing:signals", "yes")], Some((true, true, true))),
            (&[crossing, ("crossing:signals", "no")], None),
            (&[crossing, ("crossing", "uncontrolled")], None),
            (&[("crossing", "traffic_signals")], None),
            (&[("highway", "stop")], None),
            (&[], None),
        ];
        for (tags, expected) in table {
            assert_eq!(told(tags), *expected, "{tags:?}");
        }
    }
}
