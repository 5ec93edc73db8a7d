//! The comparison.

use super::{
    differences::{Pair, judge, judge_tables, told},
    http::{Answer, Client},
    questions, ready,
};
use crate::{
    Failure, fixture,
    rounds::{Unit, median, tell},
};
use std::path::Path;

const PAIRS: usize = 1000;
const SIZES: [usize; 3] = [100, 500, 1000];
/// How often each table is asked for.
const TABLES: usize = 7;
/// Questions before it counts.
const WARM_UP: usize = 50;

/// Makes the map ready in `folder`, asks both the same questions in turns, tells times, memory and
/// where the answers differ.
pub fn compare(tools: &Path, musette: &Path, folder: &Path) -> Result<(), Failure> {
    let map = fixture::path().canonicalize()?;
    let musette = musette.canonicalize().map_err(|error| format!("{musette:?}: {error}"))?;
    let places = questions::places(2 * PAIRS)?;
    let question = questions::nearest(places[0]);
    println!("{}", map.file_name().unwrap_or_default().display());
    let servers = ready::make(tools, &musette, folder, &map, &question)?;
    let mut both =
        Both { ours: Client::new(servers.ours.address), osrm: Client::new(servers.osrm.address) };
    let memory = |when: &str| {
        println!(
            "memory {when}: musette {:.0} MiB (peak {:.0}), OSRM CH {:.0} MiB (peak {:.0})",
            servers.ours.memory_mib(),
            servers.ours.peak_mib(),
            servers.osrm.memory_mib(),
            servers.osrm.peak_mib()
        );
    };
    memory("at first");
    let pairs = || places[..PAIRS].iter().zip(&places[PAIRS..]).map(|(from, to)| (*from, *to));
    let unit = Unit::Microseconds;
    let nearest = places[..PAIRS].iter().map(|place| questions::nearest(*place)).collect();
    both.ask("nearest", unit, &nearest)?;
    let bare = pairs().map(|(from, to)| questions::bare_route(from, to)).collect();
    both.ask("route, overview=false", unit, &bare)?;
    let routes: Vec<String> = pairs().map(|(from, to)| questions::route(from, to)).collect();
    both.ask("route, geometry and steps", unit, &routes)?;
    memory("after routes");
    for size in SIZES {
        for annotations in ["duration", "duration,distance"] {
            let table = questions::table(&places[..size], annotations);
            let work = format!("table {size}, {annotations}");
            both.ask(&work, Unit::Milliseconds, &vec![table; TABLES])?;
        }
    }
    memory("after tables");

    let mut told_pairs = Vec::with_capacity(PAIRS);
    for ((from, to), route) in pairs().zip(&routes) {
        let [ours, osrm] = both.get(route)?;
        told_pairs.push(Pair { from, to, ours: told(&ours.body)?, osrm: told(&osrm.body)? });
    }
    judge(told_pairs, &folder.join("differences.csv"))?;
    let [ours, osrm] = both.get(&questions::table(&places[..SIZES[1]], "duration,distance"))?;
    judge_tables(&ours.body, &osrm.body)
}

struct Both {
    ours: Client,
    osrm: Client,
}

impl Both {
    fn get(&mut self, question: &str) -> Result<[Answer; 2], Failure> {
        Ok([self.ours.get(question)?, self.osrm.get(question)?])
    }

    /// Asks both every question, in turns, and tells the medians.
    fn ask(&mut self, work: &str, unit: Unit, questions: &Vec<String>) -> Result<(), Failure> {
        for question in questions.iter().take(if questions.len() > WARM_UP { WARM_UP } else { 1 }) {
            self.get(question)?;
        }
        let (mut times, mut bytes, mut refused) = ([vec![], vec![]], [0, 0], [0, 0]);
        for question in questions {
            for (side, answer) in self.get(question)?.into_iter().enumerate() {
                times[side].push(answer.taken.as_secs_f64());
                bytes[side] += answer.body.len();
                refused[side] += usize::from(answer.status != 200);
            }
        }
        let [ours, osrm] = times.map(median);
        let names = ["musette", "OSRM CH"];
        for (side, time) in [ours, osrm].into_iter().enumerate() {
            let name = format!("{}, {} bytes", names[side], bytes[side] / questions.len());
            tell(work, &name, time, ours, unit);
        }
        if refused != [0, 0] {
            println!("refused: {} by musette, {} by OSRM", refused[0], refused[1]);
        }
        Ok(())
    }
}
