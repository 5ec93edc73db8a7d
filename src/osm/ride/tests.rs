use super::super::{Barrier, ROUTING_KEYS, barrier_use, shipped};
use super::*;
use proptest::prelude::*;

/// Values that mean something somewhere, so that arbitrary tags reach all branches.
const VALUES: &[&str] = &[
    "yes",
    "no",
    "-1",
    "1",
    "reverse",
    "reversible",
    "alternating",
    "ferry",
    "residential",
    "footway",
    "steps",
    "path",
    "trunk",
    "motorway",
    "cycleway",
    "track",
    "roundabout",
    "opposite",
    "lane",
    "private",
    "designated",
    "dismount",
    "use_sidepath",
    "impassable",
    "horrible",
    "sand",
    "sett;asphalt",
    "grade5",
    "PT5M",
    "00:20",
    "0",
    "inf",
    "NaN",
    "1e400",
    "0.0000001",
    "walk",
    "5 mph",
    "FR:living_street",
    "gate",
    "wall",
    "kissing_gate",
    "bollard;gate",
];

fn arbitrary_tags() -> impl Strategy<Value = Tags> {
    let key = prop::sample::select(ROUTING_KEYS);
    let value = prop_oneof![
        4 => prop::sample::select(VALUES).prop_map(str::to_owned),
        1 => ".{0,12}",
    ];
    let way = prop::sample::select(&["residential", "footway", "steps", "path", "cycleway"][..]);
    let highway = prop::option::of(way.prop_map(|value| ("highway", value.to_owned())));
    (highway, prop::collection::vec((key, value), 0..8))
        .prop_map(|(highway, others)| Tags::new(highway.into_iter().chain(others)))
}

proptest! {
    #[test]
    fn any_tags_give_a_sound_speed_or_a_reason(tags in arbitrary_tags()) {
        for profile in shipped::all() {
            let Ok(usage) = way_use(&tags, &profile) else { continue };
            prop_assert!(usage.forward.or(usage.backward).is_some());
            for travel in usage.forward.into_iter().chain(usage.backward) {
                match travel.pace {
                    Pace::Speed { kmh } => {
                        prop_assert!(kmh > 0.0 && kmh <= profile.max_speed_kmh, "{kmh}");
                    }
                    Pace::WholeWay { seconds } => {
                        prop_assert!(seconds > 0.0 && seconds.is_finite(), "{seconds}");
                        prop_assert_eq!(travel.mode, Mode::Ferry);
                    }
                }
                let seconds = travel.seconds(100.0, 250.0);
                prop_assert!(seconds > 0.0 && seconds.is_finite(), "{seconds}");
            }
        }
    }

    #[test]
    fn any_node_tags_give_a_sound_delay_or_block(tags in arbitrary_tags()) {
        for profile in shipped::all() {
            if let Barrier::Delay(seconds) = barrier_use(&tags, &profile) {
                prop_assert!(seconds >= 0.0 && seconds.is_finite(), "{seconds}");
            }
        }
    }

    #[test]
    fn the_edges_of_a_way_add_up_to_its_time(
        parts_m in prop::collection::vec(0.1_f64..500.0, 1..6),
        pace in prop_oneof![
            (1.0_f64..25.0).prop_map(|kmh| Pace::Speed { kmh }),
            (1.0_f64..5000.0).prop_map(|seconds| Pace::WholeWay { seconds }),
        ],
        extra_s in 0.0_f64..600.0,
    ) {
        let travel = Travel { mode: Mode::Ferry, pace, extra_s };
        let way_m: f64 = parts_m.iter().sum();
        let whole_s = travel.seconds(way_m, way_m);
        let sum_s: f64 = parts_m.iter().map(|&edge_m| travel.seconds(edge_m, way_m)).sum();
        prop_assert!((sum_s - whole_s).abs() < 1e-6 * whole_s, "{sum_s} {whole_s}");
    }
}

#[test]
fn a_duration_is_shared_out_by_length_and_boarding_comes_on_top() {
    let pace = Pace::WholeWay { seconds: 1200.0 };
    let travel = Travel { mode: Mode::Ferry, pace, extra_s: 300.0 };
    assert!((travel.seconds(1000.0, 4000.0) - 375.0).abs() < 1e-9);
    assert!((travel.seconds(0.0, 0.0) - 1500.0).abs() < 1e-9);
}

#[test]
fn a_duration_too_short_for_any_boat_is_not_believed() {
    let pace = Pace::WholeWay { seconds: 60.0 };
    let travel = Travel { mode: Mode::Ferry, pace, extra_s: 0.0 };
    assert!((travel.seconds(20_000.0, 20_000.0) - 900.0).abs() < 1e-9);
}

#[test]
fn a_reason_is_a_sentence_that_names_the_tag() {
    let bike = shipped::profile("bike");
    for (tags, sentence) in [
        (vec![("building", "yes")], "no highway or ferry"),
        (vec![("highway", "raceway")], "highway=raceway is not for this vehicle"),
        (vec![("highway", "track"), ("access", "private")], "access=private"),
        (vec![("highway", "footway"), ("foot", "no")], "only for pushing, and foot=no"),
        (vec![("highway", "path"), ("smoothness", "impassable")], "smoothness=impassable"),
    ] {
        let closed = way_use(&Tags::new(tags), &bike).expect_err(sentence);
        assert_eq!(closed.to_string(), sentence);
    }
}

#[test]
fn a_vehicle_that_is_never_pushed_keeps_to_what_is_ridden() {
    let profile = Profile { push_kmh: None, ..shipped::profile("bike") };
    let reason = |tags: &[(&str, &str)]| way_use(&Tags::new(tags.iter().copied()), &profile);
    assert_eq!(reason(&[("highway", "footway")]), Err(Closed::NeverPushed));
    let street = [("highway", "residential"), ("oneway", "yes")];
    assert_eq!(reason(&street).map(|usage| usage.backward), Ok(None));
    let gate = Tags::new([("barrier", "gate"), ("bicycle", "dismount")]);
    assert_eq!(barrier_use(&gate, &profile), Barrier::Blocked);
}

#[test]
fn a_profile_survives_postcard() {
    for profile in shipped::all() {
        let bytes = postcard::to_stdvec(&profile).expect("a profile is plain data");
        assert_eq!(postcard::from_bytes::<Profile>(&bytes), Ok(profile));
    }
}
