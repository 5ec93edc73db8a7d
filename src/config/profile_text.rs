//! A vehicle profile as the text of its file.

use crate::osm::{Barrier, Power, Profile, TurnCosts, Turns, Use};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// The text of a file that says the same as a profile; without the comments that its author wrote.
#[must_use]
pub fn profile_text(profile: &Profile) -> String {
    let mut root = Table::new();
    let mut put = |key: &str, value: Value| root.insert(key.to_owned(), value);
    put("name", profile.name.clone().into());
    put("description", profile.description.clone().into());
    put("max_speed_kmh", profile.max_speed_kmh.into());
    put("push_against_oneway", profile.push_against_oneway.into());
    put("ferry_boarding_s", profile.ferry_boarding_s.into());
    put("access_keys", profile.access_keys.clone().into());
    put("other_barriers", barrier(profile.other_barriers));
    for (key, value) in [
        ("width_m", profile.width_m),
        ("push_kmh", profile.push_kmh),
        ("steps_kmh", profile.steps_kmh),
        ("steps_with_ramp_kmh", profile.steps_with_ramp_kmh),
        ("ferry_kmh", profile.ferry_kmh),
    ] {
        if let Some(value) = value {
            put(key, value.into());
        }
    }
    put("turns", turns(&profile.turns));
    if let Some(it) = &profile.power {
        put("power", power(it));
    }
    let highways = profile.highways.iter().map(|(key, rule)| {
        let said = [("default", used(rule.default)), ("speed_kmh", rule.speed_kmh.into())];
        let mut all = table(said);
        if let (Some(downhill_kmh), Some(all)) = (rule.downhill_kmh, all.as_table_mut()) {
            all.insert("downhill_kmh".to_owned(), downhill_kmh.into());
        }
        (key.clone(), all)
    });
    put("highways", highways.collect::<Table>().into());
    put("surface_kmh", numbers(&profile.surfaces));
    put("smoothness_kmh", numbers(&profile.smoothness));
    put("tracktype_kmh", numbers(&profile.tracktypes));
    let access = profile.access.iter().map(|(key, it)| (key.clone(), used(*it)));
    put("access", access.collect::<Table>().into());
    let barriers = profile.barriers.iter().map(|(key, it)| (key.clone(), barrier(*it)));
    put("barriers", barriers.collect::<Table>().into());
    root.to_string()
}

fn table<const N: usize>(entries: [(&str, Value); N]) -> Value {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Table>().into()
}

fn numbers(map: &BTreeMap<String, f64>) -> Value {
    map.iter().map(|(key, value)| (key.clone(), (*value).into())).collect::<Table>().into()
}

fn used(it: Use) -> Value {
    match it {
        Use::Ride => "ride",
        Use::Push => "push",
        Use::No => "no",
    }
    .into()
}

fn barrier(it: Barrier) -> Value {
    match it {
        Barrier::Delay(delay_s) => table([("delay_s", delay_s.into())]),
        Barrier::Blocked => table([("blocked", true.into())]),
    }
}

fn turns(it: &Turns) -> Value {
    let mut all =
        table([("restrictions", it.restrictions.into()), ("signal_s", it.signal_s.into())]);
    if let (Some(TurnCosts { right_s, left_s, u_turn_s }), Some(all)) =
        (it.costs, all.as_table_mut())
    {
        for (key, value) in [("right_s", right_s), ("left_s", left_s), ("u_turn_s", u_turn_s)] {
            all.insert(key.to_owned(), value.into());
        }
    }
    all
}

fn power(it: &Power) -> Value {
    table([
        ("rider_w", it.rider_w.into()),
        ("assist_w", it.assist_w.into()),
        ("assist_kmh", it.assist_kmh.into()),
        ("mass_kg", it.mass_kg.into()),
        ("load_kg", it.load_kg.into()),
        ("rolling", it.rolling.into()),
        ("drag_m2", it.drag_m2.into()),
        ("downhill_kmh", it.downhill_kmh.into()),
    ])
}

#[cfg(test)]
mod tests {
    use super::profile_text;
    use crate::config::{parse_profile, read_profiles};
    use crate::osm::{TurnCosts, Turns};

    #[test]
    fn a_profile_that_was_written_is_read_again() {
        for profile in read_profiles(None).unwrap() {
            let costs = TurnCosts { right_s: 1.0, left_s: 2.5, u_turn_s: 9.0 };
            for costs in [None, Some(costs)] {
                let turns = Turns { costs, ..profile.turns };
                let profile = crate::osm::Profile { turns, ..profile.clone() };
                let text = profile_text(&profile);
                assert_eq!(parse_profile(&profile.name, &text).unwrap(), profile, "{text}");
            }
        }
    }
}
