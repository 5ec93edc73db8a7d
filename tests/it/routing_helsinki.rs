//! Rides through the middle of Helsinki, found by reading the shipped map's tags: what both twins could
//! get wrong together. Streets without a name are left out; lengths are from the coordinates.

use crate::demo_orders::HELSINKI;
use musette::{routing::directions, units::LonLat};
use std::ops::RangeInclusive;

struct Ride {
    why: &'static str,
    classes: &'static [&'static str],
    from: (f64, f64),
    to: (f64, f64),
    streets: &'static [&'static str],
    length_m: RangeInclusive<u32>,
    time_s: RangeInclusive<u32>,
}

const ALL: &[&str] = &["bike", "cargo", "trailer"];

const RIDES: &[Ride] = &[
    Ride {
        why: "Uudenmaankatu is oneway=yes eastwards (ways 193139551 to 193139541); 81 m east, 56 m north",
        classes: ALL,
        from: (24.94108, 60.16458),
        to: (24.94255, 60.16508),
        streets: &["Uudenmaankatu"],
        length_m: 94..=104,
        time_s: 15..=45,
    },
    Ride {
        why: "and back: a trailer is not pushed against it, but on the pavement beside it (145 m at 3.5 km/h, a crossing \
              before and one 38 m too far, way 235221146); round the block all but Bulevardi is cobblestone, 6 km/h",
        classes: &["trailer"],
        from: (24.94255, 60.16508),
        to: (24.94108, 60.16458),
        streets: &["Uudenmaankatu"],
        length_m: 190..=215,
        time_s: 180..=220,
    },
    Ride {
        why: "but a bike is: 99 m at 4.5 km/h are 79 s",
        classes: &["bike"],
        from: (24.94255, 60.16508),
        to: (24.94108, 60.16458),
        streets: &["Uudenmaankatu"],
        length_m: 94..=104,
        time_s: 74..=84,
    },
    Ride {
        why: "relation 2214225 forbids to turn right from Aleksanterinkatu into Mikonkatu (pedestrian, bicycle=yes), \
              except=bicycle",
        classes: ALL,
        from: (24.94575, 60.16890),
        to: (24.94549, 60.16937),
        streets: &["Aleksanterinkatu", "Mikonkatu"],
        length_m: 55..=75,
        time_s: 30..=60,
    },
    Ride {
        why: "Kalevankatu is highway=pedestrian with bicycle=yes there (way 27183883): ridden at walking pace, 6 km/h",
        classes: &["bike"],
        from: (24.94017, 60.16805),
        to: (24.93930, 60.16776),
        streets: &["Kalevankatu"],
        length_m: 54..=62,
        time_s: 32..=42,
    },
    Ride {
        why: "north on Kasarmikatu (42 m), left into Rikhardinkatu (104 m), right into Korkeavuorenkatu (65 m): no street \
              crosses this block",
        classes: ALL,
        from: (24.94780, 60.16573),
        to: (24.94581, 60.16663),
        streets: &["Kasarmikatu", "Rikhardinkatu", "Korkeavuorenkatu"],
        length_m: 200..=222,
        time_s: 45..=110,
    },
    Ride {
        why: "Fabianinkatu is oneway=yes northwards from Kirkkokatu on, and cobblestone (way 221590116): 9 km/h by bike, 7 with \
              a box, 6 with a trailer",
        classes: ALL,
        from: (24.94910, 60.17123),
        to: (24.94903, 60.17181),
        streets: &["Fabianinkatu"],
        length_m: 60..=70,
        time_s: 24..=41,
    },
    Ride {
        why: "two nodes barrier=block, 3 m apart, on Siltavuorenpenger (way 34918424): a second each, and 11.1 m of \
              cobblestone at 9 km/h, 4.4 s",
        classes: &["bike"],
        from: (24.95086, 60.175_533),
        to: (24.95106, 60.175_541),
        streets: &["Siltavuorenpenger"],
        length_m: 10..=12,
        time_s: 6..=8,
    },
    Ride {
        why: "the same with a trailer: four seconds each, 6 km/h",
        classes: &["trailer"],
        from: (24.95086, 60.175_533),
        to: (24.95106, 60.175_541),
        streets: &["Siltavuorenpenger"],
        length_m: 10..=12,
        time_s: 13..=17,
    },
    Ride {
        why: "signals for who goes south on Fabianinkatu (node 426911765, direction=forward, where the way goes south): \
              8 s, shared out along the 12.7 m between two crossings, of which these are 9.3: 6 s, and 2 s at 17 km/h",
        classes: &["bike"],
        from: (24.949_432, 60.168_005),
        to: (24.949_442, 60.167_922),
        streets: &["Fabianinkatu"],
        length_m: 8..=10,
        time_s: 7..=9,
    },
    Ride {
        why: "and none for who goes north",
        classes: &["bike"],
        from: (24.949_442, 60.167_922),
        to: (24.949_432, 60.168_005),
        streets: &["Fabianinkatu"],
        length_m: 8..=10,
        time_s: 2..=3,
    },
    Ride {
        why: "the steps of the cathedral (way 29478214) are 16.4 m: carried at 1.5 km/h, 39 s; 3 m of pavement before, 2 s, a \
              left turn of 6 s after, and the first steps",
        classes: &["bike"],
        from: (24.952_250, 60.169_850),
        to: (24.952_215, 60.170_040),
        streets: &[],
        length_m: 18..=22,
        time_s: 44..=58,
    },
    Ride {
        why: "nobody carries a cargo bike up: round by Hallituskatu (71 m), Unioninkatu (106 m), and pushed on from there to the \
              top of the steps (178 m at 4 km/h, 160 s)",
        classes: &["cargo"],
        from: (24.952_250, 60.169_850),
        to: (24.952_215, 60.170_040),
        streets: &["Hallituskatu", "Unioninkatu"],
        length_m: 335..=375,
        time_s: 250..=325,
    },
    Ride {
        why: "relation 68468: straight on only from Erottajankatu, not right into Eteläesplanadi. On foot that binds nobody: 7 m \
              at 17 km/h, left into a slip road (way 655405465) against its arrow, 8.7 m at 4.5 km/h, 7 s, round, 10 s, and \
              12 m along the arrow, which is where relation 3097705 commands to go",
        classes: &["bike"],
        from: (24.943_644, 60.166_589),
        to: (24.943_638, 60.166_647),
        streets: &["Erottajankatu", "Eteläesplanadi"],
        length_m: 26..=31,
        time_s: 21..=29,
    },
    Ride {
        why: "a trailer is not pushed against an arrow: straight on, to the next place to turn, and back (13 km/h: 76 s, turns, signals)",
        classes: &["trailer"],
        from: (24.943_644, 60.166_589),
        to: (24.943_638, 60.166_647),
        streets: &["Erottajankatu", "Mannerheimintie", "Eteläesplanadi"],
        length_m: 260..=290,
        time_s: 122..=165,
    },
    Ride {
        why: "relation 54365 forbids to turn left from Kaivokatu into Keskuskatu: right, 10.4 m to the crossing, round (10 s) and \
              back, and 12.4 m on: 41 m at 17 km/h are 9 s",
        classes: &["bike"],
        from: (24.942_637, 60.170_342),
        to: (24.942_766, 60.170_456),
        streets: &["Kaivokatu", "Keskuskatu"],
        length_m: 38..=44,
        time_s: 17..=23,
    },
];

