//! Tiny instances of every format, and files that are wrong.

use super::*;
use crate::solver::{Budget, Objective, Plan, Problem, Settings, StopId, check, solve};
use proptest::prelude::*;
use std::{fs, path::Path};

const LILIM: &str = include_str!("../../tests/fixtures/instances/lilim.txt");
const SARTORI: &str = include_str!("../../tests/fixtures/instances/sartori.txt");
const SOLOMON: &str = include_str!("../../tests/fixtures/instances/solomon.txt");
const ORTEC: &str = include_str!("../../tests/fixtures/instances/ortec.txt");
const TEXTS: [(Format, &str); 4] = [
    (Format::LiLim, LILIM),
    (Format::Sartori, SARTORI),
    (Format::Solomon, SOLOMON),
    (Format::Ortec, ORTEC),
];

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/instances/mdrp"))
}

fn solved(problem: &Problem, iterations: u64) -> Plan {
    let budget = Budget { iterations: Some(iterations), ..Budget::default() };
    let settings =
        Settings { objective: Objective::TRAVEL, seed: 1, threads: 1, budget, warm_start: &[] };
    solve(problem, &settings, &mut |_| ()).plan
}

fn instance(text: &str) -> Instance {
    read_text("f.txt", text, None).unwrap()
}

fn complaints(text: &str, format: Format) -> Vec<String> {
    let complaints = read_text("f", text, Some(format)).unwrap_err();
    complaints.iter().map(ToString::to_string).collect()
}

fn routes(nodes: &[&[i64]]) -> Routes {
    Routes { nodes: nodes.iter().map(|nodes| nodes.to_vec()).collect(), ..Routes::default() }
}

/// What is said of these routes.
fn said(instance: &Instance, nodes: &[&[i64]]) -> Vec<String> {
    judge(instance, &routes(nodes), 0.01).violations.iter().map(ToString::to_string).collect()
}

#[test]
fn a_format_is_known_by_its_content() {
    for (format, text) in TEXTS {
        assert_eq!(Format::guess(text), Some(format));
        assert_eq!(format.name().parse(), Ok(format));
    }
    let slip = LILIM.replace("0\t1000", "0\tx");
    assert_eq!(Format::guess(&slip), Some(Format::LiLim));
    for text in ["", "a: b", "1 2 3", "1 2 3\n4 5 6", "{\"routes\": []}"] {
        assert_eq!(Format::guess(text), None, "{text}");
    }
}

#[test]
fn what_the_solver_makes_of_each_format_holds_in_the_files_own_numbers() {
    let mut instances: Vec<Instance> = TEXTS.map(|(_, text)| instance(text)).into();
    instances.push(read(folder(), None).unwrap());
    for instance in instances {
        let problem = instance.problem();
        let plan = solved(&problem, 50);
        assert_eq!(check(&problem, &plan), []);
        let verdict = judge(&instance, &instance.routes(&plan), 0.01);
        assert!(verdict.is_feasible() && verdict.is_complete(), "{instance:?} {verdict:?}");
        let distance: f64 =
            plan.routes.iter().map(|route| f64::from(route.totals.distance.as_u32())).sum();
        assert!((distance / instance.scale() - verdict.distance).abs() < 0.01, "{verdict:?}");
    }
}

#[test]
fn lengths_are_those_of_the_file() {
    for (text, nodes, expected) in [
        (LILIM, &[&[1_i64, 2, 3, 4] as &[i64]] as &[&[i64]], 70.0 + 500_f64.sqrt()),
        (SARTORI, &[&[1, 2, 3, 4]], 20.0),
        (SOLOMON, &[&[1, 2], &[], &[3]], 30.0),
        (ORTEC, &[&[1, 2], &[3]], 60.0 + 20.0 + 75.0 + 80.0 + 85.0),
    ] {
        let verdict = judge(&instance(text), &routes(nodes), 0.0);
        assert!((verdict.distance - expected).abs() < 1e-9, "{verdict:?}");
        assert!(verdict.is_feasible() && verdict.is_complete(), "{verdict:?}");
        assert_eq!(verdict.vehicles, nodes.iter().filter(|nodes| !nodes.is_empty()).count());
    }
}

