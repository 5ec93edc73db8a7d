//! Who does the same work takes turns: what slows the machine down for a while slows all.

use std::time::{Duration, Instant};

/// One who does the work.
pub struct Entrant<'a> {
    name: &'static str,
    /// How many queries, cells or the like one turn is.
    count: usize,
    turn: Box<dyn FnMut() -> Duration + 'a>,
}

impl<'a> Entrant<'a> {
    /// Its turns are timed from outside.
    pub fn new<T>(name: &'static str, count: usize, mut turn: impl FnMut() -> T + 'a) -> Self {
        Self::timing_itself(name, count, move || {
            let start = Instant::now();
            let made = turn();
            let taken = start.elapsed();
            drop(made);
            taken
        })
    }

    /// It tells how long a turn took: there is something around it that does not count.
    pub fn timing_itself(
        name: &'static str,
        count: usize,
        turn: impl FnMut() -> Duration + 'a,
    ) -> Self {
        Self { name, count, turn: Box::new(turn) }
    }
}

/// What times are told in.
#[derive(Clone, Copy)]
pub enum Unit {
    Milliseconds,
    Microseconds,
    Nanoseconds,
}

impl Unit {
    fn per_second(self) -> (f64, &'static str) {
        match self {
            Self::Milliseconds => (1e3, "ms"),
            Self::Microseconds => (1e6, "us"),
            Self::Nanoseconds => (1e9, "ns"),
        }
    }
}

/// Lets everybody have `rounds` turns, one after the other, and prints each one's median for one of
/// what it counts, and how many times that of the first it is: the first is Musette.
pub fn compete(work: &str, unit: Unit, rounds: usize, mut entrants: Vec<Entrant>) {
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); entrants.len()];
    for _ in 0..rounds {
        for (entrant, times) in entrants.iter_mut().zip(&mut times) {
            times.push((entrant.turn)().as_secs_f64() / entrant.count as f64);
        }
    }
    let medians: Vec<f64> = times.into_iter().map(median).collect();
    for (entrant, time) in entrants.iter().zip(&medians) {
        tell(work, entrant.name, *time, medians[0], unit);
    }
}

/// One line: who needed how many seconds for what, beside ours.
pub fn tell(work: &str, name: &str, seconds: f64, ours: f64, unit: Unit) {
    let (scale, symbol) = unit.per_second();
    println!("{work:<28} {name:<26} {:>11.2} {symbol} {:>9.2} x", seconds * scale, seconds / ours);
}

/// The one in the middle.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