#[test]
fn rides_go_where_the_signs_say() {
    let router = &HELSINKI.0;
    let place = |(lon, lat)| LonLat::from_degrees(lon, lat).unwrap();
    for Ride { why, classes, from, to, streets, length_m, time_s } in RIDES {
        for class in *classes {
            let class = router.class(class).unwrap();
            let [from, to] = [from, to].map(|it| class.snap(place(*it), 5.0).unwrap());
            let path = class.path(&from, &to).unwrap();
            let told = directions(&class, &path, &from, &to);
            let what = format!("{}: {why}: {:?}", class.name(), told.streets);
            let named = told.streets.iter().map(|street| street.name.as_str());
            // Beside Bulevardi run cycleways with and without its name.
            let mut named: Vec<&str> =
                named.filter(|name| !name.starts_with('(') && *name != "Bulevardi").collect();
            named.dedup();
            assert_eq!(named, *streets, "{what}");
            assert!(
                length_m.contains(&told.distance.as_u32()),
                "{} {what}",
                told.distance.as_u32()
            );
            assert!(time_s.contains(&told.time.as_u32()), "{} {what}", told.time.as_u32());
        }
    }
}

#[test]
fn against_the_arrow_of_fabianinkatu_a_trailer_is_pushed_on_the_pavement() {
    let class = HELSINKI.0.class("trailer").unwrap();
    let at = |lon, lat| class.snap(LonLat::from_degrees(lon, lat).unwrap(), 5.0).unwrap();
    let (from, to) = (at(24.94903, 60.17181), at(24.94910, 60.17123));
    let told = directions(&class, &class.path(&from, &to).unwrap(), &from, &to);
    let (first, last) = (&told.streets[0], &told.streets[told.streets.len() - 1]);
    assert_eq!([&first.name, &last.name], ["Fabianinkatu"; 2]);
    // 51 m on to the crossing at 60.17226, 172 m of pavement to that at 60.17077, 51 m of street.
    assert_eq!(told.streets.len(), 3, "{told:?}");
    assert!((265..300).contains(&told.distance.as_u32()), "{told:?}");
}