#[test]
fn fleets_are_offered_as_those_who_compare_do() {
    let fleets = TEXTS.map(|(_, text)| instance(text).fleet());
    assert_eq!(fleets, [3, 2, 2, 3]);
    assert_eq!(read(folder(), None).unwrap().fleet(), 2);
    // What was once in use is no limit.
    assert_eq!(
        [1, 5].map(|vehicles| {
            let text = ORTEC.replace("VEHICLES : 2", &format!("VEHICLES : {vehicles}"));
            instance(&text).fleet()
        }),
        [3, 5]
    );
}

#[test]
fn meals_of_one_restaurant_are_picked_up_together() {
    let instance = read(folder(), None).unwrap();
    assert_eq!((instance.name(), instance.nodes_to_visit()), ("mdrp", 6));
    let both = |nodes: &[&[i64]], couriers: &[&str]| {
        let couriers = couriers.iter().map(|name| Some((*name).to_owned())).collect();
        judge(&instance, &Routes { couriers, ..routes(nodes) }, 0.0)
    };
    // At the restaurant from minute 1 on, both ready at 22, away at 24; at doors at 26 and 33.
    let verdict = both(&[&[1, 2, 4, 5], &[3, 6]], &["c1", "c2"]);
    assert!(verdict.is_feasible() && verdict.is_complete(), "{verdict:?}");
    assert!((verdict.distance - (1.0 + 2.0 + 3.0 + 2.0 + 1.0)).abs() < 1e-9, "{verdict:?}");
    for (couriers, expected) in [
        (&["c1", "c1"], "route 2 is of c1, who has another route"),
        (
            &["c1", "c9"],
            "route 2 does not say whose it is: name a courier of the instance in `couriers`",
        ),
    ] {
        let verdict = both(&[&[1, 2, 4, 5], &[3, 6]], couriers);
        assert_eq!(
            verdict.violations.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [expected]
        );
    }
}

#[test]
fn stops_are_nodes_of_the_file() {
    let pairs = instance(LILIM);
    assert_eq!(pairs.node(StopId::Pickup { request: 1, pickup: 0 }), Some(3));
    assert_eq!(pairs.node(StopId::Dropoff { request: 1, dropoff: 0 }), Some(4));
    assert_eq!(pairs.node(StopId::Pickup { request: 2, pickup: 0 }), None);
    let deliveries = instance(ORTEC);
    assert_eq!(deliveries.node(StopId::Dropoff { request: 2, dropoff: 0 }), Some(3));
    assert_eq!(deliveries.node(StopId::Pickup { request: 2, pickup: 0 }), None);
    assert_eq!(deliveries.routes(&Plan::default()), Routes::default());
}

#[test]
fn whatever_is_wrong_with_a_solution_is_said_in_words() {
    let pairs = instance(LILIM);
    for (nodes, expected) in [
        (
            &[&[1_i64, 2, 7, 0, -1] as &[i64]] as &[&[i64]],
            "route 1 visits node 7, but nodes to visit are 1 to 4",
        ),
        (&[&[1, 2], &[2]], "route 2 visits node 2, which route 1 visits before"),
        (&[&[1]], "node 1 is visited, but its delivery, node 2, is not"),
        (&[&[2]], "node 2 is visited, but its pickup, node 1, is not"),
        (&[&[1], &[2]], "pickup 1 is in route 1, but its delivery 2 in route 2"),
        (&[&[2, 1]], "route 1 visits delivery 2 before its pickup 1"),
        (&[&[1, 3, 2, 4]], "route 1 has a load of 11 after node 3, but the capacity is 10"),
        (&[&[4], &[3], &[2], &[1]], "there are 4 routes, but 3 vehicles"),
    ] {
        let said = said(&pairs, nodes);
        assert!(said.iter().any(|it| it == expected), "{expected}\n{said:#?}");
    }
    let all = "route 1 starts with a load of 16, but the capacity is 10";
    assert_eq!(said(&instance(SOLOMON), &[&[1, 2, 3]]), [all]);
    let late = "route 1 is late at node 1 by 545.0000: service starts at 1145.0000, due 600";
    let late_too = "route 1 is late at node 2 by 595.0000: service starts at 1195.0000, due 600";
    let early = ORTEC.replace("4\t600\t900", "4\t1020\t1020");
    assert_eq!(said(&instance(&early), &[&[3, 1, 2]])[..2], [late, late_too]);
    let closed = ORTEC.replace("1\t0\t3600", "1\t0\t700");
    let expected = "route 1 is late at its end by 15.0000: it is over at 715.0000, due 700";
    assert_eq!(said(&instance(&closed), &[&[3]]), [expected]);
}

