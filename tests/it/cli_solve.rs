//! `musette solve` and `musette check-solution`: problems of the literature, from file to verdict.

use crate::cli_program::{Outcome, Workplace};
use std::{
    fs,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

const FOLDER: &str = "{root}/tests/fixtures/instances";

/// Each tiny instance with its format and its nodes.
const TINY: [(&str, &str, usize); 5] = [
    ("lilim.txt", "lilim", 4),
    ("sartori.txt", "sartori", 4),
    ("solomon.txt", "solomon", 3),
    ("ortec.txt", "ortec", 3),
    ("mdrp", "mdrp", 6),
];

#[test]
fn each_format_is_solved_and_the_judge_agrees() {
    let workplace = Workplace::new();
    for (file, format, nodes) in TINY {
        for guess in [true, false] {
            let format_said = if guess { String::new() } else { format!(" --format {format}") };
            let limits = "--iterations 20 --time-limit 20 --threads 1 --seed 7";
            let solve = format!("solve{format_said} {FOLDER}/{file} {limits} -o s.json");
            let line = workplace.run(&solve).well();
            let guessed = if guess { ", guessed from its content" } else { "" };
            assert!(line.contains(&format!(" ({format}{guessed}): ")), "{line}");
            assert!(line.contains(&format!(", all {nodes} nodes served; ")), "{line}");
            assert_eq!(line.lines().count(), 1, "{line}");

            let check = format!("check-solution{format_said} {FOLDER}/{file} s.json");
            let told = workplace.run(&check).well();
            assert!(told.contains("feasible      yes\ncomplete      yes\n"), "{told}");
            let json = workplace.run(&format!("{check} --json --eps 0.01")).well();
            let json: serde_json::Value = serde_json::from_str(&json).unwrap();
            let solution = workplace.json("s.json");
            assert_eq!(solution["format"], format);
            assert_eq!((&solution["vehicles"], &solution["seed"]), (&json["vehicles"], &7.into()));
            let costs = [&solution["cost"], &json["distance"]].map(|it| it.as_f64().unwrap());
            assert!((costs[0] - costs[1]).abs() < 0.001, "{solution} {json}");
            assert!(solution["unserved"].as_array().unwrap().is_empty(), "{solution}");
        }
    }
}

#[test]
fn both_objectives_and_the_table_of_operators_can_be_asked_for() {
    let workplace = Workplace::new();
    for objective in ["vehicles", "distance"] {
        let solve = format!("solve {FOLDER}/lilim.txt --iterations 20 --objective {objective}");
        workplace.run(&solve).well();
    }
    let outcome = workplace.run(&format!("solve {FOLDER}/lilim.txt --iterations 20 --stats"));
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    let table: Vec<Vec<&str>> =
        outcome.stderr.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(table[0], ["operator", "tried", "kept", "best"], "{outcome:?}");
    assert!(table.len() > 1, "{outcome:?}");
    for row in &table[1..] {
        // A name of several words, then three counts.
        let counts = row[row.len() - 3..].iter().map(|count| count.parse().unwrap());
        let counts: Vec<u64> = counts.collect();
        assert!(counts[0] > 0 && counts[1] <= counts[0], "{outcome:?}");
    }
    let json = workplace.run(&format!("solve {FOLDER}/lilim.txt --iterations 20 -o -")).well();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["name"], "lilim");
}

#[test]
fn a_run_of_one_thread_and_so_many_iterations_can_be_repeated() {
    let workplace = Workplace::new();
    for file in ["1.json", "2.json"] {
        let limits = "--threads 1 --iterations 500 --seed 3";
        workplace.run(&format!("solve {FOLDER}/mdrp {limits} -o {file}")).well();
    }
    let [mut first, mut second] = ["1.json", "2.json"].map(|file| workplace.json(file));
    for solution in [&mut first, &mut second] {
        assert_eq!(solution["iterations"], 500);
        // How long it took is no part of what can be repeated.
        assert!(solution.as_object_mut().unwrap().remove("solve_s").is_some());
    }
    assert_eq!(first, second);
}

/// Deliveries on a grid around a depot: so many that a search finds no end in seconds.
fn large_problem() -> String {
    use std::fmt::Write as _;
    let mut text = "grid\n\nVEHICLE\nNUMBER CAPACITY\n40 50\n\nCUSTOMER\n\
                    CUST XCOORD YCOORD DEMAND READY DUE SERVICE\n0 70 70 0 0 2000 0\n"
        .to_owned();
    for id in 1..=200 {
        let (x, y, ready) = (10 * (id % 15), 10 * (id / 15), 37 * id % 900);
        // Writing to a string does not fail.
        let _ = writeln!(text, "{id} {x} {y} {} {ready} {} 5", 1 + id % 9, ready + 600);
    }
    text
}

#[test]
fn a_search_ends_at_its_limit() {
    let workplace = Workplace::new();
    workplace.write("grid.txt", large_problem());
    let start = Instant::now();
    workplace.run("solve grid.txt --time-limit 1 -o s.json").well();
    let took = start.elapsed();
    assert!(took < Duration::from_secs(20), "{took:?}");
    // Not at the limit that there is if none is said, which is 10; the rest is for a busy machine.
    let solve_s = workplace.json("s.json")["solve_s"].as_f64().unwrap();
    assert!((1.0..9.0).contains(&solve_s), "{solve_s}");
}

