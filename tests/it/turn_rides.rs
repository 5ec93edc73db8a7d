//! Which way signs send who rides, and who pushes: drawn corners, hand-checked.

use crate::{
    graph_build::{at, drawn},
    graph_turns::{corners, restrict},
    maps::router_of,
    support::ground::{along, place, point},
};
use jiff::tz::TimeZone;
use musette::{graph::Snap, routing::Class, units::Timestamp};

/// The middle between two corners, on the section that leads there.
fn middle(class: &Class, ends: &str) -> Snap {
    let mut ends = ends.chars().map(at).map(point);
    let middle = place(along(ends.next().unwrap(), ends.next().unwrap(), 0.5));
    class.snap(middle, 1.0).unwrap()
}

/// The corners passed from one middle to another: `AB BE`.
fn passed(class: &Class, from: &str, to: &str) -> String {
    let path = class.path(&middle(class, from), &middle(class, to)).unwrap();
    let number = |edge: &musette::graph::EdgeId| u32::try_from(edge.index()).unwrap();
    let edges = path.edges.iter().map(|edge| corners(class.map(), number(edge)));
    edges.collect::<Vec<_>>().join(" ")
}

struct Case {
    what: &'static str,
    rows: &'static [&'static str],
    /// Its tag, and its members.
    signs: &'static [(&'static str, &'static str)],
    rides: &'static [(&'static str, &'static str)],
}

/// A to B is 100 m, A to D 50 m; see `graph_build`.
const CASES: &[Case] = &[
    Case {
        what: "two commands at one corner are a choice",
        // From A, C is straight on, E to the right, D sharply back.
        rows: &["AB", "BC", "BE", "BD", "DE"],
        signs: &[("only_straight_on", "1 B 2"), ("only_right_turn", "1 B 3")],
        rides: &[("AB BC", "AB BC"), ("AB BE", "AB BE"), ("AB BD", "AB BE ED DB")],
    },
    Case {
        what: "a single command is none",
        rows: &["AB", "BC", "BE", "BD", "DE", "CF", "FE"],
        signs: &[("only_straight_on", "1 B 2")],
        rides: &[("AB BC", "AB BC"), ("AB BE", "AB BC CF FE EB")],
    },
    Case {
        what: "a command to where one pushes is for others",
        // A compulsory cycleway turns off at B; the street goes on without cycles.
        rows: &["AB", "BC bicycle=use_sidepath", "BE highway=cycleway", "EF", "FC"],
        signs: &[("only_straight_on", "1 B 2")],
        rides: &[("AB BE", "AB BE"), ("AB BC", "AB BC")],
    },
    Case {
        what: "past a command one may push",
        rows: &["AB", "BC", "EB oneway=yes", "EF", "FC"],
        signs: &[("only_straight_on", "1 B 2")],
        rides: &[("AB BE", "AB BE"), ("AB BC", "AB BC")],
    },
    Case {
        what: "no right turn, ridden",
        rows: &["AB", "BE", "ED", "DA"],
        signs: &[("no_right_turn", "1 B 2")],
        rides: &[("AB BE", "BA AD DE EB"), ("BE AB", "EB BA")],
    },
    Case {
        what: "the same, pushed on the pavement of a one-way street",
        rows: &["AB", "EB oneway=yes", "ED", "DA"],
        signs: &[("no_right_turn", "1 B 2")],
        rides: &[("AB BE", "AB BE")],
    },
    Case {
        what: "who comes pushing is not bound either",
        rows: &["BA oneway=yes", "BE", "ED", "DA"],
        signs: &[("no_right_turn", "1 B 2")],
        rides: &[("AB BE", "AB BE")],
    },
];

#[test]
fn signs_send_who_rides_and_not_who_pushes() {
    for Case { what, rows, signs, rides } in CASES {
        let town = signs.iter().fold(drawn(rows), |town, (sign, members)| {
            restrict(town, &[("restriction", sign)], members)
        });
        let router = router_of(&town);
        let class = router.class("bike").unwrap();
        assert_eq!(router.map().graph.restrictions.len(), signs.len(), "{what}");
        for (ends, expected) in *rides {
            let (from, to) = ends.split_once(' ').unwrap();
            assert_eq!(passed(&class, from, to), *expected, "{what}: {ends}");
        }
    }
}

#[test]
fn a_sign_that_is_taken_back_at_times_holds_at_others() {
    let rows = ["AB", "BE", "ED", "DA"];
    for tags in [
        [("restriction", "no_right_turn"), ("restriction:conditional", "none @ (22:00-07:00)")],
        [
            ("restriction", "no_right_turn"),
            ("restriction:bicycle:conditional", "none @ (22:00-07:00)"),
        ],
        [("restriction:conditional", "no_right_turn @ (24/7); none @ (22:00-07:00)"), ("x", "")],
    ] {
        let router = router_of(&restrict(drawn(&rows), &tags, "1 B 2"));
        let way = |hour| {
            // A Tuesday.
            let civil = jiff::civil::date(2026, 3, 17).at(hour, 30, 0, 0);
            let millis = civil.to_zoned(TimeZone::UTC).unwrap().timestamp().as_millisecond();
            let at = Timestamp::from_millis(millis);
            passed(&router.class_at("bike", at, &TimeZone::UTC).unwrap(), "AB", "BE")
        };
        assert_eq!(way(12), "BA AD DE EB", "{tags:?}");
        assert_eq!(way(23), "AB BE", "{tags:?}");
        assert_eq!(way(6), "AB BE", "{tags:?}");
        assert_eq!(way(7), "BA AD DE EB", "{tags:?}");
    }
}