#[test]
fn a_solution_with_nodes_left_out_is_feasible_but_not_complete() {
    let verdict = judge(&instance(LILIM), &routes(&[&[3, 4]]), 0.0);
    assert!(verdict.is_feasible() && !verdict.is_complete());
    assert_eq!(verdict.unserved, [1, 2]);
}

#[test]
fn lateness_up_to_eps_is_borne_and_told() {
    let tight = instance(&LILIM.replace("3\t0\t10\t6\t0\t100", "3\t0\t10\t6\t0\t62.3606"));
    let strict = judge(&tight, &routes(&[&[1, 2, 3, 4]]), 0.0);
    assert!(!strict.is_feasible() && strict.max_lateness < 0.0001, "{strict:?}");
    assert!(judge(&tight, &routes(&[&[1, 2, 3, 4]]), 0.01).is_feasible());
}

#[test]
fn all_that_is_wrong_with_a_file_is_told_with_its_line() {
    let text = LILIM.replace("10\t0\t5", "ten\t0\t5").replace("300\t10\t3", "-300\t10\t3");
    assert_eq!(
        complaints(&format!("{text}\n5 1 2"), Format::LiLim),
        [
            "f:3: x: expected a number from -50000 to 50000, got \"ten\"\n    \
             correct the number, or take the file from its source again",
            "f:6: latest: expected a number from 0 to 100000, got \"-300\"\n    \
             correct the number, or take the file from its source again",
            "f:8: expected 9 numbers, got 3 fields\n    \
             write id x y demand earliest latest service pickup delivery",
        ]
    );
    for (format, text, expected) in [
        (Format::LiLim, String::new(), "f: is empty"),
        (Format::LiLim, "3 10 1".to_owned(), "f: has no nodes"),
        (Format::LiLim, LILIM.replace("3\t10\t1\n", "0\t10\t1\n"), "f:1: vehicles: "),
        (
            Format::LiLim,
            LILIM.replace("10\t0\t2\n", "10\t0\t4\n"),
            "f:3: says that its delivery is 4",
        ),
        (Format::LiLim, LILIM.replace("-5", "-4"), "f:3: has another demand than its delivery"),
        (Format::LiLim, LILIM.replace("\n4\t", "\n7\t"), "f:6: id: expected 4, got 7"),
        (Format::LiLim, LILIM.replace("0\t200", "201\t200"), "f:4: the window ends at 200"),
        (Format::Sartori, SARTORI.replace("CAPACITY: 10\n", ""), "f: CAPACITY: is missing"),
        (Format::Sartori, SARTORI.replace("8 7 5 3 0\n", ""), "f: the table has 20 numbers"),
        (Format::Sartori, SARTORI.replace("8 7 5 3 0", "8 7 5 3 0 1"), "f:17: more numbers than"),
        (
            Format::Sartori,
            SARTORI.replace("7 6 4 0 2", "7 6 -4 0 2"),
            "f:16: expected a whole number",
        ),
        (Format::Sartori, SARTORI.replace("SIZE: 5", "SIZE: 6"), "f: has 5 nodes, which is not"),
        (Format::Sartori, SARTORI.replace("4 0 100 5 0 3", "4 0 99.5 5 0 3"), "f:8: times: "),
        (Format::Solomon, SOLOMON.replace("NUMBER ", "N"), "f: NUMBER: is missing"),
        (Format::Solomon, SOLOMON.replace("  2         10", "  2  -1"), "f:5: capacity: "),
        (Format::Solomon, SOLOMON.replace("500", "-1"), "f:10: due: "),
        (Format::Ortec, ORTEC.replace("DIMENSION : 4", "DIMENSION : 5001"), "f:3: DIMENSION: "),
        (Format::Ortec, ORTEC.replace("FULL_MATRIX", "UPPER_ROW"), "f:6: EDGE_WEIGHT_FORMAT: only"),
        (Format::Ortec, ORTEC.replace("4\t600\t900\n", ""), "f: the section above has 3 rows"),
        (
            Format::Ortec,
            ORTEC.replace("DEMAND_SECTION", "D_SECTION"),
            "f: DEMAND_SECTION: is missing",
        ),
        (Format::Ortec, ORTEC.replace("\n3\t5\n", "\n2\t5\n"), "f:21: node: expected 3"),
    ] {
        let got = complaints(&text, format);
        assert!(got.iter().any(|it| it.starts_with(expected)), "{expected}\n{got:#?}");
    }
}