#[test]
fn a_wrong_solution_is_told_in_words_and_by_the_exit_code() {
    let workplace = Workplace::new();
    for (routes, expected) in [
        ("[[1, 2], [4, 3]]", "wrong: route 2 visits delivery 4 before its pickup 3\n"),
        ("[[1, 2], [3, 4, 9]]", "wrong: route 2 visits node 9, but nodes to visit are 1 to 4\n"),
        ("[[1, 2]]", "not visited: 2 nodes, the first of them 3\n"),
    ] {
        workplace.write("s.json", format!("{{\"routes\": {routes}, \"other\": 1}}"));
        let check = format!("check-solution {FOLDER}/lilim.txt s.json");
        let outcome = workplace.run(&check);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(1), ""));
        assert!(outcome.stdout.contains(expected), "{}", outcome.stdout);
        let json = workplace.run(&format!("{check} --json"));
        assert_eq!((json.code, json.stdout.lines().count()), (Some(1), 1));
    }
    for (text, expected) in [
        ("{}", "s.json:1: is no solution: missing field `routes`"),
        ("{\"routes\":\n[[1.5]]}", "s.json:2: is no solution: "),
        ("[", "s.json:1: is no solution: "),
    ] {
        workplace.write("s.json", text);
        let message = workplace.run(&format!("check-solution {FOLDER}/lilim.txt s.json")).refused();
        assert!(message.contains(expected), "{message}");
    }
}

/// As `check-solution … | head -1` in a script that minds the exit code.
#[test]
fn who_stops_reading_the_verdict_has_it_by_the_exit_code() {
    let workplace = Workplace::new();
    for (routes, code) in [("[[1, 2]]", 1), ("[[1, 2], [3, 4]]", 0)] {
        workplace.write("s.json", format!("{{\"routes\": {routes}}}"));
        let mut command = workplace.command(&format!("check-solution {FOLDER}/lilim.txt s.json"));
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(code));
    }
}

#[test]
fn files_that_are_wrong_and_files_that_are_none_are_told() {
    let workplace = Workplace::new();
    workplace.write("bad.txt", "3 10 1\n0 0 0 0 0 x 0 0 0\n1 1 1 5 0 10 0 0 9\n");
    let message = workplace.run("solve bad.txt --time-limit 1 -o s.json").refused();
    assert!(message.contains("bad.txt:2: latest: expected a number from 0 to 100000"), "{message}");
    workplace.write("other.txt", "orders\n");
    let message = workplace.run("solve other.txt").refused();
    assert!(message.contains("other.txt: looks like no format that Musette reads"), "{message}");
    assert!(message.contains("--format"), "{message}");
    let message = workplace.run("solve none.txt").refused();
    assert!(message.contains("none.txt: cannot be read: "), "{message}");
    assert_eq!(workplace.names(), ["bad.txt", "other.txt"]);

    workplace.write("same.txt", fs::read("tests/fixtures/instances/lilim.txt").unwrap());
    let message = workplace.run("solve same.txt -o same.txt").refused();
    assert!(message.contains("are one file"), "{message}");
    let outcome = workplace.run("solve same.txt --time-limit -1");
    assert!(outcome.stderr.contains("expected seconds above 0"), "{outcome:?}");
    for wrong in ["--time-limit 0", "--time-limit nan", "--threads 0", "--format cvrp", "--eps 1"] {
        let outcome = workplace.run(&format!("solve same.txt {wrong}"));
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""), "{outcome:?}");
    }
}

/// Ctrl-C while it searches: the best plan so far is written all the same, and long before the limit.
#[cfg(target_os = "linux")]
#[test]
fn an_interrupted_search_keeps_its_plan() {
    let workplace = Workplace::new();
    let start = Instant::now();
    let mut command =
        workplace.command(&format!("solve {FOLDER}/lilim.txt --time-limit 300 -o s.json"));
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let id = child.id().to_string();
    while !catches_interrupts(&id) {
        assert!(start.elapsed() < Duration::from_mins(1), "it does not listen");
        thread::sleep(Duration::from_millis(5));
    }
    Command::new("kill").args(["-INT", &id]).status().unwrap();
    let outcome = Outcome::of(child.wait_with_output().unwrap());
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    assert!(start.elapsed() < Duration::from_mins(2), "{outcome:?}");
    workplace.run(&format!("check-solution {FOLDER}/lilim.txt s.json")).well();
}

/// Does the process have a handler for SIGINT, or has it ended?
#[cfg(target_os = "linux")]
fn catches_interrupts(id: &str) -> bool {
    const SIGINT: u64 = 1 << 1;
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
    let mask = caught.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_none_or(|mask| mask & SIGINT != 0) || status.contains("State:\tZ")
}

#[test]
fn an_output_that_cannot_be_is_refused_before_the_search() {
    let workplace = Workplace::new();
    fs::create_dir(workplace.path("folder")).unwrap();
    for (output, cause) in [("folder", "it is a folder"), ("no/s.json", "there is no folder no")] {
        let begun = Instant::now();
        let solve = format!("solve {FOLDER}/lilim.txt --time-limit 600 -o {output}");
        let message = workplace.run(&solve).refused();
        assert!(message.contains(&format!("cannot write {output}: {cause}")), "{message}");
        assert!(message.contains("choose another --output"), "{message}");
        assert!(begun.elapsed() < Duration::from_mins(1));
    }
}