#[test]
fn a_folder_with_slips_names_the_table_and_the_column() {
    let copy = tempfile::tempdir().unwrap();
    let at = |name: &str| copy.path().join(name);
    for name in ["instance_parameters.txt", "restaurants.txt", "orders.txt", "couriers.txt"] {
        let text = fs::read_to_string(folder().join(name)).unwrap();
        let text = text.replace("off_time", "until").replace("\tr2\t", "\tr7\t");
        fs::write(at(name), text.replace("\n320\t4", "\n320\tfour")).unwrap();
    }
    let got = read(copy.path(), None).unwrap_err().to_string();
    assert!(got.contains("instance_parameters.txt:2: pickup service minutes: expected"), "{got}");
    assert!(got.contains("couriers.txt:1: off_time: is no column"), "{got}");
    fs::copy(folder().join("couriers.txt"), at("couriers.txt")).unwrap();
    fs::copy(folder().join("instance_parameters.txt"), at("instance_parameters.txt")).unwrap();
    let got = read(copy.path(), Some(Format::Mdrp)).unwrap_err().to_string();
    assert!(got.contains("orders.txt:4: restaurant: there is no restaurant \"r7\""), "{got}");
    fs::remove_file(at("orders.txt")).unwrap();
    let got = read(copy.path(), None).unwrap_err().to_string();
    assert!(got.contains("orders.txt: cannot be read: "), "{got}");
    assert!(
        read(copy.path(), Some(Format::LiLim)).unwrap_err().to_string().contains("is a folder")
    );
    let file = read(&at("couriers.txt"), Some(Format::Mdrp)).unwrap_err().to_string();
    assert!(file.contains("is not a folder"), "{file}");
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_panic(
        of in 0..4_usize,
        cut in 0..700_usize,
        text in r"([0-9]{1,3}|-1|[a-zA-Z_:.\n\t ]|EOF\n|NODES\n|EDGES\n|DEMAND_SECTION\n){0,30}",
    ) {
        let (format, whole) = TEXTS[of];
        let kept: String = whole.chars().take(cut).collect();
        for text in [format!("{kept}{text}"), text] {
            if let Ok(instance) = read_text("f", &text, Some(format)) {
                let plan = solved(&instance.problem(), 0);
                let _ = judge(&instance, &instance.routes(&plan), 0.01);
            }
        }
    }

    #[test]
    fn no_solution_makes_the_judge_panic(
        nodes in proptest::collection::vec(proptest::collection::vec(-2..8_i64, 0..6), 0..5),
    ) {
        for (_, text) in TEXTS {
            let instance = instance(text);
            let verdict = judge(&instance, &Routes { nodes: nodes.clone(), ..Routes::default() }, 0.0);
            let all: usize = nodes.iter().map(Vec::len).sum();
            let last = instance.nodes_to_visit();
            prop_assert!(verdict.is_complete() == (1..=last).all(|node| nodes.iter().flatten()
                .any(|it| usize::try_from(*it) == Ok(node))));
            prop_assert!(all <= last || !verdict.is_feasible());
        }
    }
}
